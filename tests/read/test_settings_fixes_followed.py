"""What the message on briefing.toml, on what it names and on what an edition is asked for proposes works when it is
followed."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing import read
from briefing.assets import asset
from briefing.errors import InputError
from tests.following import filled, named
from tests.read.small import FILES, make
from tests.read.steps import Case, Step, case, drop, follow, more, put, steps, swap

TOML, SLUG = "briefing.toml", 'slug = "town"\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
FACT = 'trees = { indicator = "trees" }'
IN_PAPER = 'trees = { indicator = "trees" }\npaper = { ratio = ["trees", "trees"], unit = "x", name = "Twice" }'


def toml(old: str, new: str) -> Step:
    return swap(TOML, old, new)


def edition(line: str) -> Step:
    """A further line of [edition]."""
    return toml(SLUG, f"{SLUG}{line}\n")


def imprint(line: str) -> Step:
    return more(TOML, f"\n[imprint]\n{line}\n")


def table(lines: str) -> Step:
    return more(TOML, f"\n[tables.{lines}\n")


def undated() -> Step:
    sources = "id,publisher,title\nOFFICE,Town office,Yearbook\nPAPER,Town paper,Trees\n"
    return steps(put("sources.csv", sources), toml("as_of = 2023-12-31\n", ""))


LOST = "delete it or write the sign that is meant"
TRUTH = "write <> or <>"
DEEP = ".".join("a" * 33)
CASES = [
    # its form
    case(edition("# \u202e"), (f"{TOML}, line 3", "U+202E stands in the file", LOST), toml("\u202e", "")),
    case(toml('"A town"', r'"A \u202etown"'), (f"{TOML}, line 3, edition.title", "U+202E stands in the text", LOST),
         toml(r"\u202e", "")),
    case(more(TOML, f"\n{DEEP} = 1\n"), (f"{TOML}, line 11", "a key has more than 32 parts",
         "write it with fewer dots"), toml(f"{DEEP} = 1", '[terms]\na = "b"')),
    case(edition(SLUG.strip()), (f"{TOML}, line 3", "Cannot overwrite a value", "join or delete one of the two"),
         toml(SLUG + SLUG, SLUG)),
    # kinds of values
    case(edition("theme = 5"), (f"{TOML}, line 3, edition.theme", "5 is not text", "put it in quotation marks"),
         steps(edition('theme = "5"'), toml('theme = "5"\ntheme = 5', 'theme = "ink"'))),
    case(toml("[2020, 2022]", '["2020", "x"]'), (f"{TOML}, line 5, edition.period", "'x' is no period",
         "write <> alone, which goes to the newest period; or a last one, as <>"),
         toml('["2020", "x"]', "[<0>, <1>]")),
    case(toml("[2020, 2022]", "2020.5"), (f"{TOML}, line 5, edition.period", "'2020.5' is no period",
         'write <>, or as text "2024-Q1" or "2024-03"'), toml("= 2020.5\n", "= [2020, <0>]\n")),
    case(toml("[2020, 2022]", "{ last = 0 }"), (f"{TOML}, line 5, edition.period", "the last 0 is no period",
         "write how many, <> to <>"), toml("last = 0", "last = <0>")),
    case(toml("[2020, 2022]", '{ last = 2, frequency = "monthly" }'), (f"{TOML}, line 5, edition.period",
         "'monthly' is no frequency", "write <> for month"), toml('"monthly"', '"A"')),
    case(toml("[2020, 2022]", '"2024-01"'), (f"{TOML}, line 5, edition.period",
         "no month has a value, so the newest is not known", "write both ends, or a frequency that the data have: <>"),
         toml('"2024-01"', "[2020, 2022]")),
    case(toml("[2020, 2022]", "2030"), (f"{TOML}, line 5, edition.period",
         "2030 is after 2022, the newest year with a value", "write <>"), toml("= 2030", "= [2020, <0>]")),
    case(edition('languages = "en"'), (f"{TOML}, line 3, edition.languages", "'en' is not a list",
         "write it in brackets: <>"), toml('languages = "en"', "languages = <0>")),
    case(toml(FACT, f"{FACT}\nrain = 'rain'"), (f"{TOML}, line 10, facts.rain",
         "'rain' is not a set of names with values", "write <> on a line of its own, and below it name = value"),
         steps(toml("rain = 'rain'\n", ""), more(TOML, "\n<0>\nindicator = 'rain'\n"))),
    case(toml('"A town"', '""'), (f"{TOML}, line 3, edition.title", "the text of title is too short",
         "write a text of <> or more characters"),
         toml('title = ""', 'title = "A town"')),
    case(toml('"A town"', f"'{'x' * 301}'"), (f"{TOML}, line 3, edition.title", "has more than 300 characters",
         "shorten it to <>"), toml("x" * 301, "x" * 300)),
    case(toml(FACT, f"{FACT[:-2]}, decimals = 9 }}"), (f"{TOML}, line 9, facts.trees", "9 is too large",
         "write <> or less"), toml("decimals = 9", "decimals = <0>")),
    case(toml(FACT, f"{FACT[:-2]}, decimals = -1 }}"), (f"{TOML}, line 9, facts.trees",
         "-1 is too small", "write <> or more"),
         toml("decimals = -1", "decimals = <0>")),
    case(toml(FACT, f"{FACT[:-2]}, scale = 0 }}"), (f"{TOML}, line 9, facts.trees", "0 is too small",
         "write more than <>"), toml("scale = 0", "scale = 1<0>")),
    case(toml("[2020, 2022]", "[2020]"), (f"{TOML}, line 5, edition.period",
         "a period has a first and a last one, not 1",
         'write <>, ["2024-01", "2026-05"], "2024-01" or "last 24 months"'), toml("[2020]", "<0>")),
    case(toml("[2020, 2022]", "[2020, 2021, 2022]"), (f"{TOML}, line 5, edition.period",
         "a period has a first and a last one, not 3",
         'write <>, ["2024-01", "2026-05"], "2024-01" or "last 24 months"'), toml("[2020, 2021, 2022]", "<0>")),
    case(toml(FACT, 'trees = { indicator = "trees", format = { sign = 2 } }'), (f"{TOML}, line 9, facts.trees",
         "2 is neither true nor false", TRUTH), toml("sign = 2", "sign = <0>"), toml("sign = 2", "sign = <1>")),
    case(edition("languages = []"), (f"{TOML}, line 3, edition.languages", "languages holds too few items",
         "give at least 1"), toml("languages = []", 'languages = ["en"]')),
    case(edition('languages = ["English"]'), (f"{TOML}, line 3, edition.languages", "'English' has not the right form",
         "write the code of a language in two letters, as <>"), toml("English", "<0>")),
    case(table("sources]\nquery = 'select 1'\nurl_env = 'A B'"), (f"{TOML}, line 13, tables.sources.url_env",
         "'A B' has not the right form", "write letters, digits and _, a letter first, as <>"),
         steps(toml("query = 'select 1'\nurl_env = 'A B'", "file = 'sources.csv'"))),
    case(toml(SLUG, 'slug = "aux"\n'), (f"{TOML}, line 2, edition.slug", "is a name that Windows keeps",
         "choose another"), toml('"aux"', '"auxiliary"')),
    case(toml("[2020, 2022]", "[2020, 2020]"), (f"{TOML}, line 5, edition.period", "2020 to 2020 is no period",
         "write its first and its last one, as <>"), toml("[2020, 2020]", "<0>")),
    case(toml(FACT, f"{FACT[:-2]}, ratio = ['trees', 'trees'] }}"), (f"{TOML}, line 9, facts.trees",
         "a short name is an indicator or a ratio", "give one of the two"), toml(", ratio = ['trees', 'trees']", "")),
    case(toml(FACT, IN_PAPER.replace(', unit = "x"', "")), (f"{TOML}, line 10, facts.paper",
         "a ratio has no unit or no name of its own", "give both"), toml("name =", 'unit = "x", name =')),
    case(toml("trees =", "Trees ="), (f"{TOML}, line 9, facts.Trees", "'Trees' cannot be a short name",
         "use small letters, digits and _, as <>"), toml("Trees =", "<0> =")),
    case(table("trees]\nfile = 'trees.csv'"), (f"{TOML}, line 11, tables.trees", "there is no table 'trees'",
         "tables: <>, …"), toml("[tables.trees]\nfile = 'trees.csv'", "[tables.<0>]\nfile = '<0>.csv'")),
    case(table("sources]\nsheet = 'A'"), (f"{TOML}, line 11, tables.sources", "a table is a file or a query",
         "give one of the two"), toml("sheet = 'A'", "file = 'sources.csv'")),
    case(table("sources]\nfile = 'sources.csv'\nentities = 'edition'"), (TOML, "entities stands in [tables.sources]",
         "write it in <>, which …"), toml("[tables.sources]\nfile = 'sources.csv'", "<0>\nfile = 'observations.csv'")),
    case(table("observations]\nfile = 'observations.csv'\nentities = 'some'"), (f"{TOML}, line 13",
         "'some' is no choice of entities", 'write "<>", "<>" or a list of names, as ["A", "B"]'),
         toml("'some'", "'<0>'"), toml("'some'", "'<1>'"), toml("'some'", "['Town']")),
    # words of [parameters]
    case(more(TOML, "\n[parameters]\ntrees = 'oaks'\n"), (f"{TOML}, line 12, parameters.trees",
         "'trees' is a short name of [facts] too", "call one of the two otherwise"), toml("trees = 'oaks'",
                                                                                           "kind = 'oaks'")),
    case(more(TOML, "\n[parameters]\nclient = [1]\n"), (f"{TOML}, line 12, parameters.client", "[1] is no text",
         "put it in quotation marks"), toml("[1]", "'[1]'")),
    case(more(TOML, "\n[parameters]\nclient = {zh = 'A'}\n"), (f"{TOML}, line 12, parameters.client",
         "words by language lack those in English", "write {en = <>, zh = <>}, where …"),
         toml("{zh = 'A'}", "{en = <0>, zh = <1>}")),
    case(more(TOML, f"\n[parameters]\nclient = '{'x' * 301}'\n"), (f"{TOML}, line 12, parameters.client",
         "a parameter of 301 characters is too long", "give at most <>"), toml("x" * 301, "x" * 300)),
    # what it names
    case(edition('languages = ["en", "zh"]'), (f"{TOML}, line 3, edition.languages",
         "the story of the language 'zh' is missing", "write <>"), put("<0>", FILES["story.en.yaml"])),
    case(edition('languages = ["eng"]'), (f"{TOML}, line 3, edition.languages", "there is no language 'eng'",
         "did you mean '<>'?"), toml("eng", "<0>")),
    case(edition('places = {eng = "towns"}'), (f"{TOML}, line 3, edition.places", "there is no language 'eng'",
         "did you mean '<>'?"), toml("eng", "<0>")),
    case(steps(imprint('logo = "logo.bmp"'), put("logo.bmp", "")), (f"{TOML}, line 12, imprint.logo",
         "'logo.bmp' is no picture that can be placed", "use one of <>, …"),
         steps(drop("logo.bmp"), put("logo<0>", SVG), toml("logo.bmp", "logo<0>"))),
    case(imprint('logo = "logo.svg"'), (f"{TOML}, line 12, imprint.logo", "the logo 'logo.svg' is missing",
         "put it there, or delete the line"), put("logo.svg", SVG), toml('logo = "logo.svg"', "")),
    case(edition('theme = "own.toml"'), ("own.toml", "the file is missing", "put it there, or correct its name"),
         put("own.toml", asset("themes/ink.toml").read_text("utf-8"))),
    case(undated(), (f"{TOML}, line 1, edition", "no source has a date", "write <> below [edition]"), edition("<0>")),
    case(toml("as_of = 2023-12-31", "as_of = 1990-12-31"), (f"{TOML}, line 6, edition.as_of",
         "no observation was published by 1990-12-31", "write <>, …"), toml("as_of = 1990-12-31", "<0>")),
]  # fmt: skip


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it should be."""
    return make(tmp_path_factory.mktemp("right") / "town")


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_the_fix_of_a_setting_works_when_it_is_followed(one: Case, right: Path, tmp_path: Path) -> None:
    follow(one, right, tmp_path)


