"""Records of numbers: what each was worked out from, and how far to trust it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.model.fact import Fact
from briefing.model.ledger import Place, Use
from briefing.model.lineage import record_anchor
from briefing.web.records import Record, records
from briefing.wording import of
from tests.letter.samples import FIRST, LAST, SOURCE, document

DERIVED = Fact("visits.multiple", "multiple", 2.5, "×", "=", 1, "100 / 40", (LAST, FIRST), tree={"op": "/", "of": []})
PUBLISHED = Fact("visits.last", "value", 100.0, "visits", "=", 0, "100", (LAST,), tree={"op": "value", "of": 0})


def record(fact: Fact, *printed: str) -> Record:
    made = replace(document(), facts={fact.name: fact})
    uses = [Use(Place("web"), words, fact.name) for words in printed]
    (only,) = records(made, uses, {SOURCE.id: SOURCE}, of("en"))
    return only


def test_a_worked_out_number_has_its_formula_and_the_values_behind_it() -> None:
    made = record(DERIVED, "2.5×", "2.5-fold", "2.5×")
    assert (made.printed, made.name, made.formula, made.value) == (
        "2.5×; 2.5-fold", "visits.multiple", "100 / 40", "= 2.5 ×",
    )  # fmt: skip
    assert [value.words for value in made.values] == [
        "visits, Example City, 2023: 100 (official, A)",
        "visits, Example City, 2020: 40 (official, A)",
    ]
    assert {(value.number, value.source) for value in made.values} == {(1, "Office of Examples")}


def test_a_published_number_has_no_formula() -> None:
    made = record(PUBLISHED, "100")
    assert (made.formula, made.value) == ("", "100 visits")


@pytest.mark.parametrize(
    ("fact", "printed", "words"),
    [
        (PUBLISHED, "100", ("published",)),
        (DERIVED, "2.5×", ("derived",)),
        (replace(DERIVED, value=2.54), "2.5×", ("derived", "rounded")),
        (replace(PUBLISHED, value=104000.0), "104 thousand", ("published",)),
        (replace(PUBLISHED, value=104600.0), "105 thousand", ("published", "rounded")),
        (replace(PUBLISHED, observations=(replace(LAST, status="P"),)), "100", ("published", "provisional")),
        (replace(PUBLISHED, observations=(replace(LAST, status="E"),)), "100", ("published", "estimated")),
        (replace(PUBLISHED, qualifier="≥"), "over 100", ("published", "bound")),
        (replace(DERIVED, qualifier="≈"), "about 2.5×", ("derived", "approximate")),
        (PUBLISHED, "a hundred", ("published",)),
    ],
)
def test_a_record_says_how_sure_its_number_is(fact: Fact, printed: str, words: tuple[str, ...]) -> None:
    assert record(fact, printed).confidence == words


def test_an_anchor_is_the_name_of_the_fact_where_an_address_can_hold_it() -> None:
    assert record_anchor("visits.last") == "record-visits.last"
    odd = [record_anchor(name) for name in ("visits.at(2023)", "visits.at('2023')", "visits.at( 2023 )", "水")]
    assert len(set(odd)) == 4
    assert all(set(anchor) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-") for anchor in odd)
