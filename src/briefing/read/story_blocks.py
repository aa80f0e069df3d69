"""The blocks of a story's text, so that one can be put in another's place and every other byte stays.

A block is a top-level key with its value, or an item of `sections` or `parts`. The comment lines right above an item
belong to it: they leave with it, and stay where its text is replaced.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import yaml
from msgspec import Struct

from briefing.errors import InputError, UsageError
from briefing.read.report import suggest
from briefing.read.yamlnodes import Parsed, parse

LISTS: Final = ("sections", "parts")
_WIDTH: Final = 110
_NAME: Final = 25  # letters of an item that may share a line with others
_MARK: Final = "\ufeff"


class BlockLines(Struct, frozen=True):
    """Lines of a text, numbered from 0: those of comments above, those of the block itself up to `end`, without it."""

    above: int
    first: int
    end: int


class StoryText:
    """The text of a story, changed block by block; InputError for one that is no YAML."""

    def __init__(self, text: str, where: str) -> None:
        self.text, self.where = text, where
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.lines = text.removeprefix(_MARK).replace("\r\n", "\n").split("\n")
        self._mark = _MARK if text.startswith(_MARK) else ""
        self._parsed = parse("\n".join(self.lines), where)
        if self._parsed.broken or self._parsed.findings:
            raise InputError(finding for _, finding in self._parsed.findings)
        if not isinstance(self._parsed.value, dict):
            raise InputError("the story is no set of keys", where, "begin with the line: sections:")

    @property
    def value(self) -> dict[str, Any]:
        """The texts, lists and mappings of the story."""
        value: dict[str, Any] = self._parsed.value
        return value

    def ids(self, key: str) -> tuple[str, ...]:
        """Return the ids of the items of a list, "" for one without."""
        return tuple(str(item.get("id", "")) if isinstance(item, dict) else "" for item in self._items(key))

    def line_of(self, *place: str | int) -> int:
        """Return the line, from 1, in which a place of the story begins."""
        return self._parsed.lines[place][0]

    def own_text(self, key: str, name: str = "") -> str:
        """Return the text of a block without its indentation: a top-level key, or the item of a list by its id."""
        block = self._item(key, name) if name else self._key(key)
        return textwrap.dedent("\n".join(self.lines[block.first : block.end])) + "\n"

    # Changes; each returns another text

    def with_key(self, key: str, content: str) -> StoryText:
        """Return the text with another value of a top-level key."""
        lines = [f"{key}:", *_indented(content.split("\n"), 2)]
        if key in self.value:
            block = self._key(key)
            return self._spliced(block.first, block.end, lines)
        following = next((self._key(name) for name in LISTS if name in self.value), None)
        at = following.above if following else self._end()
        return self._spliced(at, at, [*lines, ""] if following else lines)

    def with_item(self, key: str, content: str, after: str | None = None) -> StoryText:
        """Return the text with one item more in a list: behind that with the id `after`, first of all where that is
        empty, last of all where it is None."""
        if not self._items(key):
            return self._with_list(key, content)
        dash, names = self._dash(key), self.ids(key)
        if after == "":
            at = self._item(key, names[0]).above
        else:
            at = self._item(key, names[-1] if after is None else after).end
        lines = _as_item(content, dash)
        spaced = any(not self.lines[self._block(key, n).above - 1].strip() for n in range(1, len(names)))
        if spaced:
            lines = [*lines, ""] if after == "" else ["", *lines]
        return self._spliced(at, at, lines)

    def with_item_replaced(self, key: str, name: str, content: str) -> StoryText:
        """Return the text with another item in the place of one."""
        block = self._item(key, name)
        return self._spliced(block.first, block.end, _as_item(content, self._dash(key)))

    def without_item(self, key: str, name: str) -> StoryText:
        """Return the text without an item, the comments above it and the empty lines between it and the next."""
        block = self._item(key, name)
        first, end = block.above, block.end
        if name == self.ids(key)[-1]:
            while not self.lines[first - 1].strip():
                first -= 1
        else:
            while not self.lines[end].strip():
                end += 1
        return self._spliced(first, end, [])

    def with_item_moved(self, key: str, name: str, after: str) -> StoryText:
        """Return the text with an item, and the comments above it, behind another, or first of all."""
        block = self._item(key, name)
        if len(self._items(key)) == 1 or after == name:
            raise UsageError(f"{name!r} cannot stand behind itself", fix="name another section, or none for the first")
        self._item(key, after) if after else None
        lines = self.lines[block.above : block.end]
        without = self.without_item(key, name)
        names = without.ids(key)
        if after:
            at, lines = without._item(key, after).end, ["", *lines]
        else:
            at, lines = without._item(key, names[0]).above, [*lines, ""]
        return without._spliced(at, at, lines)

    # Where blocks lie

    def _items(self, key: str) -> Sequence[Any]:
        items = self.value.get(key) or []
        return items if isinstance(items, list) else []

    def _item(self, key: str, name: str) -> BlockLines:
        names = self.ids(key)
        if name not in names:
            raise UsageError(f"there is no {key[:-1]} {name[:60]!r}", self.where, suggest(name, names, f"{key}"))
        return self._block(key, names.index(name))

    def _block(self, key: str, at: int) -> BlockLines:
        first = self._parsed.lines[key, at][0] - 1
        dash = self._dash(key)
        last = at + 1 == len(self._items(key))
        following = self._limit(key) if last else self._parsed.lines[key, at + 1][0] - 1
        if following <= first or not self.lines[first].lstrip().startswith("-"):
            fix = "write each section on lines of its own, beginning with a dash"
            raise InputError(f"the {key} stand on one line", f"{self.where}, line {first + 1}", fix)
        above = first
        while _comment_of(self.lines[above - 1], dash, at_least=dash):
            above -= 1
        end = following
        while end > first + 1 and (not self.lines[end - 1].strip() or _comment_of(self.lines[end - 1], dash)):
            end -= 1
        return BlockLines(above, first, end)

    def _dash(self, key: str) -> int:
        """Return the indentation of the dashes of a list."""
        line = self.lines[self._parsed.lines[key, 0][0] - 1]
        return len(line) - len(line.lstrip())

    def _key(self, key: str) -> BlockLines:
        first = self._parsed.lines[(key,)][0] - 1
        end = self._limit(key)
        while end > first + 1 and (not self.lines[end - 1].strip() or _comment_of(self.lines[end - 1], 0)):
            end -= 1
        above = first
        while above and _comment_of(self.lines[above - 1], 0):
            above -= 1
        return BlockLines(above, first, end)

    def _limit(self, key: str) -> int:
        """Return the line in which the next top-level key begins, else the number of lines."""
        own = self._parsed.lines[(key,)][0]
        starts = sorted(line for place, (line, _) in self._parsed.lines.items() if len(place) == 1)
        return next((line - 1 for line in starts if line > own), len(self.lines))

    def _end(self) -> int:
        end = len(self.lines)
        while end and not self.lines[end - 1].strip():
            end -= 1
        return end

    def _with_list(self, key: str, content: str) -> StoryText:
        if key in self.value:
            block = self._key(key)
            return self._spliced(block.first, block.end, [f"{key}:", *_as_item(content, 2)])
        before = self._key("sections").above if key == "parts" and "sections" in self.value else self._end()
        return self._spliced(before, before, ["", f"{key}:", *_as_item(content, 2), ""])

    def _spliced(self, first: int, end: int, lines: list[str]) -> StoryText:
        joined = [*self.lines[:first], *lines, *self.lines[end:]]
        return StoryText(self._mark + self.newline.join(joined), self.where)


def block_text(given: str | Mapping[str, Any], where: str) -> tuple[str, dict[str, Any]]:
    """Return a block as YAML on lines of its own, with its value; its comments stay.

    It is given as YAML, with or without the dash of a list, or as a mapping. InputError for anything else.
    """
    if not isinstance(given, str):
        return _dumped(_as_texts(given))
    text = textwrap.dedent(given.replace("\r\n", "\n").lstrip(_MARK)).strip("\n")
    value = _read(text, where)
    if isinstance(value, list) and len(value) == 1:
        head, dash, rest = text.partition("-")
        text = textwrap.dedent(f"{head} {rest}") if dash and not head.strip() else ""
        value = value[0]
    if not isinstance(value, dict) or not value:
        fix = "write its keys, as id: and title:, each on a line of its own"
        raise InputError("this is no set of keys", where, fix)
    if text.lstrip().startswith("{") or not text or _read(text, where) != value:
        return _dumped(value)
    return text, value


def _read(text: str, where: str) -> Any:
    parsed: Parsed = parse(text, where)
    if parsed.findings:
        raise InputError(finding for _, finding in parsed.findings)
    return parsed.value


def _dumped(value: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return yaml.dump(value, Dumper=_BlockDumper, allow_unicode=True, sort_keys=False, width=_WIDTH).rstrip("\n"), value


class _BlockDumper(yaml.SafeDumper):
    """Writes short lists of names on one line, and all else below each other."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of a list too."""
        del indentless
        super().increase_indent(flow, False)

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        """Return the node of a list."""
        short = all(isinstance(item, str) and len(item) <= _NAME for item in sequence)
        return super().represent_sequence(tag, sequence, flow_style=short or flow_style)


def _as_texts(value: Any) -> Any:
    """Return a value as a story has it: every scalar is a text."""
    if isinstance(value, Mapping):
        return {str(key): _as_texts(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_texts(item) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _as_item(content: str, dash: int) -> list[str]:
    """Return the lines of an item of a list; comments at its head stand above the dash."""
    lines = content.split("\n")
    head = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    body = list(_indented(lines[head:], dash + 2))
    return [*_indented(lines[:head], dash), f"{' ' * dash}- {body[0].lstrip()}", *body[1:]]


def _indented(lines: Sequence[str], by: int) -> Iterator[str]:
    return (f"{' ' * by}{line}" if line.strip() else "" for line in lines)


def _comment_of(line: str, most: int, *, at_least: int = 0) -> bool:
    """Whether a line is a comment that is indented so far at most."""
    return line.lstrip().startswith("#") and at_least <= len(line) - len(line.lstrip()) <= most
