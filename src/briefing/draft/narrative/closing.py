"""The end of a story: what has to be answered before the figures are used, and why it matters.

The first page of the brief asks the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.narrative.alternatives import COMMENT, Alternatives, Node
from briefing.draft.narrative.conditional_text import until_stated
from briefing.draft.narrative.edition_words import fixed, label, short_label
from briefing.draft.narrative.indicator_labels import things
from briefing.draft.narrative.joined_texts import changed, headed
from briefing.draft.narrative.open_prices import of_money
from briefing.draft.narrative.phrases import text
from briefing.draft.narrative.phrasing import ConditionalText
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.summary_numbers import card_keys
from briefing.draft.narrative.unstated_words import AMBIGUOUS, is_read
from briefing.draft.narrative.written_sections import WrittenSection, optional
from briefing.model.unstated import is_unstated
from briefing.wording import of

CLOSING: Final = "closing"
_MOST: Final = 4  # questions of a slide
_ENOUGH: Final = 3  # of its own table, next to which those of any table say little
_DECIDED: Final = 2  # of these, on what its readers decide
_ASKED, _ANSWERED = 4, 2  # widths of the columns of a question, of its reason and of who answers
_OF_READER: Final = 3  # of these, on what the reader decides and on values
_OF_VALUES: Final = 2  # of these, on values
# Types that may be an event, or a fault of the table, and one that a reader wants to know more of.
_OF_DATA: Final = ("two_steps", "one_step", "outlier", "shift", "fell_back", "leap", "step", "reversal")
_OF_TURNS: Final = ("fell_back", "reversal")  # of which one asks whether they last
_FEW: Final = 30  # places of which somebody may miss one
_LATE: Final = 2  # years, or weeks or days
_NAMED: Final = 3  # things that a title names
# Questions that the publisher can answer.
_OF_PUBLISHER: Final = frozenset({"base", "values", "end", "unit_read", "season", "time", "prices"})
# Questions whose answers a title asks for.
_SETTLED: Final = frozenset({
    "base", "readings", "start", "prices", "unit_read", "unit", "values", "whole", "season", "source", "origin",
})  # fmt: skip


class Question(Struct, frozen=True):
    """A question, the name of its fixed words, why its answer matters, and who can give it."""

    name: str
    asked: ConditionalText
    why: str
    who: str


def closing(part_id: str, sections: Sequence[WrittenSection], scene: ChartScene) -> Node:
    """Return the last slide: the questions that the table leaves open, and what it does not say at all."""
    lang = scene.context.lang
    asked = questions_of(sections, scene)
    rows = [[headed(one.asked), one.why, one.who] for one in asked]
    section = {
        COMMENT: fixed("closing_comment", lang),
        "id": CLOSING,
        "part": part_id,
        "only": ["deck"],
        "title": _title(asked, lang),
        "table": {
            "head": [fixed(f"closing_{name}", lang) for name in ("question", "why", "who")],
            "rows": [optional(row) for row in rows],
            "align": "lll",
            "weights": [_ASKED, _ASKED, _ANSWERED],
        },
        "notes": fixed("closing_notes", lang),
    }
    return optional(section)


def _title(asked: Sequence[Question], lang: str) -> Alternatives:
    """Return what a slide of questions is called: what these ask to have settled before figures are used."""
    settled = dict.fromkeys(fixed(f"settle_{one.name}", lang) for one in asked if one.name in _SETTLED)
    counts = range(min(_NAMED, len(settled)), 0, -1)
    titles = [fixed("closing_title", lang).format(of(lang).list(list(settled)[:count])) for count in counts]
    return Alternatives([*titles, fixed("closing_plain_title", lang)])


def questions_of(sections: Sequence[WrittenSection], scene: ChartScene) -> list[Question]:
    """Return what to ask of a table, at most four: which of its places or totals count, what it does not say of its
    values, what concerns these, then who published it; where it raises fewer, what its readers decide by it and
    whether it goes on."""
    decided = [*_of_many(scene), *_of_places(scene), *_of_whole(sections, scene)][:_DECIDED]
    unsaid = [*_of_base(scene), *_of_readings(scene), *_of_start(scene), *_of_prices(scene), *_of_unit(scene)]
    values = [*unsaid[:_OF_VALUES], *_of_values(sections, scene), *_of_end(scene), *_of_season(scene)]
    origin = [*_of_origin(scene)]
    own = [*decided, *values[: _MOST - len(decided) - len(origin)], *origin]
    if len(own) >= _ENOUGH:
        return own
    return [*_of_use(sections, scene), *own, *_of_time(scene)][:_MOST]  # those of any table


def questions_of_values(sections: Sequence[WrittenSection], scene: ChartScene) -> list[Question]:
    """Return what to ask of the values of a table, at most three."""
    first = [*_of_start(scene), *_of_whole(sections, scene), *_of_places(scene)]
    data = [*_of_base(scene), *_of_readings(scene), *_of_values(sections, scene)][:_OF_VALUES]
    return [*first, *data, *_of_end(scene), *_of_prices(scene), *_of_unit(scene), *_of_season(scene)][:_OF_READER]


def questions(asked: Sequence[ConditionalText], lang: str) -> list[Node]:
    """Return the side column's questions, those of the last slide; what it asks of the whole table the caveats say."""
    points = [optional(headed(one)) for one in asked]
    return [{"title": fixed("questions", lang), "points": points}] if points else []


