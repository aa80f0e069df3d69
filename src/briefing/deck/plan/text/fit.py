"""Text into boxes: measured wraps, heights and the error that says how many words are too many."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefing.deck.plan import grid
from briefing.deck.plan.grid import SlideZones
from briefing.deck.plan.text import measure
from briefing.deck.slides import Anchor, Box, Paragraph, Placeholder, TextBox, TextStyle
from briefing.errors import LayoutError
from briefing.model.document import Document, Point, Section
from briefing.model.text import NO_BREAK, Run, Text, embolden, plain, text
from briefing.model.theme import Palette
from briefing.typesetting import arial
from briefing.typesetting.break_opportunities import inside_words
from briefing.typesetting.runs import split_lines
from briefing.wording import Wording

# The reserve of a measured wrap, so that a text set in its own width stays on one line.
_RESERVE = 0.03
SEVERAL = 3  # lines of CJK from which on one more is left free
SHORT_LINE = 0.6  # of a box's width: two words that are longer need no company
_SIGNED = re.compile(r"[−+±][$£€¥]")
_DATE = re.compile(r"\d{1,2}\.? [^\W\d_]+\.? \d{4}")  # "24 Apr 2024"


class Page(Struct, frozen=True):
    """The slide being planned: its number, its section and what its boxes have in common.

    `before` is the number of the section's items that stand on earlier slides. `short_sources`: some slide of the deck
    has no room for its sources with their days, so all slides name them by year; `listed`: the deck ends with a list of
    all sources, by whose numbers slides cite them. `place` is the ledger's name for what
    is being planned, as "chart 2"; texts without one have their box's name. `forms` are the forms in which the slides
    before it have their points, the last one last. `palette` has the colours of the slide, for figures of
    the project's own, which get them by value.
    """

    document: Document
    section: Section
    number: int
    wording: Wording
    zones: SlideZones = grid.OWN
    foot: float = grid.OWN.body.y1
    before: int = 0
    short_sources: bool = False
    listed: bool = False
    place: str = ""
    forms: tuple[str, ...] = ()
    palette: Palette | None = None

    @property
    def where(self) -> str:
        """The slide's name in errors."""
        return f"slide {self.number} ({self.section.id})"

    @property
    def presented(self) -> bool:
        """Whether points stand in the notes, not on the slide, whose text is larger."""
        return self.document.edition.mode == "present"

    @property
    def points(self) -> tuple[Point, ...]:
        """The points that stand on the slide."""
        return () if self.presented else self.section.points

    def at(self, place: str) -> Page:
        """Return the same page at another place."""
        return replace(self, place=place)

    def numbered(self, kind: str, number: int) -> str:
        """Return a name for an element of a chart, by its kind and number, that no other of the slide's charts has."""
        panel = self.place.removeprefix("chart").strip()
        return f"{kind} {panel}.{number}" if panel else f"{kind} {number}"

    def say(self, key: str, term: str = "", **values: str) -> Text:
        """Return the text of a fixed phrase with values for its places; `term` is why a numeral in it may stand."""
        return text(self.wording.phrase(key, **values), term=term)

    def lead(self, key: str) -> Text:
        """Return a fixed phrase in bold with its colon, to begin a sentence."""
        return embolden(text(self.wording.phrase(key) + self.wording.joint(": ")))

    def error(self, box: str, what: str, fix: str) -> LayoutError:
        """Return the error for a box, with complaint and remedy."""
        return LayoutError(what, where=f"{self.where}, {box}", fix=fix)


def whole_dates(value: Text) -> Text:
    """Return a text in which no line breaks inside a date."""
    dated = [bool(run.term and _DATE.fullmatch(run.text)) for run in value]
    return tuple(
        replace(run, text=run.text.replace(" ", NO_BREAK)) if date else run
        for run, date in zip(value, dated, strict=True)
    )


def lines(value: Text, style: TextStyle, width: float) -> tuple[Text, ...]:
    """Return the lines of a text in a width, as measured."""
    return measure.wrap(value, style.size, width, style.bold)


def width(value: Text, style: TextStyle) -> float:
    """Return the width that a text needs on as many lines as the author broke it into, reserve included."""
    widest = max(arial.width(piece, style.size, style.bold) for piece in split_lines(value))
    return widest / (1 - arial.reserve(value)) + 0.5


class SetLines(Struct, frozen=True):
    """The lines of a paragraph in a width: how many, their style, and whether they hold CJK."""

    count: int
    style: TextStyle
    cjk: bool


