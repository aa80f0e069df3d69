"""Messages to compose, and a strict reader of bytes that shares nothing with the writer or with Python's parser."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.dispatch.message import MessageContent, MessageHeader
from briefing.dispatch.models import Recipient

PERSON = Recipient(address="ana@reader.test", name="Ana", where="recipients.csv, row 3")
TOKEN = "0123456789abcdef" * 2
HEADING = MessageHeader(
    key="6f1ed002",
    sender="news@example.org",
    sender_name="City Desk",
    recipient=PERSON,
    subject="Example City: visits rose by 12 %",
    date=dt.datetime(2026, 11, 20, 8, 30, 15, 250, tzinfo=dt.UTC),
    message_id=f"<{TOKEN}@example.org>",
    unsubscribe=(f"https://example.org/unsubscribe/{TOKEN}",),
    lang="en",
)
# The smallest PNG that is one.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
PARTS = MessageContent(
    text="Visits rose by 12 %.\n",
    html='<p>Visits rose by 12&nbsp;%.</p><img src="cid:headline" alt="Visits">\n',
    picture=PNG,
    attachments={"example-city.en.pdf": b"%PDF-1.7\r\n\x00\xff", "example-city.en.pptx": b"PK\x03\x04" * 40},
)
NAMES = [
    "From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted",
    "Content-Language", "MIME-Version", "Content-Type",
]  # fmt: skip
# Any text that a project's files may hold, on one line.
TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"], exclude_characters="\ufffd"),
    min_size=1, max_size=120,
)  # fmt: skip


def header(message: bytes) -> list[tuple[str, str]]:
    """Message → its header fields in order, unfolded. Fails for a line that is neither a field nor its continuation."""
    head = message.partition(b"\r\n\r\n")[0]
    fields: list[tuple[str, str]] = []
    for line in head.split(b"\r\n"):
        assert not re.search(rb"[\r\n\x00]", line), f"a bare line end or NUL: {line!r}"
        assert len(line) <= 998, f"a line of {len(line)} bytes"
        if line[:1] == b" ":
            assert line.strip(), "a continuation of blanks alone"
            fields[-1] = (fields[-1][0], fields[-1][1] + line.decode())
            continue
        found = re.fullmatch(rb"([A-Za-z-]+): ?([^\r\n]*)", line)
        assert found, f"no header field: {line!r}"
        fields.append((found[1].decode(), found[2].decode()))
    return fields


def names(message: bytes) -> list[str]:
    """Message → the names of its header fields in order."""
    return [name for name, _ in header(message)]


def field(message: bytes, name: str) -> str:
    """Message and name → the value of its one field of that name."""
    (value,) = [value for found, value in header(message) if found == name]
    return value


def to(person: Recipient) -> MessageHeader:
    """The heading of the same message to somebody else."""
    return replace(HEADING, recipient=person)
