"""The numbers of a summary: cards of short names, or of the places of the only one, or its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.narrative.alternatives import MERGED, Alternatives, Node
from briefing.draft.narrative.charts_of_covers import largest_places, places_of
from briefing.draft.narrative.edition_words import fixed, label, place_name, short_label, unit_words
from briefing.draft.narrative.headline_places import is_of_others
from briefing.draft.narrative.indicator_labels import is_adjective, thing_of, things, whole_label, with_unit
from briefing.draft.narrative.insight_charts import figures_of
from briefing.draft.narrative.leading_sections import thesis_of
from briefing.draft.narrative.phrases import is_sayable, text
from briefing.draft.narrative.phrasing import ConditionalText, PhrasingContext
from briefing.draft.narrative.second_order import OF_COURSES
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.supporting_insight import counts_time, made
from briefing.draft.narrative.unstated_words import card_unit
from briefing.draft.narrative.wording_tables import Slot
from briefing.draft.narrative.written_sections import WrittenSection, drawn_plan
from briefing.model.chart import LEAST_POINTS
from briefing.model.unstated import is_unstated, stated

MOST_CARDS: Final = 4
_LEAST_CARDS: Final = 3  # of places, below which their lines say more
_ORDERED: Final = 3  # cards that a reader sees an order in
_COMPARED: Final = 5  # places that have a median
_LISTS: Final = {"zh": ("，", "至")}


def numbers(
    shown: Sequence[str], sections: Sequence[WrittenSection], thesis: Insight | None, scene: ChartScene
) -> dict[str, Node]:
    """Return the numbers of a summary: cards of short names or of places, or the line of the only short name."""
    if len(shown) > 1 and medians_of(shown, scene):
        return _of_many(shown, thesis, scene)
    if len(shown) > 1:
        alike = is_by_size(shown, scene)  # what all count is said once, above them
        # where the headline is of other places no masthead says of which place the cards are
        placed = bool(sections) and is_of_others(thesis_of(sections))
        cards = [
            _card(key, _peer(key, thesis, scene), scene, highlight=key == shown[0], named=not alike, placed=placed)
            for key in _by_size(shown, scene)
        ]
        return {"cards": cards}
    key, context = shown[0], scene.context
    named = f"{label(context, key, head=True)}, {unit_words(context, key)}, {{{{ {key}.last | period }}}}"
    large = {"hero": {"value": f"{{{{ {key}.last | value }}}}", "label": named}}
    shape = scene.shapes[key]
    of_ranks = context.subject(key).unit == "rank"  # as a line the worst would be the highest
    drawn = {"kind": "bump" if of_ranks else "line", "series": [key], "highlight": key}
    means = section_of_means(shown, sections, scene)
    line = [*figures_of(drawn_plan(means), scene)[0][:1]] if means is not None else []
    line += [{"chart": drawn}] if len(shape.periods) >= LEAST_POINTS else []
    both = [{**large, **line[0]}] if line else []
    # a level that nobody can read is no large number
    if of_ranks or (shape.no_zero and (shape.from_base or is_unstated(shape.unit))):
        both = []
    of_places = _of_places(key, sections, thesis, scene)
    return {MERGED: Alternatives([*of_places, *of_largest(key, sections, thesis, scene), *both, *line, large, {}])}


def section_of_means(
    shown: Sequence[str], sections: Sequence[WrittenSection], scene: ChartScene
) -> WrittenSection | None:
    """Return the section on the means over ten years of the only short name of a summary, whose slide the summary then
    is: two slides of one line and one finding say no more than one."""
    if len(shown) > 1 or len(scene.shapes[shown[0]].places) > 1 or len(sections) == 1:
        return None
    return next((one for one in sections if one.lead.type == "late" and one.plan.subject == shown[0]), None)


def means_of(means: WrittenSection, slot: Slot) -> list[ConditionalText]:
    """Return the means before and after the time that brought most of a change, whose title says no amount."""
    context = means.context
    return [text(means.lead, context, slot)] if is_sayable(means.lead, context, slot) else []


def _of_many(shown: Sequence[str], thesis: Insight | None, scene: ChartScene) -> dict[str, Node]:
    """Return cards of the medians of many places, behind that of the one place which the cover is about."""
    context = scene.context
    key = thesis.subjects[0] if thesis is not None and thesis.type == "only_place" and thesis.entities else ""
    alone = thesis.entities[0] if thesis is not None and key in shown else ""
    medians = medians_of(shown, scene)
    # what a place has in the middle of all says nothing of an amount, which is as large as the place
    subjects = {one: context.subject(one) for one, _ in medians}
    rates = [(one, own) for one, own in medians if not subjects[one].adds_up or counts_time(subjects[one])]
    medians = rates if len(rates) + bool(alone) >= _LEAST_CARDS - 1 else medians
    cards = [_median_card(one, own, scene, highlight=not (at or alone)) for at, (one, own) in enumerate(medians)]
    if not alone:
        return {"cards": cards}
    named = place_name(context, key, alone, head=True)
    words = [whole_label(context, key), short_label(context, key)]
    card = {
        "fact": key,
        "entity": "edition" if alone == context.subject(key).entity else alone,
        "label": Alternatives([fixed("card_of_place", context.lang).format(one, named) for one in words]),
        "unit": card_unit(context, key),
        "highlight": "true",
    }
    subtitle = glance([one for one, _ in medians], scene, by_size=False, alone=named)
    return {"subtitle": subtitle, "cards": [card, *cards][:MOST_CARDS]}


def of_largest(
    key: str, sections: Sequence[WrittenSection], thesis: Insight | None, scene: ChartScene
) -> list[dict[str, Any]]:
    """Return the lines of the edition's place and of the largest others, with the places of findings in colour."""
    found = [one for section in sections for one in (*section.plan.insights[:1], *section.support)]
    return largest_places(key, thesis, found, scene)


