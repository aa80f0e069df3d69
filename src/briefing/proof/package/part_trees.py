"""The parts of a package: content and digests, and the trees of those that are XML, parsed when they are needed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from xml.etree.ElementTree import Element, XMLParser

from briefing.reuse import reused

CACHED_BYTES = 2_000_000  # bytes of XML whose trees are cached
# What is larger would hold up a job that nobody watches, or fill its memory.
MOST_OF_TREE = 16_000_000
MOST_MARKUP_OF_PART = 1_000_000  # tags and attributes
DEEPEST = 100
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = re.compile(rb"utf-?8|utf-?16(le|be)?|(us-)?ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE)
# The placeholder of a slide's date, and words in it, as "31 Dec 2024" and 2024年12月31日.
_DATE, _END = b'<p:ph type="dt"', b"</p:sp>"
_DAY = re.compile(rb"<a:t>((?:[0-9A-Za-z ,.-]|%b|%b|%b)*)</a:t>" % tuple(map(str.encode, "年月日")))
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


class Parts(dict[str, bytes]):
    """The content of parts by name, and its SHA-256."""

    def __init__(self) -> None:
        super().__init__()
        self._digests: dict[str, bytes] = {}
        self._undated: dict[str, bytes] = {}
        self._dates: dict[str, str] = {}

    def digest(self, name: str) -> bytes:
        """Return the SHA-256 of a part, by which what was read of it is found."""
        found = self._digests.get(name)
        if found is None:
            found = self._digests[name] = hashlib.sha256(self[name]).digest()
        return found

    def undated_digest(self, name: str) -> bytes:
        """Return the SHA-256 of a slide without the words of its date, by which is found what looks at no words there.

        Such words are of letters and digits alone: none of them changes what the part is.
        """
        found = self._undated.get(name)
        if found is None:
            before, mark, rest = self[name].partition(_DATE)
            shape, end, after = rest.partition(_END)
            cut = _DAY.sub(b"<a:t></a:t>", shape)
            same = not mark or cut == shape
            found = self.digest(name) if same else hashlib.sha256(b"".join((before, mark, cut, end, after))).digest()
            self._undated[name] = found
        return found

    def date(self, name: str) -> str:
        """Return the words of a slide's date, "" where it has none, or none that stand in a text of their own."""
        found = self._dates.get(name)
        if found is None:
            shape = self[name].partition(_DATE)[2].partition(_END)[0]
            texts = _DAY.findall(shape)
            alone = len(texts) == 1 == shape.count(b"<a:t") and b"<!" not in shape
            found = self._dates[name] = texts[0].decode() if alone and texts[0].strip() else ""
        return found


class Trees(Mapping[str, Element]):
    """The trees of well-formed parts by name, and the tag that each begins with.

    The first ones that are asked for are cached, up to `CACHED_BYTES`; those beyond are parsed again each time, as the
    trees of a long deck would fill the memory. A part that was parsed before is not parsed until it is asked for.
    """

    def __init__(self, parts: Mapping[str, bytes], digest: Callable[[str], bytes]) -> None:
        self.tags: dict[str, str] = {}
        self._parts, self._digest = parts, digest
        self._cached: dict[str, Element] = {}
        self._room = CACHED_BYTES

    def add(self, name: str) -> None:
        """Read a part; ParseError, ValueError or LookupError if it cannot be."""
        self.tags[name] = reused("part-tag", (self._digest(name),), lambda: self._cache(name, tree_of).tag)

    def _cache(self, name: str, read: Callable[[bytes], Element]) -> Element:
        content = self._parts[name]
        tree = read(content)
        if self._room >= len(content) or name.endswith(".rels"):
            self._room -= len(content)
            self._cached[name] = tree
        return tree

    def __getitem__(self, name: str) -> Element:
        if name not in self.tags:
            raise KeyError(name)
        tree = self._cached.get(name)
        return self._cache(name, _parsed) if tree is None else tree

    def __contains__(self, name: object) -> bool:
        return name in self.tags

    def __iter__(self) -> Iterator[str]:
        return iter(self.tags)

    def __len__(self) -> int:
        return len(self.tags)


def markup(content: bytes) -> int:
    """Return an upper bound of the tags and attributes of an XML part, which take far more room than text."""
    return content.count(b"<") + content.count(b"=")


def tree_of(content: bytes) -> Element:
    """Return the tree of an XML part. Raises ParseError, LookupError, or ValueError with what forbids reading it."""
    if len(content) > MOST_OF_TREE:
        raise ValueError(f"it has {len(content) // 1_000_000} MB, no part needs more than {MOST_OF_TREE // 1_000_000}")
    if markup(content) > MOST_MARKUP_OF_PART:
        raise ValueError(f"it has more than {MOST_MARKUP_OF_PART:,} tags and attributes")
    encoding = _ENCODING.match(content)
    if encoding and not _ENCODINGS.fullmatch(encoding.group(1)):
        raise ValueError("it is neither UTF-8 nor UTF-16")
    if any(sign in content for sign in _DOCTYPES):
        raise ValueError("a document type declaration")
    tree = _parsed(content)
    level: list[Element] = [tree]
    for _ in range(DEEPEST):
        level = list(chain.from_iterable(level))
        if not level:
            return tree
    raise ValueError(f"its elements stand in each other more than {DEEPEST} deep")


def _parsed(content: bytes) -> Element:
    parser = XMLParser()  # noqa: S314  (entities need a document type, which is refused before)
    parser.feed(content)
    return parser.close()
