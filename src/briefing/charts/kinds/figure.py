"""A figure that the project's own code draws: what its function is given, and what its texts may print."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.charts import values
from briefing.model.chart import Axis, Chart, Plot, Series
from briefing.model.fact import Fact
from briefing.model.own_figure import FigurePlot, FigurePoint, FigureSeries
from briefing.model.text import Run, Text, plain, text
from briefing.wording import Wording


def plot(chart: Chart) -> Plot:
    """Return the values of each series with their printed forms; the marks are those of the function."""
    call, words = chart.figure, values.wording(chart)
    assert call is not None  # of this kind
    labels = [words.label(period) for period in chart.periods]
    pairs = zip(chart.periods, labels, strict=True)
    named = [text(name, term="year" if period.frequency.unit == "year" else "period") for period, name in pairs]
    years = [text(str(year), term="year") for year in sorted({period.start.year for period in chart.periods})]
    forms = [form for series in chart.series for fact in series.points if fact for form in _forms(chart, fact, words)]
    given = FigurePlot(
        call,
        tuple(_series(chart, series, labels) for series in chart.series),
        tuple(labels),
        (
            *(item for _, item in call.texts),
            *(series.name for series in chart.series),
            *(series.detail for series in chart.series if series.detail),
            *forms,
            *named,
            *years,
            *((Run(number, term=why),) for number, why in call.numbers),
        ),
        chart.highlight,
        chart.second,
    )
    return values.plot_of(chart, "figure", (), Axis(0.0, 1.0, 1.0, visible=False), figure=given)


def _series(chart: Chart, series: Series, labels: list[str]) -> FigureSeries:
    words = values.wording(chart)
    known = [(at, fact) for at, fact in enumerate(series.points) if fact is not None]
    points = (
        FigurePoint(at, chart.categories[at], labels[at], fact.value, *map(plain, _forms(chart, fact, words)))
        for at, fact in known
    )
    return FigureSeries(series.key, plain(series.name), words.unit_of_value(known[0][1]), tuple(points))


def _forms(chart: Chart, fact: Fact, words: Wording) -> Iterator[Text]:
    """Yield a value as it stands at a mark, with a short unit, and with its whole unit."""
    label = values.label(chart, fact)
    assert label is not None  # of a fact
    yield label.text
    yield text(words.unit(fact), fact=fact.name)
    yield text(words.full(fact), fact=fact.name)
