"""Each mismatch of a table is reported with its file, line, column and fix."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing.read
from tests.read.small import change, messages

OBS = "observations.csv"
NO_NUMBER = """leave the cell empty, or give the number and status E if it is an estimate; \
texts for no value are listed in missingValues of datapackage.json"""

# name → (file, old, new, the whole finding)
WRONG: dict[str, tuple[str, str, str, str]] = {
    "not a number": (
        OBS, "2021,official,120", "2021,official,n/a",
        "observations.csv, line 3, column value: 'n/a' is not a number\n"
        f"  fix: {NO_NUMBER}",
    ),
    "thousands": (
        OBS, "2021,official,120,", '2021,official,"1,200",',
        "observations.csv, line 3, column value: '1,200' is not a number\n  fix: write 1200, without separators",
    ),
    "decimal comma": (
        OBS, "640.5", '"640,5"',
        "observations.csv, line 6, column value: '640,5' is not a number\n  fix: write 640.5, with a decimal point",
    ),
    "per cent": (
        OBS, "640.5", "64%",
        "observations.csv, line 6, column value: '64%' is not a number\n  fix: write 64: the unit column has the sign",
    ),
    "year": (
        OBS, "trees,Town,2020", "trees,Town,20200",
        "observations.csv, line 2, column year: '20200' is no period\n"
        "  fix: write 2023, 2024-Q1, 2024-03 or 2024-03-17",
    ),
    "year to come": (
        OBS, "trees,Town,2020", "trees,Town,2202",
        "observations.csv, line 2, column year: 2202 is after OFFICE was published, in 2023\n"
        "  fix: correct the year or the source's date, or give status E to a forecast",
    ),
    "refused and preferred": (
        OBS, "2022,official,150,", "2022,official,n/a,",
        "observations.csv, line 4, column value: 'n/a' is not a number\n"
        f"  fix: {NO_NUMBER}",
    ),
    "early year": (
        OBS, "trees,Town,2020", "trees,Town,0999",
        "observations.csv, line 2, column year: '0999' is no period\n  fix: write 2023, 2024-Q1, 2024-03 or 2024-03-17",
    ),
    "half year": (
        OBS, "trees,Town,2020", "trees,Town,2020.5",
        "observations.csv, line 2, column year: '2020.5' is no period\n  fix: write 2020-05",
    ),
    "indicator": (
        OBS, "rain,Town", "rian,Town",
        "observations.csv, line 6, column indicator_id: the indicator 'rian' is unknown\n  fix: did you mean 'rain'?",
    ),
    "source": (
        OBS, "yes,PAPER", "yes,PAPR",
        "observations.csv, line 6, column source_id: the source 'PAPR' is unknown\n  fix: did you mean 'PAPER'?",
    ),
    "qualifier": (
        OBS, "≥", ">",
        "observations.csv, line 3, column qualifier: '>' is none of the words that may stand here\n"
        "  fix: write one of: =, ≈, ≥, ≤, ~, >=, <=",
    ),
    "status": (
        OBS, "mm,=,E", "mm,=,X",
        "observations.csv, line 6, column status: 'X' is none of the words that may stand here\n"
        "  fix: write one of: A, B, D, E (estimated), F (forecast), G, I (imputed), J, K, N, P (provisional), "
        "S, U, V, W",
    ),
    "status in words": (
        OBS, "mm,=,E", "mm,=,Provisional",
        "observations.csv, line 6, column status: 'Provisional' is none of the words that may stand here\n"
        "  fix: write P for provisional",
    ),
    "effect left open": (
        "breaks.csv", "disclose", "",
        "breaks.csv, line 2, column effect: the cell is empty\n  fix: write one of: refuse, disclose",
    ),
    "unit": (
        OBS, "640.5,mm", "640.5,cm",
        "observations.csv, line 6, column unit: 'cm' is not the unit of rain, 'mm'\n"
        "  fix: write 'mm' and the value in it; what has another unit is an indicator of its own",
    ),
    "duplicate": (
        OBS, "≈,A,,PAPER", "≈,A,,OFFICE",
        "observations.csv, line 5, column source_id: OFFICE gives trees of Town for 2022 in line 4 too\n"
        "  fix: delete one, or give them different series",
    ),
    "two preferred": (
        OBS, "≈,A,,PAPER", "≈,A,yes,PAPER",
        "observations.csv, line 5, column preferred: line 4 is already preferred for trees of Town in 2022\n"
        "  fix: write yes in one row for each indicator, entity, year and series",
    ),
    "none preferred": (
        OBS, "mm,=,E,yes", "mm,=,E,",
        "observations.csv, line 6, column preferred: no row is preferred for rain of Town in 2022 (series official)\n"
        "  fix: write yes in the row that the edition shall show",
    ),
    "ragged": (
        OBS, "rain,Town,2022,official,640.5,mm,=,E,yes,PAPER,", "rain,Town,2022",
        "observations.csv, line 6: the line has 3 cells, the head 11\n"
        "  fix: put quotation marks around a cell that holds a comma; every line needs all commas",
    ),
    "open quotation": (
        OBS, "rain,Town", '"rain,Town',
        "observations.csv, line 6: this is no CSV: unexpected end of data\n"
        "  fix: close the quotation marks; double them inside a cell",
    ),
    "unknown column": (
        "targets.csv", "qualifier", "qualifer",
        "targets.csv, line 1, column qualifer: this column is unknown\n  fix: did you mean 'qualifier'?",
    ),
    "column twice": (
        OBS, "note", "unit",
        "observations.csv, line 1: two columns are called 'unit'\n  fix: rename or delete one",
    ),
    "column without name": (
        OBS, "year,series", "year,",
        "observations.csv, line 1: column 4 has no name\n  fix: name it or delete it",
    ),
    "no name column": (
        "indicators.csv", "name_en,name_zh", "label,label_zh",
        "indicators.csv, line 1: there is no name column\n  fix: add name_en, or name_ and another language code",
    ),
    "date": (
        "sources.csv", "2023-02", "2023-13",
        "sources.csv, line 2, column published: '2023-13' is not a date\n  fix: write 2024, 2024-07 or 2024-07-17",
    ),
    "day": (
        "milestones.csv", "2021-05", "2021-06-31",
        "milestones.csv, line 2, column date: '2021-06-31' is not a date\n  fix: write 2024, 2024-07 or 2024-07-17",
    ),
    "scheme": (
        "sources.csv", "https://example.org/book", "javascript:alert(1)",
        "sources.csv, line 2, column url: 'javascript:alert(1)' is no address\n"
        "  fix: begin with https://, http:// or mailto:",
    ),
    "file address": (
        "sources.csv", "https://example.org/book", "file:///etc/passwd",
        "sources.csv, line 2, column url: 'file:///etc/passwd' is no address\n"
        "  fix: begin with https://, http:// or mailto:",
    ),
    "empty cell": (
        "sources.csv", "Town paper", "",
        "sources.csv, line 3, column publisher: the cell is empty\n  fix: fill it or delete the row",
    ),
    "id twice": (
        "sources.csv", "PAPER,Town paper", "OFFICE,Town paper",
        "sources.csv, line 3, column id: 'OFFICE' stands in line 2 too\n  fix: rename or delete one",
    ),
    "decimals": (
        "indicators.csv", "context,1", "context,one",
        "indicators.csv, line 3, column decimals: 'one' is no number of decimals\n  fix: write 0 to 6",
    ),
    "direction": (
        "indicators.csv", "context,1", "sideways,1",
        "indicators.csv, line 3, column direction_of_good: 'sideways' is none of the words that may stand here\n"
        "  fix: write one of: up, down, context",
    ),
    "effect": (
        "breaks.csv", "disclose", "ignore",
        "breaks.csv, line 2, column effect: 'ignore' is none of the words that may stand here\n"
        "  fix: write one of: refuse, disclose",
    ),
    "break backwards": (
        "breaks.csv", "2020,2021", "2021,2020",
        "breaks.csv, line 2, column to_year: 2020 is not after 2021\n"
        "  fix: give the years before and after the break, in order",
    ),
    "break of no series": (
        "breaks.csv", "official", "oficial",
        "breaks.csv, line 2, column series: trees of Town has no series 'oficial'\n"
        "  fix: did you mean 'official'?",
    ),
    "target of no place": (
        "targets.csv", "Town", "Twon",
        "targets.csv, line 2, column entity: the entity 'Twon' is unknown\n  fix: did you mean 'Town'?",
    ),
    "statement's year": (
        "statements.csv", "2022", "'22",
        "statements.csv, line 2, column year: \"'22\" is no period\n  fix: write 2023, 2024-Q1, 2024-03 or 2024-03-17",
    ),
    "statement's language": (
        "statements.csv", "id,kind,speaker,text,year,note,source_id\nlist,list,,elm|oak,2022,,",
        "id,kind,lang,text,year,note,source_id\nlist,list,English,elm|oak,2022,,",
        "statements.csv, line 2, column lang: 'English' is no language\n"
        "  fix: give its code in two letters, as en or zh",
    ),
    "control character": (
        "milestones.csv", "First count", "First\x07count",
        "milestones.csv, line 2, column title: the control character U+0007 stands in the cell\n"
        "  fix: delete it or write the sign that is meant",
    ),
    "private use": (
        "statements.csv", "elm", "elm\ue001",
        "statements.csv, line 2, column text: the private-use character U+E001 stands in the cell\n"
        "  fix: delete it or write the sign that is meant",
    ),
    "direction override": (
        "sources.csv", "Town paper", "Town \u202epaper",
        "sources.csv, line 3, column publisher: the direction override U+202E stands in the cell\n"
        "  fix: delete it or write the sign that is meant",
    ),
    "lost character": (
        "sources.csv", "Town paper", "Town p\ufffdper",
        "sources.csv, line 3, column publisher: the sign for a lost character U+FFFD stands in the cell\n"
        "  fix: delete it or write the sign that is meant",
    ),
    "long cell": (
        "indicators.csv", "Trees in streets", "x" * 10_001,
        "indicators.csv, line 2, column definition: the cell has 10,001 characters\n  fix: shorten it to 10,000",
    ),
    "id with blanks": (
        "statements.csv", "list,list", "a list,list",
        "statements.csv, line 2, column id: 'a list' cannot be an id\n"
        "  fix: use letters, digits, - and _, without blanks",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_cell_is_reported_with_line_column_and_fix(case: str, small: Path) -> None:
    name, old, new, finding = WRONG[case]
    change(small, name, old, new)
    assert finding in messages(small)


@pytest.mark.parametrize("value", ["nan", "NaN", "inf", "-inf", "1e999", "0x10", "1_000", "１２", "--1", "1e", "."])
def test_what_python_would_take_for_a_number_is_refused(value: str, small: Path) -> None:
    change(small, OBS, "640.5", value)
    assert [text.partition(":")[0] for text in messages(small)] == ["observations.csv, line 6, column value"]


@pytest.mark.parametrize(
    ("value", "read"), [("−3.5", -3.5), ("+4", 4.0), ("1e3", 1000.0), (" 7 ", 7.0), ("-.16", -0.16)]
)
def test_what_people_write_for_a_number_is_read(value: str, read: float, small: Path) -> None:
    change(small, OBS, "640.5", value)
    assert briefing.read.project(small).dataset.observations[-1].value == read


def test_the_small_project_is_right(small: Path) -> None:
    """The negative control: nothing is reported of what is right."""
    data = briefing.read.project(small).dataset
    assert [item.value for item in data.observations] == [100, 120, 150, 151, 640.5]
    assert [str(item.cell) for item in data.observations] == [
        f"{OBS}, line {line}, column value" for line in range(2, 7)
    ]


def test_all_mismatches_of_all_files_are_reported_at_once(small: Path) -> None:
    cases = ["not a number", "indicator", "date", "effect", "target of no place", "control character"]
    for case in cases:
        change(small, *WRONG[case][:3])
    change(small, "briefing.toml", "period = [2020, 2022]", "period = [2022]")
    (small / "story.en.yaml").unlink()
    found = messages(small)
    assert {WRONG[case][3] for case in cases} <= set(found)
    assert any(text.startswith("briefing.toml, line 5, edition.period") for text in found)


def test_a_wrong_row_is_not_reported_again_by_those_that_refer_to_it(small: Path) -> None:
    change(small, *WRONG["date"][:3])
    change(small, *WRONG["decimals"][:3])
    assert sorted(messages(small)) == sorted([WRONG["date"][3], WRONG["decimals"][3]])


@pytest.mark.parametrize("name", ["indicators.csv", "observations.csv", "sources.csv"])
def test_a_required_table_must_be_there(name: str, small: Path) -> None:
    (small / name).unlink()
    assert messages(small) == [f"{name}: the file is missing\n  fix: put it there, or correct its name"]


def test_other_tables_and_columns_have_defaults(small: Path) -> None:
    for name in ("targets", "breaks", "statements", "milestones"):
        (small / f"{name}.csv").unlink()
    (small / "indicators.csv").write_text("id,unit,name_en\ntrees,trees,Trees\n", encoding="utf-8")
    (small / OBS).write_text("indicator_id,entity,year,value,source_id\ntrees,Town,2020,10.25,OFFICE\n")
    data = briefing.read.project(small).dataset
    item = data.observations[0]
    assert (item.series, item.unit, item.qualifier, item.status, item.preferred) == (
        "official", "trees", "=", "A", True,
    )  # fmt: skip
    assert (data.targets, data.breaks, dict(data.statements), data.milestones) == ((), (), {}, ())


def test_a_forecast_may_be_later_than_its_source(small: Path) -> None:
    change(small, OBS, "trees,Town,2020,official,100,trees,=,A", "trees,Town,2030,official,100,trees,=,E")
    assert briefing.read.project(small).dataset.observations[0].period.notation == 2030


def test_a_table_of_values_without_rows_is_reported_once(small: Path) -> None:
    (small / OBS).write_text("indicator_id,entity,year,value,source_id\n", encoding="utf-8")
    assert messages(small)[0] == (
        "observations.csv: there are no observations\n  fix: add a row for each published value"
    )
    assert not [item for item in messages(small) if "is unknown" in item]


def test_small_values_keep_all_their_decimals(small: Path) -> None:
    change(small, OBS, "640.5", "0.000000001")
    assert briefing.read.project(small).dataset.observations[-1].decimals == 9


def test_two_values_without_a_preferred_column_are_no_choice(small: Path) -> None:
    head = "indicator_id,entity,year,value,source_id\n"
    (small / OBS).write_text(head + "trees,Town,2020,1,OFFICE\ntrees,Town,2020,2,PAPER\n", encoding="utf-8")
    assert messages(small) == [
        "observations.csv, line 3, column preferred: line 2 is already preferred for trees of Town in 2020\n"
        "  fix: add a column preferred and write yes in one of the rows, or give them series of which [facts] names one"
    ]


def test_keyboards_have_signs_for_the_qualifiers(small: Path) -> None:
    change(small, OBS, "≥", ">=")
    change(small, OBS, "≈", "~")
    data = briefing.read.project(small).dataset
    assert [item.qualifier for item in data.observations] == ["=", "≥", "=", "≈", "="]


def test_an_empty_value_means_that_nothing_was_published(small: Path) -> None:
    change(small, OBS, "2021,official,120", "2021,official,")
    assert [item.period.notation for item in briefing.read.project(small).dataset.observations] == [
        2020,
        2022,
        2022,
        2022,
    ]


@pytest.mark.parametrize("content", ["", "\n\n", "indicator_id,entity,year,value,source_id\n"])
def test_an_empty_dataset_is_reported(content: str, small: Path) -> None:
    (small / OBS).write_text(content, encoding="utf-8")
    assert any(text.startswith("observations.csv: ") for text in messages(small))


def test_lines_are_counted_as_editors_do(small: Path) -> None:
    change(
        small,
        OBS,
        "trees,Town,2020,official,100,trees,=,A,yes,OFFICE,",
        '\ntrees,Town,2020,official,100,trees,=,A,yes,OFFICE,"two\nlines"\n,,,,,,,,,,',
    )
    change(small, OBS, "640.5", "wet")
    assert messages(small)[0].startswith("observations.csv, line 9, column value: 'wet'")


def test_line_breaks_in_a_cell_become_blanks(small: Path) -> None:
    change(small, "milestones.csv", "First count", '"First\r\n\t count"')
    assert briefing.read.project(small).dataset.milestones[0].title == "First count"


def test_wrong_encodings_are_reported_with_the_line(small: Path) -> None:
    path = small / "sources.csv"
    path.write_bytes(path.read_text(encoding="utf-8").replace("Town paper", "Town caf\xe9").encode("latin-1"))
    assert messages(small)[0] == "sources.csv, line 3: byte 0xE9 is not UTF-8\n  fix: save the file as UTF-8"
    path.write_bytes("id,publisher".encode("utf-16"))
    assert messages(small)[0] == "sources.csv: the file is UTF-16\n  fix: save it as UTF-8"


def test_a_byte_order_mark_and_windows_line_ends_are_no_mismatch(small: Path) -> None:
    path = small / OBS
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    cells = [str(item.cell) for item in briefing.read.project(small).dataset.observations]
    assert cells == [f"{OBS}, line {line}, column value" for line in range(2, 7)]


def test_semicolons_are_reported_as_such(small: Path) -> None:
    path = small / OBS
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    assert messages(small)[0].startswith("observations.csv, line 1: the columns are not separated by commas")


def test_a_huge_table_is_refused_before_it_is_read(small: Path) -> None:
    with (small / OBS).open("wb") as file:
        file.truncate(50_000_000)
    assert messages(small)[0].startswith("observations.csv: the file is larger than 20 MB")


def test_thousands_of_mismatches_are_counted_and_not_all_printed(small: Path) -> None:
    rows = "".join(f"trees,Town,{year},x{year},OFFICE\n" for year in range(1000, 1500))
    (small / OBS).write_text("indicator_id,entity,year,value,source_id\n" + rows, encoding="utf-8")
    found = messages(small)
    assert len(found) == 201
    assert found[-1] == "observations.csv: and 300 more mismatches\n  fix: correct those above first"


def test_evidence_is_checked_too(small: Path) -> None:
    (small / "evidence.csv").write_text("source_id,indicator_id,phrase\nPAPER,tree,151 trees\n", encoding="utf-8")
    assert messages(small) == [
        "evidence.csv, line 2, column indicator_id: the indicator 'tree' is unknown\n  fix: did you mean 'trees'?"
    ]
