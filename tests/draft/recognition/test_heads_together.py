"""Tests of heads that are read together."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.heads_together import read_together

HEADS = ("total", "oil", "gas", "brown_coal", "oil_gas_coal", "electricity", "oil_electricty", "coal_and_transport")


def test_a_head_of_nouns_that_other_heads_have_is_a_list() -> None:
    assert read_together(HEADS)["oil_gas_coal"] == ("Oil, gas and coal", "")


def test_a_letter_that_is_missing_in_one_head_is_read_from_another_and_reported() -> None:
    name, why = read_together(HEADS)["oil_electricty"]
    assert name == "Oil electricity"
    assert why == "“electricty” as “electricity”, as another head has it"


def test_a_noun_before_a_participle_has_a_hyphen() -> None:
    found = read_together(("goods_producing", "private_service_providing", "oil_refining"))
    assert {head: name for head, (name, _) in found.items()} == {
        "goods_producing": "Goods-producing",
        "private_service_providing": "Private service-providing",
    }


@pytest.mark.parametrize(
    "heads",
    [
        ("oil", "gas", "oil_gas_coal"),  # no other head is about coal
        ("durable_goods", "nondurable_goods"),
        ("price", "prices", "sales_price"),  # a plural is no letter that is missing
        ("Oil Gas Coal", "oil", "gas", "coal"),  # written for people, and not with underscores
    ],
)
def test_heads_that_others_say_nothing_of_stay_as_they_are(heads: tuple[str, ...]) -> None:
    assert read_together(heads) == {}
