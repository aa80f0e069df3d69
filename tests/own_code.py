"""A small project whose own code draws a figure."""

from __future__ import annotations

from pathlib import Path

from tests.invented import Invented, project

CODE = """\
import matplotlib.pyplot as plt


def ferries(facts):
    visits = facts["visits"]
    fig, ax = plt.subplots()
    ax.bar(visits.places, visits.values, color=facts.palette.context, alpha=0.6)
    ax.plot(visits.places, visits.values, color=facts.palette.highlight, marker="o", linestyle="--")
    ax.set_xticks(visits.places, facts.periods)
    for point in (visits.first, visits.last):
        ax.annotate(f"{point.label}: {point.text}", (point.at, point.value), (0, 8), textcoords="offset points",
                    ha="center", color=facts.palette.ink)
    ax.set_ylim(0, 70)
    ax.set_title(f"{visits.name} {facts.texts['rise']}, and 100 in the plan")
    return fig
"""

# A second figure of the same section, of other values.
SECOND_CODE = (
    CODE
    + """

def peers(facts):
    (town,) = facts.series.values()
    fig, ax = plt.subplots()
    ax.plot(town.places, town.values)
    ax.set_xticks(town.places, facts.periods)
    ax.set_yticks([])
    ax.set_ylim(0, 70)
    ax.annotate(town.last.text, (town.last.at, town.last.value), (0, 8), textcoords="offset points", ha="right")
    return fig
"""
)

STORY = """\
sections:
  - id: ferries
    title: "Visits {{ visits.percent | moved(0) }} to {{ visits.last | year }}"
    subtitle: auto
    chart:
      kind: figure
      call: "figures.py:ferries"
      series: [visits]
      texts: {rise: "{{ visits.percent | moved(0) }}"}
      numbers: {"100": the target of the plan}
      alt: Bars of visits, and a line over them that falls and rises
    points:
      - "**Plan** The plan is older than the count."
"""

TWO = """\
sections:
  - id: ferries
    title: "Visits {{ visits.percent | moved(0) }} to {{ visits.last | year }}"
    subtitle: auto
    charts:
      - kind: figure
        call: "figures.py:ferries"
        series: [visits]
        texts: {rise: "{{ visits.percent | moved(0) }}"}
        numbers: {"100": the target of the plan}
        alt: Bars of visits, and a line over them that falls and rises
      - kind: figure
        call: "figures.py:peers"
        series: [visits]
        entities: [Sample Town]
        alt: A line that falls and rises
"""


def project_with_figure(folder: Path, code: str = CODE, story: str = STORY) -> Path:
    """A folder → the project in it, whose figures.py is this code."""
    made = project(folder, Invented(), story)
    settings = made / "briefing.toml"
    settings.write_text(f"allow_code = true\n{settings.read_text(encoding='utf-8')}", encoding="utf-8")
    (made / "figures.py").write_text(code, encoding="utf-8")
    return made
