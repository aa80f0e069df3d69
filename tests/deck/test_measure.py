"""Widths equal Arial's, lines fit, and nothing of a text is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from briefing.assets import asset
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.measure import balance, broken, leaves_orphan, word_too_wide, wrap
from briefing.deck.slides import Paragraph, TextStyle
from briefing.model.text import Run, Text, plain, text
from briefing.typesetting.arial import is_cjk, reserve
from briefing.typesetting.arial import width as measured

FONTS = Path("/usr/share/fonts/truetype/liberation")
TITLE: Text = (
    Run("Patent density rose "),
    Run("5.5-fold", fact="patents.multiple"),
    Run(" from 2014 to 2023; contracts and firms rose less than threefold"),
)


def fits(lines: Iterable[Text], size: float, width: float) -> bool:
    """Return whether each line is within a width less its reserve."""
    return all(measured(line, size) <= width * (1 - reserve(line)) + 1e-6 for line in lines)


def lines_of(value: str, size: float, width: float) -> list[str]:
    return [plain(line) for line in wrap((Run(value),), size, width)]


@pytest.mark.parametrize(("face", "file"), [("regular", "Regular"), ("bold", "Bold")])
def test_the_width_table_equals_liberation_sans(face: str, file: str) -> None:
    path = FONTS / f"LiberationSans-{file}.ttf"
    if not path.exists():
        pytest.skip("fonts-liberation is not installed")
    with TTFont(path) as font:
        cmap, advances = font.getBestCmap(), font["hmtx"]
    rows = json.loads(asset("deck/arial.json").read_text(encoding="utf-8"))[face]
    table = {first + i: units for first, *row in rows for i, units in enumerate(row)}
    assert table == {code: advances[cmap[code]][0] for code in table}
    assert set(range(32, 127)) | set(map(ord, "–—‘’“”…×÷−≈≤≥→▲▼●·°é")) <= set(table)


def test_bold_runs_are_measured_bold() -> None:
    assert measured((Run("Belling", bold=True),), 10) == measured((Run("Belling"),), 10, bold=True)
    assert measured((Run("Belling", bold=True),), 10) > measured((Run("Belling"),), 10)


def test_a_sign_outside_the_table_counts_at_least_an_em() -> None:
    assert measured((Run("\u25c6"),), 10) == 10
    assert measured((Run("北"),), 10) == 10
    assert measured((Run("\N{GRINNING FACE}"),), 10) >= 10
    assert measured((Run("e\u0301"),), 10) == measured((Run("e"),), 10)


def test_a_balanced_title_breaks_at_sense_and_keeps_its_fact() -> None:
    lines = balance(TITLE, 26, 870, bold=True)
    assert [plain(line) for line in lines] == [
        "Patent density rose 5.5-fold from 2014 to 2023;",
        "contracts and firms rose less than threefold",
    ]
    assert [run.fact for line in lines for run in line if run.fact] == ["patents.multiple"]


def test_no_balanced_last_line_is_one_word() -> None:
    value: Text = (Run("Technology contracts more than doubled between the two years compared here, nominally"),)
    for width in range(300, 900, 20):
        lines = balance(value, 26, width, bold=True)
        assert len(lines) == len(wrap(value, 26, width, bold=True))
        if len(lines) > 1:
            assert " " in plain(lines[-1]), width


def test_a_line_never_breaks_inside_the_print_of_a_fact() -> None:
    value: Text = (Run("Contracts reached "), Run("853.7 billion yuan", fact="contracts.last"), Run(" in the year"))
    for width in range(130, 300, 5):
        assert any("853.7 billion yuan" in plain(line) for line in wrap(value, 14, width))


def test_a_number_keeps_its_unit() -> None:
    for width in range(80, 300, 5):
        assert any("12.5 million" in line for line in lines_of("The city counts 12.5 million of them now", 14, width))


def test_a_fact_wider_than_its_line_still_breaks() -> None:
    lines = wrap((Run("853.7 billion yuan", fact="contracts.last"),), 14, 60)
    assert "".join(plain(line) for line in lines).replace(" ", "") == "853.7billionyuan"
    assert fits(lines, 14, 60)


def test_chinese_breaks_between_signs_but_not_before_a_closing_mark_nor_after_a_number() -> None:
    value = "北京的创新指标，每万人发明专利拥有量增至5.5倍（2014—2023年），高新技术企业达2.83万家。"
    for width in range(160, 400, 10):
        lines = lines_of(value, 14, width)
        assert "".join(lines) == value
        assert not any(line[0] in "，。）" for line in lines)
        assert any("5.5倍" in line for line in lines)


@pytest.mark.parametrize("width", range(80, 200, 7))
def test_no_chinese_line_parts_a_number_from_its_unit_or_its_prefix(width: float) -> None:
    lines = lines_of("上海2017年排在第12名，此后到2024年升至第2名，专利57.4万件", 16, width)
    assert not [one for one in lines if one.endswith("第") or one[:1] in "年名万件"]


def test_no_chinese_line_ends_inside_a_frequent_word() -> None:
    value = "每年有多少专利失效，独角兽企业由哪些榜单统计，投资者为何追问许可收入"
    words = ("多少", "专利", "失效", "独角兽", "企业", "榜单", "统计", "为何", "许可", "收入")
    for width in range(100, 400, 10):
        lines = lines_of(value, 14, width)
        assert "".join(lines) == value
        assert not [word for word in words if not any(word in line for line in lines)], width
    unknown = {line for width in range(100, 130, 5) for line in lines_of("卜算子" * 9, 14, width)[:1]}
    assert any(line[-1] != "子" for line in unknown)  # of no known word, so that a line is full


def test_no_chinese_line_parts_a_curly_mark_from_its_neighbours() -> None:
    value = "研发强度比2019年多出不到5%；“十四五”规划提出，到2025年达6%左右。"
    for width in range(120, 400, 10):
        lines = lines_of(value, 14, width)
        assert "".join(lines) == value
        assert any("五”规" in line for line in lines), width


def test_letters_and_digits_stand_a_little_apart_from_chinese_signs() -> None:
    alone = measured((Run("北京"),), 10) + measured((Run("5"),), 10)
    assert measured((Run("北京5"),), 10) == pytest.approx(alone + 2)
    assert measured((Run("北5京"),), 10) == pytest.approx(alone + 4)
    assert measured((Run("a5b"),), 10) == measured((Run("a"),), 10) + measured((Run("5b"),), 10)


def test_an_address_wider_than_the_line_is_cut_after_its_strokes() -> None:
    assert lines_of("https://example.org/a/long/address/of/a/page?query=1", 14, 160) == [
        "https://example.org/a/",
        "long/address/of/a/page?",
        "query=1",
    ]


def test_a_word_wider_than_the_line_is_cut() -> None:
    lines = lines_of("https://example.org/" + "a" * 60, 12, 100)
    assert len(lines) > 3
    assert "".join(lines) == "https://example.org/" + "a" * 60


def test_hard_breaks_and_empty_texts_stay() -> None:
    assert lines_of("one\n\ntwo", 12, 100) == ["one", "", "two"]
    assert wrap((), 12, 100) == ((),)
    assert plain(broken(wrap((Run("one\n\ntwo"),), 12, 100))) == "one\n\ntwo"


@given(
    st.lists(st.text(alphabet="abc de,fgh-5.%北京，", max_size=30), max_size=4),
    st.integers(20, 400),
    st.sampled_from([10.5, 14.0, 26.0]),
)
def test_lines_fit_and_lose_nothing_but_spaces(parts: list[str], width: int, size: float) -> None:
    value: Text = tuple(Run(part, fact=str(i) if i % 2 else "") for i, part in enumerate(parts) if part)
    for way in (wrap, balance):
        lines = way(value, size, width)
        assert "".join(map(plain, lines)).replace(" ", "") == plain(value).replace(" ", "")
        assert all(fits((line,), size, width) or len(plain(line)) == 1 or holds_cjk(value) for line in lines)


def holds_cjk(value: Text) -> bool:
    return any(is_cjk(char) for char in plain(value))


@pytest.mark.parametrize(
    ("title", "together"),
    [
        ("Cargo reached 41.6 million tonnes and came near Ostmark's of the year before", "41.6 million tonnes"),
        ("At 85.40 dollars in June 2026 the barrel was 27% below the highest, April 2026", "June 2026|April 2026"),
        ("Unemployment in the islands rose 0.4 percentage points to 4.0% in 2024", "0.4 percentage points"),
        ("The index fell in the quarter that ended on 30 June 2026 in the bay and the hills", "30 June 2026"),
        ("Real output rose at an annual rate of 2.4% in Q4 2024, homes by 1.2% in week 27", "Q4 2024|week 27"),
    ],
)
def test_a_title_parts_no_number_from_its_unit_and_no_date(title: str, together: str) -> None:
    for wide in range(420, 900, 16):
        found = [plain(line) for line in balance((Run(title),), 26, wide, bold=True)]
        assert all(any(whole in line for line in found) for whole in together.split("|")), (wide, found)


def test_a_line_of_a_title_ends_before_a_word_that_leads_to_the_next() -> None:
    title = (Run("At 85.40 dollars the barrel of the north was the cheapest that the market of the bay had seen"),)
    ends = [plain(line).split()[-1] for wide in range(720, 900, 16) for line in balance(title, 26, wide, bold=True)]
    assert not {"the", "of", "that", "was", "had"} & set(ends)


def test_a_fact_is_divided_at_its_space_where_a_program_sets_the_lines() -> None:
    head = Run("Past the old peak: It took until ")
    words = (head, Run("May 2014", fact="a.first"), Run(" for nonfarm employment"))
    room = measured((head, Run("May")), 16) / (1 - reserve(words)) + 1
    whole, divided = wrap(words, 16, room), wrap(words, 16, room, glued=False)
    assert [plain(lines[0]).strip().endswith("May") for lines in (whole, divided)] == [False, True]
    style = TextStyle(16, 20.5)
    longer = (*words, Run(" to pass the 138,419 of "), Run("January 2008", fact="b.first"), Run("."))
    counts = {glued: len(wrap(longer, 16, 274, glued=glued)) for glued in (True, False)}
    assert fit.set_lines(Paragraph(longer, style), 274).count == counts[False]
    signed = (*longer, Run(" (−2.1)"))  # whose lines' ends are given
    assert fit.set_lines(Paragraph(signed, style), 274).count == len(wrap(signed, 16, 274))


def test_chinese_lines_leave_no_sign_or_two_alone_where_as_many_lines_can_share_more() -> None:
    value = "图书馆每年公布读者人数就能看出新馆有没有读者使用"
    alone = (len(value) - 2) * 16 / (1 - reserve((Run(value),))) + 0.1  # the width of a line of all but two signs
    first, last = lines_of(value, 16, alone)
    assert len(last) >= 3
    assert first + last == value
    free = Paragraph((Run(value),), TextStyle(16, 20, "ink"))
    assert leaves_orphan(free.text, 16, alone * 0.95)
    assert not leaves_orphan((Run("The library counts its readers each year"),), 16, alone)


def test_a_year_on_the_last_line_is_no_sign_left_alone() -> None:
    value = "图书馆读者人数统计年鉴，2020"
    wide = (measured((Run(value[:-4]),), 16) + 8) / (1 - reserve((Run(value),)))
    assert lines_of(value, 16, wide) == [value[:-4], "2020"]


@pytest.mark.parametrize(
    ("head", "room", "first"),
    [
        ("图书馆读者人数上年", 11.6, "图书馆读者人数上年增长"),
        ("图书馆读者人数比上年同期又", 15.25, "图书馆读者人数比上年同期又"),
    ],
)
def test_a_chinese_fact_is_divided_before_its_number_where_the_line_would_be_short(
    head: str, room: float, first: str
) -> None:
    value = (Run(head), Run("增长12.5%", fact="readers.change"), Run("，前年减少"))
    lines = [plain(line) for line in wrap(value, 16, room * 16 / (1 - reserve(value)))]
    assert lines == [first, plain(value).removeprefix(first)]


def test_a_word_that_is_wider_than_a_line_is_found_and_an_address_is_none() -> None:
    long = (Run("Der Ferrybootanlegestellenbericht nennt sie"),)
    assert word_too_wide(long, 10, 300) == ""
    assert word_too_wide(long, 40, 300) == "Ferrybootanlegestellenbericht"
    assert word_too_wide((Run("at example.org/a/very/long/address/of/ferries"),), 40, 300) == ""
    assert word_too_wide((Run("渡轮码头年度报告"),), 40, 100) == ""


def test_a_balanced_width_takes_no_more_lines_than_the_widest() -> None:
    note = text("注：全年本土登革热病例，2014—2015年：2015年9月起，快筛阳性即为确定病例。")
    style = TextStyle(10.5, 14)
    for most in range(200, 461, 20):
        wide = fit.balanced_width(note, style, most)
        assert wide <= most
        assert fit.height(fit.single(note, style), wide) <= fit.height(fit.single(note, style), most)