def set_lines(item: Paragraph, available: float) -> SetLines:
    """Return the lines of a paragraph in a width, as a program sets those whose ends are not given."""
    style, cjk = item.style, arial.has_cjk(item.text)
    glued = cjk or _has_ends(item)
    return SetLines(len(measure.wrap(item.text, style.size, available, style.bold, glued=glued)), style, cjk)


def height(paragraphs: Sequence[Paragraph], available: float) -> float:
    """Return the height of paragraphs in a width; the space before the first does not count."""
    return stacked_height([set_lines(item, available) for item in paragraphs])


def stacked_height(paragraphs: Sequence[SetLines]) -> float:
    """Return the height of paragraphs whose lines are set; the space before the first does not count.

    Several lines of CJK count as one more: their face is another on every machine.
    """
    total, spare, wide = 0.0, 0.0, 0
    for index, item in enumerate(paragraphs):
        total += item.count * item.style.leading
        total += item.style.before if index else 0.0
        if item.cjk:
            wide += item.count
            spare = max(spare, item.style.leading)
    return total + (spare if wide >= SEVERAL else 0.0)


def _counted(value: Text) -> list[str]:
    """Return the words of a text, or its characters where it holds CJK, which has no spaces."""
    content = plain(value)
    return list(content) if arial.has_cjk(value) else content.split()


def _without(paragraphs: Sequence[Paragraph], count: int) -> tuple[Paragraph, ...]:
    """Paragraphs without their last words; one that loses all its words is left out."""
    remaining = list(paragraphs)
    while remaining and count:
        last = remaining.pop()
        content = _counted(last.text)
        if count < len(content):
            between = "" if arial.has_cjk(last.text) else " "
            bold = bool(last.text[0].bold)
            remaining.append(replace(last, text=(Run(between.join(content[:-count]), bold=bold),)))
        count = max(0, count - len(content))
    return tuple(remaining)


def excess(paragraphs: Sequence[Paragraph], box: Box) -> str:
    """Return how much of paragraphs does not fit in a box: "5 words", of Chinese "12 characters"."""
    total = sum(len(_counted(item.text)) for item in paragraphs)

    def fits(count: int) -> bool:
        return height(_without(paragraphs, count), box.w) <= box.h + 0.5

    count = max(1, min(total, bisect.bisect_left(range(total), True, lo=1, key=fits)))
    noun = "character" if any(arial.has_cjk(item.text) for item in paragraphs) else "word"
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def set_text(
    page: Page,
    name: str,
    box: Box,
    paragraphs: Sequence[Paragraph],
    *,
    anchor: Anchor = "t",
    placeholder: Placeholder = "",
) -> TextBox:
    """Return a box that holds paragraphs. Raise LayoutError with the number of words too many if it does not."""
    dated = [replace(item, text=whole_dates(item.text)) for item in _flush(paragraphs)]
    whole = [replace(item, text=_accompanied(item, box.w)) for item in dated]
    paragraphs = tuple(with_ends(item, box.w) for item in whole)
    if height(paragraphs, box.w) > box.h + 0.5:
        raise overflow(page, name, whole, box)
    return TextBox(name, box, tuple(paragraphs), page.place or name.lower(), placeholder, anchor)


def set_title(page: Page, box: Box, styles: Sequence[TextStyle], room: str, fix: str) -> TextBox:
    """Return a section's title in the largest style in which its balanced lines fit a box and cut no word; LayoutError
    if there is none."""
    value, word = page.section.title, ""
    for style in styles:
        found = measure.balance(value, style.size, box.w, style.bold)
        word = measure.word_too_wide(value, style.size, box.w, style.bold)
        if len(found) * style.leading <= box.h + 0.5 and not word:
            return TextBox("Title", box, single(measure.broken(found), style), "title", "title")
    if word:
        raise page.error("title", f"the word “{word}” is wider than {room}", fix)
    raise page.error("title", f"{excess(single(value, style), box)} too many for {room}", fix)


def overflow(page: Page, name: str, paragraphs: Sequence[Paragraph], box: Box) -> LayoutError:
    """Return the error for paragraphs in a box that does not hold them, with the number of words too many."""
    return page.error(
        name,
        f"{excess(paragraphs, box)} too many for {box.w:.0f} × {max(0, box.h):.0f} points: “{_head(paragraphs)}”",
        "shorten it, or move a part to the notes",
    )


