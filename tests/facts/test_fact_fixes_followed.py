"""What the message on a fact that the data refuse proposes is no longer refused when it is followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.following import Case, answer, built, case, left


def fact(asked: str, what: str, fix: str, *ways: str, facts: str = "") -> Case:
    """The same for a fact that is compared in a condition, where it may have any value."""
    node = "points:\n- text: There are many visits\n  otherwise: There are few\n  when: |-\n    certain({} > 0)"
    return case(node.format(asked), what, fix, *(node.format(way) for way in ways), facts=facts)


CASES: dict[str, Case] = {
    "growth from nought": fact("nought.growth", "divides by 0", "use <>", "<0>"),
    "percent of nought": fact("nought.percent", "divides by 0", "use <>", "<0>"),
    "ratio of ranks": fact(
        "order.multiple", "divides ranks", "write <>, in places, or print the ranks themselves", "<0>", "order.last"
    ),
    "points of what is no percentage": fact("visits.points", "needs percentages", "write <> or <>", "<0>", "<1>"),
    "change across a break": fact(
        "old.change",
        "compares 2014 with 2023 across a break: 2018–2019, counted by hand before",
        "write <> or <>, or print the values alone",
        "<0>",
        "<1>",
        "old.last",
    ),
    "index across a break": fact(
        "old.between(2014, 2023).index_at(2019)", "across a break", "write <>, or print the values alone", "<0>"
    ),
    "change of readings": fact(
        "early.change", "readings within a year", "print the values alone, or use the full-year indicator", "early.last"
    ),
    "share of another unit": fact(
        "visits.share(staff)",
        "divides thousand visits by people",
        "a share needs one unit; declare a <> in [facts] of briefing.toml",
        "ahead.last",
        facts='ahead = { ratio = ["visits", "staff"], unit = "thousand visits a head", name = "Visits a head" }\n',
    ),
    "share with nobody": fact("visits.share_with()", "needs at least one other short name", "write <>", "visits.<0>"),
    "target of nobody": fact(
        "visits.gap(2025)",
        "there is no target for 2025",
        "add one to targets.csv, or leave the target out",
        "visits.last",
    ),
    "target of another year": fact(
        "plan.gap(2026)", "there is no target for 2026", "years with a target: <>, <>", "plan.gap(<0>)", "plan.gap(<1>)"
    ),
    "pace to a target that is past": fact(
        "rare.pace_needed(2010)",
        "has no time left from",
        "use <>, or a target for a later year",
        "rare.<0>(2010)",
    ),
    "share of a target below nought": fact(
        "balance.target_share(2025)",
        "divides by −5",
        "use <>, or the values themselves",
        "balance.<0>(2025)",
        "balance.last",
    ),
    "rank of a year without others": fact(
        "visits.rank(1960)",
        "only Ashby has a value for 1960",
        "years with a value of several places: <>–<>",
        "visits.rank(<0>)",
        "visits.rank(<1>)",
    ),
    "rank of one place": fact("loans.rank()", "only Ashby has a value for 2023", "print the value alone", "loans.last"),
    "end of an order": fact(
        "visits.rank(best='first')", "is no end of an order", "write <> or <>", "visits.rank(<0>)", "visits.rank(<1>)"
    ),
    "rank without a direction": fact(
        "sold.rank()",
        "the direction of good is not known",
        "set direction_of_good to up or down in indicators.csv, or write <> or '<>' in the call",
        "sold.rank(<0>)",
        "sold.rank(best='<1>')",
    ),
    "rank of a ratio without a direction": fact(
        "each.rank()", "the direction of good is not known", "write direction …, or <> in the call", "each.rank(<0>)"
    ),
    "rank of several places": fact(
        "visits.sum_of('Ashby', 'Elmby').rank()",
        "are several places together",
        "ask for the rank of a single place, as <>",
        "<0>",
    ),
    "rank of readings": fact("early.rank()", "ranks readings within a year", "print the value alone", "early.last"),
    "rank by what ranks nobody": fact(
        "visits.rank_of('last')",
        "is no measure that places are ranked by",
        "one of <>, <>, …",
        "visits.rank_of(<0>)",
        "visits.rank_of(<1>)",
    ),
    "sum of one place": fact("visits.sum_of('Ashby').last", "joins 1 place, and", "write <>", "<0>.last"),
    "sum of all of one": fact("plan.sum_of('all').last", "joins 1 place, and", "write <> alone", "<0>.last"),
    "sum of a place twice": fact(
        "visits.sum_of('Ashby', 'Ashby').last",
        "counts Ashby twice",
        "name each place once",
        "visits.sum_of('Ashby', 'Oakby').last",
    ),
    "sum of a slip": fact(
        "visits.sum_of('Ashby', 'Oakbi').last",
        "'Oakbi' does not exist",
        "did you mean <> or …",
        "visits.sum_of('Ashby', '<0>').last",
    ),
    "sum of ratios": fact(
        "each.sum_of('Ashby', 'Ashdale').last",
        "which is no quantity of both places together",
        "write <> for an unweighted mean, or print the values alone",
        "<0>.last",
    ),
    "mean of ranks": fact(
        "order.mean_of('Ashby', 'Ashdale').last", "takes the mean of ranks", "print the ranks themselves", "order.last"
    ),
    "sum of what is joined": fact(
        "both.sum_of('Ashby', 'Ashdale').last",
        "joins what is joined already",
        "use a short name of one place",
        "visits.sum_of('Ashby', 'Ashdale').last",
    ),
    "one of several places": fact(
        "both.of('Elmby').last",
        "has no value of 'Elmby' alone",
        'declare a short name of one place in [facts] of briefing.toml, as { indicator = "<>" }',
        "<0>.of('Elmby').last",
    ),
    "one of a sum": fact(
        "visits.sum_of('Ashby', 'Elmby').of('Elmby').last", "has no value of 'Elmby' alone", "write <>", "<0>.last"
    ),
    "year of a sum": fact(
        "visits.sum_of('Ashby', 'Elmby').at(1960)",
        "Elmby has no value for 1960",
        "years with a value for each place: <>–<>",
        "visits.sum_of('Ashby', 'Elmby').at(<0>)",
        "visits.sum_of('Ashby', 'Elmby').at(<1>)",
    ),
    "places that are no texts": fact(
        "visits.sum_of(3, 4).last", "no text", "write <>, or the names of places …", "visits.<0>.last"
    ),
    "years that run backwards": fact(
        "visits.between(2020, 2014).change", "runs backwards", "write <>", "visits.<0>.change"
    ),
    "years without a value": fact(
        "sold.between(2015, 2016).change",
        "no value for 2015",
        "years with a value: <>, <>",
        "sold.between(<0>, <1>).change",
    ),
    "level that is never reached": fact(
        "visits.first_above(1000)",
        "no value is known to be above 1,000",
        "name a level below <>; …",
        "visits.first_above(<0> - 1)",
    ),
    "level that is never left": fact(
        "visits.first_below(10)",
        "no value is known to be below 10",
        "name a level above <>; …",
        "visits.first_below(<0> + 1)",
    ),
    "parts of more than their whole": fact(
        "visits.rest(birch)",
        "are more than their whole",
        "name parts of this whole, each counted once",
        "four.rest(visits, birch)",
    ),
    "side of a multiple": case(
        "points: [\"Visits: {{ visits.multiple | fold('over') }}\"]",
        "fold('over') cannot be said of visits.multiple, which is 1.09-fold",
        "write <>, or <>",
        'points: ["Visits: {{ visits.multiple | <0> }}"]',
        'points: ["Visits: {{ visits.multiple | <1> }}"]',
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_fix_of_a_fact_works_when_it_is_followed(name: str, tmp_path: Path) -> None:
    one = CASES[name]
    ways = answer(one, tmp_path)
    assert [left(way, one, tmp_path) for way in ways] == [[] for _ in ways]


def test_all_facts_that_fixes_lead_to_build(tmp_path: Path) -> None:
    assert built(CASES.values(), tmp_path / "towns", tmp_path) == []
