"""Panels on one scale, rows of two ends and of parts on a page: one figure each, with words, data and a valid file."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from msgspec.structs import replace

from briefing.brief import write
from briefing.brief.panel_grid import in_row
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Series
from briefing.model.document import Document, Multiples, Part
from briefing.model.ledger import Written
from briefing.model.text import text
from tests.brief import sample
from tests.brief.test_brief_pdf import elements, opened, page_texts
from tests.brief.verapdf import VeraPdf
from tests.charts import sample_rows
from tests.charts.given import fact

PANELS = Multiples(sample_rows.panels(), alt=text("Small multiples: four cities, 2017 to 2023."))


def document(block: Multiples = PANELS) -> Document:
    sections = (
        sample.section("ranks", block),
        sample.section("ends", sample_rows.dumbbell()),
        sample.section("parts", sample_rows.share(), paragraphs=0),
        sample.section("aim", sample_rows.aimed_columns(), paragraphs=0),
    )
    return sample.document(parts=(Part("only", text("Only"), text("A finding"), (), sections),))


@cache
def written() -> Written:
    return write(document(), sample.theme())


def test_panels_are_one_figure_with_words_and_the_data_of_all_of_them() -> None:
    pdf = opened(written().files[".pdf"])
    figures = elements(pdf, "Figure")
    assert len(figures) == 4
    assert str(figures[0].Alt) == "Small multiples: four cities, 2017 to 2023."
    rows = pdf.attachments["figure-01.csv"].get_file().read_bytes().decode().splitlines()
    assert len(rows) == 1 + 4 * 7
    assert [str(file.UF) for file in figures[0].AF] == ["figure-01.csv"]


def test_every_panel_is_named_and_prints_its_ends() -> None:
    words = " ".join(page_texts(written().files[".pdf"]))
    for told in ("Belling", "Shanghai", "Shenzhen", "Nanjing", "21.3", "41.9", "12.8", "11.2"):
        assert told in words
    assert "no value in 2018" in words


def test_every_value_of_a_panel_stands_in_the_trace() -> None:
    facts = {use.fact for use in written().trace.uses if use.place.element == "figure 1"}
    assert {f"x.of('{city}').at({year})" for city in ("Belling", "Nanjing") for year in (2017, 2023)} <= facts


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_a_brief_with_panels_passes_verapdf(verapdf: VeraPdf, flavour: str) -> None:
    assert verapdf.failures(written().files[".pdf"], flavour) == ()


def test_panels_without_an_alternative_text_are_refused() -> None:
    with pytest.raises(LayoutError, match="section ranks, figure 1: small multiples without an alternative text"):
        write(document(replace(PANELS, alt=())), sample.theme())


def test_what_a_panel_refuses_names_the_section() -> None:
    few = replace(PANELS.panels[0], series=(replace(PANELS.panels[0].series[0], points=(None,) * 7),))
    with pytest.raises(LayoutError, match="section ranks, figure 1, Belling: a chart without a single value"):
        write(document(replace(PANELS, panels=(few, *PANELS.panels[1:]))), sample.theme())


@pytest.mark.parametrize(("count", "beside"), [(2, 2), (3, 3), (4, 2), (5, 3), (6, 3), (7, 3), (8, 3)])
def test_rows_of_panels_are_filled_evenly(count: int, beside: int) -> None:
    assert in_row(count) == beside


def test_panels_of_lines_have_the_numbers_of_their_scale_once_in_a_row_where_no_value_stands() -> None:
    years = tuple(str(2015 + at) for at in range(9))
    panels = []
    for name, times in (("Alford", 1), ("Barwick", 3), ("Corby", 9), ("Dunmere", 12), ("Eldstead", 16)):
        points = tuple(
            fact(f"{name}.at({year})", 1_163_456 * times + 10_000 * at * at, unit="visits", decimals=0)
            for at, year in enumerate(years)
        )
        series = Series(name, text(name), points)
        panels.append(Chart("line", "en", years, (series,), title=text(name), ends=True))
    block = Multiples(tuple(panels), alt=text("Five towns."))
    only = Part("only", text("Only"), text("A finding"), (), (sample.section("ranks", block),))
    pages = " ".join(page_texts(write(sample.document(parts=(only,)), sample.theme()).files[".pdf"]))
    assert Counter(re.findall(r"\d0,000,000", pages)) == {"10,000,000": 2, "20,000,000": 2}
