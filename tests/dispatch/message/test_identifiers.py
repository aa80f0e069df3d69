"""Message-ID, token and URLs: from the key and the secret, short, and none to be guessed from another."""

from __future__ import annotations

import hmac
import re

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.dispatch.message import compose, message_id, unsubscribe_token, unsubscribe_urls
from briefing.dispatch.models import Mail
from tests.dispatch.message.mail_parser import HEADING, PARTS, field

SENDER = "news@example.org"


def test_the_id_is_the_same_at_each_try_and_another_for_each_key_secret_and_use() -> None:
    first = message_id("secret", "key", SENDER)
    assert first == message_id("secret", "key", SENDER) == "<882490b7a117f9277a375ca180993178@example.org>"
    others = {message_id("secret", "key2", SENDER), message_id("secret2", "key", SENDER), first}
    assert len(others) == 3
    assert unsubscribe_token("secret", "key") not in first


@given(st.text(min_size=1), st.text())
def test_the_id_has_32_hex_digits_of_an_hmac(secret: str, key: str) -> None:
    secret, key = (value.encode("utf-8", "replace").decode() for value in (secret, key))
    digest = hmac.digest(secret.encode(), f"message {key}".encode(), "sha256").hex()[:32]
    assert message_id(secret, key, SENDER) == f"<{digest}@example.org>"
    assert re.fullmatch("[0-9a-f]{32}", unsubscribe_token(secret, key))


def test_the_urls_stand_below_the_address_and_in_the_header() -> None:
    token = unsubscribe_token("secret", "key")
    mail = Mail(sender=SENDER)
    result = {
        base: unsubscribe_urls(replace(mail, unsubscribe=base), token)
        for base in ("", "https://example.org/u", "https://example.org/u/", "mailto:u@example.org", "u@example.org")
    }
    assert [*result.values()] == [
        (),
        (f"https://example.org/u/{token}",),
        (f"https://example.org/u/{token}",),
        (f"mailto:u@example.org?subject=unsubscribe%20{token}",),
        (f"mailto:u@example.org?subject=unsubscribe%20{token}",),
    ]
    urls = result["mailto:u@example.org"]
    assert field(compose(replace(HEADING, unsubscribe=urls), PARTS), "List-Unsubscribe") == f"<{urls[0]}>"
