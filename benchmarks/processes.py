"""A command in a cold process → its time and its peak memory; the machine on which it ran."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from msgspec import Struct

# Runs a command and prints its processor time and peak memory: only a process's parent can ask the system for them.
_WATCH = """
import resource, subprocess, sys, time
begun = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
spent = time.perf_counter() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(spent, used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(code)
"""
ROOT = Path(__file__).parents[1]
BEIJING = ROOT / "data" / "beijing"
# What is built; tests of the benchmarks name a smaller project.
PROJECT = Path(os.environ.get("BRIEFING_BENCHMARK_PROJECT") or BEIJING)
ENGINES = ("pandas", "matplotlib", "python-pptx", "reportlab")


class Run(Struct, frozen=True):
    """A process: seconds from start to end, seconds of a processor, peak memory in MB (0: not asked for).

    A busy machine stretches the first; the second hardly. Where it starts others, their processor's seconds count too,
    and the memory is that of the largest.
    """

    seconds: float
    processor: float
    megabytes: float = 0.0


def environment(**more: str) -> dict[str, str]:
    """The environment of a user's machine, where compiled modules are kept: else the compiler would be measured.

    No edition is taken from a cache, unless BRIEFING_CACHE is among `more`.
    """
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "BRIEFING_CACHE": "off", **more}


def measure(*command: str, folder: str | Path, more: Mapping[str, str] | None = None) -> Run:
    """Program and arguments of a new process in `folder`, `more` of its environment → its time and memory."""
    watched = (sys.executable, "-c", _WATCH, *command)
    seconds, processor, kilobytes = map(float, told(watched, folder, more).stdout.split())
    return Run(seconds, processor, megabytes(kilobytes))


def told(
    command: Sequence[str],
    folder: str | Path,
    more: Mapping[str, str] | None = None,
    first: Callable[[], object] | None = None,
) -> subprocess.CompletedProcess[str]:
    """A command in `folder`, `more` of its environment, what its process does `first` → all that it wrote.

    RuntimeError with the end of its error stream where it fails.
    """
    done = subprocess.run(
        command, cwd=folder, env=environment(**(more or {})), capture_output=True, text=True, check=False,
        preexec_fn=first,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return done


def one_processor() -> None:
    """Keep this process to one processor, so that it does all by itself."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def megabytes(peak: float) -> float:
    """`ru_maxrss` as the system gives it → MB."""
    return peak / (1024 if sys.platform != "darwin" else 1024**2)


class Worker:
    """A process that does a job for each line it gets, and says how long that took."""

    def __init__(self, *command: str, folder: str | Path) -> None:
        self._process = subprocess.Popen(
            command, cwd=folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def once(self) -> Run:
        """The job, done once more → its times."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("again\n")
        self._process.stdin.flush()
        seconds, processor = map(float, self._process.stdout.readline().split())
        return Run(seconds, processor)

    def close(self) -> None:
        """No more lines: the process ends."""
        self._process.communicate()


def machine() -> str:
    """This machine in a line: processor, cores, system, Python, versions of the engines."""
    versions = ", ".join(f"{name} {_version(name)}" for name in ENGINES)
    processor = f"{_processor()}, {os.cpu_count()} cores"
    return f"{processor}, {platform.system()}; Python {platform.python_version()}, {versions}"


def _processor() -> str:
    """The name of the processor as the system tells it, else its architecture."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return " ".join(line.partition(":")[2].split())
    return platform.processor() or platform.machine()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
