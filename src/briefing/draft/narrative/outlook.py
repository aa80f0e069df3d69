"""Two blocks of a summary that are worked out from the data: why its finding matters, and what the next values decide.

Neither says what a change came of. Why it matters is what changes how the finding is read: that the total does not
speak for every part, that a comparison flatters, that a mean misleads who plans by it. What to watch is what the next
values decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Final

from briefing.draft.insight import Insight
from briefing.draft.insights.arrays import is_steady
from briefing.draft.narrative.conditional_text import NO_TEXT, ConditionalText
from briefing.draft.narrative.joined_texts import changed
from briefing.draft.narrative.phrases import alone
from briefing.draft.narrative.second_order import gained_since
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.stated_facts import Output
from briefing.draft.narrative.supporting_insight import Way, change_measure, made, subject_of
from briefing.draft.narrative.written_sections import WrittenSection
from briefing.model.fact import Fact
from briefing.model.period import Period

_IN_A_ROW: Final = 3  # rises or falls that are worth a threshold
_FEWEST: Final = 4  # values since the bound that a next value would pass
_WATCH: Final[Mapping[str, tuple[str, str]]] = {
    "en": (r"\*\*What to watch\.\*\*", "**What to check.**"), "zh": (r"\*\*(?:下期关注|关注点)\*\*", "**待核对**"),
}  # fmt: skip
_CLAUSES: Final = 12  # of a claim, one for each value since a bound


def outlook(
    sections: Sequence[WrittenSection], scene: ChartScene, outputs: Sequence[Output]
) -> tuple[ConditionalText, ConditionalText]:
    """Return why the finding of an edition matters and what to watch, each empty where the data give nothing; the
    sections are asked in their order, that of the cover first. Of several measures each says of which it is."""
    context = scene.context
    several = len({section.plan.subject for section in sections}) > 1
    found = []
    for given in (_why, partial(_watch, sections=sections)):
        texts = (alone(one, context, "point", named=several) for section in sections for one in given(section, scene))
        text = next((one for one in texts if one.text and context.stated.is_new(one, outputs)), NO_TEXT)
        context.stated.add(text, outputs)
        found.append(text)
    return found[0], found[1] if _has_date(scene) else changed(found[1], lambda words: _to_check(words, context.lang))


def _has_date(scene: ChartScene) -> bool:
    """Whether any source says when it was published: else the newest values may be old, and what they left open known
    by now."""
    return any(source.published for source in scene.context.project.dataset.sources.values())


def _to_check(words: str, lang: str) -> str:
    """Return what to watch under the head of what can be looked up by now."""
    heads, head = _WATCH.get(lang, _WATCH["en"])
    return re.sub(heads, head, words)


def _why(section: WrittenSection, scene: ChartScene) -> Iterator[Insight]:
    """Yield what changes the reading of a section's findings."""
    for one in _findings(section):
        if (found := _REASONS.get(one.type)) is not None:
            yield from found(one, scene)


def _watch(section: WrittenSection, scene: ChartScene, sections: Sequence[WrittenSection]) -> Iterator[Insight]:
    """Yield what the next values decide of a section's findings, or of others on its short name."""
    same = [one for one in sections if one.plan.subject == section.plan.subject and one is not section]
    for one in [*_findings(section), *(one for other in same for one in _findings(other))]:
        if one.type == "recent_values":
            yield from _record(one)
        if one.type in ("faster", "slower"):
            yield from _mean_since(one, scene)
        if one.type in ("fell_back", "relative"):
            yield from _ratio_bound(one, scene)
        if one.type == "reversal":
            facts = {role: one.facts[role] for role in ("turn", "last")}
            yield made("watch_peak", one.subjects[0], one.claim, facts, "down", one.entities)
    if not scene.has_many_places(section.plan.subject):
        yield from _next_value(section.plan.subject, scene)


def _findings(section: WrittenSection) -> list[Insight]:
    return [*section.plan.insights[:1], *section.support]


# Why it matters


