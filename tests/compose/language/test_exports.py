"""Numbers as programs export them: noise of binary fractions, exponents, real minus signs, stored zeros."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import briefing
from briefing.proof.proving import prove
from briefing.proof.reading.dataset_tables import Tables
from tests.invented import Invented, levels, project

# Text of the cell → the value, and how it is printed.
CELLS = {
    "559.9999999999999": (560, "560"),
    "0.30000000000000004": (0.3, "0.3"),
    "1.0000000000000002": (1, "1"),
    "-0.30000000000000004": (-0.3, "−0.3"),
    "0.1428571428571428": (0.142857142857143, "0.142857"),
    "1e-7": (1e-7, "0.0000001"),
    "1.5E+03": (1500, "1,500"),
    "−3.2": (-3.2, "−3.2"),
    "+3.2": (3.2, "3.2"),
    "132.0": (132, "132.0"),
    "132.000000000000000000": (132, "132"),
    "999999999999999": (999999999999999, "999,999,999,999,999"),
    "123456789012.345": (123456789012.345, "123,456,789,012.345"),
    "-0.0": (0, "0.0"),
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_number_is_read_as_it_was_published(cell: str, tmp_path: Path) -> None:
    made = Invented(values=(40, 25, 33, 48, cell))
    story = levels(made).partition("  - id: heat")[0]  # which has no room for fifteen digits
    edition = briefing.build(project(tmp_path / "project", made, story), tmp_path / "out")
    assert [finding for finding in edition.findings if finding.severity == "error"] == []
    ledger = json.loads(edition.ledger.read_text("utf-8"))
    value, printed = CELLS[cell]
    assert ledger["facts"]["visits.last"]["value"] == value
    assert printed in {use["text"] for use in ledger["uses"] if use["fact"] == "visits.last"}


def test_a_changed_cell_with_noise_is_found(tmp_path: Path) -> None:
    made = Invented(values=(40, 25, 33, 48, "559.9999999999999"))
    folder = project(tmp_path / "project", made, levels(made))
    edition = briefing.build(folder, tmp_path / "out")
    text = (folder / "observations.csv").read_text("utf-8")
    (folder / "observations.csv").write_text(text.replace("559.9999999999999", "559.9999999"), "utf-8")
    proof = prove({}, (edition.ledger.name, edition.ledger.read_bytes()), Tables(folder))
    assert any(one.rule == "number-cell" for one in proof.findings)


@pytest.mark.parametrize(
    ("cell", "fix"),
    [
        ("(3.2)", "write -3.2"),
        ("1,234.5", "write 1234.5, without separators"),
        ("3,2", "write 3.2, with a decimal point"),
    ],
)
def test_a_number_in_another_notation_is_refused_and_its_fix_works(cell: str, fix: str, tmp_path: Path) -> None:
    made = Invented(values=(40, 25, 33, 48, cell))
    with pytest.raises(briefing.BriefingError) as refused:
        briefing.build(project(tmp_path / "wrong", made, levels(made)), tmp_path / "out")
    found = refused.value.findings[0]
    assert found.fix.startswith(fix)
    assert "observations.csv, line 6, column value" in found.where
    mended = Invented(values=(40, 25, 33, 48, found.fix.split()[1].rstrip(",:")))
    assert briefing.build(project(tmp_path / "right", mended, levels(mended)), tmp_path / "out").ledger
