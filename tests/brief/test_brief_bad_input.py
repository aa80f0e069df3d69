"""Hard and bad input flows over pages whole, or is refused with its place and what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.brief import write
from briefing.brief.structure import Element
from briefing.brief.timeline import TimelineStack, timeline
from briefing.errors import BriefingError, Finding, LayoutError
from briefing.model.document import (
    Aside,
    Block,
    Cards,
    Decision,
    Decisions,
    Event,
    Part,
    Point,
    Quote,
    Section,
    Table,
    TileGroup,
    TileMap,
    Timeline,
)
from briefing.model.text import Run, Text, text
from tests.brief import sample
from tests.brief.test_brief_layout import bare_context
from tests.brief.test_brief_pdf import elements, opened, page_texts
from tests.brief.verapdf import VeraPdf
from tests.thorough import THOROUGH, examples

PAGES = ("A4", "Letter")
HUGE = text("123,456,789,012,345,678")


def numbered(count: int, word: str = "word") -> str:
    """Words that can be told apart."""
    return " ".join(f"{word}{at}" for at in range(count))


def bare(*blocks: Block, **more: object) -> Section:
    fields = {"paragraphs": (), "heading": (), "source_line": (), "note_line": (), **more}
    return replace(sample.section("hard", *blocks, paragraphs=0), **fields)


def said(words: str) -> Section:
    return bare(heading=text("A heading"), paragraphs=(text(words),))


def made(*sections: Section, page: str = "A4", asides: tuple[Aside, ...] = (), **more: Text) -> bytes:
    part = Part("only", text("Only"), more.pop("headline", text("A finding")), more.pop("standfirst", ()), sections)
    whole = sample.document(parts=(replace(part, asides=asides),))
    return write(replace(whole, edition=replace(whole.edition, page=page)), sample.theme()).files[".pdf"]


def told(data: bytes) -> str:
    """All words, those divided at a line's end whole again."""
    return re.sub(r"-(?=\d)", "", " ".join(page_texts(data)))


def refused(*sections: Section, **more: object) -> str:
    with pytest.raises(LayoutError) as caught:
        made(*sections, **more)  # type: ignore[arg-type]
    return str(caught.value)


def assert_all_said(data: bytes, count: int, word: str = "word") -> None:
    found = Counter(int(number) for number in re.findall(rf"\b{word}(\d+)", told(data)))
    assert [at for at in range(count) if found[at] != 1] == []


def wide(rows: int, columns: int, cell: str) -> Table:
    head = tuple(text(f"Head {at}") for at in range(columns))
    body = tuple((text(f"r{row}"), *(text(cell) for _ in range(columns - 1))) for row in range(rows))
    return Table(head, body, "l" + "r" * (columns - 1))


# -- length ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_a_paragraph_of_five_thousand_words_flows_over_pages(page: str) -> None:
    data = made(said(numbered(5000)), page=page)
    assert len(page_texts(data)) > 5
    assert_all_said(data, 5000)


@pytest.mark.parametrize("page", PAGES if THOROUGH else PAGES[:1])
def test_a_table_of_five_hundred_rows_and_fourteen_columns_keeps_its_numbers_whole(page: str) -> None:
    data = made(bare(wide(500, 14, "12,345")), page=page)
    assert told(data).count("12,345") == 500 * 13
    (table,) = elements(opened(data), "Table")
    assert len([kid for kid in table.K if str(kid.S) == "/TR"]) == 501
    assert all("Head 13" in shown for shown in page_texts(data)[:-1])


def test_a_table_whose_numbers_have_no_room_is_refused_with_its_place() -> None:
    what = refused(bare(wide(3, 14, "123,456,789,012,345.678")))
    assert "section hard, table 1: a table of 14 columns whose numbers need" in what
    assert "fewer columns" in what


@pytest.mark.parametrize("page", PAGES)
def test_a_cell_of_four_hundred_words_flows_and_one_taller_than_a_page_is_divided(page: str) -> None:
    for count in (400, 3000):
        rows = ((text("first"), text("1")), (text(numbered(count)), text("2")), (text("last"), text("3")))
        data = made(bare(Table((text("Words"), text("Number")), rows, "lr")), page=page)
        assert_all_said(data, count)
        assert len(elements(opened(data), "Table")) == 1
        assert len(elements(opened(data), "TR")) == 4
        assert len(elements(opened(data), "TD")) + len(elements(opened(data), "TH")) == 8


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("where", ["main", "side"])
def test_a_quotation_longer_than_its_column_goes_on(page: str, where: str) -> None:
    quote = Quote(text(numbered(1500)), text("A speaker"), text("A place"))
    asides = (Aside((), block=quote),) if where == "side" else ()
    data = made(bare(quote) if where == "main" else said("Short."), page=page, asides=asides)
    assert_all_said(data, 1500)
    assert "A speaker" in told(data)


