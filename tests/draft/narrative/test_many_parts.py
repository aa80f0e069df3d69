"""Of many parts an edition leads with the one that changed most, whatever its place in the alphabet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing import draft
from briefing.draft.insights.finding import insights
from briefing.draft.narrative import story_trial
from briefing.draft.narrative.charts_of_places import changes
from briefing.draft.narrative.phrasing import ConditionalText, PhrasingContext
from briefing.draft.narrative.second_order import contribution
from briefing.draft.narrative.section_plan import SectionPlan
from briefing.draft.narrative.section_view import ChartScene, SectionView
from briefing.draft.narrative.series_shape import shape_of
from tests.draft.narrative.tables import Values, table, years

TRADES = (
    "baking", "brewing", "carving", "dyeing", "fishing", "glazing", "milling", "mining", "potting", "rigging",
    "roofing", "sewing", "smelting", "spinning", "tanning", "weaving",
)  # fmt: skip
GROWTH = [at - 6 if name != "sewing" else 30 for at, name in enumerate(TRADES)]
PARTS: dict[str, Values] = {
    name: [200.0 + growth * at + (at * (size + 3)) % 4 for at in range(14)]
    for size, (name, growth) in enumerate(zip(TRADES, GROWTH, strict=True))
}


def _story(folder: Path, parts: Mapping[str, Values], head: str) -> str:
    """The story drafted from a table whose one column of values is divided into parts."""
    rows = [f"{name},{2001 + at},{value}" for name, values in parts.items() for at, value in enumerate(values)]
    path = folder / "trades.csv"
    path.write_text("\n".join([f"trade,year,{head}", *rows]), encoding="utf-8")
    draft(path, folder / "made", build_it=False)
    return (folder / "made" / "story.en.yaml").read_text(encoding="utf-8")


def test_a_table_of_parts_leads_with_the_one_that_rose_most_and_not_with_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_trial, "_written_and_proved", lambda *_: iter(()))  # others write it
    title = _story(tmp_path, PARTS, "output").split("title: ")[1].splitlines()[0]
    assert "sewing" in title.lower()
    assert "baking" not in title.lower()


def test_a_chart_of_more_parts_than_it_has_rows_shows_those_that_changed_most_and_counts_all(tmp_path: Path) -> None:
    project = table(tmp_path, {key: {"Alder": row} for key, row in PARTS.items()}, years(2001, 14))
    context = PhrasingContext(project, "en")
    (lead,) = (one for one in insights(project, all=True) if one.type == "largest_changes")
    shapes = {key: shape for key in PARTS if (shape := shape_of(context, key)) is not None}
    scene = ChartScene(context, shapes, 1)
    figure = next(
        changes(SectionView(SectionPlan("changes", lead.subjects[0], (lead,)), shapes[lead.subjects[0]], scene))
    )
    shown = figure["chart"]["series"]
    assert (len(shown), shown[0], shown[-1]) == (12, "sewing", "baking")
    assert context.trial.printed(ConditionalText(text=figure["note"])) == "12 of 16 are shown."


@pytest.mark.parametrize(("head", "stated"), [("output (kt)", True), ("output", False)])
def test_amounts_of_a_title_have_their_unit_where_the_table_states_it(head: str, stated: bool, tmp_path: Path) -> None:
    parts = {name: PARTS[name] for name in ("baking", "carving", "milling", "roofing", "sewing")}
    text = _story(tmp_path, parts, head)
    assert "and fell most of baking" in text
    assert ("sewing.change | signed(0) }} kt)" in text) is stated
    assert "columns: [first, last, change]" in text, "the multiples of the page are in figures of their own"
    assert "series: [sewing, roofing, milling, carving, baking]" in text.split("id: overview")[1], "by newest value"


@pytest.mark.parametrize(("least", "added"), [(200.0, True), (20.0, False)])
def test_amounts_below_zero_are_not_added_up_as_some_may_hold_others(least: float, added: bool, tmp_path: Path) -> None:
    project = table(
        tmp_path,
        {key: {"Alder": [one and one - 200 + least for one in row]} for key, row in PARTS.items()},
        years(2001, 14),
    )
    context = PhrasingContext(project, "en")
    (lead,) = (one for one in insights(project, all=True) if one.type == "largest_changes")
    shapes = {key: shape for key in PARTS if (shape := shape_of(context, key)) is not None}
    assert bool(list(contribution(lead, ChartScene(context, shapes, 1)))) == added
