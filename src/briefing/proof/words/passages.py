"""The passages of files: each a paragraph as a reader reads it, on one line, and its kind on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal
from unicodedata import combining

from msgspec import Struct

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location
from briefing.proof.page_findings import found_on
from briefing.proof.parsed_file import LIST_ITEMS, Element, Page, ParsedFile
from briefing.proof.words.word_patterns import SIGN, Language, signs

What = Literal["title", "subtitle", "prose", "label", "source", "note", "furniture", "speech", "alt"]
_ROLES: Final[dict[str, What]] = {
    "title": "title", "subtitle": "subtitle", "source": "source", "footer": "furniture", "date": "furniture",
    "number": "furniture", "chart": "label", "picture": "label", "table": "label", "shape": "label", "line": "label",
}  # fmt: skip
_ENDS: Final = re.compile(r"[.?!。？！][”\"’」)）]?$")
_SEAM: Final = re.compile(rf"(?:(?<={SIGN})|(?<=[，。；：！？、）》”]))\0(?={SIGN}|[，。；：！？、（《“])")
_ODD: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACES: Final = re.compile(r"[^\S\n]+")
_SENTENCE: Final = re.compile(
    r"(?<=[.?!][\s”\"’)])\s*(?=[\"“‘(]?[A-Z0-9])|(?<=[。？！])(?!”|」)|(?<=[;:])\s+|(?<=[；：])"
)
# The letter in plain text is wrapped so that it can be quoted in a mail.
_WRAPPED: Final = 72
# White space at which a line may end: no-break spaces are none.
_BREAKING: Final = re.compile(r"[^\S\u00a0\u202f]+")
_WIDE: Final = "\u2e80"  # the first of the characters that take two columns
# What of a word with wide characters no line divides: Latin letters and digits with the mark behind them, or two
# characters. A word without them stays whole.
_UNDIVIDED: Final = re.compile("[!-~]+[，。；：、）》”]?|.{0,2}")
_LEAST_PROSE: Final = 12


class Passage(Struct, frozen=True):
    """A paragraph: the file, page and element that it stands in (None: the notes of a slide), its text, what it is."""

    parsed: ParsedFile
    page: Page
    element: Element | None
    text: str
    what: What

    @property
    def location(self) -> Location:
        """Its place."""
        location = self.parsed.location(self.page, self.element)
        return location if self.element else Location(location.file, location.page, "notes", None, location.word)

    def sentences(self) -> list[str]:
        """Return its sentences, and the parts of one that a colon or semicolon lets stand alone."""
        return [sentence for part in _SENTENCE.split(self.text) if (sentence := part.strip())]


class PageText(Struct, frozen=True):
    """A page with its passages."""

    parsed: ParsedFile
    page: Page
    passages: tuple[Passage, ...]

    @property
    def location(self) -> Location:
        """The place of the page."""
        return self.parsed.location(self.page)

    @property
    def shown(self) -> str:
        """What stands on the page, a passage on each line; notes and alternative texts do not."""
        return "\n".join(passage.text for passage in self.passages if passage.what not in {"speech", "alt"})

    def of(self, *whats: What) -> Iterator[Passage]:
        """Yield the passages of these kinds; all where none is named."""
        return (passage for passage in self.passages if not whats or passage.what in whats)

    def found(self, kind: str, inputs: Sequence[object], check: Callable[[], Findings]) -> Findings:
        """Yield what a check finds that looks at its passages and `inputs` alone, the language among them."""
        wrapped = self.parsed.data if self.parsed.file.endswith(".txt") else b""  # whose lines make its passages
        yield from found_on(self.parsed, self.page, kind, (wrapped, *inputs), check)

    @property
    def has_chart(self) -> bool:
        """Whether a chart stands on it."""
        return any(element.role == "chart" for element in self.page.elements)


class EvidenceWords(Struct, frozen=True):
    """The evidence, and its words by page."""

    evidence: Evidence
    language: Language
    page_texts: tuple[PageText, ...]

    def of_kind(self, *kinds: str) -> Iterator[PageText]:
        """Yield the pages of files of these kinds."""
        return (page_text for page_text in self.page_texts if page_text.parsed.kind in kinds)

    def passages(self, *whats: What) -> Iterator[Passage]:
        """Yield the passages that are one of these; all where none is named."""
        return (passage for page_text in self.page_texts for passage in page_text.of(*whats))


def reading(evidence: Evidence, language: Language) -> EvidenceWords:
    """Return the words of the evidence by page."""
    pages = ((parsed, page) for parsed in evidence.files for page in parsed.pages)
    return EvidenceWords(evidence, language, tuple(_page_text(language, parsed, page) for parsed, page in pages))


def _page_text(language: Language, parsed: ParsedFile, page: Page) -> PageText:
    passages = []
    for element in page.elements:
        for text in _texts(parsed, element):
            passages.append(Passage(parsed, page, element, text, _what(language, element, text)))
        if element.alt:
            passages.append(Passage(parsed, page, element, line(element.alt), "alt"))
    passages += [Passage(parsed, page, None, text, "speech") for note in page.notes if (text := line(note))]
    return PageText(parsed, page, tuple(passages))


def _texts(parsed: ParsedFile, element: Element) -> Iterable[str]:
    texts = ["".join([run.text for run in paragraph]) for paragraph in element.paragraphs]
    return plain_paragraphs(parsed) or [read for text in texts if (read := line(text))]


def plain_paragraphs(parsed: ParsedFile) -> list[str]:
    """Return the paragraphs of a letter in plain text, each on one line: its empty lines divide them, and lines with
    room for the next word; none of other files, whose elements have them."""
    if parsed.kind != "letter" or not parsed.file.endswith(".txt") or not parsed.data:
        return []
    texts = _unwrapped(parsed.data.decode("utf-8", "replace").splitlines())
    return [read for text in texts if (read := line(text))]


def _unwrapped(lines: Iterable[str]) -> list[str]:
    """Return the paragraphs of a plain letter: a line continues where its first word found no room on the last one."""
    joined: list[str] = []
    last = ""
    for text in lines:
        word = _BREAKING.split(text.strip(), maxsplit=1)[0]
        opens = text.lstrip()[:2] == "- " or text.startswith("---") or last.startswith("---")
        if max(word, default="") < _WIDE:
            room = _columns(last) + 1 + _columns(word)
        else:
            space = 1 if last[-1:] < _WIDE and word[0] < _WIDE else 0  # between Latin words
            room = _columns(last) + space + _columns(_UNDIVIDED.match(word)[0])  # type: ignore[index]
        if joined and not opens and last and room > _WRAPPED:
            joined[-1] += f"\n{text}"
        else:
            joined.append(text.removeprefix("- "))
        last = text
    return joined


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if sign >= _WIDE else 0 if combining(sign) else 1 for sign in text)


def line(text: str) -> str:
    """Return a paragraph on one line: no break between Han characters, one space elsewhere."""
    if not text.isascii():
        text = _ODD.sub("", text)
    if "\n" in text or "\r" in text or "\v" in text:
        lines = (line.strip() for line in text.splitlines())
        text = _SEAM.sub("", "\0".join(line for line in lines if line)).replace("\0", " ")
    return _SPACES.sub(" ", text).strip()


def _what(language: Language, element: Element, text: str) -> What:
    lower = text.lower()
    if element.role == "source" and (element.tag in LIST_ITEMS or element.name.startswith("Sources ")):
        return "source"  # an entry of the list at the end
    if language.known and language.patterns["source"].match(lower):
        return "source"
    if language.known and language.patterns["note"].match(lower):
        return "note"
    known = _ROLES.get(element.role)
    if known:
        return "note" if known == "source" and language.known else known
    return "prose" if element.role == "body" or _ENDS.search(text) or _spacious(text) else "label"


def _spacious(text: str) -> bool:
    return text.count(" ") + 1 >= _LEAST_PROSE or (not text.isascii() and signs(text) > 2 * _LEAST_PROSE)


def start(text: str) -> str:
    """Return as much of a text as a finding shows."""
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
