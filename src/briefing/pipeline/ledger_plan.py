"""The plan of the ledger: which words and numbers belong together, as they were composed.

No writer takes part in it. The proof compares every file with it, and so finds a writer that exchanges two numbers,
names or titles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from briefing.model.chart import Chart
from briefing.model.chart_remarks import TARGET, Difference
from briefing.model.document import (
    Block,
    Cards,
    Decisions,
    Document,
    HeatTable,
    Multiples,
    RankStrip,
    Section,
    Table,
    TileMap,
    Timeline,
)
from briefing.model.letter_cards import letter_cards
from briefing.model.outlines import MapGround
from briefing.model.own_figure import FigureCall
from briefing.model.text import Text, plain

Entry = dict[str, Any]


def plan(document: Document) -> Iterator[Entry]:
    """Yield an entry for the cover of a document, for each part and its sections in order, and for its letter."""
    cover = [document.cover] if document.cover else []
    opening = _entry("cover", "", ("deck",), (document.title, document.subtitle), blocks=cover)
    if document.cover and document.cover.results:  # whose names are at the lines
        opening["groups"] = [_results(document.cover, named=False)]
    yield opening
    for part in document.parts:
        yield _entry("part", part.id, ("brief",), (part.headline, part.standfirst))
        for section in part.sections:
            outputs = [output for output in section.outputs if output != "letter"]
            head = section.title, section.subtitle
            yield _entry("section", section.id, outputs, head, _texts(section), section.blocks)
    yield _entry("letter", "", ("letter",), ((), ()), blocks=_first_cards(document))


def _first_cards(document: Document) -> Sequence[Block]:
    blocks = (block for section in document.sections for block in section.blocks)
    return [replace(block, cards=letter_cards(document)) for block in blocks if isinstance(block, Cards)][:1]


def _entry(
    kind: str,
    name: str,
    outputs: Iterable[str],
    head: tuple[Text, Text],
    texts: Iterable[Text] = (),
    blocks: Iterable[Block] = (),
) -> Entry:
    """Return the entry of a part of the story, from its title with the line below, its other texts and its blocks."""
    blocks = list(blocks)
    entry: Entry = {
        "kind": kind,
        "id": name,
        "outputs": list(outputs),
        "title": plain(head[0]),
        "below": plain(head[1]),
        "texts": [words for text in texts if (words := plain(text))],
        "groups": [group for block in blocks if type(block) in _GROUPS if (group := _GROUPS[type(block)](block))],
        "charts": [
            _chart(chart) for block in blocks if type(block) in _CHARTS for chart in _CHARTS[type(block)](block)
        ],
    }
    return {key: value for key, value in entry.items() if value}


def _texts(section: Section) -> Iterator[Text]:
    for point in section.points:
        yield point.lead
        yield point.body
    yield section.ask


def _card_charts(block: Cards) -> list[Chart]:
    return [replace(card.slope, title=card.label) for card in block.cards if not card.single]


# The charts of each kind of block that has some.
_CHARTS: Final[Mapping[type[Block], Callable[[Any], Iterable[Chart]]]] = {
    Chart: lambda block: [block],
    Multiples: lambda block: block.panels,
    Cards: _card_charts,
}


def _chart(chart: Chart) -> Entry:
    entry: Entry = {
        "kind": chart.kind,
        "title": plain(chart.title),
        "categories": list(chart.categories),
        "series": [
            {"name": plain(one.name), "facts": [point.name if point is not None else "" for point in one.points]}
            for one in chart.series
        ],
        "targets": [target.name if target is not None else "" for target in (*chart.targets, *chart.medians)],
        "rows": [plain(row.name) for row in chart.rows],
        "columns": [[plain(column.head), *map(plain, column.cells)] for column in chart.columns],
        "highlight": chart.highlight if chart.kind == "columns" and chart.highlight in chart.categories else "",
        "map": _map(chart.ground) if chart.ground else None,
        "figure": _figure(chart.figure) if chart.figure else None,
        "spans": [
            _span(item, {one.key: plain(one.name) for one in chart.series} | {TARGET: TARGET})
            for item in chart.differences
        ],
    }
    return {key: value for key, value in entry.items() if value}


def _map(ground: MapGround) -> Entry:
    return {"codes": list(ground.codes), "rule": ground.rule, "breaks": list(ground.breaks)}


def _figure(call: FigureCall) -> Entry:
    entry: Entry = {"call": str(call), "texts": [plain(item) for _, item in call.texts], "numbers": dict(call.numbers)}
    return {key: value for key, value in entry.items() if value}


def _span(item: Difference, names: Mapping[str, str]) -> Entry:
    ends = {name: [names[key], at] for name, (key, at) in (("start", item.start), ("end", item.end))}
    return {**ends, "text": plain(item.text), **({"worded": True} if item.worded else {})}


def _results(chart: Chart, *, named: bool = True) -> Entry:
    names = {one.key: one.name for one in chart.series} if named and len(chart.series) > 1 else {}
    return _group([item.text, names.get(item.series, ()), item.detail] for item in chart.results)


def _cards(block: Cards) -> Entry:
    return _group((card.texts for card in block.cards), loose=True)


def _heat_table(block: HeatTable) -> Entry:
    cells = [[row.name, row.detail, *(cell.text for cell in row.cells)] for row in block.rows]
    return _group([[block.head, *block.years], *cells])


def _rank_strip(block: RankStrip) -> Entry:
    return _rows(
        [[plain(row.name), plain(row.detail), f"{row.rank.value:.0f}", plain(row.ahead)] for row in block.rows]
    )


def _decisions(block: Decisions) -> Entry:
    return _group(((one.question, one.why, one.known, one.missing) for one in block.items), loose=True)


def _tile_map(block: TileMap) -> Entry:
    details = [[(item, one.detail(at)) for at, item in enumerate(one.items)] for one in block.groups]
    return _group(
        [one.title, *(text for tile in tiles for text in tile)]
        for one, tiles in zip(block.groups, details, strict=True)
    )


# The rows of each kind of block that has some: the texts of a row belong together, in this order or, if they are
# `loose`, in any.
_GROUPS: Final[Mapping[type[Block], Callable[[Any], Entry]]] = {
    Cards: _cards,
    Chart: _results,
    Table: lambda block: _group([block.head, *block.rows]),
    HeatTable: _heat_table,
    RankStrip: _rank_strip,
    Decisions: _decisions,
    Timeline: lambda block: _group((event.date, event.text) for event in block.events),
    TileMap: _tile_map,
}


def _group(rows: Iterable[Iterable[Text]], *, loose: bool = False) -> Entry:
    return _rows([[plain(text) for text in row] for row in rows], loose=loose)


def _rows(rows: Sequence[Sequence[str]], *, loose: bool = False) -> Entry:
    printed = [[text for text in row if text] for row in rows]
    entry: Mapping[str, Any] = {"rows": printed, "loose": loose}
    return {key: value for key, value in entry.items() if value}
