"""Each recipient gets the edition that is theirs: language, place, what changed since the last, what fits."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import delete

from briefing.dispatch import actions, manual
from briefing.dispatch.context import open_context
from briefing.dispatch.delivery_log import stored_editions
from briefing.dispatch.delivery_log.database_schema import files
from briefing.errors import DeliveryLogError
from tests.dispatch.projects import (
    DAILY,
    HEAD,
    all_deliveries,
    attached,
    body,
    change,
    outbox,
    receivers,
    sending,
    states,
    utc,
)
from tests.thorough import THOROUGH

FIRST, SECOND, THIRD = utc("2026-03-02 07:00"), utc("2026-03-03 07:00"), utc("2026-03-04 07:00")
PLACES = f"{HEAD}\nada@example.org,,,en,,Example City,\nbo@example.org,,,en,,Sample Town,2019-2023\n"
# what can be told of any place
STORY = """\
cover:
  subtitle: "Library visits went from {{ visits.first }} to {{ visits.last }} thousand"
letter:
  subject: "Library visits: {{ visits.last }} thousand"
sections:
  - id: visits
    title: "Library visits went from {{ visits.first }} to {{ visits.last }} thousand"
    chart: {kind: slope, series: [visits], highlight: visits}
"""


def test_who_gets_the_same_shares_one_edition(tmp_path: Path) -> None:
    project = sending(tmp_path / "p")
    manual.send(project)
    assert len({one.edition for one in all_deliveries(project)}) == 1


def test_an_edition_that_cannot_be_built_keeps_nobody_elses_back(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=PLACES, rest=DAILY)
    done = manual.run(project, "daily", FIRST)
    assert (done.exit_code, done.occurrences[0].counts) == (3, {"ACCEPTED": 1, "FAILED_BUILD": 1})
    assert receivers(project) == ["ada@example.org", "owner@example.org"]
    assert "bo@example.org: FAILED_BUILD" in body(outbox(project)[1])
    (reason,) = done.occurrences[0].reasons
    assert f"1 not built: {reason.splitlines()[0]}" in str(done)
    assert done.as_json()["occurrences"][0]["reasons"] == {reason: 1}


def test_what_could_not_be_built_is_built_by_the_next_run(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=PLACES, rest=DAILY)
    manual.run(project, "daily", FIRST)
    tell_of_any_place(project)
    assert manual.run(project, "daily", FIRST).exit_code == 0
    assert receivers(project) == ["ada@example.org", "bo@example.org", "owner@example.org"]
    assert "from 390 to 430" in body(outbox(project)[1])


def tell_of_any_place(project: Path) -> None:
    """A story that holds for both places, of what is counted in both."""
    change(project / "briefing.toml", 'paths = { indicator = "cycle_paths" }', "")
    (project / "story.en.yaml").write_text(STORY, encoding="utf-8")


def test_a_missing_dataset_sends_nothing_and_is_reported_to_the_owner(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    (project / "observations.csv").unlink()
    done = manual.run(project, "daily", FIRST)
    assert (done.exit_code, done.occurrences[0].occurrence.stage) == (1, "FAILED_BUILD")
    assert receivers(project) == ["owner@example.org"]
    assert "observations.csv" in body(outbox(project)[0])


@pytest.mark.parametrize("emptied", ["", "indicator_id,entity,year,value,qualifier,status,source_id,note\n"])
def test_an_empty_dataset_is_no_success(tmp_path: Path, emptied: str) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    (project / "observations.csv").write_text(emptied, encoding="utf-8")
    done = manual.run(project, "daily", FIRST)
    assert (done.exit_code, states(project)["ada@example.org"]) == (1, ["FAILED_BUILD"])


def test_a_claim_that_has_become_false_sends_nothing(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    change(project / "observations.csv", "2023,560", "2023,300")
    done = manual.run(project, "daily", FIRST)
    assert done.occurrences[0].occurrence.stage == "FAILED_BUILD"
    assert receivers(project) == ["owner@example.org"]


# What changed


def test_the_letter_opens_with_what_changed_since_the_last_edition_that_this_recipient_got(tmp_path: Path) -> None:
    one, two = f"{HEAD}\nada@example.org,,,en,,,\n", f"{HEAD}\nada@example.org,,,en,,,\nbo@example.org,,,en,,,\n"
    project = sending(tmp_path / "p", recipients=one, rest=DAILY)
    manual.run(project, "daily", FIRST)
    change(project / "observations.csv", "2023,560", "2023,561")
    (project / "recipients.csv").write_text(two, encoding="utf-8")
    manual.run(project, "daily", SECOND)
    result = [(str(message["To"]), "What changed since" in body(message)) for message in outbox(project)]
    assert sorted(result) == [("ada@example.org", False), ("ada@example.org", True), ("bo@example.org", False)]


def test_an_unchanged_edition_is_not_sent_again(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + "only_if_changed = true\n")
    manual.run(project, "daily", FIRST)
    done = manual.run(project, "daily", SECOND)
    assert (done.exit_code, done.occurrences[0].counts) == (0, {"SKIPPED_UNCHANGED": 2})
    change(project / "observations.csv", "2023,560", "2023,561")
    assert manual.run(project, "daily", THIRD).occurrences[0].counts == {"ACCEPTED": 2}
    assert len(outbox(project)) == 4


def test_a_change_in_one_place_goes_to_those_alone_who_read_of_it(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=PLACES, rest=DAILY + "only_if_changed = true\n")
    tell_of_any_place(project)
    manual.run(project, "daily", FIRST)
    change(project / "observations.csv", "Sample Town,2023,430", "Sample Town,2023,431")
    manual.run(project, "daily", SECOND)
    assert states(project) == {
        "ada@example.org": ["ACCEPTED", "SKIPPED_UNCHANGED"], "bo@example.org": ["ACCEPTED", "ACCEPTED"],
    }  # fmt: skip


def test_what_was_skipped_is_not_what_a_recipient_got(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + 'when = "visits.last > 560"\n')
    assert manual.run(project, "daily", FIRST).occurrences[0].counts == {"SKIPPED_CONDITION": 2}
    change(project / "observations.csv", "2023,560", "2023,561")
    assert manual.run(project, "daily", SECOND).occurrences[0].counts == {"ACCEPTED": 2}
    assert all("What changed since" not in body(message) for message in outbox(project))


def test_a_condition_that_cannot_be_asked_fails_with_its_place(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", rest=DAILY + 'when = "nonsense.last > 1"\n')
    done = manual.run(project, "daily", FIRST)
    assert done.occurrences[0].occurrence.stage == "FAILED_BUILD"
    assert "when" in all_deliveries(project)[0].reply
    assert "nonsense" in all_deliveries(project)[0].reply


# Size

BOTH = f"{HEAD}\nada@example.org,,,en,brief;deck,,\n"


def test_a_message_that_is_too_large_goes_without_the_deck_and_does_not_name_it(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=BOTH, mail="largest = 110_000")
    manual.send(project)
    message = outbox(project)[0]
    assert set(attached(message)) == {"example-city.en.pdf"}
    assert ".pptx" not in body(message)
    assert ".pptx" not in body(message, "html")


def test_a_message_that_is_too_large_links_to_the_deck(tmp_path: Path) -> None:
    public = tmp_path / "public"
    project = linking(tmp_path, public)
    manual.send(project)
    message = outbox(project)[0]
    (deck,) = public.rglob("*.pptx")
    digest = hashlib.sha256(deck.read_bytes()).hexdigest()
    address = f"https://files.example.org/b/{digest[:16]}/example-city.en.pptx"
    assert set(attached(message)) == {"example-city.en.pdf"}
    assert address in body(message, "html")
    assert address in body(message).replace("\n", "").replace("  ", "")


def linking(tmp_path: Path, public: Path, rest: str = "") -> Path:
    mail = f'largest = 110_000\ntoo_large = "link"\n[mail.publish]\nfolder = "{public}"\nurl = "https://files.example.org/b"'
    return sending(tmp_path / "p", recipients=BOTH, mail=mail, rest=rest)


def test_what_a_letter_links_to_is_published_when_it_leaves_and_not_before(tmp_path: Path) -> None:
    project = linking(tmp_path, tmp_path / "public", rest=DAILY + "approval = true\n")
    manual.run(project, "daily", FIRST)
    assert not (tmp_path / "public").exists()
    actions.approve(project, "example-city.en", "Chief editor")
    manual.run(project, "daily", FIRST)
    assert len(list((tmp_path / "public").rglob("*.pptx"))) == 1
    assert receivers(project) == ["ada@example.org", "owner@example.org"]


def test_a_letter_waits_until_what_it_links_to_can_be_published(tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.write_text("a file where the folder should be", encoding="utf-8")
    project = linking(tmp_path, public, rest=DAILY)
    assert manual.run(project, "daily", FIRST).exit_code == 3
    assert states(project) == {"ada@example.org": ["DEFERRED"]}
    assert "what the letter links to is not published" in all_deliveries(project)[0].reply
    public.unlink()
    assert manual.run(project, "daily", FIRST).exit_code == 0
    assert len(list(public.rglob("*.pptx"))) == 1


def test_an_edition_before_that_is_gone_keeps_only_its_own_readers_back(tmp_path: Path) -> None:
    project = sending(tmp_path / "p", recipients=f"{HEAD}\nada@example.org,,,en,,,\n", rest=DAILY)
    manual.run(project, "daily", FIRST)
    with open_context(project) as at, at.log.begin() as db:
        db.execute(delete(files).where(files.c.sha256.in_(stored_editions.read(db)[0].files.values())))
    (project / "recipients.csv").write_text(
        f"{HEAD}\nada@example.org,,,en,,,\nbo@example.org,,,en,,,\n", encoding="utf-8"
    )
    done = manual.run(project, "daily", SECOND)
    assert (done.exit_code, done.occurrences[0].counts) == (3, {"ACCEPTED": 1, "FAILED_BUILD": 1})
    assert states(project)["bo@example.org"] == ["ACCEPTED"]


def test_a_log_that_fails_makes_no_edition_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = sending(tmp_path / "p", rest=DAILY)
    manual.run(project, "daily", FIRST)

    def broken(*_: object) -> None:
        raise DeliveryLogError("the delivery log failed: disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(stored_editions, "content", broken)
        with pytest.raises(DeliveryLogError):
            manual.run(project, "daily", SECOND)
    assert states(project)["ada@example.org"] == ["ACCEPTED", "PLANNED"]
    assert manual.run(project, "daily", SECOND).exit_code == 0


@pytest.mark.parametrize("policy", ["refuse", "without-deck"])
def test_a_message_that_stays_too_large_is_not_begun(tmp_path: Path, policy: str) -> None:
    project = sending(tmp_path / "p", recipients=BOTH, mail=f'largest = 20_000\ntoo_large = "{policy}"')
    done = manual.send(project)
    assert (done.exit_code, states(project)) == (1, {"ada@example.org": ["FAILED_BUILD"]})
    assert "at most 20,000 may be sent" in all_deliveries(project)[0].reply


def test_parameters_stay_with_their_address(tmp_path: Path) -> None:
    count = 500 if THOROUGH else 100
    numbers = [number * 7 % count for number in range(count)]
    rows = [f"r{number:03d}@example.org,,,en,,{'Sample Town' if number % 3 else ''},2019-2023" for number in numbers]
    project = sending(tmp_path / "p", recipients="\n".join([HEAD, *rows]) + "\n")
    tell_of_any_place(project)
    assert manual.send(project, confirmed=True).exit_code == 0
    found = outbox(project)
    assert len(found) == count
    for message in found:
        number = int(str(message["To"])[1:4])
        assert ("from 390 to 430" in body(message)) == bool(number % 3), message["To"]
