"""What an analyst writes of any town builds; with a wrong direction, or a number that nothing tests, it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import Finding
from tests.compose.norland import refused

Found = dict[str, list[Finding]]


def listed(name: str) -> list[str]:
    """A file beside this one → its lines: a sentence and, behind ##, its expectation."""
    return (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def composed(name: str, folder: Path) -> Found:
    """The lines of a file → what was found in each."""
    lines = listed(name)
    parts = [line.partition(" ## ") for line in lines]
    found = refused([(text, expect) for text, _, expect in parts], folder, name.rpartition(".")[2])
    return dict(zip(lines, found, strict=True))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    names = ("ordinary.en", "ordinary.zh", "wrong.en", "wrong.zh")
    return {line: one for name in names for line, one in composed(name, tmp_path_factory.mktemp("story")).items()}


@pytest.mark.parametrize("line", [*listed("ordinary.en"), *listed("ordinary.zh")])
def test_an_ordinary_sentence_builds(line: str, found: Found) -> None:
    assert found[line] == []


@pytest.mark.parametrize("line", [*listed("wrong.en"), *listed("wrong.zh")])
def test_a_wrong_sentence_is_refused(line: str, found: Found) -> None:
    assert found[line]
