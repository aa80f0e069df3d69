"""What the data say of the values in a row: bounds, statuses, notes of publishers, breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.model.chart import Chart
from briefing.model.document import Document
from briefing.model.fact import Fact
from briefing.model.text import Text, join, plain, text
from briefing.wording import Wording

_BOUNDS = {"≥": "data_at_least", "≤": "data_at_most", "≈": "data_about_value"}
_IN_DATA = "note in the data"
# Phrases that say how a figure is drawn, which no table is.
_OF_DRAWINGS: Final = (
    "absent_parts", "absent_some", "approximate", "bridge", "dashed", "dashed_some", "each_unit_from_first", "ghosts",
    "hatched", "hollow", "hollow_provisional", "lifted_scale", "lifted_scales", "neither_scale", "one_lifted_scale",
    "one_scale", "one_unit_from_first", "one_unit_scale", "open_some", "own_line_scales", "ranks_left",
    "units_from_first",
)  # fmt: skip
_FIELD: Final = re.compile(r"\\\{\w+(?::\w+)?\\\}")


def fact_notes(document: Document, wording: Wording, fact: Fact) -> Iterator[Text]:
    """Yield what must be known of a value: that it is a bound, provisional, noted, one of some places only."""
    if fact.qualifier in _BOUNDS:
        yield text(wording.phrase(_BOUNDS[fact.qualifier]))
    for status in dict.fromkeys(row.remark for row in fact.observations):
        if status:
            yield text(wording.phrase(f"status_{status}"))
    if document.edition.notes == "print":
        for note in dict.fromkeys(row.note_in(document.lang) for row in fact.observations):
            yield text(" ".join(note.split()), term=_IN_DATA)
    for note in fact.notes:
        yield text(" ".join(note.split()), term=_IN_DATA)
    if fact.among and fact.among[0] < fact.among[1]:
        yield text(wording.phrase("partly_ranked"))


def row_note(
    document: Document, wording: Wording, found: Sequence[tuple[Text, Fact]], more: Iterable[Text] = ()
) -> Text:
    """Return the note of a row from the heads and facts of its numbers: heads stand where there are several."""
    parts: list[Text] = []
    alike: dict[tuple[str, ...], tuple[list[Text], Text]] = {}
    for head, fact in found:
        notes = [note for note in fact_notes(document, wording, fact) if note]
        if notes:
            joined = join(notes, wording.joint("; "))
            alike.setdefault(tuple(run.text for run in joined), ([], joined))[0].append(head)
    for heads, note in alike.values():
        named = join(heads, " / ") if len(found) > 1 else ()
        parts.append((*named, *text(wording.joint(": ")), *note) if named else note)
    return join([*parts, *more], wording.joint("; "))


def break_notes(chart: Chart, wording: Wording, category: str) -> Iterator[Text]:
    """Yield the breaks of a chart's series before the values of a category."""
    names = {series.key: series.name for series in chart.series}
    for item in chart.breaks:
        if item.before == category:
            head = text(wording.phrase("status_B") + wording.joint(": "))
            named = names.get(item.series, ()) if len(chart.series) > 1 else ()
            separator = text(wording.joint(", ")) if named else ()
            yield (*named, *separator, *head, *item.reason)


def gap_notes(chart: Chart, wording: Wording, category: str) -> Iterator[Text]:
    """Yield why series have no value for a category, where their publisher says so."""
    names = {series.key: series.name for series in chart.series}
    for key, period, status in chart.gaps:
        if status and str(period) == category and key in names:
            named = (*names[key], *text(wording.joint(": "))) if len(chart.series) > 1 else ()
            yield (*named, *text(wording.phrase(f"gap_{status}")))


def without_drawing(words: Text, wording: Wording) -> Text:
    """Return a note line without its sentences on how the figure is drawn; nothing if it has no others."""
    phrases = [re.escape(wording.phrase(key)) for key in _OF_DRAWINGS]
    sentences = [_FIELD.sub("[^。]*?", re.sub(rf"^{_FIELD.pattern}", "[^.。:：]*?", phrase)) for phrase in phrases]
    sentences.append(re.escape(wording.phrase("status_P_hollow")) + "[^。]*?" + re.escape(wording.joint(".")))
    pattern = rf"(?=\S)(?:{'|'.join(sentences)})(?:(?<=。)|(?=\s|$))\s*"
    found = [match.span() for match in re.finditer(pattern, plain(words))]
    parts, start = list[Text](), 0
    for first, last in [*found, (len(plain(words)), 0)]:
        parts.append(_part(words, start, first))
        start = last
    left = tuple(run for part in parts for run in part)
    head = wording.phrase("note") + wording.joint(": ")
    return left if plain(left).strip() not in ("", head.strip()) else ()


def _part(words: Text, first: int, last: int) -> Text:
    """Return the runs of a text between two characters."""
    found, at = list[Text](), 0
    for run in words:
        start, end = max(first - at, 0), min(last - at, len(run.text))
        found.append((replace(run, text=run.text[start:end]),) if start < end else ())
        at += len(run.text)
    return tuple(run for part in found for run in part)
