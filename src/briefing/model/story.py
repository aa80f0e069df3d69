"""The story as an author writes it: a typed model of `story.<lang>.yaml`. Every text is a template over facts."""

from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    model_validator,
)

from briefing.errors import Misplaced
from briefing.model.cards import MOST_CARDS
from briefing.model.chart_specs import ChartSpec, HeatSpec, MultiplesSpec, TimedNode
from briefing.model.document import Output
from briefing.model.format import known_scale
from briefing.model.story_text import StoryNode, StoryText, TextSpec


def _claim(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Sentence(TextSpec):
    """A text of a list, the condition under which it is printed and the claim it makes; `only` names its outputs."""

    only: tuple[Output, ...] = ()


def _sentences(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


# The input types are what an editor's schema allows: a plain string is a sentence, one sentence is a list of one.
SentenceField = Annotated[Sentence, BeforeValidator(_claim, json_schema_input_type=str | Sentence)]
Sentences = Annotated[
    tuple[SentenceField, ...],
    BeforeValidator(_sentences, json_schema_input_type=str | Sentence | tuple[str | Sentence, ...]),
]


def _names(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Comparisons = Annotated[
    tuple[str, ...], BeforeValidator(_names, json_schema_input_type=str | tuple[str, ...]), Field(max_length=2)
]


class CardSpec(StoryNode):
    """A card: a short name from `[facts]`, its label and unit in words.

    `compare` says what its value stands against, at most twice: average or median of all places, year_ago, past (the
    middle half of all its values), a place or a short name.
    """

    fact: str
    label: StoryText
    unit: StoryText
    highlight: bool = False
    compare: Comparisons = ()


class RankSpec(StoryNode):
    """A yardstick; `rank` is an expression that gives a rank, `partial` one among some places of the list only."""

    name: StoryText
    detail: StoryText = ""
    rank: str
    ahead: StoryText = ""
    partial: bool = False


class RanksSpec(StoryNode):
    """A rank strip, 1 at the left."""

    places: int = Field(default=5, ge=3, le=200)
    head: tuple[StoryText, StoryText, StoryText] = ("", "", "")
    rows: tuple[RankSpec, ...] = Field(min_length=1)


class TableSpec(StoryNode):
    """A table; each cell is a template."""

    head: tuple[StoryText, ...] = Field(min_length=1)
    rows: tuple[tuple[StoryText, ...], ...] = Field(min_length=1)
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
    retold: StoryText = ""
    speaker: StoryText = ""


def _quoted(value: object) -> object:
    return {"statement": value} if isinstance(value, str) else value


QuoteField = Annotated[QuoteSpec, BeforeValidator(_quoted, json_schema_input_type=str | QuoteSpec)]


class TilesSpec(StoryNode):
    """Tiles of a list statement: `items` is the statement's id. `retold` says each entry in the story's language,
    `details` what is known of each, in the same order; one that prints a fact is highlighted."""

    title: StoryText
    items: str
    retold: tuple[StoryText, ...] = ()
    details: tuple[StoryText, ...] = ()


class EventSpec(StoryNode):
    """A milestone of the dataset by its date; `text` replaces its title."""

    date: str
    text: StoryText = ""
    highlight: bool = False


class DecisionSpec(StoryNode):
    """A question to decide."""

    question: StoryText
    why: StoryText = ""
    known: StoryText
    missing: StoryText
    highlight: bool = False


class ChangesSpec(StoryNode):
    """A table of at most `most` numbers that changed since the previous edition, those of the letter first.

    Its section is left out where there is no previous edition, and where nothing changed.
    """

    most: int = Field(default=8, ge=1, le=20)


class HeroSpec(StoryNode):
    """One big number and what it is."""

    value: StoryText
    label: StoryText


class SideBlocks(StoryNode):
    """The evidence that the side column has room for."""

    table: TableSpec | None = None
    quote: QuoteField | None = None
    milestones: tuple[EventSpec, ...] = Field(default=(), max_length=7)


class Blocks(SideBlocks):
    """The evidence that a section may show."""

    cards: tuple[CardSpec, ...] = Field(default=(), max_length=MOST_CARDS)
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
    title: StoryText
    subtitle: StoryText = ""
    expect: str | tuple[str, ...] = ()
    when: str = ""
    hero: HeroSpec | None = None
    changes: ChangesSpec | None = None
    points: Sentences = ()
    ask: StoryText = ""
    heading: StoryText = ""
    paragraph: Sentences = ()
    notes: StoryText = ""
    note: StoryText = ""
    sources: tuple[str, ...] = ()


class AsideSpec(SideBlocks):
    """A block of the brief's side column. `auto` fills it: contents, or contact from the imprint."""

    title: StoryText = ""
    when: str = ""
    points: Sentences = ()
    expect: str | tuple[str, ...] = ()
    boxed: bool = False
    auto: Literal["", "contents", "contact"] = ""


class PartSpec(StoryNode):
    """Sections under one headline: a section of the deck, a page of the brief. `when` false leaves all of it out."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    name: StoryText
    headline: StoryText
    when: str = ""
    standfirst: StoryText = ""
    expect: str | tuple[str, ...] = ()
    aside: tuple[AsideSpec, ...] = ()


class LetterSpec(StoryNode):
    """The e-mail; without a subject it is the edition's title. `chart` is the section whose chart it shows, `ask` what
    it proposes at its end.
    """

    subject: StoryText = ""
    greeting: StoryText = ""
    chart: str = ""
    points: Sentences = ()
    ask: StoryText = ""
    expect: str | tuple[str, ...] = ()


class CoverPictureSpec(TimedNode):
    """A picture made of the values of a short name: a field of `dots` for the first and the last one, or a `ridge` for
    each year of months or quarters, which is what these have without `kind`.

    `dot` is how many one dot stands for, `name` what it counts.
    """

    kind: Literal["", "dots", "ridge"] = ""
    of: str
    dot: Annotated[float, Field(gt=0)] | None = None
    name: StoryText = ""


class CoverSpec(StoryNode):
    """The cover: a subtitle with the finding and an optional chart, a slope, or a line or columns whose last value is
    set large above, with the chart's `subtitle` below; or a `picture` made of data. `image_alt` is the alternative
    text of the image that briefing.toml names for the cover."""

    kicker: StoryText = ""
    subtitle: StoryText = ""
    header: StoryText = ""
    chart: ChartSpec | None = None
    picture: CoverPictureSpec | None = None
    image_alt: StoryText = ""
    expect: str | tuple[str, ...] = ()
    notes: StoryText = ""


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
    the values of a short name are printed. `dividers: false` leaves out the slides before the parts of a long deck.
    """

    title: StoryText = ""
    entity: str = ""
    imprint: ImprintSpec = ImprintSpec.model_construct()
    formats: dict[str, FormatSpec] = Field(default={})
    cover: CoverSpec = CoverSpec.model_construct()  # CoverSpec() would build its validator at import
    letter: LetterSpec = LetterSpec.model_construct()
    dividers: bool = True
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
