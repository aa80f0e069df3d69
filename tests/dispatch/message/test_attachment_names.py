"""File names: clean, short, told apart, and read back by Python's parser and by another mail reader."""

from __future__ import annotations

import email
import re
import unicodedata
from email import policy
from email.message import EmailMessage
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.dispatch.message import compose
from briefing.dispatch.message.attachment_names import file_names
from tests.dispatch import mailreader
from tests.dispatch.message.mail_parser import HEADING, PARTS

BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CASES = {
    "example-city.en.pdf": "example-city.en.pdf",
    "Überblick – Größe.pdf": "Überblick – Größe.pdf",
    "北京市简报.pptx": "北京市简报.pptx",
    "北" * 200 + ".pdf": "北" * 78 + ".pdf",
    "x" * 200 + ".pdf": "x" * 200 + ".pdf",
    'a"b;c.pdf': "a-b-c.pdf",
    "../../etc/passwd": "passwd",
    "C:\\Users\\ana\\brief.pdf": "brief.pdf",
    "..": "attachment",
    "": "attachment-2",
    "a\r\nBcc: x@evil.test.pdf": "aBcc- x@evil.test.pdf",
    "\u202egpj.exe.pdf": "gpj.exe.pdf",
    " .hidden. ": "hidden",
    "=?utf-8?q?=0A?=.pdf": "=-utf-8-q-=0A-=.pdf",
    "percent%41'quote.pdf": "percent%41'quote.pdf",
}


def read_back(names: list[str]) -> list[str]:
    message = compose(HEADING, replace(PARTS, attachments={name: name.encode("utf-8", "replace") for name in names}))
    parsed = email.message_from_bytes(message, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return [str(part.get_filename()) for part in parsed.iter_attachments()]


def test_a_name_is_cleaned_and_read_back_by_pythons_parser() -> None:
    assert [name.full for name in file_names(CASES).values()] == list(CASES.values())
    assert read_back(list(CASES)) == list(CASES.values())


def test_another_mail_reader_reads_the_same_names(tmp_path: Path) -> None:
    message = compose(HEADING, replace(PARTS, attachments=dict.fromkeys(CASES, b"x")))
    read = mailreader.opened(message, tmp_path)
    assert set(read.files) == {"headline.png", *CASES.values()}


@given(st.lists(st.text(st.characters(), max_size=250), unique=True, max_size=6))
@example(["a.pdf", "A.pdf", "a.PDF", "a-2.pdf", "ä.pdf"])
@example(["北.pdf", "京.pdf", "attachment.pdf"])
@example(["\ud800", "./", "\\", "a/..", "headline.png"])
@example(["x" * 300 + ".pdf", "x" * 301 + ".pdf", "." + "y" * 40, "é" * 130])
def test_any_name_becomes_a_safe_one_of_its_own(names: list[str]) -> None:
    result = file_names(names)
    assert list(result) == names
    for name in result.values():
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}", name.ascii)
        assert not re.search(r'[/\\"<>:|?*;\x00-\x1f\x7f-\x9f\u2028\u2029]', name.full)
        assert not BIDI.search(name.full)
        assert 0 < len(name.full.encode()) <= 240
        assert name.full == name.full.strip(" .")
    for kind in ("ascii", "full"):
        assert len({getattr(name, kind).casefold() for name in result.values()}) == len(names)
    if "headline.png" not in [name.full for name in result.values()]:
        assert read_back(names) == [name.full for name in result.values()]


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=60))
def test_a_harmless_name_is_stored_as_it_is(stem: str) -> None:
    stem = re.sub(r'["<>:|?*;/\\]|^[\s.]+', "", unicodedata.normalize("NFC", stem))
    stem = re.sub(r"^[\s.]+", "", stem)
    name = unicodedata.normalize("NFC", f"{stem or 'a'}.pdf")
    assert file_names([name])[name].full == name
    assert read_back([name]) == [name]


def test_a_plain_name_is_reported_once() -> None:
    message = compose(HEADING, PARTS).decode()
    assert 'Content-Disposition: attachment; filename="example-city.en.pdf"\r\n' in message
    assert "filename*" not in message


def test_another_name_is_reported_in_sections_and_as_plain_ascii_after_them() -> None:
    message = compose(HEADING, replace(PARTS, attachments={"Überblick 北京市第三季度简报.pdf": b""})).decode()
    assert (
        "Content-Disposition: attachment;\r\n"
        " filename*0*=UTF-8''%C3%9Cberblick%20%E5%8C%97%E4%BA%AC%E5%B8%82%E7%AC%AC;\r\n"
        " filename*1*=%E4%B8%89%E5%AD%A3%E5%BA%A6%E7%AE%80%E6%8A%A5.pdf;\r\n"
        ' filename="Uberblick.pdf"\r\n'
    ) in message
    assert max(map(len, message.split("\r\n"))) <= 114  # List-Unsubscribe
