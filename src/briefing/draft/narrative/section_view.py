"""What a chart of a section may draw on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_plan import SectionPlan
from briefing.draft.narrative.series_shape import SeriesShape, siblings
from briefing.model.chart import MOST_SERIES

Figure = dict[str, Any]  # keys of a section: chart, charts, multiples
_ROUNDED: Final = 0.01  # of a whole, within which its parts add up


def chart(kind: str, series: Sequence[str], **keys: Any) -> Figure:
    """Return the node of a chart, without what is empty."""
    return {"chart": {"kind": kind, "series": list(series), **{key: value for key, value in keys.items() if value}}}


class ChartScene(Struct, frozen=True):
    """What charts of an edition may draw on: its facts, the shapes of its short names, and which are wholes."""

    context: PhrasingContext
    shapes: Mapping[str, SeriesShape]

    @property
    def distinct(self) -> tuple[str, ...]:
        """The short names that differ in what they measure, or where, in their order."""
        found: dict[tuple[str, str], str] = {}
        for key in self.shapes:
            found.setdefault((self._measure(key), self.context.subject(key).entity), key)
        return tuple(found.values())

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

    def parts_with(self, shape: SeriesShape, whole: str) -> tuple[str, ...]:
        """Return a short name and those that make a whole with it, the largest first; none where they do not add up,
        or are too many for one chart. Without a `whole` that one of them may be the sum of the others."""
        keys = (shape.key, *siblings(self.context, shape, tuple(self.shapes.values())))
        values = {key: self.context.subject(key).last.value for key in keys}
        for name in [whole] if whole else [key for key in keys if key != shape.key]:
            total = values.pop(name, None)
            if total is not None and abs(sum(values.values()) - total) <= _ROUNDED * abs(total):
                return tuple(sorted(values, key=lambda key: -values[key])) if len(values) <= MOST_SERIES else ()
            values |= {} if total is None else {name: total}
        return ()


class SectionView(Struct, frozen=True):
    """A section that is to be shown: its plan, the shape of its subject, and the scene."""

    plan: SectionPlan
    shape: SeriesShape
    scene: ChartScene
