"""A column of signs says which values are bounds or rough; it distinguishes no series."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.imported_data import RecognitionOptions
from tests.draft.recognition.test_recognising import recognised, roles, rows

TABLE = """
year|visits|{head}
2019|240|=
2020|310|≥
2021|<380|
2022|405|~
2023|433|=
"""


@pytest.mark.parametrize("head", ["qualifier", "prefix", "限定符"])
def test_signs_beside_values_are_their_bounds_whatever_the_head(head: str) -> None:
    data = recognised(TABLE.format(head=head))
    assert roles(data)[head] == "qualifier"
    found = rows(data, "period", "value", "qualifier")
    assert found == [
        ("2019", "240", "="), ("2020", "310", "≥"), ("2021", "380", "≤"), ("2022", "405", "≈"), ("2023", "433", "="),
    ]  # fmt: skip


def test_a_sign_in_the_cell_itself_counts_more_than_one_beside_it() -> None:
    data = recognised(TABLE.format(head="sign").replace("405|~", ">405|~"))
    assert ("2022", "405", "≥") in rows(data, "period", "value", "qualifier")


def test_a_column_that_calls_every_value_exact_says_nothing() -> None:
    text = TABLE.format(head="sign").replace("≥", "=").replace("~", "=").replace("<", "")
    assert roles(recognised(text))["sign"] == "ignored"


def test_a_sign_that_is_none_is_reported_where_a_column_is_named() -> None:
    text = TABLE.format(head="sign").replace("~", "rough")
    data = recognised(text, RecognitionOptions(roles={"sign": "qualifier"}))
    (omission,) = [one for one in data.omissions if "sign" in one.where]
    assert "line 5" in omission.where
    assert omission.reason == "no sign of a bound, as ≥ or ~: “rough”"
    assert ("2022", "405", "=") in rows(data, "period", "value", "qualifier")
