"""The Python files of a project that may run its own code: read here as text, run where a figure is drawn."""

from __future__ import annotations

import ast
from pathlib import Path

from briefing.errors import InputError
from briefing.read.files import TEXT_BYTES, decode, inside, read_bytes
from briefing.read.report import Report


def code_files(root: Path, report: Report, *, allowed: bool) -> dict[str, str]:
    """Return the content of each Python file in a project's folder, by name, if it may be run; one that is no Python is
    a finding."""
    found: dict[str, str] = {}
    for path in sorted(root.glob("*.py")) if allowed else ():
        with report.collecting():
            where = inside(root, path.name, path.as_posix()).as_posix()
            code = decode(read_bytes(path, TEXT_BYTES), where)
            try:
                ast.parse(code)
            except (SyntaxError, ValueError) as error:
                line = f"{where}, line {getattr(error, 'lineno', None) or 1}"
                raise InputError(f"this is no Python: {getattr(error, 'msg', error)}", line, "correct it") from None
            found[path.name] = code
    return found
