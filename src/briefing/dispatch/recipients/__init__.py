"""Read the table of recipients and select who gets an edition: groups, domains, numbers."""

from briefing.dispatch.recipients.recipient_rows import read_recipients
from briefing.dispatch.recipients.selection import select_recipients

__all__ = ["read_recipients", "select_recipients"]
