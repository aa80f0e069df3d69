"""Differences in what is drawn on a page: marks, charts, colours and links."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from briefing.proof.comparing import chart_changes
from briefing.proof.comparing.chart_changes import CHART, colour, recoloured
from briefing.proof.comparing.pairing import Pairs
from briefing.proof.comparing.text_difference import bare
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.snapshot import Corners, ElementSnapshot, PageSnapshot

MARK = Rule("mark-changed", "error", "marks, lines and fills stand and look as they were built")
LINK = Rule("link-changed", "error", "a link leads where it led when the file was built")
RULES = (MARK, CHART, LINK)

_FIX: Final = "put it back, or build the edition again"
# How far things may stand off, in points: what programs round, and a nudge by hand that leaves a label at its mark.
_MARKS, _LABELS = 1.5, 8.0
_SHORT: Final = 40  # signs of a label


def of_page(parsed: ParsedFile, pages: tuple[PageSnapshot, PageSnapshot], pairs: Pairs[ElementSnapshot]) -> Findings:
    """Yield what is drawn differently on a page, or leads elsewhere; `pairs` are its elements as built and now."""
    old, new = pages
    number = new.number if parsed.paged else 0
    location = Location(parsed.file, number, "", None, parsed.word or "page")
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    shift = _shift(both)
    for one, other in pairs:
        shown = other or one
        assert shown is not None
        at = Location(location.file, location.page, shown.name, shown.box, location.word)
        if one is not None and other is not None:
            yield from _item(at, (one, other), shift)
        elif one is None:
            yield from _alone(at, shown, "came in after the file was built")
        else:
            yield from _alone(at, shown, "is gone")
    if new.moves and not old.moves:
        yield MARK.at(location, "an animation came in, which hides what it has not shown yet", "take the animation out")
    if old.drawing != new.drawing and not any(_says(one) != _says(other) for one, other in both):
        yield MARK.at(location, "what is drawn next to the figures is not what was built", _FIX)


def _says(item: ElementSnapshot) -> tuple[str, ...]:
    return tuple(map(bare, item.texts))


def _alone(location: Location, item: ElementSnapshot, what: str) -> Findings:
    """Yield a finding for an element that stands on one side only, if it shows more than words."""
    if item.hidden or (item.texts and not item.links) or item.kind in ("links", "remarks"):
        return
    if item.links and item.texts:
        yield LINK.at(location, f"a link to {item.links[0][1]} {what}", _FIX)
    elif item.chart:
        yield CHART.at(location, f"the chart of {chart_changes.names(item.chart)} {what}", chart_changes.FIX)
    else:
        yield MARK.at(location, f"a {item.kind} {what}", _FIX)


def _shift(pairs: Sequence[tuple[ElementSnapshot, ElementSnapshot]]) -> tuple[float, float]:
    """Return how far all that is loose on a page was moved together."""
    moved = [
        (new.box[0] - old.box[0], new.box[1] - old.box[1]) for old, new in pairs if old.box and new.box and old.loose
    ]
    return (median(one for one, _ in moved), median(other for _, other in moved)) if moved else (0.0, 0.0)


def _item(location: Location, pair: tuple[ElementSnapshot, ElementSnapshot], shift: tuple[float, float]) -> Findings:
    old, new = pair
    yield from _links(location, old, new)
    if new.hidden:
        if not old.hidden and not old.texts and not old.chart:
            yield MARK.at(location, f"nobody sees it any more, as {new.hidden}", _FIX)
        return
    if old.loose and new.loose and (far := _moved(old, new, shift)):
        yield MARK.at(location, f"it stands {far:.0f} pt off the place that it was built at, or has another size", _FIX)
    for name, one, other in (("filled with", old.fill, new.fill), ("drawn in", old.line, new.line)):
        if recoloured(one, other):
            yield MARK.at(location, f"it is {name} {colour(other)}, it was built with {colour(one)}", _FIX)
    for at, (one, other) in enumerate(zip(old.fills, new.fills, strict=False)):
        if recoloured(one, other):
            where = f"cell {at + 1}, “{new.texts[at]}”," if at < len(new.texts) else f"cell {at + 1}"
            yield MARK.at(location, f"{where} is filled with {colour(other)}, it was built with {colour(one)}", _FIX)
    if old.form and new.form and old.form != new.form:
        yield MARK.at(location, f"it is a {new.form}, it was built as a {old.form}", _FIX)
    if old.drawing != new.drawing and _says(old) == _says(new):
        yield MARK.at(location, "its marks, or the places of its labels, are not those that were built", _FIX)
    if old.chart and new.chart:
        yield from chart_changes.compared(location, old.chart, new.chart)
    elif old.chart:
        yield CHART.at(
            location, f"it is no chart any more; it showed {chart_changes.names(old.chart)}", chart_changes.FIX
        )


def _moved(old: ElementSnapshot, new: ElementSnapshot, shift: tuple[float, float]) -> float:
    """Return how far an element was moved, in points; 0 where that changes nothing for a reader."""
    if not old.box or not new.box:
        return 0.0
    mark = not old.texts
    if not mark and (old.kind == "title" or len(" ".join(old.texts)) > _SHORT):
        return 0.0
    across, down = shift
    moved: Corners = (
        new.box[0] - old.box[0] - across, new.box[1] - old.box[1] - down,
        new.box[2] - old.box[2] - across, new.box[3] - old.box[3] - down,
    )  # fmt: skip
    if mark:
        far = max(map(abs, moved))
        return far if far > _MARKS else 0.0
    far = max(min(abs(moved[0]), abs(moved[2])), min(abs(moved[1]), abs(moved[3])))
    return far if far > _LABELS else 0.0


def _links(location: Location, old: ElementSnapshot, new: ElementSnapshot) -> Findings:
    before, now = _led(old), _led(new)
    if before == now:
        return
    lacking, came = [one for one in before if one not in now], [one for one in now if one not in before]
    for at in range(max(len(lacking), len(came))):
        was, current = lacking[at : at + 1], came[at : at + 1]
        if was and current:
            what = f"{_worded(current[0][0])} leads to {current[0][1]}, it was built to lead to {was[0][1]}"
        elif current:
            what = f"{_worded(current[0][0])} leads to {current[0][1]}, and led nowhere when it was built"
        else:
            what = f"{_worded(was[0][0])} led to {was[0][1]}, and leads nowhere now"
        yield LINK.at(location, what, _FIX)
    if not lacking and not came:
        yield LINK.at(location, "its links are not in the order in which they were built", _FIX)


def _led(item: ElementSnapshot) -> list[tuple[str, str]]:
    """Return the links of an element, those of one target in turn as one, as programs part and join runs."""
    found: list[tuple[str, str]] = []
    for words, target in item.links:
        if found and found[-1][1] == target:
            found[-1] = (found[-1][0] + bare(words), target)
        else:
            found.append((bare(words), target))
    return found


def _worded(words: str) -> str:
    return f"the link “{words[:60]}”" if words else "its link"
