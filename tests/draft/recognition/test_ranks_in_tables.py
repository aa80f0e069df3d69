"""Ranks that follow from other values of a table are left out; those of a table of nothing else are ranks."""

from __future__ import annotations

import re
from pathlib import Path

from briefing.cli import main
from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from briefing.model.unstated import UNIT
from tests.draft.recognition.test_recognising import grid, recognised, units

ISLES = ("Arran", "Barra", "Coll", "Eigg", "Islay", "Jura", "Lewis")
_LEFT = "ranks of other values of the table, which an edition works out by itself"


def _place(at: int, year: int) -> int:
    """Where an isle stands in a year: all move on by one."""
    return (at + year) % len(ISLES) + 1


def _scores(options: RecognitionOptions | None = None) -> ImportedData:
    cells = [
        (name, year, 90.5 - 7 * _place(at, year), _place(at, year), at * at % 5 - 2, at * 3 * year % 7 + 1)
        for at, name in enumerate(ISLES)
        for year in range(2019, 2023)
    ]
    return recognised(grid("Isle|Year|Harbour score|Rank_Harb|Rank evolution|Ferry rank_2", *cells), options)


def test_ranks_of_a_score_and_their_changes_are_left_out_and_ranks_of_something_else_stay() -> None:
    data = _scores()
    assert units(data) == {"Harbour score": UNIT, "Ferry rank_2": "rank"}
    assert _LEFT + ": Rank harb" in " ".join(one.reason for one in data.omissions)


def test_a_rank_that_somebody_asks_for_stays() -> None:
    assert units(_scores(RecognitionOptions(roles={"Rank_Harb": "value"})))["Rank harb"] == "rank"


def test_a_table_of_ranks_alone_is_built_about_the_first_place(tmp_path: Path) -> None:
    years = range(2014, 2022)
    path = tmp_path / "harbour ranking.csv"
    head = ",".join(["Isle", *map(str, years)])
    rows = [",".join([name, *(str(_place(at, year)) for year in years)]) for at, name in enumerate(ISLES)]
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    assert main(["draft", str(path), "--out", str(tmp_path / "mine"), "--json"]) == 0
    first = next(name for at, name in enumerate(ISLES) if _place(at, years[-1]) == 1)
    assert f'entity = "{first}"' in (tmp_path / "mine" / "briefing.toml").read_text(encoding="utf-8")
    story = (tmp_path / "mine" / "story.en.yaml").read_text(encoding="utf-8")
    assert "a low of" not in story
    assert "since the low" not in story


def test_a_column_of_ranks_is_taken_where_a_table_has_no_other_numbers() -> None:
    cells = [(name, year, _place(at, year)) for at, name in enumerate(ISLES) for year in range(2019, 2023)]
    assert units(recognised(grid("Isle|Year|Rank", *cells))) == {"Rank": "rank"}
    scored = [(*cell, 90.5 - cell[-1]) for cell in cells]
    assert [*units(recognised(grid("Isle|Year|Rank|Score", *scored))).values()] == [UNIT]


def test_ranks_are_drawn_with_the_first_at_the_top_and_a_move_over_the_years_is_found(tmp_path: Path) -> None:
    others = [name for name in ISLES if name != "Coll"]
    path = tmp_path / "harbours.csv"
    lines = ["Isle,Year,Rank"]
    for step, year in enumerate(range(2014, 2021)):
        order = [*others[: 6 - step], "Coll", *others[6 - step :]]
        lines += [f"{name},{year},{place}" for place, name in enumerate(order, start=1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert (
        main(["draft", str(path), "--entity", "Coll", "--publisher", "Ferries", "--out", str(tmp_path / "mine")]) == 0
    )
    text = (tmp_path / "mine" / "story.en.yaml").read_text(encoding="utf-8")
    kinds = set(re.findall(r"kind: (\w+)", text))
    assert "bump" in kinds
    assert not kinds & {"columns", "line"}
    assert "rank.rank() < rank.rank(rank.first.period)" in text


def test_the_only_country_among_names_that_nobody_knows_holds_no_others_where_all_are_ranked() -> None:
    names = ("Australia", "Brunel", "Corva", "Dorland", "Elmia", "Farrow")
    places = [
        (3, 4, 6, 5, 2),
        (1, 1, 2, 1, 1),
        (2, 3, 1, 2, 3),
        (7, 9, 15, 22, 40),
        (30, 22, 12, 8, 6),
        (5, 6, 7, 4, 8),
    ]
    cells = [
        (name, year, rank)
        for name, own in zip(names, places, strict=True)
        for year, rank in zip(range(2019, 2024), own, strict=True)
    ]
    assert recognised(grid("Country|Year|Rank", *cells)).totals == ()


def test_people_of_a_rank_are_no_ranks() -> None:
    cells = [(name, year, _place(at, year)) for at, name in enumerate(ISLES) for year in range(2019, 2023)]
    assert [*units(recognised(grid("Isle|Year|Higher-rank officers", *cells))).values()] == [UNIT]
    assert [*units(recognised(grid("Isle|Year|Harbour rank", *cells))).values()] == ["rank"]
