"""Messages → a mail server, or files in an outbox folder where no server is set."""

from __future__ import annotations

from pathlib import Path

from briefing.dispatch.models import Mail, Transport


def transport(mail: Mail, outbox: Path) -> Transport:
    """Settings and the folder for files → the way out that they name; nothing is opened before a message leaves."""
    if mail.smtp is None:
        from briefing.dispatch.transport.outbox import OutboxFolder

        return OutboxFolder(outbox)
    from briefing.dispatch.transport.smtp import SmtpTransport

    return SmtpTransport(mail.smtp)
