"""Projects that are changed at random, each built by what was made before and from nothing.

    python -m tests.random_changes [CHANGES] [SEED]

prints a line for each change, how many were built and how many refused, and what differs where the two builds of a
change do (exit code 1). The one build is of a process that has built the projects before. The other one reuses nothing,
in a process of its own that has built none of them: what that process holds, as in a cache of a function, is not there.
"""

from __future__ import annotations

import csv
import datetime as dt
import gc
import hashlib
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

import pytest
from msgspec import Struct
from msgspec.structs import replace

from briefing import cache
from briefing.assets import asset
from briefing.errors import BriefingError
from briefing.model.build_options import BuildOptions
from briefing.model.period_choice import choice_of
from briefing.model.period_notation import NotationError
from briefing.pipeline.build import editions
from briefing.reuse import STORE, from_nothing
from tests import harbour, invented, shires

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
_YEAR = re.compile(r"(?:19|20)\d\d")  # of which another century is refused
# A word between two others, as keys are none.
_WORD = re.compile(r"(?<=[a-z,] )[a-z]{3,}(?= [a-z])|(?<=[\u4e00-\u9fff])[\u4e00-\u9fff](?=[\u4e00-\u9fff])")
_COLOUR = re.compile(r"#?[0-9A-Fa-f]{6}\b")
# How often a file is changed: most of an edition follows from its story and its observations.
_WEIGHTS = {"story": 8, "observations": 6, "own": 2, "briefing": 2, "indicators": 2, "sources": 1, "targets": 1}

_DATA = Path(__file__).parents[1] / "data"
# Of the projects with real data all but that of `first_builds`.
_REAL = tuple(sorted(path.parent.name for path in _DATA.glob("*/briefing.toml") if path.parent.name != "prices"))
SMALL = ("starter", "shires", "quay")
# How often a project is changed: a large one takes ten times as long.
_PROJECTS = {**dict.fromkeys(SMALL, 20), **dict.fromkeys(("harbour", "gallery", *_REAL), 1)}
_MANY_PLACES = 10  # a story of fewer names some
_FIRST = 6  # periods of the data that an edition may begin in
_RETURNS, _FORGETS, _ASKS_OTHERWISE = 0.3, 0.1, 0.3  # how likely each is


class Change(Struct, frozen=True):
    """A file of a project, what stood there and what stands there now."""

    file: str
    before: str
    after: str


class Turn(Struct, frozen=True):
    """A change of a project, the edition that was built twice, why it is refused, and what differs from nothing."""

    project: str
    change: Change
    options: BuildOptions
    refused: str
    differing: tuple[str, ...]


class Builder(Protocol):
    """Starts a build, and returns what gives its outcome."""

    def __call__(self, root: Path, options: BuildOptions) -> Callable[[], Mapping[str, str]]: ...


def projects(folder: Path, names: Sequence[str]) -> dict[str, Path]:
    """Return projects in a folder, each with a theme of its own to be changed."""
    folder.mkdir()
    found = {name: _project(name, folder / name) for name in names}
    for root in found.values():
        shutil.copyfile(asset("themes") / "ink.toml", root / "own.toml")
        settings = root / "briefing.toml"
        text = re.sub(r"^theme = .*\n", "", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
        settings.write_text(text.replace("[edition]\n", '[edition]\ntheme = "own.toml"\n', 1), encoding="utf-8")
    return found


def _project(name: str, folder: Path) -> Path:
    if name == "shires":
        return shires.project(folder)
    if name == "harbour":
        return harbour.project(folder)
    if name == "quay":
        return invented.project(folder, *invented.named("Skerry Quay"))
    copied = {"starter": asset("project"), "gallery": asset("gallery")}
    return Path(shutil.copytree(copied.get(name, _DATA / name), folder))


def change(root: Path, chance: random.Random) -> Change:
    """Change one place of one file of a project, and return what was changed: a number, a word, a colour or a row."""
    files = sorted(path for path in root.iterdir() if path.suffix in (".csv", ".toml", ".yaml"))
    weights = [_WEIGHTS.get(path.name.partition(".")[0], 1) for path in files]
    while True:
        (path,) = chance.choices(files, weights)
        text = path.read_text(encoding="utf-8")
        after = chance.choice((_other_number, _other_word, _other_colour, _other_row))(text, chance)
        if after != text:
            path.write_text(after, encoding="utf-8")
            return Change(path.name, *_difference(text, after))


def _other_number(text: str, chance: random.Random) -> str:
    def other(number: str) -> str:
        at = len(number) - 1 if _YEAR.fullmatch(number) else chance.randrange(len(number))
        return number[:at] + chance.choice("123456789") + number[at + 1 :] if number[at] != "." else number + "5"

    return _at_one(_NUMBER, text, chance, other)


def _other_word(text: str, chance: random.Random) -> str:
    words = _WORD.findall(text)
    return _at_one(_WORD, text, chance, lambda _: chance.choice(words))


def _other_colour(text: str, chance: random.Random) -> str:
    return _at_one(_COLOUR, text, chance, lambda colour: colour[:-1] + chance.choice("0123456789abcdef"))


def _other_row(text: str, chance: random.Random) -> str:
    """Leave a row out, or exchange it with the next."""
    rows = text.splitlines(keepends=True)
    if len(rows) < 3:
        return text
    at = chance.randrange(1, len(rows) - 1)
    rows[at : at + 2] = [rows[at + 1]] if chance.random() < 0.5 else [rows[at + 1], rows[at]]
    return "".join(rows)


def _at_one(pattern: re.Pattern[str], text: str, chance: random.Random, other: Callable[[str], str]) -> str:
    places = list(pattern.finditer(text))
    if not places:
        return text
    place = chance.choice(places)
    return text[: place.start()] + other(place[0]) + text[place.end() :]


def _difference(before: str, after: str) -> tuple[str, str]:
    """Return the lines that differ, of either text."""
    old, new = before.splitlines(), after.splitlines()
    first = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    return "\n".join(old[first : first + 2])[:200], "\n".join(new[first : first + 2])[:200]


def edition(root: Path, chance: random.Random) -> BuildOptions:
    """Return which edition is built: of one of the stories, at times of another day, of a period that begins in another
    year, or of another place where there are many."""
    (lang,) = chance.choices([path.name.split(".")[1] for path in sorted(root.glob("story.*.yaml"))])
    options = BuildOptions(languages=(lang,))
    with (root / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if chance.random() < _ASKS_OTHERWISE:
        places = sorted({row.get("entity") or "" for row in rows} - {""})
        options = replace(options, entity=chance.choice(places) if len(places) >= _MANY_PLACES else None)
    if chance.random() < _ASKS_OTHERWISE:
        periods = sorted({row.get("year") or row.get("period") or "" for row in rows} - {""})
        with suppress(NotationError):  # a change has made it none
            options = replace(options, period=choice_of(chance.choice(periods[:_FIRST])) if periods else None)
    if chance.random() < _ASKS_OTHERWISE:
        options = replace(options, as_of=dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(200)))
    return options


def outcome(root: Path, options: BuildOptions) -> Mapping[str, str]:
    """Build an edition of a project → the SHA-256 of each file by name, or what was found, by place."""
    try:
        results = editions(root, options)
    except BriefingError as error:
        return {f"{at}": str(finding) for at, finding in enumerate((*error.findings, *error.warnings))}
    files = {name: content for one in results for name, content in one.files.items()}
    warnings = {f"{one.lang} {at}": str(finding) for one in results for at, finding in enumerate(one.findings)}
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()} | warnings


