"""Sentences about the regions of a country: what is refused in them, and fixes that make them true."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.compose import compose
from briefing.model.dataset import Milestone
from briefing.read import story
from tests.compose.regions import fixes, project, refused

GAP = "jobless.of('Northmark').minus(jobless)"


@pytest.mark.parametrize(("lang", "before", "pair"), [("en", "Northmark is ", "above"), ("zh", "北境", "高")])
def test_how_far_two_places_are_apart_is_offered_as_a_comparison_and_not_as_a_movement(
    tmp_path: Path, lang: str, before: str, pair: str
) -> None:
    (fix,) = fixes(f"{before}{{{{ {GAP} | unit }}}}", tmp_path, lang)
    assert fix.startswith(f"write {{{{ {GAP} | compared('{pair}') }}}} in place of words and number, or ")
    assert "moved" not in fix
    assert refused([(f"{before}{{{{ {GAP} | compared('{pair}') }}}}", "")], tmp_path, lang) == [[]]


@pytest.mark.parametrize("filter_", ["moved", "moves", "up", "movement"])
def test_no_filter_of_movement_prints_how_far_two_places_are_apart(tmp_path: Path, filter_: str) -> None:
    ((finding,),) = refused([(f"Northmark {{{{ {GAP} | {filter_} }}}}", "")], tmp_path)
    assert f"{filter_} does not fit {GAP}" in finding.what
    assert finding.fix.endswith("compared")


MEAN = "jobless.mean_of('all').last"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", f"The regions had {{{{ {MEAN} | unit }}}} on average in 2025"),
        ("zh", f"各地区2025年平均为{{{{ {MEAN} | unit }}}}"),
    ],
)
def test_beside_a_value_of_a_quarter_the_fix_of_a_typed_year_prints_the_quarter(
    tmp_path: Path, lang: str, text: str
) -> None:
    period = f"{{{{ {MEAN} | period }}}}"
    assert fixes(text, tmp_path, lang) == [f"write {period}, as {MEAN} is of a part of 2025 alone"]
    assert refused([(text.replace("2025年" if lang == "zh" else "2025", period), "")], tmp_path, lang) == [[]]


OF_PART = [
    ("en", f"The regions had {{{{ {MEAN} | unit }}}} on average in {{{{ {MEAN} | period(only='year') }}}}", MEAN),
    ("en", "The rate was {{ jobless.at('2024-Q3') | unit }} in 2024", "jobless.at('2024-Q3')"),
    ("en", "In 2024 the rate was {{ jobless.at('2024-Q3') | unit }}", "jobless.at('2024-Q3')"),
    ("zh", "2024年失业率为{{ jobless.at('2024-Q3') | unit }}", "jobless.at('2024-Q3')"),
]


@pytest.mark.parametrize(("lang", "text", "fact"), OF_PART)
def test_a_value_of_a_quarter_is_none_of_the_year_that_stands_with_it(
    tmp_path: Path, lang: str, text: str, fact: str
) -> None:
    ((finding,),) = refused([(text, "")], tmp_path, lang)
    assert f" stands with {fact}, which is of " in finding.what
    assert " alone" in finding.what
    assert finding.fix == f"write {{{{ {fact} | period }}}} for the quarter of this value"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "At the end of 2024 the rate was {{ jobless.at('2024-Q4') | unit }}"),
        ("en", "The rate was {{ jobless.at('2024-Q3') | unit }} in the third quarter of 2024"),
        ("en", "It peaked in 2023, at {{ jobless.at('2023-Q1') | unit }}"),
        ("zh", "2024年末失业率为{{ jobless.at('2024-Q4') | unit }}"),
        ("zh", "2024年第三季度失业率为{{ jobless.at('2024-Q3') | unit }}"),
    ],
)
def test_a_value_of_a_quarter_may_stand_with_words_of_a_part_of_its_year(tmp_path: Path, lang: str, text: str) -> None:
    assert refused([(text, "")], tmp_path, lang) == [[]]


BELOW = "jobless.places('below', 4) == 1"
ONLY = f"{BELOW} and jobless.of('Westhaven').last < 4"


@pytest.mark.parametrize(
    ("lang", "text", "expect"),
    [
        ("en", "One region is below 4%", BELOW),
        ("en", "Only Westhaven is below 4%", ONLY),
        ("en", "Three regions have more than 4%", "jobless.places('above', 4) == 3"),
        ("en", "The rate is below 5%", "jobless.last < 5"),
        ("zh", "低于4%的地区有{{ jobless.places('below', 4) | value }}个", ""),
        ("zh", "只有西港低于4%", ONLY),
        ("zh", "失业率在5%以下", "jobless.last < 5"),
    ],
)
def test_a_level_that_the_text_is_held_against_may_be_typed(tmp_path: Path, lang: str, text: str, expect: str) -> None:
    assert refused([(text, expect)], tmp_path, lang) == [[]]


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("One region is below 4%", "jobless.last < 5"),
        ("The rate is below 5%", "jobless.of('Westhaven').last < 5"),  # of another place
        ("Lakeland is below 4%", BELOW),  # which it is not
        ("The rate is above 5%", "jobless.last < 5"),
        ("The rate is not below 4%", "jobless.last > 4"),
        ("The rate is 5%", "jobless.last < 5"),
        ("The rate is below 5 points", "jobless.last < 5"),
        ("The rate is below 1,5%", "jobless.last < 15"),
        ("The rate is below 5.0.1", "jobless.last < 5"),
    ],
)
def test_no_other_typed_level_is_let_through(tmp_path: Path, text: str, expect: str) -> None:
    (found,) = refused([(text, expect)], tmp_path)
    assert any(finding.what.endswith(f" is typed into the text: {text!r}") for finding in found)


@pytest.mark.parametrize(("lang", "text"), [("en", "Only Lakeland is below 4%"), ("zh", "只有湖区低于4%")])
def test_the_only_place_of_a_count_needs_a_comparison_of_its_own(tmp_path: Path, lang: str, text: str) -> None:
    *_, fix = fixes(text, tmp_path, lang, BELOW)
    claim = "jobless.of('Lakeland').last < 4"
    assert fix.startswith(f"give the text an `expect` of that place too, as `{claim}`; it is not true now")


@pytest.mark.parametrize(
    ("lang", "text", "expression"),
    [
        ("en", "Eastvale had 6.5%", "jobless.of('Eastvale').last"),
        ("en", "Eastvale had 6.6%", "jobless.of('Eastvale').at('2025-Q3')"),
        ("zh", "东谷为6.5%", "jobless.of('Eastvale').last"),
    ],
)
def test_a_typed_number_of_a_place_that_the_text_names_is_printed_from_that_place(
    tmp_path: Path, lang: str, text: str, expression: str
) -> None:
    assert fixes(text, tmp_path, lang) == [f"write {{{{ {expression} | full }}}}"]


def test_a_typed_number_is_sooner_the_newest_of_a_place_than_an_old_one_of_the_country(tmp_path: Path) -> None:
    newest = "jobless.of('Northmark').last"  # as was the country's value of Q2 2023
    (fix,) = fixes("Unemployment rate: {{ jobless.last | unit }}, and 5.7% where it is most", tmp_path)
    assert fix.startswith(f"if it is {newest}, write {{{{ {newest} | full }}}}; else print it from a fact")


def test_the_warning_of_a_place_without_a_name_says_how_its_table_begins(tmp_path: Path) -> None:
    path = tmp_path / "story.zh.yaml"
    chart = "{kind: bar, series: [jobless], entities: all}"
    path.write_text(f"sections:\n  - {{id: one, title: 失业率, subtitle: auto, chart: {chart}}}\n", "utf-8")
    known = project(tmp_path, path, "zh")
    bare = replace(known, dataset=replace(known.dataset, places={}))
    warned = [one for one in compose(bare, story(path), "zh").findings if "stands in English" in one.what]
    assert {one.fix for one in warned} == {"add it in zh, in a file that begins with the line id,name_en,name_zh"}
    assert not [one for one in compose(known, story(path), "zh").findings if "stands in English" in one.what]


def test_a_name_in_chinese_alone_or_none_is_a_warning_of_an_edition_in_english(tmp_path: Path) -> None:
    path = tmp_path / "story.en.yaml"
    path.write_text(
        "sections:\n  - {id: one, title: Work, subtitle: auto, chart: {kind: line, series: [jobless]}}\n"
        "  - {id: two, title: Events, milestones: [{date: '2020'}]}\n", "utf-8",
    )  # fmt: skip
    made = project(tmp_path, path, "en")
    source = next(iter(made.dataset.sources))
    known = replace(made, dataset=replace(made.dataset, milestones=(Milestone("2020", "New rules", source),)))
    before = compose(known, story(path), "en").findings
    indicators = {
        key: replace(one, names={"zh": "失业率"}) if key == "jobless" else one
        for key, one in known.dataset.indicators.items()
    }
    events = (Milestone("2020", "新规", source),)
    bare = replace(known, dataset=replace(known.dataset, indicators=indicators, milestones=events))
    after = [one for one in compose(bare, story(path), "en").findings if one not in before]
    assert [(one.what, one.fix) for one in after if "新规" in one.what] == [
        ("'新规' stands in Chinese in the en edition", "write `text:` at the milestone of 2020 in story.en.yaml")
    ]
    (named,) = (one for one in after if "has no name in en" in one.what)
    assert named.where == "indicators.csv, column name"
