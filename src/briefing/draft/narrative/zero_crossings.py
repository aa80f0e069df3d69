"""Values that came to the other side of zero and stayed there: a surplus that became a deficit, growth that ended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from briefing.draft.insight import Insight
from briefing.draft.narrative.course import Course
from briefing.draft.narrative.supporting_insight import Way, made
from briefing.wording.fitting import is_temperature

_LEAST: Final = 2  # values on either side, and half a year of months and quarters: other values only vary about zero


def crossing(course: Course) -> Iterator[Insight]:
    """Since when all values lie on one side of zero, after some on the other."""
    numbers = course.numbers
    least = max(_LEAST, course.a_year // 2)
    if len(numbers) < 2 * least or is_temperature(course.context.subject(course.key).unit):
        return
    way: Way = "up" if numbers[-1] > 0 else "down"
    beyond = [number if way == "up" else -number for number in reversed(numbers)]
    since = len([*takewhile(lambda number: number > 0, beyond)])
    before = len([*takewhile(lambda number: number < 0, beyond[since:])])
    if since < least or before < least:
        return
    at, last = len(numbers) - since, len(numbers) - 1
    sign, against, end = (">", "<", "lowest") if way == "up" else ("<", ">", "highest")
    claim = f"{course.at(at - 1)} {against} 0 and {course.span(at, last)}.{end} {sign} 0"
    yield made("crossing", course.key, claim, {"value": course.at(at), "before": course.at(at - 1)}, way)
