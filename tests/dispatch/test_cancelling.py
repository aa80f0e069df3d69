"""What a person calls off, interrupts, or asks for twice: nothing leaves that should not, and nobody gets two."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import time_machine

from briefing.dispatch import actions, machine, manual, message_parts, planner
from briefing.dispatch.context import open_context
from briefing.dispatch.delivery_log import people
from briefing.dispatch.models import Delivery
from briefing.dispatch.ticks import tick
from briefing.errors import Interrupted, UsageError
from tests.dispatch.projects import (
    DAILY,
    HEAD,
    MONDAY,
    ONE,
    TUESDAY,
    all_deliveries,
    all_occurrences,
    change,
    outbox,
    receivers,
    sending,
    states,
    utc,
)
from tests.dispatch.servers.faulty import DROP, faulty


def tell(project: Path, *rows: str) -> None:
    (project / "recipients.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")


# Called off


def test_what_waits_can_be_called_off_by_its_key_or_its_edition(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "approval = true\n")
    manual.run(project, "daily", MONDAY)
    first, second = all_deliveries(project)
    assert [one.state for one in actions.cancel(project, first.key[:12], by="Operator")] == ["CANCELLED"]
    assert [one.key for one in actions.cancel(project, "example-city.en", by="Operator")] == [second.key]
    assert all_occurrences(project)[0].stage == "DONE"
    with pytest.raises(UsageError, match="waits for approval"):
        actions.approve(project, "example-city.en", "Chief editor")
    tick(project)
    assert receivers(project) == ["owner@example.org"]


def test_what_has_left_cannot_be_called_off(tmp_path: Path) -> None:
    project = sending(tmp_path / "p")
    manual.send(project)
    one = all_deliveries(project)[0]
    with pytest.raises(UsageError, match=f"{one.key[:12]} is ACCEPTED"):
        actions.cancel(project, one.key)
    with pytest.raises(UsageError, match="no such edition waits"):
        actions.cancel(project, "example-city.en")


def test_what_could_not_leave_by_hand_is_called_off_so_that_sending_again_makes_no_second(tmp_path: Path) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", smtp=server.smtp())
        server.fault("MAIL", "550 5.7.1 not from here")
        done = manual.send(project)
        assert done.exit_code == 1
        assert "2 of 2 messages were cancelled" in str(done.findings)
        assert manual.send(project).exit_code == 0
        tick(project)
        assert sorted(one.recipients[0] for one in server.accepted if b"owner@" not in one.content) == [
            "ada@example.org", "bo@example.org",
        ]  # fmt: skip


def test_what_breaks_the_program_for_one_recipient_keeps_nobody_elses_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = message_parts.build_message

    def parcel(one: Delivery, *rest: Any) -> bytes:
        if one.recipient.address.startswith("ada"):
            raise PermissionError("a mount is stale")
        return real(one, *rest)

    monkeypatch.setattr("briefing.dispatch.mail_queue.build_message", parcel)
    project = sending(tmp_path / "p", rest=DAILY)
    done = manual.run(project, "daily", MONDAY)
    assert (done.exit_code, done.occurrences[0].counts) == (3, {"FAILED_BUILD": 1, "ACCEPTED": 1})
    assert receivers(project) == ["bo@example.org", "owner@example.org"]


def test_who_unsubscribes_while_a_sender_has_the_message_gets_nothing(
    tmp_path: Path, after_first: pytest.MonkeyPatch
) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    after_first.undo()
    from briefing.dispatch import mail_queue as of_sending

    handed = of_sending._send

    def send(composer: of_sending.MessageComposer, *rest: Any) -> None:
        handed(composer, *rest)
        with composer.log.begin() as db:
            people.suppress(db, machine.now(), "bo@example.org", "unsubscribed")

    after_first.setattr(of_sending, "_send", send)
    manual.run(project, "daily", MONDAY)
    assert states(project) == {"ada@example.org": ["ACCEPTED"], "bo@example.org": ["SKIPPED_SUPPRESSED"]}
    assert receivers(project) == ["ada@example.org"]


def test_a_second_copy_that_is_called_off_leaves_unknown_what_became_of_the_first(tmp_path: Path) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", recipients=ONE, send='unknown = "resend"', smtp=server.smtp())
        server.fault("STORED", DROP, about="ada@example.org")
        assert manual.send(project).exit_code == 3
    (one,) = all_deliveries(project)
    assert [after.state for after in actions.cancel(project, one.key)] == ["UNKNOWN"]
    assert "an earlier copy may have arrived" in all_deliveries(project)[0].reply


# Interrupted


@pytest.fixture
def after_first(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Somebody presses Ctrl-C once the first message was handed over."""
    from briefing.dispatch import mail_queue as of_sending

    handed = of_sending._send

    def send(*given: object) -> None:
        handed(*given)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(of_sending, "_send", send)
    return monkeypatch


