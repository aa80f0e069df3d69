"""A YAML language server completes and explains a story by the schema that its first line names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import cli
from briefing.project_schema import LINE
from tests.language_server import LanguageServer, language_server

HEAD = LINE + "sections:\n  - id: visits\n    title: Visits\n"


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story of a project from the starter."""
    folder = tmp_path_factory.mktemp("editor") / "mine"
    assert cli.main(["new", str(folder)]) == 0
    return folder / "story.en.yaml"


@pytest.fixture(scope="module")
def server(mine: Path) -> Iterator[LanguageServer]:
    with language_server(mine.parent) as server:
        yield server


def test_a_short_name_is_completed_and_explained(server: LanguageServer) -> None:
    found = server.completions(HEAD + "    cards:\n      - fact: §\n", "§")
    assert {"visits", "paths"} <= set(found)
    assert "Library visits" in found["visits"]


def test_a_series_of_a_chart_is_completed(server: LanguageServer) -> None:
    found = server.completions(HEAD + "    chart:\n      kind: line\n      series:\n        - §\n", "§")
    assert {"visits", "paths"} <= set(found)


def test_a_place_and_a_source_are_completed(server: LanguageServer) -> None:
    chart = "    chart:\n      kind: bar\n      series: [visits]\n      entities:\n        - §\n"
    assert {"Example City", "Sample Town"} <= set(server.completions(HEAD + chart, "§"))
    assert "EXAMPLE" in server.completions(HEAD + "    sources:\n      - §\n", "§")


def test_a_measure_is_proposed_where_a_condition_stands(server: LanguageServer) -> None:
    assert "visits.percent > 0" in server.completions(HEAD + "    expect: §\n", "§")


def test_a_key_is_explained(server: LanguageServer) -> None:
    words = server.hover(HEAD + "    no§tes: What the speaker says\n", "§")
    assert "What the speaker says." in words
    condition = server.hover(HEAD + "    exp§ect: visits.percent > 0\n", "§")
    assert "Library visits" in condition
    assert "multiple" in condition


def test_the_starter_has_no_fault_and_a_misspelt_name_is_one(server: LanguageServer, mine: Path) -> None:
    text = mine.read_text(encoding="utf-8")
    assert server.faults(text) == []
    assert any("visits" in fault for fault in server.faults(text.replace("fact: visits", "fact: vsits")))
