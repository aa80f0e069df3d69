"""Colours: distances as another library works them out, text that is read on its ground, and text that is not."""

from __future__ import annotations

import io
import zipfile
from itertools import combinations
from unittest.mock import Mock
from xml.etree.ElementTree import Element as Tree

import pytest
from coloraide import Color

import briefing
from briefing.proof.colour_science import VISIONS, closest, contrast, distance, hues, luminance, strength
from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.layout import colour
from briefing.proof.layout.chart_colours import _hues
from briefing.proof.layout.drawn_charts import Chart, MarkLook, Plot, Series
from briefing.proof.parsed_file import UNKNOWN, Element, Kind, Page, ParsedFile, Run
from briefing.proof.reading.brief import brief
from briefing.proof.reading.plotted_series import SeriesData
from tests.proof.layout.charted import found, whole
from tests.proof.package.broken import edit

SOME = (
    "000000", "FFFFFF", "0A4480", "C8501E", "3AA189", "55122F", "8E7CC3", "8A929B", "FF0000", "00FF00", "0000FF",
    "F0B429", "7F7F80", "A3D6FB",
)  # fmt: skip
FILTERS = {"protanopia": "protan", "deuteranopia": "deutan", "tritanopia": "tritan"}


def filtered(one: str, vision: str) -> Color:
    if vision not in FILTERS:
        return Color(f"#{one}")
    return Color(f"#{one}").filter(FILTERS[vision], method="machado").convert("srgb").clip()


@pytest.mark.parametrize("vision", VISIONS)
def test_distances_are_those_of_another_library(vision: str) -> None:
    for one, other in combinations(SOME, 2):
        expected = filtered(one, vision).delta_e(filtered(other, vision), method="2000")
        assert distance(one, other, vision) == pytest.approx(expected, abs=1e-6), (one, other)


def test_contrasts_are_those_of_another_library() -> None:
    for one, other in combinations(SOME, 2):
        assert contrast(one, other) == pytest.approx(Color(f"#{one}").contrast(f"#{other}"), abs=2e-3)
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert luminance("ffffff") == pytest.approx(1)


def test_the_closest_pair_of_a_set_is_the_one_that_a_dichromacy_confuses() -> None:
    assert closest(["0A4480", "C8501E", "3AA189", "55122F", "8E7CC3"])[0] == pytest.approx(18.4, abs=0.1)
    nearest, one, other, vision = closest(["12436D", "28A197", "801650", "F46A25"])
    assert {one, other} == {"12436D", "801650"}
    assert vision == "protanopia"
    assert nearest == pytest.approx(6.5, abs=0.1)


def test_shades_of_one_hue_are_one_hue_and_greys_are_none() -> None:
    assert len(hues({"0A4480", "4579B0", "A3D6FB", "8A929B", "5F748B", "14202E"})) == 1
    assert len(hues({"0A4480", "C8501E", "3AA189"})) == 3
    assert strength("808080") == pytest.approx(0, abs=0.01)


def parsed(
    ground: str, *runs: Run, kind: Kind = "deck", fill: str = "", fills: tuple[str, ...] = ()
) -> list[ProofFinding]:
    element = Element("text", "Text", (10, 10, 90, 40), tuple((run,) for run in runs), fill=fill, fills=fills)
    page = Page(3, 960, 540, (element,), ground=ground)
    return list(colour.check(Evidence((ParsedFile("a.pptx", kind, b"", (page,)),))))


@pytest.mark.parametrize(
    ("run", "ground", "is_found"),
    [
        (Run("words", 12, colour="767676"), "FFFFFF", False),
        (Run("words", 12, colour="777777"), "FFFFFF", True),
        (Run("words", 18, colour="8A929B"), "FFFFFF", False),
        (Run("words", 17.9, colour="8A929B"), "FFFFFF", True),
        (Run("words", 14, bold=True, colour="8A929B"), "FFFFFF", False),
        (Run("words", 13.9, bold=True, colour="8A929B"), "FFFFFF", True),
        (Run("words", 30, bold=True, colour="C9D0D7"), "FFFFFF", True),
        (Run("words", 12, colour="FFFFFF"), "0B1A2C", False),
        (Run("words", 12, colour="14202E"), "0B1A2C", True),
        (Run("  ", 12, colour="FFFFFF"), "FFFFFF", False),
        (Run("words", 12), "FFFFFF", False),
        (Run("words", 12, colour=UNKNOWN), "FFFFFF", False),
        (Run("words", 12, colour="FFFFFF"), UNKNOWN, False),
        (Run("words", 0, colour="8A929B"), "FFFFFF", False),
    ],
)
def test_text_is_judged_by_its_size_against_its_ground(run: Run, ground: str, is_found: bool) -> None:
    for kind in ("deck", "brief"):
        results = parsed(ground, run, kind=kind)
        assert [finding.rule for finding in results] == ["colour-contrast"] * is_found
        assert all(finding.severity == "error" and finding.location.page == 3 for finding in results)


