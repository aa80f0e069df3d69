"""How time and memory grow: with slides, rows of data and editions → a table and a line of JSON.

    uv run benchmarks/growth.py                       all three
    uv run benchmarks/growth.py --slides 25 50 --rows --editions

Slides: decks of 25 to 200, made in a process that has made another, in seconds of a processor; twice the slides in at
most 2.2 times the time, and under 150 MB. Rows: the Beijing edition in cold processes while its observations.csv has so
many rows more, of places that it does not tell of; without a cache, and with the dataset compiled before. Editions:
`briefing batch` over tables of so many rows, by two processes; seconds for each edition. Exit code 1 where an aim is
missed.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import statistics
import string
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cases import done
from processes import BEIJING, PROJECT, machine, measure, megabytes, told

MOST_GROWTH, MOST_MEGABYTES = 2.2, 150.0
SLIDES, ROWS, EDITIONS = (25, 50, 100, 200), (300, 3_000, 30_000, 150_000), (10, 50, 100)
# Builds a project's deck in this process, once to load what it needs, then anew → seconds of a processor and peak
# memory. How one size compares with another, a busy machine must not decide.
_DECK = """
import resource, sys, time, briefing
small, project, out = sys.argv[1:]
briefing.build(small, out=out, only=("deck",))
begun = time.process_time()
briefing.build(project, out=out, only=("deck",))
print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

# -- slides ------------------------------------------------------------------------------------------------------------


