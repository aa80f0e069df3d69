"""The commands that send and those of the operator: what they print, what they return, and what they refuse."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import cli
from briefing.dispatch.context import open_context
from tests.dispatch.projects import DAILY, all_deliveries, attached, change, opened, outbox, receivers, sending, states
from tests.dispatch.servers.faulty import DROP, faulty

WHEN = ["--scheduled-for", "2026-03-02T07:00+00:00"]
SENDING = ("approve", "run", "send", "tick")
OPERATING = {
    "deliveries": ("bounce", "cancel", "export", "list", "page", "resend", "resolve", "show", "suppress", "suppressed"),
    "schedule": ("install", "list", "pause", "resume"),
}
RunCommand = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run_command(capsys: pytest.CaptureFixture[str]) -> RunCommand:
    """Arguments → exit code, what stands on stdout and on stderr."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = cli.main([str(one) for one in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.mark.parametrize(
    "words",
    [*((one,) for one in SENDING), *((group, one) for group, all_ in OPERATING.items() for one in all_)],
    ids=" ".join,
)
def test_every_command_has_help_with_an_example(words: tuple[str, ...], run_command: RunCommand) -> None:
    code, out, _ = run_command(*words, "--help")
    assert code == 0
    assert f"Example: briefing {' '.join(words)}" in out
    assert all(option in out for option in ("--json", "--quiet", "--debug"))


