"""How a language names periods and counts them; a frequency is one entry of `units` and a few of `labels`."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from briefing.model.period import Unit
from briefing.wording.time_claims import TimeClaims
from briefing.wording.typed_periods import DateWords


class TimeUnit(Struct, frozen=True):
    """The words of one unit of time, as "month".

    `one` and `many` name periods without a number ("month", "months"); `counted` and `counted_many` count them. `every`
    describes a series ("monthly"). `on` is what a change is on where the period before is meant: "on the month".
    """

    one: str
    many: str
    counted: str
    counted_many: str
    every: str
    on: str


class TimeWords(Struct, frozen=True):
    """The words of time of a language.

    `labels` are the patterns of periods by what is named, "quarter", of ranges within a year, "quarters", and of
    periods whose year is known, "quarter_alone"; with "_long" and "_short" behind it where the language has another
    form in a sentence and where space is short. `to` joins the ends of a range that are named whole. `halves` are the
    words of the halves of a year. `bases` say what a change is against, by its basis, with "_than" behind a
    comparative, "_short" where space is short and "_name" in the name of a series of such changes; and the words of the
    filters `window`, `since`, `streak` and `revised`. `typed` and `claims` read what an author wrote.
    """

    units: Mapping[Unit, TimeUnit]
    labels: Mapping[str, str]
    halves: tuple[str, str]
    bases: Mapping[str, str]
    typed: DateWords
    claims: TimeClaims
