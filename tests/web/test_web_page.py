"""The web edition: one page that says what the brief says, needs nothing else, and links each number to its record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing import web
from briefing.assets import asset
from briefing.errors import LayoutError
from briefing.model.chart import Chart
from briefing.model.dataset import Source
from briefing.model.document import Document, Section
from briefing.model.lineage import record_anchor
from briefing.model.text import NO_BREAK, Run, text
from tests.proof.mutations.strangers import PROJECTS
from tests.web.editions import composed, page, paged, themed, written

GALLERY = asset("gallery")
HARBOUR = PROJECTS["harbour"]
PRICES = Path(__file__).parents[2] / "data" / "prices"
EACH = pytest.mark.parametrize("project", [GALLERY, HARBOUR, PRICES], ids=["gallery", "harbour", "prices"])
HOSTILE = '"><script>alert(1)</script>{{ 7 * 7 }}{style}{policy}'


def changed(document: Document, section: Section) -> Document:
    """A document with another section in the place of that of its name."""
    parts = tuple(
        replace(part, sections=tuple(section if one.id == section.id else one for one in part.sections))
        for part in document.parts
    )
    return replace(document, parts=parts)


def charted(document: Document) -> tuple[Section, Chart]:
    """The first section with a chart, and its chart."""
    return next(
        (section, block)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Chart) and "brief" in section.outputs
    )


def refused(document: Document) -> str:
    with pytest.raises(LayoutError) as caught:
        web.write(document, themed("ink"))
    return str(caught.value)


@EACH
def test_every_text_of_the_brief_stands_in_it_whole(project: Path) -> None:
    nodes, own = composed(project).nodes, written(project).trace.nodes
    # a page may repeat what stands once in a web edition: heads, names of cards in the table of sources
    printed = {name: count for name, count in paged(project).trace.nodes.items() if name in nodes}
    whole = {name: min(count, nodes[name].letters) for name, count in printed.items()}
    assert {name for name, count in whole.items() if own.get(name, 0) < count} == set()


@EACH
def test_it_asks_for_no_other_file_and_runs_nothing(project: Path) -> None:
    html = page(project)
    assert not re.search(r"<(script|link|img|iframe|object|base|form)\b|\son\w+=|\sstyle=|@import", html)
    assert set(re.findall(r"(?:src|url)[=(]\s*\"?([a-z]+:[a-z]+/?)", html)) <= {"data:font/"}
    assert "default-src 'none'" in html.split("<style>")[0]


def plain_spaces(words: str) -> str:
    """Words with a blank for each no-break space."""
    return words.replace(NO_BREAK, " ")


@EACH
def test_each_printed_fact_leads_to_its_record(project: Path) -> None:
    html, trace = page(project), written(project).trace
    named = {use.fact for use in trace.uses}
    assert named
    # of contents, which stand in a side column too: each leads to its section
    entries = [plain_spaces(entry) for entry in re.findall(r'<a href="#s-[^"]*">(.*?)</a>', html)]
    for name in named:
        assert html.count(f'id="{record_anchor(name)}"') == 1
        uses = [use for use in trace.uses if use.fact == name and use.place.channel == "text"]
        entered = [any(plain_spaces(use.text) in entry for entry in entries) for use in uses]
        elements = [use.place.element for use in uses]
        in_contents = sum(
            "contents" in element or ("side column" in element and is_in_entry)
            for element, is_in_entry in zip(elements, entered, strict=True)
        )
        listed = max([in_contents, *(sum(plain_spaces(use.text) in entry for entry in entries) for use in uses)])
        assert html.count(f'href="#{record_anchor(name)}"') >= len(uses) - listed


@pytest.mark.usefixtures("nothing_reused")
def test_the_same_document_gives_the_same_bytes() -> None:
    assert web.write(composed(HARBOUR), themed("ink")).files == written(HARBOUR).files


def test_text_of_a_story_is_never_markup_nor_a_template() -> None:
    document = composed(HARBOUR)
    section, _ = charted(document)
    hostile = replace(section, title=text(HOSTILE), subtitle=text(HOSTILE))
    made = web.write(changed(replace(document, title=text(HOSTILE)), hostile), themed("ink"))
    html = made.files[".web.html"].decode()
    assert "<script" not in html
    assert html.count("{{ 7 * 7 }}") >= 3
    assert "{style}" in html.split("</style>")[1]


@pytest.mark.parametrize("project", [HARBOUR, PRICES], ids=["harbour", "prices"])
def test_it_has_less_than_a_megabyte(project: Path) -> None:
    made = written(project)
    assert len(made.files[".web.html"]) < 1_000_000
    assert made.findings == ()


def test_a_large_one_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.web.page._LARGE_BYTES", 10)
    (notice,) = web.write(composed(HARBOUR), themed("ink")).findings
    assert notice.severity == "notice"
    assert "which a phone loads slowly" in notice.what


def test_a_title_is_needed() -> None:
    assert "a web edition without a title" in refused(replace(composed(HARBOUR), title=()))


def test_a_language_is_needed() -> None:
    assert "a web edition without a language" in refused(replace(composed(HARBOUR), lang=" "))


def test_a_section_is_needed() -> None:
    document = composed(HARBOUR)
    empty = replace(document, parts=tuple(replace(part, sections=()) for part in document.parts))
    assert "a web edition without a section" in refused(empty)


def test_a_figure_without_data_is_refused_with_its_place() -> None:
    document = composed(HARBOUR)
    section, chart = charted(document)
    series = tuple(replace(one, points=tuple(None for _ in one.points)) for one in chart.series)
    blocks = tuple(replace(chart, series=series) if block is chart else block for block in section.blocks)
    said = refused(changed(document, replace(section, blocks=blocks)))
    assert "a chart without a single value" in said
    assert f"section {section.id}" in said


def test_a_chart_without_an_alternative_text_is_refused() -> None:
    document = composed(HARBOUR)
    section, chart = charted(document)
    blocks = tuple(replace(chart, alt=()) if block is chart else block for block in section.blocks)
    said = refused(changed(document, replace(section, blocks=blocks)))
    assert "a chart without an alternative text" in said


def test_a_link_to_what_is_not_there_is_refused() -> None:
    document = composed(HARBOUR)
    section, _ = charted(document)
    said = refused(changed(document, replace(section, title=(Run("Elsewhere", link="#nowhere"),))))
    assert "a link to #nowhere, which the web edition does not have" in said


def test_all_faults_are_told_at_once() -> None:
    document = composed(HARBOUR)
    section, _ = charted(document)
    linked = replace(section, title=(Run("Elsewhere", link="#nowhere"),))
    said = refused(changed(replace(document, title=()), linked))
    assert "without a title" in said
    assert "#nowhere" in said


def test_a_character_that_no_page_can_hold_is_refused() -> None:
    document = composed(HARBOUR)
    section, _ = charted(document)
    said = refused(changed(document, replace(section, subtitle=text("bell \x07"))))
    assert "a character that no page can hold (U+0007)" in said


@pytest.mark.parametrize(("order", "named"), [((0, 1, 2, 3, 4), 3), ((2, 5, 8, 0, 1, 3, 4, 6, 7, 9, 10), 8)])
def test_a_line_of_many_sources_names_three_or_as_many_as_leave_few_numbers(order: tuple[int, ...], named: int) -> None:
    document = composed(HARBOUR)
    section, _ = charted(document)
    sources = {f"S{at}": Source(f"S{at}", f"Office {at}", "Yearbook", "2024") for at in sorted(order)}
    entries = tuple((Run(f"Office {at} 2024", term=f"source S{at}"),) for at in order)
    crowded = replace(section, sources=tuple(sources), source_entries=entries, source_line_years=sum(entries, ()))
    held = changed(replace(document, sources={**document.sources, **sources}), crowded)
    html = web.write(held, themed("ink")).files[".web.html"].decode()
    (line,) = re.findall(r"Source: (Office.*?in the list)", re.sub("<.*?>", "", html))
    assert line.count("Office") == named
