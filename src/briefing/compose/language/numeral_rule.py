"""The numeral rule: a number is printed by a fact, or it is a name with a reason; nothing else is let through.

A numeral is any token with a Unicode digit after NFKC; a number word claims a number without a digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.language.story_characters import normalised
from briefing.compose.language.templates import NAME
from briefing.compose.language.typed_dates import NO_DATES, TypedDates, last_year
from briefing.model.dataset import Dataset
from briefing.model.edition import Edition
from briefing.model.period import YEAR as CALENDAR_YEAR
from briefing.model.period import Period
from briefing.model.text import Run, Text
from briefing.wording.number_words import NumberWord, NumberWordReader
from briefing.wording.typed_periods import TypedPeriod, counted_time

YEAR: Final = "year"
PERIOD: Final = "period"
TESTED: Final = "tested with its claim"
_OLDEST: Final = Period.year(1800)
_LATEST: Final = Period.year(2100)
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_TOKEN: Final = re.compile(r"[$€£¥+−]?[A-Za-z-]*[0-9][0-9A-Za-z.,]*[%‰×]?")
# What stands for a printed fact or term while the rest is searched: no letter, no digit, no space, no sign.
_LOCKED: Final = "\x00"


def date_term(period: Period) -> str:
    """Return the reason for which a period may be printed without a fact: it is a year, or a period."""
    return YEAR if period.frequency == CALENDAR_YEAR else PERIOD


LevelTest = Callable[[str, int, int], bool]


def _no_level(_text: str, _start: int, _end: int) -> bool:
    return False


class Offence(Struct, frozen=True):
    """A numeral, or a number word, that nothing allows; `number` is its bare figure, empty for a word.

    `word` is what a number word claims, `date` a period.
    """

    token: str
    number: str
    word: NumberWord | None = None
    date: TypedPeriod | None = None


class ReadText(Struct, frozen=True):
    """A text, the string in which the rule searches it, the place in the text of each of its positions and of its end,
    and the periods that it names."""

    text: Text
    searched: str
    origin: list[int]
    dates: list[TypedPeriod]

    @property
    def typed_periods(self) -> dict[int, Period]:
        """The periods that the text names, by where they begin in it."""
        return {self.origin[date.start]: date.period for date in self.dates}


class NumeralRule(Struct, frozen=True):
    """The rule for one edition: its terms, the first year that may not be typed, the reader of its number words, what
    its data count, and the last year that may not be typed: one beyond it, as that of a target, is in no data."""

    terms: Terms
    last_period: Period
    counted: NumberWordReader
    things: frozenset[str] = frozenset()
    known_until: Period = _LATEST
    dates: TypedDates = NO_DATES

    def read(self, text: Text) -> ReadText:
        """Return a text as the rule searches it."""
        searched, origin = _normalised(text)
        return ReadText(text, searched, origin, self.dates.find(searched))

    def check(
        self, read: ReadText, *, tested: Callable[[NumberWord], bool], level: LevelTest = _no_level
    ) -> tuple[Text, tuple[Offence, ...]]:
        """Return a text with its terms, years and tested number words as runs of their own, and its offences.

        `tested` says whether an expectation of the text compares with the number of a word, `level` whether one does
        with the figures of a string from one place to another.
        """
        text, searched, origin = read.text, read.searched, read.origin
        claims = list(self.counted(searched))
        spans = [span for span in self.terms.find(searched) if _whole(origin, *span[:2])]
        offences: list[Offence] = []
        refused: list[tuple[int, int, str]] = []
        for date in read.dates:
            if _inside(date.start, date.end, spans):
                continue
            if self.dates.allows(date) and _whole(origin, date.start, date.end):
                spans.append((date.start, date.end, PERIOD))
            else:
                refused.append((date.start, date.end, PERIOD))
                offences.append(Offence(searched[date.start : date.end], "", date=date))
        if not spans and not claims and not re.search(r"[0-9]", searched):
            return text, tuple(offences)
        for match in _NUMBER.finditer(searched):
            if _inside(match.start(), match.end(), [*spans, *refused]):
                continue
            counted = counted_time(searched, *match.span(), self.dates.words)
            if _whole(origin, *match.span()) and self._is_year(searched, match):
                spans.append((match.start(), match.end(), YEAR))
            elif (counted is not None and tested(counted)) or level(searched, *match.span()):
                spans.append((match.start(), match.end(), TESTED))
            else:
                offences.append(Offence(_token(searched, match), match.group()))
        for word in claims:
            if _inside(word.start, word.end, [*spans, *refused]):
                continue
            if not tested(word):
                offences.append(Offence(word.text, "", word))
            elif _whole(origin, word.start, word.end):
                spans.append((word.start, word.end, TESTED))
        spans = [(origin[start], origin[end], why) for start, end, why in sorted(spans)]
        return tuple(_split(text, spans)) if spans else text, tuple(offences)

    def _is_year(self, searched: str, match: re.Match[str]) -> bool:
        if not re.fullmatch(r"[0-9]{4}", match.group()):
            return False
        year = Period.year(int(match.group()))
        coming = self.known_until < year <= _LATEST
        if not coming and not _OLDEST <= year < last_year(self.last_period):
            return False
        before, after = searched[: match.start()][-1:], searched[match.end() :][:1]
        joined = re.match(r"[A-Za-z$€£¥.,+−]", before) or re.match(r"[A-Za-z%‰×$€£¥]", after)
        used = is_year(searched, *match.span(), self.things)
        return not joined and used and (not coming or is_coming(searched, *match.span()))


def _normalised(text: Text) -> tuple[str, list[int]]:
    """Return the string to search, and the position in the runs of each position in it and of its end."""
    shown = "".join(_LOCKED * len(run.text) if run.fact or run.term else run.text for run in text)
    if shown.isascii():
        return shown, list(range(len(shown) + 1))
    pieces = ["" if _is_invisible(char) else normalised(char) for char in shown]
    origin = [place for place, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), [*origin, len(shown)]


def _is_invisible(char: str) -> bool:
    """Soft hyphens and joiners print nothing, so that a number word is read through them."""
    return not char.isascii() and unicodedata.category(char) == "Cf"


def _whole(origin: list[int], start: int, end: int) -> bool:
    """Whether a span begins and ends with whole characters: "½000" holds no year."""
    return (start == 0 or origin[start - 1] != origin[start]) and origin[end - 1] != origin[end]


def _inside(start: int, end: int, spans: list[tuple[int, int, str]]) -> bool:
    return any(first <= start and end <= last for first, last, _ in spans)


def _token(searched: str, number: re.Match[str]) -> str:
    for token in _TOKEN.finditer(searched):
        if token.start() <= number.start() < token.end():
            return token.group().rstrip(".,").lstrip("-") or number.group()
    return number.group()


def _split(text: Text, spans: list[tuple[int, int, str]]) -> Iterator[Run]:
    place = 0
    for run in text:
        end = place + len(run.text)
        at = place
        for first, last, why in spans:
            low, high = max(first, place), min(last, end)
            if low >= high or run.fact or run.term:
                continue
            if low > at:
                yield replace(run, text=run.text[at - place : low - place])
            yield replace(run, text=run.text[low - place : high - place], term=why)
            at = high
        if at < end:
            yield replace(run, text=run.text[at - place :])
        place = end


# Years

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


def known_until(dataset: Dataset, edition: Edition) -> Period:
    """Return the last year that the data or the day of the edition reach."""
    periods = {edition.period[1], *(item.period for item in dataset.observations)}
    return Period.year(max(edition.as_of.year, *(period.end.year for period in periods)))


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


# Terms

VERBATIM: Final = "quoted verbatim"
SHIPPED: Final = (
    "2030 Agenda", "24/7", "2D", "3D", "3G", "4G", "4K", "5G", "6G", "8K", "A4", "Agenda 2030", "B2B", "B2C", "CH4",
    "CO2", "CO2e", "COVID-19", "Covid-19", "G7", "G8", "G20", "Industry 4.0", "N2O", "PM10", "PM2.5", "SARS-CoV-2",
    "Web3",
)  # fmt: skip
_JOINED: Final = re.compile("[0-9A-Za-z]")
_POINT_BEFORE: Final = re.compile(r"[0-9][.,]$")
_POINT_AFTER: Final = re.compile(r"^[.,][0-9]")
# A figure with what it is joined to; raised and lowered ones are figures too, as in CO₂.
_JOINED_FIGURES: Final = re.compile(r"[A-Za-z$€£¥&-]*[\d²³¹⁰⁴-⁹₀-₉](?:[\w.,%/-]*\w)?[%×]?")
# What a name has in brackets at its end, as a unit.
_BRACKETED: Final = re.compile(r"(?:\s*(?:\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]))+$")
_PERCENT_SIGNS: Final = ("%", "‰", "×")
_SHIPPED_REASON: Final = "a name, not a number"


class Terms:
    """Every name that may hold a numeral or a number word, with the reason."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        terms = {"".join(map(normalised, term)): reason for term, reason in reasons.items()}
        self._ordered = sorted(terms.items(), key=lambda item: (-len(item[0]), item[0]))

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, reason) of each term in a normalised text; where two overlap the longer one counts."""
        spans: list[tuple[int, int, str]] = []
        for term, reason in [item for item in self._ordered if item[0] in text]:
            start = text.find(term)
            while start >= 0:
                end = start + len(term)
                if _bounded(text, start, end) and all(end <= first or last <= start for first, last, _ in spans):
                    spans.append((start, end, reason))
                start = text.find(term, start + 1)
        return sorted(spans)


def terms_of(edition: Edition, dataset: Dataset, claims: re.Pattern[str]) -> Terms:
    """Return the edition's terms, the dataset's names and the shipped list; only those with a digit or a number word.

    `claims` finds number words. Where two give a reason for the same name, the edition's counts.
    """
    reasons = dict.fromkeys(SHIPPED, _SHIPPED_REASON)
    reasons.update((name, NAME) for name in sorted(set(_names(edition, dataset))) if _numeric(name, claims))
    reasons.update((item.text, VERBATIM) for item in dataset.statements.values() if _numeric(item.text, claims))
    reasons.update(edition.terms)
    return Terms({" ".join(term.split()): reason for term, reason in reasons.items() if term.strip()})


def without_unit(name: str) -> str:
    """Return the name of an indicator without what stands in brackets at its end: "Exports (US$)" is "Exports"."""
    short = _BRACKETED.sub("", name).strip()
    return short or name


def _spoken(name: str) -> Iterator[str]:
    """Give a name as sentences have it: without its unit, and with a small letter."""
    for form in (name, without_unit(name)):
        yield from (form, form[:1].lower() + form[1:])


def _names(edition: Edition, dataset: Dataset) -> Iterator[str]:
    for indicator in dataset.indicators.values():
        for name in indicator.names.values():
            yield from _spoken(name)
        yield from (indicator.unit, *indicator.units.values())
    for observation in dataset.observations:
        yield from (observation.entity, observation.unit)
    imprint = edition.imprint
    yield edition.entity
    yield from (imprint.organisation, imprint.owner, imprint.contact, imprint.classification)
    yield from (name for names in dataset.places.values() for name in names.values())
    for subject in edition.subjects.values():
        for name in subject.names.values():
            yield from _spoken(name)
        yield from (subject.unit, *subject.units.values())
    for source in dataset.sources.values():
        yield from (source.title, source.publisher, source.short)
    for statement in dataset.statements.values():
        yield from (statement.speaker, *(statement.items if statement.kind == "list" else ()))
    yield from (milestone.title for milestone in dataset.milestones)


def _numeric(name: str, claims: re.Pattern[str]) -> bool:
    return any(map(str.isnumeric, name)) or bool(claims.search(name))


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a term stands by itself: "10,000" is no part of "110,000", "10,000.5" or "10,000%"."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if text[start].isalnum() and (_JOINED.search(before[-1:]) or _POINT_BEFORE.search(before)):
        return False
    if text[end - 1].isdigit() and after[:1] in _PERCENT_SIGNS:
        return False
    return not (text[end - 1].isalnum() and (_JOINED.search(after[:1]) or _POINT_AFTER.search(after)))


def split_declared(value: str, reason: str, claims: re.Pattern[str] | None = None) -> Iterable[tuple[str, str]]:
    """Split a text of the data or the program into (part, reason or nothing).

    Numerals carry the reason, and in a name the number words too, as "First" in "First Bank"; `claims` finds these.
    """
    found = [match.span() for match in _JOINED_FIGURES.finditer(value)]
    words = (match.span() for match in claims.finditer(value)) if claims else ()
    found += [span for span in words if all(span[1] <= first or last <= span[0] for first, last in found)]
    start = 0
    for first, last in sorted(found):
        if first > start:
            yield value[start:first], ""
        yield value[first:last], reason
        start = last
    if start < len(value):
        yield value[start:], ""
