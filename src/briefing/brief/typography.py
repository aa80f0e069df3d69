"""Lines of text that fit a measure: breaks chosen for even lines, hyphens only where a word is too long."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from briefing.brief.fonts import DRAWN, SOFT_HYPHEN, EmbeddedFont, FontSet, Shaped, seen
from briefing.brief.styles import ParagraphStyle
from briefing.model.text import NO_BREAK, Run, Text
from briefing.reuse import reused
from briefing.typesetting import line_breaking
from briefing.typesetting.hyphenation import hyphenation_points
from briefing.typesetting.line_breaking import Unbreakable

# A line may end after these between letters, as in "high-tech"; "5.5-fold" stays whole.
_BREAKS = re.compile(r"(?<=[^\W\d_][-–—/])(?=[^\W\d_])")
_SPACES = re.compile(r"([ \t]+|\n)")
_BLANK = " \t\n"
# A title parts no number from its unit, of two words if they fit a column, and no day from its month.
_BOUND = re.compile(r"(?<=\d) (?=\w)|(?<=\w) (?=\d)")
_AMOUNT = re.compile(rf"(?!.{{25}})\W?\d[\d.,]*[ {NO_BREAK}][^\W\d]+ [^\W\d]+")
# The letters of a word between its marks; codes, addresses and names are never hyphenated.
_LETTERS = re.compile(r"(?<![\w@/.-])[^\W\d_A-Z][^\W\d_]*(?=[^\w@/]*$)")
# An address is rather cut after these.
_MARKS = re.compile(r"[/?&=_.,;:#-]")
# So many of the narrowest characters stand on a measure of the type's size.
_MOST_SIGNS = 8
# A wider gap between characters, in thousandths of the size, looks like a space to programs that read a page.
_SPREAD = 60.0
_OPENING = ("“", "‘", "„", "«")
_PAUSES = ";；:："
# Shorter words are never hyphenated.
_LEAST_HYPHENED = 6


class Piece(Struct, frozen=True, gc=False):
    """A stretch of a word in one look; `run` says where it came from.

    `widths` are those of what it was joined from: sums of sums would differ in the last digit, and places with them.
    """

    shaped: Shaped
    face: EmbeddedFont
    run: Run
    width: float
    widths: tuple[float, ...] = ()

    @property
    def text(self) -> str:
        """The characters of the piece."""
        return self.shaped.text


class Word(Unbreakable, frozen=True, kw_only=True, gc=False):
    """Pieces that stay on one line. `spacer` is the space before it; `forced` starts a new line.

    With a `hyphen` it is a syllable of a longer word.
    """

    pieces: tuple[Piece, ...]
    spacer: Piece | None = None
    forced: bool = False


class TextLine(Struct, frozen=True, gc=False):
    """Pieces from left to right, spaces included, and their width; `spaced` says that a space ended it.

    `hang` is the width of a mark that stands left of the measure and is not counted in the width.
    """

    pieces: tuple[Piece, ...]
    width: float
    spaced: bool = True
    hang: float = 0.0


class Stretch(Struct, frozen=True, gc=False):
    """Characters of one run in one face on a line: `run` is its place in the text, `spare` says that the face is not
    the style's own.
    """

    run: int
    spare: bool
    shaped: Shaped
    widths: tuple[float, ...]


class SetLine(Struct, frozen=True, gc=False):
    """A line of a text as every document sets it: faces and runs belong to one document."""

    stretches: tuple[Stretch, ...]
    width: float
    spaced: bool
    hang: float


def spread(text: str, kerns: Sequence[float], tracking: float = 0.0) -> bool:
    """Whether a gap, in thousandths of the size, is so wide that a program that reads the page would guess a space."""
    if max(kerns, default=0.0) + tracking <= _SPREAD:  # nearly every line
        return False
    return any(kern + tracking > _SPREAD and char != " " for char, kern in zip(text, kerns, strict=True))


class Typesetter:
    """Sets text in lines, in one pair of families."""

    def __init__(self, faces: FontSet, lang: str) -> None:
        self.faces = faces
        self.lang = lang
        self._faces: dict[tuple[str, str, bool], EmbeddedFont] = {}
        # words by the identity of their text, which is held so that no other can take its place
        self._words: dict[tuple[int, ParagraphStyle], tuple[Text, list[Word]]] = {}

    def face(self, style: ParagraphStyle, run: Run) -> EmbeddedFont:
        """The face of a run."""
        look = (style.family, style.weight_of(bold=run.bold), run.italic != style.italic)
        found = self._faces.get(look)
        if found is None:
            family = self.faces.display if style.family == "display" else self.faces.text
            found = self._faces[look] = family(look[1], italic=run.italic != style.italic)
        return found

    def style(self, style: ParagraphStyle) -> ParagraphStyle:
        """Return a style as this language sets it."""
        return style

    def lacking(self, text: str, style: ParagraphStyle, run: Run) -> tuple[str, ...]:
        """The characters of a run's text that would come out as empty boxes."""
        return self.face(style, run).lacking(text)

    def strip(self, text: str, style: ParagraphStyle) -> tuple[Piece, ...]:
        """Return the pieces of a text on one line."""
        return (self.piece(text, style, Run(text)),) if text else ()

    def piece(self, text: str, style: ParagraphStyle, run: Run) -> Piece:
        """Measure text of one look."""
        return self.piece_in(self.face(style, run), text, style, run)

    def piece_in(self, face: EmbeddedFont, text: str, style: ParagraphStyle, run: Run) -> Piece:
        """Measure text in a font that has its characters."""
        shaped = face.shape(text)
        if DRAWN in text:  # drawn as a disc as wide as a capital is high
            return Piece(shaped, face, run, len(text) * style.size * 0.66)
        width = shaped.width * style.size / 1000 + len(shaped.text) * style.tracking
        return Piece(shaped, face, run, width)

    def words(self, text: Text, style: ParagraphStyle) -> list[Word]:
        """Return the words of a text; a word may span runs."""
        found = self._words.get((id(text), style))
        if found is None:
            found = self._words[id(text), style] = text, self._split(text, style)
        return found[1]

    def _split(self, text: Text, style: ParagraphStyle) -> list[Word]:
        words: list[Word] = []
        pieces: list[Piece] = []
        spacer: Piece | None = None
        forced = False
        for run in text:
            face, shown = self.face(style, run), _bound(run, style)
            divided = not style.balanced and _BREAKS.search(shown)  # a title divides no compound
            for part in filter(None, _SPACES.split(shown)):
                if part[0] in _BLANK:
                    if pieces:
                        words.append(_word(pieces, spacer, forced))
                        pieces, spacer, forced = [], None, False
                    forced = forced or part == "\n"
                    spacer = None if forced or not words else self.piece_in(face, " ", style, run)
                    continue
                for stretch in _BREAKS.split(part) if divided else [part]:
                    if pieces and stretch is not part and pieces[-1].text[-1:] in "-–—/" and pieces[-1].run is run:
                        words.append(_word(pieces, spacer, forced))
                        pieces, spacer, forced = [], None, False
                    pieces += [self.piece_in(face, bit, style, run) for bit in _split_at_drawn(stretch)]
        if pieces:
            words.append(_word(pieces, spacer, forced))
        return _with_names(words) if style.balanced else words

    def lines(self, text: Text, style: ParagraphStyle, measure: float) -> tuple[TextLine, ...]:
        """Return a text's lines, no wider than the measure in points; what stands together in one look is one piece."""
        # a face may be cut to its document: what one lacks is set each time
        if not all(run.text.isascii() or not self._lacking(run, style) for run in text):
            return self._lines(text, style, measure)
        look = (self.faces.text_family, self.faces.display_family, self.faces.whole, self.lang)
        found = reused("lines", ((look, text, style, measure),), lambda: self._set(text, style, measure))
        return tuple(self._placed(line, text, style) for line in found)

    def _lacking(self, run: Run, style: ParagraphStyle) -> tuple[str, ...]:
        """The characters of a run that the style's own face lacks."""
        return self.face(style, run).lacking(run.text.upper() if style.caps else run.text)

    def _set(self, text: Text, style: ParagraphStyle, measure: float) -> tuple[SetLine, ...]:
        """Return a text's lines without what belongs to its document."""
        places = {id(run): at for at, run in enumerate(text)}
        found: list[SetLine] = []
        for line in self._lines(text, style, measure):
            stretches: list[Stretch] = []
            for pieces in _stretches(line.pieces):
                run, widths = pieces[0].run, tuple([piece.width for piece in pieces])
                spare = pieces[0].face is not self.face(style, run)
                stretches.append(Stretch(places[id(run)], spare, _joined(pieces), widths))
            found.append(SetLine(tuple(stretches), line.width, line.spaced, line.hang))
        return tuple(found)

    def _placed(self, line: SetLine, text: Text, style: ParagraphStyle) -> TextLine:
        """Return a line of a document's text."""
        pieces: list[Piece] = []
        for part in line.stretches:
            run = text[part.run]
            face = self._spare(style, run) if part.spare else self.face(style, run)
            pieces.append(Piece(part.shaped, face, run, sum(part.widths), part.widths))
        return TextLine(tuple(pieces), line.width, line.spaced, line.hang)

    def _spare(self, style: ParagraphStyle, run: Run) -> EmbeddedFont:
        """Return the face in place of a run's own, which has none here."""
        return self.face(style, run)

    def _lines(self, text: Text, style: ParagraphStyle, measure: float) -> tuple[TextLine, ...]:
        words = list(self.words(text, style))
        if not words:
            return ()
        if max([word.width for word in words]) > measure:
            words = [part for word in words for part in self._fitting(word, style, measure)]
        mark = words[0].pieces[0]
        hang = mark.width if style.hanging and mark.text in _OPENING else 0.0
        words[0] = replace(words[0], width=words[0].width - hang)
        lines: list[TextLine] = []
        for start, stop in paragraphs(words):
            lines += self._broken(words[start:stop], style, measure)
        lines[0] = replace(lines[0], width=lines[0].width - hang, hang=hang)
        return tuple(lines)

    def shortened(self, text: Text, style: ParagraphStyle, room: float) -> Text:
        """Return as much of a text as one line of a room holds, with an ellipsis for the rest."""
        joined = tuple(replace(run, text=run.text.replace("\n", " ")) for run in text)
        if len(self.lines(joined, style, room)) < 2:
            return joined
        more = Run("…")
        first = self.lines(joined, style, room - self.piece(more.text, style, more).width)[0]
        return (*(replace(piece.run, text=piece.text) for piece in first.pieces), more)

    def _broken(self, words: Sequence[Word], style: ParagraphStyle, measure: float) -> Iterator[TextLine]:
        """Yield the lines of words up to a forced break, hyphenated if the style allows it and they are better so."""
        ends = line_breaking.ragged(words, measure, even=style.balanced)
        if style.hyphens and line_breaking.strained(words, ends, measure):
            words = [part for word in _neighbours(words) for part in self._syllables(*word, style)]
            ends = line_breaking.ragged(words, measure, even=style.balanced)
        for first, last in zip([0, *ends[:-1]], ends, strict=True):
            yield self._line(words, first, last, style)

    def _line(self, words: Sequence[Word], first: int, last: int, style: ParagraphStyle) -> TextLine:
        """Return the line of some words; syllables are put together again, so that their letters are kerned."""
        pieces: list[Piece] = []
        for at, word in enumerate(words[first:last], start=first):
            if at > first and word.spacer:
                pieces.append(word.spacer)
            head, *more = word.pieces
            if at > first and words[at - 1].hyphen and pieces[-1].run is head.run:
                pieces[-1] = self.piece(pieces[-1].text + head.text, style, head.run)
            else:
                pieces.append(head)
            pieces += more
        if last < len(words) and words[last - 1].hyphen:
            pieces[-1] = self.piece(pieces[-1].text + SOFT_HYPHEN, style, pieces[-1].run)
        spaced = last == len(words) or words[last].spacer is not None
        return TextLine(tuple(pieces), sum([piece.width for piece in pieces]), spaced)

    def _syllables(self, word: Word, joined: bool, style: ParagraphStyle) -> Iterator[Word]:
        """Yield a word's syllables, each of which may end a line with a hyphen; a half of a compound stays whole."""
        if joined:
            yield word
            return
        before: list[Piece] = []
        spacer, forced = word.spacer, word.forced
        for piece in word.pieces:
            start, shown = 0, len(piece.text)
            for at in self._spots(piece):
                head = self.piece(piece.text[start:at], style, piece.run)
                hyphen = self.piece("-", style, piece.run).width
                yield replace(_word([*before, head], spacer, forced), hyphen=hyphen)
                before, spacer, forced, start = [], None, False, at
            before.append(piece if not start else self.piece(piece.text[start:shown], style, piece.run))
        yield _word(before, spacer, forced)

    def _spots(self, piece: Piece) -> list[int]:
        """The places in a piece after which a hyphen may stand, its marks left out."""
        found = _LETTERS.search(piece.text)
        if not found or len(found[0]) < _LEAST_HYPHENED:
            return []
        return [found.start() + at for at in hyphenation_points(found[0], piece.run.lang or self.lang)]

    def _fitting(self, word: Word, style: ParagraphStyle, measure: float) -> Iterator[Word]:
        """A word, in parts if it is wider than the measure."""
        if word.width <= measure:
            yield word
            return
        first = True
        for piece in word.pieces:
            for part in self._cut(piece, style, measure):
                yield _word((part,), word.spacer if first else None, first and word.forced)
                first = False

    def _cut(self, piece: Piece, style: ParagraphStyle, measure: float) -> Iterator[Piece]:
        """Yield stretches of a piece that fit, cut at syllables, else after marks or letters."""
        left = piece
        most = int(measure / style.size * _MOST_SIGNS) + 1
        while left.width > measure and len(left.text) > 1:
            shown = left.text

            def width(count: int, shown: str = shown) -> float:
                return self.piece(shown[:count], style, piece.run).width

            fit = max(1, bisect_right(range(1, min(most, len(shown) - 1) + 1), measure, key=width))
            room = measure - self.piece("-", style, piece.run).width  # wider than some of the letters that it replaces
            spots = (spot for spot in hyphenation_points(shown, piece.run.lang or self.lang) if spot < fit)
            at = max((spot for spot in spots if width(spot) <= room), default=0)
            marks = max((found.end() for found in _MARKS.finditer(shown, 0, fit)), default=0)
            cut = at or (marks if marks > fit / 2 else fit)
            yield self.piece(shown[:cut] + (SOFT_HYPHEN if at else ""), style, piece.run)
            left = self.piece(shown[cut:], style, piece.run)
        yield left


