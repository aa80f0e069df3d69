"""What a slide to be presented may say: forty words besides its title and the labels of its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Element, TableBox, TextBox
from briefing.model.text import Text, plain

MOST_WORDS = 40
# Places whose words do not count: what frames the slide, the labels of evidence, and a statement, which no writer cuts.
_FREE = ("title", "subtitle", "source", "chart", "card", "strip", "tiles", "timeline", "scale", "quote")


def spoken_words(elements: Iterable[Element]) -> int:
    """Return the number of words on a slide that count; numbers are none."""
    return sum(any(char.isalpha() for char in word) for text in _counted(elements) for word in plain(text).split())


def _counted(elements: Iterable[Element]) -> Iterator[Text]:
    for item in elements:
        if isinstance(item, TextBox) and not item.place.startswith(_FREE):
            yield from (paragraph.text for paragraph in item.paragraphs)
        if isinstance(item, TableBox) and not item.fills:  # a heat table is a chart
            yield from (cell.text for row in item.rows for cell in row)


def check(page: Page, elements: Iterable[Element]) -> None:
    """LayoutError where a slide to be presented says more than its audience can read."""
    over = spoken_words(elements) - MOST_WORDS if page.presented else 0
    if over > 0:
        what = f"{over} {'word' if over == 1 else 'words'} too many for the {MOST_WORDS} of a slide to be presented"
        raise page.error("slide", what, "shorten its words, or move a part to the notes")
