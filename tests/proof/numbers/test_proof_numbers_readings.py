"""Which reading of a period counts is worked out from the table alone: by date of publication, status and frequency."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.proof.evidence import Evidence
from briefing.proof.numbers import readings
from briefing.proof.numbers.published_rows import is_date, is_known
from briefing.proof.reading import formula_trees as trees
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.ledger_reader import Ledger, LedgerEdition, LedgerFact, Record
from briefing.reuse import STORE
from tests.proof.numbers.sample import location

TABLE = """indicator_id,entity,period,value,status,published,source_id
fuel,Alden,2026-01,117.6,A,2026-02-12,OFFICE
fuel,Alden,2026-02,118.2,A,2026-03-12,OFFICE
fuel,Alden,2026-03,119.5,A,2026-04-12,OFFICE
fuel,Alden,2026-04,120.6,P,2026-05-12,OFFICE
fuel,Alden,2026-04,121.1,A,2026-06-10,OFFICE
fuel,Alden,2026-05,122.8,P,2026-06-10,OFFICE
fuel,Alden,2026-06,,L,2026-07-10,OFFICE
fuel,Alden,2026-12,130,F,2026-06-10,OFFICE
catch,Alden,2026-04-30,52,A,,PORT
catch,Alden,31.05.2026,1,A,,PORT
catch,Alden,2026-05-31,55,A,,PORT
"""
EARLIER = Record("fuel", "Alden", "2026-04", 120.6, "=", "OFFICE", "official", "P", published="2026-05-12")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("town")
    (folder / "observations.csv").write_text(TABLE, encoding="utf-8")
    (folder / "indicators.csv").write_text("id,frequency,lag_days\nfuel,M,12\ncatch,month,20\n", encoding="utf-8")
    (folder / "sources.csv").write_text(
        "id,published,read_on\nOFFICE,,2026-08-01\nPORT,,2026-08-01\n", encoding="utf-8"
    )
    return Tables(folder)


def record(
    written: str, value: float, status: str = "A", earlier: tuple[Record, ...] = (), indicator: str = "fuel"
) -> Record:
    cell, source = location("observations.csv, line 2, column value"), "OFFICE" if indicator == "fuel" else "PORT"
    return Record(indicator, "Alden", written, value, "=", source, "official", status, cell, earlier=earlier)


def fact(*records: Record, tree: trees.Formula | None = None) -> LedgerFact:
    return LedgerFact(records[-1].value, "index", "=", "", records, tree=tree or trees.Value(0))


def found(tables: Tables, name: str, one: LedgerFact, as_of: str = "2026-06-25", until: str = "2026-12") -> list[str]:
    edition = LedgerEdition("town", "en", as_of, "", period=("2026-01", until))
    ledger = Ledger(edition, {name: one}, (), (), (), {})
    return [f"{one.rule}: {one.what}" for one in readings.check(ledger, tables, "town.ledger.json")]


MAY = record("2026-05", 122.8, "P")
APRIL = record("2026-04", 121.1, earlier=(EARLIER,))
STREAK = trees.Streak(tuple(map(trees.Value, range(4))))


def test_the_newest_reading_up_to_the_date_is_passed(tables: Tables) -> None:
    assert found(tables, "fuel.last", fact(MAY)) == []
    assert found(tables, "fuel.at('2026-04')", fact(APRIL)) == []
    assert found(tables, "fuel.last", fact(record("2026-04", 120.6, "P")), as_of="2026-06-09") == []
    assert found(tables, "fuel.last", fact(record("2026-03", 119.5)), until="2026-03") == []
    assert found(tables, "fuel.first", fact(record("2026-01", 117.6))) == []
    assert found(tables, "catch.last", fact(record("2026-05", 55.0, indicator="catch"))) == []
    assert found(tables, "catch.last", fact(record("2026-04", 52.0, indicator="catch")), as_of="2026-06-19") == []
    assert found(tables, "fuel.at('2026-12')", fact(record("2026-12", 130.0, "F"))) == []
    rises = fact(record("2026-02", 118.2), record("2026-03", 119.5), APRIL, MAY, tree=STREAK)
    assert found(tables, "fuel.streak()", rises) == []


@pytest.mark.parametrize(
    ("name", "one", "as_of", "words"),
    [
        ("fuel.at('2026-04')", fact(record("2026-04", 120.6)), "2026-06-25", "the reading of 2026-06-10 is 121.1"),
        ("fuel.at('2026-04')", fact(APRIL), "2026-06-09", "the reading of 2026-05-12 is 120.6"),
        ("fuel.at('2026-05')", fact(MAY), "2026-06-09", "it was published on 2026-06-10"),
        ("fuel.at('2026-04')", fact(replace(APRIL, earlier=())), "2026-06-25", "the table has 1"),
        (
            "fuel.at('2026-04')", fact(replace(APRIL, earlier=(replace(EARLIER, value=119.0),))), "2026-06-25",
            "its earlier reading of 2026-05-12 is 120.6, not 119",
        ),
        ("fuel.at('2026-05')", fact(replace(MAY, status="A")), "2026-06-25", "its row has the status P"),
        ("fuel.last", fact(APRIL), "2026-06-25", "it is of 2026-04, and the table has a value of 2026-05"),
        ("fuel.first", fact(record("2026-02", 118.2)), "2026-06-25", "the table has a value of 2026-01"),
        ("catch.last", fact(record("2026-04", 52.0, indicator="catch")), "2026-06-25", "has a value of 2026-05"),
        (
            "fuel.streak()", fact(record("2026-02", 118.2), APRIL, MAY, tree=STREAK), "2026-06-25",
            "looks along 2026-02 to 2026-05, and leaves out the value of 2026-03",
        ),
    ],
)  # fmt: skip
def test_another_reading_or_an_older_last_value_is_found(
    tables: Tables, name: str, one: LedgerFact, as_of: str, words: str
) -> None:
    wrong = found(tables, name, one, as_of)
    assert len(wrong) == 1
    assert words in wrong[0]


def test_on_another_day_readings_are_looked_at_again_only_where_others_are_known(tables: Tables) -> None:
    STORE.clear()
    for day, misses in (("2026-06-10", 1), ("2026-06-19", 1), ("2026-06-20", 2)):  # on which the catch of May came
        assert found(tables, "fuel.at('2026-04')", fact(APRIL), as_of=day) == []
        assert STORE.misses["readings"] == misses, day
    (wrong,) = found(tables, "fuel.at('2026-04')", fact(APRIL), as_of="2026-06-08")
    assert wrong.endswith("the reading of 2026-05-12 is 120.6")
    assert found(tables, "fuel.at('2026-05')", fact(MAY), as_of="2026-06-08") != found(
        tables, "fuel.at('2026-05')", fact(MAY), as_of="2026-06-09"
    )


def _change(later: int) -> trees.Difference:
    return trees.Difference((trees.Value(later), trees.Value(later - 1)))


def test_values_of_a_series_of_changes_rest_on_those_before_them(tables: Tables) -> None:
    records = (record("2026-01", 117.6), record("2026-02", 118.2), record("2026-03", 119.5), APRIL, MAY)
    whole = fact(*records, tree=trees.HighestSince(tuple(map(_change, range(1, 5)))))
    assert found(tables, "faster.highest_since()", whole) == []
    later = fact(*records[1:], tree=trees.HighestSince(tuple(map(_change, range(1, 4)))))
    assert found(tables, "faster.highest_since()", later) == []
    lacking = fact(*records, tree=trees.HighestSince((_change(1), _change(3), _change(4))))
    (wrong,) = found(tables, "faster.highest_since()", lacking)
    assert "looks along 2026-02 to 2026-05, and leaves out the value of 2026-03" in wrong


def test_a_short_name_with_a_period_of_its_own_has_its_own_last_value(tables: Tables, tmp_path: Path) -> None:
    for path in tables.folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "briefing.toml").write_text('[facts]\nfuel = { indicator = "fuel", period = ["2026-01", "2026-04"] }\n')
    assert found(tables, "fuel.last", fact(APRIL)) != []
    assert found(Tables(tmp_path), "fuel.last", fact(APRIL)) == []


def test_what_is_published_on_a_day_is_known_on_it() -> None:
    assert is_known("2026-06-10", "2026-06-10")
    assert not is_known("2026-06", "2026-06-10")
    assert is_known("", "2026-06-10")
    assert is_known("2026-06-10", "2026-06-10T09:00:00+02:00")
    assert not is_known("2026-06-11", "2026-06-10T23:00:00+02:00")
    assert is_known("2026-06-10T08:00:00+02:00", "2026-06-10T09:00:00+02:00")
    assert not is_known("2026-06-10T09:30:00+02:00", "2026-06-10T07:00:00+00:00")


def test_a_date_of_publication_is_the_same_in_another_form() -> None:
    assert is_date("2026-06-10", "2026-06-10")
    assert is_date("46183", "2026-06-10")  # as a workbook holds it
    assert is_date("2026-06-10 08:30+02:00", "2026-06-10T06:30:00+00:00")
    assert not is_date("2026-06-11", "2026-06-10")
    assert not is_date("2026-06-10 08:30+02:00", "2026-06-10T08:30:00+00:00")
    assert not is_date("", "2026-06-10")


def test_without_a_table_nothing_is_found() -> None:
    assert (
        list(
            readings.check(
                Ledger(LedgerEdition("x", "en", "2026-06-25", ""), {"fuel.last": fact(APRIL)}, (), (), (), {}),
                Tables(Path("/nowhere")),
                "",
            )
        )
        == []
    )
    assert Evidence(()).tables is None
