"""The web edition: one page of HTML that needs no other file, with the record of every number at its end."""

from briefing.web.page import write

__all__ = ["write"]
