"""The charts of a story as an author writes them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BeforeValidator, Field, GetPydanticSchema
from pydantic_core import core_schema

from briefing.model.chart_kinds import KINDS
from briefing.model.own_figure import MOST_SECONDS
from briefing.model.period import Period
from briefing.model.period_choice import PeriodChoice, choice_of, written_period
from briefing.model.period_notation import NotationError
from briefing.model.story_text import StoryNode, StoryText, several

if TYPE_CHECKING:
    KindName = str
else:
    KindName = Literal[tuple(KINDS)]
MeasureName = Literal["value", "multiple", "index", "target", "change", "growth", "contribution", "share"]
# A file of the project and a function in it, as "figures.py:outlook"; empty for none.
CALL: Final = r"^([A-Za-z0-9_-]+\.py:[A-Za-z_][A-Za-z0-9_]*)?$"
AUTO = "auto"  # a subtitle that is derived from the data
OrderName = Literal["", "value", "name", "given"]
ColumnName = Literal["first", "last", "change", "difference", "growth", "target", "gap", "set_by"]


# What JSON, YAML and TOML may hold for a period: the number of a year, or text.
_WRITTEN: Final = core_schema.union_schema([core_schema.int_schema(), core_schema.str_schema()])
_TABLE: Final = core_schema.typed_dict_schema(
    {
        "first": core_schema.typed_dict_field(_WRITTEN, required=False),
        "last": core_schema.typed_dict_field(_WRITTEN, required=False),
        "frequency": core_schema.typed_dict_field(core_schema.str_schema(), required=False),
    },
    extra_behavior="forbid",
)
_ENDS: Final = core_schema.tuple_schema([_WRITTEN, _WRITTEN])


def _written(read: Callable[[object], object], form: core_schema.CoreSchema) -> GetPydanticSchema:
    """Return the schema of what is read by a function, whose message is that of a NotationError."""

    def checked(value: object) -> object:
        try:
            return read(value)
        except NotationError as error:
            raise ValueError(f"{error}; {error.fix}") from None

    return GetPydanticSchema(
        lambda *_: core_schema.no_info_plain_validator_function(
            checked,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda x: x),
            json_schema_input_schema=form,
        )
    )


# A period: 2019, "2024-Q1" or "2024-02".
PeriodField = Annotated[Period, _written(written_period, _WRITTEN)]
# The periods of an edition or a chart: both ends, the first, or the last few.
PeriodsField = Annotated[PeriodChoice, _written(choice_of, core_schema.union_schema([_ENDS, _WRITTEN, _TABLE]))]


def _targets(value: object) -> Period | dict[str, Period]:
    if isinstance(value, dict):
        return {str(key): written_period(period) for key, period in value.items()}
    return written_period(value)


# The period of a target, or one for each series.
TargetField = Annotated[
    Period | dict[str, Period],
    _written(
        _targets, core_schema.union_schema([_WRITTEN, core_schema.dict_schema(core_schema.str_schema(), _WRITTEN)])
    ),
]


class TimedNode(StoryNode):
    """Base of charts and heat tables; `period` goes before that of the edition."""

    period: PeriodsField | None = None
    """Its own periods, in place of the edition's: a pair, the first one, or `{last: 24}`; of bars, a map, dots or a
    histogram of places the one that they show."""

    @property
    def ends(self) -> tuple[Period, Period] | None:
        """The first and the last period of its own, where both are known."""
        return self.period.bounds if self.period is not None else None


class NoteAt(StoryNode):
    """A remark on a chart at a series' category."""

    at: str | int
    """The period or place that the remark is at; over time also first, last, last-3, lowest, highest or turn."""
    series: str = ""
    """The short name of the series."""
    text: StoryText
    """The remark."""


class BracketSpec(StoryNode):
    """The change from one mark of a series to a later one: each end is a period, first, last, lowest or highest."""

    series: str = ""
    """The short name of the series; it may be left out where there is one."""
    start: str | int = Field("first", alias="from")
    """Where it begins: a period, first, last-12, lowest, highest or turn."""
    to: str | int = "last"
    """Where it ends."""
    text: StoryText = ""
    """What it says in place of the change, as a rate a year or how long it took."""