@pytest.mark.usefixtures("after_first")
def test_what_was_sent_by_hand_and_interrupted_is_called_off(tmp_path: Path) -> None:
    project = sending(tmp_path / "p")
    with pytest.raises(Interrupted, match="1 of 2 messages were cancelled") as caught:
        manual.send(project)
    assert caught.value.exit_code == 130
    assert states(project) == {"ada@example.org": ["ACCEPTED"], "bo@example.org": ["CANCELLED"]}
    assert all_occurrences(project)[0].stage == "DONE"
    tick(project)
    assert receivers(project) == ["ada@example.org"]


def test_a_run_that_was_interrupted_goes_on(tmp_path: Path, after_first: pytest.MonkeyPatch) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    with pytest.raises(Interrupted, match="nothing is lost"):
        manual.run(project, "daily", MONDAY)
    assert states(project) == {"ada@example.org": ["ACCEPTED"], "bo@example.org": ["BUILT"]}
    after_first.undo()
    assert manual.run(project, "daily", MONDAY).exit_code == 0
    assert receivers(project) == ["ada@example.org", "bo@example.org"]


def test_a_command_that_is_interrupted_while_it_builds_says_so_and_can_be_run_again(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    run = "import sys; from briefing.cli import main; sys.exit(main(sys.argv[1:]))"
    words = ["run", str(project), "daily", "--scheduled-for", "2026-03-02T07:00Z", "--log"]
    with subprocess.Popen([sys.executable, "-c", run, *words], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        for line in process.stderr:
            if "PLANNED" in line:
                os.kill(process.pid, signal.SIGINT)
                break
        text = process.stderr.read()
    assert (process.returncode, "interrupted; what was sent is recorded" in text) == (130, True), text
    assert manual.run(project, "daily", MONDAY).exit_code == 0  # at once, as its builder is gone
    assert receivers(project) == ["ada@example.org", "bo@example.org"]


# Asked for twice, or for a time that is not


def test_a_run_that_another_is_building_is_not_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    with monkeypatch.context() as patched:
        patched.setattr("briefing.dispatch.machine.process", lambda: "other:1:abc")
        with open_context(project) as at:
            planner.plan(at, at.definition("daily"), MONDAY)
    done = manual.run(project, "daily", MONDAY)
    assert (done.exit_code, receivers(project)) == (3, [])
    assert "taken by other:1:abc" in str(done.findings[0])
    assert "2 messages still to be sent" in str(done.findings[1])


def test_a_run_that_another_plans_at_the_same_moment_goes_on_with_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    real = planner.plan
    result: list[int | None] = []

    def twice(*given: object, **named: object) -> int | None:
        result.extend(real(*given, **named) for _ in range(2))  # type: ignore[arg-type]
        return result[-1]

    monkeypatch.setattr(planner, "plan", twice)
    assert manual.run(project, "daily", MONDAY).exit_code == 0
    assert result[1] is None
    assert receivers(project) == ["ada@example.org", "bo@example.org"]


def test_a_message_that_was_put_off_is_not_finished(tmp_path: Path) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", rest=DAILY, recipients=ONE, smtp=server.smtp())
        server.fault("RCPT", "451 4.7.1 greylisted", about="ada@example.org")
        assert manual.run(project, "daily", MONDAY).exit_code == 3
        assert manual.run(project, "daily", MONDAY).exit_code == 0


def test_the_future_cannot_be_run(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    with time_machine.travel(utc("2026-03-02 06:54"), tick=False), pytest.raises(UsageError, match="is in the future"):
        manual.run(project, "daily", MONDAY)
    assert not (project / "dispatch").exists()


def test_seconds_make_no_other_occurrence(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    manual.run(project, "daily", MONDAY)
    manual.run(project, "daily", MONDAY.replace(second=31))
    assert len(all_occurrences(project)) == 1


def test_recipients_that_grew_tenfold_need_a_yes_in_the_second_run_too(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY, recipients=ONE)
    manual.run(project, "daily", MONDAY)
    tell(project, *(f"r{number}@example.org,,,en,,," for number in range(11)))
    assert "more than ten times the 1 of the last time" in str(manual.run(project, "daily", TUESDAY).findings)
    with pytest.raises(Exception, match="more than ten times the 1 of the last time"):
        manual.run(project, "daily", TUESDAY)
    assert manual.run(project, "daily", TUESDAY, confirmed=True).exit_code == 0
    assert len([one for one in receivers(project) if one != "owner@example.org"]) == 12


def test_who_sends_by_hand_may_go_from_one_reader_to_all(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=ONE)
    tell(project, *(f"r{number}@example.org,,{'first' * (not number)},en,,," for number in range(20)))
    manual.send(project, to=["first"])
    assert manual.send(project).exit_code == 0
    assert len(outbox(project)) == 21


# Newer and older


def test_a_newer_edition_calls_off_what_still_waits(tmp_path: Path) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", rest=DAILY, smtp=server.smtp())
        server.fault("RCPT", "451 4.7.1 greylisted", about="ada@example.org")
        manual.run(project, "daily", MONDAY)
        manual.run(project, "daily", TUESDAY)
    assert states(project) == {"ada@example.org": ["CANCELLED", "ACCEPTED"], "bo@example.org": ["ACCEPTED", "ACCEPTED"]}


def test_who_wants_all_editions_gets_those_that_waited(tmp_path: Path) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", rest=DAILY + 'catch_up = "all"\n', recipients=ONE, smtp=server.smtp())
        server.fault("RCPT", "451 4.7.1 greylisted", about="ada@example.org")
        manual.run(project, "daily", MONDAY)
        manual.run(project, "daily", TUESDAY)
        manual.run(project, "daily", MONDAY)
    assert states(project) == {"ada@example.org": ["ACCEPTED", "ACCEPTED"]}


def test_one_that_waits_for_approval_calls_off_what_waits_for_one_too(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "approval = true\n", recipients=ONE)
    manual.run(project, "daily", MONDAY)
    change(project / "observations.csv", "2023,560", "2023,561")
    manual.run(project, "daily", TUESDAY)
    assert states(project)["ada@example.org"] == ["CANCELLED", "BUILT"]


def test_a_new_edition_that_a_person_asks_for_is_sent_though_nothing_has_changed(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "only_if_changed = true\n", recipients=ONE)
    manual.run(project, "daily", MONDAY)
    one = all_deliveries(project)[0]
    assert actions.resend(project, one.key).exit_code == 0
    assert states(project) == {"ada@example.org": ["RESENT", "ACCEPTED"]}


def test_a_new_edition_is_asked_for_once_and_not_for_who_gets_nothing(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY, recipients=ONE)
    manual.run(project, "daily", MONDAY)
    one = all_deliveries(project)[0]
    actions.resend(project, one.key)
    with pytest.raises(UsageError, match="was resent already"):
        actions.resend(project, one.key)
    actions.suppress(project, "ada@example.org", "asked")
    with pytest.raises(UsageError, match="is suppressed"):
        actions.resend(project, all_deliveries(project)[1].key)
    assert len(outbox(project)) == 2


def test_a_new_edition_that_cannot_be_built_does_not_forget_what_was_accepted(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "only_if_changed = true\n", recipients=ONE)
    manual.run(project, "daily", MONDAY)
    edition = (project / "observations.csv").read_text(encoding="utf-8")
    (project / "observations.csv").write_text("", encoding="utf-8")
    actions.resend(project, all_deliveries(project)[0].key)
    (project / "observations.csv").write_text(edition, encoding="utf-8")
    manual.run(project, "daily", TUESDAY)
    assert states(project)["ada@example.org"] == ["RESENT", "FAILED_BUILD", "SKIPPED_UNCHANGED"]


def test_asking_often_uses_no_try_up(tmp_path: Path) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", rest=DAILY + "attempts = 3\n", recipients=ONE, smtp=server.smtp())
        server.fault("RCPT", "451 4.7.1 greylisted", about="ada@example.org", times=9)
        for _ in range(6):
            assert manual.run(project, "daily", MONDAY).exit_code == 3
    assert states(project) == {"ada@example.org": ["DEFERRED"]}
