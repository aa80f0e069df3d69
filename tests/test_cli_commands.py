"""The group of commands: listed without imports, each loaded when it is used."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from briefing.cli.options import COMMANDS, commands
from tests.conftest import ROOT


def test_the_list_of_commands_gives_the_first_line_of_each_one_s_help() -> None:
    context = click.Context(commands)
    for name, (_, summary) in COMMANDS.items():
        command = commands.get_command(context, name)
        assert command is not None
        assert (command.help or "").splitlines()[0] == summary
    assert sorted(commands.commands) == list(COMMANDS)


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["check", "--help"], ["new", "--help"]])
def test_a_command_waits_for_no_import_of_another(arguments: list[str]) -> None:
    heavy = ("sqlalchemy", "pydantic", "briefing.dispatch", "briefing.batch", "briefing.proof.proof_report")
    loaded = f"[name for name in {heavy!r} if name in sys.modules]"
    code = f"import sys; from briefing import cli; cli.main({arguments!r}); print({loaded})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "[]"
