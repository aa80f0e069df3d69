"""An edition's files and a delivery → the message that carries them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from briefing.dispatch import message
from briefing.dispatch.nouns import Delivery, Envelope, Kept, Mail
from briefing.dispatch.stops import StopSending

# How many signs of a file's SHA-256 stand before its name where it is published.
PUBLISHED: Final = 16
_BODY = (".html", ".txt", ".png")


def wanted(kept: Kept) -> tuple[str, ...]:
    """An edition → the names of the files that its message carries."""
    return tuple(name for name in kept.files if name.endswith(_BODY) or name in kept.attached)


def parts_of(contents: Mapping[str, bytes], attached: tuple[str, ...]) -> message.Parts:
    """Files of an edition by name, and which are attached → the parts of its message."""
    body = {name.rpartition(".")[2]: content for name, content in contents.items() if name.endswith(_BODY)}
    files = {name: contents[name] for name in attached}
    return message.Parts(
        text=body["txt"].decode(), html=body["html"].decode(), picture=body.get("png"), attachments=files
    )


def parcel(one: Delivery, parts: message.Parts, kept: Kept, mail: Mail) -> bytes:
    """A delivery and the parts of its edition → the message, the same bytes at every try.

    DispatchError for a header that cannot stand, StopSending where no message can be signed.
    """
    heading = message.Heading(
        key=one.key,
        sender=mail.sender,
        sender_name=mail.sender_name,
        reply_to=mail.reply_to,
        recipient=one.recipient,
        subject=kept.subject,
        date=one.date,
        message_id=one.message_id,
        unsubscribe=message.unsubscribe_urls(mail, one.token),
        lang=kept.lang,
    )
    composed = message.compose(heading, parts)
    return message.sign(composed, mail.dkim, _key(mail.dkim.key_file)) if mail.dkim else composed


def envelope(one: Delivery, mail: Mail) -> Envelope:
    """Where a delivery goes; the audit copy stands here and nowhere else."""
    to = one.recipient.address
    utf8 = message.needs_utf8(mail.sender, to, mail.reply_to)
    return Envelope(key=one.key, sender=mail.sender, recipient=to, audit=mail.audit, utf8=utf8)


@cache
def _key(file: str) -> bytes:
    """A private key's file → its bytes; StopSending where it cannot be read."""
    try:
        return Path(file).read_bytes()
    except OSError as error:
        what = f"the key that signs messages cannot be read: {error.strerror}"
        fix = "put it there, or mend its name"
        raise StopSending(what, "dispatch.toml, mail.dkim.key_file", fix, local=True) from None
