"""Notes of months: what is not adjusted is called so once, with its name among others; a month without a value too."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.document import Document
from briefing.model.text import plain
from tests.compose.skerry import composed

STORY = """
sections:
  - {id: alone, title: Prices, points: ["{{ prices.on_previous() | moved('basis') }}"]}
  - id: two
    title: Prices and work
    points: ["{{ prices.on_previous() | moved('basis') }}", "{{ jobless.on_previous() | moved('basis') }}"]
  - {id: year, title: Prices, points: ["{{ prices.on_year() | moved('basis') }}"]}
  - {id: adjusted, title: Work, points: ["{{ jobless.on_previous() | moved('basis') }}"]}
  - {id: first, title: Fuel, points: ["{{ fuel.last | value }}"]}
  - {id: line, title: Prices, subtitle: auto, chart: {kind: line, series: [prices]}}
letter:
  subject: "Prices {{ prices.on_year() | moved('basis') }} in {{ prices.last | period }}"
  greeting: "Fuel cost {{ fuel.last | value }} in {{ fuel.last | period(year=false) }}."
  points: ["Prices {{ prices.on_previous() | moved('basis') }}.", "Output {{ output.annualised() | moved }}."]
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return composed(STORY, tmp_path_factory.mktemp("story"))


def note(document: Document, key: str) -> str:
    return next(plain(section.note_line) for section in document.sections if section.id == key)


def test_what_is_not_adjusted_is_called_so_with_its_name_where_other_series_stand_by(document: Document) -> None:
    assert note(document, "alone") == "Note: Not seasonally adjusted."
    assert note(document, "two") == "Note: Consumer prices, not seasonally adjusted."
    assert [note(document, "year"), note(document, "adjusted")] == ["", ""]


def test_a_first_reading_is_called_provisional_with_its_month(document: Document) -> None:
    assert note(document, "first") == "Note: Provisional: May 2026."


def test_a_month_without_a_value_is_named_once(document: Document) -> None:
    assert note(document, "line").count("October 2025: not published") == 1


def test_a_letter_says_months_and_bases_and_notes_them(document: Document) -> None:
    letter = document.letter
    assert plain(letter.subject) == "Prices rose 3.5% from a year earlier in May 2026"
    assert plain(letter.greeting) == "Fuel cost 2.16 in May."
    assert [plain(point.body) for point in letter.points] == [
        "Prices fell 0.2% on the month.",
        "Output rose at an annual rate of 3.3%.",
    ]
    assert plain(letter.note) == "Note: Consumer prices, not seasonally adjusted. Provisional: Fuel price May 2026."


def test_in_chinese_the_notes_are_chinese(tmp_path: Path) -> None:
    story = STORY.replace("Prices {{", "价格{{").replace("Output {{", "产出{{").replace("Fuel cost", "燃料")
    told = composed(story.replace(" in {{", "，{{"), tmp_path, "zh")
    assert [note(told, key) for key in ("alone", "first")] == ["注：未经季节调整。", "注：初步数：2026年5月。"]
    assert "2025年10月：未公布" in note(told, "line")
    assert plain(told.letter.points[0].body) == "价格环比下降0.2%."