def _of_places(
    key: str, sections: Sequence[WrittenSection], thesis: Insight | None, scene: ChartScene
) -> list[dict[str, Any]]:
    """Return cards of the places that the cover and the titles of sections are about, the largest first; nothing where
    these are few."""
    context, own = scene.context, scene.context.subject(key).entity
    places = places_of_cards(key, sections, thesis, scene)
    if thesis is None or not places:
        return []
    about = places_of(thesis, own)
    cards = [
        {
            "fact": key,
            "entity": "edition" if place == own else place,
            "label": place_name(context, key, place, head=True),
            "unit": card_unit(context, key),
            "highlight": "true" if place == about[0] else None,
        }
        for place in sorted(places, key=lambda place: -scene.last(key, place))
    ]
    return [{"subtitle": glance([key], scene, by_size=True, places=places), "cards": cards}]


def places_of_cards(
    key: str, sections: Sequence[WrittenSection], thesis: Insight | None, scene: ChartScene
) -> list[str]:
    """Return the places that cards of one short name are of."""
    if thesis is None or thesis.type not in OF_COURSES or not scene.shapes[key].yearly:
        return []
    named = [place for one in sections if one.plan.subject == key for place in one.lead.entities if place]
    places = list(dict.fromkeys((*places_of(thesis, scene.context.subject(key).entity), *named)))[:MOST_CARDS]
    return places if len(places) >= _LEAST_CARDS else []


def _peer(key: str, thesis: Insight | None, scene: ChartScene) -> str:
    """Return what a card's value stands against: the other place of the cover, else the median; nothing where there are
    few places, or for their sum."""
    subject, places = scene.context.subject(key), scene.shapes[key].places
    if thesis is not None and thesis.type in OF_COURSES and thesis.subjects[0] == key:
        others = [place for place in places_of(thesis, subject.entity) if place != subject.entity]
        if others:
            return others[0]
    is_sum = subject.adds_up and scene.is_of_whole(key)
    return "median" if len(places) >= _COMPARED and not is_sum else ""


def glance(
    shown: Sequence[str], scene: ChartScene, *, by_size: bool, places: Sequence[str] = (), alone: str = ""
) -> str:
    """Return what cards show: of what the newest values are, how they are ordered, and their time; of some `places` how
    many these are of all; which place stands `alone` before the medians of all."""
    key, lang = shown[0], scene.context.lang
    comma, to = _LISTS.get(lang, (", ", " to "))
    words = fixed("glance_subtitle", lang)
    if len(shown) > 1 and medians_of(shown, scene):
        every = f"{{{{ {key}.places() | value }}}}"
        words = fixed(f"glance_medians{'_and' if alone else ''}", lang).format(every, things(scene.context), alone)
    if by_size:
        thing = thing_of(scene.context, key) or label(scene.context, key, article=False)
        # of some that leave out a larger one an order would be read as that of all
        words = fixed("glance_by_size", lang).format(thing) if _are_largest(shown, places, scene) else thing
        words = words[:1].upper() + words[1:]
        if not stated(unit := scene.context.subject(key).unit) and is_unstated(unit):
            words = with_unit(scene.context, key, words)
    if places:
        cards = ", ".join(f"known({key}.of({place!r}).last)" for place in places)
        count, every = (f"{{{{ {one} | value }}}}" for one in (f"count({cards})", f"{key}.places()"))
        words = fixed("glance_of_places", lang).format(words, count, every, things(scene.context))
    newest = f"{words}{comma}{{{{ {key}.last | period }}}}"
    if len(scene.shapes[key].periods) == 1:
        return newest
    return f"{words}{comma}{{{{ {key}.first | period }}}}{to}{{{{ {key}.last | period }}}}"


