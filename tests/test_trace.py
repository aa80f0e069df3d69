"""Every numeral that a reader can see stands in the ledger: as a fact's use or as a term, at its own place."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

import briefing

NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def numerals(text: str) -> set[str]:
    return set(NUMERAL.findall(text))


@pytest.fixture(scope="module")
def ledger(edition: briefing.Build) -> dict[str, Any]:
    return dict(json.loads(edition.ledger.read_text(encoding="utf-8")))


def told(ledger: dict[str, Any], output: str) -> dict[str, set[str]]:
    """The ledger → the slide or page, as "slide 4" → the numerals that its rows account for."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in (*ledger["uses"], *ledger["terms"]):
        if row["output"] == output:
            found[f"{'slide' if output == 'deck' else 'page'} {row['page']}"] |= numerals(row["text"])
    return found


def slide_texts(edition: briefing.Build) -> Iterator[tuple[str, str]]:
    """Texts of each slide, its notes and its alt texts → ("slide 4", text); number fields are left out."""
    assert edition.deck is not None
    with zipfile.ZipFile(io.BytesIO(edition.deck.read_bytes())) as package:
        for part in package.namelist():
            if not re.fullmatch(r"ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml", part):
                continue
            folder, _, name = part.rpartition("/")
            links = package.read(f"{folder}/_rels/{name}.rels").decode()  # a divider has no notes
            match = re.search(r"slides/slide(\d+)\.xml", links if "notes" in part else part)
            assert match
            tree = etree.fromstring(package.read(part))
            for paragraph in tree.iter(f"{A}p"):
                yield f"slide {match[1]}", "".join(str(node.text) for node in paragraph.iterfind(f"{A}r/{A}t"))
            for element in tree.iter():
                yield f"slide {match[1]}", str(element.get("descr", ""))


def untraced(shown: Iterator[tuple[str, str]], rows: dict[str, set[str]]) -> set[tuple[str, str]]:
    """Texts shown and numerals accounted for → (place, numeral) of each numeral that no row of its place holds."""
    return {(place, number) for place, text in shown for number in numerals(text) if number not in rows[place]}


def test_every_numeral_of_a_slide_its_notes_and_its_alt_texts_is_a_row_of_that_slide(
    edition: briefing.Build, ledger: dict[str, Any]
) -> None:
    assert untraced(slide_texts(edition), told(ledger, "deck")) == set()


def test_every_numeral_of_a_page_is_a_row_of_the_brief(edition: briefing.Build, ledger: dict[str, Any]) -> None:
    import pypdfium2

    rows = set[str]().union(*told(ledger, "brief").values())
    document = pypdfium2.PdfDocument(edition.brief)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    count = len(pages)
    ticks = {str(number) for number in range(0, 1001, 50)}
    furniture = {str(number) for number in range(1, count + 13)}  # page numbers, figure numbers, rank scales
    sources = set[str]().union(*(numerals(" ".join(map(str, row.values()))) for row in ledger["sources"].values()))
    shown = set[str]().union(*(numerals(page) for page in pages))
    assert shown - rows - ticks - furniture - sources == set()


def test_every_numeral_of_the_letter_is_a_row_of_it(edition: briefing.Build, ledger: dict[str, Any]) -> None:
    rows = set[str]().union(*told(ledger, "letter").values())
    sources = set[str]().union(*(numerals(" ".join(map(str, row.values()))) for row in ledger["sources"].values()))
    text = next(path for path in edition.files if path.suffix == ".txt").read_text(encoding="utf-8")
    assert numerals(text) - rows - sources == set()


def test_a_numeral_that_no_row_accounts_for_is_found(edition: briefing.Build, ledger: dict[str, Any]) -> None:
    shown = iter([*slide_texts(edition), ("slide 3", "about 98,765.4 patents")])
    assert untraced(shown, told(ledger, "deck")) == {("slide 3", "98,765.4")}


def test_every_use_has_its_fact(ledger: dict[str, Any]) -> None:
    assert {row["fact"] for row in ledger["uses"]} <= set(ledger["facts"])


def test_every_source_of_a_fact_is_listed(ledger: dict[str, Any]) -> None:
    cited = {item["source"] for fact in ledger["facts"].values() for item in fact["observations"]}
    assert cited <= set(ledger["sources"])
