"""Names of months, quarters and weeks at the foot of a chart say where each period stands; a wrong one is found."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefing.proof.planned.chart_area import Label
from briefing.proof.planned.foot_periods import PeriodNames, period_names
from briefing.proof.planned.stretches import words

MONTHS = [f"{2024 + at // 12}-{at % 12 + 1:02}" for at in range(24)]
SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] * 2


def label(text: str, across: float, down: float = 400.0) -> Label:
    return Label(text, words(text), (across - 5, down - 5, across + 5, down + 5))


def named(
    categories: Sequence[str], names: Sequence[str], step: int = 1, first: int = 0, lang: str = "en"
) -> PeriodNames | None:
    """The names of every `step`th period, 20 points apart, with a value over each and the year below."""
    labels = [label(name, 20.0 * (first + step * at)) for at, name in enumerate(names)]
    labels += [label(f"{at}.5", 20.0 * at, 300.0) for at in range(len(categories))]
    return period_names(categories, [*labels, label("2024", 100.0, 420.0)], None, lang)


@pytest.mark.parametrize(
    ("categories", "names", "step", "first", "lang"),
    [
        (MONTHS, SHORT, 1, 0, "en"),
        (MONTHS, SHORT[::3], 3, 0, "en"),
        (MONTHS[2:], SHORT[4:24:2], 2, 2, "en"),
        (MONTHS, [f"{at % 12 + 1}月" for at in range(24)], 1, 0, "zh"),
        ([f"2024-Q{at}" for at in range(1, 5)], ["Q1", "Q2", "Q3", "Q4"], 1, 0, "en"),
        ([f"2024-W{at:02}" for at in range(1, 9)], ["W1", "W3", "W5", "W7"], 2, 0, "en"),
    ],
)
def test_each_period_stands_where_its_name_is(
    categories: list[str], names: list[str], step: int, first: int, lang: str
) -> None:
    found = named(categories, names, step, first, lang)
    assert found is not None
    assert found.wrong == ()
    assert found.places == pytest.approx([20.0 * at for at in range(len(categories))])


def test_two_names_in_each_others_place_are_found() -> None:
    turned = [*SHORT[:3], SHORT[4], SHORT[3], *SHORT[5:]]
    found = named(MONTHS, turned)
    assert found is not None
    assert found.wrong == ("“May” stands at 2024-04", "“Apr” stands at 2024-05")


@pytest.mark.parametrize(
    ("categories", "names"),
    [(["2021", "2022", "2023", "2024"], SHORT[:4]), (MONTHS, ["a", "b", "c", "d"]), (MONTHS, SHORT[:2])],
)
def test_what_names_no_periods_is_left(categories: list[str], names: list[str]) -> None:
    assert named(categories, names) is None


@pytest.mark.parametrize("down", [400.0 + 0.2 * at for at in range(15)])
def test_names_with_and_without_a_descender_are_one_row_wherever_it_stands(down: float) -> None:
    labels = [
        label(name, 20.0 * at, down + (0.6 if name in ("Apr", "May", "Aug") else 0.0)) for at, name in enumerate(SHORT)
    ]
    found = period_names(MONTHS, labels, None, "en")
    assert found is not None
    assert found.wrong == ()
