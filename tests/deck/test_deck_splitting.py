"""What one slide does not hold goes on, on the next, under the same title; what no slide holds is refused."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.deck import write
from briefing.deck.plan.planning import plan
from briefing.deck.plan.text import fit
from briefing.deck.slides import ChartBox, Slide, TableBox, TextBox, TextStyle
from briefing.errors import Finding, LayoutError
from briefing.model.document import (
    Cards,
    Decision,
    Decisions,
    Event,
    HeatCell,
    HeatRow,
    HeatTable,
    Point,
    RankRow,
    RankStrip,
    Section,
    Table,
    TileGroup,
    TileMap,
    Timeline,
)
from briefing.model.text import Text, plain
from tests.deck import checks
from tests.deck.reading_deck import Deck
from tests.deck.sample import document, sections
from tests.deck.sample_charts import t
from tests.deck.samples import THEME
from tests.thorough import examples

SENTENCE = "A sentence of some length that says a thing. "


def planned(section: Section, mode: str = "read") -> tuple[Slide, ...]:
    """A section alone in a deck → its slides."""
    return plan(document(mode, only=(section,)), THEME)[1:]


def said(slide: Slide) -> str:
    """The words of a slide's boxes and tables, in order."""
    texts = [p.text for item in checks.texts(slide) for p in item.paragraphs]
    texts += [cell.text for item in slide.elements if isinstance(item, TableBox) for row in item.rows for cell in row]
    return " ".join(plain(text) for text in texts).replace("\n", " ")


def points(count: int, length: int = 3) -> tuple[Point, ...]:
    return tuple(Point(t(f"Lead {number}", bold=True), t(SENTENCE * length)) for number in range(1, count + 1))


def bare(section: Section, **fields: object) -> Section:
    return replace(section, points=(), ask=(), hero=None, **fields)


def unbroken(slides: Sequence[Slide]) -> list[str]:
    """The rules that slides break; each needs a source line and a title of its own."""
    found = [f"{check.__name__} {line}" for slide in slides for check in checks.CHECKS for line in check(slide)]
    found += [f"{s.id} without source" for s in slides if not any(b.placeholder == "source" for b in checks.texts(s))]
    titles = [slide.title for slide in slides]
    return found + [title for title in titles if titles.count(title) > 1]


def test_points_that_do_not_fit_go_on_with_the_ask_on_a_second_slide() -> None:
    section = replace(sections()[2], points=points(5))
    first, second = planned(section)
    assert (first.id, second.id) == ("multiples", "multiples 2")
    assert second.title == f"{first.title} (continued)"
    assert any(isinstance(item, ChartBox) for item in first.elements)
    assert not any(isinstance(item, ChartBox) for item in second.elements)
    leads = [[f"Lead {n}" in said(slide) for n in range(1, 6)] for slide in (first, second)]
    assert leads[0] == [not found for found in leads[1]]
    assert leads[0] == sorted(leads[0], reverse=True)
    assert "Ask next" in said(second)
    assert "Ask next" not in said(first)
    assert unbroken((first, second)) == []


def test_notes_stay_with_the_first_slide_and_both_keep_the_source() -> None:
    section = replace(sections()[2], points=points(5), notes=t("Said aloud."))
    first, second = planned(section)
    assert "Said aloud." in plain(first.notes)
    assert "Said aloud." not in plain(second.notes)
    assert plain(section.source_line) in plain(second.notes)


def test_links_to_a_divided_section_lead_to_its_first_slide() -> None:
    shown = sections()
    divided = replace(shown[1], points=points(9))
    deck = Deck.of(write(document(only=(shown[0], divided, shown[2])), THEME).files[".pptx"])
    targets = {target for kind, target, _ in deck.relations("ppt/slides/slide2.xml").values() if kind == "slide"}
    assert targets == {"ppt/slides/slide3.xml"}
    assert "(continued)" in "".join(deck.values("ppt/slides/slide4.xml", "//a:t/text()"))


def test_a_section_that_fits_stays_whole() -> None:
    assert [slide.id for slide in plan(document(), THEME)] == ["cover", *(section.id for section in sections())]


