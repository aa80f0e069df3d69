"""Decks of every kind, planned, painted, and drawn by LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from briefing import deck, handout, read
from briefing.compose import compose
from briefing.deck.planned_deck import plan_deck
from briefing.deck.slides import Slide
from briefing.model.document import Document
from briefing.model.theme import Theme
from tests.converting import converted
from tests.once import once, shared_folder
from tests.proof.reading.briefs import galleried, themed
from tests.thorough import THOROUGH

DATA = Path(__file__).parents[3] / "data"
OF_A_THOROUGH_RUN = ("beijing.en", "beijing.zh")  # the gallery shows every kind of chart


class DrawnDeck(Struct, frozen=True):
    """An edition's document, theme and slides, the PDF painted of them, and LibreOffice's PDF of the deck."""

    name: str
    document: Document
    theme: Theme
    slides: tuple[Slide, ...]
    painted: bytes
    office: bytes


def documents() -> Iterator[tuple[str, Document, Theme]]:
    """Yield the documents of the projects beside the package, in a thorough run in all their languages, and of the
    gallery."""
    for path in sorted(DATA.glob("*/briefing.toml")):
        project = read.project(path.parent)
        for lang, story in sorted(project.stories.items()):
            name = f"{path.parent.name}.{lang}"
            if THOROUGH or name not in OF_A_THOROUGH_RUN:
                yield name, compose(project, read.story(story), lang), read.theme(project.theme)
    yield "gallery.en", galleried(), themed("ink")


@once
def drawn_decks() -> tuple[DrawnDeck, ...]:
    """Return the decks with both of their PDFs."""
    folder = shared_folder("painted")
    named = list(documents())
    for name, document, theme in named:
        (folder / f"{name}.pptx").write_bytes(deck.write(document, theme).files[".pptx"])
    drawn = converted([folder / f"{name}.pptx" for name, *_ in named], "pdf", folder, "draw the slides beside ours")
    return tuple(
        DrawnDeck(
            name,
            document,
            theme,
            plan_deck(document, theme).slides,
            handout.write(document, theme).files[".handout.pdf"],
            path.read_bytes(),
        )
        for (name, document, theme), path in zip(named, drawn, strict=True)
    )
