"""Which columns of a wide table hold its values: those headed by periods, or those headed by indicators or places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from briefing.errors import InputError
from briefing.model.period import EARLIEST, LATEST, YEAR, Frequency, Period
from briefing.model.period_choice import PeriodChoice, resolve
from briefing.model.period_notation import NotationError, parse_period
from briefing.read.report import suggest
from briefing.read.source_table import SourceTable
from briefing.read.table_columns import TABLES


class Wide(Struct, frozen=True):
    """How values stand next to each other: `periods` are those of the columns headed by periods that are read, all of
    them where it is None; or `heads` are the columns that are headed by what `across` names, with a column of periods.
    """

    periods: PeriodChoice | None = None
    across: str = "period"
    heads: tuple[str, ...] = field(default_factory=tuple)

    def columns(self, table: SourceTable) -> tuple[list[str], list[str]]:
        """Return the columns of a table that hold its values, and those that hold for the whole of a row.

        InputError where a head is missing or none fits.
        """
        if self.across == "period":
            headed = {name: period for name in table.columns if (period := _period(name)) is not None}
            return _chosen(table, headed, self.periods), [name for name in table.columns if name not in headed]
        for name in self.heads:
            if name not in table.columns:
                what = f"there is no column {name!r}, which `across` names"
                raise InputError(what, table.top, suggest(name, table.columns, "columns"))
        known = TABLES["observations"].known
        return list(self.heads), [name for name in table.columns if known(name) and name not in self.heads]


def _chosen(table: SourceTable, headed: Mapping[str, Period], choice: PeriodChoice | None) -> list[str]:
    """Return the columns headed by the periods of a choice, in their order; all of one frequency without it."""
    usual = _frequency(headed.values(), choice, table)
    of_usual = {name: period for name, period in headed.items() if period.frequency == usual}
    try:
        first, last = resolve(choice, of_usual.values(), usual) if choice is not None else _ends(of_usual)
    except NotationError as error:
        raise InputError(str(error), table.top, error.fix) from None
    chosen = [name for name, period in of_usual.items() if first <= period <= last]
    if not chosen:
        what = f"no column is headed by a {first.frequency} from {first} to {last}"
        example = max(first, Period.year(2014)) if first.frequency == YEAR else first
        raise InputError(what, table.top, f"head the columns {example}, {example + 1}, …")
    return sorted(chosen, key=headed.__getitem__)


def _period(head: str) -> Period | None:
    """The period that heads a column; None for the name of one, and for a number that is no year, as 20."""
    if not re.search("[0-9]{4}", head):
        return None
    try:
        return parse_period(head)
    except NotationError:
        return None


def _frequency(periods: Iterable[Period], choice: PeriodChoice | None, table: SourceTable) -> Frequency:
    """Return the frequency of the heads that are read: the one that is chosen, else years, else the only one."""
    if choice is not None and (choice.first is not None or choice.frequency is not None):
        return choice.frequency or (choice.first.frequency if choice.first is not None else YEAR)
    frequencies = {period.frequency for period in periods}
    if YEAR in frequencies or len(frequencies) <= 1:
        return YEAR if YEAR in frequencies else next(iter(frequencies), YEAR)
    units = " and by ".join(f"{unit}s" for unit in sorted(map(str, frequencies)))
    fix = 'choose, as wide = { periods = { last = 24, frequency = "month" } }'
    raise InputError(f"columns are headed by {units}", table.top, fix)


def _ends(headed: Mapping[str, Period]) -> tuple[Period, Period]:
    return min(headed.values(), default=EARLIEST), max(headed.values(), default=LATEST)
