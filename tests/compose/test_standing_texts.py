"""Any text of a story may have a condition: the branch that stands is printed, and the others are checked too."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.document import Cards, Document
from briefing.model.text import plain
from tests.compose.sample import composed, faults, section

NESTED = """\
title: {text: Patents fell, when: patents.change < 0, otherwise: Patents did not fall}
cover:
  kicker: {text: Low, when: patents.last < 1, otherwise: High}
  subtitle: {text: Firms fell, when: firms.change < 0, otherwise: {text: Firms rose, when: firms.change > 0}}
  notes: {text: Gone, when: patents.change < 0}
letter:
  subject: {text: Down, when: patents.change < 0, otherwise: {text: Up, when: patents.change > 0}}
  greeting: {text: Dear, when: patents.change > 0}
  ask: {text: Why, when: patents.change < 0}
  points:
    - text: Bad
      when: patents.change < 0
      otherwise: {text: So so, when: patents.change == 0, otherwise: Good}
parts:
  - id: only
    name: {text: A, when: patents.change < 0, otherwise: B}
    headline: {text: A, when: patents.change < 0, otherwise: Headline}
    standfirst: {text: A, when: patents.change < 0, otherwise: Standfirst}
    aside: [{title: {text: A, when: patents.change < 0, otherwise: Aside}, points: [x]}]
sections:
  - id: one
    part: only
    title:
      text: Firms doubled
      expect: firms.multiple >= 2
      when: firms.multiple >= 2
      otherwise: Firms grew
    subtitle: {text: Sub, when: firms.change > 0}
    ask: {text: Whether, when: firms.change < 0, otherwise: Which}
    note: {text: Note, when: firms.change > 0}
    notes: {text: Spoken, when: firms.change > 0}
    heading: {text: Head, when: firms.change > 0}
    paragraph:
      - text: Low
        when: firms.change < 0
        otherwise: {text: Said, when: firms.change > 0, expect: firms.change > 0}
    cards:
      - fact: firms
        label: {text: Fewer, when: firms.change < 0, otherwise: {text: More firms, when: firms.change > 0}}
        unit: firms
      - {fact: patents, label: Patents, unit: "per 10,000 residents"}
