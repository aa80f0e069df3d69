"""Foreign tables of months, weeks and days from their raw files: each edition builds and proves clean."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

import briefing
from briefing.errors import InputError
from briefing.model.dataset import Observation
from briefing.read import project as project_of
from tests.prices.truth import known, wrong
from tests.thorough import dealt
from tests.zoo.foreign import PROJECTS as FOLDERS
from tests.zoo.foreign import zoo
from tests.zoo.over_time import PROJECTS, project
from tests.zoo.test_foreign import OUTPUTS

AS_OF = dt.date(2026, 11, 1)


@pytest.mark.parametrize(("name", "outputs"), dealt(tuple(PROJECTS), OUTPUTS))
def test_one_story_of_relative_time_is_an_edition_of_any_frequency_with_each_fact_right(
    name: str, outputs: Sequence[str], tmp_path: Path
) -> None:
    made = project(name, tmp_path)
    built = briefing.build(made, tmp_path / "out", only=outputs)
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


def test_days_of_two_currencies_in_sdmx_json_are_two_places_of_one_series(tmp_path: Path) -> None:
    rows = {str(row.period): row.value for row in _read("ecb-exr-flat.sdmx.json", tmp_path) if row.entity == "RUB"}
    assert rows == {"2013-01-18": 40.3426, "2013-01-21": 40.3}


def test_the_statuses_of_a_sdmx_file_are_read_and_one_that_the_standard_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"row 2, column status: 'SD'"):
        _read("insee-consumption.sdmx.xml", tmp_path)
    changed = (zoo() / "insee-consumption.sdmx.xml").read_text(encoding="utf-8").replace('"SD"', '"A"')
    rows = _read("insee-consumption.sdmx.xml", tmp_path, changed)
    assert [(str(row.period), row.value, row.status) for row in rows] == [("2014", 89.9, "P"), ("2013", 92.7, "A")]


def _read(name: str, root: Path, text: str = "") -> tuple[Observation, ...]:
    """The observations of an SDMX message of the zoo, or of its changed text, in a project of its own."""
    made = root / str(len(text))
    shutil.copytree(FOLDERS / "one_series", made)
    (made / name).write_text(text or (zoo() / name).read_text(encoding="utf-8"), encoding="utf-8")
    daily = name.endswith(".json")
    (made / "indicators.csv").write_text(f"id,name_en,unit\nseries,Series,{'euro' if daily else 'index'}\n")
    fill = 'indicator_id = "series", source_id = "FILE"' + ("" if daily else ', entity = "France"')
    columns = 'columns = { CURRENCY = "entity" }\n' if daily else ""
    settings = (made / "briefing.toml").read_text(encoding="utf-8").replace("<last>", "2").replace("<name>", "Series")
    settings = settings.replace("<entity>", "RUB" if daily else "France")
    layout = f'\n[tables.observations]\nfile = "{name}"\n{columns}fill = {{ {fill} }}\n'
    (made / "briefing.toml").write_text(settings + layout, encoding="utf-8")
    return project_of(made).dataset.observations
