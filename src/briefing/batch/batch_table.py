"""Read the table of a batch as tasks, with every mismatch of every row at once and before anything is built."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.batch import failures
from briefing.batch.projects import ProjectInfo, ProjectRegistry
from briefing.batch.task import Task
from briefing.errors import InputError
from briefing.model.edition import stem
from briefing.model.moment import day_or_moment
from briefing.model.period import YEAR
from briefing.model.period_choice import PeriodChoice
from briefing.model.period_notation import NotationError
from briefing.pipeline.outputs import OUTPUTS, chosen
from briefing.read.cells import Cells
from briefing.read.overrides import apply_overrides, option_place
from briefing.read.raw_tables import read_table
from briefing.read.report import Report, nearest_name, suggest
from briefing.read.source_table import MOST_ROWS, SourceTable
from briefing.read.table_layout import Layout
from briefing.wording import languages

# What a row may say, each with what it is; the names of the project's parameters besides.
COLUMNS: Final[Mapping[str, str]] = {
    "project": "The folder of the project, from that of the table; without it the one that the command names.",
    "entity": "The place of the edition.",
    "period": "Its periods, as 2014-2023 or 2024-01 to 2026-05.",
    "language": "Its languages; several with commas.",
    "theme": "Its theme.",
    "as_of": "Its as-of date.",
    "outputs": "What is built; several with commas.",
    "slug": "How the names of its files begin; two rows may not write the same files.",
}
_RECIPIENTS = {"address", "addresses", "email", "e-mail", "e_mail", "emails", "mail", "recipient", "recipients", "to"}


class RowSource(Struct, frozen=True, kw_only=True):
    """Where the rows are: a file, or an SQL query and the variable with the database's URL."""

    file: Path | None = None
    query: str = ""
    url_env: str = ""


class Batch(Struct, frozen=True):
    """A table and its rows as tasks, in order."""

    table: SourceTable
    tasks: tuple[Task, ...]


def read(rows: RowSource, project: Path | None, out: Path, only: Sequence[str] | None) -> Batch:
    """Read the rows; `project` is that of rows that name none, `only` the outputs of rows that name none.

    Raise InputError with every mismatch of the table and of its projects.
    """
    outputs = tuple(output.name for output in chosen(only)) if only is not None else ()
    report = Report()
    folder = rows.file.parent if rows.file else Path()
    table = _table(rows, report)
    projects = ProjectRegistry(folder, project, report, anywhere=failures.is_failures_file(table, folder))
    parameters = _check_columns(table, projects, report)
    tasks, lines = [], _FileNames(table)
    blank = Task(0, "", str(out.resolve()), outputs=outputs)
    for row in table.rows:
        cells = _Row(table, row, report)
        info = cells.find_project(projects)
        if info is None:
            continue
        task = replace(cells.task(info, projects, parameters, blank), line=row.line, project=str(info.root))
        name = cells.file_name(task, info)
        if cells.good and lines.is_first(name, task.languages or info.settings.edition.languages, cells):
            tasks.append(task)
    if not table.rows and not len(report):
        report.add(table.path, "the table has no rows", "add a row for each edition")
    report.stop_if_any()
    return Batch(table, tuple(tasks))


def _table(rows: RowSource, report: Report) -> SourceTable:
    if rows.file is not None:
        if rows.file.is_dir():  # its rows have no line numbers
            raise InputError("this is a folder, not a table", rows.file.as_posix(), "name the file in it")
        return failures.restore(read_table(rows.file, Layout(rows.file.name), report))
    from briefing.read.database import query_table  # takes 500 ms with SQLAlchemy

    return query_table(rows.query, rows.url_env, Path(), "--query", report, MOST_ROWS)


def _check_columns(table: SourceTable, projects: ProjectRegistry, report: Report) -> tuple[str, ...]:
    """Return the columns that are parameters of some project."""
    free = [name for name in table.columns if name not in (*COLUMNS, *failures.COLUMNS)]
    parameters: set[str] = set()
    if free or "project" not in table.columns:
        for name in dict.fromkeys(row.cells.get("project", "") for row in table.rows):
            try:
                info = projects.info(projects.find(name))
            except InputError:
                continue  # reported with its row
            parameters |= set(info.settings.parameters) if info else set()
    where = f"{table.top}, column "
    for name in free:
        if name in parameters:
            continue
        if name.lower() in _RECIPIENTS:
            what = "a batch has no recipients: who gets an edition is decided by dispatch"
            fix = "delete the column; put it into the recipients.csv of the project, for `briefing send`"
            report.add(where + name, what, fix)
            continue
        near = nearest_name(name, (*COLUMNS, *parameters))
        known = ", ".join((*COLUMNS, *sorted(parameters)))
        report.add(where + name, "this column is unknown", f"did you mean {near!r}?" if near else f"columns: {known}")
    if not set(table.columns) - set(failures.COLUMNS):
        report.add(table.top, "there is no column that says what to build", f"columns: {', '.join(COLUMNS)}")
    return tuple(name for name in free if name in parameters)