@pytest.mark.parametrize(
    ("slug", "what"), [("town", "this is no ledger"), ("example-city", "this is the ledger of 'other'")]
)
def test_the_ledger_that_a_message_asks_for_is_read(
    slug: str, what: str, starter_edition: briefing.Build, starter: Path, tmp_path: Path
) -> None:
    ledger = starter_edition.ledger
    wrong = tmp_path / "last.json"
    text = ledger.read_text(encoding="utf-8")
    wrong.write_text("{}" if slug == "town" else text.replace(f'"slug": "{slug}"', '"slug": "other"'), "utf-8")
    with pytest.raises(InputError, match=what) as caught:
        read.project(starter, previous=wrong)
    (finding,) = caught.value.findings
    assert finding.where == wrong.as_posix()
    (ending,) = named("give the <> of an edition of this project, as its build wrote it", finding.fix)
    (given,) = ledger.parent.glob(f"*{ending}")
    assert read.project(starter, previous=given).previous is not None


PARAMETERS = '\n[parameters]\nclient = "A"\nopen = true\n'
ASKED = [
    ({"clinet": "B"}, "there is no parameter 'clinet'", "did you mean '<>'? Else …", {"<0>": "B"}),
    ({"x": "B"}, "there is no parameter 'x'", "declared in briefing.toml: <>, <>", {"<0>": "B"}),
    ({"client": "\u202eB"}, "U+202E stands in the text", LOST, {"client": "B"}),
    ({"open": "yes"}, "'yes' is neither true nor false", "give <> or <>", {"open": "<0>"}),
    ({"open": "yes"}, "'yes' is neither true nor false", "give <> or <>", {"open": "<1>"}),
    ({"client": "x" * 301}, "a parameter of 301 characters is too long", "give at most <>", {"client": "x" * 300}),
]


