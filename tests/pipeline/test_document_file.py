"""The document as JSON: what it holds, and what the proof finds in one that was changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing.pipeline.outputs import READERS
from briefing.proof.proof_report import proved
from tests.proof.mutations.strangers import PROJECTS


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("json")
    assert briefing.build(PROJECTS["harbour"], out, only=["json"]).findings == ()
    return out


def _file(folder: Path) -> Path:
    (path,) = (one for one in folder.glob("*.json") if not one.name.endswith(".ledger.json"))
    return path


def _runs(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node] if "text" in node else []
        return [*own, *(run for held in node.values() for run in _runs(held))]
    return [run for held in node for run in _runs(held)] if isinstance(node, list) else []


def test_it_is_built_where_it_is_asked_for_alone(built: Path, tmp_path: Path) -> None:
    assert len(list(built.iterdir())) == 2
    briefing.build(PROJECTS["harbour"], tmp_path, only=["letter"])
    assert not [one for one in tmp_path.glob("*.json") if not one.name.endswith(".ledger.json")]


def test_every_fact_that_a_text_prints_is_in_it_with_its_sources(built: Path) -> None:
    content = json.loads(_file(built).read_text(encoding="utf-8"))
    assert content["edition"]["period"] == [2017, 2023]
    names = {run["fact"] for run in _runs(content["document"]) if run.get("fact")}
    assert names
    assert names <= set(content["facts"])
    cited = {row["source"] for name in names for row in content["facts"][name]["observations"]}
    assert cited <= set(content["sources"])


@pytest.mark.usefixtures("nothing_reused")
def test_the_same_document_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    briefing.build(PROJECTS["harbour"], tmp_path, only=["json"])
    assert _file(tmp_path).read_bytes() == _file(built).read_bytes()


def test_a_file_as_it_was_built_has_no_finding(built: Path) -> None:
    assert proved([built], project=PROJECTS["harbour"], readers=READERS).findings == ()


def _changed(content: dict[str, Any], how: str) -> None:
    run = next(run for run in _runs(content["document"]) if run.get("fact") and run["text"].isdigit() is False)
    fact = run["fact"]
    if how == "text":
        run["text"] = "98765.4"
    elif how == "value":
        content["facts"][fact]["value"] += 1
    else:
        run["fact"] = "nothing.last"


@pytest.mark.parametrize("how", ["text", "value", "name"])
def test_a_number_that_was_changed_is_found(how: str, built: Path, tmp_path: Path) -> None:
    for path in built.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    content = json.loads(_file(built).read_text(encoding="utf-8"))
    _changed(content, how)
    _file(tmp_path).write_text(json.dumps(content), encoding="utf-8")
    found = {one.rule: one.severity for one in proved([tmp_path], readers=READERS).findings}
    assert found["document-facts"] == "error"
    assert found["edition-changed"] == "warning"


@pytest.mark.parametrize("content", ["{", "[]", "{}", "1"])
def test_what_is_no_document_is_found(content: str, built: Path, tmp_path: Path) -> None:
    for path in built.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    _file(tmp_path).write_text(content, encoding="utf-8")
    (found,) = proved([tmp_path], readers=READERS).findings
    assert (found.rule, found.severity) == ("file-unreadable", "error")
