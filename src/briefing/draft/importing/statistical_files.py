"""Files of Stata, SPSS and SAS → raw tables with labels of their columns, codes as their labels; pandas reads them."""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
from msgspec.structs import replace

from briefing.draft.importing.data_frames import frame_table
from briefing.draft.importing.text_tables import TablePlace
from briefing.draft.raw_table import ColumnFacts, RawTable
from briefing.errors import InputError, install

STATISTICAL: Final = (".dta", ".sav", ".zsav", ".sas7bdat", ".xpt")


def statistical_table(path: Path, place: TablePlace) -> RawTable:
    """Return the table of a file of a statistics program; InputError where the file is damaged, or SPSS's needs an
    extra that is not installed."""
    suffix = path.suffix.lower()
    if suffix in (".sav", ".zsav") and importlib.util.find_spec("pyreadstat") is None:
        raise InputError("SPSS files need pyreadstat", place.where, install("spss"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of names and labels that are unusual
            frame, title, labels = _read(path, suffix)
    except Exception as error:  # each reader has errors of its own
        what = f"the file cannot be read as {suffix}: {type(error).__name__}"
        raise InputError(what, place.where, "save it again in its program, or as .csv") from None
    table = frame_table(frame, place)
    facts = {name: ColumnFacts(label=labels[name] or "") for name in table.frame.columns if labels.get(name)}
    return replace(table, columns=facts, title=title)


def _read(path: Path, suffix: str) -> tuple[pd.DataFrame, str, Mapping[str, Any]]:
    """A file's table, its own label, and those of its columns."""
    if suffix == ".dta":
        with pd.read_stata(path, iterator=True, convert_missing=False) as reader:
            labels, title = reader.variable_labels(), reader.data_label
        try:
            return pd.read_stata(path), title, labels
        except ValueError:  # two codes have one label
            return pd.read_stata(path, convert_categoricals=False), title, labels
    if suffix in (".sas7bdat", ".xpt"):
        return pd.read_sas(path, encoding="infer" if suffix == ".sas7bdat" else "latin-1"), "", {}
    frame = pd.read_spss(path)
    return frame, str(frame.attrs.get("file_label") or ""), frame.attrs.get("column_names_to_labels") or {}
