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
from briefing.dispatch.delivery_log import occurrences
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Definition, Recipient, Timing
from briefing.dispatch.view import DeliveryList, list_deliveries, list_schedules, queries
from briefing.dispatch.view.text_format import (
    display_width,
    format_table,
    local_time,
    long_date,
    pluralize,
    printable,
    truncate,
)
from tests.dispatch.view import sample
from tests.dispatch.view.sample import DEFINITIONS, HOSTILE, NOW


def listed(log: DeliveryLog, **expected: object) -> DeliveryList:
    with log.begin() as db:
        return list_deliveries(db, **expected)  # type: ignore[arg-type]


def test_a_list_stands_in_columns_with_a_summary_below(log: DeliveryLog) -> None:
    sample.busy(log)
    lines = str(listed(log)).splitlines()
    assert lines[0].split() == ["KEY", "STATE", "SCHEDULE", "DUE", "RECIPIENT", "ANSWER"]
    assert len({line.index("@example.org") - len(line.split("@")[0].split()[-1]) for line in lines[1:-1]}) == 1
    assert lines[-1] == ("21 deliveries: 2 refused, 1 unknown, 1 deferred, 3 waiting for approval, 14 accepted")


def test_each_filter_chooses_and_counts_what_it_says(log: DeliveryLog) -> None:
    keys = sample.busy(log)
    assert [one.key for one in listed(log, state="UNKNOWN").shown] == [keys["unknown"]]
    assert listed(log, name="board").counts == {"BUILT": 3}
    assert listed(log, name="board").held == 3
    assert {one.name for one in listed(log, address="OFFICE1@example.org").shown} == {"weekly", "board"}
    assert listed(log, name="weekly", state="REFUSED", address="a+b@example.org").counts == {"REFUSED": 1}
    assert str(listed(log, name="nowhere")) == "no deliveries"


def test_a_domain_is_found_as_it_is_read(log: DeliveryLog) -> None:
    to = Recipient(address="office@xn--bcher-kva.example")
    sample.due(log, DEFINITIONS["weekly"], NOW, [to])
    assert len(listed(log, address="office@bücher.example").shown) == 1


def test_only_the_latest_are_shown_and_all_are_counted(log: DeliveryLog) -> None:
    sample.calm(log)
    found = listed(log, last=3)
    assert [one.recipient.address for one in found.shown] == [f"office{at}@example.org" for at in (2, 3, 4)]
    assert str(found).endswith("8 deliveries: 8 accepted (the latest 3 are shown)")


def test_times_stand_in_the_zone_of_the_schedule(log: DeliveryLog) -> None:
    sample.calm(log)
    assert "2025-11-24 07:00+08:00" in str(listed(log))
    entry = listed(log).as_json()["deliveries"][-1]
    assert (entry["scheduled_for"], entry["zone"]) == ("2025-11-23T23:00:00+00:00", "Asia/Shanghai")


def test_a_list_for_machines_is_json_and_keeps_tokens_to_itself(log: DeliveryLog) -> None:
    keys = sample.busy(log)
    with log.begin() as db:
        tokens = [one.token for one in queries.find_deliveries(db, queries.DeliveryFilter(), 0)]
        shown = list_deliveries(db)
    text = json.dumps(shown.as_json())
    assert len(tokens) == 21
    assert [token for token in tokens if token in text + str(shown)] == []
    result = {one["key"]: one for one in json.loads(text)["deliveries"]}
    assert result[keys["hostile"]]["name"] == HOSTILE
    assert result[keys["held"]]["held"] is True


def test_hostile_text_reaches_no_terminal(log: DeliveryLog) -> None:
    bad = "\x1b]0;owned\x07\x1b[2Jx\u202e\x9b31m\u2028y"
    to = Recipient(address=f"a{bad}@example.org", name=bad)
    keys = sample.due(log, replace(DEFINITIONS["weekly"], name=f"week{bad}"), NOW, [to])
    sample.answer(log, NOW, {keys[0]: sample.reply("REFUSED", f"550 {bad}")})
    text = str(listed(log))
    assert hidden(text) == []
    assert "\\u001b]0;owned\\u0007" in text
    assert hidden(bad) != []


