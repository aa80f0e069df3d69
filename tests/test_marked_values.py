"""What the data say of their values stands in deck, brief and letter, and the proof of such an edition is clean."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing.brief.canvas import TaggedCanvas
from briefing.reuse import from_nothing
from tests.editions import change
from tests.reading import package_texts, pdf_text

CARDS = """\
title: Of the town
sections:
  - id: counts
    title: Visits and paths
    cards:
      - {fact: visits, label: Library visits, unit: thousand a year}
      - {fact: paths, label: Cycle paths, unit: km at year end}
"""


@pytest.fixture
def project(starter: Path) -> Path:
    text = (starter / "observations.csv").read_text("utf-8").replace("invented for this template", "")
    (starter / "observations.csv").write_text(text, "utf-8")
    change(starter, "observations.csv", "2023,560,=,A,EXAMPLE,", "2023,560,=,P,EXAMPLE,")
    change(starter, "observations.csv", "2020,250,=,A,EXAMPLE,", '2020,250,=,A,EXAMPLE,"first ""half"" closed, 3 of 9"')
    return starter


def slides(built: briefing.Build) -> str:
    assert built.deck is not None
    return "\n".join(package_texts(built.deck.name, built.deck.read_bytes()).values())


def test_marks_stand_in_every_output_that_prints_the_value(project: Path, tmp_path: Path) -> None:
    built = briefing.build(project, tmp_path / "out")
    deck, brief = slides(built), " ".join(pdf_text(built.brief or Path()).split())
    letter = (built.letter or Path()).with_suffix(".txt").read_text("utf-8")
    for said in (deck, brief, letter):
        assert "Provisional: " in said
        assert '2020: first "half" closed, 3 of 9' in said.replace("“", '"').replace("”", '"')
    counted = json.loads(built.ledger.read_text("utf-8"))["edition"]["marked"]
    assert set(counted) == {"P", "note"}
    assert counted["P"] > counted["note"] > 0


def test_without_marks_nothing_is_said(project: Path, tmp_path: Path) -> None:
    change(project, "observations.csv", "2023,560,=,P,EXAMPLE,", "2023,560,=,A,EXAMPLE,")
    change(project, "briefing.toml", 'theme = "ink"', 'theme = "ink"\nnotes = "internal"')
    said = slides(briefing.build(project, tmp_path / "out", only=["deck"]))
    assert "Provisional" not in said
    assert "closed" not in said


def test_where_a_slide_has_no_room_its_notes_have_all_of_it(project: Path, tmp_path: Path) -> None:
    rows = (project / "observations.csv").read_text("utf-8").splitlines()
    noted = [f"{row.rpartition('EXAMPLE,')[0]}EXAMPLE,{_note(at)}" for at, row in enumerate(rows[1:], 100)]
    (project / "observations.csv").write_text("\n".join([rows[0], *noted]) + "\n", "utf-8")
    said = slides(briefing.build(project, tmp_path / "out", only=["deck"]))
    assert "the notes of this slide say which" in said
    assert all(_note(at) in said for at in range(100, 105))


def _note(at: int) -> str:
    return f"measured at {at} branches of the city and its neighbours by volunteers over many long evenings of the year"


@pytest.mark.parametrize(("qualifier", "hollow"), [("≥", 1), ("=", 0)])
def test_the_line_of_a_card_begins_with_a_hollow_point_where_its_value_is_a_bound(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qualifier: str, hollow: int
) -> None:
    discs: list[str] = []
    plain = TaggedCanvas.disc

    def disc(canvas: TaggedCanvas, *given: Any) -> None:
        discs.append(given[4] if len(given) > 4 else "")
        plain(canvas, *given)

    monkeypatch.setattr(TaggedCanvas, "disc", disc)
    first = next(row for row in (project / "observations.csv").read_text("utf-8").splitlines() if ",2019," in row)
    change(project, "observations.csv", first, first.replace(",=,", f",{qualifier},"))
    (project / "story.en.yaml").write_text(CARDS, "utf-8")
    with from_nothing():
        built = briefing.build(project, tmp_path / "out", only=["deck", "brief"])
    assert len([edge for edge in discs if edge]) == hollow
    assert built.deck is not None
    with zipfile.ZipFile(built.deck) as package:
        lines = [package.read(name).decode() for name in package.namelist() if "/charts/chart" in name]
    marks = re.findall(r'<c:symbol val="circle"/>.{,60}?<a:solidFill>(.*?)</a:solidFill>', "".join(lines))
    assert marks.count('<a:schemeClr val="bg1"/>') == hollow
