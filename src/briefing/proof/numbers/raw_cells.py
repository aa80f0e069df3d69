"""The observations behind the facts, compared with the raw cells of the dataset, and each fact computed from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import partial
from typing import Final

from msgspec import Struct

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.numbers import readings
from briefing.proof.numbers.base_checks import last_period, last_periods, time_fault, words_fault
from briefing.proof.numbers.counted_places import table_fault
from briefing.proof.numbers.formulas import fault
from briefing.proof.numbers.printed_numbers import agrees, turned
from briefing.proof.numbers.published_rows import is_date
from briefing.proof.numbers.rank_checks import Values, counted_fault, table_values
from briefing.proof.numbers.readings import mixed
from briefing.proof.numbers.tracing import DIRECTION
from briefing.proof.periods import Period, means
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.earlier_formulas import Unreadable
from briefing.proof.reading.formula_trees import Difference, Entries, PlaceCount, Rank
from briefing.proof.reading.ledger_reader import CellLocation, Ledger, LedgerFact, Record, Use
from briefing.proof.reading.table_rows import Rows, readable
from briefing.reuse import digest, reused, reused_of

CELL = Rule("number-cell", "error", "an observation or a source is what its cells of the dataset hold")
FORMULA = Rule("number-formula", "error", "a fact is what its formula gives, worked out from its observations")
VALUE = Rule("number-value", "error", "a number as printed is its fact, rightly rounded")
UNSOURCED = Rule("number-unsourced", "error", "every fact that is printed has an observation, and that a source")
TIME = Rule("number-time", "error", "the words of time that a number is printed with are those of its periods")
RULES = (CELL, FORMULA, VALUE, TIME, UNSOURCED, *readings.RULES)

_REPORT: Final = "build the edition again; if the finding comes back, report it"
_FIGURES: Final = 15
_DATED: Final = ("period", "year")
_ENDS: Final = 2  # periods of a change
_QUALIFIERS: Final = ("=", "≈", "≥", "≤")
_AT: Final = re.compile(r"[\w.]+\.at\('?([\w/-]+)'?\)")


def check(evidence: Evidence) -> Findings:
    """Yield what is wrong between the dataset, the facts and the numbers as printed."""
    ledger = evidence.ledger
    if ledger is None:
        return
    location = Location(evidence.ledger_name)
    constants = _constants(evidence.tables) if evidence.tables else None
    yield from _facts(ledger, location, constants)
    yield from _uses(ledger, location)
    if evidence.tables is not None:
        yield from _cells(ledger, evidence.tables)
        yield from _counted(ledger, evidence.tables, location)
        yield from _sources(ledger, evidence.tables, location)
        yield from readings.check(ledger, evidence.tables, evidence.ledger_name)


def _facts(ledger: Ledger, location: Location, constants: tuple[Fraction, ...] | None) -> Findings:
    printed = {use.fact for use in ledger.uses}
    inputs = ledger.facts_digest, constants, _year(ledger)
    wrong = reused("fact-faults", inputs, partial(_fact_faults, ledger, constants))
    lost = _basis(ledger).sources - ledger.sources.keys()
    for name, fact in ledger.facts.items():
        if name in wrong:
            yield FORMULA.at(_named(location, name), wrong[name], _REPORT)
        if name in printed and not fact.records and not isinstance(fact.readable_formula, Entries):
            yield UNSOURCED.at(_named(location, name), "no observation is behind it", "build the edition again")
        for source in sorted(lost & {cell.source for cell in fact.records}) if lost else ():
            fix = "build the edition again"
            yield UNSOURCED.at(_named(location, name), f"its source {source} is not in the ledger", fix)


def _fact_faults(ledger: Ledger, constants: tuple[Fraction, ...] | None) -> dict[str, str]:
    """Return what is wrong with facts, by the names of those that are wrong; each is looked at by itself again where
    others have changed."""
    lasts, known, year = last_periods(ledger), digest(constants), _year(ledger)
    found: dict[str, str] = {}
    for name, fact in ledger.facts.items():
        last = last_period(name, lasts)
        wrong = fact.found("fault", name, (last, year, known), partial(_fact_fault, name, fact, constants, last, year))
        if wrong:
            found[name] = wrong
    return found


def _year(ledger: Ledger) -> int:
    """Return the year of the edition's date; 0 where it has none."""
    found = ledger.edition.as_of[:4]
    return int(found) if found.isdecimal() else 0


