"""Lines above and below a table → what they state of its publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.draft.raw_table import StatedSource

_SOURCE: Final = re.compile(
    r"\W*(?:data )?(?:sources?|quellen?|fuentes?|fonte|källa|kilde|资料来源|数据来源|来源)\s*[:：,]\s*(?P<text>.+)",
    re.IGNORECASE | re.DOTALL,
)
# "How to cite: Register of Islands. Table 4".
_CITE: Final = re.compile(r"\W*how to cite\s*[:：]\s*(?P<text>[^.:]{2,80})\.\s.*", re.IGNORECASE | re.DOTALL)
_OWNER: Final = re.compile(r"\W*(?:©|\(c\)|copyright:?)\s*(?P<text>.+)", re.IGNORECASE | re.DOTALL)
_UPDATED: Final = re.compile(
    r"\W*(?:(?:last )?updated?(?: date| on)?|released?(?: date| on)?)\s*[:,]?\s*(?P<day>\d{4}-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"https?://[^\s,;)\]]+")
_EMPTY: Final = re.compile(r"\(\s*\)|\[\s*\]")  # brackets around an address that was taken out
# What a line explains behind the publisher: "(p) provisional; n.d.: not available".
_LEGEND: Final = re.compile(r"[.;,]\s+(?:\([^()]{1,5}\)|(?:[A-Z]{1,3}|[a-z.*]{1,5})\s*[:=：])\s.*", re.DOTALL)
_MOST: Final = 200


def states_source(line: str) -> bool:
    """Return whether a line names the source or the day of the last update, so that it is no title."""
    return any(rule.match(line) for rule in (_SOURCE, _OWNER, _UPDATED))


def stated_source(lines: Sequence[str]) -> StatedSource:
    """Return the source that a line names, as "Source: Register of Islands" or "© Register of Islands", with its
    address, and the day of the last update; each is empty where no line says it."""
    named = next((found["text"] for rule in (_SOURCE, _OWNER, _CITE) for found in map(rule.match, lines) if found), "")
    updated = next((found["day"] for found in map(_UPDATED.match, lines) if found), "")
    address = _ADDRESS.search(named)
    publisher = _EMPTY.sub("", _ADDRESS.sub("", _LEGEND.sub("", named))).strip(" .,;:")
    return StatedSource(
        publisher=publisher if len(publisher) <= _MOST else "",
        published=updated,
        url=address.group().rstrip(".") if address else "",
    )
