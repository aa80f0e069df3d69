"""A chart's benchmark → what its places are compared with: their mean or median, one of them, or another short name."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from briefing.compose.blocks.chart_series import Line
from briefing.compose.blocks.place_selection import Chosen, own_place
from briefing.compose.blocks.time_axis import LEAST
from briefing.compose.composer import Composer
from briefing.compose.language.templates import NAME
from briefing.errors import FactError, StoryError
from briefing.facts import SubjectFacts
from briefing.model.chart_kinds import KINDS
from briefing.model.story import ChartSpec

BENCHMARK: Final = "benchmark"


def benchmark_line(composer: Composer, chosen: Chosen) -> Line | None:
    """A node and its places → the line to compare with; None where it asks for none. StoryError for what has none."""
    spec = chosen.spec
    if not spec.benchmark:
        return None
    keys = composer.book.keys()
    if not KINDS[spec.kind].benchmark or spec.measure != "value":
        *kinds, last = (kind.name for kind in KINDS.values() if kind.benchmark)
        known = f"{', '.join(kinds)} or {last}"
        what = f"a benchmark stands on values of a {known}, not on {spec.measure} of a {spec.kind}"
        raise StoryError(what, fix="leave `benchmark` out, or write `kind: bar` without `measure`")
    subject = composer.book.subject(spec.series[0])
    found = _subject(composer, spec, subject, chosen.valued or subject.entities)
    if spec.benchmark in keys:
        same = found.names == subject.names  # the same of another place
        name = composer.names.places(found.members) if same else composer.names.measure(found)
    elif found.combined:
        places = composer.wording.phrase("places", count=composer.wording.number(len(found.members), 0))
        name = composer.wording.phrase(f"benchmark_{found.combined}", places=places)
    else:
        name = composer.names.places(found.members)
    return Line(BENCHMARK, found, composer.declared(name, NAME), ())


def _subject(composer: Composer, spec: ChartSpec, subject: SubjectFacts, places: Sequence[str]) -> SubjectFacts:
    benchmark = spec.benchmark
    if benchmark in ("average", "mean", "median") and len(places) < LEAST:
        what = f"{spec.series[0]} is of one place, which has no {benchmark}"
        raise StoryError(what, fix=_others(composer, spec, subject, []))
    whole = ("all",) if len(places) == len(subject.entities) else tuple(places)
    if benchmark in ("average", "mean"):
        return subject.mean_of(*whole)
    if benchmark == "median":
        return subject.median_of(*whole)
    keys = composer.book.keys()
    if benchmark in keys:
        other = composer.book.subject(benchmark)
        if other.unit != subject.unit:
            what = f"the benchmark {benchmark} is in {other.unit!r}, the chart in {subject.unit!r}"
            means = ["`benchmark: average` or `benchmark: median`"] if len(places) >= LEAST else []
            raise StoryError(what, fix=_others(composer, spec, subject, means))
        return other
    return subject.of(own_place(composer, benchmark))


def _others(composer: Composer, spec: ChartSpec, subject: SubjectFacts, ways: list[str]) -> str:
    """What else a node may be compared with: means, and the short names of its unit."""
    alike = []
    keys = composer.book.keys()
    for key in keys:
        with suppress(FactError):  # a short name that the data refuse is none to compare with
            if key not in spec.series and composer.book.subject(key).unit == subject.unit:
                alike.append(key)
    named = [f"one in {subject.unit!r}: {', '.join(alike)}"] if alike else []
    return f"write {', or '.join([*ways, *named])}" if ways or alike else "leave `benchmark` out"
