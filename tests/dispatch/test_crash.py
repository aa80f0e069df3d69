"""Senders that are killed, or sleep, at every point of a hand-over: how many messages there are, and what is known.

DELIVERY.md, section E: with `hold` never two, with `resend` never none; UNKNOWN only from the mark before the end of
the message to the commit of the server's answer.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import re
import signal
import smtplib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from briefing.dispatch import machine, mail_queue
from briefing.dispatch.delivery_log import deliveries, events, stored_editions
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.message_parts import build_message, message_content, message_files
from briefing.dispatch.models import Definition, Mail, Recipient, Smtp, State, Unknown
from briefing.dispatch.transport.smtp import SmtpTransport
from tests.dispatch import dying_sender
from tests.dispatch.delivery_log.logs import DOMAIN, NOW, Place, a_letter, delivery, planned
from tests.dispatch.dying_sender import POINTS
from tests.dispatch.forked import Forked
from tests.dispatch.servers.faulty import FaultyServer, faulty
from tests.dispatch.servers.ports import HOST, wait_for
from tests.dispatch.servers.postfix import MailServer
from tests.dispatch.servers.postgresql import Postgresql
from tests.thorough import pairs

TABLE = Path(__file__).with_name("crash_table.txt")
POLICIES: tuple[Unknown, ...] = ("hold", "resend")
LEDGERS = ("sqlite", "postgresql")
SERVERS = ("faulty", "postfix")
# Where a sender is killed, with which policy, and over which ledger and server.
KILLED = pairs(tuple(POINTS), POLICIES, LEDGERS, SERVERS)
LATER = dt.timedelta(hours=1)  # by then each lease has run out
NUMBERS = itertools.count(1000)  # of mailboxes, so that each test has its own
TRACE = ("return-path", "delivered-to", "x-original-to", "received")


class Post(Struct, frozen=True):
    """A mail server as these tests see it: how to send to it, and what came for an address."""

    server: str
    smtp: Smtp
    messages: Callable[[str], list[bytes]]

    @property
    def mail(self) -> Mail:
        return Mail(sender=f"briefing@{DOMAIN}", smtp=self.smtp, unsubscribe="https://news.example.test/u")


@pytest.fixture(params=SERVERS)
def post(request: pytest.FixtureRequest) -> Iterator[Post]:
    """One server that keeps what it accepts, and one with mailboxes that are read over IMAP."""
    if request.param == "postfix":
        real: MailServer = request.getfixturevalue("mail_server")

        def came(address: str) -> list[bytes]:
            wait_for(lambda: real.waiting() == 0, "an empty queue")
            return real.inbox(address)

        yield Post(request.param, real.smtp(), came)
    else:
        with faulty() as server:
            yield Post(request.param, server.smtp(), lambda address: came_to(server, address))


def came_to(server: FaultyServer, address: str) -> list[bytes]:
    """What the server takes from a client that has died counts, too: by now it has had its turn."""
    for _ in range(3):
        with smtplib.SMTP(HOST, server.port, "[127.0.0.1]") as line:
            line.noop()
    return [one.content for one in server.accepted if one.recipients == (address,)]


def ready(log: DeliveryLog, count: int, policy: Unknown, size: int = 600_000) -> list[tuple[str, str]]:
    """→ key and address of deliveries that may be sent now, each with an attachment."""
    recipients = [Recipient(address=f"reader{next(NUMBERS) % 2000:04d}@{DOMAIN}", lang="en") for _ in range(count)]
    _, keys = planned(log, recipients, Definition(name="monthly", unknown=policy))
    made, contents = a_letter(size)
    with log.begin() as db:
        stored_editions.store(db, made, contents)
        for key in keys:
            deliveries.mark_built(db, NOW, key, made.id, held=False, not_before=None)
    return list(zip(keys, (one.address for one in recipients), strict=True))


def sender(place: Place, mail: Mail, point: str, how: str) -> Forked:
    """→ a process that drains the ledger."""
    result = msgspec.json.encode(mail).decode()
    return Forked(dying_sender.main, str(place.folder), place.url, result, point, how)


def drained_later(place: Place, mail: Mail) -> mail_queue.SendResult:
    """Another sender, when every lease has run out."""
    assert mail.smtp
    real = machine.now
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "now", lambda: real() + LATER)
        return mail_queue.drain(place.open(), mail, SmtpTransport(mail.smtp))


def history_of(log: DeliveryLog, key: str) -> tuple[State, list[str]]:
    with log.begin() as db:
        one = deliveries.get(db, key)
        assert one
        return one.state, [event.what for event in events.read(db, delivery=key)]


class Cell(Struct, frozen=True):
    """One delivery of the table: where it stands, its key and address, and who sends it first."""

    place: Place
    key: str
    address: str
    first: Forked


def begun(place: Place, post: Post, policy: Unknown, point: str) -> Cell:
    """A sender that dies at a point has begun."""
    ((key, address),) = ready(place.open(), 1, policy)
    return Cell(place, key, address, sender(place, post.mail, point, "SIGKILL"))


def recovered(cell: Cell, post: Post, point: str) -> str:
    """The sender has died, another comes later → how many messages there are, and the state."""
    out, err = cell.first.communicate(timeout=120)
    assert (cell.first.returncode, out, err) == (-signal.SIGKILL, "", "")
    later = drained_later(cell.place, post.mail)
    state, _ = history_of(cell.place.open(), cell.key)
    assert later.stopped is None
    assert later.counts == ({} if point == "F" else {state: 1})
    assert later.occurrences == (set() if point == "F" else {delivery(cell.place.open(), cell.key).occurrence})
    return f"{len(post.messages(cell.address))} {state}"


@pytest.fixture
def places(tmp_path: Path, postgresql: Postgresql) -> Iterator[Callable[[str], Place]]:
    """→ a new place for a ledger over one of the databases; closed after the test."""
    made: list[Place] = []

    def place(kind: str) -> Place:
        url = postgresql.database() if kind == "postgresql" else ""
        made.append(Place(tmp_path / str(len(made)), url))
        return made[-1]

    yield place
    for one in made:
        one.close()


def stated() -> dict[tuple[str, str], str]:
    """The table: point and column → how many messages there are, and the state."""
    head, *rows = (re.split(" {2,}", line) for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {(point, column): cell for point, *cells in rows for column, cell in zip(head[1:], cells, strict=True)}


def named(point: str, policy: Unknown, kind: str) -> tuple[str, str]:
    """A point, a policy and a kind of ledger → the row and the column of the table."""
    return f"{point} {POINTS[point]}", f"{policy}, {kind}"


def test_a_sender_killed_at_any_point_leaves_what_the_table_says(post: Post, places: Callable[[str], Place]) -> None:
    result: dict[tuple[str, str], str] = {}
    for at in POINTS:
        cases = [(policy, kind) for point, policy, kind, server in KILLED if (point, server) == (at, post.server)]
        cells = [begun(places(kind), post, policy, at) for policy, kind in cases]
        for case, cell in zip(cases, cells, strict=True):
            result[named(at, *case)] = recovered(cell, post, at)
    assert len(result) >= len(POINTS)
    assert result == {cell: stated()[cell] for cell in result}


def test_the_table_has_every_point_policy_and_ledger() -> None:
    assert list(stated()) == [named(*case) for case in itertools.product(POINTS, POLICIES, LEDGERS)]


# What the two copies of `resend` have in common

CONTINUED = ("D", "E")


@pytest.mark.parametrize("point", CONTINUED)
def test_what_is_sent_once_more_is_the_same_message(post: Post, place: Place, point: str) -> None:
    cell = begun(place, post, "resend", point)
    recovered(cell, post, point)
    first, second = (own(message) for message in post.messages(cell.address))
    with place.open().begin() as db:
        one = deliveries.get(db, cell.key)
        assert one
        edition = stored_editions.get(db, one.edition)
        assert edition
        contents = {name: stored_editions.content(db, edition, name) for name in message_files(edition)}
    composed = build_message(one, message_content(contents, edition.attached), edition, post.mail)
    assert first == second == composed.rstrip()
    assert re.findall(rb"(?m)^Message-ID: (.+)\r$", first) == [one.message_id.encode()]


def own(message: bytes) -> bytes:
    """A message as it came → as it was sent, without what servers wrote above it."""
    head, _, body = message.partition(b"\r\n\r\n")
    fields = re.split(rb"\r\n(?![ \t])", head)
    written = [field for field in fields if field.partition(b":")[0].decode().lower() not in TRACE]
    return (b"\r\n".join(written) + b"\r\n\r\n" + body).rstrip()


def test_a_message_that_differs_by_one_sign_is_another() -> None:
    message = b"Received: from a\r\n\tby b\r\nReturn-Path: <c>\r\nSubject: one\r\n two\r\n\r\nbody\r\n"
    assert own(message) == b"Subject: one\r\n two\r\n\r\nbody" != own(message.replace(b"body", b"bodY"))


# Two senders at once


def test_two_senders_at_once_hand_over_each_of_200_messages_once(post: Post, place: Place) -> None:
    log = place.open()
    ones = ready(log, 200, "hold", size=2000)
    processes = [sender(place, post.mail, "", "meet") for _ in range(2)]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "here\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    result = [process.communicate(timeout=120) for process in processes]
    assert [err for _, err in result] == ["", ""]
    counts = [json.loads(out) for out, _ in result]
    assert sum((Counter(count) for count in counts), Counter()) == {"ACCEPTED": 200}
    with log.begin() as db:
        handed = [event for event in events.read(db) if event.what == "DOT"]
    assert len(handed) == 200
    assert len({event.who for event in handed}) == 2
    assert [len(post.messages(address)) for _, address in ones] == [1] * 200


# A sender that sleeps past its lease


def asleep(process: Forked) -> bool:
    """Whether a process has stopped itself."""
    status = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8")
    return status.rpartition(")")[2].split()[0] == "T"


# What another sender tells meanwhile, and what the sleeper tells when it has woken up.
SLEEPS: dict[str, tuple[State, dict[str, int]]] = {
    **dict.fromkeys("ABC", ("ACCEPTED", {})),
    **dict.fromkeys(("-", "D", "reply"), ("UNKNOWN", {"ACCEPTED": 1})),
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the state of a process is read from /proc")
@pytest.mark.parametrize("point", SLEEPS)
def test_a_sender_that_sleeps_past_its_lease_sends_no_second_message(post: Post, place: Place, point: str) -> None:
    log = place.open()
    ((key, address),) = ready(log, 1, "hold")
    concurrently, tells = SLEEPS[point]
    assert woken(place, post, point, concurrently) == tells
    state, result = history_of(log, key)
    assert (state, len(post.messages(address))) == ("ACCEPTED", 1)
    assert (result.count("DOT"), result.count("ACCEPTED"), result.count("ACCEPTED_LATE")) == (1, 1, 0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the state of a process is read from /proc")
def test_a_sender_that_wakes_after_another_try_leaves_word_of_what_it_sent(post: Post, place: Place) -> None:
    log = place.open()
    ((key, address),) = ready(log, 1, "resend")
    assert woken(place, post, "D", "ACCEPTED") == {}  # it knows that another has it, and counts nothing
    state, result = history_of(log, key)
    assert (state, len(post.messages(address))) == ("ACCEPTED", 2)
    assert result[-2:] == ["ACCEPTED", "ACCEPTED_LATE"]
    assert result.count("ACCEPTED") == 1


def woken(place: Place, post: Post, point: str, meanwhile: State) -> dict[str, int]:
    """A sender falls asleep at a point, another one comes when its lease has run out → what the sleeper tells then."""
    sleeper = sender(place, post.mail, point, "SIGSTOP")
    try:
        wait_for(lambda: asleep(sleeper), "a sender asleep")
        assert drained_later(place, post.mail).counts == {meanwhile: 1}
        os.kill(sleeper.pid, signal.SIGCONT)
        out, err = sleeper.communicate(timeout=120)
    finally:
        sleeper.kill()
        sleeper.communicate()
    assert err == ""
    counts: dict[str, int] = json.loads(out)
    return counts
