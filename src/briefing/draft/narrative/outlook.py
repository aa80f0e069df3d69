"""Two blocks of a summary that are worked out from the data: why its finding matters, and what the next values decide.

Neither says what a change came of. Why it matters is arithmetic: what part of the whole a change was, what it was
without the largest part, how large the gap of two places is now. What to watch is a threshold: the next value that
would end a row, or be the first beyond a bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from briefing.draft.insight import Insight
from briefing.draft.insights.arrays import is_steady
from briefing.draft.narrative.conditional_text import NO_TEXT, ConditionalText
from briefing.draft.narrative.phrases import alone
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.stated_facts import Output
from briefing.draft.narrative.supporting_insight import Way, made, subject_of
from briefing.draft.narrative.written_sections import WrittenSection
from briefing.model.fact import Fact

_IN_A_ROW: Final = 3  # rises or falls that are worth a threshold
_FEWEST: Final = 4  # values since the bound that a next value would pass
_CLAUSES: Final = 12  # of a claim, one for each value since a bound


def outlook(
    sections: Sequence[WrittenSection], scene: ChartScene, outputs: Sequence[Output]
) -> tuple[ConditionalText, ConditionalText]:
    """Return why the finding of an edition matters and what to watch, each empty where the data give nothing; the
    sections are asked in their order, that of the cover first."""
    context = scene.context
    found = []
    for given in (_why, _watch):
        texts = (alone(one, context, "point") for section in sections for one in given(section, scene))
        text = next((one for one in texts if one.text and context.stated.is_new(one, outputs)), NO_TEXT)
        context.stated.add(text, outputs)
        found.append(text)
    return found[0], found[1]


def _why(section: WrittenSection, scene: ChartScene) -> Iterator[Insight]:
    for one in _findings(section):
        if (found := _REASONS.get(one.type)) is not None:
            yield from found(one, scene)


def _watch(section: WrittenSection, scene: ChartScene) -> Iterator[Insight]:
    for one in _findings(section):
        if one.type == "recent_values":
            facts = {"most": one.facts["most"], "start": one.facts["start"]}
            yield made("watch_bound", one.subjects[0], one.claim, facts, one.direction)
        if one.type in ("fell_back", "relative"):
            yield from _ratio_bound(one, scene)
    yield from _next_value(section.plan.subject, scene)


def _findings(section: WrittenSection) -> list[Insight]:
    return [*section.plan.insights[:1], *section.support]


# Why it matters


def _without(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """What the sum of all others did, where one part made most of a change."""
    sharing = re.fullmatch(r"\w+\.share_of_change\((.*)\)", lead.facts["ratio"])
    first, *others = sharing[1].split(", ") if sharing else [""]
    if not others or scene.context.fact(rest := f"{first}.percent_with({', '.join(others)})") is None:
        return
    yield made("why_without", lead.subjects[0], f"known({rest})", {"rest": rest})


def _gap(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """How large the gap of two places is, and was when their ratio was another."""
    best, near = (subject_of(lead.facts[role]) for role in ("best", "near"))
    then = scene.context.fact(lead.facts["peak" if "peak" in lead.facts else "start"])
    if not best or not near or then is None or then.period is None:
        return
    now, before = (f"{best}.minus({near}{when})" for when in ("", f", {then.period.literal}"))
    facts = {**lead.facts, "value": now, "value_before": before, "then": f"{near}.at({then.period.literal})"}
    yield made("why_gap", lead.subjects[0], f"{now} > 0 and {before} > 0", facts, "", lead.entities)


def _above_peak(lead: Insight, _: ChartScene) -> Iterator[Insight]:
    """How far a value is above a peak that it took long to pass."""
    key, old = lead.subjects[0], re.search(r"\.at\((.+)\)", lead.facts["old"])
    if old is not None:
        over = f"{key}.between({old[1]}, {key}.last.period).percent"
        yield made("why_above", key, f"{over} > 0", {"over": over, "old": lead.facts["old"]}, "up")


def _before_and_since(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """How much of a change came before its pace changed, and how much since."""
    key, middle = lead.subjects[0], scene.context.fact(lead.facts["middle"])
    if middle is None or middle.period is None:
        return
    at = middle.period.literal
    early, since = f"{key}.between({key}.first.period, {at}).change", f"{key}.between({at}, {key}.last.period).change"
    sign = ">" if lead.direction == "up" else "<"
    facts = {"early": early, "since": since, "middle": lead.facts["middle"], "change": f"{key}.change"}
    claim = f"{early} {sign} 0 and {since} {sign} 0"
    yield made("why_since", key, claim, facts, lead.direction)


def _clear(lead: Insight, _: ChartScene) -> Iterator[Insight]:
    """How far the newest values are from all before."""
    facts = {role: lead.facts[role] for role in ("least", "most", "start")}
    yield made("why_clear", lead.subjects[0], lead.claim, facts, lead.direction)


_REASONS: Final[Mapping[str, Callable[[Insight, ChartScene], Iterator[Insight]]]] = {
    "contribution": _without,
    "fell_back": _gap,
    "relative": _gap,
    "recent_values": _clear,
    "recovery": _above_peak,
    "late": _before_and_since,
    "faster": _before_and_since,
    "slower": _before_and_since,
}


# What to watch


def _ratio_bound(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """Which next ratio of two places would be the lowest since a period, else the first fall of one that only rose."""
    best, near = (subject_of(lead.facts[role]) for role in ("best", "near"))
    if not best or not near:
        return
    periods = scene.context.subject(lead.subjects[0]).periods
    shares = [f"{near}.share({best}, {period.literal})" for period in periods]
    values = [float(one.value) for share in shares if (one := scene.context.fact(share)) is not None]
    if len(values) < max(len(periods), _FEWEST):
        return
    newest = f"{near}.share({best})"
    if len(values) <= _CLAUSES and sorted(values) == values:
        claim = " and ".join(f"{later} > {earlier}" for earlier, later in pairwise([*shares[:-1], newest]))
        yield made("watch_ratio:row", lead.subjects[0], claim, {**lead.facts, "ratio": newest}, "", lead.entities)
    floor = _last_below(values, len(values) - 1)
    since = _last_below(values, floor)
    if since < 0 or not 1 < len(values) - floor <= _CLAUSES:
        return
    above = [f"{share} > {shares[floor]}" for share in (*shares[floor + 1 : -1], newest)]
    facts = {"ratio": shares[floor], "floor": f"{near}.at({periods[floor].literal})"}
    facts |= {"since": f"{near}.at({periods[since].literal})", "near": lead.facts["near"]}
    claim = " and ".join([*above, f"{shares[since]} < {shares[floor]}"])
    yield made("watch_ratio", lead.subjects[0], claim, {**lead.facts, **facts}, "", lead.entities)


def _last_below(values: Sequence[float], end: int) -> int:
    """Return the last place before another whose value is lower; -1 where there is none."""
    return next((at for at in range(end - 1, -1, -1) if values[at] < values[end]), -1)


def _next_value(key: str, scene: ChartScene) -> Iterator[Insight]:
    """Which next value would end a row of rises or falls, else be the furthest of a long time."""
    subject = scene.context.subject(key)
    values = [fact for fact in subject.values if fact.period is not None]
    if len(values) < _FEWEST or any(fact.qualifier != "=" for fact in values):
        return
    numbers = [float(fact.value) for fact in values]
    up = numbers[-1] > numbers[-2]
    turned = [at for at in range(1, len(numbers)) if (numbers[at] > numbers[at - 1]) != up]
    start = turned[-1] if turned else 0
    row = len(numbers) - 1 - start
    a_year = subject.frequency.a_year if subject.frequency is not None else 0
    if not is_steady(subject) and row < max(_IN_A_ROW, a_year):  # a season ends rows that are shorter than a year
        return
    if row >= _IN_A_ROW and scene.context.fact(f"{key}.streak()") is not None:
        claim = f"{key}.streak() {'>=' if up else '<='} {row if up else -row}"
        facts = {"last": f"{key}.last", "start": _at(key, values, start)}
        yield made("watch_row", key, claim, facts, "up" if up else "down")
        return
    yield from _furthest(key, values, "up" if up else "down")


def _furthest(key: str, values: Sequence[Fact], way: Way) -> Iterator[Insight]:
    """That a further move the same way would lead to the highest or lowest value since a period."""
    numbers = [float(fact.value) * (1 if way == "up" else -1) for fact in values]
    beyond = [at for at in range(len(numbers) - 1) if numbers[at] >= numbers[-1]]
    if not beyond or len(numbers) - 1 - beyond[-1] < _FEWEST:  # beyond the furthest of all any value is the furthest
        return
    start = beyond[-1]
    end, sign = ("highest", ">=") if way == "up" else ("lowest", "<=")
    after = values[start + 1].period
    bound = _at(key, values, start)
    if after is not None:
        recent = f"{key}.between({after.literal}, {key}.last.period).{end}"
        claim = f"{key}.last == {recent} and {bound} {sign} {key}.last"
        yield made("watch_furthest", key, claim, {"last": f"{key}.last", "start": bound}, way)


def _at(key: str, values: Sequence[Fact], place: int) -> str:
    period = values[place].period
    return f"{key}.first" if not place or period is None else f"{key}.at({period.literal})"
