"""The message of a delivery, from the files of its edition."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from briefing.dispatch import message
from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Delivery, Envelope, Mail, StoredEdition

# Digits of a file's SHA-256 in the path where it is published.
PUBLISHED_DIGITS: Final = 16
_BODY = (".html", ".txt", ".png")


def message_files(edition: StoredEdition) -> tuple[str, ...]:
    """Return the names of the edition's files that its message carries."""
    return tuple(name for name in edition.files if name.endswith(_BODY) or name in edition.attached)


def message_content(contents: Mapping[str, bytes], attached: tuple[str, ...]) -> message.MessageContent:
    """Return the content of a message, from an edition's files by name and the names of the attachments."""
    body = {name.rpartition(".")[2]: content for name, content in contents.items() if name.endswith(_BODY)}
    files = {name: contents[name] for name in attached}
    return message.MessageContent(
        text=body["txt"].decode(), html=body["html"].decode(), picture=body.get("png"), attachments=files
    )


def build_message(delivery: Delivery, parts: message.MessageContent, edition: StoredEdition, mail: Mail) -> bytes:
    """Return the message of a delivery, the same bytes at every attempt.

    Raise DispatchError for an invalid header, SendingStopped if no message can be signed.
    """
    header = message.MessageHeader(
        key=delivery.key,
        sender=mail.sender,
        sender_name=mail.sender_name,
        reply_to=mail.reply_to,
        recipient=delivery.recipient,
        subject=edition.subject,
        date=delivery.date,
        message_id=delivery.message_id,
        unsubscribe=message.unsubscribe_urls(mail, delivery.token),
        lang=edition.lang,
    )
    composed = message.compose(header, parts)
    return message.sign(composed, mail.dkim, _private_key(mail.dkim.key_file)) if mail.dkim else composed


def envelope_for(delivery: Delivery, mail: Mail) -> Envelope:
    """Return the envelope of a delivery; only it holds the address of the audit copy."""
    to = delivery.recipient.address
    utf8 = message.needs_utf8(mail.sender, to, mail.reply_to)
    return Envelope(key=delivery.key, sender=mail.sender, recipient=to, audit=mail.audit, utf8=utf8)


@cache
def _private_key(file: str) -> bytes:
    """Read a private key; raise SendingStopped if it cannot be read."""
    try:
        return Path(file).read_bytes()
    except OSError as error:
        what = f"the signing key cannot be read: {error.strerror}"
        fix = f"put it there, or correct key_file: {file} is read"
        raise SendingStopped(what, "dispatch.toml, mail.dkim.key_file", fix, local=True) from None
