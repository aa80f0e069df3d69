"""Files of a project that are called almost as a table of it, and that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from briefing.errors import Finding
from briefing.read.data_package import NAME as DESCRIPTOR
from briefing.read.table_columns import TABLES

_SUFFIXES: Final = (".csv", ".xlsx", ".xls", ".parquet")
_LIKE: Final = 0.8  # of a name and that of a table
_NAMED_IN: Final = ("briefing.toml", DESCRIPTOR)


def misnamed_tables(root: Path) -> Iterator[Finding]:
    """Yield a notice for each file that has nearly the name of a table which the project does not have."""
    if not root.is_dir():
        return
    files = sorted(path for path in root.iterdir() if path.suffix.lower() in _SUFFIXES)
    there = {path.stem for path in files}
    texts = [(root / name).read_text("utf-8", "replace") for name in _NAMED_IN if (root / name).is_file()]
    for path in files:
        near = get_close_matches(path.stem.lower(), sorted(TABLES), n=1, cutoff=_LIKE)
        if path.stem in TABLES or not near or near[0] in there or any(path.name in text for text in texts):
            continue
        fix = f"rename it {near[0]}.csv, or leave it if it is of something else"
        yield Finding(str(path), "nothing reads this file, as no table of a project has its name", fix, "notice")
