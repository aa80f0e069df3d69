"""The same months come from texts, date cells, columns of dates, data frames, and tables that are wide either way."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import briefing.read
from tests.read.monthly import make
from tests.read.small import change, messages

FIRSTS = [dt.date(2024, month, 1) for month in (1, 2, 3)]
VALUES = [10, 11, 12]
EXPECTED = [("2024-01", 10.0), ("2024-02", 11.0), ("2024-03", 12.0)]
TOML = """\
[edition]
slug = "harbour"
title = "The harbour"
entity = "Port"
period = ["2024-01", "2024-03"]
as_of = 2024-08-31
[facts]
ships = { indicator = "ships" }
[tables.observations]
"""
FILL = 'fill = { entity = "Port", source_id = "BOOK" }\n'


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    root = make(tmp_path / "harbour")
    for name in ("observations.csv", "breaks.csv", "targets.csv"):
        (root / name).unlink()
    return root


def long(periods: list[Any]) -> pd.DataFrame:
    same = {"indicator_id": "ships", "entity": "Port", "source_id": "BOOK"}
    return pd.DataFrame({"period": periods, "value": VALUES, **same})


def workbook(root: Path) -> str:
    long([dt.datetime.combine(day, dt.time()) for day in FIRSTS]).to_excel(root / "dates.xlsx", index=False)
    return 'file = "dates.xlsx"\n'


def parquet_dates(root: Path) -> str:
    long(FIRSTS).to_parquet(root / "dates.parquet", index=False)
    return 'file = "dates.parquet"\n'


def parquet_moments(root: Path) -> str:
    long(list(pd.to_datetime(FIRSTS).tz_localize("UTC"))).to_parquet(root / "moments.parquet", index=False)
    return 'file = "moments.parquet"\n'


def database(root: Path) -> str:
    with sqlite3.connect(root / "figures.db") as connection:
        long([day.isoformat() for day in FIRSTS]).to_sql("figures", connection, index=False)
    connection.close()
    return 'query = "select * from figures"\nurl_env = "FIGURES"\n'


def csv(text: str, settings: str) -> Callable[[Path], str]:
    def write(root: Path) -> str:
        (root / "table.csv").write_text(text, encoding="utf-8")
        return f'file = "table.csv"\n{settings}'

    return write


SOURCES: dict[str, Callable[[Path], str]] = {
    "workbook": workbook,
    "dates of Parquet": parquet_dates,
    "moments of Parquet": parquet_moments,
    "database": database,
    "months across": csv("indicator_id,2024-01,2024-02,2024-03\nships,10,11,12\n", f"{FILL}wide = {{}}\n"),
    "named months across": csv("indicator_id,Jan 2024,Feb 2024,Mar 2024\nships,10,11,12\n", f"{FILL}wide = {{}}\n"),
    "some months across": csv(
        "indicator_id,2023,2023M12,2024M01,2024M02,2024M03,2024-Q1\nships,1,2,10,11,12,3\n",
        FILL + 'wide = { periods = { last = 3, frequency = "month" } }\n',
    ),
    "months from one on": csv(
        "indicator_id,2023,2023M12,2024M01,2024M02,2024M03\nships,1,2,10,11,12\n",
        FILL + 'wide = { periods = "2024-01" }\n',
    ),
    "months down and indicators across": csv(
        "month,boats,ships,note of nobody\n2024-01-01,1,10,x\n2024-02-01,,11,y\n2024-03-01,3,12,z\n",
        FILL + 'columns = { month = "period" }\nwide = { across = { indicator_id = ["ships"] } }\n',
    ),
    "months down and places across": csv(
        "period,Port,Pier\n2024-01,10,4\n2024-02,11,5\n2024-03,12,6\n",
        'fill = { indicator_id = "ships", source_id = "BOOK" }\nwide = { across = { entity = ["Port", "Pier"] } }\n',
    ),
}


@pytest.mark.parametrize("source", SOURCES)
def test_months_are_the_same_from_each_source(source: str, harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIGURES", f"sqlite:///{harbour}/figures.db")
    (harbour / "briefing.toml").write_text(TOML + SOURCES[source](harbour), encoding="utf-8")
    found = briefing.read.project(harbour).dataset.observations
    assert [(str(item.period), item.value) for item in found if item.entity == "Port"] == EXPECTED


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (pd.period_range("2024-01", periods=3, freq="M"), [period for period, _ in EXPECTED]),
        (pd.to_datetime(FIRSTS), [period for period, _ in EXPECTED]),
        (pd.to_datetime(FIRSTS) + pd.offsets.MonthEnd(0), [period for period, _ in EXPECTED]),
    ],
)
def test_periods_and_timestamps_of_pandas_are_months(periods: Any, expected: list[str], harbour: Path) -> None:
    (harbour / "briefing.toml").write_text(TOML.partition("[tables")[0], encoding="utf-8")
    found = briefing.read.project(harbour, data=long(list(periods))).dataset.observations
    assert [str(item.period) for item in found] == expected


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (pd.Period("2024Q1", "Q"), "2024-Q1"),
        (pd.Period("2024Q1", "Q-MAR"), "2023-Q2"),  # of pandas' fiscal year that ends in March 2024
        (pd.Period("2024", "Y-MAR"), "2023-04/2024-03"),
        (pd.Period("2024-01-03", "W"), "2024-W01"),
        (pd.Period("2024-01-03", "D"), "2024-01-03"),
        (pd.Timestamp("2024-05-20 08:30", tz="Europe/Berlin"), "2024-05-20T08:30:00+02:00"),
        (pd.Timestamp("2024-05-20 08:30"), "2024-05-20"),
    ],
)
def test_a_period_of_pandas_is_written_by_its_days(given: object, text: str) -> None:
    from briefing.read.frames import text_tables

    frame = pd.DataFrame({"period": [given]})
    assert text_tables(frame)["observations"].rows == ((text,),)


WRONG = {
    "two frequencies": (
        "indicator_id,2024-01,2024-Q1\nships,10,11\n", "wide = {}\n",
        "table.csv, line 1: columns are headed by months and by quarters\n"
        '  fix: choose, as wide = { periods = { last = 24, frequency = "month" } }',
        "wide = {}", 'wide = { periods = { last = 1, frequency = "month" } }',
    ),
    "no such head": (
        "period,ships\n2024-01,10\n", 'wide = { across = { indicator_id = ["shops"] } }\n',
        "table.csv, line 1: there is no column 'shops', which `across` names\n  fix: did you mean 'ships'?",
        '"shops"', '"ships"',
    ),
    "heads without a period": (
        "indicator_id,January\nships,10\n", "wide = {}\n",
        "table.csv, line 1: no column is headed by a year from 1000 to 2999\n  fix: head the columns 2014, 2015, …",
        "", "",
    ),
    "a period of its own": (
        "indicator_id,period,2024-01\nships,x,10\n", "wide = {}\n",
        "table.csv, line 1: a wide table has no column 'period' of its own\n  fix: rename it, or leave it out",
        "", "",
    ),
    "two ways": (
        "period,ships\n2024-01,10\n", 'wide = { years = [2014, 2023], across = { indicator_id = ["ships"] } }\n',
        "briefing.toml, line 12, tables.observations.wide: columns are headed by one of years and across\n"
        "  fix: give one of the two",
        "years = [2014, 2023], ", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wide_table_that_does_not_fit_says_what_to_write(name: str, harbour: Path) -> None:
    text, settings, finding, wrong, right = WRONG[name]
    (harbour / "table.csv").write_text(text, encoding="utf-8")
    (harbour / "briefing.toml").write_text(f'{TOML}file = "table.csv"\n{FILL}{settings}', encoding="utf-8")
    assert messages(harbour)[0] == finding
    if wrong:
        change(harbour, "briefing.toml", wrong, right)
        briefing.read.project(harbour)
