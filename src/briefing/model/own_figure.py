"""A figure that a project's own code draws: the function, what it is given, and what its texts may print."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from briefing.model.text import Text

SECONDS: Final = 20.0  # that a function may take, where the story says nothing
MOST_SECONDS: Final = 120.0


class FigureCall(Struct, frozen=True):
    """A function of a file of the project, whose content is `code`, and the seconds that it may take.

    `texts` are those of the story that it is given, by name; `numbers` are numerals that are no facts, each with the
    reason why it may be printed.
    """

    file: str
    function: str
    code: str
    seconds: float = SECONDS
    texts: tuple[tuple[str, Text], ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.file}:{self.function}"


class FigurePoint(Struct, frozen=True):
    """A value of a series for a period: `at` counts the periods of the figure from 0, `period` is in notation, `label`
    in words; `text` is the value as it is printed, `short` with % or another sign, `full` with its unit."""

    at: int
    period: str
    label: str
    value: float
    text: str
    short: str
    full: str


class FigureSeries(Struct, frozen=True):
    """The values of a short name or a place, without the periods that have none."""

    key: str
    name: str
    unit: str
    points: tuple[FigurePoint, ...]

    @property
    def first(self) -> FigurePoint:
        """The earliest value."""
        return self.points[0]

    @property
    def last(self) -> FigurePoint:
        """The latest value."""
        return self.points[-1]

    @property
    def values(self) -> tuple[float, ...]:
        """All values in order."""
        return tuple(point.value for point in self.points)

    @property
    def places(self) -> tuple[int, ...]:
        """The place of each value on an axis that counts the periods of the figure from 0."""
        return tuple(point.at for point in self.points)


class FigurePlot(Struct, frozen=True):
    """What a function is called with, the names of its periods, and the texts that may hold numerals, as printed."""

    call: FigureCall
    series: tuple[FigureSeries, ...]
    periods: tuple[str, ...]
    printed: tuple[Text, ...]
    highlight: str = ""
    second: str = ""
