"""Exports: every delivery with its times; a spreadsheet sees no formula (case 21)."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dispatch.ledger.store import Ledger
from briefing.dispatch.nouns import Recipient
from briefing.dispatch.view import export_csv, export_json, reading
from briefing.dispatch.view.exporting import _cell
from tests.dispatch.view import sample
from tests.dispatch.view.sample import DEFINITIONS, HOSTILE, NOW


def rows(ledger: Ledger) -> list[dict[str, str]]:
    with ledger.begin() as db:
        return list(csv.DictReader(io.StringIO("".join(export_csv(db)), newline="")))


def test_every_delivery_is_a_row_with_the_last_time_of_each_state(ledger: Ledger) -> None:
    keys = sample.busy(ledger)
    told = {row["key"]: row for row in rows(ledger)}
    assert len(told) == 21
    assert told[keys["unknown"]]["unknown_at"] == "2025-11-27T22:31:00+00:00"
    assert told[keys["unknown"]]["accepted_at"] == ""
    assert told[keys["deferred"]]["dot_at"] == "2025-11-27T22:31:00+00:00"
    assert told[keys["held"]]["held"] == "True"


def test_the_json_is_the_same_as_it_is(ledger: Ledger) -> None:
    keys = sample.busy(ledger)
    with ledger.begin() as db:
        told = {one["key"]: one for one in json.loads("".join(export_json(db)))}
    assert list(told) == [row["key"] for row in rows(ledger)]
    assert told[keys["hostile"]]["name"] == HOSTILE
    assert told[keys["hostile"]]["refused_at"] == "2025-11-27T22:31:00+00:00"


def test_an_empty_ledger_gives_a_head_and_an_empty_list(ledger: Ledger) -> None:
    assert rows(ledger) == []
    with ledger.begin() as db:
        assert next(export_csv(db)).startswith("key,schedule,")
        assert json.loads("".join(export_json(db))) == []


def test_more_deliveries_than_a_page_are_each_told_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGE", 3)
    sample.busy(ledger)
    keys = [row["key"] for row in rows(ledger)]
    assert len(keys) == len(set(keys)) == 21


def test_no_token_leaves_the_ledger(ledger: Ledger) -> None:
    sample.busy(ledger)
    with ledger.begin() as db:
        text = "".join((*export_csv(db), *export_json(db)))
        tokens = [one.token for one in reading.chosen(db, reading.Wanted(), 0)]
    assert [token for token in tokens if token in text] == []
    assert ledger.secret not in text


FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(1)", "＝1", " =1", "\t=1", "\r=1", "\n-1", "a;=1", "a; =1", "a\t=1")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert not formula(_cell(text))
    assert formula(text)


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    assert not formula(_cell(text))


def formula(cell: str) -> bool:
    """What a spreadsheet may evaluate, whichever sign parts its cells."""
    parts = cell.replace("\t", ";").split(";")
    return any(part.strip().startswith(tuple("=+-@＝＋－＠")) for part in parts)


def test_hostile_addresses_names_and_answers_are_text_in_a_spreadsheet(ledger: Ledger) -> None:
    """Case 21."""
    to = Recipient(address="=cmd|x@example.org", name="=HYPERLINK(0)", groups=("a", "@b"), entity="+1")
    (key,) = sample.due(ledger, DEFINITIONS["weekly"], NOW, [to])
    sample.answer(ledger, NOW, {key: sample.reply("REFUSED", '-550 "x"\r\n=1;=2')})
    (row,) = rows(ledger)
    assert row["address"] == "'=cmd|x@example.org"
    assert row["name"] == "'=HYPERLINK(0)"
    assert row["groups"] == "a; '@b"
    assert row["reply"] == "'-550 \"x\" =1;'=2"
    assert [name for name, cell in row.items() if formula(cell)] == []
