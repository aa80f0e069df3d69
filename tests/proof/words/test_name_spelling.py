"""Names that the data have are right, however alike they are; one that no table has is held against them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import briefing
from briefing.errors import BriefingError
from tests import shires


def renamed(folder: Path, name: str, *, in_story: str = "") -> Path:
    """The project of the shires in which another one is called so, and its story may write otherwise."""
    root = shires.project(folder / "project")
    for path in root.iterdir():
        text = path.read_text(encoding="utf-8").replace("Zelshire", name)
        path.write_text(text.replace("**By growth**", f"**Near {in_story}**") if in_story else text, encoding="utf-8")
    return root


def test_two_places_of_the_data_may_be_spelled_nearly_alike(tmp_path: Path) -> None:
    assert briefing.build(renamed(tmp_path, "Aldeshire"), tmp_path / "out").files


def test_a_name_that_is_nearly_one_of_the_data_is_found(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="Burshrie"):
        briefing.build(renamed(tmp_path, "Aldeshire", in_story="Burshrie"), tmp_path / "out")


@pytest.mark.parametrize("title", ["Visits near Burshier", "Visits"])
def test_a_word_in_capitals_is_that_of_a_source_in_small_letters(title: str, tmp_path: Path) -> None:
    root = renamed(tmp_path, "Zelshire", in_story="BURSHIER")
    sources = root / "sources.csv"
    (head, *rows) = csv.reader(sources.read_text(encoding="utf-8").splitlines())
    rows[0][head.index("title")] = title
    with sources.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    if "Burshier" in title:
        assert briefing.build(root, tmp_path / "out").files
    else:
        with pytest.raises(BriefingError, match="BURSHIER"):
            briefing.build(root, tmp_path / "out")


def test_the_singular_of_what_an_indicator_counts_is_no_slip(tmp_path: Path) -> None:
    path = tmp_path / "isles.csv"
    rows = [
        f"{isle},{year},{9 + at * year % 7}" for at, isle in enumerate(("Arran", "Skye")) for year in range(2015, 2022)
    ]
    path.write_text("\n".join(["Isle,Year,Sources", *rows]), encoding="utf-8")
    made = briefing.draft(path, tmp_path / "mine")
    assert not made.failed


@pytest.mark.parametrize("known", [True, False])
def test_a_place_of_the_table_is_no_slip_where_the_edition_has_no_value_of_it(known: bool, tmp_path: Path) -> None:
    root = renamed(tmp_path, "Zelshire", in_story="Burshier")
    table = root / "observations.csv"
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    earlier = rows[0].replace(shires.NAMES[0], "Burshier").replace(str(shires.YEARS[0]), "1990")
    table.write_text("\n".join([head, *rows, *([earlier] if known else [])]) + "\n", encoding="utf-8")
    if known:
        assert briefing.build(root, tmp_path / "out").files
    else:
        with pytest.raises(BriefingError, match="Burshier"):
            briefing.build(root, tmp_path / "out")
