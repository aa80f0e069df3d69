"""A PDF is read as a reader sees it: all text once, in order, whole words and figures, each with its look and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from briefing.proof.parsed_file import Element, ParsedFile, Run
from briefing.proof.tags.marked import TaggedPdf
from tests.beijing.written import brief
from tests.proof.reading.briefs import line, parsed, plain, sampled, stressed
from tests.thorough import THOROUGH


def element(read: ParsedFile, text: str) -> Element:
    """The first element that holds a text."""
    return next(one for _, one in read.elements() if text in one.text)


def joined_runs(paragraph: Sequence[Run]) -> str:
    """The text of a paragraph."""
    return "".join(run.text for run in paragraph)


def signs(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\s\u00ad]", "", text))


READ = [sampled, lambda: brief("zh"), stressed]
READ += [lambda: brief("en"), lambda: stressed(chinese=True)] if THOROUGH else []


@pytest.mark.parametrize("data", READ)
def test_every_sign_of_every_page_is_read_once(data: object) -> None:
    assert callable(data)
    made = data()
    other: dict[int, str] = {}
    for one in TaggedPdf(made).stretches:  # another reader, with a parser of its own
        other[one.page] = other.get(one.page, "") + one.text
    read = parsed(made)
    assert len(read.pages) == len(other)
    for page in read.pages:
        assert signs("".join(one.text for one in page.elements)) == signs(other[page.number - 1])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_paragraphs_read_as_another_reader_joins_them(lang: str) -> None:
    other = TaggedPdf(brief(lang))
    texts = [other.text(node) for node in other.nodes("P", "H1", "H2", "Note") if not node.nodes]
    read = parsed(brief(lang))
    mine = {joined_runs(paragraph) for _, one in read.elements() for paragraph in one.paragraphs}
    # a page may part a paragraph of the side column
    pages = [[joined_runs(paragraph) for one in page.elements for paragraph in one.paragraphs] for page in read.pages]
    parted = {f"{start}{end}" for page, following in pairwise(pages) for start in page for end in following}
    # where one word stands on two lines both have no space; a dash may end a line with or without one
    assert {re.sub(r"\s", "", text) for text in texts} <= {re.sub(r"\s", "", text) for text in mine | parted}
    assert len(set(texts) - mine) <= len(texts) / 50


def test_headline_figure_table_note_and_furniture_have_their_roles() -> None:
    read = parsed(brief("en"))
    roles = Counter(one.role for _, one in read.elements())
    assert roles["title"] == 4
    assert roles["number"] == len(read.pages) + 3 == 9  # the contents name three pages
    assert {"chart", "table", "source", "subtitle", "body", "footer"} <= set(roles)
    assert [one.text for one in read.pages[0].elements if one.role == "title"] == [
        "Patent density rose 5.5-fold in nine years; what Beijing’s patents earn is the next test"
    ]
    assert [one.text for one in read.pages[2].elements if one.name == "page number 1"] == ["3 of 6"]


def test_title_language_size_and_attachments_are_read() -> None:
    read = parsed(brief("zh"))
    assert (read.lang, read.title) == ("zh-CN", "北京迈向全球科技创新中心")
    assert (read.pages[0].wide, read.pages[0].high, read.pages[0].ground) == (595.28, 841.89, "FFFFFF")
    assert {"facts.json", "sources.csv", "figure-01.csv"} <= set(read.attached)
    assert read.attached["facts.json"].startswith(b"{")


def test_the_years_of_an_axis_stay_separate_and_kerned_digits_together() -> None:
    chart = next(one for _, one in parsed(brief("en")).elements() if "Population base" in one.text)
    labels = chart.text.split("\n")
    assert labels[:10] == [str(year) for year in range(2014, 2024)]
    assert {"262.9", "111.2", "48.2"} <= set(labels)
    assert len(chart.cells) == len(chart.paragraphs) == len(chart.fills)


def test_a_label_of_two_faces_is_one_in_chinese() -> None:
    texts = {text for _, one in parsed(brief("zh")).elements() for text in one.text.split("\n")}
    assert "2.83万" in texts
    assert any("2014年为48.2" in text for text in texts)


def test_hyphenated_words_are_whole_and_hyphens_of_words_stay() -> None:
    text = " ".join(one.text for _, one in parsed(stressed()).elements())
    assert "services" in text
    assert "consulting" in text
    assert not re.search(r"ser-\s?vices|consult-\s?ing|\u00ad", text)
    letter = " ".join(one.text for _, one in parsed(brief("en", page="Letter")).elements())
    assert "high-quality development" in letter
    assert "self-reliance" in letter


def test_an_alternative_text_counts_once_and_a_missing_one_is_empty() -> None:
    read = parsed(brief("en"))
    alts = [one.alt for _, one in read.elements() if one.alt]
    assert len(alts) == len(set(alts)) == len(TaggedPdf(brief("en")).nodes("Figure"))
    assert all(one.alt is None for _, one in read.elements() if one.tag in ("P", "H1", "Artifact"))


def test_a_run_tells_size_weight_colour_and_family() -> None:
    read = parsed(brief("en"))
    headlines = [element(read, words).paragraphs[0][0] for words in ("Patent density rose", "questions come before")]
    assert {(headline.bold, headline.face) for headline in headlines} == {(True, "SourceSerifPro")}
    assert [(headline.size, headline.colour) for headline in headlines] == [(25.5, "F4F7FA"), (24.0, "14202E")]
    chinese = element(parsed(brief("zh")), "四项主要指标").paragraphs[0][0]
    assert (chinese.bold, chinese.face) == (False, "NotoSansSC")


def test_the_ground_behind_a_text_is_known() -> None:
    read = parsed(brief("en"))
    assert element(read, "What changed.").fill == "F3F5F8"
    assert element(read, "Patent density rose").fill == "0B1A2C"  # the dark head of the first page
    ranks = next(one for one in read.pages[3].elements if one.role == "table")
    assert {"0A4480", "5F6B78", "FFFFFF"} <= set(ranks.fills)


def test_boxes_stand_where_the_text_does() -> None:
    left, top, right, bottom = element(parsed(brief("en")), "Patent density rose").box or (0, 0, 0, 0)
    assert 46 < left < 50
    assert 48 < top < 53
    assert right < 548
    assert 96 < bottom < 106


def drawn(canvas: Canvas) -> None:
    canvas.setFillColor(HexColor("#102030"))
    canvas.rect(0, 0, 600, 850, stroke=0, fill=1)
    line(canvas, 60, 700, "Second 22 line", colour="#FFFFFF")
    line(canvas, 60, 730, "First 11 line", colour="#FFFFFF")
    line(canvas, 300, 730, "right of it 33")
    canvas.showPage()


def test_an_untagged_file_is_read_line_by_line_from_the_top() -> None:
    (page,) = parsed(plain(drawn)).pages
    assert page.ground == "102030"
    assert [one.text for one in page.elements] == ["First 11 line", "right of it 33", "Second 22 line"]
    assert {one.role for one in page.elements} == {"text"}


def turned(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    line(canvas, 60, 100, "on its side")
    canvas.showPage()


def test_places_on_a_turned_page_are_those_that_a_reader_sees() -> None:
    (page,) = parsed(plain(turned)).pages
    (only,) = page.elements
    assert only.box is not None
    assert 0 < only.box[0] < only.box[2] < page.wide
    assert 0 < only.box[1] < only.box[3] < page.high


def raised(canvas: Canvas) -> None:
    line(canvas, 60, 700, "in 2023")
    line(canvas, 60 + canvas.stringWidth("in 2023", "Helvetica", 10.5), 704, "1", 6)


def test_a_raised_figure_is_not_glued_to_the_number_before_it() -> None:
    (page,) = parsed(plain(raised)).pages
    assert "20231" not in "\n".join(one.text for one in page.elements)
