"""Header fields: every one that is meant and no other, each readable, whatever the values hold."""

from __future__ import annotations

import email
import io
import re
from email import policy
from email.generator import BytesGenerator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.dispatch.message import MessageHeader, compose, needs_utf8
from briefing.dispatch.message.header import MAX_CHARACTERS
from briefing.dispatch.models import Recipient
from briefing.errors import DispatchError
from tests.dispatch import mailreader
from tests.dispatch.message.mail_parser import HEADING, NAMES, PARTS, PERSON, TEXT, TOKEN, field, header, names, to

HOSTILE = [
    "a\nBcc: x@evil.test",
    "a\r\nBcc: x@evil.test",
    "a\rBcc: x@evil.test",
    "a\n",
    "a\r",
    "a\r\n",
    "\na",
    "a\tb",
    "A =?UTF-8?Q?=0A?=Bcc: x@evil.test",
    "=?utf-8?b?CkJjYzogeEBldmlsLnRlc3Q=?=",
    "=?iso-8859-1?q?=0D=0ABcc",
    "=?utf-8*en?Q?=0A?=",
    "a\u2028b",
    "a\u2029b",
    "a\x85b",
    "a\x00b",
    "a\x0bb",
    "a\x1bb",
    "a\x7fb",
    "a\u202eb",
    "a\u2066b",
    "a\udc80b",
]
PLACES = {
    "subject": lambda value: replace(HEADING, subject=value),
    "sender_name": lambda value: replace(HEADING, sender_name=value),
    "name": lambda value: to(replace(PERSON, name=value)),
    "sender": lambda value: replace(HEADING, sender=f"{value}@example.org"),
    "reply_to": lambda value: replace(HEADING, reply_to=f"{value}@example.org"),
    "address": lambda value: to(replace(PERSON, address=f"{value}@reader.test")),
    "message_id": lambda value: replace(HEADING, message_id=f"<{value}@example.org>"),
    "unsubscribe": lambda value: replace(HEADING, unsubscribe=(f"https://example.org/{value}",)),
    "lang": lambda value: replace(HEADING, lang=value),
}


def findings(heading: MessageHeader) -> list[str]:
    with pytest.raises(DispatchError) as caught:
        compose(heading, PARTS)
    return [str(finding) for finding in caught.value.findings]


@pytest.mark.parametrize("place", PLACES)
def test_what_could_forge_a_header_is_refused_with_the_name_of_its_field(place: str) -> None:
    for value in HOSTILE:
        (finding,) = findings(PLACES[place](value))
        assert f"{place}: " in finding, ascii(value)
        assert "evil" not in finding, ascii(value)
        assert not re.search(r"[\r\x00\u2028\u202e]", finding), ascii(value)


@pytest.mark.parametrize("place", ["subject", "sender_name", "name"])
def test_a_text_that_is_too_long_is_refused_and_one_that_just_fits_is_not(place: str) -> None:
    assert f"{place}: it has {MAX_CHARACTERS + 1} characters" in findings(PLACES[place]("a" * (MAX_CHARACTERS + 1)))[0]
    assert names(compose(PLACES[place]("北" * MAX_CHARACTERS), PARTS)) == NAMES


def test_everything_that_is_wrong_is_reported_at_once_and_where_it_stands() -> None:
    wrong = replace(to(replace(PERSON, name="a\nb", address="a@b@c")), subject=" ", reply_to="a, b@example.org")
    result = findings(wrong)
    assert [line.split(": ")[:2] for line in result] == [
        ["recipients.csv, row 3", "name"],
        ["the story, letter.subject", "subject"],
        ["dispatch.toml, mail.reply_to", "reply_to"],
        ["recipients.csv, row 3", "address"],
    ]
    assert all("\n  fix: " in line for line in result)


def test_a_refused_url_is_not_reported_because_its_token_is_a_secret() -> None:
    assert TOKEN not in "".join(findings(replace(HEADING, unsubscribe=(f"http://example.org/{TOKEN}",))))


def test_a_date_without_a_zone_is_refused() -> None:
    assert "date: it has no time zone" in findings(replace(HEADING, date=HEADING.date.replace(tzinfo=None)))[0]


