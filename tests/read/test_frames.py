"""Tables that a caller gives as data frames, in place of a project's files."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from msgspec.structs import replace

import briefing
import briefing.read
from briefing.errors import InputError, UsageError
from briefing.proof.proof_report import proved
from briefing.read.frames import text_tables

TABLES = ("observations", "indicators", "sources", "targets", "breaks", "statements", "milestones")


def frames(project: Path, *names: str) -> dict[str, pd.DataFrame]:
    """The tables of a project as pandas reads them, with every type that it finds."""
    return {name: pd.read_csv(project / f"{name}.csv") for name in names or TABLES}


def texts(values: object, dtype: object = None) -> list[str]:
    frame = pd.DataFrame({"value": pd.Series(values, dtype=dtype)})  # type: ignore[call-overload]
    return [cells[0] for cells in text_tables(frame)["observations"].rows]


@pytest.mark.parametrize(
    ("values", "dtype", "printed"),
    [
        ([48.2, 3.0, None, 1e15], "float64", ["48.2", "3", "", "1000000000000000"]),
        ([48.2, 0.1], "float32", ["48.2", "0.1"]),
        ([0.1 + 0.2, 1e-7], "float64", ["0.30000000000000004", "0.0000001"]),
        ([2, None], "Int64", ["2", ""]),
        ([1.5, None], "Float64", ["1.5", ""]),
        ([2**53 + 1, 7], "int64", ["9007199254740993", "7"]),
        (
            [Decimal("132.0"), None, "007", 0.5, np.float32(48.2), True],
            "object",
            ["132.0", "", "007", "0.5", "48.2", "yes"],
        ),
        (["132.0", None], "str", ["132.0", ""]),
        (["a", None], "category", ["a", ""]),
        ([True, False], "bool", ["yes", "no"]),
        ([dt.datetime(2024, 7, 17), None], "datetime64[s]", ["2024-07-17", ""]),
    ],
)
def test_each_value_keeps_the_digits_that_it_has(values: object, dtype: str, printed: list[str]) -> None:
    assert texts(values, dtype) == printed


def test_decimals_of_arrow_are_exact() -> None:
    pa = pytest.importorskip("pyarrow")
    column = pd.Series(pd.arrays.ArrowExtensionArray(pa.array([Decimal("132.10"), None])))
    assert texts(column) == ["132.10", ""]


def test_frames_give_the_dataset_that_their_files_give(small: Path) -> None:
    expected = briefing.read.project(small).dataset
    given = briefing.read.project(small, data=frames(small)).dataset
    assert [str(item.cell) for item in given.observations][:2] == [
        "frame observations, row 1, column value",
        "frame observations, row 2, column value",
    ]
    assert given.indicators == expected.indicators
    assert given.sources == expected.sources
    assert given.breaks == expected.breaks
    for one, other in zip(given.observations, expected.observations, strict=True):
        assert replace(one, cell="") == replace(other, cell="")
    assert set(given.inputs) == {f"frame {name}" for name in TABLES} | {"briefing.toml", "story.en.yaml", "ink.toml"}


def test_one_frame_takes_the_place_of_observations_alone(small: Path) -> None:
    frame = frames(small)["observations"]
    frame.loc[2, "value"] = 175
    found = briefing.read.project(small, data=frame).dataset
    assert [item.value for item in found.observations] == [100, 120, 175, 151, 640.5]
    assert "sources.csv" in found.inputs


def test_levels_of_the_index_are_columns(small: Path) -> None:
    frame = frames(small)["observations"].set_index(["indicator_id", "entity", "year"])
    assert len(briefing.read.project(small, data=frame).dataset.observations) == 5


def test_a_frame_lies_as_the_settings_say(small: Path) -> None:
    with (small / "briefing.toml").open("a") as file:
        file.write('[tables.observations]\nfile = "of_no_use.csv"\ncolumns = { place = "entity" }\nwide = {}\n')
        file.write('fill = { source_id = "OFFICE" }\n')
    frame = pd.DataFrame({"indicator_id": ["trees"], "place": ["Town"], 2020: [100.0], 2021: [120.5]})
    found = briefing.read.project(small, data=frame).dataset.observations
    assert [(item.period.notation, item.value, str(item.cell)) for item in found] == [
        (2020, 100, "frame observations, row 1, column 2020"),
        (2021, 120.5, "frame observations, row 1, column 2021"),
    ]


def test_every_mismatch_names_frame_row_and_column(small: Path) -> None:
    given = frames(small)
    given["observations"] = given["observations"].astype({"value": object})
    given["observations"].loc[[0, 2], "value"] = ["n/a", "1,5"]
    given["indicators"] = given["indicators"].rename(columns={"unit": "units"})
    with pytest.raises(InputError) as caught:
        briefing.read.project(small, data=given)
    found = {one.where: one.what for one in caught.value.findings}
    assert found["frame observations, row 1, column value"] == "'n/a' is not a number"
    assert found["frame observations, row 3, column value"] == "'1,5' is not a number"
    assert found["frame indicators"] == "the column 'unit' is missing"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ([1], "data is list, not a DataFrame"),
        ({}, "data is dict, not a DataFrame"),
        ({"observation": pd.DataFrame()}, "data has a table 'observation', which is unknown"),
        ({"observations": [1]}, r"data\['observations'\] is list, not a DataFrame"),
        (pd.DataFrame({("a", "b"): [1]}), r"the columns of data\['observations'\] have 2 levels"),
    ],
)
def test_what_is_no_frame_is_refused(data: object, what: str, small: Path) -> None:
    with pytest.raises(UsageError, match=what):
        briefing.build(small, data=data)


def test_a_frame_without_rows_is_a_table_without_rows(small: Path) -> None:
    with pytest.raises(InputError, match="there are no observations"):
        briefing.read.project(small, data=frames(small)["observations"].iloc[:0])


def test_frames_alone_make_a_dataset(small: Path) -> None:
    given = briefing.read.dataset(frames(small))
    assert len(given.observations) == 5
    with pytest.raises(InputError, match="there is no frame indicators"):
        briefing.read.dataset(frames(small, "observations", "sources"))


@pytest.mark.usefixtures("kept")
def test_a_build_from_frames_passes_the_proof_and_is_not_made_twice(starter: Path, tmp_path: Path) -> None:
    names = [path.stem for path in starter.glob("*.csv")]
    given = frames(starter, *[name for name in names if name in TABLES])
    for path in starter.glob("*.csv"):
        path.unlink()
    made = briefing.build(starter, tmp_path / "out", data=given)
    assert made.findings == ()
    assert briefing.build(starter, tmp_path / "out", data=given).unchanged
    row = given["observations"].index[-1]
    given["observations"].loc[row, "value"] += 1
    assert not briefing.build(starter, tmp_path / "out", data=given).unchanged


def test_a_proof_of_its_own_does_not_take_files_for_the_frames(starter: Path, tmp_path: Path) -> None:
    given = frames(starter, "observations", "sources")
    given["sources"]["title"] += " of frames"
    made = briefing.build(starter, tmp_path / "out", data=given)
    found = proved(made.files, project=starter)
    assert found.findings == ()
    assert any("was a data frame" in line for line in found.done)
