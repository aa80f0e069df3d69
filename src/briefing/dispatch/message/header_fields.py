"""The lines of a message's header, each folded here and not by a library.

Python folds a long Message-ID or List-Unsubscribe into encoded words, which receivers do not read, and some of its
versions let a line break through. Values have been checked by `header.validate`.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from base64 import b64encode
from collections.abc import Iterator
from email.utils import format_datetime
from typing import Final

from briefing.dispatch.message.header import MessageHeader

_TIDY: Final = re.compile(r"[!-~]{1,60}(?: [!-~]{1,60})*")
_PHRASE: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_COLUMNS: Final = 76
_WORD_BYTES: Final = 39  # of UTF-8: a line has at most 76 characters, "Subject: " with it (RFC 2047, section 2)


def header_lines(header: MessageHeader) -> bytes:
    """Return the lines of a validated header, each with CRLF, without those of the content.

    ASCII, except an address whose local part is not: it is UTF-8 (RFC 6532), for SMTPUTF8 only.
    """
    return "".join(f"{line}\r\n" for line in _lines(header)).encode()


def _lines(header: MessageHeader) -> Iterator[str]:
    person, urls = header.recipient, header.unsubscribe
    yield f"From: {mailbox(header.sender_name, header.sender)}"
    yield f"To: {mailbox(person.name, person.address)}"
    if header.reply_to:
        yield f"Reply-To: {header.reply_to}"
    yield unstructured("Subject", header.subject)
    yield f"Date: {format_datetime(header.date.astimezone(dt.UTC).replace(microsecond=0))}"
    yield f"Message-ID: {header.message_id}"
    if urls:
        yield f"List-Unsubscribe: {', '.join(f'<{url}>' for url in urls)}"
        if any(url.startswith("https:") for url in urls):
            yield "List-Unsubscribe-Post: List-Unsubscribe=One-Click"  # RFC 8058, section 3.1
    yield "Auto-Submitted: auto-generated"  # RFC 3834, section 5: so that no automatic reply answers it
    if header.lang:
        yield f"Content-Language: {header.lang}"
    yield "MIME-Version: 1.0"


def unstructured(field: str, value: str) -> str:
    """Return `Field: value`, folded at spaces, or as encoded words if it is not plain ASCII."""
    value = value.strip(" ")
    if not _TIDY.fullmatch(value) or "=?" in value:
        return f"{field}: {_encoded_words(value)}"
    rows = textwrap.wrap(
        f"{field}: {value}", _COLUMNS, subsequent_indent=" ", break_long_words=False, break_on_hyphens=False
    )
    return "\r\n".join(rows)


def mailbox(name: str, address: str) -> str:
    """Return one mailbox (RFC 5322, section 3.4) for a display name and an address."""
    name = " ".join(name.split())
    if not name:
        return address
    if not _TIDY.fullmatch(name) or "=?" in name or len(name) > _COLUMNS - len("From: "):
        phrase = _encoded_words(name)
    elif _PHRASE.fullmatch(name):
        phrase = name
    else:
        phrase = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return f"{phrase}\r\n <{address}>" if len(phrase) + len(address) > _COLUMNS - 10 else f"{phrase} <{address}>"


def _encoded_words(value: str) -> str:
    """Encode text as base64 words of whole characters (RFC 2047, section 5); readers join them again."""
    chunks = [b""]
    for char in value:
        code = char.encode()
        if len(chunks[-1]) + len(code) > _WORD_BYTES:
            chunks.append(b"")
        chunks[-1] += code
    return "\r\n ".join(f"=?utf-8?B?{b64encode(chunk).decode()}?=" for chunk in chunks)
