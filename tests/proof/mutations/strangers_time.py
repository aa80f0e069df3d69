"""Faults of periods, readings, statuses and bases in the ledger, the tables and the files of a monthly edition.

The ledger is sealed again after each, so that the rule meant for the fault has to find it.
"""

from __future__ import annotations

import copy
import csv
import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

import msgspec

from briefing.proof.reading.formula_trees import spelled
from briefing.proof.reading.ledger_decoding import ledger as read_ledger
from tests.proof.mutations import pages
from tests.proof.mutations.change import edited
from tests.proof.mutations.slides import charted, words
from tests.proof.mutations.strangers import Fault, shape_text

Rows = list[dict[str, str]]
Fact = dict[str, Any]
Edit = Callable[[dict[str, Any]], object]


def sealed(ledger: dict[str, Any]) -> bytes:
    """A ledger as bytes, with the seal of what it holds now."""

    def whole(text: str) -> float:
        value = float(text)
        return int(value) if value.is_integer() else value

    rows = {key: value for key, value in ledger.items() if key != "seal"}
    text = json.dumps(rows, ensure_ascii=False)
    plain = msgspec.json.Decoder(float_hook=whole).decode(text)
    seal = hashlib.sha256(msgspec.json.encode(plain, order="sorted")).hexdigest()
    return f'{text.removesuffix("}")}, "seal": "{seal}"}}'.encode()


def changed(data: bytes, edit: Edit) -> bytes:
    """A ledger after an edit, the texts of its formulas as their trees now give them."""
    before, ledger = json.loads(data), json.loads(data)
    edit(ledger)
    assert ledger != before, "the edit changes nothing"
    kept = {name: fact["formula"] for name, fact in ledger["facts"].items() if fact.pop("as written", False)}
    found = read_ledger(sealed(ledger))
    for name, fact in found.facts.items():
        known = before["facts"].get(name)
        if name not in kept and fact.tree is not None and known is not None and known != ledger["facts"][name]:
            ledger["facts"][name]["formula"] = spelled(fact.tree, fact.records, fact.longer)
    return sealed(ledger)


def row_of(ledger: dict[str, Any], name: str, period: str) -> Fact:
    """The row of an observation, from the fact of its value in the ledger."""
    rows = (row for fact in ledger["facts"].values() for row in fact["observations"])
    return copy.deepcopy(next(row for row in rows if row["indicator"] == name and row.get("period") == period))


def on(name: str, **fields: Any) -> Edit:
    """Other fields of a fact."""
    return lambda ledger: ledger["facts"][name].update(fields)


def rests_on(name: str, at: int, period: str) -> Edit:
    """Another period's observation behind a fact, which is worked out from it."""

    def edit(ledger: dict[str, Any]) -> None:
        fact = ledger["facts"][name]
        fact["observations"][at] = row_of(ledger, fact["observations"][at]["indicator"], period)
        worked_out(ledger, name)

    return edit


def worked_out(ledger: dict[str, Any], name: str) -> None:
    """Give a fact the value that its tree has now, so that the arithmetic is right."""
    from briefing.proof.numbers.computing import compute

    fact = read_ledger(sealed(ledger)).facts[name]
    ledger["facts"][name]["value"] = float(f"{float(compute(fact.tree, fact.records)):.12g}")  # type: ignore[arg-type]


def without(name: str, at: int, tree: Any = None) -> Edit:
    """A fact without one of its observations, in its tree too."""

    def edit(ledger: dict[str, Any]) -> None:
        fact = ledger["facts"][name]
        del fact["observations"][at]
        values = [{"op": "value", "of": place} for place in range(len(fact["observations"]))]
        if tree is not None:
            fact["tree"] = tree(values)
            worked_out(ledger, name)
        else:
            fact["tree"]["of"] = values

    return edit


def reading(name: str, of: str, **fields: Any) -> Edit:
    """Other fields of the row of a period, wherever it stands."""

    def edit(ledger: dict[str, Any]) -> None:
        for fact in ledger["facts"].values():
            for row in fact["observations"]:
                if row["indicator"] == name and row.get("period") == of:
                    row.update(fields)

    return edit


def printed(fact: str, old: str, new: str) -> Edit:
    """Other words at each place that prints a fact."""

    def edit(ledger: dict[str, Any]) -> None:
        uses = [use for use in ledger["uses"] if use["fact"] == fact and old in use["text"]]
        assert uses, f"{old!r} is not printed for {fact}"
        for use in uses:
            use["text"] = use["text"].replace(old, new)

    return edit


def exponent(name: str, value: Any) -> Edit:
    """Another root or power of a rate."""

    def edit(ledger: dict[str, Any]) -> None:
        ledger["facts"][name]["tree"]["of"][0]["of"][0]["of"][1] = value
        worked_out(ledger, name)

    return edit


def decimals(name: str, count: int | None) -> Edit:
    """Values that are compared with other decimals than they are printed with; None: exactly."""
    return lambda ledger: ledger["facts"][name]["tree"].update(decimals=count)


