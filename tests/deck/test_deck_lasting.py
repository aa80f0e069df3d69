"""Slides that an earlier process planned and wrote are neither planned nor written again by the next one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from briefing import read
from briefing.assets import asset
from briefing.cache import problems
from briefing.compose import compose
from briefing.deck import write
from briefing.deck.planned_deck import plan_deck
from briefing.deck.slides import Slide
from briefing.model.document import Document
from briefing.model.text import text
from briefing.reuse import STORE, from_nothing
from tests.deck.samples import THEME

PRICES = Path(__file__).parents[2] / "data" / "prices"


@cache
def composed(root: Path) -> Document:
    project = read.project(root)
    return compose(project, read.story(project.stories["en"]), "en")


def prices() -> Document:
    return composed(PRICES)


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    STORE.clear()
    yield
    STORE.clear()


def decks(document: Document) -> tuple[bytes, bytes]:
    """Return a deck by a process that has nothing in its memory, and from nothing."""
    STORE.clear()
    made = write(document, THEME).files[".pptx"]
    with from_nothing():
        return made, write(document, THEME).files[".pptx"]


def test_the_next_process_plans_and_writes_no_slide_again(kept: Path) -> None:
    document = prices()
    first = write(document, THEME).files[".pptx"]
    again, expected = decks(document)
    assert first == again == expected
    assert STORE.hits["slides"] > 3
    assert STORE.hits["slide"] > 3
    assert (STORE.misses["slides"], STORE.misses["slide"]) == (0, 0)


def test_a_section_that_differs_is_planned_and_written_again_and_no_other(kept: Path) -> None:
    document = prices()
    write(document, THEME)
    part, *parts = document.parts
    section, *sections = part.sections
    changed = replace(section, title=text("Another title stands here"))
    retitled = replace(document, parts=(replace(part, sections=(changed, *sections)), *parts))
    made, expected = decks(retitled)
    assert made == expected
    assert STORE.misses["slides"] == 1
    assert STORE.misses["slide"] <= 2  # its own, and a cover that names it


def test_under_another_title_only_the_cover_is_written_again(kept: Path) -> None:
    document = prices()
    write(document, THEME)
    made, expected = decks(replace(document, title=text("Another title stands here")))
    assert made == expected
    assert (STORE.misses["slides"], STORE.misses["slide"]) == (0, 1)


def test_a_deck_of_a_damaged_cache_is_made_again(kept: Path) -> None:
    document = prices()
    write(document, THEME)
    for path in kept.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-9])
    made, expected = decks(document)
    assert made == expected
    assert STORE.misses["slides"] > 3
    assert any("damaged" in one.what for one in problems())


@pytest.mark.parametrize("root", [PRICES, asset("gallery")], ids=["prices", "gallery"])
def test_planned_slides_are_found_by_the_same_digest_after_they_were_read_back(root: Path) -> None:
    slides = plan_deck(composed(root), THEME).slides
    content = msgspec.msgpack.encode(slides)
    assert msgspec.msgpack.encode(msgspec.msgpack.decode(content, type=tuple[Slide, ...])) == content
