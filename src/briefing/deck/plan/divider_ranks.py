"""The picture of ranks before a part: for each list its name over the places, the own place in a disc."""

from __future__ import annotations

from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Shape, TextStyle
from briefing.model.document import RankStrip
from briefing.model.text import text

_NAME, _LEAD = TextStyle(14, 18, "ink_2"), TextStyle(14, 18, "highlight", bold=True)
_RANK = TextStyle(14, 18, "paper", bold=True, align="ctr")
_DISC, _PLACE = 26.0, 8.0
_LEAST = _NAME.leading + _DISC + 6  # height of a row
_UNDER_NAME, _EDGE = 4.0, 1.5


def ranks_fit(block: RankStrip, area: Box) -> bool:
    """Whether the rows and the places of ranks have room in an area."""
    widest = max(fit.width(row.name, _LEAD) for row in block.rows)
    return len(block.rows) * _LEAST <= area.h and widest <= area.w and block.places * _DISC <= area.w


def rank_rows(page: Page, block: RankStrip, area: Box) -> list[Element]:
    """Return rows of ranks in an area that has room for them."""
    tall = area.h / len(block.rows)
    found: list[Element] = []
    for number, row in enumerate(block.rows, start=1):
        top = area.y + (number - 1) * tall + (tall - _LEAST) / 2
        leads = row.highlight and not row.partial
        name = Box(area.x, top, area.w, _NAME.leading)
        content = fit.single(row.name, _LEAD if leads else _NAME)
        found.append(fit.set_text(page.at("picture"), f"Picture list {number}", name, content))
        track = Box(area.x, name.y1 + _UNDER_NAME, area.w, _DISC)
        found += _places(page, block, number, track)
    return found


def _places(page: Page, block: RankStrip, number: int, track: Box) -> list[Element]:
    row, step = block.rows[number - 1], (track.w - _DISC) / max(1, block.places - 1)
    middle, rank = track.y + track.h / 2, round(row.rank.value)
    whole = Box(track.x + _DISC / 2, middle, (block.marked[-1] - 1) * step, 0)
    last = number == len(block.rows)
    found: list[Element] = [Shape(f"Picture track {number}", "line", whole, line="rule_strong", weight=1.0)]
    for place in (one for one in block.marked if one != rank):
        dot = Box(track.x + (place - 1) * step + (_DISC - _PLACE) / 2, middle - _PLACE / 2, _PLACE, _PLACE)
        name = f"Picture place {number}.{place}"
        found.append(Shape(name, "ellipse", dot, fill="paper", line="context", weight=_EDGE))
    disc = Box(track.x + (rank - 1) * step, track.y, _DISC, _DISC)
    colour, alt = "highlight" if row.highlight else "ink_3", block.alt if last else ()
    # among some places only: hollow, as in the strip
    fill, line, weight = ("paper", colour, _EDGE) if row.partial else (colour, "", 0.0)
    found.append(Shape(f"Picture rank {number}", "ellipse", disc, fill, line, weight, alt))
    style = grid.coloured(_RANK, colour) if row.partial else _RANK
    words = text(str(rank), fact=row.rank.name)
    found.append(fit.set_text(page.at("picture"), f"Picture {number}", disc, fit.single(words, style), anchor="ctr"))
    return found
