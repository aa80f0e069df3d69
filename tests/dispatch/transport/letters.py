"""Envelopes, messages and marks that the tests of this room send."""

from __future__ import annotations

from briefing.dispatch.models import Envelope, Reply, Smtp
from briefing.dispatch.transport.smtp import SmtpTransport

# With Date and Message-ID, which a server would add otherwise.
MESSAGE = (
    b"From: briefing@example.test\r\nTo: ada@example.test\r\nSubject: Air\r\n"
    b"Date: Fri, 05 Jan 2024 07:00:00 +0000\r\nMessage-ID: <0123456789abcdef@example.test>\r\n"
    b"\r\n.\r\n..dots\r\nlast\r\n"
)


def envelope(recipient: str = "ada@example.test", audit: str = "", *, utf8: bool = False, key: str = "") -> Envelope:
    return Envelope(
        key=key or "0123456789abcdef" * 4, sender="briefing@example.test", recipient=recipient, audit=audit, utf8=utf8
    )


class Marked:
    """Marks that remember which were set, and raise where a test says so."""

    def __init__(self, at_data: Exception | None = None, at_dot: Exception | None = None) -> None:
        self.seen: list[str] = []
        self._at = {"data": at_data, "dot": at_dot}

    def data(self) -> None:
        self._set("data")

    def dot(self) -> None:
        self._set("dot")

    def _set(self, name: str) -> None:
        self.seen.append(name)
        if error := self._at[name]:
            raise error


def sent(smtp: Smtp, *envelopes: Envelope, message: bytes = MESSAGE) -> list[Reply]:
    """Envelopes → the replies to them, over one session."""
    with SmtpTransport(smtp).session() as session:
        return [session.send(one, message, Marked()) for one in envelopes]
