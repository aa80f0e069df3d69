"""Tables with a column for each place: whose values a column has, by its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.place_names import holds_others, own_map, place_of
from briefing.draft.recognition.printed_names import printed_name, tidied
from briefing.draft.recognition.units_in_heads import name_and_unit

_SHARE: Final = 0.6  # of the columns of numbers at least have heads that are places
_FEWEST: Final = 2
_FEWEST_CODES: Final = 5  # two or three letters are often something else: CO and SO are gases too
_WORLD: Final = re.compile("world|global|全球|世界", re.IGNORECASE)
_CODE: Final = re.compile(r"[A-Z]{2,3}")
_SMALL_CODE: Final = re.compile(r"[a-z]{2,3}")  # as short names of anything are; of places where all heads are


def columns_of_places(rest: Mapping[str, ColumnProfile]) -> Iterator[tuple[str, str]]:
    """Yield the columns of numbers whose heads are places, with the reason; none where too few heads are known."""
    heads = [name for name, one in rest.items() if one.numeric]
    names = dict(zip(heads, without_unit_of_all(heads)[0], strict=True))
    parts_map = own_map(list(names.values()))
    known = [head for head in heads if place_of(names[head], parts_map) is not None]
    groups = [head for head in heads if head not in known and holds_others(names[head])]
    if len(known) < len(heads):
        known = [head for head in known if not _SMALL_CODE.fullmatch(names[head])]
    codes = sum(bool(_CODE.fullmatch(names[head])) for head in known)
    if codes > len(known) / 2 and codes < _FEWEST_CODES:
        return
    # "All items" and "Total" are of places only next to places, or to groups as "OECD".
    plain = [names[head] for head in groups]
    named = [name for name in plain if _WORLD.fullmatch(name) or not holds_others(name, among_countries=False)]
    if len(known) + len(named) < _FEWEST or len(known) + len(groups) < _SHARE * len(heads):
        return
    for head in heads:
        yield (
            head,
            "its head is a place" if head in known or head in groups else "its head stands among those of places",
        )


def without_unit_of_all(heads: Sequence[str]) -> tuple[list[str], str, str]:
    """Return heads of places without the unit at the end of all of them, as "Skye (%)", that unit, and where it
    stands; "" for both where they have none, or several."""
    read = [name_and_unit(head) for head in heads]
    units = {unit for _, unit, _ in read}
    if len(units) != 1 or not all(units):
        return [*heads], "", ""
    return [name for name, _, _ in read], *read[0][1:]


def place_in_head(head: str) -> str:
    """Return the name of the place in a head, which may be of small letters alone."""
    if not head.islower():
        return tidied(head)
    known = place_of(head)
    return known.name if known else printed_name(head)
