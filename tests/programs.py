"""Programs that only tests need: one that is missing skips a test, with the reason, and fails it in CI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def missing(reason: str, purpose: str) -> NoReturn:
    """Why a test cannot run here, and what CI must do with it → the test is skipped, or fails in CI."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason}, and CI must {purpose}")
    pytest.skip(reason)


def program(command: str, name: str, purpose: str) -> str:
    """A command, what it is called, and what it is for → its path."""
    return shutil.which(command) or missing(f"{name} is not installed", purpose)


def office(purpose: str = "draw the deck") -> str:
    """→ the LibreOffice to work with."""
    return program("soffice", "LibreOffice", purpose)


def calc(purpose: str = "open the data edition") -> str:
    """→ the LibreOffice that opens workbooks, as not every installation does."""
    found = office(purpose)
    library = Path(os.path.realpath(found)).with_name("libsclo.so")
    return found if library.exists() else missing("LibreOffice Calc is not installed", purpose)
