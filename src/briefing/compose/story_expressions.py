"""All expressions of a story with the paths that they stand at, also of what an edition leaves out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

from briefing.compose.language.story_characters import one_line
from briefing.compose.language.syntax import parse_expression, parse_template
from briefing.compose.story_nodes import NodePath
from briefing.errors import StoryError
from briefing.model.story_text import BranchedText, StoryNode

_CONDITIONS: Final = ("when", "expect")


def story_expressions(value: Any, words: re.Pattern[str], path: NodePath = ()) -> Iterator[tuple[ast.expr, NodePath]]:
    """Yield the nodes of the expressions in the texts and conditions of a story that have certain words."""
    if isinstance(value, BranchedText):
        yield from story_expressions(value.spec, words, path)
    elif isinstance(value, str):
        if words.search(value):
            yield from ((node, path) for tree in _trees(value, path) for node in _expressions(tree))
    elif isinstance(value, StoryNode):
        yield from story_expressions(dict(value), words, path)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from story_expressions(item, words, (*path, key))
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from story_expressions(item, words, (*path, at))


def _trees(source: str, path: NodePath) -> Iterator[ast.expr]:
    """Yield the trees of a text or a condition; what cannot be read is reported where it is worked out."""
    with suppress(StoryError):
        condition = any(key in path for key in _CONDITIONS)
        parts = [parse_expression(one_line(source))] if condition else parse_template(source)
        yield from (part for part in parts if not isinstance(part, str))


def _expressions(tree: ast.expr) -> Iterator[ast.expr]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.expr))