@pytest.mark.parametrize(("given", "what", "fix", "way"), ASKED, ids=[str(one) for one in range(len(ASKED))])
def test_parameters_that_a_message_names_are_taken(
    given: dict[str, str], what: str, fix: str, way: dict[str, str], small: Path
) -> None:
    more("briefing.toml", PARAMETERS)(small, ())
    with pytest.raises(InputError) as caught:
        read.project(small, parameters=given)
    (finding,) = caught.value.findings
    assert what in finding.what
    assert finding.where == f"the parameter {next(iter(given))} asked for"
    words = named(fix, finding.fix)
    asked = {filled(name, words): filled(value, words) for name, value in way.items()}
    assert read.project(small, parameters=asked).edition.parameters.keys() == {"client", "open"}


def test_a_parameter_can_be_declared_where_a_message_says(small: Path) -> None:
    with pytest.raises(InputError) as caught:
        read.project(small, parameters={"client": "B"})
    (finding,) = caught.value.findings
    section, file = named("declare it in <> of <>, which has none", finding.fix)
    more(file, f'\n{section}\nclient = "A"\n')(small, ())
    assert read.project(small, parameters={"client": "B"}).edition.parameters == {"client": "B"}


@pytest.mark.parametrize(
    ("entity", "what", "fix"),
    [("Twon", "has no observations", "did you mean '<>'?"), ("x" * 201, "more than 200", "shorten it to …")],
)
def test_a_place_that_is_asked_for_is_the_one_that_a_message_names(
    entity: str, what: str, fix: str, small: Path
) -> None:
    with pytest.raises(InputError) as caught:
        read.project(small, entity=entity)
    (finding,) = caught.value.findings
    assert (finding.where, what in finding.what) == ("the entity asked for", True), str(finding)
    words = named(fix, finding.fix)
    assert read.project(small, entity=words[0] if words else "Town").edition.entity == "Town"