def _fact_fault(
    name: str, fact: LedgerFact, constants: tuple[Fraction, ...] | None, last: Period | None, edition_year: int
) -> str:
    """Return what is wrong between a fact, its name, its formula and its observations, "" if nothing is."""
    wrong = fault(fact, constants, edition_year) or mixed(name, fact) or time_fault(name, fact, last)
    named = _AT.fullmatch(name)
    if not wrong and named and fact.records and not _is_of(fact, named[1]):
        return f"it is of {named[1]}, its observation of {fact.records[0].period}"
    return wrong


def _is_of(fact: LedgerFact, written: str) -> bool:
    """Whether a value is of a period by its name; that of a change in each period is of the later one."""
    periods = {cell.period for cell in fact.records}
    changes = not fact.is_published and len(periods) == _ENDS
    return means(written, max(periods)) and (changes or len(periods) == 1)


def _counted(ledger: Ledger, tables: Tables, location: Location) -> Findings:
    """Yield wrong ranks and counts among more places than the ledger holds, by all places of the table."""
    values: Values | None = None
    for name, fact in ledger.facts.items():
        formula = fact.readable_formula
        for part in formula.of if isinstance(formula, Difference) else (formula,):
            if isinstance(part, PlaceCount) or (isinstance(part, Rank) and part.places is None):
                values = table_values(tables, ledger.edition.as_of) if values is None else values
                if wrong := _table_fault(fact, part, values):
                    yield FORMULA.at(_named(location, name), wrong, "build the edition again from today's dataset")


def _table_fault(fact: LedgerFact, formula: PlaceCount | Rank, values: Values) -> str:
    with suppress(Unreadable):  # which is reported of the formula by itself
        return counted_fault(fact, formula, values) if isinstance(formula, Rank) else table_fault(fact, formula, values)
    return ""


def _named(location: Location, name: str) -> Location:
    return Location(location.file, 0, f"fact {name}")


def _uses(ledger: Ledger, location: Location) -> Findings:
    """Yield printed numbers that are no rounding of their facts; so all outputs agree."""
    first: dict[tuple[str, str], Use] = {}
    for use in ledger.uses:
        first.setdefault((use.text, use.fact), use)
    printed = sorted(first)
    inputs = printed, ledger.facts_digest, ledger.edition.lang
    broken = reused("use-faults", inputs, partial(_use_faults, printed, ledger))
    for key, use in first.items():
        if use.fact not in ledger.facts:
            what = f"{use.text!r} at {use.place!r} is of {use.fact}, which the ledger lacks"
            yield VALUE.at(_named(location, use.fact), what, "build the edition again")
        for rule, wrong in broken.get(key, ()):
            yield rule.at(_named(location, use.fact), f"{use.text!r} at {use.place!r} {wrong}", _REPORT)


def _use_faults(
    printed: Iterable[tuple[str, str]], ledger: Ledger
) -> dict[tuple[str, str], tuple[tuple[Rule, str], ...]]:
    """Return the rules that numbers as printed break, by those that break one; each is looked at by itself again where
    others have changed."""
    lang, found = ledger.edition.lang, {}
    for text, name in printed:
        fact = ledger.facts.get(name)
        if fact and (broken := fact.found("use", text, lang, partial(_use_fault, text, fact, lang))):
            found[text, name] = broken
    return found


def _use_fault(text: str, fact: LedgerFact, lang: str) -> tuple[tuple[Rule, str], ...]:
    """Return the first rule that a number as printed breaks, and how."""
    if turned(text, fact, lang):
        return ((DIRECTION, f"says another direction than {fact.value:+.12g} {fact.unit}"),)
    if wrong := words_fault(text, fact, lang):
        return ((TIME, wrong),)
    if agrees(text, fact, lang) is False:
        return ((VALUE, f"is no rounding of {fact.qualifier} {fact.value:.12g} {fact.unit}"),)
    return ()


def _cells(ledger: Ledger, tables: Tables) -> Findings:
    """Yield each observation once that its cell, or the row around it, does not have; those of the same facts and
    files were looked at before."""
    places = _basis(ledger).places
    if tables.frames or any(kind != "line" for kind, _ in places):
        yield from _cell_findings(ledger, tables)  # what is read row by row has no digest
        return
    files = [*sorted(file for _, file in places), tables.file("statements.csv"), "briefing.toml", "datapackage.json"]
    content = [tables.content(file) if file else None for file in files]
    known = digest(files, content)
    yield from reused("cells", (ledger.facts_digest, known), lambda: tuple(_cell_findings(ledger, tables, known)))


