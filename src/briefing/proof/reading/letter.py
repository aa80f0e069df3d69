"""A letter, HTML or plain text, as one page of text, and its picture as a file that can be drawn.

Markup is read in one pass whose time grows with its length alone; the parser of the standard library takes minutes for
a letter of `<a ` over and over, and gives up on `<![[`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import Final

from msgspec import Struct

from briefing.proof.parsed_file import Element, Page, Paragraph, ParsedFile, Run

# Far more than any letter has: mail programs cut it off after a twentieth of this.
_MOST_BYTES: Final = 2_000_000
_MOST_PIXELS: Final = 20_000_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SILENT: Final = {"style", "script", "head"}
_BLOCKS: Final = {"p", "div", "td", "th", "tr", "li", "h1", "h2", "h3", "br", "title", "table"}
# What a letter is made of; each piece ends at the end of the letter if it is not closed, so that none is read twice.
_PIECE: Final = re.compile(
    r"""(?P<text>[^<]++|<(?![A-Za-z/!?]))
    |<!--.*?(?:-->|\Z)
    |<(?P<end>/?)(?P<tag>[A-Za-z][^\s/>]*+)(?P<inner>(?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+)(?:>|\Z)
    |<[^>]*+(?:>|\Z)""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(r"""([^\s=/"']++)(?:\s*+=\s*+("[^"]*+|'[^']*+|[^\s"']++))?""")
_RAW_END: Final = {tag: re.compile(f"</{tag}|\\Z", re.IGNORECASE) for tag in ("style", "script")}
_TOO_LARGE: Final = re.compile(r"&#\d{9,};?")


def letter(name: str, data: bytes) -> ParsedFile:
    """Return a letter as a reader sees it, with its subject and preheader.

    Raises ValueError with a plain sentence if it is no UTF-8 or too long to be a letter.
    """
    if len(data) > _MOST_BYTES:
        raise ValueError(f"it has {len(data) / 1e6:,.1f} MB, a letter at most {_MOST_BYTES // 1_000_000}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"it is no UTF-8 from byte {error.start + 1} on") from error
    if not name.lower().endswith(".html"):
        lines: tuple[Paragraph, ...] = tuple((Run(line),) for line in text.splitlines() if line.strip())
        return ParsedFile(name, "letter", data, (Page(1, 0, 0, (Element("body", "text", None, lines),)),))
    reading = _LetterText()
    reading.read(text)
    body = Element("body", "text", None, tuple((Run(line),) for line in reading.lines()))
    alts = [Element("picture", "picture", None, (), alt, part=source) for source, alt in reading.pictures]
    return ParsedFile(
        name, "letter", data, (Page(1, 0, 0, (body, *alts)),), reading.lang, "".join(reading.title).strip()
    )


def picture(name: str, data: bytes) -> ParsedFile:
    """Return a letter's picture as a file without a page. Raises ValueError if it is no PNG that can be drawn."""
    from PIL import Image  # few editions have the picture of a letter

    wide, high = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])  # known before anything is unpacked
    if data.startswith(_PNG) and wide * high > _MOST_PIXELS:
        raise ValueError(f"it has {wide:,} by {high:,} pixels")
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as opened:
            opened.load()
    except (OSError, SyntaxError) as error:
        raise ValueError("it is no whole PNG") from error
    return ParsedFile(name, "letter", data)


class Tag(Struct, frozen=True):
    """The begin of an element of a letter: its name, its attributes, and of a style or script what stands in it."""

    name: str
    attributes: Mapping[str, str]
    held: str = ""


def markup(text: str) -> Iterator[Tag | str]:
    """Yield the tags of a letter as HTML, the text between them, and `</a>` for the end of an element, in order;
    comments as they stand."""
    at = 0
    while found := _PIECE.match(text, at):
        at = found.end()
        tag = (found["tag"] or "").lower()
        if found["text"]:
            yield found["text"]
        elif found["end"]:
            yield f"</{tag}>"
        elif tag:
            raw = _RAW_END.get(tag)
            ended = raw.search(text, at) if raw else None
            yield Tag(tag, _attributes(found["inner"]), text[at : ended.start()] if ended else "")
            at = ended.start() if ended else at
        else:
            yield found[0]


@lru_cache(maxsize=2)
def pieces(text: str) -> tuple[Tag | str, ...]:
    """Return the same of a letter that several checks read, once."""
    return tuple(markup(text))


class _LetterText:
    """Collects the text of a page, a block on each line, each in pieces."""

    def __init__(self) -> None:
        self.blocks: list[list[str]] = [[]]
        self.pictures: list[tuple[str, str]] = []
        self.title: list[str] = []
        self.lang = ""
        self._silent = 0
        self._in_title = False

    def read(self, text: str) -> None:
        """Read a whole letter."""
        for piece in pieces(text):
            if isinstance(piece, Tag):
                self._begun(piece)
            elif piece.startswith("</"):
                self._ended(piece[2:-1])
            elif piece == "<" or not piece.startswith("<"):
                self._words(piece)

    def _begun(self, tag: Tag) -> None:
        """Begin a line with a block."""
        if tag.name == "html":
            self.lang = self.lang or tag.attributes.get("lang", "")
        elif tag.name == "img":
            self.pictures.append((tag.attributes.get("src", ""), tag.attributes.get("alt", "")))
        self._silent += tag.name in _SILENT
        self._in_title = tag.name == "title"
        if tag.name in _BLOCKS:
            self.blocks.append([])

    def _ended(self, tag: str) -> None:
        """Begin a line after a block."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._in_title = False
        if tag in _BLOCKS:
            self.blocks.append([])

    def _words(self, text: str) -> None:
        """Add text, except that of styles and scripts."""
        if self._in_title:
            self.title.append(unescaped(text))
        elif not self._silent:
            self.blocks[-1].append(unescaped(text))

    def lines(self) -> list[str]:
        """Return the blocks that hold text; the title first."""
        blocks = (" ".join("".join(block).split()) for block in (self.title, *self.blocks))
        return [block for block in blocks if block]


def _attributes(inner: str) -> Mapping[str, str]:
    """Return the attributes in a tag; of two with one name the first holds."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(inner):
        found.setdefault(name.lower(), unescaped(value[1:] if value[:1] in ("'", '"') else value))
    return found


def unescaped(text: str) -> str:
    """Return text with its references replaced by the characters that they stand for."""
    if "&" not in text:
        return text
    return unescape(_TOO_LARGE.sub("\ufffd", text))
