"""Two finished editions → what changed from one to the other: numbers, claims, sources.

ledger · deck · brief ─ read ─▶ what it tells ─┐
ledger · deck · brief ─ read ─▶ what it tells ─┴─ compare ─▶ changes
"""

from __future__ import annotations

from pathlib import Path

from briefing.diff.changes import Changes
from briefing.diff.comparing import compared
from briefing.diff.reading import told

__all__ = ["Changes", "diff"]


def diff(old: str | Path, new: str | Path) -> Changes:
    """Two files, each a ledger, a deck or a brief → Changes. BriefingError for a file that tells no numbers.

    A deck or a brief is read by the ledger beside it where that is its own, else by what it remembers itself.
    """
    return compared(told(Path(old)), told(Path(new)))
