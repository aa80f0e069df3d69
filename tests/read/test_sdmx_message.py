"""SDMX-ML and SDMX-JSON are read as they are downloaded, and give the observations of a long CSV."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

import briefing
import briefing.read
from briefing.proof.proving import prove
from briefing.proof.reading.dataset_tables import Tables
from tests.read.small import messages

SETTINGS = """
[tables.observations]
file = "{file}"
columns = {{ ITEM = "indicator_id" }}
fill = {{ entity = "Town", source_id = "OFFICE" }}
"""
Values = Mapping[str, Sequence[tuple[str, str]]]
VALUES: Values = {"trees": (("2020", "100"), ("2022", "150")), "rain": (("2021", "640.50"), ("2022", "612.25"))}
NAMESPACES = " ".join(
    f'xmlns:{name}="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/{path}"'
    for name, path in {"message": "message", "common": "common", "generic": "data/generic"}.items()
)
HEAD = """<message:Header><message:ID>X</message:ID><message:Test>false</message:Test>
<message:Prepared>2024-01-01T00:00:00</message:Prepared><message:Sender id="T"/>
<message:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"><common:Structure>
<Ref agencyID="T" id="S" version="1.0"/></common:Structure></message:Structure></message:Header>"""


def generic(values: Values, place: Callable[[str], str] = lambda item: "T1") -> str:
    """A message of generic SDMX-ML with a dimension that the project names and one that it does not."""
    series = "".join(
        f'<generic:Series><generic:SeriesKey><generic:Value id="ITEM" value="{item}"/>'
        f'<generic:Value id="PLACE" value="{place(item)}"/></generic:SeriesKey>'
        + "".join(
            f'<generic:Obs><generic:ObsDimension value="{period}"/><generic:ObsValue value="{value}"/>'
            '<generic:Attributes><generic:Value id="OBS_STATUS" value="P"/></generic:Attributes></generic:Obs>'
            for period, value in points
        )
        + "</generic:Series>"
        for item, points in values.items()
    )
    body = f'<message:DataSet structureRef="S">{series}</message:DataSet>'
    return f"<message:GenericData {NAMESPACES}>{HEAD}{body}</message:GenericData>"


def as_json(values: Values) -> str:
    """The same as SDMX-JSON, flat."""
    items, years = list(values), sorted({period for points in values.values() for period, _ in points})
    dimensions = [
        {"id": "ITEM", "name": "Item", "keyPosition": 0, "values": [{"id": item, "name": item} for item in items]},
        {
            "id": "TIME_PERIOD",
            "name": "Time",
            "keyPosition": 1,
            "values": [{"id": year, "name": year} for year in years],
        },
    ]
    statuses = [{"id": "OBS_STATUS", "name": "Status", "values": [{"id": "P", "name": "Provisional"}]}]
    found = {
        f"{items.index(item)}:{years.index(period)}": [float(value), 0]
        for item, points in values.items()
        for period, value in points
    }
    structure = {
        "links": [{"href": "https://office.example/dataflow/T/S/1.0", "rel": "dataflow"}],
        "dimensions": {"dataSet": [], "series": [], "observation": dimensions},
        "attributes": {"dataSet": [], "series": [], "observation": statuses},
    }
    header = {"id": "X", "prepared": "2024-01-01T00:00:00Z", "sender": {"id": "T", "name": "Town"}}
    datasets = [{"action": "Information", "observations": found}]
    return json.dumps({"header": header, "structure": structure, "dataSets": datasets})


STORY = """\
sections:
  - id: trees
    title: "There were {{ trees.last | full }} in {{ trees.last | year }}"
    points: ["**Before** {{ trees.first | full }} in {{ trees.first | year }}."]
"""


def lay(project: Path, name: str, text: str) -> Path:
    """A project whose observations are a message."""
    for table in ("observations.csv", "breaks.csv"):
        (project / table).unlink()
    (project / name).write_text(text, encoding="utf-8")
    (project / "story.en.yaml").write_text(STORY, encoding="utf-8")
    settings = project / "briefing.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + SETTINGS.format(file=name), encoding="utf-8")
    return project


@pytest.mark.parametrize(("name", "make"), [("town.xml", generic), ("town.json", as_json)])
def test_a_message_is_read_as_it_is_downloaded_and_proved_against_its_file(
    name: str, make: Callable[[Values], str], small: Path, tmp_path: Path
) -> None:
    project = lay(small, name, make(VALUES))
    rows = briefing.read.project(project).dataset.observations
    read = [(row.indicator, str(row.period), row.value, row.status, str(row.cell)) for row in rows]
    numbered = [(item, *point) for item, points in VALUES.items() for point in points]
    assert read == [
        (item, period, float(value), "P", f"{name}, row {number}, column value")
        for number, (item, period, value) in enumerate(numbered, start=1)
    ]
    built = briefing.build(project, tmp_path / "out")  # which the proof has read back
    (project / name).write_text(make({**VALUES, "trees": (("2020", "100"), ("2022", "151"))}), encoding="utf-8")
    ledger = ("town.ledger.json", built.ledger.read_bytes())
    assert built.deck is not None
    found = prove({built.deck.name: built.deck.read_bytes()}, ledger, Tables(project)).findings
    assert any("rests on 150" in str(finding) and "row 2" in str(finding) for finding in found)


def test_a_value_keeps_the_digits_that_its_publisher_printed(small: Path) -> None:
    observations = briefing.read.project(lay(small, "town.xml", generic(VALUES))).dataset.observations
    assert [row.decimals for row in observations if row.indicator == "rain"] == [2, 2]


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("town.xml", generic(VALUES, lambda item: item[:2]), "dimension PLACE has 2 values (tr, ra), and `columns`"),
        ("town.xml", generic({}), "the SDMX message holds no observation"),
        ("town.xml", "<html><p>Busy</p></html>", "this cannot be read as SDMX-ML or SDMX-JSON"),
        ("town.xml", generic(VALUES)[:300], "this cannot be read as SDMX-ML or SDMX-JSON"),
        ("town.json", '{"rows": [1, 2]}', "this cannot be read as SDMX-ML or SDMX-JSON"),
        ("town.xml", '<!DOCTYPE x [<!ENTITY y SYSTEM "town.toml">]>' + generic(VALUES), "declares a document type"),
    ],
)
def test_what_is_no_message_with_one_series_an_item_is_refused(name: str, text: str, what: str, small: Path) -> None:
    assert any(what in message for message in messages(lay(small, name, text)))
