"""Read the table of recipients and select who gets an edition: addresses, groups, domains, numbers."""

from __future__ import annotations

from briefing.dispatch.recipients.addresses import (
    domain_of,
    name_flaw,
    normalize,
    parse_address,
    parse_mailbox,
    recipient_key,
)
from briefing.dispatch.recipients.recipient_rows import OUTPUTS, read_recipients
from briefing.dispatch.recipients.recipient_table import RecipientTable
from briefing.dispatch.recipients.selection import select_recipients

__all__ = [
    "OUTPUTS",
    "RecipientTable",
    "domain_of",
    "name_flaw",
    "normalize",
    "parse_address",
    "parse_mailbox",
    "read_recipients",
    "recipient_key",
    "select_recipients",
]
