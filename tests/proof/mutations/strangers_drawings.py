# ruff: noqa: E501  (a fault is a line)
"""Faults in what is drawn: series, colours, axes, marks, labels, formats, workbooks, on slides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from tests.proof.mutations import slides
from tests.proof.mutations.slides import (
    NS,
    booked,
    chart_treed,
    charted,
    dropped,
    in_turn,
    moved,
    shaped,
    shrunk,
)
from tests.proof.mutations.strangers import Fault, of_slide, places_swapped
from tests.proof.mutations.strangers_books import hid_sheet, sheeted, written_next_to
from tests.proof.mutations.strangers_words import put_in

_CHART, _MARK = "chart-changed", "mark-changed"
_A = NS["a"]


def _series(tree: Any) -> list[Any]:
    return list(tree.iterfind(".//c:ser", NS))


def looks_swapped(first: int, second: int) -> Callable[[Any], None]:
    """Two series in each other's colours: their lines, fills and marks."""

    def edit(tree: Any) -> None:
        ones = [_series(tree)[at] for at in (first, second)]
        for tag in ("c:spPr", "c:marker"):
            held = [one.find(tag, NS) for one in ones]
            if None not in held:
                copies = [etree.fromstring(etree.tostring(each)) for each in held]
                for each, other in zip(held, reversed(copies), strict=True):
                    each.getparent().replace(each, other)

    return edit


def values_swapped(first: int, second: int, path: str = "c:val") -> Callable[[Any], None]:
    """Two series that draw each other's values."""

    def edit(tree: Any) -> None:
        held = [_series(tree)[at].find(f"{path}//c:numCache", NS) for at in (first, second)]
        copies = [etree.fromstring(etree.tostring(each)) for each in held]
        for each, other in zip(held, reversed(copies), strict=True):
            each.getparent().replace(each, other)

    return edit


def without(nth: int) -> Callable[[Any], None]:
    """A series that is gone."""

    def edit(tree: Any) -> None:
        one = _series(tree)[nth]
        one.getparent().remove(one)

    return edit


def turned(kind: str) -> Callable[[Any], None]:
    """An axis that runs the other way."""

    def edit(tree: Any) -> None:
        axis = tree.find(f".//c:{kind}/c:scaling/c:orientation", NS)
        axis.set("val", "minMax" if axis.get("val") == "maxMin" else "maxMin")

    return edit


def renamed(nth: int, name: str) -> Callable[[Any], None]:
    """A series of another name."""

    def edit(tree: Any) -> None:
        _series(tree)[nth].find("c:tx//c:v", NS).text = name

    return edit


def painted(nth: int, rgb: str, path: str = "c:spPr/a:ln/a:solidFill") -> Callable[[Any], None]:
    """A series, or its marks, of another colour."""

    def edit(tree: Any) -> None:
        fill = _series(tree)[nth].find(path, NS)
        for old in list(fill):
            fill.remove(old)
        etree.SubElement(fill, f"{{{_A}}}srgbClr", val=rgb)

    return edit


def unpointed(nth: int) -> Callable[[Any], None]:
    """A series whose points all look alike."""

    def edit(tree: Any) -> None:
        for point in _series(tree)[nth].findall("c:dPt", NS):
            point.getparent().remove(point)

    return edit


def pointed(nth: int, at: int) -> Callable[[Any], None]:
    """A series whose one point of a colour of its own is another one."""

    def edit(tree: Any) -> None:
        _series(tree)[nth].find("c:dPt/c:idx", NS).set("val", str(at))

    return edit


def points_swapped(nth: int, first: int, second: int) -> Callable[[Any], None]:
    """Two points of a series, each in the other's look."""

    def edit(tree: Any) -> None:
        marks = {
            one.find("c:idx", NS).get("val"): one.find("c:idx", NS) for one in _series(tree)[nth].findall("c:dPt", NS)
        }
        for at, to in ((first, second), (second, first)):
            if str(at) in marks:
                marks[str(at)].set("val", str(to))

    return edit


def scaled(kind: str, end: str, value: str) -> Callable[[Any], None]:
    """An axis with another end."""

    def edit(tree: Any) -> None:
        scaling = tree.find(f".//c:{kind}/c:scaling", NS)
        found = scaling.find(f"c:{end}", NS)
        if found is None:
            found = etree.Element(f"{{{NS['c']}}}{end}")
            scaling.find("c:orientation", NS).addnext(found)
        found.set("val", value)

    return edit


def shown(kind: str) -> Callable[[Any], None]:
    """An axis that was hidden, shown."""

    def edit(tree: Any) -> None:
        tree.find(f".//c:{kind}/c:delete", NS).set("val", "0")

    return edit


