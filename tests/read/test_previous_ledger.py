"""The ledger of the edition before: read as it was written; what is none is reported with its place and fix."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing import read
from briefing.errors import BriefingError, InputError
from briefing.read.previous import previous


@pytest.fixture
def ledger(starter_edition: briefing.Build, tmp_path: Path) -> Path:
    return copied(starter_edition.ledger, tmp_path)


def copied(path: Path, folder: Path) -> Path:
    target = folder / "last.ledger.json"
    target.write_bytes(path.read_bytes())
    return target


def changed(path: Path, **parts: Any) -> Path:
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(record | parts), encoding="utf-8")
    return path


def message(path: Path, slug: str = "example-city") -> str:
    with pytest.raises(InputError) as caught:
        previous(path, slug)
    (finding,) = caught.value.findings
    assert finding.where == path.as_posix()
    assert finding.fix
    return finding.what


def test_it_tells_date_facts_and_sources(ledger: Path) -> None:
    record = previous(ledger, "example-city")
    assert record.as_of == dt.date(2024, 12, 31)
    fact = record.facts["visits.last"]
    assert (fact.value, fact.unit, fact.formula, fact.previous) == (560.0, "thousand visits", "560", True)
    assert [(row.period.notation, row.value, row.source) for row in fact.observations] == [(2023, 560.0, "EXAMPLE")]
    assert record.facts["paths.target(2025)"].targets
    assert record.sources["EXAMPLE"].publisher


def test_where_a_value_stood_in_the_old_file_is_left_behind(ledger: Path) -> None:
    assert not any(row.cell for fact in previous(ledger, "example-city").facts.values() for row in fact.observations)


def test_values_of_an_edition_still_earlier_are_left_out(ledger: Path) -> None:
    facts = json.loads(ledger.read_text(encoding="utf-8"))["facts"]
    facts["previous(visits.last)"] = facts["visits.last"] | {"previous": True}
    assert "previous(visits.last)" not in previous(changed(ledger, facts=facts), "example-city").facts


@pytest.mark.parametrize("content", ["", "[]", "{", '{"edition": {}}', "PK\x03\x04", '{"edition": 5, "facts": {}}'])
def test_what_is_no_ledger_is_reported(tmp_path: Path, content: str) -> None:
    path = tmp_path / "last.ledger.json"
    path.write_text(content, encoding="utf-8")
    assert "this is no ledger" in message(path)


def test_a_nonsense_value_is_reported(ledger: Path) -> None:
    facts = json.loads(ledger.read_text(encoding="utf-8"))["facts"]
    facts["visits.last"]["qualifier"] = "perhaps"
    assert "$.facts" in message(changed(ledger, facts=facts))


def test_a_missing_ledger_is_reported(tmp_path: Path) -> None:
    assert message(tmp_path / "none.ledger.json") == "the file is missing"


def test_a_ledger_of_another_edition_is_reported(ledger: Path) -> None:
    assert message(ledger, "other") == "this is the ledger of 'example-city', the edition is 'other'"


def test_the_settings_name_a_ledger_inside_the_project(starter: Path, ledger: Path) -> None:
    toml = starter / "briefing.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("[imprint]", 'previous = "last.ledger.json"\n\n[imprint]'))
    with pytest.raises(BriefingError, match="the file is missing"):
        read.project(starter)
    copied(ledger, starter)
    given = read.project(starter)
    assert given.previous is not None
    assert "last.ledger.json" in given.dataset.inputs


def test_the_settings_name_no_ledger_outside_the_project(starter: Path) -> None:
    toml = starter / "briefing.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("[imprint]", 'previous = "../last.json"\n\n[imprint]'))
    with pytest.raises(BriefingError, match="no file inside the project") as caught:
        read.project(starter)
    assert "briefing.toml" in caught.value.findings[0].where


def test_without_either_no_edition_went_before(starter: Path) -> None:
    assert read.project(starter).previous is None


def test_a_ledger_of_an_earlier_version_has_formulas_as_text_and_those_of_today_their_trees(ledger: Path) -> None:
    earlier = Path(__file__).parents[1] / "proof" / "reading" / "earlier" / "version-3.ledger.json"
    facts = previous(earlier, "example-city").facts
    assert {fact.tree for fact in facts.values()} == {None}
    assert all(fact.formula for fact in facts.values())
    assert previous(ledger, "example-city").facts["visits.last"].tree == {"op": "value", "of": 0}


def test_months_readings_that_were_replaced_and_what_a_change_is_against_are_read(ledger: Path) -> None:
    whole = json.loads(ledger.read_text(encoding="utf-8"))
    row = {**whole["facts"]["visits.last"]["observations"][0], "period": "2026-06", "published": "2026-07-09"}
    del row["year"]
    row["earlier"] = [{**row, "value": 86.11, "status": "P", "published": "2026-07-02"}]
    fact = {**whole["facts"]["visits.last"], "basis": "previous", "window": ["2026-04", "2026-06"]}
    whole["facts"]["visits.last"] = fact | {"observations": [row]}
    whole["edition"]["as_of"] = "2026-07-31T23:30:00-04:00"
    record = previous(changed(ledger, **whole), "example-city")
    read_back = record.facts["visits.last"]
    (observation,) = observations = read_back.observations
    assert record.as_of == dt.date(2026, 7, 31)
    assert [str(one.period) for one in observations] == ["2026-06"]
    assert [(one.value, one.status, one.published) for one in observation.earlier] == [(86.11, "P", "2026-07-02")]
    assert read_back.basis == "previous"
    assert read_back.window is not None
    assert [str(end) for end in read_back.window] == ["2026-04", "2026-06"]
    assert "visits.last" in record.printed
    for wrong in ({"period": "2026-13"}, {"period": None}):
        fact["observations"] = [row | wrong]
        assert "this is no ledger" in message(changed(ledger, facts=whole["facts"] | {"visits.last": fact}))
