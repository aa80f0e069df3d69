"""A planned section and the words of its insights → its node of the story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from briefing.draft.insight import Insight
from briefing.draft.narrative.alternatives import COMMENT, MERGED, Alternatives, Node
from briefing.draft.narrative.edition_words import fixed, label, level_point, level_sentence, standing, unit_words
from briefing.draft.narrative.insight_charts import ChartScene, Figure, figures_of, kind_of
from briefing.draft.narrative.joined_texts import first_of, headed
from briefing.draft.narrative.phrases import phrase
from briefing.draft.narrative.phrasing import ConditionalText, Phrasing, PhrasingContext
from briefing.draft.narrative.section_plan import MOST_IN_SECTION, SectionPlan

_AUTO: Final = "auto"
_LEAST_POINTS: Final = 2
_JOINTS: Final = {"zh": ("，", "至")}


class WrittenSection(Struct, frozen=True):
    """A planned section with the words of its insights, in their order."""

    plan: SectionPlan
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


def write_sections(plans: Sequence[SectionPlan], context: PhrasingContext) -> tuple[WrittenSection, ...]:
    """Return the planned sections with their words."""
    return tuple(
        WrittenSection(
            plan,
            tuple(phrase(insight, context) for insight in plan.insights[:MOST_IN_SECTION]),
            standing(context, plan.subject),
        )
        for plan in plans
    )


def section_node(section: WrittenSection, scene: ChartScene, place: tuple[str, str]) -> Node:
    """Return the node of a section in its place: the part, and the kind of the chart before it, which it avoids where
    another kind serves as well."""
    (part, before), plan, words, context = place, section.plan, section.words, scene.context
    level = level_point(context, plan.subject)
    points = [text.point for text in words]
    points += [level] if len(points) < _LEAST_POINTS else []
    sentences = [text.sentence for text in words] or [level_sentence(context, plan.subject)]
    first = words[0] if words else None
    return {
        COMMENT: comment_of(plan.insights),
        "id": plan.id,
        "part": part,
        "title": titles(section),
        "subtitle": Alternatives([_AUTO, _plain_subtitle(plan.subject, context), None]),
        MERGED: Alternatives([*_alternating(figures_of(plan, scene), before), _large_number(section, context)]),
        "points": [optional(point) for point in points],
        "ask": optional(first.ask) if first else None,
        "heading": optional(fixed(f"heading_{plan.view}", context.lang)),
        "paragraph": [optional(sentence) for sentence in sentences],
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


def _alternating(figures: Sequence[Figure], before: str) -> list[Figure]:
    """Return figures with another kind than the one before them first, where the second serves as well."""
    if len(figures) > 1 and kind_of(figures[0]) == before != kind_of(figures[1]):
        return [figures[1], figures[0], *figures[2:]]
    return list(figures)


def _large_number(section: WrittenSection, context: PhrasingContext) -> Figure:
    key = section.plan.subject
    return {
        "hero": {
            "value": f"{{{{ {key}.last | value }}}}",
            "label": f"{label(context, key, head=True)}, {{{{ {key}.last | period }}}}",
        }
    }
