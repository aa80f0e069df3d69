"""A unit with a scale word of its own, told in the scale of its format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import briefing
from briefing.model.chart import Chart
from briefing.model.format import Format
from briefing.model.text import plain
from briefing.pipeline.build import editions
from briefing.wording import of
from tests.invented import Invented, project

BALANCES = (-31_235, 1_200, -20_000, -40_100, -46_173)
STORY = """\
formats: {visits: {scale: %s}}
sections:
  - id: columns
    title: "In {{ visits.last | year }} it was {{ visits.last | full }}"
    subtitle: auto
    chart: {kind: columns, series: [visits]}
    paragraph: "It was {{ visits.first | full }}."
"""


@pytest.mark.parametrize(
    ("unit", "scale", "subtitle", "full"),
    [
        ("EUR million", "billion", "Balance, EUR billion, Example City, 2019–2023", "EUR −46.2 billion"),
        ("million EUR", "billion", "Balance, billion EUR, Example City, 2019–2023", "−46.2 billion EUR"),
        ("thousand tonnes", "million", "Balance, million tonnes, Example City, 2019–2023", "−46.2 million tonnes"),
        ("EUR", "thousand", "Balance, EUR, Example City, 2019–2023", "−46.2 thousand EUR"),
    ],
)
def test_a_unit_is_said_in_the_scale_that_is_printed(
    unit: str, scale: str, subtitle: str, full: str, tmp_path: Path
) -> None:
    made = Invented(values=BALANCES, other=BALANCES, unit=unit, name="Balance")
    folder = project(tmp_path / "mine", made, STORY % scale)
    (whole,) = editions(folder)
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Chart)
    assert plain(whole.document.sections[0].subtitle or block.subtitle) == subtitle
    edition = briefing.build(folder, tmp_path / "out")
    assert [finding for finding in edition.findings if finding.severity == "error"] == []
    uses = json.loads(edition.ledger.read_text("utf-8"))["uses"]
    assert full in {use["text"] for use in uses}


@pytest.mark.parametrize(
    ("lang", "unit", "scale", "words"),
    [
        ("en", "EUR million", "billion", "EUR billion"),
        ("en", "EUR million", "", "EUR million"),
        ("en", "million", "billion", "billion"),
        ("en", "visits", "million", "visits"),
        ("zh", "百万美元", "billion", "亿美元"),
    ],
)
def test_the_scale_word_of_a_unit_gives_way_to_that_of_the_format(lang: str, unit: str, scale: str, words: str) -> None:
    assert of(lang).in_scale(unit, Format(scale=scale)) == words