def test_the_header_has_these_fields_in_this_order() -> None:
    message = compose(HEADING, PARTS)
    assert names(message) == NAMES
    assert names(compose(replace(HEADING, reply_to="desk@example.org"), PARTS)) == [
        *NAMES[:2], "Reply-To", *NAMES[2:]
    ]  # fmt: skip
    assert field(message, "Date") == "Fri, 20 Nov 2026 08:30:15 +0000"
    assert field(message, "Auto-Submitted") == "auto-generated"
    assert field(message, "Content-Language") == "en"


@given(subject=TEXT.filter(str.strip), sender_name=TEXT, name=TEXT)
@example(subject="=?x", sender_name="=?utf-8?x", name="?= =?")
@example(subject="Bcc: x@evil.test", sender_name='"', name="\\")
@example(subject="a " * 80 + "b", sender_name="a" * 200, name="a, b <c@d.test>; (e)")
@example(subject="x" * MAX_CHARACTERS, sender_name="  two  blanks  ", name="Ana @ Home, the 2nd.")
@example(subject="北京" * 100, sender_name="é", name="J. R. O'Hara")
def test_any_text_comes_back_as_it_was_and_adds_no_field(subject: str, sender_name: str, name: str) -> None:
    heading = replace(to(replace(PERSON, name=name)), subject=subject, sender_name=sender_name)
    try:
        message = compose(heading, PARTS)
    except DispatchError:
        assert re.search(r"=\?[^?\s]*\?[bq]\?", "\n".join((subject, sender_name, name)), re.IGNORECASE)
        return
    assert names(message) == NAMES
    assert message.isascii()
    parsed = email.message_from_bytes(message, policy=policy.default)
    assert parsed["Subject"] == subject.strip(" ")
    (sender,), (recipient,) = parsed["From"].addresses, parsed["To"].addresses
    assert (sender.addr_spec, recipient.addr_spec) == (HEADING.sender, PERSON.address)
    assert _told(sender.display_name, sender_name)
    assert _told(recipient.display_name, name)
    for line in message.partition(b"\r\n\r\n")[0].split(b"\r\n"):
        assert len(line) <= 78 or line.startswith(b"List-Unsubscribe: ")
        if b"=?" in line:
            assert len(line) <= 76
            assert all(len(word) <= 75 for word in line.split() if word.startswith(b"=?"))


def _told(display_name: str, meant: str) -> bool:
    """Python puts a blank between encoded words of a name, where RFC 2047, section 6.2, has none."""
    meant = " ".join(meant.split())
    return display_name == meant or (
        len(meant.encode()) > 39 and display_name.replace(" ", "") == meant.replace(" ", "")
    )


@pytest.mark.parametrize(
    "name", ["Amt für Statistik " * 6 + "Ö", "北京市统计局" * 12, "a" * 150, 'O\'Neil, "Bo" \\ (x)']
)
def test_another_mail_reader_reads_long_and_odd_names_and_subjects(name: str, tmp_path: Path) -> None:
    heading = replace(to(replace(PERSON, name=name)), subject=name)
    read = mailreader.opened(compose(heading, PARTS), tmp_path)
    quoted = re.sub(r'(["\\])', r"\\\1", name)
    assert read.subject == name
    assert read.to in (f"{name} <{PERSON.address}>", f'"{quoted}" <{PERSON.address}>')


@pytest.mark.parametrize("parser", [policy.default, policy.SMTP, policy.compat32], ids=["default", "smtp", "compat32"])
@pytest.mark.parametrize("subject", ["x =?", "a" * 60 + " Bcc: x@evil.test", "北京" * 100, "Bcc: x@evil.test"])
def test_a_relay_that_writes_the_message_again_with_python_adds_no_field(parser: policy.Policy, subject: str) -> None:
    message = compose(replace(HEADING, subject=subject), PARTS)
    again = io.BytesIO()
    BytesGenerator(again, policy=parser.clone(linesep="\r\n")).flatten(email.message_from_bytes(message, policy=parser))
    assert names(again.getvalue()) == NAMES


