"""What changed between two editions, from ledgers, decks and briefs: numbers with their reasons, claims, sources."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import briefing
from briefing.diff import Changes, diff
from briefing.diff.changes import NumberChange
from tests.diff.conftest import alone

EARLIER = Path(__file__).parents[1] / "proof" / "reading" / "earlier" / "version-3.ledger.json"


def by_name(changes: Changes) -> Mapping[str, NumberChange]:
    return {one.fact: one for one in changes.numbers}


def ledger_of(built: briefing.Build) -> dict[str, Any]:
    return dict(json.loads(built.ledger.read_text(encoding="utf-8")))


def written(folder: Path, ledger: Mapping[str, Any], name: str = "new.ledger.json") -> Path:
    """A ledger that a test has changed; its content hash is another."""
    path = folder / name
    edition = {**ledger["edition"], "content_hash": "another"}
    path.write_text(json.dumps({**ledger, "edition": edition}), encoding="utf-8")
    return path


def test_two_ledgers_tell_old_and_new_value_in_their_words_with_the_reason(
    old: briefing.Build, new: briefing.Build
) -> None:
    found = by_name(diff(old.ledger, new.ledger))
    last = found["visits.last"]
    assert (last.old, last.new, last.was, last.now, last.why) == (560, 640, "560", "640", ("period",))
    assert last.years == ("2023", "2024")
    first = found["visits.first"]
    assert (first.was, first.now, first.why) == ("410", "415", ("revised",))
    assert [(one.entity, one.period.notation, one.part, one.old, one.new) for one in first.revisions] == [
        ("Example City", 2019, "value", "410", "415")
    ]
    assert found["visits.percent"].why == ("period", "revised")
    assert (found["visits.percent"].was, found["visits.percent"].now) == ("rose 37%", "rose 54%")


def test_a_fact_in_one_edition_alone_is_added_or_removed(old: briefing.Build, new: briefing.Build) -> None:
    found = by_name(diff(old.ledger, new.ledger))
    added, removed = found["visits.at(2024)"], found["visits.of('Example City').at(2023)"]
    assert (added.kind, added.old, added.new, added.now) == ("added", None, 640, "640")
    assert (removed.kind, removed.old, removed.new) == ("removed", 560, None)


def test_a_fact_that_did_not_change_is_not_told(old: briefing.Build, new: briefing.Build) -> None:
    found = by_name(diff(old.ledger, new.ledger))
    assert not {"visits.at(2020)", "paths.target(2025)", "paths.first"} & set(found)


def test_a_derived_number_that_stays_is_not_told_for_a_revision_behind_it(old: briefing.Build, tmp_path: Path) -> None:
    ledger = ledger_of(old)
    for row in ledger["facts"]["visits.span"]["observations"]:
        row["value"] += 1
    assert diff(old.ledger, written(tmp_path, ledger)).numbers == ()


def test_a_new_formula_is_told(old: briefing.Build, tmp_path: Path) -> None:
    ledger = ledger_of(old)
    ledger["facts"]["visits.growth"] |= {"formula": "(560 − 410) / 4", "value": 37.5}
    (one,) = diff(old.ledger, written(tmp_path, ledger)).numbers
    assert (one.fact, one.why) == ("visits.growth", ("formula",))


def test_another_status_of_the_same_value_is_told_as_a_revision_of_it(old: briefing.Build, tmp_path: Path) -> None:
    ledger = ledger_of(old)
    ledger["facts"]["visits.last"]["observations"][0]["status"] = "P"
    changes = diff(old.ledger, written(tmp_path, ledger))
    (one,) = changes.numbers
    assert (one.was, one.now) == ("560 thousand visits", "560 thousand visits")
    assert "revised (Example City 2023: status A → P)" in str(changes)


def test_values_that_are_printed_alike_are_told_in_full(old: briefing.Build, tmp_path: Path) -> None:
    ledger = ledger_of(old)
    ledger["facts"]["visits.percent"]["value"] += 0.01
    (one,) = diff(old.ledger, written(tmp_path, ledger)).numbers
    assert (one.was, one.now) == ("36.5854%", "36.5954%")


def test_values_of_an_edition_before_are_no_numbers_of_this_one(old: briefing.Build, tmp_path: Path) -> None:
    ledger = ledger_of(old)
    ledger["facts"]["previous(visits.last)"] = {**ledger["facts"]["visits.last"], "previous": True}
    assert diff(old.ledger, written(tmp_path, ledger)).numbers == ()


def claims(old: briefing.Build, tmp_path: Path, *rows: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The ledger with these claims in place of the last ones → kind and place of each change."""
    ledger = ledger_of(old)
    kept = ledger["claims"][: len(ledger["claims"]) - len(rows)]
    told = diff(old.ledger, written(tmp_path, {**ledger, "claims": [*kept, *rows]})).claims
    assert told is not None
    return [(one.kind, one.place) for one in told]


