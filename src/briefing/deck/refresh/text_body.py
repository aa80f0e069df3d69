"""New words into a text body whose runs a hand may have cut, coloured and broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from typing import Any

from briefing.deck.bindings import Segment, spelled
from briefing.deck.reading import A, characters, markup_of, pieces_of, text_look
from briefing.deck.refresh import merging
from briefing.deck.refresh.log import RefreshLog
from briefing.deck.refresh.merging import TextEdit

# An element copied from the new deck → the same, its relationships those of the part that it goes to.
Adopt = Callable[[Any], Any]


def refresh_text(
    body: Any,
    old: Sequence[Segment],
    new: Sequence[Segment],
    fresh: Any,
    look: tuple[str, str],
    adopt: Adopt,
    log: RefreshLog,
) -> None:
    """A text body, its remembered and its new segments, the new body and both looks → the body refreshed in place.

    What no hand has touched becomes the new body's paragraphs; where only the look is a hand's, it stays.
    """
    if characters(body) != spelled(old):
        merged = merging.merge(old, characters(body), new)
        edit(body, merged.edits)
        log.leave_all(merged.left)
        for one, other in merged.changes:
            log.change(one, other)
        return
    same_words = merging.skeleton(old) == merging.skeleton(new)
    by_hand = bool(look[0]) and text_look(markup_of(body)) != look[0]
    if by_hand and same_words:
        pairs = list(zip(merging.bound(old), merging.bound(new), strict=True))
        given = [TextEdit(one.start, one.end, merging.flat(other.text)) for one, other in pairs]
        edit(body, [item for item, (one, _) in zip(given, pairs, strict=True) if merging.flat(one.text) != item.new])
    elif spelled(old) != spelled(new) or (not by_hand and look[0] != look[1]):
        _take(body, fresh, adopt, keep=by_hand)
    for one, other in merging.changes(old, new):
        log.change(one, other)


def _take(body: Any, fresh: Any, adopt: Adopt, *, keep: bool) -> None:
    """The paragraphs of another body take the place of a body's own; `keep` gives them the look of its first run."""
    first = next(body.iter(f"{A}rPr"), None)
    for paragraph in body.findall(f"{A}p"):
        body.remove(paragraph)
    for paragraph in fresh.findall(f"{A}p"):
        body.append(adopt(deepcopy(paragraph)))
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
