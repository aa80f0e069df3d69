"""Growth is stated in % or as a multiple: both within one comparison are a fault, on a slide or in a figure."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from tests.invented import Invented, project

PERCENT, MULTIPLE = "{{ visits.percent | signed(0) }}", "{{ visits.multiple | x }}"
YEARS = "Visits in thousands, 2019–{{ visits.last | year }}"
STORY = """\
cover: {subtitle: "Visits stood at {{ visits.last }}"}
letter: {subject: "Visits stood at {{ visits.last }}", points: ["**Visits** {{ visits.last }}"]}
parts: [{id: town, name: Town, headline: "Visits stood at {{ visits.last }}"}]
sections:
"""


def section(key: str, subtitle: str, *results: str) -> str:
    """Return a section with a line and what stands at its end."""
    shown = "".join(f'\n        - {{series: visits, text: "{result}"}}' for result in results)
    return f"""\
  - id: {key}
    part: town
    title: "Visits stood at {{{{ visits.last }}}} in {{{{ visits.last | year }}}}, {key}"
    subtitle: "{subtitle}"
    chart:
      kind: line
      series: [visits]
      results:{shown}
"""


def mixed(story: str, output: str, folder: Path) -> list[str]:
    mine = project(folder / "mine", Invented(values=(8, 9, 12, 15, 20)), STORY + story)
    built = briefing.build(mine, folder / "out", only=[output])
    return [finding.what for finding in built.findings if "stands next to multiples" in finding.what]


@pytest.mark.parametrize("output", ["brief", "deck"])
def test_two_figures_may_state_growth_each_in_its_way(output: str, tmp_path: Path) -> None:
    story = section("here", YEARS, PERCENT) + section("there", YEARS, MULTIPLE)
    assert mixed(story, output, tmp_path) == []


@pytest.mark.parametrize("output", ["brief", "deck"])
def test_one_figure_states_growth_in_one_way(output: str, tmp_path: Path) -> None:
    story = section("here", f"{YEARS}: {MULTIPLE}", PERCENT)
    assert mixed(story, output, tmp_path) == ["+150% stands next to multiples"]