def _cell_findings(ledger: Ledger, tables: Tables, known: bytes = b"") -> Findings:
    """Yield the observations that their cells do not have; where the tables are `known` by their digest, one that
    rests on a line of theirs is looked at once for all editions."""
    seen: set[Record] = set()
    looks: dict[Record, str] = {}
    lists = {row.get("id", ""): row.get("text", "") for row in tables.rows("statements.csv")}
    held = {file: tables.at(file, numbers) for file, numbers in _numbered(ledger).items()}
    for name, fact in ledger.facts.items():
        listed = fact.readable_formula
        if isinstance(listed, Entries) and fact.value != len(lists.get(listed.statement, "").split("|")):
            what = f"{name} is {fact.value:g}, and the statement has another count of entries"
            yield CELL.at(Location("statements.csv"), what, "build the edition again from today's dataset")
        look = partial(_cells_of, fact, tables, held, known, looks)
        for cell, at, wrong in fact.found("cells", "", known, look) if known else look():
            if cell not in seen:
                seen.add(cell)
                what = f"{name} rests on {cell.value:.12g} for {cell.indicator}, {cell.entity}, {cell.period}; {wrong}"
                yield CELL.at(Location(str(at)), what, "build the edition again from today's dataset")


def _cells_of(
    fact: LedgerFact, tables: Tables, held: Mapping[str, Rows | None], known: bytes, looks: dict[Record, str]
) -> tuple[tuple[Record, CellLocation, str], ...]:
    """Return the observations of a fact that their cells do not have, and how; `looks` has what was found before."""
    found = []
    for cell in fact.records:
        at = cell.cell
        if at is None:
            continue
        wrong = looks.get(cell)
        if wrong is None:
            if at.kind == "line":
                look = partial(_cell_fault, cell, tables, at)
                wrong = reused("cell", (known, cell), look) if known else look()
            else:
                wrong = _row_fault(cell, tables, held[at.file], at) if at.file in held else ""
            looks[cell] = wrong
        if wrong:
            found.append((cell, at, wrong))
    return tuple(found)


def _sources(ledger: Ledger, tables: Tables, location: Location) -> Findings:
    """Yield each source of the ledger whose words are not those of its row."""
    rows = {row.get("id", ""): row for row in tables.rows("sources.csv")}
    for key, source in ledger.sources.items():
        fields = {
            "publisher": source.publisher,
            "title": source.title,
            "url": source.url,
            "published": source.published,
            "read_on": source.read_on,
        }
        as_of = ledger.edition.as_of
        for column, text in fields.items():
            held = rows.get(key, {}).get(column, text)
            if column == "read_on" and held[:10] > as_of[: len(held[:10])]:
                held = ""  # a day after that of the edition, on which nobody had read it yet
            if held.split() != text.split():
                what = f"the {column} of its source {key} is {text!r}, its row of sources.csv holds {held!r}"
                yield CELL.at(location, what, "build the edition again from today's dataset")


def _cell_fault(cell: Record, tables: Tables, at: CellLocation) -> str:
    if tables.content(at.file) is None:
        return f"{at.file} is missing"
    grid = tables.grid(at.file, next((sheet for table, sheet in _sheets(tables) if table == at.file), ""))
    if not grid:
        return f"{at.file} is empty"
    head, row = next(iter(grid.values())), grid.get(at.number)
    return _row_fault(cell, tables, {at.number: dict(zip(head, row or (), strict=False))}, at)


def _row_fault(cell: Record, tables: Tables, rows: Rows | None, at: CellLocation) -> str:
    if rows is None:
        return f"{at.file} is missing"
    row = rows.get(at.number)
    if row is None or at.column not in row:
        return "its table has no such cell"
    return _mismatch(cell, tables, row, at.column)


