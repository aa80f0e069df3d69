"""A subtitle stands lower below a title of many lines, and nowhere else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Pt

import briefing
from briefing.proof import layout
from briefing.proof.evidence import Evidence
from briefing.proof.package.opc_package import opened
from briefing.proof.package.package_check import read_against_table
from briefing.proof.reading.deck import deck as deck_of
from tests.compose.isles import project

LONG = "Years of life and islanders of each isle, and how ferries carry them over the water by day"
SECTION = '  - {id: one, title: "Years of life: {{ life.last }}", points: ["{{ people.last }}"]}\n'


def deck(folder: Path, title: str) -> Path:
    made = project(
        folder, f"cover: {{chart: {{kind: columns, series: [life]}}, subtitle: Isles}}\nsections:\n{SECTION}"
    )
    path = made / "briefing.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"The isles"', f'"{title}"'), encoding="utf-8")
    built = briefing.build(made, out=folder / "output", only=("deck",))
    (found,) = (file for file in built.files if file.suffix == ".pptx")
    return found


def zones(path: Path) -> list[str]:
    data = path.read_bytes()
    package = opened("deck.pptx", data)
    read_against_table(package)
    found = layout.check(Evidence((deck_of("deck.pptx", data, package),)))
    return [str(item) for item in found if item.rule == "layout-zone"]


@pytest.mark.parametrize("title", ["The isles", LONG])
def test_a_subtitle_below_its_title_is_at_its_place_and_one_that_was_moved_is_not(title: str, tmp_path: Path) -> None:
    path = deck(tmp_path / "isles", title)
    assert zones(path) == []
    presentation = Presentation(str(path))
    subtitle = next(shape for shape in presentation.slides[0].placeholders if shape.name == "Subtitle")
    left, width, height = subtitle.left, subtitle.width, subtitle.height
    subtitle.left, subtitle.top, subtitle.width, subtitle.height = left, Pt(430), width, height
    moved = io.BytesIO()
    presentation.save(moved)
    path.write_bytes(moved.getvalue())
    assert len(zones(path)) == 1
