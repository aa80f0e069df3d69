"""One observation changed: every place that shows it or anything derived changes, and the old number is nowhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing import cli
from briefing.errors import BriefingError
from tests.reading import stands_in, texts

CHANGED = ("inv_patents_per_10k", "Beijing", 2023)
# The published density of 2023 is 262.9; this one changes the multiple, the growth and the change on 2022 too.
OLD, NEW = "262.9", "271.3"


def ledger_of(edition: briefing.Build) -> dict[str, Any]:
    return dict(json.loads(edition.ledger.read_text(encoding="utf-8")))


def change(project: Path) -> None:
    """Every row that holds the observation gets the new value, whoever published it."""
    file = project / "observations.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    indicator, entity, year = CHANGED
    start = f"{indicator},{entity},{year},"
    changed = [line.replace(f",{OLD},", f",{NEW},") if line.startswith(start) else line for line in lines]
    assert changed != lines
    file.write_text("".join(changed), encoding="utf-8")


def affected(ledger: dict[str, Any]) -> set[str]:
    """Names of the facts that rest on the observation."""
    return {
        name
        for name, fact in ledger["facts"].items()
        if any((item["indicator"], item["entity"], item["year"]) == CHANGED for item in fact["observations"])
    }


@pytest.fixture(scope="module")
def changed_edition(tmp_path_factory: pytest.TempPathFactory) -> briefing.Build:
    """The Beijing edition over the changed observation."""
    import shutil

    from tests.beijing.conftest import BEIJING

    folder = tmp_path_factory.mktemp("changed")
    project = Path(shutil.copytree(BEIJING, folder / "beijing"))
    change(project)
    return briefing.build(project, folder / "output")


def test_every_place_of_the_observation_shows_the_new_number(
    edition: briefing.Build, changed_edition: briefing.Build
) -> None:
    before, after = ledger_of(edition), ledger_of(changed_edition)
    named = {use["fact"] for use in before["uses"] if use["text"] == OLD}
    assert named
    parts = ("output", "page", "element", "channel", "fact")
    old = sorted(tuple(use[part] for part in parts) for use in before["uses"] if use["text"] == OLD)
    new = sorted(tuple(use[part] for part in parts) for use in after["uses"] if use["text"] == NEW)
    assert old == new
    assert {use[0] for use in old} == {"deck", "brief", "letter"}


def test_every_fact_that_rests_on_the_observation_changes(
    edition: briefing.Build, changed_edition: briefing.Build
) -> None:
    before, after = ledger_of(edition), ledger_of(changed_edition)
    rests = {name for name in affected(before) if before["facts"][name]["unit"] != "year"}
    same = {name for name in rests if before["facts"][name] == after["facts"][name]}
    assert {"patents.last", "patents.multiple", "patents.growth"} <= rests
    assert same == set()


def test_the_old_numbers_are_nowhere(edition: briefing.Build, changed_edition: briefing.Build) -> None:
    before, after = ledger_of(edition), ledger_of(changed_edition)
    facts = affected(before)
    shown = {use["text"] for use in before["uses"] if use["fact"] in facts and re.search(r"\d", use["text"])}
    allowed = {row["text"] for row in (*after["uses"], *after["terms"])}
    gone = {text for text in shown - allowed if not any(stands_in(text, other) for other in allowed)}
    assert {OLD, "5.5×"} <= gone
    told = texts(changed_edition)
    still = {(text, part) for text in gone for part, words in told.items() if stands_in(text, words)}
    assert still == set()
    seen = "\n".join(texts(edition).values())
    assert all(stands_in(text, seen) for text in gone if " " not in text)


def test_the_new_number_stands_in_every_file(changed_edition: briefing.Build) -> None:
    told = texts(changed_edition)
    for path in changed_edition.files:
        assert any(stands_in(NEW, words) for part, words in told.items() if part.startswith(path.name)), path.name
    workbooks = [words for part, words in told.items() if ".xlsx/" in part]
    assert any(stands_in(NEW, words) for words in workbooks)


def test_the_content_hash_follows_the_number(edition: briefing.Build, changed_edition: briefing.Build) -> None:
    before, after = ledger_of(edition)["edition"], ledger_of(changed_edition)["edition"]
    assert before["content_hash"] != after["content_hash"]
    assert before["inputs"]["observations.csv"] != after["inputs"]["observations.csv"]
    assert before["inputs"]["story.en.yaml"] == after["inputs"]["story.en.yaml"]


def test_a_sentence_that_is_no_longer_true_stops_the_build(beijing: Path, tmp_path: Path) -> None:
    file = beijing / "observations.csv"
    text = file.read_text(encoding="utf-8")
    assert "tech_contract_value,Beijing,2023,official,853.69" in text
    file.write_text(
        re.sub(r"(tech_contract_value,Beijing,2023,official,)85[0-9.]+", r"\g<1>1853.69", text), encoding="utf-8"
    )
    with pytest.raises(BriefingError) as caught:
        briefing.build(beijing, tmp_path / "output")
    told = [finding for finding in caught.value.findings if "contracts.multiple < 3" in str(finding)]
    assert told
    assert all("story.en.yaml, line " in finding.where for finding in told)
    assert not (tmp_path / "output").exists()


def test_a_number_typed_into_a_point_is_an_error_that_names_its_fact(
    beijing: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = beijing / "story.en.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    sections = lines.index("sections:")
    at = next(number for number in range(sections, len(lines)) if lines[number].strip() == "points:")
    indent = " " * (len(lines[at]) - len(lines[at].lstrip()) + 2)
    lines.insert(at + 1, f'{indent}- "**Enterprises** There are 28,300 of them"')
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert cli.main(["build", str(beijing), "--out", str(tmp_path / "output")]) == 1
    told = capsys.readouterr().err
    assert f"story.en.yaml, line {at + 2}" in told
    assert "28,300" in told
    assert "enterprises.last" in told
    assert not (tmp_path / "output").exists()
