"""The numeral rule: a number is printed by a fact, or it is a name with a reason; nothing else is let through.

A numeral is any token with a Unicode digit after NFKC; a number word claims a number without a digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.language.characters import normalised
from briefing.compose.language.terms import Terms
from briefing.compose.language.year_numerals import is_coming, is_year
from briefing.model.text import Run, Text
from briefing.wording.number_words import NumberWord, NumberWordReader

YEAR: Final = "year"
TESTED: Final = "tested with its claim"
_OLDEST_YEAR: Final = 1800
_LATEST_YEAR: Final = 2100
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_TOKEN: Final = re.compile(r"[$€£¥+−]?[A-Za-z-]*[0-9][0-9A-Za-z.,]*[%‰×]?")
# What stands for a printed fact or term while the rest is searched: no letter, no digit, no space, no sign.
_LOCKED: Final = "\x00"


class Offence(Struct, frozen=True):
    """A numeral, or a number word, that nothing allows; `number` is its bare figure, empty for a word.

    `word` is what a number word claims.
    """

    token: str
    number: str
    word: NumberWord | None = None


class NumeralRule(Struct, frozen=True):
    """The rule for one edition: its terms, the first year that may not be typed, the reader of its number words, what
    its data count, and the last year that may not be typed: one beyond it, as that of a target, is in no data."""

    terms: Terms
    last_year: int
    counted: NumberWordReader
    things: frozenset[str] = frozenset()
    known_until: int = _LATEST_YEAR

    def check(self, text: Text, *, tested: Callable[[NumberWord], bool]) -> tuple[Text, tuple[Offence, ...]]:
        """Return a text with its terms, years and tested number words as runs of their own, and its offences.

        `tested` says whether an expectation of the text compares with the number of a word.
        """
        searched, origin = _normalised(text)
        claims = list(self.counted(searched))
        spans = [span for span in self.terms.find(searched) if _whole(origin, *span[:2])]
        if not spans and not claims and not re.search(r"[0-9]", searched):
            return text, ()
        offences: list[Offence] = []
        for match in _NUMBER.finditer(searched):
            if _inside(match.start(), match.end(), spans):
                continue
            if _whole(origin, *match.span()) and self._is_year(searched, match):
                spans.append((match.start(), match.end(), YEAR))
            else:
                offences.append(Offence(_token(searched, match), match.group()))
        for word in claims:
            if _inside(word.start, word.end, spans):
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
        year = int(match.group())
        coming = self.known_until < year <= _LATEST_YEAR
        if not coming and not _OLDEST_YEAR <= year < self.last_year:
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
