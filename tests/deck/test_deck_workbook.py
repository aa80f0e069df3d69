"""The workbook behind a chart: every cell that a chart reads is what the chart draws, and text stays text."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl.utils.datetime import to_excel  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name as column

import briefing
from briefing.deck.chart_xml.number_format import printed
from briefing.deck.chart_xml.series_format import drawn_series
from briefing.deck.chart_xml.workbook import unwritten, written
from briefing.deck.ooxml.package import DeckProperties
from briefing.deck.slides import Slide
from briefing.deck.writer import write_slides
from briefing.model.chart import Plot
from briefing.reuse import from_nothing
from tests.deck.reading_deck import NS, Deck
from tests.deck.samples import PROPERTIES, THEME, chart, line_plot, plots, title

TRICKY = ("=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "https://example.org", "{{x}}", "$x^2$", "123", "<b>&")


def deck_of(*shown: Plot) -> Deck:
    """Plots → a deck with a slide for each."""
    slides = [Slide("headline", f"s{at}", "", (title(f"Slide {at}"), chart(plot))) for at, plot in enumerate(shown)]
    return Deck.of(write_slides(slides, THEME, PROPERTIES))


def workbook(plot: Plot, properties: DeckProperties = PROPERTIES) -> bytes:
    """A plot → its workbook, written anew."""
    with from_nothing():
        return written(unwritten(plot, drawn_series(plot)), properties)


def book(data: bytes) -> Any:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    return load_workbook(io.BytesIO(data))


def charts(deck: Deck) -> list[tuple[str, Any]]:
    """A deck → each chart's part with its workbook."""
    found = []
    for part in deck.named("ppt/charts/chart"):
        (target,) = [target for kind, target, _ in deck.relations(part).values() if kind == "package"]
        found.append((part, book(deck.parts[target])))
    return found


def cells(sheets: Any, reference: str) -> list[Any]:
    """A reference as `Data!$B$2:$B$5` → the cells."""
    sheet, _, address = reference.partition("!")
    found = sheets[sheet][address.replace("$", "")]
    if not isinstance(found, tuple):
        return [found]
    return [cell for row in found for cell in (row if isinstance(row, tuple) else (row,))]


def differences(deck: Deck) -> list[str]:
    """Every cache of every chart that is not what the workbook holds."""
    wrong: list[str] = []
    for part, sheets in charts(deck):
        for item in deck.find(part, "//c:numRef | //c:strRef"):
            reference = item.findtext("c:f", namespaces=NS) or ""
            numeric = item.tag.endswith("numRef")
            read = float if numeric else str
            cache = {
                int(point.get("idx", "")): read(point.findtext("c:v", namespaces=NS) or "")
                for point in item.iterfind(".//c:pt", NS)
            }
            held = {
                at: to_excel(cell.value) if isinstance(cell.value, datetime) else cell.value
                for at, cell in enumerate(cells(sheets, reference))
                if cell.value is not None
            }
            count = int(item.xpath("string(.//c:ptCount/@val)", namespaces=NS))  # type: ignore[arg-type]
            if cache != held or count != len(cells(sheets, reference)):
                wrong.append(f"{part} {reference}: {cache} is not {held}")
    return wrong


