"""A planned section and the words of its insights → its node of the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial, reduce
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.insight import TYPES, Insight
from briefing.draft.narrative.alternatives import COMMENT, MERGED, Alternatives, Node
from briefing.draft.narrative.edition_words import (
    course_subtitle,
    fixed,
    label,
    level_point,
    level_sentence,
    range_point,
    standing,
    unit_words,
)
from briefing.draft.narrative.fallback_insights import newest
from briefing.draft.narrative.figure_context import left_open, set_against
from briefing.draft.narrative.insight_charts import figures_of, is_of_places_alone, kind_of, tells_title
from briefing.draft.narrative.joined_texts import first_of, grouped, headed, joined
from briefing.draft.narrative.open_prices import of_money, priced
from briefing.draft.narrative.phrases import alone, is_sayable, phrase, text
from briefing.draft.narrative.phrasing import NO_TEXT, ConditionalText, Phrasing, PhrasingContext
from briefing.draft.narrative.pronouns import after_the_first
from briefing.draft.narrative.second_order import LEADING, OF_COURSES, PLAIN, fall_before
from briefing.draft.narrative.section_plan import COMPARISONS, SectionPlan
from briefing.draft.narrative.section_view import ChartScene, Figure
from briefing.draft.narrative.supporting_findings import supporting
from briefing.draft.narrative.supporting_insight import change_measure
from briefing.draft.narrative.wording_tables import Slot
from briefing.model.unstated import is_unstated

_AUTO: Final = "auto"
_LEAST_POINTS: Final = 2
_MOST_SENTENCES: Final = 3  # of a brief under one figure, besides what this does not show
_SUPPORTING: Final[tuple[Slot, ...]] = ("point", "sentence")
MOST_SUPPORT: Final = 3  # findings that support one title
_OF_CARDS: Final = ("trend", "change", "standing")  # types whose numbers cards have
_SEEN: Final = ("record", "change", "all_but")  # types of which a chart with another title says enough
# Types beside which the mean change over the whole period would say the contrary.
_BENT: Final = ("late", "faster", "slower", "two_steps", "one_step", "recent_values")
IN_SECTION: Final = ("turned_too", "lone_since", "one_year")  # types that say little away from their chart
_OF_VALUES: Final = ("outlier", "odd")  # which are about a single value
_OF_EXTREMES: Final = ("turn", "recovery", "loss")  # which name the highest or the lowest value
_PLAINLY_TITLED: Final = ("ranking", "order", "changes", "parts")
_PLAINLY_NAMED: Final = ("recent_values",)  # types whose section is titled by a plainer finding, as the cover has them
_BY_THEMSELVES: Final = ("caveat", "target")  # families that support nothing else
_JOINTS: Final = {"zh": ("，", "至")}


class WrittenSection(Struct, frozen=True):
    """A planned section with the words of its title, and what supports it."""

    plan: SectionPlan
    context: PhrasingContext
    words: Phrasing | None
    standing: ConditionalText
    support: tuple[Insight, ...]
    ask: ConditionalText = NO_TEXT
    ask_of: str = ""  # the type of finding that it is about
    thesis: Insight | None = None  # what the cover says of it

    @property
    def lead(self) -> Insight:
        """The finding that it states, else its newest value."""
        return self.plan.insights[0] if self.plan.insights else newest(self.context, self.plan.subject)

    @property
    def title(self) -> ConditionalText:
        """The finding that it states."""
        return self.words.title if self.words else self.standing

    @property
    def short(self) -> ConditionalText:
        """The finding in few words; of a comparison whose reason is stated on the cover the other one behind it."""
        others = [one for one in self.support if one.type in LEADING and one is not self.thesis]
        if (
            self.thesis
            and self.plan.view in _PLAINLY_TITLED
            and others
            and is_sayable(others[0], self.context, "short")
        ):
            return text(others[0], self.context, "short")
        return self.words.short if self.words else self.standing

    @property
    def is_plain(self) -> bool:
        """Whether its title says no more than a card of its subject."""
        return self.plan.lead is None or self.plan.lead.type in _OF_CARDS

    def reworded(self, slot: Slot) -> ConditionalText:
        """Return its finding in other words than any text of the edition has yet."""
        return text(self.lead, self.context, slot)

    @property
    def other_short(self) -> ConditionalText:
        """What supports it in few words, the first that has such words."""
        named = [one for one in self.support if one.type in TYPES]
        return text(named[0], self.context, "short") if named else NO_TEXT

    def telling(self, slot: Slot) -> Iterator[ConditionalText]:
        """Yield what supports its title and can stand away from its chart."""
        yield from (text(one, self.context, slot) for one in self.support if one.type not in IN_SECTION)

    def supported(self, slot: Slot) -> Iterator[ConditionalText]:
        """Yield what supports its title, in words that no text of the edition has yet."""
        yield from (text(one, self.context, slot) for one in self.support)


def write_sections(
    plans: Sequence[SectionPlan], scene: ChartScene, insights: Sequence[Insight] = ()
) -> tuple[WrittenSection, ...]:
    """Return the planned sections with their words. `insights` are all that the edition has: what leads no section may
    support one."""
    context = scene.context
    plans = [_with_course(plan, scene) for plan in plans]
    leads = {insight.key for plan in plans for insight in plan.insights[:1]}
    stated = {named(one) for plan in plans for one in plan.insights[:1]}
    written, asked = list[WrittenSection](), False
    for plan in plans:
        known = [one for one in insights if one.subjects[0] == plan.subject and one.key not in leads]
        known = [one for one in known if one.family not in _BY_THEMSELVES]
        support: list[Insight] = []
        for one in supporting(plan, scene, known):
            more = len(support) < MOST_SUPPORT or one.type == "one_year"  # which goes with the pace that is the title
            new = named(one) not in stated and more
            if new and all(is_sayable(one, context, slot) for slot in _SUPPORTING):
                stated.add(named(one))
                support.append(one)
        plan, support, thesis = _reasoned(plan, support, context)
        words = phrase(plan.insights[0], context) if plan.insights else None
        section = WrittenSection(plan, context, words, _standing(plan, context), tuple(support), thesis=thesis)
        ask, ask_of = _question(section)
        if of_money(plan, scene):  # of which that is the first thing to ask
            ask, ask_of = NO_TEXT if asked else ConditionalText(fixed("ask_money", context.lang)), ""
            asked = True
        written.append(replace(section, ask=ask, ask_of=ask_of))
    return tuple(written)


def named(insight: Insight) -> tuple[str, ...]:
    """Return what a finding says of what, which an edition does once."""
    return (insight.subjects[0], insight.type, *insight.entities)


def _reasoned(
    plan: SectionPlan, support: list[Insight], context: PhrasingContext
) -> tuple[SectionPlan, list[Insight], Insight | None]:
    """Return a plan whose title says what lies behind a plain finding, where anything does, with what then supports it,
    and what the cover may say of it: of two reasons the one that the title has not."""
    if plan.lead is not None and plan.lead.type in LEADING:
        return plan, support, None if _is_of_long_ago(plan.lead, context) else plan.lead
    reasons = [one for one in support if one.type in LEADING and is_sayable(one, context, "title")]
    reasons = [one for one in reasons if not _is_of_long_ago(one, context)]
    if plan.view in COMPARISONS:  # whose charts do not show what lines show
        unseen = OF_COURSES if plan.view == "courses" else (*OF_COURSES, *_OF_VALUES)
        reasons = [one for one in reasons if one.type not in unseen]
    if not reasons or plan.lead is None or plan.lead.type not in PLAIN:
        return plan, support, reasons[0] if reasons else None
    thesis, title = reasons[0], reasons[-1]
    if plan.view in _PLAINLY_TITLED:  # the chart of these shows the plain finding, whose reason is stated on the cover
        return plan, support, thesis
    rest = [one for one in support if one is not title]
    if title.type == "recovery":  # whose chart has the low and the end, and not how deep the fall was
        measure = change_measure(context.subject(title.subjects[0]))
        rest = [*fall_before(title, measure), *(one for one in rest if one.type != "turn")]
    bent = plan.lead.type == "trend" and any(one.type in _BENT for one in reasons)  # which has no one pace
    again = title.type == "recovery" and plan.lead.type == "turn"
    if (
        plan.lead.type not in _SEEN
        and not bent
        and not again
        and all(is_sayable(plan.lead, context, slot) for slot in _SUPPORTING)
    ):
        rest = [*rest[:1], plan.lead, *rest[1:]][:MOST_SUPPORT]
    return replace(plan, insights=(title, *plan.insights)), rest, thesis


def _is_of_long_ago(insight: Insight, context: PhrasingContext) -> bool:
    """Whether it is about a single value before the newest quarter of a course, which is no news of it."""
    value = context.fact(insight.facts["value"]) if insight.type in _OF_VALUES and "value" in insight.facts else None
    if value is None or value.period is None:
        return False
    first, last = (context.subject(insight.subjects[0]).periods[at] for at in (0, -1))
    return 4 * (last - value.period) > last - first


def _with_course(plan: SectionPlan, scene: ChartScene) -> SectionPlan:
    """Return a plan without a finding with the turn of its course, where it has one that is worth a sentence alone."""
    if plan.insights or plan.view != "time":
        return plan
    turns = [one for one in supporting(plan, scene, ()) if one.type == "turn"]
    return replace(plan, insights=(*turns[:1],))


def _standing(plan: SectionPlan, context: PhrasingContext) -> ConditionalText:
    """Return what a section is called that states no finding: its newest change, or its level."""
    change = text(newest(context, plan.subject), context, "title") if plan.view == "newest" else NO_TEXT
    return change if change.text else standing(context, plan.subject)


def section_node(
    section: WrittenSection, scene: ChartScene, part: str, shown: Sequence[str], following: str = ""
) -> Node:
    """Return the node of a section; `shown` are the kinds of the charts before it, which it avoids where another fits
    as well, `following` says what the next slide is about."""
    plan, words, context = section.plan, section.words, scene.context
    stated = context.stated
    plain = section.lead.type in _PLAINLY_NAMED  # and what the others say, the low of all values, is no reason
    added = [section.reworded("point")] if plain else _of_bases(section, "point")
    points = stated.next_to(section.title, [*added, *section.supported("point")], ("deck",))
    turned = any(one.type in _OF_EXTREMES for one in (*plan.insights[:1], *section.support))
    against = [*set_against(plan, scene)]
    one_of_many = plan.view in (*COMPARISONS, "changes")
    if len(points) < _LEAST_POINTS and not one_of_many and not turned and plan.subject not in scene.ranged:
        scene.ranged.add(plan.subject)  # what stands once of a short name stands in the first of its sections
        points += stated.next_to(section.title, [range_point(context, plan.subject)], ("deck",), points)
    points += _against(section, against, "point", points)
    if not points and not words:
        points = stated.choose([level_point(context, plan.subject)], ("deck",))
    whole = [section.reworded("sentence")] if plain else _of_bases(section, "sentence")
    further = [one for one in section.support if named(one) not in stated.brief_has] or section.support
    # below a chart the numbers of its title say nothing more
    found = [one for one in (*whole, *(text(one, context, "sentence") for one in further)) if one.text]
    sentences = stated.next_to(section.title, found, ("brief",)) or stated.next_to(NO_TEXT, found, ("brief",))
    if not sentences:  # of a section with nothing to add the text says the finding
        own = words.sentence if words else level_sentence(context, plan.subject)
        sentences = stated.choose([own], ("brief",))
    sentences += _against(section, against, "sentence", sentences)
    sentences += [ConditionalText(one) for one in left_open(plan, scene)]
    stated.add(section.ask, ("deck", "brief"))
    return {
        COMMENT: comment_of((*plan.insights[:1], *section.support)),
        "id": plan.id,
        "part": part,
        "title": titles(section),
        "subtitle": Alternatives([_AUTO, plain_subtitle(plan.subject, context), None]),
        MERGED: Alternatives(
            [
                *priced(_varied(*figures_of(drawn_plan(section), scene), shown, context), plan, scene),
                *([] if is_of_places_alone(plan) else [_large_number(section, context)]),
            ]
        ),
        "points": [optional(point) for point in points],
        "ask": optional(section.ask),
        "paragraph": [*prose(after_the_first(sentences, plan.subject, context), context.lang)],
        "notes": optional(talk_track(section, following)),
    }


def _against(
    section: WrittenSection, found: Sequence[Insight], slot: Slot, before: Sequence[ConditionalText]
) -> list[ConditionalText]:
    """Return what a figure is held against, as many texts as there is room for next to those `before`."""
    most = _MOST_SENTENCES if slot == "sentence" else _LEAST_POINTS
    makers = (partial(alone, one, section.context, slot) for one in found)
    return section.context.stated.unlike(section.title, before, makers, most - len(before))


def _of_bases(section: WrittenSection, slot: Slot) -> list[ConditionalText]:
    """Return how two readings of one thing are compared, of which nothing says that they count from one base."""
    if section.lead.type != "two_sources":
        return []
    return [ConditionalText(fixed(f"readings_{slot}", section.context.lang))]


def talk_track(section: WrittenSection, following: str) -> ConditionalText:
    """Return what the speaker says: the finding in a sentence, and what the next slide is about."""
    context = section.context
    own = section.words.sentence if section.words else level_sentence(context, section.plan.subject)
    return joined(own, ConditionalText(following), "" if context.lang in _JOINTS else " ")


def drawn_plan(section: WrittenSection) -> SectionPlan:
    """Return the plan of a section over time with what supports its title, as the chart notes the periods of these."""
    plan = section.plan
    marked = plan.view == "time" and plan.insights
    return replace(plan, insights=(*plan.insights[:1], *section.support)) if marked else plan


def _question(section: WrittenSection) -> tuple[ConditionalText, str]:
    """Return the question of the finding, else of the first that supports it, and its type; nothing where none has."""
    for one in section.support:
        if one.type == "turned_too" and (asked := text(one, section.context, "ask")).text:
            return asked, one.type
    if section.words and section.words.ask.text:
        return section.words.ask, section.plan.insights[0].type
    findings = section.support or (newest(section.context, section.plan.subject),)
    for one in findings:
        asked = text(one, section.context, "ask")
        if asked.text:
            return asked, one.type
    return NO_TEXT, ""


def plain_subtitle(key: str, context: PhrasingContext) -> str:
    """Return unit and period, for charts whose own subtitle is too long for its line."""
    comma, to = _JOINTS.get(context.lang, (", ", " to "))
    words = "" if is_unstated(context.subject(key).unit) else unit_words(context, key)
    unit = f"{words}{comma}" if words else ""  # of a unit that is a scale alone all stands with the numbers
    first = f"{{{{ {key}.first | period }}}}{to}" if len(context.subject(key).periods) > 1 else ""
    return f"{unit}{first}{{{{ {key}.last | period }}}}"


def titles(section: WrittenSection) -> Alternatives:
    """Return what a section may be called: its finding, else where its subject stands; there is no section without."""
    context, lead = section.context, section.lead
    plainer = [text(one, context, "title") for one in section.plan.insights[1:2] if one.type in PLAIN]
    # a single value, where it is the headline too, in other words: the newest change is the title of the next section
    other = [alone(lead, context, "title", [section.title])] if lead.type in _OF_VALUES else []
    last = [headed(section.short), section.standing]
    if section.plan.view == "newest":  # whose short form may be a level alone, which stands elsewhere
        last.reverse()
    first = [section.title, *(one for one in other if not one.when)]
    return first_of([*first, *plainer, *last], section.plan.subject, context)


def optional(node: Node) -> Alternatives:
    """Return a node that is left out where it is refused."""
    return Alternatives([node, None])


def comment_of(insights: Sequence[Insight]) -> str:
    """Return the comment that says which insights a section states: type, score, claim."""
    scored = [one for one in insights if one.type in TYPES and one.score]
    return "\n".join(f"{one.type}, score {one.score:.2f}: {one.claim}" for one in scored)


def prose(sentences: Sequence[ConditionalText], lang: str) -> Iterator[Alternatives]:
    """Yield sentences as paragraphs, as few as their branches allow; of a paragraph that is refused the first."""
    for group in grouped([one for one in sentences if one.text]):
        together = reduce(partial(joined, joint="" if lang in _JOINTS else " "), group)
        yield Alternatives([together, *([group[0]] if len(group) > 1 else []), None])


def _varied(
    fitting: Sequence[Figure], others: Sequence[Figure], shown: Sequence[str], context: PhrasingContext
) -> list[Figure]:
    """Return figures: of those that fit what the title tells, else the kind first that was not shown just before, and
    least in the edition."""

    def rank(figure: Figure) -> tuple[bool, bool, int]:
        kind = kind_of(figure)
        return not tells_title(figure), bool(shown) and kind == shown[-1], shown.count(kind)

    ordered = [*sorted(fitting, key=rank), *others]
    return [one for figure in ordered for one in _with_subtitle(figure, context)]


def _with_subtitle(figure: Figure, context: PhrasingContext) -> list[Figure]:
    """Return a figure under a subtitle that says what is measured, where its names do not, then as it is."""
    words = course_subtitle(context, figure)
    return [*([{**figure, "subtitle": words}] if words else []), figure]


def _large_number(section: WrittenSection, context: PhrasingContext) -> Figure:
    key = section.plan.subject
    return {
        "hero": {
            "value": f"{{{{ {key}.last | value }}}}",
            "label": f"{label(context, key, head=True)}, {{{{ {key}.last | period }}}}",
        }
    }
