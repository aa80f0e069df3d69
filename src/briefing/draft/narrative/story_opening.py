"""What stands before the sections: cover, letter, heads of the parts, and the summary with its cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from briefing.compose.language.markdown import escaped
from briefing.draft.insight import Insight
from briefing.draft.narrative.alternatives import COMMENT, MERGED, Alternatives, Node
from briefing.draft.narrative.charts_of_covers import cover_pictures
from briefing.draft.narrative.courses_together import courses_together
from briefing.draft.narrative.cut_words import width
from briefing.draft.narrative.edition_words import (
    fixed,
    level_point,
    measured_between,
    standing,
)
from briefing.draft.narrative.headline_places import OF_ALL_PLACES, is_of_others
from briefing.draft.narrative.indicator_labels import label
from briefing.draft.narrative.joined_texts import first_of, headed, joined
from briefing.draft.narrative.leading_sections import thesis_of
from briefing.draft.narrative.open_base import base_words
from briefing.draft.narrative.outlook import median_against
from briefing.draft.narrative.phrases import is_sayable, text
from briefing.draft.narrative.phrasing import NO_TEXT, ConditionalText, PhrasingContext
from briefing.draft.narrative.second_order import LEADING, OF_COURSES
from briefing.draft.narrative.section_plan import COMPARISONS
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.summary_heads import further_finding, headed_as, what_changed
from briefing.draft.narrative.summary_numbers import (
    card_keys,
    glance,
    is_by_size,
    largest_alike,
    means_of,
    medians_of,
    numbers,
    of_largest,
    section_of_means,
)
from briefing.draft.narrative.summary_points import LEAST_TELLING, OF_ALL_VIEW, by_reason, has_many, points_of
from briefing.draft.narrative.unstated_words import note_of
from briefing.draft.narrative.wording_tables import Slot
from briefing.draft.narrative.written_sections import IN_SECTION, WrittenSection, named, optional
from briefing.model.chart import LEAST_POINTS

SUMMARY: Final = "summary"
_LETTER_POINTS: Final = 3
_BEHIND: Final = 2  # findings that may stand below the title of the cover
_OF_ALL: Final = "contribution"  # the type of a thesis below which the cover has what all came to
_PAGE: Final = "brief"  # where a summary of one value alone stands
_BLOCKS: Final = 3  # of a summary, below its numbers
_LONGEST_HEADLINE: Final = 95  # letters of a title on two lines
_ONE_LINE: Final = 60  # letters of a head of a page, which stands next to the date
_JOINTS: Final = {"zh": "；"}
_LISTS: Final = {"zh": ("，", "至")}


def cover(sections: Sequence[WrittenSection], scene: ChartScene) -> Node:
    """Return the cover below its title: of what table and time it is, what stands behind the title, and a picture."""
    lang = scene.context.lang
    lead = thesis_of(sections)
    name, draft = _edition_name(scene), fixed("kicker", lang)
    heads = [name, draft]
    behind = _below_place(lead, sections) or lead.context.stated.choose([*_behind(lead, sections)][:1], ("deck",))
    shape = scene.shapes[lead.plan.subject]
    finding = lead.thesis or (lead.lead if len(shape.periods) == 1 else None)  # whose place has no course to draw
    kickers = _kickers(lead.plan.subject, scene, of_others=is_of_others(lead))
    return {
        "kicker": Alternatives([*kickers, fixed("kicker", lang), None]),
        "header": Alternatives([*(head for head in heads if len(head) <= _ONE_LINE), None]),
        "subtitle": Alternatives([*behind, None]),
        MERGED: Alternatives([*cover_pictures(finding, shape, scene), {}]),
        "notes": optional(fixed("cover_notes", lang)),
    }


def cover_titles(sections: Sequence[WrittenSection]) -> list[ConditionalText]:
    """Return the title of the edition, which is the headline of its first page too: its finding, else that of its first
    section, else where its subject stands."""
    lead = thesis_of(sections)
    found = [text(lead.thesis, lead.context, "title")] if lead.thesis else []
    lead.context.stated.add(found[0] if found else lead.title, ("deck", "brief"))
    return [*found, *([] if found else [lead.reworded("title")]), lead.title, lead.standing]


def _behind(lead: WrittenSection, sections: Sequence[WrittenSection]) -> Iterator[ConditionalText]:
    """Yield what the cover says below its title: the turn of the one place that it is about, else a finding that
    supports it."""
    place = lead.thesis.entities[:1] if lead.thesis and lead.thesis.type in OF_ALL_PLACES else ()
    turns = [one.lead for one in sections if place and one.lead.type == "reversal" and one.lead.entities[:1] == place]
    yield from (text(one, lead.context, "sentence") for one in turns if is_sayable(one, lead.context, "sentence"))
    others = [one for one in (*lead.support, *lead.plan.insights[1:]) if one is not lead.thesis]
    others = sorted(others, key=lambda one: (one.type not in LEADING, one.type in ("two_rates", *IN_SECTION)))
    for one in others[:_BEHIND]:
        if is_sayable(one, lead.context, "sentence"):
            yield text(one, lead.context, "sentence")


def _below_place(lead: WrittenSection, sections: Sequence[WrittenSection]) -> list[ConditionalText]:
    """Return what stands below a headline on the one place that differs from all others, on the cover and on the first
    page, whatever other titles say of its numbers: its turn; nothing below another headline."""
    place = lead.thesis.entities[:1] if lead.thesis and lead.thesis.type in OF_ALL_PLACES else ()
    turned = place and any(one.lead.type == "reversal" and one.lead.entities[:1] == place for one in sections)
    return [*_behind(lead, sections)][:1] if turned else []


def _edition_name(scene: ChartScene) -> str:
    return escaped(scene.context.project.edition.title)


def _kickers(key: str, scene: ChartScene, *, of_others: bool) -> Iterator[str]:
    """Yield what the cover says above its title: table and time, and its place unless the title is of others."""
    _, to = _LISTS.get(scene.context.lang, (", ", " to "))
    first = f"{{{{ {key}.first | period }}}}{to}" if len(scene.shapes[key].periods) > 1 else ""
    span = f"{first}{{{{ {key}.last | period }}}} · {fixed('kicker', scene.context.lang)}"
    if len(scene.shapes[key].places) > 1 and not of_others:
        yield f"{_edition_name(scene)} · {{{{ edition }}}} · {span}"
    yield f"{_edition_name(scene)} · {span}"
    yield span


def letter(sections: Sequence[WrittenSection], scene: ChartScene) -> Node:
    """Return the letter: its subject, the finding in a sentence, and three points."""
    lead = thesis_of(sections)
    others = [one for one in sections if one is not lead]
    points = [one.reworded("point") for one in others if one.words][:_LETTER_POINTS]
    points = points or [level_point(scene.context, lead.plan.subject)]
    subject = headed(text(lead.thesis, lead.context, "short")) if lead.thesis else headed(lead.short)
    return {
        "subject": Alternatives([*([subject] if subject.text else []), lead.title, lead.standing, None]),
        "greeting": optional(lead.reworded("sentence")),
        "points": [optional(point) for point in points],
    }


def part(
    name: str,
    sections: Sequence[WrittenSection],
    scene: ChartScene,
    asides: Callable[[Sequence[WrittenSection]], Sequence[Node]] | None,
    own_titles: Sequence[ConditionalText] = (),
) -> Node:
    """Return a part of the story, under the title of the edition where it is its first, else under the findings of its
    first two sections."""
    context = scene.context
    lead, *others = sections
    same = scene.readings_of_one(scene.shapes[lead.plan.subject])
    # of two short names whose courses are all that is said one is enough
    further = [one for one in others if one.plan.subject != lead.plan.subject and not one.is_plain]
    both = joined(lead.short, further[0].short, _joint(context.lang)) if further else lead.short
    keys = list(dict.fromkeys(one.plan.subject for one in sections))
    courses = [courses_together(context, keys, "headline", headed(lead.short))] if name != "places" else []
    first = thesis_of(sections)
    headlines = [*courses, *([lead.title] if same else []), headed(both), headed(lead.short), lead.title]
    headlines = list(own_titles) or context.stated.first([*headlines, lead.standing], ("brief",))
    about = _below_place(first, sections)
    below = [
        _standfirst(sections, both=not own_titles and not any(one.text for one in courses)),
        *_behind(first, sections),
    ]
    below = [one for one in below if context.stated.is_new(one, ("brief",))][:1]
    return {
        "id": name,
        "name": fixed(f"part_{name}", context.lang),
        "headline": first_of(headlines, lead.plan.subject, context),
        "standfirst": optional(next(iter(about or context.stated.choose(below, ("brief",))), None)),
        "aside": [*asides(sections)] if asides else [],  # which say what the lines above them do not
    }


def in_brief(
    sections: Sequence[WrittenSection],
    blocks: Sequence[ConditionalText],
    news: tuple[ConditionalText, ConditionalText],
    lang: str,
) -> Node:
    """Return the side column's short form: the finding of the cover with its levels, else what no card has, of one
    place what the others did (`news` are both of these); why the first matters and what to watch."""
    given, (own, against) = [one for one in blocks if one.text], news
    lead = thesis_of(sections)
    if given and own.text:
        points = [headed_as("what_changed", own, lang), *further_finding(sections, NO_TEXT, own, "brief"), *given]
        return {"title": fixed("in_brief", lang), "boxed": "true", "points": [optional(one) for one in points]}
    of_places = bool(given) and lead.thesis is not None and lead.thesis.type in OF_COURSES
    found = lead.context.stated.choose([*lead.supported("sentence")][:1], ("brief",)) if of_places else []
    if found:  # which the text next to its chart leaves out
        lead.context.stated.brief_has.add(named(lead.support[0]))
    found = found or lead.context.stated.choose([against] if given else [], ("brief",))
    found = found or points_of(sections, "brief", plain=bool(given))
    points = what_changed(found[: _BLOCKS - len(given)], given, lead)
    points += further_finding(sections, NO_TEXT, points[0], "brief") if given and points else []
    return {
        "title": fixed("in_brief", lang),
        "boxed": "true",
        "points": [optional(one) for one in (*points, *given)],
    }


def summary(
    part_id: str,
    sections: Sequence[WrittenSection],
    blocks: Sequence[ConditionalText],
    scene: ChartScene,
    news: ConditionalText,
) -> Node:
    """Return the section of one minute: up to four numbers, the cover's `news`, else findings that these do not have,
    why the first matters and what to watch."""
    context = scene.context
    shown = card_keys(sections, scene)
    first, *others = by_reason([one for one in sections if one.words] or list(sections), sections)
    thesis, means = thesis_of(sections).thesis, section_of_means(shown, sections, scene)
    headlines = [means.title] if means is not None else _headlines(shown, sections, first, others, scene)
    # where there are no cards the findings of the sections are the title: what supports them stands below it
    given = [one for one in blocks if one.text]
    slot: Slot = "sentence" if given else "point"
    below = [next(one.telling(slot), NO_TEXT) for one in others if one.plan.view in COMPARISONS]
    below = [one for one in below if one.text]
    if given and news.text:
        points = [news]
    elif means is not None:
        points = means_of(means, slot) or points_of(sections, "deck", headlines[0])
    elif given and thesis is not None and thesis.type in OF_ALL_PLACES:  # below a title on the same measure
        points = context.stated.next_to(headlines[0], thesis_of(sections).supported("sentence"), ("deck",))
        points = points or points_of(sections, "deck", headlines[0], plain=True)
    elif len(shown) == 1 and len(below) > 1:
        points = context.stated.next_to(headlines[0], below[:LEAST_TELLING], ("deck",))
    else:
        in_title = [first] if headlines[0].text == headed(first.short).text else []
        points = points_of(sections, "deck", headlines[0], in_title, plain=bool(given))
    if given and news.text:
        points = [headed_as("what_changed", news, context.lang)]
    else:
        points = what_changed(points[: max(0, _BLOCKS - len(given))], given, thesis_of(sections))
    if len(points) == 1 and given:
        points += further_finding(sections, headlines[0], points[0], "deck")
        given = given[: _BLOCKS - len(points)]  # why it matters; what to watch stands on the page
    deck = [{**mapping(one), "only": ["deck"]} for one in (*points, *given)]
    below_title = glance(shown, scene, by_size=is_by_size(shown, scene))
    only = _only(shown, sections, thesis, scene)
    subtitles = [*(_measured(shown[0], context) if len(shown) == 1 else []), below_title, None]
    return {
        COMMENT: fixed("summary_comment", context.lang),
        "id": SUMMARY,
        "part": part_id,
        "only": only,
        "title": first_of([*headlines, *(standing(context, key) for key in shown)], shown[0], context),
        "subtitle": Alternatives(subtitles) if only != [_PAGE] else None,  # which has no large number
        **numbers(shown, sections, thesis, scene),
        "points": [optional(point) for point in deck],
        "notes": optional(fixed("summary_notes", context.lang)) if len(shown) > 1 else None,
        "note": note_of(shown, scene),
    }


def _measured(key: str, context: PhrasingContext) -> list[str]:
    """Return the subtitle of the line of the only short name; of differences from an open base that they are these."""
    words = base_words(context, key)
    if not words:
        return ["auto"]
    named = label(context, key, head=True, article=False)
    return [measured_between(context, named, words, f"{key}.first", f"{key}.last"), "auto"]


def _headlines(
    shown: Sequence[str],
    sections: Sequence[WrittenSection],
    first: WrittenSection,
    others: Sequence[WrittenSection],
    scene: ChartScene,
) -> list[ConditionalText]:
    """Return what the summary may be called, the most telling first."""
    context, joint = scene.context, _joint(scene.context.lang)
    pairs = _pairs(first, others, of_one=len(shown) == 1)
    titles = [headed(joined(one.short, other.short, joint)) for one, other in pairs]
    titles = [headed(first.other_short), *titles] if len(shown) == 1 and not others else titles
    of_record = [text(first.plan.insights[1], context, "title")] if first.plan.insights[1:] else []
    same = (of_record or [first.reworded("title")]) if scene.readings_of_one(scene.shapes[shown[0]]) else []
    courses = courses_together(context, shown, "title", headed(first.short))
    of_one = [] if scene.has_many_places(shown[0]) else [courses]
    alike = [text(one, context, "title") for one in largest_alike(shown, scene)]
    found = [*alike, *_all_together(sections), *of_one, *same, *titles, headed(first.short)]
    found = context.stated.first(_short_enough(found, context), ("deck",))
    found = found or [standing(context, key) for key in shown]  # of names too long for every short form
    thesis = thesis_of(sections).thesis
    if own := [*_behind_places(thesis_of(sections), shown, scene)]:
        return [*own, *found]
    if thesis and thesis.type in OF_COURSES and first.lead is not thesis and len(shown) == 1:
        # reasons and outlook below the lines of places are about those of the cover
        both = headed(joined(text(thesis, context, "short"), first.short, joint))
        return [*_short_enough([both], context), *found]
    return found


def _behind_places(lead: WrittenSection, shown: Sequence[str], scene: ChartScene) -> Iterator[ConditionalText]:
    """Yield how fast two places moved whose lines or cards a summary has, or the median next to one that went another
    way."""
    context, stated, thesis = lead.context, lead.context.stated, lead.thesis
    of_two = thesis is not None and thesis.type in OF_COURSES
    found = [one for one in lead.support if of_two and one.type == "two_rates"]
    if thesis is not None and thesis.type == "only_place" and len(shown) > 1 and medians_of(shown, scene):
        found = [*median_against(thesis, scene)]
    for one in found:
        if is_sayable(one, context, "title") and stated.is_new(words := text(one, context, "title"), ("deck",)):
            stated.add(words, ("deck", "deck") if of_two else ("deck",))  # the next slide, of the same two, says more
            yield words


def _pairs(
    first: WrittenSection, others: Sequence[WrittenSection], *, of_one: bool
) -> list[tuple[WrittenSection, WrittenSection]]:
    """Return the sections whose findings may make up a title together; of an edition of many places those on all of
    them in front."""
    pairs = [(others[0], others[1])] if len(others) > 1 else []
    pairs += [(first, one) for one in others[:2]]
    pairs = sorted(pairs, key=lambda pair: has_many(first) and any(one.plan.view != OF_ALL_VIEW for one in pair))
    return [(one, other) for one, other in pairs if may_stand_together(one.lead, other.lead, of_one=of_one)]


def may_stand_together(one: Insight, other: Insight, *, of_one: bool) -> bool:
    """Whether two findings may make up a title: they are not of the same place, nor, where a slide has more than one
    short name, of the same of these, of which one may have fallen since its peak and risen most."""
    if one.entities or other.entities:
        return one.entities[:1] != other.entities[:1]
    return of_one or one.subjects[:1] != other.subjects[:1]


def _short_enough(headlines: Sequence[ConditionalText], context: PhrasingContext) -> list[ConditionalText]:
    """Return the headlines that a slide has room for, as what stands below must not say what the printed one says; of
    none the last, which is the shortest."""
    given = [one for one in headlines if one.text]
    return [one for one in given if width(context.trial.printed(one)) <= _LONGEST_HEADLINE] or given[-1:]


def _all_together(sections: Sequence[WrittenSection]) -> Iterator[ConditionalText]:
    """Yield what all parts came to together, which no card of one of them has, where the cover does not say it."""
    if thesis_of(sections).thesis in [one for section in sections for one in section.support if one.type == _OF_ALL]:
        return
    for section in sections:
        for one in section.support:
            if one.type.partition(":")[0] == "together" and is_sayable(one, section.context, "title"):
                yield text(one, section.context, "title")


def _only(
    shown: Sequence[str], sections: Sequence[WrittenSection], thesis: Insight | None, scene: ChartScene
) -> list[str] | None:
    """Return in which outputs the summary stands: of a single short name, whose sections have its line, in the deck."""
    if len(shown) > 1:
        return None
    if len(scene.shapes[shown[0]].periods) < LEAST_POINTS:
        return [_PAGE]
    return ["deck"] if len(sections) > 1 and not of_largest(shown[0], sections, thesis, scene) else None


def _standfirst(sections: Sequence[WrittenSection], *, both: bool) -> ConditionalText:
    """Return what stands below the headline, of a lone section the first finding that supports it."""
    lead, *others = sections
    if not others and lead.support:
        return next(lead.supported("sentence"))
    return _below(sections, both=both).reworded("sentence")


def _below(sections: Sequence[WrittenSection], *, both: bool) -> WrittenSection:
    """Return the section whose finding stands below the headline: the first besides the lead that no card has, else the
    second; where the headline has `both` of these, the third."""
    lead, *others = sections
    others = others[1:] if both and len(others) > 1 else others
    return next((one for one in others if one.words and not one.is_plain), None) or next(iter(others), lead)


def mapping(text: ConditionalText) -> dict[str, Any]:
    """Return a text as a mapping that takes further keys."""
    return {"text": text.text, "when": text.when, "otherwise": text.otherwise, "expect": text.expect}


def _joint(lang: str) -> str:
    return _JOINTS.get(lang, "; ")
