"""The notice to the owner leaves whatever it has to tell."""

from __future__ import annotations

import datetime as dt
import email
from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.dispatch.message import compose_notification, message_id
from briefing.dispatch.models import Mail
from briefing.errors import DispatchError
from tests.dispatch.message.mail_parser import field, names

DATE = dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC)
MAIL = Mail(sender="news@example.org", sender_name="City Desk", owner="owner@example.org")
NOTICE = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]


def text_of(message: bytes) -> str:
    found = email.message_from_bytes(message, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert found.get_content_type() == "text/plain"
    return str(found.get_content()).replace("\r\n", "\n")


def test_a_notice_tells_subject_and_lines_to_the_owner_in_plain_text() -> None:
    message = compose_notification(
        MAIL, "weekly: 2 failed", ["a@x.test: REFUSED", "  fix: ask <b>her</b> – 50 %"], DATE, "k", "s"
    )
    assert names(message) == [*NOTICE[:-1], "Content-Type", "Content-Transfer-Encoding"]
    assert field(message, "To") == "owner@example.org"
    assert field(message, "Subject") == "weekly: 2 failed"
    assert field(message, "Message-ID") == message_id("s", "k", MAIL.sender)
    assert text_of(message) == "a@x.test: REFUSED\n  fix: ask <b>her</b> – 50 %\n"
    assert message == compose_notification(
        MAIL, "weekly: 2 failed", ["a@x.test: REFUSED", "  fix: ask <b>her</b> – 50 %"], DATE, "k", "s"
    )


@given(st.text(max_size=300), st.lists(st.text(max_size=80), max_size=4))
@example(
    "a\nBcc: x@evil.test =?UTF-8?Q?=0A?= \u202e\x1b[31m", ["\x1b]0;title\x07", "a\r\nb\u2028c\x85d", ".", "\ud800"]
)
@example("", [])
def test_any_error_can_be_reported_and_adds_no_field(subject: str, lines: list[str]) -> None:
    message = compose_notification(MAIL, subject, lines, DATE, "k", "s")
    assert names(message) == [*NOTICE, "Content-Transfer-Encoding"]
    assert len(field(message, "Subject")) > 0
    assert not {"\x1b", "\x07", "\u202e", "\x00", "\r"} & set(text_of(message))


def test_without_an_owner_there_is_no_notice() -> None:
    with pytest.raises(DispatchError, match=r"mail\.owner"):
        compose_notification(Mail(sender="news@example.org"), "x", ["y"], DATE, "k", "s")
