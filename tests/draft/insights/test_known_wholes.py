"""Wholes among short names: sums are found wherever their parts stand in [facts], and none that only comes near."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from briefing.draft import drafting
from briefing.draft.insights.edition_arrays import edition_arrays
from briefing.facts import FactRegistry
from briefing.model.edition import Project
from briefing.read.project import project
from tests.draft.insights.in_memory import edition
from tests.zoo.foreign import zoo

Series = Mapping[str, NDArray[np.float64]]
YEARS = 9


def wholes(of: Project) -> dict[str, tuple[str, ...]]:
    """The known wholes of an edition, each with the short names of its parts."""
    arrays = edition_arrays(of, FactRegistry(of.dataset, of.edition))
    return {whole.key: tuple(part.key for part in whole.parts) for whole in arrays.wholes}


def walks(count: int) -> dict[str, NDArray[np.float64]]:
    """Series that have nothing to do with each other."""
    rng = np.random.default_rng(11)
    return {f"s{at}": (100 * (at + 1) + rng.normal(0, 9, YEARS).cumsum()).round(2) for at in range(count)}


@pytest.mark.parametrize("count", [4, 10, 14, 90])
def test_the_sum_of_neighbours_is_found_among_few_and_many_names(count: int) -> None:
    series = walks(count)
    assert wholes(edition(series)) == {}
    series["all"] = series["s1"] + series["s2"] + series["s3"]
    assert wholes(edition(series)) == {"all": ("s1", "s2", "s3")}


@pytest.mark.parametrize("count", [5, 14, 70])
def test_the_sum_of_two_is_found_wherever_they_stand(count: int) -> None:
    series = walks(count)
    series["both"] = series["s0"] + series[f"s{count - 1}"]
    assert wholes(edition(series)) == {"both": ("s0", f"s{count - 1}")}


@pytest.mark.parametrize("count", [5, 14])
def test_a_sum_that_one_year_misses_is_none_and_a_year_without_a_part_says_nothing(count: int) -> None:
    series = walks(count)
    series["all"] = series["s1"] + series["s2"] + series["s3"]
    series["s2"][4] = np.nan
    assert wholes(edition(series)) == {"all": ("s1", "s2", "s3")}
    series["all"][6] *= 1.02
    assert wholes(edition(series)) == {}


def test_the_sums_of_a_foreign_table_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "insights", lambda _: [])  # the project without its first story
    monkeypatch.setattr(drafting, "story", lambda *_: "sections: []\n")
    made = drafting.draft(zoo() / "us-employment-monthly-wide.csv", tmp_path / "jobs", build_it=False)
    found = wholes(project(made.folder))
    assert found["nonfarm"] == ("private", "government")
    assert found["goods_producing"] == ("mining_and_logging", "construction", "manufacturing")
    assert found["manufacturing"] == ("durable_goods", "nondurable_goods")
    assert len(found["private_service"]) == 10
