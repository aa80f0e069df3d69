"""A delivery log as an operator meets it, filled by the ledger's own functions: good runs, bad ones, hostile
names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace
from sqlalchemy import Connection

from briefing.dispatch import machine
from briefing.dispatch.delivery_log import deliveries, occurrences, people, stored_editions
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Definition, HandoverState, Occurrence, Recipient, Reply, StoredEdition, Timing

NOW: Final = dt.datetime(2025, 11, 28, 1, 30, tzinfo=dt.UTC)
HOSTILE: Final = "<img src=x onerror=alert(1)> {{7*7}} \u202egnp.exe\u2066 =HYPERLINK(0)"
SHANGHAI: Final = Timing(cron="0 7 * * 1", zone="Asia/Shanghai")
DEFINITIONS: Final[Mapping[str, Definition]] = {
    "weekly": Definition(name="weekly", timing=SHANGHAI),
    "board": Definition(name="board", timing=Timing(cron="30 8 1 * *", zone="Europe/Berlin"), approval=True),
    "press": Definition(name="press", timing=Timing(cron="0 9 * * 1-5", zone="America/New_York")),
}
_DIGEST: Final = "ab12cd34" * 8


def recipients(count: int, *, name: str = "Office") -> tuple[Recipient, ...]:
    """So many recipients, each with an address of its own."""
    return tuple(
        Recipient(
            address=f"office{at}@example.org", name=f"{name} {at}", groups=("board",), lang="en", entity="Belling"
        )
        for at in range(1, count + 1)
    )


def stored_edition(name: str = "a", subject: str = "Patents: 5.5-fold in eleven years") -> StoredEdition:
    """An edition as the ledger keeps it."""
    files = {
        "belling.en.html": "1" * 64, "belling.en.txt": "2" * 64, "belling.en.pdf": "3" * 64,
        "belling.en.pptx": "4" * 64,
    }  # fmt: skip
    return StoredEdition(
        id=name * 64,
        slug="belling",
        lang="en",
        entity="Belling",
        period=(2014, 2025),
        as_of=dt.date(2025, 11, 24),
        content_hash=_DIGEST if name == "a" else name * 64,
        subject=subject,
        files=files,
        attached=("belling.en.pdf",),
    )


def due(
    log: DeliveryLog,
    definition: Definition,
    at: dt.datetime,
    to: Sequence[Recipient],
    *,
    edition: StoredEdition | None = None,
) -> tuple[str, ...]:
    """A run with its deliveries BUILT, held where its definition asks for an approval → their keys."""
    edition = edition or stored_edition()
    with log.begin() as db:
        occurrences.schedule_state(db, at, definition.name)
        made = occurrences.add(db, at, Occurrence(definition, at))
        assert made
        keys = deliveries.plan(db, at, made, to, (log.secret, "example.org"))
        stored_editions.store(db, edition, {})
        for key in keys:
            deliveries.mark_built(db, at, key, edition.id, held=definition.approval, not_before=None)
        occurrences.settle(db, at, made)
    return keys


def answer(log: DeliveryLog, at: dt.datetime, replies: Mapping[str, Reply]) -> None:
    """All that may be sent is claimed, sent up to its end, and answered by key; accepted where nothing is told."""
    with log.begin() as db:
        for one in deliveries.claim(db, at, 1000):
            deliveries.mark(db, at, one.key, "DATA")
            deliveries.mark(db, at, one.key, "DOT")
            deliveries.record_reply(
                db, at, one, replies.get(one.key, reply("ACCEPTED", "250 2.0.0 Ok: queued as 4F2A")), 8
            )


def reply(state: HandoverState, text: str = "", code: int = 0) -> Reply:
    """What a server said."""
    return Reply(state=state, text=text, code=code)


def over(db: Connection, at: dt.datetime, name: str) -> None:
    """The last run of a schedule is done."""
    assert occurrences.close(db, at, occurrences.read(db, name=name, last=1)[0].id)


def calm(log: DeliveryLog) -> None:
    """Two runs of a schedule, all accepted."""
    for day in (17, 24):
        at = dt.datetime(2025, 11, day - 1, 23, tzinfo=dt.UTC)
        due(log, DEFINITIONS["weekly"], at, recipients(4))
        answer(log, at + dt.timedelta(minutes=1), {})
        with log.begin() as db:
            over(db, at + dt.timedelta(minutes=2), "weekly")
            occurrences.set_decided_until(db, "weekly", NOW)


def busy(log: DeliveryLog, subject: str = "Patents: 5.5-fold in eleven years") -> dict[str, str]:
    """Everything that can happen → keys by what happened: unknown, refused, deferred, hostile, held."""
    calm(log)
    at = NOW - dt.timedelta(hours=3)
    rows = recipients(9)
    rows = (*rows, Recipient(address="a+b@example.org", name=HOSTILE, groups=(HOSTILE,), lang="zh"))
    keys = due(log, DEFINITIONS["weekly"], at, rows, edition=stored_edition("b", subject))
    result = {
        keys[0]: reply("UNKNOWN", "the connection was lost after the end of the message"),
        keys[1]: reply("REFUSED", "550 5.1.1 <office2@example.org>: user unknown in virtual mailbox table", 550),
        keys[2]: reply("DEFERRED", "451 4.7.1 greylisted, try again in five minutes", 451),
        keys[9]: reply("REFUSED", f"550 {HOSTILE}", 550),
    }
    answer(log, at + dt.timedelta(minutes=1), result)
    held = due(log, DEFINITIONS["board"], at, recipients(3), edition=stored_edition("c", f"二〇二五 {subject}"))
    with log.begin() as db:
        missed = replace(DEFINITIONS["press"], name="press")
        occurrences.schedule_state(db, at, "press")
        day = dt.timedelta(days=1)
        why = "a later run stands for it"
        occurrences.add(db, at, Occurrence(missed, at - 2 * day, "SKIPPED_MISFIRE", detail=why))
        occurrences.add(db, at, Occurrence(missed, at - day, "SKIPPED_HOLIDAY", detail="Thanksgiving Day"))
        failed = "observations.csv, line 7, column value: 'n.a.' is no number\n  fix: write a number"
        occurrences.add(db, at, Occurrence(missed, at, "FAILED_BUILD", detail=failed))
        occurrences.pause(db, at, "press", "3 times in a row nothing could be sent; at last: the dataset is empty")
        people.suppress(db, at, "gone@example.com", "unsubscribed", who="the recipient")
        for name in ("weekly", "board"):
            occurrences.set_decided_until(db, name, NOW)
    return {"unknown": keys[0], "refused": keys[1], "deferred": keys[2], "hostile": keys[9], "held": held[0]}


def process() -> str:
    """Who the ledger says that it was."""
    return machine.process()
