"""The whole message: its structure, its bytes, its size, and what other programs make of it."""

from __future__ import annotations

import datetime as dt
import email
import hashlib
import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage, Message, MIMEPart
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.dispatch.message import MessageContent, MessageHeader, compose, estimate_size
from briefing.dispatch.message.header import MAX_CHARACTERS
from briefing.dispatch.models import Recipient
from briefing.errors import DispatchError
from tests.dispatch import mailreader
from tests.dispatch.message.mail_parser import HEADING, NAMES, PARTS, PERSON, PNG, TEXT, names, to
from tests.dispatch.servers.ports import HOST, free_ports

PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
BODY = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


def parsed(message: bytes) -> EmailMessage:
    found = email.message_from_bytes(message, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert not [part.defects for part in found.walk() if part.defects]
    return found


def tree(part: MIMEPart) -> list[object]:
    inner = [tree(child) for child in part.iter_parts()] if part.is_multipart() else []
    return [part.get_content_type(), *inner]


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data


def contents(message: EmailMessage, content_type: str) -> list[bytes]:
    """What every part of a type holds, in order."""
    return [_bytes(part) for part in message.walk() if part.get_content_type() == content_type]


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_the_parts_stand_in_the_order_in_which_readers_choose() -> None:
    related = ["multipart/related", ["text/html"], ["image/png"]]
    letter = ["multipart/alternative", ["text/plain"], related]
    assert tree(parsed(compose(HEADING, PARTS))) == ["multipart/mixed", letter, [PDF], [PPTX]]
    alone = replace(PARTS, attachments={})
    assert tree(parsed(compose(HEADING, alone))) == letter
    bare = replace(alone, html="<p>x</p>", picture=None)
    assert tree(parsed(compose(HEADING, bare))) == ["multipart/alternative", ["text/plain"], ["text/html"]]
    assert tree(parsed(compose(HEADING, MessageContent(text="x")))) == ["text/plain"]


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("a.pdf", PDF), ("a.PPTX", PPTX), ("a.json", "application/json"), ("a.csv", "text/csv"), ("a.png", "image/png"),
     ("a.txt", "application/octet-stream"), ("a", "application/octet-stream")],
)  # fmt: skip
def test_each_kind_of_file_has_its_type(name: str, content_type: str) -> None:
    (part,) = parsed(compose(HEADING, replace(PARTS, attachments={name: b"x"}))).iter_attachments()
    assert (part.get_content_type(), part.get_filename(), part.get_content_disposition()) == (
        content_type, name, "attachment"
    )  # fmt: skip


@given(text=BODY, html=BODY, files=st.dictionaries(TEXT, st.binary(max_size=300), max_size=3))
@example(text="From 2019 on\n.\n..\n trailing \t\n=\r\n\r", html="\x00\x7f\x0b", files={"a.csv": b"a,b\r\n1,2\n\r"})
@example(text="", html="x" * 5000, files={"a": b""})
@example(text="--=_\r\n--=_x--", html="\u2028\x85\ufeff", files={"a": b"\r\n.\r\n--=_x--"})
def test_text_html_and_files_come_back_byte_for_byte(text: str, html: str, files: dict[str, bytes]) -> None:
    parts = MessageContent(text=text, html=html or "x", attachments=files)
    message = compose(HEADING, parts)
    found = parsed(message)
    plain, page = (contents(found, kind)[0] for kind in ("text/plain", "text/html"))
    assert lines(plain.decode()) == lines(text)
    assert lines(page.decode()) == lines(html or "x")
    read = [_bytes(part) for part in found.iter_attachments()]
    assert [hashlib.sha256(data).digest() for data in read] == [hashlib.sha256(it).digest() for it in files.values()]
    assert len(message) <= estimate_size(parts) <= len(message) + 8192
    assert names(message) == NAMES


@given(text=BODY, html=BODY)
def test_every_line_is_short_ends_with_crlf_and_is_ascii(text: str, html: str) -> None:
    message = compose(HEADING, replace(PARTS, text=text, html=html + PARTS.html))
    assert message.isascii()
    assert message.endswith(b"--\r\n")
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n|\x00", message)
    assert max(len(line) for line in message.split(b"\r\n") if not line.startswith(b"List-")) <= 98


def test_equal_input_gives_equal_bytes() -> None:
    other = replace(HEADING, date=HEADING.date.astimezone(dt.timezone(dt.timedelta(hours=8))))
    first = compose(HEADING, PARTS)
    assert first == compose(HEADING, PARTS) == compose(other, PARTS)
    assert hashlib.sha256(first).hexdigest() == "fbaffe8bb1c71a0ce002e682ced1b76889380209c6c21ca78161901cf7b8b337"


def test_boundaries_come_from_the_delivery_key_and_tell_nothing_of_it() -> None:
    first, second = (compose(replace(HEADING, key=key), PARTS) for key in ("6f1ed002", "6f1ed003"))
    found = [set(re.findall(rb'boundary="([^"]+)"', message)) for message in (first, second)]
    assert len(found[0] | found[1]) == 6
    assert b"6f1ed002" not in first


