"""One address a field, fit for an envelope; names that stay one name (cases 15, 16 and 17)."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.dispatch.addresses import domain_of, name_flaw, normalize, parse_address, parse_mailbox
from briefing.dispatch.message import needs_utf8
from briefing.errors import InputError

GOOD = {
    "desk@example.org": "desk@example.org",
    "a+b.c@x.test": "a+b.c@x.test",
    "Desk@Example.ORG": "Desk@example.org",
    "o'neill@example.com": "o'neill@example.com",
    "desk@localhost": "desk@localhost",
    "desk@mail.LOCALHOST": "desk@mail.localhost",
    "desk@office.local": "desk@office.local",
    "desk@x.test": "desk@x.test",
    "desk@bücher.example": "desk@xn--bcher-kva.example",
    "desk@xn--bcher-kva.example": "desk@xn--bcher-kva.example",
    "desk@BÜCHER.example": "desk@xn--bcher-kva.example",
    "desk@例え.example": "desk@xn--r8jz45g.example",
    "zoë@example.org": "zoë@example.org",
    "zoe\u0308@example.org": "zoë@example.org",
    "用户@例え.example": "用户@xn--r8jz45g.example",
}


@pytest.mark.parametrize("text", GOOD)
def test_an_address_becomes_that_of_an_envelope(text: str) -> None:
    assert parse_address(text) == GOOD[text]
    assert parse_address(GOOD[text]) == GOOD[text]
    assert domain_of(parse_address(text)).isascii()


def test_only_a_local_part_beyond_ascii_needs_smtputf8() -> None:
    assert [text for text in GOOD if needs_utf8(parse_address(text))] == [
        "zoë@example.org", "zoe\u0308@example.org", "用户@例え.example",
    ]  # fmt: skip


BAD = {
    "a@x.test, evil@y.test": "several addresses",
    "a@x.test;evil@y.test": "several addresses",
    "a@x.test evil@y.test": "several addresses",
    "a@x.test,evil@localhost": "several addresses",
    "Desk <desk@x.test>": "a display name and angle brackets",
    "<desk@x.test>": "angle brackets",
    "desk@x.test>": "invalid characters",
    "desk": "must have an @-sign",
    "@x.test": "something before the @-sign",
    "desk@": "something after the @-sign",
    "desk@host": "should have a period",
    "desk@localhost@y.test": "is not an address",
    "desk@x..test": "is not an address",
    ".desk@x.test": "cannot start with a period",
    "desk desk@x.test": "SPACE",
    '"a b"@x.test': "quoting",
    "desk@[127.0.0.1]": "bracketed",
    "desk@x.test\n": "a line break is in the address",
    "desk@x.test\r\nBcc: evil@y.test": "a line break is in the address",
    "desk\n@x.test": "a line break is in the address",
    "desk@x.test\0": "the control character U+0000",
    "desk@x.test\u2028": "the control character U+2028",
    "desk\u202e@x.test": "the direction override U+202E",
    "desk\u200b@x.test": "unsafe characters",
    "=?utf-8?q?=0A?=@x@y.test": "is not an address",
    "a" * 65 + "@x.test": "too long before the @-sign",
    "a@" + "x." * 130 + "test": "too long after the @-sign",
}


@pytest.mark.parametrize("text", BAD)
def test_what_is_not_one_address_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=re.escape(BAD[text])) as caught:
        parse_address(text)
    assert caught.value.findings[0].fix


@given(st.text(max_size=40) | st.emails())
@example("a@x.test\n")
@example("a@x.test\u2028b@y.test")
def test_whatever_is_taken_for_an_address_is_one_line_and_one_address(text: str) -> None:
    try:
        found = parse_address(text)
    except InputError:
        return
    assert not re.search(r"[\s,;<>\"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", found)
    assert found.count("@") == 1
    assert domain_of(found).isascii()
    assert parse_address(found) == found


@given(st.text(max_size=40) | st.emails())
@example("ẞ@ẞ.example")
@example("İ@x.test")
@example("\u0345\u0300@x.test")
def test_the_form_for_comparing_stays_as_it_is(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Desk@Example.org", "desk@example.org"),
        (" desk@example.org ", "desk@example.org"),
        ("desk@Bücher.example", "DESK@xn--bcher-kva.example"),
        ("ZOË@example.org", "zoe\u0308@example.org"),
        ("Not An Address", "not an address"),
    ],
)
def test_two_ways_to_write_an_address_are_one(one: str, other: str) -> None:
    assert normalize(one) == normalize(other)


@pytest.mark.parametrize(
    ("one", "other"), [("a+b@x.test", "a@x.test"), ("a.b@x.test", "ab@x.test"), ("a@x.test", "a@y.test")]
)
def test_two_addresses_stay_two(one: str, other: str) -> None:
    assert normalize(one) != normalize(other)


NAMED = {
    "desk@x.test": ("", "desk@x.test"),
    "<desk@x.test>": ("", "desk@x.test"),
    "Desk <desk@x.test>": ("Desk", "desk@x.test"),
    '"Desk, second; floor" <desk@x.test>': ("Desk, second; floor", "desk@x.test"),
    "Büro, Berlin <desk@bücher.example>": ("Büro, Berlin", "desk@xn--bcher-kva.example"),
    '"evil@y.test," <desk@x.test>': ("evil@y.test,", "desk@x.test"),
}


@pytest.mark.parametrize("text", NAMED)
def test_a_name_before_an_address_is_one_name(text: str) -> None:
    assert parse_mailbox(text) == NAMED[text]


@pytest.mark.parametrize(
    "text",
    [
        "Desk <desk@x.test>, evil@y.test",
        "Desk <desk@x.test> <evil@y.test>",
        '"Desk" evil@y.test, <desk@x.test>',
        "=?utf-8?q?=0ABcc:_x?= <desk@x.test>",
        "Desk\nBcc: x <desk@x.test>",
        "Desk\u2028 <desk@x.test>",
        "Desk desk@x.test",
        "",
    ],
)
def test_what_is_not_one_name_and_one_address_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_mailbox(text)


@given(st.text(max_size=30))
@example('Berg, "Anna" <evil@y.test>')
@example("x\\")
def test_a_name_without_a_flaw_stays_one_mailbox_in_a_header(name: str) -> None:
    from email.headerregistry import Address, AddressHeader

    if name_flaw(name):
        return
    message = EmailMessage(policy=SMTP)
    message["To"] = Address(name, addr_spec="desk@x.test")
    header = cast(AddressHeader, message["To"])
    assert [found.addr_spec for found in header.addresses] == ["desk@x.test"]


@pytest.mark.parametrize(
    "name", ["a\nb", "a\rb", "a\r\nBcc: x@y.test", "a\0", "a\u2028b", "a\u202eb", "=?utf-8?q?a?=", "a" * 201]
)
def test_a_name_that_could_end_its_header_has_a_flaw(name: str) -> None:
    assert name_flaw(name)
    assert not name_flaw("Board secretariat, 2nd floor (“A”)")