@pytest.mark.parametrize("name", plots())
def test_every_cache_of_a_chart_equals_its_cells_and_the_plot(name: str) -> None:
    plot = plots()[name]
    deck = deck_of(plot)
    assert differences(deck) == []
    (_, sheets) = charts(deck)[0]
    rows = list(sheets["Data"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == list(plot.categories)
    for at, series in enumerate(drawn_series(plot), start=1):
        assert sheets["Data"].cell(1, at + 1).value == series.name
        assert [row[at] for row in rows] == list(series.values)


def test_the_checker_finds_a_cell_that_is_not_what_the_chart_draws() -> None:
    deck = deck_of(line_plot())
    part = "ppt/charts/chart1.xml"
    changed = replace(
        deck, parts={**deck.parts, part: deck.parts[part].replace(b"<c:v>262.9</c:v>", b"<c:v>2.9</c:v>")}
    )
    assert len(differences(changed)) == 1


def test_a_label_from_a_cell_says_what_the_cell_shows() -> None:
    deck = deck_of(plots()["dumbbell"])
    part, sheets = charts(deck)[0]
    c15 = {**NS, "c15": "http://schemas.microsoft.com/office/drawing/2012/chart"}
    found = 0
    for item in deck.tree(part).iter("{http://schemas.microsoft.com/office/drawing/2012/chart}datalabelsRange"):
        held = cells(sheets, item.findtext("c15:f", namespaces=c15) or "")
        for point in item.iterfind(".//c:pt", NS):
            cell = held[int(point.get("idx", ""))]
            assert point.findtext("c:v", namespaces=NS) == printed(cell.number_format, float(cell.value))
            found += 1
    assert found == 7
    assert deck.values(part, "//c:dLbl//a:fld/@type") == ["CELLRANGE"] * 7


@pytest.mark.parametrize("name", plots())
def test_names_that_look_like_formulas_or_addresses_stay_text(name: str) -> None:
    plot = plots()[name]
    named = tuple(TRICKY[at % len(TRICKY)] + " " * (at // len(TRICKY)) for at in range(len(plot.categories)))
    tricky = replace(
        plot,
        categories=named,
        series=tuple(replace(series, name=TRICKY[at]) for at, series in enumerate(plot.series)),
        unit="=2+2",
        source="@SUM(A1)",
    )
    deck = deck_of(tricky)
    assert differences(deck) == []
    (_, sheets) = charts(deck)[0]
    for sheet in sheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                assert cell.hyperlink is None
    raw = Deck.of(next(data for part, data in deck.parts.items() if part.endswith(".xlsx")))
    for part, data in raw.parts.items():
        assert b"<f>" not in data
        assert b"<hyperlink" not in data, part
    assert [cell.value for cell in sheets["Data"]["A"]][1:] == list(named)


def test_a_name_that_looks_like_an_escaped_character_stays_as_it_is() -> None:
    plot = replace(line_plot(), unit="_x0041_ and  spaces ", source="a" * 40_000)
    raw = Deck.of(workbook(plot))
    words = raw.values("xl/sharedStrings.xml", "//*[local-name()='t']/text()")
    assert "_x005F_x0041_ and  spaces " in words  # as Excel writes it
    assert max(map(len, words)) == 32_767  # what a cell can hold


def test_cells_are_formatted_as_their_labels_read() -> None:
    plot = line_plot()
    sheet = book(workbook(plot))["Data"]
    firms = next(at for at, series in enumerate(drawn_series(plot)) if series.name == "Firms")
    assert sheet[f"{column(firms + 1)}6"].number_format == '"over "0'
    assert sheet[f"{column(firms + 1)}8"].number_format == "#,##0.0"


def test_the_workbook_says_what_its_numbers_are() -> None:
    plot = replace(line_plot(), source="S&T Commission")
    about = {row[0].value: row[1].value for row in book(workbook(plot))["About"]}
    assert about["Unit"] == "per 10,000 residents"
    assert about["Source"] == "S&T Commission"
    assert about["Drawn"] == "Belling (bridge): drawn as a bridge or a base, not published"
    assert about["Bounds"] == "Firms in 2018: known from one side only, as “over 85”"
    assert about["Edition"] == "Belling's progress, 2025-12-31"
    ends = plots()["dumbbell"]
    told = {row[0].value: row[1].value for row in book(workbook(ends))["About"]}
    assert told["Places"].startswith("2014: row, from the top; 2023: row, from the top")


def test_the_workbook_depends_on_nothing_but_its_content() -> None:
    plot = line_plot()
    assert workbook(plot) == workbook(plot)
    other = replace(PROPERTIES, title="Other")
    assert workbook(plot) != workbook(plot, other)


def test_the_numbers_behind_the_charts_of_an_edition_are_the_facts_of_its_ledger(edition: briefing.Build) -> None:
    assert edition.deck
    deck = Deck.of(edition.deck.read_bytes())
    assert differences(deck) == []
    facts = re.findall(r'"value": ?(-?[\d.e+]+)', edition.ledger.read_text(encoding="utf-8"))
    known = {float(value) for value in facts}
    for part, sheets in charts(deck):
        about = {row[0].value: row[1].value for row in sheets["About"]}
        sheet = sheets["Data"]
        for at in range(2, sheet.max_column + 1):
            name = str(sheet.cell(1, at).value)
            if name in str(about.get("Drawn", "")) or name in str(about.get("Places", "")):
                continue
            values = {cell.value for cell in sheet[column(at - 1)][1:] if cell.value is not None}
            assert values <= known | {100.0}, f"{part} {name}: {values - known}"
        assert about["Unit"]
        assert about["Source"]
