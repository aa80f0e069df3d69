"""The ground of lines over years: between the scale, first values and names, and above the names of periods."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.boxes import Box
from briefing.charts.time_axis import is_dated
from briefing.charts.vector import text_lines
from briefing.charts.vector.drawing_surface import DrawingOptions, Measure, Sizes
from briefing.charts.vector.plot_area import PlotArea, foot_height, scale_words, time_of
from briefing.charts.vector.result_column import column_width
from briefing.charts.vector.series_names import NamedEnd, names_width
from briefing.charts.vector.text_lines import Face
from briefing.errors import LayoutError
from briefing.model.chart import Label, Plot, PlotSeries
from briefing.model.text import text

NAME_MOST = 0.3  # of the width
_BARE = 3.0  # below a ground whose periods are named below another
_BEFORE = 10.0  # between the numbers of a scale and the first period
_AFTER = 6.0  # after the last period, before names
_LEAST = 30.0  # for the years


def line_ends(plot: Plot, sizes: Sizes, width: float, measure: Measure) -> tuple[float, float]:
    """Return where the first and the last period of lines stand on a width."""
    scale = scale_room(plot, sizes, measure) - _BEFORE if plot.axis.visible else 0.0
    names = _names(plot, sizes, width, measure)
    right = width - (names + 10 if names else 0.0)
    first = scale + _BEFORE if names and plot.axis.visible else first_room(plot, sizes, measure)
    return first, right - (_AFTER if names else max(scale + 18.0, 34.0))


def scale_room(plot: Plot, sizes: Sizes, measure: Measure) -> float:
    """Return the width that the numbers of a scale take at the left of the first period."""
    numbers = [text(words, term="axis") for _, words in scale_words(plot)]
    return max((text_lines.width(measure, words, Face(sizes.axis)) for words in numbers), default=0.0) + _BEFORE


def shared_ends(
    plots: Sequence[Plot], sizes: Sizes, width: float, measure: Measure
) -> list[tuple[float, float] | None]:
    """Return the ends that each of several plots shares with those over the same months or other periods within
    years; None for all others."""
    found: list[tuple[float, float] | None] = []
    for plot in plots:
        alike = [other for other in plots if _is_line(other) and other.periods == plot.periods]
        ends = [line_ends(other, sizes, width, measure) for other in alike] if _is_line(plot) else []
        joined = max((first for first, _ in ends), default=0.0), min((end for _, end in ends), default=0.0)
        found.append(joined if len(ends) > 1 else None)
    return found


def mixed_ends(plots: Sequence[Plot], sizes: Sizes, width: float, measure: Measure) -> tuple[float, float]:
    """Return where the first and the last period of lines and columns stand on one grid of years."""
    numbers = [text(words, term="axis") for plot in plots if plot.axis.visible for _, words in scale_words(plot)]
    left = max((text_lines.width(measure, words, Face(sizes.axis)) + 10 for words in numbers), default=0.0)
    right = width - max(_names(plot, sizes, width, measure) for plot in plots)
    step = (right - left) / len(plots[0].categories)
    return left + step / 2, right - step / 2


def _is_line(plot: Plot) -> bool:
    return plot.form == "line" and is_dated(plot) and not plot.rank_marks and len(plot.categories) > 2


def line_ground(plot: Plot, options: DrawingOptions, measure: Measure, *, where: str) -> PlotArea:
    """Return the plot area of lines in a drawing. Raise LayoutError where nothing is left for the years."""
    sizes, width, height = options.sizes, options.width, options.height
    first, end = options.ends or line_ends(plot, sizes, width, measure)
    if end - first < _LEAST:
        what = f"names, values and the scale leave {max(0.0, end - first):.0f} points for the years"
        fix = "print the values in a larger unit or fewer digits, give shorter `names`, or show fewer panels"
        raise LayoutError(what, where, fix)
    names = _names(plot, sizes, width, measure)
    right = width - (names + 10 if names else 0.0)
    if names and options.ends and not options.over_columns:
        right = min(right, end + _AFTER)  # as far as in the panels that share these ends
    over = any(label.optional for series in plot.series for label in series.labels if label)  # the highest value
    top = height - text_lines.tall(measure, Face(sizes.label if over else sizes.axis)) - (10 if over else 4)
    time = time_of(plot, measure, sizes, (end - first) / max(1, len(plot.categories) - 1))
    foot = foot_height(measure, sizes, time) if options.dated else _BARE
    edge = end + (end - first) / max(1, len(plot.categories) - 1) / 2 if options.over_columns else end
    return PlotArea(plot, Box(0, foot, right, top - foot), first, end, edge)


def named_series(plot: Plot) -> list[PlotSeries]:
    """Return the lines whose names stand at their ends."""
    return [series for series in plot.series if series.end and not series.result and series.last is not None]


def label_face(sizes: Sizes, label: Label) -> Face:
    """Return the type of a label."""
    return Face(sizes.strong, strong=True) if label.strong else Face(sizes.label)


def _names(plot: Plot, sizes: Sizes, width: float, measure: Measure) -> float:
    ends = [NamedEnd(series, series.last_label) for series in named_series(plot)]
    results = column_width(plot, sizes, width, measure)
    return max(names_width(measure, sizes, ends, NAME_MOST * width), results)


def first_room(plot: Plot, sizes: Sizes, measure: Measure) -> float:
    """Return the width at the left of the first period, for half of its value."""
    return _half_of([series.labels[0] for series in plot.series if series.labels], sizes, measure)


def last_room(plot: Plot, sizes: Sizes, measure: Measure) -> float:
    """Return the width at the right of the last period, for half of its value."""
    return _half_of([series.last_label for series in plot.series], sizes, measure)


def _half_of(labels: Sequence[Label | None], sizes: Sizes, measure: Measure) -> float:
    widths = [text_lines.width(measure, label.text, label_face(sizes, label)) for label in labels if label]
    return max(12.0, max(widths, default=0.0) / 2 + 1)
