"""The parts of a .pptx: trees, content types, relationships, and the faults of the container itself."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from msgspec import Struct, field

from briefing.proof.findings import Location, ProofFinding, Severity
from briefing.proof.package.part_trees import MOST_MARKUP_OF_PART, Parts, Trees, markup
from briefing.proof.package.xml_names import long
from briefing.reuse import digest, reused

if TYPE_CHECKING:
    from briefing.proof.package.workbooks import Workbook
    from briefing.proof.reading.plotted_series import SeriesData

TYPES = "[Content_Types].xml"
# Far more than any deck has; what is larger would hold up a job that nobody watches, or fill its memory.
MOST_PARTS = 20_000
MOST_BYTES, MOST_OF_PART = 500_000_000, 200_000_000
MOST_XML = 64_000_000
MOST_MARKUP = 3_000_000  # tags and attributes
_AMPLE = 16_000_000  # bytes of XML in workbooks: while so many are left, none is left unread for want of room
# All that a broken archive makes zipfile raise.
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, EOFError, ValueError, OSError, OverflowError,
)  # fmt: skip
_LISTED = b"PK\x01\x02"  # begins the entry of a part in the list of an archive
_CONTROL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(0*([0-8]|11|12|1[4-9]|2\d|3[01])|x0*([0-8bcefBCEF]|1[0-9a-fA-F]));"
)


class Relation(Struct, frozen=True):
    """A relationship: last word of its type, the part it leads to ("" outside the package), its address as written."""

    kind: str
    part: str
    address: str
    outside: bool


class CheckNotes(Struct, frozen=True):
    """What a check notes (part, what, fix, place, severity), and how many bytes of XML it reads in workbooks."""

    notes: tuple[tuple[str, str, str, str, Severity], ...]
    room: int = 0


class Package(Struct):
    """A package as read.

    `relations` has the relationships of each part by id, "" being the package itself; `links` those that the elements
    of a part name, each with its tag; `series` has those of the charts that were read, `books` the workbooks; `rule` is
    the rule of findings that are noted now; `room` is how many bytes of XML may still be read in workbooks.
    """

    name: str
    parts: Parts
    trees: Trees
    defaults: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)
    relations: dict[str, dict[str, Relation]] = field(default_factory=dict)
    findings: list[ProofFinding] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    links: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    series: dict[str, tuple[SeriesData, ...]] = field(default_factory=dict)
    books: dict[str, Workbook] = field(default_factory=dict)
    rule: str = "package-parts"
    room: int = MOST_XML

    def note(self, part: str, what: str, fix: str, at: str = "", severity: Severity = "error") -> None:
        """Keep a finding about a part; `at` is the place in it."""
        location = Location(self.name, self.numbers.get(part, 0), at, None, "slide", part)
        self.findings.append(ProofFinding(self.rule, severity, what, location, fix))

    def check(self, kind: str, inputs: Sequence[object], check: Callable[[], None]) -> None:
        """Run a check that depends on its inputs alone, or note again what it noted of the same inputs before."""
        ample = self.room >= _AMPLE  # else it depends on what was read before, too
        read = reused(kind, inputs, lambda: self._noted(check)) if ample else None
        if read is None or read.room > _AMPLE:
            read = self._noted(check)
        self.room -= read.room
        for note in read.notes:
            self.note(*note)

    def _noted(self, check: Callable[[], None]) -> CheckNotes:
        before, room, self.findings = self.findings, self.room, []
        try:
            check()
            found = (
                (one.location.part, one.what, one.fix, one.location.element, one.severity) for one in self.findings
            )
            return CheckNotes(tuple(found), room - self.room)
        finally:
            self.findings, self.room = before, room

    def inputs(self, part: str, *kinds: str) -> bytes:
        """Return a digest of a part, its relationships, and the parts that those of some kinds lead to."""
        return self._inputs(part, self.parts.digest(part) if part in self.parts else b"", kinds)

    def undated_inputs(self, part: str, *kinds: str) -> bytes:
        """Return the same digest of a slide without the words of its date."""
        return self._inputs(part, self.parts.undated_digest(part), kinds)

    def _inputs(self, part: str, own: bytes, kinds: Sequence[str]) -> bytes:
        led = [self.parts.digest(name) for kind in kinds for name in self.targets(part, kind)]
        return digest(part, own, self.relations.get(part, {}), led)

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
    parts = Parts()
    package = Package(name, parts, Trees(parts, parts.undated_digest))
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
    for key, kind, address, outside in reused(
        "relationships", (package.parts.digest(file),), lambda: tuple(_listed(package.trees[file]))
    ):
        if not key or not kind or address is None:
            package.note(file, "a relationship without Id, Type or Target", "give it all three", key)
            continue
        if key in known:
            package.note(file, f"two relationships have the id {key}", "give each its own")
        part = "" if outside else _resolved(package, folder, address)
        if not outside and part not in package.parts and not address.startswith("#"):
            package.note(file, f"{key} leads to {part or address}, which is missing", "write the part or drop the link")
            part = ""
        known[key] = Relation(kind, part, address, outside)
    package.relations[source] = known


def _listed(tree: Element) -> Iterator[tuple[str, str, str | None, bool]]:
    """Yield id, kind, address of each relationship, and whether it leads outside; what is none has no kind."""
    for child in tree:
        kind = child.get("Type", "").rpartition("/")[2] if child.tag == long("rel:Relationship") else ""
        yield child.get("Id", ""), kind, child.get("Target"), child.get("TargetMode") == "External"


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
