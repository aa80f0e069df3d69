"""The parts of a .pptx: trees, content types, relationships, and the faults of the container itself."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, XMLParser

from msgspec import Struct, field

from briefing.proof.findings import Location, ProofFinding, Severity
from briefing.proof.package.xml_names import long

if TYPE_CHECKING:
    from briefing.proof.reading.plotted_series import SeriesData

TYPES = "[Content_Types].xml"
CACHED_BYTES = 2_000_000  # bytes of XML whose trees are cached
# Far more than any deck has; what is larger would hold up a job that nobody watches, or fill its memory.
MOST_PARTS = 20_000
MOST_BYTES, MOST_OF_PART = 500_000_000, 200_000_000
MOST_OF_TREE, MOST_XML = 16_000_000, 64_000_000
MOST_MARKUP, MOST_MARKUP_OF_PART = 3_000_000, 1_000_000  # tags and attributes
DEEPEST = 100
# All that a broken archive makes zipfile raise.
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, EOFError, ValueError, OSError, OverflowError,
)  # fmt: skip
_LISTED = b"PK\x01\x02"  # begins the entry of a part in the list of an archive
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = re.compile(rb"utf-?8|utf-?16(le|be)?|(us-)?ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE)
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_CONTROL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(0*([0-8]|11|12|1[4-9]|2\d|3[01])|x0*([0-8bcefBCEF]|1[0-9a-fA-F]));"
)


class Relation(Struct, frozen=True):
    """A relationship: last word of its type, the part it leads to ("" outside the package), its address as written."""

    kind: str
    part: str
    address: str
    outside: bool


class Trees(Mapping[str, Element]):
    """The trees of well-formed parts by name, and the tag that each begins with.

    The first ones are cached, up to `CACHED_BYTES`; those beyond are parsed again each time, as the trees of a long
    deck would fill the memory.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.tags: dict[str, str] = {}
        self._parts = parts
        self._cached: dict[str, Element] = {}
        self._room = CACHED_BYTES

    def add(self, name: str) -> None:
        """Read a part; ParseError, ValueError or LookupError if it cannot be."""
        tree = tree_of(self._parts[name])
        self.tags[name] = tree.tag
        self._room -= len(self._parts[name])
        if self._room >= 0 or name.endswith(".rels"):
            self._cached[name] = tree

    def __getitem__(self, name: str) -> Element:
        if name not in self.tags:
            raise KeyError(name)
        tree = self._cached.get(name)
        return _parsed(self._parts[name]) if tree is None else tree

    def __contains__(self, name: object) -> bool:
        return name in self.tags

    def __iter__(self) -> Iterator[str]:
        return iter(self.tags)

    def __len__(self) -> int:
        return len(self.tags)


class Package(Struct):
    """A package as read.

    `relations` has the relationships of each part by id, "" being the package itself; `linked` the elements of a part
    that may name one, where its tree was read against the table; `series` has those of the charts that were read;
    `rule` is the rule of findings that are noted now; `room` is how many bytes of XML may still be read in workbooks.
    """

    name: str
    parts: dict[str, bytes]
    trees: Trees
    defaults: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)
    relations: dict[str, dict[str, Relation]] = field(default_factory=dict)
    findings: list[ProofFinding] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    linked: dict[str, list[Element]] = field(default_factory=dict)
    series: dict[str, tuple[SeriesData, ...]] = field(default_factory=dict)
    rule: str = "package-parts"
    room: int = MOST_XML

    def note(self, part: str, what: str, fix: str, at: str = "", severity: Severity = "error") -> None:
        """Keep a finding about a part; `at` is the place in it."""
        location = Location(self.name, self.numbers.get(part, 0), at, None, "slide", part)
        self.findings.append(ProofFinding(self.rule, severity, what, location, fix))

    def content_type(self, part: str) -> str:
        """Return a part's content type, "" if it has none."""
        return self.overrides.get(part) or self.defaults.get(part.rpartition(".")[2].lower(), "")

    def targets(self, part: str, kind: str) -> list[str]:
        """Return the parts that a part leads to by relationships of one kind."""
        return [
            relation.part
            for relation in self.relations.get(part, {}).values()
            if relation.kind == kind and relation.part
        ]

    def of_kind(self, *kinds: str) -> Iterator[tuple[str, Element]]:
        """Yield parts that some relationship of these kinds leads to, with their trees, in the order of their names."""
        for part in self.names_of(*kinds):
            yield part, self.trees[part]

    def names_of(self, *kinds: str) -> list[str]:
        """Return the names of the same parts."""
        found = {
            relation.part for rels in self.relations.values() for relation in rels.values() if relation.kind in kinds
        }
        return [part for part in sorted(found) if part in self.trees]

    @property
    def presentation(self) -> str:
        """The name of the main part, "" if none can be found."""
        return next(iter(self.targets("", "officeDocument")), "")


def opened(name: str, data: bytes) -> Package:
    """Return the package of a file by its name and bytes; what cannot be read is a finding in it."""
    parts: dict[str, bytes] = {}
    package = Package(name, parts, Trees(parts))
    try:
        with archive_of(data) as archive:
            _entries(package, archive)
    except TooLarge as error:
        package.note("", str(error), "split it, and leave out what nobody needs")
        return package
    except BROKEN:
        package.note("", "it is no zip archive", "build or save it again: it was cut off, or is no .pptx")
        return package
    left = MOST_MARKUP
    for part, content in package.parts.items():
        if part.endswith((".xml", ".rels")):
            left -= _parse(package, part, content, left)
    _content_types(package)
    for part in [part for part in package.trees if part.endswith(".rels")]:
        _relationships(package, part)
    _reached(package)
    return package


class TooLarge(Exception):
    """An archive holds more than is read."""