def test_the_ground_of_text_is_its_fill_before_that_of_the_page() -> None:
    white = Run("words", 12, colour="FFFFFF")
    assert parsed("FFFFFF", white, fill="0A4480") == []
    assert [one.rule for one in parsed("0A4480", white, fill="FFFFFF")] == ["colour-contrast"]
    reported = parsed("0A4480", white, white, fills=("0A4480", "EEEEEE"))
    assert [one.what for one in reported] == ["“words” in #FFFFFF on #EEEEEE has a contrast of 1.2:1"]


def test_a_colour_is_reported_once_for_an_element() -> None:
    assert len(parsed("FFFFFF", *[Run(word, 12, colour="DDDDDD") for word in ("one", "two", "three")])) == 1


def test_a_title_in_the_colour_of_its_ground_is_found_on_the_slide() -> None:
    pattern = r'(<p:ph type="title"/>.*?<a:rPr [^>]*)/>'
    fill = '<a:solidFill><a:srgbClr val="E4EDF6"/></a:solidFill>'
    data = edit("", "ppt/slides/slide5.xml", pattern, rf"\1>{fill}</a:rPr>").of(whole())
    (one,) = found(data)
    assert (one.rule, one.location.page, one.location.element) == ("colour-contrast", 5, "Title")


def test_a_cell_whose_text_has_the_colour_of_its_fill_is_found() -> None:
    data = whole()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        slides = [name for name in archive.namelist() if b"<a:tbl>" in archive.read(name)]
    fill = '<a:solidFill><a:srgbClr val="44515F"/></a:solidFill>'
    broken = edit(
        "",
        slides[0],
        r"(<a:tcPr[^>]*>(?:<a:ln.*?</a:ln[RLTB]>)*)(<a:noFill/>|<a:solidFill>.*?</a:solidFill>)",
        rf"\1{fill}",
    )
    reported = found(broken.of(data))
    assert reported
    assert {one.rule for one in reported} == {"colour-contrast"}


def test_nothing_is_found_in_the_pages_of_an_edition(edition: briefing.Build, starter_edition: briefing.Build) -> None:
    for built in (edition, starter_edition):
        for path in built.files:
            if path.suffix == ".pdf":
                assert list(colour.check(Evidence((brief(path.name, path.read_bytes()),)))) == []


def test_pale_text_on_a_page_is_found_and_white_text_on_a_dark_box_is_not() -> None:
    from reportlab.lib.colors import HexColor
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 400))
    canvas.setFillColor(HexColor("#0A4480"))
    canvas.rect(40, 40, 300, 100, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#FFFFFF"))
    canvas.drawString(60, 80, "Read on dark")
    canvas.setFillColor(HexColor("#C9D0D7"))
    canvas.drawString(60, 300, "Lost on white")
    canvas.save()
    reported = list(colour.check(Evidence((brief("a.pdf", buffer.getvalue()),))))
    assert [(one.rule, one.location.page) for one in reported] == [("colour-contrast", 1)]
    assert "Lost on white" in reported[0].what


@pytest.mark.parametrize(("hollow", "found"), [("", []), ("207020", ["chart-hues"])])
def test_a_hollow_column_among_those_of_several_series_adds_no_colour(hollow: str, found: list[str]) -> None:
    tree = Tree("chart")

    def one(face: str, last: str) -> Series:
        looks = {0: MarkLook(face), 1: MarkLook(last, face)}
        return Series(tree, SeriesData("barChart", "", {}, {}, {}), 2, looks)

    bars = Plot(tree, "barChart", (one("0A4480", "0A4480"), one("C8501E", hollow), one("3AA189", "")), None, None)
    chart = Mock(Chart, plots=(bars,), drawn=lambda: [(bars, series) for series in bars.series])
    assert [finding.rule for finding in _hues(chart)] == found
