"""Steps that break a project and steps that mend it, for tests that follow what a message on a file proposes.

A mending step has `<0>`, `<1>` … for what the fix names, which is read out of the message.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from briefing import read
from briefing.errors import BriefingError, Finding
from tests.following import filled, named

Words = tuple[str, ...]
Step = Callable[[Path, Words], object]
Reading = Callable[[Path], object]


class Case(Struct, frozen=True):
    """What is done to a sound project, what the message says, how its fix reads with `<>` for what it names, and the
    ways to follow it. `where` is a part of the message's place, else the file that the first step changes."""

    name: str
    given: Step
    what: str
    fix: str
    ways: tuple[Step, ...]
    where: str = ""


def case(given: Step, message: tuple[str, str, str], *ways: Step) -> Case:
    """A case with its place, what it says and its fix in one."""
    where, what, fix = message
    return Case(f"{where}: {what}", given, what, fix, ways, where)


def put(file: str, content: str | bytes) -> Step:
    """Write a file anew."""

    def step(project: Path, words: Words) -> None:
        path = project / filled(file, words)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else filled(content, words).encode())

    return step


def swap(file: str, old: str, new: str) -> Step:
    """Put another text in the place of the first such text of a file."""

    def step(project: Path, words: Words) -> None:
        path = project / file
        text = path.read_bytes().decode()
        assert old in text, f"{old!r} stands not in {file}"
        path.write_bytes(text.replace(old, filled(new, words), 1).encode())

    return step


def more(file: str, lines: str) -> Step:
    """Add lines to a file."""

    def step(project: Path, words: Words) -> None:
        path = project / file
        path.write_bytes(path.read_bytes() + filled(lines, words).encode())

    return step


def drop(file: str) -> Step:
    """Delete a file."""
    return lambda project, words: (project / filled(file, words)).unlink()


def move(old: str, new: str) -> Step:
    """Rename a file."""
    return lambda project, words: (project / filled(old, words)).rename(project / filled(new, words))


def steps(*each: Step) -> Step:
    """Several steps, one after the other."""

    def step(project: Path, words: Words) -> None:
        for one in each:
            one(project, words)

    return step


def as_project(project: Path) -> None:
    """Read a project and its story."""
    loaded = read.project(project)
    for path in loaded.stories.values():
        read.story(path)


def found(project: Path, reading: Reading = as_project) -> tuple[Finding, ...]:
    """A project → what is wrong with it."""
    try:
        reading(project)
    except BriefingError as error:
        return error.findings
    return ()


def follow(one: Case, right: Path, folder: Path, reading: Reading = as_project) -> None:
    """A case and a sound project: break a copy, read the message, and follow it each way in a copy of that."""
    wrong = broken(one, right, folder / "wrong")
    findings = found(wrong, reading)
    fitting = [finding for finding in findings if one.what in finding.what]
    assert len(fitting) == 1, [str(finding) for finding in findings]
    finding = fitting[0]
    assert one.where in finding.where, finding.where
    words = named(one.fix, finding.fix)
    assert one.ways
    for number, way in enumerate(one.ways):
        corrected = broken(one, right, folder / f"way{number}")
        way(corrected, words)
        left = found(corrected, reading)
        assert left == (), f"way {number + 1}: {[str(finding) for finding in left]}"


def broken(one: Case, right: Path, folder: Path) -> Path:
    """A copy of a sound project in which a case puts something wrong."""
    project = Path(shutil.copytree(right, folder / "project"))
    one.given(project, ())
    return project
