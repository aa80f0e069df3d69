"""The letter as plain text, in lines of at most 72 columns; a wide character, as in Chinese, takes two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import combining

from briefing.letter.content import Attachment, Content
from briefing.model.document import Card
from briefing.model.text import Text, plain
from briefing.typesetting.break_opportunities import break_opportunities, has_wide
from briefing.typesetting.line_breaking import Unbreakable, first_fit
from briefing.typesetting.runs import split_lines
from briefing.wording import Wording, of
from briefing.wording.spaces import BREAKING, is_wide

_COLUMNS = 72
_RULE = "-" * _COLUMNS


def render(content: Content) -> str:
    """Return the letter as text with `\\n` at line ends and one at the end."""
    words = of(content.lang)
    blocks = [
        _wrapped(content.kicker),
        _underlined(content.title),
        _wrapped(content.subtitle),
        _wrapped(content.changed_head),
        *(_wrapped(line, "- ", "  ") for line in content.changed),
        _wrapped(content.changed_rest),
        *(_wrapped(line) for line in split_lines(content.greeting)),
        _wrapped(content.ask),
        *(_figure(content) if content.figure_first else ()),
        *(_card(card, words) for card in content.cards),
        *(() if content.figure_first else _figure(content)),
        *(_wrapped(point, "- ", "  ") for point in content.points),
        _files(content.attached_head, content.attached, content.lang),
        _files(content.linked_head, content.linked, content.lang),
        [
            line
            for file in content.online
            for line in (*wrap(file.about + words.joint(": ").rstrip()), *wrap(file.link))
        ],
        [_RULE],
        _wrapped(content.note),
        _wrapped(content.source),
        [line for row in content.imprint for line in _wrapped(row)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _underlined(title: Text) -> list[str]:
    """A headline, which a letter without type marks by a line."""
    lines = _wrapped(title)
    return [*lines, "=" * max(map(columns, lines))] if lines else []


def _card(card: Card, words: Wording) -> list[str]:
    number = words.joint(", ").join((plain(card.value), plain(card.dated)))
    label = words.joint(", ").join(part for part in (plain(card.label), plain(card.unit)) if part)
    rest = [*card.changes, *([card.start] if card.start else []), *(mark.text for mark in card.marks)]
    return wrap(label) + [line for part in (number, *map(plain, rest)) for line in wrap(part, "  ", "  ")]


def _figure(content: Content) -> list[list[str]]:
    """A chart in bars as lines with its finding; of a picture what it measures and what that rests on, as its numbers
    stand in the cards and points. Note and sources are paragraphs, so that none is read as the end of the other.
    """
    figure = content.figure
    if figure is None:
        return []
    above = (figure.title, figure.subtitle) if figure.bars else (figure.subtitle,)
    shown = figure.bars.lines if figure.bars else ()
    lines = [line for text in above for line in _wrapped(text)]
    lines += (line for text in shown for line in _wrapped(text, "  ", "  "))
    return [lines, _wrapped(figure.note), _wrapped(figure.source)]


def _files(head: str, files: Sequence[Attachment], lang: str) -> list[str]:
    colon = of(lang).joint(": ")
    lines = [head + colon.rstrip()]
    for file in files:
        lines += wrap(file.about + colon + file.name, "- ", "  ")
        lines += wrap(file.use or file.link, "  ", "  ")
    return lines if files else []


def _wrapped(value: Text, first: str = "", later: str = "") -> list[str]:
    return wrap(plain(value), first, later)


def wrap(value: str, first: str = "", later: str = "") -> list[str]:
    """Return a paragraph's lines, broken at spaces and between wide characters, never inside a narrow word or address.

    `first` and `later` begin the first line and all others, in as many columns.
    """
    words = _words(BREAKING.sub(" ", value).strip())
    ends = first_fit(words, _COLUMNS - columns(later))
    parts = (words[start:end] for start, end in pairwise((0, *ends)))
    lines = ["".join(" " * int(word.space) + word.text for word in part).lstrip() for part in parts]
    return [(later if at else first) + line for at, line in enumerate(lines)]


def columns(value: str) -> int:
    """Return the columns that a text takes in a fixed-width font."""
    return sum(0 if combining(char) else 1 + is_wide(char) for char in value)


class _Word(Unbreakable, frozen=True, kw_only=True):
    text: str


def _words(value: str) -> list[_Word]:
    """Return what stays on one line: narrow words, single wide characters."""
    words: list[_Word] = []
    for part in value.split(" ") if value else ():
        between = break_opportunities(part) if has_wide(part) else ()
        starts = [0, *(at for at, place in enumerate(between, start=1) if place.allowed)]
        texts = [part[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
        words += [_Word(text=text, width=columns(text), space=float(not at)) for at, text in enumerate(texts)]
    return words