class _Row(Cells):
    """Converts the cells of a row to its task."""

    def find_project(self, projects: ProjectRegistry) -> ProjectInfo | None:
        """Return the project of the row; None if it cannot be read."""
        try:
            return projects.info(projects.find(self.text("project")))
        except InputError as error:
            self._reject("project", error)
            return None

    def task(self, info: ProjectInfo, projects: ProjectRegistry, names: Iterable[str], blank: Task) -> Task:
        """Return the task with what the row sets in place of the project's own values."""
        theme = self.text("theme")
        error = projects.theme_flaw(info.root, theme) if theme else None
        if error:
            self._reject("theme", error)
        entity = self._entity(info)
        return replace(
            blank,
            entity=entity,
            period=self._period(info, entity or info.settings.edition.entity),
            languages=self._languages(info),
            theme=theme,
            as_of=self._as_of(),
            outputs=self._outputs() or blank.outputs,
            slug=self.text("slug"),
            parameters={name: self.text(name) for name in names if self.text(name)},
        )

    def file_name(self, task: Task, info: ProjectInfo) -> str:
        """Return the stem of the row's files; reject what its project does not accept."""
        report = Report()
        settings, suffix = apply_overrides(info.settings, task.options, info.named, report)
        columns = {option_place(f"parameter {name}"): name for name in task.parameters}
        columns |= {option_place(name): name for name in ("entity", "period", "slug")}
        try:
            report.stop_if_any()
        except InputError as error:
            for found in error.findings:
                self.reject(columns.get(found.where, "project"), found.what, found.fix)
        return stem(settings.edition.slug, settings.edition.period, suffix)

    def _reject(self, column: str, error: InputError) -> None:
        for found in error.findings:
            self.reject(column, found.what, found.fix)

    def _items(self, column: str) -> tuple[str, ...]:
        parts = (part.strip() for part in re.split("[,;]", self.text(column)))
        return tuple(dict.fromkeys(part for part in parts if part))

    def _entity(self, info: ProjectInfo) -> str:
        entity = self.text("entity")
        if entity and info.complete and entity not in info.periods:
            what = f"{info.root.name} has no data of {entity[:80]!r}"
            self.reject("entity", what, suggest(entity, info.periods, "entities"))
        return entity

    def _period(self, info: ProjectInfo, entity: str) -> PeriodChoice | None:
        period = self.period_choice("period")
        known = info.periods.get(entity)
        if period is None or not known:
            return period
        first, last = period.first, period.last
        if (first and first.start > known[1].end) or (last and last.end < known[0].start):
            within = f"{known[0]}-{known[1]}, or some years of these"
            if {known[0].frequency, known[1].frequency} != {YEAR}:
                within = f"{known[0]} to {known[1]}, or periods within these"
            what = f"there is no data of {entity} from {first}" + (f" to {last}" if last else " on")
            self.reject("period", what, f"write {within}")
        return period

    def _languages(self, info: ProjectInfo) -> tuple[str, ...]:
        for lang in self._items("language"):
            if lang not in info.stories:
                what = f"{info.root.name} has no story in the language {lang[:60]!r}"
                known = lang in languages()  # else nothing knows how its numbers are said
                choices = f"write story.{lang}.yaml, or choose from" if known else "choose from"
                self.reject("language", what, suggest(lang, info.stories, choices))
        return self._items("language")

    def _as_of(self) -> dt.date | None:
        text = self.text("as_of")
        try:
            return day_or_moment(text) if text else None
        except NotationError as error:
            self.reject("as_of", str(error), error.fix)
            return None

    def _outputs(self) -> tuple[str, ...]:
        named = self._items("outputs")
        for name in named:
            if name not in OUTPUTS:
                self.reject("outputs", f"there is no output {name[:60]!r}", suggest(name, OUTPUTS, "outputs"))
        return tuple(name for name in OUTPUTS if name in named)


class _FileNames:
    """The files that rows write: no two rows may write the same."""

    def __init__(self, table: SourceTable) -> None:
        self._first: dict[tuple[str, str], int] = {}
        self._column = next((name for name in ("slug", "entity", "project") if name in table.columns), "")

    def is_first(self, name: str, languages: Iterable[str], cells: Cells) -> bool:
        """Return whether this is the first row with files of this name."""
        for lang in languages:
            first = self._first.setdefault((name, lang), cells.line)
            if first != cells.line:
                fix = "give each its own slug" if self._column == "slug" else "add a column slug with a name for each"
                column = self._column or cells.table.columns[0]
                cells.reject(column, f"line {first} writes the same files, in the language {lang}", fix)
                return False
        return True
