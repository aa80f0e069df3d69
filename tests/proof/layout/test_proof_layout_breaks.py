"""A line that ends at a break goes on behind it: only its last value has to be printed."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from tests.invented import Invented, project
from tests.proof.layout import charted
from tests.proof.package.broken import edit

STORY = """\
sections:
  - {id: a, title: "Visits are {{ visits.last }}", subtitle: auto, chart: {kind: line, series: [visits]}}
"""
BREAKS = """\
indicator_id,entity,from_year,to_year,effect,reason,source_id
visits,Example City,2016,2017,refuse,New count,OFFICE
"""


def test_a_long_line_with_a_break_is_let_through_and_a_line_of_another_name_is_not(tmp_path: Path) -> None:
    made = project(tmp_path / "project", Invented(values=[10 + at * at for at in range(14)]), STORY)
    (made / "breaks.csv").write_text(BREAKS, encoding="utf-8")
    edition = briefing.build(made, tmp_path / "out", only=["deck"])
    assert edition.findings == ()
    assert edition.deck is not None
    whole = edition.deck.read_bytes()
    assert charted.found(whole) == []
    other = edit("", "ppt/charts/chart1.xml", r"Visits \(to 2016\)", "Loans").of(whole)
    assert [found.what for found in charted.found(other)] == ["no value is printed at the end of the line of Loans"]


COVER = """\
cover:
  header: Rates
  subtitle: "{{ visits.last | percent }} in {{ visits.last | year }}"
  chart: {kind: line, series: [visits, other], highlight: visits, names: {visits: {name: Here}, other: {name: There}}}
"""
FACTS = 'visits = { indicator = "visits" }\nother = { indicator = "visits", entity = "Sample Town" }'


@pytest.mark.parametrize(("other", "found"), [((3.8, -0.4, 1.6, 2.4, 4.1), 0), ((9.8, 9.4, 9.6, 9.4, 9.1), 1)])
def test_a_start_on_the_cover_has_no_value_only_where_another_line_would_take_it(
    other: tuple[float, ...], found: int, tmp_path: Path
) -> None:
    made = Invented(values=(1.4, -1.4, -0.7, 2.0, 3.3), other=other, unit="%", facts=FACTS)
    edition = briefing.build(project(tmp_path / "project", made, COVER + STORY), tmp_path / "out", only=["deck"])
    assert edition.findings == ()
    assert edition.deck is not None
    whole = edition.deck.read_bytes()
    without = edit("", "ppt/slides/slide1.xml", r"<a:t>1\.4%?</a:t>", "<a:t>\u2003</a:t>").of(whole) if found else whole
    messages = [one.what for one in charted.found(without)]
    assert messages == ["no value is printed at the start of the line of Here"] * found
