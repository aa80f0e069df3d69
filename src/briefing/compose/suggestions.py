"""A typed numeral → the expression that would print it, if one does. Only errors pay for this search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefing.errors import BriefingError
from briefing.model.fact import Fact

if TYPE_CHECKING:
    from briefing.facts import Book, SubjectFacts
    from briefing.wording import Wording

_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_DISTINCT: Final = 4  # figures from which on a number is no chance
_FIRST: Final = ("last", "first", "multiple", "percent", "growth", "change", "points", "span", "latest")


class Suggestions:
    """Numbers as printed → expressions, over all short names, simple measures and years; built at first use."""

    def __init__(self, book: Book, wording: Wording) -> None:
        self._book = book
        self._wording = wording
        self._index: dict[str, list[str]] | None = None

    def fix(self, number: str, nearby: tuple[str, ...] = (), said: str = "") -> str:
        """A bare figure, the short names that its text prints, and the text → the fix: the expression that prints it.

        Short figures are printed by many facts by chance, so that one which the text does not speak of is only one of
        two possibilities.
        """
        if self._index is None:
            self._index = {}
            for printed, expression in self._printed():
                self._index.setdefault(printed, []).append(expression)
        found = self._index.get(number.replace(",", ""), [])
        near = [item for item in found if self._speaks_of(said, item.split(".")[0], nearby)]
        if near or (found and sum(map(str.isdigit, number)) >= _DISTINCT):
            return f"write {{{{ {(near or found)[0]} }}}}"
        other = "print it from a fact, or declare it in [terms] of briefing.toml with the reason"
        return f"if it is {found[0].split(' ')[0]}, write {{{{ {found[0]} }}}}; else {other}" if found else other

    def _speaks_of(self, said: str, key: str, nearby: tuple[str, ...]) -> bool:
        if key in nearby:
            return True
        words = said.casefold()
        names = (key.replace("_", " "), self._book.subject(key).name_in(self._wording.lang))
        return any(name.casefold() in words for name in names)

    def _printed(self) -> Iterator[tuple[str, str]]:
        for key in sorted(self._book.keys()):
            subject = self._book.subject(key)
            for measure in _FIRST:
                yield from self._filtered(_made(subject, measure))
            for year in subject.years:
                yield from self._filtered(_made_at(subject, year))

    def _filtered(self, fact: Fact | None) -> Iterator[tuple[str, str]]:
        if fact is None:
            return
        names = sorted(self._wording.filters, key=lambda name: (name != "value", name == "bare", name))
        for name in names:
            try:
                text = self._wording.filters[name](fact)
            except BriefingError:
                continue
            for number in _NUMBER.findall(text):
                yield number.replace(",", ""), f"{fact.name} | {name}"


def _made(subject: SubjectFacts, measure: str) -> Fact | None:
    try:
        found = getattr(subject, measure)
    except BriefingError:
        return None
    return found if isinstance(found, Fact) else None


def _made_at(subject: SubjectFacts, year: int) -> Fact | None:
    try:
        return subject.at(year)
    except BriefingError:
        return None
