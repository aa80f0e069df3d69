"""Data editions that several tests look at."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pandas as pd

import briefing
from briefing import compose, read
from briefing.assets import asset
from briefing.data import write
from briefing.model.build_options import BuildOptions
from briefing.model.document import Document
from briefing.model.ledger import Written
from tests.conftest import ROOT
from tests.once import once, shared_folder
from tests.proof.mutations.strangers import PROJECTS

EDITIONS = {
    "prices": (ROOT / "data" / "prices", "en"),
    "gallery": (asset("gallery"), "en"),
    "harbour": (PROJECTS["harbour"], "en"),
    "lakes": (PROJECTS["lakes"], "zh"),
    "fuel": (PROJECTS["fuel"], "en"),
}
DRAFTED = ("sea-level-monthly.csv", "gdp-top-economies.csv", "ecb-exr-usd-eur-monthly.sdmx.xml")
SHEETS_BEFORE = 4  # cover, contents, notes, sources


def composed(folder: Path, lang: str = "en") -> Document:
    project = read.project(folder, BuildOptions())
    return compose.compose(project, read.story(project.stories[lang]), lang)


def written(document: Document) -> Written:
    return write(document, read.theme(asset("themes") / "ink.toml"))


@once
def built(name: str) -> dict[str, bytes]:
    """The files of an edition by suffix; it has passed the proof."""
    folder, lang = EDITIONS[name]
    build = briefing.build(folder, shared_folder(f"data-{name}"), languages=(lang,), only=["data"])
    return {path.name.partition(f".{lang}")[2]: path.read_bytes() for path in build.files}


def tables(data: bytes) -> dict[str, pd.DataFrame]:
    """The tables of a workbook by the name of their sheet, as openpyxl reads them."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = {}
    for sheet in book:
        for table in sheet.tables.values():
            head, *rows = sheet[table.ref]
            found[sheet.title] = pd.DataFrame(
                [[cell.value for cell in row] for row in rows], columns=[cell.value for cell in head], dtype=object
            )
    return found
