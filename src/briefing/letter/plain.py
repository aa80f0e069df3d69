"""Content → the letter as plain text, in lines of at most 72 columns; a wide sign, as in Chinese, takes two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import combining

from briefing.letter.content import Attachment, Content
from briefing.model.document import Card
from briefing.model.text import Text, plain
from briefing.wording import Wording, of
from briefing.wording.seams import seams, wide
from briefing.wording.spaces import BREAKING, is_wide

_COLUMNS = 72
_RULE = "-" * _COLUMNS


def render(content: Content) -> str:
    """Content → text with `\\n` at line ends and one at the end."""
    words = of(content.lang)
    blocks = [
        _wrapped(content.kicker),
        _underlined(content.title),
        _wrapped(content.subtitle),
        _wrapped(content.changed_head),
        *(_wrapped(line, "- ", "  ") for line in content.changed),
        _wrapped(content.changed_rest),
        _wrapped(content.greeting),
        *(_card(card, words) for card in content.cards),
        _figure(content),
        *(_wrapped(point, "- ", "  ") for point in content.points),
        _files(content.attached_head, content.attached, content.lang),
        _files(content.linked_head, content.linked, content.lang),
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
    multiple = (words.joint(" ("), plain(card.multiple), words.joint(")")) if card.multiple else ()
    number = "".join((plain(card.value), *multiple))
    label = words.joint(", ").join(part for part in (plain(card.label), plain(card.unit)) if part)
    lines = wrap(label) + wrap(number, "  ", "  ")
    return lines + wrap(plain(card.since), "  ", "  ")


def _figure(content: Content) -> list[str]:
    """What the chart's multiples or values are, and what they rest on; its numbers stand in the cards and points."""
    figure = content.figure
    below = (figure.subtitle, figure.note, figure.source) if figure else ()
    return [line for text in below for line in _wrapped(text)]


def _files(head: str, files: Sequence[Attachment], lang: str) -> list[str]:
    colon = of(lang).joint(": ")
    lines = [head + colon.rstrip()]
    for file in files:
        lines += wrap(file.about + colon + file.name, "- ", "  ")
        lines += wrap(file.link, "  ", "  ")
    return lines if files else []


def _wrapped(value: Text, first: str = "", later: str = "") -> list[str]:
    return wrap(plain(value), first, later)


def wrap(value: str, first: str = "", later: str = "") -> list[str]:
    """One paragraph → lines; breaks at spaces and between wide signs, never inside a narrow word or address."""
    lines: list[str] = []
    line, column = first, columns(first)
    empty = True
    for piece in _pieces(BREAKING.sub(" ", value).strip()):
        width = columns(piece)
        if not empty and column + columns(piece.rstrip()) > _COLUMNS:
            lines.append(line.rstrip())
            line, column, empty = later, columns(later), True
            piece = piece.lstrip()
            width = columns(piece)
        line, column, empty = line + piece, column + width, False
    return lines if empty else [*lines, line.rstrip()]


def columns(value: str) -> int:
    """Text → columns it takes in a fixed-width font."""
    return sum(0 if combining(sign) else 1 + is_wide(sign) for sign in value)


def _pieces(value: str) -> list[str]:
    """Text → the pieces between which a line may break: words with their space, single wide signs.

    Where wide signs may part is wording's to say.
    """
    pieces: list[str] = []
    for word in re.findall(r"[^ ]+ *", value):
        between = seams(word) if wide(word) else ()
        starts = [0, *(at for at, seam in enumerate(between, start=1) if seam.breaks and word[at] != " ")]
        pieces += [word[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    return pieces
