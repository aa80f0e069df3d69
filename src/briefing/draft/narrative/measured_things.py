"""What the values of a table are an amount of, where its names say only of which part: emissions, employment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from briefing.draft.insights.arrays import column_of
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.recognition.activity_names import ACTIVITIES

# Nouns of amounts, with what joins them to a part whose name is no adjective: "emissions from refining of oil".
_JOINTS: Final[Mapping[str, str]] = {
    "arrivals": "from", "capacity": "of", "consumption": "of", "deaths": "from", "emissions": "from",
    "employment": "in", "expenditure": "on", "exports": "of", "generation": "from", "imports": "of",
    "investment": "in", "jobs": "in", "output": "of", "production": "of", "revenue": "from", "sales": "of",
    "spending": "on", "trade": "in",
}  # fmt: skip
_PART: Final = re.compile(rf"\b(?:of|and|or|in|for|from|by)\b|,|\b(?:{'|'.join(ACTIVITIES)})$")
# Heads that say what was worked out, and nothing of what it is about: a code beside them needs the title.
_STATISTICS: Final = frozenset({"average", "index", "mean", "measure", "median", "obs value", "observation", "value"})
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_LEAST: Final = 3  # names of one table that its title may say the amount of


def measured_thing(context: PhrasingContext, key: str) -> str:
    """Return the noun of what a short name is an amount of, as the table says in the head of its values, in brackets
    behind the name ("Transport (greenhouse gas emissions)"), or in its title where names are the sum of others; empty
    where none says it, or the name has it already."""
    subject, title = context.subject(key), context.project.edition.title
    if subject.indicator is None:
        return ""
    name = subject.indicator.names.get("en", "")
    head = column_of(subject)
    if head and head.lower() in _STATISTICS and " " not in name and name.lower() != head.lower():
        return title[:1].lower() + title[1:]
    noun = _of_brackets(name) or (head.lower() if head else _of_title(context, key))
    plain = _BRACKETS.sub(" ", name)
    return noun if noun in _JOINTS and not re.search(rf"\b{noun}\b", plain, re.IGNORECASE) else ""


def with_thing(words: str, noun: str) -> str:
    """Return the name of a part with what it is an amount of: "aviation emissions", "emissions from use of fuels"."""
    if noun not in _JOINTS:
        return f"{noun} ({words})"
    return f"{noun} {_JOINTS[noun]} {words}" if _PART.search(words) else f"{words} {noun}"


def joint_of(noun: str) -> str:
    """Return what joins the noun of an amount to a part of it; empty for any other word."""
    return _JOINTS.get(noun, "")


def without_things(named: list[str], noun: str) -> list[str]:
    """Return names that stand in one list, the noun once: "private and retail trade employment"."""
    if noun not in _JOINTS:
        return named
    behind, before = f" {noun}", f"{noun} {_JOINTS[noun]} "
    if all(words.endswith(behind) for words in named):
        return [*(words.removesuffix(behind) for words in named[:-1]), named[-1]]
    if all(words.startswith(before) for words in named):
        return [named[0], *(words.removeprefix(before) for words in named[1:])]
    return named


def _of_brackets(name: str) -> str:
    words = (word for inner in _BRACKETS.findall(name) for word in re.findall("[a-z]+", inner.lower()))
    return next((word for word in words if word in _JOINTS), "")


def _of_title(context: PhrasingContext, key: str) -> str:
    last = context.project.edition.title.rpartition(" ")[2].lower()
    if last not in _JOINTS:
        return ""
    known = {one for whole, parts in context.wholes.items() for one in (whole, *parts)}
    return last if len(known) >= _LEAST and context.subject(key).indicator is not None else ""
