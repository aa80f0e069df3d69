"""Lines of a chart that measure the same → each called by its place, so that no two have one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.compose.composer import Composer
from briefing.compose.language.templates import NAME
from briefing.errors import StoryError
from briefing.model.story import ChartSpec
from briefing.model.text import plain

if TYPE_CHECKING:
    from briefing.compose.blocks.chart_series import Line


def told_apart(composer: Composer, spec: ChartSpec, lines: Sequence[Line]) -> list[Line]:
    """A chart's node and its lines → the same; one that the story gives no name, and that measures what another line
    does, is called by its place alone if all lines measure that, else by both. StoryError for two of one name."""
    with composer.names.unprinted():
        measured = [composer.names.measure(line.subject) for line in lines]
    shared = Counter(measured)
    found: list[Line] = []
    for line, name in zip(lines, measured, strict=True):
        if plain(line.name) == name and line.key not in spec.names and shared[name] > 1:
            place = composer.names.places(line.subject.members)
            told = place if len(shared) == 1 else composer.wording.joint(", ").join((name, place))
            line = replace(line, name=composer.declared(told, NAME))
        found.append(line)
    _refuse_one_name(found)
    return found


def _refuse_one_name(lines: Sequence[Line]) -> None:
    seen: dict[tuple[str, str], Line] = {}
    for line in lines:
        other = seen.setdefault((plain(line.name), plain(line.detail)), line)
        if other is not line:
            what = f"{other.key} and {line.key} are both called {plain(line.name)!r} in one chart"
            raise StoryError(what, fix=f"write `names: {{{line.key}: {{name: …}}}}` with what tells them apart")
