"""Editions of many places in a batch: each names its own place everywhere and no other by mistake."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from briefing.batch import BatchResult, batch
from briefing.model.text import plain
from briefing.pipeline.build import editions
from tests import shires
from tests.batch.towns import table

FIVE = [shires.HOME, "Torshire", "Zelshire", shires.UNSTAFFED, shires.EARLY]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BatchResult]:
    folder = tmp_path_factory.mktemp("shires")
    project = shires.project(folder / "mine")
    rows = table(folder, FIVE)
    return folder / "out", batch(rows, project, folder / "out", workers=1, only=["letter", "deck"])


def test_a_place_that_lacks_values_fails_alone_and_says_which(done: tuple[Path, BatchResult]) -> None:
    out, result = done
    assert result.exit_code == 3
    with (out / "failures.csv").open(encoding="utf-8") as file:
        failed = {row["entity"]: row for row in csv.DictReader(file)}
    assert set(failed) == {shires.UNSTAFFED}
    results = failed[shires.UNSTAFFED]
    assert results["failed_what"] == "staff has no observations of 'Elmshire'"
    assert results["failed_where"] == "the entity asked for"
    assert results["failed_fix"] == "add its values, or leave the short name out"
    assert all(not failure.traceback for failure in result.failures)


@pytest.mark.parametrize("entity", [shires.HOME, "Torshire", "Zelshire", shires.EARLY])
def test_each_edition_names_its_place_and_no_other_s(entity: str, done: tuple[Path, BatchResult]) -> None:
    stem = "shires" if entity == shires.HOME else f"shires-{entity.lower()}"
    letter = (done[0] / f"{stem}.en.txt").read_text(encoding="utf-8")
    assert f"Library visits in {entity}" in letter
    assert entity == shires.HOME or shires.HOME not in letter
    ledger = json.loads((done[0] / f"{stem}.en.ledger.json").read_bytes())
    spots = {(use["page"], use["element"]): use["text"] for use in ledger["uses"] if use["output"] == "deck"}
    assert spots
    own = ledger["facts"]["visits.last"]["observations"]
    assert {row["entity"] for row in own} == {entity}
    assert ledger["facts"]["visits.last"]["observations"][0]["year"] == (2022 if entity == shires.EARLY else 2023)


@pytest.mark.parametrize("entity", [shires.HOME, "Torshire"])
def test_cover_titles_charts_and_subject_are_of_the_place(entity: str, tmp_path: Path) -> None:
    (made,) = editions(shires.project(tmp_path / "mine"), entity=entity)
    document = made.document
    heads = [document.title, document.header, document.subtitle, document.letter.subject]
    heads += [part.headline for part in document.parts if part.id == "shire"]
    heads += [section.title for part in document.parts if part.id == "shire" for section in part.sections]
    assert all(entity in plain(head) for head in heads)
    others = set(shires.NAMES) - {entity}
    assert not any(other in plain(head) for other in others for head in heads)
    bars, bump = (section.blocks[0] for section in document.parts[0].sections)
    assert bars.highlight == entity  # type: ignore[union-attr]
    assert bump.highlight == entity  # type: ignore[union-attr]
    assert document.cover is not None
    assert document.cover.highlight == entity
    assert entity in plain(bars.alt)  # type: ignore[union-attr]
