"""The same edition from a CSV, a Parquet file, folders and databases; places, digests and proof of each."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import briefing
import briefing.read
from briefing.model.dataset import CellLocation, Observation
from tests.dispatch.servers import postgresql as servers
from tests.dispatch.servers.postgresql import Postgresql
from tests.read.kinds import LARGE, PEERS, arrow, messages, parquet, put, rows, settle, text
from tests.read.small import change


@pytest.fixture(scope="module")
def server() -> Iterator[Postgresql]:
    with servers.running() as server:
        yield server


@pytest.fixture
def starter(starter: Path) -> Path:
    """The starter, with 62 km for 62.0, as a number that is no text does not tell the two apart."""
    change(starter, "observations.csv", "2021,62.0,", "2021,62,")
    return starter


@pytest.fixture
def url(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the observations lie, if it is a database."""
    kind = request.node.callspec.params.get("kind", "")
    found = request.getfixturevalue("server").database() if kind == "postgresql" else "sqlite:///figures.db"
    monkeypatch.setenv("FIGURES_URL", str(found))
    return str(found)


def observations(project: Path) -> list[Observation]:
    """The observations, sorted, without their places."""
    found = (replace(item, cell=None) for item in briefing.read.project(project).dataset.observations)
    return sorted(found, key=lambda item: (item.indicator, item.entity, item.period))


def ledger(project: Path, out: Path) -> Any:
    return json.loads(briefing.build(project, out).ledger.read_bytes())


def unplaced(facts: Any) -> Any:
    """Facts of a ledger without the places of their cells."""
    if isinstance(facts, dict):
        return {key: unplaced(value) for key, value in facts.items() if key != "cell"}
    return [unplaced(item) for item in facts] if isinstance(facts, list) else facts


@pytest.mark.parametrize("kind", LARGE)
def test_every_kind_gives_the_edition_of_the_csv(kind: str, url: str, starter: Path, tmp_path: Path) -> None:
    plain, before = observations(starter), ledger(starter, tmp_path / "before")
    made = briefing.build(put(starter, kind, url), tmp_path / "after")
    after = json.loads(made.ledger.read_bytes())
    assert made.findings == ()
    assert observations(starter) == plain
    assert unplaced(after["facts"]) == unplaced(before["facts"])
    assert after["edition"]["content_hash"] == before["edition"]["content_hash"]


PLACES = {
    "parquet": "observations.parquet, row 1, column value",
    "parquet-folder": "observations/part-0.parquet, row 1, column value",
    "hive": "observations/entity=Example%20City/part.parquet, row 1, column value",
    "csv-folder": "observations/part-0.csv, row 1, column value",
    "sqlite": "briefing.toml tables.observations, answer row 4, column value",
    "postgresql": "briefing.toml tables.observations, answer row 4, column value",
}


@pytest.mark.parametrize("kind", LARGE)
def test_a_value_has_its_place(kind: str, url: str, starter: Path) -> None:
    found = briefing.read.project(put(starter, kind, url)).dataset.observations
    (first,) = (item for item in found if (item.indicator, item.value) == ("library_visits", 410))
    assert str(first.cell) == PLACES[kind]


@pytest.mark.parametrize("kind", LARGE)
def test_inputs_are_the_rows_that_were_read(kind: str, url: str, starter: Path) -> None:
    names = {"parquet": "observations.parquet", "sqlite": "briefing.toml tables.observations"}
    names["postgresql"] = names["sqlite"]
    given = briefing.read.project(put(starter, kind, url)).dataset.inputs
    assert given[names.get(kind, "observations/")] == DIGEST


# Of the twelve rows of the starter, whatever they lie in.
DIGEST = "61b4aa9e0858311544a448492afbabf54d6a57b790f00d0a6809f10a14b09995"


def test_rows_that_are_not_read_do_not_change_inputs(starter: Path) -> None:
    given = rows(starter)
    put(starter, "parquet-folder")
    before = briefing.read.project(starter).dataset
    other = [{**given[0], "entity": "Far Town"}, {**given[0], "indicator_id": "trees"}]
    parquet(starter / "observations" / "part-0a.parquet", other)
    assert briefing.read.project(starter).dataset == before
    parquet(starter / "observations" / "part-1a.parquet", [{**given[0], "year": "2018"}])
    assert briefing.read.project(starter).dataset.inputs != before.inputs


@pytest.mark.parametrize("kind", LARGE)
def test_check_and_explain_and_diff_go_on_working(kind: str, url: str, starter: Path, tmp_path: Path) -> None:
    from briefing.diff import diff
    from briefing.explain import explain

    before = briefing.build(starter, tmp_path / "before").ledger
    assert briefing.check(put(starter, kind, url)) == ()
    (explained,) = explain(starter, "visits.first")
    assert str(CellLocation(**explained.as_json()["observations"][0]["cell"])) == PLACES[kind]
    after = briefing.build(starter, tmp_path / "after").ledger
    found = diff(before, after)
    assert not found.numbers


@pytest.mark.parametrize("entities", ['"all"', '"edition"', '["Sample Town"]'])
@pytest.mark.parametrize("kind", ["csv", *LARGE])
def test_only_the_entities_asked_for_are_read(kind: str, entities: str, url: str, starter: Path) -> None:
    if kind == "csv":
        settle(starter, 'file = "observations.csv"', f"entities = {entities}")
    else:
        put(starter, kind, url, f"entities = {entities}")
    read = {
        '"all"': {"Example City", "Model Village", "Sample Town"},
        '"edition"': {"Example City"},
        '["Sample Town"]': {"Example City", "Sample Town"},
    }
    found = briefing.read.project(starter).dataset.observations
    assert {item.entity for item in found} == read[entities]


