"""A superlative of the data is tested by its text, or doubted with a true expectation; ordinary words are not."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.compose import compose
from briefing.errors import Finding
from briefing.read import story
from tests.compose.cities import quoted
from tests.compose.norland import composed, project

DOUBTED = [
    ("Jobs are at their highest, {{ jobs.last }} thousand.", "jobs.last == jobs.highest"),
    ("Unemployment is at its lowest since 2018: {{ unemp.last }}.", "unemp.last == unemp.between(2018, 2023).lowest"),
    ("Output was weakest in 2020, at {{ gdp.at(2020) }}.", "gdp.at(2020) == gdp.lowest"),
    ("Output growth was {{ gdp.last }}, the weakest since 2020.", "gdp.last == gdp.between(2021, 2023).lowest"),
    ("Jobs are at a record high: {{ jobs.last }} thousand.", "jobs.last == jobs.highest"),
    ("More than in any other year were employed, {{ jobs.last }} thousand.", "jobs.last == jobs.highest"),
    ("Exports were never before so low: {{ exports.last }}.", "exports.last == exports.lowest"),
    ("The number of jobs has never been higher.", "jobs.last == jobs.highest"),
    (
        "Not since 2018 were there so many jobs, {{ jobs.last }} thousand.",
        "jobs.last == jobs.between(2018, 2023).highest",
    ),
    ("Dale has the most jobs: {{ jobs.of('Dale').last }} thousand.", "jobs.of('Dale').rank(best='highest') == 1"),
    ("The loss of {{ balance.at(2020) }} was the largest.", "balance.at(2020) == balance.lowest"),
    ("{{ balance.at(2020) }} million euros: the largest deficit.", "balance.at(2020) == balance.lowest"),
    ("The deficit of {{ balance.at(2020) }} was the deepest.", "balance.at(2020) == balance.lowest"),
    ("The field of jobs is its widest yet, {{ jobs.last }} thousand.", "jobs.last == jobs.highest"),
    ("Solar power was highest in {{ solar.last | year }}: {{ solar.last | full }}.", "solar.last == solar.highest"),
    ("{{ jobs.last | year }} was the best and the strongest year for jobs.", "jobs.last == jobs.highest"),
    ("Emissions, {{ co2.last | full }}, are at an all-time low.", "co2.last == co2.lowest"),
]
DOUBTED_ZH = [
    ("就业岗位创历史新高，{{ jobs.last }}千个。", "jobs.last == jobs.highest"),
    ("失业率{{ unemp.last }}，为历年最低。", "unemp.last == unemp.lowest"),
    ("2020年产出最低，{{ gdp.at(2020) }}。", "gdp.at(2020) == gdp.lowest"),
    ("戴尔是岗位最多的城市，{{ jobs.of('Dale').last }}千个。", "jobs.of('Dale').rank(best='highest') == 1"),
    ("光伏发电量高于以往任何一年：{{ solar.last }}。", "solar.last == solar.highest"),
]
ORDINARY = [
    "At most {{ jobs.last }} thousand jobs are new.",
    "The latest value is {{ jobs.last }}.",
    "The largest towns have {{ jobs.sum_of('Alder', 'Dale').last }} thousand jobs.",
    "The most recent count has {{ jobs.last }} thousand jobs.",
    "One of the largest towns has {{ jobs.last }} thousand jobs.",
    "Jobs number at least {{ jobs.first }} thousand in every year.",
    "Our record of jobs ends with {{ jobs.last }} thousand.",
    "The office recorded {{ jobs.last }} thousand jobs.",
    "Bars run from highest to lowest; Alder has {{ jobs.last }}.",
    "Fast growth of jobs, {{ jobs.percent | signed }}, needs more housing.",
    "Jobs, {{ jobs.last }} thousand, went to the next largest town.",
    "Firms mostly publish no wages; ours are {{ wages.last }} euros a month.",
    "The highest-paid people are not in the average wage of {{ wages.last }}.",
    "More firms than planned came, for {{ jobs.last }} thousand jobs.",
    "Jobs are not the highest of all: {{ jobs.last }}.",
    "No town whose jobs are fewest was left out of {{ jobs.last }}.",
    "What matters most is {{ jobs.last }} thousand jobs.",
    "The port is the largest employer in town.",
    "Does {{ jobs.last }} count the lowest-paid?",
    "Alder is {{ place.last | ordinal }} of the towns, Dale the highest.",
    "The peak came in {{ jobs.highest | year }}, the highest of all years at {{ jobs.highest }}.",
    "We ask firms which job is the hardest to fill.",
    "The best reading of {{ jobs.last }} is a cautious one.",
    "The lowest-income towns gained jobs, {{ jobs.change | signed }}.",
    "Alder has the most to gain from {{ jobs.last }} thousand jobs.",
    "Its largest share goes abroad, {{ exports.last }} million euros.",
    "The town with the highest number is shown in blue; Alder has {{ jobs.last }}.",
    "Readers ask for more than {{ jobs.last }} thousand.",
]
ORDINARY_ZH = [
    "最新数据为{{ jobs.last }}千个岗位。",
    "最低工资不计入{{ wages.last }}欧元的平均工资。",
    "最多可容纳{{ jobs.last }}千人。",
    "两个最大的城市共有{{ jobs.sum_of('Alder', 'Dale').last }}千个岗位。",
    "由高到低排列，最后为{{ jobs.of('Elm').last }}千个。",
    "是全国最大的城市之一，有{{ jobs.last }}千个岗位。",
    "岗位至少为{{ jobs.first }}千个。",
]


def doubts(text: str, folder: Path, lang: str = "en", expect: str = "") -> list[Finding]:
    """A sentence with its expectation → the doubts about its superlatives."""
    lines = ["sections:", "  - id: s", f"    title: {'Facts' if lang == 'en' else '事实'}", "    points:"]
    lines += [f"      - text: {quoted(text)}", *([f"        expect: {quoted(expect)}"] if expect else [])]
    found = composed("\n".join(lines) + "\n", folder, lang).findings
    return [one for one in found if "first place" in one.what or "a record that ends" in one.what]


@pytest.mark.parametrize(
    ("text", "like", "lang"), [(*one, "en") for one in DOUBTED] + [(*one, "zh") for one in DOUBTED_ZH]
)
def test_a_superlative_that_nothing_tests_is_doubted_until_its_fix_is_followed(
    text: str, like: str, lang: str, tmp_path: Path
) -> None:
    (one,) = doubts(text, tmp_path, lang)
    assert one.severity == "warning"
    assert one.where == f"story.{lang}.yaml, line 5"
    found = re.search(r"`expect`, as `(.+)`$", one.fix)
    assert found is not None, one.fix
    assert found[1].startswith(like)
    assert doubts(text, tmp_path, lang, found[1]) == []


@pytest.mark.parametrize(("text", "lang"), [(one, "en") for one in ORDINARY] + [(one, "zh") for one in ORDINARY_ZH])
def test_an_ordinary_word_is_no_superlative_of_the_data(text: str, lang: str, tmp_path: Path) -> None:
    assert doubts(text, tmp_path, lang) == []


@pytest.mark.parametrize(
    "expect",
    [
        "jobs.of('Dale').rank() == 1",
        "jobs.of('Dale').last > jobs.last and jobs.of('Dale').last > jobs.of('Birch').last",
        "jobs.places('above', 290) == 1",
        "jobs.of('Dale').last == jobs.of('Dale').highest",
        "jobs.of('Dale').first_above(290) == 2023",
    ],
)
def test_what_tells_one_from_others_bears_a_superlative_out(expect: str, tmp_path: Path) -> None:
    assert doubts("Dale has the most jobs: {{ jobs.of('Dale').last }} thousand.", tmp_path, expect=expect) == []


def test_an_expectation_of_a_number_alone_bears_none_out(tmp_path: Path) -> None:
    text = "Dale has the most jobs: {{ jobs.of('Dale').last }} thousand."
    assert len(doubts(text, tmp_path, expect="jobs.of('Dale').last > 100")) == 1


def test_a_superlative_that_is_not_so_is_named(tmp_path: Path) -> None:
    (one,) = doubts("Jobs in Alder, {{ jobs.at(2020) }} thousand, were the highest.", tmp_path)
    assert "`jobs.at(2020) == jobs.highest`" in one.fix
    assert "none is true now" in one.fix


def stale(text: str, expect: str, folder: Path) -> list[Finding]:
    """A sentence in an edition of November 2026, whose data end in 2023 → what is doubted."""
    path = folder / "story.en.yaml"
    lines = ["sections:", "  - id: s", "    title: Facts", "    points:"]
    lines += [f"      - text: {quoted(text)}", f"        expect: {quoted(expect)}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = project(folder, path, "en")
    made = replace(made, edition=replace(made.edition, as_of=dt.date(2026, 11, 27)))
    return [one for one in compose(made, story(path), "en").findings if "a record that ends" in one.what]


def test_a_record_that_ends_years_before_the_edition_says_where_it_ends(tmp_path: Path) -> None:
    text = "Jobs are at a record high%s: {{ jobs.last }} thousand."
    (one,) = stale(text % "", "jobs.last == jobs.highest", tmp_path)
    assert one.what.startswith("'a record high' is said of a record that ends in 2023, in an edition of 2026")
    assert one.fix == "say where it ends, as 'to {{ jobs.last | year }}'"
    assert stale(text % " of the years to {{ jobs.last | year }}", "jobs.last == jobs.highest", tmp_path) == []


def test_a_record_of_an_edition_of_its_own_time_is_left_alone(tmp_path: Path) -> None:
    text = "Jobs are at a record high: {{ jobs.last }} thousand."
    assert doubts(text, tmp_path, expect="jobs.last == jobs.highest") == []
    assert stale("Jobs are at their highest since 2018: {{ jobs.last }}.", "jobs.last == jobs.highest", tmp_path) == []


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Cedar came {{ unemp.of('Cedar').rank(best='highest') | ordinal }} by unemployment.", 1),
        ("Cedar came {{ unemp.of('Cedar').rank(2021, best='highest') | ordinal }} by unemployment in 2021.", 1),
        ("Cedar came {{ unemp.of('Cedar').rank() | ordinal }} by unemployment.", 0),
        ("Cedar came {{ jobs.of('Cedar').rank(best='highest') | ordinal }} by jobs.", 0),
        ("Of all unemployment, Cedar’s has place {{ unemp.of('Cedar').rank(best='highest') }} from the highest.", 0),
        ("Cedar came {{ births.of('Cedar').rank(best='highest') | ordinal }} by births.", 0),
    ],
)
def test_a_place_that_counts_from_the_worst_is_doubted_where_no_superlative_says_so(
    text: str, doubts: int, tmp_path: Path
) -> None:
    lines = f"sections:\n  - id: s\n    title: Facts\n    points:\n      - {quoted(text)}\n"
    found = [one for one in composed(lines, tmp_path).findings if "counts from the worst" in one.what]
    assert len(found) == doubts
    assert all("{{ unemp.of('Cedar').rank(" in one.fix for one in found)
