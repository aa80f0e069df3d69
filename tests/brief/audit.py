"""What veraPDF passes and a reader would miss: the proof's own rules on a finished brief."""

from __future__ import annotations

from briefing.proof.evidence import Evidence
from briefing.proof.reading.brief import brief
from briefing.proof.tags import check_deep


def audit(data: bytes) -> tuple[str, ...]:
    """Bytes of a brief → what is wrong with it, each with the element or page; empty if it is good."""
    return tuple(map(str, check_deep(Evidence((brief("brief.pdf", data),)))))
