"""Values of every sign and size, in any unit and format: what is printed is a rounding, and no other number is."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import wording
from briefing.errors import FactError
from briefing.facts import FactRegistry
from briefing.model.dataset import CellLocation, Dataset, Indicator, Observation, Source
from briefing.model.edition import Subject
from briefing.model.fact import Fact
from briefing.model.format import SCALES, Format
from briefing.model.lineage import fact_entry
from briefing.model.period import Period
from briefing.proof.numbers.formulas import fault
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.reading.earlier_ledgers import facts_in_newest_form
from briefing.proof.reading.ledger_reader import LedgerFact
from tests.facts.conftest import edition
from tests.thorough import examples

UNITS: Final = (
    "visits", "%", "% of GDP", "index, 2015 = 100", "per 10,000 residents", "m3", "million yuan", "US$ billion", "£",
    "thousand persons", "chained 2005 dollars", "", "m", "°C", "EUR million", "percentage points", "$bn", "€ m",
)  # fmt: skip
FACTS: Final = ("first", "last", "latest", "change", "percent", "points", "multiple", "growth")
# From a ten-millionth to a thousand billions, of either sign, with up to fifteen digits.
VALUES: Final = st.one_of(
    st.integers(-(10**15), 10**15).map(float),
    st.integers(-(10**6), 10**6).map(float),
    st.decimals(-10_000, 10_000, places=3).map(float),
    st.decimals(-1, 1, places=7).map(float),
    st.sampled_from((0.0, -0.0, 1e-7, -1e-7, 1e15, -1e15, 100.0, -100.0, 0.5)),
)
FORMATS: Final = st.builds(
    Format,
    decimals=st.none() | st.integers(0, 6),
    scale=st.sampled_from(("", *SCALES)),
    thousands=st.none() | st.booleans(),
    sign=st.none() | st.booleans(),
)


def book(values: tuple[float, ...], unit: str, form: Format) -> FactRegistry:
    """Values up to 2023 in a unit and a format → the book of their facts."""
    indicator = Indicator("x", {"en": "X"}, unit)
    rows = tuple(
        Observation(
            "x",
            "Here",
            Period.year(2024 - len(values) + at),
            value,
            unit,
            "S",
            cell=CellLocation("observations.csv", "line", at + 2, "v"),
        )
        for at, value in enumerate(values)
    )
    data = Dataset({"x": indicator}, rows, {"S": Source("S", "Office", "Yearbook", "2024-05")})
    return FactRegistry(
        data,
        edition(
            entity="Here", period=(Period.year(2010), Period.year(2023)), subjects={"x": Subject("x", "x", format=form)}
        ),
    )


def facts(made: FactRegistry) -> list[Fact]:
    """Every fact that can be made."""
    subject, found = made.subject("x"), []
    for name in FACTS:
        with suppress(FactError):
            found.append(getattr(subject, name))
    return found


def printed(fact: Fact, lang: str) -> list[str]:
    """A fact → what each filter that fits prints of it."""
    words, found = wording.of(lang), []
    for name, say in words.filters.items():
        if name == "year":
            continue
        with suppress(FactError):
            found.append(say(fact))
    return found


def ledgered(fact: Fact, lang: str) -> LedgerFact:
    """A fact → as the proof reads it."""
    entry = facts_in_newest_form({"facts": {"x": fact_entry(fact, lang)}})["facts"]["x"]
    return msgspec.convert(entry, LedgerFact)


@given(
    st.lists(VALUES, min_size=2, max_size=3).map(tuple), st.sampled_from(UNITS), FORMATS, st.sampled_from(("en", "zh"))
)
@settings(max_examples=examples(300), deadline=None)
def test_whatever_is_printed_is_a_rounding_of_its_fact(
    values: tuple[float, ...], unit: str, form: Format, lang: str
) -> None:
    if form.scale and (unit.startswith("%") or unit == "percentage points"):
        form = Format(form.decimals)
    for fact in facts(book(values, unit, form)):
        row = ledgered(fact, lang)
        assert fault(row) == "", (fact.formula, fact.value)
        for text in printed(fact, lang):
            assert agrees(text, row, lang) is not False, (text, fact.name, fact.value, fact.unit)


@given(VALUES.filter(lambda value: abs(value) >= 0.001), st.sampled_from(UNITS), st.data())
@settings(max_examples=examples(300), deadline=None)
def test_a_digit_or_a_sign_that_was_changed_is_found(value: float, unit: str, data: st.DataObject) -> None:
    fact = book((value,), unit, Format()).subject("x").last
    text, row = wording.of("en").full(fact), ledgered(fact, "en")
    number = re.search(r"[\d.,]*\d", text)
    assert number is not None
    assert agrees(text, row, "en")
    at = data.draw(st.sampled_from([place for place in range(*number.span()) if text[place].isdigit()]))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[at]]))
    assert agrees(f"{text[:at]}{other}{text[at + 1 :]}", row, "en") is False
    turned = text.replace("−", "", 1) if "−" in text else f"{text[: number.start()]}−{text[number.start() :]}"
    assert agrees(turned, row, "en") is False


@given(VALUES, VALUES)
@settings(max_examples=examples(300), deadline=None)
def test_a_formula_with_another_sign_is_found(first: float, last: float) -> None:
    row = ledgered(book((first, last), "visits", Format()).subject("x").change, "en")
    assert fault(row) == ""
    if last and first:
        wrong = row.formula.removeprefix("−") if row.formula.startswith("−") else f"−{row.formula}"
        assert fault(msgspec.structs.replace(row, formula=wrong)) != ""


@pytest.mark.parametrize(
    ("values", "asked"),
    [((-3.0, 5.0), "multiple"), ((3.0, -5.0), "percent"), ((0.0, 5.0), "growth"), ((5.0, 0.0), "growth")],
)
def test_what_crosses_zero_has_no_ratio_and_the_fix_works(values: tuple[float, ...], asked: str) -> None:
    subject = book(values, "visits", Format()).subject("x")
    with pytest.raises(FactError, match="zero") as refused:
        getattr(subject, asked)
    assert refused.value.findings[0].fix == "use x.change"
    assert subject.change.value == values[1] - values[0]


def test_a_deficit_is_a_share_below_zero_and_its_sign_may_not_be_lost() -> None:
    made = book((-30.0,), "billion yuan", Format())
    share = made.subject("x").last
    row = ledgered(share, "en")
    assert agrees("−30.0 billion yuan", row, "en")
    assert agrees("30.0 billion yuan", row, "en") is False


@pytest.mark.parametrize(
    ("text", "right"),
    [("12.3 million", True), ("12.4 million", False), ("12.3m", True), ("12.3", False), ("12.3 billion", False)],
)
def test_a_scale_word_is_part_of_the_number(text: str, right: bool) -> None:
    fact = book((12_345_678.0,), "visits", Format(1, "million")).subject("x").last
    assert agrees(text, ledgered(fact, "en"), "en") is right


@pytest.mark.parametrize(
    ("text", "right"),
    [("$12.5 bn", True), ("$12.5", True), ("$12.6 bn", False), ("$12.5 trn", False), ("$12.5 m", False)],
)
def test_a_scale_beside_a_sign_of_money_is_part_of_the_number(text: str, right: bool) -> None:
    assert agrees(text, LedgerFact(12.5, "$bn", "=", "12.5"), "en") is right
