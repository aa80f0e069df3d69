"""What a finished canvas needs around its pages: properties, colour space, attachments, language, structure."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, Final

import msgspec
import pikepdf
from msgspec import Struct
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFStream, PDFString

from briefing.assets import asset
from briefing.brief.xmp import DocumentProperties, packet
from briefing.errors import LayoutError
from briefing.reuse import digest, reused

# Characters that some system takes for a part of a path, or of an order to it.
_ODD = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]|^[.\s]|[.\s]$')


class EmbeddedFile(Struct, frozen=True):
    """A file inside the file: its name, bytes, media type and what it is. LayoutError on a name no folder takes."""

    name: str
    data: bytes
    mime: str
    description: str

    def __post_init__(self) -> None:
        if not self.name or _ODD.search(self.name):
            what = f"an attachment named {self.name!r}"
            raise LayoutError(what, "the brief", "name it by letters, digits, hyphens and one dot, as figure-01.csv")


# How a file is saved with object streams.
SAVED: Final[Mapping[str, Any]] = {
    "fix_metadata_version": False,  # the metadata name no version, and are not parsed to find that out
    "object_stream_mode": pikepdf.ObjectStreamMode.generate,
    "deterministic_id": True,
}


@lru_cache(1)
def srgb() -> bytes:
    """Return the sRGB profile, always the same bytes."""
    return asset("icc/sRGB.icc").read_bytes()


def deflate(stream: Any) -> None:
    """Deflate a stream, which is done once for one that stands in many briefs: a font, an attachment, a page.

    Reportlab would write the filter as a list of one, and of such a stream pikepdf, which only takes over what has a
    filter's name, undoes it each time that it saves, and does it again.
    """
    content = stream.content.encode() if isinstance(stream.content, str) else stream.content
    stream.content = reused("stream", (digest(content),), lambda: zlib.compress(content))
    stream.dictionary["Filter"] = "/FlateDecode"


def date_source(properties: DocumentProperties) -> str:
    """The edition's date as a PDF date."""
    return f"D:{properties.date:%Y%m%d}000000Z"


def describe(document: Any, properties: DocumentProperties) -> None:
    """Write properties and the identifier into a document; both depend on nothing but the edition."""
    document.format = partial(compress, document)
    catalog, info = document.Catalog, document.info
    # what reportlab leaves out or refers to is overridden by attributes, as its source says
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "AF"]
    catalog.__Refs__ = ["Outlines", "Pages", "Dests", "StructTreeRoot", "Metadata"]
    info.title, info.author, info.subject = properties.title, properties.author, properties.subject
    info.keywords, info.creator, info.producer = properties.keywords, properties.creator, properties.producer
    info._dateFormatter = lambda *_: date_source(properties)
    document.signature = hashlib.md5(msgspec.json.encode(properties), usedforsecurity=False)
    catalog.Lang = PDFString(properties.lang)
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})


def compress(document: PDFDocument) -> bytes:
    """Return a document's file with object streams, as PDF 1.5 and later allow; a structure tree shrinks to a third."""
    source, target = io.BytesIO(PDFDocument.format(document)), io.BytesIO()
    with pikepdf.open(source) as file:
        file.save(target, **SAVED)
    return target.getvalue()


def claim(document: Any, properties: DocumentProperties, *, attached: bool) -> None:
    """Say which standards the file follows: only PDF/A-3 may carry files, so that without any it is PDF/A-2."""
    source = packet(properties, 3 if attached else 2)
    document.Catalog.Metadata = PDFStream(PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), source)


def colour_space(document: Any) -> None:
    """Say that all colours are sRGB."""
    profile = PDFStream(PDFDictionary({"N": 3}), srgb())
    deflate(profile)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
        "Info": PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": document.Reference(profile, "sRGB"),
    }
    document.Catalog.OutputIntents = PDFArray([PDFDictionary(intent)])


def in_halves(source: str) -> str:
    """Return a ToUnicode map with characters above U+FFFF as surrogates, which reportlab does not write."""
    return re.sub(
        "<([0-9A-F]{5,6})>", lambda found: f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>", source
    )


def attach(document: Any, attachments: Sequence[EmbeddedFile], properties: DocumentProperties) -> dict[str, str]:
    """Embed files; return the names of their objects by their own, for the elements that they belong to."""
    taken = Counter(item.name for item in attachments)
    for name in (name for name, times in taken.items() if times > 1):
        raise LayoutError(f"two attachments named {name!r}", "the brief", "give each a name of its own")
    objects: dict[str, str] = {}
    names: list[object] = []
    for item in sorted(attachments, key=lambda item: item.name):
        parameters = PDFDictionary({"Size": len(item.data), "ModDate": PDFString(date_source(properties))})
        # the slash of a media type is no delimiter here, and PDFName would not escape it
        head = {"Type": "/EmbeddedFile", "Subtype": "/" + item.mime.replace("/", "#2F"), "Params": parameters}
        body = PDFStream(PDFDictionary(head), item.data)
        deflate(body)
        embedded = document.Reference(body, f"File.{item.name}")
        entry = {
            "Type": "/Filespec",
            "F": PDFString(item.name),
            "UF": PDFString(item.name),
            "Desc": PDFString(item.description),
            "AFRelationship": "/Data",
            "EF": PDFDictionary({"F": embedded, "UF": embedded}),
        }
        objects[item.name] = f"Filespec.{item.name}"
        names += [PDFString(item.name), document.Reference(PDFDictionary(entry), objects[item.name])]
    if names:
        document.Catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(names)})})
        document.Catalog.AF = PDFArray(names[1::2])
    return objects
