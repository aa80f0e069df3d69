"""A planned section and the words of its insights → its node of the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial, reduce
from typing import Final

from msgspec import Struct

from briefing.draft.insight import Insight
from briefing.draft.narrative.alternatives import COMMENT, MERGED, Alternatives, Node
from briefing.draft.narrative.edition_words import (
    fixed,
    label,
    level_point,
    level_sentence,
    range_point,
    standing,
    unit_words,
)
from briefing.draft.narrative.fallback_insights import newest
from briefing.draft.narrative.insight_charts import figures_of, kind_of
from briefing.draft.narrative.joined_texts import first_of, grouped, headed, joined
from briefing.draft.narrative.phrases import phrase, text
from briefing.draft.narrative.phrasing import NO_TEXT, ConditionalText, Phrasing, PhrasingContext
from briefing.draft.narrative.section_plan import COMPARISONS, MOST_IN_SECTION, SectionPlan
from briefing.draft.narrative.section_view import ChartScene, Figure
from briefing.draft.narrative.wording_tables import Slot

_AUTO: Final = "auto"
_LEAST_POINTS: Final = 2
_JOINTS: Final = {"zh": ("，", "至")}


class WrittenSection(Struct, frozen=True):
    """A planned section with the words of its insights, in their order."""

    plan: SectionPlan
    context: PhrasingContext
    words: tuple[Phrasing, ...]
    standing: ConditionalText

    @property
    def title(self) -> ConditionalText:
        """The finding that it states."""
        return self.words[0].title if self.words else self.standing

    @property
    def short(self) -> ConditionalText:
        """The finding in few words."""
        return self.words[0].short if self.words else self.standing

    def reworded(self, slot: Slot) -> ConditionalText:
        """Return its finding in other words than any text of the edition has yet."""
        return text(
            self.plan.insights[0] if self.plan.insights else newest(self.context, self.plan.subject), self.context, slot
        )


def write_sections(plans: Sequence[SectionPlan], context: PhrasingContext) -> tuple[WrittenSection, ...]:
    """Return the planned sections with their words."""
    return tuple(
        WrittenSection(
            plan,
            context,
            tuple(phrase(insight, context) for insight in plan.insights[:MOST_IN_SECTION]),
            _standing(plan, context),
        )
        for plan in plans
    )


def _standing(plan: SectionPlan, context: PhrasingContext) -> ConditionalText:
    """Return what a section is called that states no finding: its newest change, or its level."""
    change = text(newest(context, plan.subject), context, "title") if plan.view == "newest" else NO_TEXT
    return change if change.text else standing(context, plan.subject)


def section_node(section: WrittenSection, scene: ChartScene, part: str, shown: Sequence[str]) -> Node:
    """Return the node of a section; `shown` are the kinds of the charts before it, which it avoids where another fits
    as well."""
    plan, words, context = section.plan, section.words, scene.context
    points = [one.point for one in words]
    if len(points) < _LEAST_POINTS:
        newest_point = [level_point(context, plan.subject)] if not words else []
        points += newest_point
        if (
            plan.subject not in scene.ranged and plan.view not in COMPARISONS
        ):  # its own range next to all places misleads
            scene.ranged.add(plan.subject)  # what stands once of a short name stands in the first of its sections
            points.append(range_point(context, plan.subject))
    sentences = [one.sentence for one in words] or [level_sentence(context, plan.subject)]
    first = words[0] if words else None
    heading = fixed(f"heading_{'time' if plan.view == 'newest' else plan.view}", context.lang)
    return {
        COMMENT: comment_of(plan.insights),
        "id": plan.id,
        "part": part,
        "title": titles(section),
        "subtitle": Alternatives([_AUTO, _plain_subtitle(plan.subject, context), None]),
        MERGED: Alternatives([*_varied(*figures_of(plan, scene), shown), _large_number(section, context)]),
        "points": [optional(point) for point in points],
        "ask": optional(first.ask) if first else None,
        "heading": Alternatives([*([first.heading] if first and first.heading.text else []), heading, None]),
        "paragraph": [*prose(sentences, context.lang)],
        "notes": optional(first.notes) if first else None,
        "note": fixed("money_note", context.lang) if _prices_open(plan, scene) else None,
    }


def _plain_subtitle(key: str, context: PhrasingContext) -> str:
    """Return unit and period, for charts whose own subtitle is too long for its line."""
    comma, to = _JOINTS.get(context.lang, (", ", " to "))
    return f"{unit_words(context, key)}{comma}{{{{ {key}.first | period }}}}{to}{{{{ {key}.last | period }}}}"


def _prices_open(plan: SectionPlan, scene: ChartScene) -> bool:
    shown = dict.fromkeys((plan.subject, *(key for insight in plan.insights for key in insight.subjects)))
    return any(scene.shapes[key].prices_open for key in shown if key in scene.shapes)


def titles(section: WrittenSection) -> Alternatives:
    """Return what a section may be called: its finding, else where its subject stands; there is no section without."""
    return first_of([section.title, headed(section.short), section.standing], section.plan.subject)


def optional(node: Node) -> Alternatives:
    """Return a node that is left out where it is refused."""
    return Alternatives([node, None])


def comment_of(insights: Sequence[Insight]) -> str:
    """Return the comment that says which insights a section states: type, score, claim."""
    return "\n".join(f"{one.type}, score {one.score:.2f}: {one.claim}" for one in insights[:MOST_IN_SECTION])


def prose(sentences: Sequence[ConditionalText], lang: str) -> Iterator[Alternatives]:
    """Yield sentences as paragraphs, as few as their branches allow; of a paragraph that is refused the first."""
    for group in grouped([one for one in sentences if one.text]):
        together = reduce(partial(joined, joint="" if lang in _JOINTS else " "), group)
        yield Alternatives([together, *([group[0]] if len(group) > 1 else []), None])


def _varied(fitting: Sequence[Figure], others: Sequence[Figure], shown: Sequence[str]) -> list[Figure]:
    """Return figures: of those that fit the kind first that was not shown just before, and least in the edition."""
    first = sorted(fitting, key=lambda one: (kind_of(one) == shown[-1] if shown else False, shown.count(kind_of(one))))
    return [*first, *others]


def _large_number(section: WrittenSection, context: PhrasingContext) -> Figure:
    key = section.plan.subject
    return {
        "hero": {
            "value": f"{{{{ {key}.last | value }}}}",
            "label": f"{label(context, key, head=True)}, {{{{ {key}.last | period }}}}",
        }
    }
