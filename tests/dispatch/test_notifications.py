"""What went wrong is told to the owner, each matter once a day, and nothing is lost on the way; what stops sending."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import time_machine

from briefing.dispatch import manual
from briefing.dispatch.ticks import tick
from tests.dispatch.projects import (
    DAILY,
    HEAD,
    MONDAY,
    ONE,
    all_deliveries,
    all_events,
    change,
    outbox,
    project_of,
    sending,
    states,
    utc,
)
from tests.dispatch.servers.faulty import DROP, faulty

pytestmark = pytest.mark.usefixtures("no_boot_clock")


def test_a_refused_recipient_is_reported_to_the_owner_and_the_others_get_theirs(tmp_path: Path) -> None:
    rows = f"{HEAD}\nada@example.org,,,en,,,\nbo@example.org,,,en,,,\ncy@example.org,,,en,,,\n"
    with faulty() as server:
        project = sending(tmp_path / "p", recipients=rows, rest=DAILY, smtp=server.smtp())
        server.fault("RCPT", "550 5.1.1 no such user", about="bo@example.org")
        done = manual.run(project, "daily", utc("2026-03-02 07:00"))
        assert (done.exit_code, done.occurrences[0].counts) == (3, {"ACCEPTED": 2, "REFUSED": 1})
        got = [one.recipients[0] for one in server.accepted]
        assert got == ["ada@example.org", "cy@example.org", "owner@example.org"]
        assert b"no such user" in server.accepted[2].content
        manual.run(project, "daily", utc("2026-03-02 07:00"))
        assert len(server.accepted) == 3


def test_a_notice_that_fails_is_recorded_and_makes_no_loop(tmp_path: Path) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", recipients=ONE, rest=DAILY, smtp=server.smtp())
        server.fault("RCPT", "550 5.1.1 no such user", times=99)
        done = manual.run(project, "daily", utc("2026-03-02 07:00"))
        assert done.exit_code == 1
        assert "the owner could not be notified" in str(done.findings[0])
        assert len(server.said("RCPT")) == 2
    assert [event.what for event in all_events(project)].count("NOTICE_FAILED") == 1


def test_one_matter_is_reported_once_a_day(tmp_path: Path) -> None:
    project = project_of(tmp_path, schedule="pause_after = 3\n")
    (project / "observations.csv").unlink()
    with time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        for hour in range(0, 30, 3):
            clock.move_to(utc("2026-03-02 06:59") + dt.timedelta(hours=hour, minutes=1))
            manual.run(project, "daily", utc("2026-03-02 07:00"))
    assert [str(one["Subject"]) for one in outbox(project)] == ["daily needs attention"] * 2


def test_a_login_that_is_refused_stops_all_after_one_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_PASSWORD", "canary-4711-wrong")
    rows = HEAD + "".join(f"\nr{number}@example.org,,,en,,," for number in range(30)) + "\n"
    with faulty(logins={"desk": "right"}) as server:
        project = sending(tmp_path / "p", recipients=rows, rest=DAILY, smtp=server.smtp())
        change(
            project / "dispatch.toml",
            'security = "none"',
            'security = "none"\nuser = "desk"\npassword_env = "TEST_PASSWORD"',
        )
        done = manual.run(project, "daily", utc("2026-03-02 07:00"))
        assert done.exit_code == 1
        assert {one.state for one in all_deliveries(project)} == {"BUILT"}
        assert server.accepted == []
    everything = [str(done), str(done.findings), str(all_events(project))]
    everything += [path.read_bytes().decode("latin-1") for path in project.rglob("*") if path.is_file()]
    assert not any("canary-4711" in text for text in everything)


def test_what_was_untold_when_a_process_died_is_reported_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", recipients=ONE, rest=DAILY, smtp=server.smtp())
        server.fault("RCPT", "550 5.1.1 no such user", about="ada@example.org")
        with monkeypatch.context() as patched:
            patched.setattr("briefing.dispatch.ticks.notify_owner", lambda *_: [])
            manual.run(project, "daily", MONDAY)
        assert server.accepted == []
        tick(project)
        assert [one.recipients[0] for one in server.accepted] == ["owner@example.org"]
        assert b"no such user" in server.accepted[0].content
        tick(project)
        assert len(server.accepted) == 1


def test_what_the_limit_holds_back_is_reported_with_the_next_notice(tmp_path: Path) -> None:
    rows = f"{HEAD}\nada@example.org,,,en,,,\nbo@example.org,,,en,,,\n"
    with faulty() as server, time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        project = sending(tmp_path / "p", recipients=rows, rest=DAILY, smtp=server.smtp())
        server.fault("RCPT", "550 5.1.1 no such user", about="ada@example.org", times=9)
        server.fault("RCPT", "550 5.7.1 not wanted", about="bo@example.org", times=9)
        manual.send(project, to=["ada@example.org"])
        clock.move_to(utc("2026-03-02 08:00"))
        manual.send(project, to=["bo@example.org"])
        assert [b"not wanted" in one.content for one in server.accepted] == [False]
        clock.move_to(utc("2026-03-03 06:30"))
        tick(project)
    assert [b"not wanted" in one.content for one in server.accepted] == [False, True]


def test_a_notice_that_failed_is_tried_again_after_an_hour(tmp_path: Path) -> None:
    with faulty() as server, time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        project = sending(tmp_path / "p", recipients=ONE, rest=DAILY, smtp=server.smtp())
        server.fault("RCPT", "550 5.1.1 no such user", times=2)
        manual.send(project)
        assert server.accepted == []
        for minutes, result in ((50, 0), (61, 1), (200, 1)):
            clock.move_to(utc("2026-03-02 06:59") + dt.timedelta(minutes=minutes))
            tick(project)
            assert len(server.accepted) == result


def test_a_delivery_that_a_tick_ended_is_shown_by_it(tmp_path: Path) -> None:
    with faulty() as server, time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        project = sending(tmp_path / "p", recipients=ONE, send="attempts = 2", smtp=server.smtp())
        server.fault("RCPT", "451 4.2.0 later", about="ada@example.org", times=9)
        assert manual.send(project).exit_code == 3
        clock.move_to(utc("2026-03-02 08:59"))
        done = tick(project)
        assert (done.exit_code, done.occurrences[0].counts) == (1, {"REFUSED": 1})
        assert b"given up after 2 tries" in server.accepted[0].content


def test_an_approval_that_is_awaited_is_reported_once_a_day(tmp_path: Path) -> None:
    project = project_of(tmp_path, schedule="approval = true\n")
    with time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        for minutes in range(0, 20, 5):
            clock.move_to(utc("2026-03-02 06:59") + dt.timedelta(minutes=minutes))
            tick(project)
    assert [str(one["Subject"]) for one in outbox(project)] == ["daily waits for approval"]


def test_a_server_that_takes_nothing_is_not_asked_again_by_each_tick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_PASSWORD", "wrong")
    with faulty(logins={"desk": "right"}) as server, time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        project = with_login(tmp_path, server.smtp())
        tick(project)
        for minutes in (1, 6, 11):
            clock.move_to(utc("2026-03-02 06:59") + dt.timedelta(minutes=minutes))
            done = tick(project)
            assert done.exit_code == 1
            assert ("nothing is tried before 2026-03-02 13:00" in str(done.findings[0])) == (minutes > 1)
        assert server.connections == 1
        monkeypatch.setenv("TEST_PASSWORD", "right")
        manual.run(project, "daily", MONDAY)  # a person tries at once
        assert [one.recipients[0] for one in server.accepted] == ["ada@example.org"]
        clock.move_to(utc("2026-03-03 07:00"))
        assert tick(project).exit_code == 0
        assert len(server.accepted) == 2


def test_after_six_hours_a_tick_tries_again_and_with_other_settings_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_PASSWORD", "wrong")
    with faulty(logins={"desk": "right"}) as server, time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        project = with_login(tmp_path, server.smtp())
        for moment in ("06:59", "07:00", "07:30", "13:01"):
            clock.move_to(utc(f"2026-03-02 {moment}"))
            tick(project)
        assert server.connections == 2
        change(project / "dispatch.toml", 'user = "desk"', 'user = "desk2"')
        tick(project)
        assert server.connections == 3


def with_login(tmp_path: Path, smtp: object) -> Path:
    project = sending(tmp_path / "p", recipients=ONE, rest=DAILY, smtp=smtp)  # type: ignore[arg-type]
    login = 'security = "none"\nuser = "desk"\npassword_env = "TEST_PASSWORD"'
    change(project / "dispatch.toml", 'security = "none"', login)
    return project


def test_a_secret_that_is_missing_stops_one_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_PASSWORD", raising=False)
    with faulty(logins={"desk": "right"}) as server, time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        project = with_login(tmp_path, server.smtp())
        tick(project)
        clock.move_to(utc("2026-03-02 07:00"))
        assert "the variable is not set" in str(tick(project).findings[0])
        monkeypatch.setenv("TEST_PASSWORD", "right")
        assert tick(project).exit_code == 0
        assert states(project) == {"ada@example.org": ["ACCEPTED"]}


def test_a_key_for_signing_that_is_missing_fails_no_delivery(tmp_path: Path) -> None:
    mail = '[mail.dkim]\ndomain = "example.org"\nselector = "s1"\nkey_file = "missing.pem"'
    project = sending(tmp_path / "p", recipients=ONE, mail=mail)
    done = manual.send(project)
    assert done.exit_code == 1
    assert "the signing key cannot be read" in str(done.findings[0])
    assert states(project) == {"ada@example.org": ["CANCELLED"]}


def test_an_answer_that_was_lost_is_tried_again_after_a_while_and_three_times_at_most(tmp_path: Path) -> None:
    with faulty() as server, time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        project = sending(tmp_path / "p", recipients=ONE, send='unknown = "resend"', smtp=server.smtp())
        server.fault("STORED", DROP, about="ada@example.org", times=9)
        manual.send(project)
        assert [one.state for one in all_deliveries(project)] == ["BUILT"]
        copies = []
        for minutes in (4, 6, 20, 60, 600):
            clock.move_to(utc("2026-03-02 06:59") + dt.timedelta(minutes=minutes))
            tick(project)
            copies.append(sum(one.recipients == ("ada@example.org",) for one in server.accepted))
        assert copies == [1, 2, 3, 3, 3]
        assert [one.state for one in all_deliveries(project)] == ["UNKNOWN"]
