"""What a person does: send, run, look first, approve, decide what is unknown, send anew."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

import briefing
from briefing.dispatch import actions, manual
from briefing.errors import DispatchError, UsageError
from tests.dispatch.projects import (
    DAILY,
    HEAD,
    MONDAY,
    all_deliveries,
    all_events,
    all_occurrences,
    attached,
    body,
    change,
    outbox,
    receivers,
    sending,
    states,
    utc,
)
from tests.dispatch.servers.faulty import DROP, faulty


def test_an_edition_goes_to_each_recipient_once(tmp_path: Path) -> None:
    project = sending(tmp_path / "p")
    done = manual.send(project)
    assert (done.exit_code, receivers(project)) == (0, ["ada@example.org", "bo@example.org"])
    assert states(project) == {"ada@example.org": ["ACCEPTED"], "bo@example.org": ["ACCEPTED"]}
    assert str(done).endswith("2 accepted")
    assert done.as_json()["occurrences"][0]["deliveries"] == {"ACCEPTED": 2}
    assert all_occurrences(project)[0].stage == "DONE"


def test_a_group_alone_gets_it(tmp_path: Path) -> None:
    project = sending(tmp_path / "p")
    manual.send(project, to=["press"])
    assert receivers(project) == ["bo@example.org"]


def test_an_unknown_group_sends_nothing(tmp_path: Path) -> None:
    project = sending(tmp_path / "p")
    with pytest.raises(DispatchError, match="there is no group 'pres'"):
        manual.send(project, to=["pres"])
    assert receivers(project) == []
    assert all_occurrences(project) == ()


def test_what_is_attached_is_what_was_built(tmp_path: Path) -> None:
    rows = f"{HEAD}\nada@example.org,,,en,brief;deck,,\nbo@example.org,,,en,brief,,\n"
    project = sending(tmp_path / "p", recipients=rows)
    manual.send(project)
    built = briefing.build(project, tmp_path / "out")
    both, brief = (attached(message) for message in outbox(project))
    assert set(both) == {"example-city.en.pdf", "example-city.en.pptx"}
    assert set(brief) == {"example-city.en.pdf"}
    assert built.brief
    assert built.deck
    assert both == {path.name: _sha(path) for path in (built.brief, built.deck)}


def _sha(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_running_an_occurrence_again_sends_nothing_again(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    assert manual.run(project, "daily", MONDAY).exit_code == 0
    assert manual.run(project, "daily", MONDAY).exit_code == 0
    assert states(project) == {"ada@example.org": ["ACCEPTED"], "bo@example.org": ["ACCEPTED"]}
    assert len(outbox(project)) == 2


def test_the_scheduled_time_is_the_as_of_date(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY.replace("UTC", "Pacific/Kiritimati"))
    manual.run(project, "daily", utc("2026-03-01 17:00"))
    assert "2 March 2026" in body(outbox(project)[0])


def test_an_unknown_schedule_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no schedule 'dayly'"):
        manual.run(sending(tmp_path / "p", rest=DAILY), "dayly", MONDAY)


def test_a_dry_run_contacts_nobody_and_records_nothing(tmp_path: Path) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", smtp=server.smtp(), mail='audit = "audit@example.org"')
        done = manual.dry_run(project, tmp_path / "mail")
        assert server.connections == 0
    assert [path.suffix for path in done.files] == [".eml", ".eml"]
    assert all(b"audit@" not in path.read_bytes() for path in done.files)
    assert not (project / "dispatch").exists()


def test_a_dry_run_knows_what_was_sent_before(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "only_if_changed = true\n")
    manual.run(project, "daily", MONDAY)
    done = manual.dry_run(project, tmp_path / "mail", name="daily")
    assert done.files == []
    assert {finding.what.split(":")[0] for finding in done.findings} == {"SKIPPED_UNCHANGED"}
    assert done.exit_code == 0


def test_to_me_goes_to_the_owner_alone(tmp_path: Path) -> None:
    rows = f"{HEAD}\nada@example.org,,,en,,,\nbo@example.org,,,en,,,\ncy@example.org,,,en,,Sample Town,2019-2023\n"
    project = sending(tmp_path / "p", recipients=rows, send="approval = true")
    manual.send(project, to_me=True)
    # the two who share an edition are one message
    assert receivers(project) == ["owner@example.org"] * len(outbox(project))
    assert len(outbox(project)) <= 2
    assert "owner@example.org" in states(project)


# Approval and embargo


def test_an_edition_waits_for_its_approval(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "approval = true\n")
    done = manual.run(project, "daily", MONDAY)
    assert str(done).endswith("2 waiting for approval")
    assert receivers(project) == ["owner@example.org"]  # the notice
    assert "briefing approve" in body(outbox(project)[0])
    result = actions.approve(project, "example-city.en", "Chief editor")
    assert [one.released for one in result] == [2]
    manual.run(project, "daily", MONDAY)
    assert receivers(project) == ["ada@example.org", "bo@example.org", "owner@example.org"]
    assert any(event.what == "APPROVED" and event.who == "Chief editor" for event in all_events(project))


def test_an_approval_is_void_after_a_build_that_changes_the_content(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "approval = true\n")
    manual.run(project, "daily", MONDAY)
    actions.approve(project, "example-city.en", "Chief editor")
    change(project / "observations.csv", "2023,560", "2023,561")
    done = manual.run(project, "daily", utc("2026-03-03 07:00"))
    assert str(done).endswith("2 waiting for approval")
    manual.run(project, "daily", MONDAY)
    sent = [message for message in outbox(project) if message["To"].addresses[0].addr_spec == "ada@example.org"]
    assert [("560" in body(one), "561" in body(one)) for one in sent] == [(True, False)]


def test_a_waiting_edition_is_built_again_when_asked(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "approval = true\n")
    manual.run(project, "daily", MONDAY)
    first = {one.edition for one in all_deliveries(project)}
    change(project / "observations.csv", "2023,560", "2023,561")
    assert manual.run(project, "daily", MONDAY, rebuild=True).occurrences[0].held == 2
    second = {one.edition for one in all_deliveries(project)}
    assert len(first) == len(second) == 1
    assert first != second
    actions.approve(project, "example-city.en", "Chief editor")
    manual.run(project, "daily", MONDAY)
    assert "561" in body(outbox(project)[0])


def test_an_edition_can_be_approved_from_its_file_before_it_is_due(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "approval = true\n")
    built = briefing.build(project, tmp_path / "out")
    actions.approve(project, str(built.ledger), "Chief editor")
    manual.run(project, "daily", MONDAY)
    assert receivers(project) == ["ada@example.org", "bo@example.org"]


def test_a_file_that_a_hand_has_changed_is_not_approved(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "approval = true\n")
    built = briefing.build(project, tmp_path / "out", only=["letter"])
    assert built.letter
    change(built.letter, "560", "999")
    with pytest.raises(DispatchError, match=r"example-city.en.html differs from what was built"):
        actions.approve(project, str(built.ledger), "Chief editor")


@pytest.mark.parametrize(("edition", "by"), [("nonsense", "Ed"), ("example-city.en", " "), ("abcdef12", "Ed")])
def test_an_approval_needs_an_edition_and_a_name(tmp_path: Path, edition: str, by: str) -> None:
    with pytest.raises(UsageError):
        actions.approve(sending(tmp_path / "p"), edition, by)


def test_an_embargo_holds_until_its_time(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "not_before = 2026-03-05T09:00:00Z\n")
    with time_machine.travel(utc("2026-03-05 08:59"), tick=False) as clock:
        assert "2 ready" in str(manual.run(project, "daily", MONDAY))
        assert receivers(project) == []
        clock.move_to(utc("2026-03-05 09:00"))
        manual.run(project, "daily", MONDAY)
    assert receivers(project) == ["ada@example.org", "bo@example.org"]


# What is unknown, refused, bounced


def test_what_is_unknown_is_confirmed_by_a_person(tmp_path: Path) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", smtp=server.smtp(), mail='owner = ""'.replace("owner", "reply_to"))
        server.fault("STORED", DROP, about="ada@example.org")
        done = manual.send(project, to=["board"])
        assert (done.exit_code, states(project)) == (1, {"ada@example.org": ["UNKNOWN"]})
        one = all_deliveries(project)[0]
        manual.send(project, to=["press"])  # what is unknown is not sent again by the next run
        assert [row.recipients for row in server.accepted].count(("ada@example.org",)) == 1
        assert actions.resolve(project, one.key[:12], resend=False, by="Operator").state == "CONFIRMED"
        with pytest.raises(UsageError, match="CONFIRMED, only UNKNOWN ones can be resolved"):
            actions.resolve(project, one.key, resend=True)


def test_what_is_unknown_is_sent_once_more_by_a_persons_word(tmp_path: Path) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", smtp=server.smtp())
        server.fault("STORED", DROP, about="ada@example.org")
        manual.send(project, to=["board"])
        one = all_deliveries(project)[0]
        assert actions.resolve(project, one.key, resend=True, by="Operator").state == "BUILT"
        manual.send(project, to=["press"])  # its own occurrence alone
        assert states(project)["ada@example.org"] == ["BUILT"]
        from briefing.dispatch.ticks import tick

        tick(project)
        assert states(project)["ada@example.org"] == ["ACCEPTED"]
        copies = [row.content for row in server.accepted if row.recipients == ("ada@example.org",)]
        assert len(copies) == 2
        assert copies[0] == copies[1]


def test_a_new_edition_can_be_sent_after_one_that_ended(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    manual.run(project, "daily", MONDAY)
    change(project / "observations.csv", "2023,560", "2023,561")
    first = all_deliveries(project)[0]
    assert actions.resend(project, first.key, by="Operator").exit_code == 0
    rows = all_deliveries(project)
    assert [(row.recipient.address, row.number, row.state) for row in rows] == [
        ("ada@example.org", 1, "RESENT"), ("bo@example.org", 1, "ACCEPTED"), ("ada@example.org", 2, "ACCEPTED"),
    ]  # fmt: skip
    assert len({row.message_id for row in rows}) == 3
    ada = [body(one) for one in outbox(project) if one["To"].addresses[0].addr_spec == "ada@example.org"]
    assert sorted("561" in text for text in ada) == [False, True]
    manual.run(project, "daily", MONDAY)
    assert len(outbox(project)) == 3


def test_what_was_accepted_can_bounce_later(tmp_path: Path) -> None:
    project = sending(tmp_path / "p")
    manual.send(project, to=["board"])
    one = all_deliveries(project)[0]
    assert actions.bounce(project, one.key, "550 user unknown", "Operator").state == "BOUNCED"
    with pytest.raises(UsageError, match="only an accepted one can bounce"):
        actions.bounce(project, one.key, "again")


def test_a_key_that_nothing_has_is_wrong_usage(tmp_path: Path) -> None:
    project = sending(tmp_path / "p")
    for call in (actions.resend, lambda folder, key: actions.resolve(folder, key, resend=True)):
        with pytest.raises(UsageError, match="no delivery, or more than one"):
            call(project, "ffff")
