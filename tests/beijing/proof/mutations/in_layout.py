# ruff: noqa: E501  (a fault is a line)
"""Faults in the layout of slides and pages, and in charts."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from tests.beijing.proof.mutations.editions import Mutation
from tests.proof.mutations import pages, slides
from tests.proof.mutations.slides import NS, chart_treed, charted, coloured, faced, fitted, moved, shaped, sized


def _same_title(tree: Any) -> None:
    """The words of slide 3's title, in slide 8."""
    slides.retold("Patent density reached 262.9 per 10,000 residents in 2023, up 20% in a year")(
        slides.shape(tree, "Title")
    )


def _alt(text: str) -> slides.Edit:
    return slides.attributed(".//p:cNvPr", descr=text)


def _centred(item: Any) -> None:
    for one in item.findall(".//a:pPr", NS):
        one.set("algn", "ctr")


def _in_four_sizes(tree: Any) -> None:
    for at, name in enumerate(("Label 1.1", "Label 1.2", "Label 1.3", "Label 2.1", "Label 2.2")):
        sized(16 + 1.1 * at)(slides.shape(tree, name))


def _painted(tree: Any) -> None:
    """All series in the colour of their ground."""
    for fill in tree.iterfind(".//c:ser//a:solidFill", NS):
        for old in list(fill):
            fill.remove(old)
        etree.SubElement(fill, f"{{{NS['a']}}}srgbClr", val="FFFFFF")


def _first(name: str) -> slides.Edit:
    """A shape that is read first."""

    def edit(tree: Any) -> None:
        tree.find(".//p:spTree", NS).insert(2, slides.shape(tree, name))

    return edit


def _without_series(tree: Any) -> None:
    for one in tree.findall(".//c:ser", NS):
        one.getparent().remove(one)


def _of_two_points(tree: Any) -> None:
    """A line through its first two values alone."""
    for cache in tree.findall(".//c:val//c:numCache", NS):
        for point in cache.findall("c:pt", NS)[2:]:
            cache.remove(point)


def _with_area(tree: Any) -> None:
    plot = tree.find(".//c:lineChart", NS)
    plot.tag = f"{{{NS['c']}}}areaChart"
    for tag in ("c:ser/c:marker", "c:ser/c:smooth", "c:marker"):
        for old in plot.findall(tag, NS):
            old.getparent().remove(old)


def _three_dimensional(tree: Any) -> None:
    plot = tree.find(".//c:barChart", NS)
    plot.tag = f"{{{NS['c']}}}bar3DChart"
    for old in plot.findall("c:overlap", NS):
        plot.remove(old)


def _with_two_axes(tree: Any) -> None:
    """The second series on an axis of its own."""
    area = tree.find(".//c:plotArea", NS)
    plot = area.find("c:lineChart", NS)
    other = deepcopy(plot)
    series = plot.findall("c:ser", NS)
    for old in series[1:]:
        plot.remove(old)
    for old in other.findall("c:ser", NS)[:1]:
        other.remove(old)
    plot.addnext(other)
    last = other
    for axis in area.xpath("c:catAx|c:valAx", namespaces=NS):
        copy = deepcopy(axis)
        for key in copy.xpath("c:axId|c:crossAx", namespaces=NS):
            key.set("val", "9" + key.get("val")[1:])
        highest = copy.find("c:scaling/c:max", NS)
        if highest is not None:
            highest.set("val", "900")
        area.xpath("c:catAx|c:valAx", namespaces=NS)[-1].addnext(copy)
    for key in last.findall("c:axId", NS):
        key.set("val", "9" + key.get("val")[1:])


def _tile_last(tree: Any) -> None:
    slides.shape(tree, "Tile text 2.2").addnext(slides.shape(tree, "Tile 2.2"))


def _blank(tree: Any) -> None:
    for item in tree.xpath("//p:spTree/*[self::p:sp or self::p:cxnSp or self::p:graphicFrame]", namespaces=NS):
        slides.dropped(item)


_LEGEND = '<c:legend><c:legendPos val="r"/></c:legend><c:plotVisOnly'

