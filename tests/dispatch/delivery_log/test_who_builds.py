"""Who builds an occurrence: one process, until its lease ends, or until this host knows that it is gone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from briefing.dispatch import machine
from briefing.dispatch.delivery_log import events, occurrences
from briefing.dispatch.delivery_log.occurrences import LEASE
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Definition, Occurrence
from tests.dispatch.delivery_log.logs import MINUTE, NOW, Place, as_process

MONTHLY = Definition(name="monthly")
ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows is not asked which processes run")


@pytest.fixture
def running() -> Iterator[subprocess.Popen[str]]:
    """A process of this host that runs until the end of the test."""
    code = "import sys; sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, text=True) as one:
        yield one
        one.kill()


def finished() -> int:
    """→ the number that a process had."""
    with subprocess.Popen([sys.executable, "-c", ""]) as one:
        pass
    return one.pid


def test_one_process_builds_an_occurrence_and_the_others_are_reported_which(place: Place) -> None:
    here, there = place.open(), place.open()
    with as_process("here:1"), here.begin() as db:
        made = occurrences.add(db, NOW, Occurrence(MONTHLY, NOW))
        assert made
        assert occurrences.claim_build(db, NOW, made) == ""
    with as_process("there:1"), there.begin() as db:
        assert occurrences.claim_build(db, NOW + LEASE - MINUTE, made) == "here:1"
        assert occurrences.claim_build(db, NOW + LEASE, made) == ""
    with as_process("here:1"), here.begin() as db:
        assert occurrences.claim_build(db, NOW + LEASE, made) == "there:1"
    with as_process("there:1"), there.begin() as db:
        assert occurrences.set_stage(db, NOW + LEASE, made, "BUILT", "2 editions", of=("PLANNED",))
        assert occurrences.claim_build(db, NOW + LEASE, made) == "nobody"
        assert [(event.what, event.detail) for event in events.read(db) if event.occurrence == made] == [
            ("PLANNED", ""), ("BUILT", "2 editions")
        ]  # fmt: skip


def test_taking_it_again_lengthens_the_lease(log: DeliveryLog) -> None:
    with as_process("here:1"), log.begin() as db:
        made = occurrences.add(db, NOW, Occurrence(MONTHLY, NOW))
        assert made
        assert occurrences.claim_build(db, NOW + 20 * MINUTE, made) == ""
    with as_process("there:1"), log.begin() as db:
        assert occurrences.claim_build(db, NOW + LEASE, made) == "here:1"
        assert occurrences.claim_build(db, NOW + LEASE + 20 * MINUTE, made) == ""


def added(log: DeliveryLog, owner: str) -> int:
    with as_process(owner), log.begin() as db:
        made = occurrences.add(db, NOW, Occurrence(MONTHLY, NOW))
    assert made
    return made


def taken(log: DeliveryLog, occurrence: int) -> str:
    """What a process of this host is told one minute later."""
    with as_process(f"{machine.host()}:{os.getpid()}:fed"), log.begin() as db:
        return occurrences.claim_build(db, NOW + MINUTE, occurrence)


@ON_POSIX
def test_a_process_of_this_host_that_is_gone_is_replaced_at_once(place: Place) -> None:
    log = place.open()
    made = added(log, f"{machine.host()}:{finished()}:abc")
    assert taken(log, made) == ""
    with as_process("there:1"), place.open().begin() as db:
        who = occurrences.claim_build(db, NOW + LEASE, made)
        assert who == f"{machine.host()}:{os.getpid()}:fed"  # its lease is a new one


def test_a_process_of_this_host_that_runs_is_left_to_it(log: DeliveryLog, running: subprocess.Popen[str]) -> None:
    name = f"{machine.host()}:{running.pid}:abc"
    assert taken(log, added(log, name)) == name


def test_nobody_knows_whether_a_process_of_another_host_is_gone(log: DeliveryLog) -> None:
    name = f"another-{machine.host()}:{finished()}:abc"
    made = added(log, name)
    assert taken(log, made) == name
    with log.begin() as db:
        assert occurrences.claim_build(db, NOW + LEASE, made) == ""


# Which processes run


@ON_POSIX
def test_a_process_is_gone_when_it_has_ended(running: subprocess.Popen[str]) -> None:
    name = f"{machine.host()}:{running.pid}:abc"
    assert not machine.is_gone(name)
    running.communicate("", timeout=60)
    assert machine.is_gone(name)


def test_this_process_is_not_gone() -> None:
    assert not machine.is_gone(machine.process())


def test_of_another_host_nobody_is_surely_gone() -> None:
    assert not machine.is_gone(f"another-{machine.host()}:{finished()}:abc")


NO_PROCESSES = (
    "", ":", "::", "{}", "{}:", "{}::abc", "{}:x:abc", "{}:-1:abc", "{}:1.5:abc", "{}:²:abc", "{}:4294967296:abc",
)  # fmt: skip


@pytest.mark.parametrize("name", NO_PROCESSES)
def test_what_names_no_process_is_not_surely_gone(name: str) -> None:
    assert not machine.is_gone(name.format(machine.host()))
