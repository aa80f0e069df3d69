"""The command as a shell and a terminal meet it: completion, `python -m briefing`, colours."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

import briefing
from briefing.cli.options import COMMANDS
from briefing.pipeline.outputs import OUTPUTS
from tests.conftest import ROOT
from tests.programs import program
from tests.proof.mutations.strangers import PROJECTS

BIN = Path(sys.executable).parent
INSTALL = (ROOT / "docs" / "how-to" / "install.md").read_text(encoding="utf-8")
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-7]|9[0-7]|38)")


# Completes each of several lines, for which a process would take a third of a second to start.
COMPLETING = """
import contextlib, io, json, os, sys
from briefing.cli import main
offered = []
for words in json.loads(sys.argv.pop()):
    os.environ |= {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")) as out:
        main()
    offered.append(out.buffer.getvalue().decode())
print(json.dumps(offered))
"""


def completed(*lines: tuple[str, ...], shell: str = "bash") -> list[set[str]]:
    """What the command offers for the last word of each of these lines."""
    variables = {**os.environ, "_BRIEFING_COMPLETE": f"{shell}_complete"}
    command = [sys.executable, "-c", COMPLETING, json.dumps(lines)]
    done = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True, check=True)
    return [{line.partition(",")[2] for line in offered.splitlines()} for offered in json.loads(done.stdout)]


def test_a_shell_is_told_every_command_and_every_option() -> None:
    begin, build = ("briefing",), ("briefing", "build")
    commands, begun, options, outputs, more = completed(
        (*begin, ""), (*begin, "bu"), (*build, "--"), (*build, "--only", ""), (*build, "--only", "deck,br")
    )
    assert commands == set(COMMANDS)
    assert begun == {"build"}
    assert {"--lang", "--only", "--out", "--strict"} <= options
    assert outputs == set(OUTPUTS)
    assert more == {"deck,brief"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_documentation_says_how_to_turn_it_on(shell: str) -> None:
    assert f"_BRIEFING_COMPLETE={shell}_source briefing" in INSTALL


def test_bash_completes_with_the_line_of_the_documentation() -> None:
    bash = program("bash", "bash", "complete a command")
    (line,) = re.findall(r"`(eval \"\$\(_BRIEFING_COMPLETE=bash_source briefing\)\")`", INSTALL)
    ask = 'COMP_WORDS=(briefing bu); COMP_CWORD=1; _briefing_completion briefing; echo "${COMPREPLY[@]}"'
    variables = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([bash, "-c", f"{line}\n{ask}"], env=variables, capture_output=True, text=True, check=True)
    assert done.stdout == "build\n"


def test_the_module_is_the_command() -> None:
    command = [sys.executable, "-m", "briefing", "--version"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert briefing.__version__ in done.stdout


def on_a_terminal(folder: Path, **variables: str) -> str:
    """What a build writes to a terminal."""
    command = [sys.executable, "-m", "briefing", "build", str(PROJECTS["harbour"]), "--only", "letter"]
    ours, theirs = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI")}
    environment = {**inherited, "TERM": "xterm-256color", "BRIEFING_CACHE": "off", **variables}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs, stderr=theirs, stdin=theirs)
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert process.wait() == 0
    return seen.decode()


def test_a_terminal_has_colours_unless_it_wants_none(tmp_path: Path) -> None:
    assert COLOUR.search(on_a_terminal(tmp_path))
    assert not COLOUR.search(on_a_terminal(tmp_path, NO_COLOR="1"))
