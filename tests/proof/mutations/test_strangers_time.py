"""Faults of time in a monthly edition, one at a time: none stale, none silent."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from briefing.proof.findings import ProofFinding
from briefing.proof.proving import ReadFile, judge, read
from briefing.proof.reading.dataset_tables import Tables
from tests.proof.mutations.strangers import LEDGER as ENDING
from tests.proof.mutations.strangers import PROJECTS, Fault, finished, is_caught, named
from tests.proof.mutations.strangers import changed as faulty
from tests.proof.mutations.strangers_time import FILES, LEDGER, TABLE, Edit, Rows, changed, table

FUEL = PROJECTS["fuel"]


@cache
def _letter() -> ReadFile:
    name = named("fuel", "txt")
    return read(name, finished("fuel")[name])


@cache
def _tables() -> Tables:
    return Tables(FUEL)


def judged(ledger: bytes, tables: Tables) -> tuple[ProofFinding, ...]:
    return judge([_letter()], (named("fuel", ENDING), ledger), tables, deep=False).findings


def rules(findings: tuple[ProofFinding, ...]) -> set[str]:
    return {one.rule for one in findings if one.severity == "error"}


@pytest.mark.parametrize(("name", "rule", "edit"), LEDGER, ids=[one[0] for one in LEDGER])
def test_a_fault_of_time_in_a_ledger_is_found_by_its_rule(name: str, rule: str, edit: Edit) -> None:
    good = finished("fuel")[named("fuel", ENDING)]
    assert rule in rules(judged(changed(good, edit), _tables())), name


@pytest.mark.parametrize(("name", "rule", "edit"), TABLE, ids=[one[0] for one in TABLE])
def test_a_fault_of_time_in_the_table_is_found_by_its_rule(
    name: str, rule: str, edit: Callable[[Rows], object], tmp_path: Path
) -> None:
    for path in FUEL.iterdir():
        content = path.read_bytes()
        (tmp_path / path.name).write_bytes(table(content, edit) if path.name == "observations.csv" else content)
    found_there = rules(judged(finished("fuel")[named("fuel", ENDING)], Tables(tmp_path)))
    assert (rule in found_there) if rule else not found_there, name


@pytest.mark.parametrize("fault", FILES, ids=[one.name for one in FILES])
def test_a_fault_of_time_in_a_finished_file_is_found_by_its_rule(fault: Fault) -> None:
    name, ledger = named("fuel", fault.ending), named("fuel", ENDING)
    findings = judge([read(name, faulty(fault))], (ledger, finished("fuel")[ledger]), _tables(), deep=False).findings
    assert is_caught(fault, findings), {(one.rule, one.what) for one in findings}


def test_the_good_edition_is_passed_and_there_are_more_than_40_faults() -> None:
    good = finished("fuel")[named("fuel", ENDING)]
    assert rules(judged(good, _tables())) == set()
    assert len(LEDGER) + len(TABLE) + len(FILES) >= 60
