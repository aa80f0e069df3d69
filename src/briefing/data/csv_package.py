"""The same tables as a Data Package: a CSV for each, the sources, and a descriptor with title, unit and notes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

from briefing.data.figure_table import AbsentCell, Cell, FigureTable, NumberCell
from briefing.data.workbook_sheets import SheetTable, WorkbookSheet, cell_words, holds_years
from briefing.model.dataset import Source
from briefing.model.document import Document
from briefing.model.text import escape_formula, plain
from briefing.zip_bytes import without_clock

DESCRIPTOR: Final = "datapackage.json"


def package(document: Document, tables: Sequence[FigureTable], sheets: Sequence[WorkbookSheet]) -> bytes:
    """Return the .zip of a document's tables, of which each stands on the sheet at the same place."""
    files: dict[str, bytes] = {}
    resources: list[Mapping[str, Any]] = []
    for number, (table, sheet) in enumerate(zip(tables, sheets, strict=True), start=1):
        assert sheet.table is not None
        name = f"table-{number:02d}"
        content = files[f"{name}.csv"] = _csv(sheet.table)
        known = [document.sources[key] for key in table.sources]
        resources.append(_resource(name, table, sheet, content, known))
    descriptor = json.dumps(_descriptor(document, resources), ensure_ascii=False, indent=2, allow_nan=False)
    files = {DESCRIPTOR: f"{descriptor}\n".encode(), **files}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file, content in files.items():
            archive.writestr(file, content)
    return without_clock(target)


def _csv(table: SheetTable) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([escape_formula(_line(plain(head))) for head in table.heads])
    for row in zip(*table.columns, strict=True):
        writer.writerow([_field(cell) for cell in row])
    return out.getvalue().encode()


def _field(cell: Any) -> str:
    """Return a cell as text: a number with its decimals or, worked out, with all its digits; empty for no value."""
    if isinstance(cell, NumberCell):
        return cell.exact
    return "" if isinstance(cell, AbsentCell) else escape_formula(_line(plain(cell_words(cell))))


def _line(words: str) -> str:
    return " ".join(words.split())


def _descriptor(document: Document, resources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    imprint, edition = document.edition.imprint, document.edition
    issuer = imprint.organisation or imprint.owner
    return {
        "profile": "tabular-data-package",
        "name": _name(f"{edition.stem}-{document.lang}"),
        "title": plain(document.title),
        **({"description": plain(document.subtitle)} if document.subtitle else {}),
        "created": f"{edition.as_of.isoformat()}T00:00:00Z",
        **({"contributors": [{"title": issuer, "role": "publisher"}]} if issuer else {}),
        "sources": [_source(source) for source in document.sources.values()],
        "resources": list(resources),
    }


def _resource(
    name: str, table: FigureTable, sheet: WorkbookSheet, content: bytes, known: Sequence[Source]
) -> dict[str, Any]:
    assert sheet.table is not None
    columns = zip(sheet.table.heads, sheet.table.columns, strict=True)
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": _line(plain(table.title)),
        "description": "\n".join(_line(plain(line)) for line in table.lines),
        "worksheet": sheet.name,
        "part": table.origin,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [{"name": escape_formula(_line(plain(head))), "type": _type(cells)} for head, cells in columns],
            "missingValues": [""],
        },
        "sources": [_source(source) for source in known],
    }


def _type(cells: Sequence[Cell | Any]) -> str:
    """Return the type of a column: numbers alone, with what is absent, years, or text."""
    if holds_years(cells):
        return "year"
    held = [cell for cell in cells if not isinstance(cell, AbsentCell)]
    return "number" if held and all(isinstance(cell, NumberCell) for cell in held) else "string"


def _source(source: Source) -> dict[str, str]:
    title = ": ".join(part for part in (source.publisher, source.title) if part) or source.id
    return {"title": title, **({"path": source.url} if source.url.lower().startswith(("http://", "https://")) else {})}


def _name(stem: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", stem.lower()).strip("-") or "tables"
