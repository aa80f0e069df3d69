"""What a message to an operator proposes works when it is followed: most fixes are commands, which are run as given."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import time_machine

import briefing
from briefing import cli
from briefing.dispatch import actions, manual, view
from briefing.dispatch.context import open_context
from briefing.dispatch.delivery_log import occurrences, people
from briefing.dispatch.models import State
from briefing.dispatch.view.alerts import find_alerts
from briefing.errors import BriefingError, Finding
from tests.dispatch.delivery_log.logs import NOW, an_edition, built, put_into
from tests.dispatch.projects import DAILY, MONDAY, all_deliveries, outbox, sending
from tests.following import followed

KEY = "name a key, or 6 digits or more of it: <>"
LATER = NOW.replace(day=3)


def command(text: str) -> int:
    """`briefing …` as a message gives it → its exit code, in the folder of the project."""
    program, *words = shlex.split(text)
    assert program == "briefing"
    return cli.main(words)


def keys(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The keys in what was printed."""
    return re.findall(r"\b[0-9a-f]{12}\b", capsys.readouterr().out)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, in whose folder the operator is."""
    found = sending(tmp_path / "p", rest=DAILY)
    monkeypatch.chdir(found)
    return found


def refusal(work: object, *given: object, **named: object) -> Finding:
    """What a decision is refused with."""
    with pytest.raises(BriefingError) as caught:
        work(*given, **named)  # type: ignore[operator]
    (finding,) = caught.value.findings
    return finding


def in_state(project: Path, state: State) -> str:
    """The key of the only delivery, which is in this state."""
    with open_context(project) as at:
        (key,) = built(at.log)
        put_into(at.log, key, state)
    return key


# Approvals


def waiting(project: Path) -> dict[str, str]:
    """Two editions of one name wait → their content hashes and names."""
    with open_context(project) as at:
        built(at.log, held=True, edition="first")
        built(at.log, held=True, edition="second", at=LATER)
    return {an_edition(name)[0].content_hash: name for name in ("first", "second")}


def test_an_edition_that_waits_is_approved_by_what_a_message_names(project: Path) -> None:
    contents = waiting(project)
    finding = refusal(actions.approve, project, "belling.de", "Ada")
    hashes = followed("name one that waits: belling.en (<>), belling.en (<>)", finding.fix, ("<0>", "<1>"))
    for name in hashes:
        (done,) = actions.approve(project, name, "Ada")
        assert done.released == 1
        assert done.content_hash in contents


def test_of_two_contents_one_is_named_or_both_are_approved(project: Path) -> None:
    waiting(project)
    finding = refusal(actions.approve, project, "belling.en", "Ada")
    (option,) = followed("name one by its hash, or approve them all with <>", finding.fix, ("<0>",))
    first, second = re.findall(r"\b[0-9a-f]{12}\b", finding.what)
    assert actions.approve(project, first, "Ada")[0].content_hash.startswith(first)
    assert cli.main(["approve", "belling.en", option, "--by", "Ada"]) == 0
    with open_context(project) as at, at.log.reading() as db:
        assert people.approved(db, an_edition("second")[0].content_hash)
    assert second != first


def test_an_approval_has_the_name_that_a_message_asks_for(project: Path) -> None:
    waiting(project)
    finding = refusal(actions.approve, project, "belling.en", " ", approve_all=True)
    assert cli.main(["approve", "belling.en", "--all", *shlex.split(finding.fix)]) == 0


def test_where_nothing_waits_the_list_says_what_became_of_all(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = in_state(project, "ACCEPTED")
    finding = refusal(actions.approve, project, "belling.en", "Ada")
    (line,) = followed("nothing waits; what became of all: <>", finding.fix, ("<0>",))
    assert command(line) == 0
    assert keys(capsys) == [key[:12]]


def test_a_ledger_file_is_approved_once_it_is_what_a_message_asks_for(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    briefing.build(project, out, only=["letter"])
    (ledger,) = out.glob("*.en.ledger.json")
    text, letter = ledger.read_text(), ledger.with_name(ledger.name.replace(".ledger.json", ".html"))

    ledger.write_text("{}")
    assert refusal(actions.approve, project, str(ledger), "Ada").fix == "name a .ledger.json that briefing build wrote"
    ledger.write_text(text)

    aside = letter.rename(tmp_path / letter.name)
    finding = refusal(actions.approve, project, str(ledger), "Ada")
    assert finding.what == f"{letter.name} of the edition cannot be read: No such file or directory"
    assert finding.fix == "put the .ledger.json and its files into one folder"
    aside.rename(letter)

    letter.write_text("changed")
    finding = refusal(actions.approve, project, str(ledger), "Ada")
    assert (finding.what, finding.fix) == (f"{letter.name} differs from what was built", "build the edition again")
    briefing.build(project, out, only=["letter"])
    assert actions.approve(project, str(ledger), "Ada")


# Keys and states


@pytest.mark.parametrize("decide", ["show", "cancel", "bounce"])
def test_a_key_is_in_the_list_that_a_message_names(
    project: Path, decide: str, capsys: pytest.CaptureFixture[str]
) -> None:
    in_state(project, "PLANNED" if decide == "cancel" else "ACCEPTED")

    def asked(key: str) -> None:
        if decide == "cancel":
            actions.cancel(project, key)
        elif decide == "bounce":
            actions.bounce(project, key, "550 no such user")
        else:
            with open_context(project) as at, at.log.reading() as db:
                view.show_delivery(db, key)

    finding = refusal(asked, "abc")
    (line,) = followed(KEY, finding.fix, ("<0>",))
    assert command(line) == 0
    (key,) = keys(capsys)
    asked(key[:6])


def test_what_can_be_done_about_a_delivery_is_shown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = in_state(project, "REFUSED")
    finding = refusal(actions.resolve, project, key, resend=True)
    (line,) = followed("for what can be done about it: <>", finding.fix, ("<0>",))
    assert command(line) == 0
    assert f"briefing deliveries resend {key[:12]}" in capsys.readouterr().out


def test_what_became_of_a_delivery_that_has_left_is_shown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = in_state(project, "ACCEPTED")
    finding = refusal(actions.cancel, project, key)
    (line,) = followed("what has left cannot be called back; all about it: <>", finding.fix, ("<0>",))
    assert command(line) == 0
    assert "took responsibility" in capsys.readouterr().out


def test_a_delivery_that_can_bounce_is_in_the_list_of_those_accepted(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = in_state(project, "REFUSED")
    with open_context(project) as at:
        (other,) = built(at.log, at=LATER)
        put_into(at.log, other, "ACCEPTED")
    finding = refusal(actions.bounce, project, key, "550 no such user")
    (line,) = followed("name one that was accepted: <>", finding.fix, ("<0>",))
    assert command(line) == 0
    (accepted,) = keys(capsys)
    assert actions.bounce(project, accepted, "550 no such user").key == other


def test_what_cannot_be_resent_yet_can_be_after_the_command_of_the_message(project: Path) -> None:
    key = in_state(project, "BUILT")
    finding = refusal(actions.resend, project, key)
    (line,) = followed("wait until it has ended, or: <>", finding.fix, ("<0>",))
    assert command(line) == 0
    assert actions.resend(project, key).exit_code == 0

    finding = refusal(actions.resend, project, key)
    (line,) = followed("resend the newest: <>", finding.fix, ("<0>",))
    newest = line.split()[-1]
    assert all_deliveries(project)[-1].key.startswith(newest)

    address = all_deliveries(project)[0].recipient.address
    actions.suppress(project, address, "asked for it")
    (allowed,) = followed("if it may get mail again: <>", refusal(actions.resend, project, newest).fix, ("<0>",))
    assert command(allowed) == 0
    assert command(line) == 0
    assert len(outbox(project)) == 2


@pytest.mark.parametrize(
    ("wrong", "fix", "way"),
    [
        ("ada\u202e@example.org", "delete it or write the sign that is meant", "ada@example.org"),
        ("ada@example.org, bo@example.org", "write one address, as <>", "<0>"),
    ],
)
def test_an_address_is_suppressed_as_a_message_writes_it(project: Path, wrong: str, fix: str, way: str) -> None:
    (address,) = followed(fix, refusal(actions.suppress, project, wrong, "asked").fix, (way,))
    assert actions.suppress(project, address, "asked")


# What the list of what needs attention, and the notifications, propose


def test_each_command_of_an_alert_runs(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(project.parent))
    given: tuple[State, ...] = ("UNKNOWN", "UNKNOWN", "REFUSED", "BOUNCED", "FAILED_BUILD")
    with open_context(project) as at:
        for day, state in enumerate(given, start=1):
            (key,) = built(at.log, at=NOW.replace(day=day), edition="first")
            put_into(at.log, key, state)
        built(at.log, at=NOW.replace(day=9), edition="second", held=True)
        with at.log.begin() as db:
            occurrences.pause(db, NOW, "daily", "away")
        with at.log.reading() as db:
            schedules = view.list_schedules(at.settings.definitions, db, NOW.replace(day=10))
            found = find_alerts(db, schedules, NOW.replace(day=10))
    confirmed, again, *_ = [alert.commands for alert in found if "Nobody knows" in alert.head]
    others = [line for alert in found for line in alert.commands if alert.commands not in (confirmed, again)]
    lines = [line.line for line in (*again[1:], *others, confirmed[0])]
    assert len({line.rpartition(" ")[0] for line in lines}) >= 6, lines
    with time_machine.travel(NOW.replace(day=10), tick=False):
        for line in lines:
            done = command(line)
            assert done in (0, 3), (line, capsys.readouterr())
        with open_context(project) as at, at.log.reading() as db:
            after = find_alerts(db, view.list_schedules(at.settings.definitions, db, NOW), NOW.replace(day=10))
    assert [alert.head for alert in after if alert.noun in ("schedule", "edition")] == []


# Schedules and projects


def test_a_schedule_misspelt_is_named_as_a_message_proposes(project: Path) -> None:
    (name,) = followed("did you mean '<>'?", refusal(actions.pause, project, "dayly", "why").fix, ("<0>",))
    actions.pause(project, name, "why")
    for other in followed("schedules: <>", refusal(actions.pause, project, "x", "why").fix, ("<0>",)):
        actions.pause(project, other, "why")


def test_a_project_is_named_in_place_of_another_folder(project: Path) -> None:
    finding = refusal(actions.pause, project.parent, "daily", "why")
    assert (finding.where, finding.fix) == (str(project.parent), "name a project's folder")
    actions.pause(project, "daily", "why")


def test_a_time_that_is_over_is_one_at_which_the_schedule_was_due(project: Path) -> None:
    with time_machine.travel(MONDAY.replace(hour=8), tick=False):
        finding = refusal(manual.run, project, "daily", MONDAY.replace(year=2027))
        (moment,) = followed("name a time at which the schedule was due, as <>", finding.fix, ("<0>",))
        assert moment == MONDAY.isoformat()
        assert cli.main(["run", "daily", "--scheduled-for", moment]) == 0


def test_two_sendings_of_one_moment_are_two_once_it_is_over(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        manual.send(project, to=["board"])
        finding = refusal(manual.send, project, to=["board"])
        assert finding.fix == "send once more"
        clock.shift(1)
        assert manual.send(project, to=["board"]).exit_code == 0


def test_right_decisions_are_not_refused(project: Path) -> None:
    key = in_state(project, "UNKNOWN")
    assert actions.resolve(project, key, resend=False).state == "CONFIRMED"
