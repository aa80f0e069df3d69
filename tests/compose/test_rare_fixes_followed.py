"""What the message on what few stories do proposes is accepted when it is followed: unusual expressions, nodes that
hold what they cannot, editions in other languages and of other places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing import read
from briefing.compose import compose
from briefing.compose.composition import draft
from briefing.compose.language.conditions import holds
from briefing.errors import Finding, StoryError
from tests.compose.sample import story_file
from tests.following import Case, answer, built, case, left, named, project, section, towns


def text(wrong: str, what: str, fix: str, *ways: str) -> Case:
    """A text that is the only point of a section."""
    node = "points:\n- |-\n  "
    return Case(node + wrong, what, fix, tuple(node + way for way in ways))


def condition(wrong: str, what: str, fix: str, *ways: str) -> Case:
    """A condition under which a sentence stands."""
    node = "points:\n- text: There are many visits\n  otherwise: There are few\n  when: |-\n    "
    return Case(node + wrong, what, fix, tuple(node + way for way in ways))


CLAIMS = " and ".join(["visits.last > 1"] * 5)
LOST = "delete it or write the sign that is meant"
LEVELS = "paragraph: |-\n  - a\n    - b\n      - c\n"
CASES = [
    text("Visits: " + "x" * 20_000, "characters is too long", "shorten it to <> characters", "Visits: many"),
    text("Visits: {{ visits.last # now }}", "`#` cannot stand in it", "write <>…<> outside of it",
         "Visits: {{ visits.last }}<0> now <1>"),
    text("Visits: {{ " + "x" * 100 + " }}", "has 100 signs or more", "write it with fewer",
         "Visits: {{ visits.last }}"),
    text("Visits: {{ visits.last | }}", "the expression cannot be read", "write {{ <>.fact | filter }}",
         "Visits: {{ visits.last | value }}"),
    text("Visits: " + "{{ visits.last }} " * 251, "prints too many expressions", "at most <> in one text",
         "Visits: " + "{{ visits.last }}, " * 250 + "no more"),
    text('Visits: {{ "\\u202e" }}', "U+202E stands in the text", LOST, "Visits: {{ visits.last }}"),
    condition("-" * 6000 + "visits.last > 1", "nested too deeply", "write it in fewer brackets", "-visits.last < 1"),
    condition(" + ".join(["visits.last"] * 900) + " > 1", "has too many steps", "split it into several",
              " + ".join(["visits.last"] * 9) + " > 1"),
    condition('visits.last > b"1"', "cannot hold `bytes`", "use facts, comparisons, …", "visits.last > 1"),
    condition("visits.last < 1e999", "too large", "write one below <>", "visits.last < <0>"),
    condition("visits.below_since(1e18) < 2030", "too large", "write one below <>", "visits.below_since(9e17) < 2030"),
    condition("visits.at(visits.last == 1) > 1", "is no argument of a fact", "give a period, a number, …",
              "visits.at(2014) > 1"),
    condition("visits.share_with(*birch) > 1", "`*` cannot stand in a call", "write the arguments out",
              "visits.share_with(birch) > 1"),
    case("title: ''\npoints: [A]", "the title is empty", "write the finding in a sentence",
         "title: 'There were {{ visits.last }} thousand visits'\npoints: [A]"),
    case("title: '{{ empty }}'\npoints: [A]", "the title prints nothing", "give its parameters words, or choose with …",
         "title: '{{ client }} has {{ visits.last }} thousand visits'\npoints: [A]"),
    case(f"{LEVELS}        - d\n", "a list on level 4", "at most <> levels", LEVELS),
    case("chart: {kind: bar, series: [visits, birch], names: {visits: {name: A}, birch: {name: A}}}", "both called 'A'",
         "write `<>: …` with what tells them apart",
         "chart: {kind: bar, series: [visits, birch], <0>: {birch: {name: B}}}"),
    case("chart: {kind: columns, series: [late, rooms], measure: index}", "have no year in common",
         "make a chart for each, or name series that share a year",
         "charts: [{kind: columns, series: [late], measure: index}, {kind: columns, series: [rooms], measure: index}]",
         "chart: {kind: columns, series: [far, rooms], measure: index}"),
    case("chart: {kind: bar, series: [visits, both], entities: all}", "have no place in common",
         "name series of the same places, or leave `entities` out", "chart: {kind: bar, series: [visits, both]}"),
    *[case(f"chart: {{kind: bar, series: [visits], entities: ['{wrong}', Elmby]}}", "is no place",
           "write `<>` for the edition's place, or name one",
           "chart: {kind: bar, series: [visits], entities: [<0>, Elmby]}",
           "chart: {kind: bar, series: [visits], entities: [Ashby, Elmby]}")
      for wrong in ("{{ visits.last }}", "{{ visits.entity }} x")],
    case("ranks: {places: 45, rows: [{name: Visits, rank: visits.last}]}", "`visits.last` is no rank",
         "write <> for the place among all places, or name an indicator that is a rank",
         "ranks: {places: 45, head: [Yardstick, Rank, Ahead], rows: [{name: Visits, rank: <0>}]}",
         "ranks: {places: 45, head: [Yardstick, Rank, Ahead], rows: [{name: Order, rank: order.last}]}"),
    case("chart: {kind: share, series: [plan, rooms], entities: [edition]}", "are of different years", "…",
         "chart: {kind: share, series: [plan, rooms], entities: [edition], period: [2014, 2018]}"),
    case("quote: {statement: fremd, retold: We will open all}", "is only known in de: Ada Penn",
         "name the speaker in en with `<>`", "quote: {statement: fremd, retold: We will open all, <0> Ada}"),
    case("quote: {statement: fremd, retold: '“We will open all”', speaker: Ada}", "holds quotation marks",
         "leave the marks out", "quote: {statement: fremd, retold: 'We will open all', speaker: Ada}"),
]  # fmt: skip


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.what)
def test_the_fix_of_what_few_stories_do_works_when_it_is_followed(one: Case, tmp_path: Path) -> None:
    ways = answer(one, tmp_path)
    assert [left(way, one, tmp_path) for way in ways] == [[] for _ in ways]


def test_all_that_fixes_lead_to_builds(tmp_path: Path) -> None:
    assert built([one for one in CASES if "x" * 99 not in one.wrong and "visits.last }} {{" not in one.wrong],
                 tmp_path / "towns", tmp_path) == []  # fmt: skip


def of_story(text: str, folder: Path, lang: str = "en") -> tuple[Finding, ...]:
    """A whole story → what is wrong with it."""
    return draft(project(), story_file(text, folder), lang)[1]


def test_a_format_is_of_a_short_name_that_the_message_names(tmp_path: Path) -> None:
    story = "formats: {{{}: {{scale: million}}}}\nsections:\n" + section("points: [A]")
    (finding,) = of_story(story.format("vists"), tmp_path)
    assert (finding.where, finding.what) == ("story.en.yaml, line 1", "unknown short name 'vists'")
    (key,) = named("did you mean <>?", finding.fix)
    assert of_story(story.format(key.strip("`'")), tmp_path) == ()
    with pytest.raises(StoryError, match="vists"):
        compose(project(), story_file(story.format("vists"), tmp_path), "en")


def test_one_part_has_to_stand(tmp_path: Path) -> None:
    story = "parts:\n- {{id: a, name: A, headline: A town, when: '{}'}}\nsections:\n"
    story += section("part: a\npoints: [A]")
    (finding,) = of_story(story.format("visits.last < 1"), tmp_path)
    assert finding.what.startswith("no part stands in this edition")
    named("let one of them stand in every edition", finding.fix)
    assert of_story(story.format("true"), tmp_path) == ()


ASIDES = {
    "one block": ("table: {head: [a, b], rows: [[c, d]]}, quote: {statement: words}",
                  "an aside holds one block at most", "make an aside for each",
                  ["table: {head: [a, b], rows: [[c, d]]}", "quote: {statement: words}"]),
    "one that fills itself": ("auto: contents, quote: {statement: words}", "an aside with `auto` fills itself",
                              "put what else it holds into another aside", ["auto: contents",
                                                                            "quote: {statement: words}"]),
}  # fmt: skip


@pytest.mark.parametrize("name", ASIDES)
def test_what_an_aside_cannot_hold_is_held_by_two(name: str, tmp_path: Path) -> None:
    wrong, what, fix, right = ASIDES[name]

    def story(*asides: str) -> str:
        nodes = ", ".join(f"{{title: Beside, {one}}}" for one in asides)
        part = f"parts:\n- {{id: a, name: A, headline: A town, aside: [{nodes}]}}\n"
        return f"{part}sections:\n" + section("part: a\npoints: [A]")

    (finding,) = of_story(story(wrong), tmp_path)
    assert what in finding.what
    named(fix, finding.fix)
    assert of_story(story(*right), tmp_path) == ()


def test_a_condition_of_a_rule_is_mended_as_its_message_says() -> None:
    with pytest.raises(StoryError) as caught:
        holds(project(), "vsits.last > 5", "dispatch.toml, line 3")
    (finding,) = caught.value.findings
    assert finding.where == "dispatch.toml, line 3"
    (key,) = named("did you mean <>? …", finding.fix)
    assert holds(project(), f"{key.strip('`')}.last > 5", "dispatch.toml, line 3")


ENTITIES = "id,name_en,name_zh\nAshby,Ashby,岸市\n"


def chinese(folder: Path, *lines: str, indicators: str = "") -> Path:
    """The project with a story in Chinese."""
    towns(folder)
    settings = (folder / "briefing.toml").read_text(encoding="utf-8")
    (folder / "briefing.toml").write_text(settings.replace('languages = ["en"]', 'languages = ["zh"]'), "utf-8")
    (folder / "entities.csv").write_text(ENTITIES, "utf-8")
    story = "title: 岸市\nsections:\n- id: a\n  title: 访问 {{ visits.last }}\n" + "".join(
        f"  {one}\n" for one in lines
    )
    (folder / "story.zh.yaml").write_text(story, "utf-8")
    return folder


def drafted(folder: Path) -> tuple[Finding, ...]:
    """A project → the faults and the warnings of its Chinese story."""
    told = read.project(folder)
    document, faults = draft(told, read.story(told.stories["zh"]), "zh")
    return (*faults, *document.findings)


def test_a_name_is_compared_as_the_dataset_has_it(tmp_path: Path) -> None:
    wrong = "points: [{{text: 访问很多, when: 'visits.entity == \"{}\"'}}]"
    (finding,) = [one for one in drafted(chinese(tmp_path / "wrong", wrong.format("岸市"))) if "compares" in one.what]
    assert finding.where.startswith("story.zh.yaml, line ")
    (name,) = named("write '<>', as the dataset has it", finding.fix)
    left = drafted(chinese(tmp_path / "right", wrong.format(name)))
    assert [one for one in left if one.severity == "error"] == []


def test_words_that_stand_in_english_are_added_where_the_message_says(tmp_path: Path) -> None:
    folder = chinese(tmp_path / "towns", "chart: {kind: line, series: [visits]}", "subtitle: auto")
    (finding,) = [one for one in drafted(folder) if one.what.startswith("'thousand visits' stands in English")]
    assert finding.severity == "warning"
    file, column = named("<>, column <>", finding.where)
    (lang,) = named("add it in <>", finding.fix)
    path = folder / file
    lines = path.read_text(encoding="utf-8").splitlines()
    added = [f"{lines[0]},{column}_{lang}", *(f"{one},{'千人次' if 'thousand' in one else ''}" for one in lines[1:])]
    path.write_text("\n".join(added) + "\n", "utf-8")
    assert [one for one in drafted(folder) if "thousand visits" in one.what] == []


def test_a_source_without_a_date_has_one_once_it_is_given(tmp_path: Path) -> None:
    folder = chinese(tmp_path / "towns")
    sources = folder / "sources.csv"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace("2024-03", ""), "utf-8")
    (finding,) = [one for one in drafted(folder) if one.where == "sources.csv, DESK"]
    assert "has no date" in finding.what
    dated, read_on = named("give `<>`, or `<>`, the day on which it was read", finding.fix)
    assert dated in text.partition("\n")[0]
    lines = sources.read_text(encoding="utf-8").splitlines()
    sources.write_text("\n".join([f"{lines[0]},{read_on}", f"{lines[1]},2024-05-01", f"{lines[2]},"]) + "\n", "utf-8")
    assert [one for one in drafted(folder) if "has no date" in one.what] == []
    sources.write_text(text, "utf-8")
    assert [one for one in drafted(folder) if "has no date" in one.what] == []


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_the_project_s_own_place_is_printed_as_the_message_says(severity: str, tmp_path: Path) -> None:
    folder = towns(tmp_path / "towns")

    def of_another(words: str) -> list[Finding]:
        title = words if severity == "error" else "Visits: {{ visits.last }}"
        point = "A" if severity == "error" else words
        story = f"sections:\n- id: a\n  title: '{title}'\n  points: ['{point}']\n"
        (folder / "story.en.yaml").write_text(story, "utf-8")
        settings = (folder / "briefing.toml").read_text(encoding="utf-8")
        settings = re.sub(r"(?s)\[facts\].*\[para", '[facts]\nvisits = { indicator = "visits" }\n[para', settings)
        (folder / "briefing.toml").write_text(settings.replace('"Libraries of Ashby"', '"Libraries"'), "utf-8")
        told = read.project(folder, entity="Birchby")
        document, faults = draft(told, read.story(told.stories["en"]), "en")
        return [one for one in (*faults, *document.findings) if "is typed into the edition" in one.what]

    (finding,) = of_another("Visits to Ashby: {{ visits.last }}")
    assert finding.severity == severity
    own, other = named("write <> for the edition's place, or print Ashby, as <>", finding.fix)
    assert of_another(f"Visits to {own}: {{{{ visits.last }}}}") == []
    printed = other.replace("KEY", "visits").replace("'", "''")
    assert of_another(f"Visits to {printed}: {{{{ visits.of(''Ashby'').last }}}}") == []
