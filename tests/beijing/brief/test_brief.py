"""The Beijing edition as a brief: valid, complete, and every printed fact traced."""

from __future__ import annotations

import csv
import io
import json
import re

import pypdfium2
import pytest
from msgspec.structs import replace

import briefing
from briefing.brief import write
from briefing.brief.page_zones import PageZones
from briefing.model.document import Aside, Cards, Document, Quote, Section
from briefing.model.ledger import Written
from briefing.model.text import plain, text
from briefing.proof.reading.brief import brief as read_pages
from tests.beijing import written
from tests.beijing.written import composed
from tests.brief import sample
from tests.brief.audit import audit
from tests.brief.test_brief_pdf import elements, opened, page_texts
from tests.brief.verapdf import VeraPdf
from tests.proof.reading.briefs import THEMES
from tests.thorough import dealt

LONG = text(sample.LONG * 2)
ZONES = PageZones(595.28, 841.89)


@pytest.fixture(scope="module")
def document() -> Document:
    return composed("en")


@pytest.fixture(scope="module")
def brief() -> Written:
    return written.output("brief")


def test_the_file_is_small(brief: Written) -> None:
    assert len(brief.files[".pdf"]) < 160_000  # with titles of sources in Chinese


@pytest.mark.parametrize("page", ["A4", "Letter"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_parts_follow_each_other_and_every_page_but_the_last_is_three_fifths_full(lang: str, page: str) -> None:
    data = written.brief(lang, page=page)
    pages = ["".join(words.split()) for words in page_texts(data)]
    headlines = ["".join(plain(part.headline).split()) for part in composed(lang).parts]
    begun = [next(at for at, words in enumerate(pages) if headline in words) for headline in headlines]
    assert begun == sorted(begun)
    assert len(pages) <= (6 if page == "A4" else 7)  # a page of Letter is shorter
    assert [number for number, full in enumerate(filled(data), start=1) if full < 0.6] in ([], [len(pages)])


def filled(data: bytes) -> list[float]:
    """How much of each page is filled from its head down, as a part of what lies between head and foot."""
    parts = []
    for page in read_pages("a.pdf", data).pages:
        lowest = max(one.box[3] for one in page.elements if one.box and one.role not in ("footer", "number"))
        parts.append((lowest - ZONES.top) / (page.high - ZONES.top - ZONES.floor))
    return parts


def test_twice_the_text_makes_more_pages(document: Document) -> None:
    longer = [
        replace(part, sections=tuple(replace(of, paragraphs=(LONG, LONG)) for of in part.sections))
        for part in document.parts
    ]
    written = write(replace(document, parts=tuple(longer)), sample.theme())
    assert len(page_texts(written.files[".pdf"])) > 5


def test_a_page_that_a_part_goes_on_to_is_headed_by_its_first_section_and_has_no_heading_of_its_part(
    document: Document,
) -> None:
    part = document.parts[0]
    last = replace(part.sections[-1], paragraphs=(LONG,) * 4)
    longer = replace(part, sections=(*part.sections[:-1], last))
    written = write(replace(document, parts=(longer, *document.parts[1:])), sample.theme()).files[".pdf"]
    first, second, *_ = (" ".join(page.split()) for page in page_texts(written))
    assert "(continued)" not in first + second
    assert "Patent density rose 5.5-fold in nine years" not in second
    assert plain(last.title).partition(" from ")[0] in second
    assert len(elements(opened(written), "H1")) == len(document.parts)
    assert audit(written) == ()


def test_every_column_of_a_figure_has_its_label(brief: Written) -> None:
    page = next(words for words in page_texts(brief.files[".pdf"]) if "Figure 5" in words)
    for label in ("10,400", "16,000", "20,000", "25,000", "27,000", "27,600", "28,300", "146", "199", "293", "337"):
        assert label in page


def test_a_figure_names_its_sources_with_their_numbers_or_the_first_and_a_few_numbers_of_the_others(
    brief: Written,
) -> None:
    first, second, *_ = (" ".join(page.split()) for page in page_texts(brief.files[".pdf"]))
    number = r"\([\d, –]+\)"
    named = rf"Source: KOTO Patent 2024 {number}; Xinhua 2023 {number}; (?:[^;]*; )*"
    others = rf"{named}also \d+(?:[,–] ?\d+){{,4}} in the list at the end\. Note: "
    assert re.search(others, first)
    assert re.search(r"Source: KOTO Patent 2024 \(\d+\)\. Note: ", second)
    assert "Patent density, 2019–2021: population base moved to the 2020 census." in second


def test_sources_of_a_long_list_are_numbered_as_sections_first_rest_on_them(document: Document) -> None:
    first, second, *_ = document.sections
    both = {*first.sources, *second.sources}
    assert {*list(document.sources)[: len(first.sources)]} == {*first.sources}
    assert {*list(document.sources)[: len(both)]} == both


def test_of_too_many_sources_for_a_line_two_are_named_and_all_others_numbered(
    document: Document,
) -> None:
    (shown,) = [section for section in document.sections if section.id == "patents"]
    named = (*text("Source: "), *text("; ".join(f"Some publisher no. {at} 2020 (2019)" for at in range(30))))
    crowded = replace(shown, source_line_years=named, source_line_short=named, source_entries=())
    parts = tuple(
        replace(part, sections=tuple(crowded if section is shown else section for section in part.sections))
        for part in document.parts
    )
    first = " ".join(page_texts(write(replace(document, parts=parts), sample.theme()).files[".pdf"])[0].split())
    two = r"Source: KOTO Patent, [^;]*; [^;]*; also [\d, –]+ in the list at the end\. Note: "
    assert re.search(two, first)
    assert "Some publisher" not in first


def test_the_table_of_sources_names_each_with_its_number(brief: Written) -> None:
    table = opened(brief.files[".pdf"]).attachments["sources.csv"].get_file().read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["number"] for row in rows] == [str(at) for at in range(1, len(rows) + 1)]
    assert all(row["publisher"] and row["title"] for row in rows)
    assert sum(bool(row["cited under"]) for row in rows) > len(rows) / 2


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_headline_figure_of_the_data_table_stands_on_one_line(lang: str) -> None:
    file = pypdfium2.PdfDocument(written.brief(lang))
    lines = [line for page in file for line in page.get_textpage().get_text_range().splitlines()]
    row = re.compile(r".*[^\d.,] ?[\d.,]+万? [\d.,]+万? \d\.\d[×倍] \d+(?:(?:, |、|[–—])\d+)* ?")
    assert sum(bool(row.fullmatch(line)) for line in lines) == 4
    assert any(re.search(r" 2014 2023 ", line) for line in lines)


def test_headline_figures_of_different_years_have_each_value_with_its_year(document: Document) -> None:
    def later(section: Section) -> Section:
        blocks = [
            replace(block, cards=(replace(block.cards[0], base=block.cards[0].last), *block.cards[1:]))
            if isinstance(block, Cards)
            else block
            for block in section.blocks
        ]
        return replace(section, blocks=tuple(blocks))

    parts = tuple(replace(part, sections=tuple(map(later, part.sections))) for part in document.parts)
    pages = page_texts(write(replace(document, parts=parts), sample.theme()).files[".pdf"])
    table = " ".join(" ".join(pages).split())
    assert "First Latest Multiple" in table
    assert "313.6 (2014) 853.7 (2023)" in table


def test_the_quotation_stands_in_full_and_is_told_to_be_a_translation(brief: Written) -> None:
    told = " ".join(page_texts(brief.files[".pdf"]))
    words = "By deepening reforms, we will elevate the construction of a global science and technology innovation"
    assert "based on scientific and technological self-reliance and strength." in told
    assert words in told
    assert "Zhang Jihong" in told
    assert "Translation" in told


def test_a_retold_statement_is_told_to_be_no_quotation() -> None:
    told = Quote(text("The city will go on."), text("The mayor"), text("Gazette, 2024"), retold=True)
    given = sample.document()
    aside = Aside((), block=told)
    made = write(replace(given, parts=(replace(given.parts[1], asides=(aside,)),)), sample.theme())
    page = " ".join(page_texts(made.files[".pdf"]))
    assert page.index("Retold in English, not the speaker’s words") < page.index("The city will go on.")
    assert "“" not in page
    assert not elements(opened(made.files[".pdf"]), "BlockQuote")


def test_every_figure_with_a_chart_has_its_data_and_its_words(document: Document, brief: Written) -> None:
    pdf = opened(brief.files[".pdf"])
    figures = [figure for figure in elements(pdf, "Figure") if "/AF" in figure]
    assert len(figures) >= 6
    assert all(len(str(figure.Alt)) <= 400 for figure in figures)


def test_each_page_tells_its_number_and_the_edition(brief: Written) -> None:
    pages = page_texts(brief.files[".pdf"])
    for number, page in enumerate(pages, start=1):
        assert f"{number} of {len(pages)}" in page
        assert "Edition of 31 December 2025" in page


def test_every_fact_that_the_trace_names_is_printed_on_its_page(brief: Written) -> None:
    pages = page_texts(brief.files[".pdf"])
    missing = []
    for use in brief.trace.uses:
        if use.place.channel == "alt":
            continue
        number = use.place.page
        words = " ".join(use.text.replace("\u00a0", " ").split())
        if words.replace(" ", "") not in pages[number - 1].replace(" ", ""):
            missing.append((use.place, use.text))
    assert missing == []


@pytest.mark.parametrize(("name", "lang"), dealt(THEMES, ("en", "zh")))
def test_under_every_theme_it_passes_verapdf_and_the_own_assertions(verapdf: VeraPdf, lang: str, name: str) -> None:
    data = written.brief(lang, name)
    assert [rule for flavour in ("ua1", "3a") for rule in verapdf.failures(data, flavour)] == []
    assert audit(data) == ()


def test_the_facts_inside_the_file_are_those_of_the_ledger(brief: Written, edition: briefing.Build) -> None:
    told = json.loads(opened(brief.files[".pdf"]).attachments["facts.json"].get_file().read_bytes())
    ledger = json.loads(edition.ledger.read_text(encoding="utf-8"))
    printed = {use["fact"] for use in ledger["uses"] if use["output"] == "brief"}
    assert printed <= set(told["facts"])
    assert told["facts"] == {name: ledger["facts"][name] for name in told["facts"]}
    assert any(fact.get("targets") for fact in told["facts"].values())


def test_what_is_known_of_a_tile_is_highlighted_and_the_proposal_stands_on_a_tint(brief: Written) -> None:
    light = sample.theme().light
    parsed = read_pages("a.pdf", brief.files[".pdf"])
    runs = [run for _, element in parsed.elements() for paragraph in element.paragraphs for run in paragraph]
    colours = {run.colour for run in runs if run.text.strip() in ("output over 3,000", "scale 976.1")}
    assert colours == {light.highlight.removeprefix("#")}
    assert {run.colour for run in runs if run.text.strip() == "not in our record"} == {light.ink_2.removeprefix("#")}
    (proposal,) = [element for _, element in parsed.elements() if element.text.startswith("Our proposal")]
    assert proposal.fill == light.highlight_tint.removeprefix("#")
