"""The finding of the cover with its levels and periods, which a summary has under "What changed"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.narrative.conditional_text import NO_TEXT, ConditionalText
from briefing.draft.narrative.part_changes import together
from briefing.draft.narrative.phrases import alone
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.supporting_insight import made, subject_of
from briefing.draft.narrative.written_sections import WrittenSection


def what_changed(lead: WrittenSection, scene: ChartScene) -> ConditionalText:
    """Return the finding of the cover with its levels and periods, for the summary of the deck and of the brief in the
    same words; empty where the cover has none or says all of it."""
    thesis = lead.thesis
    if thesis is None:
        return NO_TEXT
    found = [*_LEVELS_OF[thesis.type](thesis, lead, scene)] if thesis.type in _LEVELS_OF else []
    return next((words for one in found if (words := alone(one, scene.context, "sentence")).text), NO_TEXT)


def _sums(thesis: Insight, lead: WrittenSection, scene: ChartScene) -> Iterator[Insight]:
    """What all parts came to at both ends, and the one that made up most of the change."""
    for one in together(lead.lead, scene):
        own = {"own": f"{thesis.subjects[0]}.last", "own_before": f"{thesis.subjects[0]}.at({{}})"}
        period = scene.context.fact(one.facts["start"])
        if period is not None and period.period is not None:
            own["own_before"] = own["own_before"].format(period.period.literal)
            yield replace(one, type="news_parts", subjects=thesis.subjects[:1], facts={**one.facts, **own})


def _way_back(thesis: Insight, _: WrittenSection, __: ChartScene) -> Iterator[Insight]:
    """From what peak to what low it fell, when it passed that peak, and where it is."""
    facts = {**thesis.facts, "last": f"{thesis.subjects[0]}.last"}
    yield replace(thesis, type="news_recovery", facts=facts)


def _two_places(thesis: Insight, _: WrittenSection, scene: ChartScene) -> Iterator[Insight]:
    """What both places had when their ratio was highest, and have now."""
    top = scene.context.fact(thesis.facts["peak"])
    best, near = (subject_of(thesis.facts[role]) for role in ("best", "near"))
    if best and near and top is not None and top.period is not None:
        facts = {**thesis.facts, "best_then": f"{best}.at({top.period.literal})"}
        yield made("news_ratio", thesis.subjects[0], thesis.claim, facts, "", thesis.entities)


def _one_and_median(thesis: Insight, _: WrittenSection, scene: ChartScene) -> Iterator[Insight]:
    """What the one place had at both ends that went another way, and the median of all."""
    middle, down = f"{thesis.subjects[0]}.median_of('all')", thesis.direction == "down"
    facts = {**thesis.facts, "middle": f"{middle}.last", "middle_before": f"{middle}.first"}
    claim = f"{thesis.claim} and {middle}.change {'>' if down else '<'} 0"
    if scene.context.holds(claim):
        yield replace(thesis, type="news_only", facts=facts, claim=claim)


_LEVELS_OF: Final[Mapping[str, Callable[[Insight, WrittenSection, ChartScene], Iterator[Insight]]]] = {
    "contribution": _sums,
    "recovery": _way_back,
    "fell_back": _two_places,
    "only_place": _one_and_median,
}
