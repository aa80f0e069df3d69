"""A table of words rests on no source; one that prints a value names its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

import briefing
from briefing.proof.proof_report import proved
from tests import shires

LINE = "no line names its source"


@pytest.mark.parametrize(("cell", "found"), [("Whoever runs them", False), ("{{ visits.last }} thousand visits", True)])
def test_only_a_table_that_prints_a_value_needs_a_line_of_sources(tmp_path: Path, cell: str, found: bool) -> None:
    table = (
        f'table: {{head: [Question, Who], rows: [["Which libraries stay open?", "{cell}"], ["Why?", "Their users"]]}}'
    )
    story = shires.section(table, title="Libraries need an answer")
    built = briefing.build(shires.project(tmp_path / "shires", story), tmp_path / "out", only=["deck"])
    assert not any(LINE in one.what for one in built.findings)
    (deck,) = (tmp_path / "out").glob("*.pptx")
    presentation = Presentation(str(deck))
    lines = [
        shape
        for slide in presentation.slides
        if slide.shapes.title is not None and slide.shapes.title.text_frame.text == "Libraries need an answer"
        for shape in slide.shapes
        if shape.has_text_frame and shape.text_frame.text.startswith("Source")
    ]
    assert bool(lines) is found
    for shape in lines:
        shape.text_frame.text = "Library office"
    presentation.save(str(deck))
    assert any(LINE in one.what for one in proved([deck]).findings) is found
