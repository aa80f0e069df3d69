"""A story in Chinese over the same facts: units and names in Chinese, number words that claim, one voice of marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.compose import compose
from briefing.compose.language.numeral_rule import NumeralRule, terms_of
from briefing.errors import BriefingError
from briefing.model.chart import Chart
from briefing.model.dataset import Dataset
from briefing.model.document import Document
from briefing.model.edition import Project
from briefing.model.period import Period
from briefing.model.text import Run, plain
from briefing.read import story
from briefing.wording import of
from tests.compose.sample import dataset, edition

ZH = of("zh")
RULE = NumeralRule(terms_of(edition(), dataset(), ZH.claims), Period.year(2023), ZH.language.number_words)
PLACES = {"zh": {"Belling": "贝林", "Shanghai": "上海"}}


def data() -> Dataset:
    """The small dataset with its words in Chinese."""
    plain_data = dataset()
    told = {
        "patents": ("每万人发明专利", "件/万人"),
        "firms": ("新设企业", "家"),
        "enterprises": ("高新技术企业", "家"),
        "rank": ("科研排名", "名"),
    }
    indicators = {
        key: replace(item, names={**item.names, "zh": told[key][0]}, units={"zh": told[key][1]})
        for key, item in plain_data.indicators.items()
    }
    return replace(plain_data, indicators=indicators, places=PLACES)


def composed(text: str, folder: Path, given: Dataset | None = None) -> Document:
    """The text of a Chinese story → its document."""
    path = folder / "story.zh.yaml"
    path.write_text(text, encoding="utf-8")
    return compose(Project(folder, edition(), given or data(), {"zh": path}, folder / "ink.toml"), story(path), "zh")


def said(title: str, folder: Path) -> str:
    """A title in the story → as it is printed."""
    return plain(composed(f"sections:\n  - id: one\n    title: {title!r}\n", folder).sections[0].title)


def faults(title: str, folder: Path, *more: str) -> list[str]:
    """A title in the story → what stops it."""
    lines = "".join(f"    {line}\n" for line in more)
    with pytest.raises(BriefingError) as caught:
        composed(f"sections:\n  - id: one\n    title: {title!r}\n{lines}", folder)
    return [finding.what for finding in caught.value.findings]


def test_the_same_facts_read_rightly_in_chinese(tmp_path: Path) -> None:
    shown = said(
        "{{ patents.name }}{{ patents.span | words }}年增至 {{ patents.multiple | times }}，"
        "即增长 {{ patents.percent | more }}，到 {{ patents.last | full }}；高企 {{ enterprises.last | full }}",
        tmp_path,
    )
    assert shown == "每万人发明专利九年增至5.5倍，即增长4.5倍，到每万人262.9件；高企2.83万家"


def test_the_rise_in_the_ledger_is_the_percent_with_its_formula(tmp_path: Path) -> None:
    text = "sections:\n  - id: one\n    title: 增长{{ patents.percent | more }}\n"
    document = composed(text, tmp_path)
    assert document.sections[0].title[1] == Run("4.5倍", fact="patents.percent", node="section one, title")
    assert document.facts["patents.percent"].formula == "(262.9 / 48.2 − 1) × 100"


def test_lines_that_yaml_folds_leave_no_space_between_chinese_words(tmp_path: Path) -> None:
    folded = "专利\n      增至{{ patents.multiple | times }}，\n      见KOTO Patent"
    text = f"sections:\n  - id: one\n    title: >-\n      {folded}\n"
    assert plain(composed(text, tmp_path).sections[0].title) == "专利增至5.5倍，见KOTO Patent"


def test_names_and_units_are_those_of_the_language_and_lines_have_its_marks(tmp_path: Path) -> None:
    text = (
        "sections:\n  - id: one\n    title: 上海升到第二\n    subtitle: auto\n"
        "    expect: rank.of('Shanghai').last == 2\n"
        "    chart: {kind: bump, series: [rank], entities: [Belling, Shanghai], highlight: Belling}\n"
        "    note: 名次越小越好\n"
    )
    document = composed(text, tmp_path)
    section = document.sections[0]
    drawn = section.blocks[0]
    assert isinstance(drawn, Chart)
    assert [plain(series.name) for series in drawn.series] == ["贝林", "上海"]
    assert plain(section.subtitle) == "科研排名，2014—2023年"
    assert plain(section.source_line) == "资料来源：KOTO Patent，2024年7月17日。"
    assert plain(section.note_line).startswith("注：名次越小越好。")
    assert document.edition.entity == "贝林"
    assert not document.findings


def test_what_has_no_chinese_name_stands_in_english_and_is_told(tmp_path: Path) -> None:
    text = "sections:\n  - id: one\n    title: 企业\n    subtitle: auto\n    chart: {kind: columns, series: [firms]}\n"
    document = composed(text, tmp_path, dataset())
    assert plain(document.sections[0].subtitle) == "New firms，Belling，2014—2023年"
    assert all(finding.severity == "warning" for finding in document.findings)
    assert {finding.what.partition(" stands")[0] for finding in document.findings} == {
        "'New firms'",
        "'Belling'",
    }


@pytest.mark.parametrize(
    ("title", "expect"),
    [
        ("专利增至五倍", "patents.multiple >= 5"),
        ("专利增至 五 倍", "patents.multiple >= 5"),
        ("企业翻番", "firms.multiple > 2"),
        ("位居第一", "rank.last == 1"),
        ("贝林居首", "rank.last == 1"),
        ("四家企业", "count(firms.last > 0, patents.last > 0, rank.last == 1, enterprises.last > 0) == 4"),
        ("不到一半", "enterprises.at(2014) / enterprises.last < 0.5"),
    ],
)
def test_a_number_word_needs_an_expectation_of_its_number_in_chinese_too(
    title: str, expect: str, tmp_path: Path
) -> None:
    assert "claims a number that nothing tests" in faults(title, tmp_path)[0]
    text = f"sections:\n  - id: one\n    title: {title}\n    expect: "
    assert composed(text + f'"{expect}"\n', tmp_path).sections[0].title
    with pytest.raises(BriefingError, match="claims a number that nothing tests"):
        composed(text + "patents.multiple > 1.5\n", tmp_path)


@pytest.mark.parametrize(
    ("title", "token"), [("增至5.5倍", "5.5"), ("２８３００家", "28300"), ("二〇二三年", "0"), ("㈤项", "0")]
)
def test_a_typed_numeral_is_found_beside_chinese_words(title: str, token: str, tmp_path: Path) -> None:
    assert any(f"'{token}" in what for what in faults(title, tmp_path))


def test_the_fix_of_a_typed_number_is_the_expression_that_prints_it(tmp_path: Path) -> None:
    path = tmp_path / "story.zh.yaml"
    path.write_text("sections:\n  - id: one\n    title: 高企2.83万家\n", encoding="utf-8")
    with pytest.raises(BriefingError) as caught:
        compose(Project(tmp_path, edition(), data(), {"zh": path}, tmp_path / "ink.toml"), story(path), "zh")
    assert "{{ enterprises.last | value }}" in caught.value.findings[0].fix


@given(st.text(alphabet="首都四川三亚贝林半导体一个统一首尔百姓十分重要，。", max_size=4))
def test_checking_keeps_every_character_of_a_chinese_text(text: str) -> None:
    assert plain(RULE.check(RULE.read((Run(text),)), tested=lambda _: False)[0]) == text


@given(
    st.sampled_from("两二三四五六七八九十"),
    st.sampled_from("个项家件年倍成"),
    st.text(alphabet="贝林专利的，", max_size=6),
)
def test_a_numeral_with_its_measure_word_claims_wherever_it_stands(numeral: str, measure: str, around: str) -> None:
    offences = RULE.check(RULE.read((Run(around + numeral + measure + "，" + around),)), tested=lambda _: False)[1]
    assert [offence.token for offence in offences] == [numeral + measure]


@pytest.mark.parametrize(
    ("source", "printed", "bold"),
    [
        ("**趋于平稳。**企业数", "趋于平稳。企业数", "趋于平稳。"),
        ("专利**（有效）**增长", "专利（有效）增长", "（有效）"),
        ("**变化：**{{ patents.last }}件，**意义：**许可", "变化：262.9件，意义：许可", "变化：意义："),
        ("**变化**企业，**意义**许可", "变化企业，意义许可", "变化意义"),
    ],
)
def test_bold_words_may_end_in_a_mark_though_no_space_follows(
    source: str, printed: str, bold: str, tmp_path: Path
) -> None:
    text = composed(f"sections:\n  - id: one\n    title: {source!r}\n", tmp_path).sections[0].title
    assert plain(text) == printed
    assert "".join(run.text for run in text if run.bold) == bold


@pytest.mark.parametrize(
    ("unit", "units", "missing"),
    [
        ("%", {"zh": "%"}, False),
        ("%", {}, False),
        ("ha", {"zh": "ha"}, False),
        ("ha", {}, True),
        ("ha", {"zh": "公顷"}, False),
    ],
)
def test_a_unit_that_is_the_same_in_both_languages_is_missed_in_none(
    unit: str, units: dict[str, str], missing: bool, tmp_path: Path
) -> None:
    given = data()
    changed = replace(given.indicators["firms"], unit=unit, units=units)
    rows = tuple(replace(row, unit=unit) if row.indicator == "firms" else row for row in given.observations)
    made = replace(given, indicators={**given.indicators, "firms": changed}, observations=rows)
    text = "sections:\n  - id: one\n    title: 企业\n    subtitle: auto\n    chart: {kind: columns, series: [firms]}\n"
    told = [found.what for found in composed(text, tmp_path, made).findings]
    assert any(repr(unit) in what for what in told) == missing