def archive_of(data: bytes) -> zipfile.ZipFile:
    """Return an archive. Raises TooLarge if it has too many parts or unpacks to too much, BROKEN if it is none."""
    parts = data.count(_LISTED)
    if parts > MOST_PARTS:
        raise TooLarge(f"it has {parts:,} parts, more than the {MOST_PARTS:,} that are read")
    archive = zipfile.ZipFile(io.BytesIO(data))
    size = sum(entry.file_size for entry in archive.infolist())
    if size > MOST_BYTES:
        raise TooLarge(f"it unpacks to {size // 1_000_000:,} MB, more than the {MOST_BYTES // 1_000_000} that are read")
    return archive


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return the bytes of an archive's entry, never more than it declares. Raises BROKEN if it cannot be unpacked."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("it is packed in a way that offices do not read")
    if entry.flag_bits & 1:
        raise zipfile.BadZipFile("it is locked with a password")
    if entry.file_size > MOST_OF_PART:
        raise zipfile.BadZipFile(f"it has more than {MOST_OF_PART // 1_000_000} MB")
    with archive.open(entry) as file:
        return file.read(entry.file_size + 1)  # a read without a bound would unpack whatever comes


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


def _entries(package: Package, archive: zipfile.ZipFile) -> None:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    counted = Counter(entry.filename for entry in entries)
    for name in (name for name, times in counted.items() if times > 1):
        package.note(name, "the archive holds this part twice", "write each part once; give a new slide a new name")
    for lower, times in Counter(name.lower() for name in counted).items():
        if times > 1:
            package.note(lower, "names of parts differ only by their case", "rename one of them")
    for entry in entries:
        if entry.filename.startswith("/") or "\\" in entry.orig_filename or ".." in entry.filename.split("/"):
            package.note(entry.filename, "this is no name for a part", "name it relative to the package, with /")
        try:
            package.parts[entry.filename] = unpacked(archive, entry)
        except BROKEN as error:
            package.note(entry.filename, f"this part cannot be unpacked: {error}", "build or save the deck again")


def _parse(package: Package, part: str, content: bytes, left: int) -> int:
    """Read a part, if there is markup left to be read, and return how much it has."""
    count = markup(content)
    try:
        if left < count <= MOST_MARKUP_OF_PART:
            raise ValueError(f"this part and those before it have more than {MOST_MARKUP:,} tags and attributes")
        package.trees.add(part)
    except (ParseError, LookupError) as error:
        if _CONTROL.search(content):
            package.note(part, "a control character", "drop characters below U+0020 from the texts")
        else:
            package.note(part, f"no well-formed XML: {error}", "build or save the deck again")
    except ValueError as error:
        package.note(part, str(error), "leave it out; no deck needs it")
    else:
        return count
    return 0


def _content_types(package: Package) -> None:
    tree = package.trees.get(TYPES)
    if tree is None:
        package.note(TYPES, "the package does not declare its content types", f"write {TYPES} as its first part")
        return
    for child in tree:
        content_type = child.get("ContentType", "")
        if child.tag == long("ct:Default"):
            extension = child.get("Extension", "").lower()
            if extension in package.defaults:
                package.note(TYPES, f"two defaults for .{extension}", "keep one")
            package.defaults[extension] = content_type
        elif child.tag == long("ct:Override"):
            part = child.get("PartName", "").lstrip("/")
            if part in package.overrides:
                package.note(TYPES, f"two content types for {part}", "keep one")
            if part not in package.parts:
                package.note(TYPES, f"a content type for {part}, which is missing", "drop the Override")
            package.overrides[part] = content_type
        else:
            package.note(TYPES, f"{child.tag} does not belong here", "leave it out")
    for part in package.parts:
        if part != TYPES and not package.content_type(part):
            package.note(part, "the part has no content type", f"add it to {TYPES}")


def _relationships(package: Package, file: str) -> None:
    folder = posixpath.dirname(posixpath.dirname(file))
    source = posixpath.join(folder, posixpath.basename(file)[: -len(".rels")])
    source = "" if source == "." else source
    if source and source not in package.parts:
        package.note(file, f"relationships of {source}, which is missing", "drop them with their part")
    known: dict[str, Relation] = {}
    for child in package.trees[file]:
        key, address = child.get("Id", ""), child.get("Target")
        kind = child.get("Type", "").rpartition("/")[2]
        if child.tag != long("rel:Relationship") or not key or not kind or address is None:
            package.note(file, "a relationship without Id, Type or Target", "give it all three", key)
            continue
        if key in known:
            package.note(file, f"two relationships have the id {key}", "give each its own")
        outside = child.get("TargetMode") == "External"
        part = "" if outside else _resolved(package, folder, address)
        if not outside and part not in package.parts and not address.startswith("#"):
            package.note(file, f"{key} leads to {part or address}, which is missing", "write the part or drop the link")
            part = ""
        known[key] = Relation(kind, part, address, outside)
    package.relations[source] = known


def _resolved(package: Package, folder: str, address: str) -> str:
    path = address.partition("#")[0]
    whole = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    for name in (posixpath.normpath(whole), posixpath.normpath(unquote(whole))):
        if name in package.parts:
            return name
    return posixpath.normpath(whole)


def _reached(package: Package) -> None:
    """Note parts that no relationship leads to, which PowerPoint refuses or loses when it saves."""
    seen, waiting = {""}, [""]
    while waiting:
        for relation in package.relations.get(waiting.pop(), {}).values():
            if relation.part and relation.part not in seen:
                seen.add(relation.part)
                waiting.append(relation.part)
    for part in package.parts:
        if part not in seen and part != TYPES and not part.endswith(".rels"):
            package.note(part, "no relationship leads to this part", "drop it, or relate it to what needs it")
