"""Whatever changes in a project, the next edition in the same process has the bytes of one made from nothing.

Twelve changes of small projects, in a thorough run forty.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefing import compose
from briefing.reuse import STORE, reused
from briefing.reuse_store import LIMIT
from tests.random_changes import SMALL, Builder, apart, turns
from tests.thorough import THOROUGH

CHANGES = 40 if THOROUGH else 12
EARLY = 27  # a seed by which a project is built in a language again with its second change
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it forks")


@pytest.fixture(autouse=True)
def empty() -> None:
    STORE.clear()


@pytest.fixture(scope="module")
def builder() -> Iterator[Builder]:
    with apart() as found:
        yield found


def test_editions_after_random_changes_are_those_made_from_nothing(tmp_path: Path, builder: Builder) -> None:
    found = list(turns(builder, CHANGES, 11, tmp_path, SMALL))
    assert [turn for turn in found if turn.differing] == []
    assert sum(not turn.refused for turn in found) >= CHANGES // 3
    assert STORE.hits.total() > CHANGES


def test_a_document_found_by_its_language_alone_is_noticed(
    tmp_path: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = compose.compose

    def stale(project: Any, story: Any, lang: str) -> Any:
        return reused("document", (project.edition.slug, lang), partial(plain, project, story, lang))

    monkeypatch.setenv(LIMIT, "400")  # so that the documents of all projects are found again
    monkeypatch.setattr(compose, "compose", stale)
    assert any(turn.differing for turn in turns(builder, CHANGES, EARLY, tmp_path, SMALL))


def test_a_document_that_a_function_remembers_by_its_language_alone_is_noticed(
    tmp_path: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, remembered = compose.compose, dict[tuple[str, str], Any]()

    def stale(project: Any, story: Any, lang: str) -> Any:
        key = project.edition.slug, lang
        return remembered[key] if key in remembered else remembered.setdefault(key, plain(project, story, lang))

    monkeypatch.setattr(compose, "compose", stale)
    assert any(turn.differing for turn in turns(builder, CHANGES, EARLY, tmp_path, SMALL))
