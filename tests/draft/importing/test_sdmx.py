"""Messages of SDMX become tables by the ids of their dimensions, with what they say of their codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.draft.importing import open_tables
from briefing.draft.raw_table import RawTable
from briefing.errors import InputError
from tests.zoo.foreign import zoo

SPECIFIC = """<?xml version="1.0"?>
<m:StructureSpecificData xmlns:m="m" xmlns:s="s" xmlns:c="c"><m:Header>
<m:Sender id="ISL"><c:Name xml:lang="en">Register of Islands</c:Name></m:Sender>
<m:Structure dimensionAtObservation="TIME_PERIOD"/></m:Header>
<m:DataSet s:scope="x" action="Information" UNIT_MEASURE="PC">
<Group REF_AREA="AR" TITLE="Share"/>
<Series REF_AREA="AR" SEX="F" DECIMALS="2"><Obs TIME_PERIOD="2020" OBS_VALUE="1.50"/>
<Obs TIME_PERIOD="2021" OBS_VALUE="NaN" OBS_STATUS="M"/></Series>
<Series REF_AREA="SK" SEX="F"><Obs TIME_PERIOD="2020" OBS_VALUE="2.50"/></Series></m:DataSet>
<m:DataSet action="Delete"><Series REF_AREA="AR" SEX="M"><Obs TIME_PERIOD="2020" OBS_VALUE="3"/></Series></m:DataSet>
</m:StructureSpecificData>"""
GENERIC = """<m:GenericData xmlns:m="m" xmlns:g="g"><m:Header><m:Sender id="Unknown"/></m:Header><m:DataSet>
<g:Series><g:SeriesKey><g:Value concept="REF_AREA" value="AR"/></g:SeriesKey>
<g:Attributes><g:Value concept="UNIT_MULT" value="6"/><g:Value concept="UNIT" value="EUR"/></g:Attributes>
<g:Obs><g:Time>2020-Q1</g:Time><g:ObsValue value="1.50"/></g:Obs></g:Series></m:DataSet></m:GenericData>"""
STRUCTURE = """<m:Structure xmlns:m="m" xmlns:s="s" xmlns:c="c"><s:Codelist id="CL_AREA"><s:Code id="AR">
<c:Name xml:lang="fr">Île d'Arran</c:Name><c:Name xml:lang="en">Isle of Arran</c:Name></s:Code></s:Codelist>
<s:Concept id="AREA"><c:Name>Island</c:Name></s:Concept><s:DataStructure id="D"><c:Name>Islands</c:Name>
<s:Dimension id="REF_AREA"><s:ConceptIdentity><Ref id="AREA"/></s:ConceptIdentity><s:LocalRepresentation>
<s:Enumeration><Ref id="CL_AREA"/></s:Enumeration></s:LocalRepresentation></s:Dimension>
<s:Dimension id="SEX"/><s:TimeDimension id="TIME_PERIOD"/></s:DataStructure></m:Structure>"""
AREAS = {"id": "REF_AREA", "name": "Island", "values": [{"id": "AR", "name": "Arran"}, {"id": "SK", "name": "Skye"}]}
TIMES = {"id": "TIME_PERIOD", "name": "Time", "values": [{"id": "2020"}, {"id": "2021"}]}
STATUS = {"id": "OBS_STATUS", "name": "Status", "values": [{"id": "A"}, {"id": "P"}]}


def opened(folder: Path, **contents: str) -> tuple[RawTable, ...]:
    paths = [folder / name.replace("_", ".") for name in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_text(content, encoding="utf-8")
    return open_tables(paths)


def records(table: RawTable) -> list[dict[str, str]]:
    return [{str(name): cell for name, cell in row.items() if cell} for row in table.frame.to_dict("records")]


def roles(table: RawTable) -> dict[str, str | None]:
    return {name: facts.role for name, facts in table.columns.items()}


def test_a_structure_specific_message_is_read_without_its_structure(tmp_path: Path) -> None:
    (table,) = opened(tmp_path, message_xml=SPECIFIC)
    same = {"UNIT_MEASURE": "%", "SEX": "F"}
    first = {"REF_AREA": "AR", "TITLE": "Share", "DECIMALS": "2"}
    assert records(table) == [
        same | first | {"TIME_PERIOD": "2020", "OBS_VALUE": "1.50"},
        same | first | {"TIME_PERIOD": "2021", "OBS_STATUS": "M"},
        same | {"REF_AREA": "SK", "TIME_PERIOD": "2020", "OBS_VALUE": "2.50"},
    ]
    assert table.source.publisher == "Register of Islands"
    assert [omission.reason for omission in table.omissions] == ["dataset 2 deletes values, so it is left out"]
    assert roles(table) == {
        "UNIT_MEASURE": "unit", "REF_AREA": "entity_code", "SEX": None, "DECIMALS": None, "TITLE": "indicator",
        "TIME_PERIOD": "period", "OBS_VALUE": "value", "OBS_STATUS": "status",
    }  # fmt: skip


def test_a_structure_given_with_it_gives_labels_and_says_what_no_dimension_is(tmp_path: Path) -> None:
    (table,) = opened(tmp_path, structure_xml=STRUCTURE, message_xml=SPECIFIC)
    assert table.title == "Islands"
    assert table.columns["REF_AREA"].label == "Island"
    assert table.columns["REF_AREA"].labels == {"AR": "Isle of Arran"}
    assert (roles(table)["DECIMALS"], roles(table)["SEX"]) == ("ignored", None)


def test_a_generic_message_of_the_older_version_is_read(tmp_path: Path) -> None:
    (table,) = opened(tmp_path, message_xml=GENERIC)
    assert records(table) == [{"REF_AREA": "AR", "UNIT": "million EUR", "TIME_PERIOD": "2020-Q1", "OBS_VALUE": "1.50"}]
    assert table.source.publisher == ""


@pytest.mark.parametrize("version", [1, 2])
def test_messages_in_json_are_read_by_series_and_flat(version: int, tmp_path: Path) -> None:
    structure = {
        "name": "Islands",
        "dimensions": {"series": [AREAS], "observation": [TIMES]},
        "attributes": {"observation": [STATUS]},
    }
    data = [{"series": {"0": {"observations": {"0": ["@", 0], "1": [2.5, 1]}}, "1": {"observations": {"0": [None]}}}}]
    sender = {"sender": {"id": "ISL", "name": "Register"}}
    message: dict[str, object] = {"header": sender, "structure": structure, "dataSets": data}
    if version == 2:
        message = {"meta": sender, "data": {"structures": [structure], "dataSets": data}}
    (table,) = opened(tmp_path, message_json=json.dumps(message).replace('"@"', "1.50"))
    assert records(table) == [
        {"REF_AREA": "AR", "TIME_PERIOD": "2020", "OBS_VALUE": "1.50", "OBS_STATUS": "A"},
        {"REF_AREA": "AR", "TIME_PERIOD": "2021", "OBS_VALUE": "2.5", "OBS_STATUS": "P"},
        {"REF_AREA": "SK", "TIME_PERIOD": "2020"},
    ]
    assert (table.title, table.source.publisher) == ("Islands", "Register")
    assert table.columns["REF_AREA"].labels == {"AR": "Arran", "SK": "Skye"}


def test_tables_of_sdmx_say_what_their_columns_are(tmp_path: Path) -> None:
    (both,) = opened(
        tmp_path,
        a_csv="STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA: Island,TIME_PERIOD: Time,OBS_VALUE: Value,CONF: Free or not\n"
        'dataflow,ISL:POP(1.0): Population,I,AR: Arran,2020: 2020,"1,5",F: Free\n'
        "dataflow,ISL:POP(1.0): Population,D,AR: Arran,2021: 2021,,\n",
    )
    assert records(both) == [{"REF_AREA": "AR", "TIME_PERIOD": "2020", "OBS_VALUE": "1,5", "CONF": "F"}]
    assert (both.title, both.columns["REF_AREA"].labels) == ("Population", {"AR": "Arran"})
    assert [omission.where for omission in both.omissions] == ["a.csv, line 3"]
    assert roles(both)["CONF"] == "ignored"
    (labelled,) = opened(
        tmp_path, b_csv="DATAFLOW,REF_AREA,Island,TIME_PERIOD,Time,OBS_VALUE,Value\nISL:POP(1.0),AR,Arran,2020,,1.5,\n"
    )
    assert records(labelled) == [{"REF_AREA": "AR", "TIME_PERIOD": "2020", "OBS_VALUE": "1.5"}]
    assert labelled.columns["REF_AREA"].label == "Island"
    assert labelled.columns["REF_AREA"].labels == {"AR": "Arran"}
    (across,) = opened(
        tmp_path, c_tsv="freq,unit,geo\\TIME_PERIOD\t2020 \t2021 \nA,PC,AR\t1.5 p\t: \nA,PC,SK\t2.5 \t3.0 \n"
    )
    assert records(across)[0] == {"freq": "A", "unit": "PC", "geo": "AR", "2020": "1.5 p", "2021": ":"}
    assert roles(across) == {"unit": "unit", "geo": "entity_code"}


def test_what_is_no_message_with_data_is_refused_with_a_fix(tmp_path: Path) -> None:
    for content, what in [
        (STRUCTURE, "there is no data of SDMX in this XML"),
        ("<html><p>no</html>", "this is no XML"),
        ("<!DOCTYPE x>" + SPECIFIC.partition("?>")[2], "declares a document type"),
        (GENERIC.replace("g:Obs", "g:Other"), "holds no observation"),
        ('{"structure": {"dimensions": {"observation": []}}, "dataSets": []}', "holds no observation"),
        (
            '{"structure": {"dimensions": {"observation": [{}]}}, "dataSets": [{"observations": {"0": [1]}}]}',
            "contradicts",
        ),
        ("STRUCTURE,STRUCTURE_ID,ACTION\ndataflow,A:B(1.0),D\n", "all its rows delete values"),
    ]:
        with pytest.raises(InputError, match=what) as raised:
            opened(tmp_path, message_csv=content)
        assert all(finding.fix and "message.csv" in finding.where for finding in raised.value.findings)


def test_foreign_messages_give_what_they_say() -> None:
    (insee,) = open_tables([zoo() / "insee-consumption.sdmx.xml"])
    assert [row["OBS_VALUE"] for row in records(insee)] == ["89.9", "92.7"]
    assert insee.source.published == "2015-08-06"
    (oecd,) = open_tables([zoo() / "oecd-part2.sdmx.json"])
    assert len(oecd.frame) == 7
    assert oecd.columns["LOCATION"].labels["HUN"] == "Hungary"
    (rates,) = open_tables([zoo() / "ecb-exr-flat.sdmx.json"])
    assert records(rates)[-1]["OBS_VALUE"] == "40.3000"
