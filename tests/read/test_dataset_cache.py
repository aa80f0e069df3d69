"""A dataset that was read before is the same when it is found again, and is read anew when any table has changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing import read
from briefing.errors import InputError
from briefing.read import dataset_cache
from briefing.read.dataset_cache import cached_dataset
from briefing.read.project_dataset import read_dataset
from briefing.read.report import Report
from tests.editions import change


@pytest.fixture
def no_second_reading(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose tables were read cell by cell."""
    seen: list[Path] = []

    def noted(root: Path, *given: object) -> object:
        seen.append(root)
        return read_dataset(root, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(dataset_cache, "read_dataset", noted)
    return seen


def test_a_dataset_is_equal_when_it_is_found_again(
    kept: Path, harbour_once: Path, no_second_reading: list[Path]
) -> None:
    fresh = read_dataset(harbour_once, {}, Report())
    first, second = (cached_dataset(harbour_once, {}, Report()) for _ in range(2))
    assert fresh == first == second
    assert repr(fresh) == repr(second)
    assert no_second_reading == [harbour_once]


def test_a_changed_cell_a_new_table_and_another_layout_are_read(
    kept: Path, starter: Path, no_second_reading: list[Path]
) -> None:
    before = read.project(starter).dataset
    change(starter, "observations.csv", "560", "561")
    assert read.project(starter).dataset != before
    (starter / "milestones.csv").write_text("date,title,source_id\n2021,A bridge,EXAMPLE\n", encoding="utf-8")
    assert read.project(starter).dataset.milestones
    change(starter, "briefing.toml", "[facts]", '[tables.observations]\nfile = "observations.csv"\n\n[facts]')
    assert read.project(starter).dataset.milestones
    assert len(no_second_reading) == 4
    read.project(starter)
    assert len(no_second_reading) == 4


def test_a_dataset_with_mismatches_is_reported_each_time(kept: Path, starter: Path) -> None:
    change(starter, "observations.csv", "560", "n/a")
    outcomes = []
    for _ in range(2):
        with pytest.raises(InputError) as error:
            read.project(starter)
        outcomes.append(error.value.findings)
    assert outcomes[0] == outcomes[1]
    assert "'n/a' is not a number" in outcomes[0][0].what


def test_a_wide_table_that_is_found_again_needs_no_pandas(kept: Path, starter: Path) -> None:
    rows = ["indicator_id,entity,qualifier,status,source_id,note," + ",".join(map(str, range(2019, 2024)))]
    for indicator, values in (("library_visits", "410,250,300,500,560"), ("cycle_paths", "40,50,60,70,84.5")):
        rows.append(f"{indicator},Example City,=,A,EXAMPLE,,{values}")
        rows.append(f"{indicator},Sample Town,=,A,EXAMPLE,,{values}")
    (starter / "observations.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    change(
        starter, "briefing.toml", "[facts]", '[tables.observations]\nfile = "observations.csv"\nwide = {}\n\n[facts]'
    )
    program = f"""
import sys, pathlib
from briefing import read
print(len(read.project(pathlib.Path({str(starter)!r})).dataset.observations), "pandas" in sys.modules)
"""
    command = [sys.executable, "-c", program]
    outcomes = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert outcomes == ["20 True\n", "20 False\n"]


def test_a_link_out_of_the_project_is_refused_although_its_content_is_known(starter: Path, tmp_path: Path) -> None:
    cached_dataset(starter, {}, Report())
    table = starter / "sources.csv"
    table.rename(tmp_path / "elsewhere.csv")
    table.symlink_to(tmp_path / "elsewhere.csv")
    report = Report()
    cached_dataset(starter, {}, report)
    with pytest.raises(InputError, match="leads out of the project"):
        report.stop_if_any()
