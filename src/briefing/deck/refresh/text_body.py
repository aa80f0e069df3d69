"""New words into a text body whose runs people may have cut, coloured and broken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from msgspec import Struct

from briefing.deck.bindings import Segment, characters_of
from briefing.deck.reading import A, characters, markup_of, pieces_of, text_look
from briefing.deck.refresh import merging
from briefing.deck.refresh.log import RefreshLog
from briefing.deck.refresh.merging import TextEdit
from briefing.deck.refresh.part_import import PartImporter


class BoundText(Struct, frozen=True):
    """A text as an edition writes it: its segments, and the digest of its look, empty where that does not matter."""

    segments: Sequence[Segment]
    look: str = ""


def refresh_text(
    body: Any, old: BoundText, new: BoundText, fresh: Any, importer: PartImporter, log: RefreshLog
) -> None:
    """Refresh a text body in place, from its text as remembered, the new edition's text and its new body.

    A body that was not edited takes the new body's paragraphs; one of which only the look was edited keeps it.
    """
    was, now = old.segments, new.segments
    if characters(body) != characters_of(was):
        merged = merging.merge(was, characters(body), now)
        edit(body, merged.edits)
        log.leave_all(merged.left)
        for one, other in merged.changes:
            log.change(one, other)
        return
    restyled = bool(old.look) and text_look(markup_of(body)) != old.look
    if restyled and merging.skeleton(was) == merging.skeleton(now):
        pairs = zip(merging.bound(was), merging.bound(now), strict=True)
        edits = [(one, TextEdit(one.start, one.end, merging.flat(other.text))) for one, other in pairs]
        edit(body, [item for one, item in edits if merging.flat(one.text) != item.new])
    elif characters_of(was) != characters_of(now) or (not restyled and old.look != new.look):
        _take(body, fresh, importer, keep=restyled)
    for one, other in merging.changes(was, now):
        log.change(one, other)


def _take(body: Any, fresh: Any, importer: PartImporter, *, keep: bool) -> None:
    """The paragraphs of another body take the place of a body's own; `keep` gives them the look of its first run."""
    first = next(body.iter(f"{A}rPr"), None)
    for paragraph in body.findall(f"{A}p"):
        body.remove(paragraph)
    for paragraph in fresh.findall(f"{A}p"):
        body.append(importer.copy(paragraph))
    if keep and first is not None:
        for run in body.iter(f"{A}r"):
            given = run.find(f"{A}rPr")
            look = deepcopy(first)
            for link in look.findall(f"{A}hlinkClick"):
                look.remove(link)
            if given is not None:
                look.extend(given.findall(f"{A}hlinkClick"))
                run.remove(given)
            run.insert(0, look)


def edit(body: Any, edits: Iterable[TextEdit]) -> None:
    """Edits in a text body's characters: new words go into the run where the old ones began, with its look."""
    for item in sorted(edits, key=lambda one: one.start, reverse=True):
        at, left, given = 0, item.end - item.start, False
        for number, paragraph in enumerate(body.findall(f"{A}p")):
            at += bool(number)  # the sign between two paragraphs
            for piece in pieces_of(paragraph):
                long = 1 if piece.tag == f"{A}br" else len(piece.findtext(f"{A}t") or "")
                begin, end = max(item.start, at), min(item.start + left, at + long)
                if begin < end:
                    given = _cut(piece, begin - at, end - at, item.new, given=given)
                at += long


def _cut(piece: Any, begin: int, end: int, new: str, *, given: bool) -> bool:
    """Take characters from a run or remove a break; the first run that gives some takes the new words."""
    if piece.tag == f"{A}br":
        piece.getparent().remove(piece)
        return given
    text = piece.find(f"{A}t")
    whole = text.text or ""
    text.text = whole[:begin] + ("" if given else new) + whole[end:]
    if not text.text:
        piece.getparent().remove(piece)
    return True