def test_claims_are_told_when_their_text_or_expectation_changes(old: briefing.Build, tmp_path: Path) -> None:
    last = ledger_of(old)["claims"][-1]
    assert claims(old, tmp_path, last) == []
    assert claims(old, tmp_path, {**last, "text": "Another sentence"}) == [("text", last["place"])]
    assert claims(old, tmp_path, {**last, "expect": "visits.last > 1"}) == [("expectation", last["place"])]
    moved = claims(old, tmp_path, {**last, "place": "elsewhere"})
    assert moved == []


def test_a_claim_whose_number_changes_is_no_other_claim(old: briefing.Build, tmp_path: Path) -> None:
    last = ledger_of(old)["claims"][-1]
    first = ledger_of(old)["claims"][1]
    numbered = {**last, "text": "Visits rose 37%"}
    ledger = ledger_of(old)
    before = written(tmp_path, {**ledger, "claims": [first, numbered]}, "before.ledger.json")
    ledger["edition"]["as_of"] = "2025-12-31"
    after = written(tmp_path, {**ledger, "claims": [first, {**numbered, "text": "Visits rose 54%"}]})
    told = json.loads(after.read_text(encoding="utf-8"))
    told["edition"]["content_hash"] = "a third"
    after.write_text(json.dumps(told), encoding="utf-8")
    assert diff(before, after).claims == ()


def test_a_claim_that_is_added_dropped_or_false_now_is_told(old: briefing.Build, tmp_path: Path) -> None:
    last = ledger_of(old)["claims"][-1]
    new = {"place": "new, point 1", "text": "Something else", "expect": "paths.last > 1", "holds": True}
    assert claims(old, tmp_path, new) == [("added", "new, point 1"), ("dropped", last["place"])]
    assert claims(old, tmp_path, {**last, "holds": False}) == [("now false", last["place"])]


def test_sources_are_told_when_added_removed_or_changed(old: briefing.Build, tmp_path: Path) -> None:
    ledger = ledger_of(old)
    ledger["sources"]["EXAMPLE"]["title"] = "Another title"
    ledger["sources"]["OTHER"] = {"publisher": "Office", "title": "Book", "url": "", "published": "2024"}
    changes = diff(old.ledger, written(tmp_path, ledger))
    assert changes.sources is not None
    assert [(one.kind, one.id) for one in changes.sources] == [("added", "OTHER"), ("changed", "EXAMPLE")]
    assert [part for part, _, _ in changes.sources[1].parts] == ["title"]
    back = diff(tmp_path / "new.ledger.json", old.ledger)
    assert back.sources is not None
    assert [(one.kind, one.id) for one in back.sources] == [("removed", "OTHER"), ("changed", "EXAMPLE")]


def test_an_equal_content_hash_means_that_nothing_changed(old: briefing.Build) -> None:
    changes = diff(old.ledger, old.ledger)
    assert changes.same
    assert changes.numbers == ()
    assert str(changes).endswith("nothing changed: a reader sees the same in both")
    assert not diff(old.ledger, old.ledger).warnings


def test_files_with_their_ledger_beside_them_are_read_by_it(old: briefing.Build, new: briefing.Build) -> None:
    assert old.deck is not None
    assert new.brief is not None
    changes = diff(old.deck, new.brief)
    assert changes.numbers == diff(old.ledger, new.ledger).numbers
    assert changes.old.read == f"by the ledger next to it, {old.ledger.name}"
    assert changes.warnings == ()


def test_briefs_alone_are_compared_by_the_facts_inside_them(
    old: briefing.Build, new: briefing.Build, tmp_path: Path
) -> None:
    changes = diff(alone(old.brief, tmp_path / "old"), alone(new.brief, tmp_path / "new"))
    assert changes.old.read == "by the facts.json inside it"
    assert changes.claims is None
    one = by_name(changes)["visits.first"]
    assert (one.was, one.now, one.why) == ("410 thousand visits", "415 thousand visits", ("revised",))
    assert "not compared: claims" in str(changes)
    with_ledger = by_name(diff(alone(old.brief, tmp_path / "old"), new.ledger))
    assert with_ledger["visits.last"].why == ("period",)
    assert "visits.rank()" not in with_ledger  # that a claim rests on it, a brief does not tell


