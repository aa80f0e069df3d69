"""datapackage.json: read as the standard says where there is one; each mismatch with the tables is a finding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import briefing
import briefing.read
from tests.editions import change
from tests.read.small import FILES, make, messages

VISITS = """\
sections:
  - id: visits
    title: "The library had {{ visits.last }} thousand visits in {{ visits.last | year }}"
    subtitle: auto
    chart: {kind: line, series: [visits], highlight: visits}
    points: ["**Before** In {{ visits.first | year }} there were {{ visits.first }} thousand."]
"""
COLUMNS = FILES["observations.csv"].partition("\n")[0].split(",")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return make(tmp_path / "town")


def described(project: Path, *resources: object, **more: object) -> Path:
    package = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": list(resources)}
    (project / "datapackage.json").write_text(json.dumps({**package, **more}, indent=1), "utf-8")
    return project


def resource(name: str = "observations", **more: object) -> dict[str, Any]:
    return {"name": name, "path": f"{name}.csv", **more}


def fields(*names: str, **types: str) -> dict[str, object]:
    return {"fields": [{"name": name, "type": types.get(name, "string")} for name in names]}


def test_a_project_needs_no_descriptor(small: Path) -> None:
    assert not (small / "datapackage.json").exists()
    assert len(briefing.read.project(small).dataset.observations) == 5


def test_a_descriptor_that_fits_its_tables_changes_nothing(small: Path) -> None:
    before = briefing.read.project(small).dataset
    described(small, resource(schema=fields(*COLUMNS, year="year", value="number", preferred="boolean")))
    after = briefing.read.project(small)
    assert after.dataset.observations == before.observations
    assert "datapackage.json" in after.dataset.inputs


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("garbage", "datapackage.json, line 1: this is no JSON"),
        ('{"resources": [\n{]}', "datapackage.json, line 2: this is no JSON"),
        ("[]", "this is no Data Package: it has no list of resources"),
        ('{"name": "x"}', "this is no Data Package: it has no list of resources"),
        ("[" * 100_000, "datapackage.json: this is nested too deep"),
        ('{"resources": [{"path": "a.csv"}]}', "resource 1 has no name"),
    ],
)
def test_what_is_no_data_package_is_a_finding_and_goes_with_the_file(text: str, what: str, small: Path) -> None:
    (small / "datapackage.json").write_text(text, "utf-8")
    assert what in messages(small)[0]
    (small / "datapackage.json").unlink()  # as the fix says
    briefing.read.project(small)


@pytest.mark.parametrize(
    ("changed", "what", "fix"),
    [
        ({"path": "rows.csv"}, "there is no file rows.csv", 'write "path": "observations.csv"'),
        ({"path": "../observations.csv"}, "'../observations.csv' is no file inside the project", "give its path below"),
        ({"path": 5}, "has a path that is no text", 'write "path": "observations.csv"'),
        ({"path": ["a.csv", "b.csv"]}, "has no path to one file", 'write "path": "observations.csv"'),
        ({"encoding": "latin-1"}, "the encoding 'latin-1' is not read", "save the file as UTF-8"),
        ({"dialect": {"header": False}}, "header is False, which is not read", "write the file so, and true"),
        ({"dialect": {"delimiter": "||"}}, "delimiter is no single sign", 'write one, as ";"'),
        ({"dialect": []}, "dialect is not an object", "write an object"),
        ({"schema": fields("indicator_id", "yeer")}, "the field 'yeer' is no column of observations.csv", "'year'"),
        ({"schema": fields(*COLUMNS[:-1])}, "has a column 'note' that is no field", 'add {"name": "note"}'),
        ({"schema": fields(*COLUMNS[::-1])}, "stand in another order", 'write "fieldsMatch": "equal"'),
        ({"schema": fields(*COLUMNS, value="boolean")}, "the type is boolean, which value is not", "write number"),
        ({"schema": fields(*COLUMNS, value="nummer")}, "the type 'nummer' is unknown", "'number'"),
        ({"schema": {**fields("x"), "fieldsMatch": "all"}}, "fieldsMatch is 'all'", "exact, equal"),
    ],
)
def test_a_mismatch_is_a_finding_at_its_resource(changed: dict[str, Any], what: str, fix: str, small: Path) -> None:
    described(small, {**resource(), **changed})
    found = [one for one in messages(small) if what in one]
    assert found
    assert found[0].startswith("datapackage.json, resource observations")
    assert fix in found[0]


def test_two_resources_of_one_name_are_a_finding(small: Path) -> None:
    described(small, resource(), resource())
    assert "two resources have this name" in messages(small)[0]


@pytest.mark.parametrize(
    ("match", "names", "fits"),
    [
        ("exact", COLUMNS, True), ("equal", COLUMNS[::-1], True), ("subset", COLUMNS[:3], True),
        ("superset", [*COLUMNS, "more"], True), ("partial", ["year", "more"], True),
        ("subset", ["more"], False), ("superset", COLUMNS[1:], False), ("partial", ["more"], False),
        (["equal"], COLUMNS[::-1], True),
    ],
)  # fmt: skip
def test_fields_match_columns_as_the_schema_asks(match: object, names: list[str], fits: bool, small: Path) -> None:
    described(small, resource(schema={**fields(*names), "fieldsMatch": match}))
    if fits:
        briefing.read.project(small)
    else:
        assert messages(small)


def foreign(project: Path) -> Path:
    """Observations as Central European offices write them: semicolons, decimal commas, points in thousands."""
    text = (project / "observations.csv").read_text("utf-8").replace(",", ";")
    text = text.replace(";410;", ";1.410,5;").replace("40.5", "40,5").replace("62.0", "62,0").replace("101.2", "101,2")
    (project / "observations.csv").unlink()
    (project / "werte.csv").write_text(text.replace(";250;", ";k. A.;"), "utf-8")
    written = {"name": "value", "type": "number", "decimalChar": ",", "groupChar": "."}
    schema = {"fields": [written], "fieldsMatch": "partial", "missingValues": ["", "k. A."]}
    return described(project, {**resource(schema=schema, dialect={"delimiter": ";"}), "path": "werte.csv"})


def test_paths_dialects_marks_and_missing_values_are_read(starter: Path) -> None:
    data = briefing.read.project(foreign(starter)).dataset
    values = {item.period.notation: item.value for item in data.observations if item.entity == "Example City"}
    assert (values[2019], values[2023]) == (40.5, 101.2)
    visits = {item.period.notation: item.value for item in data.observations if item.indicator == "library_visits"}
    assert 2020 not in visits
    assert data.observations[0].value == 1410.5
    assert str(data.observations[0].cell) == "werte.csv, line 2, column value"


def test_the_proof_reads_the_same_file_by_itself(starter: Path, tmp_path: Path) -> None:
    project = foreign(starter)
    change(project, "werte.csv", ";k. A.;", ";250;")
    change(project, "werte.csv", ";1.410,5;", ";410;")
    assert briefing.build(project, tmp_path / "out").files


def test_what_briefing_toml_says_of_a_table_goes_first(small: Path) -> None:
    described(small, {**resource(), "path": "gone.csv"})
    with (small / "briefing.toml").open("a", encoding="utf-8") as file:
        file.write('\n[tables.observations]\nfile = "observations.csv"\n')
    assert len(briefing.read.project(small).dataset.observations) == 5


@pytest.mark.parametrize("name", ["observations", "counts-of-the-town"])
def test_the_resource_of_a_file_that_briefing_toml_names_says_how_it_is_written(
    name: str, starter: Path, tmp_path: Path
) -> None:
    marked = {"name": "Besuche", "type": "number", "decimalChar": ",", "groupChar": "."}
    text = "Jahr;Besuche\n2019;410,0\n2020;k. A.\n2021;330,5\n2022;480,0\n2023;1.560,0\n"
    (starter / "observations.csv").unlink()
    (starter / "counts.csv").write_text(text, "utf-8")
    schema = {"fields": [{"name": "Jahr", "type": "year"}, marked], "missingValues": ["", "k. A."]}
    described(starter, {"name": name, "path": "counts.csv", "dialect": {"delimiter": ";"}, "schema": schema})
    with (starter / "briefing.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[tables.observations]\nfile = "counts.csv"\ncolumns = { Jahr = "year", Besuche = "value" }\n'
            'fill = { indicator_id = "library_visits", entity = "Example City", source_id = "EXAMPLE" }\n'
        )
    change(starter, "briefing.toml", 'paths = { indicator = "cycle_paths" }', "")
    found = briefing.read.project(starter).dataset.observations
    assert [item.value for item in found] == [410, 330.5, 480, 1560]
    change(starter, "datapackage.json", '"Jahr"', '"Jarh"')
    assert any("the field 'Jarh' is no column of counts.csv" in one for one in messages(starter))
    change(starter, "datapackage.json", '"Jarh"', '"Jahr"')
    change(
        starter,
        "briefing.toml",
        'Besuche = "value" }',
        'Besuche = "library_visits" }\nwide = { across = { indicator_id = ["library_visits"] } }',
    )
    change(starter, "briefing.toml", 'indicator_id = "library_visits", entity', "entity")
    assert [item.value for item in briefing.read.project(starter).dataset.observations] == [410, 330.5, 480, 1560]
    (starter / "story.en.yaml").write_text(VISITS, "utf-8")
    assert briefing.build(starter, tmp_path / "out", only=("deck",)).findings == ()


def test_other_resources_are_left_alone(small: Path) -> None:
    described(small, {"name": "photos", "path": "https://example.org/photos.zip"})
    briefing.read.project(small)
