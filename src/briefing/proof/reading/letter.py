"""The bytes of a letter, HTML or plain text → one page of text."""

from __future__ import annotations

from html.parser import HTMLParser

from briefing.proof.seen import Element, Page, Paragraph, Run, Seen

_SILENT = {"style", "script", "head"}
_BLOCKS = {"p", "div", "td", "th", "tr", "li", "h1", "h2", "h3", "br", "title", "table"}


def letter(name: str, data: bytes) -> Seen:
    """Name and bytes of a letter → what a reader sees, its subject and preheader too. ValueError if it is no UTF-8."""
    text = data.decode("utf-8")
    if not name.endswith(".html"):
        lines: tuple[Paragraph, ...] = tuple((Run(line),) for line in text.splitlines() if line.strip())
        return Seen(name, "letter", data, (Page(1, 0, 0, (Element("body", "text", None, lines),)),))
    reading = _Reading()
    reading.feed(text)
    reading.close()
    body = Element("body", "text", None, tuple((Run(line),) for line in reading.lines()))
    alts = [Element("picture", "picture", None, (), alt) for alt in reading.alts]
    return Seen(name, "letter", data, (Page(1, 0, 0, (body, *alts)),), reading.lang, reading.title.strip())


class _Reading(HTMLParser):
    """Collects the text of a page, a block on each line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = [""]
        self.alts: list[str] = []
        self.title = self.lang = ""
        self._silent = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line."""
        told = dict(attrs)
        self.lang = self.lang or (told.get("lang") or "" if tag == "html" else "")
        self._silent += tag in _SILENT
        self._in_title = tag == "title"
        if tag == "img":
            self.alts.append(told.get("alt") or "")
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        """So does what follows it."""
        self._silent -= tag in _SILENT
        self._in_title = False
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        """Text, but for that of styles and scripts."""
        if self._in_title:
            self.title += data
        elif not self._silent:
            self.blocks[-1] += data

    def lines(self) -> list[str]:
        """The blocks that hold text; the title first."""
        return [" ".join(block.split()) for block in (self.title, *self.blocks) if block.strip()]
