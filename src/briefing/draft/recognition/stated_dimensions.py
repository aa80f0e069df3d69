"""Lines above a table that each say in two cells what holds for all of its values, as statistics offices' workbooks
have them: what is measured, of whom, in which unit, how often."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.draft.importing.grid_parts import UNIT_HEAD
from briefing.draft.raw_table import ColumnFacts, RawTable
from briefing.draft.recognition.place_names import is_place_head
from briefing.draft.recognition.total_places import is_nameless
from briefing.draft.recognition.unit_lines import COUNTED

_PAIR: Final = re.compile(r"(?P<head>[^,:：]{2,80}), (?P<text>\S.*)")
_FREQUENCY: Final = re.compile(r"(?:time )?frequency|fréquence|périodicité|频率", re.IGNORECASE)
_MEASURE: Final = re.compile(r".*\b(?:indicators?|measures?|variables?|items?|employment status)\b.*", re.IGNORECASE)
_DATASET: Final = re.compile(r"(?:dataset|datensatz)\s*[:：][\s,]*(?P<text>.+)", re.IGNORECASE)
_CODE: Final = re.compile(r"\s*\[[^\[\]]*\]$|\s+-\s+(?:annual|quarterly|monthly) data(?=$|\s*\[)", re.IGNORECASE)
_BRACKET: Final = re.compile(r"\s*\([^()]*\)")
_FEWEST: Final = 2


def with_stated_dimensions(table: RawTable) -> RawTable:
    """Return a table with the title and the unit that lines above it say in pairs, as "Unit of measure, Thousand
    persons" and "Sex, Females"; as it is where none of them says a unit or how often values come."""
    lines = table.title.split("\n")
    pairs = [(_BRACKET.sub("", found["head"]).strip(), found["text"]) for found in map(_PAIR.fullmatch, lines) if found]
    units = [text for head, text in pairs if UNIT_HEAD.fullmatch(head)]
    often = [head for head, _ in pairs if _FREQUENCY.fullmatch(head)]
    if len(pairs) < _FEWEST or not (units or often):
        return table
    rest = [line for line in lines if not _PAIR.fullmatch(line)]
    places = [f"{head}, {text}" for head, text in pairs if is_place_head(head)]
    title = "\n".join([*_name(pairs, rest), *places])
    facts = dict(table.columns)
    if len(units) == 1 and not COUNTED.fullmatch(units[0]):
        unit = re.sub(r"^[A-Z](?=[a-z]+\b)", lambda first: first[0].lower(), units[0])
        facts |= {str(name): ColumnFacts(unit=unit) for name in table.frame.columns if str(name) not in facts}
    return replace(table, title=title or table.title, columns=facts)


def _name(pairs: Sequence[tuple[str, str]], rest: Sequence[str]) -> Sequence[str]:
    """Return what is measured, of whom: by a pair, else by the name of the dataset or other lines."""
    own = {head: text for head, text in pairs if not (UNIT_HEAD.fullmatch(head) or _FREQUENCY.fullmatch(head))}
    own = {head: text for head, text in own.items() if not (is_place_head(head) or is_nameless(text))}
    measure = next((head for head in own if _MEASURE.fullmatch(head)), "")
    dataset = next(
        (_CODE.sub("", _CODE.sub("", found["text"])) for found in map(_DATASET.fullmatch, rest) if found), ""
    )
    first = own.get(measure) or dataset
    if not first:
        return [*rest, *own.values()]
    of_whom = ", ".join(_small(text) for head, text in own.items() if head != measure)
    return [f"{first} ({of_whom})" if of_whom else first]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
