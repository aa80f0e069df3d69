"""Where things stand on a slide: within it and its margins, and on the places that its layout gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from briefing.proof.findings import Box, Findings, ProofFinding, Rule
from briefing.proof.layout.measuring import MeasuredSlide, TextExtent
from briefing.proof.parsed_file import Element, Page, ParsedFile, Role

OFF_SLIDE = Rule("layout-offslide", "error", "nothing reaches beyond the slide")
MARGIN = Rule("layout-margin", "warning", "text keeps the margins")
ZONE = Rule("layout-zone", "warning", "title, subtitle, source and what comes again stand where they always do")
RULES = (OFF_SLIDE, MARGIN, ZONE)

_SIDE, _ENDS, _TOLERANCE = 45.0, 18.0, 2.0
_SLACK = 1.0  # beyond the slide
_BLEED = 0.05  # of a slide: what a picture may reach beyond it on every side that it covers
_OUTSIDE = {"footer", "date", "number"}
_LAYOUT_EDGES: dict[Role, tuple[int, ...]] = {"title": (0, 1), "subtitle": (0,), "source": (0, 3), "footer": (0, 1)}
_SET: frozenset[Role] = frozenset(("text", "body", "subtitle", "source"))
_NEAR_COLUMN = 24.0  # points from the edge of a column: nearer is a slip, farther another column
_MOST = 300  # grounds of a slide that are looked at
_LABEL = 24.0  # points around a chart where its labels stand
_EDGES = ("left", "top", "right", "bottom")
_LOOSE = 6.0  # points by which a title of many lines may be farther from its subtitle
_FEWEST, _MOST_OF = 5, 0.75  # of slides that show a thing, and the share of them that show it at one place


# The place that most slides of a layout give to a role.
Usual = Mapping[tuple[str, Role], tuple[int, ...]]


def check_geometry(parsed: ParsedFile, slides: Sequence[MeasuredSlide], usual: Usual) -> Findings:
    """Yield what is misplaced on slides of a deck, which has `usual` places."""
    for slide in slides:
        for element, extents in zip(slide.page.elements, slide.extents, strict=True):
            if (found := _outside(parsed, slide.page, element)) or (found := _near(parsed, slide, element, extents)):
                yield found
            if found := _away(parsed, slide.page, element, usual):
                yield found
        yield from _off_columns(parsed, slide)


def _outside(parsed: ParsedFile, page: Page, element: Element) -> ProofFinding | None:
    if element.box is None:
        return None
    left, top, right, bottom = element.box
    far = {"left": -left, "top": -top, "right": right - page.wide, "bottom": bottom - page.high}
    if not element.paragraphs and element.role in ("picture", "shape") and _fills(element.box, page):
        far = {side: by - _BLEED * page.wide for side, by in far.items()}
    side, by = max(far.items(), key=lambda item: item[1])
    if by <= _SLACK:
        return None
    gone = by >= (right - left if side in ("left", "right") else bottom - top) - _SLACK
    what = "it lies outside the slide" if gone else f"it reaches {by:.0f} pt beyond the {side} edge of the slide"
    return OFF_SLIDE.at(parsed.location(page, element), what, "move it onto the slide, or drop it")


def _fills(box: Box, page: Page) -> bool:
    """Whether a picture covers the slide from edge to edge, in one direction at least."""
    across = box[0] <= _SLACK and box[2] >= page.wide - _SLACK
    return across or (box[1] <= _SLACK and box[3] >= page.high - _SLACK)


def _near(
    parsed: ParsedFile, slide: MeasuredSlide, element: Element, extents: Sequence[TextExtent]
) -> ProofFinding | None:
    """Return a text nearer to an edge than the margin; what a layout places there is the layout's own."""
    if (
        not extents
        or element.role in _OUTSIDE
        or (element.layout_box is not None and element.layout_box == element.box)
    ):
        return None
    page, boxes = slide.page, [extent.box for extent in extents]
    side_margin, end_margin = _SIDE * page.wide / 960, _ENDS * page.high / 540
    shortfalls = {
        "left": (side_margin - min(box[0] for box in boxes), side_margin),
        "right": (side_margin - (page.wide - max(box[2] for box in boxes)), side_margin),
        "top": (end_margin - min(box[1] for box in boxes), end_margin),
        "bottom": (end_margin - (page.high - max(box[3] for box in boxes)), end_margin),
    }
    side, (by, margin) = max(shortfalls.items(), key=lambda item: item[1][0])
    if by > margin + _SLACK:
        what = f"its text reaches {by - margin:.0f} pt beyond the {side} edge of the slide"
        return OFF_SLIDE.at(parsed.location(page, element), what, "let it wrap, or move it onto the slide")
    if by <= _TOLERANCE:
        return None
    what = f"its text stands {by:.0f} pt within the margin at the {side}"
    return MARGIN.at(parsed.location(page, element), what, "move it inwards")


def usual_places(parsed: ParsedFile) -> Usual:
    """Return by layout and role the place that most slides use, where it is not that of the layout."""
    places: dict[tuple[str, Role], Counter[tuple[int, ...]]] = defaultdict(Counter)
    for page, element in parsed.elements():
        if element.layout_box is not None and element.role in _LAYOUT_EDGES:
            places[page.layout, element.role][_rounded(element.box)] += 1
    common = {key: counted.most_common(1)[0] for key, counted in places.items()}
    return {key: box for key, (box, times) in common.items() if times >= max(3, _MOST_OF * places[key].total())}


