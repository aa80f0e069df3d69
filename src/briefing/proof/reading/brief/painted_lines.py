"""Painted strings joined into lines and paragraphs as a reader joins them: no figure is joined to another or cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.proof.parsed_file import Paragraph, Run
from briefing.proof.reading.brief.pdf_text import PaintedString

# In parts of the type size: what the baselines of one line differ by, the widest gap inside a word, how far a string
# may begin before the end of the one before it, and the widest gap in a line of a foreign file.
_LEVEL: Final = 0.35
_CLOSE: Final = 0.12
_BACK: Final = -0.5
_WIDEST_GAP: Final = 2.0
# Chinese has no spaces; the gaps that its layout leaves are narrower than this.
_WIDE_CLOSE: Final = 0.7
_WIDE: Final = re.compile("[\u2014\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LINKED: Final = re.compile(r"\w[-–]\s*$")
# What is no single plain space.
_SPACES: Final = re.compile(r"[^\S ]\s*| \s+")


def lines(pieces: Sequence[PaintedString]) -> list[list[PaintedString]]:
    """Return strings in groups that stand on one line near each other, in the order of painting."""
    found: list[list[PaintedString]] = []
    for piece in pieces:
        last = found[-1][-1] if found else None
        near = last is not None and last.artifact == piece.artifact and _alongside(last, piece)
        if last and near and piece.left - last.end < _WIDEST_GAP * piece.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def labels(pieces: Sequence[PaintedString]) -> list[list[PaintedString]]:
    """Return the strings of a drawing in groups, one for each label, also where it was painted in parts."""
    found: list[list[PaintedString]] = []
    for piece in pieces:
        if found and _alongside(found[-1][-1], piece) and _joint(found[-1][-1], piece) == "":
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def paragraph(pieces: Sequence[PaintedString]) -> Paragraph:
    """Return strings in reading order as one paragraph in runs of one look, with single spaces."""
    runs: list[Run] = []
    before: PaintedString | None = None
    for piece in pieces:
        text = piece.text
        if before is not None:
            if _LINKED.search(before.text) and not _alongside(before, piece) and text[:1].isalnum():
                runs[-1] = _run(runs[-1].text.rstrip(), before)
            else:
                text = _joint(before, piece) + text
        look = _run(_SPACES.sub(" ", text), piece)
        if runs and _look(runs[-1]) == _look(look):
            runs[-1] = _run(runs[-1].text + look.text, piece)
        else:
            runs.append(look)
        before = piece
    return _trimmed(runs)


def as_printed(text: str) -> str:
    """Return the words of a string as they stand in a paragraph, but for spaces around them."""
    return _SPACES.sub(" ", text).strip()


def _run(text: str, piece: PaintedString) -> Run:
    return Run(text, piece.size, piece.bold, piece.colour, piece.face)


def _look(run: Run) -> tuple[float, bool, str, str]:
    return run.size, run.bold, run.colour, run.face


def _trimmed(runs: Sequence[Run]) -> Paragraph:
    """Return runs without the spaces at the ends of the paragraph, and with one where two runs both have one."""
    found: list[Run] = []
    spaced = True
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        text = text.lstrip() if spaced else text
        if text:
            found.append(Run(text, *_look(run)))
            spaced = text.endswith(" ")
    if found and spaced:
        last = found.pop()
        found += [Run(text, *_look(last))] if (text := last.text.rstrip()) else []
    return tuple(found)


def _alongside(one: PaintedString, other: PaintedString) -> bool:
    """Whether two strings stand on one line, the other after the one."""
    size = max(one.size, other.size)
    level = one.level and other.level and abs(one.base - other.base) < _LEVEL * size
    return level and other.left - one.end > _BACK * size


def _joint(one: PaintedString, other: PaintedString) -> str:
    """Return what a reader puts between two strings that follow each other: a space or nothing."""
    if one.broken:
        return ""
    last, first = one.text[-1:], other.text[:1]
    wide = _WIDE.match(last) or _WIDE.match(first)
    if not _alongside(one, other):
        return "" if wide else " "
    if last.isdigit() and first.isdigit() and (one.base, one.size) != (other.base, other.size):
        return " "  # a raised or lowered figure is another one
    return "" if other.left - one.end < (_WIDE_CLOSE if wide else _CLOSE) * max(one.size, other.size) else " "