def hidden(text: str) -> list[str]:
    """What a terminal obeys instead of showing it; the ends of lines aside."""
    return [char for char in text.replace("\n", "") if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


@given(st.text(st.characters(exclude_characters="\u200c\u200d")))
def test_clean_text_is_one_line_of_visible_signs(text: str) -> None:
    assert hidden(printable(text)) == []
    assert "\n" not in printable(text)
    assert printable(printable(text)) == printable(text)


@given(st.text(st.characters(exclude_characters="\u200c\u200d")), st.integers(2, 40))
def test_cut_text_is_never_wider_than_asked(text: str, most: int) -> None:
    result = truncate(printable(text), most)
    assert display_width(result) <= most
    assert result == printable(text) or result.endswith("…")


def test_wide_signs_take_two_columns_and_marks_none() -> None:
    assert (display_width("ab"), display_width("北京"), display_width("e\u0301"), display_width("Ａ")) == (2, 4, 1, 2)
    assert format_table(("A", "B"), [("北京", "x"), ("abc", "y")]).splitlines() == ["A     B", "北京  x", "abc   y"]


def test_a_very_broad_cell_pushes_its_own_row_alone() -> None:
    lines = format_table(("A", "B"), [("a" * 60, "x"), ("b", "y")]).splitlines()
    assert lines[1] == "a" * 60 + "  x"
    assert lines[2].index("y") == 46


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [(1, "delivery", "1 delivery"), (2, "delivery", "2 deliveries"), (0, "run", "0 runs"), (1200, "run", "1,200 runs")],
)
def test_numbers_and_nouns_agree(number: int, noun: str, text: str) -> None:
    assert pluralize(number, noun) == text


def test_a_day_is_reported_in_its_zone() -> None:
    at = dt.datetime(2025, 11, 30, 23, tzinfo=dt.UTC)
    assert long_date(at, "Asia/Shanghai") == "Monday 1 December 2025, 07:00"
    assert local_time(at, "America/New_York") == "2025-11-30 18:00-05:00"


def test_coming_tells_the_next_five_runs_of_each_schedule_and_its_last(log: DeliveryLog) -> None:
    sample.busy(log)
    with log.begin() as db:
        weekly, board, press = list_schedules(DEFINITIONS, db, NOW)
    assert [local_time(run, weekly.zone) for run in weekly.runs] == [
        f"2025-12-{at:02d} 07:00+08:00" for at in (1, 8, 15, 22, 29)
    ]
    assert local_time(board.runs[4], board.zone) == "2026-04-01 08:30+02:00"  # the clocks went forward in March
    assert weekly.last is not None
    assert weekly.last.outcome == "under way: 2 refused, 1 unknown, 1 deferred, 6 accepted"
    assert (press.paused, press.runs) == (True, ())
    text = str(press)
    assert "paused: 3 times in a row nothing could be sent" in text
    assert "briefing schedule resume press" in text
    assert "  last: 2025-11-27 17:30-05:00, failed: observations.csv, line 7" in text
    assert json.loads(json.dumps(weekly.as_json()))["next"][0] == "2025-12-01T07:00+08:00"


def test_looking_at_a_new_schedule_does_not_begin_it(log: DeliveryLog) -> None:
    with log.begin() as db:
        (first, *_) = list_schedules(DEFINITIONS, db, NOW)
        assert queries.schedule_states(db) == {}
    assert (first.seen, first.overdue, first.last) == (None, None, None)


def test_a_run_that_no_tick_has_looked_at_is_overdue_after_its_grace(log: DeliveryLog) -> None:
    due = dt.datetime(2025, 11, 30, 23, tzinfo=dt.UTC)
    with log.begin() as db:
        occurrences.schedule_state(db, NOW, "weekly")
        result = {
            minutes: list_schedules(DEFINITIONS, db, due + dt.timedelta(minutes=minutes))[0] for minutes in (14, 16)
        }
    assert result[14].overdue is None
    assert result[16].overdue == due
    assert "overdue: 2025-12-01 07:00+08:00" in str(result[16])


def test_a_schedule_that_has_ended_says_so(log: DeliveryLog) -> None:
    timing = Timing(cron="0 7 * * 1", zone="Asia/Shanghai", until=dt.date(2025, 11, 1))
    with log.begin() as db:
        (result,) = list_schedules({"old": Definition(name="old", timing=timing)}, db, NOW)
    assert "next: never; it has ended" in str(result)


def test_what_somebody_sends_by_hand_has_no_coming_runs(log: DeliveryLog) -> None:
    with log.begin() as db:
        assert list_schedules({"send": Definition(name="send")}, db, NOW) == ()


def test_the_next_runs_are_those_of_the_schedule(log: DeliveryLog) -> None:
    with log.begin() as db:
        (result,) = list_schedules({"weekly": DEFINITIONS["weekly"]}, db, NOW)
    assert result.runs == tuple(one.at for one in schedule.next_runs(sample.SHANGHAI, NOW, 5))
    assert re.search("Monday", result.explained)
