"""What was made of the same is not made again, and whatever has changed is: the files are the same bytes either way."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing import read
from briefing.assets import asset
from briefing.errors import BriefingError
from briefing.model.build_options import BuildOptions
from briefing.pipeline.build import build_of_batch
from briefing.reuse import from_nothing
from tests.thorough import THOROUGH

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc00000030101"
    "00c9fe92ef0000000049454e44ae426082"
)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def fresh(project: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, **wanted: Any) -> dict[str, bytes]:
    """What a build from nothing makes."""
    with monkeypatch.context() as patch, from_nothing():
        patch.setenv("BRIEFING_CACHE", "off")
        briefing.build(project, folder, **wanted)
    return contents(folder)


def test_a_second_build_leaves_the_files_as_they_are(kept: Path, starter: Path, tmp_path: Path) -> None:
    first = briefing.build(starter, tmp_path / "out")
    times = [path.stat().st_mtime_ns for path in first.files]
    second = briefing.build(starter, tmp_path / "out")
    assert (first.unchanged, second.unchanged) == (False, True)
    assert (second.files, second.findings, second.ledger) == (first.files, first.findings, first.ledger)
    assert [path.stat().st_mtime_ns for path in second.files] == times


def test_without_a_cache_nothing_is_taken_for_unchanged(starter: Path, tmp_path: Path) -> None:
    assert not briefing.build(starter, tmp_path / "out").unchanged
    assert not briefing.build(starter, tmp_path / "out").unchanged


CHANGES: dict[str, Callable[[Path], object]] = {
    "a sentence": lambda root: _edit(root / "story.en.yaml", "visits", "calls", 1),
    "an observation": lambda root: _edit(root / "observations.csv", "560", "561"),
    "the settings": lambda root: _edit(root / "briefing.toml", 'theme = "ink"', 'theme = "wine"'),
    "the name of a source": lambda root: _edit(root / "sources.csv", "Example data,", "Example figures,", 1),
    "a table that was not there": lambda root: (root / "milestones.csv").write_text(
        "date,title,source_id\n2021,A bridge opened," + _source(root) + "\n"
    ),
    "a story in a second language": lambda root: shutil.copy(root / "story.en.yaml", root / "story.fr.yaml"),
}


def _edit(path: Path, old: str, new: str, count: int = -1) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def _source(root: Path) -> str:
    return (root / "sources.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]


def test_a_change_of_any_input_is_seen(
    kept: Path, starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefing.build(starter, tmp_path / "out")
    for change, make in CHANGES.items():  # one after the other, so that each is a change of what was built last
        make(starter)
        wished = fresh(starter, tmp_path / "fresh", monkeypatch)
        assert not briefing.build(starter, tmp_path / "out").unchanged, change
        assert contents(tmp_path / "out") == wished, change


def test_a_theme_a_logo_and_a_template_of_ones_own_are_inputs_too(
    kept: Path, starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(asset("themes/wine.toml"), starter / "own.toml")
    (starter / "logo.png").write_bytes(PNG)
    _edit(starter / "briefing.toml", 'theme = "ink"', 'theme = "own.toml"')
    _edit(starter / "briefing.toml", "[imprint]", '[imprint]\nlogo = "logo.png"')
    briefing.build(starter, tmp_path / "out")
    assert briefing.build(starter, tmp_path / "out").unchanged
    (starter / "own.toml").write_text((starter / "own.toml").read_text() + "\n# a word\n")
    assert not briefing.build(starter, tmp_path / "out").unchanged
    (starter / "logo.png").write_bytes(PNG + b"\0")
    assert not briefing.build(starter, tmp_path / "out").unchanged
    assert contents(tmp_path / "out") == fresh(starter, tmp_path / "fresh", monkeypatch)


WANTED: dict[str, dict[str, Any]] = {
    "a theme": {"theme": "jade"},
    "a day": {"as_of": dt.date(2024, 7, 1)},
    "a slug": {"slug": "another"},
    "outputs": {"only": ["deck"]},
}


@pytest.mark.parametrize("wanted", WANTED)
def test_another_question_has_another_answer(
    kept: Path, starter: Path, tmp_path: Path, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefing.build(starter, tmp_path / "out")
    wished = fresh(starter, tmp_path / "fresh", monkeypatch, **WANTED[wanted])
    made = briefing.build(starter, tmp_path / "other", **WANTED[wanted])
    assert not made.unchanged
    assert contents(tmp_path / "other") == wished
    assert briefing.build(starter, tmp_path / "other", **WANTED[wanted]).unchanged
    assert briefing.build(starter, tmp_path / "out").unchanged


@pytest.mark.parametrize("harm", ["changed", "removed", "folder"])
def test_an_output_that_is_not_as_it_was_is_made_again(kept: Path, starter: Path, tmp_path: Path, harm: str) -> None:
    made = briefing.build(starter, tmp_path / "out")
    wished = contents(tmp_path / "out")
    assert made.deck
    if harm == "changed":
        made.deck.write_bytes(b"edited")
    elif harm == "removed":
        made.ledger.unlink()
    else:
        shutil.rmtree(tmp_path / "out")
    again = briefing.build(starter, tmp_path / "out")
    assert not again.unchanged
    assert contents(tmp_path / "out") == wished


def test_warnings_are_told_again_and_strict_makes_them_errors_again(kept: Path, starter: Path, tmp_path: Path) -> None:
    shutil.copy(starter / "story.en.yaml", starter / "story.zh.yaml")  # in which much stands in English
    wanted: dict[str, Any] = {"languages": ["zh"], "only": ["letter"]}
    first = briefing.build(starter, tmp_path / "out", **wanted)
    assert first.findings
    again = briefing.build(starter, tmp_path / "out", **wanted)
    assert (again.unchanged, again.findings) == (True, first.findings)
    with pytest.raises(BriefingError):
        briefing.build(starter, tmp_path / "out", **wanted, strict=True)


@pytest.mark.parametrize("lang", ["en", "zh"] if THOROUGH else ["zh"])  # which has signs of both scripts
def test_documents_and_charts_that_are_remembered_make_the_same_bytes(
    kept: Path, harbour: Path, tmp_path: Path, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wished = fresh(harbour, tmp_path / "fresh", monkeypatch, languages=[lang])
    briefing.build(harbour, tmp_path / "first", languages=[lang])
    briefing.build(harbour, tmp_path / "second", languages=[lang])
    assert contents(tmp_path / "first") == wished
    assert contents(tmp_path / "second") == wished


def test_a_company_s_template_is_remembered_with_the_document(
    kept: Path, starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = briefing.build(starter, tmp_path / "template", only=["deck"]).deck
    assert deck
    wished = fresh(starter, tmp_path / "fresh", monkeypatch, only=["deck"], template=deck)
    for folder in ("first", "second"):
        briefing.build(starter, tmp_path / folder, only=["deck"], template=deck)
        assert contents(tmp_path / folder) == wished
    mapping = deck.with_suffix(".layouts.toml")
    mapping.write_text("")
    assert not briefing.build(starter, tmp_path / "second", only=["deck"], template=deck).unchanged


def test_a_table_that_changes_while_it_is_read_is_not_taken_for_what_was_read(
    kept: Path, starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = read.project

    def changed_behind(*given: Any, **wanted: Any) -> Any:
        project = real(*given, **wanted)
        _edit(starter / "observations.csv", "560", "561")
        return project

    with monkeypatch.context() as patch:
        patch.setattr("briefing.read.project", changed_behind)
        with pytest.raises(BriefingError, match="the cell holds '561'"):  # the proof reads the cells again
            briefing.build(starter, tmp_path / "out")
    assert not briefing.build(starter, tmp_path / "out").unchanged
    assert contents(tmp_path / "out") == fresh(starter, tmp_path / "fresh", monkeypatch)


def test_documents_of_a_text_that_changed_meanwhile_are_not_remembered_for_the_former(
    kept: Path, starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = briefing.build(starter, tmp_path / "out")
    wished = contents(tmp_path / "out")
    assert first.deck
    real = read.story

    def changed_before(path: Path) -> Any:
        _edit(starter / "story.en.yaml", "visits", "calls", 1)
        return real(path)

    with monkeypatch.context() as patch:  # the files are as they were, but what was composed of them is lost
        patch.setattr("briefing.pipeline.build_state.BuildState.load_documents", lambda _: None)
        patch.setattr("briefing.read.story", changed_before)
        briefing.build(starter, tmp_path / "other")
    _edit(starter / "story.en.yaml", "calls", "visits", 1)
    briefing.build(starter, tmp_path / "again")
    assert contents(tmp_path / "again") == wished


def test_an_entry_of_the_cache_that_is_no_document_is_made_again(kept: Path, starter: Path, tmp_path: Path) -> None:
    briefing.build(starter, tmp_path / "out")
    wished = contents(tmp_path / "out")
    for path in kept.rglob("*"):
        if path.is_file():
            path.write_bytes(b"harm")
    assert not briefing.build(starter, tmp_path / "out").unchanged
    assert contents(tmp_path / "out") == wished


def test_what_is_unchanged_loads_no_library_and_a_changed_sentence_neither_pandas_nor_matplotlib(
    kept: Path, starter: Path, tmp_path: Path
) -> None:
    program = f"""
