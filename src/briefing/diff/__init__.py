"""What changed from one finished edition to another: numbers, claims, sources.

ledger · deck · brief ─ read ─▶ content ─┐
ledger · deck · brief ─ read ─▶ content ─┴─ compare ─▶ changes
"""

from __future__ import annotations

from pathlib import Path

from briefing.diff.changes import Changes
from briefing.diff.comparing import compare
from briefing.diff.edition_content import read_edition

__all__ = ["Changes", "diff"]


def diff(old: str | Path, new: str | Path) -> Changes:
    """Return the changes between two files, each a ledger, a deck or a brief; BriefingError for one without numbers.

    A deck or a brief is read from the ledger next to it if that is its own, else from the data stored in it.
    """
    return compare(read_edition(Path(old)), read_edition(Path(new)))