def enlarged(project: Path, slides: int) -> Path:
    """Make a project with the sections of Beijing's deck, over and over, that give so many slides; → its folder."""
    import yaml

    shutil.copytree(PROJECT, project)
    story = yaml.safe_load((PROJECT / "story.en.yaml").read_text(encoding="utf-8"))
    shown = [section for section in story["sections"] if "deck" in section.get("only", ["deck"])]
    story["sections"] = [_again(shown[at % len(shown)], at // len(shown)) for at in range(slides - 1)]  # and the cover
    # JSON is YAML too, and knows no anchors, which a story may not have
    (project / "story.en.yaml").write_text(json.dumps(story, ensure_ascii=False, indent=1), encoding="utf-8")
    return project


def _again(section: dict[str, Any], turn: int) -> dict[str, Any]:
    """A section of the story → the same with an id and a title of its own."""
    if turn == 0:
        return section
    title = f"{section['title'].strip()} {string.ascii_lowercase[turn]}"
    return section | {"id": f"{section['id']}-{turn}", "title": title}


def with_slides(sizes: Sequence[int], times: int, folder: Path) -> dict[str, float]:
    """Numbers of slides and how often to build each → median seconds and peak memory of each."""
    projects = {size: enlarged(folder / str(size), size) for size in sizes}

    def deck(size: int) -> tuple[float, float]:
        command = (sys.executable, "-c", _DECK, str(PROJECT), str(projects[size]), str(folder / "out"))
        seconds, peak = map(float, told(command, folder).stdout.split())
        return seconds, megabytes(peak)

    return _medians("slides", sizes, times, deck)


# -- rows --------------------------------------------------------------------------------------------------------------


def longer(project: Path, rows: int) -> Path:
    """Make a project whose observations are Beijing's and so many of other places; → its folder."""
    shutil.copytree(BEIJING, project)
    with (BEIJING / "observations.csv").open(encoding="utf-8", newline="") as file:
        head, *known = csv.reader(file)
    place, preferred = head.index("entity"), head.index("preferred")
    own = [row for row in known if row[place] == "Beijing" and row[preferred] == "yes"]
    with (project / "observations.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for at in range(rows):
            row = list(own[at % len(own)])
            row[place] = f"Place {at // len(own) + 1}"
            writer.writerow(row)
    return project


def with_rows(sizes: Sequence[int], times: int, folder: Path) -> dict[str, float]:
    """Numbers of further rows → median seconds and peak memory of the whole job, without a cache and data compiled."""
    projects = {size: longer(folder / f"{size}-rows", size) for size in sizes}
    command = (sys.executable, "-m", "briefing.cli", "build")

    def plain(size: int) -> tuple[float, float]:
        run = measure(*command, str(projects[size]), folder=folder)
        return run.seconds, run.megabytes

    def compiled(size: int) -> tuple[float, float]:
        kept, cache = folder / f"{size}-kept", folder / f"{size}-cache"
        done((sys.executable, "-m", "briefing.cli", "check", str(projects[size])), folder, kept)
        kept.mkdir(exist_ok=True)
        shutil.rmtree(cache, ignore_errors=True)
        shutil.copytree(kept, cache)
        run = measure(*command, str(projects[size]), folder=folder, more={"BRIEFING_CACHE": str(cache)})
        return run.seconds, run.megabytes

    return _medians("rows", sizes, times, plain) | _medians("rows_compiled", sizes, times, compiled)


# -- editions ----------------------------------------------------------------------------------------------------------


def with_editions(sizes: Sequence[int], times: int, folder: Path) -> dict[str, float]:
    """Rows of a batch's table → median seconds for each edition, and the peak memory of the largest process."""
    tables = {size: table(folder / f"{size}.csv", size) for size in sizes}

    def each(size: int) -> tuple[float, float]:
        out = folder / f"{size}-editions"
        shutil.rmtree(out, ignore_errors=True)
        command = ("-m", "briefing.cli", "batch", str(tables[size]), str(PROJECT), "--out", str(out), "--workers", "2")
        run = measure(sys.executable, *command, folder=folder)
        return run.seconds / size, run.megabytes

    return _medians("editions", sizes, times, each)


def table(path: Path, rows: int) -> Path:
    """Make the table of a batch, each of whose rows is an edition of its own name; → its path."""
    path.write_text("\n".join(["slug", *(f"edition-{number:04d}" for number in range(rows))]) + "\n", encoding="utf-8")
    return path


# -- told --------------------------------------------------------------------------------------------------------------


def _medians(
    kind: str, sizes: Sequence[int], times: int, once: Callable[[int], tuple[float, float]]
) -> dict[str, float]:
    """All sizes in turn, so often → medians of seconds and the largest memory, by kind and size."""
    made = [{size: once(size) for size in sizes} for _ in range(times)]
    found: dict[str, float] = {}
    for size in sizes:
        found[f"{kind}_{size}_seconds"] = round(statistics.median(row[size][0] for row in made), 3)
        found[f"{kind}_{size}_megabytes"] = round(max(row[size][1] for row in made), 1)
    return found


def main() -> int:
    """Measure, print, → exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3, help="runs of each")
    parser.add_argument("--slides", type=int, nargs="*", default=SLIDES, help="numbers of slides, each twice the last")
    parser.add_argument("--rows", type=int, nargs="*", default=ROWS, help="numbers of rows")
    parser.add_argument("--editions", type=int, nargs="*", default=EDITIONS, help="numbers of editions")
    given = parser.parse_args()
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        found |= with_slides(given.slides, given.runs, Path(folder))
        found |= with_rows(given.rows, given.runs, Path(folder))
        if given.editions:
            found |= with_editions(given.editions, given.runs, Path(folder))
    print(machine(), "", sep="\n")
    for name in (name.removesuffix("_seconds") for name in found if name.endswith("_seconds")):
        kind, size = name.rsplit("_", 1)
        each = " for each" if kind == "editions" else ""
        what = f"{int(size):8,} {kind.replace('_', ', ')}"
        print(f"{what:24}{found[name + '_seconds']:8.3f} s{found[name + '_megabytes']:7.0f} MB{each}")
    missed = any(found[f"slides_{size}_megabytes"] >= MOST_MEGABYTES for size in given.slides)
    if len(given.slides) > 1:
        before, last = given.slides[-2:]
        found["growth"] = round(found[f"slides_{last}_seconds"] / found[f"slides_{before}_seconds"], 2)
        print(f"{last} slides ÷ {before}: {found['growth']:.2f} (aim: at most {MOST_GROWTH}; {MOST_MEGABYTES:.0f} MB)")
        missed |= found["growth"] > MOST_GROWTH
    print(json.dumps(found))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
