"""The mean change a year, in the unit: printed with its verb in both languages, and worked out by the proof."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.errors import FactError
from briefing.model.period import Period
from briefing.model.text import plain
from briefing.pipeline.build import editions
from briefing.proof.numbers.formulas import fault
from briefing.proof.reading.ledger_reader import LedgerFact, Record
from tests.facts.towns import book, row
from tests.invented import Invented, project

CELLS = tuple(Record("visits", "Alden", year, value, "=", "DESK") for year, value in ((2019, 40), (2023, 56)))


def story(text: str) -> str:
    return f'sections:\n  - id: one\n    title: "{text}"\n    points: ["{text}."]\n'


def test_a_pace_is_the_change_by_the_years_between_its_ends() -> None:
    fact = book().subject("visits").pace
    assert (fact.name, fact.value, fact.unit, fact.formula) == ("visits.pace", 5, "thousand visits", "(60 − 40) / 4")
    assert fact.decimals == 0
    between = book().subject("visits").between(Period.year(2019), Period.year(2021)).pace
    assert (between.value, between.decimals) == (2, 0)
    uneven = book(row("visits", "Eastley", 2019, 1), row("visits", "Eastley", 2023, 4)).subject("visits").of("Eastley")
    assert (uneven.pace.value, uneven.pace.decimals) == (0.75, 1)
    assert book().subject("open").pace.unit == "percentage points"


def test_a_single_value_has_no_pace() -> None:
    with pytest.raises(FactError, match="needs two values"):
        _ = book().subject("rent").pace


@pytest.mark.parametrize(
    ("values", "lang", "filtered", "said"),
    [
        ((40, 25, 33, 48, 56), "en", "moved", "rose by 4 a year"),
        ((56, 25, 33, 48, 41), "en", "moved('grew')", "shrank by 3.8 a year"),
        ((40, 25, 33, 48, 56), "en", "full", "4 visits a year"),
        ((40, 25, 33, 48, 56), "en", "signed", "+4 a year"),
        ((56, 25, 33, 48, 56), "en", "moved", "was unchanged"),
        ((40, 25, 33, 48, 56), "zh", "moved", "年均上升4"),
        ((56, 25, 33, 48, 40), "zh", "moved", "年均下降4"),
    ],
)
def test_a_pace_is_printed_and_passes_the_proof(
    values: tuple[float, ...], lang: str, filtered: str, said: str, tmp_path: Path
) -> None:
    made = Invented(values=values, lang=lang, name="Visits" if lang == "en" else "到馆人次")
    head = "Visits" if lang == "en" else "到馆人次"
    joint = " " if lang == "en" else ""
    folder = project(tmp_path / "mine", made, story(f"{head}{joint}{{{{ visits.pace | {filtered} }}}}"))
    (whole,) = editions(folder)
    assert plain(whole.document.sections[0].title).replace("\xa0", " ") == f"{head}{joint}{said}"
    briefing.build(folder, tmp_path / "out", only=["deck", "letter"])


@pytest.mark.parametrize(
    ("formula", "value", "right"),
    [("(56 − 40) / 4", 4, True), ("(56 − 40) / 3", 16 / 3, False), ("(56 − 40) / 4", 5, False)],
)
def test_the_proof_works_a_pace_out_by_itself(formula: str, value: float, right: bool) -> None:
    assert (fault(LedgerFact(value, "visits", "=", formula, CELLS)) == "") == right