SLIDES = (
    Mutation("a text over a text", "pptx", "layout-overlap", shaped(2, moved(top=-30), "Changes 2"), 2),
    Mutation("a panel over the chart", "pptx", "layout-overlap", shaped(5, moved(left=-120), "Panel"), 5),
    Mutation("a tile over half a text", "pptx", "layout-overlap", slides.in_turn(shaped(11, moved(top=-25), "Tile 2.2"), slides.treed(slides.slide(11), _tile_last)), 11),
    Mutation("a number off the slide", "pptx", "layout-offslide", shaped(5, moved(left=330), "Cell 1.3"), 5),
    Mutation("a chart half off the slide", "pptx", "layout-offslide", shaped(3, moved(top=210), "Chart"), 3),
    Mutation("a subtitle taken out", "pptx", "layout-band", shaped(9, slides.dropped, "Subtitle"), 9),
    Mutation("a panel in the margin", "pptx", "layout-margin", shaped(5, moved(left=45), "Panel"), 5),
    Mutation("a column ten points off its zone", "pptx", "layout-zone", shaped(5, moved(left=10), "Head of rows"), 5),
    Mutation("a title five points too low", "pptx", "layout-zone", shaped(8, slides.placed(45, 25, 870, 63), "Title"), 8),
    Mutation("a box too low for its text", "pptx", "layout-overflow", shaped(5, slides.shrunk(high=0.6), "Panel"), 5),
    Mutation("a box too narrow for its text", "pptx", "layout-overflow", shaped(12, slides.shrunk(wide=0.5), "Quotation"), 12),
    Mutation("a text too long for its box", "pptx", "layout-overflow", slides.words(13, "How many lapse, and when", "How many lapse, when they do so, in which fields and by whose decision"), 13),
    Mutation("type of eight points", "pptx", "layout-size", shaped(3, sized(8), "Remark 1"), 3),
    Mutation("a panel of twelve points", "pptx", "layout-size", shaped(5, sized(12), "Panel"), 5),
    Mutation("too many sizes of type", "pptx", "layout-sizes", slides.treed(slides.slide(13), _in_four_sizes), 13),
    Mutation("text in pale grey", "pptx", "colour-contrast", shaped(5, coloured("C8CDD2"), "Panel"), 5),
    Mutation("light text on light", "pptx", "colour-contrast", shaped(11, coloured("FFFFFF"), "Tile text 1.1"), 11),
    Mutation("dark text on dark", "pptx", "colour-contrast", shaped(12, coloured("14202E"), "Quotation"), 12),
    Mutation("a title twice", "pptx", "layout-title-twice", slides.treed(slides.slide(8), _same_title), 8),
    Mutation("an empty title", "pptx", "layout-title", shaped(6, slides.emptied, "Title"), 6),
    Mutation("an empty placeholder", "pptx", "layout-empty", shaped(5, slides.emptied, "Panel"), 5),
    Mutation("a prompt for text", "pptx", "layout-empty", shaped(5, slides.retold("Click to add text"), "Panel"), 5),
    Mutation("a blank slide", "pptx", "layout-blank", slides.treed(slides.slide(6), _blank), 6),
    Mutation("a chart without alternative text", "pptx", "layout-alt", shaped(3, _alt(""), "Chart"), 3),
    Mutation("an alternative text of 400 characters", "pptx", "layout-alt", shaped(3, _alt("Line chart: it rose and fell. " * 14), "Chart"), 3),
    Mutation("an alternative text that is a file's name", "pptx", "layout-alt", shaped(3, _alt("chart_6_final.png"), "Chart"), 3),
    Mutation("text that the program shrinks", "pptx", "layout-autofit", shaped(5, fitted("62500"), "Panel"), 5),
    Mutation("Chinese text in a Latin face", "pptx", "layout-face", shaped(5, faced(latin="Arial", han="Arial"), "Panel"), 5, "zh"),
    Mutation("another family of type", "pptx", "layout-families", shaped(6, faced(latin="Comic Sans MS"), "Hero"), 6),
    Mutation("a centred panel", "pptx", "layout-align", shaped(5, _centred, "Panel"), 5),
    Mutation("a slide that is read backwards", "pptx", "layout-order", slides.treed(slides.slide(3), slides.read_backwards), 3),
    Mutation("a chart that is read before its title", "pptx", "layout-order", slides.treed(slides.slide(4), _first("Chart")), 4),
)  # fmt: skip

