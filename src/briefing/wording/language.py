"""What a language needs: data only, so that a new language is one file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.model.dataset import Qualifier
from briefing.wording.context_words import ContextWords
from briefing.wording.direction_words import DirectionWords
from briefing.wording.number_words import NumberWordReader, no_number_words
from briefing.wording.superlatives import SuperlativeReader, no_superlatives
from briefing.wording.time_words import TimeWords


class UnitForm(Struct, frozen=True):
    """How a unit of the dataset is printed: the number times ten to the `shift`, put into `long` or `short`.

    Chinese prints "billion yuan" with shift 1 and "{}亿元": 853.69 becomes 8536.9亿元.
    """

    long: str
    short: str = ""
    shift: int = 0


class Size(Struct, frozen=True):
    """A word for a power of ten, with its short form.

    `shift` is by how many powers it is below the word that a format names: "million" is printed in 万, two below, so
    that one decimal of millions needs none; "thousand" one above.
    """

    power: int
    word: str
    short: str
    shift: int = 0


class Directions(Struct, frozen=True):
    """The words of a rise, a fall and neither; those for several things, where the language has others.

    `stable` says that a change is less than the last digit shows, else that is as good as none.
    """

    up: str
    down: str
    still: str
    up_plural: str = ""
    down_plural: str = ""
    still_plural: str = ""
    stable: str = ""
    stable_plural: str = ""


# Phrases that call the entities of a dataset places; and the head above their names.
PLACED: Final = (
    "among_both", "among_both_of", "among_count", "among_count_of", "among_rank", "among_rank_of", "map_circles",
    "map_counts", "map_quantiles", "more_places", "partly_ranked", "places", "ranks_ours",
)  # fmt: skip
_HEAD: Final = "place_head"


def _singular(things: str) -> str:
    """Return what one of several things is called in English: "country" of "countries"; as it is where that is not
    seen in its letters."""
    unclear = re.search(r"(?:[sxz]|[cs]h)es$|[isu]s$|(?:ser|spec)ies$", things)
    if unclear:
        return things
    return f"{things[:-3]}y" if re.search(r"[^aeiou]ies$", things) else things.removesuffix("s")


class Language(Struct, frozen=True):
    """Words, patterns and phrases of one language; `{}` in a pattern is the number.

    `published_forms` word a published value by its qualifier ("over {}"), `derived_forms` a derived one ("at least
    {}"). `suffixes` end an ordinal in digits, by its last two figures or its last one; "" for all others. `forms` holds
    the patterns of the filters, `phrases` the fixed words of pages and slides, where {year:年} puts the word for years
    behind what ends with a number. `time` names periods and counts them. `scales` are the scale words that begin
    a money unit, with their short forms; `units` overrides whole units. `powers` are the words for powers of ten in
    which round numbers are printed, largest first. `sizes` are the words for the scales that a format may name;
    `prefixes` the powers of ten that units begin with. `joints` join texts, by the mark of English: ", ", ": ", "; ",
    ". ", ".", " (", ")", "–", and " " between words; those not named are as in English. `things` is what places are
    called in the phrases of `PLACED`, so that an edition may call them otherwise. `spaced` says that spaces separate
    words. `locale` is the language as screen readers and spelling tools know it, where the code alone is not enough.
    `faces` are the families in which a mail program sets its characters, where Latin families lack them. `claims` finds
    the number words that claim something, and their inflections, in a text. `directions` are the words of the filters
    that print a direction, by filter and by the option that chooses them, the first without one; `reached` those that
    precede a multiple in their place. `direction_words`, `context_words`, `number_words` and `superlatives` read what
    an author wrote.
    """

    code: str
    group: str
    minus: str
    cardinals: tuple[str, ...]
    ordinals: tuple[str, ...]
    suffixes: Mapping[str, str]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    published_forms: Mapping[Qualifier, str]
    derived_forms: Mapping[Qualifier, str]
    forms: Mapping[str, str]
    phrases: Mapping[str, str]
    claims: re.Pattern[str]
    time: TimeWords
    joints: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, UnitForm] = field(default_factory=dict)
    powers: Mapping[int, str] = field(default_factory=dict)
    sizes: Mapping[str, Size] = field(default_factory=dict)
    prefixes: Mapping[str, int] = field(default_factory=dict)
    directions: Mapping[str, Mapping[str, Directions]] = field(default_factory=dict)
    reached: Mapping[str, str] = field(default_factory=dict)
    direction_words: DirectionWords | None = None
    context_words: ContextWords | None = None
    number_words: NumberWordReader = no_number_words
    superlatives: SuperlativeReader = no_superlatives
    point: str = "."
    locale: str = ""
    faces: tuple[str, ...] = ()
    spaced: bool = True
    things: str = ""

    def calling(self, things: str) -> Language:
        """Return the language with another name for places, as "firms", in its phrases."""
        if not things or not self.things:
            return self
        phrases = {key: self.phrases[key].replace(self.things, things) for key in PLACED if key in self.phrases}
        phrases[_HEAD] = (one := _singular(things))[:1].upper() + one[1:]
        return replace(self, phrases={**self.phrases, **phrases}, things=things)
