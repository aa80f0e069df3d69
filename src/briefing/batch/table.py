"""The table of a batch → its tasks, with every mismatch of every row at once and before anything is built."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefing.batch.places import Place, Places, flaw
from briefing.batch.task import Task
from briefing.errors import InputError
from briefing.outputs import OUTPUTS, chosen
from briefing.read.cells import Cells
from briefing.read.own import Own
from briefing.read.report import Report, nearest_name, suggest
from briefing.read.tables import MOST_ROWS, Layout, Table, read_table

COLUMNS = ("project", "entity", "period", "language", "theme", "as_of", "outputs", "slug")
# Of a table of failures; whoever mends it need not delete them.
FAILED = ("failed_line", "failed_what", "failed_where", "failed_fix")
_RECIPIENTS = {"address", "addresses", "email", "e-mail", "e_mail", "emails", "mail", "recipient", "recipients", "to"}
_PERIOD = re.compile(r"([12][0-9]{3})\s*[-–]\s*([12][0-9]{3})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORMULA = re.compile(r"(^|[;\t])(\s*)'(?=\s*[=+\-@＝＋－＠])")


class Source(Struct, frozen=True, kw_only=True):
    """Where rows stand: a file, or an SQL query and the environment variable with the database's URL."""

    file: Path | None = None
    query: str = ""
    url_env: str = ""


class Batch(Struct, frozen=True):
    """A table and its rows as tasks, in its order; `folder` is that of the table's file, or the current one."""

    table: Table
    folder: Path
    tasks: tuple[Task, ...]


def read(source: Source, project: Path | None, out: Path, only: Sequence[str] | None) -> Batch:
    """Source, the project of rows that name none, the output folder and outputs → Batch.

    InputError with every mismatch of the table and of its projects.
    """
    outputs = tuple(output.name for output in chosen(only)) if only is not None else ()
    report = Report()
    folder = source.file.parent if source.file else Path()
    table = _table(source, report)
    places = Places(folder, project, report)
    own = _check_columns(table, places, report)
    tasks, lines = [], _Lines(table)
    blank = Task(0, "", str(out.resolve()), outputs=outputs)
    for row in table.rows:
        cells = _Row(table, row, report)
        place = cells.home(places)
        if place is None:
            continue
        task = replace(cells.task(place, places, own, blank), line=row.line, project=str(place.root))
        if cells.good and lines.alone(task, place, cells):
            tasks.append(task)
    if not table.rows and not len(report):
        report.add(table.path, "the table has no rows", "add a row for each edition")
    report.stop_if_any()
    return Batch(table, folder, tuple(tasks))


