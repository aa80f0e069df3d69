"""Messages between a build and the process that runs a project's own code, each a line of JSON."""

from __future__ import annotations

from typing import IO, Any, Final, Literal, TypeVar

import msgspec
from msgspec import Struct

from briefing.charts.vector.drawing_surface import DrawingOptions, Font, PathMark, TextMark
from briefing.model.own_figure import FigurePlot

Question = Literal["width", "ascent", "descent"]


class FigureRequest(Struct, frozen=True):
    """The figure that the process draws, and how large and in which colours."""

    plot: FigurePlot
    options: DrawingOptions
    lang: str


class Started(Struct, frozen=True, tag=True):
    """The process is ready to run the function; its time begins."""


class MeasureQuery(Struct, frozen=True, tag=True):
    """Asks how wide a string is, or how far a face rises or hangs; the answer is a number of points."""

    what: Question
    string: str
    font: Font
    size: float


class FigureWords(Struct, frozen=True):
    """The lines of a text of a figure. `scale` is the place on its axis of a number that matplotlib wrote there, and
    `dated` says that it is a date."""

    lines: tuple[TextMark, ...]
    scale: float | None = None
    dated: bool = False

    @property
    def whole(self) -> str:
        """The text with its line ends."""
        return "\n".join(line.string for line in self.lines)


class DrawnFigure(Struct, frozen=True, tag=True):
    """What a function has drawn, in order."""

    marks: tuple[PathMark, ...]
    words: tuple[FigureWords, ...]


class RefusedFigure(Struct, frozen=True, tag=True):
    """Why there is no figure."""

    what: str
    fix: str


Answer = DrawnFigure | RefusedFigure
MOST_BYTES: Final = 64_000_000  # of a message
T = TypeVar("T")


def send(file: IO[bytes], message: object) -> None:
    """Write a message."""
    file.write(msgspec.json.encode(message) + b"\n")
    file.flush()


def receive(file: IO[bytes], kind: type[T] | Any) -> T | None:
    """Return the next message of a kind, or None where the other process has gone, even in the middle of it.

    msgspec.DecodeError for what is no such message, or a longer one than MOST_BYTES.
    """
    line = file.readline(MOST_BYTES)
    whole = line.endswith(b"\n") or len(line) == MOST_BYTES
    return msgspec.json.decode(line, type=kind) if whole else None
