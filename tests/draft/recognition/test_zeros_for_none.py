"""Zeros at an end of a course that lies far from zero are asked about; other zeros are values."""

from __future__ import annotations

import pytest

from tests.draft.recognition.test_recognising import grid, recognised


def asked(*values: float) -> list[str]:
    rows = [("Skye", 2001 + at, value) for at, value in enumerate(values)]
    rows += [("Arran", 2001 + at, 20 + at % 3) for at in range(len(values))]
    data = recognised(grid("island|year|visits", *rows))
    return [line for line in data.to_fill if "zeros" in line]


def test_zeros_before_values_that_are_near_each_other_are_asked_about_before_the_line_to_type() -> None:
    (line,) = asked(0, 0, 0, 24, 26, 25, 22, 23)
    assert "the zeros of Visits, Skye, from 2001 to 2003, are values" in line
    assert "between 22 and 26" in line
    rows = [("Skye", 2001 + at, value) for at, value in enumerate((0, 0, 0, 24, 26, 25, 22, 23))]
    assert recognised(grid("island|year|visits", *rows)).to_fill[-1].startswith("or all at once")


def test_so_are_those_at_the_end() -> None:
    (line,) = asked(24, 26, 25, 22, 23, 0, 0, 0)
    assert "from 2006 to 2008" in line


@pytest.mark.parametrize(
    "values",
    [
        (0, 0, 0, 1, 5, 12, 22, 23),  # something that began and grew
        (0, 0, 24, 26, 25, 22, 23, 24),  # two years
        (24, 26, 0, 0, 0, 25, 22, 23),  # in the middle
        (0, 0, 0, 0, 24, 26, 25, 22),  # few others
    ],
)
def test_other_zeros_are_values(values: tuple[float, ...]) -> None:
    assert asked(*values) == []
