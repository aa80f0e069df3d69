"""Editions of data/prices as of days, each built once in a test run: deck, brief, letter and ledger.

`python -m tests.prices.editions FOLDER` builds all twelve into a folder, each after the one before it.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any, Final

import briefing
from tests.once import once, shared_folder

PRICES: Final = Path(__file__).parents[2] / "data" / "prices"
DAYS: Final = (
    "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28",
    "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31",
)  # fmt: skip


@once
def built(as_of: str, previous: str = "") -> briefing.Build:
    """The edition as of a day; `previous` is the as-of date of the edition before it, whose ledger it gets."""
    before = built(previous).ledger if previous else None
    return build(as_of, shared_folder(f"prices/{as_of}-{previous}"), before)


def build(as_of: str, folder: Path, previous: Path | None = None) -> briefing.Build:
    """The edition as of a day; a warning of the story, of a writer or of the proof is an error."""
    day = dt.date.fromisoformat(as_of)
    return briefing.build(PRICES, folder, as_of=day, previous=previous, strict=True)


def ledger(edition: briefing.Build) -> dict[str, Any]:
    """What the ledger of an edition holds."""
    held: dict[str, Any] = json.loads(edition.ledger.read_text(encoding="utf-8"))
    return held


if __name__ == "__main__":
    newest: Path | None = None
    for day in DAYS:
        newest = build(day, Path(sys.argv[1]) / day, newest).ledger
        print(day, newest)
