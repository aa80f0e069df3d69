"""What a section of a story may show besides charts: cards, tables, ranks, quotations, tiles and the like."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from briefing.model.chart_specs import PeriodsField
from briefing.model.document import Output
from briefing.model.story_text import StoryNode, StoryText, TextSpec, several


def _claim(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Sentence(TextSpec):
    """A text of a list, the condition under which it is printed and the claim it makes; `only` names its outputs."""

    only: tuple[Output, ...] = ()
    """The outputs that print it; without it, each one that prints texts of its kind."""


def _sentences(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


# The input types are what an editor's schema allows: a plain string is a sentence, one sentence is a list of one.
SentenceField = Annotated[Sentence, BeforeValidator(_claim, json_schema_input_type=str | Sentence)]
Sentences = Annotated[
    tuple[SentenceField, ...],
    BeforeValidator(_sentences, json_schema_input_type=str | Sentence | tuple[str | Sentence, ...]),
]


Comparisons = Annotated[
    tuple[str, ...],
    Field(max_length=2),
    BeforeValidator(several, json_schema_input_type=str | Annotated[tuple[str, ...], Field(max_length=2)]),
]


class CardSpec(StoryNode):
    """A card: one number at a glance."""

    fact: str
    """The short name from `[facts]` whose last value the card shows."""
    entity: str = ""
    """The place whose value it is; without it, that of the short name. `edition` is the edition's place."""
    label: StoryText
    """What the number is, in a few words."""
    unit: StoryText
    """The unit in words; it must agree with that of the indicator."""
    highlight: bool = False
    """Whether the card stands out: the first one has the highlight, the second the accent."""
    period: PeriodsField | None = None
    """Its own periods, in place of the edition's: a pair, the first one, or `{last: 24}`."""
    change: Literal["", "percent"] = ""
    """`percent` where its change is printed in % (“+102%”), even if the value doubled, which is a multiple (“2.0×”)
    without it; the cover’s field of dots for the same values follows."""
    compare: Comparisons = ()
    """What the value stands against, at most twice: `average` or `median` of all places, `year_ago`, `past` (the middle
    half of all its values), a place or a short name."""


class RankSpec(StoryNode):
    """A row of a rank strip: one list, and the place in it."""

    name: StoryText
    """The name of the list."""
    detail: StoryText = ""
    """What the list counts."""
    rank: str
    """An expression that gives a rank, as `visits.rank()`, or the value of an indicator that is a rank."""
    ahead: StoryText = ""
    """Who is ahead, in words."""
    partial: bool = False
    """Whether the rank is one among some places of the list only; its mark is hollow."""
    highlight: bool = False
    """Whether the row stands out. Where none is named the first places do."""


class RanksSpec(StoryNode):
    """A rank strip: ranks in several lists, the first place at the left."""

    places: int = Field(default=5, ge=3, le=200)
    """How many places the strip has; no rank may be beyond."""
    head: tuple[StoryText, StoryText, StoryText] = ("", "", "")
    """The heads of its three columns."""
    rows: tuple[RankSpec, ...] = Field(min_length=1)
    """The lists."""


class TableSpec(StoryNode):
    """A table; each cell is a template."""

    head: tuple[StoryText, ...] = Field(min_length=1)
    """The heads of the columns."""
    rows: tuple[tuple[StoryText, ...], ...] = Field(min_length=1)
    """The rows, each with a cell for each column."""
    align: str = ""
    """One letter for each column: `l` for text, `r` for numbers."""
    weights: tuple[float, ...] = ()
    """How wide the columns are, in proportion to each other."""
    highlight: int | None = None
    """The row that stands out, counted from 0."""

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
    """A quotation: a statement of the dataset, word by word. A plain string is its id."""

    statement: str
    """The id in statements.csv."""
    retold: StoryText = ""
    """Its sense, where the statement is in another language than the story; it is set without quotation marks and
    marked as retold."""
    speaker: StoryText = ""
    """Who said it, in the story's language."""


def _quoted(value: object) -> object:
    return {"statement": value} if isinstance(value, str) else value


QuoteField = Annotated[QuoteSpec, BeforeValidator(_quoted, json_schema_input_type=str | QuoteSpec)]


class TilesSpec(StoryNode):
    """Tiles: the entries of a list statement."""

    title: StoryText
    """What the entries are."""
    items: str
    """The id of the list in statements.csv."""
    retold: tuple[StoryText, ...] = ()
    """Each entry in the story's language, in the same order, where the list is in another one."""
    details: tuple[StoryText, ...] = ()
    """What is known of each entry, in the same order; one that prints a fact is highlighted."""


class EventSpec(StoryNode):
    """A milestone of the dataset."""

    date: str
    """Its date in milestones.csv."""
    text: StoryText = ""
    """Words in place of its title."""
    highlight: bool = False
    """Whether it stands out."""


class DecisionSpec(StoryNode):
    """A question to decide."""

    question: StoryText
    """The question."""
    why: StoryText = ""
    """Why it has to be decided."""
    known: StoryText
    """What the record shows."""
    missing: StoryText
    """What nobody knows yet."""
    highlight: bool = False
    """Whether it stands out."""


class ChangesSpec(StoryNode):
    """A table of at most `most` numbers that changed since the previous edition, those of the letter first.

    Its section is left out where there is no previous edition, and where nothing changed.
    """

    most: int = Field(default=8, ge=1, le=20)
    """How many rows the table has at most."""


class HeroSpec(StoryNode):
    """One big number and what it is."""

    value: StoryText
    """The number, as an expression prints it."""
    label: StoryText
    """What the number is."""
