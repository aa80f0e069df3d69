"""A folder with a project and a finished edition, in which a command is given wrongly and its message is followed.

Each case has the wrong command, how the fix of its message reads with `<>` for what it names, and the commands that
follow it, in which `<0>`, `<1>` … stand for what was named. A line may have several commands, joined by `&&`: those of
`briefing`, and the few of a shell that a fix asks for.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from msgspec import Struct

from briefing import cli
from tests.following import followed


class Command(Struct, frozen=True):
    """A line that goes wrong at its last command, what the message says, how its fix reads, and lines that follow."""

    wrong: str
    what: str
    fix: str
    ways: tuple[str, ...]


def command(wrong: str, what: str, fix: str, *ways: str) -> Command:
    """The same with its ways one after the other."""
    return Command(wrong, what, fix, ways)


def _append(file: str, text: str) -> None:
    with Path(file).open("a", encoding="utf-8") as opened:
        opened.write(text.replace("\\n", "\n"))


def _replace(file: str, old: str, new: str) -> None:
    text = Path(file).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    Path(file).write_text(text.replace(old, new.replace("\\n", "\n")), encoding="utf-8")


def _remove(path: str) -> None:
    if Path(path).is_dir():
        shutil.rmtree(path)
    else:
        Path(path).unlink()


_SHELL: Mapping[str, Callable[..., object]] = {
    "append": _append,
    "cp": shutil.copy,
    "export": os.environ.__setitem__,
    "mkdir": os.mkdir,
    "mv": shutil.move,
    "replace": _replace,
    "rm": _remove,
}


def ran(line: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """A line → the exit code of its last command, and what that printed; all before it must work."""
    code, printed = 0, ""
    for one in line.split(" && "):
        assert code == 0, f"{one!r} was to come after {printed}"
        name, *words = shlex.split(one)
        if name in _SHELL:
            _SHELL[name](*words)
            continue
        words = words if name == "briefing" else [name, *words]
        capsys.readouterr()
        code = cli.main(words)
        seen = capsys.readouterr()
        printed = seen.out + seen.err
    return code, printed


def refused(one: Command, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """A case in the current folder → the lines that its message leads to."""
    code, printed = ran(f"{one.wrong} --json", capsys)
    assert code, f"{one.wrong!r} is not refused: {printed}"
    told = json.loads(printed)
    found = [finding for finding in (told["findings"] if isinstance(told, dict) else told)
             if one.what in f"{finding['where']}: {finding['what']}"]  # fmt: skip
    assert found, f"{one.what!r} is not in {printed}"
    return followed(one.fix, found[0]["fix"], one.ways)


def follow(one: Command, folder: Path, capsys: pytest.CaptureFixture[str], *, code: int = 0) -> None:
    """A case and the folder that it needs → each way is followed in a copy of it, and ends with a code."""
    here = Path.cwd()
    environment = dict(os.environ)
    try:
        os.chdir(shutil.copytree(folder, here / "wrong"))
        ways = refused(one, capsys)
        for number, way in enumerate(ways):
            os.chdir(shutil.copytree(folder, here / f"way{number}"))
            setup = one.wrong.rpartition(" && ")[0]
            ended, printed = ran(f"{setup} && {way}" if setup else way, capsys)
            assert ended == code, f"{way}: {printed}"
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(environment)
