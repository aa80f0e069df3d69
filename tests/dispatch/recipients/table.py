"""A project with a table of recipients, and what reading it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.dispatch import recipients, settings
from briefing.dispatch.models import Recipient
from briefing.errors import InputError


def read(text: str, folder: Path, toml: str = "") -> tuple[Recipient, ...]:
    """Write the table and dispatch.toml into a folder and read them."""
    (folder / "recipients.csv").write_bytes(text.encode())
    (folder / "dispatch.toml").write_text(toml, encoding="utf-8")
    return recipients.read_recipients(settings.read_settings(folder), folder)


def mismatches(text: str, folder: Path, toml: str = "") -> list[str]:
    """What reading says, one text for each finding, without the folder."""
    with pytest.raises(InputError) as caught:
        read(text, folder, toml)
    assert all(finding.where and finding.what and finding.fix for finding in caught.value.findings)
    return [str(finding).replace(f"{folder.as_posix()}/", "") for finding in caught.value.findings]
