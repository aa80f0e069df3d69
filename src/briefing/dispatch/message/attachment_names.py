"""Names of attachments: without paths, all different; and how Content-Disposition gives them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from msgspec import Struct

_MAX_ASCII: Final = 60
_MAX_BYTES: Final = 240  # of UTF-8; file systems take 255
_SEGMENT: Final = 56  # characters of a continued parameter, so that a line has at most 78
_UNSAFE: Final = re.compile(r'["<>:|?*;\\/]')
_EDGES: Final = re.compile(r"^[\s.]+|[\s.]+$")
_HIDDEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # controls, bidi marks, surrogates, what has no shape
_DEFAULT_NAME: Final = "attachment"


class FileName(Struct, frozen=True):
    """An attachment's name: `full` as intended, `ascii` with at most 60 characters, equal if `full` is plain."""

    ascii: str
    full: str


def file_names(names: Iterable[str]) -> dict[str, FileName]:
    """Return a FileName for each name; names that differ only in case get a number."""
    full: set[str] = set()
    plain: set[str] = set()
    named = {}
    for name in names:
        unique = _unique(_base_name(name), full, _MAX_BYTES)
        named[name] = FileName(_unique(_ascii(unique), plain, _MAX_ASCII), unique)
    return named


def disposition(kind: str, name: FileName) -> Iterator[str]:
    """Return the lines of Content-Disposition for `attachment` or `inline`.

    A name that is not plain ASCII is given first in the form of RFC 2231, in sections of whole characters, because
    Python's parser uses the first.
    """
    if name.full == name.ascii:
        yield f'Content-Disposition: {kind}; filename="{name.ascii}"'
        return
    yield f"Content-Disposition: {kind};"
    sections = [*_sections(name.full)]
    for number, section in enumerate(sections):
        count = f"*{number}" if len(sections) > 1 else ""
        charset = "UTF-8''" if number == 0 else ""
        yield f" filename{count}*={charset}{section};"
    yield f' filename="{name.ascii}"'


def _sections(full: str) -> Iterator[str]:
    section = ""
    for char in full:
        code = quote(char, safe="")
        if len(section) + len(code) > _SEGMENT:
            yield section
            section = ""
        section += code
    yield section


def _base_name(name: str) -> str:
    """Return the last component of a name in NFC, without hidden characters and what file systems refuse."""
    seen = "".join(char for char in name if unicodedata.category(char) not in _HIDDEN)
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", seen).rstrip("/\\"))[-1]
    return _EDGES.sub("", _UNSAFE.sub("-", last)) or _DEFAULT_NAME


def _ascii(name: str) -> str:
    """Reduce a name to ASCII letters, digits, dots, hyphens and underscores."""
    stem, suffix = _split(name)
    return (_letters(stem) or _DEFAULT_NAME) + (f".{end}" if (end := _letters(suffix)) else "")


def _letters(text: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.sub(r"[^A-Za-z0-9._-]+", "-", bare).strip("-._")


def _split(name: str) -> tuple[str, str]:
    stem, point, suffix = name.rpartition(".")
    return (stem, suffix) if point and stem and len(suffix) <= 10 else (name, "")


def _unique(name: str, taken: set[str], max_bytes: int) -> str:
    """Shorten a name to a number of bytes, and number it if it is taken."""
    stem, suffix = _split(name)
    end = f".{suffix}" if suffix else ""
    number = 1
    while True:
        count = f"-{number}" if number > 1 else ""
        available = max_bytes - len((count + end).encode())
        cut = stem.encode()[:available].decode("utf-8", "ignore")
        candidate = (stem if cut == stem else cut.rstrip()) + count + end
        if candidate.casefold() not in taken:
            taken.add(candidate.casefold())
            return candidate
        number += 1
