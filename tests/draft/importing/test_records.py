"""Records, cubes, frames, databases and files of statistics programs become tables."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zipfile
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from briefing.draft.importing import OpenOptions, open_tables
from briefing.draft.raw_table import RawTable
from briefing.errors import InputError

PX = """CHARSET="ANSI";
AXIS-VERSION="2010";
CODEPAGE="iso-8859-15";
CONTENTS="Population";
UNITS="persons";
TITLE="Population by island, "
"at the end of the year";
TITLE[sv]="Befolkning";
STUB="island";
HEADING="year";
VALUES("island")="Île; North","Skye";
CODES("island")="IN","SK";
VALUES("year")="2020","2021";
TIMEVAL("year")=TLIST(A1),"2020","2021";
LAST-UPDATED="20220301 09:00";
SOURCE="Register of Islands";
DATASYMBOL2="not available";
DATA=
1 ".."
3.50 4;
"""
STAT = {
    "version": "2.0", "class": "dataset", "label": "Islands", "source": "Register", "updated": "2022-03-01T09:00:00Z",
    "id": ["what", "year"], "size": [2, 2], "role": {"time": ["year"], "metric": ["what"]},
    "dimension": {
        "what": {"label": "Measure", "category": {
            "index": {"pop": 0, "area": 1}, "label": {"pop": "Population", "area": "Area"},
            "unit": {"pop": {"base": "persons"}, "area": {"label": "ha"}}}},
        "year": {"label": "Year", "category": {"index": ["2020", "2021"]}},
    },
    "value": {"0": "@", "3": 5}, "status": {"1": "m"},
}  # fmt: skip


def records(table: RawTable) -> list[dict[str, str]]:
    return [{str(name): cell for name, cell in row.items() if cell} for row in table.frame.to_dict("records")]


def opened(path: Path, content: str | bytes) -> tuple[RawTable, ...]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_tables([path])


@pytest.mark.parametrize(
    "content",
    [
        '[{"year": 2020, "rate": 1.50, "of": {"id": "AR"}}, {"year": 2021, "rate": null, "of": {"id": "AR"}}]',
        '{"meta": 3, "data": [{"year": 2020, "rate": 1.50, "of": {"id": "AR"}}, {"year": 2021, "of": {"id": "AR"}}]}',
        '{"year": 2020, "rate": 1.50, "of": {"id": "AR"}}\n{"year": 2021, "of": {"id": "AR"}}\n',
        '{"year": [2020, 2021], "rate": [1.50, null], "of / id": ["AR", "AR"]}',
        '[{"page": 1}, [{"year": 2020, "rate": 1.50, "of": {"id": "AR"}}, {"year": 2021, "of": {"id": "AR"}}]]',
        '[["year", "rate", "of / id"], [2020, 1.50, "AR"], [2021, null, "AR"]]',
        '{"year": {"0": 2020, "1": 2021}, "rate": {"0": 1.50, "1": null}, "of / id": {"0": "AR", "1": "AR"}}',
    ],
)
def test_records_are_found_wherever_they_are_in_json(content: str, tmp_path: Path) -> None:
    (table,) = opened(tmp_path / "a.json", content)
    assert records(table) == [{"year": "2020", "rate": "1.50", "of / id": "AR"}, {"year": "2021", "of / id": "AR"}]
    assert table.counted == "row"


def test_cubes_say_what_their_dimensions_are(tmp_path: Path) -> None:
    (px,) = opened(tmp_path / "a.px", PX.encode("iso-8859-15"))
    assert records(px) == [
        {"island": "IN", "year": "2020", "value": "1"}, {"island": "IN", "year": "2021", "value": ".."},
        {"island": "SK", "year": "2020", "value": "3.50"}, {"island": "SK", "year": "2021", "value": "4"},
    ]  # fmt: skip
    assert px.columns["island"].labels == {"IN": "Île; North", "SK": "Skye"}
    assert (px.columns["year"].role, px.columns["value"].unit) == ("period", "persons")
    assert px.title == "Population by island, at the end of the year"
    assert (px.source.publisher, px.source.published) == ("Register of Islands", "2022-03-01")
    assert px.footnotes == (".. not available",)
    (stat,) = opened(tmp_path / "b.json", json.dumps(STAT).replace('"@"', "1.50"))
    assert records(stat) == [
        {"what": "pop", "year": "2020", "value": "1.50", "unit": "persons"},
        {"what": "pop", "year": "2021", "status": "m", "unit": "persons"},
        {"what": "area", "year": "2020", "unit": "ha"},
        {"what": "area", "year": "2021", "value": "5", "unit": "ha"},
    ]
    assert (stat.title, stat.source.publisher, stat.source.published) == ("Islands", "Register", "2022-03-01")
    assert (stat.columns["what"].role, stat.columns["year"].role) == ("indicator", "period")
    for content, what in [
        (PX.replace("3.50 4", "3.50"), "there are 3 values, and its dimensions ask for 4"),
        (PX.replace("DATA=", 'KEYS("island")=CODES;\nDATA='), "leaves out rows"),
        (json.dumps(STAT | {"size": [2]}), "there are 2 values"),
        (json.dumps(STAT | {"id": ["other"]}), "contradicts itself"),
    ]:
        with pytest.raises(InputError, match=what):
            opened(tmp_path / "c.px", content)


def test_a_px_file_may_end_each_line_with_a_semicolon_be_utf_8_all_the_same_and_have_lost_letters(
    tmp_path: Path,
) -> None:
    lines = PX.replace("3.50 4", "3.50 4;").replace('1 ".."', '1 "..";')
    assert lines.count(";") == PX.count(";") + 2
    (cut,) = opened(tmp_path / "a.px", lines.encode("iso-8859-15"))
    assert [record.get("value") for record in records(cut)] == ["1", "..", "3.50", "4"]
    (again,) = opened(tmp_path / "b.px", PX.replace("island", "isl\ufffdnd").encode("utf-8"))
    assert again.columns["isl?nd"].labels == {"IN": "Île; North", "SK": "Skye"}


def test_frames_keep_digits_and_their_index(tmp_path: Path) -> None:
    months = pd.period_range("2020-01", periods=2, freq="M")
    frame = pd.DataFrame({"rate": [0.1, None], "count": pd.array([2**53 + 1, None], dtype="Int64")}, index=months)
    (table,) = open_tables([frame])
    assert records(table) == [{"period": "2020-01", "rate": "0.1", "count": "9007199254740993"}, {"period": "2020-02"}]
    pivot = pd.DataFrame(
        {("Arran", "2020"): [Decimal("1.50")], ("Arran", "2021"): [2]}, index=pd.Index(["pop"], name="what")
    )
    (wide,) = open_tables([pivot])
    assert records(wide) == [{"what": "pop", "Arran / 2020": "1.50", "Arran / 2021": "2"}]
    frame.reset_index(drop=True).to_parquet(tmp_path / "a.parquet")
    (stored,) = open_tables([tmp_path / "a.parquet"])
    assert records(stored)[0] == {"rate": "0.1", "count": "9007199254740993"}
    with pytest.raises(InputError, match="the frame has no row"):
        open_tables([frame.iloc[:0]])
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        opened(tmp_path / "b.parquet", b"PAR1 damaged")


def test_files_of_statistics_programs_bring_their_labels(tmp_path: Path) -> None:
    frame = pd.DataFrame({"year": [2020, 2021], "sex": [1, 2], "rate": [1.5, None]})
    labels = {"year": "Year", "sex": "Sex", "rate": "Rate, per cent"}
    frame.to_stata(
        tmp_path / "a.dta", write_index=False, variable_labels=labels, data_label="Islands",
        value_labels={"sex": {1: "Women", 2: "Men"}},
    )  # fmt: skip
    pyreadstat.write_sav(
        frame, str(tmp_path / "b.sav"), column_labels=dict[str, str | None](labels),
        variable_value_labels={"sex": {1: "Women", 2: "Men"}},
        file_label="Islands",
    )  # fmt: skip
    pyreadstat.write_xport(frame, str(tmp_path / "c.xpt"), file_format_version=5)
    stata, spss, sas = open_tables([tmp_path / "a.dta", tmp_path / "b.sav", tmp_path / "c.xpt"])
    for table in (stata, spss):
        assert records(table) == [{"year": "2020", "sex": "Women", "rate": "1.5"}, {"year": "2021", "sex": "Men"}]
        assert {name: facts.label for name, facts in table.columns.items()} == labels
        assert table.title == "Islands"
    assert records(sas) == [{"year": "2020", "sex": "1", "rate": "1.5"}, {"year": "2021", "sex": "2"}]
    with pytest.raises(InputError, match=r"cannot be read as \.sav"):
        opened(tmp_path / "d.sav", b"damaged")


def test_a_database_gives_a_query_or_a_table_and_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "islands.db"
    with sqlite3.connect(file) as base:
        base.executescript(
            'create table "the rates" (year int, rate real); insert into "the rates" values (2020, 1.5), (2021, null);'
        )
    base.close()
    expected = [{"year": "2020", "rate": "1.5"}, {"year": "2021"}]
    sources: list[tuple[str | Path, OpenOptions]] = [
        (file, OpenOptions()),
        (f"sqlite:///{file}", OpenOptions(table="the rates")),
        (f"sqlite:///{file}", OpenOptions(query='select year, rate from "the rates" order by year')),
    ]
    for source, options in sources:
        (table,) = open_tables([source], options)
        assert records(table) == expected
    monkeypatch.chdir(tmp_path)
    for url, options, what in [
        (f"sqlite:///{file}", OpenOptions(table="the rate"), "there is no table 'the rate'"),
        (f"sqlite:///{file}", OpenOptions(query="drop table x"), "the database refuses the query"),
        ("sqlite:///none.db", OpenOptions(), "the URL names no SQLite file"),
        ("postgresql://anna:geheim@127.0.0.1:1/x", OpenOptions(), "the database cannot be reached"),
    ]:
        with pytest.raises(InputError, match=what) as raised:
            open_tables([url], options)
        assert "geheim" not in str(raised.value)
        assert "anna" not in str(raised.value)
        assert raised.value.findings[0].fix


def test_folders_and_archives_give_each_table_and_report_the_rest(tmp_path: Path) -> None:
    text = b"year,rate\n2020,1.5\n2021,1.6\n"
    folder = tmp_path / "data"
    (folder / "inner").mkdir(parents=True)
    for name, content in {
        "a.csv": text, "inner/b.csv.gz": gzip.compress(text), "c.csv": b"", "readme.md": b"words", "_d.csv": text,
    }.items():  # fmt: skip
        (folder / name).write_bytes(content)
    first, second = open_tables([folder])
    assert records(first) == records(second) == [{"year": "2020", "rate": "1.5"}, {"year": "2021", "rate": "1.6"}]
    assert [(omission.where, omission.reason) for omission in first.omissions] == [
        ("_d.csv", "its name begins with a dot or _"),
        ("c.csv", "the file is empty"),
        ("readme.md", "its name ends as that of no table"),
    ]
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as package:
        package.writestr("a.csv", text)
        package.writestr("b.bin", b"\0\1\2")
    (packed,) = open_tables([tmp_path / "e.zip"])
    assert packed.file == "a.csv"
    assert [omission.reason for omission in packed.omissions] == ["this is no text and no table that is known"]
    with pytest.raises(InputError, match="cannot be unpacked"):
        opened(tmp_path / "f.csv.gz", gzip.compress(text)[:-9])
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="the folder holds no table"):
        open_tables([tmp_path / "empty"])
