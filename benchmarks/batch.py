"""Many editions by `briefing batch` on two processes → a table and a line of JSON.

    uv run benchmarks/batch.py                                      1,000 of each kind, and 60 for what is compared
    uv run --extra cluster benchmarks/batch.py --story 200 --different 100 --same 20 --others 40

One story: editions of fifty made-up towns in two languages, each of its own periods or date, at least 300 a minute.
Different stories: each of a project of its own, with other words, sections, places and values, at least 160 a minute.
No worker's memory passes 220 MB, no row fails. A smaller number is made again one by one, from a shuffled table, with
a worker killed in the middle, resumed after the whole batch was killed, and by Dask: every file equal to the last byte.
The Beijing edition as the script by hand makes it, in a pool of as many processes, and decks alone by PptxGenJS, stand
beside ours. Seconds of a processor hardly depend on what else the machine does; those of the clock do. No cache is
used but where a batch is resumed. Exit code 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import different_stories
from cases import HERE
from made_up_editions import TOWNS, buses, write
from msgspec import Struct
from processes import environment, machine

WORKERS = 2
EARLY = 50
LEAST_STORY, LEAST_DIFFERENT, MOST_MEGABYTES = 300, 160, 220.0
OUTPUTS = "deck,brief,letter"
# -- batches -----------------------------------------------------------------------------------------------------------


class Batch(Struct, frozen=True):
    """Seconds of the clock and of processors; peak memory of a worker in MB after the first editions, and after all."""

    seconds: float
    processor: float
    early: float
    late: float


class Running:
    """`briefing batch` over a table, in a new folder unless `more` has a cache to resume with."""

    def __init__(self, rows: Path, out: Path, *options: str, **more: str) -> None:
        command = ["-m", "briefing.cli", "batch", str(rows), str(rows.parent / "buses"), "--out", str(out), "--quiet"]
        self.out = out
        self.process = subprocess.Popen(
            [sys.executable, *command, *options], cwd=rows.parent, env=environment(**more),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def ended(self, *, watch: bool = True) -> Batch:
        """Wait for its end; → what it took. RuntimeError with what failed."""
        begun, early, late, seconds = time.perf_counter(), 0.0, 0.0, dict[int, float]()
        while self.process.poll() is None:
            for worker in _below(self.process.pid) if watch else ():
                seconds[worker] = _processor(worker) or seconds.get(worker, 0.0)
                late = max(late, _peak(worker))
            early = late if len(list(self.out.glob("*.ledger.json"))) <= EARLY else early
            time.sleep(0.5)
        if self.process.returncode:
            failed = self.out / "batch.json"
            raise RuntimeError(f"the batch failed:\n{failed.read_text()[-2000:] if failed.exists() else ''}")
        return Batch(time.perf_counter() - begun, sum(seconds.values()), early or late, late)

    def after(self, editions: int) -> Running:
        """Wait until so many editions are in place."""
        while self.process.poll() is None and len(list(self.out.glob("*.ledger.json"))) < editions:
            time.sleep(0.05)
        return self

    def kill_worker(self) -> Running:
        """Kill the process that has worked most."""
        os.kill(max(_below(self.process.pid), key=_processor), signal.SIGKILL)
        return self

    def kill(self) -> None:
        """Kill the batch and all that it has started."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


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


def _processor(process: int) -> float:
    """Seconds of a processor that a process has used."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak(process: int) -> float:
    """The most memory that a process ever took, in MB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


# -- what is built -----------------------------------------------------------------------------------------------------


def story_rows(editions: int) -> list[tuple[str, ...]]:
    """Rows over one story: towns, then languages, then periods, then dates."""
    found: list[tuple[str, ...]] = []
    for at in range(editions):
        turn, lang = at // len(TOWNS) // 2, ("en", "zh")[at // len(TOWNS) % 2]
        period, date = f"{2012 + turn % 5}-2023", f"2024-12-{31 - turn // 5 % 28:02}"
        found.append((TOWNS[at % len(TOWNS)], lang, period, date, f"e{at:05}"))
    return found