def table(rows: int, highlight: int | None = None) -> Table:
    body = tuple((t(f"Row {n}"), t(SENTENCE * (1 + n % 3)), t(str(n), f"row.{n}")) for n in range(1, rows + 1))
    return Table((t("Caution"), t("Meaning"), t("Value")), body, "llr", (2, 6, 1), highlight)


def test_a_long_table_goes_on_under_its_repeated_header() -> None:
    slides = planned(bare(sections()[11], blocks=(table(40, highlight=25),)))
    boxes = [item for slide in slides for item in slide.elements if isinstance(item, TableBox)]
    assert len(boxes) == len(slides) >= 3
    assert {plain(box.rows[0][0].text) for box in boxes} == {"Caution"}
    assert len({box.widths for box in boxes}) == 1
    assert [plain(row[0].text) for box in boxes for row in box.rows[1:]] == [f"Row {n}" for n in range(1, 41)]
    counts = [len(box.rows) - 1 for box in boxes]
    assert max(counts) - min(counts) <= 1
    strong = [plain(box.rows[box.highlight][0].text) for box in boxes if box.highlight is not None]
    assert strong == ["Row 26"]
    assert [slide.title for slide in slides[:3]] == [
        slides[0].title,
        f"{slides[0].title} (continued)",
        f"{slides[0].title} (continued, part 3)",
    ]
    assert unbroken(slides) == []


