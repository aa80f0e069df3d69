"""Cards in one row or two: label, unit, value with its period, changes in words, the line of its own past, a mark at
the foot; headed blocks below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.deck.plan import grid
from briefing.deck.plan.blocks.card_lines import line_of, name_rows
from briefing.deck.plan.blocks.panel import MOST_COLUMNS, lead_line, strip
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Paragraph, Shape, TextStyle
from briefing.model.cards import CardMark
from briefing.model.chart import Chart, Role
from briefing.model.document import Card, Cards, Point
from briefing.model.text import Text, plain, text

IN_A_ROW: Final = 4
_PAD, _BAR, _SIGN = 11.0, 5.0, 10.0
_LEAST, _MOST = 34.0, 200.0  # height of a line
_SEEN = 60.0  # of a line with the name of its extreme, below which smaller words leave it more
_ROW_GAP, _BELOW = 10.0, 10.0  # between two rows of cards, and below the last
_LINE_AT_RIGHT = 250.0  # a card in two rows that is so wide has its line at the right of its words
_WORDS: Final = 0.56  # of such a card
_COLOURS: Final[dict[Role, tuple[str, str]]] = {
    "highlight": ("highlight", "highlight"),
    "second": ("accent", "accent_text"),
}
_HEAD: Final = TextStyle(16, 20, "ink", bold=True)  # of a block, in the colour of text, as it is about no card alone
_BELOW_HEAD = 4.0


class CardStyles(Struct, frozen=True):
    """The sizes of a card's words; the value takes the largest of its own in which all values stand on a line."""

    label: TextStyle
    unit: TextStyle
    values: tuple[TextStyle, ...]
    dated: TextStyle
    change: TextStyle
    mark: TextStyle


def _values(leading: float, *sizes: float) -> tuple[TextStyle, ...]:
    return tuple(TextStyle(size, leading, "ink", bold=True) for size in sizes)


_LARGE: Final = CardStyles(
    TextStyle(16, 20, bold=True),
    TextStyle(14, 17, "ink_2"),
    _values(46, 40, 36, 32, 28, 24),
    TextStyle(14, 17, bold=True, align="r"),
    TextStyle(16, 20, "ink_2", lead="ink"),
    TextStyle(14, 17, "ink_2"),
)
_MEDIUM: Final = CardStyles(
    TextStyle(16, 20, bold=True),
    TextStyle(14, 17, "ink_2"),
    _values(46, 40, 36, 32, 28, 24),
    TextStyle(14, 17, bold=True, align="r"),
    TextStyle(14, 17, "ink_2", lead="ink"),
    TextStyle(12, 15, "ink_2"),
)
_SMALL: Final = CardStyles(
    TextStyle(14, 17, bold=True),
    TextStyle(12, 15, "ink_2"),
    _values(34, 30, 26, 22, 20),
    TextStyle(12, 15, bold=True, align="r"),
    TextStyle(14, 17, "ink_2", lead="ink"),
    TextStyle(12, 15, "ink_2"),
)
_LABELS: Final = (14.0, 13.0, 12.0, 11.0)  # sizes of labels that have a longer word
_MARKS: Final = (13.0, 12.0)  # sizes of marks that need them to stand on one line


class _CardRow(Struct, frozen=True):
    """The measures of a row of cards: width of value and period, heights of the parts that stand on one line."""

    styles: CardStyles
    value: TextStyle
    words: float
    head: float
    changes: float
    marks: float
    line: float
    at_right: bool

    @property
    def height(self) -> float:
        """The height of a card."""
        below = 0.0 if self.at_right else 8 + self.line
        return _BAR + 8 + self.head + self.valued + self.changes + below + self.marks + 8

    @property
    def valued(self) -> float:
        """The height of the value, which may have its line at its right."""
        return max(self.value.leading, self.line) if self.at_right else self.value.leading


