"""YAML text → texts, lists and mappings, the place of each, and what an author may not write.

PyYAML composes nodes from the events of its parser, which have lines; nothing is ever constructed from a tag, and an
alias is refused before it can multiply. Every scalar stays the text it is: whether `2018`, `no` or `true` is a number,
a word or a switch is up to the model of the story.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml
from msgspec import Struct, field
from yaml.composer import Composer

from briefing.errors import Finding
from briefing.read.characters import FIX, flaw

Path = tuple[str | int, ...]
DEEPEST = 24
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
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
        """Add a finding at a mark of the parser."""
        self.findings.append((mark.line + 1, Finding(f"{self.where}, line {mark.line + 1}", what, fix)))


class _TooDeep(Exception):
    pass


class _StoryComposer(Composer, _PARSER):  # type: ignore[misc]
    """Compose nodes, and report aliases, anchors, tags, refused characters and too deep nesting."""

    def __init__(self, text: str, parsed: Parsed) -> None:
        _PARSER.__init__(self, text)
        Composer.__init__(self)
        self.parsed, self.depth = parsed, 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> Any:
        """Return the next node; an empty text for an alias."""
        event: Any = self.peek_event()
        mark, reject = event.start_mark, self.parsed.reject
        if isinstance(event, yaml.AliasEvent):
            reject(mark, f"an alias *{event.anchor} stands here", "write the text again, or quote the *")
            self.get_event()
            return yaml.ScalarNode("", "", mark)
        if event.anchor is not None:
            reject(mark, f"an anchor &{event.anchor} stands here", "delete it, or quote the &")
            event.anchor = None
        elif event.tag not in (None, "!"):
            reject(mark, f"a tag {event.tag} stands here", "delete it, or quote the !")
        if isinstance(event, yaml.ScalarEvent):
            if flaw(event.value):
                reject(mark, f"{flaw(event.value)} stands in the text", FIX)
        elif self.depth == DEEPEST:
            reject(mark, f"lists and keys lie more than {DEEPEST} deep", "flatten the story")
            raise _TooDeep
        self.depth += 1
        node: Any = super().compose_node(parent, index)
        self.depth -= 1
        return node


def parse(text: str, where: str) -> Parsed:
    """Return the parsed text; a syntax error ends it with a finding, other mismatches are all collected."""
    parsed = Parsed(where)
    try:
        composer = _StoryComposer(text, parsed)
        if composer.check_node():
            node: Any = composer.get_node()
            parsed.value = _value(node, (), node.start_mark, parsed)
        if composer.check_node():
            parsed.reject(composer.peek_event().start_mark, "a second document begins", "delete the line ---")
    except _TooDeep:
        parsed.broken = True
    except yaml.YAMLError as error:
        parsed.broken = True
        _report_syntax(error, text, parsed)
    return parsed


def _value(node: Any, path: Path, mark: Any, parsed: Parsed) -> Any:
    """Return the value of a node and add the line and column of each path; `mark` is that of the node or its key."""
    parsed.lines[path] = (mark.line + 1, mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, at), item.start_mark, parsed) for at, item in enumerate(node.value)]
    values: dict[str, Any] = {}
    for key, value in node.value:
        mark = key.start_mark
        if not isinstance(key, yaml.ScalarNode):
            parsed.reject(mark, "a key is no plain text", _BRACES)
        elif key.value in values:
            first = parsed.lines[*path, key.value][0]
            parsed.reject(mark, f"the key {key.value[:40]!r} stands in line {first} too", "join or delete one")
        else:
            values[key.value] = _value(value, (*path, key.value), mark, parsed)
    return values


def _report_syntax(error: yaml.YAMLError, text: str, parsed: Parsed) -> None:
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
    if "quoted scalar" in context and marked.context_mark is not None:  # it stops at the end of the file
        what = "a text in quotation marks has no end"
        parsed.reject(marked.context_mark, f"this is no YAML: {what}", "close it with the mark that it begins with")
        return
    if "flow" in context:  # which ends in another line than the one it stops at
        fix = "put a comma between its entries, and close its bracket"
    found = None if "flow" in context else _cause(lines[: mark.line], line, mark.column)
    what, fix = found or (f"{marked.problem}{context}", fix)
    parsed.reject(mark, f"this is no YAML: {what}", fix)


def _cause(before: Sequence[str], line: str, column: int) -> tuple[str, str] | None:
    """Return what is wrong with a line that YAML stops at, and the fix, for what authors do most: another indentation
    than that of the line before, or a quotation mark within a text of the same marks; None where it is neither."""
    above = next((one for one in reversed(before) if one.strip() and not one.lstrip().startswith("#")), "")
    blanks, usual = (len(one) - len(one.lstrip(" ")) for one in (line, above))
    if above and blanks != usual and (column == blanks or line[blanks:column].isidentifier()):
        count = f"{blanks} blank{'s' if blanks != 1 else ''}"
        return f"it begins with {count}, and the line before it with {usual}", "begin both with as many"
    mark = line[column - 1 : column]
    if column > blanks and mark in ("'", '"') and line[:column].count(mark) > 1:
        other = "'" if mark == '"' else '"'
        what = f"a text ends at the {mark} before `{line[column:][:20]}`"
        return what, f"write {other} in place of {mark} inside of it"
    return None
