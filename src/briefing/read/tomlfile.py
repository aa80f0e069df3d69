"""A TOML file → its values and the line of each key, which tomllib doesn't tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import BaseModel, ValidationError

from briefing.errors import Finding, InputError
from briefing.read.characters import FIX, first_flaw, flaw
from briefing.read.files import TEXT_BYTES, decode, read_bytes, sha256
from briefing.read.validation import describe_error, nearest

_PART = r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'"""
_NAME = rf"(?:{_PART})(?:\s*\.\s*(?:{_PART}))*"
_LONGEST_NAME = 80  # of a key in a message
_DEEPEST = 32
_TOO_DEEP = re.compile(rf"(?<![A-Za-z0-9_-])(?:(?:{_PART})\s*\.\s*){{{_DEEPEST}}}")
_TABLE = re.compile(rf"\s*\[\s*({_NAME})\s*\]")
_KEY = re.compile(rf"\s*({_NAME})\s*=")


class TomlFile(Struct, frozen=True):
    """Values, the line of each key, the path for messages and the SHA-256."""

    values: dict[str, Any]
    lines: dict[tuple[str | int, ...], int]
    path: str
    digest: str

    def where(self, *place: str | int) -> str:
        """Return the place of keys: "briefing.toml, line 12, edition.period", as near as the file has it."""
        near = nearest(place, self.lines)
        line = f", line {self.lines[near]}" if near else ""
        name = ".".join(_short(step) for step in place if isinstance(step, str))
        return f"{self.path}{line}, {name}" if name else f"{self.path}{line}"


def _short(step: str) -> str:
    return step if len(step) <= _LONGEST_NAME else f"{step[:_LONGEST_NAME]}…"


def read_toml(path: Path) -> TomlFile:
    """Return the values of a TOML file and their lines; InputError for what is no TOML and for refused characters."""
    data = read_bytes(path, TEXT_BYTES)
    where = path.as_posix()
    text = decode(data, where)
    line, what = first_flaw(text)
    if line:
        raise InputError(f"{what} stands in the file", f"{where}, line {line}", FIX)
    if deep := _TOO_DEEP.search(text):  # tomllib takes gigabytes for a key of thousands of parts
        place = f"{where}, line {text.count(chr(10), 0, deep.start()) + 1}"
        raise InputError(f"a key has more than {_DEEPEST} parts", place, "write it with fewer dots")
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        place = f"{where}, line {found[1]}" if found else where
        reason = re.sub(r" *\(at .*\)$", "", str(error))
        raise InputError(f"this is no TOML: {reason}", place, _fix(reason)) from None
    file = TomlFile(values, key_lines(text), where, sha256(data))
    bad = [Finding(file.where(*place), f"{flaw(value)} stands in the text", FIX) for place, value in _texts(values)]
    if bad:
        raise InputError(bad)
    return file


def key_lines(text: str) -> dict[tuple[str | int, ...], int]:
    """Return the line of each table and key (inline tables by their outer key)."""
    lines: dict[tuple[str | int, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if head := _TABLE.match(line):
            table = _split(head[1])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_split(key[1])), number)
    # A table is found by its first key too, as `[facts.firms]` for `facts`.
    for place, number in list(lines.items()):
        for end in range(1, len(place)):
            lines.setdefault(place[:end], number)
    return lines


def _split(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, name))


def _texts(value: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str) and flaw(value):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(key, (*place, key))
            yield from _texts(inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*place, index))


def _fix(reason: str) -> str:
    """Return the fix for what the parser says."""
    if "table declaration" in reason:
        return "close the bracket, as [facts]"
    if "overwrite" in reason or "already" in reason or "twice" in reason:
        return "join or delete one of the two"
    return 'write name = value, each on its own line; texts stand in quotation marks: title = "…"'


def findings(error: ValidationError, model: type[BaseModel], file: TomlFile) -> list[Finding]:
    """Return errors of pydantic as findings with lines, in the order of the file."""
    found = []
    for detail in error.errors(include_url=False):
        what, fix = describe_error(detail, model, toml=True)
        found.append((file.lines.get(nearest(detail["loc"], file.lines), 0), detail["loc"], what, fix))
    ordered = sorted(found, key=lambda item: item[0])
    return [Finding(file.where(*place), what, fix) for _, place, what, fix in ordered]
