"""Workbooks → what gptables, the library of statistics offices for accessible tables, says of the tables of each.

It runs by itself, as it leaves a file open when it is imported, which is an error among tests.
"""

from __future__ import annotations

import json
import sys
import tempfile
import warnings
from pathlib import Path

import gptables  # type: ignore[import-untyped]
import openpyxl  # type: ignore[import-untyped]
import pandas as pd


def refused(path: Path) -> list[str]:
    """The tables of a workbook that it does not take, each with its reason."""
    found = []
    for sheet in openpyxl.load_workbook(path):
        for table in sheet.tables.values():
            if not table.displayName.startswith("Table_"):
                continue  # sources may have titles in any script, which are signs for it
            head, *rows = ([cell.value for cell in row] for row in sheet[table.ref])
            try:
                offered = gptables.GPTable(
                    table=pd.DataFrame(rows, columns=head, dtype=object),
                    table_name=table.displayName,
                    title=str(sheet["A1"].value),
                    subtitles=[str(sheet["A2"].value)],
                    index_columns={1: 0},
                )
                with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
                    warnings.simplefilter("error", UserWarning)  # as for empty cells
                    warnings.filterwarnings("ignore", "No note text provided")
                    gptables.write_workbook(Path(folder) / "rival.xlsx", {sheet.title: offered}, auto_width=False)
            except (ValueError, TypeError, UserWarning) as error:
                found.append(f"{sheet.title}: {' '.join(str(error).split())}")
    return found


if __name__ == "__main__":
    print(json.dumps([refused(Path(name)) for name in sys.argv[1:]]))
