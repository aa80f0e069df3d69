"""What a story says of a short name where no finding leads, and the fixed words around its findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from briefing.draft.insight import Insight
from briefing.draft.insights.arrays import is_steady
from briefing.draft.narrative import phrases
from briefing.draft.narrative.conditional_text import NO_TEXT, ConditionalText
from briefing.draft.narrative.fallback_insights import is_repeated, level, newest
from briefing.draft.narrative.indicator_labels import (
    amount_words,
    label,
    owner,
    place_name,
    short_label,
    thing_of,
    things,
    unit_words,
    with_unit,
)
from briefing.draft.narrative.open_base import base_words
from briefing.draft.narrative.phrases import phrase
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.model.unstated import is_unstated
from briefing.wording import of

__all__ = [
    "fixed",
    "label",
    "level_point",
    "level_sentence",
    "phrase",
    "place_name",
    "short_label",
    "standing",
    "unit_words",
]

_COURSES: Final = ("line", "columns")  # kinds of charts over time
_FEW: Final = 3  # short names of a table that are worth counting


def standing(context: PhrasingContext, key: str) -> ConditionalText:
    """Return a title that is true of any newest value: "Visits stood at 58 in 2023"."""
    return phrases.text(level(key), context, "title")


def level_point(context: PhrasingContext, key: str) -> ConditionalText:
    """Return a point of the newest value with its change, whichever way that goes."""
    return phrases.text(newest(context, key), context, "point")


def level_sentence(context: PhrasingContext, key: str) -> ConditionalText:
    """Return a sentence of the newest value with its change, whichever way that goes."""
    return phrases.text(newest(context, key), context, "sentence")


def range_point(context: PhrasingContext, key: str) -> ConditionalText:
    """Return a point of where a short name was highest and lowest in the period of the edition; empty for few values,
    and where several are the highest or the lowest, so that a single period would be half of the truth."""
    subject = context.subject(key)
    facts = {"highest": f"{key}.highest", "lowest": f"{key}.lowest"}
    if len(subject.periods) < _FEW or subject.within_year or any(is_repeated(one, context) for one in facts.values()):
        return NO_TEXT
    return phrases.text(Insight("range", (key,), "", facts, 0.0, 0.0, 0.0), context, "point")


def overview_title(context: PhrasingContext, keys: Sequence[str]) -> ConditionalText:
    """Return the title of a table of several short names: how many of them rose over its period, unless a season alone
    may have made one rise.
    """
    changes = [f"{key}.change" for key in keys if context.fact(f"{key}.change") is not None]
    rose = f"count({', '.join(f'{change} > 0' for change in changes)})"
    if len(changes) < _FEW or context.fact(rose) is None or not all(_is_comparable(context, key) for key in keys):
        return _at_highest(context, keys)
    risen = [key for key in keys if context.holds(f"{key}.change > 0")]
    if len(risen) == 1:
        claim = f"{risen[0]}.change > 0 and {rose} == 1"
        every = {"all": f"count({', '.join(f'known({change})' for change in changes)})"}
        only = Insight("overview:only", (risen[0],), claim, every, 0.0, 0.0, 0.0)
        return phrases.text(only, context, "title")
    facts = {"rose": rose, "all": f"count({', '.join(f'known({change})' for change in changes)})"}
    if len(risen) in (0, len(changes)):
        kind, claim = ("overview:all", f"{rose} == {facts['all']}") if risen else ("overview:none", f"{rose} == 0")
        return phrases.text(Insight(kind, tuple(keys), claim, facts, 0.0, 0.0, 0.0), context, "title")
    counted = Insight("overview", tuple(keys), "", facts, 0.0, 0.0, 0.0)
    return phrases.text(counted, context, "title")


def _at_highest(context: PhrasingContext, keys: Sequence[str]) -> ConditionalText:
    """Return how many short names ended at their highest value; that they stand there, where none did, or where they do
    not all cover the same time."""
    plain = ConditionalText(fixed("overview_title", context.lang))
    ends = {(subject.periods[0], subject.periods[-1]) for subject in map(context.subject, keys)}
    highest = f"count({', '.join(f'{key}.last == {key}.highest' for key in keys)})"
    found = context.fact(highest)
    if len(ends) > 1 or len(keys) < _FEW or found is None or not found.value:
        return plain
    facts = {"highest": highest, "all": f"count({', '.join(f'known({key}.last)' for key in keys)})"}
    facts |= {"first": f"{keys[0]}.first", "last": f"{keys[0]}.last"}
    return phrases.text(
        Insight("overview:highest", tuple(keys), f"{highest} > 0", facts, 0.0, 0.0, 0.0), context, "title"
    )


def _is_comparable(context: PhrasingContext, key: str) -> bool:
    """Return whether the first and the last value of a short name are of the same part of a year, or have no season."""
    subject = context.subject(key)
    first, last = subject.periods[0], subject.periods[-1]
    a_year = first.frequency.a_year
    return is_steady(subject) or not a_year or (last - first) % a_year == 0


def shown_of_all(context: PhrasingContext, keys: Sequence[str], count: int) -> str:
    """Return the subtitle of a table that shows the first of all short names: "12 of 22 indicators, in the order …"."""
    shown, every = (f"count({', '.join(f'known({key}.last)' for key in some)})" for some in (keys[:count], keys))
    parts = (f"{shown} | value", f"{every} | value", f"{keys[0]}.first | period", f"{keys[0]}.last | period")
    return fixed("some_of_all", context.lang).format(*(f"{{{{ {part} }}}}" for part in parts))


def changed_most(context: PhrasingContext, keys: Sequence[str], shown: Sequence[str]) -> str:
    """Return the note below a chart of those parts that changed most: "12 of 18 are shown, …"."""
    counts = (f"count({', '.join(f'known({key}.change)' for key in some)})" for some in (shown, keys))
    return fixed("changed_most", context.lang).format(*(f"{{{{ {one} | value }}}}" for one in counts))


def places_of_all(context: PhrasingContext, key: str, places: Sequence[str]) -> str:
    """Return the subtitle of a chart that shows some of many places: "8 of 62 countries: life expectancy, years, …"."""
    shown = f"count({', '.join(f'known({key}.of({place!r}).last)' for place in places)})"
    parts = (f"{shown} | value", f"{key}.places() | value", f"{key}.first | period", f"{key}.last | period")
    count, every, first, last = (f"{{{{ {part} }}}}" for part in parts)
    measured = with_unit(context, key, label(context, key))
    return fixed("some_places", context.lang).format(count, every, things(context), measured, first, last)


def course_subtitle(context: PhrasingContext, figure: Mapping[str, Any]) -> str:
    """Return the subtitle of a chart over time of short names that are amounts of one thing, which the names alone do
    not say: "Manufacturing employment, 2006 to 2015", "Employment, index based on 2006, to 2015"; else nothing."""
    drawn = figure.get("chart", {})
    keys, period = drawn.get("series", []), drawn.get("period")
    if words := _without_unit(context, figure):
        return words
    things_counted = {thing_of(context, key) for key in keys}
    if (
        "subtitle" in figure
        or len(things_counted) != 1
        or "" in things_counted
        or "entities" in drawn
        or drawn["kind"] not in _COURSES
    ):
        return ""
    # a chart of the newest values; one that begins with the first value of a late series names that alone
    recent = isinstance(period, Mapping)
    first = f"{keys[0]}.lag({int(period['last']) - 1})" if recent else f"{keys[0]}.first"
    if context.fact(first) is None:
        return ""
    indexed = drawn.get("measure") == "index"
    named = (
        label(context, keys[0], head=True, article=False) if len(keys) == 1 and not indexed else things_counted.pop()
    )
    ends = first, f"{keys[0]}.last"
    if indexed:
        return measured_between(context, named, "", *ends, form="index_subtitle")
    words = base_words(context, keys[0])
    return measured_between(context, with_unit(context, keys[0], named) if not words else named, words, *ends)


def _without_unit(context: PhrasingContext, figure: Mapping[str, Any]) -> str:
    """Return the subtitle of all levels of one short name whose unit the table does not state: a note elsewhere is not
    read next to them."""
    drawn = figure.get("chart", {})
    keys = drawn.get("series", [])
    plain = len(keys) == 1 and drawn["kind"] in _COURSES and not {"measure", "period", "mean", "of"} & drawn.keys()
    if (
        not plain
        or "subtitle" in figure
        or thing_of(context, keys[0])
        or not is_unstated(context.subject(keys[0]).unit)
    ):
        return ""
    key, subject = keys[0], context.subject(keys[0])
    named = label(context, key, head=True, article=False, placed=False)
    if len(subject.entities) > 1 and "entities" not in drawn and not subject.combined:
        named = of(context.lang).joint(", ").join((named, place_name(context, key, subject.entity)))
    words = base_words(context, key)
    return measured_between(
        context, named if words else with_unit(context, key, named), words, f"{key}.first", f"{key}.last"
    )


def measured_between(
    context: PhrasingContext, named: str, unit: str, first: str, last: str, *, form: str = "course_subtitle"
) -> str:
    """Return the subtitle of a chart from one value to another, "Employment, thousand persons, 2006 to 2015", or of the
    only one."""
    joint = of(context.lang).joint(", ")
    words = joint.join(filter(None, (named, unit)))
    words = words[:1].upper() + words[1:]
    begun, ended = context.fact(first), context.fact(last)
    if begun is not None and ended is not None and begun.period == ended.period:
        return f"{words}{joint}{{{{ {last} | period }}}}"
    ends = (f"{{{{ {one} | period }}}}" for one in (first, last))
    return fixed(form, context.lang).format(words, *ends).removeprefix(joint)


def newest_change(context: PhrasingContext, key: str) -> str:
    """Return the subtitle of a chart of the newest change of places: "GDP, change in %, 2021 to 2022"."""
    periods = (f"{{{{ {key}.{end} | period }}}}" for end in ("lag(1)", "last"))
    return fixed("newest_change", context.lang).format(label(context, key, head=True), *periods)


def year_of_parts(context: PhrasingContext, keys: Sequence[str], back: int) -> str:
    """Return the subtitle of a chart of what parts changed by in a year: "Employment, change in %, March 2024 to March
    2025", without the noun where nothing says it."""
    periods = (f"{{{{ {keys[0]}.{end} | period }}}}" for end in (f"lag({back})", "last"))
    if amount := amount_words(context, keys[0], head=True):
        return fixed("newest_change", context.lang).format(amount, *periods)
    return fixed("newest_changes", context.lang).format(*periods)


def ratio_words(context: PhrasingContext, key: str, near: str, best: str, when: str) -> str:
    """Return what a ratio of two places is: "China's GDP as a percentage of the United States', 2022"."""
    noun = label(context, key, article=False, placed=False)
    whose = (place_name(context, key, place) for place in (near, best))
    one, other = (name if context.lang == "zh" else owner(name) for name in whose)
    return fixed("cover_ratio", context.lang).format(one, noun, other, when)


def next_on(context: PhrasingContext, view: str, key: str) -> str:
    """Return what a speaker says of the next slide: what it shows of which short name."""
    words = fixed(f"next_{view}", context.lang)
    named = words.format(label(context, key, article="by {0}" not in words))  # "the ranking by unemployment rate"
    return fixed("next", context.lang).format(named)


def fixed(name: str, lang: str) -> str:
    """Return fixed words of a story: "kicker", "in_brief", "heading_time"."""
    found: Mapping[str, str] = import_module(f"briefing.draft.narrative.fixed_words_{lang}").WORDS
    return found[name]
