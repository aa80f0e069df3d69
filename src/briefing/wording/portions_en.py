"""English words for portions: "most of the eight sectors", "the only town that fell", "hundreds of", "all five rose".

Idioms are many ("at most", "most recent", "the only way"), so that only what is said of things that data count is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefing.wording.counted import Counted

# Things that data count, each with its plural; and amounts of which there is a part.
_THINGS: Final = {
    "region": "regions", "province": "provinces", "prefecture": "prefectures", "state": "states",
    "country": "countries", "nation": "nations", "economy": "economies", "city": "cities", "town": "towns",
    "village": "villages", "district": "districts", "county": "counties", "borough": "boroughs",
    "municipality": "municipalities", "commune": "communes", "place": "places", "area": "areas", "sector": "sectors",
    "industry": "industries", "branch": "branches", "site": "sites", "station": "stations", "plant": "plants",
    "mine": "mines", "port": "ports", "firm": "firms", "company": "companies", "enterprise": "enterprises",
    "bank": "banks", "school": "schools", "university": "universities", "hospital": "hospitals", "clinic": "clinics",
    "household": "households", "farm": "farms", "fuel": "fuels", "product": "products", "crop": "crops",
    "indicator": "indicators", "target": "targets", "goal": "goals", "market": "markets", "library": "libraries",
    "harbour": "harbours", "year": "years", "month": "months", "quarter": "quarters",
}  # fmt: skip
_AMOUNTS: Final = (
    "growth|rise|increase|gains?|fall|decline|decrease|drop|loss(?:es)?|total|output|emissions|exports|imports|electricity"
    "|energy|jobs|population|consumption|production|sales|revenue|spending|trade|people|residents"
)
_ONE, _MANY = "|".join(_THINGS), "|".join(_THINGS.values())
_NUMBERS: Final = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\x00+"
_OF: Final = r"(?:the|its|their|our|these|those|all|all the)"
_WORDS: Final = r"(?:[a-z-]+\s+){0,2}?"
# Behind these "most" is a superlative: "Dale has most firms".
_SUPERLATIVE: Final = "".join(
    rf"(?<!\b{word}\s)"
    for word in (
        "the", "at", "has", "have", "had", "with", "lost", "won", "saw", "sees", "hosts", "counts", "built", "added",
        "adds", "gained", "gains", "carries", "sold", "draws", "attracts",
    )
)  # fmt: skip
_KNOWN: Final = (
    r"(?!\s+(?:with|that ha[sd]|that have|to have|having|for which)\s+(?:\w+\s+){0,2}?(?:counts?|values?|data|figures?"
    r"|records?|numbers?|publishe[sd]|known)\b)"
)
# What became of all of them, or how they stand to a level.
_DONE: Final = (
    r"(?:rose|risen|rise|fell|fallen|fall|grew|grown|grow|shrank|shrunk|gain(?:ed)?|lost|lose|declined?|dropped|drop"
    r"|increased?|decreased?|doubled|tripled|halved|improved?|worsened|exceed(?:ed)?|are (?:above|below|over|under)"
    r"|were (?:above|below|over|under)|lie (?:above|below)|reach(?:ed)?|met|miss(?:ed)?)"
)
_SCALES: Final = {"dozens": 12, "scores": 20, "hundreds": 100, "thousands": 10**3, "millions": 10**6, "billions": 10**9}
_SIZES: Final = {"tens of ": 10, "hundreds of ": 100}
_TWICE: Final = 2  # the least of a plural
PORTIONS: Final = re.compile(
    r"\b(?:"
    rf"(?P<all>(?:nearly|almost|virtually|practically)\s+(?:all|every)(?=\s+(?:of\s+)?(?:{_OF}\s+)?{_WORDS}"
    rf"(?:{_ONE}|{_MANY}|{_AMOUNTS}|{_NUMBERS})\b))"
    rf"|(?P<most>{_SUPERLATIVE}most(?=\s+of\s+{_OF}\s+{_WORDS}(?:{_MANY}|{_AMOUNTS}|{_NUMBERS})(?!\w))"
    rf"|{_SUPERLATIVE}most(?=\s+(?:{_MANY})\b)"
    r"|(?:(?:a|the)\s+(?:(?:large|small|vast|clear|great|narrow|slim|overwhelming|big|bare)\s+)?)majority"
    r"(?!\s+(?:stakes?|shareholders?|owners?|vote|leader|part(?:y|ies)|opinion|rule|government|report|holding)\b))"
    rf"|(?P<none>none(?=\s+of\s+{_OF}\s+{_WORDS}(?:{_MANY}|{_NUMBERS})\b|\s+(?:of\s+them\s+)?{_DONE}\b))"
    rf"|(?P<sole>(?:the\s+only\s+{_WORDS}(?:{_ONE})\b{_KNOWN}|the\s+one\s+(?:{_ONE})(?=\s+(?:that|which|whose|where|with)\b)"
    rf"|only\s+one(?=\s+(?:of\s+{_OF}\s+{_WORDS}(?:{_MANY}|{_NUMBERS})|(?:{_ONE})\b))))"
    rf"|(?P<many>(?:(?:tens|hundreds)\s+of\s+)?(?:{'|'.join(_SCALES)})(?=\s+of\s)(?!\s+of\s+(?:years|centuries|times)\b))"
    r")(?!\w)",
    re.IGNORECASE,
)
_EVERY_BEFORE: Final = re.compile(
    rf"(?<!\bnot )(?<!\bnearly )(?<!\balmost )\b(?:all(?:\s+of)?(?:\s+{_OF})?|each of {_OF}|every one of {_OF})\s+$",
    re.IGNORECASE,
)
_EVERY_AFTER: Final = re.compile(rf"^[^.;:!?,]{{0,40}}?\b{_DONE}\b", re.IGNORECASE)


def portions(text: str) -> Iterator[Counted]:
    """A text → what it says of the most, none, the only one or hundreds of things, in order."""
    for found in PORTIONS.finditer(text):
        start, end, words = found.start(), found.end(), found.group()
        if found.lastgroup == "many":
            yield Counted(start, end, words, "many", _least(words), "least")
        elif found.lastgroup == "sole":
            yield Counted(start, end, words, "sole", 1)
        elif found.lastgroup == "most":
            yield Counted(start, end, words, "portion", 0.5, "more")
        else:
            value = 0.0 if found.lastgroup == "none" else 1.0
            yield Counted(start, end, words, "portion", value, "about" if value else "")


def is_every(text: str, start: int, end: int) -> bool:
    """Whether a count is said of all: "all five rose", "each of the five fell"."""
    return bool(_EVERY_BEFORE.search(text[:start]) and _EVERY_AFTER.search(text[end:]))


def _least(words: str) -> float:
    told = re.sub(r"\s+", " ", words.lower())
    size = next((size for begun, size in _SIZES.items() if told.startswith(begun)), 1)
    return float(_SCALES[told.rpartition(" ")[2]] * (size if size > 1 else 1) * _TWICE)
