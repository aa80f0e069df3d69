"""A title whose change is of other years than its figure shows, and that names no year, is doubted."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import read
from briefing.compose import compose
from tests import shires

ALL, LATE = "{{ visits.percent | moved }}", "{{ visits.between(2020, 2022).percent | moved }}"
NODES = {
    "dumbbell": "chart: {kind: dumbbell, series: [visits], entities: [edition, Zelshire], period: [2020, 2022]}",
    "slope": "chart: {kind: slope, series: [visits], period: [2020, 2022]}",
    "columns": "chart: {kind: columns, series: [visits], period: [2020, 2022]}",
    "multiples": "multiples: {kind: columns, series: [visits], entities: [edition, Zelshire], period: [2020, 2022]}",
}


def doubts(folder: Path, title: str, node: str) -> list[tuple[str, str]]:
    given = read.project(shires.project(folder / "shires", shires.section(node, title=f"'{title}'")))
    found = compose(given, read.story(given.stories["en"]), "en").findings
    assert all(one.severity == "warning" for one in found)
    return [(one.what, one.fix) for one in found if "the figure shows" in one.what]


@pytest.mark.parametrize("node", NODES.values(), ids=NODES)
def test_a_change_of_other_years_is_doubted_and_the_fix_works(node: str, tmp_path: Path) -> None:
    ((what, fix),) = doubts(tmp_path / "a", f"Visits {ALL}", node)
    told = "visits.percent goes from 2018 to 2023, which the title does not say; the figure shows 2020 to 2022"
    assert what.startswith(told)
    assert fix == "write visits.between(2020, 2022).percent, or say the years in the title"
    assert not doubts(tmp_path / "b", f"Visits {LATE}", node)
    assert not doubts(tmp_path / "c", f"Visits {ALL} from 2018 to {{{{ visits.last | year }}}}", node)


@pytest.mark.parametrize(
    ("title", "node", "doubted"),
    [
        ("Visits {{ visits.between(2020, 2021).percent | moved }} in a year", NODES["columns"], False),
        ("Visits {{ visits.between(2020, 2021).percent | moved }} in a year", NODES["slope"], True),
        ("Staff {{ staff.percent | moved }}", NODES["slope"], False),
        ('Visits {{ visits.of("Ashshire").percent | moved }}', NODES["slope"], False),
        ("{{ visits.last }} thousand visits", NODES["slope"], False),
        (f"Visits {ALL}", "chart: {kind: slope, series: [visits]}", False),
    ],
)
def test_only_what_the_figure_shows_otherwise_is_doubted(title: str, node: str, doubted: bool, tmp_path: Path) -> None:
    assert bool(doubts(tmp_path, title, node)) == doubted
