"""The document: meaning with every fact resolved; no placement, no colours, no unit of any medium."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct, field

from briefing.errors import Finding
from briefing.model.cards import Card as Card
from briefing.model.cards import Cards as Cards
from briefing.model.chart import Chart
from briefing.model.dataset import Source
from briefing.model.edition import Edition
from briefing.model.fact import Fact
from briefing.model.ledger import Claim, Node
from briefing.model.period import Period
from briefing.model.text import Text, join, plain

Output = Literal["deck", "brief", "letter"]
ALL: tuple[Output, ...] = ("deck", "brief", "letter")


class RankRow(Struct, frozen=True):
    """A yardstick: its name, what it counts, the rank (a fact) and who stands ahead.

    `partial`: the place is one among some places only, and is drawn hollow. `highlight`: the row stands out.
    """

    name: Text
    detail: Text
    rank: Fact
    ahead: Text = ()
    partial: bool = False
    highlight: bool = False


# The term of the number that a dot of a field stands for.
DOT_TERM: Final = "how many a dot of the cover stands for"
MOST_MARKED = 10


class RankStrip(Struct, frozen=True, tag=True):
    """Ranks on several yardsticks, 1 at the left, `places` columns wide."""

    rows: tuple[RankRow, ...]
    places: int
    head: tuple[Text, Text, Text]
    alt: Text = ()

    @property
    def marked(self) -> tuple[int, ...]:
        """The places that have a mark and a number: all of a few, of many the first, the last and round ones."""
        if self.places <= MOST_MARKED:
            return tuple(range(1, self.places + 1))
        every = next(step for step in (5, 10, 20, 25, 50, 100, 1000) if self.places / step <= 7)
        between = range(every, self.places - every // 2, every)
        return 1, *between, self.places


class HeatCell(Struct, frozen=True):
    """A text on a step of shade, from 1, near the paper, to 5, the highlight; 0 has no shade.

    A series has a break just before the value of a cell that is on a `new_base`.
    """

    text: Text
    step: int
    new_base: bool = False


class HeatRow(Struct, frozen=True):
    """A row of a heat table: its name, a second line, a cell for each year."""

    name: Text
    detail: Text
    cells: tuple[HeatCell, ...]


class HeatTable(Struct, frozen=True, tag=True):
    """Rows by years, every value printed on its shade. `head` heads the names; `highlight` and `second` are the indices
    of rows or None.

    `scale` has the values of each step that occurs, the lowest first. `years` are the words of its `periods`.
    """

    head: Text
    years: tuple[Text, ...]
    rows: tuple[HeatRow, ...]
    scale: tuple[HeatCell, ...]
    highlight: int | None = None
    alt: Text = ()
    periods: tuple[Period, ...] = ()
    second: int | None = None

    def roles(self, row: int) -> tuple[str, str]:
        """The colours of the name of a row and of its edge, as roles. That of the row in focus is ink: in its own
        colour, which shades have, it would be lost."""
        return {self.second: ("accent_text", "accent"), self.highlight: ("highlight", "ink")}.get(row, ("ink", ""))


class Table(Struct, frozen=True, tag=True):
    """Rows of text under a header. `align` is one of l or r for each column; `highlight` is a row index or None.

    `weights` are relative column widths; `row_head` says that the first column heads its row.
    """

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    align: str
    weights: tuple[float, ...] = ()
    highlight: int | None = None
    row_head: bool = True
    alt: Text = ()


class Quote(Struct, frozen=True, tag=True):
    """A statement verbatim; `translated` says that the words are a translation.

    `retold` says that they give its sense alone, in another language: no quotation marks, and marked as such.
    """

    text: Text
    speaker: Text
    origin: Text
    translated: bool = False
    retold: bool = False


class TileGroup(Struct, frozen=True):
    """Equal tiles under a heading; no sizes are drawn. `details` say what is known of each entry, if it has any."""

    title: Text
    items: tuple[Text, ...]
    details: tuple[Text, ...] = ()

    def detail(self, at: int) -> Text:
        """Return what is known of an entry; empty for nothing."""
        return self.details[at] if at < len(self.details) else ()

    def leads(self, at: int) -> bool:
        """Whether a fact is known of an entry, which emphasises it."""
        return any(run.fact for run in self.detail(at))


class TileMap(Struct, frozen=True, tag=True):
    """Groups of tiles in a row."""

    groups: tuple[TileGroup, ...]
    alt: Text = ()


class Event(Struct, frozen=True):
    """A milestone: its date as worded, its text, whether it is the highlight."""

    date: Text
    text: Text
    highlight: bool = False


class Timeline(Struct, frozen=True, tag=True):
    """Milestones in order of time."""

    events: tuple[Event, ...]
    alt: Text = ()


class Decision(Struct, frozen=True):
    """A question to decide: why it matters, what the data show, what would answer it."""

    question: Text
    why: Text
    known: Text
    missing: Text
    highlight: bool = False


class Decisions(Struct, frozen=True, tag=True):
    """At most four questions."""

    items: tuple[Decision, ...]
    alt: Text = ()


MOST_PANELS: Final = 8


class Multiples(Struct, frozen=True, tag=True):
    """Two to eight panels that ask the same question of several groups on one scale, at most four in a row.

    Each is a chart of one series over time, named by its `title`, without an `alt`; only its ends are labelled.
    """

    panels: tuple[Chart, ...]
    subtitle: Text = ()
    alt: Text = ()


Block = Chart | Multiples | Cards | RankStrip | HeatTable | Table | Quote | TileMap | Timeline | Decisions


def charts_of(block: Block) -> tuple[Chart, ...]:
    """Return the chart that a block is, or its panels."""
    return (block,) if isinstance(block, Chart) else block.panels if isinstance(block, Multiples) else ()


class List(Struct, frozen=True):
    """A list, numbered from 1 or marked: each item is one or more paragraphs or lists."""

    items: tuple[tuple[Paragraph, ...], ...]
    numbered: bool = False


Paragraph = Text | List


def words(paragraphs: Iterable[Paragraph]) -> Text:
    """Return all runs of paragraphs and lists in reading order, a space between one and the next."""
    texts = (join([words(part) for part in item.items], " ") if isinstance(item, List) else item for item in paragraphs)
    return join(list(texts), " ")


class Point(Struct, frozen=True):
    """A bold lead (may be empty) and its sentence; `outputs` says where it appears."""

    lead: Text
    body: Text
    outputs: tuple[Output, ...] = ALL

    @property
    def continues(self) -> bool:
        """Whether the lead begins its sentence, which goes on in lower case: nothing is put between them."""
        return bool(self.lead) and plain(self.body)[:1].islower()


class Hero(Struct, frozen=True):
    """One big number and what it is."""

    value: Text
    label: Text


class Section(Struct, frozen=True):
    """One message with its evidence: a slide, or a figure with its text in the brief.

    `source_line` and `source_line_short` begin with the word for source and name what title, blocks and points rest
    on, `source_entries` are its parts in short, those that give most first, `source_line_notes` what the notes rest on
    too, if more; `source_line_years` is that of a figure in the brief,
    with the years that each source gives; `sources` adds what paragraphs and notes rest on. `note_line` begins with
    the word for note.
    `outputs` says where the section appears. `ask` is advice, separate from the findings.
    `changed` says that it lists what changed since the previous edition, which makes no edition new.
    """

    id: str
    title: Text
    subtitle: Text = ()
    blocks: tuple[Block, ...] = ()
    hero: Hero | None = None
    points: tuple[Point, ...] = ()
    ask: Text = ()
    heading: Text = ()
    paragraphs: tuple[Paragraph, ...] = ()
    notes: Text = ()
    sources: tuple[str, ...] = ()
    source_line: Text = ()
    source_line_notes: Text = ()
    source_line_short: Text = ()
    source_entries: tuple[Text, ...] = ()
    source_line_years: Text = ()
    note_line: Text = ()
    note_line_full: Text = ()
    note_line_least: Text = ()
    outputs: tuple[Output, ...] = ALL
    changed: bool = False


class Aside(Struct, frozen=True):
    """A block of the brief's side column: a title with points, or a block (quotation, timeline) with its `sources`."""

    title: Text
    points: tuple[Point, ...] = ()
    block: Block | None = None
    boxed: bool = False
    sources: tuple[str, ...] = ()


