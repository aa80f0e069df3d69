"""What a user says of columns, as typed after --map, --dates and --period."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Final, cast, get_args

from briefing.draft.raw_table import RawTable, Role
from briefing.draft.recognition.time_texts import DateOrder, one_period
from briefing.errors import Finding, InputError, UsageError

ROLES: Final[tuple[Role, ...]] = get_args(Role)
_SHOWN: Final = 8  # heads of columns in a message
_ORDERS: Final[Mapping[str, DateOrder]] = {"": "", "day-first": "day first", "month-first": "month first"}


def corrections(words: object) -> dict[str, Role]:
    """Return the roles of columns that are given as COLUMN=ROLE; UsageError with all that are none."""
    found: dict[str, Role] = {}
    wrong = []
    for word in cast("Iterable[str]", words):
        column, sign, role = word.rpartition("=")
        if not sign or not column:
            wrong.append(Finding("--map", f"{word!r} names no role", f"write it as {word or 'Region'}=entity"))
        elif role not in ROLES:
            wrong.append(Finding("--map", f"{role!r} is no role of a column", f"write one of: {', '.join(ROLES)}"))
        elif found.setdefault(column, role) != role:
            wrong.append(Finding("--map", f"{column!r} is given twice", "give it one role"))
    if wrong:
        raise UsageError(wrong)
    return found


def roles_of_heads(
    tables: Sequence[RawTable], roles: Mapping[str, Role], renamed: Mapping[str, str] = MappingProxyType({})
) -> tuple[dict[str, Role], frozenset[str]]:
    """Return roles by the heads of tables, and which heads have theirs by a pattern: that of "pop_*" holds for all
    heads that it matches and that are not given by name. `renamed` are heads of files that are others in the tables:
    either may be given. InputError names what matches none, and roles that are none.
    """
    heads = list(dict.fromkeys(str(name) for table in tables for name in table.frame.columns))
    roles = {column if column in heads else renamed.get(column, column): role for column, role in roles.items()}
    findings = []
    found: dict[str, Role] = {}
    by_pattern: set[str] = set()
    for column, role in roles.items():
        of_files = {new for old, new in renamed.items() if fnmatchcase(old, column)}
        alike = [head for head in heads if fnmatchcase(head, column) or head in of_files]
        matched = [column] if column in heads else alike
        found |= {head: role for head in matched if head == column or head not in roles}
        by_pattern |= {head for head in matched if head not in roles}
        if not matched:
            near = difflib.get_close_matches(column, heads, 1)
            shown = f"{', '.join(heads[:_SHOWN])}{' …' if len(heads) > _SHOWN else ''}"
            fix = f"did you mean {near[0]!r}?" if near else f"write one of the columns: {shown}"
            findings.append(Finding("--map", f"there is no column {column!r}", fix))
        if role not in ROLES:
            findings.append(Finding("--map", f"{role!r} is no role of a column", f"write one of: {', '.join(ROLES)}"))
    if findings:
        raise InputError(findings)
    return found, frozenset(by_pattern)


def date_order(word: object) -> DateOrder:
    """Return which of day and month stands first; UsageError for another word."""
    text = str(word or "")
    if text not in _ORDERS:
        raise UsageError(f"{text!r} is no order of dates", "--dates", "write day-first or month-first")
    return _ORDERS[text]


def given_period(word: object) -> str:
    """Return the period of all values, as typed; UsageError for what is none."""
    text = str(word or "")
    if text and one_period(text) is None:
        raise UsageError(f"{text!r} is no period", "--period", "write it as 2024, 2024-Q1 or 2024-03")
    return text