def _without(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """Whether a change is of its largest part alone: what the sum of all others did."""
    sharing = re.fullmatch(r"\w+\.share_of_change\((.*)\)", lead.facts["ratio"])
    first, *others = sharing[1].split(", ") if sharing else [""]
    rest = f"{first}.percent_with({', '.join(others)})"
    fact = scene.context.fact(rest) if others else None
    if fact is None or not fact.value:
        return
    up, own = lead.direction == "up", f"{lead.subjects[0]}.percent"
    kind = "why_shared" if (fact.value > 0) == up else "why_alone"
    claim, facts = f"{rest} {'>' if up == (kind == 'why_shared') else '<'} 0", {"rest": rest}
    if kind == "why_shared":
        facts["in_all"] = lead.facts["in_all"]
        claim = f"{claim} and {facts['in_all']} {'>' if up else '<'} 0"
    faster = f"{own} {'>' if up else '<'} {rest}"
    if kind == "why_shared" and scene.context.holds(faster):
        claim, facts = f"{claim} and {faster}", {**facts, "own": own}
    yield made(kind, lead.subjects[0], claim, facts, lead.direction)


def _gap(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """Whether a place came nearer in its numbers too, or by its ratio alone."""
    best, near = (subject_of(lead.facts[role]) for role in ("best", "near"))
    then = scene.context.fact(lead.facts["start"])
    if not best or not near or then is None or then.period is None or lead.direction != "up":
        return
    now, before = (f"{best}.minus({near}{when})" for when in ("", f", {then.period.literal}"))
    facts = {**lead.facts, "value": now, "value_before": before, "then": f"{near}.at({then.period.literal})"}
    narrower = scene.context.holds(f"{now} < {before}")
    if narrower and (widest := _widest(best, near, lead.subjects[0], scene)) is not None:
        gap = f"{best}.minus({near}, {widest.literal})"
        facts |= {"value_widest": gap, "widest": f"{near}.at({widest.literal})"}
        peaked = f"{now} > 0 and {gap} > 0 and {gap} > {before} and {gap} > {now}"
        yield made("why_peaked", lead.subjects[0], peaked, facts, "", lead.entities)
    claim = f"{now} > 0 and {before} > 0 and {now} {'<' if narrower else '>'} {before}"
    yield made("why_nearer" if narrower else "why_wider", lead.subjects[0], claim, facts, "", lead.entities)


def _widest(best: str, near: str, key: str, scene: ChartScene) -> Period | None:
    """Return when a place was furthest ahead of another, where that is neither the first period nor the last."""
    periods = scene.context.subject(key).periods
    gaps = [scene.context.fact(f"{best}.minus({near}, {period.literal})") for period in periods]
    sizes = [float(gap.value) for gap in gaps if gap is not None]
    at = sizes.index(max(sizes)) if len(sizes) == len(periods) > 0 else 0
    return periods[at] if 0 < at < len(sizes) - 1 else None


def _undone(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """Which of two places made their ratio fall; since when most of what the one had gained was lost again."""
    yield from _both_rose(lead, scene)
    if (found := gained_since(lead, scene)) is not None:
        facts = {role: lead.facts[role] for role in ("best", "near", "peak")}
        yield made("why_undone", lead.subjects[0], found[1], facts | {"then": found[0]}, "", lead.entities)


def _both_rose(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """That a place fell back though it rose, as the other one rose faster: its ratio is read as its own fall."""
    best, near = (subject_of(lead.facts[role]) for role in ("best", "near"))
    top = scene.context.fact(lead.facts["peak"])
    if not best or not near or top is None or top.period is None:
        return
    own, other = (f"{one}.between({top.period.literal}, {one}.last.period).percent" for one in (near, best))
    facts = {"own": own, "other": other} | {role: lead.facts[role] for role in ("best", "near", "peak")}
    yield made("why_both", lead.subjects[0], f"{own} > 0 and {other} > {own}", facts, "up", lead.entities)


def _made_good(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """Whether most of a rise only made good what had been lost before, else how far it is above the old peak."""
    key, old = lead.subjects[0], re.search(r"\.at\((.+)\)", lead.facts["old"])
    if old is None:
        return
    over = f"{key}.between({old[1]}, {key}.last.period).{change_measure(scene.context.subject(key))}"
    facts = {"over": over, "old": lead.facts["old"], "trough": lead.facts["trough"]}
    lost = f"({facts['old']} - {facts['trough']})"
    claim = f"{over} > 0 and {lost} > 0.5 * ({key}.last - {facts['trough']})"
    if scene.context.holds(claim):
        yield made("why_made_good", key, claim, facts, "up")
    yield made("also_above", key, f"{over} > 0", facts, "up")


def _mean_pace(lead: Insight, _: ChartScene) -> Iterator[Insight]:
    """What the mean rate over the whole period says of the pace since it changed."""
    key = lead.subjects[0]
    whole = f"{key}.{'growth' if lead.facts['late'].endswith('.growth') else 'pace'}"
    slower = lead.type == "slower"
    sign = ">" if slower == (lead.direction == "up") else "<"
    facts = {"overall": whole, "late": lead.facts["late"], "middle": lead.facts["middle"]}
    kind = "why_pace:slower" if slower else "why_pace"
    yield made(kind, key, f"{whole} {sign} {lead.facts['late']}", facts, lead.direction)


def _clear(lead: Insight, _: ChartScene) -> Iterator[Insight]:
    """That no single value makes a finding on all recent ones."""
    facts = {role: lead.facts[role] for role in ("least", "most", "start")}
    yield made("why_clear", lead.subjects[0], lead.claim, facts, lead.direction)


def median_against(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """Yield by how much the median of all places changed while one place went another way."""
    key = lead.subjects[0]
    if own := scene.median_of(key):
        sign = "<" if lead.direction == "up" else ">"
        measure = change_measure(scene.context.subject(key))
        facts = {"gained": f"{own}.{measure}"} | {role: lead.facts[role] for role in ("start", "last")}
        claim = f"{facts['gained']} {sign} 0 and {facts['last']} {'>' if sign == '<' else '<'} {facts['start']}"
        yield made("median_against", key, claim, facts, lead.direction, lead.entities)


def against_all(section: WrittenSection, scene: ChartScene) -> ConditionalText:
    """Return what the median of all places did while the one of the cover went another way; empty of other findings."""
    thesis = section.thesis
    if thesis is None or thesis.type != "only_place":
        return NO_TEXT
    return next((alone(one, scene.context, "sentence") for one in median_against(thesis, scene)), NO_TEXT)


def _median_moved(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """How far the others moved while one place went another way: by the median of all."""
    key = lead.subjects[0]
    if own := scene.median_of(key):
        sign = "<" if lead.direction == "up" else ">"
        facts = {role: lead.facts[role] for role in ("start", "last", "places")}
        facts |= {"median": f"{own}.last", "median_first": f"{own}.first"}
        claim = f"{own}.change {sign} 0 and {facts['last']} {'>' if sign == '<' else '<'} {facts['start']}"
        gap = f"{own}.minus({subject_of(facts['last'])})"
        if scene.context.holds(f"{gap} > 0"):
            yield made("why_median:below", key, f"{gap} > 0", {**facts, "gap": gap}, "down", lead.entities)
        yield made("why_median", key, claim, facts, lead.direction, lead.entities)


_REASONS: Final[Mapping[str, Callable[[Insight, ChartScene], Iterator[Insight]]]] = {
    "contribution": _without,
    "fell_back": _undone,
    "only_place": _median_moved,
    "relative": _gap,
    "recent_values": _clear,
    "recovery": _made_good,
    "faster": _mean_pace,
    "slower": _mean_pace,
}


# What to watch


def _ratio_bound(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """What would end a row of rises of the ratio of two places, undo what one gained, or be the lowest ratio since a
    period."""
    best, near = (subject_of(lead.facts[role]) for role in ("best", "near"))
    if not best or not near:
        return
    periods = scene.context.subject(lead.subjects[0]).periods
    shares = [f"{near}.share({best}, {period.literal})" for period in periods]
    values = [float(one.value) for share in shares if (one := scene.context.fact(share)) is not None]
    if len(values) < max(len(periods), _FEWEST):
        return
    newest, key = f"{near}.share({best})", lead.subjects[0]
    shares[-1] = newest
    start = next((at for at in range(len(values) - 1, 0, -1) if values[at] <= values[at - 1]), 0)
    if _IN_A_ROW <= len(values) - 1 - start <= _CLAUSES:
        claim = " and ".join(f"{later} > {earlier}" for earlier, later in pairwise(shares[start:]))
        facts = {**lead.facts, "ratio": newest, "since": f"{near}.at({periods[start].literal})"}
        yield made("watch_ratio:row", key, claim, facts, "", lead.entities)
    if lead.type == "fell_back" and values[-1] < values[-2] and (gained := gained_since(lead, scene)) is not None:
        then, claim = gained
        at = next(at for at, period in enumerate(periods) if then.endswith(f".at({period.literal})"))
        facts = {**lead.facts, "ratio": newest, "floor": shares[at], "then": then}
        yield made("watch_back", key, f"{newest} < {shares[-2]} and {claim}", facts, "", lead.entities)
    floor = _last_below(values, len(values) - 1)
    since = _last_below(values, floor)
    if since < 0 or not 1 < len(values) - floor <= _CLAUSES:
        return
    above = [f"{share} > {shares[floor]}" for share in shares[floor + 1 :]]
    facts = {"ratio": newest, "bound": shares[floor], "floor": f"{near}.at({periods[floor].literal})"}
    facts |= {"since": f"{near}.at({periods[since].literal})", "near": lead.facts["near"]}
    claim = " and ".join([*above, f"{shares[since]} < {shares[floor]}"])
    yield made("watch_ratio", key, claim, {**lead.facts, **facts}, "", lead.entities)


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


def _record(recent: Insight) -> Iterator[Insight]:
    """Which value the next ones have to pass to be a record: that they stay above all earlier ones is no test."""
    key, end = recent.subjects[0], "highest" if recent.direction == "up" else "lowest"
    facts = {"top": f"{key}.{end}", "last": f"{key}.last"}
    ends = {"last": f"{key}.last", "most": recent.facts["most"], "start": recent.facts["start"]}
    yield made("watch_top", key, f"{key}.last == {key}.{end} and {recent.claim}", ends, recent.direction)
    yield made("watch_record", key, recent.claim, facts, recent.direction)


def _mean_since(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """Whether the newest change of yearly values is as large as the mean since the pace changed."""
    key, late = lead.subjects[0], lead.facts["late"]
    if not scene.shapes[key].yearly or not late.endswith(".growth"):
        return
    newest = f"{key}.on_previous()"
    up = lead.direction == "up"
    facts = {"newest": newest, "middle": lead.facts["middle"], "last": f"{key}.last", "late": late}
    same = f"{newest} {'>' if up else '<'} 0 and {late} {'>' if up else '<'} 0"
    for kind, less in (("watch_pace", True), ("watch_pace:more", False)):
        claim = f"{same} and {newest} {'<' if up == less else '>'} {late}"
        if scene.context.holds(claim):
            yield made(kind, key, claim, facts, lead.direction)


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
