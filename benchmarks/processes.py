"""A command in a cold process → its time and its peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass

# Runs a command and prints its peak memory: only a process's parent can ask the system for it.
_WATCH = """
import resource, subprocess, sys, time
begun = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
spent = time.perf_counter() - begun
print(spent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A cold process: seconds from start to end, peak memory in MB."""

    seconds: float
    megabytes: float


def environment() -> dict[str, str]:
    """The environment of a user's machine, where compiled modules are kept: else the compiler would be measured."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def measure(*command: str, folder: str) -> Run:
    """Program and arguments of a new process in `folder` → its time and memory."""
    watched = [sys.executable, "-c", _WATCH, *command]
    done = subprocess.run(watched, cwd=folder, env=environment(), capture_output=True, text=True, check=True)
    seconds, kilobytes = done.stdout.split()
    return Run(float(seconds), int(kilobytes) / (1024 if sys.platform != "darwin" else 1024**2))
