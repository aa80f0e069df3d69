"""What the brief refuses to write: each would leave some reader without what others see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.json import encode
from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.errors import Finding, LayoutError
from briefing.model.document import Document
from briefing.model.text import plain

# Halves of a character and control characters: no text of a PDF, and no XML in it, can hold them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# The same as JSON shows them: three searches, each for a fixed beginning, take a tenth of the time of one for all.
_SUSPECTS = tuple(map(re.compile, (rb"\\[bfu]", rb"\x7f", rb"\xef\xbf[\xbe\xbf]")))


def check_writable(document: Document) -> None:
    """Raise LayoutError for characters that no file can hold in what is printed, described, attached or named."""
    if _is_writable(document):
        return
    findings: list[Finding] = []
    sections = {f"section {section.id}": section for section in document.sections}
    parts = {f"part {part.id}": replace(part, sections=()) for part in document.parts}
    for place, holder in {"edition": replace(document, parts=()), **parts, **sections}.items():
        for words in _strings(holder):
            found = _UNWRITABLE.search(words)
            if found:
                near = words[max(0, found.start() - 20) : found.end() + 20]
                what = f"a character that no file can hold (U+{ord(found[0]):04X})"
                findings.append(Finding(ascii(place)[1:-1], what, f"remove it; it stands in {near!a}"))
    if findings:
        raise LayoutError(dict.fromkeys(findings))


def _is_writable(document: Document) -> bool:
    """Whether no string of a document holds such a character; wrong about some backslashes, but ten times as fast."""
    try:
        source = encode(document, enc_hook=str)
        return not any(suspect.search(source) for suspect in _SUSPECTS)
    except UnicodeEncodeError:
        return False


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _strings(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, Mapping):
        yield from _strings((*value.keys(), *value.values()))


def check(context: BriefContext) -> None:
    """Refuse a document without title, language or parts; its content is checked where it is set."""
    document = context.document
    if not plain(document.title).strip():
        context.refuse("edition", "a document without a title", "set `title` in briefing.toml")
    if not document.lang.strip():
        context.refuse("edition", "a document without a language", "name the story story.<language>.yaml")
    if not document.parts:
        context.refuse("story", "a document without a part", "write at least one section")


def check_headings(context: BriefContext) -> None:
    """Refuse a heading that skips a level, as one who moves by headings would look for what is not there."""
    before = 0
    for element in context.root.walk():
        if not re.fullmatch(r"H[1-6]", element.tag):
            continue
        level = int(element.tag[1:])
        if level > before + 1:
            after = f"one of level {before}" if before else "none"
            context.refuse(element.origin, f"a heading of level {level} after {after}", f"make it level {before + 1}")
        before = level