class GapSpec(StoryNode):
    """How far two series are from each other in a period."""

    at: str | int = "last"
    """The period, first or last; highest is where they are farthest from each other, lowest where nearest."""
    between: tuple[str, str]
    """The short names of the two series, or of places two of `entities`."""


class ResultSpec(StoryNode):
    """What a series comes to, in large figures at its end, with a line of detail."""

    series: str
    """The short name of the series."""
    text: StoryText
    """The figure, as an expression prints it."""
    detail: StoryText = ""
    """A line below."""


class RowName(StoryNode):
    """How a series or entity is called on a chart: its name and a second line."""

    name: StoryText
    """The name."""
    detail: StoryText = ""
    """A second line, as the unit."""


# The names of places; "all" is every place of the series, "edition" that of the edition.
Places = Annotated[tuple[str, ...], BeforeValidator(several, json_schema_input_type=Literal["all"] | tuple[str, ...])]


Top = Annotated[int, Field(ge=1, le=60)]


class AxisSpec(StoryNode):
    """The scale of a chart: where it begins and ends, and from one line to the next; what is left out follows the data.

    Columns begin at zero."""

    start: float | None = Field(default=None, alias="from", allow_inf_nan=False)
    """Where the scale begins; columns begin at zero."""
    end: float | None = Field(default=None, alias="to", allow_inf_nan=False)
    """Where it ends."""
    step: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """From one line to the next."""


class ChartSpec(TimedNode):
    """A chart."""

    kind: KindName
    """The kind of chart."""
    series: tuple[str, ...] = Field(min_length=1)
    """Short names from `[facts]`."""
    entities: Places = ()
    """Places to compare within one series: a list, or `all` for every place that the series has. `edition` is the
    edition's place."""
    measure: MeasureName = "value"
    """What is drawn: `value`, `multiple` of the first value, `index` (first = 100), share of the `target`, `change`,
    `growth` in % a year, `contribution`, or `share`, in % of what `of` names."""
    highlight: str = ""
    """What leads, in colour: a short name, a place, a period of columns, `last` or `edition`."""
    second: str = ""
    """What comes second, in a colour of its own."""
    outlines: str = ""
    """The map: world, a set of tiles, or a name of `[maps]`."""
    classes: Literal["", "quantiles", "equal"] = ""
    """The classes of a map: of equally many places (`quantiles`) or of equal width (`equal`)."""
    breaks: tuple[float, ...] = ()
    """The bounds between the classes of a map."""
    title: StoryText = ""
    """Its title, where a section has several charts."""
    subtitle: StoryText = ""
    """What it shows, where a section has several charts, and below the cover's chart."""
    names: dict[str, RowName] = Field(default={})
    """How series or places are called, by their short name or name."""
    columns: tuple[ColumnName, ...] = ()
    """Numbers next to the rows of bars, bullets and sparklines; of dumbbells `change`, `difference` and `growth`.
    `target`, `gap` and `set_by` are of targets; bars of places take neither `change` nor `difference`."""
    target: TargetField | None = None
    """The period of the targets that are drawn: one for all, or one for each series."""
    of: str = ""
    """The whole that the series are parts of, a short name; of lines with `measure: share` also a place."""
    band: tuple[str, str] | None = None
    """The short names of the lower and the upper end of a range around the series."""
    rest: str = ""
    """What is not shown by name: `average`, `sum`, or words for the sum of the others."""
    bins: int | None = None
    """How many classes a histogram has at most."""
    top: Top | None = None
    """Show only the first so many places by value, and the edition's place."""
    order: OrderName = ""
    """The order of the places: `value` (the largest first), `name`, or `given` (as they are listed)."""
    beside: tuple[str, ...] = ()
    """Short names that are shown with the places, as a country's total."""
    benchmark: str = ""
    """A line to compare with: `average`, `median`, a place or a short name."""
    set_by: dict[str, StoryText] = Field(default={})
    """Who set each target, by short name."""
    size: str = ""
    """The short name whose values are the areas of a scatter's dots."""
    log: Literal["", "x", "y", "both"] = ""
    """Which scales of a scatter count in powers of ten: `x`, `y` or `both`."""
    medians: bool = False
    """Whether the medians of a scatter's places are drawn."""
    best: Literal["", "highest", "lowest"] = ""
    """Of ranks over time, which end of the values comes first; without it the direction of good in the data."""
    mean: Annotated[int, Field(ge=2, le=100)] | None = None
    """Of one line, draw the mean over so many periods up to each as a line called `mean`."""
    growth: bool | str = Field(default=False, union_mode="left_to_right")
    """A rate over columns: `true` for that from the first to the last, or an expression of a rate."""
    revisions: bool = False
    """Whether a pale dot stands where a value was first published, if it was revised."""
    annotations: tuple[NoteAt, ...] = ()
    """Remarks at places in the data."""
    brackets: tuple[BracketSpec, ...] = ()
    """Changes that are drawn between two marks of a series."""
    gaps: tuple[GapSpec, ...] = ()
    """Distances of two lines that are drawn."""
    results: tuple[ResultSpec, ...] = ()
    """Large figures at the ends of lines."""
    since: str | int = ""
    """From when on lines are bold and columns in colour: a period, lowest or highest."""
    until: str | int = ""
    """The last period that lines and columns show, as `{{ visits.last.period }}`, so that panels end together;
    `period` says the first."""
    compare: str = ""
    """Another word for `benchmark`."""
    axis: AxisSpec | None = None
    """The scale of lines and columns over time; what is left out follows the data."""
    decimals: int | None = Field(default=None, ge=0, le=6)
    """How many decimals all values of the chart have."""
    call: Annotated[str, Field(pattern=CALL)] = ""
    """Of a figure, the function that draws it: a file of the project and its name, as `figures.py:outlook`."""
    texts: dict[str, StoryText] = Field(default={})
    """Of a figure, texts that its function is given, composed as any text."""
    numbers: dict[str, str] = Field(default={})
    """Of a figure, numerals that its words may hold besides its values, each with the reason."""
    seconds: float | None = Field(default=None, gt=0, le=MOST_SECONDS)
    """Of a figure, how long its function may take; 20 without it."""
    note: StoryText = ""
    """What a reader has to know; it is printed below, before the notes that the data bring."""
    alt: StoryText = ""
    """The alternative text for those who cannot see it; without one it is made from the data."""


