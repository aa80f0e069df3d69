"""What a chart has to say of itself in the note line: years without a value, values that are bounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.chart_series import ChartNode, ChartSeries
from briefing.compose.composer import Composer
from briefing.compose.language.templates import NAME
from briefing.compose.note_lines import namer
from briefing.model.chart_kinds import KINDS
from briefing.model.chart_remarks import SeriesBreak
from briefing.model.dataset import Gap, Observation
from briefing.model.fact import Fact
from briefing.model.line_points import hatched_places, is_sparse
from briefing.model.period import Period
from briefing.model.text import Text, text
from briefing.wording.rounding import rounded

_MOST: Final = 4  # years that are listed; of more the note says "some"
# Kinds that hatch periods in which no series has a value.
_HATCHED: Final = frozenset({"line", "columns", "stacked", "share", "contributions"})
# Kinds whose marks are never hollow.
_FILLED: Final = frozenset({"area", "contributions"})
_WHOLE: Final = 100
_EXACT: Final = 1e-9
Points = Sequence[Fact | None]
Row = tuple[ChartSeries, Points]


def note_gaps(
    composer: Composer,
    kind: str,
    periods: Sequence[Period],
    rows: Sequence[Row],
    *,
    alone: bool,
    breaks: Sequence[SeriesBreak] = (),
) -> None:
    """Note the gaps among the points of each series by period, with the reasons that the data give, and the bounds.

    Years are listed only where the chart is `alone` in its section and has one series, so that it is clear whose.
    """
    series = [points for _, points in rows]
    reasons = note_reasons(composer, periods, rows, alone=alone)
    gaps = sorted({period for points in series for period in _gaps(periods, points)} - reasons)
    columns, dated = KINDS[kind].form == "column", periods[0].frequency.unit != "year"
    listing, some = ("absent", "absent_some") if columns else ("dashed", "dashed_some")
    sparse = all(is_sparse(points) for points in series if any(_gaps(periods, points)))
    if dated and not columns and not sparse:
        listing, some = "absent", "open_some"
    empty = _hatched(kind, periods, series, breaks)
    other = [period for period in gaps if period not in empty]
    if 0 < len(gaps) <= _MOST and len(series) == 1 and alone:
        for phrase, named in ((listing, other), ("absent", [period for period in gaps if period in empty])):
            if named:
                listed = composer.wording.joined([composer.period(period) for period in named])
                composer.remark(composer.phrase(phrase, years=listed))
    elif gaps:
        if other:
            composer.remark(text(composer.wording.phrase_of_time(some, gaps[0].frequency)))
        if len(other) < len(gaps):
            composer.remark(composer.phrase("hatched"))
    shown = [fact for points in series for fact in points if fact is not None]
    # columns show approximate values hollow too
    filled = kind in _FILLED
    hollow = "" if filled else "≥≤≈" if columns else "≥≤"
    for key, marks in (("hollow", hollow), ("approximate", "".join(mark for mark in "≥≤≈" if mark not in hollow))):
        _note_values(composer, key, _marked(composer, rows, tuple(marks)))
    if dated and not filled and not KINDS[kind].ranked:  # the marks of ranks are those of places
        composer.hollow(fact for fact in shown if fact.provisional)


def _marked(composer: Composer, rows: Sequence[Row], marks: Collection[str]) -> list[Text]:
    """Return the values with some qualifiers, each with its series where a chart has several."""
    several = len(rows) > 1
    return [
        composer.join([_own(item.name) if several else (), composer.value_in(fact)], ", ")
        for item, points in rows
        for fact in points
        if fact is not None and fact.qualifier in marks
    ]


def _own(name: Text) -> Text:
    """Return a name as runs of its own, since a text records each of its runs once, and a note may repeat a name."""
    return tuple(replace(run) for run in name)


def note_reasons(composer: Composer, periods: Sequence[Period], rows: Sequence[Row], *, alone: bool) -> set[Period]:
    """Note why periods have no value, where the publisher says so, with the names of those among several
    series, or of all where the chart is not `alone`; return the periods. Nothing of more than are read."""
    found: dict[Period, list[tuple[ChartSeries, Gap]]] = {}
    for item, period, gap in explained_gaps(periods, rows):
        found.setdefault(period, []).append((item, gap))
    if len(found) > _MOST:
        return set()
    shown = {_key(item) for _, points in rows for fact in points if fact for item in fact.observations}
    shown |= {_key(gap) for gaps in found.values() for _, gap in gaps}
    for _, gaps in sorted(found.items()):
        alike: dict[tuple[str, str], list[tuple[ChartSeries, Gap]]] = {}
        for item, gap in gaps:
            alike.setdefault((gap.status, gap.note), []).append((item, gap))
        for same in alike.values():
            own = dict.fromkeys(_key(gap) for _, gap in same)
            reason = gap_words(composer, same[0][1])
            if len(own) < len(shown):
                composer.remark(composer.named(_names_among(composer, own, shown), reason))
            else:
                names = () if alone else composer.wording.joined([item.name for item, _ in same])
                composer.remark(composer.join([names, reason], ", "))
    return set(found)


def _names_among(composer: Composer, own: Iterable[tuple[str, str]], shown: Collection[tuple[str, str]]) -> Text:
    """Return the names of some of the series that a chart shows: by place, by indicator, or both where both differ."""
    named = namer(composer, {key: set() for key in shown})
    return composer.wording.joined([named(key) for key in own])


def _key(item: Gap | Observation) -> tuple[str, str]:
    return item.indicator, item.entity


def explained_gaps(periods: Sequence[Period], rows: Sequence[Row]) -> list[tuple[ChartSeries, Period, Gap]]:
    """Return each period without a value of a series for which the data give a reason."""
    return [
        (item, period, gap)
        for item, points in rows
        for period, point in zip(periods, points, strict=True)
        if point is None and (gap := item.subject.missing(period)) is not None
    ]


def drawn_gaps(periods: Sequence[Period], rows: Sequence[Row]) -> tuple[tuple[str, Period, str], ...]:
    """Return what a chart keeps of them: the key of the series, the period, and the status where it is of that one."""
    explained = explained_gaps(periods, rows)
    return tuple((item.key, period, gap.status if gap.period == period else "") for item, period, gap in explained)


def gap_words(composer: Composer, gap: Gap) -> Text:
    """Return why a period has no value: "October 2025: not published"."""
    lang = composer.wording.lang
    note = dict(gap.notes).get(lang, gap.note) if composer.edition.notes == "print" else ""
    reason = text(composer.wording.phrase(f"gap_{gap.status}"))
    if note:
        reason = (*reason, *composer.joint(" ("), *composer.declared(note, NAME), *composer.joint(")"))
    return composer.phrase("gap_reason", period=composer.period(gap.period), reason=reason)


def first_readings(node: ChartNode, item: ChartSeries, points: Points) -> tuple[Fact | None, ...]:
    """Return what the values of a series were when they were first published, where they were revised, and note it."""
    found: list[Fact | None] = []
    for fact in points:
        revised = fact is not None and len(fact.observations) == 1 and fact.observations[0].earlier
        found.append(node.used(item.subject.first_reading(fact.value_period)) if fact is not None and revised else None)
    _note_values(node.composer, "ghosts", [node.composer.value_in(fact) for fact in found if fact is not None])
    return tuple(found)


def note_rows(composer: Composer, rows: Sequence[tuple[Text, Points]]) -> None:
    """Note the bounds among the values of rows, and where the best of ranks stands."""
    facts = [(name, fact) for name, points in rows for fact in points if fact is not None]
    bounds = [
        composer.join([_own(name), composer.value_in(fact)], ", ")
        for name, fact in facts
        if fact.qualifier in ("≥", "≤")
    ]
    _note_values(composer, "hollow", bounds)
    if any(fact.measure == "rank" for _, fact in facts):
        composer.remark(composer.phrase("ranks_left"))


def note_originals(composer: Composer, rows: Sequence[tuple[Text, Points]]) -> None:
    """Note the first and last values of what a chart shows as an index or a multiple."""
    values: list[Text] = []
    for name, facts in rows:
        known = [fact for fact in facts if fact is not None]
        if known:
            ends = [composer.value_in(known[0], "full"), *map(composer.value_in, known[1:][-1:])]
            values.append(composer.labelled(name, composer.join(ends, ", ")))
    _note_values(composer, "originals", values)


def note_rounded_parts(composer: Composer, rows: Sequence[Sequence[Fact]]) -> None:
    """Note that shares of a row do not make 100 as printed."""
    if any(sum(rounded(fact.value, 0) for fact in facts) != _WHOLE for facts in rows):
        composer.remark(composer.phrase("rounded_parts"))


def median_words(composer: Composer, fact: Fact) -> Text:
    """Return "Median 24.5": one that lies half-way between two published values has a decimal more than they have."""
    places = fact.format.decimals
    half = places is not None and not fact.format.scale and _is_half(fact.value, places)
    value = composer.print(fact, "value", *((places + 1,) if half and places is not None else ()))
    return composer.phrase("median_is", value=value)


def _is_half(value: float, places: int) -> bool:
    return (
        rounded(value, places) != rounded(value, places + 1) and abs(float(rounded(value, places + 1)) - value) < _EXACT
    )


def _note_values(composer: Composer, key: str, values: list[Text]) -> None:
    if values:
        composer.remark(composer.phrase(key, values=composer.join(values, "; ")))


def _hatched(
    kind: str, periods: Sequence[Period], series: Sequence[Points], breaks: Sequence[SeriesBreak]
) -> set[Period]:
    """Return the periods between values that a chart hatches, as no series has a value in them."""
    if kind not in _HATCHED:
        return set()
    if KINDS[kind].form == "line" and periods[0].frequency.unit == "year":
        places = {str(period): at for at, period in enumerate(periods)}
        parted = [(places[item.after], places[item.before]) for item in breaks]
        return {periods[at] for at in hatched_places(series, parted)}
    if KINDS[kind].form == "line" and all(map(is_sparse, series)):
        return set()
    return set.intersection(*(set(_gaps(periods, points)) for points in series))


def _gaps(periods: Sequence[Period], points: Points) -> list[Period]:
    known = [period for period, point in zip(periods, points, strict=True) if point is not None]
    return [period for period in periods if known and known[0] < period < known[-1] and period not in known]
