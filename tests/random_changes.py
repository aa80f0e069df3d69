"""Projects that are changed at random, each built by what was made before and from nothing.

    python -m tests.random_changes [CHANGES] [SEED]

prints how many changes were built, how many of them were refused, and those whose two builds differ (exit code 1).
"""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from briefing.assets import asset
from briefing.errors import BriefingError
from briefing.pipeline.build import editions
from briefing.reuse import from_nothing
from tests import harbour, shires

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
# A word between two others, as keys are none.
_WORD = re.compile(r"(?<=[a-z,] )[a-z]{3,}(?= [a-z])|(?<=[\u4e00-\u9fff])[\u4e00-\u9fff](?=[\u4e00-\u9fff])")
_COLOUR = re.compile(r"#?[0-9A-Fa-f]{6}\b")
# How often a file is changed: most of an edition follows from its story and its observations.
_WEIGHTS = {"story": 8, "observations": 6, "own": 2, "briefing": 2, "indicators": 2, "sources": 1, "targets": 1}


class Change(Struct, frozen=True):
    """A file of a project, what stood there and what stands there now."""

    file: str
    before: str
    after: str


def projects(folder: Path) -> dict[str, Path]:
    """Return made-up projects, each with a theme of its own to be changed: the starter, all shires, a harbour town."""
    found = {
        "starter": Path(shutil.copytree(asset("project"), folder / "starter")),
        "shires": shires.project(folder / "shires"),
        "harbour": harbour.project(folder / "harbour"),
    }
    for root in found.values():
        shutil.copyfile(asset("themes") / "ink.toml", root / "own.toml")
        settings = root / "briefing.toml"
        text = re.sub(r"^theme = .*\n", "", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
        settings.write_text(text.replace("[edition]\n", '[edition]\ntheme = "own.toml"\n', 1), encoding="utf-8")
    return found


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
        at = chance.randrange(len(number))
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


def outcome(root: Path) -> Mapping[str, str]:
    """Build all editions of a project → the SHA-256 of each file by name, or what was found, by place."""
    try:
        results = editions(root, languages=None)
    except BriefingError as error:
        return {f"{at}": str(finding) for at, finding in enumerate((*error.findings, *error.warnings))}
    files = {name: content for one in results for name, content in one.files.items()}
    warnings = {f"{one.lang} {at}": str(finding) for one in results for at, finding in enumerate(one.findings)}
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()} | warnings


def unlike(changes: int, seed: int, folder: Path) -> Iterator[tuple[str, Change, bool, list[str]]]:
    """Change projects one after another → project, change, whether it was built, and what is unlike from nothing.

    A project goes back to what it was after some changes, so that what was made of it before is found again.
    """
    chance = random.Random(seed)  # changes to be made again by their seed
    roots = projects(folder / "originals")
    for number in range(changes):
        name = ("starter", "shires", "harbour")[number % 3]
        root = folder / name
        if not root.exists() or chance.random() < 0.4:
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(roots[name], root)
        changed = change(root, chance)
        found = outcome(root)
        with from_nothing():
            expected = outcome(root)
        differing = sorted(key for key in {*found, *expected} if found.get(key) != expected.get(key))
        passed = any(key.endswith(".json") for key in expected)
        if not passed:
            shutil.rmtree(root)
        yield name, changed, passed, differing


def main() -> int:
    """Return the exit code."""
    changes, seed = (int(word) for word in (*sys.argv[1:], *("2000", "1")[len(sys.argv) - 1 :]))
    passed = wrong = done = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, changed, was_built, differing in unlike(changes, seed, Path(folder)):
            done, passed, wrong = done + 1, passed + was_built, wrong + bool(differing)
            if differing:
                print(name, changed, differing[:4], sep="\n  ", flush=True)
    print(f"{done} changes: {passed} built, {done - passed} refused, {wrong} unlike from nothing")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
