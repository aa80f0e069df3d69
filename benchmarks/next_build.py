"""The next build after a change, in the process that made the last one → a table and a line of JSON.

    uv run benchmarks/next_build.py [--runs 7]

A copy of the flagship edition is built again and again in one process, as by the preview or a batch. Each round has a
build from nothing, one after a sentence has changed, one after an observation has, and one after a colour of the theme
has, in turn; medians of seconds of a processor are compared. No cache folder is used, so that all that is reused is
what this process holds. Exit code 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from processes import PROJECT, machine

AIMS = {"a sentence": 0.35, "an observation": 0.5, "a colour of the theme": 0.8}
WARM_UP = 2
_ARTICLE = re.compile(r" (the|this) ")


class Edition:
    """A copy of the project with a theme of its own, to be changed and built."""

    def __init__(self, folder: Path) -> None:
        from briefing.assets import asset

        self.root, self.out = folder / "project", folder / "out"
        shutil.copytree(PROJECT, self.root)
        settings = self.root / "briefing.toml"
        text = settings.read_text(encoding="utf-8")
        (theme,) = re.findall(r'^theme = "(\w+)"', text, re.MULTILINE)
        shutil.copyfile(asset("themes") / f"{theme}.toml", self.root / "own.toml")
        settings.write_text(text.replace(f'theme = "{theme}"', 'theme = "own.toml"'), encoding="utf-8")
        self._round = 0

    def build(self) -> float:
        """Return the seconds of a processor that a build of the English edition takes."""
        import briefing

        begun = time.process_time()
        briefing.build(self.root, self.out, languages=["en"])
        return time.process_time() - begun

    def deck(self) -> bytes:
        """Return the deck that was built."""
        (path,) = self.out.glob("*.pptx")
        return path.read_bytes()

    def sentence(self) -> None:
        """Change a word of a sentence, each time of another one: "the" is "this", or again "the"."""
        path = self.root / "story.en.yaml"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        places = [at for at, line in enumerate(lines) if re.match(r" +- (text: )?\"", line) and _ARTICLE.search(line)]
        at = places[self._next() % len(places)]
        lines[at] = _ARTICLE.sub(lambda found: " this " if found[1] == "the" else " the ", lines[at], count=1)
        path.write_text("".join(lines), encoding="utf-8")

    def observation(self) -> None:
        """Change the last digit of a value of the edition's last period, each time of another one."""
        import csv
        import io

        path = self.root / "observations.csv"
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        newest = [row for row in rows if row["value"] and row.get("preferred") == "yes"][-1::-1]
        row = newest[self._next() % len(newest)]
        row["value"] = row["value"][:-1] + str(int(row["value"][-1]) % 9 + 1)
        text = io.StringIO()
        writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8")

    def colour(self) -> None:
        """Change the last digit of the colour that highlights."""
        path = self.root / "own.toml"
        text = path.read_text(encoding="utf-8")
        colour = re.findall(r'^highlight = "(#\w{6})"', text, re.MULTILINE)[0]
        path.write_text(text.replace(colour, f"{colour[:-1]}{self._next() % 10}"), encoding="utf-8")

    def _next(self) -> int:
        self._round += 1
        return self._round


def measured(folder: Path, runs: int) -> dict[str, float]:
    """Return medians of seconds by what has changed.

    A change that makes a claim false is undone, and one that no slide shows does not count.
    """
    from briefing.errors import BriefingError
    from briefing.reuse import from_nothing

    edition = Edition(folder)
    for _ in range(WARM_UP):
        edition.build()
    changes: dict[str, Callable[[], None]] = {
        "a sentence": edition.sentence, "an observation": edition.observation, "a colour of the theme": edition.colour,
    }  # fmt: skip
    seconds: dict[str, list[float]] = {name: [] for name in ("nothing", *changes)}
    for _ in range(runs):
        with from_nothing():
            seconds["nothing"].append(edition.build())
        for name, change in changes.items():
            while True:
                before = {path: path.read_bytes() for path in edition.root.iterdir() if path.is_file()}
                shown = edition.deck()
                change()
                try:
                    spent = edition.build()
                    if edition.deck() != shown:
                        seconds[name].append(spent)
                        break
                except BriefingError:
                    for path, content in before.items():
                        path.write_bytes(content)
    return {name: round(statistics.median(found), 4) for name, found in seconds.items()}


def main() -> int:
    """Measure, print, → exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    os.environ["BRIEFING_CACHE"] = "off"
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), runs)
    print(machine(), "", f"from nothing{found['nothing']:38.3f} s of a processor", sep="\n")
    ratios = {name: round(found[name] / found["nothing"], 3) for name in AIMS}
    missed = [name for name, ratio in ratios.items() if ratio > AIMS[name]]
    for name, ratio in ratios.items():
        print(f"{name + ' has changed ÷ from nothing':44}{ratio:6.2f}  aim: at most {AIMS[name]:g}"
              f"{', MISSED' if name in missed else ''}")  # fmt: skip
    print(json.dumps({"machine": machine(), "runs": runs, "seconds": found, "ratios": ratios, "missed": missed}))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