def test_decks_alone_are_compared_by_what_they_remember(
    old: briefing.Build, new: briefing.Build, tmp_path: Path
) -> None:
    changes = diff(alone(old.deck, tmp_path / "old"), alone(new.deck, tmp_path / "new"))
    found = by_name(changes)
    assert (changes.old.slug, changes.old.lang) == ("example-city", "en")
    assert (found["visits.percent"].was, found["visits.percent"].now) == ("rose 37%, +37%", "rose 54%, +54%")
    assert (found["visits.last"].was, found["visits.last"].now) == ("560, 2023", "640, 2024")
    assert "visits.at(2020)" not in found
    assert (changes.claims, changes.sources) == (None, None)


def test_a_deck_alone_is_compared_with_a_ledger_by_whether_its_words_say_the_value(
    old: briefing.Build, new: briefing.Build, tmp_path: Path
) -> None:
    deck = alone(old.deck, tmp_path / "old")
    assert diff(deck, old.ledger).numbers == ()
    assert diff(old.ledger, deck).numbers == ()
    found = by_name(diff(deck, new.ledger))
    assert (found["visits.percent"].was, found["visits.percent"].now) == ("rose 37%, +37%", "rose 54%")
    assert found["visits.percent"].new == pytest.approx(54.2168674699)
    brief = alone(old.brief, tmp_path / "brief")
    assert diff(deck, brief).numbers == ()
    assert "visits.first" in by_name(diff(deck, alone(new.brief, tmp_path / "new")))


def test_the_words_of_chinese_editions_say_the_same_values(harbour: Path, tmp_path: Path) -> None:
    built = briefing.build(harbour, tmp_path / "output", languages=["zh"], only=["deck"])
    assert diff(alone(built.deck, tmp_path / "alone"), built.ledger).numbers == ()


def test_the_text_names_both_files_and_counts(old: briefing.Build, new: briefing.Build) -> None:
    lines = str(diff(old.ledger, new.ledger)).splitlines()
    assert lines[0].startswith("old: example-city.en.ledger.json (example-city.en, as of 2024-12-31, values of 2019–")
    assert lines[2] == "numbers: 16 changed, 4 added, 1 removed"
    assert "  visits.last                      560 → 640  new period (2023 → 2024)" in lines


def test_what_is_worked_out_from_a_value_stands_in_its_line(old: briefing.Build, new: briefing.Build) -> None:
    lines = str(diff(old.ledger, new.ledger)).splitlines()
    numbers = lines[3 : lines.index("claims: 1 changed")]
    assert len(numbers) < 16  # of 21 numbers
    at = next(at for at, line in enumerate(numbers) if line.startswith("  visits.last "))
    assert numbers[at + 1].startswith("    and with it: ")
    assert "at(2019) 410 thousand visits → 415 thousand visits (revised)" in numbers[at + 1]


def test_the_json_has_every_change_and_is_the_same_each_time(old: briefing.Build, new: briefing.Build) -> None:
    told = diff(old.ledger, new.ledger).as_json()
    assert json.dumps(told) == json.dumps(diff(old.ledger, new.ledger).as_json())
    assert set(told) == {"old", "new", "same", "numbers", "revisions", "claims", "sources", "warnings"}
    assert told["revisions"] == [
        {"indicator": "library_visits", "entity": "Example City", "year": 2019, "part": "value", "kind": "revised",
         "old": "410", "new": "415", "change": 5}
    ]  # fmt: skip
    last = next(one for one in told["numbers"] if one["fact"] == "visits.last")
    assert (last["old"], last["new"], last["why"], last["years"]) == (560, 640, ["period"], ["2023", "2024"])


def test_a_brief_of_an_earlier_version_is_read_by_the_facts_inside_it(old: briefing.Build, tmp_path: Path) -> None:
    assert old.brief is not None
    rows = json.loads(EARLIER.read_text(encoding="utf-8"))
    facts = json.dumps({key: rows[key] for key in ("facts", "sources")}).encode()
    path = tmp_path / "earlier.pdf"
    with pikepdf.open(old.brief) as pdf:
        pdf.attachments["facts.json"] = pikepdf.AttachedFileSpec(pdf, facts, filename="facts.json")
        pdf.save(path)
    found = diff(path, EARLIER)
    assert found.old.read == "by the facts.json inside it"
    assert found.numbers == ()
    assert found.sources == ()
    # what cards print since, and what describes them
    later = ["paths.at(2019)", "paths.at(2023)", "visits.on_previous()"]
    assert [(one.kind, one.fact) for one in diff(path, old.ledger).numbers] == [("added", name) for name in later]
