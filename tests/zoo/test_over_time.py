"""Foreign tables of months, weeks and days from their raw files: each edition builds and proves clean."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

import briefing
from briefing.errors import InputError
from briefing.read import dataset
from tests.prices.truth import known, wrong
from tests.zoo.foreign import PROJECTS as FOLDERS
from tests.zoo.foreign import zoo
from tests.zoo.over_time import PROJECTS, project, sdmx

AS_OF = dt.date(2026, 11, 1)


@pytest.mark.parametrize("name", PROJECTS)
def test_one_story_of_relative_time_is_an_edition_of_any_frequency_with_each_fact_right(
    name: str, tmp_path: Path
) -> None:
    made = project(name, tmp_path)
    built = briefing.build(made, tmp_path / "out")
    assert all(finding.severity == "warning" for finding in built.findings)
    ledger = json.loads(built.ledger.read_text(encoding="utf-8"))
    assert len({use["fact"] for use in ledger["uses"]}) > 5
    assert list(wrong(ledger, known(made, AS_OF))) == []


EMPLOYMENT = "us-employment-monthly-wide.csv"


def test_a_wide_table_of_months_and_sectors_is_an_edition_as_it_lies_and_is_what_pandas_makes_of_it(
    tmp_path: Path,
) -> None:
    made = Path(shutil.copytree(FOLDERS / "us_employment", tmp_path / "wide"))
    shutil.copy(zoo() / EMPLOYMENT, made)
    built = briefing.build(made, tmp_path / "out", strict=True)
    ledger = json.loads(built.ledger.read_text(encoding="utf-8"))
    long = pd.read_csv(zoo() / EMPLOYMENT, dtype=str).melt("month", var_name="indicator_id", value_name="value")
    long = long.assign(period=long["month"].str[:7], entity="United States", source_id="FILE")
    long.to_csv(made / "observations.csv", index=False)
    facts = known(made, AS_OF)
    assert list(wrong(ledger, facts)) == []
    assert len(ledger["facts"]) > 200
    # the column of changes that the publisher gives is the difference of its levels
    published = facts["published"].series.values
    ours = facts["jobs"].series.changes("previous", "change").values
    assert {period: published[period] for period in ours} == ours


def test_the_statuses_of_a_sdmx_file_are_read_and_one_that_the_standard_lacks_is_named() -> None:
    rows = [dict(zip(("period", "value", "status"), row, strict=True)) for row in sdmx("insee-consumption.sdmx.xml")]
    assert [row["status"] for row in rows] == ["P", "SD"]
    frames = {
        "observations": pd.DataFrame(rows).assign(indicator_id="price", entity="France", source_id="INSEE"),
        "indicators": pd.DataFrame({"id": ["price"], "name_en": ["Price index"], "unit": ["index, 2010 = 100"]}),
        "sources": pd.DataFrame(
            {"id": ["INSEE"], "publisher": ["INSEE"], "title": ["A17"], "published": ["2015-08-06"]}
        ),
    }
    with pytest.raises(InputError, match=r"row 2, column status: 'SD'"):
        dataset(frames)
    frames["observations"]["status"] = ["P", "A"]
    assert [(str(row.period), row.value, row.status) for row in dataset(frames).observations] == [
        ("2014", 89.9, "P"),
        ("2013", 92.7, "A"),
    ]
