"""Ours against an import floor, a script by hand and other programs → a table, ratios with their aims, a line of JSON.

    uv run --group benchmark benchmarks/run.py                       all that is installed; takes about five minutes
    uv run benchmarks/run.py --only job,engines --runs 3             some cases
    uv run benchmarks/run.py --readme                                the table as it stands in docs/explanation/speed.md
    uv run benchmarks/run.py --profile                               where the time goes, to benchmarks/PROFILE.txt

All cases run in turn, so that a busy machine slows all; medians are compared, after a round that fills the file cache
and writes compiled modules. A cold case is a process of its own. A warm one makes edition after edition in one process,
which has made two before. Where nothing else is said, no cache is used. Exit code 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import profiling
from cases import WORDS, Case, cases
from msgspec import Struct
from processes import Run, Worker, machine, measure

WARM_UP = 2
MOST_MEGABYTES = 250.0
MOST_PROOF = 0.25


class Ratio(Struct, frozen=True):
    """Two cases, whose medians are divided; at most how much that should be, None where it is only told."""

    ours: str
    other: str
    aim: float | None = None


RATIOS = (
    Ratio("job", "engines"),
    Ratio("job", "by_hand", 0.65),
    Ratio("warm", "by_hand_warm", 0.55),
    Ratio("changed", "job", 0.75),
    Ratio("same", "nothing", 8.0),
    Ratio("same_command", "nothing"),
    Ratio("deck", "pptxgenjs", 2.5),
    Ratio("deck", "officer"),
    Ratio("six_pages", "typst", 1.1),
    Ratio("six_pages", "pandoc"),
    Ratio("six_pages", "weasyprint", 0.4),
)


class Found(Struct):
    """What was measured: name of a case → its runs; what part of the whole job the proof took, run by run."""

    runs: dict[str, list[Run]]
    shares: list[float]

    def seconds(self, name: str) -> float:
        """The median of a case."""
        return statistics.median(run.seconds for run in self.runs[name])

    def processor(self, name: str) -> float:
        """The median of the seconds of a processor that a case took."""
        return statistics.median(run.processor for run in self.runs[name])

    def spread(self, name: str) -> float:
        """The slowest run of a case less the fastest."""
        seconds = [run.seconds for run in self.runs[name]]
        return max(seconds) - min(seconds)

    def megabytes(self, name: str) -> float:
        """The largest memory of a case; 0 where it was not asked for."""
        return max(run.megabytes for run in self.runs[name])

    def ratios(self) -> dict[Ratio, tuple[float, float]]:
        """Each ratio of two cases that ran: of their medians, and of the medians of their processor's time."""
        return {
            one: (
                self.seconds(one.ours) / self.seconds(one.other),
                self.processor(one.ours) / max(self.processor(one.other), 0.001),
            )
            for one in RATIOS
            if self.runs.get(one.ours) and self.runs.get(one.other)
        }

    def missed(self) -> list[str]:
        """The aims that were not reached."""
        found = self.ratios()
        names = [f"{one.ours} ÷ {one.other}" for one, (value, _) in found.items() if one.aim and value > one.aim]
        if self.runs.get("job") and self.megabytes("job") > MOST_MEGABYTES:
            names.append("memory")
        if self.shares and statistics.median(self.shares) > MOST_PROOF:
            names.append("proof")
        return names


def compare(chosen: Mapping[str, Case], times: int, folder: Path, *, quick: bool = False) -> Found:
    """Cases, and how often to run each, in turn → what was measured; the first round does not count.

    `quick`: one round, which counts, with nothing warm before it.
    """
    here = {name: case for name, case in chosen.items() if not case.missing}
    workers = {name: Worker(*case.command, folder=case.folder) for name, case in here.items() if case.warm}
    found = Found({name: [] for name in here}, [])
    try:
        for worker in workers.values():
            for _ in range(0 if quick else WARM_UP):
                worker.once()
        for number in range(1 if quick else times + 1):
            for name, case in here.items():
                case.before(number)
                run = workers[name].once() if case.warm else measure(*case.command, folder=case.folder, more=case.more)
                if number or quick:
                    found.runs[name].append(run)
            if (number or quick) and "job" in here:
                found.shares.append(profiling.proof_share(folder))
    finally:
        for worker in workers.values():
            worker.close()
    return found


# -- told --------------------------------------------------------------------------------------------------------------


