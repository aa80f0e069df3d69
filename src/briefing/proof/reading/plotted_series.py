"""The series of a chart in a deck: names, categories, values as cached, and labels as they are printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Final
from xml.etree.ElementTree import Element as Tree

from msgspec import Struct
from msgspec.structs import replace

from briefing.proof.package.opc_package import Package
from briefing.proof.package.xml_names import long, path
from briefing.reuse import reused

# What stands in brackets before a number: its colour, its language, the condition of a section.
_BRACKETED: Final = re.compile(r"\[[^\]]*\]")
_QUOTED: Final = re.compile(r'"([^"]*)"|\\(.)|_.')
# Its digits, decimals, commas behind the last digit, each of which divides by a thousand, and a sign of percent.
_FIGURE: Final = re.compile(r"([#0](?:[#,0]*[#0])?)(\.[0#]+)?(,*)(%?)")
_WIDE: Final = Context(prec=80)
# A format of dates, how they are counted, and from which day on.
_DATED: Final = re.compile("y{2,4}", re.IGNORECASE)
_COUNTED: Final = re.compile(r"[0-9]{1,6}")
_EPOCH: Final = dt.date(1899, 12, 30)
_REFS: Final = (
    "c:numRef/c:numCache",
    "c:strRef/c:strCache",
    "c:numLit",
    "c:strLit",
    "c:multiLvlStrRef/c:multiLvlStrCache/c:lvl",
)
_TITLE: Final = long("c:title")
_WORDS: Final = (long("a:t"), long("c:v"))
_FROM_CELLS: Final = "[CELLRANGE]"
_MOST: Final = 20_000
_OF_DOTS: Final = ("}scatterChart", "}bubbleChart")
_NAMES: Final = re.compile(r"!\$?A\$?\d")  # the first column, which has names
_AXES: Final = (long("c:catAx"), long("c:dateAx"))
_MOST_DIGITS: Final = 40
_PIECE: Final = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")


class SeriesData(Struct, frozen=True):
    """A series: kind of its chart, name, categories and values by point, printed labels by point.

    `values` are those along the value axis; of a scatter chart those along x, as its rows are only places. Where both
    of its axes are scales, `up` are those along y, and `sizes` those of bubbles; names in the cells at its dots are its
    categories.
    """

    kind: str
    name: str
    categories: Mapping[int, str]
    values: Mapping[int, Decimal]
    labels: Mapping[int, str]
    up: Mapping[int, Decimal] = {}
    sizes: Mapping[int, Decimal] = {}


def whole_line(name: str) -> str:
    """Return the name of the line of which a break cuts a piece, as "Visits" of "Visits (to 2018)"."""
    return _PIECE.sub("", name)


def plotted(root: Tree) -> tuple[SeriesData, ...]:
    """Return the series of a chart, plot by plot."""
    scaled = _has_two_scales(root)
    dated = any(_is_dated(axis.find(long("c:numFmt"))) for kind in _AXES for axis in root.iter(kind))
    return tuple(
        _in_plane(_series(plot, series_tree, dated), series_tree, scaled=scaled)
        if plot.tag.endswith(_OF_DOTS)
        else _series(plot, series_tree, dated)
        for plot in root.iterfind(path("c:chart/c:plotArea/*"))
        if plot.tag.endswith("Chart")
        for series_tree in plot.iterfind(long("c:ser"))
    )


def plotted_in(package: Package, part: str) -> tuple[SeriesData, ...]:
    """Return the series of a chart that is a part of a package, read once."""
    series = package.series.get(part)
    if series is None:
        made = reused("chart-series", (package.parts.digest(part),), lambda: plotted(package.trees[part]))
        series = package.series[part] = made
    return series


def titles_in(package: Package, part: str) -> tuple[str, ...]:
    """Return the titles of a chart that is a part of a package, and of its axes."""
    return reused("chart-titles", (package.parts.digest(part),), lambda: tuple(titles(package.trees[part])))


def _has_two_scales(root: Tree) -> bool:
    """Whether a chart of dots has two scales that are seen, across and up."""
    hidden = [axis.find(long("c:delete")) for axis in root.iter(long("c:valAx"))]
    return len(hidden) > 1 and not any(one is not None and one.get("val", "1") in ("1", "true") for one in hidden)


def _in_plane(series: SeriesData, tree: Tree, *, scaled: bool) -> SeriesData:
    """Return a series of dots that are named by cells with their names, and what it holds besides values across."""
    held: dict[str, dict[int, Decimal]] = {
        tag: {at: number for at, text in points(tree.find(long(tag))) if (number := _number(text)) is not None}
        for tag in ("c:yVal", "c:bubbleSize")
    }
    named = dict(_cells_at_dots(tree)) if _NAMES.search(_address(tree)) else {}
    return replace(series, categories=named, up=held["c:yVal"] if scaled and named else {}, sizes=held["c:bubbleSize"])


def _address(tree: Tree) -> str:
    """Return the cells that the labels of a series are taken from."""
    return next((held.findtext("{*}f") or "" for held in tree.iter() if held.tag.endswith("}datalabelsRange")), "")


def titles(root: Tree) -> Iterator[str]:
    """Yield the titles of a chart and of its axes."""
    for title in root.iter(_TITLE):
        yield "".join(part.text or "" for part in title.iter() if part.tag in _WORDS)


def _series(plot: Tree, tree: Tree, dated: bool) -> SeriesData:
    kind = plot.tag.rpartition("}")[2]
    across = kind in ("scatterChart", "bubbleChart")
    held = tree.find(long("c:xVal" if across else "c:val"))
    values = {at: number for at, text in points(held) if (number := _number(text)) is not None}
    name = "".join(part.text or "" for part in tree.iterfind(path("c:tx//c:v")))
    categories = {} if across else _categories(tree.find(long("c:cat")), dated)
    return SeriesData(kind, name, categories, values, dict(_labels(plot, tree, held, values)))


def _is_dated(number_format: Tree | None) -> bool:
    return number_format is not None and _DATED.search(number_format.get("formatCode", "")) is not None


def _categories(held: Tree | None, dated: bool) -> dict[int, str]:
    """Return the categories of a series; dates as ISO days, of which workbooks count the number from 1900 on.

    Their format is that of the cells or, where a program saved the cells as texts, of the axis, which is `dated`.
    """
    found = dict(points(held))
    if held is None:
        return found
    code = held.findtext(path("c:numRef/c:numCache/c:formatCode")) or ""
    if _DATED.search(code) is None and not (dated and held.find(long("c:strRef")) is not None):
        return found
    return {at: _day(text) for at, text in found.items()}


def _day(text: str) -> str:
    return (_EPOCH + dt.timedelta(days=int(text))).isoformat() if _COUNTED.fullmatch(text) else text


def points(held: Tree | None) -> Iterator[tuple[int, str]]:
    """Yield the points of a cache, by index."""
    if held is None:
        return
    for ref in _REFS:
        for cache in held.iterfind(path(ref)):
            for point in list(cache.iterfind(long("c:pt")))[:_MOST]:
                index = point.get("idx", "")
                if index.isdecimal() and len(index) < 9:
                    yield int(index), point.findtext(long("c:v")) or ""
            return


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number.adjusted() < _WIDE.prec // 2 else None


def _labels(plot: Tree, tree: Tree, held: Tree | None, values: Mapping[int, Decimal]) -> Iterator[tuple[int, str]]:
    """Yield what stands at each point: words of its own, or its value in the format that holds there."""
    group = tree.find(long("c:dLbls"))
    group = plot.find(long("c:dLbls")) if group is None else group
    if group is None:
        return
    source = (held.findtext(".//" + long("c:formatCode")) if held is not None else "") or "General"
    common = _format(group, source)
    own = {label.find(long("c:idx")): label for label in group.iterfind(long("c:dLbl"))}
    single = {index.get("val", ""): label for index, label in own.items() if index is not None}
    for at, value in values.items():
        label = single.get(str(at))
        if label is None:
            if _shown(group):
                yield at, formatted(value, common)
            continue
        words = "".join(part.text or "" for part in label.iter(long("a:t")))
        if words:
            yield at, words.replace(_FROM_CELLS, _of_cells(tree, at)) if _FROM_CELLS in words else words
        elif label.find(long("c:delete")) is None and _shown(label):
            yield at, formatted(value, _format(label, common))


def _of_cells(tree: Tree, at: int) -> str:
    """Return what a label takes from a cell of the workbook, as the chart has it in store."""
    return next((words for index, words in _cells_at_dots(tree) if index == at), "")


def _cells_at_dots(tree: Tree) -> Iterator[tuple[int, str]]:
    """Yield what the cells hold that labels are taken from, as the chart has them in store."""
    for held in tree.iter():
        if held.tag.endswith("}dlblRangeCache"):
            for each in held.iterfind(long("c:pt")):
                index = each.get("idx", "")
                if index.isdecimal() and len(index) < 9:
                    yield int(index), each.findtext(long("c:v")) or ""


def _shown(label: Tree) -> bool:
    shown = label.find(long("c:showVal"))
    return shown is not None and shown.get("val") in ("1", "true")


def _format(label: Tree, other: str) -> str:
    number_format = label.find(long("c:numFmt"))
    return (
        other
        if number_format is None or number_format.get("sourceLinked") in ("1", "true")
        else number_format.get("formatCode", other)
    )


def formatted(value: Decimal, code: str) -> str:
    """Return a value in a number format of spreadsheets: words in quotes, groups and decimals.

    Only the section for the value's sign counts; what else a format may hold (dates, colours) is left as it stands.
    """
    sections = code.split(";")
    negative = value < 0 and len(sections) > 1
    section = sections[1] if negative else sections[0]
    words: list[str] = []

    def placeholder(match: re.Match[str]) -> str:
        words.append(match[1] if match[1] is not None else match[2] or "")
        return chr(0xE000 + len(words) - 1)

    section = _BRACKETED.sub("", _QUOTED.sub(placeholder, section))
    match = _FIGURE.search(section)
    if match is None or section.strip() == "General":
        shown = format(value.normalize(), "f")
        text = shown if match is None or section.strip() == "General" else section
    else:
        text = section[: match.start()] + _figure(value, match, negative) + section[match.end() :]
    return "".join(words[ord(sign) - 0xE000] if 0xE000 <= ord(sign) < 0xE000 + len(words) else sign for sign in text)


def _figure(value: Decimal, match: re.Match[str], negative: bool) -> str:
    whole, part, thousands, percent = match.groups()
    number = (value * 100 if percent else value).scaleb(-3 * len(thousands))
    decimals = min(len(part) - 1, _MOST_DIGITS - 20) if part else 0
    number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_WIDE)
    digits = f"{abs(number):{',' if ',' in whole else ''}f}"
    return ("−" if number < 0 and not negative else "") + digits + percent
