"""Processes that need not import what they run: each is a fork of a server that has imported it once."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TextIO

Main = Callable[..., None]


class Forked:
    """A function that runs in a process of its own, with the pipes and the names of a `subprocess.Popen`."""

    def __init__(self, main: Main, *given: str) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([main.__module__])
        (given_in, to_in), (from_out, to_out), (from_err, to_err) = (context.Pipe(duplex=False) for _ in range(3))
        self._process = context.Process(target=_run, args=(main, given, given_in, to_out, to_err), daemon=True)
        self._process.start()
        for end in (given_in, to_out, to_err):
            end.close()
        self.stdin, self.stdout, self._errors = _text(to_in, "w"), _text(from_out, "r"), _text(from_err, "r")

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process.pid
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """How it ended; a signal is a number below zero."""
        return self._process.exitcode

    def communicate(self, timeout: float = 60.0) -> tuple[str, str]:
        """What it printed, when it has ended, and on which it may not go on for longer than this."""
        if not self.stdin.closed:
            self.stdin.close()
        self._process.join(timeout)
        assert self._process.exitcode is not None, f"it still runs after {timeout:g} s"
        if self.stdout.closed:
            return "", ""
        with self.stdout, self._errors:
            return self.stdout.read(), self._errors.read()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()


def _text(end: Connection, mode: str) -> TextIO:
    """An end of a pipe → the same as a text file."""
    with end:
        return os.fdopen(os.dup(end.fileno()), mode, encoding="utf-8")  # type: ignore[return-value]


def _run(main: Main, given: tuple[str, ...], *ends: Connection) -> None:
    for number, end in enumerate(ends):
        os.dup2(end.fileno(), number)
        end.close()
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode) for number, mode in enumerate("rww"))
    main(*given)
