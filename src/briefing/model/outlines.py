"""The outlines of places, flat: what a map draws, and what its places are called by."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from briefing.model.text import Text

# How wide every set of outlines is, in its own units; a tenth of them is finer than any screen.
WIDE: Final = 10_000

# How many classes a map has at most, which a reader can tell by their shade.
MOST_CLASSES: Final = 5
# How classes are made: of equally many places, of equal width, or as the story says.
ClassRule = Literal["quantiles", "equal", "given"]
MapPoint = tuple[int, int]
Ring = tuple[MapPoint, ...]


class Region(Struct, frozen=True):
    """The outline of a place: rings, those within others holes, x to the right and y down, from the upper left corner.

    `names` are all that it is joined by, codes too. `spot` is where a mark of it stands; a place that is only a spot
    has no rings.
    """

    code: str
    names: tuple[str, ...]
    rings: tuple[Ring, ...]
    spot: MapPoint


class Outlines(Struct, frozen=True):
    """The outlines of places that are drawn together. `source` says whose they are; `tiles` are squares of one size."""

    name: str
    source: str
    height: int
    regions: tuple[Region, ...]
    tiles: bool = False


class MapGround(Struct, frozen=True):
    """What the values of a map are painted on: the outlines, the code of each of its places, and the classes of values.

    `breaks` are where a class ends and the next begins, which has the values on it too; `rule` is how they were found.
    """

    outlines: Outlines
    codes: tuple[str, ...]
    rule: ClassRule
    breaks: tuple[float, ...]


class MapArea(Struct, frozen=True):
    """A place on a map: its outline, the index of its value and the step of its shade, from 1 to 5; 0 without a value.

    One that is `small` is drawn as a circle at its spot.
    """

    code: str
    rings: tuple[Ring, ...]
    spot: MapPoint
    at: int | None = None
    step: int = 0
    small: bool = False


class MapClass(Struct, frozen=True):
    """A class of values: its step of shade, its bounds in words, and how many places it has, in words and a number."""

    step: int
    words: Text
    count: Text
    number: Text


class MapPlot(Struct, frozen=True):
    """The marks of a map. `left`, `top`, `wide` and `high` bound what is drawn; `absent` names what has no value, if
    anything has none, `rule` says how classes were made and what circles are, `head` stands over the ranking and `ends`
    over what is named at its two ends; `counted` is the rule where counts are numbers alone, which says of what;
    `values` has one for each place of a map of few, on which all are named."""

    areas: tuple[MapArea, ...]
    classes: tuple[MapClass, ...]
    left: int
    top: int
    wide: int
    high: int
    absent: Text
    rule: Text
    counted: Text
    head: Text
    ends: tuple[Text, Text]
    tiles: bool = False
    values: tuple[Text, ...] = ()

    @property
    def numbered(self) -> MapPlot:
        """The same with counts as numbers alone, for classes in which words as "26 parliaments" have no room."""
        return replace(self, classes=tuple(replace(one, count=one.number) for one in self.classes), rule=self.counted)
