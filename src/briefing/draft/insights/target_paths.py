"""Published targets → whether they are met, and whether the pace so far would lead there."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.draft.insights.arrays import SubjectArrays
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.own_series import own_series
from briefing.model.dataset import Target


def targets(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the nearest target of each short name: met or not, and as long as it lies ahead the pace that it needs."""
    for series in own_series(arrays, 1):
        for target in _nearest(series.arrays):
            up, last = _upwards(target, series.arrays.direction, float(series.values[0])), series.period(-1)
            ahead, literal = target.period.end > last.end, target.period.literal
            gap = f"{series.key}.gap({literal})" if ahead else f"{series.key}.gap({literal}, {literal})"
            value = float(series.values[-1])
            if not ahead and target.period.frequency == last.frequency:
                value = next(
                    (
                        float(series.values[at])
                        for at in range(series.values.size)
                        if series.period(at) == target.period
                    ),
                    value,
                )
            over = value - target.value
            met = over >= 0 if up else over <= 0
            sign = (">=" if met else "<") if up else ("<=" if met else ">")
            yield Candidate(
                type="target",
                subjects=(series.key,),
                claim=f"{gap} {sign} 0",
                facts={
                    "last": f"{series.key}.last" if ahead else f"{series.key}.at({literal})",
                    "target": f"{series.key}.target({literal})",
                    "gap": gap,
                },
                significance=0.85 if met or not ahead else 0.7,
                direction="up" if over > 0 else "down" if over < 0 else "",
                periods={"target": str(target.period)},
                statistics={"met": met, "upwards": up},
            )
            if ahead and not met and series.values.size > 1:
                yield from _paces(series.key, literal, str(target.period), up=up)


def _paces(key: str, literal: str, period: str, *, up: bool) -> Iterator[Candidate]:
    """Return both answers to whether the pace so far is enough; the claim of one of them is true."""
    pace, needed = f"{key}.pace", f"{key}.pace_needed({literal})"
    for on_course in (True, False):
        yield Candidate(
            type="pace",
            subjects=(key,),
            claim=f"{pace} {('>=' if on_course else '<') if up else ('<=' if on_course else '>')} {needed}",
            facts={"pace": pace, "pace_needed": needed},
            significance=0.8,
            direction="up" if on_course is up else "down",
            periods={"target": period},
            statistics={"on_course": on_course, "upwards": up},
        )


def _nearest(item: SubjectArrays) -> tuple[Target, ...]:
    """Return the first target that lies ahead of the last value, else the last of all."""
    last = item.first + (item.own_values.size - 1)
    ordered = sorted(item.targets, key=lambda target: target.period.chronological)
    ahead = [target for target in ordered if target.period.end > last.end]
    return tuple(ahead[:1] or ordered[-1:])


def _upwards(target: Target, direction: str, first: float) -> bool:
    """Whether a value at or above the target meets it."""
    if target.qualifier in "≥≤":
        return target.qualifier == "≥"
    return direction == "up" if direction else target.value >= first
