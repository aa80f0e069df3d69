"""Each filter says a fact truly, or refuses and names those that fit."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.errors import FactError
from briefing.model.dataset import Qualifier
from briefing.model.fact import Fact, Measure
from briefing.model.format import Format
from briefing.wording import of
from tests.wording.conftest import fact

EN = of("en")
BILLION, GDP = "billion yuan", "% of GDP"
BOUNDS: st.SearchStrategy[Qualifier] = st.sampled_from(("≥", "≤"))


def number_in(text: str) -> Decimal:
    found = re.search(r"[+−]?\d[\d,]*(?:\.\d+)?", text)
    assert found
    return Decimal(found[0].replace(",", "").replace("−", "-"))


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("$bn", "$12.5 bn"),
        ("€m", "€12.5 m"),
        ("£bn", "£12.5 bn"),
        ("US$ mn", "US$12.5 mn"),
        ("¥trn", "¥12.5 trn"),
        # no money, or none with a scale
        ("$", "$12.5"),
        ("kt", "12.5 kt"),
        ("m", "12.5 m"),
        ("USD bn", "12.5 USD bn"),
    ],
)
def test_a_sign_of_money_with_its_scale_goes_around_its_number(unit: str, said: str) -> None:
    one = fact("value", 12.5, decimals=1, unit=unit)
    assert EN.say("unit", one) == said
    assert EN.say("full", one) == said


def test_a_scale_word_behind_per_is_no_scale_of_the_number() -> None:
    one = fact("value", 431.44, decimals=2, unit="parts per million")
    assert EN.say("full", one) == "431.44 parts per million"
    assert EN.say("unit", replace(one, unit="EUR million")) == "EUR 431.44 million"


def test_a_scale_of_the_format_takes_the_place_of_that_beside_a_sign_of_money() -> None:
    one = replace(fact("value", 0.4, decimals=1, unit="$bn"), format=Format(scale="million", decimals=0))
    assert EN.say("unit", one) == "$400 million"


def test_what_is_counted_of_a_million_has_no_scale() -> None:
    carbon = fact("value", 431.44, decimals=2, unit="parts per million")
    assert [EN.say("full", carbon), EN.say("unit", carbon)] == ["431.44 parts per million", "431.44"]
    assert EN.say("moved", fact("change", 1.83, decimals=2, unit="parts per million")) == "rose by 1.83"


def test_a_sign_of_money_with_its_scale_keeps_a_minus_before_it_and_its_number_in_chinese() -> None:
    assert EN.say("unit", fact("value", -12.5, decimals=1, unit="$bn")) == "−$12.5 bn"
    assert EN.say("moved", fact("change", -12.5, decimals=1, unit="$bn")) == "fell by $12.5 bn"
    assert of("zh").say("full", fact("value", 12500, unit="$bn")) == "$12,500 bn".replace(",", of("zh").language.group)


@pytest.mark.parametrize(
    ("printed", "name", "made", "args"),
    [
        ("262.9", "value", fact("value", 262.9, decimals=1), ()),
        ("132.0", "value", fact("value", 132, decimals=1), ()),
        ("over 27,000", "value", fact("value", 27000, "≥"), ()),
        ("under 5", "value", fact("value", 5, "≤"), ()),
        ("about 20,000", "value", fact("value", 20000, "≈"), ()),
        ("853.7", "value", fact("value", 853.69, decimals=2), (1,)),
        ("over 1,200", "value", fact("target", 1200, "≥"), ()),
        ("at most 500", "value", fact("target", 500, "≤"), ()),
        ("at least 1.9", "value", fact("ratio", 1.98, "≥", 1), ()),
        ("−14.1", "value", fact("gap", -14.1, decimals=1), ()),
        ("27,000", "bare", fact("value", 27000, "≥"), ()),
        ("5.5", "bare", fact("multiple", 5.4544), ()),
        ("853.69 billion yuan", "unit", fact("value", 853.69, decimals=2, unit=BILLION), ()),
        ("853.7 billion yuan", "unit", fact("value", 853.69, decimals=2, unit=BILLION), (1,)),
        ("853.7 bn yuan", "unit", fact("value", 853.69, decimals=2, unit=BILLION), (1, True)),
        ("US$276.02 billion", "unit", fact("value", 276.02, decimals=2, unit="billion US$"), ()),
        ("US$276 bn", "unit", fact("value", 276.02, decimals=2, unit="billion US$"), (0, True)),
        ("6.73%", "unit", fact("value", 6.73, decimals=2, unit=GDP), ()),
        ("−0.3‰", "unit", fact("value", -0.3, decimals=1, unit="‰ of GDP"), ()),
        ("8.8", "unit", fact("change", 8.8, decimals=1, unit="‰ of GDP"), ()),
        ("−0.3‰", "signed", fact("value", -0.3, decimals=1, unit="‰ of GDP"), ()),
        ("−0.3‰ of GDP", "full", fact("value", -0.3, decimals=1, unit="‰ of GDP"), ()),
        ("28,300", "unit", fact("value", 28300, unit="enterprises"), ()),
        ("6.73% of GDP", "full", fact("value", 6.73, decimals=2, unit=GDP), ()),
        ("28,300 enterprises", "full", fact("value", 28300, unit="enterprises"), ()),
        ("5.5-fold", "times", fact("multiple", 5.4544), ()),
        ("12-fold", "times", fact("multiple", 11.8), ()),
        ("at least 2.5-fold", "times", fact("multiple", 2.5962, "≥"), ()),
        ("5.5×", "x", fact("multiple", 5.4544), ()),
        ("more than fivefold", "fold", fact("multiple", 5.4544), ()),
        ("less than threefold", "fold", fact("multiple", 2.7222), ("below",)),
        ("more than twofold", "fold", fact("multiple", 2.7222), ("above",)),
        ("fivefold", "fold", fact("multiple", 5), ()),
        ("at least fivefold", "fold", fact("multiple", 5, "≥"), ()),
        ("less than threefold", "fold", fact("multiple", 2.6, "≤"), ()),
        ("about threefold", "fold", fact("multiple", 2.6, "≈"), ()),
        ("more than 13-fold", "fold", fact("multiple", 13.5), ()),
        ("20%", "percent", fact("percent", 20.43), ()),
        ("4.8%", "percent", fact("percent", 4.8148), ()),
        ("26%", "percent", fact("percent", -25.76), ()),
        ("at most 4.9%", "percent", fact("percent", 4.8148, "≤"), ()),
        ("at most 5%", "percent", fact("percent", 4.8148, "≤"), (0,)),
        ("at least 25%", "percent", fact("percent", -25.76, "≤"), ()),
        ("6.73%", "percent", fact("value", 6.73, decimals=2, unit=GDP), ()),
        ("about 110%", "percent", fact("share", 109.67, "≈"), ()),
        ("+20%", "signed", fact("percent", 20.43), ()),
        ("−26%", "signed", fact("percent", -25.76), ()),
        ("+17.9", "signed", fact("change", 17.9, decimals=1), ()),
        ("0.5 percentage points", "points", fact("points", 0.5, decimals=1, unit="percentage points"), ()),
        ("1 percentage point", "points", fact("points", -1, unit="percentage points"), ()),
        ("0.4 percentage points", "points", fact("gap", -0.4, decimals=1, unit="percentage points"), ()),
        ("20.7% a year", "yearly", fact("growth", 20.7426), ()),
        ("20.7", "pct1", fact("growth", 20.7426), ()),
        ("nine", "words", fact("span", 9), ()),
        ("Nine", "words", fact("span", 9), ("cap",)),
        ("13", "words", fact("span", 13), ()),
        ("first", "ordinal", fact("rank", 1), ()),
        ("Third", "ordinal", fact("rank", 3), ("cap",)),
        ("twelfth", "ordinal", fact("rank", 12), ()),
        ("13th", "ordinal", fact("rank", 13), ()),
        ("22nd", "ordinal", fact("rank", 22), ()),
        ("111th", "ordinal", fact("rank", 111), ()),
        ("No. 1", "rank", fact("rank", 1), ()),
        ("2018", "year", fact("period", 2018), ()),
        ("2021 at the latest", "year", fact("period", 2021, "≤"), ()),
        ("2023", "year", fact("value", 262.9, decimals=1, year=2023), ()),
    ],
)
def test_a_filter_says_the_fact_as_people_write_it(
    printed: str, name: str, made: Fact, args: tuple[object, ...]
) -> None:
    assert EN.filters[name](made, *args) == printed


@pytest.mark.parametrize(
    ("measure", "printed"),
    [
        ("value", "7"),
        ("percent", "7.0%"),
        ("multiple", "7.0-fold"),
        ("growth", "7.0% a year"),
        ("span", "seven"),
        ("rank", "No. 7"),
        ("share", "7.0%"),
        ("gap", "7"),
        ("index", "7"),
        ("period", "7"),
    ],
)
def test_a_fact_without_a_filter_is_said_as_its_measure_is(measure: Measure, printed: str) -> None:
    assert EN.default(fact(measure, 7)) == printed


def test_a_filter_that_does_not_fit_names_those_that_do() -> None:
    with pytest.raises(FactError, match=r"times does not fit subject\.fact, whose measure is rank\n.*ordinal, rank"):
        EN.times(fact("rank", 1))


def test_a_filter_on_something_that_is_no_fact_says_so() -> None:
    with pytest.raises(FactError, match="prints a fact, this is int"):
        EN.value(5)  # type: ignore[arg-type]


def test_a_bound_cannot_be_said_to_lie_on_its_open_side() -> None:
    with pytest.raises(FactError, match="cannot be said"):
        EN.fold(fact("multiple", 2.6, "≥"), "below")
    with pytest.raises(FactError, match="cannot be said"):
        EN.fold(fact("multiple", 2.6, "≤"), "above")


def test_a_multiple_under_two_is_no_fold_word() -> None:
    with pytest.raises(FactError, match="too small"):
        EN.fold(fact("multiple", 1.4))
    assert EN.fold(fact("multiple", 1.4), "below") == "less than twofold"


def test_a_broken_number_has_no_word() -> None:
    with pytest.raises(FactError, match="whole numbers"):
        EN.words(fact("value", 2.5, decimals=1))


@given(st.floats(0.01, 1e6), BOUNDS)
def test_a_printed_bound_of_a_multiple_never_claims_more_than_is_known(value: float, bound: Qualifier) -> None:
    printed = EN.times(fact("multiple", value, bound))
    if bound == "≥":
        assert printed.startswith("at least ")
        assert number_in(printed) <= Decimal(repr(value))
    else:
        assert printed.startswith("at most ")
        assert number_in(printed) >= Decimal(repr(value))


@given(st.floats(-1e6, 1e6), BOUNDS, st.sampled_from((None, 0, 1)))
def test_the_unsigned_size_of_a_bounded_change_stays_true(value: float, bound: Qualifier, decimals: int | None) -> None:
    printed, size = EN.percent(fact("percent", value, bound), decimals), abs(Decimal(repr(value)))
    known_least = (bound == "≥") == (value >= 0)
    assert printed.startswith("at least" if known_least else "at most")
    assert number_in(printed) <= size if known_least else number_in(printed) >= size


@given(st.floats(2, 1000), st.sampled_from(("", "above", "below")))
def test_a_fold_word_is_true_of_every_exact_multiple(value: float, side: str) -> None:
    words, cardinals = EN.fold(fact("multiple", value), side), EN.language.cardinals
    name = words.split()[-1].removesuffix("fold").rstrip("-")
    whole = Decimal(cardinals.index(name)) if name in cardinals else Decimal(name.replace(",", ""))
    number = Decimal(repr(value))
    if words.startswith("more than"):
        assert whole < number < whole + 1
    elif words.startswith("less than"):
        assert whole - 1 < number < whole
    else:
        assert whole == number


@pytest.mark.parametrize(
    ("unit", "english", "chinese"),
    [
        ("GWh", "12.5 GWh", "12.5GWh"),
        ("Mt", "12.5 Mt", "12.5Mt"),
        ("MtCO2", "12.5 MtCO2", "12.5MtCO2"),
        ("USD bn", "12.5 USD bn", "12.5USD bn"),
        ("kWh/m²", "12.5 kWh/m²", "12.5kWh/m²"),
        ("visits", "12.5", "12.5"),
        ("thousand visits", "12.5 thousand visits", "12.5"),
        ("per 10,000 residents", "12.5", "12.5"),
        ("件", "12.5", "12.5"),
        ("", "12.5", "12.5"),
    ],
)
def test_an_abbreviated_unit_is_printed_and_words_are_left_to_the_sentence(
    unit: str, english: str, chinese: str
) -> None:
    given = replace(fact("value", 12.5, decimals=1), unit=unit)
    assert of("en").say("unit", given) == english
    assert of("zh").say("unit", given) == chinese


def test_a_change_in_an_abbreviated_unit_says_it() -> None:
    given = replace(fact("change", -12.5, decimals=1), unit="GWh")
    assert of("en").say("moved", given) == "fell by 12.5 GWh"
    assert of("zh").say("moved", given) == "下降12.5GWh"


def test_a_bound_in_a_scale_has_the_decimals_that_it_was_published_with() -> None:
    bound = replace(fact("value", 27000, unit="firms", qualifier="≥"), format=Format(scale="thousand", decimals=2))
    assert EN.say("value", bound) == "over 27 thousand"
    assert EN.say("value", replace(bound, qualifier="=")) == "27.00 thousand"