import os, sys, briefing
if sys.platform == "linux":
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])  # else a second process would load them
print(briefing.build({str(starter)!r}, {str(tmp_path / "out")!r}).unchanged)
heavy = "pydantic yaml pandas numpy matplotlib reportlab lxml pypdfium2 markdown_it jinja2".split()
print(*sorted(set(heavy) & set(sys.modules)))
"""

    def loaded() -> tuple[str, set[str]]:
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        unchanged, libraries = done.stdout.splitlines()
        return unchanged, set(libraries.split())

    unchanged, libraries = loaded()
    assert unchanged == "False"
    assert {"pydantic", "matplotlib", "reportlab"} <= libraries
    assert loaded() == ("True", set())
    _edit(starter / "story.en.yaml", "visits", "calls", 1)
    unchanged, libraries = loaded()
    assert unchanged == "False"
    assert "reportlab" in libraries
    assert not libraries & {"pandas", "numpy", "matplotlib"}


def test_what_a_check_has_composed_a_build_takes_up(
    kept: Path, starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wished = fresh(starter, tmp_path / "fresh", monkeypatch)
    assert briefing.check(starter) == ()
    with monkeypatch.context() as patch:
        patch.setattr("briefing.read.project", None)
        briefing.build(starter, tmp_path / "out")
    assert contents(tmp_path / "out") == wished
    _edit(starter / "story.en.yaml", "paths.multiple > 2", "paths.multiple > 20")
    assert any("is not true" in finding.what for finding in briefing.check(starter))


def test_a_link_to_nowhere_in_the_folder_of_a_table_is_no_input(kept: Path, starter: Path, tmp_path: Path) -> None:
    folder = starter / "observations"
    folder.mkdir()
    (starter / "observations.csv").rename(folder / "all.csv")
    (folder / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    _edit(starter / "briefing.toml", "[imprint]", '[tables.observations]\nfile = "observations"\n\n[imprint]')
    assert not briefing.build(starter, tmp_path / "out").unchanged
    assert briefing.build(starter, tmp_path / "out").unchanged


def test_a_mapping_of_slides_that_was_not_there_is_seen(kept: Path, starter: Path, tmp_path: Path) -> None:
    deck = briefing.build(starter, tmp_path / "template", only=["deck"]).deck
    assert deck
    briefing.build(starter, tmp_path / "out", only=["deck"], template=deck)
    assert briefing.build(starter, tmp_path / "out", only=["deck"], template=deck).unchanged
    deck.with_suffix(".layouts.toml").write_text("")
    assert not briefing.build(starter, tmp_path / "out", only=["deck"], template=deck).unchanged


def test_an_edition_of_a_batch_is_known_again_and_its_documents_are_not_stored(
    kept: Path, starter: Path, tmp_path: Path
) -> None:
    options = BuildOptions(out=tmp_path / "out", only=("letter",))
    assert not build_of_batch(starter, options).unchanged
    stored = sum(path.is_file() for path in kept.rglob("*"))
    assert build_of_batch(starter, options).unchanged
    assert briefing.build(starter, options).unchanged
    briefing.build(starter, tmp_path / "other", only=["letter"])
    assert sum(path.is_file() for path in kept.rglob("*")) == stored + 2  # the documents, and what was published
