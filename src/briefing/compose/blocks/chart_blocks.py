"""A chart of the story → Chart: every point a fact or a gap, every disclosed break with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.alt_texts import chart_alt
from briefing.compose.blocks.benchmarks import benchmark_of, with_level
from briefing.compose.blocks.chart_fixes import drawing
from briefing.compose.blocks.chart_marks import SHOWN_BY, category_of, suggest_turn, with_marks, written_mark
from briefing.compose.blocks.chart_series import ChartNode, ChartSeries, compose_own_texts, one_of, series_of
from briefing.compose.blocks.class_counts import histogram
from briefing.compose.blocks.maps import map_chart
from briefing.compose.blocks.own_figures import figure
from briefing.compose.blocks.part_charts import amounts, share
from briefing.compose.blocks.place_selection import select_places
from briefing.compose.blocks.row_charts import row_chart
from briefing.compose.blocks.scale_choice import on_scale
from briefing.compose.blocks.scatter_charts import scatter, strip
from briefing.compose.blocks.season_charts import seasonal
from briefing.compose.blocks.sparkline_tables import sparklines
from briefing.compose.blocks.subtitles import chart_subtitle
from briefing.compose.blocks.sum_charts import changes
from briefing.compose.blocks.target_gaps import with_target_gap
from briefing.compose.blocks.two_year_charts import dumbbell, slope
from briefing.compose.blocks.year_charts import over_years, with_originals
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects
from briefing.compose.prose.figure_years import title_findings
from briefing.compose.story_nodes import NodePath
from briefing.errors import StoryError
from briefing.model.chart import Chart
from briefing.model.chart_kinds import ChartKind
from briefing.model.chart_remarks import Annotation
from briefing.model.chart_specs import ChartSpec
from briefing.model.text import Text

_CHECKED_THERE: Final = ("parts", "amounts", "years", "pairs", "changes", "plane", "spread", "lines")  # for measures
_REMARKED: Final = ("years", "plane", "spread", "places")  # on whose marks words may stand
_LISTED: Final = 12  # categories that a message names, all of them
BUILDERS: Final[Mapping[str, Callable[[ChartNode, list[ChartSeries]], Chart]]] = {
    "rows": row_chart,
    "pairs": dumbbell,
    "parts": share,
    "amounts": amounts,
    "seasons": seasonal,
    "years": over_years,
    "ends": slope,
    "changes": changes,
    "plane": scatter,
    "spread": strip,
    "classes": histogram,
    "lines": sparklines,
    "places": map_chart,
    "call": figure,
}


def chart(composer: Composer, spec: ChartSpec, path: NodePath, finding: Text, *, tested: Expects) -> Chart | None:
    """Return the chart that proves a finding; None after a fault. Its facts count as used."""
    with composer.at(path):
        selected = select_places(composer, spec, path)
        node = ChartNode(composer, selected.spec, path, tested)
        _check_keys(node)
        compared = benchmark_of(composer, selected)
        series = series_of(node, selected.left)
        series += [compared] if compared and node.kind.benchmark == "series" else []
        with drawing(series):
            drawn = BUILDERS[node.kind.takes](node, series)
        if compared and node.kind.benchmark == "level":
            drawn = with_level(composer, drawn, compared, series)
        title = node.text(spec.title, "title")
        findings = title_findings(title, (drawn,), composer.facts, composer.edition.period[1])
        composer.report(findings, title, (*path, "title"))
        drawn = replace(
            drawn,
            title=title,
            things=composer.edition.things.get(composer.wording.lang, ""),
            subtitle=chart_subtitle(node, [item.subject for item in series], drawn),
            annotations=_annotations(node, series, drawn),
        )
        drawn = on_scale(node, with_target_gap(node, series[0], with_marks(node, series, drawn)))
        suggest_turn(node, drawn)
        if spec.note:
            composer.remark(node.text(spec.note, "note"))
        given = node.text(spec.alt, "alt")
        described = with_originals(drawn, series) if node.kind.takes == "years" else drawn
        return replace(drawn, alt=given or chart_alt(composer, described, title or finding))
    compose_own_texts(composer, spec, path, tested)  # their faults do not wait for the chart's
    for number, item in enumerate(spec.annotations):
        composer.text(item.text, (*path, "annotations", number, "text"), tested=tested)
    for number, bracket in enumerate(spec.brackets):
        composer.text(bracket.text, (*path, "brackets", number, "text"), tested=tested)
    for number, result in enumerate(spec.results):
        composer.text(result.text, (*path, "results", number, "text"), tested=tested)
    return None


def _check_keys(node: ChartNode) -> None:
    """Raise StoryError for a key that the kind of chart does not show."""
    kind = node.kind
    shown = {
        "band": kind.name == "band",
        "of": kind.of_whole or (kind.name == "line" and node.spec.measure == "share"),
        "best": kind.ranked,
        "mean": kind.name == "line",
        "rest": kind.rest or kind.of_whole,
        "revisions": kind.name in ("line", "columns"),
        "growth": kind.form == "column" and kind.takes == "years" and not kind.stacked,
        "columns": kind.takes in ("rows", "pairs", "lines"),
        **dict.fromkeys(("outlines", "classes", "breaks"), kind.takes == "places"),
        **{key: kind.name in kinds for key, kinds in SHOWN_BY.items()},
        "size": kind.takes == "plane",
        "bins": kind.takes == "classes",
        "axis": kind.takes == "years" and kind.form in ("line", "column") and not kind.ranked,
        "log": kind.of_dots,
        "medians": kind.of_dots,
        "top": not kind.of_places,
        "order": not kind.of_places,
        "beside": not kind.of_places,
        "target": kind.takes in ("rows", "years") or node.spec.measure == "target",  # which may be refused below
        "annotations": kind.takes in _REMARKED or (kind.name == "slope" and node.path[0] == "cover"),
        **dict.fromkeys(("call", "texts", "numbers", "seconds"), kind.takes == "call"),
    }
    unused = " and ".join(f"`{key}`" for key, known in shown.items() if getattr(node.spec, key) and not known)
    if unused:
        raise StoryError(f"a chart of kind {kind.name} does not show {unused}", fix=f"leave {unused} out")
    _check_needed(node.spec, kind)
    if node.spec.measure not in kind.measures and kind.takes not in _CHECKED_THERE:
        what = f"a chart of kind {kind.name} does not show the measure {node.spec.measure}"
        others = f", or write one of {', '.join(kind.measures)}" if len(kind.measures) > 1 else ""
        raise StoryError(what, fix=f"leave `measure` out{others}")


def _check_needed(spec: ChartSpec, kind: ChartKind) -> None:
    """Raise StoryError for a key that shows nothing without another, which the node does not have."""
    if spec.rest and kind.rest and not kind.of_whole and spec.top is None:
        what = "`rest` is what `top` leaves out, and the chart has no `top`"
        raise StoryError(what, fix="write `top` with how many are shown by name, or leave `rest` out")
    if spec.target and kind.takes == "rows" and not kind.aimed and spec.measure != "target":
        what = f"a {kind.name} of the measure {spec.measure} has no targets"
        raise StoryError(what, fix="write `kind: bullet` or `measure: target`, or leave `target` out")
    if spec.set_by and "set_by" not in spec.columns:
        what = "`set_by` fills a column of that name, which the chart does not have"
        raise StoryError(what, fix="add `set_by` to `columns`, or leave it out")


def _annotations(node: ChartNode, series: Sequence[ChartSeries], drawn: Chart) -> tuple[Annotation, ...]:
    keys, categories = tuple(item.key for item in series), drawn.categories
    notes: list[Annotation] = []
    for number, item in enumerate(node.spec.annotations):
        key = item.series or keys[0]
        at = category_of(drawn, key, written_mark(node, item.at))
        if at not in categories or key not in keys:
            spot = f"{key}, {at}" if drawn.periods or item.series else at  # rows of places are no marks of one series
            ends = (*categories[:1], "…", *categories[-1:]) if len(categories) > _LISTED else categories
            close = get_close_matches(at, categories, n=1) if not drawn.periods else []
            fix = f"did you mean {close[0]}?" if close else one_of(ends if at not in categories else keys)
            node.composer.fault(
                f"the annotation stands at {spot}, where nothing is", (*node.path, "annotations", number), fix
            )
        elif node.path[0] == "cover" and at not in (known := _valued(drawn, key)):  # a cover draws no dashes
            what = f"the annotation stands at {key}, {at}, a period without a value"
            node.composer.fault(what, (*node.path, "annotations", number), one_of(known))
        notes.append(Annotation(key, at, node.text(item.text, "annotations", number, "text")))
    return tuple(notes)


def _valued(drawn: Chart, key: str) -> list[str]:
    """Return the categories of a chart in which a series has a value."""
    points = next((item.points for item in drawn.series if item.key == key), ())
    return [name for name, point in zip(drawn.categories, points, strict=False) if point is not None]
