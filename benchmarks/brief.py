"""The brief against Typst and WeasyPrint → a table and a line of JSON.

A brief of six pages and six vector charts, alone in a cold process ÷ a cold process that draws the same figures with
matplotlib and sets the same words as PDF/UA-1: at most 1.1 times Typst, at most 0.4 times WeasyPrint. They run in turn,
so that a busy machine slows all. Ours reads tables and story, works the facts out, attaches data and writes the ledger
too; the others are given finished words and values. Exit code 1 where an aim is missed.

The other engines are installed with: uv run --group benchmark benchmarks/brief.py (WeasyPrint needs Pango).
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from processes import Run, measure

import briefing
from briefing import read
from briefing.compose import compose
from briefing.model.chart import Chart
from briefing.model.document import Document, Part, Section, Table, words
from briefing.model.text import plain

ROOT = Path(__file__).parents[1]
BEIJING = ROOT / "data" / "beijing"
# Engine → how many times its time ours may take.
MOST_TIMES = {"typst": 1.1, "weasyprint": 0.4}
# Package and file of the faces that all set in.
FONTS = (
    ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
)

# -- the same brief for all --------------------------------------------------------------------------------------------


def six_pages(project: Path) -> Document:
    """A folder to be made → a project of Beijing's data and a story of six pages, and what it composes to."""
    shutil.copytree(BEIJING, project)
    for story in project.glob("story.*.yaml"):
        story.unlink()
    shutil.copy(ROOT / "benchmarks" / "six_pages" / "story.en.yaml", project)
    settings = project / "briefing.toml"
    kept = re.sub(r"^languages = .*$", 'languages = ["en"]', settings.read_text(encoding="utf-8"), flags=re.M)
    settings.write_text(kept, encoding="utf-8")
    given = read.project(project)
    return compose(given, read.story(given.stories["en"]), "en")


def content(document: Document) -> dict[str, Any]:
    """A document → its words and values for an engine that knows nothing of it."""
    return {
        "title": plain(document.title),
        "author": document.edition.imprint.organisation,
        "header": plain(document.header) or plain(document.title),
        "pages": [_page(part) for part in document.parts],
        "sources": [
            {"name": f"{source.short or source.publisher}, {source.year}", "url": source.url}
            for source in document.sources.values()
        ],
    }


def _page(part: Part) -> dict[str, Any]:
    asides = [
        {"title": plain(aside.title), "points": [(plain(point.lead), plain(point.body)) for point in aside.points]}
        for aside in part.asides
    ]
    blocks = [block for section in part.sections for block in _blocks(section)]
    return {
        "headline": plain(part.headline),
        "standfirst": plain(part.standfirst),
        "asides": asides,
        "blocks": blocks,
    }


def _blocks(section: Section) -> Iterator[dict[str, Any]]:
    told = f"{plain(section.source_line_short or section.source_line)} {plain(section.note_line)}".strip()
    for block in section.blocks:
        if isinstance(block, Chart):
            yield {"figure": _figure(block) | {"number": section.id, "title": plain(section.title), "source": told}}
        if isinstance(block, Table):
            rows = [[plain(cell) for cell in row] for row in (block.head, *block.rows)]
            yield {"title": plain(section.title), "table": rows}
    if section.paragraphs:
        yield {"heading": plain(section.heading or section.title)}
    for paragraph in section.paragraphs:
        yield {"text": plain(words([paragraph]))}


def _figure(chart: Chart) -> dict[str, Any]:
    names = [plain(row.name) for row in chart.rows] or list(chart.categories)
    series = [
        {"name": plain(one.name), "values": [None if fact is None else fact.value for fact in one.points]}
        for one in chart.series
    ]
    return {
        "kind": chart.kind,
        "names": names,
        "series": series,
        "highlight": chart.highlight,
        "alt": plain(chart.alt),
        "subtitle": plain(chart.subtitle),
        "height": 156 if chart.kind in ("line", "bump") else 120,
    }


# -- runs --------------------------------------------------------------------------------------------------------------


def compare(times: int, folder: Path) -> dict[str, float]:
    """How often to run each, and where → medians, spreads and peak memory of all, and the ratios."""
    document = six_pages(folder / "project")
    (folder / "content.json").write_text(json.dumps(content(document), ensure_ascii=False), encoding="utf-8")
    for package, file in FONTS:
        (folder / "fonts").mkdir(exist_ok=True)
        shutil.copy(str(files(package) / "files" / file), folder / "fonts" / file)
    commands = {
        "brief": ("-m", "briefing.cli", "build", str(folder / "project"), "--only", "brief", "--out", str(folder)),
        **{
            engine: (str(ROOT / "benchmarks" / "same_brief.py"), engine, "content.json", "fonts", f"{engine}.pdf")
            for engine in MOST_TIMES
            if find_spec(engine)
        },
    }
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(times + 1):
        for name, command in commands.items():
            run = measure(sys.executable, *command, folder=str(folder))
            if number:  # the first round fills the file cache and writes compiled modules
                runs[name].append(run)
    found: dict[str, float] = {}
    for name, made in runs.items():
        seconds = [run.seconds for run in made]
        found[f"{name}_seconds"] = round(statistics.median(seconds), 3)
        found[f"{name}_spread"] = round(max(seconds) - min(seconds), 3)
        found[f"{name}_megabytes"] = round(max(run.megabytes for run in made), 1)
        if name != "brief":
            ours = statistics.median(run.seconds for run in runs["brief"])
            found[f"times_{name}"] = round(ours / statistics.median(seconds), 2)
    return found


def main() -> int:
    """Measure, print, → exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=7, help="runs of each, after one to warm up")
    parser.add_argument("--keep", type=Path, help="a new folder for the briefs, to look at them")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = compare(given.runs, Path(folder))
        if given.keep:
            shutil.copytree(folder, given.keep)
    print(f"briefing {briefing.__version__}")
    missed = False
    for name in ("brief", *MOST_TIMES):
        if f"{name}_seconds" not in found:
            print(f"{name:11} not installed: uv run --group benchmark benchmarks/brief.py")
            continue
        seconds, spread, megabytes = (found[f"{name}_{what}"] for what in ("seconds", "spread", "megabytes"))
        print(f"{name:11} {seconds:7.3f} s   (spread {spread})   {megabytes:6.1f} MB")
    for name, most in MOST_TIMES.items():
        if f"times_{name}" in found:
            print(f"÷ {name:10} {found[f'times_{name}']:6.2f}     (aim: at most {most:g})")
            missed |= found[f"times_{name}"] > most
    print(json.dumps(found))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
