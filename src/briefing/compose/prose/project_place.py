"""The name of the project's own place, typed into the edition of another.

What follows the edition is printed, as {{ edition }}; a typed name stays, and a title would be false of its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from briefing.compose.language.fact_expressions import printing
from briefing.compose.prose.search_text import ProseFinding
from briefing.model.dataset import Dataset
from briefing.model.edition import Edition
from briefing.model.text import Text

# Nodes that say whose edition it is: there a typed name is an error, elsewhere a warning.
_HEADINGS: Final = (("title",), ("cover",), ("letter", "subject"))
_TITLES: Final = ("title", "headline", "name")


class ProjectPlaceCheck:
    """The rule for one edition; it finds nothing in that of the project's own place."""

    def __init__(self, edition: Edition, place: str, dataset: Dataset, story_name: str, lang: str) -> None:
        own, names = edition.project_entity, dataset.places.get(lang, {})
        self._place = names.get(place, place)
        self._names = _pattern({own, names.get(own, ""), story_name} if own and own != place else ())
        self._edition_names = _pattern({place, self._place})

    def findings(self, text: Text, node: tuple[str | int, ...]) -> Iterable[ProseFinding]:
        """Find the project's place in a text of this node of the story."""
        name = self._typed_name(text)
        if name:
            what = f"{name!r} is typed into the edition of {self._place}"
            other = printing(f"KEY.of({name!r}).entity")
            fix = f"write {{{{ edition }}}} for the edition's place, or print {name}, as {other}"
            yield ProseFinding(what, fix, "error" if is_heading(node) else "warning")

    def _typed_name(self, text: Text) -> str:
        for run in text if self._names else ():
            if not run.fact and not run.term:
                rest = self._edition_names.sub(" ", run.text) if self._edition_names else run.text
                if self._names and (found := self._names.search(rest)):
                    return found.group()
        return ""


def is_heading(node: tuple[str | int, ...]) -> bool:
    """Whether a node says whose edition or section it is."""
    if node[0] in ("parts", "sections") and len(node) == 3 and node[2] in _TITLES:
        return True
    return any(node[: len(head)] == head for head in _HEADINGS) and "chart" not in node and "notes" not in node


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(filter(None, names), key=lambda name: (-len(name), name))
    patterns = [rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name) for name in ordered]
    return re.compile("|".join(patterns)) if patterns else None
