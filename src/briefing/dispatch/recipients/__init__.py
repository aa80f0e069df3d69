"""The table of recipients → who gets an edition: checked addresses, groups, parameters, domains and numbers."""

from __future__ import annotations

from briefing.dispatch.recipients.addresses import address, domain_of, identity, name_flaw, named_address, normal
from briefing.dispatch.recipients.choosing import chosen
from briefing.dispatch.recipients.rows import OUTPUTS, read
from briefing.dispatch.recipients.source import RecipientTable

__all__ = [
    "OUTPUTS",
    "RecipientTable",
    "address",
    "chosen",
    "domain_of",
    "identity",
    "name_flaw",
    "named_address",
    "normal",
    "read",
]
