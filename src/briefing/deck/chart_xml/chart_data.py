"""A plot → the data that python-pptx makes a chart from: its cells, and the workbook that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData

from briefing.deck.chart_xml.workbook import cell_value, cells, row_places, unwritten
from briefing.deck.ooxml.text_xml import clean, escape
from briefing.model.chart import Plot, PlotSeries

Address = tuple[str, str, str]  # of a series' name, its values across and its values down


class PlotData(CategoryChartData):
    """Series by category, each a column of the workbook."""

    def __init__(self, plot: Plot, series: Sequence[PlotSeries]) -> None:
        make: Any = super().__init__
        make(escape(plot.number_format))  # python-pptx writes a format into the part as it is
        self._last = len(plot.categories) + 1
        self.categories = list(map(clean, plot.categories))
        add: Any = self.add_series
        for item in series:
            add(clean(item.name), [None if value is None else cell_value(value) for value in item.values])
        self._book = plot, series

    @property
    def categories_ref(self) -> str:
        """The cells of the categories."""
        return cells(0, 0, 2, self._last)

    def series_name_ref(self, series: Any) -> str:
        """Return the cell of a series' name."""
        return cells(series.index + 1, series.index + 1, 1, 1)

    def values_ref(self, series: Any) -> str:
        """Return the cells of a series' values."""
        return cells(series.index + 1, series.index + 1, 2, self._last)

    @property
    def xlsx_blob(self) -> bytes:
        """What the workbook is written from."""
        return unwritten(*self._book)


class DotData(XyChartData):
    """Dots across the rows of a dumbbell, behind the lines that join them; both read the same cells."""

    def __init__(self, plot: Plot) -> None:
        make: Any = super().__init__
        make(escape(plot.number_format))
        self._book = plot, plot.series
        self._addresses: list[Address] = []
        wide, last = len(plot.series), len(plot.categories) + 1
        places = [rows for _, rows in row_places(plot)]
        for row, category in enumerate(plot.categories):
            values = [series.values[row] for series in plot.series]
            if None not in values:
                line = row + 2
                address = cells(0, 0, line, line), cells(1, wide, line, line), cells(wide + 1, 2 * wide, line, line)
                self._add(category, values, [item[row] for item in places], address)
        for at, series in enumerate(plot.series, start=1):
            address = cells(at, at, 1, 1), cells(at, at, 2, last), cells(wide + at, wide + at, 2, last)
            self._add(series.name, series.values, places[at - 1], address)

    def _add(self, name: str, across: Sequence[float | None], down: Sequence[float], address: Address) -> None:
        add: Any = self.add_series
        series = add(clean(name))
        for x, y in zip(across, down, strict=True):
            series.add_data_point(None if x is None else cell_value(x), y)
        self._addresses.append(address)

    def _of(self, series: Any) -> Address:
        return self._addresses[self._series.index(series)]

    def series_name_ref(self, series: Any) -> str:
        """Return the cell of a series' name."""
        return self._of(series)[0]

    def x_values_ref(self, series: Any) -> str:
        """Return the cells of a series' values."""
        return self._of(series)[1]

    def y_values_ref(self, series: Any) -> str:
        """Return the cells that say which rows they stand in."""
        return self._of(series)[2]

    @property
    def xlsx_blob(self) -> bytes:
        """What the workbook is written from."""
        return unwritten(*self._book)
