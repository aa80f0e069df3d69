"""The course of a series → the single move between two of its values that stands out, or carries its whole change."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Final

from briefing.draft.insight import Insight
from briefing.draft.narrative.course import Course, more_than_in_all
from briefing.draft.narrative.supporting_insight import made

_DIP: Final = 0.15  # of the range of all values, that a move takes at least
_SECOND: Final = 0.25  # of the range, that a second step has at least
_LEAP: Final = 3.0  # times the median move, from which a single one is worth a sentence
_OUTSTANDING: Final = 1.5  # times the second largest move
_MOST_OF: Final = 0.6  # of the change over the whole period, that one move makes up at least


def leap(course: Course) -> Iterator[Insight]:
    """The largest move between neighbours but the newest, by the measure that is printed, where none comes near it."""
    moves = course.moves
    if course.measure == "percent":
        if not all(course.numbers):
            return
        moves = [move / abs(number) for move, number in zip(moves, course.numbers, strict=False)]
    sizes = [abs(move) for move in moves]
    at, rival = sorted(range(len(sizes)), key=lambda place: -sizes[place])[:2]
    small = abs(course.moves[at]) < _DIP * (max(course.numbers) - min(course.numbers)) or course.is_far(at)
    if course.is_of_season(at):
        return
    if small or at in (0, len(sizes) - 1) or sizes[at] < max(_LEAP * median(sizes), _OUTSTANDING * sizes[rival]):
        yield from _step(course)
        return
    largest, newer = course.moved(at, at + 1), f"{course.key}.lag(1).period, {course.key}.last.period"
    sign = ">" if moves[at] > 0 else "<"
    others = (course.moved(rival, rival + 1), f"{course.key}.between({newer}).{course.measure}")
    claim = " and ".join(f"{largest} {sign} {way}{other}" for other in others for way in ("", "-"))
    yield made("leap", course.key, claim, {"leap": largest, "value": course.at(at + 1), "before": course.at(at)})


def one_step(course: Course) -> Iterator[Insight]:
    """The one move between neighbours without which a series would not have gone the way that it went, with a second
    one the same way that comes near it."""
    moves, numbers = course.moves, course.numbers
    whole, swing = numbers[-1] - numbers[0], max(numbers) - min(numbers)
    at = max(range(len(moves)), key=lambda place: abs(moves[place]))
    if not whole or abs(whole) < swing / 2 or moves[at] / whole <= 1 or at + 1 >= len(moves) or course.is_of_season(at):
        return
    if course.is_far(at):
        return
    up = whole > 0
    if any((number - numbers[-1]) * whole >= 0 for number in numbers[1 : at + 1]):
        return  # it had gone that far before, and regained what it lost since
    if _was_lost(course, at, up=up):
        return
    sign, change = ">" if up else "<", f"{course.key}.change"
    claim = f"{change} {sign} 0 and {course.span(at, at + 1)}.change {sign} {change}{_is_left(course, at, up=up)}"
    facts = {"value": course.at(at + 1), "before": course.at(at)}
    gaps = course.gaps
    if gaps[at]:  # of which nobody knows in which period it was
        yield made("one_step", course.key, claim, {**facts, "gap": course.moved(at, at + 1)}, "up" if up else "down")
        return
    facts["step"] = course.moved(at, at + 1)
    others = [one for one in range(len(moves) - 1) if abs(one - at) > 1 and not gaps[one]]
    second = max(others, key=lambda place: moves[place] / whole, default=at)
    least = max(_SECOND * swing, _LEAP * median(map(abs, moves)))
    if second != at and moves[second] / whole > 0 and abs(moves[second]) >= least:
        early, later = sorted((at, second))
        both = {"step": course.moved(early, early + 1), "step2": course.moved(later, later + 1)}
        both |= {"value": course.at(early + 1), "before": course.at(early)}
        both |= {"value2": course.at(later + 1), "before2": course.at(later)}
        claim += f" and {course.span(second, second + 1)}.change {sign} 0"
        yield made("two_steps", course.key, claim, both, "up" if up else "down")
        return
    facts, more = more_than_in_all(course, at, facts)
    claim += more
    yield made("one_step", course.key, claim, facts, "up" if up else "down")


def _was_lost(course: Course, at: int, *, up: bool) -> bool:
    """Whether a later value is back where a move began, so that what the whole change is made of came after that."""
    start = course.numbers[at]
    return any(number <= start if up else number >= start for number in course.numbers[at + 2 :])


def _is_left(course: Course, at: int, *, up: bool) -> str:
    """Return the claim that no value after a move is back where it began, behind those that it is added to."""
    end, sign = ("lowest", ">") if up else ("highest", "<")
    return f" and {course.span(at + 1, len(course.moves))}.{end} {sign} {course.at(at)}"


def _step(course: Course) -> Iterator[Insight]:
    """The one move between neighbours that is most of the change over the whole period."""
    moves, whole = course.moves, course.numbers[-1] - course.numbers[0]
    at = max(range(len(moves)), key=lambda place: abs(moves[place]))
    swing = max(course.numbers) - min(course.numbers)
    # A move larger than the whole change was undone by others, and is not most of it.
    if not whole or not _MOST_OF <= moves[at] / whole <= 1 or abs(whole) < swing / 2 or course.is_of_season(at):
        return
    up = whole > 0
    if course.gaps[at] or _was_lost(course, at, up=up):
        return
    step, change = f"{course.span(at, at + 1)}.change", f"{course.key}.change"
    sign, bound, most = (">", ">=", "<=") if up else ("<", "<=", ">=")
    claim = f"{step} {sign} 0 and {step} {bound} {_MOST_OF} * {change} and {step} {most} {change}"
    claim += _is_left(course, at, up=up)
    facts = {"step": course.moved(at, at + 1), "value": course.at(at + 1), "before": course.at(at)}
    yield made("step", course.key, claim, facts, "up" if up else "down")
