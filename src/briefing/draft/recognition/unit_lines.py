"""Units that stand in a line of their own below the heads, and scales in a title → the units of columns."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from briefing.draft.importing.grid_parts import SCALE
from briefing.draft.raw_table import ColumnFacts, RawTable
from briefing.draft.recognition.units_in_heads import is_unit, unit_words

_FEWEST: Final = 2  # columns under whose heads a unit stands; one alone may be a name with a sign in it
_OF_LINES: Final = ("ar",)  # units that a head in brackets may mean otherwise, as a country by its code
_INDEX: Final = re.compile(r"(?:index,? ?|indice,? ?)?\(?((?:19|20)[0-9]{2}) ?= ?100\)?", re.IGNORECASE)
_SCALES: Final = {1: "thousand", 2: "million", 3: "billion"}  # by their groups of zeros
# A scale behind what a title says: "sales (x 1,000)".
_TIMES: Final = re.compile(rf"\s*\([x×*] ?({SCALE.pattern})\)", re.IGNORECASE)
_SCALED: Final = re.compile(r"[%‰]|index|thousand|[mbtr]+illion")
# The line of a table that says at which prices its sums are: "Prices, Chained (2017) dollars".
_PRICES: Final = re.compile(r"prices?[,:：] +(.{3,40})", re.IGNORECASE)
COUNTED: Final = re.compile(r"anzahl|number|nombre|n[úu]mero|liczba|antal|aantal|count", re.IGNORECASE)


def with_units_of_heads(table: RawTable) -> RawTable:
    """Return a table whose heads end in no unit that a line below them states, as "Prices / 2020=100"; it is what the
    file says of the column. A scale in the title, as "(x 1,000)", is of that unit, else of all values."""
    heads = [str(name) for name in table.frame.columns]
    found = {head: head.rpartition(" / ")[::2] for head in heads if _unit(head.rpartition(" / ")[2]) is not None}
    found = {head: (name, unit) for head, (name, unit) in found.items() if name}
    joined = [head for head in heads if " / " in head]
    names = [found[head][0] if head in found else head for head in heads]
    if len(found) < _FEWEST or len(found) < len(joined) or len(set(names)) < len(names):
        found = {}
    scale, title = _of_title(table.title)
    prices = next((line[1] for line in map(_PRICES.fullmatch, title.split("\n")) if line), "").lower()
    facts = dict(table.columns)
    for name, unit in found.values():
        words = _unit(unit) or ""
        words = prices if words and words in prices else words
        bare = bool(words) and not _SCALED.match(words)
        facts[name] = ColumnFacts(unit=f"{scale} {words}" if scale and bare else words)
    if scale and not found:
        title = f"{title}\nUnit: {scale}"
    frame = table.frame.rename(columns={head: name for head, (name, _) in found.items()})
    return replace(table, frame=frame, columns=facts, title=title)


def _unit(text: str) -> str | None:
    """Return the unit that a cell below a head states, "" where it says that things are counted; None for others."""
    plain = re.sub(r"^(?:in|en) (?=\S)", "", text.strip())
    if COUNTED.fullmatch(plain):
        return ""
    if plain in _OF_LINES:
        return plain
    if index := _INDEX.fullmatch(plain):
        return f"index, {index[1]} = 100"
    if SCALE.fullmatch(plain):
        return _SCALES[plain.count("000")]
    plain = plain.lower() if re.fullmatch("[A-Z][a-z]+", plain) else plain
    return unit_words(plain) if is_unit(plain) else None


def _of_title(title: str) -> tuple[str, str]:
    """Return the scale of all values that a title has in brackets, and the title without it."""
    found = _TIMES.search(title)
    return (_SCALES[found[1].count("000")], _TIMES.sub("", title, count=1)) if found else ("", title)
