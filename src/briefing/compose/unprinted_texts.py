"""Texts that an edition does not print, as their conditions are false: what is misspelt or typed in them is found now,
and not in the month in which they stand.

Nothing of them is worked out, as the data may refuse it until then.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from briefing.compose.composer import Composer
from briefing.compose.language.expressions import FACT_ATTRIBUTES, FACTS, METHODS, NAMES, Evaluation, near
from briefing.compose.language.markdown import to_text
from briefing.compose.language.story_characters import one_line
from briefing.compose.language.syntax import parse_expression, parse_template, spell
from briefing.compose.language.templates import CAPITAL, MarkedText
from briefing.compose.standing_texts import UnprintedText
from briefing.compose.story_nodes import NodePath
from briefing.errors import FactError, StoryError
from briefing.model.text import Run

_UNPRINTED = "not printed"


def check_unprinted(composer: Composer) -> None:
    """Note what is wrong with each branch that does not stand, and with its conditions."""
    for item in composer.texts.unprinted:
        _check_text(composer, item)
        for source, path in item.conditions:
            with _at(composer, path):
                _refuse_unknown(parse_expression(one_line(source)), composer)


@contextmanager
def _at(composer: Composer, path: NodePath) -> Iterator[None]:
    """Note errors that are raised inside at a path of the file."""
    composer.outside = composer.file.where(path)
    with composer.at(path):
        yield
    composer.outside = ""


def _check_text(composer: Composer, item: UnprintedText) -> None:
    with _at(composer, item.path):
        marked = MarkedText()
        for part in parse_template(item.text):
            if isinstance(part, str):
                marked.text += part
            else:
                _refuse_unknown(part, composer)
                marked.text += marked.mark(Run(spell(part), term=_UNPRINTED))
        text = to_text(marked, composer.anchors)
        composer.report(composer.typed_numerals(text), text, item.path)


def _refuse_unknown(tree: ast.expr, composer: Composer) -> None:
    """Raise StoryError for a name, a measure or a filter that nobody knows."""
    evaluation = Evaluation(composer.book, parameters=composer.parameters)
    for node in _values(tree):
        if isinstance(node, ast.Name):
            with suppress(FactError):  # known, though the data refuse it
                evaluation.value(node)
        elif isinstance(node, ast.Attribute):
            known = (*FACT_ATTRIBUTES, *FACTS, *METHODS, *NAMES)
            if node.attr not in known:
                raise StoryError(f"`{spell(node.value)}` has no `{node.attr}`", fix=near(node.attr, known))
        elif isinstance(node, ast.BinOp):
            filters = (*composer.wording.filters, CAPITAL)
            name = spell(node.right.func if isinstance(node.right, ast.Call) else node.right)
            if name not in filters:
                raise StoryError(f"unknown filter `{name}`", fix=near(name, filters))


def _values(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the names, measures and filtered values of an expression."""
    left_out: list[ast.AST] = []
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.BitOr):
        yield tree
        left_out = [tree.right.func if isinstance(tree.right, ast.Call) else tree.right]
        if isinstance(tree.right, ast.Call):
            yield from (found for item in (*tree.right.args, *tree.right.keywords) for found in _values(item))
            left_out = [tree.right]
    elif isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name):
        left_out = [tree.func]
    elif isinstance(tree, ast.Name | ast.Attribute):
        yield tree
    for child in ast.iter_child_nodes(tree):
        if child not in left_out:
            yield from _values(child)