def test_a_text_that_spells_the_boundary_ends_no_part() -> None:
    boundary = re.findall(rb'boundary="([^"]+)"', compose(HEADING, PARTS))[0].decode()
    text = f"a\n--{boundary}\nb\n--{boundary}--\nc\n"
    found = parsed(compose(HEADING, replace(PARTS, text=text)))
    assert lines(contents(found, "text/plain")[0].decode()) == text
    assert tree(found) == tree(parsed(compose(HEADING, PARTS)))


def test_the_picture_is_inline_and_the_page_points_at_it_by_an_id_of_its_own() -> None:
    found = parsed(compose(HEADING, PARTS))
    (picture,) = [part for part in found.walk() if part.get_content_type() == "image/png"]
    (page,) = [part for part in found.walk() if part.get_content_type() == "text/html"]
    cid = str(picture["Content-ID"])
    assert re.fullmatch(r"<headline\.[0-9a-f]{32}@example\.org>", cid)
    assert lines(page.get_content()) == PARTS.html.replace("cid:headline", f"cid:{cid[1:-1]}")
    assert (picture.get_content_disposition(), picture.get_filename()) == ("inline", "headline.png")
    assert picture.get_content() == PNG


@pytest.mark.parametrize("parts", [replace(PARTS, picture=None), replace(PARTS, html="<p>cid:headline</p>")])
def test_a_picture_without_a_place_or_a_place_without_a_picture_is_refused(parts: MessageContent) -> None:
    with pytest.raises(DispatchError, match="picture"):
        compose(HEADING, parts)


@pytest.mark.parametrize(("size", "fits"), [(7_400_000, True), (7_800_000, False)])
def test_a_pdf_is_measured_as_it_is_encoded_against_10_mb(size: int, fits: bool) -> None:
    parts = replace(PARTS, attachments={"brief.pdf": b"\x00" * size})
    measured, real = estimate_size(parts), len(compose(HEADING, parts))
    assert real <= measured < 1.001 * real
    assert (real <= 10_240_000) is (measured <= 10_240_000) is fits  # the default of Postfix
    assert 1.36 < real / size < 1.37


@given(st.lists(st.integers(0, 400), max_size=4))
def test_an_estimate_knows_the_length_of_what_is_attached(sizes: list[int]) -> None:
    parts = replace(PARTS, attachments={f"{number}.pdf": b"x" * size for number, size in enumerate(sizes)})
    empty = replace(PARTS, attachments=dict.fromkeys(parts.attachments, b""))
    assert estimate_size(parts) - estimate_size(empty) == len(compose(HEADING, parts)) - len(compose(HEADING, empty))


def test_an_estimate_is_not_below_the_message_with_the_longest_header() -> None:
    domain = ".".join(["d" * 60] * 3)
    address, long = f"{'a' * 64}@{domain}", "\U0001f600" * MAX_CHARACTERS
    heading = replace(
        to(Recipient(address=address, name=long)),
        sender=address, sender_name=long, reply_to=address, subject=long, message_id=f"<{'0' * 32}@{domain}>",
        unsubscribe=(f"https://{'u' * 440}", f"mailto:{'u' * 440}"),
    )  # fmt: skip
    message = compose(heading, PARTS)
    room = 1200  # for a signature, with a key of 4096 bits
    assert len(message) + room <= estimate_size(PARTS) <= len(message) + room + 2000


def test_another_mail_reader_opens_the_message_with_every_file(tmp_path: Path) -> None:
    subject = "北京 2025: Größe – up 3 %"
    read = mailreader.opened(compose(replace(HEADING, subject=subject), PARTS), tmp_path)
    assert (read.subject, read.to) == (subject, "Ana <ana@reader.test>")
    assert read.sender == "City Desk <news@example.org>"
    assert read.files == {"headline.png": PNG, **PARTS.attachments}
    assert "Visits rose by 12 %." in read.text


def test_the_other_mail_reader_sees_a_file_that_was_altered(tmp_path: Path) -> None:
    message = compose(HEADING, PARTS).replace(b"JVBERi0xLjcN", b"JVBERi0xLjgN")
    assert mailreader.opened(message, tmp_path).files != {"headline.png": PNG, **PARTS.attachments}


class _Keeper:
    """Keeps what a server was given, as it came."""

    def __init__(self) -> None:
        self.contents: list[bytes] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        self.contents.append(envelope.content)  # type: ignore[attr-defined]
        return "250 kept"


@contextmanager
def _server(*, smtputf8: bool) -> Iterator[tuple[_Keeper, int]]:
    keeper = _Keeper()
    (port,) = free_ports(1)
    controller = Controller(keeper, hostname=HOST, port=port, enable_SMTPUTF8=smtputf8)
    controller.start()
    try:
        yield keeper, port
    finally:
        controller.stop()


@pytest.mark.parametrize("heading", [HEADING, to(replace(PERSON, address="zoë@reader.test"))], ids=["ascii", "utf8"])
def test_a_server_gets_the_bytes_that_were_composed(heading: MessageHeader) -> None:
    message = compose(heading, replace(PARTS, text=".\n..\nFrom here\n"))
    utf8 = not heading.recipient.address.isascii()
    with _server(smtputf8=utf8) as (keeper, port), smtplib.SMTP(HOST, port) as client:
        options = ["SMTPUTF8", "BODY=8BITMIME"] if utf8 else []
        client.sendmail(heading.sender, heading.recipient.address, message, options)
    assert keeper.contents == [message]
