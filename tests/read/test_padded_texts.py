"""Blanks, tabs and line ends around a text or doubled within are not part of it, also where rows are left out unread.

A row that matches is read from every kind of source as it is from a CSV, and no other comes along.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from itertools import cycle, product
from pathlib import Path

import pytest

import briefing.read
from briefing.read.characters import tidy
from tests.dispatch.servers import postgresql as servers
from tests.dispatch.servers.postgresql import Postgresql
from tests.read.kinds import LARGE, arrow, parquet, put, rows, settle
from tests.read.small import change

PADS: dict[str, Callable[[str], str]] = {
    "before": lambda text: f" {text}",
    "a line end before": lambda text: f"\r\n{text}",
    "after": lambda text: f"{text} ",
    "a tab after": lambda text: f"{text}\t",
    "within": lambda text: text.replace(" ", "  "),
    "a tab within": lambda text: text.replace(" ", "\t"),
    "everywhere": lambda text: "\t" + text.replace(" ", " \t ") + "\n",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Postgresql]:
    with servers.running() as server:
        yield server


@pytest.fixture
def url(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the observations lie, if it is a database."""
    kind = request.node.callspec.params["kind"]
    found = request.getfixturevalue("server").database() if kind == "postgresql" else "sqlite:///figures.db"
    monkeypatch.setenv("FIGURES_URL", str(found))
    return str(found)


def write(project: Path, given: list[dict[str, str]]) -> None:
    """Rows → the observations.csv of a project."""
    with (project / "observations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(given[0]))
        writer.writeheader()
        writer.writerows(given)


def observed(project: Path) -> list[tuple[str, str, int, float]]:
    found = briefing.read.project(project).dataset.observations
    return sorted((item.indicator, item.entity, item.period.ordinal, item.value) for item in found)


@pytest.mark.parametrize("pad", PADS)
@pytest.mark.parametrize("kind", ["csv", *LARGE])
def test_a_padded_text_is_that_text(kind: str, pad: str, url: str, starter: Path) -> None:
    before = observed(starter)
    padded = [{**row, **{name: PADS[pad](row[name]) for name in ("indicator_id", "entity")}} for row in rows(starter)]
    write(starter, padded)
    if kind != "csv":
        put(starter, kind, url)
    assert observed(starter) == before


@pytest.mark.parametrize("kind", ["csv", *LARGE])
def test_a_text_without_its_blank_is_another(kind: str, url: str, starter: Path) -> None:
    before = observed(starter)
    given = rows(starter)
    write(starter, [*given, {**given[0], "entity": "ExampleCity"}, {**given[0], "entity": "Example Cit y"}])
    if kind == "csv":
        settle(starter, 'file = "observations.csv"', 'entities = ["Sample Town", "Model Village"]')
    else:
        put(starter, kind, url)
    assert observed(starter) == before


@pytest.mark.parametrize("kind", ["csv", "parquet", "csv-folder", "sqlite", "postgresql"])
def test_a_padded_heading_is_that_column(kind: str, url: str, starter: Path) -> None:
    before = observed(starter)
    if kind in ("sqlite", "postgresql"):
        put(starter, kind, url)
        query = 'select indicator_id as " indicator_id", entity as "entity ", year, value, source_id from observations'
        change(starter, "briefing.toml", '"select * from observations"', f"'''{query}'''")
    else:
        write(starter, [{f" {name} ": cell for name, cell in row.items()} for row in rows(starter)])
        if kind != "csv":
            put(starter, kind)
    assert observed(starter) == before


def test_a_row_group_with_a_padded_text_is_not_left_out(starter: Path) -> None:
    arrow()
    before = observed(starter)
    padded = [
        {**row, "entity": pad(row["entity"])} for row, pad in zip(rows(starter), cycle(PADS.values()), strict=False)
    ]
    put(starter, "parquet")
    parquet(starter / "observations.parquet", padded, row_group_size=1)
    assert observed(starter) == before


@pytest.mark.parametrize("word", ["Town", "Old Town", "A B C"])
def test_the_spans_of_a_text_hold_it_however_padded_and_no_neighbour(word: str) -> None:
    from briefing.read.arrow import spans

    def held(text: str) -> bool:
        return any(start <= text < stop for start, stop in spans(word))

    runs = ["".join(signs) for count in (1, 2, 3) for signs in product(" \t\r\n", repeat=count)]
    padded = [*(word + run for run in runs), *(run + word for run in runs), *(word.replace(" ", run) for run in runs)]
    assert {tidy(text) for text in padded} == {word}
    assert [text for text in padded if not held(text)] == []
    beside = {word[:-1], f"{word}!", f"{word}s", f"{word}-on-Sea", "A", "A C", "Old", "Old Tow", "Older", "Z", "!", ""}
    assert [text for text in beside if held(text)] == []