def _question(name: str, scene: ChartScene, *given: str, asked: ConditionalText | None = None) -> Question:
    """Return a question in the fixed words of its name, with what these leave open filled in."""
    lang = scene.context.lang
    words = asked or ConditionalText(fixed(f"ask_{name}", lang).format(*given))
    return Question(name, words, fixed(f"ask_{name}_why", lang).format(*given), _who(name, scene))


def _who(name: str, scene: ChartScene) -> str:
    """Return who can answer a question: by name where it is the publisher, and the table or somebody since says who."""
    key, words = next(iter(scene.shapes)), fixed(f"ask_{name}_who", scene.context.lang)
    publisher = scene.context.subject(key).publisher
    if name not in _OF_PUBLISHER:
        return words
    if not is_unstated(publisher):
        return f"{{{{ {key}.publisher }}}}"
    return until_stated(f"{key}.publisher", publisher, words, f"{key}.publisher")


def _until(question: str, name: str, mark: str, scene: ChartScene) -> ConditionalText:
    """Return a question that stands until somebody fills in what it asks, and then the next one."""
    first, then = (fixed(f"ask_{question}{part}", scene.context.lang) for part in ("", "_then"))
    return ConditionalText(until_stated(name, mark, first, repr(then)))


def _of_use(sections: Sequence[WrittenSection], scene: ChartScene) -> Iterator[Question]:
    """What readers decide by the short name of the first section, on which depends how exact it has to be."""
    key = sections[0].plan.subject if sections else next(iter(scene.shapes))
    placed = not scene.has_many_places(key)
    yield _question("use", scene, label(scene.context, key, placed=placed))


def _of_many(scene: ChartScene) -> Iterator[Question]:
    """Which of many places matter to the readers of a count of all of them."""
    key = next((one for one, shape in scene.shapes.items() if len(shape.places) > _FEW), "")
    if key:
        yield _question("many", scene, f"{{{{ {key}.places() | value }}}}", things(scene.context))


def _of_base(scene: ChartScene) -> Iterator[Question]:
    """From which base values are counted that are differences from one; in what unit too, where the table has none."""
    for key, shape in scene.shapes.items():
        if shape.from_base:
            known = ConditionalText(fixed("ask_base_then", scene.context.lang))
            unknown = is_unstated(shape.unit)
            yield _question("base", scene, asked=_until("base", f"{key}.unit", shape.unit, scene) if unknown else known)
            return


def _of_readings(scene: ChartScene) -> Iterator[Question]:
    """Whether two sources of the same thing count from one base, where the table does not say from which."""
    for key, shape in scene.shapes.items():
        if shape.from_base and (same := scene.readings_of_one(shape)):
            yield _question("readings", scene, *(short_label(scene.context, one) for one in (key, same[0])))
            return


def _of_values(sections: Sequence[WrittenSection], scene: ChartScene) -> Iterator[Question]:
    """Whether a value that is far from its neighbours is an event, and what became of a place that turned."""
    turned = False  # one such question is enough: its reason would stand twice
    for one in sections:
        named = [item for item in (*one.plan.insights[:1], *one.support) if item.type in _OF_DATA]
        if of_money(one.plan, scene):  # whose question is that of prices
            continue
        of_turn = bool(named) and named[0].type in _OF_TURNS
        if named and one.ask.text and not (of_turn and turned):
            common = one.ask_of == "turned_too"
            asked = one.ask if common or one.ask_of == named[0].type else text(named[0], one.context, "ask")
            if asked.text:
                turned = turned or of_turn
                name = "common" if common else "back" if of_turn else "values"
                yield _question(name, scene, asked=changed(asked, str))


