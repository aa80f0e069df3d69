"""The order of titles in a brief: figures go by their numbers, above the title or on the line below it."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.proof.planned.planned_texts import titles
from briefing.proof.planned.stretches import region, units
from briefing.proof.reading.ledger_reader import PlanEntry
from briefing.proof.reading.letter import letter

FERRIES = PlanEntry("section", "ferries", title="More ferries sail", below="Ferries a day")
LIGHTS = PlanEntry("section", "lights", title="Lights burn longer", below="Hours a night")
CARDS = PlanEntry("section", "cards", title="What changed", below="Since 2014")


def found(*printed: tuple[str, ...]) -> list[str]:
    """What is found in a brief that prints the lines of ferries, lights and cards one after another."""
    parsed = replace(
        letter("brief.html", "".join(f"<p>{line}</p>" for lines in printed for line in lines).encode()), kind="brief"
    )
    all_units, held, at = list(units(parsed)), [], 0
    for lines in printed:
        entry = next(one for one in (FERRIES, LIGHTS, CARDS) if lines[0].endswith(one.title))
        held.append((entry, region(parsed, all_units[at : at + len(lines)])))
        at += len(lines)
    held.sort(key=lambda pair: (FERRIES, LIGHTS, CARDS).index(pair[0]))
    return [item.what for item in titles(held, region(parsed, all_units))]


def test_cards_may_stand_before_figures() -> None:
    cards, ferries = ("What changed", "Since 2014"), ("Figure 1 More ferries sail", "Ferries a day")
    assert found(cards, ferries, ("Figure 2 Lights burn longer", "Hours a night")) == []


def test_a_figure_whose_title_is_the_headline_of_a_page_has_its_number_below() -> None:
    cards, ferries = ("What changed", "Since 2014"), ("Figure 1 More ferries sail", "Ferries a day")
    assert found(cards, ferries, ("Lights burn longer", "Figure 2 Hours a night")) == []


def test_figures_in_another_order_are_found_wherever_the_number_stands() -> None:
    lights = ("Lights burn longer", "Figure 1 Hours a night")
    assert found(lights, ("Figure 2 More ferries sail", "Ferries a day")) == [
        "the title of the section lights stands before that of the section ferries"
    ]
