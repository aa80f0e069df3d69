"""Several series of any units in a table: a line, first and last value and the change for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.chart_fixes import fewer, mixed, years_with_values
from briefing.compose.blocks.chart_series import ChartNode, ChartSeries, focused
from briefing.compose.blocks.row_charts import changes_in_percent, columns
from briefing.compose.blocks.year_charts import series_over_years
from briefing.compose.language.templates import NAME
from briefing.errors import StoryError
from briefing.facts import SubjectFacts
from briefing.model.chart import MOST_ROWS, Chart, Series
from briefing.model.text import text
from briefing.wording.fitting import is_percentage

_LEAST: Final = 2  # values that a line joins
_USUAL: Final = ("first", "last", "change")


def sparklines(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return a row for each series with the line of its values. StoryError for too many or one, and for too few
    points."""
    if len(series) > MOST_ROWS:
        what = f"{len(series)} rows are too many for sparklines, at most {MOST_ROWS} can be read"
        raise StoryError(what, fix=fewer(node.spec, MOST_ROWS))
    drawn = _over_own_years(node, series)
    if len(series) == 1:  # as high as its chart, it would be a line without a scale
        without = ", and leave `columns` out" if node.spec.columns else ""
        raise StoryError(
            "sparklines compare rows, and this chart has 1", fix=f"name more of them, or write `kind: line`{without}"
        )
    subjects = {item.key: _of_known(item, own) for item, own in zip(series, drawn.series, strict=True)}
    shown = node.spec.model_copy(update={"columns": node.spec.columns or _USUAL})
    named = {item.key: node.composer.names.unit(item.subject) for item in series} if mixed(series) else {}
    units = {key: node.composer.declared(unit, NAME) for key, unit in named.items() if unit}
    keys = {item.key: item.key for item in series}
    in_percent = {changes_in_percent(one) for one in subjects.values() if not is_percentage(one.unit)}
    if "change" in shown.columns and in_percent == {True, False}:
        node.composer.remark(text(node.composer.wording.phrase("changes_mixed")))
    own = node.composer.book.entity
    focus = node.spec.highlight or (own if own in node.spec.entities else "")
    return replace(
        drawn,
        highlight=focused(node.composer, "highlight", focus, keys, node.path),
        second=focused(node.composer, "second", node.spec.second, keys, node.path),
        rows=tuple(Series(item.key, item.name, (), item.detail or units.get(item.key, ())) for item in series),
        columns=columns(replace(node, spec=shown), subjects, {}),
    )


def _over_own_years(node: ChartNode, series: Sequence[ChartSeries]) -> Chart:
    """Return the series in their order, each over the periods of its frequency: one frequency after the other."""
    bare = replace(node, spec=node.spec.model_copy(update={"highlight": "", "second": ""}))
    groups = [
        series_over_years(bare, [item for item in series if item.subject.frequency == frequency])
        for frequency in dict.fromkeys(item.subject.frequency for item in series)
    ]
    found: dict[str, Series] = {}
    for at, group in enumerate(groups):
        before = sum(len(other.categories) for other in groups[:at])
        behind = sum(len(other.categories) for other in groups[at + 1 :])
        for own in group.series:
            found[own.key] = replace(own, points=((None,) * before + own.points + (None,) * behind))
    return replace(
        groups[0],
        categories=tuple(name for group in groups for name in group.categories),
        periods=tuple(period for group in groups for period in group.periods),
        series=tuple(found[item.key] for item in series),
        breaks=tuple(one for group in groups for one in group.breaks),
        gaps=tuple(one for group in groups for one in group.gaps),
    )


def _of_known(item: ChartSeries, drawn: Series) -> SubjectFacts:
    """Return a series from its first to its last value in the table; StoryError for one value alone."""
    known = [fact.value_period for fact in drawn.points if fact is not None]
    if len(known) < _LEAST:
        what = f"{item.key} has a value for {known[0]} alone, which makes no line"
        raise StoryError(what, fix=f"{years_with_values([item])}; or print it in a sentence")
    return item.subject.between(known[0], known[-1])
