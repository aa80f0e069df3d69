"""The proof of files in processes of their own, bounded in memory and time, which begin with its libraries loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 60
# For each line of paths a copy of the process that has proved sound files before; it answers with what it found.
_PROGRAM = f"""
import gc, json, os, resource, signal, sys
from briefing.proof.proof_report import proved
gc.disable()  # as a command does
proved(sys.argv[1:])
for line in sys.stdin:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm({SECONDS})
        resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)
        found = [(one.rule, one.severity, one.what) for one in proved(json.loads(line)).findings]
        with open(writing, "w") as answer:
            json.dump(found, answer)
        os._exit(0)
    os.close(writing)
    with open(reading) as answer:
        found = answer.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(found if status == 0 else json.dumps(f"ended with {{status}}"), flush=True)
"""
Reported = list[tuple[str, str, str]]


class Prover:
    """Gives files to a process that lasts, which proves each of them in another that does not."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __call__(self, *paths: Path) -> Reported:
        """The findings on files, read by a process of 1.5 GB in a minute."""
        given, answers = self._process.stdin, self._process.stdout
        assert given
        assert answers
        given.write(json.dumps([str(path) for path in paths]) + "\n")
        given.flush()
        found = json.loads(answers.readline() or '"the process ended"')
        assert isinstance(found, list), found
        return [(rule, severity, what) for rule, severity, what in found]


@contextmanager
def prover(*sound: Path) -> Iterator[Prover]:
    """A prover that has read files which are sound."""
    command = [sys.executable, "-c", _PROGRAM, *map(str, sound)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Prover(process)
