"""Cards: one number at a glance each."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from briefing.model.chart import Chart, Role
from briefing.model.fact import Fact
from briefing.model.text import Text

MOST_CARDS: Final = 8
OF_LETTER: Final = 4  # cards that a letter shows, the first
# comparison: what the value stands against · age: how old it is · revised: its first reading · record: since when it is
# the highest or the lowest · gap: a period without a value
MarkKind = Literal["comparison", "age", "revised", "record", "gap"]


class CardMark(Struct, frozen=True):
    """A remark at the foot of a card, behind a sign for its kind."""

    kind: MarkKind
    text: Text


class Card(Struct, frozen=True):
    """One number at a glance, in this order: label, unit, value with its period, changes, a line or slope, marks.

    The line is drawn on its `scale`, which cards of years share as multiples of their first; `band` are the ends of the
    middle half of all its known values, and one extreme of it is annotated. `ends` stand below its first and its last
    point. A `single` value has no line.
    `base` is the earlier value that a table compares with the last, as `first` prints it, and `multiple` the change
    between both: a multiple in `times`, and from the first value of all in `from_first`, else from a year before.
    """

    label: Text
    unit: Text
    value: Text
    dated: Text
    slope: Chart
    changes: tuple[Text, ...] = ()
    marks: tuple[CardMark, ...] = ()
    ends: tuple[Text, Text] = ((), ())
    role: Role = "context"
    scale: tuple[float, float] = (0.0, 1.0)
    band: tuple[Fact, Fact] | None = None
    base: Fact | None = None
    first: Text = ()
    multiple: Text = ()
    times: bool = False
    from_first: bool = False

    @property
    def single(self) -> bool:
        """Whether it has one value, and nothing to compare it with."""
        return len(self.slope.categories) == 1

    @property
    def outdated(self) -> bool:
        """Whether its value is much older than the edition."""
        return any(mark.kind == "age" for mark in self.marks)

    @property
    def last(self) -> Fact:
        """The fact that it prints large."""
        return next(point for point in reversed(self.slope.series[0].points) if point is not None)

    @property
    def start(self) -> Text:
        """The first value of its line with its period, where changes are from it; else nothing."""
        return self.ends[0] if not self.single and self.changes and any(run.fact for run in self.ends[0]) else ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its words in reading order."""
        return (self.label, self.unit, self.value, self.dated, *self.changes, *(mark.text for mark in self.marks))

    @property
    def letter_texts(self) -> tuple[Text, ...]:
        """Its words in a letter, which draws no line."""
        return (*self.texts, self.start)


class Cards(Struct, frozen=True, tag=True):
    """At most eight cards in one row or two. `band_note` says what the bands behind their lines are."""

    cards: tuple[Card, ...]
    alt: Text = ()
    band_note: Text = ()
