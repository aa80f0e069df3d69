"""A sender that is killed, or put to sleep, at a point of its work.

Its points are made by wrapping what the product calls; the product knows nothing of them.
"""

from __future__ import annotations

import json
import os
import signal
import smtplib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from briefing.dispatch import mail_queue
from briefing.dispatch.delivery_log import deliveries, store
from briefing.dispatch.models import Mail
from briefing.dispatch.transport.smtp import SmtpSession, SmtpTransport

POINTS = {
    "A": "after the claim",
    "B": "after RCPT, before DATA is marked",
    "C": "in the middle of the body",
    "-": "after DOT is marked, before the dot",
    "D": "after the dot, before 250 is read",
    "E": "after 250, before the commit",
    "F": "after the commit",
}
_LARGE = 100_000  # bytes that only a piece of a body has


def wrap(
    owner: Any, name: str, before: Callable[..., object] | None = None, after: Callable[..., object] | None = None
) -> None:
    """What is called by this name calls one of these too, with what it was given."""
    whole = getattr(owner, name)

    def wrapped(*given: Any, **named: Any) -> Any:
        if before:
            before(*given)
        result = whole(*given, **named)
        if after:
            after(result, *given)
        return result

    setattr(owner, name, wrapped)


def sent(that: Callable[[Any], bool], stop: Callable[[], None]) -> Callable[..., None]:
    """→ what calls `stop` after a piece that is meant was sent."""

    def after(_: object, __: object, piece: Any) -> None:
        if that(piece):
            stop()

    return after


def arrange(point: str, stop: Callable[[], None]) -> None:
    """`stop` is called at this point."""
    match point:
        case "A":
            wrap(mail_queue, "_claim", after=lambda *_: stop())
        case "B":
            wrap(mail_queue._LogMarks, "data", before=lambda *_: stop())
        case "C":
            wrap(smtplib.SMTP, "send", after=sent(lambda piece: len(piece) > _LARGE, stop))
        case "-":
            wrap(mail_queue._LogMarks, "dot", after=lambda *_: stop())
        case "D":
            wrap(smtplib.SMTP, "send", after=sent(lambda piece: piece == b".\r\n", stop))
        case "reply":
            wrap(SmtpSession, "send", after=lambda *_: stop())
        case "E":
            wrap(deliveries, "record_reply", after=lambda *_: stop())
        case "F":
            wrap(mail_queue.SendResult, "record", before=lambda *_: stop())


def main(folder: str, url: str, mail_told: str, point: str, how: str) -> None:
    """Drain a ledger over SMTP and print what it came to, unless something happens on the way."""
    mail = msgspec.json.decode(mail_told, type=Mail)
    assert mail.smtp
    if how == "meet":
        print("here", flush=True)
        sys.stdin.readline()
    elif how != "live":
        ways = [getattr(signal, how)]

        def stop() -> None:
            while ways:  # once: who wakes up goes on
                os.kill(os.getpid(), ways.pop())

        arrange(point, stop)
    log = store.open_log(Path(folder), url)
    sent = mail_queue.drain(log, mail, SmtpTransport(mail.smtp))
    print(json.dumps(sent.counts), flush=True)
    log.close()
