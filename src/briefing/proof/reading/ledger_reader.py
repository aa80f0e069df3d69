"""The rows of a ledger, as its file has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any, Final, Literal, TypeVar

from msgspec import Struct, field

from briefing.proof.periods import Kind, Period, period
from briefing.proof.reading.earlier_formulas import Unreadable, is_plain, parsed
from briefing.proof.reading.formula_trees import Difference, FirstReading, Formula, Product, Value
from briefing.proof.snapshot import Snapshot
from briefing.reuse import digest

T = TypeVar("T")
_MOST_FOUND: Final = 40  # results remembered for a fact; its texts are compared with those of others too
Channel = Literal["text", "notes", "alt", "html", "plain", "pixels"]


class CellLocation(Struct, frozen=True):
    """A cell of the dataset's files: the number of its row, and what that counts (line, row, answer row)."""

    file: str
    kind: str
    number: int
    column: str

    def __str__(self) -> str:
        return f"{self.file}, {self.kind} {self.number}, column {self.column}"


class Record(Struct, frozen=True):
    """An observation or target behind a fact; `cell` is where its value stands; `published` is its own date, "" where
    it has that of its source. `written` is its period: a calendar year by its number, all others as text. `earlier` are
    the readings that it replaced, the newest first."""

    indicator: str
    entity: str
    written: int | str = field(name="period")
    value: float
    qualifier: str
    source: str
    series: str = ""
    status: str = ""
    cell: CellLocation | None = None
    published: str = ""
    earlier: tuple[Record, ...] = ()

    def __post_init__(self) -> None:
        period(self.written)

    @property
    def period(self) -> Period:
        """The period that it is of."""
        return period(self.written)

    @property
    def readings(self) -> tuple[float, ...]:
        """The values that it replaced, the newest first."""
        return tuple(reading.value for reading in self.earlier)


class LedgerFact(Struct, frozen=True, dict=True):
    """A fact of the ledger. `previous` marks a value of the edition before this one; `unit_words` is the unit in the
    language of the edition, where that is another, `format` how its indicator is printed; `better` is "down" where a
    value below its target is the better one. `basis` is what a change is against, `window` the first and the last
    period of what is of several, `written` the period that is the fact itself. `longer` is the frequency that its
    series was brought to, by its name."""

    value: float
    unit: str
    qualifier: str
    formula: str
    observations: tuple[Record, ...] = ()
    targets: tuple[Record, ...] = ()
    notes: tuple[str, ...] = ()
    previous: bool = False
    unit_words: str = ""
    better: str = ""
    format: Mapping[str, int | str | bool] = field(default_factory=dict)
    tree: Formula | None = None
    basis: str = ""
    window: tuple[int | str, int | str] | None = None
    written: int | str | None = field(name="period", default=None)
    longer: Kind | None = None

    def __post_init__(self) -> None:
        for written in (*(self.window or ()), *filter(None, [self.written])):
            period(written)

    @cached_property
    def digest(self) -> bytes:
        """A digest of it all."""
        return digest(self)

    def found(self, kind: str, of: str, inputs: object, check: Callable[[], T]) -> T:
        """Return what `check` finds, remembered with the fact, as editions share most of their facts.

        `of` is the text or the name that it looks at, if any; `inputs` is all else that it depends on: where they are
        not those of the last time it looks again.
        """
        held: tuple[object, T] | None = self._found.get((kind, of))
        if held is None or held[0] != inputs:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            held = self._found[kind, of] = inputs, check()
        return held[1]

    @cached_property
    def _found(self) -> dict[tuple[str, str], tuple[object, Any]]:
        return {}

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Observations and targets."""
        return (*self.observations, *self.targets)

    def read_formula(self) -> Formula | float:
        """Return the formula as a tree, of an earlier ledger from its text. Raises Unreadable if that is no formula."""
        return parsed(self.formula, self.records) if self.tree is None else self.tree

    @cached_property
    def readable_formula(self) -> Formula | float | None:
        """The formula as a tree, None where it cannot be read."""
        with suppress(Unreadable):
            return self.read_formula()
        return None

    @property
    def is_relative_change(self) -> bool:
        """Whether it is a change in percent, as "(a / b − 1) × 100"."""
        match self.readable_formula:
            case Product(of=(Difference(of=(_, 1)), _)):
                return True
        return False

    @property
    def is_published(self) -> bool:
        """Whether it is a value as published, and not one that was worked out."""
        return is_plain(self.formula) if self.tree is None else isinstance(self.tree, Value | FirstReading)


class Place(Struct, frozen=True):
    """Where a text stands: the output, its slide or page from 1 (0: it has none), the element there, the channel.

    The channel is what is seen ("text"), a speaker's notes, an alternative text ("alt"); of an e-mail also what only
    its "html" or its "plain" form has, and what is drawn in a picture ("pixels").
    """

    output: str
    page: int
    element: str
    channel: Channel

    @property
    def at(self) -> str:
        """The place on its page in words."""
        words = {"notes": "notes", "alt": "alt text"}.get(self.channel, "")
        return ", ".join(filter(None, (self.element, words)))

    @property
    def place(self) -> str:
        """The place in words: "slide 4, chart"."""
        word = {"deck": "slide", "data": "sheet"}.get(self.output, "page")
        page = f"{word} {self.page}" if self.page else self.output
        return ", ".join(filter(None, (page, self.at)))


class Use(Place, frozen=True):
    """A fact as printed at a place."""

    text: str
    fact: str


class Term(Place, frozen=True):
    """A numeral that is no fact, at a place, with the reason why it may stand."""

    text: str
    why: str


class Claim(Struct, frozen=True):
    """A sentence and what it was tested with."""

    place: str
    text: str
    expect: str
    holds: bool


class LedgerSource(Struct, frozen=True):
    """A source of the ledger."""

    publisher: str
    title: str
    url: str
    published: str
    read_on: str = ""


class PlannedRows(Struct, frozen=True):
    """Rows of a block of the story: the texts of each stand together, in this order or, where `loose`, in any."""

    rows: tuple[tuple[str, ...], ...]
    loose: bool = False


class PlannedSeries(Struct, frozen=True):
    """A series as composed: its name, and a fact by name for each category, "" where it has none."""

    name: str
    facts: tuple[str, ...]


class PlannedMap(Struct, frozen=True):
    """The places of a map by their codes, one for each category, the bounds of the classes of its values, and the rule
    by which they were found: quantiles, equal or given."""

    codes: tuple[str, ...]
    rule: str
    breaks: tuple[float, ...] = ()


class PlannedSpan(Struct, frozen=True):
    """A difference between two marks of a chart as composed, each end a series and a category; the words of one that is
    `worded` are the story's own."""

    start: tuple[str, str]
    end: tuple[str, str]
    text: str
    worded: bool = False


