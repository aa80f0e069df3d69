"""What an analyst writes of any town or month builds; with a wrong direction, or what nothing tests, it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import Finding
from tests.compose import norland, skerry

Found = dict[str, list[Finding]]


def listed(name: str) -> list[str]:
    """A file beside this one → its lines: a sentence and, behind ##, its expectation."""
    return (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def all_of(names: tuple[str, ...]) -> list[str]:
    """The lines of files, in English and in Chinese."""
    return [line for name in names for lang in ("en", "zh") for line in listed(f"{name}.{lang}")]


def composed(name: str, folder: Path) -> Found:
    """The lines of a file → what was found in each."""
    lines = listed(name)
    parts = [line.partition(" ## ") for line in lines]
    refused = (skerry if "months" in name else norland).refused
    found = refused([(text, expect) for text, _, expect in parts], folder, name.rpartition(".")[2])
    return dict(zip(lines, found, strict=True))


ORDINARY, WRONG = ("ordinary", "ordinary_months"), ("wrong", "wrong_months")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    names = [f"{name}.{lang}" for name in (*ORDINARY, *WRONG) for lang in ("en", "zh")]
    return {line: one for name in names for line, one in composed(name, tmp_path_factory.mktemp("story")).items()}


def test_ordinary_sentences_build(found: Found) -> None:
    assert {line: found[line] for line in all_of(ORDINARY) if found[line]} == {}


def test_wrong_sentences_are_refused(found: Found) -> None:
    assert [line for line in all_of(WRONG) if not found[line]] == []