def _table(source: Source, report: Report) -> Table:
    if source.file is not None:
        table = read_table(source.file, Layout(source.file.name), report)
    else:
        from briefing.read.database import answer

        table = answer(source.query, source.url_env, Path(), "--query", report, MOST_ROWS)
    if not set(FAILED) & set(table.columns):
        return table
    # A table of failures: its cells are shown to spreadsheets as text, which is undone here.
    rows = (
        replace(row, cells={name: _FORMULA.sub(r"\1\2", text) for name, text in row.cells.items()})
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _check_columns(table: Table, places: Places, report: Report) -> tuple[str, ...]:
    """→ the columns that are parameters of some project."""
    free = [name for name in table.columns if name not in (*COLUMNS, *FAILED)]
    parameters: set[str] = set()
    if free or "project" not in table.columns:
        for name in dict.fromkeys(row.cells.get("project", "") for row in table.rows):
            try:
                place = places.place(places.find(name))
            except InputError:
                continue  # told with its row
            parameters |= set(place.settings.parameters) if place else set()
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
    if not set(table.columns) - set(FAILED):
        report.add(table.top, "no column says what to build", f"columns: {', '.join(COLUMNS)}")
    return tuple(name for name in free if name in parameters)


class _Row(Cells):
    """The cells of one row → its task."""

    def home(self, places: Places) -> Place | None:
        """The project of the row; None where there is none to read."""
        try:
            return places.place(places.find(self.text("project")))
        except InputError as error:
            self._reject("project", error)
            return None

    def task(self, place: Place, places: Places, own: Iterable[str], blank: Task) -> Task:
        """What the row asks for in place of the project's own."""
        theme = self.text("theme")
        error = places.theme_flaw(place.root, theme) if theme else None
        if error:
            self._reject("theme", error)
        entity = self._entity(place)
        return replace(
            blank,
            entity=entity,
            period=self._period(place, entity or place.settings.edition.entity),
            languages=self._languages(place),
            theme=theme,
            as_of=self._as_of(),
            outputs=self._outputs() or blank.outputs,
            slug=self._slug(place),
            parameters=dict(self._parameters(place, own)),
        )

    def _reject(self, column: str, error: InputError) -> None:
        for found in error.findings:
            self.reject(column, found.what, found.fix)

    def _items(self, column: str) -> tuple[str, ...]:
        parts = (part.strip() for part in re.split("[,;]", self.text(column)))
        return tuple(dict.fromkeys(part for part in parts if part))

    def _entity(self, place: Place) -> str:
        entity = self.text("entity")
        if entity and place.whole and entity not in place.years:
            what = f"{place.root.name} has no data of {entity[:80]!r}"
            self.reject("entity", what, suggest(entity, place.years, "entities"))
        return entity

    def _period(self, place: Place, entity: str) -> tuple[int, int] | None:
        text = self.text("period")
        found = _PERIOD.fullmatch(text)
        if not text:
            return None
        if not found or not int(found[1]) < int(found[2]):
            self.reject("period", f"{text[:60]!r} is no period", "write its first and its last year, as 2014-2023")
            return None
        first, last = int(found[1]), int(found[2])
        there = place.years.get(entity)
        if there and (last < there[0] or first > there[1]):
            what = f"there is no data of {entity} from {first} to {last}"
            self.reject("period", what, f"its data are of {there[0]} to {there[1]}")
        return first, last

    def _languages(self, place: Place) -> tuple[str, ...]:
        for lang in self._items("language"):
            if lang not in place.stories:
                what = f"{place.root.name} has no story in the language {lang[:60]!r}"
                self.reject(
                    "language", what, suggest(lang, place.stories, f"write story.{lang[:20]}.yaml, or choose from")
                )
        return self._items("language")

    def _as_of(self) -> dt.date | None:
        text = self.text("as_of")
        try:
            return dt.date.fromisoformat(text if _DATE.fullmatch(text) else "no") if text else None
        except ValueError:
            self.reject("as_of", f"{text[:60]!r} is no date", "write it as 2025-12-31")
            return None

    def _outputs(self) -> tuple[str, ...]:
        named = self._items("outputs")
        for name in named:
            if name not in OUTPUTS:
                self.reject("outputs", f"there is no output {name[:60]!r}", suggest(name, OUTPUTS, "outputs"))
        return tuple(name for name in OUTPUTS if name in named)

    def _slug(self, place: Place) -> str:
        slug = self.text("slug")
        self._try("slug", place, Own(slug=slug))
        return slug

    def _parameters(self, place: Place, own: Iterable[str]) -> Iterator[tuple[str, str]]:
        for name in own:
            words = self.text(name)
            if words:
                self._try(name, place, Own(parameters={name: words}))
                yield name, words

    def _try(self, column: str, place: Place, own: Own) -> None:
        error = flaw(place, own)
        if error:
            self._reject(column, error)


class _Lines:
    """Which row writes which files: two rows must not write the same."""

    def __init__(self, table: Table) -> None:
        self._first: dict[tuple[object, ...], int] = {}
        self._column = next((name for name in ("slug", "entity", "project") if name in table.columns), "")

    def alone(self, task: Task, place: Place, cells: Cells) -> bool:
        """Is this the first row with these files?"""
        name = _name(task, place)
        for lang in task.languages or place.settings.edition.languages:
            first = self._first.setdefault((*name, lang), task.line)
            if first != task.line:
                fix = (
                    "give each a slug of its own"
                    if self._column == "slug"
                    else "add a column slug, with a name for each"
                )
                column = self._column or cells.table.columns[0]
                cells.reject(column, f"line {first} writes the same files, in the language {lang}", fix)
                return False
        return True


def _name(task: Task, place: Place) -> tuple[object, ...]:
    """What names the files of a task. How an entity is spelled in them is the build's to know, one name for each."""
    edition = place.settings.edition
    entity = "" if task.entity == edition.entity else task.entity
    period = None if task.period == edition.period else task.period
    if task.slug or not entity:
        years = f"-{period[0]}-{period[1]}" if period and not task.slug else ""
        return ((task.slug or edition.slug) + years,)
    return edition.slug, entity, period
