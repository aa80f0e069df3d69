"""A line that ends at a break goes on behind it: only its last value has to be printed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pptx import Presentation

import briefing
from tests.deck.reading_deck import NS
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


PANELS = """\
sections:
  - id: a
    title: "Visits are {{ visits.last }}"
    subtitle: "Visits, {{ visits.first | year }} to {{ visits.last | year }}"
    multiples: {kind: line, series: [visits], entities: [Example City, Sample Town], highlight: Example City}
"""


@pytest.mark.parametrize("since", [2017, 2023])
def test_in_a_panel_the_first_and_the_last_value_stand_at_the_ends_of_all_pieces(tmp_path: Path, since: int) -> None:
    values = [400_000 + 1_000 * at * at for at in range(14)]
    invented = Invented(values=values, other=[2 * value for value in values])
    made = project(tmp_path / "project", invented, PANELS)
    (made / "breaks.csv").write_text(BREAKS.replace("2016,2017", f"{since - 1},{since}"), encoding="utf-8")
    edition = briefing.build(made, tmp_path / "out", only=["deck"])
    assert edition.findings == ()
    assert edition.deck is not None
    charts = Presentation(io.BytesIO(edition.deck.read_bytes())).slides[1].shapes
    printed = [
        {label.get("val") for label in shape.chart._chartSpace.iterfind(".//c:dLbl/c:idx", NS)}
        for shape in charts
        if shape.has_chart
    ]
    assert printed == [{"0", "13"}] * 2


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


def test_the_last_value_of_a_line_is_printed_behind_a_break_in_its_last_year(tmp_path: Path) -> None:
    values = (547_393, 524_000, *range(637_000, 1_237_000, 50_000), 844_000, 906_000, 917_000, 930_930)
    made = project(tmp_path / "project", Invented(values=values), STORY)
    (made / "breaks.csv").write_text(BREAKS.replace("2016,2017", "2022,2023"), encoding="utf-8")
    assert briefing.build(made, tmp_path / "out", only=["deck"]).findings == ()