class Part(Struct, frozen=True):
    """Sections under one headline: a section of the deck, a page of the brief.

    `source_line` is the headline's, `picture` the section whose chart stands on the slide before the part.
    """

    id: str
    name: Text
    headline: Text
    standfirst: Text
    sections: tuple[Section, ...]
    asides: tuple[Aside, ...] = ()
    source_line: Text = ()
    picture: str = ""


class Letter(Struct, frozen=True):
    """The e-mail: subject, greeting, points. Figures come from the first cards of the document.

    `note` is what the data say of all these values, `chart` the section whose chart stands in it, `ask` what is
    proposed below the points.
    """

    subject: Text
    greeting: Text
    points: tuple[Point, ...]
    note: Text = ()
    chart: str = ""
    ask: Text = ()


class Tested(Struct, frozen=True):
    """What the claims were tested on; it is printed nowhere unless it is among the document's own facts too.

    `names` are the names that were compared, as "trees.entity", as the dataset has them.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


class Changed(Struct, frozen=True):
    """What changed since the previous edition: a heading, a line for each headline number, a last one on the rest.

    `facts` are the old values, `sources` those that gave them.
    """

    head: Text
    lines: tuple[Text, ...]
    rest: Text
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]


class Mailing(Struct, frozen=True):
    """How an edition leaves as a message: outputs `attached` to it, outputs `linked` by their https address.

    `picture` puts the headline chart into the letter. None of it is content: the edition is the same without.
    """

    attached: tuple[str, ...] = ()
    linked: Mapping[str, str] = field(default_factory=dict)
    picture: bool = False


class Document(Struct, frozen=True):
    """Everything an edition says in one language; in its letter also what `changed` since the previous edition.

    `mailing` is None where the edition is written to a folder; its letter then names deck and brief as attached.
    `notices` are what the story might do better. `nodes` are the texts of the story by name, `places` file and line of
    its parts: "section patents", "cover".
    `dividers` says whether a long deck has a slide before each part.
    """

    edition: Edition
    lang: str
    title: Text
    kicker: Text
    subtitle: Text
    cover: Chart | None
    parts: tuple[Part, ...]
    letter: Letter
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    claims: tuple[Claim, ...] = ()
    tested: Tested = field(default_factory=Tested)
    header: Text = ()
    dividers: bool = True
    cover_source_line: Text = ()
    cover_note_line: Text = ()
    cover_note_line_least: Text = ()
    cover_notes: Text = ()
    image_alt: Text = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    notices: tuple[Finding, ...] = ()
    changed: Changed | None = None
    mailing: Mailing | None = None
    nodes: Mapping[str, Node] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def web_address(self) -> str:
        """The address at which its web edition is published; "" where it is not."""
        folder = self.edition.web_folder
        return f"{folder}{self.edition.stem}.{self.lang}.web.html" if folder else ""

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections in order."""
        return tuple(section for part in self.parts for section in part.sections)
