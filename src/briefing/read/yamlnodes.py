"""YAML text → texts, lists and mappings, the place of each, and what an author may not write.

Built from the parser's events, not by a loader: each value keeps its line, nothing is ever constructed from a tag,
and an alias is refused before it can multiply. Every scalar stays the text it is: whether `2018`, `no` or `true` is a
number, a word or a switch, the story's model knows and YAML does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct, field

from briefing.errors import Finding
from briefing.read.characters import FIX, flaw

Path = tuple[str | int, ...]
DEEPEST = 24
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BRACES = "put quotation marks around a text that begins with {{ or ["


class Parsed(Struct):
    """The value, the line and column of each path (both from 1), and the findings with their lines.

    `broken`: reading stopped before the end, so that what seems to be missing may stand further down.
    """

    where: str
    value: Any = None
    lines: dict[Path, tuple[int, int]] = field(default_factory=dict)
    findings: list[tuple[int, Finding]] = field(default_factory=list)
    broken: bool = False

    def reject(self, mark: Any, what: str, fix: str) -> None:
        """Note a finding at a mark of the parser."""
        self.findings.append((mark.line + 1, Finding(f"{self.where}, line {mark.line + 1}", what, fix)))


class _Frame(Struct):
    """An open mapping or list; `path` None means that nothing in it is kept."""

    path: Path | None
    container: Any
    key: str | None = None
    expects_key: bool = False
    key_mark: Any = None


def parse(text: str, where: str) -> Parsed:
    """YAML text → Parsed; a syntax error ends it with a finding, other mismatches are all collected."""
    parsed = Parsed(where)
    try:
        _build(yaml.parse(text, Loader=_LOADER), parsed)
    except yaml.YAMLError as error:
        parsed.broken = True
        _syntax(error, text, parsed)
    return parsed


def _build(events: Iterator[Any], parsed: Parsed) -> None:
    stack: list[_Frame] = []
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                parsed.reject(event.start_mark, "a second document begins", "delete the line ---")
        elif documents > 1:
            continue
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            _check_node(event, parsed)
            if len(stack) == DEEPEST:
                parsed.reject(event.start_mark, f"lists and keys lie more than {DEEPEST} deep", "flatten the story")
                parsed.broken = True
                return
            stack.append(_open(event, stack, parsed))
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            _after_value(stack)
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            _check_node(event, parsed)
            _scalar(event, stack, parsed)


def _check_node(event: Any, parsed: Parsed) -> None:
    if isinstance(event, yaml.AliasEvent):
        parsed.reject(event.start_mark, f"an alias *{event.anchor} stands here", "write the text again, or quote the *")
    elif event.anchor is not None:
        parsed.reject(event.start_mark, f"an anchor &{event.anchor} stands here", "delete it, or quote the &")
    elif event.tag is not None and event.tag != "!":
        parsed.reject(event.start_mark, f"a tag {event.tag} stands here", "delete it, or quote the !")


def _open(event: Any, stack: list[_Frame], parsed: Parsed) -> _Frame:
    mapping = isinstance(event, yaml.MappingStartEvent)
    if stack and stack[-1].expects_key:
        parsed.reject(event.start_mark, "a key is no plain text", _BRACES)
        return _Frame(None, {} if mapping else [], expects_key=mapping)
    container: Any = {} if mapping else []
    return _Frame(_place(container, event, stack, parsed), container, expects_key=mapping)


def _place(value: Any, event: Any, stack: list[_Frame], parsed: Parsed) -> Path | None:
    """Put a value where the innermost frame wants it; → its path, or None if it isn't kept."""
    if not stack:
        parsed.value = value
        parsed.lines[()] = (event.start_mark.line + 1, event.start_mark.column + 1)
        return ()
    frame = stack[-1]
    if frame.path is None:
        return None
    if isinstance(frame.container, list):
        path, mark = (*frame.path, len(frame.container)), event.start_mark
        frame.container.append(value)
    elif frame.key is None:
        return None
    else:
        path, mark = (*frame.path, frame.key), frame.key_mark
        frame.container[frame.key] = value
    parsed.lines[path] = (mark.line + 1, mark.column + 1)
    return path


def _after_value(stack: list[_Frame]) -> None:
    if stack and isinstance(stack[-1].container, dict):
        frame = stack[-1]
        # A collection that stood as a key ends like a value: then its value is still to come, and is dropped.
        frame.expects_key, frame.key = not frame.expects_key, None


def _scalar(event: Any, stack: list[_Frame], parsed: Parsed) -> None:
    text = "" if isinstance(event, yaml.AliasEvent) else event.value
    if flaw(text):
        parsed.reject(event.start_mark, f"{flaw(text)} stands in the text", FIX)
    if stack and stack[-1].expects_key:
        _take_key(event, text, stack[-1], parsed)
        return
    _place(text, event, stack, parsed)
    _after_value(stack)


def _take_key(event: Any, text: str, frame: _Frame, parsed: Parsed) -> None:
    frame.expects_key, frame.key, frame.key_mark = False, text, event.start_mark
    if isinstance(event, yaml.AliasEvent):
        frame.key = None
    elif text in frame.container:
        first = parsed.lines.get((*(frame.path or ()), text), (0, 0))[0]
        parsed.reject(event.start_mark, f"the key {text[:40]!r} stands in line {first} too", "join or delete one")
        frame.key = None


def _syntax(error: yaml.YAMLError, text: str, parsed: Parsed) -> None:
    marked = error if isinstance(error, yaml.MarkedYAMLError) else yaml.MarkedYAMLError(problem=str(error))
    mark = marked.problem_mark or marked.context_mark
    if mark is None:
        finding = Finding(parsed.where, f"this is no YAML: {marked.problem}", "save the story as plain text in UTF-8")
        parsed.findings.append((0, finding))
        return
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        parsed.reject(mark, "a tab stands in the indentation", "indent with blanks")
        return
    context = f" {marked.context}" if marked.context else ""
    fix = "quote a text that holds a colon, a # or begins with a sign; indent with blanks"
    parsed.reject(mark, f"this is no YAML: {marked.problem}{context}", fix)
