"""Sources without a date, and observations with one of their own: what is read, and what an as-of date leaves out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import briefing.read
from briefing.errors import InputError
from tests.read.small import change, make, messages


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return make(tmp_path / "town")


def years(project: Path, day: str) -> list[int]:
    read = briefing.read.project(project, as_of=dt.date.fromisoformat(day))
    return sorted(
        item.period.ordinal for item in read.dataset.observations if item.indicator == "trees" and item.preferred
    )


def test_a_source_needs_no_date(small: Path) -> None:
    change(small, "sources.csv", "2023-02,150", ",150")
    source = briefing.read.project(small).dataset.sources["OFFICE"]
    assert (source.published, source.year, source.read_on) == ("", "", "")


def test_the_column_published_may_be_missing(small: Path) -> None:
    (small / "sources.csv").write_text(
        "id,publisher,title,read_on\nOFFICE,Town office,Yearbook,2023-05-03\nPAPER,Town paper,Trees,2022\n", "utf-8"
    )
    assert briefing.read.project(small).dataset.sources["OFFICE"].read_on == "2023-05-03"


def test_a_source_without_a_date_counts_from_the_day_it_was_read(small: Path) -> None:
    (small / "sources.csv").write_text(
        "id,publisher,title,published,read_on\nOFFICE,Town office,Yearbook,,2023-05-03\nPAPER,Town paper,Trees,2022,\n",
        "utf-8",
    )
    assert years(small, "2023-05-03") == [2020, 2021, 2022]
    assert years(small, "2023-05-02") == [2022]  # the paper's alone


def test_a_source_that_nobody_dates_stays_whatever_the_as_of_date(small: Path) -> None:
    change(small, "sources.csv", "2023-02,150", ",150")
    assert years(small, "2019-12-31") == [2020, 2021, 2022]


def test_an_observation_s_own_date_comes_before_its_source_s(small: Path) -> None:
    rows = (small / "observations.csv").read_text("utf-8").splitlines()
    dates = ["published", "2021-03", "2022-03", "2023-03-15", "", ""]
    text = "\n".join(f"{row},{date}" for row, date in zip(rows, dates, strict=True)) + "\n"
    (small / "observations.csv").write_text(text, "utf-8")
    assert years(small, "2023-03-15") == [2020, 2021, 2022]
    assert years(small, "2023-03-14") == [2020, 2021, 2022]  # the paper's value takes its place
    assert years(small, "2021-12-31") == [2020]


def test_a_value_ahead_of_its_own_date_is_refused_unless_it_is_a_forecast(small: Path) -> None:
    text = (small / "observations.csv").read_text("utf-8").replace("OFFICE,\n", "OFFICE,,2021-03\n")
    text = text.replace("PAPER,\n", "PAPER,,\n").replace("note\n", "note,published\n")
    (small / "observations.csv").write_text(text, "utf-8")
    assert "2022 is after OFFICE was published, in 2021" in "".join(messages(small))
    change(small, "observations.csv", "150,trees,=,A", "150,trees,=,F")  # as the fix says
    assert briefing.read.project(small).dataset.observations[2].status == "F"


def test_a_year_after_the_day_of_reading_is_refused(small: Path) -> None:
    (small / "sources.csv").write_text(
        "id,publisher,title,read_on\nOFFICE,Town office,Yearbook,2021-05-03\nPAPER,Town paper,Trees,2022\n", "utf-8"
    )
    assert "2022 is after OFFICE was published or read, in 2021" in "".join(messages(small))


def test_without_any_date_the_edition_asks_for_its_day(small: Path) -> None:
    (small / "sources.csv").write_text("id,publisher,title\nOFFICE,Office,Book\nPAPER,Paper,Trees\n", "utf-8")
    change(small, "briefing.toml", "as_of = 2023-12-31\n", "")
    (finding,) = messages(small)
    assert "no source has a date" in finding
    change(small, "briefing.toml", "[edition]\n", "[edition]\nas_of = 2025-12-31\n")  # as the fix says
    assert briefing.read.project(small).edition.as_of == dt.date(2025, 12, 31)


@pytest.mark.parametrize("code", ["A", "B", "D", "E", "F", "G", "I", "J", "K", "N", "P", "S", "U", "V", "W"])
def test_each_status_of_a_value_is_read(code: str, small: Path) -> None:
    change(small, "observations.csv", "mm,=,E", f"mm,=,{code}")
    assert briefing.read.project(small).dataset.observations[-1].status == code


def test_a_status_of_a_missing_value_stands_without_one(small: Path) -> None:
    change(small, "observations.csv", "640.5,mm,=,E", "640.5,mm,=,O")
    (finding,) = messages(small)
    assert "'O' says that there is no value\n  fix: leave the value empty" in finding
    change(small, "observations.csv", "640.5,mm,=,O", ",mm,=,O")
    assert len(briefing.read.project(small).dataset.observations) == 4


def test_a_wrong_date_is_a_finding(small: Path) -> None:
    change(small, "sources.csv", "2023-02,150", "last year,150")
    with pytest.raises(InputError, match="'last year' is not a date"):
        briefing.read.project(small)
