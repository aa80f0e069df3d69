"""The source of a paragraph → paragraphs and lists: a line that begins with a mark is an item, as in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from briefing.compose.composer import Composer
from briefing.compose.language.expectations import Expects
from briefing.compose.story_nodes import NodePath
from briefing.model.document import List, Paragraph

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ITEM: Final = re.compile(r"^ *(?:[-*+]|[0-9]{1,9}[.)])[ \t]", re.MULTILINE)
DEEPEST: Final = 3  # deeper ones leave no measure for their words


def paragraphs(composer: Composer, source: str, path: NodePath, *, tested: Expects) -> tuple[Paragraph, ...]:
    """A text with blank lines between paragraphs, and lists if it has any → its paragraphs in order."""
    if not _ITEM.search(source):
        texts = (composer.text(part, path, tested=tested) for part in source.split("\n\n"))
        return tuple(text for text in texts if text)
    return _Blocks(composer, path, tested).read(iter(_parser().parse(source)), 0)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable("list")


class _Blocks:
    """Reads the tokens of one source; every stretch of words goes through the composer like any other text."""

    def __init__(self, composer: Composer, path: NodePath, tested: Expects) -> None:
        self.composer, self.place, self.tested = composer, path, tested

    def read(self, tokens: Iterator[Token], depth: int) -> tuple[Paragraph, ...]:
        """Tokens up to the end of an item or of the source → its paragraphs and lists."""
        found: list[Paragraph] = []
        for token in tokens:
            if token.type == "list_item_close":
                break
            if token.type == "inline":
                text = self.composer.text(token.content, self.place, tested=self.tested)
                found += [text] if text else []
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                made = self._list(tokens, token, depth + 1)
                found += [made] if made.items else []
        return tuple(found)

    def _list(self, tokens: Iterator[Token], opened: Token, depth: int) -> List:
        numbered = opened.type == "ordered_list_open"
        start = opened.attrs.get("start", 1)
        if start != 1:
            fix = "begin with 1.; a number that is no mark of a list needs a word before it"
            self.composer.fault(f"a numbered list that begins with {start}", self.place, fix)
        if depth > DEEPEST:
            self.composer.fault(f"a list on level {depth}", self.place, f"at most {DEEPEST} levels")
        items: list[tuple[Paragraph, ...]] = []
        for token in tokens:
            if token.type != "list_item_open":
                break
            items.append(self.read(tokens, depth))
        return List(tuple(item for item in items if item), numbered)
