"""What a message of a tick or of a sending by hand proposes works when it is followed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import Executable, delete, update

from briefing import cli
from briefing.dispatch import machine, mail_queue, manual, ticks
from briefing.dispatch.context import open_context
from briefing.dispatch.delivery_log import database_schema
from briefing.dispatch.ticks import tick
from briefing.errors import BriefingError, Finding
from tests.dispatch.projects import (
    DAILY,
    MONDAY,
    ONE,
    TUESDAY,
    all_deliveries,
    body,
    change,
    outbox,
    receivers,
    sending,
    server,
    settings,
    states,
    utc,
)
from tests.dispatch.servers.faulty import faulty
from tests.dispatch.servers.postgresql import Postgresql
from tests.following import followed

BEFORE = utc("2026-03-02 06:59")

pytestmark = pytest.mark.usefixtures("no_boot_clock")


def command(text: str) -> int:
    """`briefing …` as a message gives it → its exit code, in the folder of the project."""
    program, *words = shlex.split(text)
    assert program == "briefing"
    return cli.main(words)


def refusal(work: object, *given: object, **named: object) -> Finding:
    """What a command is refused with."""
    with pytest.raises(BriefingError) as caught:
        work(*given, **named)  # type: ignore[operator]
    (finding,) = caught.value.findings
    return finding


def found(findings: list[Finding], what: str) -> Finding:
    """The one finding that says so."""
    (finding,) = [one for one in findings if what in one.what]
    return finding


# dispatch.toml


def test_a_project_has_the_schedule_that_a_message_writes(tmp_path: Path) -> None:
    project = sending(tmp_path / "p")
    finding = found(tick(project).findings, "there is no schedule")
    (lines,) = followed("add <> with <> and <>", finding.fix, ("<0>\n<1>\n<2>\n",))
    settings(project, (project / "dispatch.toml").read_text() + lines)
    assert tick(project).findings == []


def test_what_was_written_to_a_folder_is_sent_with_the_server_that_a_message_writes(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=ONE)
    finding = found(manual.send(project).findings, "no mail server is set")
    table, key = followed("to send them, add <> with <> = <>", finding.fix, ("<0>", "<1>"))
    with faulty() as post:
        lines = server(post.smtp())
        assert lines.startswith(f"{table}\n{key} = ")
        change(project / "dispatch.toml", "[recipients]\n", f"{lines}[recipients]\n")
        assert manual.send(project).findings == []
        assert len(post.accepted) == 1


def test_there_is_an_owner_once_the_line_of_the_message_is_written(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=ONE)
    change(project / "dispatch.toml", 'owner = "owner@example.org"\n', "")
    finding = refusal(manual.send, project, to_me=True)
    assert finding.where == "dispatch.toml, mail.owner"
    change(project / "dispatch.toml", "[mail]\n", f"[mail]\n{finding.fix}\n")
    assert manual.send(project, to_me=True).exit_code == 0
    assert receivers(project) == ["you@example.org"]


def test_a_message_that_is_too_large_leaves_with_the_limit_that_is_proposed(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=ONE, mail='attach = ["brief"]\ntoo_large = "refuse"\nlargest = 20_000')
    done = manual.send(project)
    (reason,) = {one.reply for one in all_deliveries(project)}
    assert done.exit_code == 1
    fix = reason.partition("\n  fix: ")[2]
    (line,) = followed("write <>, if the mail server accepts as much", fix, ("<0>",))
    change(project / "dispatch.toml", "largest = 20_000", line)
    assert manual.send(project).exit_code == 0


def test_the_log_goes_to_the_folder_that_a_message_lets_choose(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    (project / "dispatch").write_text("a file")
    finding = refusal(tick, project)
    (key, table) = followed("allow writing there, or choose another place with <> in <>", finding.fix, ("<0>", "<1>"))
    text = (project / "dispatch.toml").read_text()
    settings(project, f'{text}{table}\n{key} = "state"\n')
    assert tick(project).findings == []


def test_the_state_folder_is_another_one_beside_a_log_in_a_database(
    tmp_path: Path, postgresql: Postgresql, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = sending(tmp_path / "p", rest=f'{DAILY}[ledger]\nurl_env = "LOG_URL"\n')
    (project / "dispatch").write_text("a file")
    finding = refusal(tick, project)
    (variable,) = followed("export <>=postgresql://…", finding.fix, ("<0>",))
    monkeypatch.setenv(variable, postgresql.database())
    finding = refusal(tick, project)
    assert finding.what.startswith("the state folder cannot be written")
    (key,) = followed("allow writing there, or choose another place with <> in [ledger]", finding.fix, ("<0>",))
    change(project / "dispatch.toml", "[ledger]\n", f'[ledger]\n{key} = "state"\n')
    assert tick(project).findings == []


# Time


def test_a_clock_that_was_set_is_accepted_by_the_command_of_the_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    monkeypatch.chdir(project)
    boots = iter([(100.0, "boot"), (400.0, "boot"), (700.0, "boot"), (1000.0, "boot")])
    monkeypatch.setattr(machine, "boot", lambda: next(boots))
    with time_machine.travel(BEFORE, tick=False) as clock:
        tick(project)
        clock.move_to(BEFORE.replace(day=5))
        finding = refusal(tick, project)
        (line,) = followed("set the clock, or if it is right now: <>", finding.fix, ("<0>",))
        assert command(line) == 0
        assert tick(project).findings == []


def test_what_is_still_to_be_sent_is_sent_by_the_command_of_the_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = sending(tmp_path / "p", recipients=ONE, send="not_before = 2026-03-03T07:00:00Z")
    monkeypatch.chdir(project)
    with time_machine.travel(MONDAY, tick=False) as clock:
        finding = found(manual.send(project).findings, "1 message still to be sent")
        (line,) = followed("<> does it when it is time", finding.fix, ("<0>",))
        assert command(line) == 0
        assert outbox(project) == []
        clock.move_to(TUESDAY)
        assert command(line) == 0
    assert receivers(project) == ["ada@example.org"]


def test_what_waits_is_sent_once_it_is_approved_by_the_command_of_the_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = sending(tmp_path / "p", send="approval = true")
    monkeypatch.chdir(project)
    done = manual.send(project)
    assert done.unfinished
    finding = found(done.findings, "2 messages still to be approved")
    assert not [one for one in done.findings if "still to be sent" in one.what]
    assert command(finding.fix) == 0
    tick(project)
    assert {state for all_ in states(project).values() for state in all_} == {"ACCEPTED"}


# Failures


def test_after_a_refused_login_the_command_of_the_message_tries_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with faulty() as post:
        project = sending(tmp_path / "p", recipients=ONE, rest=DAILY, smtp=post.smtp())
        monkeypatch.chdir(project)
        with time_machine.travel(BEFORE, tick=False) as clock:
            tick(project)
            post.fault("MAIL", "550 5.7.1 not from here", times=1)
            clock.move_to(MONDAY)
            found(tick(project).findings, "takes no message from here")
            clock.shift(300)
            finding = found(tick(project).findings, "nothing is tried before")
            (line,) = followed("fix it; to try at once: <>", finding.fix, ("<0>",))
            assert command(line) == 0
            assert [one for one in tick(project).findings if one.severity == "error"] == []
        assert {one.recipients[0] for one in post.accepted} == {"owner@example.org", "ada@example.org"}
    assert states(project)["ada@example.org"] == ["ACCEPTED"]


@pytest.mark.parametrize(
    ("damage", "what", "fix"),
    [
        (
            update(database_schema.files).values(content=b"changed"), "differs from the one that was built",
            "find out who changed the delivery log, then send a new edition: <> KEY, with the key from <>",
        ),
        (
            delete(database_schema.files), "no longer stored", "send a new edition: <> KEY, with the key from <>",
        ),
    ],
    ids=["changed", "gone"],
)  # fmt: skip
def test_an_edition_that_is_gone_or_changed_is_sent_anew_by_the_command_of_the_message(
    damage: Executable, what: str, fix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    project = sending(tmp_path / "p", recipients=ONE, send="not_before = 2026-03-03T07:00:00Z")
    monkeypatch.chdir(project)
    with time_machine.travel(MONDAY, tick=False) as clock:
        manual.send(project)
        with open_context(project) as at, at.log.begin() as db:
            db.execute(damage)
        clock.move_to(TUESDAY)
        tick(project)
        (one,) = all_deliveries(project)
        assert what in one.reply
        line, lists = followed(fix, one.reply.partition("fix: ")[2], ("<0>", "<1>"))
        assert command(lists) == 0
        assert one.key[:12] in capsys.readouterr().out
        assert command(f"{line} {one.key[:12]}") == 0
    assert "ada@example.org" in receivers(project)


def test_after_a_stop_the_same_sending_leaves_once_it_is_fixed(tmp_path: Path) -> None:
    with faulty() as post:
        project = sending(tmp_path / "p", smtp=post.smtp())
        post.fault("MAIL", "550 5.7.1 not from here")
        finding = found(manual.send(project).findings, "2 of 2 messages were cancelled")
        assert finding.fix == "send again once it is fixed; nobody gets two"
        assert manual.send(project).exit_code == 0
        assert sorted(one.recipients[0].split("@")[0] for one in post.accepted) == ["ada", "bo"]


def test_a_preview_is_written_once_what_stops_its_edition_is_mended(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=ONE, send='when = "visist.last > 0"')
    (finding,) = manual.dry_run(project, tmp_path / "mail").findings
    assert finding.where == "ada@example.org"
    (name,) = followed("did you mean <>? …", finding.fix, ("<0>",))
    change(project / "dispatch.toml", "visist", name)
    assert len(manual.dry_run(project, tmp_path / "mail").files) == 1


def test_what_became_of_the_others_after_an_interruption_is_in_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = sending(tmp_path / "p")
    monkeypatch.chdir(project)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(mail_queue, "_send", interrupted)
    finding = refusal(manual.send, project)
    (line,) = followed("what became of the others: <>", finding.fix, ("<0>",))
    assert command(line) == 0
    assert capsys.readouterr().out.count("cancelled") >= 2


def test_an_interrupted_run_goes_on_with_the_same_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    with monkeypatch.context() as patched:

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        patched.setattr(mail_queue, "_send", interrupted)
        assert refusal(manual.run, project, "daily", MONDAY).fix == "the same command goes on"
    assert manual.run(project, "daily", MONDAY).exit_code == 0
    assert len(receivers(project)) == 2


def test_an_owner_who_could_not_be_notified_finds_the_failure_in_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with faulty() as post:
        project = sending(tmp_path / "p", recipients=ONE, smtp=post.smtp())
        monkeypatch.chdir(project)
        post.fault("RCPT", "550 no such user", times=2)
        finding = found(manual.send(project).findings, "the owner could not be notified")
    (line,) = followed("look yourself: <>", finding.fix, ("<0>",))
    assert command(line) == 0
    assert "refused" in capsys.readouterr().out


def proposed(project: Path, subject: str) -> list[str]:
    """The commands in the notification with that subject."""
    (message,) = [one for one in outbox(project) if subject in str(one["Subject"])]
    return re.findall(r"^\s*(briefing .+)$", body(message), re.MULTILINE)


def test_each_command_of_a_notification_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    held = f"{DAILY.replace('daily', 'held')}approval = true\n"
    project = sending(tmp_path / "p", recipients=ONE, rest=f'{DAILY}pause_after = 1\nwhen = "visist.last > 0"\n{held}')
    monkeypatch.chdir(project)
    with time_machine.travel(BEFORE, tick=False) as clock:
        tick(project)
        clock.move_to(MONDAY)
        tick(project)
        change(project / "dispatch.toml", "visist", "visits")
        (shown,) = proposed(project, "daily needs attention")
        assert command(shown) == 0
        assert "visist" in capsys.readouterr().out
        for subject in ("daily is paused", "held waits for approval"):
            (line,) = proposed(project, subject)
            assert command(line) == 0
        tick(project)
        clock.move_to(TUESDAY)
        tick(project)
    assert [one.state for one in all_deliveries(project) if one.name == "daily"] == ["FAILED_BUILD", "ACCEPTED"]
    assert [one.state for one in all_deliveries(project) if one.name == "held"] == ["ACCEPTED", "ACCEPTED"]


def test_recipients_that_could_not_be_read_are_sent_to_once_the_reason_is_mended(tmp_path: Path) -> None:
    project = sending(
        tmp_path / "p",
        recipients="address,groups\nada@example.org,board\n",
        rest=f'{DAILY}to = ["bord", "x@example.org"]\n',
    )
    done = manual.run(project, "daily", MONDAY)
    for wrong, what in (("bord", "there is no group 'bord'"), ("x@example.org", "x@example.org is not a recipient")):
        (name,) = followed("did you mean '<>'?", found(done.findings, what).fix, ("<0>",))
        change(project / "dispatch.toml", f'"{wrong}"', f'"{name}"')
    assert manual.run(project, "daily", TUESDAY).exit_code == 0
    done = manual.dry_run(project, tmp_path / "mail")
    assert (done.findings, len(done.files)) == ([], 1)


def test_a_tick_that_finds_another_one_goes_on_by_itself(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    folder = project / "dispatch"
    with ticks._tick_lock(folder):
        finding = found(tick(project).findings, "nothing done: taken by")
        assert finding.fix == "it continues by itself"
    assert tick(project).findings == []
