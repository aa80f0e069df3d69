"""The photograph or illustration that a project names for its cover."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from briefing.errors import InputError
from briefing.read.files import inside
from briefing.read.report import Report
from briefing.read.settings import ProjectSettings
from briefing.read.tomlfile import TomlFile

_KINDS: Final = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg"}
_MOST: Final = 3_000_000  # bytes: a deck is sent by mail
_LEAST: Final = 5_000


def cover_image(root: Path, settings: ProjectSettings, file: TomlFile, report: Report) -> str:
    """Return the absolute path of a PNG or JPEG inside the project; "" where none is named, or after a fault."""
    name = settings.edition.cover_image
    if not name:
        return ""
    where = file.where("edition", "cover_image")
    with report.collecting():
        path = inside(root, name, where)
        if not path.is_file():
            raise InputError(f"the image {name!r} is missing", where, "put it there, or delete the line")
        size = path.stat().st_size
        if not _LEAST <= size <= _MOST:
            what = f"the image {name!r} has {size:,} bytes, and a cover takes {_LEAST:,} to {_MOST:,}"
            raise InputError(what, where, "save it 1,500 to 2,000 pixels wide, as JPEG of middling quality")
        with path.open("rb") as image:
            head = image.read(8)
        if not any(head.startswith(mark) for mark in _KINDS):
            raise InputError(f"{name!r} is no PNG and no JPEG", where, "save it as one of them")
        return str(path.resolve())
    return ""
