"""Which insights a story has already, section by section.

A section has an insight if the comment above it states one of its type about the same short names; or if it names all
its short names, and prints a measure of its family of the first of them or shows that in a chart of the family.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from briefing.compose.language.syntax import parse_expression, parse_template
from briefing.draft.insight import TYPES, Family, Insight
from briefing.errors import BriefingError
from briefing.model.chart_kinds import KINDS
from briefing.read.story_blocks import StoryText

# What a section prints of a short name when it states a finding of a family.
_MEASURES: Final[Mapping[Family, frozenset[str]]] = {
    "level": frozenset({"last", "latest", "on_year", "on_previous", "change", "highest_since", "lowest_since", "lag"}),
    "trend": frozenset({"percent", "points", "multiple", "growth", "pace", "streak", "annualised"}),
    "turn": frozenset({"highest", "lowest", "between"}),
    "peers": frozenset({"rank", "rank_of", "places_gained", "of", "minus", "median_of", "mean_of"}),
    "composition": frozenset({"share", "share_of_all", "share_with", "rest_share", "contribution"}),
    "exception": frozenset({"places", "at"}),
    "target": frozenset({"target", "gap", "target_share", "pace_needed", "short_of"}),
    "caveat": frozenset({"revision", "first_reading"}),
}
_OVER_TIME: Final = ("years", "seasons", "ends", "lines", "pairs")
_PARTS: Final = ("parts", "amounts", "changes")
_CONDITIONS: Final = ("when", "expect", "rank")
_STATED: Final = re.compile(r"^\s*#\s*([a-z_]+), score ([0-9.]+): (.+?)\s*$")


class StatedInsight(Struct, frozen=True):
    """An insight as the comment above a section states it: type, score, claim, and its line from 1."""

    type: str
    score: float
    claim: str
    line: int
    names: frozenset[str]


class SectionContent(Struct, frozen=True):
    """What a section has: its id, the insights that its comment states, what it prints and what its charts show of each
    short name."""

    id: str
    stated: tuple[StatedInsight, ...]
    printed: Mapping[str, frozenset[str]]
    shown: Mapping[str, frozenset[Family]]

    @property
    def names(self) -> frozenset[str]:
        """The short names that it prints or shows."""
        return frozenset((*self.printed, *self.shown))

    def has(self, insight: Insight) -> bool:
        """Whether it has an insight."""
        named = frozenset(insight.subjects)
        if any(one.type == insight.type and named <= one.names for one in self.stated):
            return True
        first = insight.subjects[0]
        printed = self.printed.get(first, frozenset()) & _MEASURES[insight.family]
        return named <= self.names and bool(printed or insight.family in self.shown.get(first, ()))


def contents(story: StoryText, names: Iterable[str]) -> tuple[SectionContent, ...]:
    """Return what each section of a story has, of an edition with these short names."""
    known = frozenset(names)
    return tuple(_content(story, section, at, known) for at, section in enumerate(story.value.get("sections") or []))


def names_in(expression: str, known: frozenset[str]) -> frozenset[str]:
    """Return the short names in a condition."""
    return frozenset(key for key, _ in _uses(expression, known, condition=True))


def _content(story: StoryText, section: dict[str, Any], at: int, known: frozenset[str]) -> SectionContent:
    printed: dict[str, set[str]] = {}
    for key, text in _texts(section):
        for name, measure in _uses(text, known, condition=key in _CONDITIONS):
            printed.setdefault(name, set()).add(measure)
    shown: dict[str, set[Family]] = {}
    for chart in _charts(section):
        for name in _names(chart, known):
            shown.setdefault(name, set()).update(_families(chart))
    for card in section.get("cards") or []:
        shown.setdefault(str(card.get("fact", "")), set()).add("level")
    return SectionContent(
        str(section.get("id", "")),
        tuple(_stated(story, at, known)),
        {name: frozenset(found) for name, found in printed.items()},
        {name: frozenset(found) for name, found in shown.items() if name in known},
    )


def _stated(story: StoryText, at: int, known: frozenset[str]) -> Iterator[StatedInsight]:
    """Yield the insights that the comment above a section states, from the last line to the first."""
    line = story.line_of("sections", at) - 1
    while line > 0 and story.lines[line - 1].lstrip().startswith("#"):
        found = _STATED.match(story.lines[line - 1])
        if found and found[1] in TYPES:
            yield StatedInsight(found[1], float(found[2]), found[3], line, names_in(found[3], known))
        line -= 1


def _texts(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _texts(value, name)
    elif isinstance(node, list):
        for item in node:
            yield from _texts(item, key)
    elif isinstance(node, str):
        yield key, node


def _uses(text: str, known: frozenset[str], *, condition: bool) -> Iterator[tuple[str, str]]:
    """Yield each short name of a text with a measure that is taken of it."""
    try:
        trees = [parse_expression(" ".join(text.split()))] if condition else parse_template(text)
    except BriefingError:
        return
    for tree in trees:
        for node in ast.walk(tree) if isinstance(tree, ast.expr) else ():
            if isinstance(node, ast.Attribute):
                root = _root(node)
                if root in known:
                    yield root, node.attr


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else ""


def _charts(section: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key in ("chart", "multiples", "heat"):
        if isinstance(section.get(key), dict):
            yield {"kind": "line", **section[key]}
    yield from (chart for chart in section.get("charts") or [] if isinstance(chart, dict))


def _names(chart: dict[str, Any], known: frozenset[str]) -> frozenset[str]:
    return frozenset(text for _, text in _texts(chart) if text in known)


def _families(chart: dict[str, Any]) -> Iterator[Family]:
    """Yield the families of findings that a chart shows."""
    kind = KINDS.get(str(chart.get("kind")))
    if kind is None:
        return
    if chart.get("entities") or kind.of_places or kind.takes == "places":
        yield "peers"
    elif kind.takes in _OVER_TIME:
        yield from ("level", "trend", "turn")
    if kind.takes in _PARTS or kind.stacked:
        yield "composition"
    if kind.aimed or chart.get("target"):
        yield "target"
