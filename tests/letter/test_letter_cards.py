"""Cards of a letter: those whose numbers its greeting and its chart give are left out; greetings have paragraphs."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from briefing import letter
from briefing.model.document import Cards, Document
from briefing.model.letter_cards import letter_cards
from briefing.model.period import Period
from briefing.model.text import plain
from tests.compose.skerry import composed
from tests.letter.samples import THEME, VALUE, card, fact
from tests.letter.test_letter_mailed import YEARS, chart, charted


def _document(others: int, greeting: str = "100") -> Document:
    """A document whose letter has a card of the series in its chart, and so many of other series."""
    of = charted(blocks=(chart(periods=tuple(map(Period.year, YEARS))),))
    cards = [card()]
    for number in range(others):
        other = card(f"Loans {number}")
        (series,) = other.slope.series
        cards.append(replace(other, slope=replace(other.slope, series=(replace(series, key=f"loans {number}"),))))
    first, *rest = of.parts[0].sections
    parts = (replace(of.parts[0], sections=(replace(first, blocks=(Cards(tuple(cards)),)), *rest)),)
    words = fact(greeting, VALUE.name if greeting == "100" else "")
    return replace(of, parts=parts, letter=replace(of.letter, greeting=words, chart="chart"))


def test_a_card_whose_number_greeting_and_chart_give_is_left_out() -> None:
    of = _document(2)
    assert [plain(one.label) for one in letter_cards(of)] == ["Loans 0", "Loans 1"]
    assert "Library visits, thousand\n  100" not in letter.write(of, THEME).files[".txt"].decode()


def test_all_cards_stay_where_few_are_left_or_the_greeting_has_no_number_or_the_story_names_no_chart() -> None:
    assert len(letter_cards(_document(1))) == 2
    assert len(letter_cards(_document(2, "Dear reader"))) == 3
    of = _document(2)
    assert len(letter_cards(replace(of, letter=replace(of.letter, chart="")))) == 3


def test_blank_lines_part_the_paragraphs_of_a_greeting(tmp_path: Path) -> None:
    story = """
letter:
  greeting: |-
    Boats landed {{ catch.last | full }}.

    **Why it matters:** fish is food.
sections:
  - {id: prices, title: Prices, points: ["{{ prices.last }}"]}
"""
    files = letter.write(composed(story, tmp_path, "en"), THEME).files
    assert "tonnes.\n\nWhy it matters: fish is food." in files[".txt"].decode().replace("\u00a0", " ")
    assert "><strong>Why it matters:</strong> fish is food.</p>" in files[".html"].decode()
