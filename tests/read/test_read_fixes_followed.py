"""What the message on a table, on briefing.toml or on a story's form proposes is read when it is followed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from msgspec import Struct

from briefing import read
from briefing.errors import BriefingError, Finding
from tests.following import followed, towns

STORY = "sections:\n- id: a\n  title: Hello\n  chart: {kind: bar, series: [visits]}\n"
VISITS, SOURCE = "visits,Ashby,2014,52.0,=,DESK", "2024-03,Yearbook,https://desk.example/yearbook"
IN_2014, READ = "visits,Ashby,2014,", 'languages = ["en"]'
FACT, RATIO = 'visits = { indicator = "visits" }', 'each = { ratio = ["visits", "staff"]'
PLACES = 'both = { indicator = "visits", places = ["Ashby", "Elmby"], combine = "sum"'
HEAD = "  title: Hello\n"


class Case(Struct, frozen=True):
    """What stands in a file, what is put in its place, what the message says, its fix, and what follows it."""

    file: str
    right: str
    wrong: str
    what: str
    fix: str
    ways: tuple[str, ...]


def case(file: str, right: str, wrong: str, message: tuple[str, str], *ways: str) -> Case:
    """The same with its ways one after the other."""
    return Case(file, right, wrong, *message, ways)


def table(name: str, right: str, wrong: str, message: tuple[str, str], *ways: str) -> Case:
    return case(f"{name}.csv", right, wrong, message, *ways)


def toml(right: str, wrong: str, message: tuple[str, str], *ways: str) -> Case:
    return case("briefing.toml", right, wrong, message, *ways)


def story(right: str, wrong: str, message: tuple[str, str], *ways: str) -> Case:
    return case("story.en.yaml", right, wrong, message, *ways)


UNKNOWN = "is none of the words that may stand here"
CASES = [
    table("observations", VISITS, IN_2014 + '"52,0",=,DESK', ("'52,0'", "write <>, …"), IN_2014 + "<0>,=,DESK"),
    table("observations", VISITS, IN_2014 + '"1.234,5",=,DESK', ("'1.234,5'", "write <>, …"), IN_2014 + "<0>,=,DESK"),
    table("observations", VISITS, IN_2014 + '"1,234.5",=,DESK', ("'1,234.5'", "write <>, …"), IN_2014 + "<0>,=,DESK"),
    table("observations", VISITS, IN_2014 + "(3.2),=,DESK", ("'(3.2)'", "write <>: …"), IN_2014 + "<0>,=,DESK"),
    table("observations", VISITS, IN_2014 + "52%,=,DESK", ("'52%'", "write <>: …"), IN_2014 + "<0>,=,DESK"),
    table("observations", VISITS, IN_2014 + "n/a,=,DESK", ("'n/a'", "leave the cell empty, or …"), IN_2014 + ",=,DESK"),
    table("observations", VISITS, "visits,Ashby,14,52.0,=,DESK", ("'14' is no period", "write <>, …"),
          "nought,Ashdale,<0>,52.0,=,DESK"),
    table("observations", VISITS, "vists,Ashby,2014,52.0,=,DESK", ("'vists' is unknown", "did you mean '<>'?"),
          "<0>,Ashby,2014,52.0,=,DESK"),
    table("observations", VISITS, "visits,,2014,52.0,=,DESK", ("the cell is empty", "fill it or delete the row"),
          VISITS, "visits,Elmtown,2014,52.0,=,DESK"),
    table("observations", VISITS, IN_2014 + "52.0,about,DESK", (UNKNOWN, "write one of: =, <>, …"),
          IN_2014 + "52.0,<0>,DESK"),
    table("observations", VISITS, IN_2014 + "52.0,=,DEKS", ("'DEKS' is unknown", "did you mean '<>'?"),
          IN_2014 + "52.0,=,<0>"),
    table("observations", VISITS, f"{VISITS}\n{IN_2014}53.0,=,DESK", ("in line 65 too", "delete one, or …"), VISITS),
    table("observations", VISITS, VISITS + ",and", ("the line has 7 cells, the head 6", "put quotation marks …"),
          VISITS.replace("DESK", '"DESK"')),
    table("observations", "qualifier,", "qualifer,", ("this column is unknown", "did you mean '<>'?"), "<0>,"),
    table("observations", "qualifier,", "value,", ("two columns are called 'value'", "rename or delete one"),
          "qualifier,"),
    table("indicators", "flow,up,1", "flow,upp,1", (UNKNOWN, "write one of: <>, …"), "flow,<0>,1"),
    table("indicators", "flow,up,1", "flow,up,9", ("'9' is no number of decimals", "write <> to <>"),
          "flow,up,<0>", "flow,up,<1>"),
    table("indicators", "name_en", "name", ("this column is unknown", "rename it to '<>', or …"), "<0>"),
    table("sources", SOURCE, SOURCE.replace("2024-03", "March 2024"), ("is not a date", "write <>, <> or <>"),
          SOURCE.replace("2024-03", "<0>"), SOURCE.replace("2024-03", "<1>"), SOURCE.replace("2024-03", "<2>")),
    table("sources", SOURCE, SOURCE.replace("https://", ""), ("is no address", "begin with <>, <> or mailto:"),
          SOURCE.replace("https://", "<0>"), SOURCE.replace("https://", "<1>")),
    table("breaks", "2018,2019,refuse", "2018,2019,refused", (UNKNOWN, "write one of: <>, <>"),
          "2018,2019,<0>", "2018,2019,<1>"),
    table("breaks", "2018,2019,refuse", "2019,2018,refuse", ("is not after", "give the years before and after …"),
          "2018,2019,refuse"),
    table("breaks", "Ashby,2018", "Asby,2018", ("'Asby' is unknown", "did you mean '<>'? Leave the cell empty …"),
          "<0>,2018", ",2018"),
    table("targets", "plan,Ashby,2025", "plan,Asby,2025", ("'Asby' is unknown", "did you mean '<>'?"),
          "plan,<0>,2025"),
    table("statements", "Ada Penn,en", "Ada Penn,english", ("is no language", "… as <> or <>"),
          "Ada Penn,<0>", "Ada Penn,<1>"),
    table("milestones", "2016-04-02", "2 April 2016", ("is not a date", "write <>, <> or <>"), "<0>", "<1>", "<2>"),
    toml('entity = "Ashby"', 'entity = "Asby"', ("has no observations", "did you mean '<>'?"), 'entity = "<0>"'),
    toml("[2014, 2023]", "[2023, 2014]", ("2023 to 2014 is no period", "write <>"), "<0>"),
    toml("period = [", "peroid = [", ("the key 'peroid' is unknown", "did you mean '<>'?"), "<0> = ["),
    toml('slug = "towns"', 'slug = "My towns"', ("has not the right form", "write '<>'"), 'slug = "<0>"'),
    toml('slug = "towns"\n', "", ("'slug' is missing", "add <>"), '<0> = "towns"\n'),
    toml("as_of = 2024-12-31", 'as_of = "31.12."', ("is not a date", "write it as <>"), "as_of = <0>"),
    toml("as_of = 2024-12-31", "as_of = 1990-12-31", ("no observation was published by", "write <>, …"), "<0>"),
    toml(READ, f'{READ}\ntheme = "inc"', ("there is no theme 'inc'", "did you mean '<>'?"), f'{READ}\ntheme = "<0>"'),
    toml(READ, f'{READ}\nmode = "show"', ("'show' may not stand here", "one of: <>, <>"), f'{READ}\nmode = "<0>"',
         f'{READ}\nmode = "<1>"'),
    toml(FACT, FACT.replace('"visits"', '"visit"'), ("'visit' is unknown", "did you mean '<>'?"),
         'visits = { indicator = "<0>" }'),
    toml(FACT, FACT.replace("indicator", "indicatr"), ("the key 'indicatr' is unknown", "did you mean '<>'?"),
         'visits = { <0> = "visits" }'),
    toml(FACT, FACT.replace(" }", ', series = "x" }'), ("has no series 'x'", "series: <>"),
         FACT.replace(" }", ', series = "<0>" }')),
    toml(FACT, FACT.replace(" }", ', entity = "Asby" }'), ("no observations of 'Asby'", "did you mean '<>'?"),
         FACT.replace(" }", ', entity = "<0>" }')),
    toml(FACT, FACT.replace(" }", ', format = { scale = "zillion" } }'), ("is no scale", "write one of: <>, …"),
         FACT.replace(" }", ', format = { scale = "<0>" } }')),
    toml(FACT, FACT.replace("visits =", "My visits ="), ("this is no TOML", "write name = value, …"), FACT),
    toml(RATIO, RATIO.replace('"staff"', '"stff"'), ("is made of 'stff'", "did you mean '<>'?"),
         RATIO.replace('"staff"', '"<0>"')),
    toml(FACT, f'{FACT}\nrise = {{ change = "vsits", on = "year" }}',
         ("the change rise is of 'vsits'", "did you mean '<>'?"), f'{FACT}\nrise = {{ change = "<0>", on = "year" }}'),
    toml(PLACES, PLACES.replace('"sum"', '"total"'), ("'total' may not stand here", "one of: <>, <>, <>"),
         PLACES.replace('"sum"', '"<0>"'), PLACES.replace('"sum"', '"<1>"'), PLACES.replace('"sum"', '"<2>"')),
    toml(PLACES, PLACES.replace(', combine = "sum"', ""), ("belong together", "write places = [\"A\", \"B\"], <>"),
         PLACES.replace('combine = "sum"', "<0>")),
    toml("[facts]", "[facts", ("this is no TOML", "close the bracket, as <>"), "<0>"),
    toml('"Library desk"', "Library desk", ("this is no TOML", "…texts stand in quotation marks: title = <>…<>"),
         "<0>Library desk<1>"),
    story("- id: a", "- id: A B", ("has not the right form", "write '<>'"), "- id: <0>"),
    story(HEAD, "  titel: Hello\n", ("the key 'titel' is unknown", "did you mean '<>'?"), "  <0>: Hello\n"),
    story("kind: bar", "kind: bars", ("'bars' may not stand here", "did you mean '<>'?"), "kind: <0>"),
    story("[visits]", "visits", ("'visits' is not a list", "write it in brackets: <>"), "<0>"),
    story("[visits]", "[]", ("holds too few items", "give at least 1"), "[visits]"),
    story(HEAD, "  title: Hello: all\n", ("this is no YAML", "quote a text that holds a colon, …"),
          "  title: 'Hello: all'\n"),
    story(HEAD, "\ttitle: Hello\n", ("a tab stands in the indentation", "indent with blanks"), HEAD),
    story(HEAD, "  points: Hello\n", ("'title' is missing", "add <>"), "  points: Hello\n  <0>: Hello\n"),
    story("sections:", "section:", ("the key 'section' is unknown", "did you mean '<>'?"), "<0>:"),
    story(HEAD, f"{HEAD}  only: [slides]\n", ("'slides' may not stand here", "one of: <>, <>, …"),
          f"{HEAD}  only: [<0>]\n", f"{HEAD}  only: [<1>]\n"),
    story(HEAD, f"{HEAD}- id: a\n{HEAD}", ("two sections have the id 'a'", "give one of them another"),
          f"{HEAD}- id: b\n{HEAD}"),
    story(HEAD, f"{HEAD}  table: {{head: [a, b], rows: [[c]]}}\n", ("row 1 has 1 cells", "give each row a cell …"),
          f"{HEAD}  table: {{head: [a, b], rows: [[c, d]]}}\n"),
    story(HEAD, f"{HEAD}  cards: [{{fact: visits, label: a}}]\n", ("'unit' is missing", "add <>"),
          f"{HEAD}  cards: [{{fact: visits, label: a, <0>: b}}]\n"),
    story(HEAD, HEAD + HEAD, ("the key 'title' stands in line 3 too", "join or delete one"), HEAD),
]  # fmt: skip


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it should be."""
    made = towns(tmp_path_factory.mktemp("right"))
    (made / "story.en.yaml").write_text(STORY, encoding="utf-8")
    return made


def found(project: Path) -> tuple[Finding, ...]:
    """A project → what is wrong with its files."""
    try:
        read.story(read.project(project).stories["en"])
    except BriefingError as error:
        return error.findings
    return ()


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.file}: {one.what}")
def test_the_fix_of_a_file_works_when_it_is_followed(one: Case, right: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(right, tmp_path / "project"))
    path = project / one.file
    text = path.read_text(encoding="utf-8")
    assert one.right in text
    path.write_text(text.replace(one.right, one.wrong, 1), encoding="utf-8")
    findings = found(project)
    (finding,) = [finding for finding in findings if one.what in finding.what]
    assert re.search(rf"{re.escape(one.file)}, line \d+", finding.where), str(finding)
    for way in followed(one.fix, finding.fix, one.ways):
        path.write_text(text.replace(one.right, way, 1), encoding="utf-8")
        assert found(project) == (), way


def test_a_wrong_row_of_an_indicator_does_not_make_its_short_names_unknown(right: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(right, tmp_path / "project"))
    path = project / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("flow,up,1", "flow,upp,1", 1), encoding="utf-8")
    assert [finding.where for finding in found(project)] == [f"{path.as_posix()}, line 2, column direction_of_good"]
