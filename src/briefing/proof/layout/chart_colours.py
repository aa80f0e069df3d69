"""Colours of charts: how many, how far from their ground and from each other, and those of their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from briefing.proof.colour_science import GREY, closest, contrast, hues, known, strength
from briefing.proof.findings import Findings, Rule
from briefing.proof.layout.chart_labels import ChartText
from briefing.proof.layout.colour import CONTRAST, faint, needed
from briefing.proof.layout.drawn_charts import Chart, MarkLook, Plot, Series, flag
from briefing.proof.package.xml_names import long, value
from briefing.proof.reading.deck.theme_colours import SOLID

HUES = Rule("chart-hues", "warning", "grey and one highlight, a second for a second point, six for series or parts")
MARKS = Rule("colour-marks", "error", "marks of a chart have 3:1 against their ground")
EMPHASIS = Rule("colour-emphasis", "warning", "the highlight has 3:1 against the grey of its context")
DISTANCE = Rule("colour-distance", "warning", "colours that alone tell series apart are far apart for every eye")
RULES = (HUES, MARKS, EMPHASIS, DISTANCE)

_MARK: Final = 3.0
_LEAST_DISTANCE: Final = 15.0  # by CIEDE2000
_SET: Final = 3
_MOST: Final = 24  # colours of which each is compared with each
_ROUNDING: Final = 0.02  # of a ratio, as a colour made from another is rounded
_PIES: Final = ("pieChart", "doughnutChart", "pie3DChart")
_INSIDE: Final = {"ctr", "inEnd", "inBase"}
_COLOURED = (long("a:rPr"), long("a:defRPr"))


def check_colours(chart: Chart, texts: Iterable[ChartText]) -> Findings:
    """Yield what is wrong with the colours of a chart and its texts."""
    yield from _hues(chart)
    yield from _marks(chart)
    yield from _emphasis(chart)
    yield from _distance(chart)
    yield from _words(chart, texts)


def _hues(chart: Chart) -> Findings:
    colours = {colour for _, one in chart.drawn() for colour in _colours_of(one) if known(colour)}
    parts = any(plot.stacked or plot.kind in _PIES or _side_by_side(plot) for plot in chart.plots)
    count, most = len(hues(colours)), 6 if parts else 2
    if count > most:
        fix = "keep grey and one highlight, and a second colour for a second named point"
        yield HUES.at(chart.location, f"{count} hues in one chart", fix)


def _side_by_side(plot: Plot) -> bool:
    """Whether bars of several series stand side by side, each in one colour; hollow ones have none."""
    faces = [{look.face for look in one.looks.values()} - {""} for one in plot.series]
    return plot.bars and len(faces) > 1 and all(len(own) < 2 for own in faces)


def _colours_of(series: Series) -> Iterator[str]:
    if series.line:
        yield series.line
    for look in series.looks.values():
        yield look.face


def _marks(chart: Chart) -> Findings:
    if not known(chart.ground):
        return
    reported: set[str] = set()
    for plot, series in chart.drawn():
        if _pale(plot, series):
            continue
        for what, colours in _parts(series):
            if not colours or not all(known(colour) for colour in colours):
                continue
            best = max(contrast(colour, chart.ground) for colour in colours)
            if best < _MARK - _ROUNDING and not reported & set(colours):
                reported |= set(colours)
                named = f"{what} of {series.name} in #{colours[0]} on #{chart.ground}"
                fix = "take a colour with 3:1 or more; pale ones are for rules and connectors"
                yield MARKS.at(chart.location, f"{named} has a contrast of {best:.1f}:1", fix)


def _parts(series: Series) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the line of a series and its marks, each with what it is drawn in; dots on a line may be its own colour."""
    if series.line:
        yield "the line", (series.line,)
    for look in set(series.looks.values()):
        yield "a mark", look.colours


def _pale(plot: Plot, series: Series) -> bool:
    """Whether a series may be pale: a track behind bars, a connector between dots, dashes, the rest of a whole."""
    connector = plot.kind == "scatterChart" and not series.dots and len(series.plotted.values) == 2
    rest = plot.stacked and series is plot.series[-1] and len(plot.series) > 1 and bool(series.plotted.labels)
    grey = all(strength(colour) < GREY for look in series.looks.values() for colour in look.colours if known(colour))
    band = plot.kind == "areaChart" and plot.stacked and not plot.series[0].visible
    return series.track or band or connector or series.dashed or (rest and grey)


def _emphasis(chart: Chart) -> Findings:
    """Yield a finding where most marks are grey and none of the others stands out."""
    counted: Counter[str] = Counter()
    for plot, series in chart.drawn():
        if series.track or series.dashed or (plot.kind == "scatterChart" and not series.dots):
            continue
        if series.line and not series.dots and len(set(series.plotted.values.values())) == 1:
            continue  # a level that others are read against, as the base of an index
        if series.line:
            counted[series.line] += 1
        else:
            counted.update(_seen(look, chart.ground) for look in series.looks.values() if look.face)
    ordered = counted.most_common()
    if len(ordered) < 2 or not all(map(known, counted)) or ordered[0][1] == ordered[1][1]:
        return
    context, others = ordered[0][0], [colour for colour, _ in ordered[1:]]
    best = max(contrast(colour, context) for colour in others)
    if strength(context) < GREY and best < _MARK - _ROUNDING:
        what = f"the highlight has a contrast of {best:.1f}:1 against the context in #{context}"
        fix = "take a darker highlight or a lighter grey, so that it stands grey printing"
        yield EMPHASIS.at(chart.location, what, fix)


