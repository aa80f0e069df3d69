"""Cards of a letter: the name of one may be how the unit of another begins."""

from __future__ import annotations

from briefing.proof.planned.planned_texts import rows
from briefing.proof.planned.stretches import region, units
from briefing.proof.reading.ledger_reader import PlanEntry, PlannedRows
from briefing.proof.reading.letter import letter

CARDS = (
    ("Monthly change", "Index, rates", "0.4", "Median of 9: −0.1"),
    ("Index", "Index, rates", "104.2", "Median of 9: 101.5"),
)


def found(*cards: tuple[str, ...]) -> list[str]:
    """What is found in a letter that shows cards in these words, planned as CARDS."""
    paragraphs = "".join(f"<p>{text}</p>" for card in cards for text in card)
    parsed = letter("letter.html", paragraphs.encode())
    entry = PlanEntry("letter", groups=(PlannedRows(CARDS, loose=True),))
    findings = list(rows(entry, region(parsed, list(units(parsed)))))
    return [one.what for one in findings]


def test_a_unit_that_begins_as_the_next_card_is_called_is_no_name() -> None:
    assert found(*CARDS) == []


def test_a_name_that_is_the_unit_above_too_is_found_below_it() -> None:
    same = tuple((name, "Index", *rest) for name, _, *rest in CARDS)
    paragraphs = "".join(f"<p>{text}</p>" for card in same for text in card)
    parsed = letter("letter.html", paragraphs.encode())
    entry = PlanEntry("letter", groups=(PlannedRows(same, loose=True),))
    assert list(rows(entry, region(parsed, list(units(parsed))))) == []


def test_medians_of_such_cards_that_were_exchanged_are_found() -> None:
    (one, other) = CARDS
    assert found((*one[:3], other[3]), (*other[:3], one[3])) != []


def test_values_of_such_cards_that_were_exchanged_are_found() -> None:
    (one, other) = CARDS
    assert found((*one[:2], other[2], one[3]), (*other[:2], one[2], other[3])) != []
