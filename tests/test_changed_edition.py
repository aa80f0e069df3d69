"""An edition that follows another: what changed stands in its files and its ledger, and makes no edition new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing.errors import BriefingError
from briefing.explain import Explanation, explain
from tests.editions import change, project, project_after, with_section
from tests.reading import texts


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the edition before."""
    folder = tmp_path_factory.mktemp("before")
    return briefing.build(project(folder / "project"), folder / "output").ledger


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project a year later, with a section of changes."""
    return with_section(project_after(tmp_path_factory.mktemp("after") / "project"))


@pytest.fixture(scope="module")
def after(given: Path, before: Path, tmp_path_factory: pytest.TempPathFactory) -> briefing.Build:
    """Its edition."""
    return briefing.build(given, tmp_path_factory.mktemp("output"), previous=before)


def ledger_of(built: briefing.Build) -> dict[str, Any]:
    return dict(json.loads(built.ledger.read_text(encoding="utf-8")))


def test_the_letter_tells_what_changed(after: briefing.Build) -> None:
    assert after.letter is not None
    told = after.letter.with_suffix(".txt").read_text(encoding="utf-8")
    assert "What changed since the last edition" in told
    assert "- Library visits, thousand a year: 640 (2024); previously 560 (2023)" in told
    assert "- Library visits, thousand a year, 2019: 415; previously 410, since\n  revised" in told


def test_deck_and_brief_show_the_section(after: briefing.Build) -> None:
    told = texts(after)
    for suffix in (".pptx", ".pdf"):
        words = "\n".join(held for part, held in told.items() if suffix in part)
        assert "What is new in this edition" in words
        assert "Previous edition" in words
        assert "560 (2023)" in words.replace("\u00a0", " ")


def test_old_values_stand_in_the_ledger_as_previous_with_their_observations(after: briefing.Build) -> None:
    facts = ledger_of(after)["facts"]
    old = facts["previous(visits.last)"]
    assert (old["value"], old["previous"], old["formula"]) == (560, True, "560")
    assert [(row["year"], row["value"], row["source"]) for row in old["observations"]] == [(2023, 560, "EXAMPLE")]
    assert "cell" not in old["observations"][0]
    assert all(name.startswith("previous(") == fact.get("previous", False) for name, fact in facts.items())


def test_uses_of_old_values_point_to_them(after: briefing.Build) -> None:
    ledger = ledger_of(after)
    outputs = {use["output"] for use in ledger["uses"] if use["fact"] == "previous(visits.last)"}
    assert outputs == {"deck", "brief", "letter"}
    assert {use["fact"] for use in ledger["uses"]} <= set(ledger["facts"])


def test_the_ledger_before_is_an_input(after: briefing.Build, before: Path) -> None:
    import hashlib

    assert ledger_of(after)["edition"]["inputs"][before.name] == hashlib.sha256(before.read_bytes()).hexdigest()


def test_what_changed_is_not_in_the_content_hash(given: Path, after: briefing.Build, tmp_path: Path) -> None:
    alone = briefing.build(given, tmp_path / "alone")
    assert texts(alone) != texts(after)
    assert ledger_of(alone)["edition"]["content_hash"] == ledger_of(after)["edition"]["content_hash"]


def test_the_content_hash_still_follows_everything_else(given: Path, tmp_path: Path, before: Path) -> None:
    other = with_section(project_after(tmp_path / "project"))
    change(other, "story.en.yaml", "Which libraries grew most?", "Which libraries grew fastest?")
    hashes = {
        ledger_of(briefing.build(root, tmp_path / name, previous=before))["edition"]["content_hash"]
        for name, root in (("one", given), ("other", other))
    }
    assert len(hashes) == 2


@pytest.mark.usefixtures("nothing_reused")
def test_same_inputs_give_the_same_bytes(
    given: Path, after: briefing.Build, before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = briefing.build(given, tmp_path / "again", previous=before)
    assert [path.read_bytes() for path in again.files] == [path.read_bytes() for path in after.files]


def test_the_next_edition_leaves_out_what_was_previous_in_this_one(
    given: Path, after: briefing.Build, tmp_path: Path
) -> None:
    built = briefing.build(given, tmp_path / "next", previous=after.ledger)
    assert built.letter is not None
    assert "No headline number changed." in built.letter.read_text(encoding="utf-8")
    assert not any(name.startswith("previous(") for name in ledger_of(built)["facts"])


def test_the_settings_may_name_the_ledger(before: Path, after: briefing.Build, tmp_path: Path) -> None:
    root = with_section(project_after(tmp_path / "project"))
    (root / before.name).write_bytes(before.read_bytes())
    change(root, "briefing.toml", 'theme = "ink"', f'theme = "ink"\nprevious = "{before.name}"')
    built = briefing.build(root, tmp_path / "output", only=["letter"])
    assert built.letter is not None
    assert after.letter is not None
    assert built.letter.read_bytes() == after.letter.read_bytes()


def test_explain_knows_old_values(before: Path, tmp_path: Path) -> None:
    root = project_after(tmp_path / "project")
    (root / before.name).write_bytes(before.read_bytes())
    change(root, "briefing.toml", 'theme = "ink"', f'theme = "ink"\nprevious = "{before.name}"')
    (told,) = explain(root, "previous(visits.last)")
    assert isinstance(told, Explanation)
    assert "value of the edition before this one" in str(told)
    assert "library_visits, Example City, 2023: 560" in str(told)
    assert "source EXAMPLE" in str(told)
    assert "stands at: letter, change 1: 560" in str(told)


def test_a_ledger_that_cannot_be_read_replaces_nothing(given: Path, tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="the file is missing"):
        briefing.build(given, tmp_path / "output", previous=tmp_path / "none.ledger.json")
    assert not (tmp_path / "output").exists()


def test_the_chinese_edition_tells_it_in_chinese(harbour: Path, tmp_path: Path) -> None:
    earlier = briefing.build(harbour, tmp_path / "before", languages=["en"], only=["letter"]).ledger
    facts = json.loads(earlier.read_text(encoding="utf-8"))
    told_before = facts["facts"]["solar.last"]
    told_before["formula"] = "1134"
    for row in (told_before, *told_before["observations"]):
        row["value"] = 1134.0
    earlier.write_text(json.dumps(facts), encoding="utf-8")
    built = briefing.build(harbour, tmp_path / "after", languages=["zh"], only=["letter"], previous=earlier)
    assert built.letter is not None
    told = built.letter.with_suffix(".txt").read_text(encoding="utf-8")
    assert "与上一版相比的变化" in told
    assert "太阳能装机容量，kW/千人，2023年：1156；上期为1134，现已修" in told
