"""What stands before the sections: cover, letter, heads of the parts, and the summary with its cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from briefing.draft.narrative.alternatives import COMMENT, MERGED, Alternatives, Node
from briefing.draft.narrative.edition_words import (
    fixed,
    label,
    level_point,
    short_label,
    standing,
    unit_words,
)
from briefing.draft.narrative.joined_texts import changed, first_of, headed, joined
from briefing.draft.narrative.phrasing import ConditionalText
from briefing.draft.narrative.section_plan import COMPARISONS
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.series_shape import SeriesShape
from briefing.draft.narrative.wording_tables import Slot
from briefing.draft.narrative.written_sections import WrittenSection, optional
from briefing.model.chart import LEAST_POINTS

SUMMARY: Final = "summary"
_CARDS: Final = 4
_RIDGE_YEARS: Final = 4  # years of months or quarters that make a ridge
_COVER_COLUMNS: Final = 25
_LETTER_POINTS: Final = 3
_COMPARED: Final = 5  # places that have a median
_JOINTS: Final = {"zh": "；"}
_STOPS: Final = {"zh": "。"}
_LISTS: Final = {"zh": ("，", "至")}


def cover(sections: Sequence[WrittenSection], scene: ChartScene) -> Node:
    """Return the cover: the finding of the edition, and a picture of its series."""
    lang = scene.context.lang
    lead = sections[0]
    return {
        "kicker": optional(
            fixed("kicker_of_place" if len(scene.shapes[lead.plan.subject].places) > 1 else "kicker", lang)
        ),
        "subtitle": Alternatives([lead.reworded("title"), lead.title, lead.standing, None]),
        MERGED: Alternatives([*_pictures(scene.shapes[lead.plan.subject]), {}]),
        "notes": optional(fixed("cover_notes", lang)),
    }


def _pictures(shape: SeriesShape) -> list[dict[str, Any]]:
    """Return what may be drawn of a series on the cover, the most telling first."""
    key, count = shape.key, len(shape.periods)
    a_year = shape.frequency.a_year if shape.frequency.unit in ("month", "quarter") else 0
    ridge: Node = {"picture": {"of": key, "kind": "ridge"}}
    columns: Node = {"chart": {"kind": "columns", "series": [key]}}
    line: Node = {"chart": {"kind": "line", "series": [key], "highlight": key}}
    pictures = [line] if count >= LEAST_POINTS else []
    if (shape.steep or count < LEAST_POINTS) and count <= _COVER_COLUMNS:
        pictures.insert(0, columns)
    if a_year and shape.lowest > 0 and count >= _RIDGE_YEARS * a_year:
        pictures.append(ridge)
    return pictures


def letter(sections: Sequence[WrittenSection], scene: ChartScene) -> Node:
    """Return the letter: its subject, the finding in a sentence, and three points."""
    lead, *others = sections
    points = [one.reworded("point") for one in others if one.words][:_LETTER_POINTS]
    points = points or [level_point(scene.context, lead.plan.subject)]
    return {
        "subject": Alternatives(
            [*_placed(lead.short, lead, scene), headed(lead.short), lead.title, lead.standing, None]
        ),
        "greeting": optional(lead.reworded("sentence")),
        "points": [optional(point) for point in points],
    }


def _placed(text: ConditionalText, lead: WrittenSection, scene: ChartScene) -> list[ConditionalText]:
    """Return a finding of the edition's place with its name in front, where the data have others; else nothing."""
    if len(scene.shapes[lead.plan.subject].places) < 2 or lead.plan.view in COMPARISONS or not text.text:
        return []
    colon = "：" if scene.context.lang == "zh" else ": "
    return [changed(text, lambda words: f"{{{{ edition }}}}{colon}{words}")]


def part(name: str, sections: Sequence[WrittenSection], scene: ChartScene, asides: Sequence[Node]) -> Node:
    """Return a part of the story, under the findings of its first two sections."""
    context = scene.context
    lead, *others = sections
    both = joined(lead.short, others[0].short, _joint(context.lang)) if others else lead.short
    return {
        "id": name,
        "name": fixed(f"part_{name}", context.lang),
        "headline": first_of(
            [*_placed(both, lead, scene), headed(both), headed(lead.short), lead.title, lead.standing],
            lead.plan.subject,
        ),
        "standfirst": optional((others[1] if len(others) > 1 else lead).reworded("sentence")),
        "aside": [*asides],
    }


def in_brief(sections: Sequence[WrittenSection], lang: str) -> Node:
    """Return the side column's short form: what changed, what stands out, what else is new."""
    return {
        "title": fixed("in_brief", lang),
        "boxed": "true",
        "points": [optional(one) for one in _three(sections, lang, "title")],
    }


