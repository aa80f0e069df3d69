"""Runs the blocks of a page one after the other in a folder, as its reader does."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pptx
import yaml

from briefing import cli
from briefing.read.story_blocks import StoryText
from tests.conftest import ROOT
from tests.docs.pages import DOCS, Block

# What a reader has, where a page says so.
NEEDED: dict[str, Callable[[Path], object]] = {
    "prices": lambda path: shutil.copytree(ROOT / "data" / "prices", path),
    "company.pptx": lambda path: shutil.copy(Path(pptx.__file__).parent / "templates" / "default.pptx", path),
    "town-cycling.xlsx": lambda path: shutil.copy(DOCS / "files" / path.name, path),
    "town-cycling-2026.xlsx": lambda path: shutil.copy(DOCS / "files" / path.name, path),
}
_LEFT_OUT = "…"


class PageError(Exception):
    """A block does not do what its page says."""


class Session:
    """A folder in which the blocks of a page are run; `commands` are those of briefing that ran."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.commands: list[list[str]] = []
        self.printed = ""
        self._changed: set[Path] = set()

    def run(self, block: Block) -> None:
        """Run a block; PageError says what is wrong with it."""
        try:
            self._run(block)
        except PageError as error:
            raise PageError(f"line {block.line}: {error}") from error

    def finish(self) -> None:
        """Check the projects whose files were changed last."""
        for project in sorted(self._changed):
            self._command(["check", str(project)])
        self._changed.clear()

    def _run(self, block: Block) -> None:
        if block.mark == "needs":
            path = self.folder / block.given
            path.parent.mkdir(parents=True, exist_ok=True)
            NEEDED[path.name](path)
        elif block.mark == "not run":
            self.printed = ""
        elif block.kind == "sh":
            self._commands(block)
        elif block.mark == "file":
            self._write(self.folder / block.given, block.text)
        elif block.kind == "yaml" and block.mark == "story":
            path = self._path(block.given, "story.en.yaml")
            self._write(path, with_story(path.read_text(encoding="utf-8"), block.text))
        elif block.kind == "toml" and block.mark == "settings":
            path = self._path(block.given, "briefing.toml")
            self._write(path, with_settings(path.read_text(encoding="utf-8"), block.text))
        elif block.kind == "python":
            printed = io.StringIO()
            with redirect_stdout(printed):
                exec(compile(block.text, "the page's example", "exec"), {"__name__": "example"})
            self.printed = printed.getvalue()
        elif block.kind == "json":
            client_starts(json.loads(block.text))
        elif block.kind == "text" and self.printed:
            shown(block.text, self.printed)
        else:
            raise PageError(f"nothing runs this block of {block.kind or 'no language'}: mark it")

    def _path(self, given: str, usual: str) -> Path:
        path = self.folder / given
        return path if path.suffix else path / usual

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if (path.parent / "briefing.toml").is_file():
            self._changed.add(path.parent)

    def _commands(self, block: Block) -> None:
        expected = int(block.given) if block.mark == "exit" else 0
        self.printed = ""
        for line in block.text.replace("\\\n", "").splitlines():
            words = shlex.split(line, comments=True)
            if words[:2] == ["uv", "run"]:
                words = words[2:]
            if not words or words[:2] == ["pip", "install"]:
                continue  # test_readme.py and test_docs_commands.py look at these
            if words[0] == "cd":
                os.chdir(words[1])
                continue
            if words[0] != "briefing":
                raise PageError(f"no command that a test can run: {line}")
            self.printed += self._command(words[1:], expected)
        self._changed.clear()

    def _command(self, words: list[str], expected: int = 0) -> str:
        self.commands.append(words)
        out = io.StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            code = cli.main(words)
        if code != expected:
            raise PageError(f"briefing {shlex.join(words)} ended with {code}, not {expected}:\n{out.getvalue()}")
        return out.getvalue()


def with_story(story: str, text: str) -> str:
    """A story with sections, or keys, in it: those of the same id or name give way, others come last."""
    made = StoryText(story, "story")
    if not text.startswith("-"):
        for key in yaml.safe_load(text):
            value = re.search(rf"^{re.escape(key)}:[^\n]*\n((?:(?:[ #][^\n]*)?\n)*)", text, re.M)
            if value is None or not value[1].strip():
                raise PageError(f"{key} has no value on lines of its own")
            made = made.with_key(key, _dedented(value[1]))
        return made.text
    for item in re.split(r"^(?=- )", text, flags=re.M)[1:]:
        content = _dedented("  " + item[2:])
        name = yaml.safe_load(content)["id"]
        replaced = name in made.ids("sections")
        made = made.with_item_replaced("sections", name, content) if replaced else made.with_item("sections", content)
    return made.text


def _dedented(text: str) -> str:
    lines = text.rstrip().splitlines()
    edge = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return "\n".join(line[edge:] for line in lines)


def with_settings(settings: str, text: str) -> str:
    """Settings with the lines of others in them: each stands in its table, in place of one of the same key."""
    lines, head = settings.splitlines(), ""
    for line in text.splitlines():
        if line.startswith("["):
            head = line.partition("#")[0].strip()
            if head not in [one.partition("#")[0].strip() for one in lines]:
                lines += ["", line]
        elif line.strip() and not line.startswith("#"):
            first = next((at for at, one in enumerate(lines) if one.partition("#")[0].strip() == head), -1) + 1
            end = next((at for at in range(first, len(lines)) if lines[at].startswith("[")), len(lines))
            key = line.partition("=")[0].strip()
            same = [at for at in range(first, end) if lines[at].partition("=")[0].strip() == key]
            lines[same[0] if same else first : same[0] + 1 if same else first] = [line]
    return "\n".join([*lines, ""])


def shown(text: str, printed: str) -> None:
    """PageError unless a text is what was printed, but for lines, and parts of lines, left out."""
    lines = [
        r"(?:.*\n)*?" if line.strip() == _LEFT_OUT else re.escape(line).replace(_LEFT_OUT, ".*") + r"\n"
        for line in _lines(text)
    ]
    found = "".join(f"{line}\n" for line in _lines(printed))
    if not re.fullmatch("".join(lines), found):
        raise PageError(f"this is not what is printed:\n{text}\nbut:\n{found}")


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def client_starts(settings: object) -> None:
    """PageError unless the command line takes the arguments that a client's configuration gives it."""
    found = list(_arguments(settings))
    if not found:
        raise PageError("no client's configuration: it has no `args`")
    for words in found:
        out = io.StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            code = cli.main([*words, "--help"])
        if code or f"briefing {words[0]}" not in out.getvalue():
            raise PageError(f"briefing {shlex.join(words)} is no command line: {out.getvalue()}")


def _arguments(node: object) -> Sequence[list[str]]:
    if not isinstance(node, dict):
        return []
    own = [[str(word) for word in node["args"]]] if "args" in node else []
    return [*own, *(words for value in node.values() for words in _arguments(value))]
