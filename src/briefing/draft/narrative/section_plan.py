"""Which insights make a section, and in what order the sections stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.insight import FAMILIES, TYPES, Insight

# What a section shows of its subject.
View = Literal[
    "time",
    "newest",
    "season",
    "changes",
    "ranking",
    "order",
    "courses",
    "spread",
    "alike",
    "moves",
    "pair",
    "parts",
    "target",
]
MOST_SECTIONS: Final = 7  # besides the summary and the caveats
_CAVEAT: Final = "caveat"
_RECORD: Final = "record"
_RECORDS: Final = 2  # sections that state one
_ALONE: Final = 2  # short names, up to which the newest values of one have a section too
_VIEWS: Final[Mapping[str, View]] = {
    "season": "season",
    "rank": "ranking",
    "gap_to_best": "ranking",
    "leader": "ranking",
    "rank_change": "order",
    "convergence": "spread",
    "all_but": "alike",
    "correlation": "pair",
    "largest_changes": "changes",
    "majority": "parts",
    "share": "parts",
    "share_change": "parts",
    "evenness": "parts",
    "target": "target",
    "pace": "target",
}
# Views over time stand in the first part of an edition, comparisons in the second.
COMPARISONS: Final = frozenset({"ranking", "order", "courses", "spread", "alike", "moves", "parts"})
# The order of sections: which parts moved most, what happened, who stands where, what it is made of, what differs,
# what is aimed at.
_ORDER: Final[tuple[View, ...]] = (
    "changes",
    "time",
    "newest",
    "season",
    "ranking",
    "order",
    "courses",
    "parts",
    "spread",
    "pair",
    "alike",
    "moves",
    "target",
)
_HEADLINES: Final = ("level", "trend", "turn")  # families that may lead an edition
_LATER: Final = 0.03  # by how much less each further short name of `[facts]` counts
_LIGHTER: Final = 0.15  # and each further part, by the size of its change
_NEWEST: Final = 0.5  # of the newest change, which leads where nothing else does
_SAME_VIEW: Final = 0.8  # each further section of a view, and of a subject, counts for so much less
_SAME_SUBJECT: Final = 0.7
_NESTED: Final = 0.3  # each further course of what is most of another
_LEAST: Final = 0.35  # weight of a section under which it is left out where there are four others
_ENOUGH: Final = 4


class SectionPlan(Struct, frozen=True):
    """A section to be: its insights, the one of the title first; none for a level that only stands there."""

    view: View
    subject: str
    insights: tuple[Insight, ...] = ()

    @property
    def id(self) -> str:
        """Its name in the story."""
        with_other = self.insights[0].subjects[1:2] if self.view == "pair" else ()
        families = [one.family for one in self.insights if one.type in TYPES]
        last: str = families[0] if self.view == "time" and families else self.view
        if self.insights and not families:  # what lies behind a finding, by itself
            last = self.insights[0].type.replace("_", "-")
        return "-".join([self.subject, *with_other, last]).lower()

    @property
    def lead(self) -> Insight | None:
        """The insight that its title states."""
        return self.insights[0] if self.insights else None

    @property
    def score(self) -> float:
        """The score of its title."""
        return self.insights[0].score if self.insights else 0.0


def plan_sections(
    insights: Sequence[Insight],
    measured: Mapping[str, str],
    nested: Mapping[str, Collection[str]] | None = None,
    *,
    ordered: bool = False,
) -> tuple[SectionPlan, ...]:
    """Return the sections of an edition in their order: the strongest finding first, then by what they are about.

    `measured` has what each short name measures: of two that measure the same at different places one section compares
    the places. `nested` are those that each is most of, or that are most of it: of these one course says what the
    others would. Parts that are `ordered` by what they weigh count much less the further down they stand. Where the
    insights make few sections, the first short names that have none get one each.
    """
    grouped: dict[tuple[str, ...], list[Insight]] = {}
    for insight in insights:
        if insight.family != _CAVEAT:
            view = _VIEWS.get(insight.type, "time")
            named = tuple(sorted(insight.subjects)) if view == "pair" else insight.subjects[:1]
            named = tuple(measured.get(key, key) for key in named) if view in COMPARISONS else named
            grouped.setdefault((view, *named), []).append(insight)
    plans = [
        SectionPlan(_VIEWS.get(own[0].type, "time"), own[0].subjects[0], tuple(sorted(own, key=_is_change)))
        for own in grouped.values()
    ]
    early = {key: max(_LEAST, 1 - (_LIGHTER if ordered else _LATER) * at) for at, key in enumerate(measured)}
    chosen = _chosen(plans, early, nested or {})
    return _in_order([*chosen, *_levels(chosen, tuple(measured))], early)


def comparison_of(key: str, insights: Iterable[Insight], plans: Sequence[SectionPlan]) -> list[SectionPlan]:
    """Return the section that compares the places of a short name in the way that fewest of `plans` do; none where
    nothing is found of its places."""
    compared = [one for one in insights if one.subjects[0] == key and _VIEWS.get(one.type) in COMPARISONS]
    shown = [plan.view for plan in plans]
    compared.sort(key=lambda one: (shown.count(_VIEWS[one.type]), -one.score))
    return [SectionPlan(_VIEWS[one.type], key, (one,)) for one in compared[:1]]


def caveats_of(insights: Iterable[Insight]) -> tuple[Insight, ...]:
    """Return the insights that say how far the data may be trusted."""
    return tuple(insight for insight in insights if insight.family == _CAVEAT)


def _chosen(
    plans: Sequence[SectionPlan], early: Mapping[str, float], nested: Mapping[str, Collection[str]]
) -> list[SectionPlan]:
    """Return the sections that say most, each weighed by its short name, and by how much of its view and its subject
    stands already."""
    chosen: list[SectionPlan] = []
    left = list(plans)
    while left and len(chosen) < MOST_SECTIONS:
        weights = [_weight(plan, chosen, nested) * early.get(plan.subject, _LEAST) for plan in left]
        best = max(range(len(left)), key=lambda at: (weights[at], -at))
        if left[best].view == "pair" and any(plan.view == "pair" for plan in chosen):
            left.pop(best)  # one pair that moves together is enough
            continue
        if weights[best] < _LEAST and len(chosen) >= _ENOUGH:
            break
        chosen.append(left.pop(best))
    return chosen


def _weight(plan: SectionPlan, chosen: Sequence[SectionPlan], nested: Mapping[str, Collection[str]]) -> float:
    views = sum(other.view == plan.view for other in chosen)
    subjects = sum(other.subject == plan.subject for other in chosen)
    alike = sum(other.view == plan.view == "time" and other.subject in nested.get(plan.subject, ()) for other in chosen)
    return plan.score * _SAME_VIEW**views * _SAME_SUBJECT**subjects * _NESTED**alike


def _levels(chosen: Sequence[SectionPlan], keys: Sequence[str]) -> list[SectionPlan]:
    """Return sections that show a level, of an edition of few findings: of each short name that has none, and of few
    short names their newest values too."""
    known = {plan.subject for plan in chosen if plan.view == "time"}
    plans = [SectionPlan("time", key) for key in keys if key not in known]
    if len(chosen) + len(plans) < _ENOUGH - 1 and len(keys) <= _ALONE:
        changes = {plan.subject for plan in chosen if plan.lead and plan.lead.family == "level"}
        plans += [SectionPlan("newest", key) for key in keys if key not in changes]
    return plans[: max(0, _ENOUGH - len(chosen))]


def _in_order(plans: Sequence[SectionPlan], early: Mapping[str, float]) -> tuple[SectionPlan, ...]:
    """Return the sections in their order, what happened to a leading short name first."""
    leading = [plan for plan in plans if plan.view == "time" and plan.lead and plan.lead.family in _HEADLINES] or plans
    first = max(leading, key=lambda plan: _headline(plan) * early.get(plan.subject, _LEAST), default=None)
    others = sorted((plan for plan in plans if plan is not first), key=_place)
    return _without_many_records([first, *others] if first else others)


def _headline(plan: SectionPlan) -> float:
    return plan.score * (_NEWEST if plan.lead and _is_change(plan.lead) else 1)


def _is_change(insight: Insight) -> bool:
    """Whether it is the newest change, which is no pattern: what else is found goes before it."""
    return insight.type == "change"


def _without_many_records(plans: Sequence[SectionPlan]) -> tuple[SectionPlan, ...]:
    """Return sections of which few state a record: of the others another finding is the title, where there is one."""
    found: list[SectionPlan] = []
    records = 0
    for plan in plans:
        others = [one for one in plan.insights if one.type != _RECORD]
        if plan.lead and plan.lead.type == _RECORD:
            records += 1
            if records > _RECORDS and others:
                plan = replace(plan, insights=(*others, *(one for one in plan.insights if one not in others)))
        found.append(plan)
    return tuple(found)


def _place(plan: SectionPlan) -> tuple[int, int, float]:
    found = plan.lead is not None and not _is_change(plan.lead)
    family = FAMILIES.index(plan.lead.family) if plan.lead and found else len(FAMILIES)
    return _ORDER.index(plan.view), family, -plan.score
