"""Delivery key and the ledger's secret → what tells a message apart, none of which can be guessed from another."""

from __future__ import annotations

import hashlib
import hmac

from briefing.dispatch.models import Mail


def message_id(secret: str, key: str, sender: str) -> str:
    """Secret, delivery key and the sender's address → `<32 hex digits@domain>`, the same at each try."""
    return f"<{_digest(secret, 'message', key)}@{sender.rpartition('@')[2]}>"


def unsubscribe_token(secret: str, key: str) -> str:
    """Secret and delivery key → 32 hex digits, with which this recipient ends these messages."""
    return _digest(secret, "unsubscribe", key)


def unsubscribe_urls(mail: Mail, token: str) -> tuple[str, ...]:
    """A token → the URLs of List-Unsubscribe: below an https address, or a message to a mailto address; maybe none."""
    base = mail.unsubscribe
    if not base:
        return ()
    if base.startswith("https://"):
        return (f"{base.rstrip('/')}/{token}",)
    return (f"mailto:{base.removeprefix('mailto:')}?subject=unsubscribe%20{token}",)


def _digest(secret: str, use: str, key: str) -> str:
    return hmac.new(secret.encode(), f"{use} {key}".encode(), hashlib.sha256).hexdigest()[:32]
