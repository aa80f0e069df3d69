"""What a PDF gives away that nobody meant to send: paths, names, comments, hidden layers, scripts, strange files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from briefing.proof.local_paths import LOCAL_PATH
from briefing.proof.tags.faults import Fault

_USER: Final = re.compile(
    r"(root|user|admin|administrator|ubuntu|runner|localhost|(desktop|laptop|win)-\w+|[\w.-]+@[\w-]+(\.local)?)",
    re.IGNORECASE,
)
_DATA: Final = (".csv", ".json", ".txt", ".xlsx", ".xml", ".md", ".yaml", ".toml")


def private_properties(properties: Mapping[str, str]) -> Iterator[Fault]:
    """Yield properties that give a machine or its user away."""
    for name, value in properties.items():
        if path := LOCAL_PATH.search(value):
            yield Fault(f"it gives away a path of somebody's machine, {path[0]!r}", "drop it", element=name)
        elif name.lower().endswith(("author", "dc:creator")) and _USER.fullmatch(value.strip()):
            what = f"it gives away a machine's user, {value.strip()!r}"
            yield Fault(what, "name the house that issues it, or nobody", element=name)


def files_inside(names: Iterable[str]) -> Iterator[Fault]:
    """Yield attached files that are no data."""
    for name in names:
        if not name.lower().endswith(_DATA):
            yield Fault("a file that is no data stands inside it", "drop it", element=f"attached {name}")
