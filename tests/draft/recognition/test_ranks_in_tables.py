"""Ranks that follow from other values of a table are left out; those of a table of nothing else are ranks."""

from __future__ import annotations

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
