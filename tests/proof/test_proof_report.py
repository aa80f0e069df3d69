"""`briefing proof`: files, folders and ledgers → lines, JSON, exit code."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import briefing
from briefing import cli
from briefing.assets import asset
from briefing.errors import UsageError
from briefing.proof.edition_files import KIND, LARGE, MISSING, editions
from briefing.proof.proof_report import proved


@pytest.fixture
def folder(starter_edition: briefing.Build, tmp_path: Path) -> Path:
    """The small project's finished files, to be changed."""
    return Path(shutil.copytree(starter_edition.ledger.parent, tmp_path / "made"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_a_ledger_and_its_files_are_one_edition(folder: Path) -> None:
    (whole,) = editions([folder])
    assert sorted(whole.files) == [name for name in names(folder) if not name.endswith(".json")]
    assert whole.ledger is not None
    (by_ledger,) = editions([folder / whole.ledger[0]])
    assert (by_ledger.files, by_ledger.ledger) == (whole.files, whole.ledger)
    (one,) = editions([folder / "example-city.en.pptx", folder])
    assert one.files == whole.files


def test_a_renamed_or_refreshed_file_takes_the_ledger_of_its_edition(folder: Path) -> None:
    shutil.copy(folder / "example-city.en.pptx", folder / "example-city.en.refreshed.pptx")
    (group,) = editions([folder / "example-city.en.refreshed.pptx"])
    assert group.ledger is not None
    (alone,) = editions([Path(shutil.copy(folder / "example-city.en.pptx", folder.parent / "other.pptx"))])
    assert alone.ledger is None


def test_two_editions_are_two_groups(folder: Path) -> None:
    for path in list(folder.iterdir()):
        shutil.copy(path, folder / path.name.replace(".en.", ".de."))
    assert len(editions([folder])) == 2
    with pytest.raises(UsageError, match="a proof page is of one edition, these are 2"):
        proved([folder], html=folder / "proof.html")


def test_what_cannot_be_read_or_is_too_large_is_a_finding(tmp_path: Path) -> None:
    (group,) = editions([tmp_path / "none.pptx"])
    assert [(one.rule, one.location.file) for one in group.findings] == [(MISSING.id, "none.pptx")]
    with (tmp_path / "large.pdf").open("wb") as file:
        file.truncate(300_000_000)
    (group,) = editions([tmp_path / "large.pdf"])
    assert [(one.rule, group.files) for one in group.findings] == [(LARGE.id, {})]
    (tmp_path / "notes.odt").write_bytes(b"notes")
    (group,) = editions([tmp_path / "notes.odt"])
    assert [(one.rule, group.files) for one in group.findings] == [(KIND.id, {})]


def test_nothing_to_prove_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file to prove"):
        editions([tmp_path])
    with pytest.raises(UsageError, match="it is no project"):
        proved([tmp_path], project=tmp_path)


def test_a_clean_edition_has_no_findings_and_exit_code_nought(
    starter_edition: briefing.Build, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["proof", str(starter_edition.ledger)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "no findings"
    assert cli.main(["proof", str(starter_edition.ledger), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_fault_is_a_line_with_severity_rule_place_and_fix(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = folder / "example-city.en.txt"
    letter.write_text(letter.read_text(encoding="utf-8").replace("560", "650"), encoding="utf-8")
    assert cli.main(["proof", str(letter)]) == 1
    printed = capsys.readouterr().out
    assert "error [number-untraced] example-city.en.txt, text: '650' in “" in printed
    # the number stands in the letter four times, and no such text is what was built
    assert printed.splitlines()[-1] == "8 errors, 1 warning"
    assert "warning [edition-changed] example-city.en.txt: it was changed after it was built; build it again" in printed
    assert cli.main(["proof", str(letter), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {"severity", "what", "where", "fix", "rule", "place"} == set(found[0])
    assert cli.main(["proof", str(letter), "--quiet"]) == 1
    assert capsys.readouterr().out == ""


def test_strict_makes_warnings_count(folder: Path) -> None:
    letter = folder / "example-city.en.txt"
    letter.write_text(letter.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert cli.main(["proof", str(letter), "--quiet"]) == 0
    assert cli.main(["proof", str(letter), "--quiet", "--strict"]) == 1


def test_of_an_edition_older_than_its_data_is_told_first_that_it_is_and_little_else(
    starter_edition: briefing.Build, starter: Path
) -> None:
    table = starter / "observations.csv"
    table.write_text(re.sub(r"(?<=\d,)([\d.]+)(?=,=)", r"1\1", table.read_text(encoding="utf-8")), encoding="utf-8")
    found = proved([starter_edition.ledger], project=starter).findings
    assert (found[0].rule, found[0].location.file) == ("edition-inputs", "observations.csv")
    (flood,) = [one.what for one in found if one.rule == "number-cell" and "more findings" in one.what]
    assert int(flood.split()[0]) == 10 - 5  # of the ten cells that the edition rests on
    assert sum(one.rule == "number-cell" for one in found) == 5 + 1


def test_the_dataset_is_the_current_folder_or_the_one_named(
    starter_edition: briefing.Build, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = starter / "observations.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",2023,560,", ",2023,559,"), encoding="utf-8")

    def rules(project: Path | None = None) -> set[str]:
        return {one.rule for one in proved([starter_edition.ledger], project=project).findings}

    assert {"number-cell", "edition-inputs"} <= rules(project=starter)
    assert not {"number-cell", "edition-inputs"} & rules(project=asset("project"))
    monkeypatch.chdir(starter)
    assert "number-cell" in rules()
