"""What publishers have published: indicators, observations, targets, breaks, statements, milestones, sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Final, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.model.format import PLAIN, Format
from briefing.model.period import YEAR, Frequency, Period

Qualifier = Literal["=", "≈", "≥", "≤"]
# Codes of SDMX's CL_OBS_STATUS that a value may have; those that say why there is none stand in rows without a value.
Status = Literal["A", "B", "D", "E", "F", "G", "I", "J", "K", "N", "P", "S", "U", "V", "W"]
Missing = Literal["H", "L", "M", "O", "Q"]
# SDMX's CL_SEASONAL_ADJUST: not adjusted, seasonally, by working days, by both, trend; "" where the table says nothing.
Adjustment = Literal["", "N", "S", "W", "Y", "T"]
WITHOUT_SEASON: Final = frozenset({"S", "Y", "T"})
# What makes one value of a longer period of those of the shorter ones in it; "" where nothing does.
Aggregation = Literal["", "sum", "mean", "end"]
Effect = Literal["refuse", "disclose"]


# The kind of an indicator whose values are of different days within their years: printed, never compared.
WITHIN_YEAR: Final = "reading within a year"


class Indicator(Struct, frozen=True):
    """What is measured. `names` is by language code; `decimals` is the published precision, `precision` the same where
    the table says it: no value is printed with more. `format` is how values are printed, as far as the table says.

    `units` is the unit's words in other languages; where it is counted by something, as 件/万人. `frequency` is that of
    its series, None where only their periods say it. `lag_days` is after how many days a value is published whose row
    and source have no date.
    """

    id: str
    names: Mapping[str, str]
    unit: str
    kind: str = ""
    direction: str = ""
    definition: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    precision: int | None = None
    format: Format = PLAIN
    frequency: Frequency | None = None
    adjustment: Adjustment = ""
    lag_days: int | None = None
    aggregation: Aggregation = ""

    def name(self, lang: str) -> str:
        """The name in a language, else in English."""
        return self.names.get(lang) or self.names.get("en") or self.id


class CellLocation(Struct, frozen=True, array_like=True, gc=False):
    """Where a cell stands in the dataset: its file, the number of its row and what that counts, its column."""

    file: str
    kind: Literal["line", "row", "answer row"]
    number: int
    column: str

    def __str__(self) -> str:
        return f"{self.file}, {self.kind} {self.number}, column {self.column}"


PART_YEAR: Final = "part_year"


class Observation(Struct, frozen=True, array_like=True, gc=False):
    """A value as one source published it. `cell` is where it stands.

    `decimals` is how many were published (132.0 has one); None means as many as the number's shortest form.
    `notes` are the note in other languages. `published` is when the value itself was, as ISO year, month, day or
    moment; empty: when its source was. `earlier` are the readings of the same source that it replaced, its vintages,
    newest first.
    """

    indicator: str
    entity: str
    period: Period
    value: float
    unit: str
    source: str
    series: str = "official"
    qualifier: Qualifier = "="
    status: Status = "A"
    preferred: bool = True
    note: str = ""
    cell: CellLocation | None = None
    decimals: int | None = None
    published: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    adjustment: Adjustment = ""
    earlier: tuple[Observation, ...] = ()

    @property
    def remark(self) -> str:
        """Its status, of a reading within the year "part_year", which its publisher need not revise; "" if as usual."""
        if self.status == "P" and self.period.frequency.partial:
            return PART_YEAR
        return "" if self.status == "A" else self.status

    def note_in(self, lang: str) -> str:
        """The note in a language, else as it is."""
        return dict(self.notes).get(lang, self.note)


class Gap(Struct, frozen=True):
    """A period without a value, as the publisher says; `status` is the reason, `published` when that was published."""

    indicator: str
    entity: str
    series: str
    period: Period
    status: Missing
    source: str = ""
    note: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    published: str = ""


class Target(Struct, frozen=True, array_like=True, gc=False):
    """A published target; never an observation. `cell` is where its value stands."""

    indicator: str
    entity: str
    period: Period
    value: float
    source: str
    qualifier: Qualifier = "="
    note: str = ""
    cell: CellLocation | None = None


class Break(Struct, frozen=True):
    """A break between two periods of a series: `refuse` forbids comparing across it, `disclose` forces a note.

    `reasons` are the reason in other languages.
    """

    indicator: str
    entity: str
    series: str
    before: Period
    after: Period
    effect: Effect
    reason: str
    source: str
    reasons: Mapping[str, str] = field(default_factory=dict)


class Statement(Struct, frozen=True):
    """What is no number: a quotation, a list (`items`), a claim; `text` is verbatim, in the language `lang`."""

    id: str
    kind: str
    text: str
    source: str
    speaker: str = ""
    period: Period | None = None
    note: str = ""
    lang: str = "en"

    @property
    def items(self) -> tuple[str, ...]:
        """The entries of a list statement, verbatim."""
        return tuple(part.strip() for part in self.text.split("|"))


class Milestone(Struct, frozen=True):
    """A dated event; `date` is a year, a month or a day in ISO form."""

    date: str
    title: str
    source: str
    detail: str = ""


class Source(Struct, frozen=True):
    """A publication. `published` is a year, a month or a day in ISO form, empty for what has no date; `read_on` is
    when it was read; `short` is the name for source lines.

    `shorts` are the same name in other languages. `primary` is who issued the figures, where the publisher passes them
    on; `primaries` in other languages. `titles` are translations of the title by language.
    """

    id: str
    publisher: str
    title: str
    published: str
    url: str = ""
    short: str = ""
    shorts: Mapping[str, str] = field(default_factory=dict)
    read_on: str = ""
    primary: str = ""
    primaries: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name for source lines."""
        return self.short or self.publisher

    @property
    def year(self) -> str:
        """The year of publication; "" for what has no date."""
        return self.published[:4]

    def seen_by(self, day: dt.date) -> Source:
        """Return it without a reading date that comes after a day."""
        later = self.read_on[:10] > day.isoformat()[: len(self.read_on)]
        return replace(self, read_on="") if later else self

    def continued_to(self, periods: Collection[Period], *, dated: bool = False) -> Period | None:
        """Return the newest of the periods whose values it gives, if it has no date of its own as it is continued;
        None of any other, as of yearly values that are `dated` themselves."""
        if self.published or not periods or (dated and all(period.frequency == YEAR for period in periods)):
            return None
        return max(periods, key=lambda period: period.chronological)


class Dataset(Struct, frozen=True):
    """All tables of a project. `inputs` maps each file name to its SHA-256.

    `places` has the names of entities by language, `codes` their codes on maps. `gaps` are the periods that have no
    value and a reason for it.
    """

    indicators: Mapping[str, Indicator]
    observations: tuple[Observation, ...]
    sources: Mapping[str, Source]
    targets: tuple[Target, ...] = ()
    breaks: tuple[Break, ...] = ()
    statements: Mapping[str, Statement] = field(default_factory=dict)
    milestones: tuple[Milestone, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)

    def in_language(self, lang: str) -> Dataset:
        """Return the dataset with the names of its sources and the reasons of its breaks in a language, where known."""
        if not any(lang in item.shorts or lang in item.primaries for item in self.sources.values()) and not any(
            lang in item.reasons for item in self.breaks
        ):
            return self
        sources = {
            key: replace(item, short=item.shorts.get(lang, item.short), primary=item.primaries.get(lang, item.primary))
            for key, item in self.sources.items()
        }
        breaks = tuple(replace(item, reason=item.reasons.get(lang, item.reason)) for item in self.breaks)
        return replace(self, sources=sources, breaks=breaks)
