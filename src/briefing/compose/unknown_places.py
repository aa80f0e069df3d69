"""Conditions of a story, and totals, with a name that no place of the data has: such a condition never changes, so that
words which hang on it are left out of every edition or stand in each, and such a total is ranked with its parts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from briefing.compose.composer import Composer
from briefing.compose.language.expressions import near
from briefing.compose.language.syntax import spell
from briefing.compose.story_expressions import story_expressions
from briefing.errors import FactError, Finding
from briefing.model.edition import EDITION
from briefing.model.story import Story

_ENTITY: Final = "entity"  # what a short name calls its place
_PLACES: Final = re.compile(f"{EDITION}|{_ENTITY}")


def doubt_places(composer: Composer, story: Story) -> None:
    """Warn of each name in a condition of the whole story, and of each total, that is no place's.

    Where only some places were read nobody knows which there are.
    """
    if not composer.edition.whole:
        return
    found = [
        (composer.file.where(path), f"`{spell(node)}`", name)
        for node, path in story_expressions(story, _PLACES)
        for name in _named(node, composer)
    ]
    found += [("briefing.toml, edition.totals", "`totals`", name) for name in composer.edition.totals]
    known = _known(composer) if found else frozenset()
    renamed = {own: place for names in composer.dataset.places.values() for place, own in names.items()}
    for where, compared, name in found:
        if name not in known:
            what = f"{compared}: no place of the data is called {name!r}"
            fix = f"write {renamed[name]!r}, as the dataset has it" if name in renamed else near(name, tuple(known))
            composer.warnings.append(Finding(where, what, fix, "warning"))


def _known(composer: Composer) -> frozenset[str]:
    """Return what places are called in conditions: by the data, and several together by a short name."""
    together: set[str] = set()
    for key in (key for key, subject in composer.edition.subjects.items() if subject.places):
        with suppress(FactError):  # reported where it is asked for
            together.add(composer.book.subject(key).entity)
    return frozenset({composer.book.entity, *together, *(item.entity for item in composer.dataset.observations)})


def _named(node: ast.expr, composer: Composer) -> Iterator[str]:
    """Yield the names that a comparison holds against a place."""
    if isinstance(node, ast.Compare):
        sides = (node.left, *node.comparators)
        if any(_is_place(side, composer) for side in sides):
            yield from (name for side in sides for name in _literals(side))


def _is_place(node: ast.expr, composer: Composer) -> bool:
    if isinstance(node, ast.Name):
        return node.id == EDITION and EDITION not in (*composer.book.keys(), *composer.parameters)
    return isinstance(node, ast.Attribute) and node.attr == _ENTITY


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.List | ast.Tuple):
        for item in node.elts:
            yield from _literals(item)
