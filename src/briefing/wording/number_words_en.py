"""English number words and what they claim: "more than doubled" is more than 2 times, "a third of" a part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, cast

from briefing.model.period import Unit
from briefing.wording.number_words import Bound, NumberWord, in_order, opposite_bound, portions

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
_ORDERED: Final = (
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
    rf"|(?:{'|'.join(ORDINALS)})[- ](?:{_ORDERED})\b|first[- ]?hand|second[- ]hand|per second|split second|every second"
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
# Words for portions.
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
_THING, _PLURAL = "|".join(_THINGS), "|".join(_THINGS.values())
_NUMERALS: Final = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\x00+"
_OF_ALL: Final = r"(?:the|its|their|our|these|those|all|all the)"
_ADJECTIVES: Final = r"(?:[a-z-]+\s+){0,2}?"
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
_PLURAL_SCALES: Final = {
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
}
_SIZES: Final = {"tens of ": 10, "hundreds of ": 100}
_TWICE: Final = 2  # the least of a plural
PORTIONS: Final = re.compile(
    r"\b(?:"
    rf"(?P<all>(?:nearly|almost|virtually|practically)\s+(?:all|every)(?=\s+(?:of\s+)?(?:{_OF_ALL}\s+)?{_ADJECTIVES}"
    rf"(?:{_THING}|{_PLURAL}|{_AMOUNTS}|{_NUMERALS})\b))"
    rf"|(?P<most>{_SUPERLATIVE}most(?=\s+of\s+{_OF_ALL}\s+{_ADJECTIVES}(?:{_PLURAL}|{_AMOUNTS}|{_NUMERALS})(?!\w))"
    rf"|{_SUPERLATIVE}most(?=\s+(?:{_PLURAL})\b)"
    r"|(?:(?:a|the)\s+(?:(?:large|small|vast|clear|great|narrow|slim|overwhelming|big|bare)\s+)?)majority"
    r"(?!\s+(?:stakes?|shareholders?|owners?|vote|leader|part(?:y|ies)|opinion|rule|government|report|holding)\b))"
    rf"|(?P<none>none(?=\s+of\s+{_OF_ALL}\s+{_ADJECTIVES}(?:{_PLURAL}|{_NUMERALS})\b|\s+(?:of\s+them\s+)?{_DONE}\b))"
    rf"|(?P<sole>(?:the\s+only\s+{_ADJECTIVES}(?:{_THING})\b{_KNOWN}|the\s+one\s+(?:{_THING})(?=\s+(?:that|which|whose|where|with)\b)"
    rf"|only\s+one(?=\s+(?:of\s+{_OF_ALL}\s+{_ADJECTIVES}(?:{_PLURAL}|{_NUMERALS})|(?:{_THING})\b))))"
    rf"|(?P<many>(?:(?:tens|hundreds)\s+of\s+)?(?:{'|'.join(_PLURAL_SCALES)})(?=\s+of\s)(?!\s+of\s+(?:years|centuries|times)\b))"
    r")(?!\w)",
    re.IGNORECASE,
)
_EVERY_BEFORE: Final = re.compile(
    r"(?<!\bnot )(?<!\bnearly )(?<!\balmost )\b"
    rf"(?:all(?:\s+of)?(?:\s+{_OF_ALL})?|(?:each|every one) of {_OF_ALL})\s+$",
    re.IGNORECASE,
)
_EVERY_AFTER: Final = re.compile(rf"^[^.;:!?,]{{0,40}}?\b{_DONE}\b", re.IGNORECASE)


# What follows a number of years, and what says that things followed one another.
_UNIT_OF_TIME: Final = re.compile(r"[\s-]+(year|half-year|quarter|month|week|day)s?\b", re.IGNORECASE)
_IN_ROW: Final = re.compile(
    r"\s+(?:consecutive|straight|successive)\b|\s+(?:[\w’'-]+\s+){0,3}?(?:in a row|in succession|running)\b",
    re.IGNORECASE,
)


# What says that quarters are those of years: "the last three quarters".
_OF_TIME: Final = re.compile(r"\b(?:last|past|first|previous|preceding|next)\s+$", re.IGNORECASE)
# "Third month running" is no idiom, as "third month" is one.
_MONTHS_IN_ROW: Final = re.compile(
    r"\s+(?:consecutive |straight |successive )?(?:month|quarter|week|day)\s+(?:in a row|in succession|running)\b"
    r"|\s+(?:consecutive|straight|successive)\s+(?:month|quarter|week|day)",
    re.IGNORECASE,
)


def in_row(after: str) -> bool:
    """Whether what follows a number says that it counts what came one after the other: "third rise in a row"."""
    return _IN_ROW.match(after) is not None


# Without one of these in a text, neither pattern finds anything in it: most texts are not searched any further.
_NEEDED: Final = frozenset(
    {*CLAIM_WORDS, *ORDINALS, *_SCALES, *_PARTS, *(f"{part}s" for part in _PARTS), "fold", *_PLURAL_SCALES}
    | {"nearly", "almost", "virtually", "practically", "most", "majority", "none", "only", "one"}
)
_LETTERS: Final = re.compile("[a-z]+")


def number_words(text: str) -> Iterator[NumberWord]:
    """Give the number words of a text that claim a number, in order, without those of idioms."""
    if may_claim(text):
        yield from in_order(portions(text, PORTIONS, _least), _numbers(text))


def may_claim(text: str) -> bool:
    """Whether a text holds a word without which none of its words claims a number."""
    lower = text.lower()
    return "fold" in lower or not _NEEDED.isdisjoint(_LETTERS.findall(lower))


def _numbers(text: str) -> Iterator[NumberWord]:
    claims = list(CLAIMS.finditer(text))
    idle = [found.span() for found in idioms().finditer(text)] if claims else []
    for found in claims:
        start, end = found.span()
        # "At First Bank" holds a name, no idiom
        idiom = any(first < end and start < last and (text[start].islower() or start == first) for first, last in idle)
        if (idiom and not _MONTHS_IN_ROW.match(text, end)) or re.search(r"\d", found.group()):
            continue
        made = _read(found)
        if made is not None:
            yield made


@cache
def idioms() -> re.Pattern[str]:
    """Return what claims no number as one pattern; the proof has the same in its language file."""
    return re.compile(rf"\b(?:{IDIOMS})", re.IGNORECASE)


def _read(found: re.Match[str]) -> NumberWord | None:
    words, group = found.group().lower(), found.lastgroup or "count"
    text, start = found.string, found.start()
    bound = _bound(text[:start], text[found.end() :])
    if group in ("times", "fold", "times_as"):
        value = _TIMES.get(words) or _fold(words)
        denied = re.search(_DENIED, text[:start], re.IGNORECASE)
        return NumberWord(
            start, found.end(), found.group(), "multiple", value, opposite_bound(bound) if denied else bound
        )
    after = text[found.end() :]
    if words.endswith("quarters") and (_OF_TIME.search(text[:start]) or in_row(after)):
        count = _number(words.removesuffix("quarters").strip(" -"))
        return NumberWord(start, found.end(), found.group(), "count", count, bound, "quarter", in_row=in_row(after))
    if group in ("part", "half"):
        value = 0.5 if group == "half" else _part(words)
        quarters = 4 * value if words.endswith("quarters") else 0
        return NumberWord(start, found.end(), found.group(), "part", value, bound, quarters=quarters)
    if group in ("rank", "top"):
        place = re.split(r"[- ]", words, maxsplit=1)
        if group == "top":
            most = _number(place[1]) if len(place) > 1 else 1
            return NumberWord(start, found.end(), found.group(), "rank", most, "most")
        row = in_row(after)
        return NumberWord(start, found.end(), found.group(), "rank", ORDINALS.index(words) + 1, bound, in_row=row)
    whole = re.search(r"\b(?:of|the|our|these|its|all)\s+$", text[:start], re.IGNORECASE) is not None
    counted = _UNIT_OF_TIME.match(after)
    unit = cast("Unit", counted[1].lower()) if counted else ""
    if not bound and is_every(text, start, found.end()):
        return NumberWord(start, found.end(), found.group(), "every", _number(words))
    return NumberWord(start, found.end(), found.group(), "count", _number(words), bound, unit, whole, in_row(after))


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


def is_every(text: str, start: int, end: int) -> bool:
    """Whether a count is one of all: "all five rose", "each of the five fell"."""
    return bool(_EVERY_BEFORE.search(text[:start]) and _EVERY_AFTER.search(text[end:]))


def _least(words: str) -> float:
    plain = re.sub(r"\s+", " ", words.lower())
    size = next((size for begun, size in _SIZES.items() if plain.startswith(begun)), 1)
    return float(_PLURAL_SCALES[plain.rpartition(" ")[2]] * (size if size > 1 else 1) * _TWICE)
