"""A run that waits for a period of its data, one that is built ahead of its release, and the period of both."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import time_machine

from briefing.dispatch.manual import run
from briefing.dispatch.ticks import tick
from tests import traffic
from tests.dispatch.projects import (
    DAILY,
    ONE,
    all_deliveries,
    all_occurrences,
    body,
    change,
    outbox,
    sending,
    settings,
    states,
    utc,
)
from tests.editions import NEW_ROWS

pytestmark = pytest.mark.usefixtures("no_boot_clock")
WAITS = DAILY + 'wait_for = 2024\nwait_facts = ["visits", "paths"]\nwait_hours = 2\n'
MONTHLY = """\
[schedules.monthly]
working_day = 2
zone = "Europe/Berlin"
wait_for = "last"
wait_facts = ["ships"]
[schedules.monthly.calendar]
country = "DE"
"""
RELEASES = "date,time,period\n2026-03-02,08:00,2023\n2027-03-01,08:00,2024\n"
AT_RELEASE = '[schedules.visits]\nreleases = "releases.csv"\nzone = "Europe/Berlin"\nbuild_ahead = 30\n'


def publish(project: Path, day: str = "2026-03-02") -> None:
    """Add the values of a new year, published on a day."""
    with (project / "observations.csv").open("a", encoding="utf-8") as file:
        file.write(NEW_ROWS.replace("EXAMPLE", "NEW"))
    with (project / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(f'NEW,"Example data, invented for this template",Example data,Second part,,{day}\n')
    change(project / "briefing.toml", "[2019, 2023]", "[2019, 2024]")


def test_a_run_waits_for_the_data_and_goes_on_when_they_have_come(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=ONE, rest=WAITS)
    with time_machine.travel(utc("2026-03-02 06:58"), tick=False) as clock:
        tick(project)
        for minute in ("07:00", "07:05"):
            clock.move_to(utc(f"2026-03-02 {minute}"))
            done = tick(project)
        (found,) = all_occurrences(project)
        assert (found.stage, outbox(project)) == ("PLANNED", [])
        assert found.detail == "waits until 2026-03-02 09:00+00:00: no value of 2024 of visits, 2024 of paths"
        assert done.findings == [] or all(finding.where != "daily" for finding in done.findings)
        publish(project)
        clock.move_to(utc("2026-03-02 08:55"))
        tick(project)
        (found,) = all_occurrences(project)
        assert (found.stage, states(project)) == ("DONE", {"ada@example.org": ["ACCEPTED"]})
        assert found.definition.reference == 2024
        assert "640" in body(outbox(project)[0])
        clock.move_to(utc("2026-03-02 09:05"))
        tick(project)
        assert len(outbox(project)) == 1


def test_a_run_whose_hours_are_over_fails_with_a_notice_and_a_person_can_send_what_there_is(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=ONE, rest=WAITS)
    with time_machine.travel(utc("2026-03-02 06:58"), tick=False) as clock:
        tick(project)
        for minute in ("07:00", "09:00"):
            clock.move_to(utc(f"2026-03-02 {minute}"))
            done = tick(project)
        assert done.exit_code == 1
        (found,) = all_occurrences(project)
        assert (found.stage, states(project)) == ("FAILED_BUILD", {"ada@example.org": ["FAILED_BUILD"]})
        (notice,) = outbox(project)
        assert str(notice["To"]) == "owner@example.org"
        assert "no value of 2024 of visits, 2024 of paths within 2 hours" in body(notice)
        command = "briefing run daily --scheduled-for 2026-03-02T07:00:00+00:00"
        assert command in found.detail
        clock.move_to(utc("2026-03-02 10:00"))
        tick(project)  # it neither waits nor fails again
        assert len(outbox(project)) == 1
        run(project, "daily", utc("2026-03-02 07:00"))
    assert states(project)["ada@example.org"] == ["ACCEPTED"]


def test_a_later_run_of_the_command_waits_as_the_tick_does(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=ONE, rest=WAITS)
    with time_machine.travel(utc("2026-03-02 07:00"), tick=False):
        done = run(project, "daily", utc("2026-03-02 07:00"))
        assert (done.exit_code, outbox(project)) == (3, [])
        assert any("it waits until 2026-03-02 09:00+00:00" in finding.what for finding in done.findings)
        publish(project)
        assert run(project, "daily", utc("2026-03-02 07:00")).exit_code == 0
    assert len(outbox(project)) == 1


def test_without_a_release_a_run_waits_for_the_period_before_its_day(tmp_path: Path) -> None:
    waits = DAILY + 'wait_for = "last"\nwait_facts = ["visits"]\n'
    project = sending(tmp_path / "p", recipients=ONE, rest=waits)
    publish(project, "2024-12-30")
    with time_machine.travel(utc("2024-12-31 07:00"), tick=False) as clock:
        run(project, "daily", utc("2024-12-31 07:00"))
        assert len(outbox(project)) == 1  # 2023 is known
        clock.move_to(utc("2026-01-01 07:00"))
        run(project, "daily", utc("2026-01-01 07:00"))
    assert len(outbox(project)) == 1  # 2025 is not
    assert [one.definition.reference for one in all_occurrences(project)] == [2023, None]


def test_a_monthly_run_is_about_the_month_before_its_working_day_and_waits_for_it(tmp_path: Path) -> None:
    project = traffic.project(tmp_path / "p")
    settings(project, '[mail]\nfrom = "desk@example.org"\nattach = []\n' + MONTHLY)
    (project / "recipients.csv").write_text(ONE, encoding="utf-8")
    may, june = utc("2026-05-05 05:00"), utc("2026-06-02 05:00")  # 1 May is a holiday in Berlin
    with time_machine.travel(may - dt.timedelta(minutes=5), tick=False) as clock:
        tick(project)
        for moment in (may, june):
            clock.move_to(moment)
            tick(project)
    first, second = all_occurrences(project)
    assert (first.scheduled_for, first.stage, first.definition.reference) == (may, "DONE", "2026-04")
    assert (second.scheduled_for, second.stage) == (june, "PLANNED")
    assert second.detail.endswith("no value of May 2026 of ships")
    assert [str(one["Subject"]) for one in outbox(project)] == ["Traffic in April 2026"]


def test_a_project_that_cannot_be_read_is_waited_for_and_one_of_other_periods_is_an_error(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=ONE, rest=WAITS)
    change(project / "observations.csv", "library_visits,Example City,2019,410", "library_visits,Example City,2019,n/a")
    with time_machine.travel(utc("2026-03-02 07:00"), tick=False):
        done = run(project, "daily", utc("2026-03-02 07:00"))
        assert any("the project cannot be read ('n/a' is not a number)" in one.what for one in done.findings)
        change(project / "observations.csv", ",2019,n/a", ",2019,410")
        change(project / "dispatch.toml", "wait_for = 2024", 'wait_for = "2024-05"')
        done = run(project, "daily", utc("2026-03-02 07:00"))
    assert all_occurrences(project)[0].stage == "PLANNED"  # on the terms of its planning
    with time_machine.travel(utc("2026-03-03 07:00"), tick=False):
        done = run(project, "daily", utc("2026-03-03 07:00"))
    (finding,) = [one for one in done.findings if one.severity == "error"]
    assert "visits: 2024-05 is a month" in finding.what
    assert finding.where.endswith("schedules.daily.wait_for")
    assert [one.stage for one in all_occurrences(project)] == ["PLANNED", "FAILED_BUILD"]


def test_nothing_of_a_release_leaves_before_its_minute_though_it_is_built_before(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=ONE, rest=AT_RELEASE)
    (project / "releases.csv").write_text(RELEASES, encoding="utf-8")
    change(project / "story.en.yaml", 'subject: "{{ edition }}:', 'subject: "Release of {{ reference }}:')
    release = utc("2026-03-02 07:00")  # 08:00 in Berlin
    with time_machine.travel(release - dt.timedelta(minutes=31), tick=False) as clock:
        tick(project)
        clock.move_to(release - dt.timedelta(minutes=30))
        tick(project)
        (delivery,) = all_deliveries(project)
        assert (delivery.state, delivery.due, outbox(project)) == ("BUILT", release, [])
        for seconds in (-60, -1):
            clock.move_to(release + dt.timedelta(seconds=seconds))
            tick(project)
            run(project, "visits", release)
            assert outbox(project) == []
        clock.move_to(release)
        tick(project)
    (message,) = outbox(project)
    assert str(message["Subject"]).startswith("Release of 2023: ")
    (found,) = all_occurrences(project)
    assert (found.scheduled_for, found.stage, found.definition.reference) == (release, "DONE", 2023)
    assert found.definition.timing is not None
    assert found.definition.timing.releases == ()


@pytest.mark.parametrize(("published", "told"), [("2026-03-02", True), ("2026-03-02T08:00+01:00", True),
                                                 ("2026-03-02T08:01+01:00", False)])  # fmt: skip
def test_what_is_published_a_minute_after_the_release_is_not_in_its_edition(
    tmp_path: Path, published: str, told: bool
) -> None:
    project = sending(tmp_path / "p", recipients=ONE, rest=AT_RELEASE)
    (project / "releases.csv").write_text(RELEASES, encoding="utf-8")
    change(project / "observations.csv", "source_id,note", "source_id,note,published")
    rows = (project / "observations.csv").read_text(encoding="utf-8").replace("template\n", "template,\n")
    (project / "observations.csv").write_text(rows, encoding="utf-8")
    change(project / "observations.csv", "Example City,2023,560,=,A,EXAMPLE,invented for this template,",
           f"Example City,2023,560,=,A,EXAMPLE,invented for this template,2024-06-30\n"
           f"library_visits,Example City,2023,565,=,A,EXAMPLE,,{published}")  # fmt: skip
    release = utc("2026-03-02 07:00")
    with time_machine.travel(release + dt.timedelta(hours=5), tick=False):  # it is caught up in the afternoon
        run(project, "visits", release)
    (message,) = outbox(project)
    assert ("565" in body(message), "Edition of 2 March 2026" in body(message)) == (told, True)


def test_the_owner_is_notified_once_a_week_that_a_release_calendar_has_ended(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=ONE, rest=AT_RELEASE)
    (project / "releases.csv").write_text(RELEASES, encoding="utf-8")
    with time_machine.travel(utc("2027-03-01 06:29"), tick=False) as clock:
        tick(project)
        assert outbox(project) == []
        for day in (2, 3, 9):
            clock.move_to(utc(f"2027-03-0{day} 09:00"))
            tick(project)
    notices = [one for one in outbox(project) if str(one["To"]) == "owner@example.org"]
    assert [str(one["Subject"]) for one in notices] == ["visits has no further release"] * 2
    assert "Its last release was 2027-03-01T07:00:00+00:00." in body(notices[0])
