"""What all parts of one page share: its document, its words, what it prints and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from markupsafe import Markup
from msgspec import Struct, field
from msgspec.structs import replace

from briefing.errors import Finding, LayoutError
from briefing.model.document import Document
from briefing.model.ledger import Channel, Place, Trace
from briefing.model.lineage import record_anchor
from briefing.model.text import Run, Text
from briefing.model.theme import Theme
from briefing.web.web_type import WebType
from briefing.wording import Wording
from briefing.wording.captions import CaptionCounter

_OUTSIDE = ("https://", "http://", "mailto:")


class WebContext(Struct):
    """The state of one page while it is made.

    `anchors` are the ids that a link of the story may lead to, `place` is where what is written now stands.
    """

    document: Document
    theme: Theme
    wording: Wording
    trace: Trace
    type: WebType
    anchors: frozenset[str]
    place: str = ""
    scope: str = ""
    captions: CaptionCounter = field(default_factory=CaptionCounter)
    drawings: int = 0
    findings: list[Finding] = field(default_factory=list)

    # What is wrong

    def refuse(self, what: str, fix: str) -> None:
        """Keep a reason why this page cannot be written; all are raised at once."""
        finding = Finding(", ".join(filter(None, (self.scope, self.place))), what, fix, origin=self.scope)
        if finding not in self.findings:
            self.findings.append(finding)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """What cannot be drawn inside is recorded as a finding, and the page goes on."""
        try:
            yield
        except LayoutError as error:
            for found in error.findings:
                where = ", ".join(dict.fromkeys(part for part in (self.scope, self.place, found.where) if part))
                self.findings.append(replace(found, where=where, origin=self.scope))

    # Texts

    def at(self, place: str, scope: str = "") -> str:
        """Say where what is written next stands, as "figure 2", and in what of the story; return nothing to print."""
        self.place, self.scope = place, scope or self.scope
        return ""

    def note(self, text: Text, channel: Channel = "text") -> str:
        """Note what a text prints at the present place; return it as a string."""
        return self.trace.note(self.where(channel), text)

    def where(self, channel: Channel = "text") -> Place:
        """Return the present place, as "section patents, figure 1"."""
        return self.trace.place(0, ", ".join(filter(None, (self.scope, self.place))), channel)

    def write(self, text: Text) -> Markup:
        """Return a text as markup, each number linked to its record, and note it at the present place."""
        self.note(text)
        return Markup("").join(self.run(run, linked=True) for run in text)

    def unlinked(self, text: Text) -> Markup:
        """Return a text as markup for the inside of a link, and note it at the present place."""
        self.note(text)
        return Markup("").join(self.run(run, linked=False) for run in text)

    def run(self, run: Run, *, linked: bool) -> Markup:
        """Return a run as markup."""
        words = Markup("<br>").join(run.text.split("\n"))
        if run.lang:
            words = Markup('<span lang="{}">{}</span>').format(run.lang, words)
        if run.italic:
            words = Markup("<em>{}</em>").format(words)
        if run.bold:
            words = Markup("<b>{}</b>").format(words)
        if not linked:
            return words
        if run.link:
            return self._linked(run.link, words)
        if run.fact:
            return Markup('<a href="#{}">{}</a>').format(record_anchor(run.fact), words)
        return words

    def _linked(self, link: str, words: Markup) -> Markup:
        if link.startswith(_OUTSIDE):
            return Markup('<a href="{}">{}</a>').format(link, words)
        if link.removeprefix("#") not in self.anchors:
            self.refuse(f"a link to {link}, which the web edition does not have", "name a section")
            return words
        return Markup('<a href="#{}">{}</a>').format(anchor(link.removeprefix("#")), words)


def anchor(key: str) -> str:
    """Return the id of a part or a section on the page, which no id of the page's own can be."""
    return f"s-{key}"