@pytest.mark.parametrize("line", [b"Bcc: x@evil.test\r\n", b"Subject: a\nBcc: b\r\n", b"a: " + b"b" * 998 + b"\r\n"])
def test_the_reader_of_these_tests_sees_a_forged_field(line: bytes) -> None:
    try:
        assert names(line + compose(HEADING, PARTS)) == NAMES
    except AssertionError:
        return
    pytest.fail("the reader did not see it")


@pytest.mark.parametrize(
    "name", ['Ana "Bo" Cruz', "Cruz, Ana", "Ana <x@evil.test>", "Zoë Ångström", "李雷, 韩梅梅", "a@b.test, c@d.test"]
)
def test_a_display_name_stays_one_address(name: str) -> None:
    parsed = email.message_from_bytes(compose(to(replace(PERSON, name=name)), PARTS), policy=policy.default)
    assert [(one.display_name, one.addr_spec) for one in parsed["To"].addresses] == [(name, PERSON.address)]


@pytest.mark.parametrize(
    "address",
    [
        "a@x.test, evil@y.test", "a@x.test;b@y.test", "Ana <a@x.test>", "a@x.test b@y.test", "a", "", "@x.test", "a@",
        "a@x..test", ".a@x.test", "a@-x.test", "a@zoë.test", "a b@x.test", "a(b)@x.test", '"a b"@x.test',
        "a@[10.0.0.1]", "a" * 65 + "@x.test", "ë" * 33 + "@x.test", "a@" + "b" * 64 + ".test",
        "a@" + ".".join(["b" * 60] * 5),
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_refused(address: str) -> None:
    assert "address: " in findings(to(replace(PERSON, address=address)))[0]


@pytest.mark.parametrize("address", ["a+b@x.test", "o'neil@x.test", "x@xn--bcher-kva.example", "a.b-c_d@localhost"])
def test_an_address_stands_in_the_header_as_it_is(address: str) -> None:
    assert field(compose(to(Recipient(address=address)), PARTS), "To") == address
    assert not needs_utf8(address)


def test_a_local_part_that_is_not_ascii_stands_as_utf8_and_needs_smtputf8() -> None:
    message = compose(to(Recipient(address="zoë@xn--bcher-kva.example", name="Zoë")), PARTS)
    assert field(message, "To") == "=?utf-8?B?Wm/Dqw==?= <zoë@xn--bcher-kva.example>"
    assert needs_utf8(HEADING.sender, "zoë@xn--bcher-kva.example")


def test_an_audit_address_has_no_field_to_stand_in() -> None:
    assert not {"Bcc", "Cc", "Resent-Bcc", "Sender"} & set(names(compose(HEADING, PARTS)))
    assert "audit" not in MessageHeader.__struct_fields__


@given(st.text("abcdefgh0123456789-._~%=&?/", min_size=1, max_size=440))
def test_message_id_and_unsubscribe_stand_on_one_line_and_are_never_encoded(path: str) -> None:
    urls = (f"https://example.org/{path}", f"mailto:{'u' * 60}@example.org?subject=unsubscribe%20{TOKEN}")
    domain = ".".join(["d" * 60] * 4)
    message = compose(replace(HEADING, unsubscribe=urls, message_id=f"<{TOKEN}@{domain}>"), PARTS)
    lines = message.partition(b"\r\n\r\n")[0].decode().split("\r\n")
    assert f"Message-ID: <{TOKEN}@{domain}>" in lines
    assert f"List-Unsubscribe: <{urls[0]}>, <{urls[1]}>" in lines
    assert max(map(len, lines)) < 998


@pytest.mark.parametrize(
    ("urls", "one_click"),
    [
        ((), None),
        (("mailto:u@example.org?subject=x",), False),
        (("https://example.org/u/1",), True),
        (("mailto:u@example.org", "https://example.org/u/1"), True),
    ],
)
def test_one_click_is_offered_where_an_https_address_takes_it(urls: tuple[str, ...], one_click: bool | None) -> None:
    found = dict(header(compose(replace(HEADING, unsubscribe=urls), PARTS)))
    assert ("List-Unsubscribe" in found) is (one_click is not None)
    assert found.get("List-Unsubscribe-Post") == ("List-Unsubscribe=One-Click" if one_click else None)
