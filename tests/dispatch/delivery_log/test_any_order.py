"""Whatever two senders, their deaths and an operator do in any order: what holds of every delivery all the time."""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from briefing.dispatch.delivery_log import deliveries, events, people, stored_editions
from briefing.dispatch.exceptions import ClaimLost
from briefing.dispatch.models import Delivery, DeliveryEvent, Reply, State
from tests.dispatch.delivery_log.logs import NOW, Place, an_edition, as_process, planned
from tests.dispatch.delivery_log.logs import people as recipients
from tests.dispatch.servers.postgresql import Postgresql
from tests.thorough import examples

# Written from the design, not from the code: which state may follow which.
EDGES: dict[str, set[str]] = {
    "": {"PLANNED"},
    "PLANNED": {"BUILT", "CANCELLED", "SKIPPED_SUPPRESSED"},
    "BUILT": {"BUILT", "PLANNED", "CLAIMED", "ACCEPTED", "UNKNOWN", "CANCELLED", "SKIPPED_SUPPRESSED"},
    "CLAIMED": {"DATA", "BUILT", "ACCEPTED", "DEFERRED", "REFUSED", "UNKNOWN", "CANCELLED", "SKIPPED_SUPPRESSED"},
    "DATA": {"DOT", "BUILT", "ACCEPTED", "DEFERRED", "REFUSED", "UNKNOWN"},
    "DOT": {"ACCEPTED", "DEFERRED", "REFUSED", "UNKNOWN"},
    "DEFERRED": {"CLAIMED", "UNKNOWN", "CANCELLED", "SKIPPED_SUPPRESSED"},
    "UNKNOWN": {"BUILT", "ACCEPTED", "CONFIRMED"},
}
HOSTS = ("here:1", "there:1")
MOST = 4
who = st.sampled_from(HOSTS)
which = st.integers(0, 3)