def named(first: int, second: int) -> Callable[[Any], None]:
    """Two categories in each other's place."""

    def edit(tree: Any) -> None:
        for cache in tree.iterfind(".//c:cat//c:strCache", NS):
            cells = [cache.findall("c:pt/c:v", NS)[at] for at in (first, second)]
            cells[0].text, cells[1].text = cells[1].text, cells[0].text

    return edit


def filled(fill: str) -> Callable[[Any], None]:
    """A shape filled with a colour."""

    def edit(item: Any) -> None:
        properties = item.find("p:spPr", NS)
        for tag in ("a:solidFill", "a:noFill"):
            for old in properties.findall(tag, NS):
                new = etree.fromstring(f'<a:solidFill xmlns:a="{_A}"><a:srgbClr val="{fill}"/></a:solidFill>')
                properties.replace(old, new)
                return
        raise AssertionError("it tells no fill")

    return edit


def emptied_fill(item: Any) -> None:
    """A shape without a fill."""
    properties = item.find("p:spPr", NS)
    for old in properties.findall("a:solidFill", NS):
        properties.replace(old, etree.fromstring(f'<a:noFill xmlns:a="{_A}"/>'))


def formed(preset: str) -> Callable[[Any], None]:
    """A shape of another form."""

    def edit(item: Any) -> None:
        item.find(".//a:prstGeom", NS).set("prst", preset)

    return edit


def veiled(item: Any) -> None:
    """A shape that is hidden."""
    item.find(".//p:cNvPr", NS).set("hidden", "1")


def cells_filled(first: int, second: int) -> Callable[[Any], None]:
    """Two cells of a table on each other's ground."""

    def edit(tree: Any) -> None:
        cell_properties = [tree.findall(".//a:tc/a:tcPr", NS)[at] for at in (first, second)]
        fills = [one.find("a:solidFill", NS) for one in cell_properties]
        copies = [etree.fromstring(etree.tostring(fill)) for fill in fills]
        for fill, other in zip(fills, reversed(copies), strict=True):
            fill.getparent().replace(fill, other)

    return edit


_LABEL = '<c:dLbl><c:idx val="{at}"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx>'
_CODE = r'(<c:dLbls>.*?formatCode=")[^"]*(" sourceLinked="0")'

