"""What the wording prints of a change, with its verb or with words of its rounding, the proof reads and tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.model.dataset import Qualifier
from briefing.model.fact import Measure
from briefing.proof.evidence import Evidence
from briefing.proof.numbers.printed_numbers import agrees, turned
from briefing.proof.numbers.raw_cells import check as check_cells
from briefing.proof.numbers.tracing import DIRECTION, UNTRACED, check
from briefing.proof.reading.ledger_reader import LedgerFact, Record, Use
from briefing.wording import of
from tests.proof.numbers.sample import FACTS, FIRST, LAST, TERMS, evidence, fact, ledger
from tests.wording.conftest import fact as made

FORMULAS: dict[Measure, tuple[str, str]] = {
    "percent": ("(262.9 / 48.2 − 1) × 100", "%"),
    "growth": ("((262.9 / 48.2)^(1/9) − 1) × 100", "% a year"),
    "points": ("262.9 − 48.2", "percentage points"),
    "change": ("262.9 − 48.2", "loans"),
    "multiple": ("262.9 / 48.2", "×"),
}
WAYS = ("moved", "moves", "up", "compared", "movement")


def change(value: float, measure: Measure = "percent", qualifier: Qualifier = "=") -> LedgerFact:
    formula, unit = FORMULAS[measure]
    return fact(value, formula, FIRST, LAST, unit=unit, qualifier=qualifier)


@given(
    st.sampled_from(("percent", "growth", "points", "change")),
    st.one_of(st.just(0.0), st.floats(-900, 900).filter(lambda value: abs(value) > 1e-3)),
    st.sampled_from(("=", "≈")),
    st.sampled_from(WAYS),
    st.sampled_from((None, 0, 1, 2)),
    st.sampled_from(("en", "zh")),
)
def test_whatever_a_filter_says_of_a_change_agrees_and_its_contrary_does_not(
    measure: Measure, value: float, qualifier: Qualifier, way: str, decimals: int | None, lang: str
) -> None:
    if measure == "growth" and way == "compared":
        return
    printing = of(lang).filters[way]
    options = () if decimals is None else (decimals,)
    own = made(measure, value, qualifier, 1, FORMULAS[measure][1])
    changed = change(value, measure, qualifier)
    assert agrees(printing(own, *options), changed, lang) is True
    if value:
        contrary = printing(replace(own, value=-value), *options)
        assert turned(contrary, changed, lang)
        assert agrees(contrary, changed, lang) is False


@given(st.floats(1e-3, 60).filter(lambda value: value != 1), st.sampled_from(("en", "zh")))
def test_a_multiple_with_its_verb_agrees(value: float, lang: str) -> None:
    printed = of(lang).filters["moved"](made("multiple", value))
    assert agrees(printed, change(value, "multiple"), lang) is True
    assert turned(printed, change(1 / value, "multiple"), lang)


@pytest.mark.parametrize(
    ("text", "value", "lang", "right"),
    [
        ("just under 100%", 99.96, "en", True),
        ("just under 100%", 100.04, "en", False),
        ("just over 100%", 100.04, "en", True),
        ("100%", 99.96, "en", False),
        ("100%", 100.0, "en", True),
        ("99.96%", 99.96, "en", True),
        ("<100%", 99.99999, "en", True),
        ("less than 0.1%", 0.04, "en", True),
        ("less than 0.1%", 0.14, "en", False),
        ("0%", 0.04, "en", False),
        ("略低于100%", 99.96, "zh", True),
        ("略高于100%", 99.96, "zh", False),
        ("不到0.1%", 0.04, "zh", True),
    ],
)
def test_a_rounded_share_says_what_it_may(text: str, value: float, lang: str, right: bool) -> None:
    assert agrees(text, fact(value, "48.2 / 262.9 × 100", FIRST, LAST, unit="%"), lang) is right


@pytest.mark.parametrize(
    ("text", "right"), [("0.0", True), ("0.0%", True), ("0%", False), ("0", False), ("0.1", False)]
)
def test_a_small_change_is_zero_only_with_decimals_and_a_small_share_never(text: str, right: bool) -> None:
    formula = "(314.175 / 314.069 − 1) × 100"
    assert agrees(text, fact(0.0337505, formula, FIRST, LAST, unit="%"), "en") is right
    assert agrees(text, fact(0.0337505, "0.1 / 314.069 × 100", FIRST, LAST, unit="%"), "en") is False


@pytest.mark.parametrize(
    ("text", "value", "right"),
    [("more than 13-fold", 13.5, True), ("less than 13-fold", 12.2, True), ("less than 13-fold", 13.5, False)],
)
def test_a_whole_multiple_in_figures_is_a_bound(text: str, value: float, right: bool) -> None:
    assert agrees(text, change(value, "multiple"), "en") is right


def test_words_that_compare_are_no_direction_and_a_published_value_has_none() -> None:
    assert not turned("less than threefold", change(2.7, "multiple"), "en")
    assert not turned("up to 262.9", fact(-262.9, "262.9", LAST, unit="trees"), "en")


ROSE = Use("deck", 1, "title", "text", "rose 39%", "trees.percent")


def test_a_deck_in_which_a_rise_became_a_fall_is_an_error_of_its_own_rule() -> None:
    facts = FACTS | {"trees.percent": change(39.02)}
    given = {"facts": facts, "uses": (ROSE,), "terms": ()}
    assert list(check(evidence("Trees rose 39%", notes="", **given))) == []
    (found,) = [one for one in check(evidence("Trees fell 39%", notes="", **given)) if one.severity == "error"]
    assert (found.rule, found.location.page) == (DIRECTION.id, 1)
    (found,) = [one for one in check(evidence("Trees rose 38%", notes="", **given)) if one.severity == "error"]
    assert found.rule == UNTRACED.id


def test_a_ledger_whose_words_say_another_direction_than_its_fact_is_an_error_of_that_rule() -> None:
    fell = replace(ROSE, text="fell 39%")
    changed = ledger(facts=FACTS | {"trees.percent": change(39.02)}, uses=(fell,), terms=TERMS)
    assert [one.rule for one in check_cells(Evidence((), changed, "l")) if one.rule == DIRECTION.id] == [DIRECTION.id]


@pytest.mark.parametrize(
    ("text", "value", "right"),
    [
        ("shrank 2.1%", -2.1, True),
        ("grew 2.1%", -2.1, False),
        ("2.1%", -2.1, False),
        ("−2.1%", -2.1, True),
        ("grew 2.1%", 2.1, True),
        ("fell 2.1%", 2.1, False),
        ("was unchanged", 2.1, False),
        ("was unchanged", 0.0, True),
    ],
)
def test_a_published_rate_is_printed_with_its_own_direction(text: str, value: float, right: bool) -> None:
    cell = Record("growth", "Alder", 2023, value, "=", "DESK")
    fact = LedgerFact(value, "%", "=", f"{value:g}".replace("-", "−"), (cell,))
    assert (agrees(text, fact, "en") is True) == right