def test_milestones_stand_in_a_row_where_the_width_has_room_and_else_below_each_other() -> None:
    events = tuple(Event(text(f"{at} September 2019"), text("It began")) for at in range(5))
    context = bare_context()
    stack = TimelineStack(context, timeline(context, Timeline(events), Element("Sect")))
    tall, low = stack.wrap(300, 700)[1], stack.wrap(520, 700)[1]
    assert low < 0.6 * tall
    assert stack.wrap(300, 700)[1] == tall


@pytest.mark.parametrize("page", PAGES)
def test_sixty_milestones_and_a_hundred_tiles_flow(page: str) -> None:
    moments = Timeline(tuple(Event(text(f"May {at}"), text(f"moment{at} happened")) for at in range(60)))
    tiles = TileMap((TileGroup(text("Group"), tuple(text(f"tile{at} of many words") for at in range(100))),))
    data = made(bare(moments), bare(tiles, id="tiles"), page=page, asides=(Aside(text("When"), block=moments),))
    assert sorted(map(int, re.findall(r"moment(\d+)", told(data)))) == sorted([*range(60), *range(60)])
    assert_all_said(data, 100, "tile")
    assert len(elements(opened(data), "L")) == 4  # the last one holds the sources


def test_what_is_taller_than_a_page_begins_below_its_heading_and_leaves_no_page_empty() -> None:
    moments = Timeline(tuple(Event(text(f"May {at}"), text(f"moment{at} happened")) for at in range(60)))
    first, *_ = page_texts(made(bare(moments)))
    assert "Figure 1" in first
    assert "moment20 happened" in first


def test_questions_longer_than_a_page_flow() -> None:
    rest = (text("Because."), text("Known."), text("Missing."))
    asked = tuple(Decision(text(numbered(300, f"why{at}x")), *rest) for at in range(4))
    data = made(bare(Decisions(asked)))
    for at in range(4):
        assert_all_said(data, 300, f"why{at}x")


def test_a_figure_taller_than_a_page_goes_on_with_its_next_charts() -> None:
    charts = tuple(replace(sample.line_chart(), title=text(f"Panel {at}")) for at in range(12))
    data = made(bare(*charts))
    assert len(page_texts(data)) > 1
    assert [f"Panel {at}" in told(data) for at in range(12)] == [True] * 12
    assert len(elements(opened(data), "Figure")) == 12


@pytest.mark.parametrize("page", PAGES)
def test_long_titles_notes_and_standfirsts_flow(page: str) -> None:
    title, long = text(numbered(40, "title")), text(numbered(900, "note"))
    cited = text(numbered(900, "cited"))
    section = bare(
        sample.table(), title=title, note_line=long, source_line=cited, heading=title, paragraphs=(text("Short."),)
    )
    data = made(section, page=page, headline=text("h" * 300), standfirst=text(numbered(900, "first")))
    assert_all_said(data, 900, "note")
    assert_all_said(data, 900, "cited")
    assert_all_said(data, 900, "first")


@pytest.mark.parametrize("page", PAGES)
def test_running_lines_are_shortened_to_one_line_and_meet_nothing(page: str) -> None:
    whole = sample.document()
    imprint = replace(whole.edition.imprint, organisation=numbered(60))
    edition = replace(whole.edition, page=page, imprint=imprint, entity=numbered(60))
    document = replace(whole, title=text("A title of many words " * 14), header=text("A kicker " * 30), edition=edition)
    data = write(document, sample.theme()).files[".pdf"]
    lines = [line.strip() for line in opened_lines(data)]
    assert sum(line.count("…") for line in lines) == 3
    assert any(re.search(r"A title of many.*… 1 of \d$", line) for line in lines)
    assert any(re.search(r"^A KICKER.*… ?word0 .*…$", line) for line in lines)


