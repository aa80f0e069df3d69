"""Tables as statistical offices publish them: lines of units, of notes and of what a table is, around the values."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.draft.importing import open_tables
from briefing.draft.raw_table import Role
from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from briefing.draft.recognition.recognising import recognise
from briefing.errors import InputError


def read(tmp_path: Path, text: str, name: str = "isles.csv", **roles: Role) -> ImportedData:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return recognise(open_tables([path]), RecognitionOptions(roles=roles))


def named(data: ImportedData) -> dict[str, str]:
    return {item.name: item.unit for item in data.indicators}


def values(data: ImportedData) -> list[tuple[str, ...]]:
    return list(data.observations[["indicator_id", "period", "value"]].itertuples(index=False, name=None))


OFFICE = """\
"Ferry output at basic prices, by line, quarterly average (x 1,000,000) 1 2"
"Frequency: Quarterly"
"Table: 12-10-0001-01"
"Release date: 2025-12-23"

"Prices","Chained (2017) dollars 3",,
"Geography","Norway",,
"Ferry lines 2","Q1 2022","Q2 2022","Q3 2022"
,"Dollars",,
"All lines [T001] 1","2,180","2,203","2,235"
"Outer lines [T002]","574","580","588"
"Inner lines [T003] 3","1,606","1,623","1,647"

Footnotes:
1,"Parts may not add up."
2,"Lines are those of 2020."
3,"Reference year 2017."

