"""Heads of several parts with semicolons between them, as offices have them: "Turnover ;  Cafes ;  North ;"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.dates_in_heads import period_of_head

_FEWEST: Final = 2
_BETWEEN: Final = re.compile(r"\s*;(?:\s+|$)|\s+;")  # and not that of "a;b", which has no blanks
_JOINT: Final = " / "  # as between rows of heads


def with_parts_of_heads(table: RawTable) -> RawTable:
    """Return a table whose heads have only those of their parts that differ; what all of them say is of the title."""
    heads = [str(name) for name in table.frame.columns]
    parts = {head: one for head in heads if len(one := _parts(head)) >= _FEWEST}
    if len(parts) < _FEWEST or 2 * len(parts) < len(heads) or len({*map(len, parts.values())}) > 1:
        return table
    alike = _alike(parts.values())
    names = {head: _JOINT.join(_where(one, alike, of_all=False)) for head, one in parts.items()}
    renamed = [names.get(head, head) for head in heads]
    if not all(renamed) or len(set(renamed)) < len(renamed):
        return table
    of_all = ", ".join(_where(next(iter(parts.values())), alike, of_all=True))
    facts = {names.get(head, head): one for head, one in table.columns.items()}
    title = table.title if of_all in table.title else "\n".join(filter(None, (table.title, of_all)))
    return replace(table, frame=table.frame.rename(columns=names), columns=facts, title=title)


def without_parts_of_title(table: RawTable) -> RawTable:
    """Return a table whose heads of several rows have no part that all of them have and its title says: "Area / Kind of
    use / Forest" below "Towns by kind of use"."""
    joined = {head: head.split(_JOINT) for head in map(str, table.frame.columns) if _JOINT in head}
    if len(joined) < _FEWEST:
        return table
    title = " ".join(table.title.split()).casefold()
    stated = {part for part in set.intersection(*map(set, joined.values())) if part.casefold() in title}
    names = {head: _JOINT.join(part for part in parts if part not in stated) for head, parts in joined.items()}
    renamed = [names.get(head, head) for head in map(str, table.frame.columns)]
    if not stated or not all(renamed) or len(set(renamed)) < len(renamed) or any(map(period_of_head, renamed)):
        return table
    facts = {names.get(head, head): one for head, one in table.columns.items()}
    return replace(table, frame=table.frame.rename(columns=names), columns=facts)


def without_shared_parts(heads: Sequence[str]) -> list[str]:
    """Return heads of several rows without the parts that all of them have, as "Skye" of "Visits / Skye"."""
    parts = [head.split(_JOINT) for head in heads]
    if len(heads) < _FEWEST or len({*map(len, parts)}) > 1:
        return [*heads]
    alike = _alike(parts)
    return [_JOINT.join(_where(one, alike, of_all=False)) or head for head, one in zip(heads, parts, strict=True)]


def _alike(parts: Iterable[Sequence[str]]) -> list[bool]:
    return [len({*column}) == 1 for column in zip(*parts, strict=True)]


def _parts(head: str) -> list[str]:
    return [part for part in _BETWEEN.split(head.strip()) if part]


def _where(parts: Sequence[str], alike: Sequence[bool], *, of_all: bool) -> list[str]:
    return [part for part, one in zip(parts, alike, strict=True) if one is of_all]