IN_CHARTS = (
    Fault("two series in each other's colours", "pptx", _CHART, chart_treed(3, looks_swapped(2, 3)), 3),
    Fault("two lines of ranks in each other's colours", "pptx", _CHART, chart_treed(6, looks_swapped(2, 3)), 6),
    Fault("two grounds of a bullet in each other's colours", "pptx", _CHART, chart_treed(10, looks_swapped(0, 1)), 10),
    Fault("two series of dots in each other's values", "pptx", _CHART, chart_treed(5, values_swapped(0, 1, "c:xVal")), 5),
    Fault("two lines in each other's values", "pptx", _CHART, chart_treed(3, values_swapped(2, 3)), 3),
    Fault("dots in each other's rows", "pptx", _CHART, chart_treed(5, values_swapped(2, 5, "c:yVal")), 5),
    Fault("a line of another colour", "pptx", _CHART, chart_treed(3, painted(0, "C00000")), 3),
    Fault("marks of another colour", "pptx", _CHART, chart_treed(3, painted(3, "C00000", "c:marker/c:spPr/a:solidFill")), 3),
    Fault("hollow marks filled", "pptx", _CHART, chart_treed(6, painted(0, "8A929B", "c:marker/c:spPr/a:solidFill")), 6),
    Fault("columns upside down", "pptx", _CHART, chart_treed(4, turned("valAx")), 4),
    Fault("columns from right to left", "pptx", _CHART, chart_treed(4, turned("catAx")), 4),
    Fault("bars from the foot up", "pptx", _CHART, chart_treed(10, turned("catAx")), 10),
    Fault("ranks upside down", "pptx", _CHART, chart_treed(6, turned("valAx")), 6),
    Fault("a line upside down", "pptx", _CHART, chart_treed(9, turned("valAx")), 9),
    Fault("dots mirrored", "pptx", _CHART, chart_treed(5, turned("valAx")), 5),
    Fault("a series removed", "pptx", _CHART, chart_treed(3, without(0)), 3),
    Fault("a line of ranks removed", "pptx", _CHART, chart_treed(6, without(1)), 6),
    Fault("the target bars removed", "pptx", _CHART, chart_treed(10, without(0)), 10),
    Fault("a dumbbell's handle removed", "pptx", _CHART, chart_treed(5, without(3)), 5),
    Fault("a slope of the cover removed", "pptx", _CHART, chart_treed(1, without(0)), 1),
    Fault("a series renamed", "pptx", _CHART, chart_treed(3, renamed(3, "Ostmark (old)")), 3),
    Fault("two series in each other's names", "pptx", _CHART, in_turn(chart_treed(3, renamed(2, "Ravel")), chart_treed(3, renamed(3, "Ostmark"))), 3),
    Fault("an axis that begins elsewhere", "pptx", _CHART, chart_treed(4, scaled("valAx", "min", "600")), 4),
    Fault("an axis that ends elsewhere", "pptx", _CHART, chart_treed(9, scaled("valAx", "max", "400")), 9),
    Fault("a hidden axis shown", "pptx", _CHART, chart_treed(4, shown("valAx")), 4),
    Fault("the highlight on another column", "pptx", _CHART, chart_treed(4, pointed(0, 3)), 4),
    Fault("no column highlighted", "pptx", _CHART, chart_treed(4, unpointed(0)), 4),
    Fault("the highlight on another bar", "pptx", _CHART, chart_treed(10, pointed(1, 2)), 10),
    Fault("the highlight on another dot", "pptx", _CHART, chart_treed(5, points_swapped(1, 1, 0)), 5),
    Fault("two categories exchanged", "pptx", _CHART, chart_treed(10, named(0, 2)), 10),
    Fault("two years of a chart exchanged", "pptx", _CHART, charted(4, (r"<c:v>2018</c:v>", "<c:v>@</c:v>"), (r"<c:v>2022</c:v>", "<c:v>2018</c:v>"), (r"<c:v>@</c:v>", "<c:v>2022</c:v>")), 4),
    Fault("a digit in a chart's cache", "pptx", _CHART, charted(9, ("<c:v>36.2</c:v>", "<c:v>32.6</c:v>")), 9),
    Fault("a digit in cache and workbook", "pptx", _CHART, in_turn(charted(9, ("<c:v>36.2</c:v>", "<c:v>32.6</c:v>")), booked(9, "<v>36.2</v>", "<v>32.6</v>")), 9),
    Fault("two values of a chart exchanged", "pptx", _CHART, charted(4, (r"<c:v>860\.0</c:v>", "<c:v>@</c:v>"), (r"<c:v>905\.0</c:v>", "<c:v>860.0</c:v>"), ("<c:v>@</c:v>", "<c:v>905.0</c:v>")), 4),
    Fault("labels in thousands", "pptx", _CHART, charted(4, (r'(<c:dLbls>.*?formatCode=")#,##0(" sourceLinked)', r"\1#,##0,\2")), 4),
    Fault("labels in percent", "pptx", _CHART, charted(4, (r'(<c:dLbls>.*?formatCode=")#,##0(" sourceLinked)', r"\1#,##0%\2")), 4),
    Fault("labels without decimals", "pptx", _CHART, charted(3, (_CODE, r"\g<1>0\2")), 3),
    Fault("labels with a word", "pptx", _CHART, charted(4, (r'(<c:dLbls>.*?formatCode=")#,##0(" sourceLinked)', r"\1#,##0&quot; lost&quot;\2")), 4),
    Fault("a label typed by hand", "pptx", _CHART, charted(4, (r'<c:dLbl><c:idx val="6"/>', _LABEL.format(at=6, text="1,278"))), 4),
    Fault("the begin of an axis left to the program", "pptx", _CHART, charted(4, (r'<c:min val="[^"]*"/>', "")), 4),
    Fault("an axis taken out", "pptx", _CHART, charted(4, (r"(?s)<c:valAx>.*?</c:valAx>", "")), 4),
    Fault("a title put over a chart", "pptx", _CHART, charted(4, ('<c:autoTitleDeleted val="1"/>', '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>All 777</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>')), 4),
    Fault("a hidden sheet", "pptx", _CHART, sheeted(4, ' state="hidden"'), 4),
    Fault("a sheet that is hidden well", "pptx", _CHART, sheeted(4, ' state="veryHidden"'), 4),
    Fault("a sheet more", "pptx", _CHART, sheeted(9, ""), 9),
    Fault("a sheet hidden", "pptx", _CHART, hid_sheet(9), 9),
    Fault("a number beside the data of a workbook", "pptx", _CHART, written_next_to(9), 9),
    Fault("two Chinese series in each other's colours", "pptx", _CHART, chart_treed(3, looks_swapped(1, 2)), 3, "lakes"),
    Fault("Chinese columns upside down", "pptx", _CHART, chart_treed(4, turned("valAx")), 4, "lakes"),
    Fault("a Chinese series removed", "pptx", _CHART, chart_treed(3, without(0)), 3, "lakes"),
    Fault("the highlight on another Chinese bar", "pptx", _CHART, chart_treed(5, pointed(0, 0)), 5, "lakes"),
    Fault("a series of the example in another colour", "pptx", _CHART, chart_treed(3, painted(0, "C00000")), 3, "example"),
    Fault("a chart taken out", "pptx", _CHART, shaped(9, dropped, "Chart"), 9),
)  # fmt: skip

