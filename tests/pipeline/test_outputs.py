"""The registry of outputs."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.pipeline.outputs import ATTACHABLE, DEFAULT, OUTPUTS, Output, chosen, registry
from tests.proof.mutations.strangers import PROJECTS


def _output(name: str, *suffixes: str) -> Output:
    return Output(name, "briefing.letter", suffixes, "made up")


@pytest.mark.parametrize(
    "outputs",
    [
        (_output("letter", ".html", ".txt"), _output("page", ".html")),
        (_output("letter", ".html"), _output("letter", ".txt")),
        (_output("record", ".ledger.json"),),
    ],
)
def test_outputs_whose_files_would_replace_each_other_are_refused(outputs: tuple[Output, ...]) -> None:
    with pytest.raises(ValueError, match="two outputs have the name or the suffix"):
        registry(*outputs)


def test_outputs_with_files_of_their_own_are_registered_by_name() -> None:
    assert list(registry(_output("letter", ".html"), _output("page", ".htm"))) == ["letter", "page"]


def test_what_is_built_without_a_choice_are_the_default_outputs() -> None:
    assert tuple(output.name for output in chosen(None)) == DEFAULT
    assert set(DEFAULT) <= set(OUTPUTS)


def test_deck_brief_and_handout_can_be_attached() -> None:
    assert ATTACHABLE == ("brief", "deck", "handout")


def test_what_stands_beside_an_edition_from_an_earlier_build_is_noticed(tmp_path: Path) -> None:
    assert briefing.build(PROJECTS["harbour"], tmp_path, only=["letter", "json"]).findings == ()
    for _ in ("built", "unchanged"):
        built = briefing.build(PROJECTS["harbour"], tmp_path, only=["json"])
        assert {finding.severity for finding in built.findings} == {"notice"}
        assert sorted(Path(finding.where).suffix for finding in built.findings) == [".html", ".txt"]
        assert {finding.fix for finding in built.findings} == {
            "build it too, with --only letter,json, or choose another folder with --out"
        }
    assert briefing.build(PROJECTS["harbour"], tmp_path, only=["letter", "json"], strict=True).findings == ()