def _are_largest(shown: Sequence[str], places: Sequence[str], scene: ChartScene) -> bool:
    """Return whether no value that is left out is larger than those of the places or short names of cards."""
    if places:
        key = shown[0]
        least = min(scene.last(key, place) for place in places)
        return all(scene.last(key, place) < least for place in scene.shapes[key].places if place not in places)
    last = {key: scene.last(key, scene.context.subject(key).entity) for key in scene.shapes}
    thing, unit = thing_of(scene.context, shown[0]), scene.shapes[shown[0]].unit
    least = min(last[key] for key in shown)
    others = [one for one in scene.shapes if one not in shown and scene.shapes[one].unit == unit]
    return all(last[one] < least for one in others if thing_of(scene.context, one) == thing)


def _by_size(shown: Sequence[str], scene: ChartScene) -> list[str]:
    """Return the short names of cards, the largest value first where all are in one unit."""
    if not is_by_size(shown, scene):
        return [*shown]
    return sorted(shown, key=lambda key: -scene.last(key, scene.context.subject(key).entity))


def is_by_size(shown: Sequence[str], scene: ChartScene) -> bool:
    """Return whether cards stand by the size of their values: three or more, all of which count one thing."""
    things = {(thing_of(scene.context, key), scene.shapes[key].unit) for key in shown}
    return len(shown) >= _ORDERED and len(things) == 1 and all(thing for thing, _ in things)


def card_keys(sections: Sequence[WrittenSection], scene: ChartScene) -> tuple[str, ...]:
    """Return the short names of the cards: of several readings of one thing the leading one, of the parts of one column
    the largest, else those of the sections, then the parts that changed most, then the first of `[facts]`."""
    lead = sections[0].plan.subject
    if scene.readings_of_one(scene.shapes[lead]):  # levels of which next to each other would be compared
        return (lead,)
    if any(one.plan.view == "changes" for one in sections) and (largest := _largest(lead, scene)):
        return largest
    # a part that changed by one step has its own section, and no multiple beside percentages
    shown = [one for one in sections if one.lead.type not in ("one_step", "two_steps")]
    named = [key for one in shown for key in (one.lead.subjects if one.lead.type == "opposed" else [one.plan.subject])]
    changed = [one.lead.subjects for one in sections if one.plan.view == "changes" and not scene.context.wholes]
    # of many places each card is a median, which says little where no section is about it
    enough = scene.has_many_places(lead) and len({*named}) > 1
    labels: dict[str, str] = {}
    for key in (*named, *(changed[0] if changed else ()), *(() if enough else scene.single)):
        if key in scene.shapes:
            labels.setdefault(short_label(scene.context, key), key)
    return tuple(labels.values())[:MOST_CARDS]


def medians_of(shown: Sequence[str], scene: ChartScene) -> list[tuple[str, str]]:
    """Return the short names of cards with those of their medians where they have so many places that one stands for no
    others; nothing where one of them has no median, or where the edition is of what holds them all."""
    many = (key for key in shown if scene.has_many_places(key) and not scene.is_of_whole(key))
    found = [(key, scene.median_of(key)) for key in many]
    return found if len(found) == len(shown) and all(own for _, own in found) else []


def _median_card(key: str, own: str, scene: ChartScene, *, highlight: bool) -> Node:
    context = scene.context
    names = dict.fromkeys((whole_label(context, key), short_label(context, key)))
    words = [fixed("card_median", context.lang).format(one) for one in names]
    card = {"fact": own, "label": Alternatives([*words, f"{{{{ {own}.name }}}}"]), "unit": card_unit(context, key)}
    return Alternatives([{**card, "highlight": "true" if highlight else None}, None])


def _largest(lead: str, scene: ChartScene) -> tuple[str, ...]:
    """Return the largest of the parts that one column of a table holds, the leading one in front; none where they are
    few, or where it is not among them."""
    parts = [one for one in (lead, *scene.divided_with(lead)) if scene.context.subject(one).adds_up]
    largest = sorted(parts, key=lambda one: -scene.last(one, scene.context.subject(one).entity))[:MOST_CARDS]
    if len(parts) <= MOST_CARDS or lead not in largest or not is_by_size(largest, scene):
        return ()
    return (lead, *(one for one in largest if one != lead))


