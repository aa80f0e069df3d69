"""What other programs take out of the Beijing brief: its text in reading order, and the numbers of each chart."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pypdfium2
import pytest

from briefing import read
from briefing.brief import write
from briefing.compose import compose
from briefing.model.chart import Chart
from briefing.model.document import Cards, Document, Multiples, Quote, words
from briefing.model.text import plain
from tests.brief import sample
from tests.brief.reading_brief import Brief

ROOT = Path(__file__).parents[2] / "data" / "beijing"


@lru_cache(1)
def document() -> Document:
    project = read.project(ROOT)
    return compose(project, read.story(project.stories["en"]), "en")


@lru_cache(1)
def data() -> bytes:
    return write(document(), sample.theme()).files[".pdf"]


def by_poppler(path: Path) -> str:
    """poppler's pdftotext, in the order in which the page tells its text."""
    if shutil.which("pdftotext") is None:
        reason = "needs pdftotext (apt-get install poppler-utils)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True).stdout.decode()


def by_pdfium(path: Path) -> str:
    """PDFium, the engine of Chrome."""
    pages = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


EXTRACTORS = [by_poppler, by_pdfium]


def joined(text: str) -> str:
    """Extracted text → words with single spaces, those parted by a soft hyphen whole again (PDFium writes U+FFFE)."""
    return " ".join(re.sub("[\u00ad\ufffe]\\s*", "", text).split())


def paragraphs() -> Iterator[str]:
    """The running text of the document in its order: headlines, figures' titles, paragraphs, side column."""
    for part in document().parts:
        yield from (plain(part.headline), plain(part.standfirst))
        for section in part.sections:
            if "brief" in section.outputs:
                figure = any(not isinstance(block, Cards | Quote) for block in section.blocks)
                texts = [*([section.title] if figure else []), section.heading, *section.paragraphs]
                yield from (plain(words((one,))) for one in texts)
        for aside in part.asides:
            yield plain(aside.title)
            yield from (plain(point.body) for point in aside.points if "brief" in point.outputs)


def unread(told: str, wanted: list[str]) -> list[str]:
    """Extracted text and paragraphs → those that do not stand in it whole, each after the one before."""
    at, missing = 0, []
    for paragraph in wanted:
        found = told.find(" ".join(paragraph.split()), at)
        if found < 0:
            missing.append(paragraph)
        at = max(at, found)
    return missing


@pytest.mark.parametrize("extract", EXTRACTORS, ids=["poppler", "pdfium"])
def test_every_paragraph_is_read_whole_and_in_order(tmp_path: Path, extract: Callable[[Path], str]) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(data())
    told, wanted = joined(extract(path)), [one for one in paragraphs() if one]
    assert len(wanted) > 20
    assert unread(told, wanted) == []
    assert len(unread(told, wanted[::-1])) > 10
    assert unread(told.replace("the", "th e"), wanted)


def test_both_extractors_and_the_tree_tell_the_same_words(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(data())
    poppler, pdfium = ("".join(joined(extract(path)).split()) for extract in EXTRACTORS)
    brief = Brief(data())
    tagged = [brief.text(node) for node in brief.nodes("H1", "H2", "P", "Note", "TD", "TH", "LBody", "Lbl")]
    assert len(tagged) > 100
    assert [words for words in tagged if "".join(words.split()) not in poppler] == []
    assert [words for words in tagged if "".join(words.split()) not in pdfium] == []


def test_the_csv_of_every_figure_holds_the_values_of_its_chart() -> None:
    brief = Brief(data())  # what pikepdf hands out dies with its file
    files = {name: file.get_file().read_bytes().decode() for name, file in brief.pdf.attachments.items()}
    charts = sorted(name for name in files if name.startswith("figure-"))
    expected = list(_values(document()))
    assert len(charts) == len(expected) >= 6
    for name, values in zip(charts, expected, strict=True):
        rows = csv.DictReader(io.StringIO(files[name]))
        assert [(row["series"], row["category"], float(row["value"]), row["qualifier"]) for row in rows] == values, name


def _values(document: Document) -> Iterator[list[tuple[str, str, float, str]]]:
    """The values of each figure of the document in order."""
    for section in document.sections:
        if "brief" not in section.outputs:
            continue
        for block in section.blocks:
            if isinstance(block, Chart):
                yield list(_points(block))
            elif isinstance(block, Multiples):
                yield [point for panel in block.panels for point in _points(panel)]


def _points(chart: Chart) -> Iterator[tuple[str, str, float, str]]:
    for series in chart.series:
        for category, fact in zip(chart.categories, series.points, strict=True):
            if fact is not None:
                yield plain(series.name) or series.key, category, fact.value, fact.qualifier
