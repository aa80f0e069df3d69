"""What a chart of a section may draw on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct, field

from briefing.draft.narrative.measured_things import measured_thing
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_plan import SectionPlan
from briefing.draft.narrative.series_shape import SeriesShape, siblings
from briefing.model.chart import MOST_SERIES
from briefing.model.unstated import is_unstated

Figure = dict[str, Any]  # keys of a section: chart, charts, multiples
_MOST_OF: Final = 0.6  # of a whole, from which the course of a part is nearly its own
_READINGS: Final = 3  # ways in which a table has the same thing measured, at most
_NEAR: Final = 0.25  # of the range of values, within which their highest ones lie
_LATE: Final = 0.1  # of a common axis, that a series without a value there leaves empty
_ROUNDED: Final = 0.01  # of a whole, within which its parts add up


def chart(kind: str, series: Sequence[str], **keys: Any) -> Figure:
    """Return the node of a chart, without what is empty."""
    return {"chart": {"kind": kind, "series": list(series), **{key: value for key, value in keys.items() if value}}}


class ChartScene(Struct):
    """What charts of an edition may draw on: its facts and the shapes of its short names.

    `columns` is how many columns of values the table had, `ranged` are
    those of which the highest and the lowest value have been given, `noted` the notes on the table that stand already.
    """

    context: PhrasingContext
    shapes: Mapping[str, SeriesShape]
    columns: int = 1
    ranged: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)

    @property
    def distinct(self) -> tuple[str, ...]:
        """The short names that differ in what they measure, or where, in their order."""
        found: dict[tuple[str, str], str] = {}
        for key in self.shapes:
            found.setdefault((self._measure(key), self.context.subject(key).entity), key)
        return tuple(found.values())

    def own_place(self, key: str) -> str:
        """Return the place of a short name as a chart has it: "edition", or its name where another table has it."""
        own = self.context.subject(key).entity
        return "edition" if own == self.context.project.edition.entity else own

    @property
    def single(self) -> tuple[str, ...]:
        """Those of single places; those of several together where there are no others."""
        return tuple(key for key in self.distinct if not self.context.subject(key).combined) or self.distinct

    @property
    def measured(self) -> dict[str, str]:
        """What each distinct short name measures, wherever."""
        return {key: self._measure(key) for key in self.distinct}

    def _measure(self, key: str) -> str:
        subject = self.context.subject(key)
        return subject.indicator.id if subject.indicator else subject.name_in(self.context.lang)

    def last(self, key: str, place: str) -> float:
        """Return the newest value of a place."""
        return self.context.subject(key).of(place).last.value

    def of_one_unit(self, shape: SeriesShape) -> tuple[str, ...]:
        """Return the other short names that are counted as one is; none where the table does not say in what, and has
        them in columns of their own."""
        if is_unstated(shape.unit) and self.columns > 1:
            return ()
        return siblings(self.context, shape, tuple(self.shapes.values()))

    def readings_of_one(self, shape: SeriesShape) -> tuple[str, ...]:
        """Return the other short names that measure the same thing in another way, as sources in one column of a table
        do: two or three names of one noun, whose values have one size and do not add up."""
        noun, own = measured_thing(self.context, shape.key), [self.shapes[key] for key in self.single]
        if self.columns != 1 or not noun or not 1 < len(own) <= _READINGS or shape not in own:
            return ()
        highest, lowest = [one.highest for one in own], [one.lowest for one in own]
        size = max(highest) - min(lowest)
        near = max(highest) - min(highest) <= _NEAR * size and max(lowest) - min(lowest) <= _NEAR * size
        alike = all(
            (one.unit, one.frequency, measured_thing(self.context, one.key)) == (shape.unit, shape.frequency, noun)
            for one in own
        )
        subjects = [self.context.subject(one.key) for one in own]
        amounts = any(one.adds_up and not one.below_zero for one in subjects)
        return tuple(one.key for one in own if one is not shape) if near and alike and not amounts else ()

    def has_many_places(self, key: str) -> bool:
        """Whether a short name has so many places that no single one, nor two of them, stand for the others."""
        return self.context.has_many_places(key)

    def is_of_whole(self, key: str) -> bool:
        """Whether the edition is of what holds the places of a short name, as of the world, and is none of them."""
        places = self.shapes[key].places
        return bool(places) and self.context.subject(key).entity not in places

    def from_highest(self, key: str) -> list[str]:
        """Return the places of a short name by their newest values, the highest first."""
        return sorted(self.shapes[key].places, key=lambda place: -self.last(key, place))

    def median_of(self, key: str) -> str:
        """Return the short name of the median of all places of another; "" where the edition has none."""
        stated = self.context.project.edition.subjects
        same = (other for other, one in stated.items() if one.indicator == stated[key].indicator)
        return next((other for other in same if stated[other].combine == "median"), "")

    def begins_late(self, shape: SeriesShape) -> bool:
        """Whether the first value of a short name is so much later than those of others that a common axis would be
        empty at its left."""
        first = min(one.periods[0] for one in self.shapes.values() if one.frequency == shape.frequency)
        return shape.periods[0] - first > _LATE * (shape.last - first)

    def divided_with(self, key: str) -> tuple[str, ...]:
        """Return the other short names that the one column of values of a table holds, all of one unit; none where it
        has several such columns, or sums among them."""
        if self.columns != 1 or self.context.wholes:
            return ()
        shape = self.shapes[key]
        found = siblings(self.context, shape, [self.shapes[one] for one in self.single])
        return found if len(found) + 1 == len(self.single) else ()

    def parts_with(self, shape: SeriesShape, whole: str) -> tuple[str, ...]:
        """Return the parts that make a whole with a short name, the largest first; none where they do not add up, or
        are too many for one chart. Without a `whole` that one of its siblings may be the sum of the others."""
        known = self.context.wholes.get(whole, ())
        if shape.key in known:
            return self._largest_first(known)
        keys = (shape.key, *siblings(self.context, shape, tuple(self.shapes.values())))
        values = {key: self.context.subject(key).last.value for key in keys}
        for name in [whole] if whole else [key for key in keys if key != shape.key]:
            total = values.get(name)
            parts = [key for key in keys if key != name]
            if total and abs(sum(values[key] for key in parts) - total) <= _ROUNDED * abs(total):
                return self._largest_first(parts)
        return ()

    def parts_below(self, whole: str) -> set[str]:
        """Return the parts of a short name, and theirs."""
        found: set[str] = set()
        left = [whole]
        while left:
            for part in self.context.wholes.get(left.pop(), ()):
                left += [] if part in found else [part]
                found.add(part)
        return found

    @property
    def nested(self) -> dict[str, set[str]]:
        """The short names of a divided whole that hold most of it, each with the others: their courses are alike."""
        wholes = self.context.wholes
        sizes = {
            key: self.context.subject(key).last.value
            for key in {*wholes, *(one for own in wholes.values() for one in own)}
        }
        most = _MOST_OF * max(sizes.values(), default=0.0)
        large = {key for key, size in sizes.items() if size >= most}
        return {key: large - {key} for key in large}

    def _largest_first(self, keys: Sequence[str]) -> tuple[str, ...]:
        if len(keys) > MOST_SERIES or not all(key in self.shapes for key in keys):
            return ()
        return tuple(sorted(keys, key=lambda key: -self.context.subject(key).last.value))


class SectionView(Struct, frozen=True):
    """A section that is to be shown: its plan, the shape of its subject, and the scene."""

    plan: SectionPlan
    shape: SeriesShape
    scene: ChartScene
