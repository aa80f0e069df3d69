"""Who looks before it leaves: approvals, `--to-me`, dry runs, and folders that are no projects."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.dispatch import actions, machine, manual
from briefing.dispatch.context import open_context
from briefing.dispatch.delivery_log import people, stored_editions
from briefing.dispatch.delivery_log.store import FILE
from briefing.dispatch.ticks import tick
from briefing.errors import DispatchError, UsageError
from tests.dispatch.projects import (
    DAILY,
    HEAD,
    MONDAY,
    ONE,
    TUESDAY,
    all_deliveries,
    body,
    change,
    opened,
    outbox,
    receivers,
    sending,
    states,
)
from tests.dispatch.servers.faulty import faulty

# Approval


def test_a_name_that_stands_for_several_contents_approves_none_unasked(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + 'approval = true\ncatch_up = "all"\n', recipients=ONE)
    manual.run(project, "daily", MONDAY)
    change(project / "observations.csv", "2023,560", "2023,561")
    manual.run(project, "daily", TUESDAY)
    with pytest.raises(UsageError, match=r"2 editions of the name 'example-city\.en' wait") as caught:
        actions.approve(project, "example-city.en", "Chief editor")
    assert {one.held for one in all_deliveries(project)} == {True}
    one = str(caught.value).partition("content: ")[2][:12]
    assert [approved.released for approved in actions.approve(project, one, "Chief editor")] == [1]
    assert sorted(one.held for one in all_deliveries(project)) == [False, True]


def test_all_contents_of_a_name_are_approved_where_somebody_says_so(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + 'approval = true\ncatch_up = "all"\n', recipients=ONE)
    manual.run(project, "daily", MONDAY)
    change(project / "observations.csv", "2023,560", "2023,561")
    manual.run(project, "daily", TUESDAY)
    assert len(actions.approve(project, "example-city.en", "Chief editor", approve_all=True)) == 2
    assert {one.held for one in all_deliveries(project)} == {False}


ZEROS = "0" * 64


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        f'{{"edition": {{"slug": "a", "lang": "en", "content_hash": "{ZEROS}", "outputs": {{}}}}}}',
        f'{{"edition": {{"slug": "a", "lang": "en", "content_hash": "all", "outputs": {{"a.pdf": "{ZEROS}"}}}}}}',
        f'{{"edition": {{"slug": "a", "lang": "en", "content_hash": "{ZEROS}", "outputs": {{"../a": "{ZEROS}"}}}}}}',
    ],
)
def test_what_is_no_edition_is_not_approved(tmp_path: Path, text: str) -> None:
    project = sending(tmp_path / "p")
    (project / "x.ledger.json").write_text(text, encoding="utf-8")
    with pytest.raises(DispatchError, match="this is not the ledger of an edition"):
        actions.approve(project, str(project / "x.ledger.json"), "Chief editor")


def test_what_was_approved_while_it_was_built_is_released_by_the_next_tick(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "approval = true\n", recipients=ONE)
    manual.run(project, "daily", MONDAY)
    with open_context(project) as at, at.log.begin() as db:
        people.approve(db, machine.now(), stored_editions.read(db)[0].content_hash, "example-city.en", "Chief editor")
    tick(project)
    assert states(project)["ada@example.org"] == ["ACCEPTED"]


# To the owner alone


def test_what_goes_to_me_goes_to_nobody_else_and_each_edition_comes_once(tmp_path: Path) -> None:
    rows = f"{HEAD}\nada@example.org,,,en,brief,Example City,\nbo@example.org,,,en,deck,,\n"
    with faulty() as server:
        project = sending(tmp_path / "p", recipients=rows, mail='audit = "audit@example.org"', smtp=server.smtp())
        manual.send(project, to_me=True)
        assert [one.recipients for one in server.accepted] == [("owner@example.org",)]
        assert b"example-city.en.pdf" in server.accepted[0].content
        assert b"example-city.en.pptx" in server.accepted[0].content
        manual.send(project)
        assert {one.recipients for one in server.accepted[1:]} == {
            ("ada@example.org", "audit@example.org"), ("bo@example.org", "audit@example.org"),
        }  # fmt: skip


def test_what_goes_to_me_publishes_nothing(tmp_path: Path) -> None:
    rows = f"{HEAD}\nada@example.org,,,en,brief;deck,,\n"
    mail = 'largest = 110_000\ntoo_large = "link"\n[mail.publish]\nfolder = "public"\nurl = "https://files.example.org"'
    project = sending(tmp_path / "p", recipients=rows, mail=mail, send="approval = true")
    manual.send(project, to_me=True)
    assert receivers(project) == ["owner@example.org"]
    assert not (project / "public").exists()
    assert "files.example.org" not in body(outbox(project)[0])


def test_who_stands_there_with_and_without_the_projects_own_place_gets_one(tmp_path: Path) -> None:
    rows = f"{HEAD}\nada@example.org,,,en,brief,Example City,\nADA@example.org,,,en,deck,,\n"
    project = sending(tmp_path / "p", recipients=rows)
    manual.send(project)
    (message,) = outbox(project)
    assert {str(part.get_filename()).rpartition(".")[2] for part in message.iter_attachments()} == {"pdf", "pptx"}


# Dry runs


def test_a_dry_run_twice_gives_the_same_files(tmp_path: Path) -> None:
    project = sending(tmp_path / "p")
    first, second = (manual.dry_run(project, tmp_path / "mail").files for _ in range(2))
    assert first == second
    assert len(list((tmp_path / "mail").iterdir())) == 2


def test_a_dry_run_waits_for_no_writer_and_leaves_the_log_as_it_is(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    manual.run(project, "daily", MONDAY)
    change(project / "observations.csv", "2023,560", "2023,561")
    with open_context(project) as at, at.log.begin():
        done = manual.dry_run(project, tmp_path / "mail", name="daily")
    assert ["What changed" in body(opened(path)) for path in done.files] == [True, True]
    assert len(all_deliveries(project)) == 2


def test_a_dry_run_makes_no_tables_in_a_file_that_has_none(tmp_path: Path) -> None:
    project = sending(tmp_path / "p")
    (project / "dispatch").mkdir()
    (project / "dispatch" / FILE).touch()
    manual.dry_run(project, tmp_path / "mail")
    assert b"delivery" not in (project / "dispatch" / FILE).read_bytes()


def test_a_folder_that_is_no_project_is_wrong_usage(tmp_path: Path) -> None:
    for call in (manual.send, tick):
        with pytest.raises(UsageError, match=r"no briefing\.toml"):
            call(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_goes_to_me_is_no_name_for_a_schedule(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY.replace("daily", "to-me"))
    with pytest.raises(Exception, match="is the name of what is sent by hand"):
        manual.send(project)
    assert receivers(project) == []
