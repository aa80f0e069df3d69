"""Editions of data/prices as of days, each built once in a test run: deck, brief, letter and ledger."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, Final

import briefing
from tests.once import once, shared_folder

PRICES: Final = Path(__file__).parents[2] / "data" / "prices"


@once
def built(as_of: str, previous: str = "") -> briefing.Build:
    """The edition as of a day; `previous` is the as-of date of the edition before it, whose ledger it gets."""
    before = ledger_file(built(previous)) if previous else None
    folder = shared_folder(f"prices/{as_of}-{previous}")
    return briefing.build(PRICES, folder, as_of=dt.date.fromisoformat(as_of), previous=before)


def ledger_file(edition: briefing.Build) -> Path:
    """The ledger of an edition."""
    return next(file for file in edition.files if file.name.endswith(".ledger.json"))


def ledger(edition: briefing.Build) -> dict[str, Any]:
    """What the ledger of an edition holds."""
    held: dict[str, Any] = json.loads(ledger_file(edition).read_text(encoding="utf-8"))
    return held
