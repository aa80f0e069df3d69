"""What the message on a chart that cannot be drawn proposes can be drawn, and builds in deck, brief and letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.following import Case, answer, built, case, left
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

THREE = "series: [visits], entities: [Ashby, Elmby, Oakby]"
CHARTS: dict[str, Case] = {
    "benchmark of multiples": case(
        f"chart: {{kind: bar, {THREE}, measure: multiple, benchmark: average}}",
        "not on multiple of a bar",
        "leave `benchmark` out, or write `<>` without `measure`",
        f"chart: {{kind: bar, {THREE}, measure: multiple}}",
        f"chart: {{<0>, {THREE}, benchmark: average}}",
    ),
    "benchmark of another unit": case(
        f"chart: {{kind: bar, {THREE}, benchmark: staff}}",
        "the benchmark staff is in 'people'",
        "write `<>` or `<>`, or one in 'thousand visits': old, <>, …",
        f"chart: {{kind: bar, {THREE}, <0>}}",
        f"chart: {{kind: bar, {THREE}, <1>}}",
        f"chart: {{kind: bar, {THREE}, benchmark: <2>}}",
    ),
    "average of one place": case(
        "chart: {kind: bar, series: [plan], benchmark: average}",
        "plan is of one place, which has no average",
        "write one in 'rooms': rooms, <>",
        "chart: {kind: bar, series: [plan], benchmark: <0>, period: [2023, 2023]}",
    ),
    "bars of different years": case(
        "chart: {kind: bar, series: [plan, rooms], benchmark: far}",
        "the bars are of different years: 2018, 2023",
        "write `<>`",
        "chart: {kind: bar, series: [plan, rooms], benchmark: far, <0>}",
    ),
    "slope of different years": case(
        "chart: {kind: slope, series: [staff, late]}",
        "begin or end in different years: staff 2014–2023; late 2016–2023",
        "write `<>`",
        "chart: {kind: slope, series: [staff, late], <0>}",
    ),
    "slope of one year": case(
        "chart: {kind: slope, series: [staff], period: [2020, 2020]}",
        "a slope needs two years, and there is only 2020",
        "write `<>`, or write `<>`",
        "chart: {<0>, series: [staff], period: [2020, 2020]}",
        "chart: {kind: slope, series: [staff], <1>}",
    ),
    "slope across a break": case(
        "chart: {kind: slope, series: [old]}",
        "old cannot be compared from 2014 to 2023: counted by hand before",
        "write `<>` or `<>`",
        "chart: {kind: slope, series: [old], <0>}",
        "chart: {kind: slope, series: [old], <1>}",
    ),
    "readings within a year": case(
        "chart: {kind: slope, series: [early]}",
        "early are readings within a year",
        "use an indicator of full years, or `<>`, which compares nothing",
        "chart: {<0>, series: [early]}",
    ),
    "years without a value at the ends": case(
        "chart: {kind: slope, series: [sold], period: [2015, 2020]}",
        "sold has no value for 2015",
        "years with a value: <>, <>",
        "chart: {kind: slope, series: [sold], period: [<0>, <1>]}",
    ),
    "bars of years without a value": case(
        "chart: {kind: bar, series: [rare], period: [2015, 2016]}",
        "rare has no value from 2015 to 2016",
        "years with a value: <>, <>",
        "chart: {kind: bar, series: [rare], period: [<0>, <1>]}",
    ),
    "line of years without a value": case(
        "chart: {kind: columns, series: [rare], period: [2015, 2016]}",
        "rare has no value from 2015 to 2016",
        "years with a value: <>, <>",
        "chart: {kind: columns, series: [rare], period: [<0>, <1>]}",
    ),
    "different units": case(
        "chart: {kind: bar, series: [staff, rare]}",
        "'people', 'books' are different units",
        "write `<>` or `<>`, or make a <> for each unit",
        "chart: {kind: bar, series: [staff, rare], <0>}",
        "chart: {kind: bar, series: [staff, rare], <1>}",
        "<2>s: [{kind: bar, series: [staff]}, {kind: bar, series: [rare]}]",
    ),
    "different units over years": case(
        "chart: {kind: line, series: [staff, visits]}",
        "are different units",
        "write `<>`, or make a chart for each unit",
        "chart: {kind: line, series: [staff, visits], <0>}",
    ),
    "different units, one a rank": case(
        "chart: {kind: bar, series: [staff, order]}",
        "'people', 'rank' are different units",
        "make a <> for each unit",
        "<0>s: [{kind: bar, series: [staff]}, {kind: bar, series: [order]}]",
    ),
    "multiple of a percentage": case(
        "chart: {kind: bar, series: [share], measure: multiple}",
        "share is a percentage, which no chart shows as a multiple",
        "write `<>`",
        "chart: {kind: bar, series: [share], <0>}",
    ),
    "multiple of a percentage beside others": case(
        "chart: {kind: bar, series: [share, staff, rare], measure: multiple}",
        "share is a percentage",
        "leave <> out",
        "chart: {kind: bar, series: [staff, rare], measure: multiple, names: {staff: {name: All but <0>}}}",
    ),
    "bars of a multiple of nought": case(
        "chart: {kind: bar, series: [nought, rare, plan], measure: multiple}",
        "nought.multiple: divides by 0",
        "leave nought out",
        "chart: {kind: bar, series: [rare, plan], measure: multiple}",
    ),
    "slope of a multiple of nought": case(
        "chart: {kind: slope, series: [nought], measure: multiple}",
        "divides by 0",
        "leave `measure` out, for the values",
        "chart: {kind: slope, series: [nought]}",
    ),
    "index below zero": case(
        "chart: {kind: line, series: [balance, visits], measure: index}",
        "which is below zero",
        "leave balance out",
        "chart: {kind: line, series: [visits], measure: index}",
    ),
    "index across a break": case(
        "chart: {kind: line, series: [old], measure: index}",
        "across a break",
        "write `<>` or `<>`, or leave `measure` out, for the values",
        "chart: {kind: line, series: [old], measure: index, <0>}",
        "chart: {kind: line, series: [old], measure: index, <1>}",
        "chart: {kind: line, series: [old]}",
    ),
    "line of few points": case(
        "chart: {kind: line, series: [plan]}",
        "a line needs 4 observed points from 2014 to 2023; plan has 3",
        "write `<>` or `<>` for single years, or `<>` for a first and a last value",
        "chart: {<0>, series: [plan]}",
        "chart: {<1>, series: [plan]}",
        "chart: {<2>, series: [plan]}",
    ),
    "lines of few points beside others": case(
        "chart: {kind: line, series: [visits, plan], measure: index}",
        "plan has 3",
        "write `<>` for single years, or `<>` for a first and a last value, or leave plan out",
        "chart: {<0>, series: [visits, plan], measure: index}",
        "chart: {<1>, series: [visits, plan], measure: index}",
        "chart: {kind: line, series: [visits], measure: index}",
    ),
    "measure over years": case(
        "chart: {kind: line, series: [visits, birch], measure: multiple}",
        "no line shows the measure multiple over years",
        "leave `measure` out, or write `<>`",
        "chart: {kind: line, series: [visits, birch]}",
        "chart: {kind: line, series: [visits, birch], <0>}",
    ),
    "measure of ranks": case(
        f"chart: {{kind: bump, {THREE}, measure: target}}",
        "no bump shows the measure target over years",
        "leave `measure` out",
        f"chart: {{kind: bump, {THREE}, highlight: Ashby}}",
    ),
    "too many columns a year": case(
        "chart: {kind: columns, series: [visits, birch, elm, fern]}",
        "4 columns a year are too many to read",
        "name at most 3 in `series`, or write `<>`, or draw `<>` of `<>`",
        "chart: {kind: columns, series: [visits, birch, elm]}",
        "chart: {<0>, series: [visits, birch, elm, fern]}",
        "<1>: {<2>, series: [visits, birch, elm, fern]}",
    ),
    "too many places in a year": case(
        "chart: {kind: columns, series: [visits], entities: all, period: [2019, 2023]}",
        "45 columns a year",
        "write `<>`, or name at most 3 in `entities`, or …",
        "chart: {kind: columns, series: [visits], entities: all, period: [2019, 2023], <0>}",
    ),
    "more than 61 years of columns": case(
        "chart: {kind: columns, series: [visits], period: [1951, 2023]}",
        "the period 1951 to 2023 is no span of 1 to 61 years",
        "write `<>`, or write `<>`, or `<>` with `<>` for the first and the last year; a `<>` may print single years, "
        "as <>",
        "chart: {<0>, series: [visits], period: [1951, 2023]}",
        "chart: {kind: columns, series: [visits], <1>}",
        "chart: {<2>, series: [visits], <3>}",
        '<4>: {head: [Year, Visits], rows: [["1951", "<5>"]]}',
    ),
    "more than 200 years of a line": case(
        "chart: {kind: line, series: [visits], period: [1701, 2023]}",
        "the period 1701 to 2023 is no span of 1 to 200 years",
        "write `<>`; a `<>` may print single years, as <>",
        "chart: {kind: line, series: [visits], <0>}",
        '<1>: {head: [Year, Visits], rows: [["1951", "<2>"]]}',
    ),
    "period that runs backwards": case(
        "chart: {kind: line, series: [visits], period: [2023, 2014]}",
        "is no span",
        "write `<>`, the earlier year first",
        "chart: {kind: line, series: [visits], <0>}",
    ),
    "target far beyond the years": case(
        "chart: {kind: columns, series: [far], target: 2090}",
        "the period 2014 to 2090 is no span",
        "leave `target: 2090` out, or write `<>`",
        "chart: {kind: columns, series: [far]}",
        "chart: {<0>, series: [far], target: 2090}",
    ),
    "target that nobody published": case(
        "chart: {kind: columns, series: [plan], target: 2040}",
        "there is no target for 2040",
        "years with a target: <>, <>",
        "chart: {kind: columns, series: [plan], target: <0>}",
        "chart: {kind: columns, series: [plan], target: <1>}",
    ),
    "target before the years": case(
        "chart: {kind: columns, series: [rare], target: 2010}",
        "the target for 2010 lies before the chart",
        "write `<>`, or leave `target` out",
        "chart: {kind: columns, series: [rare], target: 2010, <0>}",
        "chart: {kind: columns, series: [rare]}",
    ),
    "target of several series": case(
        "chart: {kind: columns, series: [plan, rooms], target: 2025}",
        "a target stands on columns or a line of one series",
        "leave `target` out, or write `<>`",
        "chart: {kind: columns, series: [plan, rooms]}",
        "chart: {<0>, series: [plan, rooms], target: 2025}",
    ),
    "target of an index": case(
        "chart: {kind: columns, series: [plan], target: 2025, measure: index}",
        "in its own unit",
        "write `<>` without `measure`, or leave `target` out, or write `<>`",
        "chart: {<0>, series: [plan], target: 2025}",
        "chart: {kind: columns, series: [plan], measure: index}",
        "chart: {<1>, series: [plan], target: 2025}",
    ),
    "target of several years": case(
        "chart: {kind: bullet, series: [plan]}",
        "plan needs the year of its target; published: 2025, 2030",
        "write `<>` or `<>`",
        "chart: {kind: bullet, series: [plan], <0>}",
        "chart: {kind: bullet, series: [plan], <1>}",
    ),
    "target below zero": case(
        "chart: {kind: bullet, series: [balance]}",
        "balance has no share of its target",
        "use <> with `target`, or a <> of values and a sentence with the target",
        "chart: {kind: <0>, series: [balance], target: 2025}",
        "chart: {kind: <1>, series: [balance]}",
    ),
    "column of targets": case(
        "chart: {kind: bar, series: [plan, staff], measure: index, columns: [target, last]}",
        "the column target needs targets",
        "leave target out of `columns`, or write `<>`",
        "chart: {kind: bar, series: [plan, staff], measure: index, columns: [last]}",
        "chart: {<0>, series: [plan, staff], target: 2025, columns: [target, last]}",
    ),
    "growth that is none": case(
        "chart: {kind: columns, series: [rooms], growth: rooms.percent}",
        "`rooms.percent` is no growth rate",
        "write `<>`, or `<>`",
        "chart: {kind: columns, series: [rooms], <0>}",
        "chart: {kind: columns, series: [rooms], <1>}",
    ),
    "growth of other years": case(
        "chart: {kind: columns, series: [plan], period: [2014, 2018], growth: 'far.between(2018, 2023).growth'}",
        "is a rate from 2018 to 2023, and the columns are of 2014 to 2018",
        "name a rate over at least two of the columns, or leave `growth` out",
        "chart: {kind: columns, series: [plan], period: [2014, 2018], growth: 'far.between(2014, 2018).growth'}",
        "chart: {kind: columns, series: [plan], period: [2014, 2018]}",
    ),
    "columns of several series since a year": case(
        "chart: {kind: columns, series: [rooms, plan], since: 2018}",
        "here each series has its colour",
        "leave `since` out, or name one series",
        "chart: {kind: columns, series: [rooms, plan]}",
        "chart: {kind: columns, series: [rooms], since: 2018}",
    ),
    "growth of one year": case(
        "chart: {kind: columns, series: [rooms], period: [2018, 2018], growth: true}",
        "rooms has no growth rate over 2018 alone",
        "leave `growth` out",
        "chart: {kind: columns, series: [rooms], period: [2018, 2018]}",
    ),
    "growth from nought": case(
        "chart: {kind: columns, series: [nought], growth: true}",
        "nought has no growth rate",
        "leave `growth` out, and print the change in a sentence",
        "chart: {kind: columns, series: [nought]}",
    ),
}


@pytest.mark.parametrize("name", CHARTS)
def test_the_fix_of_a_chart_works_when_it_is_followed(name: str, tmp_path: Path) -> None:
    one = CHARTS[name]
    ways = answer(one, tmp_path)
    assert [left(way, one, tmp_path) for way in ways] == [[] for _ in ways]


@ONLY_IN_A_THOROUGH_RUN  # each fix is followed above
def test_all_charts_that_fixes_lead_to_build(tmp_path: Path) -> None:
    assert built(CHARTS.values(), tmp_path / "towns", tmp_path) == []
