"""A figure of the project's own: the function that draws it, the values that it is given, and its texts."""

from __future__ import annotations

import ast
import re
from typing import Final

from briefing.compose.blocks.chart_series import ChartNode, ChartSeries, breaks_of, value_at
from briefing.compose.blocks.year_charts import shown_periods
from briefing.errors import StoryError
from briefing.model.chart import Chart, Series
from briefing.model.own_figure import SECONDS, FigureCall
from briefing.read.report import suggest

ALLOW: Final = "allow_code = true"


def figure(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the chart of a figure: each series with its values over the periods of the chart. Nothing is run."""
    call = _call(node)
    if not node.spec.alt.strip():
        fix = "write `alt:` with what the figure shows, for those who cannot see it"
        raise StoryError("a figure says nothing to a screen reader without an `alt`", fix=fix)
    first, last = node.ends_of(series)
    periods = shown_periods(series, first, last)
    points = {item.key: tuple(node.used(value_at(item.subject, period)) for period in periods) for item in series}
    for item in series:
        if not any(points[item.key]):
            raise StoryError(f"{item.key} has no value from {first} to {last}", fix="choose another `period`")
        breaks_of(node, item, first, last)  # which are noted
    return node.chart(
        {item.key: item.key for item in series},
        categories=tuple(map(str, periods)),
        periods=periods,
        series=tuple(Series(item.key, item.name, points[item.key], item.detail) for item in series),
        figure=call,
    )


def _call(node: ChartNode) -> FigureCall:
    """Return the function that a node names; StoryError where the project may run none, or has no such function."""
    project, spec = node.composer.project, node.spec
    if not project.edition.allow_code:
        what = f"the figure would run {spec.call or 'code'}, and this project may run no code"
        raise StoryError(what, fix=f"write `{ALLOW}` at the top of briefing.toml, if you trust who wrote the code")
    if not spec.call:
        raise StoryError("a figure is drawn by a function", fix='write `call: "figures.py:outlook"`')
    file, _, function = spec.call.partition(":")
    if file not in project.code:
        fix = suggest(file, project.code, "files") if project.code else f"put {file} into the project's folder"
        raise StoryError(f"there is no file {file} in the project", fix=fix)
    known = [item.name for item in ast.parse(project.code[file]).body if isinstance(item, ast.FunctionDef)]
    if function not in known:
        fix = suggest(function, known, "functions") if known else f"define it there: def {function}(facts):"
        raise StoryError(f"{file} has no function {function!r}", fix=fix)
    for number, reason in spec.numbers.items():
        if not re.search(r"\d", number) or not reason.strip():
            raise StoryError(f"`numbers` has {number!r}: {reason!r}", fix="give a numeral and the reason why it stands")
    texts = tuple((name, node.text(source, "texts", name, lined=True)) for name, source in spec.texts.items())
    seconds = SECONDS if spec.seconds is None else spec.seconds
    return FigureCall(file, function, project.code[file], seconds, texts, tuple(spec.numbers.items()))
