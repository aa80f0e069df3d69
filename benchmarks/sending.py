"""Messages through the ledger of deliveries against a bare loop of smtplib → a table and a line of JSON.

Both hand 1,000 messages with the Beijing brief attached to Postfix on this machine, over one connection with STARTTLS
and a login, in turn, so that a busy machine slows both. The loop is given finished messages; ours claims each delivery,
composes its message, and commits three steps of it to the ledger on disk. At least 0.8 times as fast as the loop, in
flat memory. Exit code 1 where that is missed.

smtplib leaves Nagle's algorithm on, so that messages wait up to 40 ms for an acknowledgement. What a loop comes to that
switches it off (TCP_NODELAY), as ours does, is told beside it: what the ledger costs.

Postfix and Dovecot of Debian are started by what the tests use: uv run --group test benchmarks/sending.py, as root.
"""

from __future__ import annotations

import argparse
import json
import shutil
import smtplib
import socket
import ssl
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from processes import BEIJING, ROOT

from briefing.dispatch import machine, mail_queue, planner
from briefing.dispatch.context import DispatchContext
from briefing.dispatch.delivery_log import deliveries
from briefing.dispatch.delivery_log.store import open_log
from briefing.dispatch.models import Definition, Recipient
from briefing.dispatch.settings import DispatchSettings, read_settings
from briefing.dispatch.transport import transport

LEAST_TIMES = 0.8
MOST_GROWTH_MB = 15.0

if TYPE_CHECKING:
    from tests.dispatch.servers.postfix import MailServer


def desk_of(folder: Path, server: MailServer, url: str) -> DispatchContext:
    """A folder to be made and a server → the Beijing project, which sends over it."""
    shutil.copytree(BEIJING, folder)
    told: DispatchSettings = read_settings(folder)
    smtp = server.smtp("starttls")
    mail = replace(told.mail, sender=smtp.user, owner="", smtp=smtp)
    told = replace(told, mail=mail, domains=("example.test",))
    return DispatchContext(folder, told, open_log(folder / "dispatch", url), transport(mail, folder / "outbox"))


def planned(at: DispatchContext, count: int) -> int:
    """So many recipients → an occurrence whose one edition is built."""
    rows = tuple(Recipient(address=f"reader{number:04d}@example.test", lang="en") for number in range(count))
    made = planner.add_occurrence(at, Definition(name="benchmark", most=count), machine.now(), rows)
    assert made is not None
    planner.build_planned(at, made)
    return made


def composed(at: DispatchContext, occurrence: int) -> list[tuple[str, bytes]]:
    """The finished messages of an occurrence, for the loop."""
    desk = mail_queue.MessageComposer(at.log, at.settings.mail)
    with at.log.begin() as db:
        rows = deliveries.read(db, occurrence=occurrence)
    return [(one.recipient.address, desk.compose(one)) for one in rows]


def bare(at: DispatchContext, password: str, messages: list[tuple[str, bytes]], *, at_once: bool) -> float:
    """Finished messages → seconds that smtplib alone takes over one connection.

    `at_once` switches Nagle's algorithm off (TCP_NODELAY), as ours does: smtplib leaves it on, and each message waits
    40 ms for an acknowledgement.
    """
    smtp = at.settings.mail.smtp
    assert smtp
    begun = time.perf_counter()
    with smtplib.SMTP(smtp.host, smtp.port, timeout=60) as client:
        client.starttls(context=ssl.create_default_context(cafile=smtp.ca))
        client.login(smtp.user, password)
        assert client.sock
        client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, at_once)
        for address, message in messages:
            client.sendmail(at.settings.mail.sender, [address], message)
    return time.perf_counter() - begun


def ours(at: DispatchContext, occurrence: int) -> float:
    """A planned occurrence → seconds until all of it is accepted."""
    begun = time.perf_counter()
    sent = mail_queue.drain(at.log, at.settings.mail, at.transport, [occurrence])
    spent = time.perf_counter() - begun
    assert set(sent.counts) == {"ACCEPTED"}, sent
    return spent


def megabytes() -> float:
    """Memory of this process now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def main() -> int:
    """Measure, print, say whether the aims are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgresql", action="store_true", help="keep the ledger in PostgreSQL")
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from tests.dispatch.servers import postfix, postgresql

    with tempfile.TemporaryDirectory() as folder, postfix.running() as server:
        if not given.postgresql:
            return measured(desk_of(Path(folder) / "p", server, ""), postfix.PASSWORD, given.messages, given.rounds)
        with postgresql.running() as database:
            at = desk_of(Path(folder) / "p", server, database.database())
            return measured(at, postfix.PASSWORD, given.messages, given.rounds)


def measured(at: DispatchContext, password: str, count: int, rounds: int) -> int:
    """A project that sends → both ways in turn, told as a table and a line."""
    times: dict[str, list[float]] = {"loop": [], "loop, at once": [], "briefing": []}
    memory: list[float] = []
    size = 0
    for number in range(rounds):
        occurrence = planned(at, count)
        messages = composed(at, occurrence)
        size = len(messages[0][1])
        ways: list[tuple[str, Callable[[], float]]] = [
            ("loop", lambda messages=messages: bare(at, password, messages, at_once=False)),  # type: ignore[misc]
            ("loop, at once", lambda messages=messages: bare(at, password, messages, at_once=True)),  # type: ignore[misc]
            ("briefing", lambda occurrence=occurrence: ours(at, occurrence)),  # type: ignore[misc]
        ]
        for name, way in ways if number % 2 else ways[::-1]:
            times[name].append(way())
        del messages
        memory.append(megabytes())
    medians = {name: statistics.median(found) for name, found in times.items()}
    ratio = medians["loop"] / medians["briefing"]
    growth = memory[-1] - memory[min(1, len(memory) - 1)]
    print(f"{count} messages of {size / 1000:.0f} kB, medians of {rounds} rounds in turn")
    for name, found in medians.items():
        span = f"{min(times[name]):.2f}–{max(times[name]):.2f}"
        print(f"{name:13} {found:6.2f} s  {count / found:6.0f} messages/s  ({span})")
    print(f"throughput of ours ÷ that of the loop: {ratio:.2f} (at least {LEAST_TIMES})")
    print(f"÷ that of the loop that sends at once: {medians['loop, at once'] / medians['briefing']:.2f}")
    print(f"memory after the last round against that after the second: {growth:+.1f} MB (at most {MOST_GROWTH_MB})")
    told: dict[str, Any] = {"ratio": round(ratio, 3), "growth_mb": round(growth, 1), **medians}
    print(json.dumps(told))
    return 0 if ratio >= LEAST_TIMES and growth <= MOST_GROWTH_MB else 1


if __name__ == "__main__":
    sys.exit(main())
