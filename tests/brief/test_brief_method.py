"""The note on method tells what the edition prints: multiples of its cards, compound rates if there are any."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

import briefing
from briefing.brief.sources import appendix
from briefing.brief.tables import TableFlowable
from briefing.brief.text_block import TextBlock
from tests import traffic
from tests.brief.test_brief_layout import ZONES, bare_context
from tests.invented import Invented, project

TWO = 'visits = { indicator = "visits" }\nother = { indicator = "visits", entity = "Sample Town" }'


def printed(folder: Path, out: Path) -> str:
    """The text of a project's brief, in one line."""
    built = briefing.build(folder, out, only=["brief"])
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


def test_how_it_is_worked_out_stays_with_the_table_of_headline_figures() -> None:
    context = bare_context()
    blocks = appendix(context, ZONES)
    at = next(at for at, block in enumerate(blocks) if isinstance(block, TableFlowable))
    assert blocks[at].keep
    assert isinstance(blocks[at + 1], TextBlock)
    assert blocks[0].gap > 0  # below what stands on the page already


def test_rates_over_different_spans_are_not_given_one_span(starter: Path, tmp_path: Path) -> None:
    path = starter / "story.en.yaml"
    more = "every value is invented; {{ visits.between(2021, 2023).growth | yearly }} of late."
    path.write_text(path.read_text().replace("every value is invented.", more))
    found = printed(starter, tmp_path / "out")
    assert "% a year = compound rate over the years between the two values" in found
    assert "four years" not in found.partition("Data and method")[2]


def test_a_rate_over_one_year_is_a_change_and_not_explained_as_compound(starter: Path, tmp_path: Path) -> None:
    path = starter / "story.en.yaml"
    newest = "{{ visits.between(2022, 2023).growth | signed }} in the last"
    path.write_text(path.read_text().replace("{{ visits.growth | yearly }} compound", newest))
    assert "compound rate" not in printed(starter, tmp_path / "out")


def test_multiples_between_different_years_are_explained_too(starter: Path, tmp_path: Path) -> None:
    path = starter / "observations.csv"
    row = next(
        row for row in path.read_text(encoding="utf-8").splitlines() if row.startswith("cycle_paths,Example City,2019")
    )
    changed = path.read_text(encoding="utf-8").replace(row, row.replace("City,2019", "City,2020"))
    path.write_text(changed, encoding="utf-8")
    story = starter / "story.en.yaml"
    told = story.read_text(encoding="utf-8").replace(
        "series: [visits, paths]\n    measure: multiple", "series: [visits]\n    measure: multiple"
    )
    story.write_text(told, encoding="utf-8")
    found = printed(starter, tmp_path / "out")
    assert "multiple = each latest value ÷ its first value" in found
    assert "2023 value ÷ 2019 value" not in found


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Visits rose {{ visits.multiple | times }}", ["Data and method", "multiple = each latest value"]),
        ("{{ visits.last | value }} visits", []),
    ],
)
def test_without_cards_the_method_of_what_the_text_tells_is_given_and_no_heading_stands_over_nothing(
    sentence: str, told: list[str], tmp_path: Path
) -> None:
    story = f"sections:\n  - id: visits\n    title: Visits\n    points:\n      - {sentence!r}\n"
    found = printed(project(tmp_path / "mine", Invented(imprint={"contact": ""}), story), tmp_path / "out")
    assert [words for words in ("Data and method", "multiple = each latest value") if words in found] == told
    assert "Sources. A file inside this PDF" in found


CARDS = """\
sections:
  - id: cards
    title: "Cards in {{ visits.last | year }}"
    subtitle: "Here and there, {{ visits.last | year }}"
    cards:
      - {fact: visits, label: Here, unit: "a year"}
      - {fact: other, label: There, unit: "a year"}
"""


@pytest.mark.parametrize(
    ("unit", "last", "head"),
    [
        ("°C", 70.0, "Change"),
        ("visits", 70.0, "Multiple"),
        ("visits", 30.0, "Change"),
        ("visits", 21.0, "Change"),
        ("%", 70.0, "Change"),
    ],
)
def test_the_column_of_headline_figures_is_headed_by_what_it_holds(
    unit: str, last: float, head: str, tmp_path: Path
) -> None:
    values, other = (20, 25, 30, 35, 70 if last > 25 else 30), (20, 22, 24, 25, last)
    made = project(tmp_path / "mine", Invented(values=values, other=other, unit=unit, facts=TWO), CARDS)
    after = printed(made, tmp_path / "out").partition("Data and method ")[2]
    assert f" {head} Here" in after


