"""The rows of a ledger, as its file has them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from briefing.errors import DISTRIBUTION
from briefing.proof.snapshot import Snapshot

_MOST_BYTES = 20_000_000
_NEWEST = 3  # of the versions that this package writes


class Cell(Struct, frozen=True):
    """An observation or target behind a fact; `cell` is where its value stands in the dataset's files;
    `published` is its own date, "" where it has that of its source."""

    indicator: str
    entity: str
    year: int
    value: float
    qualifier: str
    source: str
    series: str = ""
    status: str = ""
    cell: str = ""
    published: str = ""


class LedgerFact(Struct, frozen=True):
    """A fact of the ledger. `previous` marks a value of the edition before this one; `unit_words` is the unit in the
    language of the edition, where that is another, `format` how its indicator is printed; `better` is "down" where a
    value below its target is the better one."""

    value: float
    unit: str
    qualifier: str
    formula: str
    observations: tuple[Cell, ...] = ()
    targets: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()
    previous: bool = False
    unit_words: str = ""
    better: str = ""
    format: Mapping[str, int | str | bool] = field(default_factory=dict)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Observations and targets."""
        return (*self.observations, *self.targets)


class Use(Struct, frozen=True):
    """A fact as printed at a place."""

    output: str
    place: str
    text: str
    fact: str


class Term(Struct, frozen=True):
    """A numeral that is no fact, at a place, with the reason why it may stand."""

    output: str
    place: str
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


class PlannedChart(Struct, frozen=True):
    """A chart as composed; `title` stands over one of several, `targets` are the facts of targets by category, `rows`
    the names of its rows as printed, each of `columns` a head and its cells."""

    kind: str
    title: str = ""
    categories: tuple[str, ...] = ()
    series: tuple[PlannedSeries, ...] = ()
    targets: tuple[str, ...] = field(default=(), name="aims")
    rows: tuple[str, ...] = ()
    columns: tuple[tuple[str, ...], ...] = ()


class PlanEntry(Struct, frozen=True):
    """What was composed for a place of the story, as "section trees", before any file was written: the outputs it
    belongs to, its title and the line below it, its other texts, and the numbers with what they stand next to."""

    place: str
    outputs: tuple[str, ...] = ()
    title: str = ""
    below: str = ""
    texts: tuple[str, ...] = ()
    groups: tuple[PlannedRows, ...] = ()
    charts: tuple[PlannedChart, ...] = ()


class LedgerEdition(Struct, frozen=True):
    """The edition of a ledger; hashes are SHA-256 in hex, parameters words or truth values by name; `names` are those
    that claims compared, as "trees.entity"."""

    slug: str
    lang: str
    as_of: str
    content_hash: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str | bool] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


class Ledger(Struct, frozen=True):
    """A ledger as read. The first version had no `version`, no `seal` and no `snapshots` of the files that were built;
    the second had no `plan` of what was composed.

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


class _Head(Struct):
    version: int = 1


class LaterVersion(ValueError):
    """The ledger is of a later version of this package, so that what it holds is not known here."""

    fix = f"install that version: pip install --upgrade {DISTRIBUTION}"


def ledger(data: bytes) -> Ledger:
    """Return a ledger. Raises ValueError with the place in the file if it is none, LaterVersion if it is of a later
    package."""
    if len(data) > _MOST_BYTES:
        raise ValueError(f"it has {len(data) // 1_000_000} MB, a ledger at most {_MOST_BYTES // 1_000_000}")
    try:
        if msgspec.json.decode(data, type=_Head).version > _NEWEST:
            raise LaterVersion(f"it is of a later version of {DISTRIBUTION}")
        found = msgspec.json.decode(data, type=Ledger)
        return replace(found, sealed=bool(found.seal) and found.seal == _seal(data))
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def _seal(data: bytes) -> str:
    """Return the SHA-256 in hex of all that a ledger holds but its seal, whatever its order and its spaces."""
    held = msgspec.json.Decoder(float_hook=_number).decode(data)
    held.pop("seal", None)
    return hashlib.sha256(msgspec.json.encode(held, order="sorted")).hexdigest()


def _number(text: str) -> float:
    """Return a number with a point or a power; a whole one as an int, as programs write it that drop the point."""
    value = float(text)
    return int(value) if value.is_integer() else value
