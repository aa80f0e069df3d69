"""What the message on a fact that few data refuse proposes works when it is followed: in the story, in briefing.toml or
in a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import read
from briefing.compose.composition import draft
from briefing.errors import BriefingError, Finding
from tests.compose.sample import story_file
from tests.facts.test_fact_fixes_followed import fact
from tests.following import Case, answer, built, filled, left, named, section, towns

SPRING = 'spring = { ratio = ["early", "visits"], unit = "x", name = "Spring" }\n'
SHUT = 'shut = { ratio = ["visits", "nought"], unit = "x", name = "Shut" }\n'
ONE = 'one = { indicator = "few", entity = "Ashdale" }\n'
CASES: dict[str, Case] = {
    "growth to nought": fact("nought.between(2018, 2023).growth", "never leads to zero", "use <>", "<0>"),
    "rank less ranks": fact("order.rest(order)", "takes ranks from a rank", "print the ranks themselves", "order.last"),
    "share with a place": fact("visits.share_with('Elmby')", "'Elmby' is no short name", "write <>",
                               "visits.share_with(<0>)"),
    "rest of a number": fact("four.rest(5)", "5 is no short name", "there are: <>, …", "four.rest(<0>)"),
    "share of a reading": fact("early.share(late)", "joins a reading within a year", "print the values alone",
                               "early.last"),
    "target of a reading": fact("early.gap(2025)", "against a target", "use the full-year indicator", "plan.gap(2025)"),
    "level of a reading": fact("early.first_above(5)", "looks along readings", "use the full-year indicator",
                               "late.first_above(5)"),
    "count of several places": fact("four.places()", "are several places together",
                                    "ask a short name of a single place; …", "visits.places()"),
    "count of ranks that rose": fact("order.places('rose')", "of which a rise is a smaller number",
                                     "write <>…) of the conditions that are meant", "count(order.last > order.first)"),
    "count by a bound": fact("loans.places('above', 600)", "may be > 600 or not",
                             "choose a level that the bounds decide, or another year", "loans.places('above', 499)",
                             "loans.places('above', 600, year=2018)"),
    "year without a value": fact("one.change", "needs two values", "years with a value: <>", "one.at(<0>)", facts=ONE),
    "ratio by nought": fact("shut.last", "must be above zero", "exchange the two names of the ratio, or leave that "
                            "year out of the period", "shut.at(2018)", facts=SHUT),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_fix_of_a_rare_fact_works_when_it_is_followed(name: str, tmp_path: Path) -> None:
    one = CASES[name]
    ways = answer(one, tmp_path)
    assert [left(way, one, tmp_path) for way in ways] == [[] for _ in ways]


def test_all_rare_facts_that_fixes_lead_to_build(tmp_path: Path) -> None:
    assert built(CASES.values(), tmp_path / "towns", tmp_path) == []


# In files

Words = tuple[str, ...]
Change = Callable[[Path, Words], None]


def swap(file: str, old: str, new: str) -> Change:
    """Put another text in the place of one of a file, with what the fix names in it."""

    def change(folder: Path, words: Words) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, old
        (folder / file).write_text(text.replace(old, filled(new, words), 1), encoding="utf-8")

    return change


def more(file: str, lines: str) -> Change:
    """Add lines to a table."""

    def change(folder: Path, words: Words) -> None:
        (folder / file).write_text((folder / file).read_text(encoding="utf-8") + lines, encoding="utf-8")

    return change


def facts(line: str) -> Change:
    return swap("briefing.toml", "[parameters]", f"{line}[parameters]")


def both(*changes: Change) -> Change:
    def change(folder: Path, words: Words) -> None:
        for one in changes:
            one(folder, words)

    return change


def nothing(folder: Path, words: Words) -> None:
    """The files stay as they are."""


def found(folder: Path, asked: str) -> tuple[Finding, ...]:
    """A project and what a story asks → what is wrong."""
    node = "title: 'Staff: {{ staff.last }}'\npoints:\n- text: There are many\n  otherwise: There are few\n"
    node += f"  when: |-\n    certain({asked} > 0)"
    (folder / "story.en.yaml").write_text("sections: []\n", encoding="utf-8")
    try:
        given = read.project(folder)
        return draft(given, story_file("sections:\n" + section(node), folder), "en")[1]
    except BriefingError as error:
        return error.findings


OTHER = "OTHER,Other desk,Yearbook,2024-03,Other,https://other.example/\n"
EARLY = "EARLY,Early desk,Yearbook,2020-03,Early,https://early.example/\n"
TOTAL = "loans,All,2014,60,=,DESK\nloans,Elmby,2014,20,=,DESK\nloans,Birchby,2014,40,=,DESK\n"
READ = '[tables.observations]\nfile = "observations.csv"\nentities = "edition"\n[imprint]'
EARLIER = both(more("sources.csv", EARLY), swap("observations.csv", "staff,Ashby,2014,30,=,DESK",
                                              "staff,Ashby,2014,30,=,EARLY"),
               swap("briefing.toml", "as_of = 2024-12-31", "as_of = 2022-01-01"))  # fmt: skip
Given = tuple[Change, str, str, str, list[tuple[Change, str]]]
FILES: dict[str, Given] = {
    "two targets of one year": (
        both(more("sources.csv", OTHER), more("targets.csv", "plan,Ashby,2025,70,OTHER\n")), "plan.gap(2025)",
        "its publishers disagree", "keep the one that holds in targets.csv",
        [(swap("targets.csv", "plan,Ashby,2025,70,OTHER\n", ""), "plan.gap(2025)")]),
    "a difference of bounds": (
        swap("observations.csv", "loans,Ashby,2014,400,=", "loans,Ashby,2014,400,≥"), "loans.change",
        "open on both sides", "print the values alone, or compare years with exact values",
        [(nothing, "loans.last"), (nothing, "loans.at(2018)")]),
    "a rank among bounds": (
        more("observations.csv", "loans,Elmby,2023,510,=,DESK\n"), "loans.rank()", "cannot be put in order",
        "choose a year with exact values", [(more("observations.csv", "loans,Elmby,2018,20,=,DESK\n"),
                                             "loans.rank(2018)")]),
    "a place that is the total": (
        both(swap("observations.csv", "loans,Ashby,2014,400", "loans,Ashby,2014,0"), more("observations.csv", TOTAL)),
        "loans.sum_of('all').at(2014)", "so it seems to be their total",
        "write <> in [edition] of briefing.toml, or name the places",
        [(swap("briefing.toml", 'slug = "towns"\n', 'slug = "towns"\n<0>\n'), "loans.sum_of('all').at(2014)"),
         (nothing, "loans.sum_of('Ashby', 'Elmby').at(2014)")]),
    "targets alone": (
        EARLIER, "plan.latest", "there is no value", "it can only give its targets", [(nothing, "plan.target(2025)")]),
    "nothing by that day": (
        EARLIER, "visits.last", "no value of visits was published by 2022-01-01",
        "choose a later as-of date, or leave the short name out",
        [(swap("briefing.toml", "2022-01-01", "2024-12-31"), "visits.last"), (nothing, "staff.last")]),
    "places that are not read": (
        swap("briefing.toml", "[imprint]", READ), "visits.sum_of('all').last", "adds up only the places that",
        "write <> there", [(swap("briefing.toml", 'entities = "edition"', "<0>"), "visits.sum_of('all').last")]),
    "a reading over a year": (
        facts(SPRING), "spring.last", "joins a reading within a year with a full year", "divide like by like",
        [(swap("briefing.toml", '["early", "visits"]', '["late", "visits"]'), "spring.last")]),
    "a scale of a rank": (
        facts('place = { indicator = "order", format = { scale = "million" } }\n'), "place.last",
        "cannot be given in million", "leave its scale out",
        [(swap("briefing.toml", ', format = { scale = "million" }', ""), "place.last")]),
    "a ratio by nought": (
        facts(SHUT), "shut.last", "must be above zero", "exchange the two names of the ratio, or …",
        [(swap("briefing.toml", '["visits", "nought"]', '["nought", "visits"]'), "shut.last")]),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_fix_of_a_fact_in_files_works_when_it_is_followed(name: str, tmp_path: Path) -> None:
    given, asked, what, fix, ways = FILES[name]
    wrong = towns(tmp_path / "wrong")
    given(wrong, ())
    findings = found(wrong, asked)
    (finding,) = [one for one in findings if what in one.what]
    words = named(fix, finding.fix)
    for number, (way, then) in enumerate(ways):
        corrected = towns(tmp_path / f"way{number}")
        given(corrected, ())
        way(corrected, words)
        assert [str(one) for one in found(corrected, then)] == []
