"""Decks of every kind, planned, painted, and drawn by LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from briefing import deck, handout, read
from briefing.assets import asset
from briefing.compose import compose
from briefing.deck.planned_deck import plan_deck
from briefing.deck.slides import Slide
from briefing.gallery import stage
from briefing.model.document import Document
from briefing.model.theme import Theme
from tests.converting import converted
from tests.once import once, shared_folder
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
    gallery = shared_folder("painted-gallery")
    folders = {path.parent.name: path.parent for path in sorted(DATA.glob("*/briefing.toml"))} | {"gallery": gallery}
    path = stage(gallery, "ink", asset("themes/ink.toml"))
    for name, folder in folders.items():
        project = read.project(folder, theme=path if name == "gallery" else None)
        for lang, story in sorted(project.stories.items()):
            if f"{name}.{lang}" in OF_A_THOROUGH_RUN and not THOROUGH:
                continue
            yield f"{name}.{lang}", compose(project, read.story(story), lang), read.theme(project.theme)


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