def _mismatch(cell: Record, tables: Tables, row: Mapping[str, str], column: str) -> str:
    """Return how a row differs from the ledger's observation, "" if it does not."""
    held = row[column].replace("−", "-")
    try:
        same = _is_published(Decimal(held), Decimal(repr(cell.value)))
    except InvalidOperation:
        same = False
    if not same:
        return f"the cell holds {held!r}"
    renamed = _renamed(tables)
    around = {*row.values(), column, renamed.get(column, column), *_filled(tables)}
    dated = [text for head, text in row.items() if renamed.get(head, head) in _DATED and text]
    for text in (cell.indicator, cell.entity, cell.source):
        if text not in around:
            return f"its row does not say {text}"
    if cell.published and not any(is_date(text, cell.published) for text in around):
        return f"its row does not say {cell.published}"
    if not any(means(text, cell.period) for text in dated or around):
        return f"its row does not say {cell.period}"
    held = row.get("qualifier", "=") or "="
    return f"its row says {held}, not {cell.qualifier}" if held in _QUALIFIERS and held != cell.qualifier else ""


def _is_published(held: Decimal, value: Decimal) -> bool:
    """Whether a cell's number was published as this value: more than fifteen significant digits are noise of a program,
    and a half in the sixteenth is rounded either way, as binary fractions have it."""
    if len(held.as_tuple().digits) <= _FIGURES:
        return held == value
    return value in {Context(prec=_FIGURES, rounding=way).plus(held) for way in (ROUND_HALF_UP, ROUND_HALF_DOWN)}


def _numbered(ledger: Ledger) -> dict[str, set[int]]:
    """Return of the files that are read row by row the rows that a fact rests on."""
    found: dict[str, set[int]] = {}
    for at in _cell_locations(ledger):
        if at.kind == "row" and readable(at.file):
            found.setdefault(at.file, set()).add(at.number)
    return found


class _Basis(Struct, frozen=True):
    """What the facts of a ledger rest on: the kinds and files of cells, files that were not read whole, sources."""

    places: Set[tuple[str, str]]
    unread: Set[str]
    sources: Set[str]


def _basis(ledger: Ledger) -> _Basis:
    """Return what all facts rest on, worked out once for editions of several days, whose facts are the same."""

    def made() -> _Basis:
        sources = {cell.source for cell in ledger.records}
        return _Basis({(at.kind, at.file) for at in _cell_locations(ledger)}, {*readings.unread(ledger)}, sources)

    return reused_of("basis of facts", ledger.facts, made, most=1)


def _cell_locations(ledger: Ledger) -> Iterator[CellLocation]:
    for cell in ledger.records:
        if cell.cell is not None:
            yield cell.cell


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """Return which cells could not be read again, and why."""
    if evidence.ledger is None or evidence.tables is None:
        return ()
    basis = _basis(evidence.ledger)
    asked = sorted(file for kind, file in basis.places if kind == "answer row")
    lost = sorted(file for kind, file in basis.places if kind == "row" and not readable(file))
    messages = [f"{file} is a query, which is not asked again: its values are those of the ledger" for file in asked]
    few = sorted(basis.unread - {*asked})
    messages += [f"{file} was not read whole: whether a value is its newest reading was not worked out" for file in few]
    return (*messages, *(f"pyarrow is missing: the cells of {file} were not read again" for file in lost))


def _sheets(tables: Tables) -> Iterator[tuple[str, str]]:
    for table in ("observations", "targets"):
        layout = tables.layout(table)
        yield str(layout.get("file", "")), str(layout.get("sheet", ""))


def _constants(tables: Tables) -> tuple[Fraction, ...]:
    """Return the numbers that the ratios of `[facts]` multiply by."""
    facts = tables.settings.get("facts", {})
    subjects = facts.values() if isinstance(facts, dict) else ()
    scales = [subject.get("scale") for subject in subjects if isinstance(subject, dict)]
    return tuple(Fraction(repr(scale)) for scale in scales if isinstance(scale, int | float))


def _renamed(tables: Tables) -> Mapping[str, str]:
    """Return our names of the columns that briefing.toml renames."""
    found: dict[str, str] = {}
    for table in ("observations", "targets"):
        columns = tables.layout(table).get("columns", {})
        found |= columns if isinstance(columns, dict) else {}
    return found


def _filled(tables: Tables) -> set[str]:
    """Return the cells that `[tables]` of briefing.toml gives to every row of a table."""
    fills = [tables.layout(table).get("fill", {}) for table in ("observations", "targets")]
    return {str(value) for fill in fills if isinstance(fill, dict) for value in fill.values()}
