"""Names of series that a user gives after --name."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.given_for_series import by_series, meant_series, no_series
from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from briefing.draft.recognition.printed_names import says_something, slug_of, title_of
from briefing.draft.recognition.series_naming import SeriesName, kind_of, title_of_table
from briefing.draft.recognition.series_of_rows import SeriesRows
from briefing.errors import Finding, InputError

_OPTION: Final = "--name"


def given_names(words: object) -> dict[str, str]:
    """Return names by series, given as SERIES=NAME; that of the only series stands under "". UsageError for others."""
    return by_series(words, _OPTION, "name", "Bicycle trips")


def with_names(
    names: Mapping[str, SeriesName], heads: Mapping[str, str], given: Mapping[str, str]
) -> dict[str, SeriesName]:
    """Return series with the names that are given. InputError for one of no series, or of several, which would be alike
    then."""
    found = dict(names)
    printed = {series: item.name for series, item in names.items()}
    findings = []
    for words, name in given.items():
        mine = meant_series(words, printed, heads) if words else list(names)
        if len(mine) == 1:
            own = names[mine[0]]
            found[mine[0]] = replace(own, name=name, kind=own.kind or kind_of(own.unit, name))
        elif mine:
            which = ", ".join(f"--name {shlex.quote(f'{printed[one]}={name}')}" for one in mine[:2])
            findings.append(
                Finding(_OPTION, f"{name!r} would be the name of {len(mine)} series", f"write one, as {which}")
            )
        else:
            findings.append(no_series(_OPTION, words, [*printed.values()]))
    taken = [item.name for item in found.values()]
    findings += [
        Finding(_OPTION, f"{name!r} is the name of another series too", "give another name")
        for name in given.values()
        if not findings and taken.count(name) > 1
    ]
    if findings:
        raise InputError(findings)
    return found


def title_of_tables(found: Sequence[tuple[RawTable, SeriesRows]]) -> str:
    """Return the title of an edition: that of its first table; where that has none, the name of its file, if that says
    something and is the only one, else of the only series, the folder or the only sheet."""
    table, files = found[0][0], {table.file for table, _ in found}
    names = {item.name for _, rows in found for item in rows.names.values()}
    if table.title or (len(files) == 1 and says_something(table.file)):
        return title_of_table(table)
    if len(names) == 1:
        return names.pop()
    if len(files) > 1 and says_something(table.folder):
        return title_of(table.folder)
    return title_of_table(table if len(found) == 1 else replace(table, part=""))


def with_name_as_title(data: ImportedData, options: RecognitionOptions, table: RawTable) -> ImportedData:
    """Return data whose only series was given a name with that as their title, where the table states none: it would
    be the name of the file."""
    name = data.indicators[0].name
    if table.title or not options.names or len(data.indicators) > 1 or data.entity == data.title:
        return data
    return replace(data, title=name, slug=slug_of(name))
