"""Where the words that a finding quotes stand in the story: by the texts of the composed document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import Finding
from briefing.model.document import Document
from briefing.model.fact import Fact
from briefing.model.text import Run

_QUOTED: Final = re.compile("“([^“”]{8,})”")
_FACT: Final = re.compile(r", fact (.+?)(?:$|: )")
_SIGNS: Final = {"deck": (".pptx", "'slide "), "brief": (".pdf", "'page "), "letter": (".html", ".txt", "'letter")}
_LEAST: Final = 8  # letters by which words are known


class PrintedWords:
    """The letters and the facts that each text of a document's story prints, by the name of its node."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._letters: dict[str, str] = {}
        self._facts: dict[str, set[str]] = {}
        for run in _runs((document.title, document.kicker, document.subtitle, document.parts, document.letter)):
            self._letters[run.node] = self._letters.get(run.node, "") + _letters(run.text)
            if run.fact:
                self._facts.setdefault(run.fact, set()).add(run.node)

    def located(self, finding: Finding) -> list[Finding]:
        """Return a finding at each text of the story that prints what it quotes, or the fact that it names, in the
        output that it is of; of a section's own texts where these do. As it is where there is none."""
        quoted = [part for words in _QUOTED.findall(finding.what) if len(part := _letters(words)) >= _LEAST]
        nodes = {node for node, letters in self._letters.items() for part in quoted if part in letters}
        if fact := _FACT.search(finding.where):
            nodes |= self._facts.get(fact[1], set())
        known = {name: node for name in nodes if (node := self._document.nodes.get(name))}
        output = _output(finding)
        known = {name: node for name, node in known.items() if not output or output in node.outputs} or known
        own = {name: node for name, node in known.items() if finding.origin and name.startswith(finding.origin)}
        if "card" not in finding.where:
            known = {name: node for name, node in known.items() if "cards" not in name} or known
        places = sorted({node.where for node in (own or known).values()})
        return [replace(finding, where=where, origin="") for where in places] or [finding]


def _output(finding: Finding) -> str:
    """Return the output that a finding is of, as far as it names a file, or a place of one."""
    words = f"{finding.where} {finding.what}"
    return next((output for output, signs in _SIGNS.items() if any(sign in words for sign in signs)), "")


def _letters(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


def _runs(part: Any) -> Iterator[Run]:
    """Yield the runs of a part of a document, in order; facts, which have none, are most of what it holds."""
    if isinstance(part, Run):
        yield part
    elif isinstance(part, tuple | list):
        for item in part:
            yield from _runs(item)
    elif isinstance(part, Struct) and not isinstance(part, Fact):
        for name in part.__struct_fields__:
            yield from _runs(getattr(part, name))
