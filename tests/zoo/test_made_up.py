"""Made-up worlds: each edition builds in every output with a clean proof, and no text of its story is lost.

BRIEFING_ZOO_WORLDS says how many are tried, 3,000 by hand; a thorough run tries as many as its budget allows, a usual
one those that other tests look at.
"""

from __future__ import annotations

import json
import os
import time
from decimal import Decimal
from functools import cache
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest
from pptx import Presentation

import briefing
from briefing.errors import BriefingError
from tests.thorough import THOROUGH
from tests.zoo.tale import Author, project
from tests.zoo.truth import Subject, wrong

BUDGET_SECONDS = 10
FEWEST = 7
SEEDS = (0, 1, 3, 6)  # which other tests look at


def deck_text(path: Path) -> str:
    """What a deck says, its notes included."""
    slides = Presentation(str(path)).slides
    found = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    for slide in slides:
        found += [
            cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells
        ]
        found += [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else []
    return "\n".join(found)


def brief_text(path: Path) -> str:
    """What a brief says."""
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


# Where the texts of a story stand, as docs/how-to/story.md has it: the beginning of a place's name → its outputs.
STANDING = {
    "cover": ("deck", "letter"),
    "letter": ("letter",),
    "aside": ("brief",),
    "part, name": ("deck",),
    "part": ("brief",),
    "hero, label": ("deck",),
}
ENDS = {"notes": ("deck",), "paragraph": ("brief",)}


def outputs_of(author: Author, place: str) -> tuple[str, ...]:
    """The outputs that hold the text of a place; a paragraph says in the brief what the points of its section say."""
    key, _, end = place.partition(", ")
    if end.startswith("point") and f"{key}, paragraph" in author.words.values():
        return ("deck",)
    if key == "cards" and end == "title":  # the cards stand under the headline of their part
        return ("deck",)
    named = (outputs for name, outputs in STANDING.items() if f"{place}, ".startswith(f"{name}, "))
    return next(named, ENDS.get(end, ("deck", "brief")))


def lost(author: Author, built: briefing.Build) -> list[str]:
    """The places of the story whose texts stand in no output where they belong, and in no finding."""
    assert built.deck is not None
    assert built.brief is not None
    assert built.letter is not None
    mail = built.letter.read_text(encoding="utf-8") + built.letter.with_suffix(".txt").read_text(encoding="utf-8")
    texts = {"deck": deck_text(built.deck), "brief": brief_text(built.brief), "letter": mail}
    told = "\n".join(str(finding) for finding in built.findings)
    return [
        place
        for code, place in author.words.items()
        if code not in told and any(code not in texts[output] for output in outputs_of(author, place))
    ]


@cache
def made(seed: int, root: Path) -> tuple[Author, briefing.Build]:
    """A seed and a folder for all → its author and the edition built of what it tells; not to be changed."""
    author = project(seed, root / str(seed))
    return author, briefing.build(root / str(seed), root / str(seed) / "out")


def faults(seed: int, root: Path) -> list[str]:
    """A seed → what is wrong with its edition: refusals, findings that no author can mend, lost texts."""
    try:
        return lost(*made(seed, root))
    except BriefingError as error:
        return [str(finding) for finding in error.findings]


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all made-up projects."""
    return tmp_path_factory.mktemp("worlds")


def test_made_up_editions_build_with_a_clean_proof_and_lose_no_text(worlds: Path) -> None:
    asked, begin = int(os.environ.get("BRIEFING_ZOO_WORLDS", "0")), time.process_time()
    found: dict[int, list[str]] = {}
    for seed in range(asked or 300) if asked or THOROUGH else SEEDS:
        if not asked and seed >= FEWEST and time.process_time() - begin >= BUDGET_SECONDS:
            break
        told = faults(seed, worlds)
        found |= {seed: told} if told else {}
    assert found == {}


def test_a_text_that_no_output_holds_is_found(worlds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    author, built = made(1, worlds)
    monkeypatch.setitem(author.words, "QQQQ", "nowhere, title")
    assert lost(author, built) == ["nowhere, title"]


@pytest.mark.parametrize("seed", [0, 3, 6])
def test_each_number_of_a_made_up_edition_is_right(seed: int, worlds: Path) -> None:
    author, built = made(seed, worlds)
    world = author.world
    table = pd.read_csv(worlds / str(seed) / "observations.csv", dtype=str, keep_default_na=False)
    known = {}
    for item in world.quantities:
        rows = table[table["indicator_id"] == item.id].assign(value=lambda frame: frame["value"].map(published))
        direction = "rank" if item.nature == "rank" else item.direction
        known[item.id] = Subject(item.id, rows, world.entity, world.period, direction)
        if item.id in world.targets:
            year, value = world.targets[item.id]
            known[item.id].targets[year] = Decimal(published(value))
    ledger = json.loads(built.ledger.read_text(encoding="utf-8"))
    assert len(ledger["uses"]) > 100
    assert list(wrong(ledger, known)) == []


def published(value: str) -> str:
    """A value as an export writes it → as it was published, without the noise after fifteen figures."""
    return f"{float(value):.15g}"
