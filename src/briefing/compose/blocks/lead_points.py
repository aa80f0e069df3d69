"""A sentence → a point: the bold words at its head are the lead, the rest is the body."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.model.document import Output, Point
from briefing.model.text import Run, Text

_SEPARATORS = " .:："


def point(value: Text, outputs: tuple[Output, ...]) -> Point:
    """Runs → lead and body; the stop or colon between them is left to the writers."""
    lead: list[Run] = []
    for run in value:
        if not run.bold:
            break
        lead.append(run)
    body = list(value[len(lead) :])
    if lead:
        lead[-1] = replace(lead[-1], text=lead[-1].text.rstrip(_SEPARATORS))
        if body and not body[0].fact and not body[0].term:
            body[0] = replace(body[0], text=body[0].text.lstrip(_SEPARATORS))
    return Point(_filled(lead), _filled(body), outputs)


def _filled(runs: list[Run]) -> Text:
    return tuple(run for run in runs if run.text)