"""


def _section(*lines: str) -> str:
    return "sections:\n  - id: one\n" + "".join(f"    {line}\n" for line in lines)


def _titles(document: Document) -> list[str]:
    return [plain(section.title) for section in document.sections]


def test_every_text_is_that_of_the_branch_that_stands(tmp_path: Path) -> None:
    document = composed(NESTED, tmp_path)
    (section,), letter = document.sections, document.letter
    texts = (document.title, document.kicker, document.subtitle, document.cover_notes)
    assert [plain(text) for text in texts] == ["Patents did not fall", "High", "Firms rose", ""]
    assert [plain(text) for text in (letter.subject, letter.greeting, letter.ask)] == ["Up", "Dear", ""]
    assert [plain(point.body) for point in letter.points] == ["Good"]
    (part,) = document.parts
    texts = (part.name, part.headline, part.standfirst, part.asides[0].title)
    assert [plain(text) for text in texts] == ["B", "Headline", "Standfirst", "Aside"]
    found = [plain(text) for text in (section.title, section.subtitle, section.ask, section.notes, section.heading)]
    assert found == ["Firms doubled", "Sub", "Which", "Spoken", "Head"]
    assert "Note" in plain(section.note_line)
    (cards,) = (block for block in section.blocks if isinstance(block, Cards))
    assert plain(cards.cards[0].label) == "More firms"
    assert [(item.place, item.text, item.expect, item.node) for item in document.claims] == [
        ("section one, title", "Firms doubled", "firms.multiple >= 2", "section one, title"),
        ("one, paragraph 1", "Said", "firms.change > 0", "section one, paragraph 1"),
    ]
    nodes = {name: node.where.rpartition(" ")[2] for name, node in document.nodes.items()}
    lines = NESTED.split("\n")
    at = {
        words: str(1 + next(n for n, line in enumerate(lines) if words in line)) for words in ("Firms doubled", "Good")
    }
    assert nodes["section one, title"] == at["Firms doubled"]
    assert nodes["letter, points 1"] == at["Good"]


@pytest.mark.parametrize(
    ("lines", "line", "what"),
    [
        # the branch that stands: its claim, its expressions, its place
        (("title:", "  text: A", "  when: firms.change < 0", "  otherwise:", "    text: Firms tripled",
          "    expect: firms.multiple > 3"), 8, "'Firms tripled' is not true: firms.multiple > 3"),
        (("title:", "  text: A", "  when: firms.change < 0", "  otherwise: '{{ frms.last }}'"), 6, "unknown name"),
        # what holds where it stands is no more than its conditions
        (("title:", "  text: Firms fell {{ firms.percent | percent }}", "  when: firms.change > 0"), 4, "fell"),
        # a condition that stays open
        (("title: T", "note:", "  text: A", "  when: enterprises.at(2019) > 28000", "  otherwise: B"), 6,
         "neither true nor false"),
        # a branch that is not printed
        (("title:", "  text: A", "  when: firms.change > 0", "  otherwise: '{{ frms.last }}'"), 6, "unknown name"),
        (("title: T", "note:", "  text: '{{ firms.last | valeu }}'", "  when: firms.change < 0"), 5,
         "unknown filter `valeu`"),
        (("title: T", "note:", "  text: '{{ firms.lst }}'", "  when: firms.change < 0"), 5, "`firms` has no `lst`"),
        (("title: T", "note:", "  text: A", "  when: firms.change > 0", "  otherwise:", "    text: There were 500",
          "    when: firms.last > 3"), 8, "'500' is typed into the text"),
        (("title: T", "note:", "  text: A", "  when: firms.change > 0", "  otherwise:", "    text: B",
          "    when: frms.last > 3"), 9, "unknown name `frms`"),
        (("title: T", "note:", "  text: A", "  when: firms.change < 0", "  expect: frms.last > 3"), 7, "unknown name"),
        (("title: T", "note:", "  text: '{{ firms.last'", "  when: firms.change < 0"), 5, "has no end"),
        (("title: T", "points:", "  - text: A", "    when: firms.change > 0", "    otherwise: About 500"), 7, "'500'"),
        # a text that has to be there
        (("title:", "  text: A", "  when: firms.change < 0"), 3, "the title is dropped by its `when`"),
    ],
)  # fmt: skip
def test_a_fault_in_a_branch_is_found_with_its_line(
    lines: tuple[str, ...], line: int, what: str, tmp_path: Path
) -> None:
    (found,) = faults(_section(*lines), tmp_path)
    assert found.where == f"story.en.yaml, line {line}"
    assert what in found.what


def test_what_the_data_refuse_is_no_fault_of_a_text_that_is_not_printed(tmp_path: Path) -> None:
    title = "title: {text: '{{ patents.at(2016) | value }}', when: known(patents.at(2016)), otherwise: No patents}"
    assert _titles(composed(_section(title), tmp_path)) == ["No patents"]


def test_conditions_of_what_the_edition_leaves_out_are_not_looked_at(tmp_path: Path) -> None:
    gone = "  - {id: two, when: known(patents.at(2016)), title: {text: A, when: patents.at(2016) > 1, otherwise: B}}\n"
    assert _titles(composed(_section("title: T") + gone, tmp_path)) == ["T"]


def test_a_condition_lets_a_branch_say_what_it_bears_out(tmp_path: Path) -> None:
    lines = (
        "title:",
        "  text: Firms fell {{ firms.percent | percent }}",
        "  when: firms.change < 0",
        "  otherwise: {text: 'Firms rose {{ firms.percent | percent }}', when: firms.change > 0, otherwise: Steady}",
        "subtitle: {text: auto, when: firms.change < 0, otherwise: Firms}",
    )
    assert _titles(composed(_section(*lines), tmp_path)) == ["Firms rose 131%"]


@pytest.mark.parametrize(
    ("lines", "noted"),
    [
        ("notes: Say so.", True),
        ("points: [{text: It grew., when: patents.last > 1000000}]", True),
        ("points: [It grew.]", False),
        ("paragraph: It grew.", False),
        ("ask: Decide.", False),
    ],
)
def test_a_section_that_shows_its_title_alone_is_noted(lines: str, noted: bool, tmp_path: Path) -> None:
    notices = [notice.what for notice in composed(section("A finding", lines), tmp_path).notices]
    assert ("the section has a title and nothing else" in notices) is noted


@pytest.mark.parametrize(("more", "noted"), [("", True), (", otherwise: It fell.", False)])
def test_a_letter_of_which_no_point_stands_is_noted(more: str, noted: bool, tmp_path: Path) -> None:
    letter = f"letter:\n  points: [{{text: It grew., when: patents.last > 1000000{more}}}]\n"
    found = composed(letter + section("A finding", "notes: x"), tmp_path).notices
    own = [notice.where for notice in found if "no point of the letter is true of the data" in notice.what]
    assert own == (["story.en.yaml, line 2"] if noted else [])
