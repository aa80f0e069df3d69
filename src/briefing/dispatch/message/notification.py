"""A notification to the owner, in plain text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from briefing.dispatch.message.header import MAX_CHARACTERS, MessageContent, MessageHeader
from briefing.dispatch.message.identifiers import message_id
from briefing.dispatch.message.mime import compose
from briefing.dispatch.models import Mail, Recipient
from briefing.errors import DispatchError
from briefing.read.characters import flaw

_BLANK: Final = re.compile(r"\s+")


def compose_notification(
    mail: Mail, subject: str, lines: Iterable[str], date: dt.datetime, key: str, secret: str
) -> bytes:
    """Return a message to `mail.owner`; raise DispatchError without a valid owner.

    It reports errors, so it accepts any text: forbidden characters become spaces and a long subject is cut.
    """
    if not mail.owner:
        raise DispatchError(
            "nobody would be notified of failures", "dispatch.toml, mail.owner", 'write owner = "name@example.org"'
        )
    cleaned = [_clean(row) for line in lines for row in line.splitlines() or [""]]
    header = MessageHeader(
        key=key,
        sender=mail.sender,
        sender_name=mail.sender_name,
        recipient=Recipient(address=mail.owner, where="mail.owner"),
        subject=_subject(subject),
        date=date,
        message_id=message_id(secret, key, mail.sender),
    )
    return compose(header, MessageContent(text="\n".join(cleaned)))


def _clean(line: str) -> str:
    return "".join(" " if char == "\r" or flaw(char) else char for char in line)


def _subject(subject: str) -> str:
    cleaned = _BLANK.sub(" ", _clean(subject)).replace("=?", "= ?").strip() or "notice"
    return cleaned if len(cleaned) <= MAX_CHARACTERS else cleaned[: MAX_CHARACTERS - 1] + "…"
