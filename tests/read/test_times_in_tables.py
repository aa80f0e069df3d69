"""Months, quarters, weeks and fiscal years in tables: what is read, and what to write in place of what is not."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

import briefing.read
from briefing.errors import InputError
from briefing.model.dataset import Observation
from briefing.model.period import MONTH, QUARTER, WEEK, YEAR, Frequency
from briefing.reuse import STORE, from_nothing
from tests.read.monthly import FILES, make
from tests.read.small import change, messages

OBS, IND = "observations.csv", "indicators.csv"
JANUARY, CARGO = "ships,Port,2024-01,official,10", "cargo,Port,2024-Q1,official,300"
VINTAGES = "2024-04,official,13,ships,A,2024-05-20T08:30+02:00"

# name → (file, old, wrong, the whole finding, what the fix says to write)
WRONG: dict[str, tuple[str, str, str, str, str]] = {
    "month 13": (OBS, JANUARY, "ships,Port,2024-13,official,10",
        "observations.csv, line 2, column period: '2024-13' is no period\n"
        "  fix: write a month, 2024-01 to 2024-12", JANUARY),
    "quarter 5": (OBS, CARGO, "cargo,Port,2024-Q5,official,300",
        "observations.csv, line 9, column period: '2024-Q5' is no period\n  fix: write 2024-Q1 to Q4", CARGO),
    "week 54": (OBS, "price,Port,2024-W05", "price,Port,2024-W54",
        "observations.csv, line 15, column period: '2024-W54' is no period\n  fix: write 2024-W01 to W52",
        "price,Port,2024-W01"),
    "two digits": (OBS, JANUARY, "ships,Port,24-01,official,10",
        "observations.csv, line 2, column period: '24-01' is no period\n"
        "  fix: write the whole year, as 2024-01", JANUARY),
    "slash": (OBS, JANUARY, "ships,Port,2024/1,official,10",
        "observations.csv, line 2, column period: '2024/1' is no period\n  fix: write 2024-01", JANUARY),
    "name and two digits": (OBS, JANUARY, "ships,Port,January 24,official,10",
        "observations.csv, line 2, column period: 'January 24' is no period\n  fix: write the whole year, as 2024-01",
        JANUARY),
    "Excel's number": (OBS, JANUARY, "ships,Port,45292,official,10",
        "observations.csv, line 2, column period: '45292' is no period\n  fix: it looks like Excel's number of a day: "
        "write 2024-01 or 2024-01-01, or format the cells as dates", JANUARY),
    "another frequency than declared": (OBS, JANUARY, "ships,Port,2024-Q1,official,10",
        "observations.csv, line 2, column period: 2024-Q1 is a quarter, where the indicator has a value for each "
        "month\n"
        "  fix: write it as 2024-01, or correct the indicator's frequency", JANUARY),
    "two frequencies in a series": (OBS, "visits,Port,2023-01/2023-09", "visits,Port,2023-09",
        "observations.csv, line 14, column period: visits of Port (series official) has 2023-09, a month, and in "
        "line 13 2022, a year\n  fix: give each frequency a series of its own, as monthly and yearly, or an indicator",
        "visits,Port,2023"),
    "overlapping years": (OBS, "visits,Port,2023-01/2023-09", "visits,Port,2022-07/2023-06",
        "observations.csv, line 14, column period: 2022-07/2023-06 overlaps years of visits of Port (series official) "
        "as 2022 in line 13\n  fix: give each frequency a series of its own, as monthly and yearly, or an indicator",
        "visits,Port,2023"),
    "overlapping parts": (OBS, "visits,Port,2022,official", "visits,Port,2023-05/2023-11,official",
        "observations.csv, line 14, column period: 2023-01/2023-09 overlaps 2023-05/2023-11 in line 13\n"
        "  fix: give each its own series, or write moving values under their last month, as 2023-09",
        "visits,Port,2023-01/2023-06,official"),
    "a fiscal year without its start": (IND, "crowns,0,A,4", "crowns,0,A,",
        "observations.csv, line 11, column period: '2021/22' is a fiscal or academic year, and its first month is not "
        "known\n  fix: write 2021-04/2022-03, or give the indicator's year_starts, as 4 for April", "crowns,0,A,4"),
    "a wrong fiscal year": (OBS, "2021/22", "2021/23",
        "observations.csv, line 11, column period: '2021/23' is no period\n  fix: write 2021/22", "2021/22"),
    "days that are months": (OBS, "price,Port,2024-W05,official,1.5,crowns,A,,BOOK,",
        "price,Port,2024-W05,official,1.5,crowns,A,,BOOK,\n"
        + "\n".join(f"visits,Port,2024-0{month}-01,monthly,1,visits,A,,BOOK," for month in (1, 2, 3)),
        "observations.csv, line 16, column period: all days of visits of Port are the first or the last of a month\n"
        "  fix: give the indicator's frequency in indicators.csv: M, Q or A, or D if they are days",
        "price,Port,2024-W05,official,1.5,crowns,A,,BOOK,"),
    "vintages of one date": (OBS, VINTAGES, "2024-04,official,13,ships,A,2024-05-08",
        "observations.csv, line 6, column published: BOOK gives ships of Port for 2024-04 in line 5 too\n"
        "  fix: delete one, or give each the day on which it was published", VINTAGES),
    "a time without a zone": (OBS, VINTAGES, "2024-04,official,13,ships,A,2024-05-20T08:30",
        "observations.csv, line 6, column published: '2024-05-20T08:30' is a time without its zone\n"
        "  fix: write 2024-05-20, or with its zone, as 2024-05-20T08:30+00:00", VINTAGES),
    "a period after its publication": (OBS, "Apr 2024,official,12,ships,P,2024-05-08",
        "Apr 2024,official,12,ships,P,2024-03",
        "observations.csv, line 5, column period: 2024-04 is after BOOK was published, on 2024-03-31\n"
        "  fix: correct the month or the source's date, or give status E to a forecast",
        "Apr 2024,official,12,ships,E,2024-03"),
    "a target of another frequency": ("targets.csv", "ships,Port,2025-12", "ships,Port,2025",
        "targets.csv, line 2, column period: 2025 is a year, where ships has a value for each month\n"
        "  fix: write 2025-12",
        "ships,Port,2025-12"),
    "a break of another frequency": ("breaks.csv", "2024-01,2024-02", "2023,2024",
        "breaks.csv, line 2, column from_period: 2023 is a year, where ships has a value for each month\n"
        "  fix: write 2023-12\n"
        "breaks.csv, line 2, column to_period: 2024 is a year, where ships has a value for each month\n"
        "  fix: write 2024-12", "2024-01,2024-02"),
    "a break of two frequencies": ("breaks.csv", "2024-01,2024-02", "2024-01,2024-Q2",
        "breaks.csv, line 2, column to_period: 2024-Q2 is not after 2024-01\n"
        "  fix: give the quarters before and after the break, in order", "2024-01,2024-02"),
    "a column twice": ("statements.csv", "id,kind,text,period,source_id\nlist,list,a|b,2024-05",
        "id,kind,text,period,year,source_id\nlist,list,a|b,2024-05,2024",
        "statements.csv, line 1: the table has the columns 'period' and 'year'\n  fix: delete one of the two",
        "id,kind,text,period,source_id\nlist,list,a|b,2024-05"),
    "a frequency in other words": (IND, "ships,0,M,", "ships,0,monthly,",
        "indicators.csv, line 2, column frequency: 'monthly' is no frequency\n  fix: write M for month", "ships,0,M,"),
    "quarters with a first month": (IND, "tonnes,0,quarter,,S", "tonnes,0,quarter,4,S",
        "indicators.csv, line 3, column year_starts: a quarter has no first month\n"
        "  fix: leave year_starts empty: it is for fiscal years", "tonnes,0,quarter,,S"),
    "an unknown adjustment": (IND, ",,not seasonally adjusted,", ",,adjusted,",
        "indicators.csv, line 2, column adjustment: 'adjusted' is none of the words that may stand here\n"
        "  fix: write one of: N (not seasonally adjusted), S (seasonally adjusted), W (calendar adjusted), "
        "Y (seasonally and calendar adjusted), T (trend)", ",,N,"),
    "no number of days": (IND, ",10,sum", ",soon,sum",
        "indicators.csv, line 2, column lag_days: 'soon' is no number of days\n"
        "  fix: write how many days after a period, as 14", ",14,sum"),
    "no rule of aggregation": (IND, ",10,sum", ",10,average",
        "indicators.csv, line 2, column aggregate: 'average' is none of the words that may stand here\n"
        "  fix: write one of: sum, mean, end, none", ",10,mean"),
}  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("sound") / "harbour")


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return make(tmp_path / "harbour")


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_time_is_reported_with_its_cell_and_read_when_the_fix_is_followed(name: str, harbour: Path) -> None:
    file, old, wrong, finding, mended = WRONG[name]
    change(harbour, file, old, wrong)
    assert "\n".join(messages(harbour)) == finding
    change(harbour, file, wrong, mended)
    briefing.read.project(harbour)


def values(project: Path, indicator: str, as_of: dt.date | None = None) -> dict[str, Observation]:
    """The observations of an indicator by their periods."""
    found = briefing.read.project(project, as_of=as_of).dataset.observations
    return {str(item.period): item for item in found if item.indicator == indicator}


def test_periods_of_all_notations_are_those_of_the_indicators_frequency(sound: Path) -> None:
    assert list(values(sound, "ships")) == ["2024-01", "2024-02", "2024-04", "2024-05", "2024-06"]
    assert list(values(sound, "cargo")) == ["2024-Q1", "2024-Q2"]
    assert list(values(sound, "budget")) == ["2021-04/2022-03", "2022-04/2023-03"]
    assert list(values(sound, "visits")) == ["2022", "2023-01/2023-09"]
    assert list(values(sound, "price")) == ["2024-W05", "2024-W06"]


def test_indicators_have_frequency_adjustment_lag_and_aggregation(sound: Path) -> None:
    found = briefing.read.project(sound).dataset.indicators
    assert [item.frequency for item in found.values()] == [MONTH, QUARTER, Frequency("year", 4), None, WEEK]
    assert [item.adjustment for item in found.values()] == ["N", "S", "", "", ""]
    assert [item.lag_days for item in found.values()] == [10, 30, None, None, 3]
    assert [item.aggregation for item in found.values()] == ["sum", "sum", "", "", "mean"]
    assert {item.adjustment for item in values(sound, "ships").values()} == {"N"}


def test_an_edition_and_its_short_names_have_the_periods_that_the_newest_data_give(sound: Path) -> None:
    edition = briefing.read.project(sound).edition
    assert list(map(str, edition.period)) == ["2024-03", "2024-05"]  # June is a forecast
    bounds = {key: subject.period and list(map(str, subject.period)) for key, subject in edition.subjects.items()}
    april = ["2021-04/2022-03", "2022-04/2023-03"]
    assert bounds == {"ships": None, "cargo": ["2024-Q1", "2024-Q2"], "budget": april}
    earlier = briefing.read.project(sound, as_of=dt.date(2024, 4, 30), period={"first": "2024-01"}).edition
    assert list(map(str, earlier.period)) == ["2024-01", "2024-02"]
    assert earlier.stem == "harbour-from-2024-01"


def test_a_row_without_a_value_and_with_a_reason_is_a_gap_once_its_value_was_due(sound: Path) -> None:
    (gap,) = briefing.read.project(sound).dataset.gaps
    assert (gap.indicator, str(gap.period), gap.status, gap.note) == ("ships", "2024-03", "O", "a strike")
    assert briefing.read.project(sound, as_of=dt.date(2024, 4, 9)).dataset.gaps == ()


def test_a_status_b_is_a_break_before_its_row_unless_the_table_of_breaks_has_it(harbour: Path) -> None:
    *_, found = briefing.read.project(harbour).dataset.breaks
    assert (str(found.before), str(found.after), found.effect) == ("2024-04", "2024-05", "refuse")
    assert found.reason == "the publisher marks a break"
    change(harbour, "breaks.csv", "2024-01,2024-02", "2024-04,2024-05")
    assert [found.effect for found in briefing.read.project(harbour).dataset.breaks] == ["disclose"]


@pytest.mark.parametrize(
    ("as_of", "known"),
    [
        (dt.date(2024, 5, 7), None),
        (dt.date(2024, 5, 8), (12, [])),
        (dt.date(2024, 5, 19), (12, [])),
        (dt.date(2024, 5, 20), (13, [12])),
        (dt.datetime.fromisoformat("2024-05-20T06:29Z"), (12, [])),
        (dt.datetime.fromisoformat("2024-05-20T06:30Z"), (13, [12])),
        (dt.datetime.fromisoformat("2024-05-07T23:59Z"), None),
        (dt.datetime.fromisoformat("2024-05-08T00:01Z"), (12, [])),  # what is dated by its day is known on that day
    ],
)
def test_the_newest_reading_that_was_published_counts_and_has_the_earlier_ones(
    as_of: dt.date, known: tuple[int, list[int]] | None, sound: Path
) -> None:
    item = values(sound, "ships", as_of).get("2024-04")
    assert (item and (item.value, [one.value for one in item.earlier])) == known


def test_a_value_without_a_date_is_published_by_the_indicators_lag(sound: Path) -> None:
    assert list(values(sound, "cargo", dt.date(2024, 4, 29))) == []
    assert list(values(sound, "cargo", dt.date(2024, 4, 30))) == ["2024-Q1"]
    assert briefing.read.project(sound, as_of=dt.datetime(2024, 4, 30, 12, tzinfo=dt.UTC)).edition.moment is not None


def test_a_moment_without_a_zone_is_refused_wherever_it_is_asked_for(harbour: Path) -> None:
    fix = "write 2024-05-20, or with its zone, as 2024-05-20T08:30:00+00:00"
    with pytest.raises(InputError, match="is a time without its zone") as caught:
        briefing.read.project(harbour, as_of=dt.datetime(2024, 5, 20, 8, 30))
    assert caught.value.findings[0].fix == fix
    change(harbour, "briefing.toml", "as_of = 2024-08-31", "as_of = 2024-05-20T08:30:00")
    assert messages(harbour)[0].endswith(f"is a time without its zone\n  fix: {fix}")
    change(harbour, "briefing.toml", "as_of = 2024-05-20T08:30:00", "as_of = 2024-05-20T08:30:00+00:00")
    assert briefing.read.project(harbour).edition.as_of == dt.date(2024, 5, 20)


def test_a_value_that_nobody_dates_is_not_known_before_its_period_begins(harbour: Path) -> None:
    change(harbour, "sources.csv", ",2024-08-01", ",")
    change(harbour, "briefing.toml", "{ last = 3 }", '["2024-01", "2024-08"]')
    change(harbour, IND, "1,W,,,3,mean", "1,W,,,,mean")
    with pytest.raises(InputError) as caught:
        briefing.read.project(harbour, as_of=dt.date(2024, 2, 4))
    assert [finding.what for finding in caught.value.findings] == [
        "2024-W06 is after 2024-02-04, the edition's as-of date, and nothing dates its publication"
    ]
    change(harbour, IND, "1,W,,,,mean", "1,W,,,3,mean")
    assert list(values(harbour, "price", dt.date(2024, 2, 7))) == ["2024-W05"]


def test_a_series_of_two_adjustments_is_refused_and_two_series_are_not(harbour: Path) -> None:
    change(harbour, OBS, "source_id,note", "source_id,note,adjustment")
    text = (harbour / OBS).read_text(encoding="utf-8").replace("BOOK,\ncargo", "BOOK,,\ncargo")
    lines = [line if line.count(",") == 10 else line + "," for line in text.splitlines()]
    at = next(at for at, line in enumerate(lines) if line.startswith("cargo,Port,2024-04/"))
    lines[at] += "N"
    (harbour / OBS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert messages(harbour) == [
        f"observations.csv, line {at + 1}, column adjustment: cargo of Port (series official) is not seasonally "
        f"adjusted here and seasonally adjusted in line {at}\n"
        "  fix: give each adjustment a series of its own, as adjusted and unadjusted"
    ]
    lines[at] = lines[at].replace("official", "unadjusted")
    (harbour / OBS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    change(harbour, "briefing.toml", 'indicator = "cargo"', 'indicator = "cargo", series = "official"')
    assert {item.adjustment for item in values(harbour, "cargo").values()} == {"S", "N"}


def test_a_table_of_years_is_read_as_it_was(tmp_path: Path) -> None:
    old, new = make(tmp_path / "old"), make(tmp_path / "new")
    for root, column in ((old, "year"), (new, "period")):
        rows = "visits,Port,2021,official,7,visits,A,,PAPER,\nvisits,Port,2022,official,8,visits,A,,PAPER,\n"
        head = FILES[OBS].splitlines()[0].replace("period", column)
        (root / OBS).write_text(f"{head}\n{rows}", encoding="utf-8")
        facts = "[edition]\nslug = 'p'\ntitle = 'P'\nentity = 'Port'\nperiod = [2021, 2022]\n"
        (root / "briefing.toml").write_text(facts + "[facts]\nvisits = {indicator = 'visits'}\n", encoding="utf-8")
        (root / "breaks.csv").unlink()
        (root / "targets.csv").unlink()
    first, second = (briefing.read.project(root) for root in (old, new))
    assert first.dataset.observations == second.dataset.observations
    assert {item.period.frequency for item in first.dataset.observations} == {YEAR}
    assert first.edition == second.edition


def test_months_are_read_in_about_the_time_of_as_many_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_CACHE", "off")

    def seconds(periods: list[str], lag: str) -> float:
        root = make(tmp_path / lag)
        places = range(12_000 // len(periods))
        rows = "".join(f"ships,Port {at},{period},7,BOOK\n" for at in places for period in periods)
        (root / OBS).write_text(f"indicator_id,entity,period,value,source_id\n{rows}", encoding="utf-8")
        (root / IND).write_text(f"id,name_en,unit,lag_days\nships,Ships,ships,{lag}\n", encoding="utf-8")
        for name in ("breaks.csv", "targets.csv"):
            (root / name).unlink()
        settings = "[edition]\nslug = 'p'\ntitle = 'P'\nentity = 'Port 0'\nperiod = {last = 9}\n"
        (root / "briefing.toml").write_text(f"{settings}[facts]\nships = {{indicator = 'ships'}}\n", encoding="utf-8")
        taken = []
        for _ in range(2):
            began = time.process_time()
            assert len(briefing.read.project(root, as_of=dt.date(2024, 8, 1)).dataset.observations) == 12_000
            taken.append(time.process_time() - began)
        return min(taken)

    months = [f"{year}-{month:02}" for year in range(2004, 2024) for month in range(1, 13)]
    assert seconds(months, "14") <= 3 * seconds([str(year) for year in range(2004, 2024)], "")


def test_what_is_known_is_found_again_on_another_day_only_if_nothing_was_published_between(sound: Path) -> None:
    zone = dt.timezone(dt.timedelta(hours=2))
    days = [dt.date(2024, 5, day) for day in (7, 8, 9, 19, 20, 21)]
    days += [dt.datetime(2024, 5, 20, 8, minute, tzinfo=zone) for minute in (29, 30)]
    STORE.clear()
    for day in days:
        found = briefing.read.project(sound, as_of=day).dataset
        with from_nothing():
            assert found == briefing.read.project(sound, as_of=day).dataset
    # known on the 9th and the 19th as on the 8th, on the 21st as on the 20th, and at its minutes as on 19th and 20th
    assert (STORE.misses["known"], STORE.hits["known"]) == (3, 5)
