"""Next periods that a story is tried on."""

from __future__ import annotations

from pathlib import Path

from briefing.draft.narrative.imagined_periods import imagined_projects
from briefing.facts import FactRegistry
from tests.draft.narrative.tables import months, table


def test_everything_goes_on_or_turns_or_some_sources_publish_later(tmp_path: Path) -> None:
    values = {"a": {"Alder": [10.0, 12.0, 15.0]}, "b": {"Alder": [3.0, 2.0, 0.5]}}
    own = table(tmp_path, values, months(2030, 3), last=2, sources={"b": "T"})
    found = [FactRegistry(one.dataset, one.edition) for one in imagined_projects(own)]
    last = [[book.subject(key).last for key in "ab"] for book in found]
    assert [[fact.value for fact in row] for row in last] == [[18, 0.2], [6, 5], [18, 0.5]]
    assert [[str(fact.period) for fact in row] for row in last] == [
        ["2030-04", "2030-04"],
        ["2030-04", "2030-04"],
        ["2030-04", "2030-03"],
    ]
    assert [str(book.subject("a").first.period) for book in found] == ["2030-03"] * 3


def test_ranks_of_a_next_period_are_whole_and_not_below_one(tmp_path: Path) -> None:
    values = {"a": {"Alder": [4.0, 4.0]}, "b": {"Alder": [3.0, 1.0]}}
    own = table(tmp_path, values, months(2030, 2), last=2, unit="rank")
    found = [FactRegistry(one.dataset, one.edition) for one in imagined_projects(own)]
    assert [[book.subject(key).last.value for key in "ab"] for book in found] == [[4, 1], [4, 7]]