def cards(page: Page, block: Cards) -> list[Element]:
    """Return cards in rows; each part of them stands on one line across its row."""
    zones = page.zones.columns(_columns(len(block.cards)), grid.GUTTER)
    blocks, top = _blocks(page, page.points, len(zones))
    room = top - (_BELOW if blocks else 0.0) - page.zones.body.y
    noted = _LARGE.mark.leading + 8 if block.band_note else 0.0
    rows = _rows(page, block, zones[0][1], room - noted)
    elements: list[Element] = []
    y = page.zones.body.y
    for number, row in enumerate(rows):
        for at, (x, wide) in enumerate(zones):
            index = number * len(zones) + at
            if index < len(block.cards):
                box = Box(x, y, wide, row.height)
                elements += _card(page.at(f"card {index + 1}"), block, index, box, row)
        y += row.height + _ROW_GAP
    if block.band_note:
        box = Box(page.zones.body.x + _SIGN + 12, y - _ROW_GAP + 6, page.zones.body.w - _SIGN - 14, noted - 7)
        swatch = Box(page.zones.body.x, box.y + 2.5, _SIGN + 6, _SIGN)
        elements.append(Shape("Band sign", "rect", swatch, fill="rule"))
        style = replace(rows[0].styles.mark, colour="ink_3")
        elements.append(fit.set_text(page.at("cards"), "Band note", box, fit.single(block.band_note, style)))
    return elements + blocks


def _columns(count: int) -> int:
    return count if count <= IN_A_ROW else (count + 1) // 2


def _rows(page: Page, block: Cards, wide: float, room: float) -> list[_CardRow]:
    """Return the rows of cards, in the largest styles in which they have the room for their lines."""
    columns = _columns(len(block.cards))
    parts = [block.cards[at : at + columns] for at in range(0, len(block.cards), columns)]
    room -= _ROW_GAP * (len(parts) - 1)
    left = 0.0
    for sizes in (_LARGE, _MEDIUM, _SMALL) if len(parts) == 1 else (_SMALL,):
        if sizes is _LARGE and any(_wraps(card, sizes, wide - 2 * _PAD) for card in block.cards):
            continue
        styles = _on_lines(block.cards, _whole_words(block.cards, sizes, wide - 2 * _PAD), wide - 2 * _PAD - _SIGN - 6)
        rows = [_row(part, wide, styles, at_right=len(parts) > 1 and wide >= _LINE_AT_RIGHT) for part in parts]
        left = (room - sum(row.height for row in rows)) / len(rows)
        if rows[0].at_right and left >= 0:
            return [replace(row, line=min(row.value.leading + left, _MOST)) for row in rows]
        if not rows[0].at_right and left >= (_LEAST if sizes is _SMALL else _SEEN):
            tall = _MOST * max(1.0, page.zones.body.h / grid.OWN.body.h)  # a taller slide has taller lines
            return [replace(row, line=min(left, tall)) for row in rows]
    what = f"labels and units leave {max(left, 0):.0f} points for the slopes"
    raise page.error("cards", what, "shorten labels, units or points, or show fewer cards")


def _whole_words(cards: Sequence[Card], styles: CardStyles, wide: float) -> CardStyles:
    """Return styles in which the longest word of a label has room, as a German compound has in smaller letters."""
    words = [text(word) for card in cards for word in plain(card.label).split(" ")]
    smaller = (replace(styles.label, size=size) for size in _LABELS if size < styles.label.size)
    fits = (one for one in (styles.label, *smaller) if all(fit.width(word, one) <= wide for word in words))
    return replace(styles, label=next(fits, styles.label))


def _on_lines(cards: Sequence[Card], styles: CardStyles, wide: float) -> CardStyles:
    """Return styles in which each mark stands on one line, where smaller words are enough for that."""
    marks = [mark.text for card in cards for mark in card.marks]
    for size in (styles.mark.size, *_MARKS):
        style = replace(styles.mark, size=size)
        if all(fit.width(mark, style) <= wide for mark in marks):
            return replace(styles, mark=style)
    return styles


def _wraps(card: Card, styles: CardStyles, wide: float) -> bool:
    """Return whether a change of a card takes more than a line."""
    return any(len(fit.lines(change, styles.change, wide)) > 1 for change in card.changes)


