"""The bytes of a file → the tables in them, by what the bytes begin with, whatever the file is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace

from briefing.draft.importing.cube_tables import cube_table
from briefing.draft.importing.delimited_text import delimited_lines
from briefing.draft.importing.grid_tables import grid_tables
from briefing.draft.importing.json_files import json_document, json_tables
from briefing.draft.importing.json_stat import is_json_stat, json_stat_cubes
from briefing.draft.importing.px_files import is_px, px_cube, px_encoding
from briefing.draft.importing.sdmx_content import sdmx_table
from briefing.draft.importing.sdmx_csv import eurostat_table, is_eurostat, is_sdmx_csv, sdmx_csv_tables
from briefing.draft.importing.sdmx_json import is_sdmx_json, json_content
from briefing.draft.importing.sdmx_xml import SdmxLabels, has_data, sdmx_labels, xml_content, xml_root
from briefing.draft.importing.source_bytes import members, source_text, unzipped
from briefing.draft.importing.text_tables import TablePlace
from briefing.draft.importing.workbook_files import is_workbook, workbook_tables
from briefing.draft.raw_table import Omission, RawTable
from briefing.errors import Finding, InputError

_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_MARKUP: Final = re.compile(rb"(\xef\xbb\xbf)?\s*<")


def content_tables(data: bytes, place: TablePlace, sheet: str, labels: Sequence[SdmxLabels]) -> tuple[RawTable, ...]:
    """Return the tables in the bytes of a file; `labels` are those of structures of SDMX that were given with it.

    InputError where there is none, or what there is cannot be read.
    """
    if data.startswith(_GZIP):
        return content_tables(unzipped(data, place.where), place, sheet, labels)
    if is_workbook(data):
        return workbook_tables(data, sheet, place)
    if data.startswith(_ZIP):
        return _packed(data, place, sheet, labels)
    if _MARKUP.match(data):
        return (_message(data, place, labels),)
    encoding = px_encoding(data)
    text, encoding = (data.decode(encoding, "replace"), "") if encoding else source_text(data, place.where)
    rows = replace(place, counted="row")
    if is_px(text):
        return (cube_table(px_cube(text, place.where), rows),)
    if text.lstrip()[:1] in ("{", "["):
        return _json(json_document(text, place.where), rows)
    return _delimited(text, encoding, place)


def _packed(data: bytes, place: TablePlace, sheet: str, labels: Sequence[SdmxLabels]) -> tuple[RawTable, ...]:
    """The tables of the files in a zip file; those that are none are reported with the first."""
    tables: list[RawTable] = []
    omissions, wrong = [], list[Finding]()
    for name, inner in members(data, place.where):
        try:
            tables += content_tables(inner, TablePlace(f"{place.where}, {name}", name), sheet, labels)
        except InputError as error:
            wrong += error.findings
            omissions += [Omission(finding.where, finding.what) for finding in error.findings]
    if not tables:
        raise InputError(wrong or "the zip file is empty", place.where, "put tables into it")
    return (replace(tables[0], omissions=(*omissions, *tables[0].omissions)), *tables[1:])


def _message(data: bytes, place: TablePlace, labels: Sequence[SdmxLabels]) -> RawTable:
    """The table of a message of SDMX-ML, with the labels that it brings or the first that are given with it."""
    root = xml_root(data, place.where)
    if not has_data(root):
        fix = "give the message with the data too, or save the table as .csv"
        raise InputError("there is no data of SDMX in this XML", place.where, fix)
    stated = next((found for found in (sdmx_labels(root), *labels) if found.codes), SdmxLabels())
    return sdmx_table(xml_content(root, stated, place.where), replace(place, counted="row"))


def _json(document: Any, place: TablePlace) -> tuple[RawTable, ...]:
    if is_sdmx_json(document):
        return (sdmx_table(json_content(document, place.where), place),)
    if is_json_stat(document):
        cubes = json_stat_cubes(document, place.where)
        several = len(cubes) > 1
        return tuple(cube_table(cube, replace(place, part=cube.title if several else "")) for cube in cubes)
    return json_tables(document, place)


def _delimited(text: str, encoding: str, place: TablePlace) -> tuple[RawTable, ...]:
    lines, _ = delimited_lines(text, place.where)
    tables = list(grid_tables(lines, place))
    if not encoding.startswith("utf"):
        reason = f"its letters are read as {encoding}; save it as UTF-8 if they are wrong"
        tables[0] = replace(tables[0], omissions=(Omission(place.file, reason), *tables[0].omissions))
    if is_sdmx_csv(tables[0]):
        return sdmx_csv_tables(tables[0], place)
    return tuple(eurostat_table(table) if is_eurostat(table) else table for table in tables)
