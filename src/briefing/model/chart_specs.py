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
from briefing.model.story_text import StoryNode, StoryText

if TYPE_CHECKING:
    KindName = str
else:
    KindName = Literal[tuple(KINDS)]
MeasureName = Literal["value", "multiple", "index", "target", "change", "contribution"]
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

    @property
    def ends(self) -> tuple[Period, Period] | None:
        """The first and the last period of its own, where both are known."""
        return self.period.bounds if self.period is not None else None


class NoteAt(StoryNode):
    """A remark on a chart at a series' category."""

    at: str | int
    series: str = ""
    text: StoryText


class BracketSpec(StoryNode):
    """The change from one mark of a series to a later one: each end is a period, first, last, lowest or highest."""

    series: str = ""
    start: str | int = Field("first", alias="from")
    to: str | int = "last"


class GapSpec(StoryNode):
    """How far two series are from each other in a period."""

    at: str | int = "last"
    between: tuple[str, str]


class ResultSpec(StoryNode):
    """What a series comes to, in large figures at its end, with a line of detail."""

    series: str
    text: StoryText
    detail: StoryText = ""


class RowName(StoryNode):
    """How a series or entity is called on a chart: its name and a second line."""

    name: StoryText
    detail: StoryText = ""


def _places(value: object) -> object:
    return (value,) if isinstance(value, str) else value


# The names of places; "all" is every place of the series, "edition" that of the edition.
Places = Annotated[tuple[str, ...], BeforeValidator(_places, json_schema_input_type=Literal["all"] | tuple[str, ...])]


Top = Annotated[int, Field(ge=1, le=60)]


class AxisSpec(StoryNode):
    """The scale of a chart: where it begins and ends, and from one line to the next; what is left out follows the data.

    Columns begin at zero."""

    start: float | None = Field(default=None, alias="from", allow_inf_nan=False)
    end: float | None = Field(default=None, alias="to", allow_inf_nan=False)
    step: float | None = Field(default=None, gt=0, allow_inf_nan=False)


class ChartSpec(TimedNode):
    """A chart. `series` are short names from `[facts]`; `entities` compares places within one of them.

    `entities: all` takes every place of the series, and "edition" in a list, in `highlight`, `second` and `names` is
    the edition's place. `top` shows the first so many by value, and the edition's place; `order` is that of the places;
    `rest` (average, sum, or a name for their sum) is of those that bars, lines or columns do not show. `beside` are
    short names that are shown with the places, as a country's total. `benchmark` (average, median, a place or a short
    name) is a line to compare with.
    `measure`: value (default), multiple of the first value, index (first = 100) or share of the target.
    `growth` (true, or an expression of a rate over some years) stands over columns. `columns` are numbers next to the
    bars. `target` is the year of a bullet's targets, by series if they differ, or of columns or a line. With
    `revisions` what was revised stands as a pale dot. The parts of a share, a waterfall and contributions are its
    `series`; with `of` they are parts of that series, and `rest` names the others. `band` names the lower and the upper
    end of a range around the one of `series`. `brackets` draw changes between marks, `gaps` the distance of two lines,
    `results` large figures at their ends; before `since` (a period, lowest or highest) lines are thin, and columns
    grey. A scatter's two `series` are the scale across and the one up, `size` the short name whose values are the areas
    of its dots; `log` names the scales that count in powers of ten, `medians` draws the medians of its places.
    `compare` is another word for `benchmark`. `axis` sets the scale of lines and columns over time, `decimals` those of
    all values.
    A histogram has so many `bins` at most.
    A map has `outlines` (world, a set of tiles, or a name of `[maps]`), and `classes` of equally many places
    (quantiles) or of equal width (equal), or given `breaks`.
    A figure is drawn by `call`, a function of a file of the project ("figures.py:outlook"), within `seconds`. It is
    given the values of `series` and the `texts`, which are composed as any text; `numbers` are numerals that its words
    may hold besides, each with the reason.
    """

    kind: KindName
    series: tuple[str, ...] = Field(min_length=1)
    entities: Places = ()
    measure: MeasureName = "value"
    highlight: str = ""
    second: str = ""
    outlines: str = ""
    classes: Literal["", "quantiles", "equal"] = ""
    breaks: tuple[float, ...] = ()
    title: StoryText = ""
    subtitle: StoryText = ""
    names: dict[str, RowName] = Field(default={})
    columns: tuple[ColumnName, ...] = ()
    target: TargetField | None = None
    of: str = ""
    band: tuple[str, str] | None = None
    rest: str = ""
    bins: int | None = None
    top: Top | None = None
    order: OrderName = ""
    beside: tuple[str, ...] = ()
    benchmark: str = ""
    set_by: dict[str, StoryText] = Field(default={})
    size: str = ""
    log: Literal["", "x", "y", "both"] = ""
    medians: bool = False
    growth: bool | str = Field(default=False, union_mode="left_to_right")
    revisions: bool = False
    annotations: tuple[NoteAt, ...] = ()
    brackets: tuple[BracketSpec, ...] = ()
    gaps: tuple[GapSpec, ...] = ()
    results: tuple[ResultSpec, ...] = ()
    since: str | int = ""
    compare: str = ""
    axis: AxisSpec | None = None
    decimals: int | None = Field(default=None, ge=0, le=6)
    call: Annotated[str, Field(pattern=CALL)] = ""
    texts: dict[str, StoryText] = Field(default={})
    numbers: dict[str, str] = Field(default={})
    seconds: float | None = Field(default=None, gt=0, le=MOST_SECONDS)
    note: StoryText = ""
    alt: StoryText = ""


class MultiplesSpec(TimedNode):
    """Panels on one scale, one for each of `series` or, within one of them, for each of `entities`.

    `measure`: value (default; one unit) or index (first = 100). `highlight` names the panel in focus, or several.
    """

    kind: Literal["line", "columns"]
    series: tuple[str, ...] = Field(min_length=1)
    entities: Places = ()
    measure: Literal["value", "index"] = "value"
    highlight: str | tuple[str, ...] = ""
    subtitle: StoryText = ""
    top: Top | None = None
    order: OrderName = ""
    names: dict[str, RowName] = Field(default={})
    note: StoryText = ""
    alt: StoryText = ""


class HeatSpec(TimedNode):
    """A heat table: rows by years, each value on a step of shade. `series` are short names from `[facts]`; `entities`
    compares places within one of them. `measure`: value (default; one unit) or index (first = 100).
    """

    series: tuple[str, ...] = Field(min_length=1)
    entities: Places = ()
    measure: Literal["value", "index"] = "value"
    highlight: str = ""
    top: Top | None = None
    order: OrderName = ""
    names: dict[str, RowName] = Field(default={})
    note: StoryText = ""

    @property
    def chart(self) -> ChartSpec:
        """The line chart of the same rows."""
        return ChartSpec(kind="line", **self.model_dump(exclude={"note"}))
