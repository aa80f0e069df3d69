"""What was recognised of one table or several: all that a project's folder needs, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd
from msgspec import Struct, field

from briefing.draft.raw_table import Omission, Role, StatedSource
from briefing.draft.recognition.time_texts import DateOrder

# The columns of `ImportedData.observations`, as of observations.csv.
OBSERVED = ("indicator_id", "entity", "period", "value", "qualifier", "status", "note")


class RecognitionOptions(Struct, frozen=True):
    """What a caller decides: roles by column, the order of dates, the period of all values where the table names none,
    the place, the languages, units by series, that of "" being the one of all series without, names by series, places
    that hold others with what they are called, if it is something else, and the publisher. Values
    of periods that begin after `today` are left out."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    by_pattern: frozenset[str] = frozenset()  # columns whose role a pattern gives, as "*"
    dates: DateOrder = ""
    period: str = ""
    entity: str = ""
    languages: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    totals: Mapping[str, str] = field(default_factory=dict)
    publisher: str = ""
    today: dt.date | None = None
    typed: str = ""  # tables and options as they were typed, which a command that is proposed repeats


class ColumnDecision(Struct, frozen=True):
    """What a column of a table was taken for, and why."""

    table: str
    column: str
    role: Role
    reason: str


class DraftIndicator(Struct, frozen=True):
    """An indicator as it was recognised; `key` is its id and its short name. `decimals` is None where the values say
    how many there are."""

    key: str
    name: str
    unit: str
    frequency: str
    kind: str = ""
    definition: str = ""
    decimals: int | None = None
    series: str = ""  # what divides it from others in the table: the head of its values, texts of categories
    place: str = ""  # where the edition's place has no value
    scale: tuple[str, int] = ("", 0)  # in which large values are printed, and with how many decimals
    adjustment: str = ""  # for seasons, as the table says
    median: bool = False  # whether the median of all places is a short name too


class DraftPlace(Struct, frozen=True):
    """A place or what stands for one: its name in the table, its code on maps, its names by language."""

    name: str
    code: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


class ImportedData(Struct, frozen=True):
    """All that was recognised. `period` is how briefing.toml writes the edition's; `totals` are places that hold
    others; `things` is what the places are called, by language, if they are none.

    `missing` are values that the table has for other places or indicators, by indicator. `to_fill` says what the tables
    do not say and somebody must fill in, `notes` what stood below them.
    """

    title: str
    slug: str
    entity: str
    period: str
    languages: tuple[str, ...]
    indicators: tuple[DraftIndicator, ...]
    observations: pd.DataFrame
    places: tuple[DraftPlace, ...]
    source: StatedSource
    file: str
    dates: DateOrder = ""
    totals: tuple[str, ...] = ()
    things: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[ColumnDecision, ...] = ()
    choices: tuple[str, ...] = ()
    omissions: tuple[Omission, ...] = ()
    missing: tuple[str, ...] = ()
    to_fill: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
