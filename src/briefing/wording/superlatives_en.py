"""English superlatives of data: "the warmest year", "more than in any year since", "a record high", "fell most".

"The largest cities", "at most", "the latest" and "from highest to lowest" claim no first place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefing.wording.superlatives import Superlative

_HIGH: Final = (
    "highest|largest|biggest|greatest|fastest|steepest|sharpest|strongest|warmest|hottest|wettest|longest|richest"
    "|busiest|widest|deepest|heaviest"
)
_LOW: Final = "lowest|smallest|slowest|weakest|coldest|coolest|driest|shortest|poorest|cheapest|narrowest"
_MOVES: Final = "rise|fall|increase|decrease|drop|decline|gain|loss|growth|jump|change|step"
_PLACES: Final = (
    "town|city|country|region|state|province|district|county|economy|place|sector|site|plant|port|station|emitter"
    "|producer|exporter|importer"
)
_RANKED: Final = (
    rf"{_MOVES}|{_PLACES}|year|month|quarter|decade|value|level|rate|share(?!\s+(?:goes|went|comes|came))|figure|number|count|total|deficit|surplus"
    "|reading|average|population|output"
)
_TALLIED: Final = (
    "has|have|had|with|lost|gained|saw|added|built|sold|drew|attracted|produced|emitted|used|paid|earned|rose|fell|grew"
    "|increased|dropped|declined|shrank|changed|rises|falls|grows"
)
_ADJECTIVES: Final = "populous|expensive|productive|crowded|visited|unequal|indebted|affordable|polluted|volatile"
_COMPARED: Final = (
    "more|less|fewer|higher|lower|faster|slower|larger|smaller|bigger|warmer|colder|cooler|hotter|better|worse|further"
    "|longer|shorter"
)
_LOWER: Final = re.compile(rf"\b(?:{_LOW}|least|fewest|less|fewer|lower|slower|smaller|colder|cooler|low|lows)\b", re.I)
_NEVER: Final = re.compile(r"never|not since", re.I)  # "never before so low" says behind it what is meant
_EVER: Final = re.compile(r"\brecord\b|\ball-time\b|\bever\b|\bnever before\b", re.I)
_PLACED: Final = re.compile(rf"\b(?:{_PLACES}|has|have|had|most|least|fewest)\b", re.I)
_MOVED: Final = re.compile(rf"\b(?:{_MOVES}|fell|rose|grew|shrank|gained|lost|increased|dropped|declined)\b", re.I)
FOUND: Final = re.compile(
    "|".join(
        (
            # at the end of what is said, or with what it is the highest of
            rf"(?<!-)\b(?:{_HIGH}|{_LOW})(?:\s+(?:ever|on record|yet|so far))?"
            r"(?=\s*(?:$|[.,;:!?)\x01–—])|\s+(?:since|in|of|among|for|on|at|ever)\b)",
            rf"\b(?:{_HIGH}|{_LOW})\s+(?:[a-z]+\s+)?(?:{_RANKED})(?:\s+(?:ever|on record|in the record))?(?![\w-])",
            r"\b(?:a|an|the|its|their|at|to)\s+record[\s-](?:highs?|lows?|year|level|number|rise|fall|value|total|\d[\d.,]*)",
            r"\ball-time (?:highs?|lows?)",
            rf"\b(?:{_COMPARED})\b(?:\s+[\w%’'-]+){{0,3}}?\s+than\s+(?:ever\b|(?:(?:in|at|during|on)\s+)?any\s+"
            r"(?:other|earlier|previous|single|year|month|quarter|town|city|country|region|state|place|sector)\b)",
            r"\bnever before\b|\bnever been (?:so|higher|lower|as|this)\b|\bnot since (?:\d{4}|the \w+)",
            rf"\b(?:the|its|their|is|was|are|were)\s+(?:most|least)\s+(?:{_ADJECTIVES})\b",
            rf"\b(?:{_TALLIED})\s+(?:the\s+)?(?:most|least|fewest|fastest)\b(?!\s+(?:to|likely|of|recent\w*|important))",
        )
    ),
    re.IGNORECASE,
)
_NONE: Final = re.compile(
    r"\b(?:one|some|many|two|three|four|five|\d+)\s+of\s+(?:the|its|their)\s+(?:\w+\s+)?$|\bamong\s+(?:the|its|their)\s+$"
    r"|\b(?:from|to|or|not|n[’']t|if|whether)\s+(?:the\s+)?$|\b(?:second|third|fourth|fifth|next)[ -]$|-$"
    r"|\bwith\s+(?:the|its)\s+$|\b(?:whose|which|who)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


# Without one of these in a text, the pattern finds nothing in it: most texts are not searched any further.
_NEEDED: Final = frozenset(
    {*_HIGH.split("|"), *_LOW.split("|"), "record", "time", "than", "never", "since", "most", "least", "fewest"}
)
_LETTERS: Final = re.compile("[a-z]+")


def may_claim(text: str) -> bool:
    """Whether a text holds a word without which there is no superlative in it."""
    return not _NEEDED.isdisjoint(_LETTERS.findall(text.lower()))


def superlatives(text: str) -> Iterator[Superlative]:
    """Give what a text claims to be the highest, the lowest or a record, in order."""
    if not may_claim(text):
        return
    for found in FOUND.finditer(text):
        if _NONE.search(text[: found.start()]):
            continue
        around = re.split(r"[.;:!?]\s", text[found.end() :], maxsplit=1)[0][:25]
        ever = _EVER.search(found.group()) is not None or re.match(
            r"\s*(?:in|of|on)\s+(?:the|our|its|\w+[’']s)?\s*record\b", around
        )
        yield Superlative(
            found.start(),
            found.group(),
            _LOWER.search(found.group() + (around[:10] if _NEVER.match(found.group()) else "")) is None,
            _MOVED.search(found.group()) is not None,
            _PLACED.search(found.group()) is not None,
            bool(ever),
        )
