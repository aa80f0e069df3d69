"""The header and content of a message, and the checks of both."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from briefing.dispatch.models import Recipient
from briefing.errors import DispatchError, Finding
from briefing.read.characters import FIX, flaw

# The place of the picture in the letter's HTML. A text cannot spell it, because there a quotation mark is escaped.
PICTURE_SOURCE: Final = 'src="cid:headline"'
MAX_CHARACTERS: Final = 200
_LINE_END: Final = re.compile(r"[\t\n\r]")
# What a mail reader decodes (RFC 2047, section 2), its end or not: decoded, it may hold a line end.
_ENCODED_WORD: Final = re.compile(r"=\?[^?\s]*\?[bq]\?", re.IGNORECASE)
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\x80-\U0010ffff-]+"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@({_LABEL}(?:\.{_LABEL})*)")
_MESSAGE_ID: Final = re.compile(rf"<[A-Za-z0-9.+=_-]{{1,128}}@{_LABEL}(?:\.{_LABEL})*>")
_URL: Final = re.compile(r"(?:https://|mailto:)[A-Za-z0-9._~:/?#@!$&'()*+;=%\[\]-]{1,480}")
# Where the values of a header come from.
_SUBJECT: Final = "the story, letter.subject"
_FROM: Final = "dispatch.toml, mail.from"
_LANG: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


class MessageHeader(Struct, frozen=True, kw_only=True):
    """The header of a message. `date` is aware; `unsubscribe` holds complete https and mailto URLs.

    `message_id` includes its angle brackets; `key` is the delivery's, from which boundaries are derived. The address of
    the audit copy is only in the envelope.
    """

    key: str
    sender: str
    recipient: Recipient
    subject: str
    date: dt.datetime
    message_id: str
    sender_name: str = ""
    reply_to: str = ""
    unsubscribe: tuple[str, ...] = ()
    lang: str = ""


class MessageContent(Struct, frozen=True, kw_only=True):
    """The content of a message: the letter as text and HTML, its picture as PNG, attachments by file name.

    Without `html` the message is plain text. With a `picture` the HTML holds `src="cid:headline"`.
    """

    text: str
    html: str = ""
    picture: bytes | None = None
    attachments: Mapping[str, bytes] = {}


def validate(header: MessageHeader, content: MessageContent) -> None:
    """Raise DispatchError with everything that must not leave; it repeats no value, as some are secret."""
    findings = [*_header_findings(header)]
    if (PICTURE_SOURCE in content.html) != (content.picture is not None):
        lack = "no picture" if content.picture is None else "a picture, but no place for it"
        findings.append(Finding("letter", f"the message has {lack}", "build the edition again"))
    if findings:
        raise DispatchError(findings)


def text_flaw(value: str) -> str:
    """Return what must not be in the text of a header, or an empty string; the same on every Python (RFC 5322, 2.2)."""
    found = _LINE_END.search(value)
    if found:
        return f"the line end or tab U+{ord(found.group()):04X} is in it"
    if flaw(value):
        return f"{flaw(value)} is in it"
    if _ENCODED_WORD.search(value):
        return "an encoded word (=?…?=) is in it, which mail readers decode"
    return ""


def needs_utf8(*addresses: str) -> bool:
    """Return whether a server must offer SMTPUTF8 for these addresses (RFC 6531, section 3.4)."""
    return not all(address.isascii() for address in addresses)


def _header_findings(header: MessageHeader) -> Iterator[Finding]:
    person = header.recipient
    texts = (
        ("sender_name", header.sender_name, _FROM),
        ("subject", header.subject, _SUBJECT),
        ("name", person.name, person.where),
    )
    for field, value, where in texts:
        if what := text_flaw(value):
            yield _finding(field, what, where, FIX)
        elif len(value) > MAX_CHARACTERS:
            yield _finding(
                field,
                f"it has {len(value)} characters, more than {MAX_CHARACTERS}",
                where,
                f"shorten it to {MAX_CHARACTERS}",
            )
    if not header.subject.strip():
        yield _finding("subject", "it is empty", _SUBJECT, "write a subject")
    addresses = (
        ("sender", header.sender, _FROM),
        ("reply_to", header.reply_to, "dispatch.toml, mail.reply_to"),
        ("address", person.address, person.where),
    )
    for field, value, where in addresses:
        if (value or field != "reply_to") and (what := text_flaw(value) or _address_flaw(value)):
            yield _finding(field, what, where, "write one address, as name@example.org")
    yield from _generated(header)


def _address_flaw(address: str) -> str:
    """Return what is wrong with an address's form (RFC 5321, 4.1.2 and 4.5.3.1), or an empty string."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return "it is not one e-mail address"
    local, domain = found.groups()
    long = len(local.encode()) > 64 or len(domain) > 253 or len(address.encode()) > 254
    return "the address is too long" if long else ""


def _generated(header: MessageHeader) -> Iterator[Finding]:
    """Check what the program generates itself, as it goes into the header unchanged, on one line."""
    fix = "this is a bug; please report it"
    if not _MESSAGE_ID.fullmatch(header.message_id) or len(header.message_id) > 400:
        yield _finding("message_id", "it is not a message id", "", fix)
    urls = header.unsubscribe
    if any(text_flaw(url) or not _URL.fullmatch(url) for url in urls) or sum(map(len, urls)) > 900:
        yield _finding(
            "unsubscribe",
            "it is not an https or mailto address",
            "dispatch.toml, mail.unsubscribe",
            "write it as https://example.org/folder",
        )
    if header.lang and not _LANG.fullmatch(header.lang):
        yield _finding("lang", "it is not a language tag", "", "write a tag as en or zh-Hans")
    if header.date.tzinfo is None:
        yield _finding("date", "it has no time zone", "", fix)


def _finding(field: str, what: str, where: str, fix: str) -> Finding:
    return Finding(where or "message", f"{field}: {what}", fix)
