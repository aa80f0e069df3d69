"""New files of a drafted project: what changes in its tables is shown, and taken in only if it is accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from briefing import cli
from briefing.draft.importing import OpenOptions, open_tables
from briefing.draft.recognition.imported_data import RecognitionOptions
from briefing.draft.recognition.project_files import write_project
from briefing.draft.recognition.recognising import recognise
from briefing.draft.redraft_data import new_tables
from briefing.errors import InputError, UsageError

HEAD = "year,town,visits\n"
OLD = HEAD + "".join(
    f"{year},{town},{100 + 3 * (year - 2005)}\n" for year in range(2005, 2020) for town in ("Ashby", "Bray")
)
NEW = OLD.replace("2007,Bray,106", "2007,Bray,1").replace("2005,Ashby,100\n", "") + "2020,Ashby,30\n"
STORY = """\
sections:
  - id: one
    # ours
    title: Visits rose
    expect: visits.change > 0
    subtitle: auto
    chart: {kind: line, series: [visits], highlight: visits}
    points: ["{{ visits.percent | moved }}, {{ visits.on_year() | moved('basis') }}; {{ visits.rank() | ordinal }}"]
"""


def _drafted(folder: Path) -> Path:
    (folder / "old.csv").write_text(OLD, encoding="utf-8")
    (folder / "new.csv").write_text(NEW, encoding="utf-8")
    mine = folder / "mine"
    write_project(recognise(open_tables([folder / "old.csv"], OpenOptions())), mine)
    (mine / "story.en.yaml").write_text(STORY, encoding="utf-8")
    return mine


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_new_rows_and_changed_values_are_shown_and_what_people_filled_in_stays(tmp_path: Path) -> None:
    mine = _drafted(tmp_path)
    filled = (mine / "indicators.csv").read_text(encoding="utf-8").replace("unit not stated yet", "thousand visits")
    (mine / "indicators.csv").write_text(filled, encoding="utf-8")
    found = new_tables(mine, [tmp_path / "new.csv"])
    assert list(found.tables) == ["observations.csv"]
    assert found.added == ("visits, Ashby, 2020: 30",)
    assert found.removed == ("visits, Ashby, 2005: 100",)
    assert found.changed == ("visits, Bray, 2007: 106 → 1",)
    assert filled == (mine / "indicators.csv").read_text(encoding="utf-8")


def test_files_that_change_nothing_are_not_offered(tmp_path: Path) -> None:
    found = new_tables(_drafted(tmp_path), [tmp_path / "old.csv"])
    assert str(found) == "The new files have the data that the project has."


def test_the_command_writes_what_is_accepted_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, new = _drafted(tmp_path), str(tmp_path / "new.csv")
    before = _bytes(mine)
    assert cli.main(["draft", "--again", str(mine), new, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(one["state"], one["where"]) for one in answer["claims"]["en"]][:1] == [("false", "story.en.yaml, line 2")]
    assert answer["data"]["added"] == ["visits, Ashby, 2020: 30"]
    assert answer["written"] == []
    assert _bytes(mine) == before
    assert cli.main(["draft", "--again", str(mine), new, "--accept", "data"]) == 0
    after = _bytes(mine)
    assert {name for name in after if after[name] != before.get(name)} == {"observations.csv"}
    assert b",Ashby,2020,30," in after["observations.csv"]


def test_the_date_of_the_old_table_is_named_where_new_rows_are_taken_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, new = _drafted(tmp_path), str(tmp_path / "new.csv")
    assert "sources.csv dates" not in _printed(["draft", "--again", str(mine), new], capsys)  # nobody has dated it yet
    sources = pd.read_csv(mine / "sources.csv", dtype=str)
    sources.assign(published="2020-02-10").to_csv(mine / "sources.csv", index=False)
    words = "sources.csv dates TABLE 2020-02-10: write there when the new values were published"
    assert words in _printed(["draft", "--again", str(mine), new], capsys)
    assert words in _printed(["draft", "--again", str(mine), new, "--accept", "data"], capsys)
    assert "sources.csv dates" not in _printed(["draft", "--again", str(mine)], capsys)


def _printed(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.main(words) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["--accept", "x"], "'x' is no number of a piece"),
        (["--accept", "99"], "there is no piece 99"),
        (["--accept", "data"], "there are no new data to take in"),
        (["--out", "elsewhere"], "--out: a project that is drafted again keeps how its table was read"),
        (["--map", "Region=entity"], "--map: a project that is drafted again keeps how its table was read"),
        (["--no-build"], "--no-build: a project that is drafted again keeps how its table was read"),
    ],
)
def test_a_wrong_piece_or_an_option_of_a_first_draft_is_refused(
    words: list[str], what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = _drafted(tmp_path)
    before = _bytes(mine)
    assert cli.main(["draft", "--again", str(mine), *words]) == 2
    assert what in capsys.readouterr().err
    assert _bytes(mine) == before


def test_a_project_that_does_not_remember_how_its_files_were_read_takes_none(tmp_path: Path) -> None:
    mine = _drafted(tmp_path)
    (mine / "import.toml").write_text("tables = 3\n", encoding="utf-8")
    with pytest.raises(InputError, match="does not say how"):
        new_tables(mine, [tmp_path / "new.csv"])
    (mine / "import.toml").unlink()
    with pytest.raises(InputError, match="does not remember"):
        new_tables(mine, [tmp_path / "new.csv"])
    assert cli.main(["draft", "--again", str(tmp_path / "old.csv")]) == 2
    assert cli.main(["draft", "--accept", "1", str(tmp_path / "old.csv")]) == 2
    assert cli.main(["draft"]) == 2


@pytest.mark.parametrize(
    ("heads", "row", "head", "more"),
    [
        ("Region,2020,2021,2022", "{},1,2,{}", ",2023", ",{}"),
        ("Region,pop_2010,pop_2015,pop_2020", "{},1,2,{}", ",pop_2025", ",{}"),
        ("Region,Boats / 2021,Boats / 2022,Cars / 2021,Cars / 2022", "{},1,2,3,{}", ",Cars / 2023", ",{}"),
        ("Region,Month,2020,2021,2022", "{},1,2,3,{}", ",2023", ",{}"),
    ],
)
def test_a_table_of_periods_across_is_read_again_as_it_was_with_a_newer_one(
    heads: str, row: str, head: str, more: str, tmp_path: Path
) -> None:
    rows = [row.format(name, 4 + at) for at, name in enumerate(("Ash", "Elm", "Oak"))]
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
    wider = [one + more.format(20 + at) for at, one in enumerate(rows)]
    new.write_text("\n".join([heads + head, *wider]) + "\n", encoding="utf-8")
    write_project(recognise(open_tables([old])), tmp_path / "mine")
    found = new_tables(tmp_path / "mine", [new])
    assert (len(found.added), found.removed, found.changed) == (3, (), ())


def test_sheets_with_the_same_heads_are_read_again_each_as_its_own_series(tmp_path: Path) -> None:
    old, new = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    for path, years in ((old, range(2020, 2023)), (new, range(2020, 2024))):
        with pd.ExcelWriter(path) as book:
            for at, sheet in enumerate(("Women", "Men")):
                cells = {str(year): [year - 2000 + at * 7, year - 1990, year - 1980] for year in years}
                pd.DataFrame(cells, index=pd.Index(["Ash", "Elm", "Oak"], name="Town")).to_excel(book, sheet_name=sheet)
    write_project(recognise(open_tables([old])), tmp_path / "mine")
    found = new_tables(tmp_path / "mine", [new])
    assert (len(found.added), found.removed, found.changed) == (6, (), ())


ONE_YEAR = 'sections:\n  - {id: one, title: "Visits: {{ visits.last }}", notes: All.}\n'
YEARLESS = "town,visits\nAshby,120\nBray,95\nCole,140\nDene,61\n"


def _of_one_year(folder: Path) -> Path:
    (folder / "old.csv").write_text(YEARLESS, encoding="utf-8")
    (folder / "new.csv").write_text(YEARLESS.replace("95", "99"), encoding="utf-8")
    options = RecognitionOptions(period="2023")
    mine = folder / "mine"
    write_project(recognise(open_tables([folder / "old.csv"], OpenOptions()), options), mine)
    (mine / "story.en.yaml").write_text(ONE_YEAR, encoding="utf-8")
    return mine


def test_a_table_without_periods_is_read_again_for_the_period_that_is_given_and_joins_the_others(
    tmp_path: Path,
) -> None:
    mine = _of_one_year(tmp_path)
    with pytest.raises(InputError, match="no column holds periods") as refused:
        new_tables(mine, [tmp_path / "new.csv"])
    assert "as --period 2024" in refused.value.findings[0].fix
    added = new_tables(mine, [tmp_path / "new.csv"], period="2024")
    assert "visits, Bray, 2024: 99" in added.added
    assert (added.removed, added.changed) == ((), ())
    assert added.tables["observations.csv"].startswith((mine / "observations.csv").read_bytes())
    changed = new_tables(mine, [tmp_path / "new.csv"], period="2023")
    assert (changed.added, changed.removed, changed.changed) == ((), (), ("visits, Bray, 2023: 95 → 99",))


def test_the_command_takes_a_period_where_the_tables_name_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, new = _of_one_year(tmp_path), str(tmp_path / "new.csv")
    assert cli.main(["draft", "--again", str(mine), new, "--period", "2024", "--accept", "data"]) == 0
    assert "visits,Bray,2024,99" in (mine / "observations.csv").read_text(encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["draft", "--again", str(mine), "--period", "2024"]) == 2
    assert "there are no new data to have a period" in capsys.readouterr().err


def test_a_period_is_refused_where_the_tables_name_theirs(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the tables of the project name their periods"):
        new_tables(_drafted(tmp_path), [tmp_path / "new.csv"], period="2024")
