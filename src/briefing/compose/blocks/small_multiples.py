"""Small multiples: one question of several groups, a panel each, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.compose.blocks.alt_texts import chart_alt
from briefing.compose.blocks.chart_fixes import drawing, fewer
from briefing.compose.blocks.chart_series import ChartNode, ChartSeries, check_units, compose_own_texts, series_of
from briefing.compose.blocks.place_selection import place_as_written, select_places
from briefing.compose.blocks.subtitles import chart_subtitle
from briefing.compose.blocks.year_charts import check_points, series_over_years, with_originals
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects
from briefing.compose.story_nodes import NodePath
from briefing.errors import StoryError
from briefing.model.chart import Chart, Series
from briefing.model.chart_specs import ChartSpec, MultiplesSpec
from briefing.model.document import MOST_PANELS, Multiples
from briefing.model.text import Text, plain

_ALL_LABELLED = 8  # columns of a panel whose values are all printed where they have room


def multiples(
    composer: Composer, spec: MultiplesSpec, path: NodePath, finding: Text, *, tested: Expects
) -> Multiples | None:
    """Return the panels that prove a finding, in the node's order; None after a fault."""
    with composer.at(path):
        node = ChartNode(composer, select_places(composer, panel_node(spec), path).spec, path, tested)
        series = series_of(node)
        if not 2 <= len(series) <= MOST_PANELS:
            what = f"small multiples have 2 to {MOST_PANELS} panels, and these have {len(series)}"
            alone = f"draw it as `chart: {{kind: {spec.kind}, …}}`"
            raise StoryError(what, fix=fewer(node.spec, MOST_PANELS) if len(series) > 1 else alone)
        given = (spec.highlight,) if isinstance(spec.highlight, str) else spec.highlight
        focus = tuple(place_as_written(composer, name) for name in given)
        keys = [item.key for item in series]
        for name in focus:
            if name and name not in keys:
                fix = f"use one of {', '.join(keys)}"
                composer.fault(f"no panel is called {name!r}", (*path, "highlight"), fix)
        groups = _by_frequency(node, series)
        shown = [chart_subtitle(node, [item.subject for item in group], whole) for group, whole in groups]
        subtitle = composer.join(list({plain(item): item for item in shown}.values()), "; ")
        if spec.note:
            composer.remark(node.text(spec.note, "note"))
        panels = {
            item.key: _panel(whole, plotted, item, focus)
            for group, whole in groups
            for plotted, item in zip(whole.series, group, strict=True)
        }
        lead = focus[0] if focus else ""
        described = [replace(with_originals(whole, group), kind="multiples", highlight=lead) for group, whole in groups]
        alt = node.text(spec.alt, "alt") or chart_alt(composer, described[0], finding, described[1:])
        return Multiples(tuple(panels[item.key] for item in series), subtitle, alt)
    compose_own_texts(composer, spec, path, tested)
    return None


def _by_frequency(node: ChartNode, series: Sequence[ChartSeries]) -> list[tuple[list[ChartSeries], Chart]]:
    """Return the series of each frequency with the chart that holds them: each frequency has an axis of time."""
    check_units(node.spec, series)
    groups: list[tuple[list[ChartSeries], Chart]] = []
    for frequency in dict.fromkeys(item.subject.frequency for item in series):
        group = [item for item in series if item.subject.frequency == frequency]
        check_points(node, group)
        with drawing(group):
            groups.append((group, series_over_years(node, group)))
    return groups


def panel_node(spec: MultiplesSpec) -> ChartSpec:
    """Return the node of one chart of all panels, whose gaps, bounds, breaks and bases are noted as a chart's."""
    return ChartSpec.model_validate(spec.model_dump(exclude={"highlight", "note", "alt"}))


def _panel(whole: Chart, plotted: Series, item: ChartSeries, focus: Sequence[str]) -> Chart:
    """Return the chart of one of the series, which leads if it is in focus."""
    stands_back = bool(focus) and item.key not in focus  # no column of its own leads
    return replace(
        whole,
        series=(plotted,),
        highlight=item.key if item.key in focus else "",
        title=item.name,
        breaks=tuple(found for found in whole.breaks if found.series == item.key),
        ends=stands_back or not (whole.kind == "columns" and len(whole.categories) <= _ALL_LABELLED),
    )
