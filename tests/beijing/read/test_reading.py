"""The Beijing project reads whole, and its descriptor says what its tables hold."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import briefing.read
from briefing.model.edition import Project
from briefing.model.period import Period

BEIJING = Path(__file__).parents[3] / "data" / "beijing"
DESCRIPTOR = json.loads((BEIJING / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in DESCRIPTOR["resources"]}


@pytest.fixture(scope="module")
def project() -> Project:
    return briefing.read.project(BEIJING)


def rows(name: str) -> list[dict[str, str]]:
    with (BEIJING / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_becomes_a_noun(project: Project) -> None:
    data = project.dataset
    counts = {
        "indicators": len(data.indicators),
        "observations": len(data.observations),
        "sources": len(data.sources),
        "targets": len(data.targets),
        "breaks": len(data.breaks),
        "statements": len(data.statements),
        "milestones": len(data.milestones),
    }
    assert counts == {name: len(rows(name)) for name in counts}
    assert counts == {
        "indicators": 55,
        "observations": 433,
        "sources": 117,
        "targets": 11,
        "breaks": 8,
        "statements": 7,
        "milestones": 19,
    }


def test_values_keep_what_the_publisher_said(project: Project) -> None:
    found = {
        (item.period.notation, item.source): item
        for item in project.dataset.observations
        if item.indicator == "inv_patents_per_10k" and item.entity == "Beijing"
    }
    seed, spoken = found[2014, "SEED_KOTOPAT"], found[2014, "BJ_STC_2024_ZHJH"]
    assert (seed.value, seed.qualifier, seed.status, seed.preferred) == (48.2, "=", "A", True)
    assert str(seed.cell) == "observations.csv, line 4, column value"
    assert (spoken.value, spoken.qualifier, spoken.preferred) == (48.0, "≥", False)
    assert spoken.note == "rounded down by speaker"
    assert project.dataset.indicators["inv_patents_per_10k"].names["zh"] == "每万人口发明专利拥有量"


def test_the_quotation_is_verbatim(project: Project) -> None:
    quote = project.dataset.statements["quote_zhang"]
    assert quote.text.startswith("Beijing, looking towards the future, will support high-quality development")
    assert quote.text.endswith("a global science and technology innovation center to a new stage.")
    assert project.dataset.statements["clusters"].items[-1] == "integrated circuits (IC)"


def test_settings_become_the_edition(project: Project) -> None:
    edition = project.edition
    assert (edition.slug, edition.entity) == ("beijing-innovation", "Beijing")
    assert edition.period == (Period.year(2014), Period.year(2023))
    assert edition.as_of == dt.date(2025, 12, 31)
    assert edition.subjects["firms"].series == "st-commission"
    assert edition.subjects["per_patent"].ratio == ("contracts", "valid_patents")
    assert edition.subjects["per_patent"].scale == 1000
    assert project.theme.name == "ink.toml"
    assert project.stories["en"].name == "story.en.yaml"


def test_inputs_are_named_with_their_digest(project: Project) -> None:
    inputs = project.dataset.inputs
    assert {
        "briefing.toml",
        "datapackage.json",
        "story.en.yaml",
        "story.zh.yaml",
        "ink.toml",
        *(f"{name}.csv" for name in RESOURCES),
    } == set(inputs)
    assert list(inputs) == sorted(inputs)
    for name in ("observations.csv", "briefing.toml", "story.en.yaml"):
        assert inputs[name] == hashlib.sha256((BEIJING / name).read_bytes()).hexdigest()


def test_every_source_has_a_short_name_for_source_lines() -> None:
    for row in rows("sources"):
        assert 0 < len(row["short"]) <= 24, row["id"]
        assert not re.search(r"\d", row["short"]), row["id"]


def test_reading_csv_loads_no_heavy_library() -> None:
    code = (
        "import sys, briefing.read, pathlib\n"
        f"briefing.read.project(pathlib.Path({str(BEIJING)!r}))\n"
        "print(sorted({'pandas', 'numpy', 'openpyxl', 'matplotlib', 'pptx', 'reportlab'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# The descriptor: our own small reading of the Data Package standard.

FORMS = {"string": r"(?s).+", "number": r"-?\d+(\.\d+)?", "integer": r"\d+", "year": r"\d{4}", "boolean": r"yes|no"}


def broken(text: str, field: dict[str, Any]) -> bool:
    """Does a cell break its field's type or constraints?"""
    limits = field.get("constraints", {})
    if text == "":
        return bool(limits.get("required"))
    return not (
        re.fullmatch(FORMS[field["type"]], text)
        and text in limits.get("enum", [text])
        and re.search(limits.get("pattern", ""), text)
        and len(text) <= limits.get("maxLength", len(text))
        and limits.get("minimum", float("-inf")) <= float(text if "minimum" in limits else 0)
    )


@pytest.mark.parametrize("name", RESOURCES)
def test_a_table_keeps_to_its_schema(name: str) -> None:
    schema, table = RESOURCES[name]["schema"], rows(name)
    assert [field["name"] for field in schema["fields"]] == list(table[0])
    assert all(field["description"] for field in schema["fields"])
    for field in schema["fields"]:
        assert [row[field["name"]] for row in table if broken(row[field["name"]], field)] == []
    keys = [tuple(row[column] for column in schema["primaryKey"]) for row in table]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", RESOURCES)
def test_every_foreign_key_leads_somewhere(name: str) -> None:
    for key in RESOURCES[name]["schema"].get("foreignKeys", []):
        there = {row["id"] for row in rows(key["reference"]["resource"])}
        assert {row[key["fields"][0]] for row in rows(name)} <= there


def test_the_schema_check_sees_a_wrong_cell() -> None:
    fields = {field["name"]: field for field in RESOURCES["observations"]["schema"]["fields"]}
    assert broken("n/a", fields["value"])
    assert broken("14", fields["period"])
    assert broken("maybe", fields["preferred"])
    assert broken("<", fields["qualifier"])
    assert broken("", fields["source_id"])
    assert not broken("≥", fields["qualifier"])


def test_every_table_of_the_folder_is_described() -> None:
    tables = {path.name for path in BEIJING.glob("*.csv")} - {"recipients.csv"}  # people are no part of the dataset
    assert tables == {resource["path"] for resource in RESOURCES.values()}
