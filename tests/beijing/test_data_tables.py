"""The data edition of the flagship: both languages are accessible, and their values are those of the dataset."""

from __future__ import annotations

import csv
import zipfile
from io import StringIO
from pathlib import Path

import pytest

import briefing
from tests.conftest import ROOT
from tests.data.editions import tables
from tests.data.spreadsheet_rules import faults

PROJECT = ROOT / "data" / "beijing"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> briefing.Build:
    out = tmp_path_factory.mktemp("data")
    return briefing.build(PROJECT, out, languages=("en", "zh"), only=["data"])


def file(build: briefing.Build, ending: str) -> Path:
    (path,) = (path for path in build.files if path.name.endswith(ending))
    return path


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_its_workbook_keeps_the_rules_of_accessible_spreadsheets(lang: str, build: briefing.Build) -> None:
    assert faults(file(build, f"{lang}.xlsx").read_bytes()) == []


def test_patents_are_those_of_the_observations(build: briefing.Build) -> None:
    rows = csv.DictReader(StringIO((PROJECT / "observations.csv").read_text(encoding="utf-8")))
    own = [row for row in rows if row["indicator_id"] == "inv_patents_per_10k"]
    published = {(row["period"], row["value"]) for row in own}
    with zipfile.ZipFile(file(build, "en.zip")) as archive:
        head, *found = csv.reader(StringIO(archive.read("table-04.csv").decode(), newline=""))
    values = {row[0]: row[1] for row in found if row[1]}
    assert head[0] == "Period"
    assert len(values) > 5
    assert set(values.items()) <= published


def test_chinese_values_stand_in_the_unit_of_their_head(build: briefing.Build) -> None:
    found = tables(file(build, "zh.xlsx").read_bytes()).values()
    (deals,) = (table for table in found if "技术合同成交额（亿元）" in table)
    assert dict(zip(deals["时期"], deals["技术合同成交额（亿元）"], strict=True))[2014] == 3136
