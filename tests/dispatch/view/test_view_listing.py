"""Lists for a terminal and for machines: chosen, aligned, counted; hostile text stays text."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.dispatch import schedule
from briefing.dispatch.ledger import occurrences
from briefing.dispatch.ledger.store import Ledger
from briefing.dispatch.nouns import Definition, Recipient, Timing
from briefing.dispatch.view import Deliveries, coming, deliveries, reading
from briefing.dispatch.view.plaintext import clean, counted, cut, day, local, table, width
from tests.dispatch.view import sample
from tests.dispatch.view.sample import DEFINITIONS, HOSTILE, NOW


def listed(ledger: Ledger, **wanted: object) -> Deliveries:
    with ledger.begin() as db:
        return deliveries(db, **wanted)  # type: ignore[arg-type]


def test_a_list_stands_in_columns_with_a_summary_below(ledger: Ledger) -> None:
    sample.busy(ledger)
    lines = str(listed(ledger)).splitlines()
    assert lines[0].split() == ["KEY", "STATE", "SCHEDULE", "DUE", "RECIPIENT", "ANSWER"]
    assert len({line.index("@example.org") - len(line.split("@")[0].split()[-1]) for line in lines[1:-1]}) == 1
    assert lines[-1] == ("21 deliveries: 2 refused, 1 unknown, 1 deferred, 3 waiting for approval, 14 accepted")


def test_each_filter_chooses_and_counts_what_it_says(ledger: Ledger) -> None:
    keys = sample.busy(ledger)
    assert [one.key for one in listed(ledger, state="UNKNOWN").shown] == [keys["unknown"]]
    assert listed(ledger, name="board").counts == {"BUILT": 3}
    assert listed(ledger, name="board").held == 3
    assert {one.name for one in listed(ledger, address="OFFICE1@example.org").shown} == {"weekly", "board"}
    assert len(listed(ledger, occurrence=1).shown) == 4
    assert listed(ledger, name="weekly", state="REFUSED", address="a+b@example.org").counts == {"REFUSED": 1}
    assert str(listed(ledger, name="nowhere")) == "no deliveries"


def test_a_domain_is_found_as_it_is_read(ledger: Ledger) -> None:
    to = Recipient(address="office@xn--bcher-kva.example")
    sample.due(ledger, DEFINITIONS["weekly"], NOW, [to])
    assert len(listed(ledger, address="office@bücher.example").shown) == 1


def test_only_the_latest_are_shown_and_all_are_counted(ledger: Ledger) -> None:
    sample.calm(ledger)
    found = listed(ledger, last=3)
    assert [one.recipient.address for one in found.shown] == [f"office{at}@example.org" for at in (2, 3, 4)]
    assert str(found).endswith("8 deliveries: 8 accepted (the latest 3 are shown)")


def test_times_stand_in_the_zone_of_the_schedule(ledger: Ledger) -> None:
    sample.calm(ledger)
    assert "2025-11-24 07:00+08:00" in str(listed(ledger))
    entry = listed(ledger).as_json()["deliveries"][-1]
    assert (entry["scheduled_for"], entry["zone"]) == ("2025-11-23T23:00:00+00:00", "Asia/Shanghai")


def test_a_list_for_machines_is_json_and_keeps_tokens_to_itself(ledger: Ledger) -> None:
    keys = sample.busy(ledger)
    with ledger.begin() as db:
        tokens = [one.token for one in reading.chosen(db, reading.Wanted(), 0)]
        shown = deliveries(db)
    text = json.dumps(shown.as_json())
    assert len(tokens) == 21
    assert [token for token in tokens if token in text + str(shown)] == []
    told = {one["key"]: one for one in json.loads(text)["deliveries"]}
    assert told[keys["hostile"]]["name"] == HOSTILE
    assert told[keys["held"]]["held"] is True


def test_hostile_text_reaches_no_terminal(ledger: Ledger) -> None:
    bad = "\x1b]0;owned\x07\x1b[2Jx\u202e\x9b31m\u2028y"
    to = Recipient(address=f"a{bad}@example.org", name=bad)
    keys = sample.due(ledger, replace(DEFINITIONS["weekly"], name=f"week{bad}"), NOW, [to])
    sample.answer(ledger, NOW, {keys[0]: sample.reply("REFUSED", f"550 {bad}")})
    text = str(listed(ledger))
    assert hidden(text) == []
    assert "\\u001b]0;owned\\u0007" in text
    assert hidden(bad) != []


def hidden(text: str) -> list[str]:
    """What a terminal obeys instead of showing it; the ends of lines aside."""
    return [char for char in text.replace("\n", "") if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


@given(st.text(st.characters(exclude_characters="\u200c\u200d")))
def test_clean_text_is_one_line_of_visible_signs(text: str) -> None:
    assert hidden(clean(text)) == []
    assert "\n" not in clean(text)
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(exclude_characters="\u200c\u200d")), st.integers(2, 40))
def test_cut_text_is_never_wider_than_asked(text: str, most: int) -> None:
    told = cut(clean(text), most)
    assert width(told) <= most
    assert told == clean(text) or told.endswith("…")


def test_wide_signs_take_two_columns_and_marks_none() -> None:
    assert (width("ab"), width("北京"), width("e\u0301"), width("Ａ")) == (2, 4, 1, 2)
    assert table(("A", "B"), [("北京", "x"), ("abc", "y")]).splitlines() == ["A     B", "北京  x", "abc   y"]


def test_a_very_broad_cell_pushes_its_own_row_alone() -> None:
    lines = table(("A", "B"), [("a" * 60, "x"), ("b", "y")]).splitlines()
    assert lines[1] == "a" * 60 + "  x"
    assert lines[2].index("y") == 46


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [(1, "delivery", "1 delivery"), (2, "delivery", "2 deliveries"), (0, "run", "0 runs"), (1200, "run", "1,200 runs")],
)
def test_numbers_and_nouns_agree(number: int, noun: str, text: str) -> None:
    assert counted(number, noun) == text


def test_a_day_is_told_in_its_zone() -> None:
    at = dt.datetime(2025, 11, 30, 23, tzinfo=dt.UTC)
    assert day(at, "Asia/Shanghai") == "Monday 1 December 2025, 07:00"
    assert local(at, "America/New_York") == "2025-11-30 18:00-05:00"


def test_coming_tells_the_next_five_runs_of_each_schedule_and_its_last(ledger: Ledger) -> None:
    sample.busy(ledger)
    with ledger.begin() as db:
        weekly, board, press = coming(DEFINITIONS, db, NOW)
    assert [local(run, weekly.zone) for run in weekly.runs] == [
        f"2025-12-{at:02d} 07:00+08:00" for at in (1, 8, 15, 22, 29)
    ]
    assert local(board.runs[4], board.zone) == "2026-04-01 08:30+02:00"  # the clocks went forward in March
    assert weekly.outcome == "under way: 2 refused, 1 unknown, 1 deferred, 6 accepted"
    assert (press.paused, press.runs) == (True, ())
    text = str(press)
    assert "paused: 3 times in a row nothing could be sent" in text
    assert "briefing schedule resume press" in text
    assert "  last: 2025-11-27 17:30-05:00, failed: observations.csv, line 7" in text
    assert json.loads(json.dumps(weekly.as_json()))["next"][0] == "2025-12-01T07:00+08:00"


def test_looking_at_a_new_schedule_does_not_begin_it(ledger: Ledger) -> None:
    with ledger.begin() as db:
        (first, *_) = coming(DEFINITIONS, db, NOW)
        assert reading.watched(db) == {}
    assert (first.seen, first.overdue, first.outcome) == (None, None, "never run")


def test_a_run_that_no_tick_has_looked_at_is_overdue_after_its_grace(ledger: Ledger) -> None:
    due = dt.datetime(2025, 11, 30, 23, tzinfo=dt.UTC)
    with ledger.begin() as db:
        occurrences.watched(db, NOW, "weekly")
        told = {minutes: coming(DEFINITIONS, db, due + dt.timedelta(minutes=minutes))[0] for minutes in (14, 16)}
    assert told[14].overdue is None
    assert told[16].overdue == due
    assert "overdue: 2025-12-01 07:00+08:00" in str(told[16])


def test_a_schedule_that_has_ended_says_so(ledger: Ledger) -> None:
    timing = Timing(cron="0 7 * * 1", zone="Asia/Shanghai", until=dt.date(2025, 11, 1))
    with ledger.begin() as db:
        (told,) = coming({"old": Definition(name="old", timing=timing)}, db, NOW)
    assert "next: never; it has ended" in str(told)


def test_what_somebody_sends_by_hand_has_no_coming_runs(ledger: Ledger) -> None:
    with ledger.begin() as db:
        assert coming({"send": Definition(name="send")}, db, NOW) == ()


def test_the_next_runs_are_those_of_the_schedule(ledger: Ledger) -> None:
    with ledger.begin() as db:
        (told,) = coming({"weekly": DEFINITIONS["weekly"]}, db, NOW, count=3)
    assert told.runs == tuple(one.at for one in schedule.coming(sample.SHANGHAI, NOW, 3))
    assert re.search("Monday", told.explained)
