"""Small multiples: one question of several groups, a panel each, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.compose.blocks.alt_texts import chart_alt
from briefing.compose.blocks.chart_fixes import drawing, fewer
from briefing.compose.blocks.chart_series import Line, lines_of, own_texts
from briefing.compose.blocks.place_selection import chosen_places, own_place
from briefing.compose.blocks.subtitles import chart_subtitle
from briefing.compose.blocks.time_axis import checked_points, originals_of, series_over_years
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects
from briefing.compose.story_nodes import NodePath
from briefing.errors import StoryError
from briefing.model.chart import Chart, Series
from briefing.model.document import MOST_PANELS, Multiples
from briefing.model.story import ChartSpec, MultiplesSpec
from briefing.model.text import Text

_ALL_LABELLED = 8  # columns of a panel whose values are all printed where they have room


def multiples(
    composer: Composer, spec: MultiplesSpec, path: NodePath, finding: Text, *, tested: Expects
) -> Multiples | None:
    """A node and the finding that it proves → its panels in the node's order; None after a fault."""
    with composer.at(path):
        node = chosen_places(composer, panel_node(spec), path).spec
        lines = lines_of(composer, node, path, tested)
        if not 2 <= len(lines) <= MOST_PANELS:
            what = f"small multiples have 2 to {MOST_PANELS} panels, and these have {len(lines)}"
            fix = fewer(node, MOST_PANELS) if len(lines) > 1 else f"draw it as `chart: {{kind: {spec.kind}, …}}`"
            raise StoryError(what, fix=fix)
        given = (spec.highlight,) if isinstance(spec.highlight, str) else spec.highlight
        focus = tuple(own_place(composer, name) for name in given)
        keys = [line.key for line in lines]
        for name in focus:
            if name and name not in keys:
                what = f"no panel is called {name!r}"
                composer.fault(what, (*path, "highlight"), f"use one of {', '.join(keys)}")
        checked_points(node, lines, composer.edition.period)
        with drawing(lines):
            whole = series_over_years(composer, node, lines, path)
        subtitle = chart_subtitle(composer, node, [line.subject for line in lines], whole, path, tested=tested)
        if spec.note:
            composer.remark(composer.text(spec.note, (*path, "note"), tested=tested))
        panels = tuple(_panel(whole, series, line, focus) for series, line in zip(whole.series, lines, strict=True))
        told_alt = composer.text(spec.alt, (*path, "alt"), tested=tested) or chart_alt(
            composer,
            replace(originals_of(whole, lines), kind="multiples", highlight=focus[0] if focus else ""),
            finding,
        )
        return Multiples(panels, subtitle, told_alt)
    own_texts(composer, spec, path, tested)
    return None


def panel_node(spec: MultiplesSpec) -> ChartSpec:
    """A node of panels → the node of one chart of all series: gaps, bounds, breaks and bases are told as a chart's."""
    return ChartSpec.model_validate(spec.model_dump(exclude={"highlight", "note", "alt"}))


def _panel(whole: Chart, series: Series, line: Line, focus: Sequence[str]) -> Chart:
    """The chart of all series → that of one, which leads if it is in focus."""
    return replace(
        whole,
        series=(series,),
        highlight=line.key if line.key in focus else "",
        title=line.name,
        breaks=tuple(item for item in whole.breaks if item.series == line.key),
        ends=not (whole.kind == "columns" and len(whole.categories) <= _ALL_LABELLED),
    )
