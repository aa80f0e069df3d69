"""Text of runs → measured lines in a width, by the surface's own metrics."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from briefing.charts.vector.surface import Font, Measure
from briefing.model.text import Run, Text
from briefing.wording.seams import PAUSES, seams, wide

LEADING = 1.18
# Marks of Chinese where the sense rests.


class Face(Struct, frozen=True):
    """Size and weight of a text."""

    size: float
    strong: bool = False

    def font(self, run: Run) -> Font:
        """The font of a run: bold where the face or the run says so."""
        return "bold" if self.strong or run.bold else "text"

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.size * LEADING


def width(surface: Measure, text: Text, face: Face) -> float:
    """A text without breaks → its width in points."""
    return sum(surface.width(run.text, face.font(run), face.size) for run in joined(text, face))


def joined(text: Text, face: Face) -> Text:
    """Runs → neighbours of one font as one run, so that they are kerned and written together."""
    made: list[Run] = []
    for run in text:
        if made and face.font(made[-1]) == face.font(run):
            made[-1] = Run(made[-1].text + run.text, bold=made[-1].bold)
        elif run.text:
            made.append(Run(run.text, bold=run.bold))
    return tuple(made)


def lines(surface: Measure, text: Text, face: Face, most: float) -> tuple[Text, ...]:
    """A text → lines no wider than `most`, broken at its own breaks, at spaces and between wide signs.

    A word that is wider than the line stands alone and sticks out.
    """
    made: list[Text] = []
    for piece in pieces(text):
        current: list[Run] = []
        for word in _words(piece):
            tried = (*current, *word)
            if current and width(surface, _trimmed(tried), face) > most + 0.01:
                made.append(_trimmed(tuple(current)))
                current = list(word)
            else:
                current = list(tried)
        made.append(_trimmed(tuple(current)))
    return tuple(made)


def balanced(surface: Measure, text: Text, face: Face, most: float) -> tuple[Text, ...]:
    """A text → as few lines as `lines` makes, but of even width; Chinese ends them at its pauses where it can."""
    best = lines(surface, text, face, most)
    if len(best) == 1:
        return best
    narrow, paused = most, best if _pauses(best) else None
    while narrow > face.size * 4:
        narrow -= face.size * 0.5
        tried = lines(surface, text, face, narrow)
        if len(tried) > len(best) or widest(surface, tried, face) > most:
            break
        best = tried
        paused = tried if _pauses(tried) else paused
    return paused or best


def _pauses(found: Sequence[Text]) -> bool:
    """Whether all lines but the last end where the sense rests."""
    return all(line[-1].text[-1:] in PAUSES for line in found[:-1] if line)


def tall(surface: Measure, face: Face, count: int = 1) -> float:
    """A number of lines → their height from the capitals of the first to the descenders of the last, in points."""
    font: Font = "bold" if face.strong else "text"
    return surface.ascent(font, face.size) + surface.descent(font, face.size) + (count - 1) * face.leading


def widest(surface: Measure, found: Sequence[Text], face: Face) -> float:
    """Lines → the width of the widest."""
    return max((width(surface, line, face) for line in found), default=0.0)


def pieces(text: Text) -> tuple[Text, ...]:
    """A text → its parts between the breaks that its author put."""
    made: list[list[Run]] = [[]]
    for run in text:
        for index, part in enumerate(run.text.split("\n")):
            if index:
                made.append([])
            if part:
                made[-1].append(_with(run, part))
    return tuple(tuple(part) for part in made)


def _with(run: Run, words: str) -> Run:
    """A run with other words: written out, as `replace` takes ten times as long."""
    if run.text == words:
        return run
    return Run(words, run.bold, run.italic, run.link, run.fact, run.term, run.lang)


def _words(text: Text) -> list[list[Run]]:
    """A text → its unbreakable parts, each with the spaces behind it; a part may hold several runs."""
    made: list[list[Run]] = []
    whole = "".join(run.text for run in text)
    ends = _ends(whole)
    at, current = 0, []
    for run in text:
        rest = run.text
        while rest:
            end = next(end for end in ends if end > at)
            taken = rest[: end - at]
            current.append(_with(run, taken))
            at, rest = at + len(taken), rest[len(taken) :]
            if at == end:
                made.append(current)
                current = []
    return made


def _ends(whole: str) -> list[int]:
    found = [len(whole)]
    between = seams(whole) if wide(whole) else ()
    for at in range(1, len(whole)):
        before, after = whole[at - 1], whole[at]
        spaced = before == " " and after != " "
        if spaced or (between and between[at - 1].breaks and after != " "):
            found.append(at)
    return sorted(found)


def _trimmed(text: Text) -> Text:
    """Without the space that a break has swallowed."""
    kept = list(text)
    while kept:
        shorter = kept[-1].text.rstrip(" ")
        if shorter:
            kept[-1] = _with(kept[-1], shorter)
            break
        kept.pop()
    return tuple(kept)
