"""Send messages to a mail server, or write them to an outbox folder if no server is set."""

from __future__ import annotations

from pathlib import Path

from briefing.dispatch.models import Mail, Transport
from briefing.dispatch.transport.outbox import OutboxFolder
from briefing.dispatch.transport.smtp import SmtpTransport


def transport(mail: Mail, outbox: Path) -> Transport:
    """Return the transport that the settings name; nothing is opened before a message leaves."""
    if mail.smtp is None:
        return OutboxFolder(outbox)
    return SmtpTransport(mail.smtp)