class AnyOrder(RuleBasedStateMachine):
    """Two processes on two connections; each holds what it claimed, as long as it lives."""

    place: Place

    @initialize(ready=st.booleans(), held=st.booleans(), count=st.integers(1, 4))
    def begun(self, ready: bool, held: bool, count: int) -> None:
        self.now, self.told = NOW, dict[str, tuple[DeliveryEvent, ...]]()
        self.hands: dict[str, list[Delivery]] = {name: [] for name in HOSTS}
        self.ends_sent: dict[str, int] = {}
        self.words: dict[str, int] = {}  # how often somebody decided to send once more
        self.ledgers = {name: self.place.open() for name in HOSTS}
        _, self.keys = planned(self.ledgers[HOSTS[0]], recipients(count), at=NOW + dt.timedelta(days=next(DAYS)))
        self.held = held
        for number in range(count if ready else 0):
            self.build(number, later=False)

    def _one(self, number: int) -> str:
        return self.keys[number % len(self.keys)]

    @rule(number=which, later=st.booleans())
    def build(self, number: int, later: bool) -> None:
        made, contents = an_edition()
        until = self.now + deliveries.LEASE if later else None
        with self.ledgers[HOSTS[0]].begin() as db:
            stored_editions.store(db, made, contents)
            deliveries.mark_built(db, self.now, self._one(number), made.id, held=self.held, not_before=until)

    @rule()
    def approve(self) -> None:
        with self.ledgers[HOSTS[1]].begin() as db:
            deliveries.release(db, self.now, an_edition()[0].content_hash, "ada")

    @rule(name=who, most=st.integers(1, 3))
    def claim(self, name: str, most: int) -> None:
        if self.hands[name]:
            return  # a sender ends a batch before it claims another
        with as_process(name), self.ledgers[name].begin() as db:
            found = deliveries.claim(db, self.now, most)
        waits = {one.key for one in found}
        assert not waits & {one.key for hand in self.hands.values() for one in hand if self._is_mine(one)}
        self.hands[name] += found

    def _is_mine(self, one: Delivery) -> bool:
        """Whether a claim is still good, by what stands in the ledger."""
        with self.ledgers[HOSTS[0]].begin() as db:
            now = deliveries.get(db, one.key)
        assert now
        return bool(now.owner) and (now.owner, now.attempts) == (one.owner, one.attempts)

    @precondition(lambda self: any(self.hands.values()))
    @rule(name=who, state=st.sampled_from(["DATA", "DOT"]))
    def mark(self, name: str, state: State) -> None:
        if self.hands[name]:
            one = self.hands[name][0]
            mine = self._is_mine(one)
            try:
                with as_process(name), self.ledgers[name].begin() as db:
                    deliveries.mark(db, self.now, one.key, state)
            except ClaimLost:
                return
            assert mine
            if state == "DOT":
                self.ends_sent[one.key] = self.ends_sent.get(one.key, 0) + 1

    @precondition(lambda self: any(self.hands.values()))
    @rule(name=who, state=st.sampled_from(["ACCEPTED", "DEFERRED", "REFUSED", "UNKNOWN"]))
    def answer(self, name: str, state: State) -> None:
        if self.hands[name]:
            one = self.hands[name].pop(0)
            mine = self._is_mine(one)
            with as_process(name), self.ledgers[name].begin() as db:
                before = deliveries.get(db, one.key)
                reply = Reply(state=state, text="told")  # type: ignore[arg-type]
                reached = deliveries.record_reply(db, self.now, one, reply, MOST)
            assert before
            free = before.state in ("BUILT", "UNKNOWN") and before.attempts == one.attempts
            assert (reached is not None) == (mine or (free and state == "ACCEPTED"))
            if reached is None:
                return
            assert reached == ("REFUSED" if state == "DEFERRED" and one.attempts >= MOST else state)
            if reached == "DEFERRED":
                self.words[one.key] = self.words.get(one.key, 0) + 1  # the server's: it has not taken it

    @rule(name=who)
    def stop(self, name: str) -> None:
        with as_process(name), self.ledgers[name].begin() as db:
            deliveries.unclaim(db, self.now, [one.key for one in self.hands[name]], "stopped")
        self.hands[name].clear()

    @rule(name=who)
    def die(self, name: str) -> None:
        self.hands[name].clear()

    @rule(minutes=st.sampled_from([1, 20, 31, 300]))
    def wait(self, minutes: int) -> None:
        self.now += dt.timedelta(minutes=minutes)

    @precondition(lambda self: any(self.hands.values()))
    @rule(name=who)
    def oversleep(self, name: str) -> None:
        """A sender sleeps past its lease, and the other one takes over what it had."""
        self.now += deliveries.LEASE
        other = next(one for one in HOSTS if one != name)
        self.recover(other)
        self.claim(other, 3)

    @rule(name=who)
    def recover(self, name: str) -> None:
        if self.hands[name]:
            return  # it recovers before it begins
        with as_process(name), self.ledgers[name].begin() as db:
            assert all(key in self.ends_sent for key in deliveries.recover_expired(db, self.now))
            assert deliveries.recover_expired(db, self.now) == ()

    @rule(number=which)
    def send_again(self, number: int) -> None:
        key = self._one(number)
        with self.ledgers[HOSTS[0]].begin() as db:
            if deliveries.requeue(db, self.now, key, "once more", "ada"):
                self.words[key] = self.words.get(key, 0) + 1

    @rule(number=which, state=st.sampled_from(["CANCELLED", "CONFIRMED"]))
    def decide(self, number: int, state: State) -> None:
        with self.ledgers[HOSTS[0]].begin() as db:
            of: tuple[State, ...] = ("UNKNOWN",) if state == "CONFIRMED" else ()
            deliveries.end(db, self.now, self._one(number), state, "by hand", who="ada", of=of)

    @rule(number=which)
    def suppress(self, number: int) -> None:
        with self.ledgers[HOSTS[1]].begin() as db:
            one = deliveries.get(db, self._one(number))
            assert one
            people.suppress(db, self.now, one.recipient.address, "unsubscribed")
            assert deliveries.pending_keys(db, one.recipient.address) == ()
            people.allow(db, self.now, one.recipient.address)

    @rule()
    def build_anew(self) -> None:
        with self.ledgers[HOSTS[0]].begin() as db:
            one = deliveries.get(db, self.keys[0])
            assert one
            deliveries.rebuild(db, self.now, one.occurrence, ("BUILT", "FAILED_BUILD"))

    @invariant()
    def holds(self) -> None:
        if not hasattr(self, "keys"):
            return
        with self.ledgers[HOSTS[1]].begin() as db:
            found = [(key, deliveries.get(db, key), events.read(db, delivery=key)) for key in self.keys]
        for key, now, result in found:
            assert now
            before = self.told.get(key, ())
            assert result[: len(before)] == before, "an event was altered"
            self.told[key] = result
            states = ["", *(event.what for event in result if event.what != "ACCEPTED_LATE")]
            assert states[-1] == now.state
            assert all(after in EDGES.get(state, ()) for state, after in itertools.pairwise(states)), states
            assert (now.owner == "") == (now.state not in ("CLAIMED", "DATA", "DOT")) == (now.lease is None)
            assert states.count("DOT") == self.ends_sent.get(key, 0) <= 1 + self.words.get(key, 0)
            assert states.count("ACCEPTED") <= 1
            assert now.attempts >= 0

    def teardown(self) -> None:
        self.place.close()


DAYS = itertools.count()
EXAMPLES = settings(
    max_examples=examples(25),
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whatever_happens_in_any_order_each_delivery_keeps_to_its_ways(
    kind: str, request: pytest.FixtureRequest
) -> None:
    server: Postgresql | None = request.getfixturevalue("postgresql") if kind == "postgresql" else None
    with tempfile.TemporaryDirectory() as folder:

        class Here(AnyOrder):
            def __init__(self) -> None:
                super().__init__()
                self.place = Place(Path(folder) / str(next(DAYS)), server.database() if server else "")

        run_state_machine_as_test(Here, settings=EXAMPLES)


@pytest.mark.parametrize("forgets", [False, True])
def test_a_log_that_forgets_to_ask_whose_a_delivery_is_is_found(forgets: bool, tmp_path: Path) -> None:
    changed = deliveries._transition

    def careless(*args: object, **values: object) -> bool:
        return changed(*args, **{**values, "own": False})  # type: ignore[arg-type]

    class Here(AnyOrder):
        def __init__(self) -> None:
            super().__init__()
            self.place = Place(tmp_path / str(next(DAYS)))

    here = Here()
    here.begun(ready=True, held=False, count=1)
    here.claim("here:1", 1)
    here.oversleep("here:1")  # the other sender has it now
    with pytest.MonkeyPatch.context() as patch, nullcontext() if not forgets else pytest.raises(AssertionError):
        patch.setattr(deliveries, "_transition", careless if forgets else changed)
        here.answer("here:1", "DEFERRED")
        here.holds()
    here.teardown()
