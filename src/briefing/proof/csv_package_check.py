"""A Data Package of CSV: whether its tables are those that it describes, and their numbers those of the ledger."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.package.opc_package import BROKEN, TooLarge, archive_of, unpacked

_DESCRIPTOR: Final = "datapackage.json"
_FIX: Final = "build the edition again, and edit the story or the data instead of this file"
_NEAR: Final = 1e-12
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")
Known = Mapping[tuple[int, int], set[float]]


class CsvPackage(Struct, frozen=True):
    """The descriptor of a package, and its files by name."""

    descriptor: dict[str, Any]
    files: dict[str, bytes]


def csv_package(data: bytes) -> CsvPackage:
    """Return a package; ValueError if it is none."""
    try:
        with archive_of(data) as archive:
            files = {entry.filename: unpacked(archive, entry) for entry in archive.infolist()}
        descriptor = json.loads(files.pop(_DESCRIPTOR))
        [resource["path"] for resource in descriptor["resources"]]
    except TooLarge as error:
        raise ValueError(str(error)) from error
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"it has no {_DESCRIPTOR} that lists its tables") from error
    except BROKEN as error:
        raise ValueError("it is no zip archive, or a damaged one") from error
    return CsvPackage(descriptor, files)


def check_package(
    name: str, package: CsvPackage, tables: Sequence[Known], sources: set[str], values: Rule, listed: Rule
) -> Findings:
    """Yield what is wrong with a package; `tables` has the numbers of each table by the row and column of its sheet."""
    resources = package.descriptor["resources"]
    if len(resources) != len(tables) or {resource["path"] for resource in resources} != set(package.files):
        what = f"it describes {len(resources)} tables and has {len(package.files)}; the ledger knows {len(tables)}"
        yield values.at(Location(name), what, _FIX)
        return
    for resource, known in zip(resources, tables, strict=True):
        content = package.files[resource["path"]]
        if resource.get("hash") != f"sha256:{hashlib.sha256(content).hexdigest()}":
            what = "it is not the file that the descriptor describes"
            yield values.at(Location(name, element=resource["path"]), what, _FIX)
        yield from _table(name, resource, content, known, values)
    given = [*package.descriptor.get("sources", ()), *(one for own in resources for one in own.get("sources", ()))]
    for title in dict.fromkeys(str(source.get("title")) for source in given):
        if title not in sources:
            yield listed.at(Location(name, element=_DESCRIPTOR), f"{title!r} is no source of the ledger", _FIX)


def _table(name: str, resource: Mapping[str, Any], content: bytes, known: Known, values: Rule) -> Findings:
    """Yield the numbers of a table that are not those of the ledger, and texts that a spreadsheet would work out."""
    path = resource["path"]
    try:
        head, *rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
        fields = resource["schema"]["fields"]
        types = [field["type"] for field in fields]
        if head != [field["name"] for field in fields]:
            yield values.at(Location(name, element=path), "its heads are not the fields of the descriptor", _FIX)
    except (ValueError, KeyError, TypeError, csv.Error):
        yield values.at(Location(name, element=path), "it is no CSV with the fields of the descriptor", _FIX)
        return
    numbers = {
        (at, column): cell
        for at, row in enumerate(rows)
        for column, cell in enumerate(row, start=1)
        if column <= len(types) and (types[column - 1] == "number" or _number(cell) is not None) and cell
    }
    top = min(row for row, _ in known)
    below = {(row - top, column): among for (row, column), among in known.items()}
    first = _first_row(numbers, below)
    shifted = {(row + first, column): among for (row, column), among in below.items()}
    for place, among in shifted.items():
        value = _number(numbers.get(place, ""))
        if value is None or not any(math.isclose(value, one, rel_tol=_NEAR, abs_tol=_NEAR) for one in among):
            where = Location(name, element=f"{path}, line {place[0] + 2}")
            what = f"{numbers.get(place, '')!r} is not the ledger's {', '.join(f'{one:.12g}' for one in sorted(among))}"
            yield values.at(where, what, _FIX)
    for place, cell in numbers.items():
        if types[place[1] - 1] == "number" and place not in shifted:
            where = Location(name, element=f"{path}, line {place[0] + 2}")
            yield values.at(where, f"{cell!r} is no number of the ledger", _FIX)
    for at, cells in enumerate([head, *rows], start=1):
        for cell in cells:
            if _FORMULA.match(cell) and _number(cell) is None:
                what = f"a spreadsheet takes {cell[:40]!r} for a formula"
                yield values.at(Location(name, element=f"{path}, line {at}"), what, _FIX)


def _first_row(numbers: Mapping[tuple[int, int], str], below: Known) -> int:
    """Return the row from 0 of the first number of the ledger: that of the first filled cell in its columns."""
    columns = {column for row, column in below if row == 0}
    return min((row for row, column in numbers if column in columns), default=0)


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
