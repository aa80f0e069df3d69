"""Each mismatch of briefing.toml is reported with its line; nothing outside the project is read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import briefing.read
from briefing.facts import FactRegistry
from briefing.model.period import Period
from tests.read.small import change, messages

WRONG = {
    "slug": ('slug = "town"', 'slug = "../town"', "line 2, edition.slug: '../town' has not the right form"),
    "device": ('slug = "town"', 'slug = "nul"', "line 2, edition.slug: 'nul' is a name that Windows keeps"),
    "missing title": ('title = "A town"', "", "line 1, edition.title: 'title' is missing\n  fix: add title"),
    "titles by language": (
        '"A town"',
        '{ en = "A town", zh = "小镇" }',
        "is not text\n  fix: write one text here, and in the story of each other language a line `title: …`",
    ),
    "number as title": ('"A town"', "7", "line 3, edition.title: 7 is not text\n  fix: put it in quotation marks"),
    "entity": (
        'entity = "Town"', 'entity = "Twon"',
        "line 4, edition.entity: the entity 'Twon' has no observations\n  fix: did you mean 'Town'?",
    ),
    "period": ("[2020, 2022]", "[2022, 2020]", "line 5, edition.period: 2022 to 2020 is no period"),
    "as-of date": ("2023-12-31", '"soon"', "line 6, edition.as_of: 'soon' is not a date"),
    "unknown key": ("as_of", "as_off", "line 6, edition.as_off: the key 'as_off' is unknown"),
    "unknown table": ("[facts]", "[fact]", "line 8, fact: the key 'fact' is unknown\n  fix: did you mean 'facts'?"),
    "indicator": (
        '"trees" }', '"tree" }',
        "line 9, facts.trees: the indicator 'tree' is unknown\n  fix: did you mean 'trees'?",
    ),
    "place": (
        '"trees" }', '"trees", entity = "City" }',
        "line 9, facts.trees: trees has no observations of 'City'\n  fix: entities: Town",
    ),
    "series": (
        '"trees" }', '"trees", series = "oficial" }',
        "line 9, facts.trees: trees of Town has no series 'oficial'\n  fix: did you mean 'official'?",
    ),
    "short name": ("trees = {", "Trees = {", "line 9, facts.Trees"),
    "kept name": ("trees = {", "not = {", "line 9, facts.not"),
    "both": (
        '"trees" }', '"trees", ratio = ["trees", "trees"] }',
        "line 9, facts.trees: a short name is an indicator or a ratio\n  fix: give one of the two",
    ),
    "ratio without unit": (
        '"trees" }', '"trees" }\nr = { ratio = ["trees", "trees"] }',
        "line 10, facts.r: a ratio has no unit or no name of its own\n  fix: give both",
    ),
    "difference with a unit": (
        '"trees" }', '"trees" }\nr = { difference = ["trees", "trees"], unit = "u" }',
        "line 10, facts.r: a difference is of two other short names, in their unit\n  fix: leave unit out",
    ),
    "difference of nothing": (
        '"trees" }', '"trees" }\nr = { difference = ["trees", "tree"] }',
        "line 10, facts.r: the difference r is made of 'tree', which is no short name with values of its own\n"
        "  fix: did you mean 'trees'?",
    ),
    "ratio of nothing": (
        '"trees" }', '"trees" }\nr = { ratio = ["trees", "tree"], unit = "u", name = "n" }',
        "line 10, facts.r: the ratio r is made of 'tree', which is no indicator's short name\n"
        "  fix: did you mean 'trees'?",
    ),
    "theme": ("[facts]", 'theme = "inc"\n[facts]', "there is no theme 'inc'\n  fix: did you mean 'ink'?"),
    "theme outside": ("[facts]", 'theme = "../ink.toml"\n[facts]', "'../ink.toml' is no file inside the project"),
    "page": ("[facts]", 'page = "a4"\n[facts]', "line 8, edition.page: 'a4' may not stand here"),
    "language": ("[facts]", 'languages = ["en", "zh"]\n[facts]', "edition.languages: the story of the language 'zh'"),
    "logo": ("[facts]", '[imprint]\nlogo = "logo.svg"\n[facts]', "imprint.logo: the logo 'logo.svg' is missing"),
    "logo's kind": ("[facts]", '[imprint]\nlogo = "story.en.yaml"\n[facts]', "'story.en.yaml' is no picture"),
    "logo outside": ("[facts]", '[imprint]\nlogo = "/etc/logo.svg"\n[facts]', "'/etc/logo.svg' is no file inside"),
    "unknown file": ("[facts]", '[tables.trees]\nfile = "x.csv"\n[facts]', "line 8, tables.trees"),
    "table outside": ("[facts]", '[tables.targets]\nfile = "../t.csv"\n[facts]', "'../t.csv' is no file inside"),
    "no TOML": ("[facts]", "[facts", "line 8: this is no TOML: "),
    "control character": ('"A town"', '"A\\u0007town"', "line 3, edition.title: the control character U+0007"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_is_reported_with_its_line(case: str, small: Path) -> None:
    old, new, finding = WRONG[case]
    change(small, "briefing.toml", old, new)
    found = messages(small)
    assert any(finding in text for text in found), found
    assert all(text.startswith("briefing.toml") for text in found)


def test_several_wrong_settings_are_reported_in_the_order_of_lines(small: Path) -> None:
    for case in ("page", "number as title", "slug"):
        change(small, "briefing.toml", *WRONG[case][:2])
    assert [text.partition(":")[0] for text in messages(small)] == [
        "briefing.toml, line 2, edition.slug",
        "briefing.toml, line 3, edition.title",
        "briefing.toml, line 8, edition.page",
    ]


def test_an_indicator_of_several_series_needs_a_choice(small: Path) -> None:
    with (small / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("trees,Town,2020,counted,90,trees,=,A,yes,PAPER,\n")
    assert messages(small) == [
        "briefing.toml, line 9, facts.trees: trees of Town has several series: counted, official\n"
        '  fix: choose one: series = "counted"'
    ]
    change(small, "briefing.toml", '"trees" }', '"trees", series = "official" }')
    assert briefing.read.project(small).edition.subjects["trees"].series == "official"


def test_a_short_name_may_have_a_target_before_its_first_value(small: Path) -> None:
    with (small / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write("parks,Parks,公园,parks,stock,up,0,Parks of the town\n")
    change(small, "briefing.toml", '"trees" }', '"trees" }\nparks = { indicator = "parks" }')
    assert messages(small) == [
        "briefing.toml, line 10, facts.parks: parks has no observations of 'Town'\n"
        "  fix: add its values, or leave the short name out"
    ]
    with (small / "targets.csv").open("a", encoding="utf-8") as file:
        file.write("parks,Town,2025,7,=,OFFICE,\n")
    project = briefing.read.project(small)
    aim = FactRegistry(project.dataset, project.edition).subject("parks").target(Period.year(2025))
    assert (aim.value, aim.unit) == (7, "parks")


def test_a_link_that_leads_out_of_the_project_is_refused(small: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id,kind,text,source_id\n", encoding="utf-8")
    (small / "statements.csv").unlink()
    (small / "statements.csv").symlink_to(tmp_path / "secret.csv")
    assert messages(small) == [
        "statements.csv: 'statements.csv' leads out of the project\n  fix: copy the file into the project's folder"
    ]


def test_a_folder_without_settings_is_no_project(tmp_path: Path) -> None:
    (finding,) = messages(tmp_path)
    assert finding.startswith(f"{tmp_path.as_posix()}: this folder is not a project; it has no briefing.toml")


def test_a_theme_and_a_logo_of_the_project_are_taken(small: Path) -> None:
    from briefing.assets import asset

    look = asset("themes/wine.toml").read_text(encoding="utf-8").replace('name = "wine"', 'name = "own"')
    (small / "own.toml").write_text(look, encoding="utf-8")
    (small / "logo.svg").write_text("<svg/>", encoding="utf-8")
    change(small, "briefing.toml", "[facts]", 'theme = "own.toml"\n[imprint]\nlogo = "logo.svg"\n[facts]')
    project = briefing.read.project(small)
    assert project.theme == small / "own.toml"
    assert project.edition.imprint.logo == str((small / "logo.svg").resolve())
    assert {"own.toml", "logo.svg"} <= set(project.dataset.inputs)
    assert briefing.read.project(small, theme="jade").theme.stem == "jade"


def test_a_second_story_is_found_without_being_listed(small: Path) -> None:
    (small / "story.zh.yaml").write_text("sections: []\n", encoding="utf-8")
    project = briefing.read.project(small)
    assert list(project.stories) == ["en", "zh"]
    assert project.edition.languages == ("en",)


def test_a_theme_with_a_mistake_is_reported_with_the_rest(small: Path) -> None:
    (small / "own.toml").write_text('name = "own"\n', encoding="utf-8")
    change(small, "briefing.toml", "[facts]", 'theme = "own.toml"\n[facts]')
    change(small, "observations.csv", "640.5", "wet")
    found = messages(small)
    assert found[0].startswith("observations.csv, line 6")
    assert "own.toml, light: 'light' is missing\n  fix: add light" in found


@pytest.mark.parametrize(
    ("day", "years"),
    [
        ("2023-02-28", [2020, 2021, 2022, 2022, 2022]),  # a month counts at its end
        ("2023-02-27", [2022, 2022]),
        ("2022-12-31", [2022, 2022]),  # a year counts at its end
    ],
)
def test_as_of_drops_what_was_published_later(day: str, years: list[int], small: Path) -> None:
    data = briefing.read.project(small, as_of=dt.date.fromisoformat(day)).dataset
    assert [item.period.notation for item in data.observations] == years
    assert len(data.sources) == 2
    assert [item.period.notation for item in data.targets] == ([2025] if len(years) == 5 else [])


def test_an_earlier_value_stands_in_for_a_preferred_one_that_came_later(small: Path) -> None:
    data = briefing.read.project(small, as_of=dt.date(2022, 12, 31)).dataset
    assert [(item.value, item.preferred) for item in data.observations] == [(151, True), (640.5, True)]


def test_earlier_values_that_differ_leave_the_year_without_a_value(small: Path) -> None:
    with (small / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("RADIO,Radio,Radio,News,,2022,x\n")
    with (small / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("trees,Town,2022,official,149,trees,=,A,,RADIO,\n")
        file.write("trees,Town,2021,official,119,trees,=,A,,RADIO,\n")
    project = briefing.read.project(small, as_of=dt.date(2022, 12, 31))
    trees = [item for item in project.dataset.observations if item.indicator == "trees"]
    assert [(item.value, item.preferred) for item in trees] == [(151, False), (149, False), (119, True)]
    assert FactRegistry(project.dataset, project.edition).subject("trees").periods == (Period.year(2021),)


def test_a_day_before_all_sources_is_reported(small: Path) -> None:
    change(small, "briefing.toml", "2023-12-31", "2019-12-31")
    assert messages(small) == [
        "briefing.toml, line 6, edition.as_of: no observation was published by 2019-12-31\n"
        "  fix: write as_of = 2023-02-28, the day of the newest source"
    ]


def test_without_a_day_all_sources_count(small: Path) -> None:
    change(small, "briefing.toml", "as_of = 2023-12-31\n", "")
    project = briefing.read.project(small)
    assert project.edition.as_of == dt.date(2023, 2, 28)
    assert len(project.dataset.observations) == 5
