"""Levels and targets that lie a hundred times beyond all values that they are held against: mostly those of another
unit, as 27,000 against values in thousands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Final

from briefing.compose.composer import Composer
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import spell
from briefing.compose.story_expressions import story_expressions
from briefing.errors import BriefingError, Finding
from briefing.facts import SubjectFacts
from briefing.model.fact import Fact
from briefing.model.story import Story
from briefing.model.unstated import is_unstated

_BEYOND: Final = 100.0  # times the largest value
_LEVEL: Final = re.compile(r"[<>=] *-?[0-9]|[0-9] *[<>=]|'(?:above|below)'|\"(?:above|below)\"")
_LEAST: Final = 10.0  # of a level that may be one of another unit
_COUNTS: Final = ("above", "below")
_COUNTED: Final = "places"


def suggest_levels(composer: Composer, story: Story) -> None:
    """Note each level of a condition, and each target, that is far beyond all values of its series in any place."""
    for node, path in story_expressions(story, _LEVEL):
        for subject, level in _levels(node, composer):
            if beyond := _beyond(subject, level):
                what = f"`{spell(node)}`: the level is {beyond}"
                composer.notices.append(Finding(composer.file.where(path), what, _fix(subject), "notice"))
    for fact in [one for one in composer.facts.values() if one.measure == "target"]:
        for subject in _subjects_of(fact, composer):
            if beyond := _beyond(subject, fact.value):
                what = f"{fact.name} is {beyond}"
                composer.notices.append(Finding("targets.csv", what, _fix(subject), "notice"))
                break


def _fix(subject: SubjectFacts) -> str:
    unit = "" if is_unstated(subject.unit) or not subject.unit else f", {subject.unit}"
    return f"write it in the unit of the values{unit}"


def _beyond(subject: SubjectFacts, level: float) -> str:
    """Return how far a level is from all values of a series, in words; empty where it is not far from them."""
    with suppress(BriefingError):  # of values that the data refuse nobody knows
        values = [fact.value for fact in subject.values]
        if not any(values) or abs(level) < _BEYOND * max(map(abs, values)):
            return ""
        places = () if subject.combined else subject.entities
        largest = max(abs(fact.value) for place in (subject, *map(subject.of, places)) for fact in place.values)
        return "more than a hundred times any value" if abs(level) >= _BEYOND * largest else ""
    return ""


def _levels(node: ast.expr, composer: Composer) -> Iterator[tuple[SubjectFacts, float]]:
    """Yield the series and the levels that its values are compared with in a node."""
    evaluation = Evaluation(composer.book, lang=composer.wording.lang, parameters=composer.parameters)
    with suppress(BriefingError):  # reported where it is worked out
        if isinstance(node, ast.Compare):
            for pair in pairwise((node.left, *node.comparators)):
                for one, other in (pair, pair[::-1]):
                    level = _number(other)
                    fact = evaluation.value(one) if abs(level) >= _LEAST else None
                    if isinstance(fact, Fact) and fact.measure == "value":
                        yield from ((subject, level) for subject in _subjects_of(fact, composer)[:1])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == _COUNTED:
            asked = [item.value for item in node.args[:1] if isinstance(item, ast.Constant)]
            level = _number(node.args[1]) if len(node.args) > 1 and asked and asked[0] in _COUNTS else 0.0
            subject = evaluation.value(node.func.value) if abs(level) >= _LEAST else None
            if isinstance(subject, SubjectFacts):
                yield subject, level


def _number(node: ast.expr) -> float:
    """Return the number that a node writes, 0 for none."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_number(node.operand)
    return float(node.value) if isinstance(node, ast.Constant) and isinstance(node.value, int | float) else 0.0


def _subjects_of(fact: Fact, composer: Composer) -> list[SubjectFacts]:
    """Return the short names of the series of a fact."""
    keys = [key for key, one in composer.edition.subjects.items() if one.indicator and one.indicator == fact.indicator]
    found: list[SubjectFacts] = []
    for key in keys:
        with suppress(BriefingError):  # reported where it is asked for
            found.append(composer.book.subject(key))
    return found
