"""Messages → a mail server, or files in an outbox folder where no server is set."""

from __future__ import annotations

from pathlib import Path

from briefing.dispatch.nouns import Mail, Transport


def transport(mail: Mail, outbox: Path) -> Transport:
    """Settings and the folder for files → the way out that they name; nothing is opened before a message leaves."""
    if mail.smtp is None:
        from briefing.dispatch.transport.folder import Folder

        return Folder(outbox)
    from briefing.dispatch.transport.smtp import Server

    return Server(mail.smtp)
