"""Identifiers of a message, derived from the delivery key and the log's secret, so that none can be guessed."""

from __future__ import annotations

import hashlib
import hmac

from briefing.dispatch.models import Mail


def message_id(secret: str, key: str, sender: str) -> str:
    """Return `<32 hex digits@domain>`, the same at each attempt."""
    return f"<{_digest(secret, 'message', key)}@{sender.rpartition('@')[2]}>"


def unsubscribe_token(secret: str, key: str) -> str:
    """Return 32 hex digits with which the recipient can unsubscribe."""
    return _digest(secret, "unsubscribe", key)


def unsubscribe_urls(mail: Mail, token: str) -> tuple[str, ...]:
    """Return the URLs of List-Unsubscribe: below an https address, or a mailto address; empty if none is set."""
    base = mail.unsubscribe
    if not base:
        return ()
    if base.startswith("https://"):
        return (f"{base.rstrip('/')}/{token}",)
    return (f"mailto:{base.removeprefix('mailto:')}?subject=unsubscribe%20{token}",)


def _digest(secret: str, use: str, key: str) -> str:
    return hmac.new(secret.encode(), f"{use} {key}".encode(), hashlib.sha256).hexdigest()[:32]