def test_only_where_there_are_several_sources_the_headline_figures_have_their_numbers(tmp_path: Path) -> None:
    made = project(tmp_path / "mine", Invented(facts=TWO), CARDS)
    assert "Sources" not in printed(made, tmp_path / "one").partition("Data and method ")[2].partition(" Here")[0]
    for name, before, after in (
        ("observations.csv", "Sample Town,2023,44,OFFICE", "Sample Town,2023,44,SHIRE"),
        ("sources.csv", "OFFICE,", "SHIRE,Shire office,Shire,Shire tables,,2024-07-01\r\nOFFICE,"),
    ):
        content = (made / name).read_bytes().decode()
        assert before in content
        (made / name).write_bytes(content.replace(before, after, 1).encode())
    table = printed(made, tmp_path / "two").partition("Data and method ")[2]
    assert "Sources" in table.partition(" Here")[0]


def test_headline_figures_that_have_the_same_source_have_it_in_a_sentence_in_place_of_a_column(tmp_path: Path) -> None:
    made = project(tmp_path / "mine", Invented(facts=TWO), CARDS)
    cited = CARDS.replace("    cards:", "    sources: [SHIRE]\n    cards:")
    (made / "story.en.yaml").write_bytes((made / "story.en.yaml").read_bytes().replace(CARDS.encode(), cited.encode()))
    content = (made / "sources.csv").read_bytes().decode()
    other = "SHIRE,Shire office,Shire,Shire tables,,2024-07-01\r\nOFFICE,"
    (made / "sources.csv").write_bytes(content.replace("OFFICE,", other, 1).encode())
    below = printed(made, tmp_path / "out").partition("Data and method ")[2]
    assert "Sources" not in below.partition(" Here")[0]
    assert "All values come from 2 in the list below." in below


@pytest.mark.parametrize(("unit", "noted"), [("°C", True), ("visits", False)])
def test_a_brief_of_changes_without_multiples_says_how_a_change_is_worked_out(
    unit: str, noted: bool, tmp_path: Path
) -> None:
    made = project(tmp_path / "mine", Invented(values=(20, 25, 30, 35, 70), unit=unit, facts=TWO), CARDS)
    assert ("Our calculation: change = later value − earlier value." in printed(made, tmp_path / "out")) is noted


def test_a_change_in_percent_on_a_year_before_is_explained_as_one(tmp_path: Path) -> None:
    found = printed(traffic.project(tmp_path / "mine"), tmp_path / "out")
    assert "Our calculation: change in % = (later value − earlier value) ÷ earlier value." in found


def test_headline_figures_that_no_source_has_are_named_as_calculated(tmp_path: Path) -> None:
    facts = f'{TWO}\nahead = {{ difference = ["visits", "other"], name = "Ahead" }}'
    story = f'{CARDS}      - {{fact: ahead, label: Ahead, unit: "a year"}}\n'
    after = printed(project(tmp_path / "mine", Invented(unit="°C", facts=facts), story), tmp_path / "out")
    assert "later value − earlier value. Also our calculation: Ahead." in after


def test_where_some_headline_figures_are_calculated_the_sources_are_of_the_others(tmp_path: Path) -> None:
    facts = f'{TWO}\nahead = {{ difference = ["visits", "other"], name = "Ahead" }}'
    cards = CARDS.replace("    cards:", "    sources: [SHIRE]\n    cards:")
    made = project(
        tmp_path / "mine",
        Invented(facts=facts),
        f'{cards}      - {{fact: ahead, label: Ahead, unit: "a year"}}\n',
    )
    content = (made / "sources.csv").read_bytes().decode()
    other = "SHIRE,Shire office,Shire,Shire tables,,2024-07-01\r\nOFFICE,"
    (made / "sources.csv").write_bytes(content.replace("OFFICE,", other, 1).encode())
    below = printed(made, tmp_path / "out").partition("Data and method ")[2]
    assert "our calculation: Ahead. The other values come from 2 in the list below." in below
