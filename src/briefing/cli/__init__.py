"""The command line: one call for each command. The only package that prints: results to stdout, errors to stderr.

Exit codes: 0 done, 1 errors in the input or the result (nothing was replaced), 2 wrong usage, 3 partly done, 130
interrupted.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress

import click
from click.shell_completion import shell_complete

from briefing.cli.options import commands
from briefing.cli.output import print_findings
from briefing.errors import BriefingError, Finding, UsageError, faults

__all__ = ["commands", "main"]

_INTERRUPTED = 130
# What a shell sets, to be told what may follow: "bash_source" for the script, "bash_complete" for the words.
_COMPLETION = "_BRIEFING_COMPLETE"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; no traceback reaches a user unless `--debug` is given."""
    if arguments is None:
        _open_streams()
        os.environ.setdefault(
            "PYDANTIC_DISABLE_PLUGINS", "__all__"
        )  # other installed packages must not change what is read
        if instruction := os.environ.get(_COMPLETION):
            return shell_complete(commands, {}, "briefing", _COMPLETION, instruction)
        gc.disable()  # a command is short-lived, and collection took a tenth of its time
        code = main(sys.argv[1:])
        _exit(code)
        return code
    words = list(arguments)
    try:
        return _run(words)
    except KeyboardInterrupt:
        click.echo("interrupted; nothing was replaced", err=True)
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of the pipe has closed it, which is no error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if "--debug" in words:
            raise
        print_findings(faults(error), machine="--json" in words)
        return 1


def _open_streams() -> None:
    """Make the streams writable, however the command was started.

    A closed stream goes nowhere. A character that the encoding lacks, as in cp1252 of a redirected output on Windows,
    is written as its escape, which a reader of JSON converts back.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the process
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(words: list[str]) -> int:
    try:
        with commands.make_context("briefing", words) as context:
            return int(commands.invoke(context) or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return UsageError.exit_code
    except click.ClickException as error:
        if "--json" in words:
            print_findings([_as_finding(error)], machine=True)
        else:
            error.show()
        return error.exit_code
    except BriefingError as error:
        if "--debug" in words:
            raise
        print_findings(error.findings, machine="--json" in words)
        return error.exit_code
    finally:
        # What stdout still holds is written here, where a broken pipe is handled.
        sys.stdout.flush()


def _as_finding(error: click.ClickException) -> Finding:
    """What is wrong with the arguments, and the command whose help says what may stand there."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    return Finding("", error.format_message(), f"run {context.command_path if context else 'briefing'} --help")


def _exit(code: int) -> None:
    """End the process, if no thread runs, without freeing objects one by one, which took a tenth of its time."""
    if threading.active_count() > 1:
        return
    atexit._run_exitfuncs()
    with suppress(OSError):  # it was reported, or nobody reads it
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