def story_table(path: Path, rows: Sequence[tuple[str, ...]]) -> Path:
    """Write rows over one story."""
    write(path, ("entity", "language", "period", "as_of", "slug"), rows)
    return path


def different_table(folder: Path, editions: int) -> Path:
    """Make so many projects and a table with a row for each; → the table."""
    for number in range(editions):
        different_stories.project(folder / "different" / f"{number:05}", number)
    write(folder / "different.csv", ("project",), [(f"different/{number:05}",) for number in range(editions)])
    return folder / "different.csv"


def unlike(one: Path, other: Path) -> list[str]:
    """Two folders of a batch → the names of files that are not equal; what tells of the batch itself is left out."""
    names = {path.name for folder in (one, other) for path in folder.iterdir() if path.name != "batch.json"}
    both = [name for name in names if (one / name).is_file() and (other / name).is_file()]
    same = {name for name in both if (one / name).read_bytes() == (other / name).read_bytes()}
    return sorted(names - same)


# -- what is measured --------------------------------------------------------------------------------------------------


def measured(rows: Path, editions: int, name: str, folder: Path, *options: str) -> dict[str, float]:
    """A table → editions a minute, seconds of a processor for each, and memory, by name."""
    found = Running(rows, folder / name, "--only", OUTPUTS, "--workers", str(WORKERS), *options).ended()
    shutil.rmtree(folder / name)
    return {
        f"{name}_editions": editions,
        f"{name}_a_minute": round(60 * editions / found.seconds, 1),
        f"{name}_processor": round(found.processor / editions, 3),
        f"{name}_early_megabytes": round(found.early, 1),
        f"{name}_megabytes": round(found.late, 1),
    }


