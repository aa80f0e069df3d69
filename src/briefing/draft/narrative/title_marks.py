"""What a title tells, drawn where it happens: a peak, a crossing, a change of pace, the way back to an old level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from briefing.draft.insight import Insight
from briefing.draft.narrative.indicator_labels import units_of_time
from briefing.draft.narrative.phrases import text
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.rounded_differences import subtracts
from briefing.draft.narrative.section_view import Figure
from briefing.model.period import DAY

_PACES: Final = ("faster", "slower", "late")  # findings of two rates a year, before and after a middle
_NOTED: Final = {  # the period that a remark names
    **dict.fromkeys(("outlier", "one_step", "leap", "step"), "value"),
    **dict.fromkeys(_PACES, "middle"),
    "turn": "turn",
    "recovery": "old",
}
_MEAN: Final = "mean"  # the line of means in a chart
_MOST_NOTES: Final = 2  # remarks on the line of one short name


def marks_over_time(insights: Sequence[Insight], context: PhrasingContext) -> Figure:
    """Return the brackets and remarks of a line of one short name: those of the finding that leads, then the period of
    the first exception or turn."""
    brackets: list[Figure] = []
    notes: list[Figure] = []
    # of what supports the finding a value that stands out is seen, and asked for
    ordered = [*insights[:1], *sorted(insights[1:], key=lambda one: one.type != "outlier")]
    for number, one in enumerate(ordered):
        key = one.subjects[0]
        if number == 0 and one.type in _PACES and "early" in one.facts:
            brackets += _paces(one, key)
            notes.append(note(context, key, one.facts["middle"]))
        elif one.type == "one_year":
            notes.append(_change_note(context, key, one))
        elif number == 0 and one.type == "late":
            middle = f"{{{{ {one.facts['middle']}.period }}}}"
            start, end = (f"{{{{ {one.facts[role]} | value }}}}" for role in ("then", "now"))
            to = "至" if context.lang == "zh" else " to "
            brackets.append(_bracket(_MEAN, middle, "last", f"{start}{to}{end}"))
            notes.append({**note(context, key, one.facts["then"]), "series": _MEAN})
        elif number == 0 and one.type == "recovery":
            brackets += _way_back(one, key, context)
            notes += [note(context, key, one.facts["old"]), _period_note(key, one.facts["back"])]
        elif number == 0 and one.type == "two_steps":
            notes += [note(context, key, one.facts[role]) for role in ("value", "value2")]
        elif number == 0 and one.type == "record" and (since := context.fact(one.facts["since"])) is not None:
            before = f"{key}.at({since.value_period.literal})"
            notes.append(note(context, key, before))
        elif number == 0 and one.type == "recent_values":
            most = f"{one.facts['most']}.period"
            clear = f"{key}.between({most}, {key}.last.period).change"
            if (change := context.fact(clear)) is not None and subtracts(context, clear, change):
                brackets.append(_bracket(key, f"{{{{ {most} }}}}", "last", f"{{{{ {clear} | signed }}}}"))
            notes.append(note(context, key, one.facts["most"]))
        elif (fact := one.facts.get(_NOTED.get(one.type, ""), "")) and not notes:
            notes.append(note(context, key, fact))
    return {"brackets": brackets, "annotations": notes[:_MOST_NOTES]}


def marks_of_places(insights: Iterable[Insight], context: PhrasingContext, own: str) -> tuple[list[str], list[Figure]]:
    """Return the places that findings are about, the leading one first, and the remarks on their lines: where one
    passed another, and where one peaked."""
    places: list[str] = []
    notes: list[Figure] = []
    for one in insights:
        named = [*one.entities]
        if one.type == "passed":
            words = text(one, context, "short").text
            both = [named[0], own] if len(named) == 1 else named[:2]
            both = both[::-1] if len(named) == 1 and ".of(" not in one.facts["ahead"] else both
            if words:
                notes.append({"at": f"{{{{ {one.facts['ahead']}.period }}}}", "series": both[0], "text": words})
            places += both
        elif one.type == "reversal" and named:
            notes.append({**note(context, one.subjects[0], one.facts["turn"]), "series": named[0]})
            places.append(named[0])
    return list(dict.fromkeys(places)), notes


def note(context: PhrasingContext, key: str, fact: str) -> Figure:
    """Return a value with its period as a remark, for two numbers side by side would be read as one."""
    value, period = f"{{{{ {fact} | value }}}}", f"{{{{ {fact} | period }}}}"
    preposition = "on" if context.subject(key).frequency == DAY else "in"
    words = dated(context, value, period, preposition)
    return {"at": f"{{{{ {fact}.period }}}}", "series": key, "text": words}


def _change_note(context: PhrasingContext, key: str, one: Insight) -> Figure:
    """Return the change of a year as a remark on the value that it led to."""
    words = dated(context, f"{{{{ {one.facts['move']} | signed }}}}", f"{{{{ {one.facts['value']} | period }}}}")
    return {"at": f"{{{{ {one.facts['value']}.period }}}}", "series": key, "text": words}


def dated(context: PhrasingContext, value: str, period: str, preposition: str = "in") -> str:
    """Return a value with its period: "76% in 2021"."""
    return f"{period}：{value}" if context.lang == "zh" else f"{value} {preposition} {period}"


def _period_note(key: str, fact: str) -> Figure:
    return {"at": f"{{{{ {fact}.period }}}}", "series": key, "text": f"{{{{ {fact} | period }}}}"}


def _paces(insight: Insight, key: str) -> list[Figure]:
    """Return the brackets of two rates a year that meet in one period."""
    middle = f"{{{{ {insight.facts['middle']}.period }}}}"
    ends: tuple[tuple[str, str, str], ...] = (("early", "first", middle), ("late", middle, "last"))
    return [_bracket(key, start, end, _rate(insight.facts[name])) for name, start, end in ends]


def _rate(fact: str) -> str:
    printed = "yearly(signed=true)" if fact.endswith(".growth") else "signed"
    return f"{{{{ {fact} | {printed} }}}}"


def _way_back(insight: Insight, key: str, context: PhrasingContext) -> list[Figure]:
    """Return the level of an old peak up to the period in which it was passed, with how long that took."""
    units = units_of_time(context, key)
    if not units:
        return []
    start, end = (f"{{{{ {insight.facts[name]}.period }}}}" for name in ("old", "back"))
    joint = "" if context.lang == "zh" else " "
    return [_bracket(key, start, end, f"{{{{ {insight.facts['took']} | value }}}}{joint}{units}")]


def _bracket(key: str, start: str, end: str, words: str) -> dict[str, Any]:
    return {"series": key, "from": start, "to": end, "text": words}