def test_of_a_head_too_long_for_its_line_the_last_parts_go_first() -> None:
    head = (
        Run("The 1st table", term="part of a name"),
        Run(" of a town · A first draft of what it says "),
        Run("· " + "and others " * 20),
    )
    lines = opened_lines(write(replace(sample.document(), header=head), sample.theme()).files[".pdf"])
    assert any(line.startswith("THE 1ST TABLE OF A TOWN") and "…" not in line for line in lines)
    assert not any("OTHERS" in line for line in lines)


def test_thirty_sections_and_a_part_without_one_are_set() -> None:
    sections = (replace(bare(sample.table(), title=text(f"Finding {at}.")), id=f"s{at}") for at in range(30))
    data = made(*sections)
    assert all(f"Finding {at}." in told(data) for at in range(30))
    assert "A finding" in told(made())


def test_empty_paragraphs_leave_no_element() -> None:
    section = bare(heading=text("A heading"), paragraphs=((), text("  "), text("\n"), text("Said.")))
    assert len(elements(opened(made(section)), "P")) == len(elements(opened(made(said("Said."))), "P"))


def test_what_cannot_be_divided_is_refused_by_its_name_and_place() -> None:
    tiles = TileMap((TileGroup(text("Group"), (text(numbered(900)),)),))
    assert "section hard, figure 1: a row of tiles is taller than a page" in refused(bare(tiles))
    moments = Timeline((Event(text("May"), text(numbered(2500))),))
    assert "section hard, figure 1: a milestone is taller than a page" in refused(bare(moments))


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (TileMap((TileGroup(text("Group"), ()),)), "a group of tiles without a tile"),
        (Cards(()), "cards without a card"),
        (Table((text("a"), text("b")), ((text("x"),),), "lr"), "row 1 of a table has 1 cells and its head 2"),
        (
            replace(sample.cards(), cards=tuple(replace(card, value=HUGE) for card in sample.cards().cards)),
            "a card's value '123,456,789,012,345,678' is wider than the card",
        ),
    ],
)
def test_a_block_that_says_nothing_or_has_no_room_is_refused_with_its_place(block: Block, what: str) -> None:
    assert re.search(rf"section hard, [a-z]+( \d)?: {re.escape(what)}", refused(bare(block)))


# -- words and signs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("word", ["x" * 200, "https://example.org/" + "a1b2/" * 60 + "?q=" + "x" * 100])
def test_a_word_wider_than_its_column_is_cut_and_reads_whole(word: str, page: str) -> None:
    quote = Quote(text(word), (), ())
    data = made(said(f"See {word}."), page=page, asides=(Aside(text("Aside"), block=quote),))
    assert told(data).replace(" ", "").count(word) == 2


def test_an_address_is_cut_after_its_marks() -> None:
    data = made(said("https://example.org/" + "a1b2/" * 60))
    lines = [line for line in opened_lines(data) if "a1b2" in line]
    assert len(lines) > 2
    assert all(line.rstrip().endswith("/") for line in lines)


def opened_lines(data: bytes) -> list[str]:
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[0]
    shown: str = page.get_textpage().get_text_range()
    return shown.splitlines()


@pytest.mark.parametrize(
    "words",
    [
        '<font color="red">x</font>',
        "<img src=x>",
        "a & b &amp; c",
        "<b>bold</b> </para> <br/>",
        "<a href='#x'>y</a>",
        "\\(a\\) %s {0} $x$",
    ],
)
def test_markup_is_shown_as_it_stands_wherever_it_stands(words: str) -> None:
    table = Table((text(words), text("n")), ((text(words), text("1")),), "lr")
    section = bare(table, title=text(words), note_line=text(words), heading=text(words), paragraphs=(text(words),))
    asides = (Aside(text(words), (Point(text(words), text(words)),)),)
    shown = told(made(section, headline=text(words), standfirst=text(words), asides=asides)).replace(" ", "")
    assert shown.count(words.replace(" ", "")) >= 9


def test_the_brief_never_feeds_the_markup_of_reportlab() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path("src/briefing/brief").glob("*.py"))
    for name in ("Paragraph(", "paraparser", "XPreformatted", "reportlab.platypus"):
        assert name not in source
    assert "reportlab.pdfgen.canvas" in source  # the names are looked for where reportlab is used


@pytest.mark.parametrize("sign", [*"\u0e01\u05d0\u0627\U0001f600\x07\x1b\u202e\ud800\uffff"])
def test_a_sign_that_no_face_has_is_refused_with_its_code_and_place(sign: str) -> None:
    what = refused(said(f"some {sign} here"))
    assert f"U+{ord(sign):04X}" in what
    assert "section hard" in what
    assert ("remove it" if not sign.isprintable() else "other characters") in what