def _away(parsed: ParsedFile, page: Page, element: Element, usual: Usual) -> ProofFinding | None:
    """Return a placeholder that has left its place in the layout, and stands elsewhere than on the other slides too."""
    edges = _LAYOUT_EDGES.get(element.role)
    if edges is None or element.layout_box is None or element.box is None or element.box == element.layout_box:
        return None
    if usual.get((page.layout, element.role)) == _rounded(element.box):
        return None
    by, edge = max((abs(element.box[edge] - element.layout_box[edge]), edge) for edge in edges)
    if element.role == "subtitle":  # it stands higher below a title of one line, and lower below a long one
        lower = element.box[1] - element.layout_box[1] - _longer_title(page)
        by, edge = max((by, edge), (lower, 1))
    if by <= _TOLERANCE + 0.05:
        return None
    what = f"the {element.role} stands {by:.0f} pt off its place in the layout, at its {_EDGES[edge]} edge"
    return ZONE.at(parsed.location(page, element), what, "reset its position to that of the layout")


def _longer_title(page: Page) -> float:
    """Return how far a title that is longer than its place in the layout moves what stands below it."""
    boxes = [(item.box, item.layout_box) for item in page.elements if item.role == "title"]
    longer = max((box[3] - usual[3] for box, usual in boxes if box and usual), default=0.0)
    return longer + _LOOSE if longer > 0 else 0.0


def _lists(names: Sequence[str]) -> set[str]:
    """Return what the names of a list have in common, as "Row 1" and "Row 2". Programs number names too, but all of a
    slide."""
    stems = Counter(map(_stem, names))
    return {stem for stem, times in stems.items() if times > 1 and f"{stem}1" in names}


def _stem(name: str) -> str:
    return name.rstrip("0123456789")


def check_strays(parsed: ParsedFile) -> Findings:
    """Yield loose texts that nearly all slides show at one place, and one elsewhere; not the items of a list, as "Row
    2", whose places are up to their number, not a label of a chart, which stands where its marks do, and not a box of
    another size, which was laid out for other words. What stands at the foot rises with a source line of more lines,
    what stands below the subtitle with a title of fewer."""
    tops = {
        role: {page.number: item.box[1] for page, item in parsed.elements() if item.role == role and item.box}
        for role in ("source", "subtitle")
    }
    names: dict[int, list[str]] = defaultdict(list)
    for page, element in parsed.elements():
        names[page.number].append(element.name)
    lists = {number: _lists(held) for number, held in names.items()}
    places: dict[str, list[tuple[Page, Element]]] = defaultdict(list)
    for page, element in parsed.elements():
        own = element.box if element.role == "text" and not (element.holder or element.grouped) else None
        charts = (other.box for other in page.elements if other.role == "chart" and other.box)
        if own and _stem(element.name) not in lists[page.number] and not any(_about(chart, own) for chart in charts):
            places[element.name].append((page, element))
    for shown in places.values():
        if len(shown) < _FEWEST or len({page.number for page, _ in shown}) < len(shown):
            continue
        boxes = [_rounded(element.box) for _, element in shown]
        usual, times = Counter(boxes).most_common(1)[0]
        if times == len(shown) or times < _MOST_OF * len(shown):
            continue
        other = next(page.number for (page, _), box in zip(shown, boxes, strict=True) if box == usual)
        for (page, element), box in zip(shown, boxes, strict=True):
            by, edge = max((abs(box[at] - usual[at]), at) for at in (0, 1))
            risen = (at[page.number] - at[other] for at in tops.values() if page.number in at and other in at)
            if edge == 1 and any(abs(rise - box[1] + usual[1]) <= _TOLERANCE for rise in risen):
                continue
            if by > _TOLERANCE and _size(box) == _size(usual):
                what = f"at its {_EDGES[edge]} edge it stands {by:.0f} pt off its place on {times} other slides"
                yield ZONE.at(parsed.location(page, element), what, "move it to where it stands on the others")


def _off_columns(parsed: ParsedFile, slide: MeasuredSlide) -> Findings:
    """Yield texts that share no edge with any other, and stand slightly off a column of three or more."""
    page, room = slide.page, _NEAR_COLUMN * slide.scale
    boxes = [element.box for element in page.elements if element.box is not None]
    lefts, middles = Counter(round(box[0]) for box in boxes), Counter(round(box[0] + box[2]) for box in boxes)
    edges = lefts + Counter(round(box[2]) for box in boxes)
    grounds = [
        element.box
        for element in page.elements
        if element.box and (element.role == "chart" or (not element.text and (element.solid or element.alt)))
    ][:_MOST]
    for element in page.elements:
        box = element.box
        if box is None or element.role not in _SET or element.grouped or any(_about(ground, box) for ground in grounds):
            continue
        own = Counter((round(box[0]), round(box[2])))
        alone = not any(edges[near] - own[near] for edge in own for near in (edge - 1, edge, edge + 1))
        middle = round(box[0] + box[2])
        if alone and sum(middles[near] for near in (middle - 1, middle, middle + 1)) == 1:
            columns = [edge for edge, times in lefts.items() if times >= 3 and abs(edge - box[0]) <= room]
            if columns:
                edge = min(columns, key=lambda one: abs(one - box[0]))
                what = f"it stands {abs(edge - box[0]):.0f} pt off the left edge that others share"
                yield ZONE.at(parsed.location(page, element), what, "align it with them")


def _about(ground: Box, box: Box) -> bool:
    """Whether a text begins or ends on a ground or chart, or so near to it that it may be a label of it."""
    across = any(ground[0] - _LABEL < side < ground[2] + _LABEL for side in (box[0], box[2]))
    return across and ground[1] - _LABEL < box[1] < ground[3] + _LABEL


def _size(box: tuple[int, ...]) -> tuple[int, int]:
    return box[2] - box[0], box[3] - box[1]


def _rounded(box: Box | None) -> tuple[int, ...]:
    return tuple(round(value) for value in box) if box else ()
