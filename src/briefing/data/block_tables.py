"""The rows of each kind of block that has numbers, before units, notes and sources are worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from msgspec import Struct

from briefing.data.figure_table import AbsentCell, Cell, NumberCell
from briefing.data.value_notes import break_notes, gap_notes
from briefing.model.chart import Chart, Series
from briefing.model.document import Block, Cards, Document, HeatTable, Multiples, RankStrip, Table, TileMap
from briefing.model.fact import Fact
from briefing.model.lineage import number
from briefing.model.period import Period
from briefing.model.text import Run, Text, join, plain, text
from briefing.wording import DirectedWording
from briefing.wording.fitting import POINTS
from briefing.wording.levels import readable_decimals
from briefing.wording.period_labels import LabelForm
from briefing.wording.rounding import published, rounded, significant

_PERIOD: Final = "period of the values"
_NAME: Final = "name in the data"
_LEAST_OF: Final = {"multiple": 2, "share": 1, "percent": 1, "points": 1, "growth": 1, "mean": 2, "index": 1}
_MOST_DECIMALS: Final = 6
_LEAST_FIGURES: Final = 2
_UNIT_PHRASES: Final = {"index": "measure_index", POINTS: "changed_in_points"}
_SIGNS: Final = {"%": "data_percent", "×": "measure_multiple"}
UNKNOWN, WITHHELD, NOT_APPLICABLE = AbsentCell("x"), AbsentCell("c"), AbsentCell("z")


class TableContext(Struct, frozen=True):
    """A document and the wording of its language."""

    document: Document
    wording: DirectedWording

    def phrase(self, key: str) -> Text:
        """Return a fixed phrase as a text."""
        return text(self.wording.phrase(key))

    def period(self, period: Period) -> Text:
        """Return the name of a period."""
        form: LabelForm = "short" if period.frequency.unit == "week" else ""
        return text(self.wording.label(period, form), term=_PERIOD)

    def number(self, fact: Fact) -> NumberCell:
        """Return a fact as a number, with the decimals in which it was published or those that its measure needs."""
        spoken = self.wording.spoken(fact)
        value = float(number(spoken.value))
        least = min(_LEAST_OF.get(fact.measure, 0), published(value))
        if fact.measure in ("value", "target"):  # a figure may print fewer than were published
            least = min(published(value), _MOST_DECIMALS)
        decimals = max(readable_decimals(value, spoken.decimals), least)
        if value and not rounded(value, decimals):  # what is there is never shown as zero
            decimals = published(float(significant(value, _LEAST_FIGURES)))
        while decimals < _MOST_DECIMALS and rounded(value, decimals) != rounded(value, decimals, fact.qualifier):
            decimals += 1  # a cell is rounded half up, which a bound may not be
        grouped = spoken.format.thousands is not False and fact.measure != "period"
        space = " " if self.wording.language.spaced and spoken.format.word else ""
        return NumberCell(fact, value, decimals, grouped, space + spoken.format.word)

    def spelled_unit(self, fact: Fact) -> str:
        """Return the unit of a number for a cell of its own, where a sign alone would not be read aloud."""
        unit = self.unit(fact)
        if not unit or any(map(str.isalnum, unit)):
            return unit
        word = self.wording.phrase(_SIGNS.get(unit, "data_unit"))
        return f"{word}{self.wording.joint(' (')}{unit}{self.wording.joint(')')}"

    def unit(self, fact: Fact) -> str:
        """Return the unit of a number in words, with the word for its scale."""
        phrase = _UNIT_PHRASES.get(fact.unit)
        return self.wording.phrase(phrase) if phrase else self.wording.unit_of_value(fact)


class DraftRow(Struct, frozen=True):
    """A row before its notes and sources: the texts that head it, its numbers by column, remarks of its own."""

    heads: tuple[Text, ...]
    cells: tuple[Cell, ...]
    remarks: tuple[Text, ...] = ()


class DraftTable(Struct, frozen=True):
    """Rows under heads, before units, notes and sources: `heads` are those of texts, `columns` those of numbers."""

    heads: tuple[Text, ...]
    columns: tuple[Text, ...]
    rows: tuple[DraftRow, ...]
    title: Text = ()
    subtitle: Text = ()


def drafts(context: TableContext, block: Block) -> Iterator[DraftTable]:
    """Yield the table of a block that has numbers."""
    make = _MAKERS.get(type(block))
    draft = make(context, block) if make is not None else None
    if draft is not None and any(isinstance(cell, NumberCell) for row in draft.rows for cell in row.cells):
        yield draft


def _chart(context: TableContext, chart: Chart) -> DraftTable:
    """A row for each category, a column for each series, and what stands next to them."""
    cells = [_series(context, chart, series) for series in chart.series]
    heads = [_head(context, chart, series) for series in chart.series]
    for series in chart.series:
        if any(series.earlier):
            heads.append(text(context.wording.phrase("ghost", name=plain(_head(context, chart, series))), term=_NAME))
            cells.append([_cell(context, point) for point in _padded(series.earlier, chart)])
    remarks: list[list[Text]] = [
        [*break_notes(chart, context.wording, key), *gap_notes(chart, context.wording, key)] for key in chart.categories
    ]
    for head, column, notes in _next_to_rows(context, chart):
        heads.append(head)
        cells.append(column)
        for at, note in notes.items():
            remarks[at].append(note)
    named = [_row_name(context, chart, at) for at in range(len(chart.categories))]
    rows = [
        DraftRow((name,), row, tuple(notes))
        for name, row, notes in zip(named, zip(*cells, strict=True), remarks, strict=True)
    ]
    if chart.level is not None:
        level = chart.level_name or context.phrase("target")
        rest = (NOT_APPLICABLE,) * (len(heads) - 1)
        rows.append(DraftRow((level,), (context.number(chart.level), *rest)))
    over_time = chart.kind == "seasonal" or (bool(chart.periods) and len(chart.periods) == len(named))
    row_head = "data_period" if over_time else "place_head" if _of_places(chart) else "data_name"
    return DraftTable(
        (context.phrase(row_head),),
        tuple(heads),
        tuple(rows),
        chart.title,
        chart.subtitle,
    )


def _padded(points: Sequence[Fact | None], chart: Chart) -> Sequence[Fact | None]:
    return [*points, *[None] * (len(chart.categories) - len(points))]


def _cell(context: TableContext, fact: Fact | None, absent: AbsentCell = UNKNOWN) -> Cell:
    return absent if fact is None else context.number(fact)


def _series(context: TableContext, chart: Chart, series: Series) -> list[Cell]:
    reasons = {str(period): status for key, period, status in chart.gaps if key == series.key}
    points = zip(chart.categories, _padded(series.points, chart), strict=True)
    return [_cell(context, point, WITHHELD if reasons.get(category) == "Q" else UNKNOWN) for category, point in points]


def _head(context: TableContext, chart: Chart, series: Series) -> Text:
    name = join([series.name], "") or text(series.key, term=_NAME)
    name = tuple(Run(run.text.replace("\n", " "), fact=run.fact, term=run.term) for run in name)
    if chart.kind == "dumbbell" and chart.periods:
        at = [item.key for item in chart.series].index(series.key)
        return context.period(chart.periods[at]) if at < len(chart.periods) else name
    return name


def _row_name(context: TableContext, chart: Chart, at: int) -> Text:
    if len(chart.periods) == len(chart.categories) and chart.kind != "dumbbell":
        return context.period(chart.periods[at])
    if len(chart.rows) == len(chart.categories):
        return _one_line(chart.rows[at].name)
    return text(" ".join(chart.categories[at].split()), term=_NAME)


def _one_line(words: Text) -> Text:
    return tuple(Run(run.text.replace("\n", " "), fact=run.fact, term=run.term) for run in words)


def _of_places(chart: Chart) -> bool:
    """Whether the rows of a chart are places, as each has values of its own entity."""
    columns = [series.points for series in chart.series]
    entities = [{point.entity for point in points if point is not None} for points in zip_longest(*columns)]
    return len({name for names in entities for name in names}) > 1 and all(len(names) <= 1 for names in entities)


def _next_to_rows(context: TableContext, chart: Chart) -> Iterator[tuple[Text, list[Cell], dict[int, Text]]]:
    """Yield what stands next to the categories: targets and columns, each with remarks by row."""
    shown = {fact for column in chart.columns for cell in column.cells for fact in _named_facts(cell)}
    aimed = any(chart.targets) and len(chart.targets) == len(chart.categories)
    if aimed and not any(target is not None and target.name in shown for target in chart.targets):
        yield context.phrase("target"), [_cell(context, one, NOT_APPLICABLE) for one in chart.targets], {}
    of_rows = [column for column in chart.columns if len(column.cells) == len(chart.categories)]
    for column in of_rows if not chart.periods or len(chart.periods) != len(chart.categories) else ():
        cells = [cell_of(context, words) for words in column.cells]
        if any(isinstance(cell, NumberCell) for cell in cells):
            yield column.head, cells, _periods_of(context, column.head, column.cells, cells)
        elif any(cells) and plain(column.head):
            yield column.head, cells, {}


def _named_facts(words: Text) -> list[str]:
    return [run.fact for run in words if run.fact]


def _periods_of(context: TableContext, head: Text, texts: Sequence[Text], cells: Sequence[Cell]) -> dict[int, Text]:
    """Return the period of each number that the figure prints with it, as a remark."""
    found: dict[int, Text] = {}
    for at, (words, cell) in enumerate(zip(texts, cells, strict=True)):
        if isinstance(cell, NumberCell) and "\n" in plain(words) and cell.fact.period is not None:
            found[at] = (*head, *text(context.wording.joint(": ")), *context.period(cell.fact.period))
    return found


def cell_of(context: TableContext, words: Text) -> Cell:
    """Return the number that a cell prints if it prints one and says nothing else, else its words."""
    facts = context.document.facts
    printed = [facts[name] for name in _named_facts(words) if name in facts and facts[name].measure != "period"]
    names = dict.fromkeys(fact.name for fact in printed)
    others = "".join(run.text for run in words if not run.fact and not run.term)
    if len(names) == 1 and not any(map(str.isalpha, others)):
        return context.number(printed[0])
    return _one_line(words) or UNKNOWN


def _multiples(context: TableContext, block: Multiples) -> DraftTable:
    """A row for each period of any panel, a column for each panel."""
    panels = [(panel.title or series.name, panel, series) for panel in block.panels for series in panel.series]
    periods = {key: at for panel in block.panels for key, at in zip(panel.categories, panel.periods, strict=False)}
    keys = sorted(periods, key=lambda key: periods[key].chronological) or list(block.panels[0].categories)
    values = [dict(zip(panel.categories, _series(context, panel, series), strict=False)) for _, panel, series in panels]
    rows = tuple(
        DraftRow(
            (context.period(periods[key]) if key in periods else text(key, term=_NAME),),
            tuple(cells.get(key, UNKNOWN) for cells in values),
            tuple(
                note
                for panel in block.panels
                for notes in (break_notes, gap_notes)
                for note in notes(panel, context.wording, key)
            ),
        )
        for key in keys
    )
    heads = tuple(_one_line(name) for name, _, _ in panels)
    return DraftTable((context.phrase("data_period"),), heads, rows, (), block.subtitle)


def _cards(context: TableContext, block: Cards) -> DraftTable:
    """A row for each value of each card, then one for each change that it prints."""
    rows: list[DraftRow] = []
    for card in block.cards:
        points = [point for point in card.slope.series[0].points if point is not None]
        label = _one_line(card.label)
        printed = (name for words in (*card.changes, card.multiple) for name in _named_facts(words))
        changes = [context.document.facts[name] for name in dict.fromkeys(printed) if name in context.document.facts]
        shown = [*points, *(fact for fact in changes if fact.measure != "period" and fact not in points)]
        for fact in {fact.name: fact for fact in shown}.values():
            rows.append(DraftRow((label, _measure(context, fact), _span(context, fact)), (context.number(fact),)))
    heads = ("data_indicator", "data_measure", "data_period")
    return DraftTable(tuple(map(context.phrase, heads)), (context.phrase("measure_value"),), tuple(rows))


def _measure(context: TableContext, fact: Fact) -> Text:
    key = f"changed_{fact.measure}"
    words = context.wording.phrase(key if key in context.wording.language.phrases else "measure_value")
    return text(words[:1].upper() + words[1:])


def _span(context: TableContext, fact: Fact) -> Text:
    if fact.period is not None:
        return context.period(fact.period)
    ends = fact.window or ((fact.periods[0], fact.periods[-1]) if fact.periods else None)
    if ends is None or ends[0].frequency != ends[1].frequency:
        return ()
    return context.period(ends[0]) if ends[0] == ends[1] else text(context.wording.range(*ends), term=_PERIOD)


def _heat_table(context: TableContext, block: HeatTable) -> DraftTable:
    rows = []
    for row in block.rows:
        cells = tuple(cell_of(context, cell.text) if _named_facts(cell.text) else UNKNOWN for cell in row.cells)
        rows.append(DraftRow((_one_line(row.name), _one_line(row.detail)), cells))
    return _with_details(context, block.head, tuple(map(_one_line, block.years)), rows)


def _rank_strip(context: TableContext, block: RankStrip) -> DraftTable:
    rows = [
        DraftRow((_one_line(row.name), _one_line(row.detail)), (context.number(row.rank), _one_line(row.ahead)))
        for row in block.rows
    ]
    return _with_details(context, block.head[0], block.head[1:], rows)


def _with_details(context: TableContext, head: Text, columns: tuple[Text, ...], rows: list[DraftRow]) -> DraftTable:
    """Return a table whose second column has the second lines of names, where there are any."""
    if any(row.heads[1] for row in rows):
        return DraftTable((head, context.phrase("data_detail")), columns, tuple(rows))
    return DraftTable((head,), columns, tuple(DraftRow(row.heads[:1], row.cells) for row in rows))


def _text_table(context: TableContext, block: Table) -> DraftTable:
    rows = tuple(
        DraftRow((_one_line(row[0]),), tuple(cell_of(context, cell) for cell in row[1:])) for row in block.rows
    )
    return DraftTable(block.head[:1], block.head[1:], rows)


def _tile_map(context: TableContext, block: TileMap) -> DraftTable:
    rows = tuple(
        DraftRow((_one_line(group.title), _one_line(item)), (cell_of(context, group.detail(at)),))
        for group in block.groups
        for at, item in enumerate(group.items)
    )
    heads = (context.phrase("data_group"), context.phrase("data_name"))
    return DraftTable(heads, (context.phrase("measure_value"),), rows)


_MAKERS: Final[Mapping[type[Block], Callable[[TableContext, Any], DraftTable]]] = {
    Chart: _chart,
    Multiples: _multiples,
    Cards: _cards,
    HeatTable: _heat_table,
    RankStrip: _rank_strip,
    Table: _text_table,
    TileMap: _tile_map,
}
