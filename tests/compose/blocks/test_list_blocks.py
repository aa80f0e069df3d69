"""A paragraph that is a Markdown list becomes a list of the document, its words as tested as all others."""

from __future__ import annotations

from pathlib import Path

from briefing.model.document import List, Paragraph, words
from briefing.model.text import plain
from tests.compose.sample import composed, faults, section


def told(paragraphs: tuple[Paragraph, ...]) -> list[object]:
    """Paragraphs as words, lists as lists of items, the numbered ones behind a 1."""
    return [
        [*([1] if one.numbered else []), *(told(item) for item in one.items)] if isinstance(one, List) else plain(one)
        for one in paragraphs
    ]


def prose(folder: Path, *lines: str) -> tuple[Paragraph, ...]:
    node = ["paragraph: |", *(f"  {line}" for line in lines)]
    return composed(section("A finding", *node), folder).sections[0].paragraphs


def test_marked_lines_are_a_list_between_paragraphs(tmp_path: Path) -> None:
    found = prose(tmp_path, "What follows:", "- the record", "  goes on", "- the board", "", "And more.")
    assert told(found) == ["What follows:", [["the record goes on"], ["the board"]], "And more."]


def test_lists_nest_and_are_numbered(tmp_path: Path) -> None:
    found = prose(tmp_path, "1. a cause", "   - a part", "   - a piece", "1. an effect", "", "   told at length")
    assert told(found) == [[1, ["a cause", [["a part"], ["a piece"]]], ["an effect", "told at length"]]]


def test_facts_looks_and_the_numeral_rule_hold_inside_items(tmp_path: Path) -> None:
    (found,) = prose(tmp_path, "- **Density** of {{ patents.last }}")
    assert [(run.text, run.bold, run.fact) for run in words((found,))] == [
        ("Density", True, ""),
        (" of ", False, ""),
        ("262.9", False, "patents.last"),
    ]
    (fault,) = faults(section("A finding", "paragraph: |", "  - some 40 firms"), tmp_path)
    assert "'40' is typed into the text" in fault.what


def test_a_claim_is_made_by_the_words_of_all_items(tmp_path: Path) -> None:
    node = ("paragraph:", "  text: |", "    - it doubled", "    - twice", "  expect: patents.multiple > 2")
    document = composed(section("A finding", *node), tmp_path)
    assert [(claim.text, claim.holds) for claim in document.claims] == [("it doubled twice", True)]


def test_a_list_that_begins_with_a_number_typed_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults(section("A finding", "paragraph: |", "  2023. It rose"), tmp_path)
    assert fault.what == "a numbered list that begins with 2023"
    assert fault.where.startswith("story.en.yaml, line")


def test_a_list_deeper_than_its_words_have_room_is_a_fault(tmp_path: Path) -> None:
    lines = ("  - a", "    - b", "      - c", "        - d")
    (fault,) = faults(section("A finding", "paragraph: |", *lines), tmp_path)
    assert fault.what == "a list on level 4"


def test_a_sign_inside_a_line_or_before_no_space_is_no_list(tmp_path: Path) -> None:
    (line,) = told(prose(tmp_path, "-ish and so on", "*all* of it - or none"))
    assert line == "-ish and so on all of it\N{NO-BREAK SPACE}- or none"  # no line begins with the dash
