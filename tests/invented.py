"""A small invented project whose numbers, unit and names a test chooses."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

Rows = Sequence[Sequence[object]]


class Invented(Struct, frozen=True):
    """What of the project a test chooses. `values` are those of the years up to 2023; `other` those of another town."""

    values: Sequence[object] = (40, 25, 33, 48, 56)
    other: Sequence[object] = (30, 20, 28, 41, 44)
    unit: str = "visits"
    name: str = "Visits"
    entity: str = "Example City"
    peer: str = "Sample Town"
    publisher: str = "City office"
    title: str = "City yearbook"
    short: str = "Yearbook"
    edition: str = "An example"
    imprint: Mapping[str, str] = {}
    parameters: Mapping[str, str] = {}
    milestone: str = ""
    speaker: str = ""
    lang: str = "en"
    facts: str = ""
    columns: Mapping[str, str] = {}
    head: str = ""
    extra: str = ""

    @property
    def years(self) -> range:
        """The years of the values."""
        return range(2024 - len(self.values), 2024)


def project(folder: Path, made: Invented, story: str) -> Path:
    """A folder and what is chosen → the project in it."""
    folder.mkdir(parents=True, exist_ok=True)
    years = made.years
    told = {"organisation": "City desk", "owner": "The desk", "contact": "desk@example.org"} | dict(made.imprint)
    lines = [
        "[edition]",
        'slug = "invented"',
        f"title = {json.dumps(made.edition)}",
        f"entity = {json.dumps(made.entity)}",
        f"period = [{years[0]}, {years[-1]}]",
        "as_of = 2024-12-31",
        f'languages = ["{made.lang}"]',
        "[imprint]",
        *(f"{key} = {json.dumps(value)}" for key, value in told.items()),
        "[facts]",
        made.facts or 'visits = { indicator = "visits" }',
        "[parameters]",
        *(f"{key} = {json.dumps(value)}" for key, value in made.parameters.items()),
    ]
    (folder / "briefing.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    own = {f"name_{made.lang}": made.name, "name_en": made.name, **made.columns}
    _table(
        folder / "indicators.csv",
        [["id", "unit", "direction_of_good", *own], ["visits", made.unit, "up", *own.values()]],
    )
    rows = [
        ["visits", entity, year, value, "OFFICE"]
        for entity, values in ((made.entity, made.values), (made.peer, made.other))
        for year, value in zip(years, values, strict=False)
        if value is not None
    ]
    _table(folder / "observations.csv", [["indicator_id", "entity", "year", "value", "source_id"], *rows])
    _table(
        folder / "sources.csv",
        [
            ["id", "publisher", "short", "title", "url", "published"],
            ["OFFICE", made.publisher, made.short, made.title, "", "2024-06-30"],
        ],
    )
    if made.milestone:
        rows = [
            ["2021-05", made.milestone, "OFFICE"],
            ["2022-07", "Second count", "OFFICE"],
            ["2023", "Third count", "OFFICE"],
        ]
        _table(folder / "milestones.csv", [["date", "title", "source_id"], *rows])
    if made.speaker:
        row = ["said", "quote", made.speaker, "We count every visit to the city.", 2022, "OFFICE"]
        _table(folder / "statements.csv", [["id", "kind", "speaker", "text", "year", "source_id"], row])
    (folder / f"story.{made.lang}.yaml").write_text(story, encoding="utf-8")
    return folder


def _table(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


LEVELS = """\
cover: {subtitle: "Now {{ visits.last | full }}, from {{ visits.first | full }}"}
letter:
  points:
    - "**Level** It is {{ visits.last | full }}, or {{ visits.last }}."
sections:
  - id: table
    title: "In {{ visits.last | year }} it is {{ visits.last | full }}"
    table:
      head: [Year, Value, Unit]
      rows:
        - ["{{ visits.first | year }}", "{{ visits.first }}", "{{ visits.unit }}"]
        - ["{{ visits.last | year }}", "{{ visits.last }}", "{{ visits.unit }}"]
    points:
      - "**Change** {{ visits.change | signed }} since {{ visits.first | year }}, in {{ visits.unit }}."
    paragraph: "It was {{ visits.first | full }}; by {{ visits.last | year }} {{ visits.last | full }}."
    notes: "Say {{ visits.last | full }}."
  - id: heat
    title: "Both places in {{ visits.last | year }}"
    subtitle: "{{ visits.name }}, {{ visits.unit }}"
    heat: {series: [visits], entities: [%(entity)s, %(peer)s]}
"""


def levels(made: Invented) -> str:
    """A project → a story that prints its levels everywhere: cover, letter, table, points, paragraph, notes, heat."""
    return LEVELS % {"entity": json.dumps(made.entity), "peer": json.dumps(made.peer)}


NAMED = """\
imprint: {owner: %(name)s}
cover: {kicker: %(name)s, subtitle: "{{ visits.entity }}: {{ visits.last }} in {{ visits.last | year }}"}
letter: {subject: "{{ client }}: {{ visits.last }}", greeting: "For {{ client }}."}
parts:
  - id: all
    name: %(name)s
    headline: "{{ visits.name }} in {{ visits.entity }}"
    aside: [{auto: contact}]
sections:
  - id: columns
    part: all
    title: "{{ visits.name }} of {{ client }} stood at {{ visits.last }}"
    subtitle: auto
    chart: {kind: columns, series: [visits]}
    points:
      - text: %(typed)s
    paragraph: %(typed)s
    notes: %(typed)s
  - id: bars
    part: all
    title: "{{ visits.entity }} and its neighbour in {{ visits.last | year }}"
    subtitle: auto
    chart: {kind: bar, series: [visits], entities: [%(name)s, "Sample Town"], highlight: %(name)s}
  - id: events
    part: all
    title: "What happened in {{ visits.entity }}"
    milestones: [{date: "2021-05"}, {date: "2022-07"}, {date: "2023", text: %(typed)s}]
  - id: words
    part: all
    title: "What {{ visits.entity }} says"
    quote: said
"""


def named(name: str) -> tuple[Invented, str]:
    """A name → a project in which everything is called by it, and its story."""
    made = Invented(
        name=name,
        entity=name,
        publisher=name,
        title=name,
        short=name,
        edition=name,
        imprint={"organisation": name, "owner": name, "contact": name},
        parameters={"client": name},
        milestone=name,
        speaker=name,
    )
    return made, NAMED % {"name": json.dumps(name), "typed": json.dumps(f"At {name} all went well.")}
