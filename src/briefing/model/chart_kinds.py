"""The registry of chart kinds: what every floor asks of a kind. A story may ask for these, and `charts.kinds` has a
module of the same name for each, which decides on its marks."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from briefing.model.chart import MOST_PARTS, MOST_SERIES, ROW_FORMS, Form


class ChartKind(Struct, frozen=True):
    """A kind of chart.

    `form` is what its marks are. `takes` is what it takes from the data: one value for each row ("rows"), an earlier
    and a later one ("pairs"), parts of each row as shares ("parts") or in their unit ("amounts"), a value for each
    year ("years"), for each period within each year ("seasons") or for the first and the last year ("ends"), one of
    each of several series for each place or period ("plane"), the same of one series ("spread") or the places in each
    class of its values ("classes"), a value for each year on a scale for each series ("lines"), how parts change
    their whole ("changes"), one for each place on a map ("places"), or what a function of the project is given
    ("call"). `measures` are those that it shows, `most` its series, if they are limited; a `benchmark` is a series of
    its own or a level across the bars, a `rest` the places that are not shown, together. `ranked` values are places,
    `stacked` ones parts that stand on each other, `aimed` ones have a target each; of `stepped` ones each begins
    where the one before it ends.
    """

    name: str
    form: Form
    takes: Literal[
        "rows", "pairs", "parts", "amounts", "years", "seasons", "ends", "plane", "changes", "lines", "spread",
        "classes", "places", "call",
    ]  # fmt: skip
    measures: tuple[str, ...] = ("value",)
    most: int = 0
    benchmark: Literal["", "series", "level"] = ""
    rest: bool = False
    ranked: bool = False
    stacked: bool = False
    aimed: bool = False
    stepped: bool = False

    @property
    def of_whole(self) -> bool:
        """Return whether its series are parts of what `of` names, and `rest` what they leave."""
        return self.takes in ("parts", "changes")

    @property
    def in_rows(self) -> bool:
        """Return whether it has a row for each category, with columns of numbers next to it."""
        return self.form in ROW_FORMS

    @property
    def orders_rows(self) -> bool:
        """Whether its rows of places stand by their newest value where the story asks for no order."""
        return self.of_latest or self.takes == "lines"

    @property
    def of_dots(self) -> bool:
        """Whether it has a dot for each place of one period, whatever their number."""
        return self.takes in ("plane", "spread")

    @property
    def of_places(self) -> bool:
        """Whether it shows each place of one period, whatever their number."""
        return self.of_dots or self.takes == "classes"

    @property
    def of_latest(self) -> bool:
        """Return whether it compares the rows' values of one year, the latest, the largest first."""
        return self.takes in ("rows", "places") and not self.aimed

    @property
    def of_two_years(self) -> bool:
        """Return whether it shows the first and the last year alone."""
        return self.takes in ("pairs", "ends")

    @property
    def of_values_by_year(self) -> bool:
        """Return whether measure, unit, place and period say what it shows."""
        return self.takes in ("years", "seasons", "ends", "changes") and not self.ranked


KINDS: Final[dict[str, ChartKind]] = {
    kind.name: kind
    for kind in (
        ChartKind("bar", "bar", "rows", ("value", "multiple", "index", "target"), benchmark="level", rest=True),
        ChartKind("line", "line", "years", ("value", "index"), benchmark="series", rest=True),
        ChartKind("columns", "column", "years", ("value", "index"), 3, "series"),
        ChartKind("slope", "line", "ends", ("value", "multiple", "index"), benchmark="series"),
        ChartKind("bump", "line", "years", ("value", "index"), ranked=True),
        ChartKind("bullet", "bar", "rows", ("value", "multiple", "index", "target"), aimed=True),
        ChartKind("dumbbell", "dumbbell", "pairs", ("value", "multiple", "index")),
        ChartKind("stacked", "column", "years", most=MOST_SERIES, rest=True, stacked=True),
        ChartKind(
            "contributions", "column", "changes", ("value", "contribution"), MOST_SERIES, rest=True, stacked=True
        ),
        ChartKind("waterfall", "column", "changes", ("value", "change"), rest=True, stepped=True),
        ChartKind("area", "line", "years", most=MOST_SERIES, rest=True, stacked=True),
        ChartKind("seasonal", "line", "seasons"),
        ChartKind("band", "line", "years"),
        ChartKind("stacked_bars", "share", "amounts", most=MOST_SERIES),
        ChartKind("share", "share", "parts", most=MOST_PARTS),
        ChartKind("sparklines", "sparklines", "lines"),
        ChartKind("scatter", "dots", "plane"),
        ChartKind("strip", "dots", "spread"),
        ChartKind("histogram", "column", "classes"),
        ChartKind("map", "map", "places", ("value", "multiple", "index"), benchmark="level"),
        ChartKind("figure", "figure", "call"),
    )
}
