"""The benchmark of insights: its datasets are the same each time, and it can tell a hit from a miss."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from msgspec.structs import replace

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "insights"


@pytest.fixture
def recall(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """benchmarks/insights/recall.py as a module."""
    monkeypatch.syspath_prepend(BENCHMARK)
    yield import_module("recall")
    for name in ("recall", "planted"):
        del sys.modules[name]


def test_a_dataset_is_the_same_each_time_and_its_records_too(recall: ModuleType) -> None:
    for kind in recall.KINDS:
        one, other = recall.planted(4, kind), recall.planted(4, kind)
        assert one.thing == other.thing
        assert one.thing.type == kind
        assert all(np.array_equal(one.values[key], other.values[key]) for key in one.values)
        assert recall.records(one) == recall.records(other)
        assert len(recall.records(one)) == len(one.places) * len(one.periods)
    assert recall.nothing(4).thing is None


def test_a_hit_is_of_the_type_indicator_place_direction_and_time(recall: ModuleType, tmp_path: Path) -> None:
    for kind in ("turn", "leader", "all_but"):
        data = recall.planted(4, kind)
        hit = next(item for item in recall.ours(data, tmp_path)[: recall.FIRST] if recall.is_planted(item, data))
        others = [
            replace(data.thing, indicators=("indicator99",)),
            replace(data.thing, type="season"),
            replace(data.thing, entities=("Nowhere",)),
            replace(data.thing, direction={"up": "down", "down": "up"}.get(data.thing.direction, "up")),
        ]
        if data.thing.columns:
            others.append(replace(data.thing, columns=(0,)))
        for other in others:
            data.thing = other
            assert not recall.is_planted(hit, data), other


def test_a_table_counts_what_was_found_by_kind(recall: ModuleType) -> None:
    data = recall.planted(4, "trend")
    found = recall.scores([(data, True), (data, False), (recall.planted(4, "season"), True)])
    assert (found["trend"].planted, found["trend"].found, found[""].found) == (2, 1, 2)
