"""A decided story → its YAML, with comments; every text of the data comes out as text."""

from __future__ import annotations

import io
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from briefing.draft.narrative.alternatives import COMMENT, Node

_WIDTH: Final = 100_000  # a text stands on one line, however long
_BLANK_BEFORE: Final = ("cover", "letter", "parts", "sections")  # keys with an empty line above them
_SECTIONS: Final = "sections"
_FLOW: Final = ("series", "only", "period", "columns", "between")  # short lists on one line
_STEP: Final = 2


def as_yaml(story: Node, head: str, known: dict[str, str] | None = None) -> str:
    """Return the YAML of a story, with a comment at its head.

    Its keys and its sections are written one by one; `known` has what was written before, which a next trial of almost
    the same story finds again.
    """
    pieces, known = list[str](), {} if known is None else known
    for key, value in story.items():
        if key == _SECTIONS and value:
            heading = f"{_SECTIONS}:\n"
            written = [_written({key: [section]}, "" if pieces else head, known) for section in value]
            pieces += [written[0], *(text.partition(heading)[2] for text in written[1:])]
        elif key != COMMENT:
            pieces.append(_written({key: value}, "" if pieces else head, known))
    return "\n".join(line.rstrip() for line in "".join(pieces).splitlines()) + "\n"


def _written(part: dict[str, Node], head: str, known: dict[str, str]) -> str:
    """Return the YAML of a part of a story, which is remembered."""
    asked = repr((part, head))
    if asked in known:
        return known[asked]
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.indent(mapping=_STEP, sequence=2 * _STEP, offset=_STEP)
    root = _mapping(part, 0)
    if head:
        root.yaml_set_start_comment(_comment(head))
    for key in _BLANK_BEFORE:
        if key in root:
            root.yaml_set_comment_before_after_key(key, before="\n")
    stream = io.StringIO()
    yaml.dump(root, stream)
    return known.setdefault(asked, stream.getvalue())


def _mapping(node: dict[str, Node], indent: int) -> CommentedMap:
    result = CommentedMap()
    for key, value in node.items():
        if key != COMMENT:
            result[key] = _value(key, value, indent + _STEP)
    return result


def _value(key: str, value: Node, indent: int) -> Any:
    if isinstance(value, dict):
        return _mapping(value, indent)
    if isinstance(value, list):
        return _sequence(key, value, indent)
    return _scalar(value)


def _sequence(key: str, items: list[Node], indent: int) -> CommentedSeq:
    result = CommentedSeq(_value(key, item, indent + _STEP) for item in items)
    if key in _FLOW and not any(isinstance(item, dict | list) for item in items):
        result.fa.set_flow_style()
    for at, item in enumerate(items):
        words = item.get(COMMENT, "") if isinstance(item, dict) else ""
        if key == _SECTIONS:
            result.yaml_set_comment_before_after_key(at, before="\n" + _comment(words), indent=indent)
        elif words:
            result.yaml_set_comment_before_after_key(at, before=_comment(words), indent=indent)
    return result


def _scalar(value: object) -> object:
    """Return a text that YAML reads as one; a template stands in quotes, those that it does not hold itself."""
    if isinstance(value, str) and ("{{" in value or "#" in value):
        return DoubleQuotedScalarString(value) if "'" in value and '"' not in value else SingleQuotedScalarString(value)
    return value


def _comment(words: str) -> str:
    """Return words as a comment: without what would end its line."""
    return "\n".join(" ".join(line.split()) for line in words.splitlines())
