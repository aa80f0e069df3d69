"""Two columns that both say when: the finer one has the periods where each of its texts lies in one of the other's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from briefing.draft.recognition.head_words import head_words
from briefing.model.period import Period

_LEAST: Final = 2  # of the finer ones in most of the others
# When a figure came out says nothing of when it was so.
_OF_FIGURES: Final = re.compile(
    r"\b(?:publi|releas|updat|vintage|revis|retriev|access|load|creat|modif)|发布|更新", re.IGNORECASE
)


def lies_within(
    frame: pd.DataFrame, finer: str, periods: Mapping[str, Period], coarser: str, others: Mapping[str, Period]
) -> bool:
    """Whether each text of the finer column stands with one of the coarser, in the order of both, and most of these
    with several: weeks with their seasons, days with their years."""
    if _OF_FIGURES.search(head_words(finer)):
        return False
    pairs = frame[[finer, coarser]].drop_duplicates()
    known = pairs[pairs[finer].isin(periods.keys()) & pairs[coarser].isin(others.keys())]
    if len(known) != len(known[finer].unique()) or len(known) < _LEAST * len(known[coarser].unique()):
        return False
    ordered = sorted(
        (periods[one].start, others[other].start) for one, other in known.itertuples(index=False, name=None)
    )
    starts = [start for _, start in ordered]
    return bool(ordered) and starts == sorted(starts)


def are_needed(frame: pd.DataFrame, texts: Sequence[str], coarser: str) -> bool:
    """Whether some rows agree in their texts and in the coarser column, so that only finer periods distinguish them."""
    return bool(frame[[*texts, coarser]].duplicated().any())
