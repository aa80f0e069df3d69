"""The reference as pages of the documentation, `docs/reference`: made from the code, and from examples that are run.

`--pictures` draws the kinds of charts again too: each as the painter draws its slide, and as the brief draws the chart.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from briefing import compose, read
from briefing.assets import asset
from briefing.charts import plot
from briefing.charts.vector.picture import picture
from briefing.cli.help_command import whole_reference
from briefing.deck.painter.painting import paint_slides
from briefing.deck.painter.svg import svg
from briefing.deck.planned_deck import PlannedDeck, plan_deck
from briefing.model.chart import Chart
from briefing.model.chart_kinds import KINDS
from briefing.model.document import Document
from briefing.model.ledger import Trace
from briefing.model.text import plain
from briefing.model.theme import Theme
from briefing.reference.chart_entries import example_section
from briefing.reference.markdown_form import index_page, topic_page

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "reference"
PICTURES = "pictures"
THEME = "ink"
WIDTH, OF_ROWS = 400, 560  # points of a chart on a page, and of one with rows or many classes


def pages() -> dict[str, str]:
    """→ the pages by the names of their files."""
    known = whole_reference()
    made = {"index.md": index_page(tuple(known.topics.values()))}
    for name, topic in known.topics.items():
        made[f"{name}.md"] = topic_page(topic, known.entries(name), links if name == "charts" else lambda _: ())
    return made


def links(kind: str) -> list[tuple[str, str]]:
    """A kind of chart → the alternative text and the path of its pictures."""
    chart = plain(_example(kind)[1].alt)
    return [
        (f"On a slide. {chart}", f"{PICTURES}/{kind}-slide.svg"),
        (f"On a page. {chart}", f"{PICTURES}/{kind}-page.png"),
    ]


def pictures() -> Iterator[tuple[str, bytes]]:
    """→ the names of the pictures with their content."""
    for kind in KINDS:
        (document, theme, planned), chart = _example(kind)
        section = next(one.id for one in document.sections if chart in one.blocks)
        slide = next(one for one in planned.slides if one.id == section)
        (painting,) = paint_slides([slide], planned.masters, planned.properties)
        yield f"{kind}-slide.svg", svg(painting, linked=False).encode("utf-8")
        trace = Trace("reference")
        shown, place = plot(chart), trace.place(1, "Figure")
        wide = OF_ROWS if shown.in_rows or shown.classed else WIDTH
        drawn = picture(shown, theme.light, theme.fonts.text, wide, trace=trace, place=place)
        yield f"{kind}-page.png", drawn


def _example(kind: str) -> tuple[tuple[Document, Theme, PlannedDeck], Chart]:
    """A kind of chart → the project that shows it, planned, and its chart."""
    found = example_section(kind)
    assert found is not None, f"no example has the kind {kind}"
    project, name = found
    composed = _planned(project)
    section = next(one for one in composed[0].sections if one.id == name)
    return composed, next(block for block in section.blocks if isinstance(block, Chart))


@cache
def _planned(name: str) -> tuple[Document, Theme, PlannedDeck]:
    project = read.project(asset(name))
    document = compose.compose(project, read.story(project.stories["en"]), "en")
    theme = read.theme(asset(f"themes/{THEME}.toml"))
    return document, theme, plan_deck(document, theme)


if __name__ == "__main__":
    (FOLDER / PICTURES).mkdir(parents=True, exist_ok=True)
    if "--pictures" in sys.argv:
        for name, content in pictures():
            (FOLDER / PICTURES / name).write_bytes(content)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
