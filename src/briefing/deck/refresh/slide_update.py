"""All slides of an edited deck, in whatever order, and their notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pptx.presentation import Presentation
from pptx.slide import Slide

from briefing.deck.bindings import characters_of, copy_bindings
from briefing.deck.ooxml.package import P14
from briefing.deck.reading import P, characters, properties_of
from briefing.deck.refresh import merging
from briefing.deck.refresh.elements import SlideRefresh, identified, refresh_elements
from briefing.deck.refresh.log import RefreshLog
from briefing.deck.refresh.part_import import PartImporter
from briefing.deck.refresh.text_body import BoundText, refresh_text

Remembered = Mapping[int, dict[str, Any]]


def refresh_pages(
    presentation: Presentation, old: Remembered, result: Presentation, new: Remembered, as_of: dt.date
) -> RefreshLog:
    """Refresh every slide of an edited deck from the new one and what both remember; return what was done."""
    log = RefreshLog()
    ahead = {bound["slide"]: (bound, slide) for slide in result.slides if (bound := new.get(slide.slide_id))}
    here = {
        bound["slide"]: slide for slide in reversed(list(presentation.slides)) if (bound := old.get(slide.slide_id))
    }
    # Where a link to a slide of the new deck leads in the edited one.
    slides = {str(slide.part.partname): here[key].part for key, (_, slide) in ahead.items() if key in here}
    _describe(presentation, old, result)
    for number, slide in enumerate(presentation.slides, start=1):
        bound = old.get(slide.slide_id)
        if bound is None:
            continue
        place = log.at(f"slide {number} ({bound['slide']})")
        if bound["slide"] not in ahead:
            place.leave("the story no longer has this section; the slide stays as it is")
            continue
        fresh, page = ahead[bound["slide"]]
        importer = PartImporter(page.part, slide.part, slides)
        tree, shapes = slide.part._element.cSld.spTree, identified(page.part._element.cSld.spTree)
        refresh_elements(SlideRefresh(tree, bound, fresh, shapes, importer, as_of, place))
        _notes(slide, bound, page, fresh, slides, place.at("notes"))
        copy_bindings(page.part, slide.part)
    _stale(presentation, new, log)
    for key in ahead:
        if key not in here:
            log.at(f"section {key}").leave(
                "it has no slide: new in the story, or deleted by hand; build a new deck to get it"
            )
    return log


def _notes(
    slide: Slide, old: dict[str, Any], page: Slide, new: dict[str, Any], slides: Mapping[str, Any], log: RefreshLog
) -> None:
    """The speaker notes of a slide."""
    was, fresh_notes = old.get("notes", []), new.get("notes", [])
    if was == fresh_notes:
        return
    body = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    if body is None:
        log.leave("they were removed by hand" if was else "the slide has no notes yet", characters_of(fresh_notes))
        return
    fresh = page.notes_slide.notes_text_frame if page.has_notes_slide else None
    if fresh is None:
        log.leave("the story has no notes for this slide any more")
        return
    importer = PartImporter(page.notes_slide.part, slide.notes_slide.part, slides)
    refresh_text(body._txBody, BoundText(was), BoundText(fresh_notes), fresh._txBody, importer, log)


def _stale(presentation: Presentation, new: Remembered, log: RefreshLog) -> None:
    """List numbers of the earlier data in texts that people have written, as nothing says what they are of."""
    printed = {one.new for one in log.changes}
    gone = {one.old: one.new for one in log.changes if merging.is_numeral(one.old) and one.old not in printed}
    own = {
        merging.flat(characters_of(item["text"])) for bound in new.values() for item in bound["items"] if "text" in item
    }
    for number, slide in enumerate(presentation.slides, start=1):
        for shape in slide.part._element.cSld.spTree.iter(f"{P}sp"):
            body = shape.find(f"{P}txBody")
            text = "" if body is None else merging.flat(characters(body))
            if text in own:
                continue
            for old in sorted(gone):
                if merging.stands_in(old, text):
                    place = log.at(f"slide {number}", properties_of(shape).get("name", ""))
                    place.leave(f"“{old}” of the earlier data in a text that was written by hand", gone[old])


def _describe(presentation: Presentation, old: Remembered, result: Presentation) -> None:
    """Refresh title and subject of the file, which are the cover's title and subtitle, if nobody has changed them.

    A section of slides that is called after the title goes with it.
    """
    here, there = presentation.core_properties, result.core_properties
    cover: list[dict[str, Any]] = next((bound["items"] for bound in old.values() if bound["slide"] == "cover"), [])
    remembered = {item["name"]: characters_of(item.get("text", [])).split() for item in cover}
    if here.subject.split() == remembered.get("Subtitle"):
        here.subject = there.subject
    if here.title.split() == remembered.get("Title"):
        for section in presentation.element.iter(f"{{{P14}}}section"):
            if section.get("name") == here.title:
                section.set("name", there.title)
        here.title = there.title