"How to cite: Register of Ferries. Table 12-10-0001-01 Ferry output"
"""


def test_a_unit_in_a_line_below_the_heads_is_that_of_all_columns(tmp_path: Path) -> None:
    data = read(tmp_path, OFFICE)
    assert set(named(data).values()) == {"million chained (2017) dollars"}
    assert len(values(data)) == 9, "the first column, over which the unit stands, has its values"


def test_numbers_of_footnotes_and_codes_are_no_part_of_names(tmp_path: Path) -> None:
    assert [name for name in named(read(tmp_path, OFFICE)) if "lines" in name] == ["Outer lines", "Inner lines"]
    types = OFFICE.replace("All lines [T001] 1", "Type 1").replace("Outer lines [T002]", "Type 2")
    assert {"Type 1", "Type 2"} <= set(named(read(tmp_path, types)))
    ages = OFFICE.replace("All lines [T001] 1", "Lines under 3").replace("Outer lines [T002]", "Other lines 2")
    assert {"Lines under 3", "Other lines"} <= set(named(read(tmp_path, ages)))
    older = OFFICE.replace("All lines [T001] 1", "Lines of 9 and over 1").replace("Outer lines [T002]", "Top 2")
    assert {"Lines of 9 and over", "Top 2"} <= set(named(read(tmp_path, older)))


@pytest.mark.parametrize("head", ["Outer lines", "Outer lines 2", "Outer*"])
def test_a_column_is_given_by_its_head_with_or_without_the_number_of_its_footnote(head: str, tmp_path: Path) -> None:
    text = "Year,Outer lines 2,Inner lines 3\n" + "\n".join(
        f"{year},{year % 7},{year % 5}" for year in range(2001, 2009)
    )
    notes = '\n\nFootnotes:\n1,"Parts may not add up."\n2,"Lines of 2020."\n3,"Lines of 2017."\n'
    ignored: dict[str, Role] = {head: "ignored"}
    data = read(tmp_path, text + notes, **ignored)
    assert [*named(data)] == ["Inner lines"]


def test_parts_that_all_heads_have_are_no_part_of_names(tmp_path: Path) -> None:
    heads = [f"Visits ;  {kind} ;  {place} ;" for kind in ("Day", "Night") for place in ("Skye", "Arran")]
    lines = [",".join([str(2001 + at), *(str(at * size % 7) for size in (2, 3, 4, 5))]) for at in range(8)]
    data = read(tmp_path, "\n".join([",".join(["Year", *heads]), *lines]))
    assert [*named(data)] == ["Day / Skye", "Day / Arran", "Night / Skye", "Night / Arran"]
    assert data.title == "Visits"
    above = "Visits of isles\n\n" + "\n".join([",".join(["Year", *heads]), *lines])
    assert read(tmp_path, above, "above.csv").title == "Visits of isles"
    adjusted = above.replace("Night", "Seasonally adjusted").replace("Day ;  Skye", "Skye ;  Original")
    adjusted = adjusted.replace("Seasonally adjusted ;  Skye", "Skye ;  Seasonally adjusted").replace("Day", "Night")
    assert {"Skye / Original", "Skye"} <= {*named(read(tmp_path, adjusted, "adjusted.csv"))}
    roles: dict[str, Role] = {"Day*": "entity_value", "Night*": "ignored"}
    of_places = read(tmp_path, "\n".join([",".join(["Year", *heads]), *lines]), **roles)
    assert {*of_places.observations["entity"]} == {"Skye", "Arran"}


def test_lines_above_a_table_name_its_place_its_publisher_and_its_day_and_no_title(tmp_path: Path) -> None:
    data = read(tmp_path, OFFICE)
    assert (data.entity, data.source.publisher, data.source.published) == (
        "Norway",
        "Register of Ferries",
        "2025-12-23",
    )
    assert data.title == "Ferry output at basic prices, by line, quarterly average"


SERIES = """\
"Title","Ferry output: volume: Seasonally adjusted £m"
"CDID","ABCD"
"PreUnit","£"
"Unit","m"
"Release date","23-12-2024"
"Important notes",
"2022","1000"
"2023","1040"
"2022 Q1","250"
"2022 Q2","251"
"2022 Q3","249"
"2022 Q4","250"
"2023 Q1","255"
"""


def test_lines_that_each_state_something_of_a_series_are_no_heads_and_no_rows(tmp_path: Path) -> None:
    data = read(tmp_path, SERIES)
    assert named(data) == {"Ferry output: volume": "million pounds"}
    assert [item.adjustment for item in data.indicators] == ["S"]
    assert len(values(data)) == 5
    assert "Release date, 23-12-2024" in data.notes
    (left,) = [item.reason for item in data.omissions]
    assert left == "2022, 2023 do not fit: the others are one value a quarter"


BUREAU = """\
Isle Bureau of Sailors,,,,,,,
Filename: t02.csv,,,,,,,
"Table 2. Sailors on leave, by sex and isle, 2020 and 2021",,,,,,,
Author: A. Mariner,,,,,,,
Date of version: 12/20/2022,,,,,,,
,,,,,,,
"Table 2. Sailors on leave, by sex and isle, 2020 and 2021",,,,,,,
,,2020,,2021,,"Change, 2020-2021",
Isle,,Total,Female,Total,Female,Total,
,All total,"1,400","610","1,431","632",2.2,%
Fleet/a,,"400","150","411","162",2.7,%
Coast,,"1,000","460","1,020","470",2.0,%
,Arran/b,"100","40","110","42",10.0,
,"Skye/a,b","200","90","190","95",-5.0,
,Mull,"300","150","310","153",3.3,
,Iona,"400","180","410","180",2.5,
a/Includes cadets.,,,,,,,
b/Revised.,,,,,,,
"Source: Isle Bureau of Sailors, 2021.",,,,,,,
"""


def test_names_in_two_columns_with_letters_of_notes_are_places_and_those_above_their_parts_hold_them(
    tmp_path: Path,
) -> None:
    data = read(tmp_path, BUREAU)
    assert set(data.observations["entity"]) == {"All total", "Fleet", "Coast", "Arran", "Skye", "Mull", "Iona"}
    assert set(data.totals) == {"All total", "Coast"}
    assert len(values(data)) == 28, "rows with a sign behind the last column are in it"


def test_stars_of_a_note_are_no_part_of_names_and_years_have_none_before_them_in_a_title(tmp_path: Path) -> None:
    rows = "\n".join(f"{name},{at},{at + 3},{at + 5}" for at, name in enumerate(("Arran*", "Skye", "Mull (part)*"), 4))
    text = f"Ferry crews in 2019 and 2023, by isle\n\nIsle,2019,2021,2023*\n{rows}\n\n* Without cadets.\n"
    data = read(tmp_path, text)
    assert {*data.observations["entity"]} == {"Arran", "Skye", "Mull (part)"}
    assert (data.title, [*named(data)]) == ("Ferry crews, by isle", ["Ferry crews"])
    bare = read(tmp_path, text.replace("* Without", "Without"), "bare.csv")
    assert "Arran*" in {*bare.observations["entity"]}


def test_the_line_with_the_number_of_a_table_is_its_title_and_those_above_it_are_none(tmp_path: Path) -> None:
    data = read(tmp_path, BUREAU)
    assert data.title == "Sailors on leave, by sex and isle"
    assert "Sailors on leave, total" in named(data)
    assert data.source.published == "2022-12-20"
    assert read(tmp_path, "时间：\n指标,2020年,2021年\n渡轮 (艘),4,5\n快船 (艘),6,7\n", "船.csv").title == "船"


PAIRS = """\
"Data extracted on 31/12/2024 13:32:49 from [ESTAT]",,,
"Dataset: ","Ferry work and contracts - annual data [isl_fw_a]",,
"Last updated: ","12/12/2024 23:00",,
,,,
"Time frequency",,"Annual",
"Activity and employment status",,"Crew at sea",
"Sex",,"Total",
"Age class",,"From 15 to 64 years",
"Unit of measure",,"Thousand persons",
,,,
"Date","Belgium","Malta","Iceland"
"2021","4.5","2.5",":"
"2022","4.7","2.6","1.1"
"2023","4.8","2.4","1.3"
"""


def test_pairs_of_cells_above_a_table_say_its_name_its_unit_and_who_published_it(tmp_path: Path) -> None:
    data = read(tmp_path, PAIRS)
    assert named(data) == {"Crew at sea (from 15 to 64 years)": "thousand persons"}
    stated = data.source
    assert (stated.publisher, stated.title) == ("Eurostat", "Ferry work and contracts - annual data")
    assert stated.published == "2024-12-12"
    assert data.to_fill == ()


def test_of_pairs_above_a_table_none_of_which_says_what_is_measured_the_dataset_is_its_name(tmp_path: Path) -> None:
    sheet = PAIRS.replace("Activity and employment status", "Sector").replace("Thousand persons", "Percentage")
    assert named(read(tmp_path, sheet)) == {"Ferry work and contracts (crew at sea, from 15 to 64 years)": "%"}
    long = sheet.replace("contracts - annual", "contracts in all harbours of the isles - annual")
    (name,) = named(read(tmp_path, long, "long.csv"))
    assert name == "Ferry work and contracts in all harbours of… (crew at sea, from 15 to 64 years)", (
        "of whom is not cut"
    )
    plain = PAIRS.replace("Time frequency", "Prices").replace("Unit of measure", "Ships")
    assert "Crew at sea (from 15 to 64 years)" not in named(read(tmp_path, plain, "plain.csv"))


@pytest.mark.parametrize(
    ("head", "text", "unit", "name"),
    [
        ("Country of birth", "Germany", "Mt", "Crew at sea (Germany, from 15 to 64 years)"),
        ("Geopolitical entity (partner)", "United States", "Hours", "Crew at sea (United States, from 15 to 64 years)"),
        (f"Classification of {'all ' * 15}crews (ISL 2)", "Deck", "Tonnes", "Crew at sea (deck, from 15 to 64 years)"),
    ],
)
def test_pairs_above_a_table_have_capitals_of_places_and_signs_of_units_and_partners_are_not_its_place(
    head: str, text: str, unit: str, name: str, tmp_path: Path
) -> None:
    sheet = PAIRS.replace('"Sex",,"Total"', f'"{head}",,"{text}"').replace("Thousand persons", unit)
    data = read(tmp_path, sheet)
    assert named(data) == {name: unit if unit == "Mt" else unit.lower()}
    assert {*data.observations["entity"]} == {"Belgium", "Malta", "Iceland"}


def test_a_head_that_leaves_the_periods_without_a_name_is_a_head(tmp_path: Path) -> None:
    rows = "\n".join(f"31.12.{year};{5000 + 7 * year}" for year in range(2001, 2012))
    notes = "____\nUntil 2004: old isles\n© Register of Isles, 2020\nAs of: 26.04.2020"
    data = read(tmp_path, f"Tabelle: 1-1\nInselstand: Stichtag;\nInseln;\n;Stand der Inseln\n{rows}\n{notes}\n")
    assert list(named(data)) == ["Stand der Inseln"]
    assert (len(values(data)), data.omissions) == (11, ())
    assert data.notes[1] == "Until 2004: old isles"


def test_units_in_a_line_below_the_heads_are_those_of_their_columns(tmp_path: Path) -> None:
    rows = [f"{month} 2023;{100 + n},5;+{n},3 %;2.40{n}.000;7{n}0" for n, month in enumerate(("Mai", "Juni", "Juli"))]
    head = "Monat;Fahrpreise;Veränderung;Boote;Plätze\n;2020=100;in %;Anzahl;1 000"
    data = read(tmp_path, f"{head}\n" + "\n".join(rows))
    found = named(data)
    assert [found[name] for name in ("Fahrpreise", "Veränderung", "Plätze")] == ["index, 2020 = 100", "%", "thousand"]
    assert "Boote" in found


@pytest.mark.parametrize("upside_down", [False, True])
def test_heads_of_two_rows_may_be_a_year_and_a_measure(tmp_path: Path, upside_down: bool) -> None:
    years, kinds = "Region,2022,,2023p,", ",Locals,Guests,Locals,Guests"
    cells = ["1,2,3,4", "5,6,7,8", "9,10,11,c"]
    if upside_down:
        years, kinds, cells = "Region,Locals,,Guests,", ",2022,2023p,2022,2023p", ["1,3,2,4", "5,7,6,8", "9,11,10,c"]
    rows = [f"{name},{row}" for name, row in zip(("Arran", "Skye", "Total"), cells, strict=True)]
    data = read(tmp_path, "\n".join([years, kinds, *rows]))
    assert list(named(data)) == ["Locals", "Guests"]
    frame = data.observations
    skye = frame[(frame["entity"] == "Skye") & (frame["period"] == "2023")]
    assert list(skye[["indicator_id", "value", "status"]].itertuples(index=False, name=None)) == [
        ("locals", "7", "P"),
        ("guests", "8", "P"),
    ]


def test_the_scale_at_the_end_of_a_title_is_the_unit_and_no_part_of_names(tmp_path: Path) -> None:
    rows = "\n".join(f"T{q} 2023{' (p)' if q > 2 else ''};3\u00a0{q}42,1;12\u202f{q}80,9" for q in range(1, 5))
    head = "Emploi par port – données CVS, en milliers\nChamp : îles;;\n\nPériode;Ports;Ensemble"
    data = read(tmp_path, f"{head}\n{rows}\n\n(p) : provisoire\n")
    assert named(data) == {"Ports": "thousand", "Emploi, ensemble": "thousand"}
    assert {item.adjustment for item in data.indicators} == {"S"}
    assert values(data)[0] == ("ports", "2023-Q1", "3142.1")
    assert list(data.observations["status"][:4]) == ["A", "A", "P", "P"]


def test_values_summed_from_january_on_are_refused_with_what_helps(tmp_path: Path) -> None:
    months = (3, 6, 9, 12)
    rows = [f"{year}年1—{month}月,{month * year}" for year in (2022, 2023) for month in months]
    with pytest.raises(InputError) as error:
        read(tmp_path, "\n".join(["时间,收入", *rows]))
    (finding,) = error.value.findings
    assert finding.what == "periods overlap, as 2022年1—3月 and 2022年1—6月"
    assert "one span of each year" in finding.fix
    whole = [row for row in rows if "1—12月" in row]
    assert [period for _, period, _ in values(read(tmp_path, "\n".join(["时间,收入", *whole])))] == ["2022", "2023"]


def test_values_after_the_copyright_of_a_table_are_no_facts_of_its_edition(tmp_path: Path) -> None:
    head = '"Output per head, current prices (Purchasing power; pounds per capita)",'
    head += ",".join(map(str, range(2016, 2028)))
    rows = [f"{name},{','.join(str(base + at) for at in range(12))}" for base, name in ((40, "Norway"), (70, "Sweden"))]
    rows.append(f"Iceland,{','.join('no data' if at < 2 else str(20 + at) for at in range(12))}")
    data = read(tmp_path, "\n".join([head, *rows, "", '"© Office, 2022"']))
    assert max(data.observations["period"]) == "2022"
    assert [item.reason for item in data.omissions] == [
        "values of 2023 to 2027, after the table was published (2022); a column of statuses that says “forecast” keeps"
        " them"
    ]
    assert named(data) == {"Output per head, current prices (Purchasing power)": "pounds per capita"}
    assert data.title == "Output per head, current prices (Purchasing power)"
    assert data.observations[data.observations["entity"] == "Iceland"]["status"].tolist()[:2] == ["O", "O"]


def test_years_at_the_end_of_heads_are_periods_where_no_column_has_them(tmp_path: Path) -> None:
    heads = [f"{name}_{year}" for year in (2010, 2020) for name in ("boats", "piers")]
    data = read(tmp_path, "\n".join([f"Island,code_2013,{','.join(heads)}", "Arran,3,1,2,4,5", "Skye,4,6,7,8,9"]))
    frame = data.observations
    found = frame[frame["entity"] == "Skye"][["indicator_id", "period", "value"]]
    assert set(found.itertuples(index=False, name=None)) == {
        ("boats", "2010", "6"), ("piers", "2010", "7"), ("boats", "2020", "8"), ("piers", "2020", "9"),
    }  # fmt: skip
    prices = "\n".join(["year,sales_2010,sales_2015", *(f"{year},{year % 7},{year % 5}" for year in range(2001, 2009))])
    assert len(named(read(tmp_path, prices))) == 2, "a year of prices is none of the rows"


def test_counties_are_the_places_of_a_table_and_not_the_codes_of_their_states(tmp_path: Path) -> None:
    states = ("AL", "CA", "GA", "NY", "TX")
    places = [(code, f"{name} {number} County") for number, code in enumerate(states) for name in ("Ash", "Elm", "Fir")]
    rows = [
        f"{code},{name},{year},{year % 9 + at}" for year in (2001, 2002, 2003) for at, (code, name) in enumerate(places)
    ]
    data = read(tmp_path, "\n".join(["State,Area_name,year,jobs", *rows]))
    assert set(data.observations["entity"]) == {name for _, name in places}
    assert list(named(data)) == ["Jobs"]


def test_a_title_is_cut_before_a_bracket_and_not_within(tmp_path: Path) -> None:
    long = "Sales of ferries and of all other boats to the outer isles (at prices of the year before; in all)"
    data = read(tmp_path, f"{long}\n\nyear,sales\n2001,3\n2002,4\n2003,6\n")
    assert data.title == "Sales of ferries and of all other boats to the outer isles"


def test_the_only_head_of_numbers_may_be_the_year_that_they_are_of(tmp_path: Path) -> None:
    data = read(tmp_path, "Country Name,2019\nNorway,75719.75\nSweden,51939.43\nIceland,68452.23\nDenmark,59775.74\n")
    assert set(data.observations["period"]) == {"2019"}
    assert list(data.observations["entity"]) == ["Norway", "Sweden", "Iceland", "Denmark"]


def test_months_that_other_languages_cut_short_are_heads(tmp_path: Path) -> None:
    months = ("ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "sept.", "oct.", "nov.", "dic.")
    head = ";".join(["Puerto", *(f"{month} 2022" for month in months), "ene. 2023(*)"])
    rows = [
        f"{name};{';'.join(f'1.{base + at},5' for at in range(13))}" for name, base in (("Norte", 200), ("Costa", 400))
    ]
    data = read(
        tmp_path, "\n".join(["Tabla 3. Pasajeros", "(miles de pasajeros)", "", head, *rows, "", "(*) Provisional."])
    )
    assert sorted(set(data.observations["period"]))[::12] == ["2022-01", "2023-01"]
    assert data.observations["period"].nunique() == 13
    assert set(named(data).values()) == {"thousand pasajeros"}


def test_a_row_of_totals_among_months_is_reported_as_no_month(tmp_path: Path) -> None:
    rows = [f"{month},{40 + at},{50 + at}" for at, month in enumerate(("Jan", "Feb", "Mar", "Apr", "May", "Jun"))]
    rows += [f"{month},{60 + at},{70 + at}" for at, month in enumerate(("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))]
    data = read(tmp_path, "\n".join(["Month,2022,2023", *rows, "Year,700,800"]))
    assert [item.reason for item in data.omissions] == ["no month of the year: “Year”"]
    assert len(values(data)) == 24


def test_a_title_that_begins_with_the_word_table_is_one_and_its_number_is_none(tmp_path: Path) -> None:
    rows = "\n\nyear,sales\n2001,3\n2002,4\n2003,6\n"
    titles = {"Table: Sales of ferries": "Table: Sales of ferries", "Table 4.2a. Sales of ferries": "Sales of ferries"}
    titles |= {"Sales of ferries\nTable: 12-10-0001-01 (formerly 1-1)\nFrequency: yearly": "Sales of ferries"}
    assert {text: read(tmp_path, text + rows).title for text in titles} == titles


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("AREA OF ISLES          OUTER SECTOR,Cuadro 3.1\n\nFerry accounts", "Ferry accounts"),
        ("AREA OF ISLES          OUTER SECTOR\nFerry accounts", "AREA OF ISLES OUTER SECTOR Ferry accounts"),
        ("AREA OF ISLES          OUTER SECTOR\n", "AREA OF ISLES OUTER SECTOR"),
        ("Table 3          Ferry accounts\n\nAll isles", "Ferry accounts All isles"),
        ("Cuadro 3.1. Ferry accounts", "Ferry accounts"),
    ],
)
def test_the_head_of_a_page_is_no_title(above: str, title: str, tmp_path: Path) -> None:
    data = read(tmp_path, f"{above}\n(in millions of euros)\n\nItem,2021,2022,2023\nFares,1,2,4\nFreight,3,4,5\n")
    assert data.title == title


@pytest.mark.parametrize("line", ["(En porcentaje) (2020 - 2024)", "in Prozent", "(en pourcentage)"])
def test_per_cent_above_a_table_is_its_unit_in_other_languages(line: str, tmp_path: Path) -> None:
    data = read(tmp_path, f"Tasas de los barcos\n{line}\n\nAño,Barca\n2021,3\n2022,4\n2023,4\n")
    assert {*named(data).values()} == {"%"}
