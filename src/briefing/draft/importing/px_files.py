"""PX files of statistical offices → cubes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import Final

from briefing.draft.importing.cube_tables import Cube, CubeDimension
from briefing.draft.raw_table import Role, StatedSource
from briefing.errors import InputError
from briefing.read.characters import tidy

_STATEMENT: Final = re.compile(
    r"\s*(?P<key>[A-Z][A-Z0-9-]*)(?:\[(?P<language>[\w-]+)\])?(?:\((?P<of>(?:\"[^\"]*\"|[^\")])*)\))?"
    r"\s*=(?P<content>(?:\"[^\"]*\"|[^\";])*)(?:;|\Z)"
)
_DATA: Final = re.compile(r"^DATA\s*=", re.MULTILINE)
_TEXT: Final = re.compile(r'"([^"]*)"')
_PARTS: Final = re.compile(r'"[^"]*"|[^\s,;"]+')
_SYMBOLS: Final = ("DATASYMBOL1", "DATASYMBOL2", "DATASYMBOL3", "DATASYMBOL4", "DATASYMBOL5", "DATASYMBOL6")
_DATE: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
Statements = Mapping[tuple[str, str], str]


def is_px(text: str) -> bool:
    """Return whether a text is a PX file: statements that name rows, columns and data."""
    return all(re.search(rf"^{key}=", text, re.MULTILINE) for key in ("(STUB|HEADING)", "DATA"))


def px_encoding(data: bytes) -> str:
    """Return the encoding that a PX file states, empty if it states none that is known, or is UTF-8 all the same, as
    of one that was saved again."""
    found = re.search(rb'^CODEPAGE="([\w-]+)"', data[:2000], re.MULTILINE)
    name = found[1].decode("ascii") if found else ""
    try:
        codecs.lookup(name)
        data.decode("utf-8")
    except LookupError:
        return ""
    except UnicodeDecodeError:
        return name
    return ""


def px_cube(text: str, where: str) -> Cube:
    """Return what a PX file holds; InputError where it lacks what its dimensions ask for."""
    statements = dict(_statements(text))
    names = [*_texts(statements, "STUB"), *_texts(statements, "HEADING")]
    missing = [name for name in names if ("VALUES", name) not in statements]
    if any(key == "KEYS" for key, _ in statements):
        raise InputError("the PX file leaves out rows (KEYS)", where, "download the table as .csv or JSON-stat")
    if not names or missing:
        what = f"the PX file has no VALUES of {missing[0]!r}" if missing else "the PX file names no variables"
        raise InputError(what, where, "download the table again")
    measure = next(iter(_texts(statements, "CONTVARIABLE")), "")
    values = [part.strip('"') for part in _PARTS.findall(statements.get(("DATA", ""), ""))]
    marks = {mark for mark in values if re.fullmatch(r"[.]+|-", mark)}
    updated = _DATE.match(_one(statements, "LAST-UPDATED") or _one(statements, "LAST-UPDATED", within=True))
    return Cube(
        dimensions=[_dimension(name, statements, name == measure) for name in names],
        values=values,
        unit="" if measure else _one(statements, "UNITS"),
        title=_one(statements, "TITLE") or _one(statements, "DESCRIPTION") or _one(statements, "CONTENTS"),
        footnotes=(*(text.replace("#", " ") for text in _texts(statements, "NOTE")), *_legend(statements, marks)),
        source=StatedSource(_one(statements, "SOURCE"), "", "-".join(updated.groups()) if updated else ""),
    )


def _statements(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Keys, with the variable or value that they are of, and contents; those of further languages are left out."""
    data = _DATA.search(text)  # the last statement; some offices end each of its lines with a semicolon
    for found in _STATEMENT.finditer(text, 0, data.start() if data else len(text)):
        if not found["language"]:
            yield (found["key"], tidy(",".join(_TEXT.findall(found["of"] or "")))), found["content"]
    if data:
        yield ("DATA", ""), text[data.end() :]


def _texts(statements: Statements, key: str, of: str = "") -> list[str]:
    """The texts of a statement; pieces without a comma between them are one text."""
    content = statements.get((key, of), "")
    texts = (tidy("".join(_TEXT.findall(piece))) for piece in re.findall(r'(?:"[^"]*"|[^",])+', content))
    return [text for text in texts if text]


def _one(statements: Statements, key: str, within: bool = False) -> str:
    """The text of a statement, or of the first of its kind for a value where `within`."""
    content = statements.get((key, ""), "")
    if within:
        content = next((text for (name, _), text in statements.items() if name == key), "")
    return "".join(_TEXT.findall(content)).strip()


def _dimension(name: str, statements: Statements, measures: bool) -> CubeDimension:
    labels = _texts(statements, "VALUES", name)
    codes = _texts(statements, "CODES", name)
    codes = codes if len(codes) == len(labels) == len(set(codes)) else labels
    time = ("TIMEVAL", name) in statements
    units = {}
    if measures:
        units = {code: _one_of(statements, "UNITS", label) for code, label in zip(codes, labels, strict=True)}
    role: Role | None = "period" if time else "indicator" if measures else None
    if time:
        codes = labels
    return CubeDimension(name, codes, "", dict(zip(codes, labels, strict=True)), units, role)


def _one_of(statements: Statements, key: str, of: str) -> str:
    return "".join(_TEXT.findall(statements.get((key, of), "") or statements.get((key, ""), "")))


def _legend(statements: Statements, marks: set[str]) -> Iterator[str]:
    """What the signs for missing values mean, where the file says so."""
    for count, key in enumerate(_SYMBOLS, start=1):
        if "." * count in marks and _one(statements, key):
            yield f"{'.' * count} {_one(statements, key)}"