@contextmanager
def apart() -> Iterator[Builder]:
    """Yield what builds from nothing, each time in a process that has not built the project before."""
    ours, theirs = Pipe()
    server = get_context("spawn").Process(target=_serve, args=(theirs,))
    server.start()
    theirs.close()

    def begin(root: Path, options: BuildOptions) -> Callable[[], Mapping[str, str]]:
        ours.send((root, options))
        return ours.recv

    try:
        yield begin
    finally:
        ours.close()
        server.join()


def _serve(requests: Connection) -> None:
    """Answer each request in a fork of this process, which has its libraries and faces loaded; end with the caller."""
    import_module("tests.first_builds")
    gc.freeze()
    fork = get_context("fork")
    with suppress(EOFError):
        while True:
            answering = fork.Process(target=_answer, args=(requests, *requests.recv()))
            answering.start()
            answering.join()
            if answering.exitcode:
                return  # so that the caller does not wait


def _answer(requests: Connection, root: Path, options: BuildOptions) -> None:
    with pytest.MonkeyPatch.context() as patch, from_nothing():
        patch.setenv(cache.VARIABLE, cache.OFF)
        requests.send(outcome(root, options))


def turns(
    build_from_nothing: Builder, changes: int, seed: int, folder: Path, names: Sequence[str] = tuple(_PROJECTS)
) -> Iterator[Turn]:
    """Change projects one after another and build each twice.

    A project goes back to what it was after some changes, so that what was made of it before is found again. At times
    what this process holds is forgotten, so that only what a folder holds is found, as by a later process.
    """
    chance = random.Random(seed)  # changes to be made again by their seed
    roots = projects(folder / "originals", names)
    for _ in range(changes):
        (name,) = chance.choices(names, [_PROJECTS[name] for name in names])
        root = folder / name
        if not root.exists() or chance.random() < _RETURNS:
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(roots[name], root)
        if chance.random() < _FORGETS:
            STORE.clear()
        changed, options = change(root, chance), edition(root, chance)
        begun = build_from_nothing(root, options)
        found = outcome(root, options)
        expected = begun()
        differing = sorted(key for key in {*found, *expected} if found.get(key) != expected.get(key))
        refused = "" if any(key.endswith(".json") for key in expected) else "; ".join(expected.values())
        if refused:
            shutil.rmtree(root)
        yield Turn(name, changed, options, refused, tuple(differing))


def main() -> int:
    """Return the exit code."""
    changes, seed = (int(word) for word in (*sys.argv[1:], *("2000", "1")[len(sys.argv) - 1 :]))
    built = wrong = done = 0
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, apart() as builder:
        patch.setenv(cache.VARIABLE, f"{folder}/cache")
        for turn in turns(builder, changes, seed, Path(folder)):
            done, built, wrong = done + 1, built + (not turn.refused), wrong + bool(turn.differing)
            result = f"unlike: {turn.differing[:6]}\n{turn.change}" if turn.differing else "equal"
            asked = " ".join(
                map(
                    str, (*(turn.options.languages or ()), turn.options.entity, turn.options.period, turn.options.as_of)
                )
            )
            refused = " ".join(f"refused: {turn.refused[:200]}".split()) if turn.refused else "built"
            seconds = f"{time.process_time():.0f} s"
            print(done, turn.project, turn.change.file, asked, seconds, result, refused, sep=", ", flush=True)
    print(f"{done} changes: {built} built, {done - built} refused, {wrong} unlike from nothing")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
