"""An edited deck of a month refreshed with the data of the next one: charts, texts, tables and labels move on."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.text.text import TextFrame

import briefing
from briefing.refresh import refresh
from tests import hand
from tests.test_refresh import parts
from tests.traffic import APRIL, MARCH, project


def bodies(slide: Slide) -> list[TextFrame]:
    """The texts of a slide."""
    return [shape.text_frame for shape in slide.shapes if isinstance(shape, Shape)]


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A deck of March 2026, the project, and the deck of April 2026."""
    folder = tmp_path_factory.mktemp("months")
    made, decks = project(folder / "project"), []
    for name, day in (("old", MARCH), ("new", APRIL)):
        deck = briefing.build(made, folder / name, only=["deck"], as_of=day).deck
        assert deck is not None
        decks.append(deck)
    return decks[0], made, decks[1]


def test_an_unedited_deck_of_a_month_becomes_that_of_the_next(months: tuple[Path, Path, Path], tmp_path: Path) -> None:
    done = refresh(months[0], months[1], tmp_path / "refreshed.pptx", as_of=APRIL)
    assert done.left == ()
    found, built = _unnumbered(parts(done.path)), _unnumbered(parts(months[2]))
    # the day on which it was first made, and the identity of its section, stay
    assert {name for name in found.keys() | built.keys() if found.get(name) != built.get(name)} == {
        "docProps/core.xml", "ppt/presentation.xml",
    }  # fmt: skip
    assert Presentation(str(done.path)).core_properties.title == "Traffic in April 2026"
    assert b'name="Traffic in April 2026"' in found["ppt/presentation.xml"]
    assert refresh(done.path, months[1], tmp_path / "again.pptx", as_of=APRIL).changes == ()


def _unnumbered(found: dict[str, bytes]) -> dict[str, bytes]:
    """Parts without the numbers of shapes, which stay where others go."""
    return {name: re.sub(rb'( id="| Placeholder )\d+', rb"\1", data) for name, data in found.items()}


def test_charts_texts_and_labels_of_an_edited_deck_move_on_and_its_edits_stay(
    months: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    deck = Presentation(str(months[0]))
    ships = hand.slide_of(deck, "ships")
    hand.rewrite(hand.shape_of(ships, "Title"), "ships called in", "ships came to us in")
    hand.add_series(hand.chart_of(ships), "Our guess", [450.0] * 13)
    deck.save(str(tmp_path / "edited.pptx"))
    done = refresh(tmp_path / "edited.pptx", months[1], as_of=APRIL)
    new = Presentation(str(done.path))
    slide = hand.slide_of(new, "ships")
    assert hand.text_of(slide, "Title").replace("\u00a0", " ") == "436 ships came to us in April 2026"
    texts = "\n".join(body.text for body in bodies(slide)).replace("\u00a0", " ")
    assert "468 in March 2026" in texts
    assert "April 2025 to April 2026" in hand.text_of(slide, "Subtitle")
    chart = hand.chart_of(slide)
    own, guess = chart.plots[0].series
    assert [len(own.values), own.values[-2:], guess.name] == [13, (468.0, 436.0), "Our guess"]
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
    column = [row[0].value for row in sheet.iter_rows(min_row=2, max_row=14)]
    assert column == [dt.datetime(2025 + (3 + step) // 12, (3 + step) % 12 + 1, 1) for step in range(13)]
    feet = [hand.text_of(slide, f"Period {at}") for at in range(1, 7)]  # every second month is named
    assert feet == ["May", "Jul", "Sep", "Nov", "Jan", "Mar"]
