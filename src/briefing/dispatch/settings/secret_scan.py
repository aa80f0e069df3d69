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
            found.append(Finding(file.where(*place, key), "this file must not contain a secret", _fix((*place, key))))
        else:
            cleaned[key] = _clean(inner, (*place, key), file, found)
    return cleaned


def _fix(place: tuple[str | int, ...]) -> str:
    """Return where the secret of a place belongs."""
    keys = [step for step in place if isinstance(step, str)]
    key = keys[-1]
    if key.endswith("_file"):
        return f'write it into a file, and the path of that here, as {key} = "secret.pem"'
    if key.endswith("_env"):
        return f'put it into an environment variable, and write the name of that here, as {key} = "BRIEFING_SECRET"'
    if key == "token_command":
        return "let the program read it from an environment variable, and leave it out here"
    if keys[0] in ("recipients", "ledger"):
        return 'put it into an environment variable, and write in place of this line url_env = "BRIEFING_URL"'
    if _KEY.search(key.lower().replace("-", "_")):
        name = 'password_env = "BRIEFING_PASSWORD"'
        return f"put it into an environment variable, delete this line, and write {name} in [mail.smtp]"
    return "put it into an environment variable, and leave it out here"


def _text(value: str, place: tuple[str | int, ...], file: TomlFile, found: list[Finding]) -> str:
    if _VALUE.search(value):
        found.append(Finding(file.where(*place), "the text contains a secret; this file must not", _fix(place)))
    elif ("\n" in value or "\r" in value) and place[-1] != "query":
        found.append(Finding(file.where(*place), "the text contains a line break", "write it on one line"))
    else:
        return value
    return "…"
