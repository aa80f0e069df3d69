"""A folder of files → the files of a table in the order of their names, each with what its folders' names say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from briefing.errors import Finding, InputError
from briefing.read.characters import FIX, flaw, tidy
from briefing.read.files import missing_file_fix
from briefing.read.table_layout import Layout

KINDS = (".parquet", ".csv")
NOTHING = "__HIVE_DEFAULT_PARTITION__"


class TableFile(Struct, frozen=True):
    """A file of a table: where it lies, its name in the project, and the cells that are the same in all its rows, from
    folders called as "entity=Town"."""

    path: Path
    name: str
    keys: Mapping[str, str]

    @property
    def parquet(self) -> bool:
        """Whether it is Parquet, else CSV."""
        return self.path.suffix.lower() == ".parquet"


def table_files(path: Path, layout: Layout) -> list[TableFile]:
    """Return the files of a table: a file, or all below a folder. Names that begin with a dot or _ are ignored.

    InputError where there is none, where files are no table, of two kinds, or lead out of the folder.
    """
    if not path.is_dir():
        if layout.file.endswith("/"):
            raise InputError("the folder is missing", path.as_posix(), missing_file_fix(path))
        if not path.exists():
            raise InputError("the file is missing", path.as_posix(), missing_file_fix(path))
        return [TableFile(path, layout.file, {})]
    found: list[TableFile] = []
    wrong: list[Finding] = []
    for file in _files(path):
        inner = file.relative_to(path)
        name = f"{layout.file.rstrip('/')}/{inner.as_posix()}"
        keys, fault = _keys(inner.parent.parts)
        if file.suffix.lower() not in KINDS:
            fault = "this is no .parquet or .csv file", "move it away, or let its name begin with _"
        elif not file.resolve().is_relative_to(path.resolve()):
            fault = "it leads out of the folder", "copy the file into it"
        elif found and (found[0].path.suffix.lower() != file.suffix.lower()):
            fault = f"it is of another kind than {found[0].name}", "keep Parquet or CSV, not both"
        if fault:
            wrong.append(Finding(file.as_posix(), *fault))
        else:
            found.append(TableFile(file, name, keys))
    if wrong:
        raise InputError(wrong)
    if not found:
        raise InputError("the folder holds no table", f"{path.as_posix()}/", "put .parquet or .csv files into it")
    return found


def _files(folder: Path) -> Iterator[Path]:
    """In the order of names, so that a row has the same place on every machine."""
    every = (path for path in folder.rglob("*") if path.is_file())
    seen = sorted((path.relative_to(folder).as_posix(), path) for path in every)
    yield from (path for inner, path in seen if not any(part[0] in "._" for part in inner.split("/")))


def _keys(folders: tuple[str, ...]) -> tuple[dict[str, str], tuple[str, str] | None]:
    """Return the cells that the names of folders give, and what is wrong with them."""
    keys: dict[str, str] = {}
    for folder in folders:
        name, sign, value = folder.partition("=")
        name, value = unquote(name), "" if value == NOTHING else tidy(unquote(value))
        if not sign:
            continue
        if flaw(name + value):
            return {}, (f"{flaw(name + value)} stands in the name of its folder", FIX)
        if keys.setdefault(name, value) != value:
            return {}, (f"its folders give {name!r} two values", "keep one of the folders")
    return keys, None
