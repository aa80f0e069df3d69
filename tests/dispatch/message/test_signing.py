"""DKIM: a signed message verifies, one that was changed does not."""

from __future__ import annotations

import datetime as dt
import re
import sys
from base64 import b64encode

import dkim  # type: ignore[import-untyped]
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.dispatch.message import compose, sign
from briefing.dispatch.models import Dkim
from briefing.errors import DispatchError, install
from tests.dispatch.message.mail_parser import HEADING, NAMES, PARTS, field, names

SIGNER = Dkim("example.org", "mail", "dkim.pem")
KEY = rsa.generate_private_key(65537, 2048)
PEM = KEY.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
SENT = dt.datetime(2025, 6, 2, 7, 0, tzinfo=dt.UTC)  # a signature from the future is not valid
MESSAGE = compose(replace(HEADING, date=SENT, reply_to="desk@example.org"), PARTS)
SIGNED = sign(MESSAGE, SIGNER, PEM)


def verified(message: bytes) -> bool:
    public = b64encode(KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))

    def lookup(name: bytes, timeout: float = 0) -> bytes:
        assert name == b"mail._domainkey.example.org."
        return b"v=DKIM1; k=rsa; p=" + public

    return bool(dkim.verify(message, dnsfunc=lookup))


def test_a_signed_message_verifies_and_is_otherwise_the_same() -> None:
    assert names(SIGNED) == ["DKIM-Signature", *NAMES[:2], "Reply-To", *NAMES[2:]]
    assert SIGNED.endswith(MESSAGE)
    assert verified(SIGNED)
    assert not verified(MESSAGE)


def test_the_signature_is_the_same_at_each_try_and_tells_the_messages_date() -> None:
    assert sign(MESSAGE, SIGNER, PEM) == SIGNED
    assert f"t={int(SENT.timestamp())};" in field(SIGNED, "DKIM-Signature")


@pytest.mark.parametrize("form", [PrivateFormat.TraditionalOpenSSL, PrivateFormat.PKCS8])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_key_is_read_in_both_forms_and_with_any_line_ends(form: PrivateFormat, end: bytes) -> None:
    pem = KEY.private_bytes(Encoding.PEM, form, NoEncryption()).replace(b"\n", end)
    assert sign(MESSAGE, SIGNER, pem) == SIGNED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"From: City Desk", b"From: City Dusk"),
        (b"To: Ana", b"To: Eva"),
        (b"Reply-To: desk", b"Reply-To: disk"),
        (b"rose by 12 %", b"rose by 21 %"),
        (b"Date: Mon, 02 Jun", b"Date: Mon, 09 Jun"),
        (b"Message-ID: <0", b"Message-ID: <1"),
        (b"unsubscribe/0", b"unsubscribe/1"),
        (b"=One-Click", b"=Two-Click"),
        (b"MIME-Version: 1.0", b"MIME-Version: 1.1"),
        (b"Content-Type: multipart/mixed", b"Content-Type: multipart/other"),
        (b"JVBERi0xLjcN", b"JVBERi0xLjgN"),
        (b"\r\nFrom: ", b"\r\nFrom: Eve <eve@evil.test>\r\nFrom: "),
        (b"\r\nSubject: ", b"\r\nSubject: Buy now\r\nSubject: "),
        (b"\r\nList-Uns", b"\r\nList-Unsubscribe: <https://evil.test>\r\nList-Uns"),
    ],
)
def test_a_message_that_was_changed_does_not_verify(old: bytes, new: bytes) -> None:
    head, body = SIGNED.split(b"\r\nFrom:", 1)
    changed = head + (b"\r\nFrom:" + body).replace(old, new, 1)
    assert changed != SIGNED
    assert not verified(changed)


@given(st.binary(max_size=200))
@example(b"-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n")
@example(b"-----BEGIN RSA PRIVATE KEY-----\n!\n-----END RSA PRIVATE KEY-----\n")
@example(PEM[:600] + PEM[-40:])
@example(PEM.replace(b"M", b"N"))
@example(rsa.generate_private_key(65537, 1024).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
def test_what_is_no_key_is_refused_and_not_reported(key: bytes) -> None:
    with pytest.raises(DispatchError) as caught:
        sign(MESSAGE, SIGNER, key)
    assert re.fullmatch(r"dkim\.pem: .+\n  fix: .+", str(caught.value))
    assert caught.value.__cause__ is None


def test_without_dkimpy_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dkim", None)
    with pytest.raises(DispatchError, match=r"needs dkimpy\n  fix: " + re.escape(install("dkim"))):
        sign(MESSAGE, SIGNER, PEM)
