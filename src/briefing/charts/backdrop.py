"""The series that is drawn behind a first headline, for its shape alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.charts.values import alone
from briefing.model.chart import Chart, Series
from briefing.model.document import Card, Cards, Document, Part
from briefing.model.line_points import lone_points
from briefing.model.period import Period
from briefing.model.text import Run, Text, plain, text
from briefing.wording import Wording

_FEWEST: Final = 6  # a series with fewer values has no shape


class Backdrop(Struct, frozen=True):
    """A series over time that is drawn for its shape alone: its name, its periods, their values or None."""

    name: Text
    periods: tuple[Period, ...]
    values: tuple[float | None, ...]

    @property
    def known(self) -> int:
        """How many values it has."""
        return sum(value is not None for value in self.values)

    @property
    def shaped(self) -> bool:
        """Whether it has a shape: values enough, most of them next to others, as no ground is drawn across a gap."""
        return self.known >= _FEWEST and 2 * len(lone_points(self.values)) <= self.known


def backdrop(document: Document) -> Backdrop | None:
    """Return the series with the most values of the first part that has one with enough; rather one without gaps, and
    of several the one that the cover draws, one that stands out, else the first. A card's series of a few years is
    drawn over all the years for which the cover has it.
    """
    cover = document.cover
    drawn = {tuple(known.value if known else None for known in one.points) for one in cover.series} if cover else set()
    for part in document.parts:
        if shown := _of_cover(document, part):
            return shown
        found = [one for one in _candidates(part) if one.shaped and plain(one.name).strip()]
        if found:
            chosen = max(found, key=lambda one: (one.known == len(one.values), one.known, one.values in drawn))
            return _whole(chosen, cover)
    return None


def _whole(behind: Backdrop, cover: Chart | None) -> Backdrop:
    """Return a series over all the time for which the cover draws it, where a figure shows a part of that."""
    if cover is None or len(cover.periods) != len(cover.categories):
        return behind
    shown = dict(zip(behind.periods, behind.values, strict=True))
    for line in cover.series:
        values = [None if point is None else point.value for point in line.points]
        every = dict(zip(cover.periods, values, strict=True))
        longer = None not in values and len(every) > len(shown)
        if longer and all(every.get(period) == value for period, value in shown.items()):
            return replace(behind, periods=cover.periods, values=tuple(values))
    return behind


def _of_cover(document: Document, part: Part) -> Backdrop | None:
    """Return the line in focus on the cover under the name of the card of a part that shows the same series."""
    cover = document.cover
    if cover is None or cover.kind != "line" or len(cover.periods) != len(cover.categories):
        return None
    line = next((one for one in cover.series if one.key == cover.highlight), cover.series[0])
    for section in (one for one in part.sections if "brief" in one.outputs):
        for block in section.blocks:
            for card in block.cards if isinstance(block, Cards) else ():
                if not card.single and card.slope.series and _subject(card.slope.series[0]) == _subject(line):
                    shown = _backdrop(cover, line, card.label)
                    return shown if shown.shaped else None
    return None


def _subject(series: Series) -> set[tuple[str, str, str]]:
    return {(point.indicator, point.entity, point.measure) for point in series.points if point is not None}


def _candidates(part: Part) -> Iterator[Backdrop]:
    for section in (one for one in part.sections if "brief" in one.outputs):
        for block in section.blocks:
            for card in sorted(block.cards, key=_stands_back) if isinstance(block, Cards) else ():
                if not card.single and card.slope.periods:
                    yield _backdrop(card.slope, card.slope.series[0], card.label)
            if isinstance(block, Chart) and len(block.periods) == len(block.categories):
                chosen = [one for one in block.series if one.key == block.highlight] or block.series
                own = alone(block, chosen[0])
                named = _of_share(own, block.subtitle or section.subtitle)
                yield _backdrop(own, own.series[0], named or chosen[0].name or block.title or section.title)


def _of_share(chart: Chart, subtitle: Text) -> Text:
    """Return what a line of shares is of, as its subtitle says before the periods: the name of the part alone would be
    that of its own values; nothing for any other line."""
    known = [point for point in chart.series[0].points if point is not None]
    if not known or any(point.measure != "share" for point in known):
        return ()
    words = tuple(takewhile(lambda run: not run.fact and not run.term, subtitle))
    return (*words[:-1], replace(words[-1], text=words[-1].text.rstrip(" ,，"))) if words else ()


def _stands_back(card: Card) -> bool:
    return card.role != "highlight"


def _backdrop(chart: Chart, series: Series, name: Text) -> Backdrop:
    words = tuple(replace(run, text=run.text.replace("\n", " "), fact="", link="") for run in name if not run.fact)
    values = tuple(None if point is None else point.value for point in series.points)
    return Backdrop(words if len(words) == len(name) else (), chart.periods, values)


def drawn_behind(behind: Backdrop, wording: Wording) -> Text:
    """Say what is drawn, and from when to when."""
    span, joint = wording.dated(behind.periods[0], behind.periods[-1]), wording.joint
    head = text(wording.phrase("drawn_behind") + joint(": "))
    return (*head, *behind.name, *text(joint(", ")), Run(span, term="period of the values"))
