"""English number words: a text → what they claim. "More than doubled" is more than 2 times, "a third of" a part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from briefing.wording.counted import Bound, Counted, turned
from briefing.wording.portions_en import is_every, portions

CARDINALS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
_TEENS: Final = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS: Final = {
    **{word: at for at, word in enumerate(CARDINALS)},
    **{word: at for at, word in enumerate(_TEENS, 13)},
    **{word: 10 * at for at, word in enumerate(_TENS, 2)},
}
_SCALES: Final = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_TIMES: Final = {
    **dict.fromkeys(("double", "doubled", "doubles", "doubling", "twice"), 2.0),
    **dict.fromkeys(("triple", "tripled", "triples", "tripling", "thrice"), 3.0),
    **dict.fromkeys(("quadruple", "quadrupled", "quadruples", "quadrupling"), 4.0),
    **dict.fromkeys(("quintuple", "quintupled", "quintuples", "quintupling"), 5.0),
    **dict.fromkeys(("halve", "halved", "halves", "halving"), 0.5),
}
_PARTS: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
# Words that claim a number without a digit; anything that ends in -fold is one too.
CLAIM_WORDS: Final = frozenset({*CARDINALS[2:], *_TEENS, *_TENS, *_TIMES, "half", "first", "top"})

_SMALL: Final = (
    rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(CARDINALS[1:10])})|{'|'.join((*_TENS, *_TEENS, *CARDINALS[2:]))})"
)
_SCALE: Final = "|".join(_SCALES)
_ORDINAL: Final = "|".join(ORDINALS[1:])
_FOLD: Final = "|".join((*CARDINALS[1:], *_TEENS, *_TENS, "many", "several", "hundred", "thousand"))
# "a third of", "by a quarter", "two fifths"; a third office is no part.
_AFTER: Final = r"(?=\s+(?:of|more|less|fewer|higher|lower|above|below|larger|smaller|as|the)\b|\s*[.,;:!?)]|$)"
_PART: Final = "|".join(part for part in _PARTS if part != "half")
CLAIMS: Final = re.compile(
    r"\b(?:"
    rf"(?P<fold>(?:\d[\d.,]*|{_FOLD})-?fold)"
    rf"|(?P<times>{'|'.join(sorted(_TIMES, key=len, reverse=True))})"
    rf"|(?P<part>(?:(?:an?|one)[- ](?:{_PART}){_AFTER}|{_SMALL}[- ](?:{_PART})s))"
    rf"|(?P<half>half)(?!\s+an?\s+(?:{_SCALE}))"
    rf"|(?P<times_as>{_SMALL}\s+times)(?=\s+(?:as|the|more|what|its|higher|larger|that))"
    rf"|(?P<big>(?:(?:half\s+an?|an?|one|{_SMALL})\s+(?:(?:{_SCALE})\b\s*)+)(?<!\s)(?:(?:\s+and)?\s+{_SMALL}\b)?"
    rf"|(?<=the\s)(?:{_SCALE})(?=[ -](?:mark|line|threshold|barrier|level)))"
    rf"|(?P<top>top(?:[- ]{_SMALL})?)"
    rf"|(?P<rank>first|(?:{_ORDINAL})(?!s))"
    rf"|(?P<count>{_SMALL}))\b",
    re.IGNORECASE,
)
# Where these words claim no number: idioms, parts of time, names of parts of a text or of a method.
_NOUNS: Final = (
    "time|half|quarter|year|month|week|day|version|edition|plan|phase|stage|step|round|part|reading|panel|chart|column|row"
    "|line|slide|page|section|paragraph|question|point|reason|category|group|office|source|opinion|look|value|period"
    "|release|name|lady|aid|draft|thing|thoughts?|nature|sector|world|part(?:y|ies)|person|language|hand|class|floor|estate|results?|findings?"
)
# What a text has of its own, and no dataset counts: "we see four main reasons".
_OWN: Final = (
    "questions|reasons|things|ways|points|lessons|steps|options|caveats|cautions|notes|messages|themes|explanations"
    "|conclusions|findings|factors|drivers|risks|challenges|priorities|recommendations|takeaways|remarks"
)
# A span of time before these names a thing: a five-year plan, a ten-year bond.
_SPANS: Final = (
    "plans?|programmes?|programs?|strateg(?:y|ies)|averages?|moving|rolling|periods?|terms?|bonds?|leases?|loans?"
    "|contracts?|deals?|budgets?|cycles?|horizons?|outlooks?|agreements?|frameworks?|mandates?"
)
IDIOMS: Final = (
    r"at first|first of all|first and foremost|in the first place|as first published|first published|first to last"
    rf"|(?:{'|'.join(ORDINALS)})[- ](?:{_NOUNS})\b|first[- ]?hand|second[- ]hand|per second|split second|every second"
    rf"|an?\s+(?:{_ORDINAL})(?!\s*(?:of|more|less|fewer|higher|lower)\b)(?=\s+[a-z])"
    rf"|(?:^|(?<=[.:;?!]\s))(?:{'|'.join(ORDINALS)})(?=,)"
    r"|(?:ask|asks|count|check|look|read|see|start|begin|think|act|go|note|publish|come|comes|do|decide|settle) first"
    r"|first (?:ask|count|check|look|read|see|find|settle|decide)"
    r"|first[- ](?:class|rate)|(?:each|other|either|the other|this|that|better) half(?! of)|each half of|half[- ]way"
    r"|half[- ]?(?:an? )?(?:year|hour|time|term)(?:ly|s)?|half[- ]hearted|twice (?:an?|each|per|every) \w+"
    r"|double[- ](?:check|count|click|decker|edged|standard|digit)\w*|on top of"
    r"|top(?: |-)(?:up|left|right|level|down|row|line|priority|of the (?:page|slide|hour|chart))"
    r"|(?:two|three|four)[- ](?:way|tier|sided|part)|nine to five|a dozen ways"
    rf"|(?:{'|'.join(CARDINALS[2:])})\s+(?:[a-z]+\s+)?(?:{_OWN})\b"
    rf"|{_SMALL}[- ](?:year|month|week|day|hour)[- ](?:{_SPANS})\b"
    r"|two-thirds majority|two sides of|in two words|seven days a week"
)
_BEFORE: Final[tuple[tuple[Bound, str], ...]] = (
    ("most", r"(?:no|not) more than|at most|up to"),
    ("least", r"no (?:fewer|less) than|not (?:fewer|less) than|at least|reach(?:es|ed)?|hit|topped|tops"),
    ("less", r"less than|fewer than|under|below|short of|not even|not yet"),
    ("more", r"(?:well |far )?more than|over|above|exceed(?:s|ed|ing)?|pass(?:es|ed|ing)?|past|beyond|cross(?:es|ed)?"),
    ("about", r"about|around|roughly|nearly|almost|close to|some|approximately|near|just under|just over"),
)
_DENIED: Final = (
    r"\b(?:no|none|not|never|neither|nor|nothing|nobody|n[’']t|without|fail(?:s|ed)? to)\b[^.;:,]*$|n[’']t\b[^.;:,]*$"
)
_FILLER: Final = r"\s+(?:(?:the|a|an|its|their|by|to|in)\s+)?$"


def counted(text: str) -> Iterator[Counted]:
    """A text → the number words in it that claim a number, in order; those of idioms are left out."""
    told = list(portions(text))
    left = (word for word in _numbers(text) if not any(one.start < word.end and word.start < one.end for one in told))
    yield from sorted((*left, *told), key=lambda word: word.start)


def _numbers(text: str) -> Iterator[Counted]:
    idle = [found.span() for found in idioms().finditer(text)]
    for found in CLAIMS.finditer(text):
        start, end = found.span()
        # "At First Bank" holds a name, no idiom
        idiom = any(first < end and start < last and (text[start].islower() or start == first) for first, last in idle)
        if idiom or re.search(r"\d", found.group()):
            continue
        made = _read(found)
        if made is not None:
            yield made


@cache
def idioms() -> re.Pattern[str]:
    """What claims no number, as one pattern; the proof has the same in its language file."""
    return re.compile(rf"\b(?:{IDIOMS})", re.IGNORECASE)


def _read(found: re.Match[str]) -> Counted | None:
    words, group = found.group().lower(), found.lastgroup or "count"
    text, start = found.string, found.start()
    bound = _bound(text[:start], text[found.end() :])
    if group in ("times", "fold", "times_as"):
        value = _TIMES.get(words) or _fold(words)
        denied = re.search(_DENIED, text[:start], re.IGNORECASE)
        return Counted(start, found.end(), found.group(), "multiple", value, turned(bound) if denied else bound)
    if group in ("part", "half"):
        value = 0.5 if group == "half" else _part(words)
        return Counted(start, found.end(), found.group(), "part", value, bound)
    if group in ("rank", "top"):
        place = re.split(r"[- ]", words, maxsplit=1)
        if group == "top":
            most = _number(place[1]) if len(place) > 1 else 1
            return Counted(start, found.end(), found.group(), "rank", most, "most")
        return Counted(start, found.end(), found.group(), "rank", ORDINALS.index(words) + 1, bound)
    whole = re.search(r"\b(?:of|the|our|these|its|all)\s+$", text[:start], re.IGNORECASE) is not None
    years = re.match(r"[\s-]+years?\b", text[found.end() :], re.IGNORECASE) is not None
    if not bound and is_every(text, start, found.end()):
        return Counted(start, found.end(), found.group(), "every", _number(words))
    return Counted(start, found.end(), found.group(), "count", _number(words), bound, years, whole)


def _bound(before: str, after: str) -> Bound:
    for bound, pattern in _BEFORE:
        if re.search(rf"\b(?:{pattern}){_FILLER}", before, re.IGNORECASE):
            return bound
    if re.match(r"\s+(?:or|and) more\b", after, re.IGNORECASE):
        return "least"
    if re.match(r"\s+(?:or|and) (?:less|fewer)\b", after, re.IGNORECASE):
        return "most"
    return ""


def _fold(words: str) -> float:
    word = re.split(r"-?fold|\s+times", words)[0]
    return float({"many": 2, "several": 2}.get(word) or _UNITS.get(word) or _SCALES.get(word) or _number(word))


def _part(words: str) -> float:
    count, _, part = re.sub("-", " ", words).rpartition(" ")
    return (1 if count in ("a", "an", "one") else _number(count)) / _PARTS[part.removesuffix("s")]


def _number(words: str) -> float:
    total, current = 0.0, 0.0
    for word in re.split(r"[\s-]+", words.replace("half a", "half")):
        if word == "half":
            current = 0.5
        elif word in _UNITS:
            current += _UNITS[word]
        elif word == "hundred" or word == "dozen":
            current = (current or 1) * _SCALES[word]
        elif word in _SCALES:
            total, current = total + (current or 1) * _SCALES[word], 0.0
    return total + current
