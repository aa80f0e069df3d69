"""An edited deck and the deck of a new edition → the edited one with new numbers, and a report of what was left."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree
from msgspec import Struct
from pptx import Presentation as open_presentation
from pptx.exc import PythonPptxError
from pptx.presentation import Presentation

from briefing.deck.bindings import VERSION, read_bindings
from briefing.deck.ooxml.package import save
from briefing.deck.refresh.log import Skipped, TextChange
from briefing.deck.refresh.slide_update import refresh_pages
from briefing.errors import InputError

__all__ = ["RefreshResult", "Skipped", "TextChange", "refresh", "story_of"]

_MOST_BYTES = 1_000_000_000
_BUILD = "build the deck again with this version, or give a deck that `briefing build` has made"


class RefreshResult(Struct, frozen=True):
    """The refreshed deck, what changed in it and what was left. Without changes `content` is what was given."""

    content: bytes
    changes: tuple[TextChange, ...]
    left: tuple[Skipped, ...]


def story_of(content: bytes, where: str) -> tuple[str, str, str]:
    """Return slug and language of the story of a deck, and its template's name; `where` names the deck in errors.

    Raise InputError for a deck without bindings or of another version of them, and for what is no deck.
    """
    bound = next(iter(_remembered(_opened(content, where), where).values()))
    slug, _, lang = str(bound["story"]).rpartition(".")
    return slug, lang, str(bound["template"])


def refresh(content: bytes, fresh: bytes, as_of: dt.date, where: str) -> RefreshResult:
    """Return an edited deck refreshed from the deck of the new edition.

    Slides are found by what they remember, wherever they stand; copies are refreshed as their originals are.
    """
    presentation, fresh_deck = _opened(content, where), _opened(fresh, where)
    log = refresh_pages(
        presentation, _remembered(presentation, where), fresh_deck, _remembered(fresh_deck, where), as_of
    )
    presentation.core_properties.modified = dt.datetime.combine(as_of, dt.time())
    return RefreshResult(save(presentation), tuple(log.changes), tuple(log.left))


def _opened(content: bytes, where: str) -> Presentation:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "it is protected by a password, or of a PowerPoint before 2007", where, "save it as an open .pptx"
        )
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise InputError("it unpacks to more than a deck can hold", where, "give a .pptx file")
        return open_presentation(io.BytesIO(content))
    except (PythonPptxError, BadZipFile, KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise InputError("it is no presentation that can be read", where, "give a .pptx file") from error


def _remembered(presentation: Presentation, where: str) -> dict[int, dict[str, Any]]:
    """Return what each slide remembers, by its id; slides that people added have nothing to remember."""
    found = {slide.slide_id: read_bindings(slide.part) for slide in presentation.slides}
    remembered = {number: bound for number, bound in found.items() if bound is not None}
    if any(not {"version", "story", "template", "slide", "items"} <= bound.keys() for bound in remembered.values()):
        raise InputError("its bindings are damaged", where, _BUILD)
    if not remembered:
        what = "no slide remembers which numbers are bound to data"
        raise InputError(what, where, f"{_BUILD}; programs other than PowerPoint may have dropped the bindings")
    versions = {bound.get("version") for bound in remembered.values()}
    if versions != {VERSION}:
        others = ", ".join(sorted(str(version) for version in versions - {VERSION}))
        raise InputError(f"its bindings are of version {others}, not {VERSION}", where, _BUILD)
    stories = sorted({str(bound["story"]) for bound in remembered.values()})
    if len(stories) > 1:
        raise InputError(
            f"its slides tell different stories: {', '.join(stories)}", where, "refresh each in its own deck"
        )
    return remembered
