"""The Markdown that a story may have, bold, italic and links, as runs; everything else stays the characters it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from unicodedata import category

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from briefing.compose.language.story_characters import MARK
from briefing.compose.language.templates import MarkedText
from briefing.errors import StoryError
from briefing.model.text import Run, Text

_SIGNS: Final = frozenset("*_[\\")
_MARKUP: Final = re.compile(r"[\\*_\[\]`]")


class _Parser(MarkdownIt):
    """A parser that lets every target of a link reach `_target`, which refuses with a reason."""

    def validateLink(self, url: str) -> bool:
        return bool(url)

    def normalizeLink(self, url: str) -> str:
        return url


_PARSER: Final = _Parser("zero").enable(["emphasis", "link", "escape"])


def escaped(words: str) -> str:
    """Return words as text of a template, whatever they hold: braces, asterisks, brackets."""
    return _MARKUP.sub(r"\\\g<0>", words).replace("{", "{{ '{' }}")


def space_bold(text: str) -> str:
    """Put a space outside each pair of `**` that meets punctuation on its inside, as in "**好。**又".

    In a text without spaces Markdown takes such a pair for none; the spaces are left out again afterwards.
    """
    parts = text.split("**")
    for at in range(1, len(parts) - 1, 2):
        before, inside, after = parts[at - 1], parts[at], parts[at + 1]
        if inside and before[-1:].strip() and _is_punctuation(inside[0]):
            parts[at - 1] = before + " "
        if inside and after[:1].strip() and _is_punctuation(inside[-1]):
            parts[at + 1] = " " + after
    return "**".join(parts)


def _is_punctuation(char: str) -> bool:
    return category(char)[0] in "PS"


def to_text(marked: MarkedText, anchors: Mapping[str, bool]) -> Text:
    """Return the runs of a marked text. StoryError for a link target that is refused.

    `anchors` are the ids that a `#id` link may name; where the section was dropped (False) the words stay unlinked.
    """
    if not _SIGNS.intersection(marked.text):
        return merged(_unmarked(Run(marked.text), marked))
    style = Run("")
    runs: list[Run] = []
    tokens: list[Token] = []
    _PARSER.inline.parse(marked.text, _PARSER, {}, tokens)
    for token in tokens:
        style = _styled(token, style, anchors)
        if token.type == "softbreak":
            runs.append(Run("\n"))
        elif token.content:
            runs.extend(_unmarked(replace(style, text=token.content), marked))
    return merged(iter(runs))


def _styled(token: Token, style: Run, anchors: Mapping[str, bool]) -> Run:
    match token.type:
        case "strong_open" | "strong_close":
            return replace(style, bold=token.nesting == 1)
        case "em_open" | "em_close":
            return replace(style, italic=token.nesting == 1)
        case "link_open":
            return replace(style, link=_target(str(token.attrs.get("href", "")), anchors))
        case "link_close":
            return replace(style, link="")
    return style


def _target(url: str, anchors: Mapping[str, bool]) -> str:
    if MARK.search(url):
        raise StoryError("a link's target holds an expression", fix="write the address itself, as https://example.org")
    if url.startswith("#"):
        if url[1:] in anchors:
            return url if anchors[url[1:]] else ""
        known = ", ".join(f"#{key}" for key in sorted(anchors))
        raise StoryError(f"the link {url} names no section", fix=f"write one of: {known}")
    if url.lower().startswith(("https://", "http://", "mailto:")) and url.isprintable() and " " not in url:
        return url
    raise StoryError(f"the link target {url!r} is refused", fix="use http, https, mailto or #section-id")


def _unmarked(run: Run, marked: MarkedText) -> Iterator[Run]:
    start = 0
    for found in MARK.finditer(run.text):
        if found.start() > start:
            yield replace(run, text=run.text[start : found.start()])
        printed = marked.run(found.group())
        if printed.text:
            yield replace(run, text=printed.text, fact=printed.fact, term=printed.term)
        start = found.end()
    if start < len(run.text):
        yield replace(run, text=run.text[start:])


def merged(runs: Iterator[Run]) -> Text:
    """Join neighbours of the same style and without an origin into one run."""
    joined: list[Run] = []
    for run in runs:
        if joined and not run.fact and not run.term and replace(joined[-1], text=run.text) == run:
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)
