"""Many editions on two processes against what they would take one by one → a table and a line of JSON.

    uv run benchmarks/batch.py                              1,000 editions, about eight minutes for each way
    uv run --extra cluster benchmarks/batch.py --editions 100 --rounds 3

`briefing batch` makes the Beijing edition under a thousand names: its seconds ÷ (a thousand warm editions ÷ 2), at most
1.15 times; the most memory that a worker ever took, after all editions ÷ after the first fifty: at most 1.1. The same
by a local cluster of Dask ÷ the pool: at most 1.2 times, every file equal to the last byte. No cache is used. Warm
editions are made before and after each round. Exit code 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from cases import HERE
from growth import table
from msgspec import Struct
from processes import PROJECT, Worker, environment, machine

WORKERS = 2
EARLY = 50
WARM_UP, WARM = 2, 5
MOST_TIMES, MOST_GROWTH, MOST_DASK = 1.15, 1.1, 1.2


class Batch(Struct, frozen=True):
    """A batch: its seconds, and the peak memory of a worker in MB after the first editions and after all."""

    seconds: float
    early: float
    late: float


def batch(rows: Path, out: Path, *options: str) -> Batch:
    """A table, a new folder, options of the command → what the batch took."""
    command = ["-m", "briefing.cli", "batch", str(rows), str(PROJECT), "--out", str(out), "--workers", str(WORKERS)]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command, "--quiet", *options],
        cwd=rows.parent, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    early = late = 0.0
    while process.poll() is None:
        peak = max(map(_peak, _below(process.pid)), default=0.0)
        if len(list(out.glob("*.ledger.json"))) <= EARLY:
            early = max(early, peak)
        late = max(late, peak)
        time.sleep(2.0)  # looking takes some milliseconds of the processors that are measured
    seconds = time.perf_counter() - begun
    if process.returncode:
        _, errors = process.communicate()
        raise RuntimeError(f"the batch failed:\n{errors[-2000:]}")
    return Batch(seconds, early, late)


def _below(process: int) -> Iterator[int]:
    """The processes that a process has started, and theirs; none where the system does not tell."""
    parents: dict[int, int] = {}
    for told in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(told.parent.name)] = int(told.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has ended meanwhile
    waiting = [process]
    while waiting:
        above = waiting.pop()
        found = [child for child, parent in parents.items() if parent == above]
        yield from found
        waiting += found


def _peak(process: int) -> float:
    """The most memory that a process ever took, in MB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def warm(folder: Path, *, quick: bool) -> list[float]:
    """Seconds of editions in one process, which has made two before; `quick`: of one, which has made none."""
    before, count = (0, 1) if quick else (WARM_UP, WARM)
    worker = Worker(sys.executable, str(HERE / "warm.py"), "ours", "warm", folder=folder)
    try:
        return [worker.once().seconds for _ in range(before + count)][before:]
    finally:
        worker.close()


def unlike(one: Path, other: Path) -> list[str]:
    """Two folders of a batch → the names of files that are not equal; what tells of the batch itself is left out."""
    names = {path.name for folder in (one, other) for path in folder.iterdir() if path.name != "batch.json"}
    both = [name for name in names if (one / name).is_file() and (other / name).is_file()]
    same = {name for name in both if (one / name).read_bytes() == (other / name).read_bytes()}
    return sorted(names - same)


def main() -> int:
    """Measure, print, → exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--editions", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="with a single warm edition, to see that it works")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        found = measured(Path(made), given.editions, given.rounds, quick=given.quick)
    print(machine(), "", sep="\n")
    print(f"{given.editions:,} editions, {WORKERS} processes, medians of {given.rounds}")
    print(f"a warm edition {found['warm_seconds']:.3f} s; the batch {found['batch_seconds']:.1f} s")
    print(f"{'editions a minute':56}{found['editions_a_minute']:6.0f}")
    missed = []
    for name, most, what in (
        ("times", MOST_TIMES, f"the batch ÷ (as many warm editions ÷ {WORKERS})"),
        ("memory", MOST_GROWTH, f"peak memory of a worker ÷ that after {EARLY} editions"),
        ("dask", MOST_DASK, "by Dask on this machine ÷ by the pool"),
        ("unlike", 0, "files that Dask made unlike the pool"),
    ):
        if name not in found:
            print(f"{what:56} not installed: uv run --extra cluster benchmarks/batch.py")
            continue
        missed += [name] if found[name] > most else []
        print(f"{what:56}{found[name]:6.2f}  aim: at most {most:g}{', MISSED' if found[name] > most else ''}")
    print(json.dumps({"machine": machine(), "editions": given.editions, **found, "missed": missed}))
    return int(bool(missed))


def measured(folder: Path, editions: int, rounds: int, *, quick: bool) -> dict[str, float]:
    """An empty folder, how many editions, how often → seconds, ratios."""
    rows = table(folder / "editions.csv", editions)
    single, pool, dask, different = warm(folder, quick=quick), list[Batch](), list[Batch](), set[str]()
    for number in range(rounds):
        pool.append(batch(rows, folder / f"pool-{number}"))
        if find_spec("distributed"):
            dask.append(batch(rows, folder / f"dask-{number}", "--cluster", "local"))
            different |= {*unlike(folder / f"pool-{number}", folder / f"dask-{number}")}
        single += [] if quick else warm(folder, quick=quick)
    one, all_of_them = statistics.median(single), statistics.median(run.seconds for run in pool)
    found = {
        "warm_seconds": round(one, 4),
        "batch_seconds": round(all_of_them, 2),
        "editions_a_minute": round(60 * editions / all_of_them, 1),
        "times": round(all_of_them / (editions * one / WORKERS), 3),
        "early_megabytes": round(statistics.median(run.early for run in pool), 1),
        "late_megabytes": round(statistics.median(run.late for run in pool), 1),
    }
    if found["early_megabytes"]:
        found["memory"] = round(found["late_megabytes"] / found["early_megabytes"], 3)
    if dask:
        found["dask_seconds"] = round(statistics.median(run.seconds for run in dask), 2)
        found |= {"dask": round(found["dask_seconds"] / all_of_them, 3), "unlike": len(different)}
    return found


if __name__ == "__main__":
    sys.exit(main())
