"""What the message on places, parts, ranks, panels and heat tables proposes can be drawn, and builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.following import Case, answer, built, case, left
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

ALL = "series: [visits], entities: all"
CASES: dict[str, Case] = {
    "order without places": case(
        "chart: {kind: bar, series: [visits], order: name, period: [2023, 2023]}",
        "top and order choose among places",
        "write `<>`, or leave them out",
        "chart: {kind: bar, series: [visits], order: name, period: [2023, 2023], <0>, top: 5}",
        "chart: {kind: bar, series: [visits], period: [2023, 2023]}",
    ),
    "a number for a place": case(
        'chart: {kind: bar, series: [visits], entities: ["{{ visits.last }}", Elmby]}',
        "'{{ visits.last }}' is no place",
        "write `<>` for the edition's place, or name one",
        "chart: {kind: bar, series: [visits], entities: [<0>, Elmby]}",
    ),
    "a slip in a place": case(
        "chart: {kind: bar, series: [visits], entities: [Oakbi, Elmby]}",
        "the place 'Oakbi' does not exist",
        "did you mean <> or …",
        "chart: {kind: bar, series: [visits], entities: [<0>, Elmby]}",
    ),
    "places without a value": case(
        f"chart: {{kind: bar, {ALL}, top: 5, period: [2030, 2031]}}",
        "none of the places has a value in the period",
        "years with a value: <>–<>",
        f"chart: {{kind: bar, {ALL}, top: 5, period: [<1>, <1>]}}",
    ),
    "highlight of two series": case(
        "chart: {kind: line, series: [visits, old], highlight: edition}",
        "'edition' names no one series",
        "name one of visits, <>",
        "chart: {kind: line, series: [visits, old], highlight: <0>, period: [2019, 2023]}",
    ),
    "highlight that is not there": case(
        "chart: {kind: line, series: [visits, birch], highlight: elm}",
        "highlight names 'elm', which is no part of the chart",
        "use one of visits, <>",
        "chart: {kind: line, series: [visits, birch], highlight: <0>}",
    ),
    "name of what is not there": case(
        "chart: {kind: line, series: [visits], names: {elm: {name: Elm}}}",
        "names names 'elm', which is no part of the chart",
        "use one of <>",
        "chart: {kind: line, series: [visits], names: {<0>: {name: Elm}}}",
    ),
    "several series of places": case(
        "chart: {kind: line, series: [visits, staff], entities: [Ashby, Ashdale]}",
        "entities compare places within one series",
        "name one of <>, <> in `series`",
        "chart: {kind: line, series: [<0>], entities: [Ashby, Ashdale]}",
        "chart: {kind: line, series: [<1>], entities: [Ashby, Ashdale]}",
    ),
    "series named twice": case(
        "chart: {kind: line, series: [visits, visits]}",
        "visits stands in the chart more than once",
        "name it once in `series`",
        "chart: {kind: line, series: [visits]}",
    ),
    "a slip in a series": case(
        "chart: {kind: line, series: [visits, elmm]}",
        "the short name 'elmm' does not exist",
        "did you mean <>? …",
        "chart: {kind: line, series: [visits, <0>]}",
    ),
    "beside without places": case(
        "chart: {kind: bar, series: [visits, birch], beside: [elm], period: [2023, 2023]}",
        "beside names what stands with the places",
        "leave `beside` out, and name them in `<>`",
        "chart: {kind: bar, <0>: [visits, birch, elm], period: [2023, 2023]}",
    ),
    "remark at a year that is not there": case(
        "chart: {kind: line, series: [visits], annotations: [{at: 2030, text: The new branch}]}",
        "the annotation stands at visits, 2030, where nothing is",
        "use one of 2014, 2015, 2016, <>, …",
        "chart: {kind: line, series: [visits], annotations: [{at: <0>, text: The new branch}]}",
    ),
    "remark at a series that is not there": case(
        "chart: {kind: line, series: [visits], annotations: [{at: 2017, series: elm, text: The new branch}]}",
        "the annotation stands at elm, 2017, where nothing is",
        "use one of <>",
        "chart: {kind: line, series: [visits], annotations: [{at: 2017, series: <0>, text: The new branch}]}",
    ),
    "remark at a slip of a place": case(
        "chart: {kind: strip, series: [visits], entities: all, annotations: [{at: Elmbi, text: The new branch}]}",
        "the annotation stands at Elmbi, where nothing is",
        "did you mean <>?",
        "chart: {kind: strip, series: [visits], entities: all, annotations: [{at: <0>, text: The new branch}]}",
    ),
    "remark in bars": case(
        "chart: {kind: bar, series: [staff, late], annotations: [{at: staff, text: The new branch}]}",
        "a chart of kind bar does not show `annotations`",
        "leave `annotations` out",
        "chart: {kind: bar, series: [staff, late]}",
    ),
    "columns next to periods": case(
        "chart: {kind: bar, series: [staff], period: [2019, 2023], columns: [first]}",
        "`columns` stand next to rows of series or places, and these rows are periods",
        "leave `columns` out, or write `<>` with places",
        "chart: {kind: bar, series: [staff], period: [2019, 2023]}",
        "chart: {kind: bar, series: [staff], <0>: [Ashby, Ashdale], period: [2019, 2023], columns: [first]}",
    ),
    "target of a slope": case(
        "chart: {kind: slope, series: [plan], target: 2025}",
        "a chart of kind slope does not show `target`",
        "leave `target` out",
        "chart: {kind: slope, series: [plan]}",
    ),
    "target of bars of values": case(
        "chart: {kind: bar, series: [plan, rooms], target: 2025}",
        "a bar of the measure value has no targets",
        "write `<>` or `<>`, or leave `target` out",
        "chart: {<0>, series: [plan, rooms], target: 2025}",
        "chart: {kind: bar, <1>, series: [plan, rooms], target: 2025}",
        "chart: {kind: bar, series: [plan, rooms]}",
    ),
    "who set a target without its column": case(
        "chart: {kind: bullet, series: [plan, staff], target: 2025, columns: [target], set_by: {plan: Council}}",
        "`set_by` fills a column of that name",
        "add `<>` to `columns`, or leave it out",
        "chart: {kind: bullet, series: [plan, staff], target: 2025, columns: [target, <0>], set_by: {plan: Council}}",
        "chart: {kind: bullet, series: [plan, staff], target: 2025, columns: [target]}",
    ),
    "a rest of nothing": case(
        "chart: {kind: bar, series: [visits], entities: [Ashby, Elmby, Fernby], rest: All others}",
        "`rest` is what `top` leaves out",
        "write `<>` with how many are shown by name, or leave `rest` out",
        "chart: {kind: bar, series: [visits], entities: [Ashby, Elmby, Fernby], <0>: 2, rest: All others}",
        "chart: {kind: bar, series: [visits], entities: [Ashby, Elmby, Fernby]}",
    ),
    "dumbbell of a target": case(
        "chart: {kind: dumbbell, series: [plan], measure: target, target: 2025}",
        "a share of a target has one",
        "write `<>`",
        "chart: {<0>, series: [plan], measure: target, target: 2025}",
    ),
    "dumbbell of many rows": case(
        f"chart: {{kind: dumbbell, {ALL}}}",
        "45 rows are too many for a dumbbell",
        "write `<>`, or name at most 12 in `entities`, or use a table",
        f"chart: {{kind: dumbbell, {ALL}, <0>}}",
    ),
    "dumbbell of years that run backwards": case(
        "chart: {kind: dumbbell, series: [staff, late], period: [2023, 2016]}",
        "the earlier one first",
        "write `<>`",
        "chart: {kind: dumbbell, series: [staff, late], <0>}",
    ),
    "dumbbell without two common years": case(
        "chart: {kind: dumbbell, series: [rooms, once]}",
        "have no two years in common",
        "write `<>`; a row that lacks one of them says so",
        "chart: {kind: dumbbell, series: [rooms, once], <0>}",
        facts='once = { indicator = "few", entity = "Ashdale" }\n',
    ),
    "dumbbell with other columns": case(
        "chart: {kind: dumbbell, series: [staff, late], columns: [last]}",
        "the values of a dumbbell stand at its dots",
        "write `<>`, or leave `columns` out",
        "chart: {kind: dumbbell, series: [staff, late], <0>}",
        "chart: {kind: dumbbell, series: [staff, late]}",
    ),
    "growth of a row that lacks a year": case(
        "chart: {kind: dumbbell, series: [plan, rooms], period: [2014, 2023], columns: [growth]}",
        "a row that lacks a year has no change",
        "leave `columns` out, or rooms",
        "chart: {kind: dumbbell, series: [plan, rooms], period: [2014, 2023]}",
        "chart: {kind: dumbbell, series: [plan], period: [2014, 2023], columns: [growth]}",
    ),
    "dumbbell of a multiple of nought": case(
        "chart: {kind: dumbbell, series: [nought, rare], measure: multiple}",
        "divides by 0",
        "leave nought out",
        "chart: {kind: dumbbell, series: [rare], measure: multiple}",
    ),
    "dumbbell across a break": case(
        "chart: {kind: dumbbell, series: [old, visits]}",
        "old cannot be compared from 2014 to 2023",
        "write `<>` or `<>`, or leave old out",
        "chart: {kind: dumbbell, series: [old, visits], <0>}",
        "chart: {kind: dumbbell, series: [old, visits], <1>}",
        "chart: {kind: dumbbell, series: [visits]}",
    ),
    "ranks of one place": case(
        "chart: {kind: bump, series: [plan]}",
        "plan.rank(2014): only Ashby has a value for 2014",
        "write `<>` or `<>` for single years, or `<>` for a first and a last value",
        "chart: {<0>, series: [plan]}",
        "chart: {<1>, series: [plan]}",
        "chart: {<2>, series: [plan]}",
    ),
    "ranks without a direction of good": case(
        "chart: {kind: bump, series: [sold], entities: [Ashby, Elmby]}",
        "sold cannot be ranked, as its direction of good is not known",
        "set `direction_of_good` to up or down in indicators.csv, write `<>`, or write `<>` or `<>` for …, or `<>` …",
        "chart: {kind: bump, <0>, series: [sold], entities: [Ashby, Elmby], highlight: Elmby}",
        "chart: {<1>, series: [sold], entities: [Ashby, Elmby]}",
        "chart: {<2>, series: [sold], entities: [Ashby, Elmby]}",
        "chart: {<3>, series: [sold], entities: [Ashby, Elmby]}",
    ),
    "sparklines of one row": case(
        "chart: {kind: sparklines, series: [visits], columns: [first, last]}",
        "sparklines compare rows, and this chart has 1",
        "name more of them, or write `<>`, and leave `columns` out",
        "chart: {kind: sparklines, series: [visits, birch], columns: [first, last]}",
        "chart: {<0>, series: [visits]}",
    ),
    "share of one part": case(
        "chart: {kind: share, series: [visits], period: [2020, 2023]}",
        "this one has 1",
        "name the whole with `<>` and the others with `<>`, or write `<>`",
        "chart: {kind: share, series: [visits], <0>: both, <1>: Elmby, period: [2020, 2023]}",
        "chart: {<2>, series: [visits], period: [2020, 2023]}",
    ),
    "share of eight parts": case(
        "chart: {kind: share, series: [visits, birch, elm, fern, oak, dale, ford, ham]}",
        "a share chart has 2 to 4 parts, and this one has 8",
        "name at most 4 in `series`, or 3 with the whole in `<>` and the others in `<>`",
        "chart: {kind: share, series: [visits, birch, elm, fern]}",
        "chart: {kind: share, series: [visits, birch, elm], <0>: four, <1>: Other towns}",
    ),
    "share of four parts and a rest": case(
        "chart: {kind: share, series: [visits, birch, elm, dale], of: four, rest: Other towns}",
        "this one has 5",
        "name at most 3 in `series`, and the others together in `<>`",
        "chart: {kind: share, series: [visits, birch, elm], of: four, <0>: Other towns}",
    ),
    "share of an index": case(
        "chart: {kind: share, series: [visits, birch], measure: index}",
        "the parts of a share are values",
        "leave `measure` out, or write `<>`",
        "chart: {kind: share, series: [visits, birch]}",
        "chart: {<0>, series: [visits, birch], measure: index}",
    ),
    "share without a rest": case(
        "chart: {kind: share, series: [visits], of: both}",
        "one lacks the other",
        "write `<>` with a name for the others",
        "chart: {kind: share, series: [visits], of: both, <0> Elmby}",
    ),
    "share without a whole": case(
        "chart: {kind: share, series: [visits], rest: Elmby}",
        "one lacks the other",
        "write `<>` with the whole",
        "chart: {kind: share, series: [visits], <0> both, rest: Elmby}",
    ),
    "a slip in the whole": case(
        "chart: {kind: share, series: [visits], of: boht, rest: Elmby}",
        "the short name 'boht' does not exist",
        "did you mean <> or …",
        "chart: {kind: share, series: [visits], of: <0>, rest: Elmby}",
    ),
    "share of different units": case(
        "chart: {kind: share, series: [visits, staff]}",
        "make no whole",
        "name parts of one unit that can be added, or write `<>` with `<>` or `<>`, or make a chart for each unit",
        "chart: {<0>, series: [visits, staff], <1>}",
        "chart: {<0>, series: [visits, staff], <2>}",
    ),
    "share of readings": case(
        "chart: {kind: share, series: [early, staff]}",
        "readings within a year make no whole",
        "write `<>`, which compares nothing",
        "chart: {<0>, series: [early, staff]}",
    ),
    "share of years that the parts do not have": case(
        "chart: {kind: share, series: [birch, elm], period: [2000, 2010]}",
        "there is no year from 2000 to 2010 for which all parts have a value",
        "write `<>`",
        "chart: {kind: share, series: [birch, elm], <0>}",
    ),
    "share of many years": case(
        "chart: {kind: share, series: [visits], of: long, rest: Others, period: [2000, 2023]}",
        "24 columns are too many for a share chart",
        "write `<>`, or draw a line",
        "chart: {kind: share, series: [visits], of: long, rest: Others, <0>}",
        facts='long = { indicator = "visits" }\n',
    ),
    "share of many places": case(
        f"chart: {{kind: share, {ALL}, of: twice, rest: Others}}",
        "45 rows are too many for a share chart",
        "write `<>`, or name at most 12 in `entities`, or use a table",
        f"chart: {{kind: share, {ALL}, of: twice, rest: Others, <0>}}",
        facts='twice = { indicator = "visits" }\n',
    ),
    "share of parts below nought": case(
        "chart: {kind: share, series: [balance, costs]}",
        "parts at or below zero make no whole",
        "write `<>` or `<>`",
        "chart: {<0>, series: [balance, costs]}",
        "chart: {<1>, series: [balance, costs]}",
        facts='costs = { indicator = "balance", entity = "Ashdale" }\n',
    ),
    "one panel": case(
        "multiples: {kind: line, series: [visits]}",
        "small multiples have 2 to 8 panels, and these have 1",
        "draw it as `<>, …}`",
        "<0>, series: [visits]}",
    ),
    "too many panels": case(
        f"multiples: {{kind: line, {ALL}}}",
        "and these have 45",
        "write `<>`, or name at most 8 in `entities`, or use a table",
        f"multiples: {{kind: line, {ALL}, <0>}}",
    ),
    "a panel that is not there": case(
        "multiples: {kind: line, series: [visits, birch], highlight: elm}",
        "no panel is called 'elm'",
        "use one of visits, <>",
        "multiples: {kind: line, series: [visits, birch], highlight: <0>}",
    ),
    "one row of heat": case(
        "heat: {series: [visits], entities: [Ashby]}",
        "a heat table compares rows, and there is one",
        "draw it as `<>, …}`, or name more rows",
        "<0>, series: [visits], entities: [Ashby]}",
        "heat: {series: [visits], entities: [Ashby, Elmby]}",
    ),
    "too many rows of heat": case(
        f"heat: {{{ALL}}}",
        "a heat table has 45 rows",
        "write `<>`, or name at most 40 in `entities`, or use a table of 2023",
        f"heat: {{{ALL}, <0>}}",
    ),
    "heat of different units": case(
        "heat: {series: [visits, staff]}",
        "one shade cannot mean thousand visits and people",
        "write `<>`, or make a heat table for each unit",
        "heat: {series: [visits, staff], <0>}",
    ),
    "too many years of heat": case(
        "heat: {series: [visits, birch], period: [2000, 2023]}",
        "2000 to 2023 are 24 years, a heat table shows 1 to 12",
        "write `<>`, or use a <> chart",
        "heat: {series: [visits, birch], <0>}",
        "chart: {kind: <1>, series: [visits, birch], period: [2000, 2023]}",
    ),
    "heat of years that run backwards": case(
        "heat: {series: [visits, birch], period: [2023, 2014]}",
        "are 0 years",
        "write `<>`, the earlier year first",
        "heat: {series: [visits, birch], <0>}",
    ),
    "a row of heat without a value": case(
        "heat: {series: [visits, birch, sold], measure: index, period: [2015, 2016]}",
        "sold has no value from 2015 to 2016",
        "leave sold out, or choose another `period`; years with a value: <>, <>",
        "heat: {series: [visits, birch], measure: index, period: [2015, 2016]}",
        "heat: {series: [visits, birch, sold], measure: index, period: [<0>, 2016]}",
    ),
    "heat of an index of nought": case(
        "heat: {series: [nought, plan, rare], measure: index}",
        "divides by 0",
        "leave nought out",
        "heat: {series: [plan, rare], measure: index}",
    ),
    "heat of an index across a break": case(
        "heat: {series: [old, visits], measure: index}",
        "across a break",
        "write `<>` or `<>`, or leave `measure` out, for the values, or leave old out",
        "heat: {series: [old, visits], measure: index, <0>}",
        "heat: {series: [old, visits], measure: index, <1>}",
        "heat: {series: [old, visits]}",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_fix_of_a_comparison_works_when_it_is_followed(name: str, tmp_path: Path) -> None:
    one = CASES[name]
    ways = answer(one, tmp_path)
    assert [left(way, one, tmp_path) for way in ways] == [[] for _ in ways]


@ONLY_IN_A_THOROUGH_RUN  # each fix is followed above
def test_all_comparisons_that_fixes_lead_to_build(tmp_path: Path) -> None:
    assert built(CASES.values(), tmp_path / "towns", tmp_path) == []