@pytest.mark.parametrize("sign", [*"\x00\ud800\uffff"])
def test_a_sign_that_no_file_can_hold_is_refused_where_it_is_not_printed_too(sign: str) -> None:
    odd = f"a{sign}b"
    chart = sample.line_chart()
    series = replace(chart.series[0], name=text(odd))
    for section in (bare(replace(chart, alt=text(odd))), bare(replace(chart, series=(series,)))):
        assert f"section hard: a character that no file can hold (U+{ord(sign):04X})" in refused(section)
    for changes in ({"subtitle": text(odd)}, {"sources": {odd: next(iter(sample.document().sources.values()))}}):
        with pytest.raises(LayoutError, match="edition: a character that no file can hold"):
            write(sample.document(**changes), sample.theme())


def test_signs_that_are_never_seen_are_left_out_and_a_tab_is_a_space() -> None:
    words = "in\u200bter\u00adna\u2060tion\ufeffal\tand\u2028next"
    assert "international and next" in told(made(said(words)))


def test_combining_marks_join_their_letters() -> None:
    assert "café" in told(made(said("cafe\u0301 and o\u0323")))


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_hard_briefs_pass_verapdf(verapdf: VeraPdf, flavour: str) -> None:
    rows = ((text(numbered(2500)), text("2")), (text("b"), text("c")))
    hard = (
        made(bare(wide(120, 14, "12,345")), page="Letter"),
        made(bare(Table((text("Words"), text("Number")), rows, "lr"))),
        made(bare(Quote(text(numbered(1500)), text("A"), text("B")))),
        made(said("e\u0301\u0323 soft\u00adhyphen " + "x" * 200 + numbered(600))),
        made(bare(*(replace(sample.line_chart(), title=text(f"Panel {at}")) for at in range(12)))),
    )
    for data in hard:
        assert verapdf.failures(data, flavour) == ()


# -- anything at all ------------------------------------------------------------------------------------------------

WORDS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.text("ab \n\t-/.,\u00a0\u00ad\u200b“”é漢<&>", max_size=400),
    st.builds(lambda word, times: word * times, st.text("ab -c", min_size=1, max_size=6), st.integers(0, 400)),
)
TEXTS = st.one_of(
    st.just(()),
    WORDS.map(text),
    st.lists(st.builds(Run, WORDS, bold=st.booleans(), italic=st.booleans()), max_size=4).map(tuple),
)
GROUPS = st.builds(TileGroup, TEXTS, st.lists(TEXTS, max_size=9).map(tuple))
BLOCKS = st.one_of(
    st.builds(Quote, TEXTS, TEXTS, TEXTS, st.booleans()),
    st.builds(
        Table,
        st.lists(TEXTS, max_size=6).map(tuple),
        st.lists(st.lists(TEXTS, max_size=6).map(tuple), max_size=5).map(tuple),
        st.text("lr", max_size=6),
    ),
    st.builds(Timeline, st.lists(st.builds(Event, TEXTS, TEXTS, st.booleans()), max_size=9).map(tuple)),
    st.builds(TileMap, st.lists(GROUPS, max_size=3).map(tuple)),
    st.builds(Decisions, st.lists(st.builds(Decision, TEXTS, TEXTS, TEXTS, TEXTS), max_size=4).map(tuple)),
)
SECTIONS = st.builds(
    lambda blocks, **fields: Section("hard", blocks=tuple(blocks), **fields),
    st.lists(BLOCKS, max_size=3),
    title=TEXTS,
    subtitle=TEXTS,
    heading=TEXTS,
    paragraphs=st.lists(TEXTS, max_size=3).map(tuple),
    ask=TEXTS,
    source_line=TEXTS,
    note_line=TEXTS,
)


@settings(max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SECTIONS, TEXTS, TEXTS, st.sampled_from(PAGES))
def test_any_text_makes_a_brief_or_an_error_of_ours(section: Section, headline: Text, points: Text, page: str) -> None:
    asides = (Aside(headline, (Point(points, headline),), boxed=True),)
    findings: Sequence[Finding] = ()
    try:
        data = made(section, page=page, headline=headline, standfirst=points, asides=asides)
    except BriefingError as error:
        findings = error.findings
    else:
        assert opened(data).pages
    assert all(finding.where and finding.fix for finding in findings)