CHARTS = (
    Mutation("columns that start at 200", "pptx", "chart-zero", charted(6, ('<c:min val="0.0"/>', '<c:min val="200"/>')), 6),
    Mutation("bars on a scale of logarithms", "pptx", "chart-zero", charted(5, ("<c:scaling>(?=<c:orientation[^>]*/><c:min)", '<c:scaling><c:logBase val="10"/>')), 5),
    Mutation("a chart in three dimensions", "pptx", "chart-form", chart_treed(6, _three_dimensional), 6),
    Mutation("an area for a line", "pptx", "chart-form", chart_treed(3, _with_area), 3),
    Mutation("a smoothed line", "pptx", "chart-form", charted(3, (r'(?s)(<c:idx val="1"/>.*?)<c:smooth val="0"/>', r'\1<c:smooth val="1"/>')), 3),
    Mutation("a second value axis", "pptx", "chart-form", chart_treed(3, _with_two_axes), 3),
    Mutation("a legend", "pptx", "chart-legend", charted(5, ("<c:plotVisOnly", _LEGEND)), 5),
    Mutation("a chart without series", "pptx", "chart-empty", chart_treed(3, _without_series), 3),
    Mutation("a chart in the colour of its ground", "pptx", "chart-empty", chart_treed(6, _painted), 6),
    Mutation("a line through two points", "pptx", "chart-points", chart_treed(3, _of_two_points), 3),
    Mutation("gaps drawn as zero", "pptx", "chart-bridge", charted(3, ('<c:dispBlanksAs val="gap"/>', '<c:dispBlanksAs val="zero"/>')), 3),
    Mutation("rotated labels", "pptx", "chart-rotated", charted(6, ('<a:bodyPr rot="0" vert="horz"', '<a:bodyPr rot="-2700000" vert="horz"')), 6),
    Mutation("ranks upside down", "pptx", "chart-rank", charted(9, ('<c:valAx>(.*?)<c:orientation val="maxMin"/>', r'<c:valAx>\1<c:orientation val="minMax"/>')), 9),
    Mutation("bars in no order", "pptx", "chart-sorted", charted(5, ("<c:v>5.454", "<c:v>0.454")), 5),
    Mutation("labels left out", "pptx", "chart-labels", charted(6, (r"<c:dLbls>.*?</c:dLbls>", "")), 6),
    Mutation("type of eleven points in a chart", "pptx", "chart-text", charted(6, (r'<a:defRPr sz="1400"', '<a:defRPr sz="1100"')), 6),
    Mutation("type of eight points in a chart", "pptx", "chart-text-tiny", charted(6, (r'<a:defRPr sz="1400"', '<a:defRPr sz="800"')), 6),
    Mutation("pale marks", "pptx", "colour-marks", chart_treed(6, lambda tree: _coloured(tree, "DDE1E5")), 6),
    Mutation("two scales for one unit", "pptx", "chart-scale", slides.in_turn(slides.booked(7, ">enterprises per day<", ">enterprises<", nth=1, sheet="xl/sharedStrings.xml"), *(charted(7, ('<c:min val="0.0"/>', f'<c:max val="{highest}"/><c:min val="0.0"/>'), nth=at) for at, highest in enumerate((30000, 400)))), 7),
    Mutation("a grid on the categories", "pptx", "chart-grid", charted(3, ("(<c:catAx>.*?<c:axPos [^>]*/>)", r"\1<c:majorGridlines/>")), 3),
    Mutation("a line's axis that does not start at zero", "pptx", "chart-axis", charted(3, ('(<c:valAx>.*?)<c:min val="0.0"/>', r'\1<c:min val="40"/>')), 3),
)  # fmt: skip


