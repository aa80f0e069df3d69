"""Marks of a chart of places: `edition` is the edition's place, and the note that a notice proposes is accepted."""

from __future__ import annotations

import re
from pathlib import Path

from briefing import read
from briefing.compose import compose
from briefing.model.chart import Chart
from briefing.model.document import Document
from briefing.model.text import plain
from tests.compose.isles import project

CHART = "kind: line, series: [life], entities: [edition, Noss], highlight: edition"


def composed(folder: Path, chart: str, *, cover: bool = False) -> Document:
    """Return the document of a chart, on the cover or in a section."""
    section = f'  - {{id: one, title: "Years of life: {{{{ life.last }}}}", subtitle: auto, chart: {{{chart}}}}}\n'
    opening = f"cover: {{chart: {{{chart}}}}}\n" if cover else ""
    folder = project(folder, f"{opening}sections:\n{section}")
    made = read.project(folder)
    return compose(made, read.story(folder / "story.en.yaml"), "en")


def chart_of(document: Document) -> Chart:
    (found,) = [block for section in document.sections for block in section.blocks if isinstance(block, Chart)]
    return found


def test_edition_stands_for_its_place_in_each_mark(tmp_path: Path) -> None:
    marks = (
        "gaps: [{at: highest, between: [edition, Noss]}], results: [{series: edition, text: '{{ life.last }}'}],"
        " annotations: [{at: 2021, series: edition, text: 'A ferry'}]"
    )
    drawn = chart_of(composed(tmp_path / "edition", f"{CHART}, {marks}"))
    named = chart_of(composed(tmp_path / "named", f"{CHART}, {marks}".replace("edition", "Gigha")))
    assert (drawn.differences, drawn.results) == (named.differences, named.results)
    assert [item.series for item in drawn.annotations] == ["Gigha"]
    assert len(drawn.differences) == 1
    bracket = ", brackets: [{series: edition, from: first, to: last}]"
    assert len(chart_of(composed(tmp_path / "bracket", f"{CHART}{bracket}")).differences) == 1


def test_a_bracket_has_the_words_of_its_text_in_place_of_the_change(tmp_path: Path) -> None:
    def bracket(text: str) -> str:
        made = chart_of(composed(tmp_path / (text[3:7] or "own"), f"{CHART}, brackets: [{{series: edition{text}}}]"))
        (one,) = made.differences
        assert one.worded == bool(text)
        return plain(one.text)

    own, written = bracket(""), bracket(", text: 'in {{ life.span | words }} years'")
    assert own.endswith("%") or own[0] in "+−"
    assert written.startswith("in ")
    assert written.endswith(" years")


def _turned(folder: Path) -> None:
    """Let the years of life on Gigha rise and fall again."""
    path = folder / "observations.csv"
    for year, value in zip(range(2019, 2024), ("60.0", "70.0", "80.0", "70.0", "60.0"), strict=True):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(rf"(?m)^life,Gigha,{year},[^,]*,", f"life,Gigha,{year},{value},", text), encoding="utf-8"
        )


def test_the_note_that_is_proposed_for_a_line_of_a_place_is_accepted(tmp_path: Path) -> None:
    composed(tmp_path / "isles", CHART)
    _turned(tmp_path / "isles")
    story = tmp_path / "isles" / "story.en.yaml"

    def document() -> Document:
        return compose(read.project(tmp_path / "isles"), read.story(story), "en")

    (notice,) = document().notices
    assert "of('Gigha')" in notice.fix or "life.at(2021)" in notice.fix
    note = re.fullmatch(r"write `(annotations: \[.*\])`, or leave it to the title", notice.fix)
    assert note is not None
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("highlight: edition", f"highlight: edition, {note[1]}"), encoding="utf-8")
    assert document().notices == ()
    assert chart_of(document()).annotations


def test_the_line_of_a_cover_has_no_room_for_a_note_and_none_is_proposed(tmp_path: Path) -> None:
    composed(tmp_path / "isles", CHART, cover=True)
    _turned(tmp_path / "isles")
    story = tmp_path / "isles" / "story.en.yaml"
    notices = compose(read.project(tmp_path / "isles"), read.story(story), "en").notices
    assert [notice.where for notice in notices] == ["story.en.yaml, line 3"]