def _of_end(scene: ChartScene) -> Iterator[Question]:
    """When a series goes on that ends a little before others; one far behind the newest may have ended for good, or the
    newest be a projection."""
    newest = {one.frequency: one for one in sorted(scene.shapes.values(), key=lambda one: one.last.ordinal)}
    for key, shape in scene.shapes.items():
        other = newest[shape.frequency]
        if scene.context.subject(key).combined:  # nobody publishes it: it waits for the values of places
            continue
        if 0 < other.last.ordinal - shape.last.ordinal <= _LATE * max(1, shape.frequency.a_year):
            last = f"{{{{ {other.key}.last | period }}}}"
            words = fixed("ask_end", scene.context.lang).format(last, label(scene.context, key))
            condition = f"{key}.last.period < {other.key}.last.period"
            yield _question("end", scene, asked=ConditionalText(words, when=condition))
            return


def _of_start(scene: ChartScene) -> Iterator[Question]:
    """Whether totals count a part that begins later than others."""
    late = [
        key for key, shape in scene.shapes.items() if scene.begins_late(shape) and scene.context.subject(key).adds_up
    ]
    if len(late) == 1 and len(scene.single) > 2:
        first, last = (f"{{{{ {late[0]}.{end} | period }}}}" for end in ("first", "last"))
        yield _question("start", scene, label(scene.context, late[0]), first, last)


def _of_whole(sections: Sequence[WrittenSection], scene: ChartScene) -> Iterator[Question]:
    """Which of two totals that are shown is meant, of which one is most of the other."""
    shown = {*card_keys(sections, scene), *(key for one in sections for key in (one.plan.subject, *one.lead.subjects))}
    known = [key for key in scene.nested if key in scene.single and key in shown]
    sizes = {key: scene.context.subject(key).last.value for key in known}
    for first in sorted(sizes, key=lambda key: -sizes[key]):
        part = max(scene.parts_below(first) & sizes.keys(), key=lambda key: sizes[key], default="")
        if part:
            yield _question("whole", scene, *(label(scene.context, key) for key in (first, part)))
            return


def _of_origin(scene: ChartScene) -> Iterator[Question]:
    """Who published the figures, and in what unit they are, until somebody fills these in."""
    key = next(iter(scene.shapes))
    subject = scene.context.subject(key)
    source = is_unstated(subject.publisher)
    unit = is_unstated(subject.unit) and not any(_of_base(scene))  # which asks for the unit too
    if source or unit:
        name = "origin" if source and unit else "source" if source else "unit"
        mark = (f"{key}.publisher", subject.publisher) if source else (f"{key}.unit", subject.unit)
        yield _question(name, scene, asked=_until(name, *mark, scene))


def _of_unit(scene: ChartScene) -> Iterator[Question]:
    """What a unit stands for that is read in several ways."""
    for key, shape in scene.shapes.items():
        if shape.unit in AMBIGUOUS:
            words = fixed(f"ask_unit_read{'_so' if is_read(key, scene) else ''}", scene.context.lang)
            asked = ConditionalText(words.format(f"{{{{ {key}.unit }}}}"))
            yield _question("unit_read", scene, f"{{{{ {key}.unit }}}}", asked=asked)
            return


def _of_season(scene: ChartScene) -> Iterator[Question]:
    """Whether values of parts of a year are adjusted for seasons, where the table does not say."""
    for key, shape in scene.shapes.items():
        if shape.frequency.unit in ("month", "quarter") and not scene.context.subject(key).adjustment:
            yield _question("season", scene, *(f"{{{{ {key}.{end} | period }}}}" for end in ("first", "last")))
            return


def _of_time(scene: ChartScene) -> Iterator[Question]:
    """Whether there is anything newer."""
    key = next(iter(scene.shapes))
    yield _question("time", scene, f"{{{{ {key}.last | period }}}}")


def _of_prices(scene: ChartScene) -> Iterator[Question]:
    """Whether money is nominal or real, where the table does not say."""
    found = [shape for shape in scene.shapes.values() if shape.prices_open]
    if found:  # one place has one money
        several = any(len(shape.places) > 1 for shape in found)
        name = "ask_prices" if several else "ask_prices_of_one"
        asked = ConditionalText(fixed(name, scene.context.lang))
        yield replace(_question("prices", scene, asked=asked), why=fixed(f"{name}_why", scene.context.lang))


def _of_places(scene: ChartScene) -> Iterator[Question]:
    """Whether the places of a table are those that matter to its reader."""
    key = max(scene.shapes, key=lambda one: len(scene.shapes[one].places))
    if 1 < len(scene.shapes[key].places) <= _FEW:
        yield _question("places", scene, f"{{{{ {key}.places() | value }}}}", things(scene.context))
