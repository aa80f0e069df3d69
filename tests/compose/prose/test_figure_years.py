"""The years that a subtitle or a title gives a figure are those that the figure shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing import read
from briefing.compose import compose
from briefing.errors import BriefingError, Finding
from tests import shires

LINE = "chart: {kind: line, series: [visits]%s}"
NODES = {
    "line": LINE % "",
    "columns": "chart: {kind: columns, series: [visits], period: [2020, 2023]}",
    "slope": "chart: {kind: slope, series: [visits], period: [2020, 2022]}",
    "dumbbell": "chart: {kind: dumbbell, series: [visits], entities: [edition, Zelshire], period: [2020, 2022]}",
    "bars": "chart: {kind: bar, series: [visits], entities: [edition, Zelshire], period: [2022, 2022]}",
    "multiples of first values": (
        "chart: {kind: bar, series: [visits], entities: [edition, Zelshire], measure: multiple}"
    ),
    "panels": "multiples: {kind: columns, series: [visits], entities: [edition, Zelshire], period: [2020, 2022]}",
    "heat": "heat: {series: [visits], entities: [edition, Zelshire], period: [2020, 2022]}",
}
SHOWN = {
    "line": "2018–2023", "columns": "2020–2023", "slope": "2020–2022", "dumbbell": "2020–2022", "bars": "2022",
    "multiples of first values": "2018–2023", "panels": "2020–2022", "heat": "2020–2022",
}  # fmt: skip
NOW = "{{ visits.last | year }}"


def faults(folder: Path, node: str, subtitle: str = "auto", title: str = "Visits") -> tuple[Finding, ...]:
    """A figure with its subtitle and title → the faults of their years."""
    lines = (node, f'subtitle: "{subtitle}"')
    given = read.project(shires.project(folder, shires.section(*lines, title=f"'{title}'")))
    try:
        found = compose(given, read.story(given.stories["en"]), "en").findings
    except BriefingError as error:
        return error.findings
    assert not [one for one in found if "the figure shows" in one.what]
    return ()


def printed(years: str) -> str:
    """Years as an author has to write them: the last one of the data is printed."""
    return years.replace("2023", NOW)


@pytest.mark.parametrize("kind", NODES)
def test_a_subtitle_with_the_years_of_its_figure_stands(kind: str, tmp_path: Path) -> None:
    years = SHOWN[kind]
    assert faults(tmp_path / "auto", NODES[kind]) == ()
    assert faults(tmp_path / "own", NODES[kind], f"Visits, thousand, {printed(years)}") == ()


@pytest.mark.parametrize("kind", NODES)
def test_a_subtitle_with_other_years_is_refused_and_the_fix_works(kind: str, tmp_path: Path) -> None:
    wrong = "2021" if kind == "bars" else "2019–2022" if kind in ("line", "columns") else "2019–2021"
    (found,) = faults(tmp_path / "wrong", NODES[kind], f"Visits, thousand, {wrong}")
    assert found.what.startswith(f"the subtitle says {wrong}, and the figure shows {SHOWN[kind]}: ")
    fix = re.match(r"write (.+), or `subtitle: auto`", found.fix)
    assert fix is not None
    assert faults(tmp_path / "mended", NODES[kind], f"Visits, thousand, {fix[1]}") == ()


@pytest.mark.parametrize(
    "subtitle",
    [
        f"Visits, thousand, 2018–{NOW}",
        f"Visits from 2018 to {NOW}, thousand",
        "Visits, thousand, in prices of 2015",
        "Visits, thousand, counted anew in 2021",
        "Visits, thousand, 2021",
        "Visits, {{ visits.first | year }}–{{ visits.last | year }}",
        "Visits: {{ visits.first }}–{{ visits.last }} thousand",
        "Visits before the plan 2010 to 2015",
    ],
)
def test_other_years_of_a_subtitle_and_numbers_are_no_years_of_the_figure(subtitle: str, tmp_path: Path) -> None:
    assert faults(tmp_path / "own", NODES["line"], subtitle) == ()


@pytest.mark.parametrize(
    ("title", "right"),
    [
        ("Visits, 2019–2021", True),
        ("Visits, 2015–2021", False),
        ("Visits from 2010 to 2020 in one line", False),
        ("Visits {{ visits.between(2018, 2019).percent | moved }} from 2018 to 2019", True),
    ],
)
def test_a_title_gives_no_years_that_its_figure_lacks_but_those_of_its_own_change(
    title: str, right: bool, tmp_path: Path
) -> None:
    node = LINE % ", period: [2018, 2022]"
    assert (not faults(tmp_path / "title", node, title=title)) == right
    own = node.replace("}", f", title: '{title}'}}") if "{{" not in title else node
    assert (not faults(tmp_path / "own", own)) == (right or own == node)
