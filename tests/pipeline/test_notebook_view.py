"""How a notebook shows an edition and its facts."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

import briefing
from briefing.errors import Finding
from briefing.pipeline.notebook_view import EditionFact, edition_html
from tests.proof.mutations.strangers import PROJECTS


class Cells(HTMLParser):
    """The tags of HTML, and the texts of its cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> briefing.Build:
    return briefing.build(PROJECTS["harbour"], tmp_path_factory.mktemp("notebook"), only=["letter"])


def test_an_edition_is_shown_as_its_files(edition: briefing.Build) -> None:
    cells = Cells(edition._repr_html_())
    assert cells.tags == {"table", "tr", "th", "td"}
    assert {str(path) for path in edition.files} <= set(cells.texts)


def test_a_fact_is_shown_with_its_formula_its_values_and_their_sources(edition: briefing.Build) -> None:
    fact = next(fact for fact in edition.facts.values() if len(fact.observations) > 1 and fact.formula)
    texts = Cells(fact._repr_html_()).texts
    assert fact.name in texts
    assert fact.formula in texts
    assert any(str(fact.observations[0]["value"]) in text for text in texts)
    assert fact.sources
    assert set(fact.sources) <= set(texts)


def test_a_bound_and_a_status_are_shown() -> None:
    row = {"entity": "A", "year": 2020, "value": 5, "qualifier": "≥", "status": "P", "indicator": "x", "source": "S"}
    texts = Cells(EditionFact("x.last", 5, "boats", "≥", observations=(row,))._repr_html_()).texts
    assert texts == ["x.last", "≥ 5 boats", "A, 2020", "≥ 5 (P), x"]


HOSTILE = "<script>alert(1)</script>&\"'"


def test_no_text_becomes_markup() -> None:
    row = {"entity": HOSTILE, "year": 2020, "value": HOSTILE, "indicator": HOSTILE, "source": "S"}
    fact = EditionFact(HOSTILE, 1.0, HOSTILE, "=", HOSTILE, (row,), (HOSTILE,))
    shown = edition_html([(HOSTILE, {HOSTILE: [Path(HOSTILE.replace("/", ""))]})], [Finding(HOSTILE, HOSTILE)])
    for html in (fact._repr_html_(), shown):
        cells = Cells(html)
        assert cells.tags == {"table", "tr", "th", "td"}
        assert HOSTILE in "".join(cells.texts) or HOSTILE.replace("/", "") in "".join(cells.texts)