def largest_alike(shown: Sequence[str], scene: ChartScene) -> Iterator[Insight]:
    """Yield that the largest parts all rose, or that all fell, and which of them did most and least: what cards that
    stand by size have in common."""
    if len(shown) >= MOST_CARDS and is_by_size(shown, scene) and not scene.shapes[shown[0]].yearly:
        yield from _alike_on_the_year(shown, scene)
        return
    context, others = scene.context, [one for one in scene.divided_with(shown[0]) if one not in shown]
    changes = {key: fact.value for key in shown if (fact := context.fact(f"{key}.percent")) is not None}
    if len(changes) < MOST_CARDS or not others or not is_by_size(shown, scene):
        return
    up = changes[shown[0]] > 0
    most, *_, least = sorted(changes, key=lambda key: changes[key], reverse=up)
    smallest = min(shown, key=lambda key: scene.last(key, context.subject(key).entity))
    sign = ">" if up else "<"
    moved = [f"{key}.percent {sign} 0" for key in shown]
    ends = [f"{most}.percent {sign} {key}.percent" for key in shown if key != most]
    ends += [f"{key}.percent {sign} {least}.percent" for key in shown if key not in (most, least)]
    large = [f"{smallest}.last > {key}.last" for key in others]
    large += [f"{key}.last >= {smallest}.last" for key in shown if key != smallest]
    facts = {"most": f"{most}.percent", "least": f"{least}.percent"}
    facts["count"] = f"count({', '.join(f'known({key}.last)' for key in shown)})"
    found = made("largest_alike", most, " and ".join([*moved, *ends, *large]), facts, "up" if up else "down")
    if context.holds(found.claim):
        yield replace(found, subjects=(most, least))


def _alike_on_the_year(shown: Sequence[str], scene: ChartScene) -> Iterator[Insight]:
    """Yield the same of all cards on a year before, which is what cards of months or quarters print."""
    context = scene.context
    changes = {key: fact.value for key in shown if (fact := context.fact(f"{key}.on_year()")) is not None}
    if len(changes) < len(shown):
        return
    up = changes[shown[0]] > 0
    most, *_, least = sorted(changes, key=lambda key: changes[key], reverse=up)
    sign = ">" if up else "<"
    moved = [f"{key}.on_year() {sign} 0" for key in shown]
    ends = [f"{most}.on_year() {sign} {key}.on_year()" for key in shown if key != most]
    ends += [f"{key}.on_year() {sign} {least}.on_year()" for key in shown if key not in (most, least)]
    facts = {"most": f"{most}.on_year()", "least": f"{least}.on_year()"}
    facts["count"] = f"count({', '.join(f'known({key}.on_year())' for key in shown)})"
    found = made("largest_alike:year", most, " and ".join([*moved, *ends]), facts, "up" if up else "down")
    if not context.holds(found.claim):
        return
    if most != shown[0]:
        facts = {"first": f"{shown[0]}.on_year()", "most": facts["most"], "before": f"{shown[0]}.year_ago"}
        yield replace(found, type="leading_alike:year", subjects=(shown[0], most), facts=facts)
    yield replace(found, subjects=(most, least))


def _card(key: str, peer: str, scene: ChartScene, *, highlight: bool, named: bool, placed: bool) -> Node:
    context, place = scene.context, place_name(scene.context, key, scene.context.subject(key).entity)
    spoken = label(context, key, head=True)
    whole = whole_label(context, key)
    front = [spoken] if is_adjective(whole) else []  # a card is on a thing
    short = dict.fromkeys((*front, whole, short_label(context, key), spoken, f"{{{{ {key}.name }}}}"))
    of_place = [fixed("card_of_place", context.lang).format(one, place) for one in short] if placed and place else []
    called = (*of_place, *short)
    card = {
        "fact": key,
        "label": Alternatives([*called]),
        "unit": _card_unit(context, key) if named else card_unit(context, key),
        "highlight": "true" if highlight else None,
    }
    return Alternatives([*([{**card, "compare": [peer]}] if peer else []), card, None])


def _card_unit(context: PhrasingContext, key: str) -> str:
    """Return the unit of a card, with what it counts where the card's name does not say it: "emissions, Mt"."""
    noun, unit = thing_of(context, key), card_unit(context, key)
    if noun and is_unstated(context.subject(key).unit):
        return noun
    return f"{noun}, {unit}" if noun else unit
