"""Filters that print a change with its direction, and rounding that never contradicts what stands beside a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.errors import FactError
from briefing.model.dataset import Qualifier
from briefing.model.fact import Fact
from briefing.wording import of
from briefing.wording.directions import direction
from briefing.wording.language import Language
from tests.wording.conftest import fact

EN, ZH = of("en"), of("zh")
POINTS = "percentage points"


@pytest.mark.parametrize(
    ("printed", "name", "made", "options"),
    [
        ("rose 39%", "moved", fact("percent", 39.02), ()),
        ("fell 39%", "moved", fact("percent", -39.02), ()),
        ("was unchanged", "moved", fact("percent", 0), ()),
        ("were unchanged", "moved", fact("percent", 0), ("plural",)),
        ("Rose 39.0%", "moved", fact("percent", 39.02), (1, "cap")),
        ("shrank 39%", "moved", fact("percent", -39.02), ("grew",)),
        ("rose at least 5.0%", "moved", fact("percent", 5, "≥"), ()),
        ("fell at least 25%", "moved", fact("percent", -25.76, "≤"), ()),
        ("rose less than 0.1%", "moved", fact("percent", 0.04), (1,)),
        ("fell just under 100%", "moved", fact("percent", -99.97), (0,)),
        ("fell 99.9%", "moved", fact("percent", -99.88), (0,)),
        ("rose 0.5 percentage points", "moved", fact("points", 0.5, decimals=1, unit=POINTS), ()),
        ("fell 1 percentage point", "moved", fact("points", -1, unit=POINTS), ()),
        ("rose 3.2% a year", "moved", fact("growth", 3.22), ()),
        ("fell by 1,200", "moved", fact("change", -1200), ()),
        ("rose by 540.09 billion yuan", "moved", fact("change", 540.09, decimals=2, unit="billion yuan"), ()),
        ("rose 5 places", "moved", fact("change", -5, unit="places"), ()),
        ("fell 1 place", "moved", fact("change", 1, unit="places"), ()),
        ("rose 5.5-fold", "moved", fact("multiple", 5.4544), ()),
        ("fell to 0.61×", "moved", fact("multiple", 0.609), ()),
        ("rises 39%", "moves", fact("percent", 39.02), ()),
        ("fall 39%", "moves", fact("percent", -39.02), ("plural",)),
        ("are unchanged", "moves", fact("change", 0), ("plural",)),
        ("up 39%", "up", fact("percent", 39.02), ()),
        ("Down 39%", "up", fact("percent", -39.02), ("cap",)),
        ("unchanged", "up", fact("growth", 0), ()),
        ("39% more", "compared", fact("percent", 39.02), ()),
        ("39% fewer", "compared", fact("percent", -39.02), ()),
        ("39% less", "compared", fact("percent", -39.02), ("less",)),
        ("0.5 percentage points below", "compared", fact("gap", -0.5, decimals=1, unit=POINTS), ("above",)),
        ("as many", "compared", fact("percent", 0), ()),
        ("a rise of 39%", "movement", fact("percent", 39.02), ()),
        ("a fall of 3.2% a year", "movement", fact("growth", -3.22), ()),
        ("no change", "movement", fact("change", 0), ()),
    ],
)
def test_a_filter_says_verb_and_number_together(
    printed: str, name: str, made: Fact, options: tuple[int | str, ...]
) -> None:
    assert EN.filters[name](made, *options) == printed


@pytest.mark.parametrize(
    ("printed", "name", "made", "options"),
    [
        ("上升39%", "moved", fact("percent", 39.02), ()),
        ("下降39%", "moved", fact("percent", -39.02), ()),
        ("持平", "moved", fact("percent", 0), ()),
        ("增加39%", "moved", fact("percent", 39.02), ("增加",)),
        ("减少39%", "moved", fact("percent", -39.02), ("增加",)),
        ("年均增长3.2%", "moved", fact("growth", 3.22), ("增长",)),
        ("增至5.5倍", "moved", fact("multiple", 5.4544), ("增长",)),
        ("降至0.61倍", "moved", fact("multiple", 0.609), ()),
        ("上升不到0.1%", "moved", fact("percent", 0.04), (1,)),
        ("升0.5个百分点", "up", fact("points", 0.5, decimals=1, unit=POINTS), ()),
        ("少39%", "compared", fact("percent", -39.02), ()),
        ("增幅最多5%", "movement", fact("percent", 4.81, "≤"), (0, "增幅")),
        ("最多增长5%", "moved", fact("percent", 4.81, "≤"), (0, "增长")),
        ("至少下降5%", "moved", fact("percent", -5.2, "≤"), (0,)),
        ("没有变化", "movement", fact("percent", 0), ()),
    ],
)
def test_a_filter_says_them_together_in_chinese(
    printed: str, name: str, made: Fact, options: tuple[int | str, ...]
) -> None:
    assert ZH.filters[name](made, *options) == printed


@given(st.floats(-1e5, 1e5), st.sampled_from(("=", "≈", "≥", "≤")), st.sampled_from(("moved", "moves", "up")))
def test_the_verb_agrees_with_the_sign(value: float, qualifier: Qualifier, name: str) -> None:
    made = fact("percent", value, qualifier)
    said = EN.filters[name](made)
    words = {1: ("rose", "rises", "up"), -1: ("fell", "falls", "down"), 0: ("was", "is", "unchanged")}
    assert said.split()[0] in words[direction(made)]
    assert "−" not in said


def test_an_option_that_no_filter_has_names_those_that_it_has() -> None:
    listed = "'rose', 'grew', 'increased', 'climbed', 'went up', 'cap'"
    with pytest.raises(FactError, match=rf"moved has no option 'soared'[\s\S]*{listed}"):
        EN.filters["moved"](fact("percent", 3), "soared")


def test_a_language_without_words_of_direction_says_so() -> None:
    bare = type(EN)(replace(EN.language, code="xx", directions={}))
    with pytest.raises(FactError, match="no words for moved in xx"):
        bare.filters["moved"](fact("percent", 3))
    assert isinstance(bare.language, Language)


@pytest.mark.parametrize(
    ("name", "made", "hides"),
    [
        ("percent", fact("percent", 3), True),
        ("points", fact("points", 3, unit=POINTS), True),
        ("unit", fact("change", 3, unit=POINTS), True),
        ("value", fact("change", 3), False),
        ("yearly", fact("growth", 3), False),
        ("signed", fact("percent", 3), False),
        ("moved", fact("percent", 3), False),
        ("revised", fact("revision", 3), False),
        ("basis", fact("percent", 3), False),
    ],
)
def test_a_filter_is_known_to_hide_the_sign(name: str, made: Fact, hides: bool) -> None:
    assert EN.hides_sign(name, made) is hides


@pytest.mark.parametrize(
    ("printed", "name", "made", "args", "limits"),
    [
        ("just under 100%", "percent", fact("share", 99.96), (0,), ()),
        ("99.8%", "percent", fact("share", 99.84), (0,), ()),
        ("−0.0", "signed", fact("change", -1.4e-13, decimals=1), (), ()),
        ("+0.0", "signed", fact("change", 1.4e-13, decimals=1), (), ()),
        ("just over 100%", "percent", fact("share", 100.04), (0,), ()),
        ("100%", "percent", fact("share", 100), (0,), ()),
        ("less than 0.1%", "percent", fact("share", 0.04), (1,), ()),
        ("just over 2", "value", fact("value", 2.04, decimals=2), (0,), (2.0,)),
        ("2", "value", fact("value", 2.04, decimals=2), (0,), (1.95,)),
        ("2.04-fold", "times", fact("multiple", 2.04), (), (2.0,)),
        ("2.98×", "x", fact("multiple", 2.98), (), ()),
        ("1.996-fold", "times", fact("multiple", 1.996), (), ()),
        ("0.997×", "x", fact("multiple", 0.9965), (), ()),
        ("3.0×", "x", fact("multiple", 3.02), (), ()),
        ("15×", "x", fact("multiple", 14.98), (), ()),
        ("99.97", "bare", fact("share", 99.97), (0,), ()),
        ("−0.04%", "signed", fact("percent", -0.04), (1,), ()),
        ("20.4%", "percent", fact("percent", 20.43), (), (fact("percent", 20.3),)),
        ("about 6", "value", fact("value", 6, "≈", 2), (0,), (fact("value", 6.17, decimals=2),)),
        ("6", "value", fact("value", 6), (), (fact("value", 6.17, decimals=2),)),
        ("about 6.1", "value", fact("value", 6.1, "≈", 2), (0,), (fact("value", 6.17, decimals=2),)),
        ("about 99.96%", "percent", fact("share", 99.96, "≈"), (0,), ()),
        ("at least 99%", "percent", fact("share", 99.96, "≥"), (0,), ()),
    ],
)
def test_rounding_reaches_no_level_that_the_number_is_not_at(
    printed: str, name: str, made: Fact, args: tuple[int, ...], limits: tuple[float | Fact, ...]
) -> None:
    assert EN.say(name, made, *args, limits=limits) == printed


def test_a_precision_that_is_named_counts_as_one_in_its_place() -> None:
    assert EN.say("percent", fact("share", 99.96, "≈"), decimals=0) == "about 99.96%"
    assert EN.say("times", fact("multiple", 2.04), figures=2, limits=(2.0,)) == "2.04-fold"
    assert EN.say("value", fact("value", 6, decimals=2), decimals=0, limits=(fact("value", 6.17),)) == "6"


def test_in_chinese_it_is_said_with_words_of_its_own() -> None:
    assert ZH.say("percent", fact("share", 99.96), 0) == "略低于100%"
    assert ZH.say("percent", fact("share", 0.04), 1) == "不到0.1%"
