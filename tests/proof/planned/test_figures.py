"""The words of a figure that a project's code drew are read back: each planted fault is found by its rule.

rules: planned-figure
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

import briefing.deck
from briefing import compose, read
from briefing.deck.slides import Group, TextBox
from briefing.model.document import Document
from briefing.model.text import plain, text
from briefing.model.theme import Theme
from briefing.pipeline import ledger_file
from briefing.pipeline.gate import read_back
from briefing.pipeline.outputs import OUTPUTS
from briefing.pipeline.writing import WrittenOutput, files_of
from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.planned import check
from briefing.proof.reading.ledger_decoding import ledger
from tests.own_code import SECOND_CODE, TWO, project_with_figure
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

Boxes = tuple[TextBox, ...]


def _said(words: str, instead: str) -> Callable[[Boxes], Boxes]:
    """A text that is printed as another."""

    def fault(boxes: Boxes) -> Boxes:
        assert words in {_words(box) for box in boxes}
        return tuple(_with(box, instead) if _words(box) == words else box for box in boxes)

    return fault


def _exchanged(one: str, other: str) -> Callable[[Boxes], Boxes]:
    instead = {one: other, other: one}
    return lambda boxes: tuple(_with(box, instead.get(_words(box), _words(box))) for box in boxes)


def _words(box: TextBox) -> str:
    return plain(box.paragraphs[0].text)


def _with(box: TextBox, words: str) -> TextBox:
    return replace(box, paragraphs=(replace(box.paragraphs[0], text=text(words)),))


TITLE = "Visits rose 40%, and 100 in the plan"
# Faults that one deck has at once, and what is found of each.
FAULTS: dict[str, tuple[tuple[Callable[[Boxes], Boxes], str], ...]] = {
    "numbers with other digits, and another word": (
        (_said("2023: 56", "2023: 65"), "“65” in “2023: 65” is no value of the figure"),
        (_said(TITLE, TITLE.replace("100", "110")), f"“110” in “{TITLE.replace('100', '110')}” is no value"),
        (_said("2019: 40", "since 40"), "“since 40” stands there as “2019: 40”"),
    ),
    "two texts in each other's place, and a text of the story with other digits": (
        (_exchanged("2019: 40", "2023: 56"), "has other words: “2023: 56” stands there as “2019: 40”"),
        (_said(TITLE, TITLE.replace("40", "44")), f"“44%” in “{TITLE.replace('40', '44')}” is no value"),
    ),
    "a number of a scale that is uneven": ((_said("30", "33.5"), "“33.5” in “33.5” is no value of the figure"),),
    "a text that is left out": (
        (
            lambda boxes: tuple(box for box in boxes if _words(box) != "2019: 40"),
            "the figure of the brief has other words: “2023: 56” stands there as “2019: 40”",
        ),
    ),
}


class Edition(Struct, frozen=True):
    """The document of a project with a figure, its theme, and its brief."""

    document: Document
    theme: Theme
    brief: WrittenOutput


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return _edition(project_with_figure(Path(tmp_path_factory.mktemp("ferries"))))


def _edition(project: Path) -> Edition:
    known = read.project(project)
    document, theme = compose.compose(known, read.story(known.stories["en"]), "en"), read.theme(known.theme)
    written = OUTPUTS["brief"].write(document, theme)
    return Edition(document, theme, (written, read_back(files_of(document, written))))


def _findings(edition: Edition) -> list[ProofFinding]:
    document, (brief, pages) = edition.document, edition.brief
    deck = OUTPUTS["deck"].write(document, edition.theme)
    slides = read_back(files_of(document, deck))
    files = {**files_of(document, deck), **files_of(document, brief)}
    rows = ledger_file.write(document, edition.theme, {"deck": deck, "brief": brief}, files)
    parsed = tuple(one for file in (*slides, *pages) for one in file.files)
    return list(check(Evidence(parsed, ledger(rows), "ledger.json")))


def test_a_right_figure_has_no_fault(edition: Edition) -> None:
    assert _findings(edition) == []


@pytest.mark.parametrize("name", FAULTS)
def test_faults_in_the_words_of_a_figure_are_found(
    name: str, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = FAULTS[name]
    found = _found(edition, faults, monkeypatch)
    assert [what for _, what in faults if not any(what in one for one in found)] == [], found


@ONLY_IN_A_THOROUGH_RUN
def test_two_figures_of_a_section_are_held_against_their_own_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = _edition(project_with_figure(tmp_path / "two", SECOND_CODE, TWO))
    assert _findings(edition) == []

    def with_a_value_of_the_first(boxes: Boxes) -> Boxes:
        return tuple(_with(box, "56") if _words(box) == "44" else box for box in boxes)

    found = _found(edition, [(with_a_value_of_the_first, "")], monkeypatch)
    assert any("“56” in “56” is no value of the figure" in one for one in found), found


def _found(
    edition: Edition, faults: Sequence[tuple[Callable[[Boxes], Boxes], str]], monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """What the proof finds of a figure in a deck with these faults."""
    deck: Any = briefing.deck
    write = deck.write_slides

    def wrong(slides: Any, *rest: Any) -> Any:
        return write([replace(slide, elements=tuple(map(faulty, slide.elements))) for slide in slides], *rest)

    def faulty(item: Any) -> Any:
        if not isinstance(item, Group):
            return item
        boxes = tuple(part for part in item.items if isinstance(part, TextBox))
        shapes = [part for part in item.items if part not in boxes]
        for fault, _ in faults:
            boxes = fault(boxes)
        return replace(item, items=(*shapes, *boxes))

    monkeypatch.setattr(deck, "write_slides", wrong)
    return [one.what for one in _findings(edition) if one.rule == "planned-figure"]
