"""What a message about a header, a signature or a notification proposes lets it leave when it is followed."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from msgspec.structs import replace

from briefing.dispatch.delivery_log import store
from briefing.dispatch.message import MessageHeader, compose, compose_notification, sign
from briefing.dispatch.message_parts import build_message
from briefing.dispatch.models import Delivery, Dkim, Mail, StoredEdition
from briefing.errors import DISTRIBUTION, BriefingError, Finding, install
from tests.dispatch.message.mail_parser import HEADING, PARTS, PERSON
from tests.following import followed

LONG = "n" * 201
SIGN = "delete it or write the sign that is meant"
ADDRESS = "write one address, as <>"
PLACE = "recipients.csv, row 3"

# A field of the header or of its recipient, a wrong value, where the message says it is, its fix, what follows it.
CASES: dict[str, tuple[str, str, str, str, str]] = {
    "line end in a subject": ("subject", "A\nB", "the story, letter.subject", SIGN, "A B"),
    "no subject": ("subject", " ", "the story, letter.subject", "write a subject", "A subject"),
    "long subject": ("subject", LONG, "the story, letter.subject", "shorten it to <>", "n" * 200),
    "encoded name": ("sender_name", "=?utf-8?q?x?=", "dispatch.toml, mail.from", SIGN, "x"),
    "sender": ("sender", "desk", "dispatch.toml, mail.from", ADDRESS, "<0>"),
    "answers": ("reply_to", "a b@example.org", "dispatch.toml, mail.reply_to", ADDRESS, "<0>"),
    "recipient": ("address", "ana@", PLACE, ADDRESS, "<0>"),
    "long recipient": ("address", f"{'n' * 65}@example.org", PLACE, ADDRESS, "<0>"),
    "turned name": ("name", "An\u202ea", PLACE, SIGN, "Ana"),
    "long name": ("name", LONG, PLACE, "shorten it to <>", "n" * 200),
    "unsubscribe": ("unsubscribe", "http://example.org", "dispatch.toml, mail.unsubscribe", "write it as <>", "<0>"),
    "language": ("lang", "English!", "message", "write a tag as <> or zh-Hans", "<0>"),
}


def with_value(field: str, value: str) -> MessageHeader:
    """The header with another value in a field."""
    if field in ("address", "name"):
        return replace(HEADING, recipient=replace(PERSON, **{field: value}))
    given: Any = (value,) if field == "unsubscribe" else value
    return replace(HEADING, **{field: given})


def refused(work: Any, *given: object) -> Finding:
    with pytest.raises(BriefingError) as caught:
        work(*given)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize("case", CASES)
def test_a_header_is_composed_with_the_value_that_is_proposed(case: str) -> None:
    field, wrong, where, fix, right = CASES[case]
    finding = refused(compose, with_value(field, wrong), PARTS)
    assert finding.where == where
    (way,) = followed(fix, finding.fix, (right,))
    assert compose(with_value(field, way), PARTS)


def test_a_notification_has_the_owner_that_is_proposed() -> None:
    mail = Mail(sender="news@example.org")
    finding = refused(compose_notification, mail, "x", ["y"], HEADING.date, "k", "s")
    assert finding.where == "dispatch.toml, mail.owner"
    (line,) = followed("write <>", finding.fix, ("<0>",))
    assert compose_notification(replace(mail, **tomllib.loads(line)), "x", ["y"], HEADING.date, "k", "s")


# The signature

DKIM = Dkim("example.org", "mail", "dkim.pem")
DELIVERY = Delivery(
    key=HEADING.key, occurrence=1, name="daily", scheduled_for=HEADING.date, recipient=PERSON, number=1, state="BUILT",
    date=HEADING.date, due=HEADING.date, message_id=HEADING.message_id, token="0" * 32,
)  # fmt: skip
EDITION = StoredEdition(
    id="a", slug="town", lang="en", entity="Town", period=(2014, 2023), as_of=HEADING.date.date(), content_hash="b",
    subject="Town in brief", files={}, attached=(),
)  # fmt: skip


def pem(bits: int) -> bytes:
    key = rsa.generate_private_key(65537, bits)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def test_a_message_is_signed_with_a_key_of_the_kind_that_is_proposed() -> None:
    message = compose(HEADING, PARTS)
    finding = refused(sign, message, DKIM, b"no key")
    assert finding.where == "dkim.pem"
    (bits,) = followed("name a PEM file with an RSA key of <> bits or more", finding.fix, ("<0>",))
    assert sign(message, DKIM, pem(int(bits))).endswith(message)


def test_a_missing_key_is_put_where_the_message_says(tmp_path: Path) -> None:
    mail = Mail(sender="news@example.org", dkim=replace(DKIM, key_file=str(tmp_path / "dkim.pem")))
    finding = refused(build_message, DELIVERY, PARTS, EDITION, mail)
    (path,) = followed("put it there, or correct key_file: <> is read", finding.fix, ("<0>",))
    Path(path).write_bytes(pem(1024))
    assert build_message(DELIVERY, PARTS, EDITION, mail)


@pytest.mark.parametrize("library", ["dkim", "psycopg"])
def test_a_library_that_is_missing_comes_with_the_extra_that_is_proposed(
    library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, library, None)
        if library == "dkim":
            finding = refused(sign, compose(HEADING, PARTS), DKIM, pem(1024))
        else:
            finding = refused(store.open_log, tmp_path, "postgresql://host/ledger")
    (extra,) = followed(install("<>"), finding.fix, ("<0>",))
    brought = [line for line in metadata(DISTRIBUTION).get_all("Requires-Dist", []) if f"extra == '{extra}'" in line]
    assert any(line.startswith({"dkim": "dkimpy", "psycopg": "psycopg"}[library]) for line in brought), brought