FORMULA, READING, CELL, TIME, LAST = "number-formula", "number-reading", "number-cell", "number-time", "number-last"
YEAR, PREVIOUS, RATE = "fuel.on_year()", "fuel.on_previous()", "output.annualised()"
MEAN, DATE, QUARTER, STREAK = "fuel.mean_over(3)", "landings.to_date()", "landings.by('quarter').last", "fuel.streak()"
SINCE, REVISION, FIRST = (
    "fuel.highest_since()",
    "fuel.revision(period='2026-04')",
    "fuel.first_reading(period='2026-04')",
)
RATES = "faster.highest_since(period='2025-03')"
DATES = "landings.to_date_on_year()"

# Of the ledger: what is done, the rule meant to find it.
LEDGER: tuple[tuple[str, str, Edit], ...] = (
    ("a year before is called the month before", FORMULA, on(YEAR, basis="previous")),
    ("a change loses what it is against", FORMULA, lambda one: one["facts"][YEAR].pop("basis")),
    ("a year before is eleven months before", FORMULA, rests_on(YEAR, 0, "2025-06")),
    ("a year before is thirteen months before", FORMULA, rests_on(YEAR, 0, "2025-04")),
    ("the month before is two months before", FORMULA, rests_on(PREVIOUS, 0, "2026-03")),
    ("a change on the month is of the month before", FORMULA, rests_on(PREVIOUS, 1, "2026-03")),
    ("an annual rate is of half a year", FORMULA, rests_on(RATE, 0, "2025-Q3")),
    ("an annual rate of quarters has the power of months", FORMULA, exponent(RATE, 12)),
    ("a rate a year has the root of quarters", FORMULA, exponent("output.growth", {"op": "/", "of": [1, 8]})),
    ("the window of a mean is moved", FORMULA, on(MEAN, window=["2026-02", "2026-04"])),
    ("a mean of three is of two", FORMULA, without(MEAN, 0, lambda of: {"op": "/", "of": [{"op": "+", "of": of}, 2]})),
    ("a mean of three takes another month", FORMULA, rests_on(MEAN, 0, "2026-02")),
    ("a year to date begins in February", FORMULA, on(DATE, window=["2026-02", "2026-05"])),
    ("a year to date lacks a month", FORMULA, without(DATE, 1, lambda of: {"op": "+", "of": of})),
    ("a quarter lacks a month", FORMULA, without(QUARTER, 0, lambda of: {"op": "+", "of": of})),
    ("a quarter has a month of the next", FORMULA, rests_on(QUARTER, 0, "2026-04")),
    ("the same months are of another year", FORMULA, rests_on(DATES, 0, "2024-12")),
    ("a streak is longer", FORMULA, on(STREAK, value=5)),
    ("a streak leaves out a month", FORMULA, without(STREAK, 3)),
    ("a streak goes the other way", FORMULA, on(STREAK, value=-4)),
    ("a streak that ended may go on", FORMULA, on(STREAK, qualifier="≥")),
    ("highest since a later month", FORMULA, on(SINCE, value=2023 * 12.0, period="2023-01")),
    ("highest since is no bound", FORMULA, on(SINCE, qualifier="=")),
    ("highest since leaves out a month", LAST, without(SINCE, 10)),
    ("rates are compared with more digits than are printed", FORMULA, decimals(RATES, 2)),
    ("rates are compared exactly", FORMULA, decimals(RATES, None)),
    ("published values are rounded before they are compared", FORMULA, decimals(STREAK, 0)),
    ("the month before the last is two before", FORMULA, rests_on("fuel.lag(1)", 0, "2026-03")),
    ("the year before the last is another month", FORMULA, rests_on("fuel.year_ago", 0, "2025-06")),
    ("the last value is of the month before", LAST, rests_on("jobless.last", 0, "2026-04")),
    ("the first value is of the second quarter", LAST, rests_on("output.first", 0, "2024-Q2")),
    ("a forecast is the last value", FORMULA, rests_on("fuel.last", 0, "2026-12")),
    ("a forecast is compared", FORMULA, rests_on(PREVIOUS, 1, "2026-12")),
    ("a value of a month is another's", FORMULA, rests_on("fuel.at('2026-03')", 0, "2026-02")),
    ("the first reading stands for the newest", CELL, reading("fuel", "2026-04", value=120.6)),
    ("an earlier reading is forgotten", READING, reading("fuel", "2026-04", earlier=[])),
    ("a provisional value is final", READING, reading("fuel", "2026-05", status="A")),
    ("a final value is a forecast", READING, reading("fuel", "2026-03", status="F")),
    ("a value is of the month after", CELL, reading("fuel", "2026-05", period="2026-06")),
    ("the edition is of before the value", READING, lambda one: one["edition"].update(as_of="2026-06-05")),
    ("the edition is of before the revision", READING, lambda one: one["edition"].update(as_of="2026-06-09")),
    ("words say a month for a year", TIME, printed(YEAR, "from a year earlier", "on the month")),
    ("words say a year for a quarter", TIME, printed("output.on_previous()", "on the quarter", "on the year")),
    ("words say a month for a quarter", TIME, printed("output.on_previous()", "on the quarter", "on the month")),
    ("words say another month", TIME, printed("fuel.last", "May 2026", "April 2026")),
    ("words say another quarter", TIME, printed("output.first", "Q1 2024", "Q2 2024")),
    ("words say six months for three", TIME, printed(MEAN, "three months", "six months")),
    ("words say four months for five", TIME, printed(DATE, "five months", "four months")),
    ("words say the same months of another year", TIME, printed(DATES, "of 2025", "of 2024")),
    ("words say third for fourth", "number-value", printed(STREAK, "fourth", "third")),
    ("words drop that nothing earlier is known", TIME, printed(SINCE, "since at least", "since")),
)  # fmt: skip


