"""Ledgers of earlier versions are read as the newest are: places, cells and formulas as data.

`earlier/version-3.ledger.json` was built by the version that wrote it; the versions before had less in it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

import briefing
from briefing.proof.numbers.formulas import fault
from briefing.proof.reading.earlier_formulas import parsed
from briefing.proof.reading.earlier_ledgers import facts_in_newest_form
from briefing.proof.reading.formula_trees import Difference, Quotient, Rank, Value, normalized, spelled
from briefing.proof.reading.ledger_decoding import ledger
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact
from briefing.reuse import STORE, from_nothing

THIRD = Path(__file__).parent / "earlier" / "version-3.ledger.json"
LATER = {2: ("plan",), 1: ("plan", "version", "seal", "snapshots")}


def content(version: int) -> dict[str, Any]:
    """A version → a ledger as it wrote it."""
    rows: dict[str, Any] = json.loads(THIRD.read_text(encoding="utf-8")) | {"version": version}
    return {key: value for key, value in rows.items() if key not in LATER.get(version, ())}


def read(version: int) -> Ledger:
    return ledger(json.dumps(content(version)).encode())


def test_the_third_version_is_sealed_as_it_was_built() -> None:
    assert ledger(THIRD.read_bytes()).sealed


def test_each_record_is_read_once_as_the_whole_is() -> None:
    facts = read(3).facts
    written = {"facts": content(3)["facts"]}
    whole = msgspec.convert(facts_in_newest_form(written)["facts"], type=dict[str, LedgerFact])
    assert facts == {name: replace(fact, longer=facts[name].longer) for name, fact in whole.items()}
    records = [record for fact in facts.values() for record in fact.records]
    assert len({id(record) for record in records}) == len(set(records)) < len(records)


def test_a_record_that_is_malformed_is_named_by_its_place() -> None:
    broken = content(3)
    name = next(name for name, fact in broken["facts"].items() if len(fact["observations"]) > 1)
    broken["facts"][name]["observations"][1]["value"] = "many"
    with pytest.raises(ValueError, match=r"observations\[1\]\.value"):
        ledger(json.dumps(broken).encode())


@pytest.mark.parametrize("version", [1, 2, 3])
def test_each_version_is_read_to_the_same_facts_and_places(version: int) -> None:
    found, newest = read(version), read(3)
    assert (found.facts, found.uses, found.terms, found.claims) == (
        newest.facts,
        newest.uses,
        newest.terms,
        newest.claims,
    )
    assert bool(found.plan) == (version > 2)
    assert bool(found.snapshots) == (version > 1)


def test_places_are_data_that_say_what_the_words_said() -> None:
    rows, found = content(3), read(3)
    for old, new in zip((*rows["uses"], *rows["terms"]), (*found.uses, *found.terms), strict=True):
        words = old["place"].replace("figure 1 alt text", "figure 1, alt text").replace("picture alt", "picture, alt")
        assert new.place == words
    places = {(use.output, use.page, use.element, use.channel) for use in found.uses}
    assert ("letter", 0, "subject", "html") in places
    assert {("deck", "title", "text"), ("brief", "figure 1", "alt")} <= {(place[0], *place[2:]) for place in places}
    assert {row.channel for row in (*found.uses, *found.terms)} >= {"text", "notes", "alt", "html"}


def test_cells_and_the_plan_are_data_too() -> None:
    rows, found = content(3), read(3)
    for name, fact in rows["facts"].items():
        cells = [str(record.cell) for record in found.facts[name].observations]
        assert cells == [record["cell"] for record in fact["observations"]]
    assert [entry.place for entry in found.plan] == [entry["place"] for entry in rows["plan"]]
    assert {entry.kind for entry in found.plan} == {"cover", "part", "section", "letter"}


def test_formulas_are_worked_out_from_their_text() -> None:
    found = read(3)
    assert [fault(fact) for fact in found.facts.values()] == [""] * len(found.facts)
    name, fact = next((name, fact) for name, fact in found.facts.items() if name.endswith(".multiple"))
    assert "not" in fault(replace(fact, value=fact.value * 1.01)), name


def test_what_is_malformed_is_reported_at_its_place() -> None:
    for key, value in {"uses": [{"output": "deck", "place": 4}], "facts": [], "plan": "none", "terms": [1]}.items():
        with pytest.raises(ValueError, match=f"{key}"):
            ledger(json.dumps(content(3) | {key: value}).encode())


def test_text_and_tree_of_every_formula_of_an_edition_are_the_same(edition: briefing.Build) -> None:
    facts = ledger(edition.ledger.read_bytes()).facts
    assert {type(fact.tree).__name__ for fact in facts.values()} >= {"Value", "Quotient", "Product", "Difference"}
    for fact in facts.values():
        assert fact.tree is not None
        assert normalized(spelled(fact.tree, fact.records)) == normalized(fact.formula)
        ranks = isinstance(fact.tree, Difference) and all(isinstance(part, Rank) for part in fact.tree.of)
        if ranks or not all(record.period.is_calendar_year for record in fact.records):
            continue  # no earlier ledger has a formula of months, nor one of two ranks
        read_from_text = parsed(fact.formula, fact.records)
        assert type(read_from_text) is type(fact.tree)
        assert normalized(spelled(read_from_text, fact.records)) == normalized(fact.formula)


def test_a_tree_that_says_something_else_than_its_text_is_found(edition: briefing.Build) -> None:
    facts = ledger(edition.ledger.read_bytes()).facts
    fact = next(fact for name, fact in facts.items() if name.endswith(".multiple"))
    assert fault(fact) == ""
    assert isinstance(fact.tree, Quotient)
    assert "it is worked out as" in fault(replace(fact, formula=fact.formula.replace(" / ", " × ")))
    assert "gives" in fault(replace(fact, tree=Quotient((fact.tree.of[1], fact.tree.of[0]))))
    assert "names a record that is not there" in fault(replace(fact, tree=Value(9)))


def test_a_ledger_shares_facts_with_the_one_before_it_and_a_changed_one_is_read() -> None:
    STORE.clear()
    rows = content(3)
    before = ledger(json.dumps(rows).encode()).facts
    name, other = list(rows["facts"])[:2]
    rows["facts"][name]["notes"] = ["dredged since"]
    after = ledger(json.dumps(rows).encode()).facts
    assert after[other] is before[other]
    assert after[name] != before[name]
    assert after[name].notes == ("dredged since",)
    with from_nothing():
        assert ledger(json.dumps(rows).encode()).facts[other] is not before[other]