def test_a_dry_run_says_who_would_get_what_and_that_nothing_was_sent(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p")
    code, out, err = run_command("send", project, "--dry-run", "--out", tmp_path / "mail")
    assert (code, err) == (0, "")
    *messages, last = out.splitlines()
    written = sorted((tmp_path / "mail").iterdir())
    assert last == f"{len(written)} messages written, nothing sent"
    assert sorted(line.strip() for line in messages[1::2]) == sorted(map(str, written))
    for line, path in zip(messages[::2], messages[1::2], strict=True):
        message = opened(Path(path.strip()))
        to = message["To"].addresses[0].addr_spec
        names = ", ".join(attached(message))
        assert line == f"{to}: {message['Subject']}" + (f"; attached: {names}" if names else "")
    shown = json.loads(run_command("send", project, "--dry-run", "--out", tmp_path / "mail", "--json")[1])
    assert [one["file"] for one in shown["messages"]] == shown["files"] == [line.strip() for line in messages[1::2]]


def test_a_schedule_is_previewed_by_a_dry_run_alone(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    assert run_command("send", project, "--schedule", "daily")[0] == 2
    assert run_command("send", project, "--schedule", "daily", "--dry-run", "--out", tmp_path / "mail", "--quiet") == (
        0,
        "",
        "",
    )


def test_what_was_sent_is_reported_to_people_and_to_machines(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    assert run_command("send", project, "--to", "press")[1].strip().endswith("1 accepted")
    code, out, _ = run_command("run", project, "daily", *WHEN, "--json")
    one = json.loads(out)["occurrences"][0]
    assert (code, one["name"], one["deliveries"]) == (0, "daily", {"ACCEPTED": 2})
    assert run_command("tick", project) == (0, "", "")


def test_events_are_lines_of_json_when_asked_for(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    _, _, err = run_command("run", project, "daily", *WHEN, "--log", "--quiet")
    lines = [json.loads(line) for line in err.splitlines()]
    assert [line["what"] for line in lines if "delivery" in line and "ada@example.org" in line.get("detail", "")]
    assert {"at", "who", "what"} <= set(lines[0])
    assert run_command("run", project, "daily", *WHEN, "--quiet")[2] == ""


@pytest.mark.parametrize("moment", ["tomorrow", "2026-03-02", "2026-03-02T07:00"])
def test_a_time_needs_an_offset(tmp_path: Path, run_command: RunCommand, moment: str) -> None:
    code, _, err = run_command("run", sending(tmp_path / "p", rest=DAILY), "daily", "--scheduled-for", moment)
    assert code == 2
    assert "write it as 2026-01-05T07:00+08:00" in err


def test_a_refusal_is_partly_done(tmp_path: Path, run_command: RunCommand) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", rest=DAILY, smtp=server.smtp())
        server.fault("RCPT", "550 no such user", about="bo@example.org")
        code, out, _ = run_command("run", project, "daily", *WHEN)
    assert code == 3
    assert "1 refused, 1 accepted" in out


@pytest.mark.parametrize("options", [["--debug"], ["--log"], ["--json"], ["--debug", "--log"]], ids=" ".join)
def test_no_output_holds_a_secret(
    tmp_path: Path, run_command: RunCommand, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.setenv("TEST_PASSWORD", "canary-4711-wrong")
    login = 'security = "none"\nuser = "desk"\npassword_env = "TEST_PASSWORD"'
    with faulty(logins={"desk": "right"}) as server:
        project = sending(tmp_path / "p", rest=DAILY, smtp=server.smtp())
        change(project / "dispatch.toml", 'security = "none"', login)
        code, out, err = run_command("run", project, "daily", *WHEN, *options)
        assert len(server.said("AUTH")) == 1  # none for a notice, which would be refused as well
    assert code == 1
    assert "refuses the login" in out + err
    for hidden in ("canary-4711", base64.b64encode(b"\0desk\0canary-4711-wrong").decode()):
        assert hidden not in out + err
        assert all(hidden.encode() not in path.read_bytes() for path in project.rglob("*") if path.is_file())


def test_wrong_settings_are_reported_all_at_once(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    change(project / "dispatch.toml", 'zone = "UTC"', 'zone = "Mars/Olympus"\nnonsense = 1')
    change(project / "dispatch.toml", 'from = "The desk <desk@example.org>"', 'from = "desk"')
    code, out, err = run_command("tick", project)
    assert (code, out) == (1, "")
    assert err.count("fix:") == 3
    assert all(f"schedules.daily.{key}" in err for key in ("zone", "nonsense"))


def test_an_approval_is_reported(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "approval = true\n")
    assert "2 waiting for approval" in run_command("run", project, "daily", *WHEN)[1]
    code, out, _ = run_command("approve", "example-city.en", project, "--by", "Chief editor", "--json")
    assert code == 0
    assert json.loads(out)[0]["waited"] == 2
    assert run_command("tick", project)[1].strip().endswith("2 accepted")
    assert run_command("approve", "example-city.en", project, "--by", "Chief editor")[0] == 2


@pytest.mark.parametrize("to", ["", ","])
def test_an_empty_list_of_groups_mails_nobody(tmp_path: Path, run_command: RunCommand, to: str) -> None:
    project = sending(tmp_path / "p")
    assert run_command("send", project, "--to", to)[0] == 2
    assert outbox(project) == []


def test_what_waits_is_called_off(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "approval = true\n")
    run_command("run", project, "daily", *WHEN)
    key = all_deliveries(project)[0].key
    assert run_command("deliveries", "cancel", key[:12], project)[1] == f"{key[:12]} ada@example.org: CANCELLED\n"
    code, out, _ = run_command("deliveries", "cancel", "example-city.en", project, "--json")
    assert (code, [one["state"] for one in json.loads(out)]) == (0, ["CANCELLED"])
    assert run_command("deliveries", "cancel", key[:12], project)[0] == 2


def test_an_unknown_delivery_is_found_and_resolved(tmp_path: Path, run_command: RunCommand) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", rest=DAILY, smtp=server.smtp())
        server.fault("STORED", DROP, about="bo@example.org")
        assert run_command("run", project, "daily", *WHEN)[0] == 3
        _, out, _ = run_command("deliveries", "list", project, "--state", "unknown", "--json")
        (one,) = json.loads(out)["deliveries"]
        assert one["address"] == "bo@example.org"
        assert (
            f"briefing deliveries resolve {one['key'][:12]}"
            in run_command("deliveries", "show", one["key"][:12], project)[1]
        )
        assert run_command("deliveries", "resolve", one["key"], project)[0] == 2  # neither --confirm nor --resend
        assert run_command("deliveries", "resolve", one["key"], project, "--confirm", "--by", "Op") == (
            0, f"{one['key'][:12]}: CONFIRMED\n", "",
        )  # fmt: skip
        assert run_command("deliveries", "bounce", one["key"], project, "--why", "550")[1].endswith("BOUNCED\n")
        assert run_command("deliveries", "resend", one["key"], project, "--quiet")[:2] == (0, "")
    assert states(project)["bo@example.org"] == ["RESENT", "ACCEPTED"]


def test_a_state_that_is_none_is_wrong_usage(tmp_path: Path, run_command: RunCommand) -> None:
    code, _, err = run_command("deliveries", "list", sending(tmp_path / "p"), "--state", "lost")
    assert code == 2
    assert "states: ACCEPTED" in err


def test_a_suppressed_address_gets_nothing_until_it_is_allowed(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p")
    assert run_command("deliveries", "suppress", "ADA@Example.org", project, "--why", "asked")[0] == 0
    assert "as before" in run_command("deliveries", "suppress", "ada@example.org", project)[1]
    assert run_command("deliveries", "suppressed", project)[1].startswith("ada@example.org  since ")
    run_command("send", project)
    assert receivers(project) == ["bo@example.org"]
    assert run_command("deliveries", "suppress", "ada@example.org", project, "--allow")[0] == 0
    assert run_command("deliveries", "suppressed", project)[1].startswith("no address is suppressed")
    run_command("send", project)
    assert receivers(project) == ["ada@example.org", "bo@example.org", "bo@example.org"]
    assert run_command("deliveries", "suppress", "no address", project)[0] == 1


def test_all_deliveries_are_exported(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p")
    run_command("send", project)
    assert run_command("deliveries", "export", project)[1].count("ACCEPTED") == 2
    assert run_command("deliveries", "export", project, "--out", tmp_path / "all.json")[0] == 0
    rows = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert [row["address"] for row in rows] == ["ada@example.org", "bo@example.org"]
    assert all_deliveries(project)[0].token not in (tmp_path / "all.json").read_text(encoding="utf-8")


def test_the_page_is_written(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    assert (
        run_command("deliveries", "page", project, "--out", tmp_path / "status.html")[1]
        == f"{tmp_path / 'status.html'}\n"
    )
    assert "<title>" in (tmp_path / "status.html").read_text(encoding="utf-8")
    assert run_command("deliveries", "page", project, "--out", tmp_path)[0] == 1


def test_who_only_looks_waits_for_nobody(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p")
    run_command("send", project)
    with open_context(project) as at, at.log.begin():  # somebody writes meanwhile
        assert run_command("deliveries", "list", project)[1].endswith("2 deliveries: 2 accepted\n")


def test_schedules_are_listed_paused_and_resumed(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    assert run_command("schedule", "list", project)[1].count("next:") == 5
    assert run_command("schedule", "pause", "daily", project, "--why", "editors are away") == (0, "daily: PAUSED\n", "")
    assert "editors are away" in run_command("schedule", "list", project)[1]
    assert json.loads(run_command("schedule", "list", project, "--json")[1])[0]["paused"] is True
    assert run_command("schedule", "resume", "daily", project, "--by", "Op")[0] == 0
    assert "paused" not in run_command("schedule", "list", project)[1]
    assert run_command("schedule", "pause", "weekly", project)[0] == 2


@pytest.mark.parametrize(("kind", "files"), [("systemd", 2), ("cron", 1)])
def test_an_alarm_clock_is_written_with_what_is_left_to_do(
    tmp_path: Path, run_command: RunCommand, kind: str, files: int
) -> None:
    project = sending(tmp_path / "p")
    code, out, _ = run_command("schedule", "install", project, f"--{kind}", "--out", tmp_path / "units", "--json")
    assert code == 0
    assert len(json.loads(out)["files"]) == files
    assert all(str(project) in path.read_text(encoding="utf-8") for path in (tmp_path / "units").glob("*.[sc]*"))


def test_two_projects_of_one_name_have_two_alarm_clocks(tmp_path: Path, run_command: RunCommand) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        assert (
            run_command("schedule", "install", sending(tmp_path / folder / "p"), "--systemd", "--out", tmp_path / "u")[
                0
            ]
            == 0
        )
    assert len(list((tmp_path / "u").iterdir())) == 4


def test_an_alarm_clock_needs_its_kind(tmp_path: Path, run_command: RunCommand) -> None:
    assert run_command("schedule", "install", sending(tmp_path / "p"))[0] == 2


def test_nothing_is_sent_where_the_settings_are_missing(tmp_path: Path, run_command: RunCommand) -> None:
    project = sending(tmp_path / "p")
    (project / "dispatch.toml").unlink()
    (project / "recipients.csv").unlink()
    code, _, err = run_command("send", project)
    assert code == 1
    assert "recipients" in err
    assert outbox(project) == []
