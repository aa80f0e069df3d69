"""The data edition: whether each number of its workbook and its CSV is the ledger's, and every text is traced."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.proof.csv_package_check import CsvPackage, check_package, csv_package
from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.languages import known
from briefing.proof.numbers.drawn import shifts_of
from briefing.proof.numbers.printed_numbers import numerals, tokens
from briefing.proof.package.workbooks import SheetCells, Value, sheet_cells
from briefing.proof.provenance import CHANGED
from briefing.proof.proving import UNREADABLE, ReadFile
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, Term, Use

VALUES = Rule("data-values", "error", "every number of a table is the fact that the ledger has for its cell")
TEXTS = Rule("data-texts", "error", "every numeral in a text of the workbook is a row of the ledger")
NOTES = Rule("data-notes", "error", "a value that is a bound, provisional or otherwise marked has a note in its row")
SOURCES = Rule("data-sources", "error", "the workbook lists the sources of the ledger")
ACTIVE = Rule("data-active", "error", "the workbook has no formula and no hidden sheet")
RULES = (VALUES, TEXTS, NOTES, SOURCES, ACTIVE)

OUTPUT: Final = "data"
_VALUE: Final = "value "  # begins the element of a number: "value B7"; that of a text is its cell alone
_FIX: Final = "build the edition again, and edit the story or the data instead of this file"
_NEAR: Final = 1e-12
_BOUNDS: Final = {"≥": -4, "≤": -3, "≈": -2}  # of the terms on the sheet of notes, counted from the last
_NOTES_SHEET, _LEAST_SHEETS = 3, 4
_PART_YEAR: Final = "part_year"
Cells = Mapping[tuple[int, int], Value]


class NumberUse(Struct, frozen=True):
    """A number of the ledger in the data edition: its sheet, row and column, all from 1, and its fact."""

    sheet: int
    row: int
    column: int
    use: Use
    fact: LedgerFact


def read(name: str, data: bytes) -> ReadFile:
    """Return the workbook or the package of CSV with its checks; one that cannot be read is a finding."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        if name.lower().endswith(".zip"):
            return ReadFile((), checks=(partial(_check_package, name, digest, csv_package(data)),))
        return ReadFile((), checks=(partial(_check_workbook, name, digest, sheet_cells(data)),))
    except ValueError as error:
        return ReadFile((), (UNREADABLE.at(Location(name), f"it cannot be read: {error}", "build it again"),))


def _unchanged(name: str, digest: str, ledger: Ledger) -> Findings:
    if ledger.edition.outputs.get(name, digest) != digest:
        yield CHANGED.at(Location(name), "it was changed after it was built", "build it again")


def _check_package(name: str, digest: str, package: CsvPackage, evidence: Evidence) -> Findings:
    ledger = evidence.ledger
    if ledger is not None:
        yield from _unchanged(name, digest, ledger)
        uses: dict[int, dict[tuple[int, int], set[float]]] = defaultdict(dict)
        for one in number_uses(ledger):
            uses[one.sheet][one.row, one.column] = _values(one.fact, evidence.lang)
        sources = {f"{source.publisher}: {source.title}" for source in ledger.sources.values()}
        sources |= {word for source in ledger.sources.values() for word in (source.publisher, source.title) if word}
        yield from check_package(name, package, [uses[sheet] for sheet in sorted(uses)], sources, VALUES, SOURCES)


def _check_workbook(name: str, digest: str, sheets: Sequence[SheetCells], evidence: Evidence) -> Findings:
    ledger = evidence.ledger
    for at, sheet in enumerate(sheets, start=1):
        if sheet.hidden or sheet.formulas:
            what = "the sheet is hidden" if sheet.hidden else f"it has {sheet.formulas} formulas"
            yield ACTIVE.at(_location(name, at, sheet), what, _FIX)
    if ledger is None:
        return
    yield from _unchanged(name, digest, ledger)
    found = number_uses(ledger)
    for at, sheet in enumerate(sheets, start=1):
        own = {(one.row, one.column): one for one in found if one.sheet == at}
        years = {(_cell(one.element), one.text) for one in ledger.terms if one.output == OUTPUT and one.page == at}
        held = _without_years(sheet, years)
        yield from _numbers(name, at, held, own, evidence.lang)
        yield from _texts(name, at, sheet, ledger, own)
        yield from _notes(name, at, sheet, list(own.values()), sheets, evidence.lang)
    for one in found:
        if one.sheet > len(sheets):
            yield VALUES.at(Location(name, one.sheet, word="sheet"), f"{one.use.fact} is no longer in it", _FIX)
    yield from _sources(name, sheets, ledger)


