"""A brief of more than forty pages is as good as one of four."""

from __future__ import annotations

from functools import lru_cache

import pytest

from briefing.brief import write
from briefing.proof.tags.marked import TaggedPdf
from tests.brief import sample, stress
from tests.brief.audit import audit
from tests.brief.test_brief_pdf import page_texts
from tests.brief.verapdf import VeraPdf
from tests.thorough import ONLY_IN_A_THOROUGH_RUN


@lru_cache(1)
def data() -> bytes:
    return write(stress.document(), sample.theme()).files[".pdf"]


@lru_cache(1)
def brief() -> TaggedPdf:
    return TaggedPdf(data())


def test_it_has_forty_pages_thirty_figures_and_all_else() -> None:
    assert len(brief().pdf.pages) >= 40
    held = {tag: len(brief().nodes(tag)) for tag in ("Figure", "L", "Link", "Note", "TOC", "BlockQuote")}
    assert held["Figure"] == 30
    assert min(held["L"], held["Link"]) >= 100
    assert min(held["Note"], held["TOC"], held["BlockQuote"]) >= 10


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_it_passes_verapdf(verapdf: VeraPdf, flavour: str) -> None:
    assert verapdf.failures(data(), flavour) == ()


def test_it_passes_the_own_assertions() -> None:
    assert audit(data()) == ()


@ONLY_IN_A_THOROUGH_RUN  # other tests pass Chinese briefs through it
def test_in_chinese_it_passes_both(verapdf: VeraPdf) -> None:
    made = write(stress.in_chinese(stress.document(6)), sample.theme()).files[".pdf"]
    chinese = TaggedPdf(made)
    assert len(chinese.pdf.pages) >= 18
    assert sum("每万人" in chinese.text(node) for node in chinese.nodes("P")) > 25
    assert [rule for flavour in ("ua1", "3a") for rule in verapdf.failures(made, flavour)] == []
    assert audit(made) == ()


def test_the_table_over_many_pages_is_one_and_every_page_shows_its_head() -> None:
    table = next(one for one in brief().nodes("Table") if len(one.nodes) > 100)
    assert [row.tag for row in table.nodes] == ["Caption", *["TR"] * 301]
    pages = {kid[0] for one in table.walk() for kid in one.kids if isinstance(kid, tuple)}
    texts = page_texts(data())
    assert len(pages) > 5
    assert all("District 2014 2015 2016 2017 2018" in texts[page] for page in pages)


def test_a_link_over_lines_has_an_annotation_on_each() -> None:
    link = next(one for one in brief().nodes("Link") if "communiqué" in brief().text(one))
    boxes = [kid for kid in link.kids if not isinstance(kid, tuple) and hasattr(kid, "Rect")]
    assert len(boxes) == len({float(box.Rect[1]) for box in boxes}) > 1
    words = "the annual statistical communiqué of the municipal office, which is revised when a census has been taken"
    assert brief().text(link) == words


@ONLY_IN_A_THOROUGH_RUN  # tests/test_bytes.py compares other editions
@pytest.mark.usefixtures("nothing_reused")
def test_two_makings_give_the_same_bytes() -> None:
    assert write(stress.document(2), sample.theme()).files == write(stress.document(2), sample.theme()).files
