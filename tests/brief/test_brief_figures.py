"""A matplotlib figure on a page of the brief: vectors and live text under its tag, in an archival file."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from matplotlib.figure import Figure
from msgspec.structs import replace

from briefing.brief import write
from briefing.brief.figures import ChartBlock, Panels
from briefing.brief.page_surface import PageSurface
from briefing.brief.structure import Element, Origin
from briefing.charts import vector
from briefing.charts.vector.backend import SurfaceCanvas
from briefing.errors import LayoutError
from briefing.model.chart import SeriesResult
from briefing.model.document import Hero
from briefing.model.period import Period
from briefing.model.text import text
from briefing.reuse import from_nothing
from tests.brief import sample
from tests.brief.audit import audit
from tests.brief.test_brief_canvas import untagged
from tests.brief.test_brief_layout import bare_context
from tests.brief.verapdf import VeraPdf
from tests.charts import samples

WORDS = ("Straight", "Turned", "Bold words")


def figure(width: float, height: float) -> Figure:
    """A figure with what the charts of the house leave out: clips, hatches, transparency, turned text, an axis."""
    drawn = Figure(figsize=(width / 72, height / 72), frameon=False)
    axes = drawn.add_axes((0.2, 0.3, 0.6, 0.6))
    axes.bar([1, 2], [3, 4], color="#123456", edgecolor="#654321", hatch="//")
    axes.plot([0, 9], [0, 9], dashes=(4, 2), alpha=0.5)
    axes.fill_between([1, 2], [0, 1], [2, 3], color="#ABCDEF", alpha=0.25)
    axes.set(xlim=(0, 3), ylim=(0, 5))
    axes.text(1, 1, WORDS[0])
    axes.text(1, 2, WORDS[1], rotation=30)
    axes.text(1, 3, WORDS[2], weight="bold")
    return drawn


def written(monkeypatch: pytest.MonkeyPatch, made: Figure | None = None) -> bytes:
    """Write the sample with a figure in place of each chart."""

    def draw(_plot: object, options: vector.DrawingOptions, surface: PageSurface, **_: object) -> None:
        SurfaceCanvas(made or figure(options.width, options.height), surface).draw()

    monkeypatch.setattr(vector, "draw", draw)
    with from_nothing():
        return write(sample.document(), sample.theme()).files[".pdf"]


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_it_is_valid_for_readers_and_archives(verapdf: VeraPdf, monkeypatch: pytest.MonkeyPatch, flavour: str) -> None:
    assert verapdf.failures(written(monkeypatch), flavour) == ()


def test_all_of_it_is_tagged_and_its_words_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(monkeypatch)
    assert untagged(pikepdf.open(io.BytesIO(data))) == []
    document = pypdfium2.PdfDocument(data)
    texts = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert [words for words in WORDS if words not in texts] == []


def test_its_colours_arrive_as_they_were_given(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = pikepdf.open(io.BytesIO(written(monkeypatch))).pages
    source = b"".join(page.Contents.read_bytes() for page in pages).decode("latin-1")
    assert "0.071 0.204 0.337 rg" in source  # #123456
    assert "0.396 0.263 0.129 RG" in source  # #654321
    assert " W n " in source


def test_what_it_asks_for_and_a_page_has_not_is_refused_with_the_chart_s_place(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Figure()
    made.add_axes((0, 0, 1, 1)).imshow([[1, 2], [3, 4]])
    with pytest.raises(LayoutError, match="the chart asks for an image"):
        written(monkeypatch, made)


def test_a_sign_that_the_face_lacks_is_refused_in_a_figure_too(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Figure()
    made.text(0.5, 0.5, "Ꙛ")
    with pytest.raises(LayoutError, match="U\\+A65A"):
        written(monkeypatch, made)


def test_no_chart_grows_taller_than_three_fifths_of_its_width() -> None:
    for width in (330.0, 499.0):
        block = ChartBlock(bare_context(), samples.line(), Element("Sect", origin=Origin("story", "figure")))
        tall = block.wrap(width, 0)[1]
        assert tall < tall + block.give <= max(tall, 0.6 * width) + 0.01
    slope = ChartBlock(bare_context(), samples.slope(), Element("Sect", origin=Origin("story", "figure")))
    assert slope.wrap(330.0, 0)[1] * 0.3 >= slope.give


def test_lines_with_a_result_each_over_the_same_years_are_as_high_as_each_other() -> None:
    line = samples.line()
    years = tuple(Period.year(int(year)) for year in line.categories)
    line = replace(line, periods=years, results=(SeriesResult("patents", text("5.5×"), text("since 2014")),))
    panels = Panels(bare_context(), (line, line), Element("Sect", origin=Origin("section x", "figure 1")))
    panels.wrap(499, 1000)
    assert [chart.dated for chart in panels.charts] == [True, True]
    assert panels.talls[0] == panels.talls[1], "one scale would be drawn in two sizes"


def test_lines_over_columns_take_no_more_than_three_fifths_of_their_width_and_grow_into_a_little_more() -> None:
    line = samples.line()
    years = tuple(Period.year(int(year)) for year in line.categories)
    line = replace(line, periods=years, results=(SeriesResult("patents", text("5.5×"), text("since 2014")),))
    columns = replace(samples.columns(), categories=line.categories, periods=years, series=line.series, highlight="")
    panels = Panels(bare_context(), (line, columns), Element("Sect", origin=Origin("section x", "figure 1")))
    tall = panels.wrap(499, 1000)[1]
    assert tall <= 0.6 * 499 + 0.01
    assert tall + panels.give <= 0.76 * 499 + 0.01
    panels.stretch(20.0)
    assert panels.wrap(499, 1000)[1] >= tall
    panels.stretch(0.0)
    for factor in (0.6, 1.0):  # however often
        panels.squeeze(factor)
        low = panels.wrap(499, 1000)[1]
        assert (low < tall) is (factor < 1)
    assert min(panels.talls) >= 96


def test_the_number_of_a_section_stands_large_beside_its_words_and_is_read_before_the_text() -> None:
    hero = Hero(text("2.7×", fact="contracts.multiple"), text("the value of ten years before"))
    section = sample.section("ranks", heading=text("What it means"), paragraphs=1, hero=hero)
    made = write(sample.document(parts=(replace(sample.parts()[1], sections=(section,)),)), sample.theme())
    words = " ".join(pypdfium2.PdfDocument(made.files[".pdf"])[0].get_textpage().get_text_range().split())
    assert words.index("2.7×") < words.index("the value of ten years before") < words.index("What it means")
    assert "2.7×" in {use.text for use in made.trace.uses}
    assert audit(made.files[".pdf"]) == ()
