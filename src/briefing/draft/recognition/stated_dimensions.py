"""Lines above a table that each say in two cells what holds for all of its values, as statistics offices' workbooks
have them: what is measured, of whom, in which unit, how often."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.draft.importing.grid_parts import UNIT_HEAD
from briefing.draft.importing.stated_sources import DATASET
from briefing.draft.raw_table import ColumnFacts, RawTable
from briefing.draft.recognition.place_names import holds_others, is_place_head, place_of
from briefing.draft.recognition.printed_names import shortened
from briefing.draft.recognition.series_naming import MOST_LETTERS
from briefing.draft.recognition.total_places import is_nameless
from briefing.draft.recognition.unit_lines import COUNTED

_PAIR: Final = re.compile(r"(?P<head>[^,:：]{2,120}), (?P<text>\S.*)")
_FREQUENCY: Final = re.compile(r"(?:time )?frequency|fréquence|périodicité|频率", re.IGNORECASE)
_MEASURE: Final = re.compile(r".*\b(?:indicators?|measures?|variables?|items?|employment status)\b.*", re.IGNORECASE)
_OFTEN: Final = re.compile(r"\s+-\s+(?:annual|quarterly|monthly) data$", re.IGNORECASE)
_REPORTING: Final = re.compile(r"\s*\((?:reporting|declaring)\)")  # and not the partner, whose the values are not
_FEWEST: Final = 2
_FEWEST_LETTERS: Final = 30  # of what is measured, where it says of whom


def with_stated_dimensions(table: RawTable) -> RawTable:
    """Return a table with the title and the unit that lines above it say in pairs, as "Unit of measure, Thousand
    persons" and "Sex, Females"; as it is where none of them says a unit or how often values come."""
    lines = table.title.split("\n")
    pairs = [
        (_REPORTING.sub("", found["head"]).strip(), found["text"]) for found in map(_PAIR.fullmatch, lines) if found
    ]
    units = [text for head, text in pairs if UNIT_HEAD.fullmatch(head)]
    often = [head for head, _ in pairs if _FREQUENCY.fullmatch(head)]
    if len(pairs) < _FEWEST or not (units or often):
        return table
    rest = [line for line in lines if not _PAIR.fullmatch(line)]
    places = [f"{head}, {text}" for head, text in pairs if is_place_head(head)]
    title = "\n".join([*_name(pairs, rest), *places])
    facts = dict(table.columns)
    if len(units) == 1 and not COUNTED.fullmatch(units[0]):
        unit = re.sub(r"^[A-Z](?=[a-z]{2})", lambda first: first[0].lower(), units[0])  # not "Mt"
        facts |= {str(name): ColumnFacts(unit=unit) for name in table.frame.columns if str(name) not in facts}
    return replace(table, title=title or table.title, columns=facts)


def _name(pairs: Sequence[tuple[str, str]], rest: Sequence[str]) -> Sequence[str]:
    """Return what is measured, of whom: by a pair, else by the name of the dataset or other lines."""
    own = {head: text for head, text in pairs if not (UNIT_HEAD.fullmatch(head) or _FREQUENCY.fullmatch(head))}
    own = {head: text for head, text in own.items() if not (is_place_head(head) or is_nameless(text))}
    measure = next((head for head in own if _MEASURE.fullmatch(head)), "")
    dataset = next((_OFTEN.sub("", found["text"]) for found in map(DATASET.fullmatch, rest) if found), "")
    first = own.get(measure) or dataset
    if not first:
        return [*rest, *own.values()]
    of_whom = ", ".join(_small(text) for head, text in own.items() if head != measure)
    if not of_whom:
        return [first]
    room = MOST_LETTERS - len(" ()")
    first = shortened(first, max(room - len(of_whom), _FEWEST_LETTERS))
    return [f"{first} ({shortened(of_whom, room - len(first))})"]


def _small(text: str) -> str:
    is_place = place_of(text) is not None or holds_others(text)
    return text[:1].lower() + text[1:] if text[1:2].islower() and not is_place else text
