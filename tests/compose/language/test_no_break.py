"""Numbers and the units after them stay on one line, in every output."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing import read
from briefing.compose.language.no_break import NoBreak, whole_week
from briefing.model.document import Table
from briefing.model.text import Run, plain, text
from briefing.wording import of
from tests.compose.norland import composed
from tests.invented import Invented, project
from tests.reading import pdf_text

HELD = {
    "Output grew {{ gdp.at(2021) }} % in 2021": "Output grew 3.9\u00a0% in 2021",
    "It cost {{ exports.at(2020) | value(0) }} million euros in 2020": "It cost 760\u00a0million euros in 2020",
    "Solar power gave {{ solar.last }} GWh": "Solar power gave 182\u00a0GWh",
    "Solar power gave **{{ solar.last }}** GWh": "Solar power gave 182\u00a0GWh",
    "Solar power gave {{ solar.last | full }}": "Solar power gave 182\u00a0GWh",
    "Unemployment fell {{ unemp.change | points }} to {{ unemp.last }}%": (
        "Unemployment fell 1.6\u00a0percentage points to 5.2%"
    ),
    "Solar power gave {{ solar.last }} times as much": "Solar power gave 182\u00a0times as much",
    "Wages were {{ wages.last }} euros": "Wages were 2,890\u00a0euros",
    "Solar - on roofs - gave {{ solar.last }} in all": "Solar\u00a0- on roofs\u00a0- gave 182 in all",
}
# What is no unit, or no printed number, may part.
FREE = ("Solar power gave {{ solar.last }} in all",)


@pytest.mark.parametrize("source", HELD)
def test_a_number_and_the_unit_after_it_are_held_by_a_no_break_space(source: str, tmp_path: Path) -> None:
    expect = "unemp.change < 0" if "fell" in source else "gdp.at(2021) > 0"
    story = f"sections:\n  - {{id: a, title: '{source}', expect: {expect}, notes: '{source}'}}\n"
    section = composed(story, tmp_path).parts[0].sections[0]
    assert plain(section.title) == plain(section.notes) == HELD[source]


@pytest.mark.parametrize("source", FREE)
def test_other_words_after_a_number_may_begin_a_line(source: str, tmp_path: Path) -> None:
    story = f"sections:\n  - {{id: a, title: Facts, notes: '{source}'}}\n"
    assert "\u00a0" not in plain(composed(story, tmp_path).parts[0].sections[0].notes)


def test_the_day_and_the_month_of_a_printed_period_are_held_and_in_a_week_the_year_too(tmp_path: Path) -> None:
    made = read.project(project(tmp_path / "made", Invented(), "sections: []\n"))
    joined = NoBreak(made.dataset, made.edition, of("en").language)
    week = (Run("in the "), Run("week of 29 June", fact="visits.last"))
    assert plain(joined.joined(week)) == "in the week of 29\u00a0June"
    assert plain(joined.joined((Run("7 May 2024", fact="visits.last"),))) == "7\u00a0May 2024"
    for words in ("in 2024 June was dry", "3 Mayors came", "29 June"):  # the last one is typed
        assert plain(joined.joined((Run("on ", fact="x"), Run(words)))) == f"on {words}"
    assert plain(whole_week(text("week of 10 Aug 2026"))) == "week of 10\u00a0Aug\u00a02026"
    assert plain(whole_week(text("10 Aug 2026"))) == "10 Aug 2026"


STORY = """\
letter:
  points: [%(words)s]
sections:
  - {id: a, title: "%(title)s", paragraph: %(words)s, points: [%(words)s]}
"""


def test_no_line_of_any_output_ends_between_a_number_and_its_unit(tmp_path: Path) -> None:
    words = " ".join(f"{'so ' * at}it was {{{{ visits.last }}}} trillion visits." for at in range(20))
    made = Invented(unit="trillion visits", values=(40, 25, 33, 48, 2.15))
    story = STORY % {"words": f'"{words}"', "title": "At {{ visits.last }} trillion"}
    edition = briefing.build(project(tmp_path / "project", made, story), tmp_path / "out")
    assert edition.brief is not None
    assert edition.letter is not None
    brief = pdf_text(edition.brief).splitlines()
    letter = edition.letter.with_suffix(".txt").read_text("utf-8").splitlines()
    for lines in (brief, letter):
        assert sum("2.15\u00a0trillion" in line.replace("2.15 trillion", "2.15\u00a0trillion") for line in lines) > 8
        assert not [line for line in lines if line.rstrip().endswith("2.15")]
    ledger = edition.ledger.read_text("utf-8")
    assert '"2.15"' in ledger


def test_a_table_whose_cells_are_narrow_may_part_them(tmp_path: Path) -> None:
    story = "sections:\n  - {id: a, title: Facts, table: {head: [A, B], rows: [[Now, '{{ solar.last }} GWh']]}}\n"
    (table,) = composed(story, tmp_path).parts[0].sections[0].blocks
    assert isinstance(table, Table)
    assert plain(table.rows[0][1]) == "182 GWh"
