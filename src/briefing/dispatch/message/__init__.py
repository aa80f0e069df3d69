"""Compose messages from header and content; their identifiers, signature and the notification to the owner."""

from briefing.dispatch.message.header import MessageContent, MessageHeader, needs_utf8
from briefing.dispatch.message.identifiers import message_id, unsubscribe_token, unsubscribe_urls
from briefing.dispatch.message.mime import compose, estimate_size
from briefing.dispatch.message.notification import compose_notification
from briefing.dispatch.message.signing import sign

__all__ = [
    "MessageContent",
    "MessageHeader",
    "compose",
    "compose_notification",
    "estimate_size",
    "message_id",
    "needs_utf8",
    "sign",
    "unsubscribe_token",
    "unsubscribe_urls",
]
