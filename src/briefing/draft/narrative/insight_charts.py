"""The charts that may show a section, the most fitting first; the trial of the story takes the first that is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from briefing.draft.narrative.charts_of_courses import courses
from briefing.draft.narrative.charts_of_places import alike, changes, moves, order, parts, ranking, spread
from briefing.draft.narrative.charts_over_time import (
    newest_values,
    over_time,
    pair,
    plain_over_time,
    ranks_over_time,
    season,
    target,
)
from briefing.draft.narrative.section_plan import SectionPlan, View
from briefing.draft.narrative.section_view import ChartScene, Figure, SectionView

_VIEWS: Final[Mapping[View, Callable[[SectionView], Iterator[Figure]]]] = {
    "time": over_time,
    "newest": newest_values,
    "season": season,
    "changes": changes,
    "ranking": ranking,
    "order": order,
    "courses": courses,
    "spread": spread,
    "alike": alike,
    "moves": moves,
    "pair": pair,
    "parts": parts,
    "target": target,
}


def figures_of(plan: SectionPlan, scene: ChartScene) -> tuple[list[Figure], list[Figure]]:
    """Return what may show a section, the most fitting first: what fits it, and what is drawn where none of this is."""
    shape = scene.shapes.get(plan.subject)
    if shape is None:
        return [], []
    view = SectionView(plan, shape, scene)
    of_ranks = scene.context.subject(plan.subject).unit == "rank" and plan.view in ("time", "newest")
    fitting = list((ranks_over_time if of_ranks else _VIEWS[plan.view])(view))
    return fitting, [] if is_of_places_alone(plan) else list(plain_over_time(view))


def is_of_places_alone(plan: SectionPlan) -> bool:
    """Whether no chart of the edition's place shows what a section says: it is left out where its own are refused."""
    of_another = plan.lead is not None and plan.lead.type == "climber" and bool(plan.lead.entities)
    return plan.view == "moves" or of_another


def kind_of(figure: Figure) -> str:
    """Return what a figure looks like, for the alternation of kinds: the kind of its chart, of how many series."""
    drawn = figure.get("chart") or (figure.get("charts") or [{}])[0]
    several = "s" if len(drawn.get("series", ())) > 1 else ""
    return f"{drawn.get('kind', next(iter(figure), ''))}{several}"


def tells_title(figure: Figure) -> bool:
    """Whether a figure draws what its title tells, so that no other kind is as good: words of the story at a bracket,
    values since a period in bold, a remark on the line of a place, or means, shares and ranks themselves."""
    drawn = figure.get("chart", {})
    placed = "entities" in drawn and bool(drawn.get("annotations"))
    worked_out = "mean" in drawn or "best" in drawn or drawn.get("measure") == "share"
    worked_out = worked_out or (drawn.get("measure") == "growth" and "period" in drawn)
    return placed or worked_out or "since" in drawn or any(one.get("text") for one in drawn.get("brackets", ()))
