"""No-break spaces between the numbers of a text and the units that an author types after them, within dates, and
before a dash between two words, with which no line begins.

Every output breaks lines for itself, so what must stay on one line is a property of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.model.dataset import Dataset
from briefing.model.edition import Edition
from briefing.model.text import NO_BREAK, Text, plain
from briefing.wording import Language

_WEEK: Final = re.compile(r"(?<=\w )\d{1,2} \w+ \d{4}")  # the date of a week, behind other words
_DASH: Final = re.compile(r"(?<=[^\W_]) (?=[-–—] [^\W_])")  # as in a name: "Prices - Food"
_TIMES: Final = r"times(?!\w)"  # of a multiple, as “2.3 times as many”
# Signs, and symbols of the metric system with their prefixes.
_SYMBOLS: Final = r"[%‰°℃℉$€£¥]|(?:[kMGTPcmµn]?(?:m|g|t|l|L|W|Wh|J|Hz|Pa)|ha|h|s)[²³]?(?!\w)"


class NoBreak:
    """The words of the units of a project, in one language; in one without spaces nothing is to be joined."""

    def __init__(self, dataset: Dataset, edition: Edition, language: Language) -> None:
        scales = {*language.prefixes, *filter(None, language.scales.values())}
        words = {word for unit in _units(dataset, edition) for word in _first(unit, scales)} | scales
        listed = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
        percent = (language.context_words.points, language.context_words.percent) if language.context_words else ()
        patterns = [_SYMBOLS, _TIMES, rf"(?i:{listed})(?!\w)", *(f"(?i:{pattern})" for pattern in percent)]
        months = "|".join(map(re.escape, (*language.months, *language.months_short)))
        day = rf"(?<=\b\d) (?=(?:{months})\b)|(?<=\b\d\d) (?=(?:{months})\b)"
        self._space = re.compile(rf"(?<=\d) (?={'|'.join(patterns)})|{day}") if language.spaced else None

    def joined(self, text: Text) -> Text:
        """Return a text in which a printed fact that ends in a digit and the unit after it stay on one line, and so do
        the day and the month of a printed period, and a dash and the word before it."""
        whole = plain(text)
        if self._space is None or not (any(run.fact for run in text) or _DASH.search(whole)):
            return text
        owner = [at for at, run in enumerate(text) for _ in run.text]
        found = [space.start() for space in self._space.finditer(whole)]
        dashes = [space.start() for space in _DASH.finditer(whole)]
        return _joined(text, owner, [*(at for at in found if text[owner[at - 1]].fact), *dashes])


def whole_week(dated: Text) -> Text:
    """Return the name of a week with its date on one line; other periods as they are."""
    return tuple(replace(run, text=_WEEK.sub(lambda date: date[0].replace(" ", NO_BREAK), run.text)) for run in dated)


def _joined(text: Text, owner: Sequence[int], spaces: Sequence[int]) -> Text:
    """Return a text with no-break spaces at the given positions; `owner` is the run of each of its characters."""
    words = [list(run.text) for run in text]
    for at in spaces:
        words[owner[at]][at - owner.index(owner[at])] = NO_BREAK
    return tuple(replace(run, text="".join(chars)) for run, chars in zip(text, words, strict=True)) if spaces else text


def _units(dataset: Dataset, edition: Edition) -> Iterator[str]:
    for indicator in dataset.indicators.values():
        yield from (indicator.unit, *indicator.units.values())
    for subject in edition.subjects.values():
        yield from (subject.unit, *subject.units.values())


def _first(unit: str, scales: set[str]) -> list[str]:
    """Return the words of a unit that may follow a number: its first, and the one after a scale word."""
    words = [word.strip(",;:()") for word in unit.split()]
    return [word for word in words[: 1 + (words[:1] != [] and words[0] in scales)] if word and not word[0].isdigit()]
