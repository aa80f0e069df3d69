"""A title that begins with a word from the data begins with a capital, as one that is typed; a number stays."""

from __future__ import annotations

from pathlib import Path

from briefing.model.text import plain
from tests.compose.skerry import composed

STORY = """
sections:
  - {id: word, title: "{{ residents.span | words }} years of growth in residents", points: ["{{ residents.last }}"]}
  - {id: number, title: "{{ residents.percent | signed }} residents", points: ["{{ residents.last }}"]}
  - {id: point, title: "iPads on Skerry", points: ["{{ residents.span | words }} years", "{{ residents.last }}"]}
"""


def test_a_word_from_the_data_at_the_head_of_a_title_has_a_capital(tmp_path: Path) -> None:
    sections = composed(STORY, tmp_path).sections
    assert [plain(section.title) for section in sections] == [
        "Two years of growth in residents",
        "+1.5% residents",
        "iPads on Skerry",
    ]
    assert "text='two'" in str(sections[2])
