"""Files, ledger and dataset belong together, or the proof says so."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from briefing.proof.evidence import Evidence
from briefing.proof.provenance import CHANGED, INPUTS, OTHER, check
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.ledger_reader import LedgerEdition
from tests.proof.numbers.sample import ledger, parsed

FILE = replace(parsed("x"), data=b"deck")
DIGEST = hashlib.sha256(b"deck").hexdigest()


def rules(head: LedgerEdition, folder: Path | None = None) -> list[tuple[str, str]]:
    given = Evidence((FILE,), ledger(edition=head), "town.en.ledger.json", Tables(folder) if folder else None)
    return [(found.rule, found.severity) for found in check(given)]


def head(**more: Any) -> LedgerEdition:
    return LedgerEdition("town", "en", "2024-12-31", "", **more)


def test_files_as_they_were_built_are_silent() -> None:
    assert rules(head(outputs={"town.en.pptx": DIGEST})) == []
    assert rules(head(outputs={"renamed.pptx": DIGEST})) == []
    assert list(check(Evidence((FILE,)))) == []


def test_a_file_that_was_changed_is_a_warning() -> None:
    assert rules(head(outputs={"town.en.pptx": "0" * 64})) == [(CHANGED.id, "warning")]


def test_a_ledger_of_another_edition_is_an_error() -> None:
    assert rules(head(outputs={"town.zh.pptx": "0" * 64})) == [(OTHER.id, "error")]
    assert rules(head()) == [(OTHER.id, "error")]


def test_a_dataset_that_has_changed_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"deck")
    digests = {"a.csv": DIGEST, "ink.toml": "0" * 64}
    same = head(outputs={"town.en.pptx": DIGEST}, inputs=digests)
    assert rules(same, tmp_path) == []
    (tmp_path / "a.csv").write_bytes(b"other")
    assert rules(same, tmp_path) == [(INPUTS.id, "warning")]
