"""The note on method tells what the edition prints: multiples of its cards, compound rates if there are any."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

import briefing


def printed(project: Path, out: Path) -> str:
    """The text of a project's brief, in one line."""
    built = briefing.build(project, out, only=["brief"])
    assert built.brief is not None
    pages = pypdfium2.PdfDocument(built.brief)
    return " ".join("".join(page.get_textpage().get_text_bounded() for page in pages).split())


def test_compound_rates_are_explained_only_where_one_is_printed(starter: Path, tmp_path: Path) -> None:
    before = printed(starter, tmp_path / "before")
    assert "multiple = 2023 value ÷ 2019 value" in before
    assert "% a year = compound rate over four years" in before
    path = starter / "story.en.yaml"
    path.write_text(path.read_text().replace("{{ visits.growth | yearly }} compound", "{{ visits.percent | signed }}"))
    after = printed(starter, tmp_path / "after")
    assert "multiple = 2023 value ÷ 2019 value" in after
    assert "compound rate" not in after


def test_rates_over_different_spans_are_not_given_one_span(starter: Path, tmp_path: Path) -> None:
    path = starter / "story.en.yaml"
    more = "every value is invented; {{ visits.between(2021, 2023).growth | yearly }} of late."
    path.write_text(path.read_text().replace("every value is invented.", more))
    assert "compound rate" not in printed(starter, tmp_path / "out")
