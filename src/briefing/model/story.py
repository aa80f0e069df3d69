"""The story as an author writes it: a typed model of `story.<lang>.yaml`. Every text is a template over facts."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from briefing.errors import Misplaced
from briefing.model.block_specs import (
    CardSpec,
    ChangesSpec,
    DecisionSpec,
    EventSpec,
    HeroSpec,
    QuoteField,
    RanksSpec,
    Sentences,
    TableSpec,
    TilesSpec,
)
from briefing.model.cards import MOST_CARDS
from briefing.model.chart_specs import ChartSpec, HeatSpec, MultiplesSpec, TimedNode
from briefing.model.document import Output
from briefing.model.format import known_scale
from briefing.model.story_text import StoryNode, StoryText


class SideBlocks(StoryNode):
    """The evidence that the side column has room for."""

    table: TableSpec | None = None
    """A table of exact values or words."""
    quote: QuoteField | None = None
    """A quotation."""
    milestones: tuple[EventSpec, ...] = Field(default=(), max_length=7)
    """A timeline of milestones."""


class Blocks(SideBlocks):
    """The evidence that a section may show."""

    cards: tuple[CardSpec, ...] = Field(default=(), max_length=MOST_CARDS)
    """Cards, one number at a glance each."""
    chart: ChartSpec | None = None
    """A chart."""
    charts: tuple[ChartSpec, ...] = Field(default=(), max_length=4)
    """Several charts side by side, each with a title of its own."""
    multiples: MultiplesSpec | None = None
    """Small multiples: one question, a panel for each series or place, all on one scale."""
    ranks: RanksSpec | None = None
    """A rank strip."""
    heat: HeatSpec | None = None
    """A heat table."""
    tiles: tuple[TilesSpec, ...] = ()
    """Groups of tiles, each with the entries of a list."""
    decisions: tuple[DecisionSpec, ...] = Field(default=(), max_length=4)
    """Questions to decide."""


class SectionSpec(Blocks):
    """One message with its evidence: a slide of the deck, a figure with its text in the brief."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    """Its name, which links, the letter and `explain` use; no two sections have the same."""
    part: str = ""
    """The id of the part that it belongs to."""
    only: tuple[Output, ...] = ()
    """The outputs that have the section; without it, all of them."""
    title: StoryText
    """The message in one sentence."""
    subtitle: StoryText = ""
    """What the figure shows: measure, unit, place, period; `auto` makes it from the data."""
    expect: str | tuple[str, ...] = ()
    """Conditions that the data must bear out for the claims of title, subtitle, notes, ask and paragraphs; one that is
    false stops the build."""
    when: str = ""
    """A condition; where it is false, the section is left out."""
    hero: HeroSpec | None = None
    """One big number."""
    changes: ChangesSpec | None = None
    """A table of what changed since the previous edition."""
    points: Sentences = ()
    """What the figure does not say by itself, each point with a bold lead."""
    ask: StoryText = ""
    """What to ask next."""
    heading: StoryText = ""
    """The heading above the paragraphs and points of the brief."""
    paragraph: Sentences = ()
    """The finding in full sentences; an empty line begins a new paragraph, a dash an item of a list."""
    notes: StoryText = ""
    """What the speaker says."""
    note: StoryText = ""
    """What a reader has to know; it is printed below, before the notes that the data bring."""
    sources: tuple[str, ...] = ()
    """Ids of sources to name besides those of numbers and links; where a line has no room for all, these come first."""


class AsideSpec(SideBlocks):
    """A block of the brief's side column."""

    title: StoryText = ""
    """Its heading."""
    when: str = ""
    """A condition; where it is false, the block is left out."""
    points: Sentences = ()
    """Its points."""
    expect: str | tuple[str, ...] = ()
    """Conditions that the data must bear out for what is claimed here; one that is false stops the build."""
    boxed: bool = False
    """Whether it stands on a ground of its own."""
    auto: Literal["", "contents", "contact"] = ""
    """What fills it: `contents`, or `contact` from the imprint."""


class PartSpec(StoryNode):
    """Sections under one headline: a section of the deck, the beginning of a page of the brief."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    """Its name, which sections give as their `part`."""
    name: StoryText
    """A few words: on the slide before the part, and in the deck's sections."""
    headline: StoryText
    """The message of the part in one sentence."""
    when: str = ""
    """A condition; where it is false, the part with all its sections is left out."""
    standfirst: StoryText = ""
    """A sentence below the headline."""
    expect: str | tuple[str, ...] = ()
    """Conditions that the data must bear out for what is claimed here; one that is false stops the build."""
    aside: tuple[AsideSpec, ...] = ()
    """The blocks of the side column."""
    picture: str = ""
    """The id of the section whose chart or ranks are on the slide before the part; without it the first of its own."""