def same_bytes(rows: Sequence[tuple[str, ...]], folder: Path) -> dict[str, int]:
    """Rows over one story → how many files each way of making them made unlike the pool."""
    table = story_table(folder / "same.csv", rows)
    shuffled = story_table(folder / "shuffled.csv", random.Random(1).sample(rows, len(rows)))
    letter = ("--only", OUTPUTS)
    half, cache = max(1, len(rows) // 2), {"BRIEFING_CACHE": str(folder / "cache")}
    two = ("--workers", str(WORKERS), *letter)
    Running(table, folder / "pool", *two).ended(watch=False)
    ways: dict[str, Callable[[Path], Running]] = {
        "one_by_one": lambda out: Running(table, out, "--workers", "1", *letter),
        "shuffled": lambda out: Running(shuffled, out, *two),
        "worker_killed": lambda out: Running(table, out, *two).after(half).kill_worker(),
    }
    if find_spec("distributed"):
        ways["dask"] = lambda out: Running(table, out, "--cluster", "local", *two)
    found: dict[str, int] = {}
    for name, way in ways.items():
        way(folder / name).ended(watch=False)
        found[f"unlike_{name}"] = len(unlike(folder / "pool", folder / name))
    Running(table, folder / "resumed", *two, **cache).after(half).kill()
    Running(table, folder / "resumed", *two, **cache).ended(watch=False)
    found["unlike_resumed"] = len(unlike(folder / "pool", folder / "resumed"))
    return found


def others(editions: int, folder: Path) -> dict[str, float]:
    """The same by other programs in a pool of as many processes → editions a minute and seconds of a processor."""
    share = editions // WORKERS
    by_hand = [[sys.executable, str(HERE / "warm.py"), "by_hand", str(folder / f"hand-{at}")] for at in range(WORKERS)]
    found = _in_pool("by_hand", by_hand, share, "again\n" * share)
    if shutil.which("node") and (HERE / "pptxgenjs" / "node_modules").is_dir():
        for at in range(WORKERS):
            (folder / f"js-{at}").mkdir()
        script = str(HERE / "pptxgenjs" / "many.mjs")
        found |= _in_pool(
            "pptxgenjs", [["node", script, str(folder / f"js-{at}"), str(share)] for at in range(WORKERS)], share
        )
    return found


def _in_pool(name: str, commands: Sequence[Sequence[str]], each: int, lines: str = "") -> dict[str, float]:
    begun, before = time.perf_counter(), os.times()
    started = [
        subprocess.Popen(command, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        for command in commands
    ]
    for process in started:
        assert process.stdin
        process.stdin.write(lines)
        process.stdin.close()
    codes = [process.wait() for process in started]
    if any(codes):
        raise RuntimeError(f"{name} failed")
    after, editions = os.times(), each * len(started)
    used = after.children_user + after.children_system - before.children_user - before.children_system
    seconds = time.perf_counter() - begun
    return {f"{name}_a_minute": round(60 * editions / seconds, 1), f"{name}_processor": round(used / editions, 3)}


def main() -> int:
    """Measure, print, → exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--story", type=int, default=1000, help="editions of one story")
    parser.add_argument("--different", type=int, default=1000, help="different stories")
    parser.add_argument("--same", type=int, default=60, help="editions made in every way, and compared")
    parser.add_argument("--others", type=int, default=60, help="editions and decks beside those of other programs")
    given = parser.parse_args()
    found: dict[str, float] = {}
    missed: list[str] = []
    load = os.getloadavg()[0]
    print(machine(), f"load before the run {load:.1f}", "", sep="\n", flush=True)
    with tempfile.TemporaryDirectory() as made:
        for part in _parts(given, Path(made)):
            found |= part
            missed += _told(part)
    _ratios(found)
    print(json.dumps({"machine": machine(), "load": round(load, 1), **found, "missed": missed}))
    return int(bool(missed))


def _parts(given: argparse.Namespace, folder: Path) -> Iterator[Mapping[str, float]]:
    """Measure what was asked for, one after the other."""
    buses(folder / "buses")
    if given.story:
        rows = story_table(folder / "story.csv", story_rows(given.story))
        yield measured(rows, given.story, "story", folder)
    if given.different:
        yield measured(different_table(folder, given.different), given.different, "different", folder)
    if given.same:
        yield same_bytes(story_rows(given.same), folder)
    if given.others:
        decks = story_table(folder / "decks.csv", story_rows(given.others))
        yield measured(decks, given.others, "decks", folder, "--only", "deck")
        yield others(given.others, folder)


def _told(found: Mapping[str, float]) -> list[str]:
    """Print what was found; → the names of missed aims."""
    missed = []
    for name, value in found.items():
        least = {"story_a_minute": LEAST_STORY, "different_a_minute": LEAST_DIFFERENT}.get(name, 0)
        most = MOST_MEGABYTES if name in ("story_megabytes", "different_megabytes") else None
        most = 0 if name.startswith("unlike") else most
        bad = value < least or (most is not None and value > most)
        aim = f"  aim: at least {least:g}" if least else "" if most is None else f"  aim: at most {most:g}"
        print(f"{name.replace('_', ' '):32}{value:9.4g}{aim}{', MISSED' if bad else ''}", flush=True)
        missed += [name] if bad else []
    return missed


def _ratios(found: Mapping[str, float]) -> None:
    """Print ours against that of others."""
    for one, other in (("story", "by_hand"), ("decks", "pptxgenjs")):
        if f"{one}_processor" in found and f"{other}_processor" in found:
            ratio = found[f"{one}_processor"] / found[f"{other}_processor"]
            print(f"{f'{one} ÷ {other}, processor'.replace('_', ' '):32}{ratio:9.2f}")
        elif one == "decks" and "decks_processor" in found:
            print("pptxgenjs not installed: npm install --no-package-lock --prefix benchmarks/pptxgenjs")


if __name__ == "__main__":
    sys.exit(main())