def largest_style(styles: Sequence[TextStyle], texts: Sequence[tuple[Text, Box]]) -> TextStyle:
    """Return the first style in which each text fits its box, else the last; `styles` go from large to small."""
    fitting = (
        style for style in styles if all(height(single(content, style), box.w) <= box.h for content, box in texts)
    )
    return next(fitting, styles[-1])


def _accompanied(item: Paragraph, wide: float) -> Text:
    """Return a text of several lines with its last word held to the one before it.

    Some renderer would leave it alone on the last line. It stays as it is where that takes one more line, and where the
    space belongs to a fact or a link.
    """
    count, content = set_lines(item, wide).count, plain(item.text)
    at = content.rfind(" ")
    pair = content[content.rfind(" ", 0, max(at, 0)) + 1 :]
    if count == 1 or at < 0 or "\n" in pair or arial.has_cjk(item.text):
        return item.text
    if width(text(pair, bold=True), item.style) > SHORT_LINE * wide:
        return item.text
    held: list[Run] = []
    for run in item.text:
        if 0 <= at < len(run.text) and not run.fact and not run.link:
            run = replace(run, text=f"{run.text[:at]}{NO_BREAK}{run.text[at + 1 :]}")
        at -= len(run.text)
        held.append(run)
    return tuple(held) if set_lines(replace(item, text=tuple(held)), wide).count == count else item.text


def with_ends(item: Paragraph, wide: float) -> Paragraph:
    """Return a paragraph with breaks in place of its lines' ends, where a line begins with a link or a signed amount,
    and where programs, which break Chinese anywhere, would part a number from its unit or a frequent word, or leave a
    sign alone on the last line.

    LibreOffice sets a link as a field: its second line would begin with the space, and what is left of the line before
    would be filled with a part of its first word, as "26" of "26.5". Programs break between a minus and "€", too.
    """
    style = item.style
    every = _has_inseparable(item) or measure.leaves_orphan(item.text, style.size, wide, style.bold)
    if not every and not _has_ends(item):
        return item
    first, *others = lines(item.text, style, wide)
    begins = any(every or (line and (line[0].link or _SIGNED.match(plain(line)))) for line in others)
    return replace(item, text=measure.broken((first, *others))) if begins else item


def _has_ends(item: Paragraph) -> bool:
    """Return whether the ends of a paragraph's lines may have to be given."""
    return _has_inseparable(item) or any(bool(run.link or _SIGNED.search(run.text)) for run in item.text)


def _has_inseparable(item: Paragraph) -> bool:
    """Return whether a paragraph is Chinese with a number, which has a unit, or a word that no line parts."""
    words = plain(item.text)
    return arial.has_cjk(item.text) and (any(sign.isdigit() for sign in words) or bool(inside_words(words)))


def _flush(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """No space before the first paragraph: some renderers would draw it."""
    first, *rest = paragraphs
    return (replace(first, style=replace(first.style, before=0.0)), *rest)


def _head(paragraphs: Sequence[Paragraph]) -> str:
    joined = " ".join(plain(item.text) for item in paragraphs)
    return joined if len(joined) <= 60 else joined[:57].rstrip() + "…"


def single(value: Text, style: TextStyle) -> tuple[Paragraph, ...]:
    """Return the single paragraph of a box."""
    return (Paragraph(value, style),)


def axis_text(value: str) -> Text:
    """Return the text of a tick, as a year on an axis, with the reason why the numeral may stand."""
    return text(value, term="axis")


def whole_width(value: Text, style: TextStyle, most: float) -> float:
    """Return a width at which a text fits on as few lines and, set without a reserve, ends no line inside a compound; 0
    if there is none."""
    least = len(lines(value, style, most))
    start = balanced_width(value, style, most)
    for step in range(int((most - start) // 4) + 1):
        tried = start + step * 4
        free = lines(value, style, tried / (1 - _RESERVE))
        whole = not any(plain(line).endswith("-") for line in free)
        if whole and len(lines(value, style, tried)) == least:
            return tried
    return 0.0


def balanced_width(value: Text, style: TextStyle, most: float) -> float:
    """Return the width of the longest line of a text when its lines, none wider than `most`, are balanced."""
    found = measure.balance(value, style.size, most, style.bold)
    wide = min(most, max(width(line, style) for line in found))
    content = single(value, style)  # whose lines of Chinese are set with air to spare, so that one more may be needed
    return wide if height(content, wide) <= height(content, most) else most