def summary(part_id: str, sections: Sequence[WrittenSection], scene: ChartScene) -> Node:
    """Return the section of one minute: up to four numbers, what changed, what stands out, what else is new."""
    context = scene.context
    shown = card_keys(sections, scene)
    first, *others = [one for one in sections if one.words] or list(sections)
    joint = _joint(context.lang)
    pairs = [(others[0], others[1])] if len(others) > 1 else []
    pairs += [(first, one) for one in others[:2]]
    titles = [headed(joined(one.short, other.short, joint)) for one, other in pairs]
    deck = [{**mapping(point), "only": ["deck"]} for point in _three(sections, context.lang, "title") if point.text]
    return {
        COMMENT: fixed("summary_comment", context.lang),
        "id": SUMMARY,
        "part": part_id,
        "title": first_of([*titles, headed(first.short), *(standing(context, key) for key in shown)], shown[0]),
        "subtitle": optional(_glance(shown[0], context.lang)),
        **_numbers(shown, scene),
        "points": [optional(point) for point in deck],
        "notes": optional(fixed("summary_notes", context.lang)),
        "note": fixed("money_note", context.lang) if any(scene.shapes[key].prices_open for key in shown) else None,
    }


def _numbers(shown: Sequence[str], scene: ChartScene) -> dict[str, Node]:
    """Return the numbers of a summary: cards, or the line of the only short name."""
    if len(shown) > 1:
        return {"cards": [_card(key, at == 0, scene) for at, key in enumerate(shown)]}
    key, context = shown[0], scene.context
    named = f"{label(context, key, head=True)}, {unit_words(context, key)}, {{{{ {key}.last | period }}}}"
    large = {"hero": {"value": f"{{{{ {key}.last | value }}}}", "label": named}}
    shape = scene.shapes[key]
    line = (
        [{"chart": {"kind": "line", "series": [key], "highlight": key}}] if len(shape.periods) >= LEAST_POINTS else []
    )
    return {MERGED: Alternatives([*line, large, {}])}


def _glance(key: str, lang: str) -> str:
    comma, to = _LISTS.get(lang, (", ", " to "))
    return f"{fixed('glance_subtitle', lang)}{comma}{{{{ {key}.first | period }}}}{to}{{{{ {key}.last | period }}}}"


def card_keys(sections: Sequence[WrittenSection], scene: ChartScene) -> tuple[str, ...]:
    """Return the short names of the cards: those of the sections, then the first of `[facts]`."""
    named = (one.plan.subject for one in sections)
    labels: dict[str, str] = {}
    for key in (*named, *scene.single):
        if key in scene.shapes:
            labels.setdefault(short_label(scene.context, key), key)
    return tuple(labels.values())[:_CARDS]


def _card(key: str, highlight: bool, scene: ChartScene) -> Node:
    shape = scene.shapes[key]
    card = {
        "fact": key,
        "label": Alternatives(
            [short_label(scene.context, key), label(scene.context, key, head=True), f"{{{{ {key}.name }}}}"]
        ),
        "unit": unit_words(scene.context, key),
        "highlight": "true" if highlight else None,
    }
    if len(shape.places) < _COMPARED:
        return optional(card)
    return Alternatives([{**card, "compare": ["median"]}, card, None])


def _three(sections: Sequence[WrittenSection], lang: str, slot: Slot) -> list[ConditionalText]:
    """Return what changed, what stands out, what else is new: the first finding, a comparison, what is moving now."""
    first, *others = [one for one in sections if one.words] or sections[:1]
    compared = next((one for one in others if one.plan.view in COMPARISONS), None) or next(iter(others), None)
    left = [one for one in others if one is not compared]
    watched = next((one for one in left if one.plan.view == "target"), None) or next(iter(left), None)
    named = ((first, "what_changed"), (compared, "why_it_matters"), (watched, "what_to_watch"))
    return [_under(fixed(name, lang), one.reworded(slot), lang) for one, name in named if one is not None]


def _under(lead: str, text: ConditionalText, lang: str) -> ConditionalText:
    """Return a finding as a sentence below a lead."""
    stop = _STOPS.get(lang, ".")
    return changed(text, lambda words: f"**{lead}** {words}" if words.endswith(stop) else f"**{lead}** {words}{stop}")


def mapping(text: ConditionalText) -> dict[str, Any]:
    """Return a text as a mapping that takes further keys."""
    return {"text": text.text, "when": text.when, "otherwise": text.otherwise, "expect": text.expect}


def _joint(lang: str) -> str:
    return _JOINTS.get(lang, "; ")
