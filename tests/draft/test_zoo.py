"""Each foreign table is recognised as somebody did by hand who read it: roles, units, periods, places."""

from __future__ import annotations

import pytest
from msgspec import Struct

from briefing.draft.importing import open_tables
from briefing.draft.recognition.imported_data import ImportedData
from briefing.draft.recognition.recognising import recognise
from briefing.errors import InputError
from briefing.model.unstated import UNIT
from tests.zoo.foreign import zoo

MONTHS = '{ last = 120, frequency = "month" }'


class Expected(Struct, frozen=True):
    """What stands in a file: its values, frequency, first and last period, places, units, and what is no series."""

    values: int
    frequency: str
    first: str
    last: str
    period: str
    units: dict[str, str]
    place: str
    places: int = 1
    ignored: tuple[str, ...] = ()
    publisher: str = ""


EXPECTED = {
    "euribor-3m-monthly.csv": Expected(
        328, "M", "1999-01", "2026-05", MONTHS, {"Euribor 3m rate": UNIT}, "Euribor 3m",
        ignored=("maturity_level", "granularity"),
    ),
    "exchange-rates-annual.csv": Expected(993, "A", "1971", "2025", "1971", {"Exchange rate": UNIT}, "Japan", 21),
    "gapminder.json": Expected(
        2046, "A", "1955", "2005", "1955",
        {"Population": "persons", "Life expectancy": "years", "Fertility": "children per woman"}, "China",
        62, ignored=("cluster",),
    ),
    "gdp-top-economies.csv": Expected(
        230, "A", "2000", "2022", "2000", {"GDP": f"trillion, {UNIT}"}, "United States", 10
    ),
    "global-temp-annual.csv": Expected(
        319, "A", "1850", "2024", "1850", {"gcag": UNIT, "GISTEMP": UNIT},
        "Global temperature",
    ),
    "iowa-electricity.csv": Expected(
        51, "A", "2001", "2017", "2001", {"Fossil Fuels": UNIT, "Nuclear Energy": UNIT, "Renewables": UNIT},
        "Iowa electricity",
    ),
    "sea-level-monthly.csv": Expected(
        331, "M", "1993-01", "2020-07", MONTHS, {"GMSL": UNIT}, "Sea level", ignored=("GMSL (smoothed)",),
    ),
    "sea-level-yearly.csv": Expected(27, "A", "1993", "2019", "1993", {"GMSL": UNIT}, "Sea level"),
    "ecb-exr-usd-eur-monthly.sdmx.xml": Expected(
        252, "M", "1999-01", "2019-12", MONTHS, {"US dollar/Euro": "US dollars"}, "US dollar/Euro", publisher="ECB",
        ignored=("FREQ", "CURRENCY", "CURRENCY_DENOM", "EXR_TYPE", "EXR_SUFFIX", "DECIMALS", "TIME_FORMAT",
                 "SOURCE_AGENCY", "TITLE_COMPL", "COLLECTION"),
    ),
    "ecb-exr-flat.sdmx.json": Expected(
        4, "D", "2013-01-18", "2013-01-21", '{ last = 4, frequency = "day" }',
        {"New Zealand dollar (NZD)": UNIT, "Russian rouble (RUB)": UNIT}, "ECB EXR", publisher="European Central Bank",
        ignored=("FREQ", "CURRENCY_DENOM", "EXR_TYPE", "EXR_SUFFIX", "CURRENCY"),
    ),
    "sdmx3-example-05.csv": Expected(
        2, "M", "2014-01", "2014-02", '{ last = 2, frequency = "month" }', {"National Accounts Main Aggregates": UNIT},
        "National Accounts Main Aggregates", ignored=("DIM_1", "DIM_2", "ATTR_2", "ATTR_3", "ATTR_1"),
    ),
}  # fmt: skip


def recognised(name: str) -> ImportedData:
    return recognise(open_tables([zoo() / name]))


def seen(data: ImportedData) -> Expected:
    valued = data.observations[data.observations["value"] != ""]
    (frequency,) = {item.frequency for item in data.indicators}
    return Expected(
        len(valued),
        frequency,
        valued["period"].min(),
        valued["period"].max(),
        data.period,
        {item.name: item.unit for item in data.indicators},
        data.entity,
        data.observations["entity"].nunique(),
        tuple(item.column for item in data.decisions if item.role == "ignored"),
        data.source.publisher,
    )


def test_each_table_is_what_a_reader_takes_it_for() -> None:
    found = {name: seen(recognised(name)) for name in EXPECTED}
    assert found == EXPECTED


def test_sectors_are_indicators_of_their_own_without_the_codes_before_them() -> None:
    data = recognised("eu-ets-sector-emissions.csv")
    assert (len(data.indicators), {item.unit for item in data.indicators}) == (8, {"mt"})
    assert data.indicators[0].name == "Aviation"
    assert (data.observations["value"].size, data.observations["period"].max()) == (161, "2025")


def test_a_column_of_changes_of_another_is_no_indicator() -> None:
    data = recognised("us-employment-monthly-wide.csv")
    reasons = {item.column: item.reason for item in data.decisions if item.role == "ignored"}
    assert list(reasons) == ["nonfarm_change"]
    assert (len(data.indicators), data.period, data.entity) == (22, MONTHS, "US employment")


def test_a_message_in_french_has_its_title_its_publisher_and_what_is_provisional() -> None:
    data = recognised("insee-consumption.sdmx.xml")
    assert data.source.publisher == "Institut national de la statistique et des études économiques"
    assert data.source.published == "2015-08-06"
    assert data.title.startswith("Comptes nationaux annuels base 2010")
    assert dict(zip(data.observations["period"], data.observations["status"], strict=True)) == {
        "2014": "P",
        "2013": "A",
    }


def test_one_date_of_euribor_stands_for_a_month_that_has_its_first_working_day_too() -> None:
    (left_out,) = recognised("euribor-3m-monthly.csv").omissions
    assert "2001-10-15 does not fit" in left_out.reason


def test_a_message_without_any_time_is_an_error_that_names_the_option() -> None:
    with pytest.raises(InputError, match="no column holds periods") as caught:
        recognised("oecd-part2.sdmx.json")
    assert "--period 2024" in caught.value.findings[0].fix