def _coloured(tree: Any, rgb: str) -> None:
    for fill in tree.iterfind(".//c:ser/c:spPr/a:solidFill", NS):
        for old in list(fill):
            fill.remove(old)
        etree.SubElement(fill, f"{{{NS['a']}}}srgbClr", val=rgb)
    for fill in tree.iterfind(".//c:dPt/c:spPr/a:solidFill", NS):
        for old in list(fill):
            fill.remove(old)
        etree.SubElement(fill, f"{{{NS['a']}}}srgbClr", val=rgb)


PAGES = (
    Mutation("text off the page", "pdf", "page-cut", pages.restyled(2, "Nominal. Contract", Tm=(160.0, 0.0)), 2),
    Mutation("text over other text", "pdf", "page-overlap", pages.restyled(2, "Contracts slow", Tm=(0.0, 14.0)), 2),
    Mutation("text of four points", "pdf", "page-tiny", pages.restyled(1, "More technology", Tf=(4.0,)), 1),
    Mutation("text in pale grey on a page", "pdf", "colour-contrast", pages.restyled(1, "From 2014 to 2023 patent", rg=(0.8, 0.82, 0.84)), 1),
    Mutation("text in the margin of a page", "pdf", "page-margin", pages.restyled(2, "Contracts rose 7.4%", Tm=(-20.0, 0.0)), 2),
    Mutation("a source of six and a half points", "pdf", "page-tiny", pages.restyled(1, "Source: KOTO Patent 2024 (1); Xinhua 2019", Tf=(6.5,)), 1),
    Mutation("text of a page that is too small to read on", "pdf", "page-size", pages.restyled(1, "From 2014 to 2023 patent", Tf=(9.0,)), 1),
)  # fmt: skip


def _over(item: str, below: str) -> slides.Edit:
    """A shape on the place of another, and painted after it."""

    def edit(tree: Any) -> None:
        one, other = slides.shape(tree, item), slides.shape(tree, below)
        for tag in ("a:off", "a:ext[@cx]"):
            one.find(f".//{tag}", NS).attrib.update(other.find(f".//{tag}", NS).attrib)
        other.addnext(one)

    return edit


def _bare(tree: Any) -> None:
    """A chart without marks, labels or axes that could be seen."""
    _painted(tree)
    for labels in tree.findall(".//c:ser/c:dLbls", NS):
        labels.getparent().remove(labels)
    for axis in tree.xpath("//c:catAx/c:delete | //c:valAx/c:delete", namespaces=NS):
        axis.set("val", "1")
    for grid in tree.findall(".//c:majorGridlines", NS):
        grid.getparent().remove(grid)


# Made together, in a deck and a brief that are drawn once.
DRAWN = (
    Mutation("a text over a text, as drawn", "pptx", "render-overlap", shaped(5, moved(top=-82), "Cell 3.2"), 5, drawn=True),
    Mutation("a chart with nothing in it, as drawn", "pptx", "render-blank", chart_treed(2, _bare), 2, drawn=True),
    Mutation("a box over a text, as drawn", "pptx", "render-hidden", slides.treed(slides.slide(8), _over("Callout", "Panel")), 8, drawn=True),
    Mutation("a text cut off by the slide's edge, as drawn", "pptx", "render-cut", shaped(9, moved(top=192), "Below the scale"), 9, drawn=True),
    Mutation("a text too long for its box, as drawn", "pptx", "render-overflow", slides.words(13, "Lawsuits, wins, damages", "Lawsuits that were filed, how many of them were won, and what damages the courts granted"), 13, drawn=True),
    Mutation("a text that is not painted, as drawn", "pdf", "render-hidden", pages.sourced(1, r"(BT 0\.267 0\.318 0\.373 rg 1 0 0 1 0 \S+ Tm)(?= /F\d\+0 9\.5 Tf)", r"\1 3 Tr"), 1, drawn=True),
    Mutation("a box over a page's text, as drawn", "pdf", "render-hidden", pages.drawn(3, "/Artifact BMC 1 1 1 rg 40 600 500 120 re f EMC"), 3, drawn=True),
)  # fmt: skip
MUTATIONS = (*SLIDES, *CHARTS, *PAGES, *DRAWN)
