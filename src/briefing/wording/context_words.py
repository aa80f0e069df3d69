"""The patterns of a language that bind a number to a year or a place.

In the searched text each printed level, each change, each place's name and each year is one character of its range.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

# The ranges of signs, to be put into a class of a pattern. They are short, as `re` looks at each sign of a range when
# it compiles a pattern: with a thousand in each, the patterns of prose took 30 ms more.
LEVEL: Final = "\ue000-\ue0ff"
CHANGE: Final = "\ue100-\ue1ff"
PLACE: Final = "\ue200-\ue2ff"
YEAR: Final = "\ue300-\ue3ff"


class ContextWords(Struct, frozen=True):
    """Patterns that bind a number to a year or a place, the most certain ones first.

    Groups of `times`: `m` are the numbers, `at` the year or years that the text gives for them, `first` and `last` the
    ends of a change, `base` the year that it counts from. Groups of `places`: `m` is the number, `p` the place or
    places that the text gives for it, `own` what follows "Kenya’s", which has to name what is measured. `compared` ends
    what precedes a place with which another is only compared. `named_before` and `named_behind` precede or follow a
    place's name where this is a part of another name, as in Bank of England. Groups of `arrivals`: `m` is a change,
    `first` and `last` the levels that the text gives as its ends. Groups of `rows`: `m` are numbers in a row, `p` the
    places, or `at` the years, in a row that belong to them. `parts` separates clauses and what is joined in them,
    `clause` clauses alone. `general` are words of an indicator's name that do not distinguish it from others, `cut`
    begins what may be left out of it, as "per 1,000 births". `heads` precedes a name whose own number is not meant, as
    "the cost of"; `at_large` speaks of indicators at large. `moved` are the verbs that give the direction of an
    indicator's own number, as "lost" of a currency does not; `supposed` precede a verb of what is not so yet, `timed`
    are words by which it is that of a shorter time, `turned` those that make another thing of an indicator's name
    before them, as in "visits growth". `percent` and `points` follow a number that is a percentage, or a difference of
    two. `joined` separates numbers, years or places of a list; `sentence` ends a sentence. `dated` is the word that
    the patterns expect behind a year, put behind what is none, as a month. `partly` are words by which a number may be
    of a part of the year that stands with it, as "at the end of 2024" or "peaked in 2020". `under` and `over` end what
    precedes a level that values lie below or above, `under_behind` and `over_behind` begin what follows one; `refusing`
    ends what takes them back, as "not". `only` finds a place that is the only one.
    """

    times: tuple[str, ...]
    places: tuple[str, ...]
    parts: str
    clause: str
    general: str
    cut: str
    heads: str
    at_large: str
    moved: str
    supposed: str
    percent: str
    points: str
    timed: str
    turned: str
    joined: str
    sentence: str
    compared: str
    named_before: str
    named_behind: str
    arrivals: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    dated: str = ""
    partly: str = "(?!)"
    under: str = "(?!)"
    over: str = "(?!)"
    under_behind: str = "(?!)"
    over_behind: str = "(?!)"
    refusing: str = "(?!)"
    only: str = "(?!)"
