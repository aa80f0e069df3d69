"""A text of another place's edition that types the name of the project's own → the finding.

What follows the edition is printed, as {{ edition }}; a typed name stays, and a title would be false of its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from briefing.compose.prose.suggestions import short
from briefing.errors import Finding
from briefing.model.dataset import Dataset
from briefing.model.edition import Edition
from briefing.model.text import Text

# What says whose edition it is: there a typed name is an error, elsewhere a warning.
_HEADS: Final = (("title",), ("cover",), ("letter", "subject"))
_TITLES: Final = ("title", "headline", "name")


class Elsewhere:
    """The names of the project's own place, if the edition is of another; else none."""

    def __init__(self, edition: Edition, place: str, dataset: Dataset, also: str, lang: str) -> None:
        home = edition.home
        self.place = dataset.places.get(lang, {}).get(place, place)
        names = {home, dataset.places.get(lang, {}).get(home, ""), also} - {""} if home and home != place else set()
        own = {place, self.place}
        self._names = _pattern(names)
        self._own = _pattern(own)

    def finding(self, text: Text, place: tuple[str | int, ...], where: str) -> Finding | None:
        """A text, its place in the story and its line → what is wrong with it, or None."""
        name = self._typed(text)
        if not name:
            return None
        what = f"{name!r} is typed into the edition of {self.place}: {short(text)}"
        fix = f"write {{{{ edition }}}} for the edition's place, or print {name}, as {{{{ KEY.of({name!r}).entity }}}}"
        return Finding(where, what, fix, "error" if is_head(place) else "warning")

    def _typed(self, text: Text) -> str:
        if self._names is None:
            return ""
        for run in text:
            if not run.fact and not run.term:
                left = self._own.sub(" ", run.text) if self._own else run.text
                if found := self._names.search(left):
                    return found.group()
        return ""


def is_head(place: tuple[str | int, ...]) -> bool:
    """Whether a node says whose edition or section it is."""
    above = place[0] in ("parts", "sections") and len(place) == 3 and place[2] in _TITLES
    return above or (
        any(place[: len(head)] == head for head in _HEADS) and "chart" not in place and "notes" not in place
    )


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    told = sorted(filter(None, names), key=lambda name: (-len(name), name))
    if not told:
        return None
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name) for name in told)
    )
