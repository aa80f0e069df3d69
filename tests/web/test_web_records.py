"""Records of numbers: what each was worked out from, and how far to trust it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.model.fact import Fact
from briefing.model.ledger import Place, Use
from briefing.model.lineage import record_anchor
from briefing.web.records import Record, RecordSeries, in_series, records
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


def test_published_values_of_one_series_stand_together_and_others_alone() -> None:
    def value(year: int, **changes: object) -> Fact:
        row = replace(LAST, period=LAST.period.year(year), value=float(year - 1900))
        made = replace(PUBLISHED, name=f"visits.at('{year}')", value=row.value, observations=(row,))
        return replace(made, **changes)

    facts = [value(year) for year in range(2015, 2021)] + [value(2021, notes=("Counted twice.",)), DERIVED]
    made = replace(document(), facts={fact.name: fact for fact in facts})
    uses = [Use(Place("web"), f"{fact.value:.0f}", fact.name) for fact in facts]
    single = records(made, uses, {SOURCE.id: SOURCE}, of("en"))
    series, *others = in_series(single)
    assert isinstance(series, RecordSeries)
    assert (series.pattern, series.first.of, series.first.kind) == (
        "visits.at('…')", "visits, Example City", "official, A",
    )  # fmt: skip
    assert [one.id for one in series.records] == [f"record-visits.at.{year}" for year in range(2015, 2021)]
    assert [one.name for one in others if isinstance(one, Record)] == ["visits.at('2021')", "visits.multiple"]
    assert in_series(single[:3]) == single[:3]  # three are too few


def test_values_behind_a_record_that_follow_each_other_in_one_series_are_a_run() -> None:
    others = replace(FIRST, entity="Elsewhere")
    made = record(replace(DERIVED, observations=(LAST, FIRST, FIRST, others, LAST)), "2.5×")
    assert [len(run) for run in made.runs] == [3, 1, 1]


def test_an_anchor_is_the_name_of_the_fact_where_an_address_can_hold_it() -> None:
    assert record_anchor("visits.last") == "record-visits.last"
    odd = [record_anchor(name) for name in ("visits.at(2023)", "visits.at('2023')", "visits.at( 2023 )", "水")]
    assert record_anchor("road_visits.at('2023-04')") == "record-road-visits.at.2023-04"
    assert len(set(odd)) == 4
    assert all(set(anchor) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-") for anchor in odd)
