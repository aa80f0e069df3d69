"""Events: appended in the transaction of the change, in order, with a line of JSON in the log."""

from __future__ import annotations

import json
import logging

import pytest

from briefing.dispatch.delivery_log import deliveries, events
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import DeliveryEvent
from tests.dispatch.delivery_log.logs import MINUTE, NOW, Place, as_process, built


def test_an_event_is_read_back_as_it_was_appended(place: Place) -> None:
    with as_process("here:1"), place.open().begin() as db:
        events.append(db, NOW, "SEEN", "one", schedule="monthly")
        events.append(db, NOW + MINUTE, "PAUSED", "two", schedule="monthly", who="ada")
        events.append(db, NOW, "BUILT", "three", delivery="f" * 64, occurrence=7)
    with place.open().begin() as db:
        result = events.read(db)
        assert result == (
            DeliveryEvent(id=1, at=NOW, who="here:1", what="SEEN", detail="one", schedule="monthly"),
            DeliveryEvent(id=2, at=NOW + MINUTE, who="ada", what="PAUSED", detail="two", schedule="monthly"),
            DeliveryEvent(id=3, at=NOW, who="here:1", what="BUILT", detail="three", delivery="f" * 64, occurrence=7),
        )
        assert events.read(db, delivery="f" * 64) == result[2:]


def test_a_change_that_is_undone_leaves_no_event(log: DeliveryLog) -> None:
    (key,) = built(log)

    def claimed_and_broken_off() -> None:
        with log.begin() as db:
            assert deliveries.claim(db, NOW, 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        claimed_and_broken_off()
    with log.begin() as db:
        assert [event.what for event in events.read(db, delivery=key)] == ["PLANNED", "BUILT"]


def test_each_event_is_a_line_of_json_in_the_log(log: DeliveryLog, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "briefing.dispatch"), as_process("here:1"), log.begin() as db:
        events.append(db, NOW, "BUILT", 'a "word"\nof somebody\u2028', delivery="f" * 64, occurrence=7)
        events.append(db, NOW, "SEEN", schedule="monthly")
    assert [record.levelname for record in caplog.records] == ["INFO"] * 2
    first, second = (record.getMessage() for record in caplog.records)
    assert "\n" not in first + second
    assert json.loads(first) == {
        "at": "2026-11-02T07:00:00Z", "who": "here:1", "what": "BUILT", "detail": 'a "word"\nof somebody\u2028',
        "delivery": "f" * 64, "occurrence": 7,
    }  # fmt: skip
    assert json.loads(second) == {"at": "2026-11-02T07:00:00Z", "who": "here:1", "what": "SEEN", "schedule": "monthly"}


def test_a_long_story_is_cut(log: DeliveryLog) -> None:
    with log.begin() as db:
        events.append(db, NOW, "BUILT", "x" * 99_999)
        assert len(events.read(db)[0].detail) == 2000
