"""A brief of six pages and six vector charts → the project that makes it, and its words and values for other engines.

`same_brief.py` sets them as PDF/UA-1 with other engines, which get finished words and values. Ours reads tables and
story, works the facts out, attaches data and writes the ledger too.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from processes import BEIJING, ROOT

from briefing import read
from briefing.compose import compose
from briefing.model.chart import Chart
from briefing.model.document import Document, Part, Section, Table, words
from briefing.model.text import plain

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


def prepare(folder: Path) -> None:
    """A folder → in it the project, and what the other engines need."""
    document = six_pages(folder / "project")
    (folder / "content.json").write_text(json.dumps(content(document), ensure_ascii=False), encoding="utf-8")
    (folder / "fonts").mkdir()
    for package, file in FONTS:
        shutil.copy(str(files(package) / "files" / file), folder / "fonts" / file)


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