def _location(name: str, at: int, sheet: SheetCells, place: tuple[int, int] | None = None) -> Location:
    element = sheet.name if place is None else f"{sheet.name}, {_address(*place)}"
    return Location(name, at, element, word="sheet")


def number_uses(ledger: Ledger) -> list[NumberUse]:
    """Return the numbers that the ledger has in cells of the data edition."""
    found: list[NumberUse] = []
    for use in ledger.uses:
        if use.output == OUTPUT and use.element.startswith(_VALUE) and use.fact in ledger.facts:
            row, column = _cell(use.element.removeprefix(_VALUE))
            found.append(NumberUse(use.page, row, column, use, ledger.facts[use.fact]))
    return found


def _cell(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(address[len(letters) :] or 0), column


def _address(row: int, column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _values(fact: LedgerFact, lang: str) -> set[float]:
    """Return the values of a fact in the units in which a language may print it."""
    return {fact.value * 10.0**shift for shift in shifts_of(fact, numerals(lang))}


def _without_years(sheet: SheetCells, terms: Collection[tuple[tuple[int, int], str]]) -> SheetCells:
    """Return a sheet without the numbers that its ledger has as terms of their cells, as years are."""
    cells = {
        place: value
        for place, value in sheet.cells.items()
        if not (isinstance(value, float) and (place, f"{value:.12g}") in terms)
    }
    return replace(sheet, cells=cells)


def _numbers(name: str, at: int, sheet: SheetCells, own: Mapping[tuple[int, int], NumberUse], lang: str) -> Findings:
    """Yield numbers that are not the fact of their cell, and cells of facts that hold no number."""
    for place, value in sheet.cells.items():
        if not isinstance(value, float):
            continue
        known = own.get(place)
        if known is None:
            yield VALUES.at(_location(name, at, sheet, place), f"{value:.12g} is no number of the ledger", _FIX)
        elif not any(math.isclose(value, one, rel_tol=_NEAR, abs_tol=_NEAR) for one in _values(known.fact, lang)):
            what = f"{value:.12g} is not {known.use.fact}, which is {known.fact.value:.12g}"
            yield VALUES.at(_location(name, at, sheet, place), what, _FIX)
    for place, one in own.items():
        held = sheet.cells.get(place)
        if not isinstance(held, float):
            what = f"the number of {one.use.fact} is gone: the cell holds {held!r}"
            yield VALUES.at(_location(name, at, sheet, place), what, _FIX)


def _texts(name: str, at: int, sheet: SheetCells, ledger: Ledger, own: Mapping[tuple[int, int], NumberUse]) -> Findings:
    """Yield the numerals in texts that no row of the ledger for their cell accounts for."""
    rows: dict[tuple[int, int], list[Use | Term]] = defaultdict(list)
    every: tuple[Use | Term, ...] = (*ledger.uses, *ledger.terms)
    for row in every:
        if row.output == OUTPUT and row.page == at and not row.element.startswith(_VALUE):
            rows[_cell(row.element)].append(row)
    for place, value in sheet.cells.items():
        if not isinstance(value, str) or place in own:
            continue
        counted = Counter(word for row in rows[place] for word in tokens(row.text))
        loose = Counter(word for word in tokens(value) if word[0].isdigit()) - counted
        for word in loose:
            what = f"{word!r} in “{value[:60]}” cannot be traced: it is no row of the ledger"
            yield TEXTS.at(_location(name, at, sheet, place), what, _FIX)


def _notes(
    name: str, at: int, sheet: SheetCells, own: Sequence[NumberUse], sheets: Sequence[SheetCells], lang: str
) -> Findings:
    """Yield rows with a marked value whose note does not say it."""
    if not own or len(sheets) < _LEAST_SHEETS:
        return
    notes = sheets[_NOTES_SHEET - 1]
    terms = [value for (_, column), value in sorted(notes.cells.items()) if column == 1]
    first = min(one.row for one in own)  # rows of words may stand between it and the heads
    heads = [place for place, held in sheet.cells.items() if place[0] < first and held == notes.name]
    column = max(heads, default=(0, 0))[1]
    remarks = {row: sheet.cells.get((row, column), "") for row in {one.row for one in own}}
    marked = {one.row for one in own if _is_marked(one.fact)}
    plain = {note for row, note in remarks.items() if row not in marked and note}
    usual = {min(plain, key=lambda note: len(str(note)))} if plain else set()
    for one in own:
        place, note = (one.row, one.column), str(remarks[one.row])
        bound = _BOUNDS.get(one.fact.qualifier)
        if _is_marked(one.fact) and (not note or note in usual):
            yield NOTES.at(_location(name, at, sheet, place), f"{one.use.fact} is marked, and has no note", _FIX)
        elif bound is not None and str(terms[bound]) not in note:
            what = f"{one.use.fact} is {one.fact.qualifier} {one.fact.value:.12g}, and its note does not say so"
            yield NOTES.at(_location(name, at, sheet, place), what, _FIX)
        elif unsaid := _unsaid(one.fact, note, lang):
            what = f"{one.use.fact} has the status {unsaid}, and its note does not say so"
            yield NOTES.at(_location(name, at, sheet, place), what, _FIX)


def _unsaid(fact: LedgerFact, note: str, lang: str) -> str:
    """Return a status of the observations of a fact that a note has no word for; "" where it has all."""
    marks: Mapping[str, str] = known(lang).get("marks", {})
    words = {status: words for status, words in marks.items() if status != _PART_YEAR}
    words["P"] = f"{words.get('P', '')}|{marks.get(_PART_YEAR, '')}"  # what is of a part of a year need not be revised
    given = sorted({record.status for record in fact.observations} & {*words}) if marks else []
    return next((status for status in given if not re.search(words[status], note.lower())), "")


def _is_marked(fact: LedgerFact) -> bool:
    return fact.qualifier in _BOUNDS or any(record.status not in ("", "A") for record in fact.observations)


def _sources(name: str, sheets: Sequence[SheetCells], ledger: Ledger) -> Findings:
    """Yield sources of the numbers that no row has, and rows among them that are of no source."""
    if len(sheets) < _LEAST_SHEETS:
        yield SOURCES.at(Location(name), "the sheet of sources is gone", _FIX)
        return
    sheet = sheets[_NOTES_SHEET]
    listed = set(_rows(sheet.cells))
    known = {key: (_line(source.publisher), _line(source.title)) for key, source in ledger.sources.items()}
    needed = {record.source for one in number_uses(ledger) for record in one.fact.records}
    for publisher, title in sorted({known[key] for key in needed if key in known} - listed):
        yield SOURCES.at(_location(name, _NOTES_SHEET + 1, sheet), f"{publisher}, {title}, is not listed", _FIX)
    for publisher, title in sorted(listed - set(known.values())):
        what = f"{publisher}, {title}, is no source of the ledger"
        yield SOURCES.at(_location(name, _NOTES_SHEET + 1, sheet), what, _FIX)


def _rows(cells: Cells) -> Iterator[tuple[str, str]]:
    """Yield the first two cells of each row below the heads, whose first row has more than one cell."""
    wide = {row for row, column in cells if column > 1}
    for row in sorted(wide)[1:]:
        publisher, title = (str(cells.get((row, column), "")) for column in (1, 2))
        yield _line(publisher), _line(title)


def _line(words: str) -> str:
    """Return words on one line; the sign of an empty cell as empty."""
    joined = " ".join(words.split())
    return "" if joined == "[z]" else joined
