"""An edited deck of a month refreshed with the data of the next one: charts, texts, tables and labels move on."""

from __future__ import annotations

import datetime as dt
import io
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

SETTINGS = """\
[edition]
slug = "harbour-traffic"
title = "Traffic in {{ reference }}"
entity = "Port Alder"
period = { last = 13 }
languages = ["en"]
[imprint]
organisation = "Harbour office"
owner = "Desk"
contact = "desk@example.org"
[facts]
ships = { indicator = "ships" }
cargo = { indicator = "cargo" }
"""
INDICATORS = """\
id,name_en,unit,kind,frequency,adjustment,aggregate,direction_of_good,definition
ships,Ships that called,ships,flow,M,not seasonally adjusted,sum,up,Ships that called at the harbour
cargo,Cargo handled,thousand tonnes,flow,M,not seasonally adjusted,sum,up,Cargo that was handled
"""
SOURCES = "id,publisher,short,title,url,published\nPORT,Harbour office of Port Alder,Harbour office,Monthly log,,\n"
STORY = """\
letter:
  greeting: "{{ ships.last }} ships called in {{ ships.last | period }}"
sections:
  - id: ships
    title: "{{ ships.last }} ships called in {{ ships.last | period }}"
    subtitle: auto
    chart: {kind: line, series: [ships], highlight: ships}
    points:
      - "Their number {{ ships.on_previous() | moved('basis') }}"
      - "It was {{ ships.lag(1) }} in {{ ships.lag(1) | period }}"
  - id: cargo
    title: "The harbour handled {{ cargo.last | full }} in {{ cargo.last | period }}"
    subtitle: auto
    chart: {kind: columns, series: [cargo], highlight: last}
  - id: both
    title: "Ships {{ ships.percent | moved }} over the year"
    cards:
      - {fact: ships, label: Ships, unit: a month}
      - {fact: cargo, label: Cargo, unit: thousand tonnes}
  - id: ends
    title: "Between {{ ships.first | period }} and {{ ships.last | period }} ships {{ ships.percent | moved }}"
    subtitle: auto
    chart: {kind: slope, series: [ships, cargo], measure: multiple, highlight: ships}
"""


def bodies(slide: Slide) -> list[TextFrame]:
    """The texts of a slide."""
    return [shape.text_frame for shape in slide.shapes if isinstance(shape, Shape)]


def project(folder: Path, last: dt.date, march: int = 471) -> Path:
    """The harbour's months up to one; `march` is the number of ships in March 2026, which was revised later."""
    folder.mkdir()
    rows = ["indicator_id,entity,period,value,source_id,published"]
    for number in range(30):
        month = dt.date(2024 + number // 12, number % 12 + 1, 1)
        if month <= last:
            ships = march if (month.year, month.month) == (2026, 3) else 400 + 7 * number % 60 + number
            rows.append(f"ships,Port Alder,{month:%Y-%m},{ships},PORT,{month:%Y-%m}-28")
            rows.append(f"cargo,Port Alder,{month:%Y-%m},{612.5 + 20 * number:.1f},PORT,{month:%Y-%m}-28")
    for name, text in {
        "briefing.toml": SETTINGS, "indicators.csv": INDICATORS, "sources.csv": SOURCES, "story.en.yaml": STORY,
        "observations.csv": "\n".join(rows) + "\n",
    }.items():  # fmt: skip
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A deck of March 2026, the project of April 2026, and the deck that is built from it."""
    folder = tmp_path_factory.mktemp("months")
    april = project(folder / "april", dt.date(2026, 4, 1), 468)
    decks = []
    for name, made in (("old", project(folder / "march", dt.date(2026, 3, 1))), ("new", april)):
        deck = briefing.build(made, folder / name, only=["deck"]).deck
        assert deck is not None
        decks.append(deck)
    return decks[0], april, decks[1]


def test_an_unedited_deck_of_a_month_becomes_that_of_the_next(months: tuple[Path, Path, Path], tmp_path: Path) -> None:
    done = refresh(months[0], months[1], tmp_path / "refreshed.pptx")
    assert done.left == ()
    found, built = parts(done.path), parts(months[2])
    # the day on which it was first made, and the identity of its section, stay
    assert {name for name in found.keys() | built.keys() if found.get(name) != built.get(name)} == {
        "docProps/core.xml", "ppt/presentation.xml",
    }  # fmt: skip
    assert Presentation(str(done.path)).core_properties.title == "Traffic in April 2026"
    assert b'name="Traffic in April 2026"' in found["ppt/presentation.xml"]
    assert refresh(done.path, months[1], tmp_path / "again.pptx").changes == ()


def test_charts_texts_and_labels_of_an_edited_deck_move_on_and_its_edits_stay(
    months: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    deck = Presentation(str(months[0]))
    ships = hand.slide_of(deck, "ships")
    hand.rewrite(hand.shape_of(ships, "Title"), "ships called in", "ships came to us in")
    hand.add_series(hand.chart_of(ships), "Our guess", [450.0] * 13)
    deck.save(str(tmp_path / "edited.pptx"))
    done = refresh(tmp_path / "edited.pptx", months[1])
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
    feet = [hand.text_of(slide, f"Period {at}") for at in (1, 13)]
    assert feet == ["Apr", "Apr"]
