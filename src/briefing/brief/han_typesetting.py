"""Chinese, alone or among Latin: lines that end where they may, marks that give up their blank, both edges flush.

The text stays as it is written: gaps are made by moving characters, not by spaces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.brief.fonts import DRAWN, EmbeddedFont, FontSet
from briefing.brief.styles import SOURCES, SOURCES_NUMBER, ParagraphStyle
from briefing.brief.typography import Piece, TextLine, Typesetter, Word, as_shown, paragraphs
from briefing.model.text import Run, Text
from briefing.typesetting.break_opportunities import (
    CLOSING,
    OPENING,
    PAUSES,
    BreakOpportunity,
    break_opportunities,
    has_wide,
    inside_words,
)
from briefing.typesetting.line_breaking import filled, ragged

# A line is justified by at most so much more between its characters, as a part of the size; else it stays ragged.
_LOOSEST: Final = 0.125
# A last line shorter than so many characters looks like an accident.
_RUNT: Final = 4.5
# Chinese has no descenders between the lines, which need more leading, but for lists of single lines.
_LEADING: Final = 1.12
_LISTED: Final = frozenset((SOURCES, SOURCES_NUMBER))
# The size of body text by that of the Latin one: the main column holds 33 characters of it.
_SIZES: Final = {10.5: 10.0}
# Its figures are a sixth wider than those of the Latin face: a big one is set smaller by as much.
_BIG, _FIGURE = 18, 0.86
# A character of this width in thousandths fills its square.
_FULL: Final = 950
_HALF: Final = 0.5
_QUOTES: Final = frozenset("“”‘’")


class GraphemeRun(Word, frozen=True, gc=False):
    """Characters that stay on one line, set by the rules of Chinese."""


class HanTypesetter(Typesetter):
    """A typesetter that knows Chinese; all else it leaves to the one for Latin."""

    def __init__(self, faces: FontSet, lang: str) -> None:
        super().__init__(faces, lang)
        self._strips: dict[tuple[str, ParagraphStyle], tuple[Piece, ...]] = {}

    def style(self, style: ParagraphStyle) -> ParagraphStyle:
        """In a Chinese brief lines have more leading, and big figures, which are wider, are smaller."""
        if not self.faces.whole:
            return style
        figure = style.family == "text" and style.size > _BIG
        return replace(
            style,
            size=_SIZES.get(style.size, round(style.size * (_FIGURE if figure else 1), 1)),
            leading=round(style.leading * (1 if figure or style in _LISTED else _LEADING), 2),
        )

    def lacking(self, text: str, style: ParagraphStyle, run: Run) -> tuple[str, ...]:
        """The characters that no face has."""
        lacking = super().lacking(text, style, run)
        other = self._other(style, run) if lacking else None
        return tuple(char for char in lacking if not (other and other.has(char)))

    def strip(self, text: str, style: ParagraphStyle) -> tuple[Piece, ...]:
        """Return the pieces of a text on one line."""
        found = self._strips.get((text, style))
        if found is None:
            words = self._split((Run(text),), style)
            mixed = words and isinstance(words[0], GraphemeRun)
            found = self._composed(words, style).pieces if mixed else super().strip(text, style)
            self._strips[text, style] = found
        return found

    def _lines(self, text: Text, style: ParagraphStyle, measure: float) -> tuple[TextLine, ...]:
        words = self.words(text, style)
        if not (words and isinstance(words[0], GraphemeRun)):  # all of them are, or none is
            return super()._lines(text, style, measure)
        result: list[TextLine] = []
        fitting = [part for word in words for part in self._fitting(word, style, measure)]
        for first, last in paragraphs(fitting):
            part, start = fitting[first:last], 0
            for end in self._ends(part, style, measure):
                result.append(self._composed(part[start:end], style, part[end:], measure))
                start = end
        return tuple(result)

    def _ends(self, words: Sequence[Word], style: ParagraphStyle, measure: float) -> list[int]:
        """The ends of lines: of titles, which are even, of the main text, which is justified, and of all else, full."""
        if style.balanced or style.hyphens:
            return ragged(words, measure, even=style.balanced, runt=_RUNT * style.size)
        return filled(words, measure, _RUNT * style.size)

    # -- from runs to what stays on one line ----------------------------------------------------------------------

    def _split(self, text: Text, style: ParagraphStyle) -> list[Word]:
        shown = [unicodedata.normalize("NFC", as_shown(run, style)) for run in text]
        whole = "".join(shown)
        plain = whole.isascii() or not (
            has_wide(whole) or any(Typesetter.lacking(self, run.text, style, run) for run in text)
        )
        if plain:
            return super()._split(text, style)
        owners = [run for run, part in zip(text, shown, strict=True) for _ in part]
        return list(self._grapheme_runs(whole, owners, style))

    def _grapheme_runs(self, whole: str, owners: Sequence[Run], style: ParagraphStyle) -> Iterator[GraphemeRun]:
        """Yield the grapheme runs of a text, each with the space or the gap before it."""
        between = (*break_opportunities(whole), BreakOpportunity(True, 0))
        # what divides no word in Latin divides none in Chinese
        whole_words = frozenset[int]() if style.hyphens else inside_words(whole)
        pieces: list[Piece] = []
        spacer: Piece | None = None
        gap, forced, start = 0.0, False, 0
        for at, char in enumerate(whole):
            if char in " \t\n":
                if pieces:
                    yield self._grapheme_run(pieces, style, gap, spacer, forced)
                    pieces, gap, spacer, forced = [], 0.0, None, False
                forced = forced or char == "\n"
                spacer = None if forced or not at else self.piece(" ", style, owners[at])
                start = at + 1
                continue
            face, place, end = self._face(at, whole, owners, style), between[at], at + 1
            allowed = place.allowed and at not in whole_words
            moved = self._moved(place.spacing, whole[at : at + 2], face)
            last = end == len(whole) or whole[end] in " \t\n"
            ends = last or allowed or moved or owners[end] is not owners[at] or DRAWN in whole[at : at + 2]
            if not ends and face is self._face(end, whole, owners, style):
                continue
            piece = self.piece_in(face, whole[start:end], style, owners[at])
            start = end
            if not allowed or last:
                pieces.append(_widened(piece, style, moved * style.size))
                continue
            yield self._grapheme_run([*pieces, piece], style, gap, spacer, forced)
            pieces, gap, spacer, forced = [], moved * style.size, None, False
        if pieces:
            yield self._grapheme_run(pieces, style, gap, spacer, forced)

    def _grapheme_run(
        self, pieces: Sequence[Piece], style: ParagraphStyle, gap: float, spacer: Piece | None, forced: bool
    ) -> GraphemeRun:
        first, last = pieces[0], pieces[-1]
        half = _HALF * style.size
        return GraphemeRun(
            pieces=tuple(pieces),
            width=sum(piece.width for piece in pieces),
            space=spacer.width if spacer else gap,
            spacer=spacer,
            forced=forced,
            pauses=last.text[-1:] in PAUSES,
            head=half if first.text[:1] in OPENING and _full(first.text[0], first.face) else 0.0,
            tail=half if last.text[-1:] in CLOSING and _full(last.text[-1], last.face) else 0.0,
        )

    def _face(self, at: int, whole: str, owners: Sequence[Run], style: ParagraphStyle) -> EmbeddedFont:
        """The font of a character: the style's own, or the other if that lacks it or has too wide quotation marks."""
        run, char = owners[at], whole[at]
        own = self.face(style, run)
        narrow = self.faces.whole and char in _QUOTES and _latin(at, whole, run)
        if own.has(char) and not narrow:
            return own
        other = self._other(style, run)
        return other if other and other.has(char) else own

    def _spare(self, style: ParagraphStyle, run: Run) -> EmbeddedFont:
        return self._other(style, run) or self.face(style, run)

    def _other(self, style: ParagraphStyle, run: Run) -> EmbeddedFont | None:
        weight = style.weight_of(bold=run.bold)
        return self.faces.other(weight, italic=run.italic != style.italic)

    def _moved(self, gap: int, pair: str, face: EmbeddedFont) -> float:
        """What is put between two characters, as a part of the size: only full-width marks have blank to give."""
        if pair == "——":
            return -face.blank("—")
        if gap < 0:
            return gap / 1000 if all(_full(char, face) for char in pair) else 0.0
        return gap / 1000

    # -- from there to lines --------------------------------------------------------------------------------------

    def _composed(
        self, words: Sequence[Word], style: ParagraphStyle, rest: Sequence[Word] = (), measure: float | None = None
    ) -> TextLine:
        """Return the line of some grapheme runs; justified if more of the paragraph follows."""
        head = words[0].head if measure else 0.0
        tail = words[-1].tail if measure else 0.0
        more = self._more(words, style, measure - _width(words)) if measure and rest else 0.0
        pieces: list[Piece] = list(words[0].pieces)
        for word in words[1:]:
            if word.spacer:
                pieces.append(_widened(word.spacer, style, more))
            else:
                pieces[-1] = _widened(pieces[-1], style, word.space + more)
            pieces += word.pieces
        pieces[-1] = _widened(pieces[-1], style, -tail)
        spaced = not rest or rest[0].spacer is not None
        return TextLine(tuple(pieces), sum(piece.width for piece in pieces) - head, spaced, head)

    def _more(self, words: Sequence[Word], style: ParagraphStyle, slack: float) -> float:
        """What is put between the grapheme runs of a line so that both its edges are flush; 0 if it would gape, as in
        all that is narrower or shorter than the main text."""
        if not self.faces.whole or not style.hyphens or len(words) < 2:
            return 0.0
        more = slack / (len(words) - 1)
        return more if more <= _LOOSEST * style.size else 0.0


def _latin(at: int, whole: str, run: Run) -> bool:
    """Whether a quotation mark belongs to Latin text: in a run of another language, or between letters."""
    if run.lang and not run.lang.startswith("zh"):
        return True
    return 0 < at < len(whole) - 1 and all(side.isascii() and side.isalnum() for side in (whole[at - 1], whole[at + 1]))


def _full(char: str, face: EmbeddedFont) -> bool:
    return face.width(char, 1000) >= _FULL


def _widened(piece: Piece, style: ParagraphStyle, points: float) -> Piece:
    """A piece with so much more room after it."""
    if not points:
        return piece
    kerns = piece.shaped.kerns
    kern = round(kerns[-1] + points * 1000 / style.size, 1)
    return replace(piece, shaped=replace(piece.shaped, kerns=(*kerns[:-1], kern)), width=piece.width + points)


def _width(words: Sequence[Word]) -> float:
    """Return the width of a line without the blanks that it gives up at its ends."""
    width = sum(word.width for word in words) + sum(word.space for word in words[1:])
    return width - words[0].head - words[-1].tail
