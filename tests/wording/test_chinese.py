"""The same facts read rightly in Chinese: units in 亿 and 万, 增至5.5倍 against 增长4.5倍, number words that claim."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.errors import FactError
from briefing.model.dataset import Qualifier, Source
from briefing.model.fact import Fact, Measure
from briefing.model.period import Period
from briefing.model.text import Run, plain
from briefing.proof.numbers.printed_numbers import numerals
from briefing.wording import of
from tests.wording.conftest import fact

EN, ZH = of("en"), of("zh")
BILLION = "billion yuan"


def counted(value: float, unit: str, qualifier: Qualifier = "=", decimals: int = 0) -> Fact:
    return Fact("subject.fact", "value", value, "things", qualifier, decimals, "1", (), units={"zh": unit})


@pytest.mark.parametrize(
    ("printed", "name", "made", "args"),
    [
        ("8536.9亿元", "unit", fact("value", 853.69, decimals=2, unit=BILLION), ()),
        ("8537亿元", "unit", fact("value", 853.69, decimals=2, unit=BILLION), (0,)),
        ("3136亿元", "unit", fact("value", 313.6, decimals=1, unit=BILLION), ()),
        ("8536.9", "value", fact("value", 853.69, decimals=2, unit=BILLION), ()),
        ("5400.9亿元", "unit", fact("change", 540.09, decimals=2, unit=BILLION), ()),
        ("1.2万亿元", "unit", fact("value", 1200, unit=BILLION), ()),
        ("6733亿元", "unit", fact("change", 6733, unit="亿元"), ()),
        ("6733", "unit", fact("change", 6733, unit="册"), ()),
        ("149万元", "unit", fact("ratio", 1.49, decimals=2, unit="million yuan"), ()),
        ("2760.2亿美元", "unit", fact("value", 276.02, decimals=2, unit="billion US$"), ()),
        ("2.83万家", "full", counted(28300, "家"), ()),
        ("2.83万", "unit", counted(28300, "家"), ()),
        ("2.83万", "value", counted(28300, "家"), ()),
        ("28300", "bare", counted(28300, "家"), ()),
        ("8537", "value", fact("value", 853.69, decimals=2, unit=BILLION), (1,)),
        ("超过2.7万家", "full", counted(27000, "家", "≥"), ()),
        ("约2万家", "full", counted(20000, "家", "≈"), ()),
        ("约6%", "unit", fact("target", 6, "≈", unit="%"), ()),
        ("约2万家", "full", replace(counted(20000, "家", "≈"), measure="target"), ()),
        ("11438件", "full", counted(11438, "件"), ()),
        ("337家", "full", counted(337, "家"), ()),
        ("每日337家", "full", counted(337, "家/日"), ()),
        ("每万人48.2件", "full", counted(48.2, "件/万人", decimals=1), ()),
        ("每万人超过48件", "full", counted(48, "件/万人", "≥"), ()),
        ("6.73%", "full", counted(6.73, "%", decimals=2), ()),
        ("5.5倍", "times", fact("multiple", 5.4544), ()),
        ("5.5倍", "x", fact("multiple", 5.4544), ()),
        ("4.5倍", "more", fact("percent", 445.4357), ()),
        ("至少1.7倍", "more", fact("percent", 178.9, "≥"), ()),
        ("超过五倍", "fold", fact("multiple", 5.4544), ()),
        ("不到三倍", "fold", fact("multiple", 2.7222), ("below",)),
        ("两倍", "fold", fact("multiple", 2), ()),
        ("26%", "percent", fact("percent", -25.7), ()),
        ("20.7%", "percent", fact("growth", 20.74), ()),
        ("年均20.7%", "yearly", fact("growth", 20.74), ()),
        ("0.5个百分点", "points", fact("points", 0.5, decimals=1, unit="percentage points"), ()),
        ("九", "words", fact("span", 9), ()),
        ("两", "words", fact("count", 2), ()),
        ("十二", "words", fact("count", 12), ()),
        ("13", "words", fact("count", 13), ()),
        ("第一", "ordinal", fact("rank", 1), ()),
        ("第十二", "ordinal", fact("rank", 12), ()),
        ("第13", "ordinal", fact("rank", 13), ()),
        ("第1名", "rank", fact("rank", 1), ()),
        ("不晚于2021", "year", fact("period", 2021, "≤"), ()),
    ],
)
def test_a_filter_says_a_fact_as_chinese_readers_expect(
    printed: str, name: str, made: Fact, args: tuple[object, ...]
) -> None:
    assert ZH.filters[name](made, *args) == printed


def test_a_rise_is_one_less_than_the_multiple_it_reaches() -> None:
    rise = fact("percent", (262.9 / 48.2 - 1) * 100)
    assert f"增至{ZH.times(fact('multiple', 262.9 / 48.2))}，增长{ZH.more(rise)}" == "增至5.5倍，增长4.5倍"
    assert EN.more(rise) == "4.5 times more"
    with pytest.raises(FactError, match="less than once more"):
        ZH.more(fact("percent", 26))


@given(st.floats(1.96, 900))
def test_a_rise_is_rounded_from_the_fact_and_not_from_the_printed_multiple(multiple: float) -> None:
    said = ZH.more(fact("percent", (multiple - 1) * 100)) if multiple >= 2 else "1.0倍"
    assert abs(float(said.removesuffix("倍")) - (multiple - 1)) <= max(0.05, 0.05 * multiple)


@given(st.integers(0, 10**12))
def test_a_count_told_in_ten_thousands_is_told_whole_and_without_commas(count: int) -> None:
    said = ZH.full(counted(count, "家"))
    found = re.fullmatch(r"(\d+(?:\.\d{1,2})?)(万|亿|)家", said)
    assert found, said
    assert round(float(found[1]) * {"万": 10**4, "亿": 10**8, "": 1}[found[2]]) == count


@pytest.mark.parametrize("unit", ["index", "Number", "指数"])
def test_a_number_of_an_index_or_a_count_stands_alone_also_where_units_are_in_full(unit: str) -> None:
    made = fact("value", -0.47, decimals=2, unit=unit)
    assert [EN.full(made), ZH.full(made)] == ["−0.47", "−0.47"]


def test_dates_lists_and_spans_of_years_have_their_chinese_marks() -> None:
    assert [ZH.date(day) for day in ("2025-12-31", "2025-12", "2025")] == ["2025年12月31日", "2025年12月", "2025年"]
    assert ZH.list(["甲", "乙", "丙"]) == "甲、乙和丙"
    first, last = Period.year(2014), Period.year(2023)
    assert [ZH.dated(first, last), ZH.dated(first)] == ["2014—2023年", "2014年"]
    assert ZH.number(28300) == "28300"


@pytest.mark.parametrize("lang", ["zh"])
def test_every_language_has_each_phrase_and_pattern_with_the_same_places(lang: str) -> None:
    other, places = of(lang).language, re.compile(r"\{(\w*)(?::年)?\}")
    assert list(other.phrases) == list(EN.language.phrases)
    for key, words in EN.language.phrases.items():
        own = {"last"} if key == "times_between" else set()  # the card above it has the last year
        assert set(places.findall(other.phrases[key])) | own == set(places.findall(words)), key
    assert set(EN.language.forms) <= set(other.forms)


def test_phrases_have_full_width_marks() -> None:
    written = [re.sub(r"\{[^}]*\}", "", words) for words in ZH.language.phrases.values()]
    assert not [words for words in written if re.search(r"[,;:?!()]|\.$", words)]


@pytest.mark.parametrize(
    "words",
    [
        *("增至五倍", "五倍多", "翻番", "翻了一番", "数倍", "双倍", "成倍增长", "倍增"),
        *("三成", "百分之五", "三分之一", "一半", "过半", "半数"),
        *("第一", "第十二", "前三", "首位", "位居榜首", "首次", "居首"),
        *("两个指标", "三项", "四家企业", "九年", "十二件", "十余家", "两国", "五个榜单", "二〇二三年", "三大科学城"),
    ],
)
def test_chinese_words_that_claim_a_number_are_found(words: str) -> None:
    assert ZH.claims.search(words)


def test_a_number_of_years_before_is_no_place_among_the_first_in_texts_and_proof() -> None:
    for claims in (ZH.claims, re.compile(numerals("zh").claims)):
        assert [found[0] for found in claims.finditer("居前十")] == ["前十"]
        for words in ("多于此前十年的总和", "前二十年", "之前三个月", "前五年"):
            assert not [found[0] for found in claims.finditer(words) if found[0].startswith("前")]


@pytest.mark.parametrize(
    "words",
    [
        *("首都", "首尔", "首席", "四川", "三亚", "九江", "十分重要", "半导体", "百姓", "万人", "每万人口"),
        *("完成", "成为", "一个", "一年", "统一", "一成不变", "五角星", "两者", "北京", "加倍努力", "二手", "一带一路"),
    ],
)
def test_chinese_words_that_only_look_like_numbers_are_left_alone(words: str) -> None:
    assert not ZH.claims.search(words)


@pytest.mark.parametrize("measure", ["multiple", "rank", "growth", "percent", "span", "period"])
def test_every_measure_has_a_default_in_chinese(measure: Measure) -> None:
    assert ZH.default(fact(measure, 3))


def test_spaces_beside_wide_characters_are_left_to_layout_and_those_between_latin_words_stay() -> None:
    given = (Run("专利  增至 "), Run("5.5倍", fact="a.multiple"), Run(" ，见 KOTO Patent 2024 年"), Run(" "))
    assert ZH.tight(given) == (Run("专利增至"), Run("5.5倍", fact="a.multiple"), Run("，见KOTO Patent 2024年"))
    assert EN.tight(given) is given


@given(st.text(alphabet="增至 a1，", max_size=30))
def test_only_spaces_are_ever_left_out_of_a_text(words: str) -> None:
    tight = plain(ZH.tight((Run(words),)))
    assert tight.replace(" ", "") == words.replace(" ", "")
    assert not re.search("[增至，] | [增至，]", tight)


def test_the_time_between_two_periods_is_counted_in_chinese() -> None:
    first = Period.year(2014)
    assert [ZH.duration(first, first + count) for count in (1, 9)] == ["一年", "九年"]


def test_levels_that_are_compared_have_a_word_for_a_power_of_ten_all_or_none() -> None:
    round_one, whole, exact = counted(574000, "件"), counted(280000, "件"), counted(284288, "件")
    assert ZH.values((whole, round_one)) == ("28万", "57.4万")
    assert ZH.values((exact, round_one)) == ("284288", "574000")
    assert EN.values((exact, round_one)) == ("284,288", "574,000")


@pytest.mark.parametrize(
    ("published", "printed"), [("2023-05-16", "2023\u201105\u201116"), ("2023-05", "2023\u201105"), ("2023", "2023")]
)
def test_a_date_in_a_list_of_sources_is_figures_that_no_line_divides(published: str, printed: str) -> None:
    source = Source("S", "Office", "Report", published)
    assert ZH.publication_date(source, listed=True) == printed
    assert EN.publication_date(source, listed=True) == EN.publication_date(source)
