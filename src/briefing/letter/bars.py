"""A chart as a table of coloured cells: bars that every mail program shows, with pictures blocked and in the dark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from math import ceil
from typing import Final

from msgspec.structs import replace

from briefing import charts
from briefing.charts.values import label_text, spoken
from briefing.errors import LayoutError
from briefing.letter.bar_shapes import (
    ALL_WRITTEN,
    OWN_NAMES,
    SHORT_NAMES,
    BarColumn,
    BarColumns,
    Caption,
    Row,
    Rows,
)
from briefing.model.chart import Chart, Series
from briefing.model.fact import Fact
from briefing.model.text import Run, Text, plain, text
from briefing.wording import Wording, of

# What columns and rows take in pixels: how high all columns are, and how wide a letter is on a phone.
_TALL = 132
_TALLER = 168  # with gaps, which are a part of them
_NARROW = 320.0
_SIGN = 6.4  # a character of a label
# More columns than this are thinner than the space between them, more rows a page of their own.
_MOST_COLUMNS, _FEWEST_COLUMNS, _MOST_ROWS = 60, 3, 12
_WIDEST = 100  # of a row's bar, in percent
_HOLDS = 20  # pixels of a column that has its value in it
_HOLDS_GAP = 14  # of a gap that has its number in it
_NUMBER: Final = re.compile(r"[\d.,]*\d%?")
_PAIRED: Final = 4.0  # pixels of a column of a pair that its value leaves free
_AT_NAME = 6.0  # pixels before a name


Bars = BarColumns | Rows


def bars(chart: Chart) -> Bars | None:
    """Return a chart as bars, or None where bars cannot show it."""
    try:
        if chart.kind in ("line", "columns") and len(chart.periods) == len(chart.categories):
            return _columns(spoken(chart))
        return _rows(chart) if chart.kind == "bar" else None
    except LayoutError:  # deck and brief say what is wrong with it
        return None


def why_not(chart: Chart) -> str:
    """Return why bars show no chart over time: it has too many values, or too few; "" where that is not why."""
    if chart.kind not in ("line", "columns") or not chart.series:
        return ""
    points, fewest, most = _drawn(chart).points, _FEWEST_COLUMNS, _MOST_COLUMNS
    count = len(points) if len(points) > most else sum(point is not None for point in points)
    return "" if fewest <= count <= most else f"it has {count} values, and bars show {fewest} to {most}"


def drawn_alone(chart: Chart, shown: Bars) -> Series | None:
    """Return the series of a chart over time that bars draw of several; None where they show all of it."""
    whole = not isinstance(shown, BarColumns) or len(chart.series) == (2 if shown.key else 1)
    return None if whole else _drawn(chart)


def _columns(chart: Chart) -> BarColumns | None:
    series = _drawn(chart)
    known = [point for point in series.points if point is not None]
    if len(known) < _FEWEST_COLUMNS or len(series.points) > _MOST_COLUMNS or not any(one.value for one in known):
        return None
    upper, ahead = _upper(chart, series), _ahead(chart, series)
    most, least = _reach(known, (*(upper.points if upper else ()), *ahead))
    scale = (_TALLER if upper else _TALL) / (most - least)
    values, periods, uppers = _words(chart, series, upper, wording := of(chart.lang))
    few, narrow = upper is not None and len(series.points) <= ALL_WRITTEN, _NARROW / len(series.points)
    pairs = few and _pair_width(values, uppers) <= narrow
    every = _widest(*periods, *values, *uppers) <= narrow * (OWN_NAMES if few and not pairs else 1.0)
    if upper and not every:
        return _columns(replace(chart, differences=()))
    over = None if every else _highest(chart, series, known, wording)
    leading = _leading(chart, series, _parted(chart) if upper else set(), every=every, top=over is not None)
    columns = tuple(
        BarColumn(
            _height(fact or target, scale),
            _height(fact, -scale),
            at in leading,
            value if every and not target else (),
            period if every else (),
            target=target is not None,
        )
        for at, (fact, value, period, target) in enumerate(zip(series.points, values, periods, ahead, strict=True))
    )
    if upper:
        columns = _with_gaps(chart, series, (upper, uppers), columns, scale)
        columns = _in_pairs(columns, upper, uppers, wording) if pairs else columns
    key = _key(chart, (series, upper), columns, wording) if upper else ()
    named = _naming(key, (values, uppers), narrow) if pairs else (False, False)
    return BarColumns(
        columns,
        ceil(most * scale),
        ceil(-least * scale),
        over,
        () if every else tuple(_dated(chart, series, end, wording) for end in (known[0], known[-1])),
        wording.joint(": "),
        key,
        wording.joint("; "),
        next((_target(chart, target, wording) for target in ahead if target is not None), ()),
        upper is not None and series.key == chart.second,
        pairs,
        *named,
    )


def _reach(known: Sequence[Fact], others: Sequence[Fact | None]) -> tuple[float, float]:
    """Return how high columns and what stands over them reach above zero, and how low columns do below it."""
    above = (one.value for one in (*known, *others) if one is not None)
    return max(0.0, *above), min(0.0, *(one.value for one in known))


def _naming(key: Sequence[Text], words: tuple[list[Text], list[Text]], narrow: float) -> tuple[bool, bool]:
    """Return whether the names of a key stand at the last of pairs of a width, and whether as short ones in less room,
    so that the values have more."""
    wide = _pair_width(*words) > narrow * OWN_NAMES
    short = wide and _are_short(key) and _set_width(*words) <= narrow * SHORT_NAMES
    return not wide or short, short


def _are_short(names: Sequence[Text]) -> bool:
    """Return whether each word of names stands on a line of the narrow room for them."""
    words = [word for name in names for word in plain(name).split()]
    return all(_AT_NAME + len(word) * _SIGN <= (1 - SHORT_NAMES) * _NARROW for word in words)


def _pair_width(values: Sequence[Text], uppers: Sequence[Text]) -> float:
    """Return the pixels of two columns with the widest of their values in each."""
    return (_widest(*values, *uppers) + _PAIRED) * 2


def _set_width(values: Sequence[Text], uppers: Sequence[Text]) -> float:
    """Return the same as it is set, a point or comma in all of them half as wide as a digit."""
    return _pair_width(values, uppers) - min(_points(one) for one in (*values, *uppers) if one) * _SIGN


def _points(words: Text) -> int:
    return sum(sign in ".," for sign in plain(words))


def _widest(*words: Text) -> float:
    """Return the pixels of the widest of some words."""
    return max(len(plain(one)) for one in words) * _SIGN


def _in_pairs(
    columns: tuple[BarColumn, ...], upper: Series, words: list[Text], wording: Wording
) -> tuple[BarColumn, ...]:
    """Return columns with the value of the other series in each, equal to its own or missing as it may be."""
    absent = text(wording.phrase("blank"))
    return tuple(
        replace(column, upper=level if top else absent, missing=top is None, unseen=((), ()))
        for column, top, level in zip(columns, upper.points, words, strict=True)
    )


def _parted(chart: Chart) -> set[str]:
    """Return the categories in which a gap between two series is named."""
    return {item.start[1] for item in chart.differences if item.between_series}


def _with_gaps(
    chart: Chart, series: Series, above: tuple[Series, list[Text]], columns: tuple[BarColumn, ...], scale: float
) -> tuple[BarColumn, ...]:
    """Return columns with the gaps to the series above them, given with its values in words.

    Of many columns only what the ends of a gap are is written, as every number would be one of two in its column.
    """
    few = len(columns) <= ALL_WRITTEN
    gaps = _gap_numbers(chart, series, max(len(plain(column.value)) for column in columns))
    parted, found = _parted(chart), list[BarColumn]()
    upper, words = above
    for at, (column, fact, top, level) in enumerate(zip(columns, series.points, upper.points, words, strict=True)):
        category = chart.categories[at]
        short = _height(top, scale) - _height(fact, scale) if top else 0
        shown, led = few or column.strong or not at, few or category in parted or not at
        # one number for both, as of two indices that begin at 100
        led = led and not (shown and top and not short and plain(level) == plain(column.value))
        gap = gaps.get(category, ()) if short >= _HOLDS_GAP else ()
        found.append(
            replace(
                column,
                value=column.value if shown else (),
                short=short,
                upper=level if led else (),
                gap=gap if _adds_up(column.value, gap, level) else (),
                unseen=(() if shown else column.value, () if led else level),
            )
        )
    return tuple(found)


def _adds_up(lower: Text, gap: Text, upper: Text) -> bool:
    """Whether the number of a gap, added to the value below it, is the value up to which it reaches, as all of them are
    printed: they stand on each other, so that a reader adds them. Numbers in other words are not added."""
    try:
        first, between, last = (Decimal(plain(words).replace(",", "")) for words in (lower, gap, upper))
    except InvalidOperation:
        return True
    return first + between == last


def _key(
    chart: Chart, pair: tuple[Series, Series], columns: tuple[BarColumn, ...], wording: Wording
) -> tuple[Text, ...]:
    """Return the names of two series and of their gap with its unit, "Gap (points)", where its number is drawn."""
    names = (pair[0].name, pair[1].name)
    if not any(column.gap for column in columns):
        return names
    units = {_NUMBER.sub("", plain(item.text), count=1).strip() for item in chart.differences if item.between_series}
    unit = next(iter(units)) if len(units) == 1 else ""
    bracketed = wording.joint(" (") + unit + wording.joint(")") if unit and unit.isalpha() else ""
    return (*names, text(wording.phrase("gap") + bracketed))


def _gap_numbers(chart: Chart, series: Series, most: int) -> dict[str, Text]:
    """Return the numbers of the gaps at a series by their category, without their units, which the columns have; none
    that takes more signs than the widest value.
    """
    found: dict[str, Text] = {}
    for item in chart.differences:
        number = next((run for run in item.text if run.fact), None)
        if item.between_series and series.key in (item.start[0], item.end[0]) and number is not None:
            bare = _NUMBER.match(number.text)
            if bare and len(bare.group()) <= most:
                found[item.start[1]] = (replace(number, text=bare.group()),)
    return found


def _drawn(chart: Chart) -> Series:
    """Return the series that columns draw: the one that leads, or the second one, where a gap is drawn from it up to
    the one that leads."""
    named = [one for key in (chart.highlight, chart.second) for one in chart.series if one.key == key]
    return next((one for one in named if _upper(chart, one)), (*named[:1], *chart.series)[0])


def _words(chart: Chart, series: Series, upper: Series | None, wording: Wording) -> tuple[list[Text], ...]:
    """Return what is written at each column: its value, its period, and the value up to which its gap is drawn."""
    values = [label_text(chart, point) or text(wording.phrase("blank")) for point in series.points]
    periods: list[Text] = [(Run(wording.label(period, "short"), term="period"),) for period in chart.periods]
    return values, periods, [label_text(chart, point) for point in upper.points] if upper else [()] * len(values)


def _leading(chart: Chart, series: Series, parted: set[str], *, every: bool, top: bool) -> set[int]:
    """Return the columns that lead: the one that the story names, or else the last one; those since a period, and those
    with a remark or a gap. Where not `every` column has its value, only the highest of these, if the `top` is named.
    """
    known = [at for at, point in enumerate(series.points) if point is not None]
    # of columns `since` is the first that is highlighted, of a line the mark before the stretch that is
    newest = chart.categories.index(chart.since) + (chart.kind == "line") if chart.since else len(series.points)
    annotated = {item.category for item in chart.annotations if item.series == series.key}
    remarked = {at for at in known if chart.categories[at] in annotated | parted}
    if not every:
        remarked &= {max(known, key=lambda at: getattr(series.points[at], "value", 0.0))} if top else set()
    named = [at for at in known if every and chart.categories[at] == chart.highlight]
    return {*(named or known[-1:]), *remarked, *(at for at in known if at >= newest)}


def _height(fact: Fact | None, scale: float) -> int:
    """Return the pixels of a value on the side of zero that a scale has; of one on the other side, none."""
    return max(1, round(fact.value * scale)) if fact is not None and fact.value * scale > 0 else 0


def _ahead(chart: Chart, series: Series) -> list[Fact | None]:
    """Return the targets of columns in periods that have no value yet."""
    targets = chart.targets if chart.kind == "columns" and chart.targets else (None,) * len(series.points)
    return [target if point is None else None for point, target in zip(series.points, targets, strict=True)]


def _target(chart: Chart, target: Fact, wording: Wording) -> Text:
    """Return a target in words: "Target about 60"."""
    return (Run(wording.phrase("target") + wording.joint(" ")), *label_text(chart, target))


def _upper(chart: Chart, series: Series) -> Series | None:
    """Return the series up to which a chart draws its gaps from this one, if it is above it wherever it has a value."""
    ends = {end[0] for item in chart.differences if item.between_series for end in (item.start, item.end)}
    others = [one for one in chart.series if one.key in ends - {series.key}]
    if series.key not in ends or len(others) != 1:
        return None
    pairs = zip(series.points, others[0].points, strict=True)
    most = max((point.value for point in others[0].points if point is not None), default=0.0)
    # each column holds its own value
    least = _HOLDS / _TALL * most
    ordered = all(a is not None and least <= a.value and (b is None or a.value <= b.value) for a, b in pairs)
    return others[0] if ordered else None


def _place(series: Series, fact: Fact) -> int:
    """Return where a fact stands in its series: facts of equal values are equal."""
    return next(at for at, point in enumerate(series.points) if point is fact)


def _dated(chart: Chart, series: Series, fact: Fact, wording: Wording) -> Text:
    """Return a value behind its period: "Jun 2026: 85.40"."""
    period = chart.periods[_place(series, fact)]
    return (Run(wording.label(period, "short") + wording.joint(": "), term="period"), *label_text(chart, fact))


def _highest(chart: Chart, series: Series, known: list[Fact], wording: Wording) -> Caption | None:
    """Return the words above the highest column, unless it is the first or the last, which are named below."""
    top = max(known, key=lambda one: one.value)
    if top in (known[0], known[-1]) or top.value <= 0:
        return None
    words, count = _dated(chart, series, top, wording), len(series.points)
    across = min(count, ceil(len(plain(words)) * _SIGN * count / _NARROW))
    before = min(max(0, _place(series, top) - across // 2), count - across)
    side = "left" if not before else "right" if before == count - across else "center"
    return Caption(before, across, words, side)


def _rows(chart: Chart) -> Rows | None:
    plot = charts.plot(chart)
    series = plot.series[0]
    values = [value for value in series.values if value is not None]
    if len(values) != len(plot.rows) or len(values) > _MOST_ROWS or min(values) < 0 or max(values) <= 0:
        return None
    rows = []
    for at, (row, value) in enumerate(zip(plot.rows, values, strict=True)):
        made = series.labels[at] if at < len(series.labels) else None
        if made is None:
            return None
        rows.append(Row(row.name, made.text, round(_WIDEST * value / max(values)), row.role == "highlight"))
    return Rows(tuple(rows), of(chart.lang).joint(": "))
