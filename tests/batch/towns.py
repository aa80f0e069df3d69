"""A small project with many towns, any of which can have its story; tables of them; the workers of this process."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from briefing.assets import asset
from tests.editions import STORY

# Ten digits of a title would need an expression; letters need none.
NAMES = [
    f"{first}{second}ville" for first in ("Al", "Bel", "Cor", "Dun", "El", "Far", "Gor", "Hal") for second in "aeiouywr"
]
# Its paths shrank, so that the claim of the story is false of it.
FALSE = "Falseville"
_STORY = STORY.replace(
    '      - "**Paths** They are {{ paths.last }} km long in {{ paths.last | year }}."\n',
    """\
      - text: "**Paths** They grew to {{ paths.last }} km in {{ paths.last | year }}."
        expect: paths.last > paths.first
""",
)


def project(folder: Path, names: Iterable[str] = NAMES) -> Path:
    """A folder to be made → the starter in it, with data of these towns and of Falseville."""
    shutil.copytree(asset("project"), folder)
    rows = []
    for number, name in enumerate([*names, FALSE]):
        last = 1 if name == FALSE else 30 + number
        rows += [
            f"library_visits,{name},{year},{200 + number + year % 100},=,A,EXAMPLE," for year in (2019, 2021, 2023)
        ]
        rows += [
            f"cycle_paths,{name},2019,{5 + number},=,A,EXAMPLE,",
            f"cycle_paths,{name},2023,{last + number},=,A,EXAMPLE,",
        ]
    with (folder / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    (folder / "story.en.yaml").write_text(_STORY, encoding="utf-8")
    return folder


def table(folder: Path, rows: Iterable[str], head: str = "entity", name: str = "rows.csv") -> Path:
    """Lines → a CSV table in a folder."""
    path = folder / name
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def digests(folder: Path) -> dict[str, str]:
    """Every file of an output folder with its SHA-256."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def editions(folder: Path) -> dict[str, str]:
    """The same without the account of the batch."""
    return {name: digest for name, digest in digests(folder).items() if name not in ("batch.json", "failures.csv")}


def account(folder: Path) -> list[dict[str, object]]:
    """The rows of batch.json."""
    rows: list[dict[str, object]] = json.loads((folder / "batch.json").read_bytes())["rows"]
    return rows


def whole(folder: Path) -> bool:
    """Is every edition that has a ledger whole, and no other file there?"""
    result: dict[str, str] = {}
    for ledger in folder.glob("*.ledger.json"):
        result |= json.loads(ledger.read_bytes())["edition"]["outputs"] | {ledger.name: digests(folder)[ledger.name]}
    return result == editions(folder)


def workers(parent: int) -> list[int]:
    """The worker processes below a process, at any depth."""
    found = []
    for pid in _children(parent):
        found += [pid] if b"popen_loky" in _read(pid, "cmdline") else workers(pid)
    return found


def _children(parent: int) -> list[int]:
    return [int(pid) for task in _tasks(parent) for pid in _read(parent, f"task/{task}/children").split()]


def _tasks(pid: int) -> list[str]:
    try:
        return os.listdir(f"/proc/{pid}/task")
    except OSError:
        return []


def _read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def lives(pid: int) -> bool:
    """Does a process run? One that only waits for its parent does not."""
    state = _read(pid, "stat").rpartition(b")")[2].split()
    return bool(state) and state[0] != b"Z"


def until(true: Callable[[], object], seconds: float = 30) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)
