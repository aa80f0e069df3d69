"""The sentences in the code: every message with its fix, every help text, in `tests/messages.txt`.

Renew the list after a change that is meant: uv run --group test python -m tests.messages
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIST = ROOT / "tests" / "messages.txt"
# Two words of a sentence, at least one in lower case; a value that is put in stands as {}.
SENTENCE = re.compile(r"(?:[a-z]{2,}|\{\})[,;:'’)”]? [“(]?(?:[a-z]{2,}|\{\})|[A-Z]?[a-z]+[,;:]? [a-z]{2,}")
# Markup, queries and patterns: texts for programs.
PROGRAM = re.compile(r"^\s*(?:<|SELECT|CREATE|INSERT|UPDATE|DELETE|PRAGMA|WITH|FROM|WHERE|AND)|\(\?|</|/>")


def messages(package: Path = ROOT / "src" / "briefing") -> list[str]:
    """Return all sentences in the code of a package, each once, in order."""
    found = {text for path in package.rglob("*.py") for text in _texts(ast.parse(path.read_text(encoding="utf-8")))}
    return sorted(text.replace("\n", "\\n").replace("\r", "\\r") for text in found if _is_sentence(text))


def _is_sentence(text: str) -> bool:
    return bool(re.search("[a-z]{2}", text) and SENTENCE.search(text) and not PROGRAM.search(text))


def _texts(node: ast.AST, *, part: bool = False) -> Iterator[str]:
    """Give the texts of a tree, those that are put together as one; docstrings are none."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    text = _text(node)
    if text is not None and not part:
        yield text
    for child in ast.iter_child_nodes(node):
        yield from _texts(child, part=text is not None and not isinstance(node, ast.FormattedValue))


def _text(node: ast.AST) -> str | None:
    """Return a text with {} for each value in it, or None where the node is no text."""
    match node:
        case ast.Constant(value=str() as value):
            return value
        case ast.JoinedStr(values=values):
            return "".join(_text(value) or "{}" for value in values)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            texts = [_text(left), _text(right)]
            return None if texts == [None, None] else "".join("{}" if text is None else text for text in texts)
    return None


if __name__ == "__main__":
    LIST.write_text("\n".join(messages()) + "\n", encoding="utf-8")
