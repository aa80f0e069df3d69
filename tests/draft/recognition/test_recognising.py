"""What the columns of a table are is found, with the reason, or is an error that names the option that helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import pytest

from briefing.draft.raw_table import ColumnFacts, RawTable, Role, StatedSource
from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from briefing.draft.recognition.recognising import recognise
from briefing.errors import InputError
from briefing.model.unstated import UNIT


def table(text: str, **facts: object) -> RawTable:
    """A raw table of lines with | between cells."""
    head, *rows = (line.split("|") for line in text.strip().splitlines())
    frame = pd.DataFrame(rows, columns=head, dtype="str", index=range(2, len(rows) + 2))
    return RawTable("isles.csv", frame, **facts)  # type: ignore[arg-type]


def recognised(text: str, options: RecognitionOptions | None = None, **facts: object) -> ImportedData:
    return recognise([table(text, **facts)], options)


def roles(data: ImportedData) -> dict[str, Role]:
    return {item.column: item.role for item in data.decisions}


def reasons(data: ImportedData) -> dict[str, str]:
    return {item.column: item.reason for item in data.decisions}


def units(data: ImportedData) -> dict[str, str]:
    return {item.name: item.unit for item in data.indicators}


def rows(data: ImportedData, *columns: str) -> list[tuple[str, ...]]:
    return list(data.observations[list(columns)].itertuples(index=False, name=None))


def grid(head: str, *cells: Sequence[object]) -> str:
    return "\n".join([head, *("|".join(map(str, row)) for row in cells)])


def over(years: Sequence[int], names: Sequence[str], value: Callable[[int, int], object]) -> list[tuple[object, ...]]:
    """Rows of name, year and value, for each name its number."""
    return [(name, year, value(number, year)) for number, name in enumerate(names) for year in years]


def test_a_long_table_of_places() -> None:
    cells = over(
        range(2001, 2005), ["Arran", "Skye"], lambda number, year: f"1,{year - 1900}|{40 + number + year % 3}%"
    )
    data = recognised(grid("country|year|visits (thousands)|share", *cells))
    assert roles(data) == {"country": "entity", "year": "period", "visits (thousands)": "value", "share": "value"}
    assert "each with rows" in reasons(data)["year"]
    assert units(data) == {"Visits": "thousand", "Share": "%"}
    assert [item.kind for item in data.indicators] == ["", "ratio"]
    assert rows(data, "entity", "period", "value")[:2] == [("Arran", "2001", "1101"), ("Arran", "2002", "1102")]
    assert data.period == "2001"


def test_periods_across_with_flags_and_gaps() -> None:
    text = "geo|2019|2020|2021 p\nAT|1.2|2.4p|..\nBE|: c|<5|4.0\nFR|1|2|3"
    data = recognised(text, title="Unemployment rate (in %)", footnotes=("Source: An office",))
    assert (data.title, data.entity) == ("Unemployment rate (in %)", "FR")
    assert units(data) == {"Unemployment rate": "%"}
    assert {place.name: (place.code, place.names["en"]) for place in data.places}["AT"] == ("AUT", "Austria")
    assert data.source.publisher == "An office"
    columns = ("entity", "period", "value", "qualifier", "status")
    found = {(entity, period): cells for entity, period, *cells in rows(data, *columns)}
    assert found["AT", "2020"] == ["2.4", "=", "P"]
    assert found["AT", "2021"] == ["", "=", "O"]
    assert found["BE", "2019"] == ["", "=", "Q"]
    assert found["BE", "2020"] == ["5", "≤", "A"]


def test_months_across_and_parts_of_a_year_in_two_columns() -> None:
    heads = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    across = recognised(grid(f"Year|{heads}", [2001, *range(12)], [2002, *range(12)]))
    assert (len(across.observations), across.period) == (24, '{ last = 24, frequency = "month" }')
    quarters = recognised(
        grid("Year|Quarter|Sales (EUR million)", (2001, "Q1", 1), (2001, "Q2", "1,5"), (2001, "Q3", 2))
    )
    assert roles(quarters) == {"Year": "year", "Quarter": "quarter", "Sales (EUR million)": "value"}
    assert units(quarters) == {"Sales": "million euros"}
    assert rows(quarters, "period", "value") == [("2001-Q1", "1"), ("2001-Q2", "1.5"), ("2001-Q3", "2")]
    floats = recognised(grid("year|quarter|sales", ("2001.0", "1.0", 1), ("2001.0", "2.0", 2), ("2001.0", "3.0", 3)))
    assert rows(floats, "period", "value") == [("2001-Q1", "1"), ("2001-Q2", "2"), ("2001-Q3", "3")]


def test_the_symbol_of_a_share_is_no_status() -> None:
    shares = recognised(grid("symbol|year|price", *over([2001, 2002], ["MSFT", "AMZN", "IBM"], lambda n, year: n + 1)))
    assert roles(shares)["symbol"] == "category"
    flags = recognised(grid("place|year|price|symbol", ("A", 2001, 1, "p"), ("A", 2002, 2, ""), ("B", 2001, 3, "p")))
    assert roles(flags)["symbol"] == "status"


def test_categories_are_indicators_and_too_many_are_compared_as_places() -> None:
    few = recognised(grid("fuel|year|output_gwh", *over([2001, 2002], ["10 wind", "11 sun"], lambda n, year: n + 1)))
    assert units(few) == {"Wind": "GWh", "Sun": "GWh"}
    assert few.indicators[0].key == "wind"
    firms = [f"Firm {letter}{digit}" for letter in "ABCDE" for digit in range(10)]
    many = recognised(grid("company|year|staff", *over([2001, 2002], firms, lambda n, year: n + 1)))
    assert (len(many.indicators), many.things, len(set(many.observations["entity"]))) == (1, {"en": "companies"}, 50)


def test_a_place_that_holds_others_is_found_by_its_name_or_their_sum() -> None:
    places = over([2001, 2002], ["North", "South", "East", "Everywhere"], lambda n, year: year * (1, 2, 3, 6)[n])
    summed = recognised(grid("region|year|visits", *places))
    assert (summed.totals, summed.entity) == (("Everywhere",), "Everywhere")
    assert "Everywhere holds others: it equals the sum of the others" in summed.choices
    named = recognised(grid("region|year|rate", *over([2001, 2002], ["North", "South", "Total"], lambda n, year: 3)))
    assert named.totals == ("Total",)


def test_a_quantity_that_stays_the_same_is_a_series_beside_others_and_a_scale_is_none() -> None:
    rows = [(2010 + step, 70 + step, 900 - step**2, 5, 3) for step in range(8)]
    data = recognised(grid("year|Visits|Boats|Loans|decimals", *rows))
    assert {name for name, role in roles(data).items() if role == "value"} == {"Visits", "Boats", "Loans"}
    assert reasons(data)["decimals"] == "it is 3 in every row"


ISLES = (("France", "FRA", "Europe", 1, 5), ("Japan", "JPN", "Asia", 2, 7), ("Spain", "ESP", "Europe", 1, 9))


def test_columns_that_say_nothing_new_are_left_out_with_their_reason() -> None:
    head = "Unnamed: 0|date|country|code|continent|cluster|level|level_change|level smoothed|rank|granularity|notes"
    cells = [
        (f"{2000 + step}-01-01", *names, base + step**2, 2 * step - 1 if step else "", base, 1 + step % 3, "yearly", "")
        for *names, base in ISLES
        for step in range(8)
    ]
    data = recognised(grid(head, *[(number, *row) for number, row in enumerate(cells)]))
    assert {name for name, role in roles(data).items() if role == "value"} == {"level"}
    found = reasons(data)
    assert found["Unnamed: 0"] == "it counts the rows"
    assert found["continent"] == "it is the same for each country, at all times"
    assert "never changes within one country" in found["cluster"]
    assert "the change of level" in found["level_change"]
    assert "level, smoothed" in found["level smoothed"]
    assert "“yearly” in every row" in found["granularity"]
    assert found["rank"] == "a rank, which an edition works out by itself"
    assert roles(data)["code"] == "entity_code"


def test_a_column_of_units_divides_what_it_mixes() -> None:
    mixed = recognised("year|value|unit\n2001|3|kg\n2002|4|kg\n2001|30|%\n2002|40|%")
    assert sorted(item.unit for item in mixed.indicators) == ["%", "kg"]
    assert sorted(item.name for item in mixed.indicators) == ["Isles", "Isles (%)"]  # the first needs no unit behind it
    assert "a column mixes units: each unit is an indicator of its own" in mixed.choices
    assert set(units(recognised("year|value\n2001|3\n2002|4")).values()) == {UNIT}


def test_what_the_file_states_goes_before_what_is_found_and_what_the_caller_says_before_both() -> None:
    text = "A|B|C\n1990|x|2\n1991|x|3\n1990|y|4\n1991|y|5"
    stated = {"C": ColumnFacts("value", label="Output", unit="GWh"), "B": ColumnFacts("entity", labels={"x": "North"})}
    source = StatedSource(publisher="An office", published="2024-05")
    data = recognised(text, RecognitionOptions(roles={"A": "period"}), columns=stated, source=source)
    assert (units(data), data.entity, data.source) == ({"Output": "GWh"}, "y", source)
    assert set(data.observations["entity"]) == {"North", "y"}
    assert reasons(data)["A"].startswith("as --map says")
    asked = RecognitionOptions(roles={"A": "period", "B": "category"}, entity="Skye")
    assert recognised(text, asked).entity == "Skye"


REFUSED = [
    ("name|score\na|1\nb|2", "line 2, column name", "no column holds periods", "--period 2024"),
    ("year|name\n2001|a\n2002|b", "line 2", "no column holds numbers", "a column of numbers"),
    ("year|value\n2001|3", "line 2", "one period and few places alone, 2001", "two periods at least"),
    ("year|town|value\n2001|A|3\n2001|A|4\n2002|A|4", "line 2, column value", "3, and 4 in line 3", "delete one"),
    ("year|notes|v\n2001|A|3\n2001|B|4\n2002|B|4", "line 2, column v", "3, and 4 in line 3", "--map 'notes'=category"),
    ("date|v\n05/06/2024|1\n06/07/2024|2", "line 2, column date", "day or month stands first", "--dates day-first"),
    ("date|v\n2024-05-06|1\n06/06/2024|2\nMay 7, 2024|3\n13/08/2024|4", "column date", "several forms", "2024-03-17"),
]


@pytest.mark.parametrize(("text", "where", "what", "fix"), REFUSED, ids=[what for _, _, what, _ in REFUSED])
def test_what_cannot_be_drafted_names_row_column_and_option(text: str, where: str, what: str, fix: str) -> None:
    with pytest.raises(InputError) as caught:
        recognised(text)
    (finding,) = caught.value.findings
    assert where in finding.where
    assert what in finding.what
    assert fix in finding.fix


def test_a_table_without_time_is_of_the_period_that_the_caller_gives() -> None:
    data = recognised("town|people\nAyr|3\nBute|5\nCrail|4", RecognitionOptions(period="2021"))
    assert rows(data, "entity", "period", "value") == [
        ("Ayr", "2021", "3"),
        ("Bute", "2021", "5"),
        ("Crail", "2021", "4"),
    ]
    assert reasons(data)["--period"] == "as it was given, for all values"
    with pytest.raises(InputError, match="few places"):
        recognised("town|people\nAyr|3\nBute|5", RecognitionOptions(period="2021"))


def test_a_correction_of_a_column_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError, match="did you mean 'town'"):
        recognised("year|town|v\n2001|A|1\n2002|A|2", RecognitionOptions(roles={"twon": "entity"}))


def test_dates_are_read_as_the_caller_says_and_equal_rows_count_once() -> None:
    text = "date|v\n05/06/2024|1\n05/07/2024|2\n05/07/2024|2"
    data = recognised(text, RecognitionOptions(dates="day first"))
    assert rows(data, "period", "value") == [("2024-06", "1"), ("2024-07", "2")]
    assert any("say again what others say" in item.reason for item in data.omissions)


def test_hundreds_of_columns_are_at_most_five_hundred_series() -> None:
    heads = "|".join(f"c{number}" for number in range(530))
    data = recognised(grid(f"year|{heads}", *[[year, *range(year, year + 530)] for year in (2001, 2002, 2003)]))
    assert len(data.indicators) == 500
    assert any("30 columns of numbers more" in item.reason for item in data.decisions)


def test_large_values_have_the_scale_in_which_the_median_of_all_places_keeps_two_digits() -> None:
    def scale(*newest: int, head: str = "people") -> tuple[str, int]:
        names = [f"Town {number}" for number in range(len(newest))]
        data = recognised(grid(f"city|year|{head}", *over([2001, 2002], names, lambda n, year: newest[n])))
        return data.indicators[0].scale

    assert scale(1_300_000_000, 20_000_000, 70_000) == ("million", 1)
    assert scale(1_300_000_000, 900_000_000, 250_000_000) == ("billion", 2)
    assert scale(2_000, 900, 700) == ("", 0)
    assert scale(2_000_000, 900_000, 700_000, head="people (thousands)") == ("million", 0)
    assert scale(2_000_000, 900_000, 7, head="people (thousands)") == ("", 0), "the least would be nothing"


def test_words_of_a_head_that_capitals_part_say_what_it_is() -> None:
    cells = [(2019, town, number) for number, town in enumerate(["Ayr", "Bute", "Crail"])]
    data = recognised(grid("TimeFrame|SiteName|Score", *cells))
    assert roles(data) == {"TimeFrame": "period", "SiteName": "entity", "Score": "value"}


def test_years_across_go_before_a_column_of_years_that_few_rows_have() -> None:
    heads = "|".join(map(str, range(2001, 2009)))
    rows_of = [(town, "" if town != "Ayr" else 1850, *range(number, number + 8)) for number, town in enumerate(TOWNS)]
    data = recognised(grid(f"town|year founded|{heads}", *rows_of))
    assert (data.period, len(data.observations), roles(data)["year founded"]) == ("2001", 8 * len(TOWNS), "ignored")
    seldom = [(f"{town}", "" if number else 1850, 2001 + at, at) for number, town in enumerate(TOWNS) for at in (0, 1)]
    assert roles(recognised(grid("town|year|date of it|v", *seldom)))["date of it"] == "period"


TOWNS = ("Ayr", "Bute", "Crail", "Dunoon")


def test_firms_with_several_measures_are_compared_and_the_parts_of_one_measure_are_not() -> None:
    cells = over([2001, 2002], ["Peat Co", "Wind Co", "Sun Co"], lambda number, year: f"{number}|{year - number}")
    data = recognised(grid("company|year|profit|staff", *cells))
    assert ([item.name for item in data.indicators], data.things) == (["Profit", "Staff"], {"en": "companies"})
    fuels = recognised(grid("fuel|year|output", *over([2001, 2002], ["peat", "wind", "sun"], lambda n, year: n + 1)))
    assert [item.name for item in fuels.indicators] == ["peat", "wind", "sun"]


def test_texts_for_all_of_a_category_are_no_part_of_a_name() -> None:
    cells = [
        (year, sex, age, 4)
        for sex in ("Total", "women")
        for age in ("all ages", "65 and over")
        for year in (2001, 2002)
    ]
    data = recognised(grid("year|sex|age|value", *cells), title="People by sex and age")
    assert [item.name for item in data.indicators] == ["People, total", "65 and over", "women", "Women, 65 and over"]
    wide = recognised("year|Total|Peat\n2001|5|3\n2002|6|3", title="Energy output by fuel")
    assert [item.name for item in wide.indicators] == ["Energy output, total", "Peat"]


def test_of_a_group_and_its_members_the_members_say_both() -> None:
    cells = [("land" if town == "Ayr" else "isle", f"{town}, a town", 2019, at) for at, town in enumerate(TOWNS)]
    data = recognised(grid("kind|called|year|score", *cells))
    assert (roles(data)["kind"], roles(data)["called"]) == ("ignored", "category")


def test_a_column_that_is_said_to_hold_periods_and_holds_none_is_an_error_with_its_line() -> None:
    with pytest.raises(InputError, match="“soon” is no period") as caught:
        recognised("when|v\n2001|1\nsoon|2\nlate|3", RecognitionOptions(roles={"when": "period"}))
    assert caught.value.findings[0].where == "isles.csv, line 3, column when"


def test_numbers_that_tell_the_rows_of_a_period_apart_are_firms_and_no_values() -> None:
    cells = [(firm, year, firm % 3, 10 * firm + year) for firm in (7, 8, 9) for year in (2001, 2002, 2003)]
    data = recognised(grid("firm|year|branch|staff", *cells))
    assert roles(data) == {"firm": "category", "year": "period", "branch": "ignored", "staff": "value"}
    assert [item.name for item in data.indicators] == ["Firm 7", "Firm 8", "Firm 9"]
    told = recognised(grid("town|year|firm|staff", *[(town, year, 3, year) for town in TOWNS for year in (2001, 2002)]))
    assert roles(told)["firm"] == "ignored"


def test_texts_without_which_rows_are_told_from_each_other_divide_nothing() -> None:
    cells = [(town, year, "yes" if year > 2001 else "no", year) for town in TOWNS for year in (2001, 2002, 2003)]
    data = recognised(grid("town|year|dry|v", *cells))
    assert (roles(data)["dry"], len(data.indicators)) == ("ignored", 1)
    assert reasons(data)["dry"] == "the rows are told from each other without it"


def test_numbers_that_say_when_are_no_values() -> None:
    cells = [(year, month, year + month / 12, 1 + month % 7, month) for year in (2001, 2002) for month in range(1, 13)]
    data = recognised(grid("year|month|decimal date|day of week|travel time", *cells))
    assert [item.name for item in data.indicators] == ["travel time"]
    assert reasons(data)["day of week"] == "it says when, as year and month do"


def test_years_across_and_the_months_or_days_of_each_row_make_periods() -> None:
    months = recognised("Month|2001|2002\nJanuary|1|3\nFebruary|2|4")
    assert rows(months, "period", "value") == [("2001-01", "1"), ("2001-02", "2"), ("2002-01", "3"), ("2002-02", "4")]
    days = recognised("Month|Day|2003|2004\nFebruary|28|1|3\n|29||4\nMarch|28|5|6\n|29|7|8")
    assert rows(days, "period", "value")[:4] == [
        ("2003-02-28", "1"), ("2003-03-28", "5"), ("2003-03-29", "7"), ("2004-02-28", "3")
    ]  # fmt: skip
    lost = recognised("Month|Day|2003|2004\nFebruary|28|1|3\n|29|9|4\nMarch|28|5|6\n|29|7|8")
    assert any("no such day" in item.reason and "line 3" in item.where for item in lost.omissions)


def test_years_in_a_first_column_that_no_head_names_are_periods() -> None:
    assert recognised("rownames|a\n1951|1\n1956|2\n1961|4").period == "1951"
    with pytest.raises(InputError, match="no column holds periods"):
        recognised("name|rooms\nA|1851\nB|1956\nC|1901")


def test_of_one_place_and_one_period_the_entries_of_a_category_are_compared() -> None:
    cells = [("Bute", 2011, age, sex, 4 + number) for number, age in enumerate("abc") for sex in ("m", "f")]
    data = recognised(grid("town|year|age|sex|people", *cells))
    assert (len(data.indicators), sorted(set(data.observations["entity"]))) == (2, ["a", "b", "c"])
    assert "all values are of Bute and of one period" in data.choices


def test_of_one_period_the_edition_is_of_a_place_that_has_a_rank() -> None:
    text = "region|year|visits\nNorth|2001|1\nSouth|2001|2\nTotal|2001|3"
    assert recognised(text).entity == "South"
    assert recognised(text + text.partition("\n")[2].join(["\n", ""]).replace("2001", "2002")).entity == "Total"


def test_whom_a_head_cites_is_no_part_of_a_name() -> None:
    head = (
        "Visits (Office (2018))|Nights (Office, 2019)|Price (Base 2015)|Boats - ISO (Fleet) (2017)|Tolls - inner (2017)"
    )
    data = recognised(f"year|{head}\n2001|1|2|3|4|5\n2002|4|5|6|2|3")
    named = ["Visits", "Nights", "Price (Base 2015)", "Boats", "Tolls - inner (2017)"]
    assert [item.name for item in data.indicators] == named
    assert data.indicators[0].definition == "Visits (Office (2018))"


def test_places_are_countries_where_all_are_and_none_is_a_territory() -> None:
    def things(*places: str) -> object:
        rows = [(place, year, at + year % 7) for at, place in enumerate(places) for year in (2001, 2002, 2003)]
        return recognised(grid("country|year|v", *rows)).things.get("en", "")

    assert things("Chile", "Peru", "Kenya") == "countries"
    assert things("Chile", "Peru", "Puerto Rico") == ""
    assert things("Chile", "Peru") == "", "too few to say so"


def test_long_values_are_printed_with_the_decimals_that_say_something() -> None:
    def decimals(*values: object) -> int | None:
        return (
            recognised(grid("year|v", *[(2001 + at, value) for at, value in enumerate(values)])).indicators[0].decimals
        )

    assert decimals("12990.341", "13415.266", "13000.1") == 0
    assert decimals("1299.34", "1415.26", "1300.1") == 0
    assert decimals("1.25", "1.35", "1415.26", "1300.1") == 1
    assert decimals("12.34", "14.15", "13.1") is None
    assert decimals("0.1234567", "0.2345678") == 4
    assert decimals("-0.4177", "-0.3333", "0.0294", "0.9214", "1.1755") == 2, "they lie around a base"
    assert decimals("-0.4177", "-0.4131", "0.0294", "0.0311", "0.0352") == 3, "and move by little"


def test_the_median_of_more_places_than_a_formula_holds_is_no_short_name() -> None:
    few, many = (
        recognised(grid("town|year|v", *over([2001, 2002], [f"Town {n}" for n in range(count)], lambda n, year: n + 1)))
        for count in (250, 251)
    )
    assert [data.indicators[0].median for data in (few, many)] == [True, False]


def test_names_that_are_long_lose_the_words_with_which_all_texts_of_a_category_begin() -> None:
    weights = ["weighted by the number of people employed there", "weighted by the number of enterprises there"]
    long = "A finding of the survey among all enterprises of the isles"
    cells = [(year, finding, weight, 3) for finding in (long, "None") for weight in weights for year in (2001, 2002)]
    data = recognised(grid("year|finding|weight|value", *cells))
    assert [item.name for item in data.indicators][:2] == [
        f"{long}, People employed there",
        f"{long}, Enterprises there",
    ]
    short = recognised(grid("year|weight|value", *[(year, weight, 3) for weight in weights for year in (2001, 2002)]))
    assert [item.name for item in short.indicators] == [weight.capitalize() for weight in weights]


def test_an_error_names_no_column_that_is_none_of_periods() -> None:
    for text, named in (("id|cost\n101001|1140640\n101002|1215690", False), ("a|b\n1851|red\n1956|3\n1901|4", True)):
        with pytest.raises(InputError, match="no column holds periods") as caught:
            recognised(text)
        assert ("--map" in caught.value.findings[0].fix) is named