def _seen(look: MarkLook, ground: str) -> str:
    """Return the colour by which a mark is seen: its face, or the edge of a pale one."""
    colours = (look.face, look.edge, ground)
    if look.edge and all(map(known, colours)) and contrast(look.face, ground) < _MARK - _ROUNDING:
        return look.edge if contrast(look.edge, ground) >= _MARK - _ROUNDING else look.face
    return look.face


def _distance(chart: Chart) -> Findings:
    """Yield a finding where a legend identifies series by colours that are too close; labels at the marks name them."""
    if chart.legend is None or any(_named(plot, series) for plot, series in chart.drawn()):
        return
    looks = _keys(chart)
    if len(looks) < _SET or not all(known(colour) for colour, _ in looks):
        return
    dashes = {dash for _, dash in looks}
    if len(dashes) == len(looks):
        return
    distance, one, other, vision = closest([colour for colour, _ in looks[:_MOST]])
    if distance < _LEAST_DISTANCE:
        what = f"#{one} and #{other} are {distance:.0f} apart in {vision}, and colour alone tells their series apart"
        fix = f"label the marks, or take colours {_LEAST_DISTANCE:g} apart for every eye"
        yield DISTANCE.at(chart.location, what, fix)


def _keys(chart: Chart) -> list[tuple[str, str]]:
    """Return what a legend shows: the colour of each series, or of each slice, and how else it differs."""
    drawn = list(chart.drawn())
    if len(drawn) == 1:
        plot, series = drawn[0]
        varied = plot.kind in _PIES or flag(plot.tree, "c:varyColors", absent=False)
        return [(look.face, "") for look in series.looks.values()] if varied else []
    return [(series.line or _face(series), _style(series)) for _, series in drawn if series.visible]


def _face(series: Series) -> str:
    return next((look.face or look.edge for look in series.looks.values()), "")


def _style(series: Series) -> str:
    shape = value(series.tree.find(long("c:marker")), long("c:symbol"))
    dash = next((item.get("val", "") for item in series.tree.iter(long("a:prstDash"))), "")
    return f"{shape} {dash}"


def _named(plot: Plot, series: Series) -> bool:
    labels = [*series.tree.iter(long("c:dLbls")), *plot.tree.iterfind(long("c:dLbls"))]
    shown = "c:showCatName" if plot.kind in _PIES else "c:showSerName"
    return any(item.get("val", "1") in ("1", "true") for label in labels for item in label.iter(long(shown)))


def _words(chart: Chart, texts: Iterable[ChartText]) -> Findings:
    barred = any(plot.bars for plot in chart.plots)
    reported: set[tuple[str, str]] = set()
    for text in texts:
        if text.plot is not None and barred and not text.plot.bars:
            continue  # a label of a line over bars may stand on one
        for ground in _grounds(chart, text):
            colour, size, bold = _look(chart, text)
            if not known(ground) or not known(colour) or (colour, ground) in reported:
                continue
            if contrast(colour, ground) < needed(size, bold=bold) - _ROUNDING:
                reported.add((colour, ground))
                yield CONTRAST.at(chart.location, *faint(_quoted(text), colour, ground))


def _quoted(text: ChartText) -> str:
    return text.series.plotted.labels.get(text.point, text.what) if text.series is not None else text.what


def _look(chart: Chart, text: ChartText) -> tuple[str, float, bool]:
    """Return colour, size and weight of a text of a chart, each from the nearest tree that has it."""
    colour, size, bold = "", 0.0, ""
    for tree in text.looks:
        for item in (item for tag in _COLOURED for item in tree.iter(tag)):
            fill = item.find(SOLID)
            colour = colour or (chart.scheme.colour(fill).over(chart.ground) if fill is not None else "")
            bold = bold or item.get("b", "")
    sizes = text.sizes
    size = min(sizes) if sizes else 0.0
    return colour, size, bold in ("1", "true")


def _grounds(chart: Chart, text: ChartText) -> list[str]:
    """Return what lies behind a text: a box of its own, the mark that it stands in, or the ground of the chart."""
    label, series, plot = text.label, text.series, text.plot
    if label is None or series is None or plot is None:
        return [chart.ground]
    box = chart.scheme.fill(label.find(long("c:spPr")))
    if box is not None and box.rgb:
        return [box.over(chart.ground)]
    if label.find(long("c:layout")) is not None and text.point >= 0:
        return []  # it was moved, and may stand on its mark or next to it
    place = value(label, long("c:dLblPos")) or ("ctr" if plot.stacked else "")
    if plot.kind in _PIES:
        return []
    if place not in _INSIDE:
        return [chart.ground]
    looks = [series.looks[text.point]] if text.point in series.looks else list(series.looks.values())
    return list(dict.fromkeys(look.face or chart.ground for look in looks))