class LetterSpec(StoryNode):
    """The e-mail."""

    subject: StoryText = ""
    """Its subject; without one it is the edition's title."""
    greeting: StoryText = ""
    """Its first paragraph."""
    chart: str = ""
    """The id of the section whose chart it shows."""
    points: Sentences = ()
    """Its points, each with a bold lead."""
    ask: StoryText = ""
    """What it proposes, in a box below the points that begins with “Our proposal:”."""
    expect: str | tuple[str, ...] = ()
    """Conditions that the data must bear out for what is claimed here; one that is false stops the build."""


class CoverPictureSpec(TimedNode):
    """A picture on the cover, made of the values of a short name."""

    kind: Literal["", "dots", "ridge"] = ""
    """A field of `dots` for the first and the last value, or a `ridge` for each year of months or quarters, which is
    what these have without `kind`."""
    of: str
    """The short name."""
    dot: Annotated[float, Field(gt=0)] | None = None
    """How many one dot stands for."""
    name: StoryText = ""
    """What the picture counts."""


class CoverSpec(StoryNode):
    """The cover: a subtitle with the finding, and a chart or a picture made of data."""

    kicker: StoryText = ""
    """A few words above the title."""
    subtitle: StoryText = ""
    """The finding of the edition in one sentence."""
    header: StoryText = ""
    """What stands at the head of pages and the foot of slides; without it the pages have the kicker."""
    chart: ChartSpec | None = None
    """A chart: a slope, or a line or columns whose last value is set large above, with the chart's subtitle below."""
    picture: CoverPictureSpec | None = None
    """A picture made of data, in place of a chart."""
    image_alt: StoryText = ""
    """The alternative text of the image that briefing.toml names for the cover."""
    expect: str | tuple[str, ...] = ()
    """Conditions that the data must bear out for what is claimed here; one that is false stops the build."""
    notes: StoryText = ""
    """What the speaker says."""


class ImprintSpec(StoryNode):
    """The imprint of briefing.toml in the story's language, as far as it differs."""

    organisation: str = ""
    """Who issues the edition."""
    owner: str = ""
    """Who is responsible for it."""
    contact: str = ""
    """Where questions go."""
    classification: str = ""
    """Who may read it."""


class FormatSpec(StoryNode):
    """How the values of a short name are printed, in texts, cards, tables and charts alike. What is left out is as
    briefing.toml, else indicators.csv has it."""

    decimals: int | None = Field(default=None, ge=0, le=6)
    """How many decimals; without it, as published."""
    scale: Annotated[str, AfterValidator(known_scale)] = ""
    """The scale of large values: thousand, million, billion, trillion, 万, 亿, 万亿."""
    thousands: bool | None = None
    """Whether a separator stands between thousands."""
    sign: bool | None = None
    """Whether a plus stands before what is above zero."""


class Story(StoryNode):
    """`story.<lang>.yaml`: the story in one language."""

    title: StoryText = ""
    """The title of the edition in the story's language, in place of that of briefing.toml."""
    entity: str = ""
    """The place of the edition in the story's language."""
    imprint: ImprintSpec = ImprintSpec.model_construct()
    """The imprint in the story's language, as far as it differs."""
    formats: dict[str, FormatSpec] = Field(default={})
    """How the values of short names are printed in this story."""
    cover: CoverSpec = CoverSpec.model_construct()  # CoverSpec() would build its validator at import
    """The cover."""
    letter: LetterSpec = LetterSpec.model_construct()
    """The e-mail."""
    dividers: bool = True
    """Whether a slide stands before each part of a long deck."""
    parts: tuple[PartSpec, ...] = ()
    """The parts; without them all sections form one part."""
    sections: tuple[SectionSpec, ...] = Field(min_length=1)
    """The sections, each one message with its evidence."""

    @model_validator(mode="after")
    def _parts_and_ids(self) -> Self:
        known: set[str] = set()
        for at, part in enumerate(self.parts):
            if part.id in known:
                raise Misplaced(f"two parts have the id {part.id!r}; give one of them another", "parts", at, "id")
            known.add(part.id)
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