def row(rows: Rows, indicator: str, period: str, nth: int = 0) -> dict[str, str]:
    """A row of the table."""
    return [one for one in rows if one["indicator_id"] == indicator and one["period"] == period][nth]


def celled(indicator: str, of: str, nth: int = 0, **cells: str) -> Callable[[Rows], object]:
    """Other cells of a row."""
    return lambda rows: row(rows, indicator, of, nth).update(cells)


def put(indicator: str, of: str, **cells: str) -> Callable[[Rows], object]:
    """One more row at the end, like another."""
    return lambda rows: rows.append({**row(rows, indicator, of), **cells})


# Of the table of observations, after the edition was built.
TABLE: tuple[tuple[str, str, Callable[[Rows], object]], ...] = (
    ("a newer reading", READING, put("fuel", "2026-05", value="123.4", published="2026-06-20", status="A")),
    ("a newer month", LAST, put("fuel", "2026-05", period="2026-06", published="2026-06-24")),
    ("a value for the gap", LAST, celled("fuel", "2025-10", value="121.4", status="A", published="2025-11-12")),
    ("a reading that is published later", READING, celled("fuel", "2026-04", 1, published="2026-06-28")),
    ("an older reading with another value", READING, celled("fuel", "2026-04", 0, value="119.9")),
    ("an older reading that is gone", READING, lambda rows: row(rows, "fuel", "2026-04").update(value="")),
    ("a value that is final", READING, celled("fuel", "2026-05", status="A")),
    ("a value of another month", CELL, celled("jobless", "2026-05", period="2026-06")),
    ("a value of another quarter", CELL, celled("output", "2026-Q1", period="2026-Q2")),
    ("a month written as another day of it", "", celled("jobless", "2026-05", period="2026-05-31")),
    ("a month in another notation", "", celled("jobless", "2026-05", period="2026M05")),
)  # fmt: skip


def table(data: bytes, edit: Callable[[Rows], object]) -> bytes:
    """A table of observations after an edit."""
    rows: Rows = list(csv.DictReader(io.StringIO(data.decode())))
    before = copy.deepcopy(rows)
    edit(rows)
    assert rows != before, "the edit changes nothing"
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


# In finished files.
FILES = tuple(
    Fault(name, ending, rule, change, page, "fuel")
    for name, ending, rule, page, change in (
        (
            "a month becomes a year",
            "pptx",
            "number-basis",
            2,
            shape_text(2, "Title", "on the month", "from a year earlier"),
        ),
        ("May becomes April", "pptx", "number-year", 2, shape_text(2, "Title", "May 2026", "April 2026")),
        (
            "a quarter becomes a year",
            "pptx",
            "number-basis",
            4,
            shape_text(4, "Title", "on the quarter", "on the year"),
        ),
        ("a quarter becomes another", "pptx", "number-year", 4, shape_text(4, "Title", "Q1 2026", "Q2 2026")),
        ("a mail says a year for a quarter", "html", "number-basis", 0, edited("on the quarter", "on the year")),
        ("a plain mail says a year for a month", "txt", "number-basis", 0, edited("on the month", "on the year")),
        ("a page says a year for a month", "pdf", "number-basis", 1, pages.retold(1, "on the month", "on the year")),
        ("a slide hides that a value is provisional", "pptx", "word-status", 2, words(2, "rovisional", "inal", 0)),
        ("a mail hides that a value is provisional", "txt", "word-status", 0, edited("Provisional", "Final", 0)),
        (
            "a file in a page has another base",
            "pdf",
            "number-attached",
            0,
            pages.attached("facts.json", '"basis":"year before"', '"basis":"previous"'),
        ),
        ("a slide does not name the gap", "pptx", "word-gap", 3, words(3, "October 2025", "", 0)),
        ("a chart draws a month at another", "pptx", "number-drawn", 2, charted(2, (">46143<", ">46144<"))),
        ("a chart draws another month's value", "pptx", "number-drawn", 3, charted(3, (">122.8<", ">121.1<"))),
    )
)
