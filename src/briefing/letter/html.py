"""The letter as HTML: inline styles, no outside resource, under 100 kB, dark and light."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from jinja2 import Environment, StrictUndefined, Template

from briefing.assets import asset
from briefing.letter.content import Content
from briefing.letter.headline_chart import WIDTH
from briefing.model.cards import Card
from briefing.model.text import Text, plain
from briefing.model.theme import Theme
from briefing.typesetting import arial
from briefing.typesetting.font_files import WHOLE
from briefing.typesetting.runs import split_lines
from briefing.wording import of

_SHORT: Final = 20  # signs of a number with its unit
_UNIT_SIZE: Final = 13  # pixels, as the page sets units
_UNIT_ROOM: Final = 162  # of a card in a row of three
_JOINT: Final = 4  # signs of " to " in "1985 to 1995"


@cache
def _template() -> Template:
    """The page as a program; making it takes longer than all else of a letter."""
    page = asset("letter/letter.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(page)


def prepare() -> None:
    """Make the page a program before there is a letter."""
    _template()


def render(content: Content, theme: Theme) -> str:
    """Return the letter as an HTML page; the template escapes every value and evaluates none."""
    words = of(content.lang)
    faces = ",".join([*(f"'{face}'" for face in words.language.faces), "Arial,Helvetica,sans-serif"])
    return (
        _template().render(
            content=content,
            light=theme.light,
            dark=theme.dark,
            plain=plain,
            lines=split_lines,
            pieces=_pieces,
            two_lines=_any_on_two_lines,
            words=words,
            faces=faces,
            width=WIDTH,
            # a headline without spaces breaks at its marks where they suffice
            broken="word-break:keep-all;overflow-wrap:anywhere;" if words.lang in WHOLE else "",
        )
        + "\n"
    )


def _any_on_two_lines(cards: Sequence[Card]) -> bool:
    """Whether the unit of one of three cards in a row may take two lines, so that the others leave as much room and
    the values below them stand on one line."""
    return any(arial.width(card.unit, _UNIT_SIZE) > _UNIT_ROOM for card in cards)


def _pieces(content: Text) -> Iterator[tuple[Text, bool]]:
    """Yield the runs of a text, and whether they stay on one line: a number with its unit, both ends of a range."""
    at = 0
    while at < len(content):
        three = content[at : at + 3]
        if len(three) == 3 and _is_range(three):
            yield three, True
            at += 3
            continue
        run = content[at]
        yield (run,), bool(run.fact) and " " in run.text and len(run.text) < _SHORT
        at += 1


def _is_range(runs: Text) -> bool:
    """Whether a short word stands between two numbers of digits alone, be they facts or years that a story names."""
    first, joint, last = runs
    numbers = all((run.fact or run.term == "year") and run.text.isdecimal() for run in (first, last))
    return numbers and not joint.fact and len(joint.text) <= _JOINT and joint.text.strip() not in {"", ",", ";"}
