"""releases.csv: the times and periods of a release calendar, and each mistake with its line and a fix that works."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.dispatch.models import DataWait, Release
from briefing.dispatch.settings import DispatchSettings, read_settings
from briefing.errors import InputError
from tests.dispatch.projects import change, sending
from tests.dispatch.schedule.times import local

CALENDAR = """\
date,time,zone,period,note
2026-07-14,08:30,,2026-06,
2026-03-08,2:30,America/New_York,2026-02,the clocks go forward
2026-08-12,08:30:00,Europe/Berlin,2026-07,
"""
SCHEDULE = '[schedules.cpi]\nreleases = "releases.csv"\nzone = "America/New_York"\n'


def project(folder: Path, schedule: str = SCHEDULE, releases: str = CALENDAR) -> Path:
    made = sending(folder / "p", rest=schedule)
    (made / "releases.csv").write_text(releases, encoding="utf-8")
    return made


def read(folder: Path, schedule: str = SCHEDULE, releases: str = CALENDAR) -> DispatchSettings:
    return read_settings(project(folder, schedule, releases))


def test_a_release_has_a_moment_and_a_period(tmp_path: Path) -> None:
    timing = read(tmp_path).definitions["cpi"].timing
    assert timing is not None
    assert timing.cron == ""
    assert timing.releases == (
        Release(local("2026-03-08 03:00", "America/New_York"), "2026-02"),  # 02:30 is skipped there
        Release(local("2026-07-14 08:30", "America/New_York"), "2026-06"),
        Release(local("2026-08-12 08:30", "Europe/Berlin"), "2026-07"),
    )


ROW = "2026-07-14,08:30,,2026-06,"


@pytest.mark.parametrize(
    ("old", "new", "what", "where"),
    [
        (ROW, "14.7.2026,08:30,,2026-06,", "'14.7.2026' is no day", "line 2, column date"),
        (ROW, ",08:30,,2026-06,", "the cell is empty", "line 2, column date"),
        (ROW, "2026-07-14,8.30,,2026-06,", "'8.30' is no time of day", "line 2, column time"),
        (ROW, "2026-07-14,24:00,,2026-06,", "'24:00' is no time of day", "line 2, column time"),
        (ROW, "2026-07-14,08:30,New York,2026-06,", "the time zone 'New York' is unknown", "line 2, column zone"),
        (ROW, "2026-07-14,08:30,,2026/6,", "'2026/6' is no period", "line 2, column period"),
        (ROW, "2026-07-14,08:30,,2026-08,", "2026-08 begins on 2026-08-01", "line 2, column period"),
        (ROW, "2026-07-14,08:30,,2026-07,", "line 2 is of 2026-07, too", "line 4, column period"),
        (ROW, "2026-08-12,02:30,,2026-06,", "line 2 has the same time", "line 4, column date"),
        ("date,time", "datum,time", "the column 'date' is missing", "line 1"),
        ("note\n", "remark\n", "this column is unknown", "line 1, column remark"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_place_and_a_fix(tmp_path: Path, old: str, new: str, what: str, where: str) -> None:
    made = project(tmp_path)
    change(made / "releases.csv", old, new)
    with pytest.raises(InputError) as caught:
        read_settings(made)
    (finding,) = caught.value.findings
    assert finding.what.startswith(what)
    assert finding.where == f"{(made / 'releases.csv').as_posix()}, {where}"
    assert finding.fix
    change(made / "releases.csv", new, old)
    assert read_settings(made).definitions["cpi"].timing is not None


def test_a_calendar_that_is_missing_or_empty_is_an_error(tmp_path: Path) -> None:
    made = project(tmp_path, releases="date,time,period\n")
    with pytest.raises(InputError, match="no release in the table"):
        read_settings(made)
    (made / "releases.csv").unlink()
    with pytest.raises(InputError, match=r"the release calendar 'releases\.csv' is missing") as caught:
        read_settings(made)
    assert "line 12, schedules.cpi.releases" in caught.value.findings[0].where


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ('preset = "monthly"', "a schedule has a preset and a release calendar"),
        ("working_day = 2", "leave working_day out"),
        ("[schedules.cpi.calendar]", "leave calendar out"),
        ('wait_for = "May"', "'May' is no period"),
        ('wait_for = "last"', "add wait_facts"),
        ('wait_facts = ["visits"]', 'add wait_for = "last"'),
        ('wait_for = "last"\nwait_facts = ["visit"]', "'visit' is no short name of [facts]"),
    ],
)
def test_what_does_not_go_together_is_an_error_with_its_line(tmp_path: Path, lines: str, what: str) -> None:
    made = project(tmp_path, SCHEDULE + lines + "\n")
    with pytest.raises(InputError) as caught:
        read_settings(made)
    (finding,) = caught.value.findings
    assert what in str(finding)
    assert "dispatch.toml, line 1" in finding.where
    assert finding.fix


@pytest.mark.parametrize("wrong", ["0", "16", "-16", "true", '"2"'])
def test_a_working_day_that_not_every_month_has_is_an_error(tmp_path: Path, wrong: str) -> None:
    made = project(tmp_path, f'[schedules.cpi]\nworking_day = {wrong}\nzone = "UTC"\n')
    with pytest.raises(InputError, match="no working day that every month has"):
        read_settings(made)


def test_a_working_day_stands_with_the_first_of_a_month_alone(tmp_path: Path) -> None:
    made = project(tmp_path, '[schedules.cpi]\nworking_day = -1\ncron = "0 7 15 * 1"\nzone = "UTC"\n')
    with pytest.raises(InputError) as caught:
        read_settings(made)
    assert caught.value.findings[0].fix == "write cron = '0 7 1 * *'"
    change(made / "dispatch.toml", 'cron = "0 7 15 * 1"', 'preset = "quarterly"')
    timing = read_settings(made).definitions["cpi"].timing
    assert timing is not None
    assert (timing.cron, timing.working_day) == ("0 7 1 1,4,7,10 *", -1)


def test_what_a_run_waits_for_is_read(tmp_path: Path) -> None:
    lines = (
        'working_day = 2\nzone = "UTC"\nwait_for = 2024\nwait_facts = ["visits"]\nwait_hours = 3\nbuild_ahead = 15\n'
    )
    definition = read(tmp_path, f"[schedules.cpi]\n{lines}").definitions["cpi"]
    assert definition.wait == DataWait(period=2024, facts=("visits",), hours=3)
    assert definition.timing is not None
    assert (definition.timing.cron, definition.timing.ahead) == ("0 7 1 * *", 15)
