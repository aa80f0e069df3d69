"""Exports: every delivery with its times; a spreadsheet sees no formula (case 21)."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Recipient
from briefing.dispatch.view import export_csv, export_json, queries
from briefing.dispatch.view.export import _cell
from tests.dispatch.view import sample
from tests.dispatch.view.sample import DEFINITIONS, HOSTILE, NOW


def rows(log: DeliveryLog) -> list[dict[str, str]]:
    with log.begin() as db:
        return list(csv.DictReader(io.StringIO("".join(export_csv(db)), newline="")))


def test_every_delivery_is_a_row_with_the_last_time_of_each_state(log: DeliveryLog) -> None:
    keys = sample.busy(log)
    result = {row["key"]: row for row in rows(log)}
    assert len(result) == 21
    assert result[keys["unknown"]]["unknown_at"] == "2025-11-27T22:31:00+00:00"
    assert result[keys["unknown"]]["accepted_at"] == ""
    assert result[keys["deferred"]]["dot_at"] == "2025-11-27T22:31:00+00:00"
    assert result[keys["held"]]["held"] == "True"


def test_the_json_is_the_same_as_it_is(log: DeliveryLog) -> None:
    keys = sample.busy(log)
    with log.begin() as db:
        result = {one["key"]: one for one in json.loads("".join(export_json(db)))}
    assert list(result) == [row["key"] for row in rows(log)]
    assert result[keys["hostile"]]["name"] == HOSTILE
    assert result[keys["hostile"]]["refused_at"] == "2025-11-27T22:31:00+00:00"


def test_an_empty_log_gives_a_head_and_an_empty_list(log: DeliveryLog) -> None:
    assert rows(log) == []
    with log.begin() as db:
        assert next(export_csv(db)).startswith("key,schedule,")
        assert json.loads("".join(export_json(db))) == []


def test_more_deliveries_than_a_page_are_each_reported_once(log: DeliveryLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE_SIZE", 3)
    sample.busy(log)
    keys = [row["key"] for row in rows(log)]
    assert len(keys) == len(set(keys)) == 21


def test_no_token_leaves_the_log(log: DeliveryLog) -> None:
    sample.busy(log)
    with log.begin() as db:
        text = "".join((*export_csv(db), *export_json(db)))
        tokens = [one.token for one in queries.find_deliveries(db, queries.DeliveryFilter(), 0)]
    assert [token for token in tokens if token in text] == []
    assert log.secret not in text


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


def test_hostile_addresses_names_and_answers_are_text_in_a_spreadsheet(log: DeliveryLog) -> None:
    """Case 21."""
    to = Recipient(address="=cmd|x@example.org", name="=HYPERLINK(0)", groups=("a", "@b"), entity="+1")
    (key,) = sample.due(log, DEFINITIONS["weekly"], NOW, [to])
    sample.answer(log, NOW, {key: sample.reply("REFUSED", '-550 "x"\r\n=1;=2')})
    (row,) = rows(log)
    assert row["address"] == "'=cmd|x@example.org"
    assert row["name"] == "'=HYPERLINK(0)"
    assert row["groups"] == "a; '@b"
    assert row["reply"] == "'-550 \"x\" =1;'=2"
    assert [name for name, cell in row.items() if formula(cell)] == []