def test_two_hundred_rows_are_planned_in_a_few_tries_a_slide(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.deck.plan import planning

    tries: list[int] = []
    whole = planning._slide
    monkeypatch.setattr(planning, "_slide", lambda *given: tries.append(1) or whole(*given))  # type: ignore[func-returns-value]
    slides = planned(bare(sections()[11], blocks=(table(200),)))
    assert len(tries) <= 10 * len(slides)


def test_a_row_taller_than_a_slide_is_refused_with_the_words_too_many() -> None:
    tall = replace(table(1), rows=((t("Row"), t("word " * 700), t("1", "one")),))
    with pytest.raises(LayoutError, match=r"\d+ words too many for") as caught:
        planned(bare(sections()[11], blocks=(tall,)))
    over = int(caught.value.findings[0].what.split()[0])
    fitting = replace(tall, rows=((t("Row"), t("word " * (700 - over)), t("1", "one")),))
    assert len(planned(bare(sections()[11], blocks=(fitting,)))) == 1


def test_questions_keep_their_numbers_on_the_next_slide() -> None:
    items = tuple(Decision(t(f"Question {n}?"), t(SENTENCE), t(SENTENCE), t(SENTENCE * 2)) for n in range(1, 8))
    slides = planned(replace(bare(sections()[10]), blocks=(Decisions(items),), ask=t("decide the first.")))
    numbers = [plain(b.paragraphs[0].text) for s in slides for b in checks.texts(s) if b.name.startswith("Number")]
    assert numbers == [str(n) for n in range(1, 8)]
    assert len(slides) > 1
    assert all(slide.dark for slide in slides)
    assert ["Our proposal" in said(slide) for slide in slides] == [False] * (len(slides) - 1) + [True]
    assert unbroken(slides) == []


def long_blocks() -> dict[str, tuple[object, ...]]:
    rank = next(block for block in sections()[7].blocks if isinstance(block, RankStrip)).rows[0]
    rows = tuple(RankRow(t(f"Yardstick {n}"), t("counted so"), rank.rank, t("none")) for n in range(1, 15))
    events = tuple(Event(t(f"Date {n}"), t(SENTENCE)) for n in range(1, 30))
    groups = tuple(TileGroup(t(f"Group {n}"), (t("one"), t("two"))) for n in range(1, 12))
    return {
        "Yardstick": (RankStrip(rows, 5, (t("Yardstick"), t("Rank"), t("Ahead"))),),
        "Date": (Timeline(events),),
        "Group": (TileMap(groups),),
    }


@pytest.mark.parametrize("word", ["Yardstick", "Date", "Group"])
def test_each_component_of_many_items_goes_on(word: str) -> None:
    slides = planned(bare(sections()[7], blocks=long_blocks()[word]))
    assert len(slides) > 1
    found = [n for slide in slides for n in range(1, 30) if f"{word} {n} " in said(slide) + " "]
    assert found == list(range(1, max(found) + 1))
    assert unbroken(slides) == []


def test_a_question_that_no_slide_holds_is_refused_with_the_count_that_mends_it() -> None:
    def section(words: int) -> Section:
        item = Decision(t("Which?"), t(SENTENCE), (), t("word " * words))
        return bare(sections()[10], blocks=(Decisions((item,)),))

    with pytest.raises(LayoutError, match=r"question 1: \d+ words too many for its quarter") as caught:
        planned(section(400))
    over = int(caught.value.findings[0].what.split()[0])
    assert planned(section(400 - over))
    with pytest.raises(LayoutError, match=r": 1 word too many"):
        planned(section(400 - over + 1))


def heat(rows: int) -> HeatTable:
    cells = (HeatCell(t("1.0"), 1), HeatCell(t("5.0"), 5))
    made = tuple(HeatRow(t(f"Row {n}"), t("per 10,000 residents"), cells) for n in range(1, rows + 1))
    return HeatTable(t("Indicator"), (t("2022"), t("2023")), made, cells, highlight=17)


def test_a_long_heat_table_goes_on_and_keeps_its_highlight() -> None:
    slides = planned(bare(sections()[11], blocks=(heat(24),)))
    boxes = [item for slide in slides for item in slide.elements if isinstance(item, TableBox)]
    assert len(boxes) == len(slides) > 1
    names = [plain(row[0].text).partition("\n")[0] for box in boxes for row in box.rows[1:]]
    assert names == [f"Row {n} " for n in range(1, 25)]  # the space parts name and detail where lines are not read
    strong = [row[0] for box in boxes for row in box.rows if row[0].style.lead == "highlight"]
    assert [plain(cell.text)[:6] for cell in strong] == ["Row 18"]
    assert unbroken(slides) == []


def test_labels_take_the_next_smaller_size_together_before_they_are_refused() -> None:
    shown = sections()[0]
    cards = next(block for block in shown.blocks if isinstance(block, Cards))
    wide = replace(cards, cards=tuple(replace(card, value=t("over 28,300")) for card in cards.cards))
    slide = planned(replace(shown, blocks=(wide,)))[0]
    numbers = {b.paragraphs[0].style.size for b in checks.texts(slide) if b.name.startswith("Number")}
    assert len(numbers) == 1
    assert numbers < {36.0, 32.0, 28.0, 24.0}
    strip = next(block for block in sections()[7].blocks if isinstance(block, RankStrip))
    long = replace(strip.rows[0], name=t("A yardstick whose name is so long that it takes all of two lines"))
    many = replace(strip, rows=(long,) * 6)
    full = replace(bare(sections()[7], blocks=(many,)), title=t("A title that takes two lines " * 3))
    full = replace(full, note_line=t("Note: it takes two lines. " * 10))
    slide = planned(full)[0]
    names = {b.paragraphs[0].style.size for b in checks.texts(slide) if b.name.startswith("Yardstick")}
    assert names == {12.0}
    long_subtitle = t(" ".join(["word"] * 24))
    assert _subtitle_size(planned(replace(sections()[1], subtitle=t("word")))[0]) == 16
    assert _subtitle_size(planned(replace(sections()[1], subtitle=long_subtitle))[0]) == 14


def _subtitle_size(slide: Slide) -> float:
    return next(box.paragraphs[0].style.size for box in checks.texts(slide) if box.placeholder == "subtitle")


def test_more_charts_than_stand_side_by_side_go_on() -> None:
    charts = sections()[4].blocks * 2
    slides = planned(bare(sections()[4], blocks=charts))
    assert [sum(isinstance(item, ChartBox) for item in slide.elements) for slide in slides] == [2, 2]
    assert unbroken(slides) == []


def test_a_point_that_no_slide_holds_is_refused_with_the_count_that_mends_it() -> None:
    def section(words: int) -> Section:
        return replace(sections()[2], points=(Point((), t("word " * words)),), ask=())

    with pytest.raises(LayoutError) as caught:
        planned(section(900))
    finding = caught.value.findings[0]
    assert finding.where.startswith("slide 3 (multiples 2), Point 1")
    over = int(finding.what.split()[0])
    assert planned(section(900 - over))
    with pytest.raises(LayoutError, match=r": 1 word too many"):
        planned(section(900 - over + 1))


def test_a_title_too_long_is_refused_once_and_not_divided() -> None:
    with pytest.raises(LayoutError) as caught:
        planned(replace(sections()[2], title=t("word " * 60), points=points(6)))
    assert len(caught.value.findings) == 1
    assert caught.value.findings[0].where == "slide 2 (multiples), title"


def test_several_lines_of_chinese_keep_one_more_line_free() -> None:
    style = TextStyle(14, 20)
    two, three = t("北京的创新指标" * 4), t("北京的创新指标" * 6)
    assert [len(fit.lines(text, style, 220)) for text in (two, three)] == [2, 3]
    assert [fit.height(fit.single(text, style), 220) for text in (two, three)] == [40, 80]
    assert fit.height(fit.single(t("word " * 16), style), 220) == 60


def test_the_checks_of_a_divided_section_find_a_slide_without_source_and_a_title_twice() -> None:
    first, second = planned(replace(sections()[2], points=points(5)))
    kept = tuple(item for item in second.elements if not (isinstance(item, TextBox) and item.placeholder == "source"))
    assert unbroken((first, replace(second, elements=kept)))
    assert unbroken((first, first))


WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=12), min_size=1, max_size=60).map(" ".join)
CHINESE = st.text("北京的创新指标每万人发明专利，。（）5.a", min_size=1, max_size=90)
TEXTS = WORDS | CHINESE


