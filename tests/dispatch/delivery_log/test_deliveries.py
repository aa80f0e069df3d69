"""Deliveries: planned, built, held, ended, looked up; and along which ways a state may change."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from briefing.dispatch.delivery_log import database_schema, deliveries, events, occurrences
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.exceptions import ClaimLost
from briefing.dispatch.models import Definition, Occurrence, Recipient, Reply, State
from briefing.dispatch.view import queries
from briefing.errors import DeliveryLogError
from tests.dispatch.delivery_log.logs import (
    DOMAIN,
    MINUTE,
    NOW,
    STATES,
    Place,
    an_edition,
    as_process,
    brought_to,
    built,
    people,
    planned,
    put_into,
    state_of,
)

ADA = Recipient(address="Ada@example.test", lang="en", entity="Daxing", period=(2010, 2024), groups=("board",))


def test_what_is_planned_is_read_back_as_it_was_given(place: Place) -> None:
    log = place.open()
    occurrence, keys = planned(log, (ADA, *people(2)))
    with place.open().begin() as db:
        first, *others = deliveries.read(db, occurrence=occurrence)
    assert (first.recipient, first.state, first.scheduled_for, first.date, first.due) == (ADA, "PLANNED", NOW, NOW, NOW)
    assert (first.number, first.attempts) == (1, 0)
    assert (first.owner, first.lease, first.edition, first.reply) == ("", None, "", "")
    assert (first.key, *(one.key for one in others)) == keys
    assert re.fullmatch(rf"<[0-9a-f]{{32}}@{DOMAIN}>", first.message_id)
    assert re.fullmatch("[0-9a-f]{32}", first.token)


def test_nobody_can_tell_a_message_id_or_a_token_from_what_is_known(tmp_path_factory: pytest.TempPathFactory) -> None:
    result = []
    for name in ("here", "there"):
        place = Place(tmp_path_factory.mktemp(name))
        _, keys = planned(place.open(), (ADA,))
        with place.open().begin() as db:
            one = deliveries.get(db, keys[0])
        place.close()
        assert one
        assert one.token not in one.message_id
        assert one.key[:8] not in one.message_id + one.token
        result.append(one)
    assert result[0].key == result[1].key
    assert result[0].message_id != result[1].message_id
    assert result[0].token != result[1].token


def test_whoever_plans_the_same_gets_the_same_key() -> None:
    first = deliveries.delivery_key("monthly", NOW, ADA, 1)
    there = NOW.astimezone(dt.timezone(dt.timedelta(hours=8)))
    capitals = Recipient(address="ADA@EXAMPLE.test", lang="en", entity="Daxing", period=(2010, 2024), name="Ada L.")
    assert deliveries.delivery_key("monthly", there, capitals, 1) == first
    others = {
        deliveries.delivery_key("weekly", NOW, ADA, 1),
        deliveries.delivery_key("monthly", NOW + MINUTE, ADA, 1),
        deliveries.delivery_key("monthly", NOW, ADA, 2),
        deliveries.delivery_key("monthly", NOW, Recipient(address="ada@example.test", lang="en", entity="Daxing"), 1),
        deliveries.delivery_key(
            "monthly", NOW, Recipient(address="ada@example.test", lang="zh", period=(2010, 2024)), 1
        ),
        deliveries.delivery_key("monthly", NOW, people(1)[0], 1),
    }
    assert len(others | {first}) == 7


def test_the_same_delivery_cannot_stand_in_the_log_twice(log: DeliveryLog) -> None:
    occurrence, keys = planned(log, (ADA,))
    with pytest.raises(DeliveryLogError, match=r"failed: .*(?i:unique)"), log.begin() as db:
        deliveries.plan(db, NOW, occurrence, (ADA,), (log.secret, DOMAIN))
    with log.begin() as db:
        again = deliveries.plan(db, NOW, occurrence, (ADA,), (log.secret, DOMAIN), number=2)
        assert [one.key for one in deliveries.read(db)] == [*keys, *again]


# Ways

DELIVERIES_WAYS = {
    "built": {"PLANNED": "BUILT"},
    "end": {"PLANNED": "CANCELLED", "BUILT": "CANCELLED", "DEFERRED": "CANCELLED"},
    "cancel": dict.fromkeys(("PLANNED", "BUILT", "DEFERRED", "CLAIMED"), "CANCELLED"),
    "claim": {"BUILT": "CLAIMED", "DEFERRED": "CLAIMED"},
    "data": {"CLAIMED": "DATA"},
    "dot": {"DATA": "DOT"},
    "accepted": dict.fromkeys(("CLAIMED", "DATA", "DOT", "BUILT", "UNKNOWN"), "ACCEPTED"),
    "refused": {"CLAIMED": "REFUSED", "DATA": "REFUSED", "DOT": "REFUSED"},
    "give_back": {"CLAIMED": "BUILT", "DATA": "BUILT"},
    "recover": {"CLAIMED": "BUILT", "DATA": "BUILT", "DOT": "UNKNOWN"},
    "again": {"UNKNOWN": "BUILT"},
    "release": {},
    "rebuild": {"FAILED_BUILD": "PLANNED"},
    "resolve": {"UNKNOWN": "CONFIRMED"},
}


def taken_way(log: DeliveryLog, way: str, key: str) -> None:
    made, _ = an_edition()
    with log.begin() as db, as_process("here:1"):
        one = deliveries.get(db, key)
        assert one
        match way:
            case "built":
                deliveries.mark_built(db, NOW, key, made.id, held=False, not_before=None)
            case "end":
                deliveries.end(db, NOW, key, "CANCELLED", "by hand", who="ada")
            case "cancel":
                deliveries.cancel_occurrence(db, NOW, one.occurrence, "called off", "ada")
            case "resolve":
                deliveries.end(db, NOW, key, "CONFIRMED", "by hand", who="ada", of=("UNKNOWN",))
            case "claim":
                deliveries.claim(db, NOW, 1)
            case "data":
                deliveries.mark(db, NOW, key, "DATA")
            case "dot":
                deliveries.mark(db, NOW, key, "DOT")
            case "accepted":
                deliveries.record_reply(db, NOW, one, Reply(state="ACCEPTED", text="250 ok", code=250), 8)
            case "refused":
                deliveries.record_reply(db, NOW, one, Reply(state="REFUSED", text="550 no", code=550), 8)
            case "give_back":
                deliveries.unclaim(db, NOW, [key], "stopped")
            case "recover":
                deliveries.recover_expired(db, NOW + MINUTE)
            case "again":
                deliveries.requeue(db, NOW, key, "by hand")
            case "release":
                deliveries.release(db, NOW, made.content_hash, "ada")
            case "rebuild":
                deliveries.rebuild(db, NOW, one.occurrence, ("FAILED_BUILD",))


@pytest.mark.parametrize("way", DELIVERIES_WAYS)
def test_a_state_changes_only_along_its_ways(log: DeliveryLog, way: str) -> None:
    (key,) = built(log)
    for state in STATES:
        put_into(log, key, state)
        with log.begin() as db:
            before = events.read(db, delivery=key)
        if way in ("data", "dot") and state not in DELIVERIES_WAYS[way]:
            with pytest.raises(ClaimLost):
                taken_way(log, way, key)
        else:
            taken_way(log, way, key)
        with log.begin() as db:
            added = events.read(db, delivery=key)[len(before) :]
        after = DELIVERIES_WAYS[way].get(state, state)
        assert state_of(log, key) == after, f"{way} from {state}"
        late = ["ACCEPTED_LATE"] if way == "accepted" else []
        assert [event.what for event in added] == ([after] if state in DELIVERIES_WAYS[way] else late)


def test_an_unknown_edition_cannot_be_sent(log: DeliveryLog) -> None:
    _, (key,) = planned(log, (ADA,))
    with pytest.raises(DeliveryLogError, match=r"(?i)foreign key"), log.begin() as db:
        deliveries.mark_built(db, NOW, key, "no such edition", held=False, not_before=None)


# Waiting


def test_what_is_held_is_not_claimed_before_its_content_is_approved(log: DeliveryLog) -> None:
    keys = built(log, 2, held=True)
    others = built(log, 1, at=NOW + MINUTE, edition="second", held=True)
    first, second = an_edition()[0], an_edition("second")[0]
    with log.begin() as db:
        assert deliveries.claim(db, NOW, 9) == ()
        assert not deliveries.any_ready(db, NOW)
        one = deliveries.get(db, keys[0])
        assert one
        assert queries.held_editions(db) == {first.id: 2, second.id: 1}
        assert deliveries.release(db, NOW, "another content", "ada") == 0
        assert deliveries.claim(db, NOW, 9) == ()
        assert deliveries.release(db, NOW, first.content_hash, "ada") == 2
        assert [one.key for one in deliveries.claim(db, NOW, 9)] == list(keys)
        assert deliveries.release(db, NOW, first.content_hash, "ada") == 0
        assert deliveries.release(db, NOW, second.content_hash, "bo") == 1
        result = [(event.what, event.detail, event.who) for event in events.read(db, delivery=others[0])]
    assert result[-2:] == [("BUILT", "waits for approval", result[0][2]), ("BUILT", "approved", "bo")]


def test_nothing_leaves_before_its_time(log: DeliveryLog) -> None:
    embargo = NOW + dt.timedelta(hours=3)
    (key,) = built(log, not_before=embargo)
    with log.begin() as db:
        before = embargo - dt.timedelta(microseconds=1)
        assert [deliveries.any_ready(db, now) for now in (before, embargo)] == [False, True]
        assert deliveries.claim(db, before, 9) == ()
        assert [one.key for one in deliveries.claim(db, embargo, 9)] == [key]
        assert not deliveries.any_ready(db, embargo)


def test_a_time_that_has_passed_holds_nothing_up(log: DeliveryLog) -> None:
    built(log, not_before=NOW - MINUTE)
    with log.begin() as db:
        assert [one.due for one in deliveries.read(db)] == [NOW]
        assert deliveries.any_ready(db, NOW)


def test_what_was_built_and_is_held_can_be_built_again(log: DeliveryLog) -> None:
    (key,) = built(log, held=True)
    (other,) = built(log, at=NOW + MINUTE)
    with log.begin() as db:
        one, free = deliveries.get(db, key), deliveries.get(db, other)
        assert one
        assert free
        assert deliveries.rebuild(db, NOW + MINUTE, one.occurrence, ("BUILT", "FAILED_BUILD")) == 1
        assert deliveries.rebuild(db, NOW + MINUTE, free.occurrence, ("BUILT", "FAILED_BUILD")) == 0
        again = deliveries.get(db, key)
        assert again
        assert (again.state, again.edition, again.date) == ("PLANNED", "", NOW + MINUTE)
        assert again.message_id == one.message_id
        assert deliveries.release(db, NOW, an_edition()[0].content_hash, "ada") == 0


# Looking up


def test_a_delivery_is_found_by_the_beginning_of_its_key_if_that_is_the_only_one(log: DeliveryLog) -> None:
    keys = built(log, 40)
    ambiguous = next(key[0] for key in keys if sum(other[0] == key[0] for other in keys) > 1)
    with log.begin() as db:
        assert [getattr(deliveries.get(db, key[:12]), "key", "") for key in keys] == list(keys)
        assert [deliveries.get(db, start) for start in (ambiguous, "", "%", "_" * 64, "x")] == [None] * 5


def test_deliveries_are_listed_in_the_order_of_planning(log: DeliveryLog) -> None:
    first = built(log, 3)
    second = built(log, 2, at=NOW + MINUTE)
    with log.begin() as db:
        deliveries.claim(db, NOW, 1)
        result = deliveries.read(db)
        assert [one.key for one in result] == [*first, *second]
        assert deliveries.count_states(db, result[3].occurrence) == {"BUILT": 2}
        claimed: tuple[State, ...] = ("CLAIMED",)
        assert deliveries.read(db, states=claimed) == result[:1]
        assert deliveries.read(db, occurrence=result[-1].occurrence) == result[3:]
        assert deliveries.read(db, token=result[1].token) == result[1:2]
        assert deliveries.read(db, token="0" * 32) == ()
        assert deliveries.count_states(db, result[0].occurrence) == {"CLAIMED": 1, "BUILT": 2}


def accepted(log: DeliveryLog, key: str, now: dt.datetime = NOW) -> None:
    brought_to(log, key, "DOT", now)
    with log.begin() as db:
        one = deliveries.get(db, key)
        assert one
        deliveries.record_reply(db, now, one, Reply(state="ACCEPTED", text="250 ok", code=250), 8)


def test_the_last_edition_that_a_recipient_got_is_the_latest_that_was_accepted(log: DeliveryLog) -> None:
    (reader,) = people(1)
    days = [NOW + dt.timedelta(days=number) for number in range(4)]
    for day, name in zip(days, ("first", "second", "third", "fourth"), strict=True):
        (key,) = built(log, at=day, edition=name)
        if name in ("second", "first"):
            accepted(log, key)
        else:
            put_into(log, key, "UNKNOWN")
    with log.begin() as db:
        assert deliveries.last_edition(db, "monthly", reader) == an_edition("second")[0].id
        assert deliveries.last_edition(db, "weekly", reader) == ""
        assert deliveries.last_edition(db, "monthly", people(2)[1]) == ""
        assert deliveries.last_edition(db, "monthly", Recipient(address=reader.address, lang="zh")) == ""
        deliveries.end(db, NOW, key, "CONFIRMED", "it came", of=("UNKNOWN",))
        assert deliveries.last_edition(db, "monthly", reader) == an_edition("fourth")[0].id


def test_the_definition_that_was_planned_is_the_one_that_is_sent(place: Place) -> None:
    first = Definition(
        name="monthly", to=("board",), unknown="resend", attempts=3, not_before=NOW, where="dispatch.toml"
    )
    log = place.open()
    (key,) = built(log, definition=first)
    with log.begin() as db:
        # dispatch.toml says something else now, and the table of recipients too
        assert occurrences.add(db, NOW, Occurrence(Definition(name="monthly", to=("press",)), NOW)) is None
        one = deliveries.get(db, key)
        assert one
        assert occurrences.get(db, one.occurrence).definition == first
        assert one.recipient == people(1)[0]


@given(text=st.text(), wait=st.floats(0, 1e6))
def test_whatever_a_server_says_can_be_stored(every_log: DeliveryLog, text: str, wait: float) -> None:
    with every_log.begin() as db:
        one = deliveries.read(db)[0]
        db.execute(update(database_schema.deliveries).values(state="CLAIMED", owner="here:1"))
        with as_process("here:1"):
            deliveries.record_reply(db, NOW, one, Reply(state="DEFERRED", text=text, code=451, wait=wait), 8)
        edition = deliveries.read(db)[0]
        assert edition.reply == text.replace("\0", "\ufffd")
        assert edition.due >= NOW + dt.timedelta(seconds=wait)


def test_half_a_pair_of_surrogates_is_stored_as_a_question_mark(log: DeliveryLog) -> None:
    (key,) = built(log)
    with log.begin() as db:
        deliveries.end(db, NOW, key, "REFUSED", "550 \udc80\0")
    with log.begin() as db:
        one = deliveries.get(db, key)
        assert one
        assert one.reply == "550 ?\ufffd" == events.read(db, delivery=key)[-1].detail


def test_an_integrity_error_is_what_the_check_for_the_same_row_relies_on(log: DeliveryLog) -> None:
    with log.begin() as db:
        db.execute(database_schema.settings.insert().values(name="twice", value=""))
    with pytest.raises(IntegrityError), log._engine.begin() as db:
        db.execute(database_schema.settings.insert().values(name="twice", value=""))
