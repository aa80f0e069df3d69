"""Find secrets in plain text, which no file of a project may hold, and line breaks, which no header may hold."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from briefing.errors import Finding
from briefing.read.tomlfile import TomlFile

_KEY = re.compile(r"passw|passphrase|passcode|pwd|secret|token|credential|api_?key|private_?key|(^|_)(pass|auth)(_|$)")
_PLACE = re.compile(r"_(env|file|command)$")
_VALUE = re.compile(
    r"://[^\s:/@]*:(?![0-9]{1,5}(/|$))\S*@"  # a URL's
    r"|(^|[?&;\s]|--?)(ssl)?(pass(word|wd)?|pwd|secret|(access_|auth_)?token|api_?key)=\S"  # a query's or an option's
    r"|-----BEGIN [A-Z ]*PRIVATE KEY",
    re.IGNORECASE,
)
_FIX = "put it into an environment variable or a file, and name that with password_env, password_file or url_env"


def mask_secrets(file: TomlFile) -> tuple[TomlFile, list[Finding]]:
    """Return the file with secrets removed or masked, and a finding for each that does not repeat it.

    Only queries may have several lines.
    """
    found: list[Finding] = []
    return replace(file, values=_clean(file.values, (), file, found)), found


def _clean(value: Any, place: tuple[str | int, ...], file: TomlFile, found: list[Finding]) -> Any:
    if isinstance(value, list):
        return [_clean(inner, (*place, index), file, found) for index, inner in enumerate(value)]
    if isinstance(value, str):
        return _text(value, place, file, found)
    if not isinstance(value, dict):
        return value
    cleaned = {}
    for key, inner in value.items():
        name = key.lower().replace("-", "_")
        if _KEY.search(name) and not _PLACE.search(name) and not isinstance(inner, dict):
            found.append(Finding(file.where(*place, key), "this file must not contain a secret", _FIX))
        else:
            cleaned[key] = _clean(inner, (*place, key), file, found)
    return cleaned


def _text(value: str, place: tuple[str | int, ...], file: TomlFile, found: list[Finding]) -> str:
    if _VALUE.search(value):
        found.append(Finding(file.where(*place), "the text contains a secret; this file must not", _FIX))
    elif ("\n" in value or "\r" in value) and place[-1] != "query":
        found.append(Finding(file.where(*place), "the text contains a line break", "write it on one line"))
    else:
        return value
    return "…"
