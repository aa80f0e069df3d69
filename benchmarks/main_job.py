"""The main job in a cold process ÷ a cold process that only imports its engines → a table and a line of JSON.

The two are run in turn, so that a busy machine slows both; medians are compared. Aims: at most 2.0 times, and a peak
memory under 250 MB. Exit code 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENGINES = "import pandas, matplotlib.figure, pptx, reportlab.platypus"
MOST_TIMES = 2.0
MOST_MEGABYTES = 250.0
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


def measure(*command: str, folder: str) -> Run:
    """Arguments for a new Python process in `folder` → its time and memory."""
    watched = [sys.executable, "-c", _WATCH, sys.executable, *command]
    # As on a user's machine, compiled modules are kept; without them both would mostly measure the compiler.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(watched, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    seconds, kilobytes = done.stdout.split()
    return Run(float(seconds), int(kilobytes) / (1024 if sys.platform != "darwin" else 1024**2))


def compare(times: int) -> dict[str, float]:
    """How often to run each → medians of both, their ratio and the peak memory of the main job."""
    jobs: list[Run] = []
    imports: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(times + 1):
            imported = measure("-c", ENGINES, folder=folder)
            job = measure(str(ROOT / "make_briefing.py"), folder=folder)
            if number:  # the first pair fills the file cache and writes compiled modules
                imports.append(imported)
                jobs.append(job)
    seconds = statistics.median(run.seconds for run in jobs)
    baseline = statistics.median(run.seconds for run in imports)
    return {
        "main_job_seconds": round(seconds, 3),
        "engines_seconds": round(baseline, 3),
        "times": round(seconds / baseline, 2),
        "peak_megabytes": round(max(run.megabytes for run in jobs), 1),
        "runs": times,
    }


def main() -> int:
    """Measure, print, → exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=5, help="runs of each, after one to warm up")
    found = compare(parser.parse_args().runs)
    print(f"main job        {found['main_job_seconds']:7.3f} s   (median of {found['runs']:.0f} cold processes)")
    print(f"engines alone   {found['engines_seconds']:7.3f} s")
    print(f"ratio           {found['times']:7.2f}     (aim: at most {MOST_TIMES})")
    print(f"peak memory     {found['peak_megabytes']:7.1f} MB  (aim: under {MOST_MEGABYTES:.0f})")
    print(json.dumps(found))
    return 0 if found["times"] <= MOST_TIMES and found["peak_megabytes"] < MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