def _row(cards: Sequence[Card], wide: float, styles: CardStyles, *, at_right: bool) -> _CardRow:
    inner = wide - 2 * _PAD
    valued = inner * _WORDS if at_right else inner
    dates = max(_date_width(card.dated, styles.dated) for card in cards)
    value = fit.largest_style(
        styles.values, [(card.value, Box(0, 0, valued - dates - 6, styles.values[0].leading)) for card in cards]
    )
    marks = max(fit.height(_marks(card.marks, styles), inner - _SIGN - 6) if card.marks else 0.0 for card in cards)
    return _CardRow(
        styles,
        value,
        valued,
        max(fit.height(_head(card, styles), inner) for card in cards),
        max(fit.height(_changes(card, styles), inner) if card.changes else 0.0 for card in cards),
        marks + 8 if marks else 0.0,
        0.0,
        at_right,
    )


def _date_width(dated: Text, style: TextStyle) -> float:
    """Return the width of a period on two lines at most."""
    whole = fit.width(dated, style)
    least = max(fit.width(text(word), style) for word in plain(dated).split(" "))
    fits = (width for width in range(int(least) + 1, int(whole) + 1, 2) if len(fit.lines(dated, style, width)) <= 2)
    return float(next(fits, whole))


def _head(card: Card, styles: CardStyles) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text, style) for text, style in ((card.label, styles.label), (card.unit, styles.unit)))


def _changes(card: Card, styles: CardStyles) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text, styles.change) for text in card.changes)


def _marks(marks: Sequence[CardMark], styles: CardStyles) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(mark.text, styles.mark) for mark in marks)


def _card(page: Page, block: Cards, index: int, box: Box, row: _CardRow) -> list[Element]:
    """Return a card in its box."""
    card, number, styles = block.cards[index], index + 1, row.styles
    colour, ink = _COLOURS.get(card.role, ("context", "ink"))
    elements = _ground(card, box, number, colour)
    x, y = box.x + _PAD, box.y + _BAR + 8
    inner = box.w - 2 * _PAD
    head = Box(x, y, inner, row.head + 1)
    words = fit.set_text(page, f"Label {number}", head, _head(card, styles))
    elements.append(replace(words, link=_evidence_of(page, card)))
    y += row.head
    wide = _date_width(card.dated, styles.dated) + 1
    low = (row.valued - row.value.leading) / 2
    value = Box(x, y + low, row.words - wide - 4, row.value.leading)
    elements.append(
        fit.set_text(page, f"Number {number}", value, fit.single(card.value, grid.coloured(row.value, ink)))
    )
    date = Box(x + row.words - wide, y + low + 4, wide, max(row.value.leading - 6, 2 * styles.dated.leading + 1))
    elements.append(fit.set_text(page, f"Period {number}", date, fit.single(card.dated, styles.dated), anchor="ctr"))
    y += row.valued
    if card.changes:
        changes = Box(x, y, inner, row.changes + 1)
        elements.append(fit.set_text(page, f"Changes {number}", changes, _changes(card, styles)))
    y += row.changes
    if not card.single:
        alike = _on_scale_of(card, block)
        free = row.marks if not card.marks and len(alike) == 1 else 0.0
        line = Box(x, y + 8, inner, row.line + free)
        if row.at_right:
            left = x + row.words + 14
            line = Box(left, y - row.changes - row.valued, box.x1 - _PAD - left, row.valued)
        rows = name_rows(page, alike, line, styles.mark)
        elements += line_of(page, card, line, number, styles.mark, rows)
    return elements + _foot(page, card, box, row, number)


def _on_scale_of(card: Card, block: Cards) -> list[Card]:
    """Return the cards whose lines are on the scale of one, it among them: a unit is equally high on each."""
    spans = [(one, one.scale[1] - one.scale[0]) for one in block.cards if not one.single]
    return [one for one, span in spans if math.isclose(span, card.scale[1] - card.scale[0])]


def _ground(card: Card, box: Box, number: int, colour: str) -> list[Element]:
    """Return the ground of a card under its bar: that of an old value is dashed."""
    ground = Shape(f"Card {number}", "rect", box, fill="wash")
    if card.outdated:
        ground = Shape(f"Card {number}", "rect", box, line="context", weight=1.0, dash=True)
    return [ground, Shape(f"Card bar {number}", "rect", replace(box, h=_BAR), fill=colour)]


