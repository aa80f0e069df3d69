"""Statements of the dataset → quotations and tiles: verbatim in their own language, retold in another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.compose.blocks.alt_texts import alt
from briefing.compose.composer import Composer
from briefing.compose.language.expectations import Expects
from briefing.compose.language.expressions import near
from briefing.compose.language.templates import NAME
from briefing.compose.language.terms import VERBATIM
from briefing.compose.source_lines import dated_source
from briefing.compose.story_nodes import NodePath
from briefing.model.dataset import Statement
from briefing.model.document import Quote, TileGroup, TileMap
from briefing.model.story import QuoteSpec, TilesSpec
from briefing.model.text import Run, Text, join, plain

# What would make a retold statement pass for the speaker's own words. Single marks are apostrophes too.
_MARKS: Final = frozenset('"“”„«»「」『』')


def statement(composer: Composer, key: str, path: NodePath) -> Statement | None:
    """The id of a statement → the statement, its source counted as used; an unknown one is a fault."""
    found = composer.dataset.statements.get(key)
    if found is None:
        composer.fault(f"unknown statement {key!r}", path, near(key, tuple(composer.dataset.statements)))
    else:
        composer.cite(found.source)
    return found


def quote(composer: Composer, spec: QuoteSpec, path: NodePath) -> Quote | None:
    """A quotation's node → the statement verbatim, or retold where the story speaks another language."""
    found = statement(composer, spec.statement, path)
    if found is None or not _told_rightly(composer, found, (spec.retold,) if spec.retold else (), path):
        return None
    source = composer.dataset.sources.get(found.source)
    origin = dated_source(composer, source) if source else ()
    if not spec.retold:
        speaker = composer.declared(found.speaker, NAME)
        return Quote((_verbatim(found.text),), speaker, origin, "translation" in found.note.lower())
    said = composer.text(spec.retold, (*path, "retold"))
    if _MARKS & set(plain(said)):
        what = f"the retold statement {found.id!r} holds quotation marks, but these are not the speaker's words"
        composer.fault(what, (*path, "retold"), "leave the marks out")
    if found.speaker and not spec.speaker:
        what = f"the speaker of the statement {found.id!r} is only known in {found.lang}: {found.speaker}"
        composer.fault(what, path, f"name the speaker in {composer.wording.lang} with `speaker:`")
    return Quote(said, composer.text(spec.speaker, (*path, "speaker")), origin, retold=True)


def tiles(composer: Composer, specs: Sequence[TilesSpec], path: NodePath, finding: Text, *, tested: Expects) -> TileMap:
    """Nodes of list statements → groups of equal tiles, each entry verbatim, but for its first letter, or retold."""
    groups: list[TileGroup] = []
    for at, item in enumerate(specs):
        where = (*path, at)
        title = composer.text(item.title, (*where, "title"), tested=tested)
        found = statement(composer, item.items, (*where, "items"))
        if found is None or not _told_rightly(composer, found, item.retold, (*where, "items")):
            continue
        for key, told, are, fix in (
            ("retold", item.retold, "are retold", "retell each entry, in the order of statements.csv"),
            ("details", item.details, "have details", "give each one, in the order of statements.csv, '' for nothing"),
        ):
            if told and len(told) != len(found.items):
                what = f"{len(told)} entries {are}, the statement {found.id!r} has {len(found.items)}"
                composer.fault(what, (*where, key), fix)
        retold = (composer.text(entry, (*where, "retold", number)) for number, entry in enumerate(item.retold))
        entries = tuple(retold) or tuple((_verbatim(entry[:1].upper() + entry[1:]),) for entry in found.items)
        details = (composer.text(told, (*where, "details", at), tested=tested) for at, told in enumerate(item.details))
        groups.append(TileGroup(title, entries, tuple(details)))
    values = [
        join([entry, group.detail(at)], composer.wording.joint(": "))
        for group in groups
        for at, entry in enumerate(group.items)
    ]
    return TileMap(tuple(groups), alt(composer, "tiles", finding, values))


def _told_rightly(composer: Composer, found: Statement, retold: Sequence[str], path: NodePath) -> bool:
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