class MultiplesSpec(TimedNode):
    """Panels on one scale, one for each of `series` or, within one of them, for each of `entities`."""

    kind: Literal["line", "columns"]
    """What each panel is."""
    series: tuple[str, ...] = Field(min_length=1)
    """Short names from `[facts]`."""
    entities: Places = ()
    """Places to compare within one series: a list, or `all` for every place that the series has. `edition` is the
    edition's place."""
    measure: Literal["value", "index"] = "value"
    """What is drawn: `value` (of one unit) or `index` (first = 100)."""
    highlight: str | tuple[str, ...] = ""
    """The panel in focus, or several."""
    subtitle: StoryText = ""
    """What the panels show, where the section has no subtitle."""
    top: Top | None = None
    """Show only the first so many places by value, and the edition's place."""
    order: OrderName = ""
    """The order of the places: `value` (the largest first), `name`, or `given` (as they are listed)."""
    names: dict[str, RowName] = Field(default={})
    """How series or places are called, by their short name or name."""
    note: StoryText = ""
    """What a reader has to know; it is printed below, before the notes that the data bring."""
    alt: StoryText = ""
    """The alternative text for those who cannot see it; without one it is made from the data."""


class HeatSpec(TimedNode):
    """A heat table: rows by years, each value on a step of shade."""

    series: tuple[str, ...] = Field(min_length=1)
    """Short names from `[facts]`."""
    entities: Places = ()
    """Places to compare within one series: a list, or `all` for every place that the series has. `edition` is the
    edition's place."""
    measure: Literal["value", "index"] = "value"
    """What is printed: `value` (of one unit) or `index` (first = 100)."""
    highlight: str = ""
    """The row that leads."""
    second: str = ""
    """The row that comes second, in a colour of its own."""
    top: Top | None = None
    """Show only the first so many places by value, and the edition's place."""
    order: OrderName = ""
    """The order of the places: `value` (the largest first), `name`, or `given` (as they are listed)."""
    names: dict[str, RowName] = Field(default={})
    """How series or places are called, by their short name or name."""
    note: StoryText = ""
    """What a reader has to know; it is printed below, before the notes that the data bring."""

    @property
    def chart(self) -> ChartSpec:
        """The line chart of the same rows."""
        return ChartSpec(kind="line", **self.model_dump(exclude={"note"}))
