"""The evidence of a section or an aside → blocks of the document, in the story's order."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.compose.blocks.alt_texts import alt
from briefing.compose.blocks.cards import cards
from briefing.compose.blocks.chart_blocks import chart
from briefing.compose.blocks.heat_tables import heat
from briefing.compose.blocks.small_multiples import multiples
from briefing.compose.blocks.statements import quote, tiles
from briefing.compose.composer import Composer
from briefing.compose.language.expectations import Expects
from briefing.compose.language.expressions import Evaluation, near
from briefing.compose.language.syntax import parse_expression
from briefing.compose.language.templates import NAME
from briefing.compose.story_nodes import NodePath
from briefing.errors import StoryError
from briefing.model.document import (
    Block,
    Decision,
    Decisions,
    Event,
    RankRow,
    RankStrip,
    Table,
    Timeline,
)
from briefing.model.fact import Fact
from briefing.model.story import Blocks, EventSpec, RankSpec, RanksSpec, SideBlocks, TableSpec
from briefing.model.text import Run, Text


def side_block(composer: Composer, spec: SideBlocks, path: NodePath, finding: Text, tested: Expects) -> Block | None:
    """A node of the side column and its title → its block, the first that it has; more than one is a fault."""
    if sum(map(bool, (spec.table, spec.quote, spec.milestones))) > 1:
        composer.fault("an aside holds one block at most", path, "make an aside for each")
    held = Blocks.model_construct(table=spec.table, quote=spec.quote, milestones=spec.milestones)
    return next(iter(blocks(composer, held, path, finding, tested=tested)), None)


def blocks(composer: Composer, spec: Blocks, path: NodePath, finding: Text, *, tested: Expects) -> tuple[Block, ...]:
    """A node with evidence and the finding it proves → its blocks; faulty ones are left out, noted."""
    return tuple(block for block in _each(composer, spec, path, finding, tested) if block is not None)


def _each(composer: Composer, spec: Blocks, path: NodePath, finding: Text, tested: Expects) -> Iterator[Block | None]:
    if spec.cards:
        yield cards(composer, spec.cards, (*path, "cards"), finding, tested=tested)
    if spec.chart:
        yield chart(composer, spec.chart, (*path, "chart"), finding, tested=tested)
    for number, item in enumerate(spec.charts):
        yield chart(composer, item, (*path, "charts", number), finding, tested=tested)
    if spec.multiples:
        yield multiples(composer, spec.multiples, (*path, "multiples"), finding, tested=tested)
    if spec.ranks:
        yield _ranks(composer, spec.ranks, (*path, "ranks"), finding, tested)
    if spec.heat:
        yield heat(composer, spec.heat, (*path, "heat"), finding, tested=tested)
    if spec.table:
        yield _table(composer, spec.table, (*path, "table"), finding, tested)
    if spec.quote:
        yield quote(composer, spec.quote, (*path, "quote"))
    if spec.tiles:
        yield tiles(composer, spec.tiles, (*path, "tiles"), finding, tested=tested)
    if spec.milestones:
        yield _timeline(composer, spec, path, finding, tested)
    if spec.decisions:
        yield _decisions(composer, spec, path, finding, tested)


def _ranks(composer: Composer, spec: RanksSpec, path: NodePath, finding: Text, tested: Expects) -> RankStrip:
    found = [_rank(composer, item, (*path, "rows", at), tested) for at, item in enumerate(spec.rows)]
    rows = tuple(row for row in found if row is not None)
    for at, row in enumerate(rows):
        if row.rank.value > spec.places:
            what = f"{row.rank.name} is {row.rank.value:g}, the strip has {spec.places} places"
            composer.fault(what, (*path, "rows", at), "raise `places`")
    first, middle, last = (composer.text(item, (*path, "head", at), tested=tested) for at, item in enumerate(spec.head))
    values = [(*row.name, *composer.joint(": "), *composer.print(row.rank, "rank")) for row in rows]
    return RankStrip(rows, spec.places, (first, middle, last), alt(composer, "ranks", finding, values))


def _rank(composer: Composer, item: RankSpec, path: NodePath, tested: Expects) -> RankRow | None:
    name = composer.text(item.name, (*path, "name"), tested=tested)
    detail = composer.text(item.detail, (*path, "detail"), tested=tested)
    ahead = composer.text(item.ahead, (*path, "ahead"), tested=tested)
    with composer.at((*path, "rank")):
        rank = Evaluation(composer.book, parameters=composer.parameters).value(parse_expression(item.rank))
        if not isinstance(rank, Fact) or rank.measure != "rank":
            key = item.rank.strip().partition(".")[0]
            named = key if key in tuple(composer.book.keys()) else "KEY"
            fix = f"write {named}.rank() for the place among all places, or name an indicator that is a rank"
            raise StoryError(f"`{item.rank}` is no rank", fix=fix)
        return RankRow(name, detail, composer.use(rank), ahead, item.partial)
    return None


def _table(composer: Composer, spec: TableSpec, path: NodePath, finding: Text, tested: Expects) -> Table:
    head = tuple(composer.text(item, (*path, "head", at), tested=tested) for at, item in enumerate(spec.head))
    rows = tuple(
        tuple(composer.text(cell, (*path, "rows", at, col), tested=tested, lined=True) for col, cell in enumerate(row))
        for at, row in enumerate(spec.rows)
    )
    if spec.highlight is not None and not 0 <= spec.highlight < len(rows):
        composer.fault(f"highlight is {spec.highlight}, the table has {len(rows)} rows", path, "rows count from 0")
    align = spec.align or "l" * len(head)
    said = alt(composer, "table", finding, [row[0] for row in rows])
    return Table(head, rows, align, spec.weights, spec.highlight, alt=said)


def _timeline(composer: Composer, spec: Blocks, path: NodePath, finding: Text, tested: Expects) -> Timeline:
    found = [_event(composer, item, (*path, "milestones", at), tested) for at, item in enumerate(spec.milestones)]
    events = tuple(event for _, event in sorted((item for item in found if item), key=lambda item: item[0]))
    values = [(*event.date, *composer.joint(": "), *event.text) for event in events]
    return Timeline(events, alt(composer, "timeline", finding, values))


def _event(composer: Composer, item: EventSpec, path: NodePath, tested: Expects) -> tuple[str, Event] | None:
    known = [milestone for milestone in composer.dataset.milestones if milestone.date == item.date]
    if not known:
        dates = tuple(milestone.date for milestone in composer.dataset.milestones)
        composer.fault(f"no milestone is dated {item.date!r}", (*path, "date"), near(item.date, dates))
        return None
    if len(known) > 1 and not item.text:
        composer.fault(f"{len(known)} milestones are dated {item.date}", (*path, "date"), "say which with `text:`")
    composer.cite(known[0].source)
    said = (
        composer.text(item.text, (*path, "text"), tested=tested)
        if item.text
        else composer.declared(known[0].title, NAME)
    )
    date = Run(composer.wording.date(item.date), term="date of the milestone")
    return item.date, Event((date,), said, item.highlight)


def _decisions(composer: Composer, spec: Blocks, path: NodePath, finding: Text, tested: Expects) -> Decisions:
    items: list[Decision] = []
    for at, item in enumerate(spec.decisions):
        question, why, known, missing = (
            composer.text(value, (*path, "decisions", at, name), tested=tested)
            for name, value in (
                ("question", item.question),
                ("why", item.why),
                ("known", item.known),
                ("missing", item.missing),
            )
        )
        items.append(Decision(question, why, known, missing, item.highlight))
    return Decisions(tuple(items), alt(composer, "decisions", finding, [item.question for item in items]))
