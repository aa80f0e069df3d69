"""The main job in a cold process ÷ a cold process that only imports its engines → a table and a line of JSON.

The two are run in turn, so that a busy machine slows both; medians are compared. Aims: at most 2.0 times, a peak
memory under 250 MB, and at most a quarter of the build for the proof that every build does. Exit code 1 where an aim
is missed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import Run, environment, measure

ROOT = Path(__file__).parents[1]
ENGINES = "import pandas, matplotlib.figure, pptx, reportlab.platypus"
MOST_TIMES = 2.0
MOST_MEGABYTES = 250.0
MOST_PROOF = 0.25
# The main job with a watch around its proof; it prints what part of the whole, from the first import, that took.
_WATCHED = f"""
import sys, tempfile, time
begun = time.perf_counter()
import briefing
built, spent = sys.modules["briefing.build"], []
prove = built.proved
def watched(*given, **more):
    start = time.perf_counter()
    try:
        return prove(*given, **more)
    finally:
        spent.append(time.perf_counter() - start)
built.proved = watched
with tempfile.TemporaryDirectory() as folder:
    briefing.build({str(ROOT / "data" / "beijing")!r}, folder)
print(sum(spent) / (time.perf_counter() - begun))
"""


def proof_share() -> float:
    """A build in a cold process → the part of its time that the proof takes."""
    command = (sys.executable, "-c", _WATCHED)
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    return float(done.stdout)


def compare(times: int) -> dict[str, float]:
    """How often to run each → medians of both, their ratio and the peak memory of the main job."""
    jobs: list[Run] = []
    imports: list[Run] = []
    shares: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(times + 1):
            imported = measure(sys.executable, "-c", ENGINES, folder=folder)
            job = measure(sys.executable, str(ROOT / "make_briefing.py"), folder=folder)
            if number:  # the first pair fills the file cache and writes compiled modules
                imports.append(imported)
                jobs.append(job)
                shares.append(proof_share())
    seconds = statistics.median(run.seconds for run in jobs)
    baseline = statistics.median(run.seconds for run in imports)
    return {
        "main_job_seconds": round(seconds, 3),
        "engines_seconds": round(baseline, 3),
        "times": round(seconds / baseline, 2),
        "proof_share": round(statistics.median(shares), 3),
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
    print(f"proof           {found['proof_share']:7.2f}     of the build (aim: at most {MOST_PROOF})")
    print(json.dumps(found))
    fast = found["times"] <= MOST_TIMES and found["proof_share"] <= MOST_PROOF
    return 0 if fast and found["peak_megabytes"] < MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