def table(chosen: Mapping[str, Case], found: Found) -> Iterator[str]:
    """What was measured, for a terminal."""
    yield f"{'':34}{'median':>9}{'spread':>9}{'processor':>13}{'memory':>10}"
    for name, case in chosen.items():
        if case.missing:
            yield f"{case.title:34} not installed: {case.missing}"
            continue
        median, spread, used = found.seconds(name), found.spread(name), found.processor(name)
        memory = f"{found.megabytes(name):7.0f} MB" if found.megabytes(name) else ""
        yield f"{case.title:34}{median:7.3f} s{spread:7.3f} s{used:11.3f} s{memory}"
    yield from ("", f"{'':64}{'ratio':>6}{'by processor':>14}")
    for ratio, (value, used) in found.ratios().items():
        told = f"{chosen[ratio.ours].title} ÷ {chosen[ratio.other].title}"
        yield f"{told:64}{value:6.2f}{used:14.2f}{_aim(value, ratio.aim)}"
    if found.shares:
        share = statistics.median(found.shares)
        yield f"{'the proof, as a part of the whole job':64}{share:6.2f}{'':14}{_aim(share, MOST_PROOF)}"
    if "job" in found.runs:
        most = found.megabytes("job")
        yield f"{'memory of the whole job, its largest process, MB':64}{most:6.0f}{'':14}{_aim(most, MOST_MEGABYTES)}"


def _aim(value: float, aim: float | None) -> str:
    return "" if aim is None else f"  aim: at most {aim:g}{'' if value <= aim else ', MISSED'}"


def markdown(chosen: Mapping[str, Case], found: Found, times: int) -> Iterator[str]:
    """The table as it stands in docs/explanation/speed.md."""
    yield from ("| what | seconds | against | seconds | ratio | aim |", "|---|---|---|---|---|---|")
    for ratio, (value, _) in found.ratios().items():
        ours, other = (f"{chosen[name].title} | {found.seconds(name):.2f}" for name in (ratio.ours, ratio.other))
        yield f"| {ours} | {other} | {value:.2f} | {f'≤ {ratio.aim:g}' if ratio.aim else ''} |"
    yield f"\n*Medians of {times} runs in turn: {machine()}.*"


def told(found: Found, times: int) -> dict[str, object]:
    """The same for a machine."""
    names = [name for name, runs in found.runs.items() if runs]
    return {
        "machine": machine(),
        "runs": times,
        "seconds": {name: round(found.seconds(name), 4) for name in names},
        "processor": {name: round(found.processor(name), 4) for name in names},
        "spread": {name: round(found.spread(name), 4) for name in names},
        "megabytes": {name: round(found.megabytes(name), 1) for name in names if found.megabytes(name)},
        "ratios": {f"{one.ours} ÷ {one.other}": round(value, 3) for one, (value, _) in found.ratios().items()},
        "proof_share": round(statistics.median(found.shares), 3) if found.shares else None,
        "missed": found.missed(),
    }


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=7, help="runs of each, after one that does not count")
    parser.add_argument("--quick", action="store_true", help="a single run of each, to see that they work")
    parser.add_argument("--only", help="names of cases, as the line of JSON has them, with commas")
    parser.add_argument("--keep", type=Path, help="a new folder for all that was made, to look at it")
    parser.add_argument("--readme", action="store_true", help="print Markdown alone")
    parser.add_argument("--profile", action="store_true", help="where the time goes, instead")
    parser.add_argument("--out", type=Path, default=profiling.TEXT, help="where to write the profile")
    read = parser.parse_args(given)
    read.runs = 1 if read.quick else read.runs
    if read.runs >= len(WORDS):
        parser.error(f"at most {len(WORDS) - 1} runs, as each changes the story to a word that is new to it")
    return read


def main() -> int:
    """Measure, print, → exit code."""
    given = arguments()
    if given.profile:
        text = profiling.written(given.runs, quick=given.quick)
        given.out.write_text(text, encoding="utf-8")
        print(text, end="")
        return 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        chosen = cases(folder)
        names = given.only.split(",") if given.only else list(chosen)
        if unknown := [name for name in names if name not in chosen]:
            sys.exit(f"no such case: {', '.join(unknown)}; choose from {', '.join(chosen)}")
        chosen = {name: case for name, case in chosen.items() if name in names}
        found = compare(chosen, given.runs, folder, quick=given.quick)
        if given.keep:
            shutil.copytree(folder, given.keep)
    if given.readme:
        print(*markdown(chosen, found, given.runs), sep="\n")
    else:
        print(machine(), "", *table(chosen, found), json.dumps(told(found, given.runs), ensure_ascii=False), sep="\n")
    return int(bool(found.missed()))


if __name__ == "__main__":
    sys.exit(main())
