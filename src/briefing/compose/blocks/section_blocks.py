"""The evidence of a section or an aside as blocks of the document, in the story's order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from briefing.compose.blocks.alt_texts import alt
from briefing.compose.blocks.card_blocks import cards
from briefing.compose.blocks.chart_blocks import chart
from briefing.compose.blocks.heat_tables import heat
from briefing.compose.blocks.line_scales import on_lifted_scales
from briefing.compose.blocks.panel_colours import in_own_colours
from briefing.compose.blocks.small_multiples import multiples
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects
from briefing.compose.language.expressions import Evaluation, near
from briefing.compose.language.numeral_rule import VERBATIM
from briefing.compose.language.syntax import parse_expression
from briefing.compose.language.templates import NAME
from briefing.compose.source_lines import dated_source
from briefing.compose.story_nodes import NodePath
from briefing.errors import StoryError
from briefing.model.block_specs import EventSpec, QuoteSpec, RankSpec, RanksSpec, TableSpec, TilesSpec
from briefing.model.dataset import Statement
from briefing.model.document import (
    Block,
    Decision,
    Decisions,
    Event,
    List,
    Paragraph,
    Quote,
    RankRow,
    RankStrip,
    Table,
    TileGroup,
    TileMap,
    Timeline,
)
from briefing.model.fact import Fact
from briefing.model.story import Blocks, SideBlocks
from briefing.model.text import Run, Text, plain


def side_block(composer: Composer, spec: SideBlocks, path: NodePath, finding: Text, tested: Expects) -> Block | None:
    """Return the block of the side column, the first that a node has; more than one is a fault."""
    if sum(map(bool, (spec.table, spec.quote, spec.milestones))) > 1:
        composer.fault("an aside holds one block at most", path, "make an aside for each")
    own = Blocks.model_construct(table=spec.table, quote=spec.quote, milestones=spec.milestones)
    return next(iter(blocks(composer, own, path, finding, tested=tested)), None)


def blocks(composer: Composer, spec: Blocks, path: NodePath, finding: Text, *, tested: Expects) -> tuple[Block, ...]:
    """Return the blocks of a node that prove a finding; faulty ones are left out, noted."""
    found = [block for block in _each(composer, spec, path, finding, tested) if block is not None]
    return in_own_colours(on_lifted_scales(composer, found))


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
    named = any(item.highlight for item in spec.rows)
    rows = tuple(row if named else replace(row, highlight=round(row.rank.value) == 1) for row in found if row)
    for at, row in enumerate(rows):
        if row.rank.value > spec.places:
            what = f"{row.rank.name} is {row.rank.value:g}, the strip has {spec.places} places"
            composer.fault(what, (*path, "rows", at), "raise `places`")
    first, middle, last = (composer.text(item, (*path, "head", at), tested=tested) for at, item in enumerate(spec.head))
    values = [composer.labelled(row.name, composer.print(row.rank, "rank")) for row in rows]
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
        return RankRow(name, detail, composer.use(rank), ahead, item.partial, item.highlight)
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
    described = alt(composer, "table", finding, [row[0] for row in rows])
    return Table(head, rows, align, spec.weights, spec.highlight, alt=described)


def _timeline(composer: Composer, spec: Blocks, path: NodePath, finding: Text, tested: Expects) -> Timeline:
    found = [_event(composer, item, (*path, "milestones", at), tested) for at, item in enumerate(spec.milestones)]
    events = tuple(event for _, event in sorted((item for item in found if item), key=lambda item: item[0]))
    values = [composer.labelled(event.date, event.text) for event in events]
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
    text = composer.text(item.text, (*path, "text"), tested=tested)
    date = Run(composer.wording.date(item.date), term="date of the milestone")
    if not item.text:
        fix = f"write `text:` at the milestone of {item.date} in story.{composer.wording.lang}.yaml"
        title = composer.names.title(known[0].title, "milestones.csv, column title", fix)
        text = composer.declared(title, NAME)
    return item.date, Event((date,), text, item.highlight)


def _decisions(composer: Composer, spec: Blocks, path: NodePath, finding: Text, tested: Expects) -> Decisions:
    items: list[Decision] = []
    for at, item in enumerate(spec.decisions):
        question, why, known, missing = (
            composer.text(getattr(item, name), (*path, "decisions", at, name), tested=tested)
            for name in ("question", "why", "known", "missing")
        )
        items.append(Decision(question, why, known, missing, item.highlight))
    return Decisions(tuple(items), alt(composer, "decisions", finding, [item.question for item in items]))


# Statements

# What would make a retold statement pass for the speaker's own words. Single marks are apostrophes too.
_MARKS: Final = frozenset('"“”„«»「」『』')


def statement(composer: Composer, key: str, path: NodePath) -> Statement | None:
    """Return a statement, its source counted as used; an unknown one is a fault."""
    found = composer.dataset.statements.get(key)
    if found is None:
        composer.fault(f"unknown statement {key!r}", path, near(key, tuple(composer.dataset.statements)))
    else:
        composer.cite(found.source)
    return found


def quote(composer: Composer, spec: QuoteSpec, path: NodePath) -> Quote | None:
    """Return a statement verbatim, or retold where the story speaks another language."""
    found = statement(composer, spec.statement, path)
    if found is None or not _in_story_language(composer, found, (spec.retold,) if spec.retold else (), path):
        return None
    source = composer.published.get(found.source)
    origin = dated_source(composer, source) if source else ()
    if not spec.retold:
        speaker = composer.declared(found.speaker, NAME)
        return Quote((_verbatim(found.text),), speaker, origin, "translation" in found.note.lower())
    retold = composer.text(spec.retold, (*path, "retold"))
    if _MARKS & set(plain(retold)):
        what = f"the retold statement {found.id!r} holds quotation marks, but these are not the speaker's words"
        composer.fault(what, (*path, "retold"), "leave the marks out")
    if found.speaker and not spec.speaker:
        what = f"the speaker of the statement {found.id!r} is only known in {found.lang}: {found.speaker}"
        composer.fault(what, path, f"name the speaker in {composer.wording.lang} with `speaker:`")
    return Quote(retold, composer.text(spec.speaker, (*path, "speaker")), origin, retold=True)


def tiles(composer: Composer, specs: Sequence[TilesSpec], path: NodePath, finding: Text, *, tested: Expects) -> TileMap:
    """Return list statements as groups of equal tiles, each entry verbatim, but for its first letter, or retold."""
    groups: list[TileGroup] = []
    for at, item in enumerate(specs):
        where = (*path, at)
        title = composer.text(item.title, (*where, "title"), tested=tested)
        found = statement(composer, item.items, (*where, "items"))
        if found is None or not _in_story_language(composer, found, item.retold, (*where, "items")):
            continue
        for key, given, are, fix in (
            ("retold", item.retold, "are retold", "retell each entry, in the order of statements.csv"),
            ("details", item.details, "have details", "give each one, in the order of statements.csv, '' for nothing"),
        ):
            if given and len(given) != len(found.items):
                what = f"{len(given)} entries {are}, the statement {found.id!r} has {len(found.items)}"
                composer.fault(what, (*where, key), fix)
        retold = (composer.text(entry, (*where, "retold", number)) for number, entry in enumerate(item.retold))
        entries = tuple(retold) or tuple((_verbatim(entry[:1].upper() + entry[1:]),) for entry in found.items)
        details = (
            composer.text(entry, (*where, "details", at), tested=tested) for at, entry in enumerate(item.details)
        )
        groups.append(TileGroup(title, entries, tuple(details)))
    values = [
        composer.join([entry, group.detail(at)], ": ") for group in groups for at, entry in enumerate(group.items)
    ]
    return TileMap(tuple(groups), alt(composer, "tiles", finding, values))


def _in_story_language(composer: Composer, found: Statement, retold: Sequence[str], path: NodePath) -> bool:
    """Whether a statement is retold exactly if the story speaks another language than its words; else a fault."""
    own = composer.wording.lang
    if found.lang != own and not retold:
        what = f"the statement {found.id!r} is in {found.lang}, the story in {own}"
        composer.fault(what, path, "give its sense with `retold:`, which is marked as such, or leave it out")
    if found.lang == own and retold:
        what = f"the statement {found.id!r} is in {own}, the language of the story, but it is retold"
        composer.fault(what, path, "delete `retold:`, so that it stands verbatim")
    return (found.lang != own) == bool(retold)


def _verbatim(value: str) -> Run:
    return Run(value, term=VERBATIM)


# Lists

_ITEM: Final = re.compile(r"^ *(?:[-*+]|[0-9]{1,9}[.)])[ \t]", re.MULTILINE)
_PARSER: Final = MarkdownIt("zero").enable("list")
DEEPEST: Final = 3  # deeper ones leave no measure for their words


def paragraphs(composer: Composer, source: str, path: NodePath, *, tested: Expects) -> tuple[Paragraph, ...]:
    """Return the paragraphs and lists of a text with blank lines between paragraphs.

    A line that begins with a mark is an item, as in Markdown.
    """
    if not _ITEM.search(source):
        texts = (composer.text(part, path, tested=tested) for part in source.split("\n\n"))
        return tuple(text for text in texts if text)
    return _ListReader(composer, path, tested).read(iter(_PARSER.parse(source)), 0)


class _ListReader:
    """Reads the tokens of one source; every text goes through the composer like any other."""

    def __init__(self, composer: Composer, path: NodePath, tested: Expects) -> None:
        self.composer, self.path, self.tested = composer, path, tested

    def read(self, tokens: Iterator[Token], depth: int) -> tuple[Paragraph, ...]:
        """Return paragraphs and lists up to the end of an item or of the source."""
        found: list[Paragraph] = []
        for token in tokens:
            if token.type == "list_item_close":
                break
            if token.type == "inline":
                text = self.composer.text(token.content, self.path, tested=self.tested)
                found += [text] if text else []
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                item = self._list(tokens, token, depth + 1)
                found += [item] if item.items else []
        return tuple(found)

    def _list(self, tokens: Iterator[Token], opened: Token, depth: int) -> List:
        numbered = opened.type == "ordered_list_open"
        start = opened.attrs.get("start", 1)
        if start != 1:
            fix = "begin with 1.; a number that is no mark of a list needs a word before it"
            self.composer.fault(f"a numbered list that begins with {start}", self.path, fix)
        if depth > DEEPEST:
            self.composer.fault(f"a list on level {depth}", self.path, f"at most {DEEPEST} levels")
        items: list[tuple[Paragraph, ...]] = []
        for token in tokens:
            if token.type != "list_item_open":
                break
            items.append(self.read(tokens, depth))
        return List(tuple(item for item in items if item), numbered)
