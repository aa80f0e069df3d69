"""The deck against PptxGenJS, and how it grows → a table and a line of JSON.

The Beijing deck alone in a cold process ÷ a cold node process in which PptxGenJS makes twelve slides with six native
charts, run in turn so that a busy machine slows both: at most 3 times. Then decks of 25 to 200 slides: twice the
slides in at most 2.2 times the time, start-up left out, under 150 MB. Exit code 1 where an aim is missed.

PptxGenJS is installed once, by: npm install --no-package-lock --prefix benchmarks/pptxgenjs
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import string
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from processes import environment, measure

ROOT = Path(__file__).parents[1]
BEIJING = ROOT / "data" / "beijing"
OTHER = ROOT / "benchmarks" / "pptxgenjs"
MOST_TIMES, MOST_GROWTH, MOST_MEGABYTES = 3.0, 2.2, 150.0
SIZES = (25, 50, 100, 200)
# Builds a project's deck in this process, once to load what it needs, then anew → seconds and peak memory.
_GROW = """
import resource, sys, time, briefing
small, project, out = sys.argv[1:]
briefing.build(small, out=out, only=("deck",))
begun = time.perf_counter()
briefing.build(project, out=out, only=("deck",))
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def against(times: int) -> dict[str, float]:
    """How often to run each → medians and spreads of both, and their ratio."""
    node = shutil.which("node")
    if node is None or not (OTHER / "node_modules").is_dir():
        install = f"npm install --no-package-lock --prefix {OTHER.relative_to(ROOT)}"
        sys.exit(f"PptxGenJS is not installed. Install node and npm, then run: {install}")
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(times + 1):
            other = measure(node, str(OTHER / "deck.mjs"), f"{folder}/other.pptx", folder=folder)
            own = measure(sys.executable, "-m", "briefing.cli", "build", str(BEIJING), "--only", "deck", folder=folder)
            if number:  # the first pair fills the file cache and writes compiled modules
                theirs.append(other.seconds)
                ours.append(own.seconds)
    return {
        "deck_seconds": round(statistics.median(ours), 3),
        "deck_spread": round(max(ours) - min(ours), 3),
        "pptxgenjs_seconds": round(statistics.median(theirs), 3),
        "pptxgenjs_spread": round(max(theirs) - min(theirs), 3),
        "times": round(statistics.median(ours) / statistics.median(theirs), 2),
    }


def enlarged(project: Path, slides: int) -> Path:
    """Make a project with the sections of Beijing's deck, over and over, that give so many slides; → its folder."""
    import yaml

    shutil.copytree(BEIJING, project)
    story = yaml.safe_load((BEIJING / "story.en.yaml").read_text(encoding="utf-8"))
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


def growth(sizes: Sequence[int], times: int) -> dict[str, float]:
    """Numbers of slides and how often to build each → median seconds and peak memory of each."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        projects = {size: enlarged(Path(folder) / str(size), size) for size in sizes}
        runs: dict[int, list[tuple[float, float]]] = {size: [] for size in sizes}
        for _ in range(times):
            for size, project in projects.items():
                command = [sys.executable, "-c", _GROW, str(BEIJING), str(project), f"{folder}/out"]
                done = subprocess.run(
                    command, cwd=folder, env=environment(), capture_output=True, text=True, check=True
                )
                seconds, kilobytes = done.stdout.split()
                runs[size].append((float(seconds), int(kilobytes) / (1024 if sys.platform != "darwin" else 1024**2)))
    for size, made in runs.items():
        found[f"seconds_{size}"] = round(statistics.median(seconds for seconds, _ in made), 3)
        found[f"megabytes_{size}"] = round(max(megabytes for _, megabytes in made), 1)
    return found


def main() -> int:
    """Measure, print, → exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=7, help="runs of each, after one to warm up")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of slides, each twice the last")
    parser.add_argument("--alone", action="store_true", help="only how the deck grows, without PptxGenJS")
    given = parser.parse_args()
    found = {} if given.alone else against(given.runs)
    found |= growth(given.sizes, max(1, given.runs // 2))
    missed = False
    if not given.alone:
        print(f"deck alone   {found['deck_seconds']:7.3f} s   (median of {given.runs}, spread {found['deck_spread']})")
        print(f"PptxGenJS    {found['pptxgenjs_seconds']:7.3f} s   (spread {found['pptxgenjs_spread']})")
        print(f"ratio        {found['times']:7.2f}     (aim: at most {MOST_TIMES:g})")
        missed = found["times"] > MOST_TIMES
    for size in given.sizes:
        seconds, megabytes = found[f"seconds_{size}"], found[f"megabytes_{size}"]
        print(f"{size:4} slides  {seconds:7.3f} s   {megabytes:6.1f} MB (aim: under {MOST_MEGABYTES:.0f})")
        missed |= megabytes >= MOST_MEGABYTES
    if len(given.sizes) > 1:
        before, last = given.sizes[-2:]
        found["growth"] = round(found[f"seconds_{last}"] / found[f"seconds_{before}"], 2)
        print(f"growth       {found['growth']:7.2f}     (aim: at most {MOST_GROWTH}, from {before} to {last} slides)")
        missed |= found["growth"] > MOST_GROWTH
    print(json.dumps(found))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
