"""What other programs take out of the Beijing brief: its text in reading order, and the numbers of each chart."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from briefing import wording
from briefing.model.chart import Chart
from briefing.model.document import Cards, Document, Multiples, Quote, words
from briefing.model.text import plain
from briefing.proof.tags.marked import StructureElement, TaggedPdf
from tests.beijing import written
from tests.beijing.written import composed

LANGUAGES = ["en", "zh"]


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


def joined(text: str, lang: str) -> str:
    """Extracted text → words with single spaces, those parted by a hyphen at a line's end whole again.

    PDFium writes U+FFFE for a soft hyphen and for one of the word, which stays. Chinese has no spaces between words, so
    that its line ends leave none.
    """
    text = re.sub(r"(?<=\w-)\r?\n(?=\w)", "", re.sub("\u00ad\\s*", "", text))
    text = re.sub("(\\w+)\ufffe\\s*(\\w+)", lambda found: _whole(found[1], found[2], lang), text)
    return ("" if lang == "zh" else " ").join(text.split())


def _whole(first: str, second: str, lang: str) -> str:
    """Two parts of a word → the word, with the hyphen if the story writes it with one."""
    written_so = f"{first}-{second}"
    return written_so if written_so in _hyphenated(lang) else first + second


@cache
def _hyphenated(lang: str) -> frozenset[str]:
    document = composed(lang)
    return frozenset(re.findall(r"(?=\b(\w+-\w+))", " ".join((*main(document), *side(document)))))


def main(document: Document) -> Iterator[str]:
    """The text of the main column in its order: headlines, figures' titles, paragraphs."""
    for part in document.parts:
        yield from (plain(part.headline), plain(part.standfirst))
        for section in part.sections:
            if "brief" in section.outputs:
                figure = any(not isinstance(block, Cards | Quote) for block in section.blocks)
                texts = [*([section.title] if figure else []), section.heading, *section.paragraphs]
                yield from (plain(words((one,))) for one in texts)


def side(document: Document) -> Iterator[str]:
    """The text of the side column in its order."""
    for aside in (aside for part in document.parts for aside in part.asides):
        yield plain(aside.title)
        yield from (plain(point.body) for point in aside.points if "brief" in point.outputs)


def by_page(brief: TaggedPdf, node: StructureElement, lang: str) -> list[str]:
    """The words of an element, apart for each page that it stands on: a foot and a head stand between them."""
    parts: dict[int, str] = {}
    for _, (page, mark) in node.marks():
        parts[page] = parts.get(page, "") + brief.marked[page, mark]
    return [joined(part, lang) for part in parts.values()]


def in_parts(paragraph: str, over_pages: list[list[str]]) -> list[str]:
    """A paragraph → itself, or its parts if it stands on more than one page, behind its lead if it has one."""
    for first, *rest in over_pages:
        tail = paragraph.removesuffix(rest[-1]).rstrip()
        if len(rest) == 1 and tail != paragraph and first.endswith(tail):
            return [tail, *rest]
    return [paragraph]


def unread(told: str, wanted: list[str]) -> list[str]:
    """Extracted text and paragraphs → those that do not stand in it whole, each after the one before."""
    at, missing = 0, []
    for paragraph in wanted:
        found = told.find(paragraph, at)
        if found < 0:
            missing.append(paragraph)
        at = max(at, found)
    return missing


def _over_pages(lang: str) -> list[list[str]]:
    brief = TaggedPdf(written.brief(lang))
    found = [by_page(brief, node, lang) for node in brief.nodes("P", "LBody")]
    return [parts for parts in found if len(parts) > 1]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("extract", EXTRACTORS, ids=["poppler", "pdfium"])
def test_every_paragraph_is_read_whole_and_in_order(tmp_path: Path, extract: Callable[[Path], str], lang: str) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(written.brief(lang))
    told, over_pages = joined(extract(path), lang), _over_pages(lang)
    for column in (main, side):
        whole = [joined(one, lang) for one in column(composed(lang)) if one]
        wanted = [part for one in whole for part in in_parts(one, over_pages)]
        assert len(wanted) > 10
        assert unread(told, wanted) == []
    assert len(unread(told, wanted[::-1])) > 5
    broken = "th e" if lang == "en" else "北 京"
    assert unread(told.replace(broken.replace(" ", ""), broken), wanted)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_extractors_and_the_tree_tell_the_same_words(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(written.brief(lang))
    poppler, pdfium = ("".join(joined(extract(path), lang).split()) for extract in EXTRACTORS)
    brief = TaggedPdf(written.brief(lang))
    nodes = brief.nodes("H1", "H2", "P", "Note", "TD", "TH", "Lbl")
    tagged = [part for node in nodes for part in by_page(brief, node, lang)]
    assert len(tagged) > 100
    assert [words for words in tagged if "".join(words.split()) not in poppler] == []
    pdfium = pdfium.replace("-", "")  # one at a line's end is left out
    assert [words for words in tagged if "".join(words.split()).replace("-", "") not in pdfium] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_csv_of_every_figure_holds_the_values_of_its_chart(lang: str) -> None:
    brief = TaggedPdf(written.brief(lang))  # what pikepdf hands out dies with its file
    files = {name: file.get_file().read_bytes().decode() for name, file in brief.pdf.attachments.items()}
    charts = sorted(name for name in files if name.startswith("figure-"))
    expected = list(_values(composed(lang)))
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
                said = wording.of(chart.lang).spoken(fact)  # in the unit in which the chart prints it
                yield plain(series.name) or series.key, category, said.value, said.qualifier
