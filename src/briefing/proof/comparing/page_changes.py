"""Differences between the pages of a file as built and now: texts that changed, are gone or were added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.proof.comparing import look_changes
from briefing.proof.comparing.pairing import of_items, of_pages
from briefing.proof.comparing.text_difference import bare, differing_parts, paired, same
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.snapshot import ElementSnapshot, PageSnapshot, Snapshot

CHANGED = Rule("text-changed", "error", "a text says what it said when the file was built")
MISSING = Rule("text-missing", "error", "each text that was built still stands where it stood, and is seen")
ADDED = Rule("text-added", "error", "no text came in after the file was built")
RULES = (CHANGED, MISSING, ADDED)

_BACK: Final = "put the words back, or build the edition again"
_OUT: Final = "take it out, or let the story say it and build the edition again"
_ALT: Final = "alternative text"
_PARTS: Final = {"table": "cell", "chart": "label"}


def compared(parsed: ParsedFile, before: Snapshot, now: Snapshot) -> Findings:
    """Yield what differs on the pages of two snapshots of a file."""
    for old, new in of_pages(before.pages, now.pages):
        if new is None:
            assert old is not None
            what = f"{parsed.word or 'page'} {old.number} is gone: “{_head(old)}”"
            yield MISSING.at(Location(parsed.file), what, _BACK)
        elif old is None:
            yield ADDED.at(_spot(parsed, new), f"it came in after the file was built: “{_head(new)}”", _OUT)
        else:
            yield from _page(parsed, old, new)
    yield from _lines(Location(parsed.file, 0, "layouts and masters"), before.common, now.common, "text")


def _page(parsed: ParsedFile, old: PageSnapshot, new: PageSnapshot) -> Findings:
    location = _spot(parsed, new)
    if new.hidden and not old.hidden:
        yield MISSING.at(location, "it is hidden since it was built", "show it, or build the edition again")
    pairs = of_items(old.items, new.items, named=parsed.kind == "deck")
    for one, other in pairs:
        if other is None:
            assert one is not None
            yield from _gone(_spot(parsed, new, one), one)
        elif one is None:
            yield from _came(_spot(parsed, new, other), other)
        else:
            yield from _item(_spot(parsed, new, other), one, other)
    notes = Location(location.file, location.page, "notes", None, location.word)
    yield from _lines(notes, old.notes, new.notes, "paragraph")
    yield from look_changes.of_page(parsed, (old, new), pairs)


def _item(location: Location, old: ElementSnapshot, new: ElementSnapshot) -> Findings:
    if new.hidden and not old.hidden and (old.texts or old.chart):
        what = f"nobody sees it any more, as {new.hidden}: “{_words(old)}”"
        yield MISSING.at(location, what, "show it, or build the edition again")
    yield from _lines(location, old.texts, new.texts, _PARTS.get(old.kind, "paragraph"))
    if new.alt and not same(old.alt, new.alt):  # one that a program has lost is for the layout's checks to miss
        yield from _lines(location, (old.alt,), (new.alt,), _ALT)


def _gone(location: Location, old: ElementSnapshot) -> Findings:
    if old.texts and not old.hidden:
        yield MISSING.at(location, f"the element is gone: “{_words(old)}”", _BACK)


def _came(location: Location, new: ElementSnapshot) -> Findings:
    if new.texts or new.alt:
        why = f", and nobody sees it, as {new.hidden}" if new.hidden else ""
        yield ADDED.at(location, f"it came in after the file was built{why}: “{_words(new)}”", _OUT)


def _lines(location: Location, old: Sequence[str], new: Sequence[str], part: str) -> Findings:
    """Yield what differs between the texts of one element, or of a page's notes."""
    for at, to in paired(old, new, separate=part in _PARTS.values()):
        was, is_now = old[at] if at is not None else "", new[to] if to is not None else ""
        number = (to if to is not None else at or 0) + 1
        place = "alternative text: " if part == _ALT else f"{part} {number}: " if max(len(old), len(new)) > 1 else ""
        if not bare(is_now):
            yield MISSING.at(location, f"{place}“{_cut(was)}” is gone", _BACK)
        elif not bare(was):
            yield ADDED.at(location, f"{place}“{_cut(is_now)}” came in after the file was built", _OUT)
        else:
            before, after = differing_parts(was, is_now)
            yield CHANGED.at(location, f"{place}it says “{after}”, it was built with “{before}”", _BACK)


def _spot(parsed: ParsedFile, page: PageSnapshot, item: ElementSnapshot | None = None) -> Location:
    number = page.number if parsed.paged else 0
    return Location(parsed.file, number, item.name if item else "", item.box if item else None, parsed.word or "page")


def _head(page: PageSnapshot) -> str:
    return next((_words(item) for item in page.items if item.texts), "without a text")


def _words(item: ElementSnapshot) -> str:
    return _cut(" / ".join(item.texts) or item.alt)


def _cut(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:98].rstrip()} …"
