"""Tables that were read before → their Dataset, found by what is in the files; no cell is looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from os.path import exists
from pathlib import Path

from briefing.errors import BriefingError
from briefing.model.build_options import TextTable
from briefing.model.dataset import Dataset
from briefing.read.files import TABLE_BYTES, inside, read_bytes, sha256
from briefing.read.project_dataset import NO_DATA, read_dataset
from briefing.read.report import Report
from briefing.read.row_filter import default_layout
from briefing.read.table_columns import TABLES
from briefing.read.table_layout import Layout
from briefing.reuse import reused


class _Faulty(Exception):
    """A dataset with mismatches, which the report of its reading has, or of files that changed while they were read."""

    def __init__(self, dataset: Dataset) -> None:
        super().__init__()
        self.dataset = dataset


def cached_dataset(
    root: Path, layouts: Mapping[str, Layout], report: Report, data: Mapping[str, TextTable] = NO_DATA
) -> Dataset:
    """As `read_dataset`; a dataset without mismatches, of files with one table each, is stored and found again."""
    digests = _digests(root, layouts) if not data else None
    if digests is None:
        return read_dataset(root, layouts, report, data)

    def read() -> Dataset:
        faults = len(report)
        dataset = read_dataset(root, layouts, report)
        if len(report) > faults or dataset.inputs != digests:
            raise _Faulty(dataset)
        return dataset

    try:
        return reused("dataset", (sorted(layouts.items()), digests), read, form=Dataset)
    except _Faulty as faulty:
        return faulty.dataset


def _digests(root: Path, layouts: Mapping[str, Layout]) -> dict[str, str] | None:
    """Return the SHA-256 of each table's file; None where one is no file of text or sheets, or cannot be read."""
    found: dict[str, str] = {}
    for name in TABLES:
        layout = layouts.get(name) or default_layout(root, name)
        path = root / layout.file
        if layout.large:
            return None  # of which an edition reads its own rows alone
        if exists(path):  # False for a name too long
            try:
                found[layout.file] = sha256(read_bytes(inside(root, layout.file, layout.file), TABLE_BYTES))
            except BriefingError:
                return None  # reported where the table is read
    return found
