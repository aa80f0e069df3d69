"""The command draft."""

from __future__ import annotations

import datetime as dt
import gc
import shlex
from collections.abc import Mapping, Sequence
from typing import Final, cast

import click

from briefing.cli.options import command, entity_option, lang_option
from briefing.cli.output import CommandOutput, print_findings, progress_bar
from briefing.cli.redraft_command import redraft_again
from briefing.draft.drafting import Draft, draft_project
from briefing.draft.importing import OpenOptions
from briefing.draft.recognition.imported_data import RecognitionOptions
from briefing.draft.recognition.names_of_series import given_names
from briefing.draft.recognition.role_corrections import corrections, date_order, given_period
from briefing.draft.recognition.total_places import given_totals
from briefing.draft.recognition.units_of_series import given_units
from briefing.errors import UsageError

# Options of a first draft alone, by the names of their parameters.
_FIRST_TIME: Final = {
    "roles": "map", "dates": "dates", "period": "period",
    "units": "unit", "names": "name", "totals": "total", "publisher": "publisher",
    "sheet": "sheet", "query": "query", "table": "table",
    "no_build": "no-build",
}  # fmt: skip


@command("briefing draft figures.csv --out mine")
@click.argument("sources", metavar="FILE…|FOLDER|URL", nargs=-1)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(),
    help="Folder of the project; default: named as the file, in small letters with hyphens.",
)
@entity_option
@lang_option
@click.option(
    "--map", "roles", metavar="COLUMN=ROLE", multiple=True, help="What a column is, as Region=entity; may be repeated."
)
@click.option("--dates", metavar="ORDER", help="Of dates as 3/4/2024: day-first or month-first.")
@click.option("--period", metavar="PERIOD", help="Of all values, where the table names none, as 2024 or 2024-03.")
@click.option(
    "--unit",
    "units",
    metavar="[SERIES=]UNIT",
    multiple=True,
    help="The unit of a series, or of all that state none; may be repeated.",
)
@click.option(
    "--name",
    "names",
    metavar="[SERIES=]NAME",
    multiple=True,
    help="What a series is called, or the only one; may be repeated.",
)
@click.option(
    "--total",
    "totals",
    metavar="PLACE[=NAME]",
    multiple=True,
    help="A place that holds the others and is not ranked among them, and what it is called; may be repeated.",
)
@click.option("--publisher", metavar="NAME", default="", help="Who published the figures.")
@click.option("--sheet", metavar="NAME", default="", help="The sheet of a workbook; default: all.")
@click.option("--query", metavar="SQL", default="", help="What is read of a database.")
@click.option("--table", metavar="NAME", default="", help="The table of a database; default: the only one.")
@click.option(
    "--again", is_flag=True, help="Of a project that was edited, and of new files: what its story may change."
)
@click.option("--accept", metavar="ID,…", help="With --again: the pieces to add, as 1,3; data for the new tables.")
@click.option("--no-build", is_flag=True, help="Write the project, and build nothing.")
def draft(
    sources: tuple[str, ...],
    out: str | None,
    entity: str | None,
    languages: tuple[str, ...] | None,
    output: CommandOutput,
    **reading: object,
) -> int:
    """Draft a project from a table, and build it.

    Finds the periods, places, indicators and units of a table (CSV, workbook, JSON, SDMX, Parquet, a database and
    more), writes a project with a first story, and builds it into its folder output. Prints what each column was taken
    for, what was left out, and what is still to be filled in.

    --map corrects what a column is. Of a place: entity, its name; entity_code, its code; entity_value, numbers of
    the place that is the column's head. Of what is measured: indicator, its name in a table with one number a row;
    category, a part of it, as sex or sector, so that each is an indicator of its own; value, the number; unit. Of when:
    period, or year with month or quarter. Besides: qualifier, the signs of bounds, as ≥; status, note, source;
    ignored, to leave it out. COLUMN may be a pattern for several, as 'pop_*'.

    --unit and --publisher answer what a table does not say of its values: --unit 'Visits=thousand', or --unit thousand
    for all series that state none. --name says what a series is called, where a title or a head does not say it well.
    --total names a place that holds the others, as a country does its regions: the edition is of it, and it is compared
    with and never ranked; Total=Altland says what it is called. The list “to fill in” ends with the command that asks
    for them all.

    With --again, briefing draft --again mine [FILE…] says which claims of a project's stories became false or weak on
    its data, or on those of new files, and proposes new sections as numbered pieces; only what --accept names is
    written, and nothing that people wrote changes.
    """
    gc.enable()  # a story is tried several times, and what a try leaves would double the memory
    if reading["again"]:
        given = {"out": out, "entity": entity} | {name: reading[name] for name in _FIRST_TIME if name != "period"}
        if unused := [f"--{_FIRST_TIME.get(name, name)}" for name, value in given.items() if value]:
            what = "a project that is drafted again keeps how its table was read, so the option does nothing"
            raise UsageError(what, unused[0], "leave it out, or draft a new project without --again")
        accepted, period = cast("str | None", reading["accept"]), given_period(reading["period"])
        return redraft_again(sources, accepted, languages, output, dt.date.today(), period)
    if reading["accept"]:
        raise UsageError("pieces are accepted of a project that is drafted again", "--accept", "add --again")
    if not sources:
        raise UsageError("no table is named", fix="name a file, as briefing draft figures.csv")
    options = RecognitionOptions(
        roles=corrections(reading["roles"]),
        dates=date_order(reading["dates"]),
        period=given_period(reading["period"]),
        entity=entity or "",
        languages=languages or (),
        units=given_units(reading["units"]),
        names=given_names(reading["names"]),
        totals=given_totals(reading["totals"]),
        publisher=str(reading["publisher"]).strip(),
        today=dt.date.today(),
        typed=_typed(sources, {"entity": entity, "lang": ",".join(languages or ())} | reading),
    )
    opening = OpenOptions(sheet=str(reading["sheet"]), query=str(reading["query"]), table=str(reading["table"]))
    with progress_bar(silent=output.silent) as progress:
        drafted = draft_project(
            sources, out, reading=opening, options=options, build_it=not reading["no_build"], progress=progress
        )
    if not output.silent:
        print_findings(drafted.findings, machine=False)
    output.show(drafted.as_json(), _report(drafted))
    return 1 if drafted.failed else 0


