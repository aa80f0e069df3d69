"""The snapshot of a file as read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from briefing.proof.parsed_file import Element, ParsedFile
from briefing.proof.snapshot import ElementSnapshot, PageSnapshot, Snapshot
from briefing.proof.snapshots.deck_properties import of_deck, program
from briefing.proof.snapshots.letter_snapshots import form_of, of_letter
from briefing.proof.snapshots.slide_snapshots import common, sights

_GRAIN = 2  # labels of a figure are placed to this share of a point


def taken(parsed: ParsedFile) -> Snapshot:
    """Return what the ledger holds of a file."""
    if parsed.kind == "deck":
        assert parsed.package is not None
        properties, saved = of_deck(parsed.package), program(parsed.package)
        return Snapshot(parsed.file, "deck", saved, properties, tuple(sights(parsed)), common(parsed.package))
    if not parsed.paged:
        return Snapshot(parsed.file, parsed.kind, "", {}, tuple(of_letter(parsed)), markup=form_of(parsed))
    attached = {name: digest.hex() for name, digest in parsed.attached_digests.items()}
    texts = {"Title": parsed.title, **parsed.catalog.properties, "scripts": str(parsed.catalog.scripts or "")}
    properties = {name: text for name, text in texts.items() if text}
    return Snapshot(parsed.file, "brief", "", properties, tuple(_pages(parsed)), (), parsed.catalog.outline, attached)


def _pages(parsed: ParsedFile) -> Iterator[PageSnapshot]:
    for page in parsed.pages:
        items = [_item(element) for element in page.elements]
        if page.links:
            items.append(ElementSnapshot("links", "links", links=tuple(("", target) for target in page.links)))
        if page.remarks:
            items.append(ElementSnapshot("remarks", "remarks", page.remarks))
        yield PageSnapshot(page.number, tuple(items), drawing=page.drawing)


def _item(element: Element) -> ElementSnapshot:
    """Return an element of a brief; of a figure the places of its labels belong to what is drawn."""
    drawing = element.drawing
    if drawing and element.role in ("chart", "picture"):
        places = " ".join(f"{round(box[0] * _GRAIN)} {round(box[1] * _GRAIN)}" for box in element.cells)
        drawing = hashlib.sha256(f"{drawing} {places}".encode()).hexdigest()[:16]
    texts = (" ".join("".join(run.text for run in paragraph).split()) for paragraph in element.paragraphs)
    return ElementSnapshot(
        element.role, element.name, tuple(filter(None, texts)), alt=element.alt or "", drawing=drawing
    )
