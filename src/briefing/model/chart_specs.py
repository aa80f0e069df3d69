"""The charts of a story as an author writes them, with the base of all its nodes."""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetPydanticSchema, ValidatorFunctionWrapHandler
from pydantic_core import core_schema

from briefing.model.chart_kinds import KINDS
from briefing.model.period import Period
from briefing.model.period_notation import period_of

if TYPE_CHECKING:
    KindName = str
else:
    KindName = Literal[tuple(KINDS)]
MeasureName = Literal["value", "multiple", "index", "target"]
AUTO = "auto"  # a subtitle that is derived from the data
OrderName = Literal["", "value", "name", "given"]
ColumnName = Literal["first", "last", "growth", "target", "gap", "set_by"]


def _period(value: object, as_integer: ValidatorFunctionWrapHandler) -> Period:
    return value if isinstance(value, Period) else period_of(as_integer(value))


# A period that is written as the number of a year.
PeriodField = Annotated[
    Period,
    GetPydanticSchema(
        lambda *_: core_schema.no_info_wrap_validator_function(
            _period,
            core_schema.int_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda x: x),
        )
    ),
]


class StoryNode(BaseModel):
    """Base of all nodes: unknown keys are errors, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


class NoteAt(StoryNode):
    """A remark on a chart at a series' category."""

    at: str | int
    series: str = ""
    text: str


class RowName(StoryNode):
    """How a series or entity is called on a chart: its name and a second line."""

    name: str
    detail: str = ""


def _places(value: object) -> object:
    return (value,) if isinstance(value, str) else value


# The names of places; "all" is every place of the series, "edition" that of the edition.
Places = Annotated[tuple[str, ...], BeforeValidator(_places, json_schema_input_type=Literal["all"] | tuple[str, ...])]


Top = Annotated[int, Field(ge=1, le=60)]


class ChartSpec(StoryNode):
    """A chart. `series` are short names from `[facts]`; `entities` compares places within one of them.

    `entities: all` takes every place of the series, and "edition" in a list, in `highlight`, `second` and `names` is
    the edition's place. `top` shows the first so many by value, and the edition's place; `order` is that of the places;
    `rest` names those that a bar or stacked columns do not show. `beside` are short names that are shown with the
    places, as a country's total. `benchmark` (average, median, a place or a short name) is a line to compare with.
    `measure`: value (default), multiple of the first value, index (first = 100) or share of the target.
    `columns` are numbers next to the bars. `target` is the year of a bullet's targets, by series if they differ, or
    of columns. A share's parts are its `series`; with `of` they are parts of that series, and `rest` names the others.
    """

    kind: KindName
    series: tuple[str, ...] = Field(min_length=1)
    entities: Places = ()
    measure: MeasureName = "value"
    period: tuple[PeriodField, PeriodField] | None = None
    highlight: str = ""
    second: str = ""
    title: str = ""
    subtitle: str = ""
    names: dict[str, RowName] = {}
    columns: tuple[ColumnName, ...] = ()
    target: PeriodField | dict[str, PeriodField] | None = None
    of: str = ""
    rest: str = ""
    top: Top | None = None
    order: OrderName = ""
    beside: tuple[str, ...] = ()
    benchmark: str = ""
    set_by: dict[str, str] = {}
    growth: bool = False
    annotations: tuple[NoteAt, ...] = ()
    note: str = ""
    alt: str = ""


class MultiplesSpec(StoryNode):
    """Panels on one scale, one for each of `series` or, within one of them, for each of `entities`.

    `measure`: value (default; one unit) or index (first = 100). `highlight` names the panel in focus, or several.
    """

    kind: Literal["line", "columns"]
    series: tuple[str, ...] = Field(min_length=1)
    entities: Places = ()
    measure: Literal["value", "index"] = "value"
    period: tuple[PeriodField, PeriodField] | None = None
    highlight: str | tuple[str, ...] = ""
    subtitle: str = ""
    top: Top | None = None
    order: OrderName = ""
    names: dict[str, RowName] = {}
    note: str = ""
    alt: str = ""


class HeatSpec(StoryNode):
    """A heat table: rows by years, each value on a step of shade. `series` are short names from `[facts]`; `entities`
    compares places within one of them. `measure`: value (default; one unit) or index (first = 100).
    """

    series: tuple[str, ...] = Field(min_length=1)
    entities: Places = ()
    measure: Literal["value", "index"] = "value"
    period: tuple[PeriodField, PeriodField] | None = None
    highlight: str = ""
    top: Top | None = None
    order: OrderName = ""
    names: dict[str, RowName] = {}
    note: str = ""

    @property
    def chart(self) -> ChartSpec:
        """The line chart of the same rows."""
        return ChartSpec(kind="line", **self.model_dump(exclude={"note"}))
