"""Whether a text uses four figures that an author typed as a year.

"In 2021" and "2014–2021" do; "rose to 2021" and "2021 visits" do not, where visits are what the dataset counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefing.model.dataset import Dataset
from briefing.model.edition import Edition

_MONTHS: Final = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
# What makes a year of four figures, whatever follows.
_DATED: Final = re.compile(
    r"(?:(?:^|(?<=[.;:,]\s))by\s+|\b(?:in|since|during|until|till|before|after|throughout|years?|early|late|mid"
    rf"|{_MONTHS}|spring|summer|autumn|winter"
    r"|(?:half|quarter|end|start|beginning|middle|course|months?|weeks|days) of)[\s-]+"
    r"|\d{4}(?:\s?[–—/-]\s?|\s+(?:to|and)\s+))$",
    re.IGNORECASE,
)
# What makes a quantity of them.
_MOVED: Final = (
    "rose|rises?|risen|fell|falls?|fallen|grew|grows?|grown|climbed|increased|decreased|dropped|declined|shrank"
)
_COUNTED: Final = re.compile(
    r"\b(?:reach(?:ed|es)?|total(?:led|s)?|count(?:ed|s)?|number(?:ed|s)?|nearly|almost|roughly|exactly|more than"
    rf"|less than|fewer than|at least|at most|(?:{_MOVED})(?:\s+\w+)?\s+to)\s+$"
    r"|(?:达到?|增至|升至|降至|减至|约|超过|不到|共计?)$",
    re.IGNORECASE,
)
# What goes before a year to come, unless a value moved by so much or to there.
_COMING: Final = re.compile(r"(?:\b(?:by|for|from|to|of|the)\s+|[(（])$", re.IGNORECASE)
_STEP: Final = re.compile(rf"\b(?:{_MOVED})(?:\s+\w+)?\s+(?:by|to|of)\s+$", re.IGNORECASE)
_STATED: Final = re.compile(r"\b(?:was|were|is|are)\s+$", re.IGNORECASE)
_SCALED: Final = re.compile(
    r"\s*(?:(?:thousand|million|billion|trillion|bn|per ?cent|percentage|dozen)\b"
    r"|[万亿千百家件人个次项元名位座条份倍吨张台辆户所])",
    re.IGNORECASE,
)
# What ends the thing that a unit counts: "euros a month", "% of the labour force".
_OF_WHAT: Final = re.compile(r"\b(?:of|per|an?|at|in)\b|[,/(]")
# "The 2020 exports" are those of that year.
_OWN: Final = re.compile(r"(?:\b(?:the|its|their|our|this|that|these|those)|[’']s?)\s+$", re.IGNORECASE)
_WORD: Final = re.compile(r"\s+([a-z][a-z-]+)", re.IGNORECASE)


def is_year(text: str, start: int, end: int, things: frozenset[str]) -> bool:
    """Whether the four figures of a text from `start` to `end` are used as a year, and not to count `things`."""
    before, after = text[:start], text[end:]
    if re.match(r"\s?年", after):
        return True
    if _SCALED.match(after):
        return False
    if _DATED.search(before):
        return True
    thing = _WORD.match(after)
    if (thing and thing[1].lower() in things and not _OWN.search(before)) or _COUNTED.search(before):
        return False
    return not _STATED.search(before) or "year" in before.lower() or "年" in before


def is_coming(text: str, start: int, end: int) -> bool:
    """Whether four figures that `is_year` takes for a year are sure to be one to come, as in "net zero by 2050"."""
    before = text[:start]
    dated = _DATED.search(before) or (_COMING.search(before) and not _STEP.search(before))
    return bool(dated or re.match(r"\s?年", text[end:]))


def known_until(dataset: Dataset, edition: Edition) -> int:
    """Return the last year that the data or the day of the edition reach."""
    years = [item.year for item in dataset.observations]
    return max(edition.period[1], edition.as_of.year, *years)


def counted_things(dataset: Dataset, edition: Edition) -> frozenset[str]:
    """Return what the indicators count: English words of their units and plurals of their names, in lower case."""
    return frozenset(_things(dataset, edition))


def _things(dataset: Dataset, edition: Edition) -> Iterator[str]:
    names = [*(item.names.get("en", "") for item in dataset.indicators.values())]
    names += [item.names.get("en", "") for item in edition.subjects.values()]
    for name in names:
        yield from (word for word in re.findall(r"[a-z]{3,}", name.lower()) if word.endswith("s"))
    units = {item.unit for item in dataset.indicators.values()} | {item.unit for item in edition.subjects.values()}
    for unit in units:
        counted = _OF_WHAT.split(unit.lower(), maxsplit=1)[0]
        yield from (word for word in re.findall(r"[a-z]{4,}", counted) if word not in ("year", "years", "constant"))
