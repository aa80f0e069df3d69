"""Differences in a file as a whole: properties, bookmarks, attached files and markup."""

from __future__ import annotations

from typing import Final

from briefing.proof.comparing.text_difference import paired, same
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.snapshot import Snapshot

PROPERTY = Rule("property-changed", "error", "a file says of itself what it said when it was built")
OUTLINE = Rule("outline-changed", "error", "bookmarks say and lead where they did when the file was built")
FILES = Rule("attached-changed", "error", "the files inside a brief are those that were built")
MARKUP = Rule("markup-changed", "error", "the tags, styles and comments of a letter are those that were built")
RULES = (PROPERTY, OUTLINE, FILES, MARKUP)

_FIX: Final = "put it back, or build the edition again"
# What a program that saves a brief again says of itself, or leaves out where a deck has it.
_OWN: Final = ("Producer", "Creator")


def compared(parsed: ParsedFile, before: Snapshot, now: Snapshot) -> Findings:
    """Yield what differs between two snapshots of a file outside its pages."""
    for name, text in now.properties.items():
        was = before.properties.get(name, "")
        if not same(_signs(was), _signs(text)) and name not in _OWN:
            origin = f"it was built with “{was}”" if was else "it was built without"
            yield PROPERTY.at(Location(parsed.file, 0, f"property {name}"), f"it is “{text[:100]}”, {origin}", _FIX)
    for name in ("title", "Title"):
        if before.properties.get(name) and not now.properties.get(name):
            yield PROPERTY.at(Location(parsed.file, 0, f"property {name}"), "it is gone", _FIX)
    yield from _outline(parsed, before, now)
    for name, digest in now.attached.items():
        if before.attached.get(name) != digest:
            what = "it is not the file that was built" if name in before.attached else "it came in after the build"
            yield FILES.at(Location(parsed.file, 0, f"attached {name}"), what, _FIX)
    for name in before.attached:
        if name not in now.attached:
            yield FILES.at(Location(parsed.file, 0, f"attached {name}"), "it is no longer inside", _FIX)
    if before.markup != now.markup:
        what = "its tags, styles, links or comments are not those that were built"
        yield MARKUP.at(Location(parsed.file), what, "build the edition again")


def _signs(text: str) -> str:
    """Return a property without commas and semicolons, as programs part keywords in their own ways."""
    return text.replace(",", "").replace(";", "")


def _outline(parsed: ParsedFile, before: Snapshot, now: Snapshot) -> Findings:
    old, new = ([f"{words} → page {page}" for words, page in snapshot.outline] for snapshot in (before, now))
    for at, to in paired(old, new, separate=True):
        was, current = (old[at] if at is not None else "nothing"), (new[to] if to is not None else "gone")
        yield OUTLINE.at(Location(parsed.file, 0, "bookmarks"), f"“{current}” was built as “{was}”", _FIX)