@settings(max_examples=examples(20), deadline=None, phases=(Phase.generate,))
@given(
    title=WORDS.map(lambda value: value[:90]),
    said=st.lists(st.tuples(WORDS.map(lambda value: value[:40]), TEXTS), max_size=7),
    ask=st.just("") | TEXTS,
    at=st.sampled_from([0, 2, 3, 4, 6, 7, 8, 9, 11]),
    mode=st.sampled_from(["read", "present"]),
)
def test_any_text_fits_goes_on_or_is_refused(
    title: str, said: list[tuple[str, str]], ask: str, at: int, mode: str
) -> None:
    some = tuple(Point(t(lead, bold=True), t(body)) for lead, body in said)
    section = replace(sections()[at], title=t(title), points=some, ask=t(ask) if ask else ())
    slides, refused = _tried(section, mode)
    assert all(finding.where.startswith("slide ") and finding.fix for finding in refused)
    assert all("too many" in finding.what or "points" in finding.what for finding in refused)
    assert unbroken(slides) == []
    if refused:
        return
    shown = [place_of for slide in slides for place_of in (plain(slide.notes), _joined(slide))]
    for point in some:
        assert any(_bare(point.body) in _tight(text) for text in shown)


def _tried(section: Section, mode: str) -> tuple[tuple[Slide, ...], tuple[Finding, ...]]:
    try:
        return planned(section, mode), ()
    except LayoutError as error:
        return (), error.findings


def _joined(slide: Slide) -> str:
    return "".join(plain(p.text) for item in checks.texts(slide) for p in item.paragraphs)


def _tight(value: str) -> str:
    return "".join(value.split())


def _bare(value: Text) -> str:
    return _tight(plain(value))


def test_chinese_that_no_slide_holds_is_counted_in_its_characters() -> None:
    def section(signs: int) -> Section:
        return replace(sections()[2], points=(Point((), t("北" * signs)),), ask=())

    with pytest.raises(LayoutError, match=r"\d+ characters too many") as caught:
        planned(section(2000))
    over = int(caught.value.findings[0].what.split()[0])
    assert planned(section(2000 - over))
    with pytest.raises(LayoutError, match=r": 1 character too many"):
        planned(section(2000 - over + 1))
