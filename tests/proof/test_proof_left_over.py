"""A file of an earlier build that lies next to an edition gets one finding, whatever it holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import briefing
from briefing import cli

_LEFT = ("handout.pdf", "json", "web.html", "xlsx", "zip")


def errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    """What the proof of a folder prints: the file and the words of each error."""
    capsys.readouterr()
    cli.main(["proof", str(folder), "--json"])
    found = json.loads(capsys.readouterr().out)
    rows = found["findings"] if isinstance(found, dict) else found
    return [(row["where"].partition(",")[0], row["what"]) for row in rows if row["severity"] == "error"]


def test_each_file_that_the_ledger_does_not_hold_is_one_error_and_deleting_it_is_the_fix(
    starter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    briefing.build(starter, out, only=("deck", "handout", "web", "data", "json"))
    briefing.build(starter, out, only=("deck",))
    left = [f"example-city.en.{ending}" for ending in _LEFT]
    what = "it is not of this build: the ledger does not hold it"
    assert errors(out, capsys) == [(name, what) for name in left]
    for name in left:
        (out / name).unlink()
    assert errors(out, capsys) == []


def test_a_copy_of_a_deck_under_another_name_is_read_and_not_taken_for_one_that_was_left(
    starter_edition: briefing.Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in starter_edition.files:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    deck = tmp_path / "example-city.en.pptx"
    deck.rename(tmp_path / "example-city.en.refreshed.pptx")
    assert errors(tmp_path, capsys) == []


def test_a_file_that_was_changed_is_still_read(
    starter_edition: briefing.Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in starter_edition.files:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    plain = tmp_path / "example-city.en.txt"
    plain.write_text(plain.read_text("utf-8").replace("560", "650"), encoding="utf-8")
    assert {name for name, what in errors(tmp_path, capsys) if "650" in what} == {"example-city.en.txt"}
