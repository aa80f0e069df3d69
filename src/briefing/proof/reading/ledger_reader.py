"""The rows of a ledger, as its file has them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any, Literal

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from briefing.errors import DISTRIBUTION
from briefing.proof.periods import Kind, Period, kind_of, period
from briefing.proof.reading.earlier_formulas import Unreadable, is_plain, parsed
from briefing.proof.reading.earlier_ledgers import facts_in_newest_form, in_newest_form, record_in_newest_form
from briefing.proof.reading.formula_trees import Difference, FirstReading, Formula, Product, Value
from briefing.proof.snapshot import Snapshot
from briefing.reuse import digest, reused

Channel = Literal["text", "notes", "alt", "html", "plain", "pixels"]
_MOST_BYTES = 20_000_000
_BY = re.compile(r"\.by\('([\w-]+)'\)")
_NEWEST = 4  # of the versions that this package writes


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
    drawn between its marks.
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
    def facts_digest(self) -> bytes:
        """A digest of all facts and their names."""
        return digest([(name, fact.digest) for name, fact in self.facts.items()])


class LaterVersion(ValueError):
    """The ledger is of a later version of this package, so that what it holds is not known here."""

    fix = f"install that version: pip install --upgrade {DISTRIBUTION}"


def ledger(data: bytes) -> Ledger:
    """Return a ledger. Raises ValueError with the place in the file if it is none, LaterVersion if it is of a later
    package."""
    if len(data) > _MOST_BYTES:
        raise ValueError(f"it has {len(data) // 1_000_000} MB, a ledger at most {_MOST_BYTES // 1_000_000}")
    try:
        content = _DECODER.decode(data)
        if msgspec.convert(content.get("version", 1), int) > _NEWEST:
            raise LaterVersion(f"it is of a later version of {DISTRIBUTION}")
        sealed = bool(content.get("seal")) and content["seal"] == _seal(content)
        content["facts"] = {}  # they take most of the room, and are read from the file
        written = bytes(msgspec.json.decode(data, type=_WrittenFacts).facts)  # the same in editions of several days
        facts = reused("ledger-facts", (written,), lambda: _facts(written))
        found = msgspec.convert({**in_newest_form(content), "sealed": sealed}, type=Ledger)
        return replace(found, facts=facts)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


class _WrittenFacts(Struct):
    """The facts of a ledger as they stand in its file."""

    facts: msgspec.Raw


class _WrittenFact(LedgerFact, frozen=True):
    """A fact whose records are as they stand in the file: many facts have the same ones, and each is read once."""

    observations: tuple[msgspec.Raw, ...] = ()  # type: ignore[assignment]
    targets: tuple[msgspec.Raw, ...] = ()  # type: ignore[assignment]


class _Facts(Struct, frozen=True):
    """The facts of a ledger."""

    facts: Mapping[str, LedgerFact]


def _facts(written: bytes) -> Mapping[str, LedgerFact]:
    """Return the facts of a ledger of any version by name, as they stand in it."""
    records: dict[bytes, Record] = {}
    try:
        each = msgspec.json.decode(written, type=dict[str, msgspec.Raw])
        return {name: _fact(name, bytes(fact), records) for name, fact in each.items()}
    except (msgspec.ValidationError, AttributeError, TypeError):  # read the whole, which says where it is malformed
        content = facts_in_newest_form({"facts": _VALUES.decode(written)})
        found = msgspec.convert(content, type=_Facts).facts
        return {name: replace(fact, longer=_longer(name)) for name, fact in found.items()}


def _fact(name: str, written: bytes, records: dict[bytes, Record]) -> LedgerFact:
    held = _FACT.decode(written)
    values = {key: getattr(held, key) for key in LedgerFact.__struct_fields__}
    for key in ("observations", "targets"):
        values[key] = tuple(_record(bytes(record), records) for record in values[key])
    values["longer"] = _longer(name)
    fact = LedgerFact(**values)
    fact.__dict__["digest"] = digest(written, fact.longer)  # which takes a quarter of the time to read one
    return fact


def _record(written: bytes, records: dict[bytes, Record]) -> Record:
    found = records.get(written)
    if found is None:
        content = record_in_newest_form(msgspec.json.decode(written))
        found = records[written] = msgspec.convert(content, type=Record)
    return found


def _longer(name: str) -> Kind | None:
    """Return the frequency that the series of a fact was brought to, where the fact's name has one."""
    found = _BY.search(name)
    return None if found is None else kind_of(found[1])


def _seal(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 in hex of all that a ledger holds but its seal, whatever its order and its spaces."""
    sealed = {key: value for key, value in content.items() if key != "seal"}
    return hashlib.sha256(msgspec.json.encode(sealed, order="sorted")).hexdigest()


def _number(text: str) -> float:
    """Return a number with a point or a power; a whole one as an int, as programs write it that drop the point."""
    value = float(text)
    return int(value) if value.is_integer() else value


_DECODER = msgspec.json.Decoder(dict[str, Any], float_hook=_number)
_VALUES = msgspec.json.Decoder(float_hook=_number)
_FACT = msgspec.json.Decoder(_WrittenFact)
