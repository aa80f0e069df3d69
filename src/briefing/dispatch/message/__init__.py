"""Heading and parts → the bytes of a message; what tells it apart, its signature, and the notice to the owner."""

from briefing.dispatch.message.composing import compose, estimate
from briefing.dispatch.message.heading import Heading, Parts, needs_utf8
from briefing.dispatch.message.identity import message_id, unsubscribe_token, unsubscribe_urls
from briefing.dispatch.message.notice import notice
from briefing.dispatch.message.signing import sign

__all__ = [
    "Heading",
    "Parts",
    "compose",
    "estimate",
    "message_id",
    "needs_utf8",
    "notice",
    "sign",
    "unsubscribe_token",
    "unsubscribe_urls",
]