@pytest.mark.parametrize("kind", LARGE)
def test_another_entity_takes_the_place_of_the_editions(kind: str, url: str, starter: Path) -> None:
    put(starter, kind, url, 'entities = "edition"')
    toml = (starter / "briefing.toml").read_text(encoding="utf-8")
    (starter / "briefing.toml").write_text(
        toml.replace('paths = { indicator = "cycle_paths" }\n', ""), encoding="utf-8"
    )
    found = briefing.read.project(starter, entity="Sample Town").dataset
    assert {(item.indicator, item.entity) for item in found.observations} == {("library_visits", "Sample Town")}
    assert not found.targets


def test_entities_that_facts_name_are_read_too(starter: Path) -> None:
    arrow()
    put(starter, "parquet", more='entities = "edition"')
    toml = (starter / "briefing.toml").read_text(encoding="utf-8")
    named = '[facts]\ntown = { indicator = "library_visits", entity = "Sample Town" }\n'
    (starter / "briefing.toml").write_text(toml.replace("[facts]\n", named), encoding="utf-8")
    found = briefing.read.project(starter).dataset.observations
    assert {item.entity for item in found} == {"Example City", "Sample Town"}


def test_names_breaks_and_targets_of_what_is_not_read_are_no_findings(starter: Path) -> None:
    put(starter, "parquet", more='entities = "edition"')
    (starter / "entities.csv").write_text("id,name_en\nExample City,Example City\nSample Town,Sample Town\n")
    (starter / "breaks.csv").write_text(
        "indicator_id,entity,from_year,to_year,effect,reason\nlibrary_visits,Sample Town,2019,2020,disclose,new count\n"
    )
    with (starter / "targets.csv").open("a") as file:
        file.write("\nlibrary_visits,Sample Town,2025,500,=,EXAMPLE,\n")
    found = briefing.read.project(starter).dataset
    assert (found.breaks, {aim.entity for aim in found.targets}) == ((), {"Example City"})
    assert set(found.places["en"]) == {"Example City", "Sample Town"}


def test_the_digest_is_that_of_no_place_order_or_empty_column() -> None:
    from briefing.read.source_table import SourceRow, rows_digest

    one, other = SourceRow(1, {"a": "x", "b": "y"}), SourceRow(2, {"a": "z", "b": ""})
    assert rows_digest([one, other]) == rows_digest(
        [SourceRow(7, {"a": "z"}, file="f"), SourceRow(8, {"b": "y", "a": "x"})]
    )
    assert rows_digest([one]) != rows_digest([SourceRow(1, {"a": "y", "b": "x"})])
    assert rows_digest([one, one]) != rows_digest([one])


@pytest.mark.parametrize(
    ("more", "finding"),
    [
        ('entities = "some"', '\'some\' is no choice of entities\n  fix: write "all", "edition" or a list of names'),
        ("entities = []", "[] is no choice of entities"),
        ('query = "select 1"', "a table is a file or a query\n  fix: give one of the two"),
        ('url_env = "X"', "a query and url_env belong together"),
    ],
)
def test_settings_that_do_not_agree_are_reported(more: str, finding: str, starter: Path) -> None:
    settle(starter, 'file = "observations.csv"', more)
    (found,) = messages(starter)
    assert finding in found
    assert "tables.observations" in found


def test_entities_stand_with_observations_alone(starter: Path) -> None:
    settle(starter, 'file = "targets.csv"', PEERS, table="targets")
    assert "entities stands in [tables.targets]" in messages(starter)[0]


@pytest.mark.parametrize("lines", [('file = "sources/"',), ('query = "select 1"', 'url_env = "X"')])
def test_tables_of_words_are_files(lines: tuple[str, ...], starter: Path) -> None:
    (starter / "sources").mkdir()
    settle(starter, *lines, table="sources")
    assert "the proof reads its words again from one file\n  fix: save it as sources.csv" in messages(starter)[0]


@pytest.mark.parametrize("name", ["sources.parquet", "indicators.csv"])
def test_a_folder_called_after_a_table_of_words_is_reported(name: str, starter: Path) -> None:
    arrow()
    table, _, ending = name.partition(".")
    with (starter / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        given = list(csv.DictReader(file))
    (starter / f"{table}.csv").unlink()
    (starter / "datapackage.json").unlink()  # which names a file
    (parquet if ending == "parquet" else text)(starter / name / f"part.{ending}", given)
    assert messages(starter)[0] == (
        f"{name}/: the table {table} is a folder, and the proof reads its words again from one file\n"
        f"  fix: save it as {table}.csv; observations, targets, breaks may be a folder"
    )


@pytest.mark.parametrize("name", ["observations.parquet", "observations.csv"])
def test_a_folder_called_after_observations_is_read_and_narrowed(name: str, starter: Path) -> None:
    arrow()
    before, given = observations(starter), rows(starter)
    (starter / "observations.csv").unlink()
    ending = name.partition(".")[2]
    more = {**given[0], "indicator_id": "trees"}
    (parquet if ending == "parquet" else text)(starter / name / f"part.{ending}", [more, *given])
    assert observations(starter) == before
    assert briefing.read.project(starter).dataset.inputs[f"{name}/"] == DIGEST


def test_an_edition_none_of_whose_rows_is_there_is_reported(starter: Path) -> None:
    put(starter, "parquet", more='entities = "edition"')
    toml = (starter / "briefing.toml").read_text(encoding="utf-8")
    (starter / "briefing.toml").write_text(toml.replace('"Example City"', '"Nowhere"', 1), encoding="utf-8")
    found = messages(starter)[0]
    assert (
        "no row has a value whose entity is 'Nowhere', and indicator_id is 'cycle_paths' or 'library_visits'" in found
    )
