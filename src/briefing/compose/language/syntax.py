"""Parse expressions and templates with Python's own parser; nothing is compiled, and `Evaluation` walks the trees.

An expression is written as in Python, with `|` for a filter: `patents.multiple | times`. It binds as `|` does there,
looser than + − * / and tighter than a comparison; a filter takes a fact, which arithmetic never gives.
"""

from __future__ import annotations

import ast
import re
import warnings
from functools import lru_cache
from typing import Final

from briefing.compose.language.story_characters import refuse_unprintable
from briefing.errors import StoryError

LONGEST: Final = 20_000
STRING: Final = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
_OPENING: Final = re.compile(r"(\{\{|\{%|\{#)-?")
# What stands in {{ … }}: a string may hold the closing braces.
_INSIDE: Final = re.compile(rf"((?:{STRING}|(?!-?\}}\}})[^'\"])*)(?:\}}\}}|-\}}\}}\s*)", re.DOTALL)
_COMMENT: Final = re.compile(r".*?(?:-#\}\s*|#\})", re.DOTALL)
# White space outside strings, what Python would take for a comment, and words or numbers beyond any use.
_UNLIKE_PYTHON: Final = re.compile(rf"{STRING}|(\s+)|(#)|(\w{{100}})", re.DOTALL)


@lru_cache(maxsize=1024)
def parse_expression(source: str) -> ast.expr:
    """Return the tree of an expression, as `patents.multiple > 2`. StoryError if it is none."""
    _refuse_long(source)
    refuse_unprintable(source)
    code = _UNLIKE_PYTHON.sub(_as_python, source).strip()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # which Python raises as a SyntaxError
            return ast.parse(code, mode="eval").body
    except SyntaxError as error:
        raise _unreadable(code, error) from None
    except (RecursionError, MemoryError):
        raise StoryError("the expression is nested too deeply", fix="write it in fewer brackets") from None


@lru_cache(maxsize=1024)
def parse_template(source: str) -> tuple[str | ast.expr, ...]:
    """Return the parts of a text with `{{ … }}`: plain strings and trees in turn. StoryError on any statement.

    A comment, `{# … #}`, is left out; `{{-` and `-}}` take the adjoining white space away.
    """
    _refuse_long(source)
    parts: list[str | ast.expr] = []
    start = 0
    while opening := _OPENING.search(source, start):
        before, pair = source[start : opening.start()], opening.group(1)
        parts.append(before.rstrip() if opening.group().endswith("-") else before)
        if pair == "{%":
            raise StoryError("a statement in {% … %} cannot stand in a story", fix="use `when:` and `otherwise:`")
        inside = (_INSIDE if pair == "{{" else _COMMENT).match(source, opening.end())
        if not inside:
            raise StoryError(f"`{source[opening.start() :][:40]}` has no end", fix="close its braces, and any string")
        if pair == "{{":
            parts.append(parse_expression(inside.group(1)))
        start = inside.end()
    parts.append(source[start:])
    return tuple(filter(None, parts))


def spell(node: ast.expr) -> str:
    """Return a tree as an author writes it; of one that is nested too deeply an ellipsis."""
    try:
        return ast.unparse(node)
    except RecursionError:
        return "…"


class Spelling:
    """A tree as an author writes it, worked out where a message prints it: it takes longer than the comparison."""

    def __init__(self, node: ast.expr) -> None:
        self._node = node

    def __str__(self) -> str:
        return spell(self._node)


def _refuse_long(source: str) -> None:
    if len(source) > LONGEST:
        raise StoryError(f"a text of {len(source)} characters is too long", fix=f"shorten it to {LONGEST} characters")


def _as_python(found: re.Match[str]) -> str:
    space, comment, word = found.groups()
    if comment:
        raise StoryError("the expression cannot be read: `#` cannot stand in it", fix="write {# … #} outside of it")
    if word:
        raise StoryError("a word or a number of the expression has 100 signs or more", fix="write it with fewer")
    return " " if space else found.group()


# What other notations have in place of a comparison or a word.
_SIGNS: Final = {"=": "==", "&": "and", "≥": ">=", "≤": "<=", "≠": "!=", "<>": "!=", "!": "not"}


def _unreadable(code: str, error: SyntaxError) -> StoryError:
    rest = code[max(error.offset or 0, 1) - 1 :][:30] if error.offset else ""
    if rest.startswith("~"):
        return StoryError("`~` does not join texts", fix="let them stand side by side, as {{ … }} and {{ … }}")
    for sign, written in _SIGNS.items():
        if rest.startswith(sign):
            return StoryError(f"the expression cannot be read: `{sign}` stands at `{rest}`", fix=f"write {written}")
    place = f"at `{rest}`" if rest else "at its end"
    return StoryError(f"the expression cannot be read: {error.msg} {place}", fix="write {{ key.fact | filter }}")