def _stretches(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return neighbours of one run in one face together; what is drawn stands alone."""
    groups: list[list[Piece]] = []
    last: Piece | None = None
    for piece in pieces:
        alike = last is not None and last.run is piece.run and last.face is piece.face
        if alike and last is not None and last.shaped.text != DRAWN and piece.shaped.text != DRAWN:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        last = piece
    return groups


def _joined(pieces: Sequence[Piece]) -> Shaped:
    if len(pieces) == 1:
        return pieces[0].shaped
    parts = [piece.shaped for piece in pieces]
    kerns = tuple(chain.from_iterable([part.kerns for part in parts]))
    return Shaped("".join([part.text for part in parts]), sum([part.width for part in parts]), kerns)


def as_shown(run: Run, style: ParagraphStyle) -> str:
    """Return a run's characters as the style shows them."""
    return seen(run.text.upper() if style.caps else run.text)


def _bound(run: Run, style: ParagraphStyle) -> str:
    """Return a run's characters as shown, numbers of facts and terms bound in a title."""
    shown = as_shown(run, style)
    if not (style.balanced and (run.fact or run.term)):
        return shown
    return shown.replace(" ", NO_BREAK) if _AMOUNT.fullmatch(shown) else _BOUND.sub(NO_BREAK, shown)


def _split_at_drawn(text: str) -> list[str]:
    return [part for part in re.split(f"({DRAWN})", text) if part] if DRAWN in text else [text]


def _word(pieces: Sequence[Piece], spacer: Piece | None, forced: bool) -> Word:
    return Word(
        pieces=tuple(pieces),
        width=pieces[0].width if len(pieces) == 1 else sum([piece.width for piece in pieces]),
        space=spacer.width if spacer else 0.0,
        pauses=pieces[-1].shaped.text[-1:] in _PAUSES,
        leads=line_breaking.leads("".join([piece.text for piece in pieces])),
        spacer=spacer,
        forced=forced,
    )


def _with_names(words: list[Word]) -> list[Word]:
    """Return the words of a title, of which no line should end within a name."""
    named = line_breaking.in_names(["".join([piece.text for piece in word.pieces]) for word in words])
    return [replace(word, leads=True) if inside else word for word, inside in zip(words, named, strict=True)]


def paragraphs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield where each stretch of words between forced breaks begins and ends."""
    starts = [0, *(at for at, word in enumerate(words) if word.forced and at)]
    yield from zip(starts, [*starts[1:], len(words)], strict=True)


def _neighbours(words: Sequence[Word]) -> Iterator[tuple[Word, bool]]:
    """Each word, and whether it hangs together with the one before or after."""
    for at, word in enumerate(words):
        after = at + 1 < len(words) and words[at + 1].spacer is None
        yield word, after or (at > 0 and word.spacer is None)
