"""A letter of months says its months, bases and first readings, as HTML and as plain text, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from briefing import letter
from briefing.compose import compose
from briefing.read import story
from tests.compose.skerry import composed, project
from tests.letter.samples import THEME

ENGLISH = """
letter:
  subject: "Prices {{ prices.on_year() | up('basis') }} in {{ prices.last | period }}"
  greeting: "In {{ jobless.last | period(year=false) }} unemployment {{ jobless.on_previous() | moved('basis') }}."
  points:
    - "**Output** It {{ output.annualised() | moved }} in {{ output.last | period(long=true) }}."
    - "**Fuel** April was {{ fuel.revision('2026-04') | revised }}; {{ fuel.last | period }} stands at {{ fuel.last }}."
    - "**Catch** Boats landed {{ catch.last | full }} in {{ catch.last | period }}."
sections:
  - {id: prices, title: Prices, points: ["{{ prices.last }}"]}
"""
CHINESE = """
letter:
  subject: "{{ prices.last | period }}居民消费价格{{ prices.on_year() | moved('basis', '上涨') }}"
  greeting: "{{ jobless.last | period(year=false) }}失业率{{ jobless.on_previous() | moved('basis') }}。"
  points: ["**产出** {{ output.last | period }}{{ output.annualised() | moved('增长') }}。"]
sections:
  - {id: prices, title: 价格, points: ["{{ prices.last }}"]}
"""


def written(story: str, folder: Path, lang: str) -> dict[str, str]:
    files = letter.write(composed(story, folder, lang), THEME).files
    texts = {suffix: re.sub(r"</?span[^>]*>", "", data.decode()) for suffix, data in files.items()}
    return {suffix: " ".join(text.replace("\u00a0", " ").split()) for suffix, text in texts.items()}


def test_a_letter_says_months_quarters_and_weeks_with_what_changes_are_against(tmp_path: Path) -> None:
    files = written(ENGLISH, tmp_path, "en")
    for words in (
        "In May unemployment rose 0.2 percentage points on the month.",
        "It rose at an annual rate of 3.3% in the first quarter of 2026.",
        "April was revised up from 2.01 to 2.03; May 2026 stands at 2.16.",
        "Boats landed 360 tonnes in the week of 25 May 2026.",
        "Provisional: Fuel price May 2026.",
    ):
        assert all(words in text for text in files.values()), words
    assert "Prices up 3.5% from a year earlier in May 2026" in files[".html"]


def test_in_chinese_it_says_them_as_its_offices_write(tmp_path: Path) -> None:
    files = written(CHINESE, tmp_path, "zh")
    for words in ("5月失业率环比上升0.2个百分点。", "2026年第一季度年化增长3.3%。"):
        assert all(words in text for text in files.values()), words
    assert "2026年5月居民消费价格同比上涨3.5%" in files[".html"]


def test_the_years_of_a_source_stand_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "story.en.yaml"
    path.write_text(
        """
letter:
  points: ["**Fuel** It was {{ fuel.last }}, {{ fuel.at('2023-05') }} and {{ fuel.at('2024-05') }}."]
sections:
  - {id: fuel, title: Fuel, points: ["{{ fuel.last }}"]}
""",
        encoding="utf-8",
    )
    made = project(tmp_path, path, "en")
    rows = [replace(row, published=f"{row.period.end:%Y-%m-%d}") for row in made.dataset.observations]
    dated = replace(made, dataset=replace(made.dataset, observations=tuple(rows)))
    files = letter.write(compose(dated, story(path), "en"), THEME).files
    text = next(data.decode() for suffix, data in files.items() if suffix != ".html")
    assert "Source: Skerry office 2023, 2024, 2026" in text.replace("\u00a0", " ")


def test_a_number_in_the_line_above_the_title_alone_has_its_source_named(tmp_path: Path) -> None:
    story_of_kicker = """
cover: {kicker: "Fuel since {{ fuel.first | period }}"}
letter: {subject: Prices, greeting: The prices., points: ["**Fuel** It is dear."]}
sections:
  - {id: prices, title: Prices, points: ["Prices move."], only: [deck]}
"""
    files = written(story_of_kicker, tmp_path, "en")
    assert all("Fuel since" in text and "Source: Skerry office" in text for text in files.values()), files