MARKS = (
    Fault("a rank's dot moved", "pptx", _MARK, shaped(7, moved(60), "Rank 2.3"), 7),
    Fault("a rank's dot and its number moved", "pptx", _MARK, shaped(7, moved(60), "Rank 1.1", "Rank text 1.1"), 7),
    Fault("a hollow place filled", "pptx", _MARK, shaped(7, filled("0A4480"), "Place 1.2"), 7),
    Fault("a rank's dot emptied", "pptx", _MARK, shaped(7, emptied_fill, "Rank 1.1"), 7),
    Fault("a rank's dot of another colour", "pptx", _MARK, shaped(7, filled("C00000"), "Rank 2.3"), 7),
    Fault("a rank's dot hidden", "pptx", _MARK, shaped(7, veiled, "Rank 1.1"), 7),
    Fault("a rank's dot taken out", "pptx", _MARK, shaped(7, dropped, "Rank 1.1"), 7),
    Fault("a rank's dot made square", "pptx", _MARK, shaped(7, formed("rect"), "Rank 1.1"), 7),
    Fault("two dots of ranks exchanged", "pptx", _MARK, places_swapped(7, "Rank 1.1", "Place 1.4"), 7),
    Fault("a milestone's dot moved", "pptx", _MARK, shaped(11, moved(120), "Dot 2"), 11),
    Fault("a milestone's dot of another colour", "pptx", _MARK, shaped(11, filled("5F6B78"), "Dot 2"), 11),
    Fault("two milestones' dots exchanged", "pptx", _MARK, places_swapped(11, "Dot 1", "Dot 2"), 11),
    Fault("two events at each other's places", "pptx", _MARK, places_swapped(11, "Event 1", "Event 3"), 11),
    Fault("the bar of a card made short", "pptx", _MARK, shaped(2, shrunk(0.3), "Card bar 2"), 2),
    Fault("the bar of a card of another colour", "pptx", _MARK, shaped(2, filled("8A929B"), "Card bar 2"), 2),
    Fault("a line's label at another line", "pptx", _MARK, places_swapped(3, "Name Ravel", "Name Tarn"), 3),
    Fault("a label of ranks at another rank", "pptx", _MARK, places_swapped(6, "Name Ravel", "Name Vell"), 6),
    Fault("a row's name at another row", "pptx", _MARK, places_swapped(5, "Row 1", "Row 4"), 5),
    Fault("a value of the cover at another line", "pptx", _MARK, places_swapped(1, "Hero 1", "Value 2"), 1),
    Fault("a label moved up by a line", "pptx", _MARK, shaped(3, moved(0, -40), "Name Vell"), 3),
    Fault("a chart moved under its labels", "pptx", _MARK, shaped(3, moved(0, 30), "Chart"), 3),
    Fault("a chart made low", "pptx", _MARK, shaped(3, shrunk(1, 0.7), "Chart"), 3),
    Fault("a rule put through", "pptx", _MARK, put_in(slides.slide(9), '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="903" name="Line"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="900000" y="2500000"/><a:ext cx="5000000" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="19050"><a:solidFill><a:srgbClr val="C00000"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'), 9),
    Fault("a label covered by a shape", "pptx", _MARK, put_in(slides.slide(9), '<p:sp><p:nvSpPr><p:cNvPr id="904" name="Cover"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="8700000" y="2300000"/><a:ext cx="2900000" cy="3600000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></p:spPr></p:sp>'), 9),
    Fault("two cells of a heat table on each other's ground", "pptx", _MARK, of_slide(8, cells_filled(9, 35)), 8),
    Fault("a key's shade of another colour", "pptx", _MARK, shaped(8, filled("E3EEF7"), "Scale 5"), 8),
    Fault("a callout's ground of another colour", "pptx", _MARK, shaped(9, filled("C00000"), "Callout"), 9),
    Fault("the tracks of a list moved", "pptx", _MARK, shaped(7, moved(0, 40), "Track 1"), 7),
)  # fmt: skip
FAULTS = (*IN_CHARTS, *MARKS)