def _typed(sources: Sequence[str], given: Mapping[str, object]) -> str:
    """Return tables and options as they are typed again, without the folder; nothing of a database, whose address may
    hold a password."""
    if any("://" in source for source in sources):
        return ""
    words = list(sources)
    for name, value in given.items():
        for one in value if isinstance(value, tuple) else [value]:
            words += [f"--{_FIRST_TIME.get(name, name)}", *([str(one)] if one is not True else [])] if one else []
    return shlex.join(words)


def _report(drafted: Draft) -> str:
    """Return what was recognised, for people."""
    data = drafted.data
    lines = []
    for table in dict.fromkeys(item.table for item in data.decisions):
        mine = [item for item in data.decisions if item.table == table]
        wide = min(32, max(len(item.column) for item in mine))
        role = max(len(item.role) for item in mine)
        lines += [table, *(f"  {item.column:<{wide}}  {item.role:<{role}}  {item.reason}" for item in mine[:40])]
        lines += [f"  … and {len(mine) - 40} more columns, which import.toml lists"] if len(mine) > 40 else []
    left_out = [f"{item.where}: {item.reason}" if item.where else item.reason for item in data.omissions]
    listed = {"decided": data.choices, "left out": left_out, "without a value": data.missing}
    for head, texts in (*listed.items(), ("below the table", data.notes)):
        if texts:
            lines += [f"{head}:", *(f"  {text}" for text in texts[:30])]
            lines += [f"  … and {len(texts) - 30} more, which import.toml lists"] if len(texts) > 30 else []
    for head, texts in (("to fill in", data.to_fill), ("files", [str(path) for path in drafted.all_files])):
        lines += [f"{head}:", *(f"  {text}" for text in texts)] if texts else []
    return "\n".join(lines)
