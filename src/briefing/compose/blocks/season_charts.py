"""A series of months or other periods within years → a chart of a line for each year."""

from __future__ import annotations

from briefing.compose.blocks.chart_fixes import years_with_values
from briefing.compose.blocks.chart_notes import note_reasons
from briefing.compose.blocks.chart_series import ChartNode, ChartSeries, value_at
from briefing.errors import StoryError
from briefing.model.chart import Chart, Series
from briefing.model.fact import Fact
from briefing.model.period import Period, period_range

_UNITS = ("month", "quarter", "week")
_YEARS = 40


def seasonal(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the chart of a line for each year; StoryError with the reason why there is none."""
    (item,) = series if len(series) == 1 else (None,)
    if item is None:
        fix = f"name one of {', '.join(one.key for one in series)}, or write `kind: line`"
        raise StoryError("a seasonal chart shows the years of one series", fix=fix)
    frequency = item.subject.frequency
    if frequency is None or frequency.unit not in _UNITS:
        what = f"{item.key} is by the {frequency or 'year'}, and seasonal lines run over months, quarters or weeks"
        raise StoryError(what, fix="write `kind: line`")
    first, last = node.ends_of(series)
    held: dict[int, dict[int, Fact]] = {}
    names: dict[int, str] = {}
    for period in period_range(first, last):
        year, number = _place(period)
        names.setdefault(number, node.composer.wording.within_year(period, "short"))
        fact = value_at(item.subject, period)
        if fact is not None:
            held.setdefault(year, {})[number] = fact
    if not 1 < len(held) <= _YEARS:
        what = (
            f"{item.key} has values in {len(held)} years from {first} to {last}, and a seasonal chart has 2 to {_YEARS}"
        )
        raise StoryError(what, fix=f"choose another `period`, or {years_with_values([item])}")
    periods = period_range(first, last)
    note_reasons(node.composer, periods, [(item, [value_at(item.subject, one) for one in periods])], alone=True)
    numbers = sorted(names)
    return node.chart(
        {str(year): str(year) for year in held},
        categories=tuple(names[number] for number in numbers),
        series=tuple(
            Series(
                str(year),
                node.composer.period(Period.year(year), *points.values()),
                tuple(node.used(points.get(number)) for number in numbers),
            )
            for year, points in sorted(held.items())
        ),
    )


def _place(period: Period) -> tuple[int, int]:
    """Return the year of a period and its number within it."""
    if period.frequency.unit == "week":
        year, week, _ = period.start.isocalendar()
        return year, week
    return period.start.year, period.ordinal % period.frequency.a_year + 1
