"""Whatever changes in a project, the next edition in the same process has the bytes of one made from nothing.

Three changes of each project, in a thorough run eight.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing import compose
from briefing.reuse import LIMIT, STORE, reused
from tests.random_changes import unlike
from tests.thorough import THOROUGH

CHANGES = 24 if THOROUGH else 9


@pytest.fixture(autouse=True)
def empty() -> None:
    STORE.clear()


def test_editions_after_random_changes_are_those_made_from_nothing(tmp_path: Path) -> None:
    found = list(unlike(CHANGES, 11, tmp_path))
    assert [(name, change, differing) for name, change, _, differing in found if differing] == []
    assert sum(passed for _, _, passed, _ in found) >= CHANGES // 3
    assert STORE.hits.total() > CHANGES


def test_a_document_found_by_its_language_alone_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = compose.compose

    def stale(project: Any, story: Any, lang: str) -> Any:
        return reused("document", (project.edition.slug, lang), lambda: plain(project, story, lang))

    monkeypatch.setenv(LIMIT, "400")  # so that the documents of all projects are found again

    monkeypatch.setattr(compose, "compose", stale)
    assert any(differing for _, _, _, differing in unlike(6, 11, tmp_path))
