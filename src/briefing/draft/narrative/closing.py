"""The end of a story: what to watch next, what the figures cover, and what the table does not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.narrative.alternatives import COMMENT, Alternatives, Node
from briefing.draft.narrative.edition_words import fixed, label
from briefing.draft.narrative.indicator_labels import things
from briefing.draft.narrative.joined_texts import changed, headed
from briefing.draft.narrative.phrases import is_sayable, text
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.supporting_insight import made
from briefing.draft.narrative.written_sections import WrittenSection, optional
from briefing.draft.recognition.unstated import is_unstated

CLOSING: Final = "closing"
_WATCHED: Final = 2  # short names whose next values are awaited
_ASKED: Final = 3  # questions of the sections, which stand together at the end
_IN_A_ROW: Final = 3  # rises or falls, of which the next value may be the end
_IN_WORDS: Final = 12  # falls, whose number is a word and needs no sign
_COUNTED: Final = 30  # short names, of which an expression counts how many have a value


def closing(
    part_id: str, sections: Sequence[WrittenSection], scene: ChartScene, insights: Sequence[Insight] = ()
) -> Node:
    """Return the last slide: a table of what to watch, of what the figures cover and of how they were worked out.

    `insights` are all that the edition has.
    """
    lang = scene.context.lang
    rows = [*_watched(sections, scene, insights), *_asked(sections, lang), *_covered(sections[0].plan.subject, scene)]
    rows += [[fixed(f"{name}_head", lang), words] for name, words in unstated(scene)]
    rows.append([fixed("method_head", lang), fixed("method", lang)])
    section = {
        COMMENT: fixed("closing_comment", lang),
        "id": CLOSING,
        "part": part_id,
        "only": ["deck"],
        "title": fixed("closing_title", lang),
        "table": {
            "head": [fixed("closing_about", lang), fixed("closing_say", lang)],
            "rows": [optional(row) for row in rows],
            "align": "ll",
            "weights": [1, 3],
        },
        "notes": fixed("closing_notes", lang),
    }
    return optional(section)


def unstated(scene: ChartScene) -> Iterator[tuple[str, str]]:
    """Yield what the table of a project does not say, of whom the values are or in what unit, each with a text that
    says so until somebody fills it in, and then what was filled in."""
    for key in scene.shapes:
        publisher = scene.context.subject(key).publisher
        if is_unstated(publisher):
            yield "no_source", _until_stated(f"{key}.publisher", publisher, fixed("no_source", scene.context.lang))
            break
    for key in scene.shapes:
        unit = scene.context.subject(key).unit
        if is_unstated(unit):
            yield "no_unit", _until_stated(f"{key}.unit", unit, fixed("no_unit", scene.context.lang))
            break


def _until_stated(name: str, mark: str, words: str) -> str:
    return f"{{{{ {words!r} if {name} == {mark!r} else {name} }}}}"


def _watched(
    sections: Sequence[WrittenSection], scene: ChartScene, insights: Sequence[Insight]
) -> Iterator[list[Node]]:
    """Yield short names with what their next value will end or continue: rises in a row, the way from a peak."""
    context = scene.context
    found: dict[str, Insight] = {}
    for one in sections:
        key = one.plan.subject
        turns = (*one.plan.insights, *one.support, *(insight for insight in insights if insight.subjects[0] == key))
        for watched in (*_streak(key, context), *_turns(turns, scene)) if one.plan.view == "time" else ():
            if is_sayable(watched, context, "sentence"):
                found.setdefault(key, watched)
    for key, watched in list(found.items())[:_WATCHED]:
        sentence = changed(text(watched, context, "sentence"), lambda words: words.rstrip(".。"))
        yield [label(context, key, head=True, article=False), sentence]


def _streak(key: str, context: PhrasingContext) -> Iterator[Insight]:
    """Yield that a short name rose several times in a row, or fell."""
    fact = context.fact(f"{key}.streak()")
    if fact is None or not abs(fact.value) >= _IN_A_ROW or fact.value < -_IN_WORDS:
        return
    claim = f"{key}.streak() >= {_IN_A_ROW}" if fact.value > 0 else f"{key}.streak() <= -{_IN_A_ROW}"
    yield made(
        "watch_streak",
        key,
        claim,
        {"streak": f"{key}.streak()", "last": f"{key}.last"},
        "up" if fact.value > 0 else "down",
    )


def _turns(insights: Iterable[Insight], scene: ChartScene) -> Iterator[Insight]:
    """Yield turns, unless the values have since gone as far the other way as they ever were."""
    for insight in insights:
        key, shape = insight.subjects[0], scene.shapes[insight.subjects[0]]
        last = scene.context.fact(f"{key}.last")
        if insight.type == "turn" and last is not None and last.value not in (shape.lowest, shape.highest):
            yield replace(insight, type="watch_turn")


def _asked(sections: Sequence[WrittenSection], lang: str) -> Iterator[list[Node]]:
    """Yield the questions of the sections."""
    asked = [headed(one.ask) for one in sections if one.ask.text]
    yield from ([fixed("ask_head", lang), one] for one in asked[:_ASKED])


def _covered(key: str, scene: ChartScene) -> Iterator[list[Node]]:
    """Yield what the figures cover: how many indicators and places, and which time."""
    lang = scene.context.lang
    names = list(scene.single)
    first, last = f"{{{{ {key}.first | period }}}}", f"{{{{ {key}.last | period }}}}"
    counted = [fixed("of_time", lang).format(first, last)]
    if 1 < len(names) <= _COUNTED:
        known = ", ".join(f"known({name}.last)" for name in names)
        counted.insert(0, fixed("of_indicators", lang).format(f"{{{{ count({known}) | value }}}}"))
    if len(scene.shapes[key].places) > 1:
        counted.insert(0, fixed("of_places", lang).format(f"{{{{ {key}.places() | value }}}}", things(scene.context)))
    yield [fixed("coverage_head", lang), Alternatives([fixed("comma", lang).join(counted), counted[-1]])]
