"""What tables do not say of their figures, and where somebody fills it in."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Final

from briefing.draft.raw_table import StatedSource
from briefing.draft.recognition.imported_data import DraftIndicator
from briefing.model.unstated import is_unstated

_SHOWN: Final = 3
_MOST_ASKED: Final = 3  # series that a command names one by one


def to_fill(
    indicators: Sequence[DraftIndicator], source: StatedSource, places: Sequence[str], title: str, file: str
) -> tuple[str, ...]:
    """Return what tables do not say and somebody must fill in, by file, and the command that answers it at once."""
    lines = []
    open_units = [item.name for item in indicators if is_unstated(item.unit)]
    if not source.publisher:
        lines.append("sources.csv: who published the figures (publisher, short), and when (published or read_on)")
    elif not source.published:
        lines.append("sources.csv: when the figures were published, or read (published or read_on)")
    if open_units:
        lines.append(f"indicators.csv: the unit of {listed(open_units)}")
    if list(places) == [title]:
        lines.append(
            "briefing.toml and observations.csv: the place, which the table does not name; to have it written, draft"
            " the table again with --entity PLACE and --out NEW-FOLDER"
        )
    answers = [] if source.publisher else ["--publisher NAME"]
    if answers or open_units:
        answers += _asked_units(open_units)
        lines.append(f"or all at once: briefing draft {shlex.quote(file)} {' '.join(answers)} --out NEW-FOLDER")
    return tuple(lines)


def listed(names: Sequence[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    return f"{', '.join(names[:_SHOWN])}{f' and {len(names) - _SHOWN} more' if len(names) > _SHOWN else ''}"


def _asked_units(names: Sequence[str]) -> list[str]:
    """Return the options that give series their units, one for all of many."""
    if len(names) > _MOST_ASKED:
        return ["--unit UNIT"]
    return [f"--unit {shlex.quote(f'{name}=UNIT')}" for name in names]