def _foot(page: Page, card: Card, box: Box, row: _CardRow, number: int) -> list[Element]:
    """Return the marks of a card below a rule, each behind its sign."""
    if not card.marks:
        return []
    x, top, wide = box.x + _PAD, box.y1 - 8 - row.marks, box.w - 2 * _PAD
    elements: list[Element] = [Shape(f"Card rule {number}", "line", Box(x, top + 3, wide, 0), line="rule", weight=0.75)]
    y = top + 8
    for at, mark in enumerate(card.marks, start=1):
        content = _marks([mark], row.styles)
        tall = fit.height(content, wide - _SIGN - 6)
        sign = Box(x, y + (row.styles.mark.leading - _SIGN) / 2, _SIGN, _SIGN)
        elements.append(_sign(mark, sign, f"Mark sign {number}.{at}", _COLOURS.get(card.role, ("ink", "ink"))[0]))
        text = Box(x + _SIGN + 6, y, wide - _SIGN - 6, tall + 1)
        elements.append(fit.set_text(page, f"Mark {number}.{at}", text, content))
        y += tall
    return elements


def _sign(mark: CardMark, box: Box, name: str, colour: str) -> Shape:
    """Return the sign of a mark: a dashed ring for a first reading, hatches for what is missing, a dot, a bar."""
    if mark.kind == "revised":
        return Shape(name, "ellipse", box, line="ink_3", weight=1.25, dash=True)
    if mark.kind in ("gap", "age"):
        return Shape(name, "rect", box, fill="ink_3", hatched=True)
    if mark.kind == "record":
        return Shape(name, "ellipse", box, fill=colour)
    return Shape(name, "rect", Box(box.x, box.y + box.h / 2 - 1.5, box.w, 3), fill="ink_3")


def _evidence_of(page: Page, card: Card) -> str:
    """Return the id of the first later section of the deck whose chart has the series of a card, else ""."""
    keys = {series.key for series in card.slope.series}
    shown = [section for section in page.document.sections if "deck" in section.outputs]
    later = shown[[section.id for section in shown].index(page.section.id) + 1 :]
    for section in later:
        charts = [block for block in section.blocks if isinstance(block, Chart)]
        if any(series.key in keys for chart in charts for series in chart.series):
            return section.id
    return ""


def _blocks(page: Page, points: tuple[Point, ...], cards_in_row: int) -> tuple[list[Element], float]:
    """Return points as headed blocks in equal columns at the foot, above the ask, and the y of their top. As many as
    cards in a row stand below these."""
    foot, limit = strip(page, ())
    limit -= 12 if foot else 0
    if not points:
        return foot, limit
    if len(points) > MOST_COLUMNS:
        over = len(points) - MOST_COLUMNS
        raise page.error("points", f"{over} too many for {MOST_COLUMNS} columns", "leave some to the brief")
    zones = page.zones.columns(len(points), grid.GUTTER if len(points) in (cards_in_row, IN_A_ROW) else 24)
    content = [_block(point) for point in points]
    tall = max(fit.height(paragraphs, wide) for paragraphs, (_, wide) in zip(content, zones, strict=True))
    top = limit - tall - 8
    elements: list[Element] = []
    for index, (paragraphs, (x, wide)) in enumerate(zip(content, zones, strict=True), start=1):
        elements.append(Shape(f"Block rule {index}", "line", Box(x, top, wide, 0), line="context", weight=2.0))
        box = Box(x, top + 8, wide, tall)
        elements.append(fit.set_text(page.at(f"block {index}"), f"Block {index}", box, paragraphs))
    return [*elements, *foot], top


def _block(point: Point) -> list[Paragraph]:
    content = [Paragraph(lead_line(point), _HEAD)] if point.lead else []
    # below a head in full-width signs, which fill their line, body text would stand on it
    body = replace(grid.BODY, before=_BELOW_HEAD) if content else grid.BODY
    return [*content, Paragraph(point.body, body)] if point.body else content
