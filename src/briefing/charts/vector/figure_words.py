"""The words of a figure of the project's own: every numeral is a printed fact, declared, or of a scale."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.charts.vector.drawing_surface import DrawingOptions, Measure
from briefing.charts.vector.figure_messages import DrawnFigure, FigureWords
from briefing.charts.vector.figure_text_places import misplaced
from briefing.errors import Finding, LayoutError
from briefing.model.own_figure import FigurePlot
from briefing.model.text import Run, Text, plain
from briefing.read.characters import FIX, flaw

AXIS: Final = "axis"
_NUMERAL: Final = re.compile(r"[+\-−]?[0-9][0-9.,\u00a0\u2009\u202f]*")
_TRAILING: Final = ".,\u00a0\u2009\u202f"
# No printed number begins in the middle of another one, or behind a sign that it has not itself.
_BEFORE: Final = r"(?<![0-9+−])(?<![0-9][.,])(?<!\s-)(?<!^-)"
_NEAR: Final = 1e-6
_POWERS: Final = range(-12, 13)  # of ten, by which a scale may be printed


def check_words(figure: FigurePlot, options: DrawingOptions, drawn: DrawnFigure, measure: Measure) -> tuple[Text, ...]:
    """Return each text of a figure as runs with their facts and terms; LayoutError with all that is wrong."""
    call, forms = str(figure.call), _Forms(figure.printed)
    texts: list[Text] = []
    found: list[Finding] = []
    for words in drawn.words:
        if character := flaw(words.whole):
            found.append(Finding("", f"{call} writes {character}", FIX))
        traced, untraced = forms.trace(words)
        texts.append(traced)
        found += [_untraced(call, numeral, words.whole) for numeral in untraced]
    found += misplaced(call, options, drawn, measure)
    if found:
        raise LayoutError(dict.fromkeys(found))
    return tuple(texts)


def _untraced(call: str, numeral: str, whole: str) -> Finding:
    what = f"{call} prints {numeral} in {whole!r}, which is no printed value of its series and texts"
    fix = "print `point.text` or `point.full`, or a text of `texts`; else name it in `numbers` with the reason"
    return Finding("", what, fix)


class _Forms:
    """The texts that a figure may print numerals in, the longest first."""

    def __init__(self, printed: Sequence[Text]) -> None:
        pieces = [*printed, *((run,) for item in printed for run in item if run.fact or run.term)]
        self._known: dict[str, Text] = {}
        for item in pieces:
            if any(run.fact or run.term or run.node for run in item):
                self._known.setdefault(_flat(plain(item)), item)
        ordered = sorted(self._known, key=len, reverse=True)
        listed = "|".join(map(_expression, ordered))
        self._pattern = re.compile(rf"{_BEFORE}(?:{listed})(?![.,]?[0-9])") if listed else None

    def trace(self, words: FigureWords) -> tuple[Text, list[str]]:
        """Return a text as runs, and the numerals that nothing allows."""
        whole = words.whole
        if words.dated or (words.scale is not None and _is_scale(whole, words.scale)):
            return (Run(whole, term=AXIS),), []
        runs: list[Run] = []
        lost: list[str] = []
        at = 0
        for match in self._pattern.finditer(whole) if self._pattern else ():
            lost += _numerals(whole[at : match.start()])
            runs.append(Run(whole[at : match.start()]))
            runs += _laid_out(self._known[_flat(match.group())], match.group())
            at = match.end()
        runs.append(Run(whole[at:]))
        lost += _numerals(whole[at:])
        return tuple(run for run in runs if run.text), lost


def _expression(words: str) -> str:
    """Return the pattern of a text, whose spaces may be line ends; a number alone is none with another unit."""
    pattern = r"\s".join(map(re.escape, words.split(" ")))
    return pattern + (r"(?!\s?[%‰×])" if words[-1:].isdigit() else "")


def _flat(words: str) -> str:
    return " ".join(words.split())


def _laid_out(item: Text, as_drawn: str) -> Iterator[Run]:
    """Yield the runs of a text with the spaces and line ends with which it was drawn."""
    at = 0
    flat = tuple(run for run in item if run.text)
    for run in flat:
        piece = ""
        for char in run.text:
            if at < len(as_drawn) and (as_drawn[at] == char or (char.isspace() and as_drawn[at].isspace())):
                piece += as_drawn[at]
                at += 1
        yield Run(piece, fact=run.fact, term=run.term, node=run.node)


def _numerals(words: str) -> list[str]:
    flat = unicodedata.normalize("NFKC", words)
    figures = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in flat)
    return [found.rstrip(_TRAILING) for found in _NUMERAL.findall(figures)]


def _is_scale(words: str, place: float) -> bool:
    """Return whether the words at a tick hold the number of its place, or that in thousands, millions or percent."""
    found = _numerals(words)
    if len(found) != 1:
        return not found
    digits = re.sub("[,\u00a0\u2009\u202f]", "", found[0].replace("−", "-"))
    try:
        value = float(digits)
    except ValueError:
        return False
    return any(abs(value - place * 10.0**power) <= _NEAR * max(abs(value), 1e-12) for power in _POWERS)