class PlannedFigure(Struct, frozen=True):
    """What code of a project was given to draw: its call, the texts of the story, and numerals with their reasons."""

    call: str
    texts: tuple[str, ...] = ()
    numbers: dict[str, str] = {}


class PlannedChart(Struct, frozen=True):
    """A chart as composed; `title` stands over one of several, `targets` are the facts of targets by category, of dots
    their medians, `rows` the names of its rows as printed, each of `columns` a head and its cells, `spans` what is
    drawn between its marks. `highlight` is the category of the column that leads, where the story names it.
    """

    kind: str
    title: str = ""
    categories: tuple[str, ...] = ()
    series: tuple[PlannedSeries, ...] = ()
    targets: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    columns: tuple[tuple[str, ...], ...] = ()
    map: PlannedMap | None = None
    spans: tuple[PlannedSpan, ...] = ()
    figure: PlannedFigure | None = None
    highlight: str = ""


class PlanEntry(Struct, frozen=True):
    """What was composed for a part of the story before any file was written: its kind (cover, part, section, letter)
    and id, the outputs it belongs to, its title and the line below it, its other texts, and the numbers with what they
    stand next to."""

    kind: str
    id: str = ""
    outputs: tuple[str, ...] = ()
    title: str = ""
    below: str = ""
    texts: tuple[str, ...] = ()
    groups: tuple[PlannedRows, ...] = ()
    charts: tuple[PlannedChart, ...] = ()

    @property
    def place(self) -> str:
        """The part of the story in words."""
        return f"{self.kind} {self.id}".rstrip()


class LedgerEdition(Struct, frozen=True):
    """The edition of a ledger; hashes are SHA-256 in hex, parameters words or truth values by name; `names` are those
    that claims compared, as "trees.entity". `period` is its first and its last one, `newest` whether the newest data
    decide on the last; an early ledger has none. `allow_code` says that code of the project may have drawn figures."""

    slug: str
    lang: str
    as_of: str
    content_hash: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str | bool] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    period: tuple[int | str, int | str] | None = None
    newest: bool = False
    allow_code: bool = False

    def __post_init__(self) -> None:
        for written in self.period or ():
            period(written)

    @property
    def bounds(self) -> tuple[Period, Period] | None:
        """Its first and its last period."""
        return (period(self.period[0]), period(self.period[1])) if self.period else None


class Ledger(Struct, frozen=True, dict=True):
    """A ledger as read, in the form of the newest version. `snapshots` are of the files that were built, `plan` is what
    was composed; an early ledger has none.

    `sealed` is whether the seal is that of what the ledger holds.
    """

    edition: LedgerEdition
    facts: Mapping[str, LedgerFact]
    uses: tuple[Use, ...]
    terms: tuple[Term, ...]
    claims: tuple[Claim, ...]
    sources: Mapping[str, LedgerSource]
    version: int = 1
    seal: str = ""
    snapshots: tuple[Snapshot, ...] = ()
    sealed: bool = False
    plan: tuple[PlanEntry, ...] = ()

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The observations and targets of all facts, each once, as very many facts rest on the same ones."""
        return tuple({id(record): record for fact in self.facts.values() for record in fact.records}.values())

    @cached_property
    def facts_digest(self) -> bytes:
        """A digest of all facts and their names."""
        return digest([(name, fact.digest) for name, fact in self.facts.items()])
