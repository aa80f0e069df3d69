"""The story as an author writes it: a typed model of `story.<lang>.yaml`. Every text is a template over facts."""

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetPydanticSchema,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic_core import core_schema

from briefing.errors import Misplaced
from briefing.model.chart_kinds import KINDS
from briefing.model.document import Output
from briefing.model.format import known_scale
from briefing.model.period import Period

if TYPE_CHECKING:
    KindName = str
else:
    KindName = Literal[tuple(KINDS)]
MeasureName = Literal["value", "multiple", "index", "target"]
AUTO = "auto"  # a subtitle that is derived from the data
OrderName = Literal["", "value", "name", "given"]
ColumnName = Literal["first", "last", "growth", "target", "gap", "set_by"]


def _period(value: object, as_integer: ValidatorFunctionWrapHandler) -> Period:
    return value if isinstance(value, Period) else Period.of(as_integer(value))


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


def _claim(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Sentence(StoryNode):
    """A text, the condition under which it is printed and the claim it makes; a plain string is a text.

    `when` false drops it (or puts `otherwise` in its place); `expect` false stops the build.
    """

    text: str
    when: str = ""
    otherwise: str = ""
    expect: str = ""
    only: tuple[Output, ...] = ()


def _sentences(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


# The input types are what an editor's schema allows: a plain string is a sentence, one sentence is a list of one.
SentenceField = Annotated[Sentence, BeforeValidator(_claim, json_schema_input_type=str | Sentence)]
Sentences = Annotated[
    tuple[SentenceField, ...],
    BeforeValidator(_sentences, json_schema_input_type=str | Sentence | tuple[str | Sentence, ...]),
]


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


class CardSpec(StoryNode):
    """A card: a short name from `[facts]`, its label and unit in words."""

    fact: str
    label: str
    unit: str
    highlight: bool = False


class RankSpec(StoryNode):
    """A yardstick; `rank` is an expression that gives a rank, `partial` one among some places of the list only."""

    name: str
    detail: str = ""
    rank: str
    ahead: str = ""
    partial: bool = False


class RanksSpec(StoryNode):
    """A rank strip, 1 at the left."""

    places: int = Field(default=5, ge=3, le=200)
    head: tuple[str, str, str] = ("", "", "")
    rows: tuple[RankSpec, ...] = Field(min_length=1)


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


class TableSpec(StoryNode):
    """A table; each cell is a template."""

    head: tuple[str, ...] = Field(min_length=1)
    rows: tuple[tuple[str, ...], ...] = Field(min_length=1)
    align: str = ""
    weights: tuple[float, ...] = ()
    highlight: int | None = None

    @model_validator(mode="after")
    def _rows_fit(self) -> Self:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.head):
                fix = "give each row a cell for each column of the head"
                raise ValueError(f"row {number} has {len(row)} cells, the head has {len(self.head)}; {fix}")
        if self.align and (len(self.align) != len(self.head) or set(self.align) - set("lr")):
            raise ValueError(f"align has not one letter for each column; write l or r {len(self.head)} times")
        return self


class QuoteSpec(StoryNode):
    """A statement by its id; a plain string is one. `retold` gives the sense of a statement in another language than
    the story's, with the `speaker` in the story's language: it is set without quotation marks and marked.
    """

    statement: str
    retold: str = ""
    speaker: str = ""


def _quoted(value: object) -> object:
    return {"statement": value} if isinstance(value, str) else value


QuoteField = Annotated[QuoteSpec, BeforeValidator(_quoted, json_schema_input_type=str | QuoteSpec)]


class TilesSpec(StoryNode):
    """Tiles of a list statement: `items` is the statement's id. `retold` says each entry in the story's language,
    `details` what is known of each, in the same order; one that prints a fact is highlighted."""

    title: str
    items: str
    retold: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


class EventSpec(StoryNode):
    """A milestone of the dataset by its date; `text` replaces its title."""

    date: str
    text: str = ""
    highlight: bool = False


class DecisionSpec(StoryNode):
    """A question to decide."""

    question: str
    why: str = ""
    known: str
    missing: str
    highlight: bool = False


class ChangesSpec(StoryNode):
    """A table of at most `most` numbers that changed since the previous edition, those of the letter first.

    Its section is left out where there is no previous edition, and where nothing changed.
    """

    most: int = Field(default=8, ge=1, le=20)


class HeroSpec(StoryNode):
    """One big number and what it is."""

    value: str
    label: str


class SideBlocks(StoryNode):
    """The evidence that the side column has room for."""

    table: TableSpec | None = None
    quote: QuoteField | None = None
    milestones: tuple[EventSpec, ...] = Field(default=(), max_length=7)


class Blocks(SideBlocks):
    """The evidence that a section may show."""

    cards: tuple[CardSpec, ...] = Field(default=(), max_length=4)
    chart: ChartSpec | None = None
    charts: tuple[ChartSpec, ...] = Field(default=(), max_length=4)
    multiples: MultiplesSpec | None = None
    ranks: RanksSpec | None = None
    heat: HeatSpec | None = None
    tiles: tuple[TilesSpec, ...] = ()
    decisions: tuple[DecisionSpec, ...] = Field(default=(), max_length=4)


class SectionSpec(Blocks):
    """One message with its evidence. `expect` tests the claims of its title, subtitle, notes, ask and paragraphs."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    part: str = ""
    only: tuple[Output, ...] = ()
    title: str
    subtitle: str = ""
    expect: str | tuple[str, ...] = ()
    when: str = ""
    hero: HeroSpec | None = None
    changes: ChangesSpec | None = None
    points: Sentences = ()
    ask: str = ""
    heading: str = ""
    paragraph: Sentences = ()
    notes: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


class AsideSpec(SideBlocks):
    """A block of the brief's side column. `auto` fills it: contents, or contact from the imprint."""

    title: str = ""
    when: str = ""
    points: Sentences = ()
    expect: str | tuple[str, ...] = ()
    boxed: bool = False
    auto: Literal["", "contents", "contact"] = ""


class PartSpec(StoryNode):
    """Sections under one headline: a section of the deck, a page of the brief. `when` false leaves all of it out."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    name: str
    headline: str
    when: str = ""
    standfirst: str = ""
    expect: str | tuple[str, ...] = ()
    aside: tuple[AsideSpec, ...] = ()


class LetterSpec(StoryNode):
    """The e-mail; without a subject it is the edition's title."""

    subject: str = ""
    greeting: str = ""
    points: Sentences = ()
    expect: str | tuple[str, ...] = ()


class CoverSpec(StoryNode):
    """The cover: a subtitle with the finding and an optional chart, a slope, or a line whose last value is set large
    above it, with the chart's `subtitle` below."""

    kicker: str = ""
    subtitle: str = ""
    header: str = ""
    chart: ChartSpec | None = None
    expect: str | tuple[str, ...] = ()
    notes: str = ""


class ImprintSpec(StoryNode):
    """The imprint of briefing.toml in the story's language, as far as it differs."""

    organisation: str = ""
    owner: str = ""
    contact: str = ""
    classification: str = ""


class FormatSpec(StoryNode):
    """How the values of a short name are printed, in texts, cards, tables and charts alike.

    `decimals` (else as published), `scale` ("million": 12.3 million), `thousands` (separators), `sign` (a plus before
    what is above zero). What is left out is as briefing.toml, else indicators.csv has it.
    """

    decimals: int | None = Field(default=None, ge=0, le=6)
    scale: Annotated[str, AfterValidator(known_scale)] = ""
    thousands: bool | None = None
    sign: bool | None = None


class Story(StoryNode):
    """`story.<lang>.yaml`. Without `parts` all sections form one part.

    `title`, `entity` and `imprint` say in the story's language what briefing.toml says in another. `formats` say how
    the values of a short name are printed.
    """

    title: str = ""
    entity: str = ""
    imprint: ImprintSpec = ImprintSpec.model_construct()
    formats: dict[str, FormatSpec] = {}
    cover: CoverSpec = CoverSpec.model_construct()  # CoverSpec() would build its validator at import
    letter: LetterSpec = LetterSpec.model_construct()
    parts: tuple[PartSpec, ...] = ()
    sections: tuple[SectionSpec, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _parts_and_ids(self) -> Self:
        known = {part.id for part in self.parts}
        seen: set[str] = set()
        for at, section in enumerate(self.sections):
            if section.id in seen:
                what = f"two sections have the id {section.id!r}; give one of them another"
                raise Misplaced(what, "sections", at, "id")
            seen.add(section.id)
            if self.parts and section.part not in known:
                has = f"names the part {section.part!r}" if section.part else "has no part"
                what = f"section {section.id!r} {has}; write part: with one of {', '.join(sorted(known))}"
                raise Misplaced(what, "sections", at, "part")
        return self
