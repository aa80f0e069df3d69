"""A name or a unit that a story writes for a card, a row or a line → where the data say another.

A name is false where it is that of another place or another indicator than its facts', as when two `names` are
swapped; a unit where its scale, its percent sign or its currency is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefing.compose.prose.unit_words import power_of, scale_in
from briefing.compose.prose.years_and_places import Doubt
from briefing.model.fact import Fact
from briefing.model.text import Text, plain
from briefing.wording.currencies import money_of
from briefing.wording.fitting import is_percentage

if TYPE_CHECKING:
    from briefing.compose.prose.sentences import Places
    from briefing.compose.prose.topics import Topics
    from briefing.facts import SubjectFacts
    from briefing.wording import DirectedWording

# What stands for a scale word: "mn euros", "Mt", "GWh".
_SHORT: Final = re.compile(r"\b(?:mn|mln|tn|[kMGTP][A-Za-z]\w*)\b")


def misnamed(text: Text, subject: SubjectFacts, places: Places, topics: Topics, shown: str) -> Iterator[Doubt]:
    """A name, and what it stands for → whether it names another place or another indicator; `shown` are its places as a
    reader knows them."""
    said = plain(text).replace("\n", " ")
    found = {places.entity[name]: name for _, _, name in places.found("", said)}
    # "Boston" may be short for Boston metropolitan area, and trade with a place is no place of its own
    own = " ".join((subject.name, *subject.names.values(), *subject.members, shown))
    if found and not found.keys() & set(subject.members) and not any(name in own for name in found.values()):
        name = next(iter(found.values()))
        yield Doubt(f"{name!r} stands as the name of {subject.expression}, which is of {shown}", f"name it {shown}")
    elif other := topics.other(said, subject.key):
        what = f"{said!r} stands as the name of {subject.expression}, and is that of {other}"
        yield Doubt(what, f"name it {subject.name!r}, or in words of that")


def misunit(label: Text, unit: Text, value: Text, fact: Fact, wording: DirectedWording) -> Iterator[Doubt]:
    """The label and the unit of a card, and its value → where the unit of the fact is another."""
    told, own = f"{plain(label)} {plain(unit)}".replace("\n", " "), wording.unit_words(fact)
    typed = scale_in(told, wording)
    scale = scale_in(own, wording)
    fix = f"write {own!r}, or words of it" if own else "leave the unit empty"
    if fact.format.scale or scale_in(plain(value), wording):
        if typed and not scale_in(plain(label), wording):
            yield Doubt(f"{typed!r} stands as the unit of {fact.name}, whose number says its scale itself", fix)
    elif typed and power_of(typed, wording) != power_of(scale, wording):
        yield Doubt(f"{typed!r} stands as the unit of {fact.name}, whose unit is {own!r}", fix)
    elif (
        scale and not typed and wording.language.spaced and not re.search(r"\b(?:mn|mln|tn|[kMGTP][A-Za-z]\w*)\b", told)
    ):
        yield Doubt(f"the card does not say {scale!r}, which the unit of {fact.name} is: {own!r}", fix, "warning")
    percent = re.search(r"[%％]|\bper ?cent\b", plain(unit))
    if percent and not is_percentage(fact.unit):
        yield Doubt(f"{percent.group()!r} stands as the unit of {fact.name}, whose unit is {own!r}", fix)
    money, typed_money = money_of(f"{fact.unit} {own}"), money_of(plain(unit))
    if money and typed_money and not money & typed_money:
        yield Doubt(f"{plain(unit)!r} stands as the unit of {fact.name}, whose unit is {own!r}", fix)
