"""Convert table rows to recipients; report all errors at once, with file, line and column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from briefing.dispatch.addresses import line_flaw, name_fix, name_flaw, parse_address, recipient_key
from briefing.dispatch.models import Recipient
from briefing.dispatch.recipients.recipient_table import load
from briefing.dispatch.settings import DispatchSettings
from briefing.errors import InputError
from briefing.model.edition import LANGUAGE
from briefing.pipeline.outputs import ATTACHABLE
from briefing.read.cells import Cells
from briefing.read.characters import flaw
from briefing.read.files import missing_file_fix
from briefing.read.report import Report, nearest_name, suggest
from briefing.read.source_table import SourceTable

COLUMNS: Final[Mapping[str, str]] = {
    "address": "The address; it may stand again with another language, place or period.",
    "name": "The name in the message.",
    "groups": "The groups that `to` names; several with semicolons.",
    "language": "The language of the edition; without it the project's first.",
    "outputs": "What is attached; several with semicolons. Without it, what `mail.attach` says.",
    "entity": "The place of the edition, where it is not the project's.",
    "period": "The periods of the edition, where they are not the project's.",
}
_GROUP = re.compile(r"[^@,]{1,60}")


def read_recipients(settings: DispatchSettings, project: Path) -> tuple[Recipient, ...]:
    """Return a project's recipients in the order of the table; raise InputError with every error.

    An address may occur again with another language, entity or period, and gets both editions.
    """
    report = Report()
    _check_file(settings, project)
    table = load(settings.table, project, report)
    _check_columns(table, report)
    seen: dict[tuple[object, ...], int] = {}
    found = []
    for row in table.rows:
        cells = _RecipientCells(table, row, report)
        recipient = _recipient(cells, settings, project)
        if cells.good and _is_first(recipient, cells, seen):
            found.append(recipient)
    report.stop_if_any()
    return tuple(found)


def _check_file(settings: DispatchSettings, project: Path) -> None:
    """Raise InputError for a table that is not there, with what it would hold."""
    path = project / settings.table.file
    if not settings.table.query and path.parent == project and not path.exists():
        fix = missing_file_fix(path)
        if not fix.startswith("rename"):
            others = ", ".join(column for column in COLUMNS if column != "address")
            fix = f"write it with the head address, and as many of {others} as you need, and a line for each recipient"
        raise InputError("the file is missing", path.as_posix(), fix)


def _check_columns(table: SourceTable, report: Report) -> None:
    where = f"{table.path}, line 1"
    unknown = [column for column in table.columns if column not in COLUMNS]
    absent = [column for column in COLUMNS if column not in table.columns]
    if "address" in absent:
        near = nearest_name("address", unknown)
        report.add(where, "the column 'address' is missing", f"rename {near!r}" if near else "add it")
    for column in unknown:
        near = nearest_name(column, absent)
        fix = f"did you mean {near!r}?" if near else f"delete it; columns: {', '.join(COLUMNS)}"
        report.add(f"{where}, column {table.heads.get(column, column)}", "this column is unknown", fix)
    if "address" in absent:
        report.stop_if_any()  # every row would lack one


class _RecipientCells(Cells):
    """The cells of a row; one with a refused character counts as empty, as reading has reported it."""

    def text(self, column: str, default: str = "") -> str:
        value = self.row.cells.get(column, "")
        if flaw(value):
            self.good = False
            return default
        if found := line_flaw(value):
            self.reject(column, f"{found} is in the cell", "write it on one line")
            return default
        return value or default

    def items(self, column: str) -> tuple[str, ...]:
        """Return the distinct parts of a cell between semicolons."""
        parts = (part.strip() for part in self.text(column).split(";"))
        return tuple(dict.fromkeys(part for part in parts if part))


def _recipient(cells: _RecipientCells, settings: DispatchSettings, project: Path) -> Recipient:
    return Recipient(
        address=_address(cells),
        name=_name(cells),
        groups=_groups(cells),
        lang=_language(cells, project),
        outputs=_outputs(cells, settings),
        entity=cells.text("entity"),
        period=period.notation if (period := cells.period_choice("period")) is not None else None,
        where=f"{cells.table.path}, line {cells.line}",
    )


def _address(cells: _RecipientCells) -> str:
    good = cells.good
    text = cells.text("address")
    if not text:
        if cells.good == good and not cells.row.cells.get("address"):
            cells.reject("address", "the cell is empty", "fill it or delete the row")
        return ""
    try:
        return parse_address(text)
    except InputError as error:
        cells.reject("address", error.findings[0].what, error.findings[0].fix)
        return ""


def _name(cells: _RecipientCells) -> str:
    name = cells.text("name")
    if found := name_flaw(name):
        cells.reject("name", f"{found} is in the name", name_fix(name))
    return name


def _groups(cells: _RecipientCells) -> tuple[str, ...]:
    groups = cells.items("groups")
    for group in groups:
        if not _GROUP.fullmatch(group):
            parts = [part.strip() for part in group.split(",") if part.strip()]
            several = len(parts) > 1 and all(map(_GROUP.fullmatch, parts))
            fix = f"write {'; '.join(parts)}" if several else "write words without @, at most 60 characters"
            cells.reject("groups", f"{group[:80]!r} is not the name of a group", fix)
    return groups


def _language(cells: _RecipientCells, project: Path) -> str:
    language = cells.text("language")
    if language and not re.fullmatch(LANGUAGE, language):
        cells.reject("language", f"{language[:60]!r} is not a language", "write its code, as en or zh")
    elif language and not (project / f"story.{language}.yaml").is_file():
        cells.reject("language", f"the story of the language {language!r} is missing", f"write story.{language}.yaml")
    return language


def _outputs(cells: _RecipientCells, settings: DispatchSettings) -> tuple[str, ...]:
    named = cells.items("outputs")
    for output in named:
        if output not in ATTACHABLE:
            fix = suggest(output, ATTACHABLE, "write one or both of")
            cells.reject("outputs", f"{output[:60]!r} is nothing that can be attached", fix)
    return tuple(output for output in ATTACHABLE if output in named) or settings.attach


def _is_first(recipient: Recipient, cells: _RecipientCells, seen: dict[tuple[object, ...], int]) -> bool:
    """Return whether this is the first row with this address and edition; nobody gets one twice."""
    first = seen.setdefault(recipient_key(recipient), cells.line)
    if first == cells.line:
        return True
    what = f"{recipient.address} is in line {first} too, for the same edition"
    cells.reject("address", what, "keep one of the two rows, with the groups of both")
    return False
