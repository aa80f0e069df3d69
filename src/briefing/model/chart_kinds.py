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
    where the one before it ends. `about` says what it shows.
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
    about: str = ""

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
        ChartKind(
            "bar",
            "bar",
            "rows",
            ("value", "multiple", "index", "target", "change", "growth"),
            benchmark="level",
            rest=True,
            about="Bars from zero, sorted, each with its value: who is ahead, or how much more than before.",
        ),
        ChartKind(
            "line",
            "line",
            "years",
            ("value", "index", "share"),
            benchmark="series",
            rest=True,
            about="Lines over time, named at their ends.",
        ),
        ChartKind(
            "columns", "column", "years", ("value", "index"), 3, "series", about="A column for each period, from zero."
        ),
        ChartKind(
            "slope",
            "line",
            "ends",
            ("value", "multiple", "index"),
            benchmark="series",
            about="A line from the first value to the last, where the way between does not matter.",
        ),
        ChartKind(
            "bump", "line", "years", ("value", "index"), ranked=True, about="Ranks over time, the best at the head."
        ),
        ChartKind(
            "bullet",
            "bar",
            "rows",
            ("value", "multiple", "index", "target"),
            aimed=True,
            about="Bars toward their targets, which all stand at one place.",
        ),
        ChartKind(
            "dumbbell", "dumbbell", "pairs", ("value", "multiple", "index"), about="Two dots a row, before and after."
        ),
        ChartKind(
            "stacked",
            "column",
            "years",
            most=MOST_SERIES,
            rest=True,
            stacked=True,
            about="Columns of parts over time, with their sum.",
        ),
        ChartKind(
            "contributions",
            "column",
            "changes",
            ("value", "contribution"),
            MOST_SERIES,
            rest=True,
            stacked=True,
            about="How parts add to the change of their whole, up and down from zero.",
        ),
        ChartKind(
            "waterfall",
            "column",
            "changes",
            ("value", "change"),
            rest=True,
            stepped=True,
            about="From one level to another, by the changes of parts.",
        ),
        ChartKind(
            "area",
            "line",
            "years",
            most=MOST_SERIES,
            rest=True,
            stacked=True,
            about="Parts of a whole over time, on each other.",
        ),
        ChartKind("seasonal", "line", "seasons", about="A line for each year over its months or quarters."),
        ChartKind("band", "line", "years", about="A line in a band between two other series, as the ends of a survey."),
        ChartKind(
            "stacked_bars", "share", "amounts", most=MOST_SERIES, about="Rows of parts in their unit, with their sum."
        ),
        ChartKind(
            "share",
            "share",
            "parts",
            most=MOST_PARTS,
            about="Parts of a whole: a row for each place, or a column for each period.",
        ),
        ChartKind(
            "sparklines",
            "sparklines",
            "lines",
            about="A small line a row, with its ends in numbers, for series of any unit.",
        ),
        ChartKind("scatter", "dots", "plane", about="A dot for each place, by one series across and another up."),
        ChartKind("strip", "dots", "spread", about="A dot for each place on one scale."),
        ChartKind("histogram", "column", "classes", about="How many places are in each class of values."),
        ChartKind(
            "map",
            "map",
            "places",
            ("value", "multiple", "index"),
            benchmark="level",
            about="Places in the shade of their class.",
        ),
        ChartKind("figure", "figure", "call", about="What a Python function of the project draws with matplotlib."),
    )
}
