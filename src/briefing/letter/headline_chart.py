"""The headline chart of a letter: which one it is, what stands around it, and its picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefing import charts
from briefing.errors import Finding, LayoutError
from briefing.letter.bars import Bars, bars, drawn_alone, why_not
from briefing.model.chart import PICTURES, Chart
from briefing.model.document import Document, Section
from briefing.model.fact import Fact
from briefing.model.ledger import Trace
from briefing.model.text import Run, Text, join, plain
from briefing.model.theme import Theme
from briefing.wording import of

# In points, each a pixel of the reader’s: narrower than the text, so that a phone shrinks its words by a third at most.
WIDTH = 424
# Sentences that say how lines are drawn.
_OF_LINES = ("lifted_scale", "lifted_scales", "dashed", "dashed_some", "hatched")
# A larger picture is reported at the build, as each recipient gets it.
_LARGE_BYTES = 60_000


class Figure(Struct, frozen=True):
    """A chart with what stands around it: its finding, what it measures, the note and the sources below it."""

    chart: Chart
    title: Text
    subtitle: Text
    note: Text
    source: Text
    bars: Bars | None = None


def in_bars(document: Document) -> Figure | None:
    """Return the first chart of the sections in a letter that bars can show, in bars, or None: one of which they show
    all series before one of which they leave some out, as its title may be about these; of a section with lines and
    columns the columns, which bars show as they are.
    """
    found = [(section, chart, drawn) for section, chart in _charts(document) if (drawn := bars(chart))]
    if found:
        section, chart, drawn = next((item for item in found if drawn_alone(*item[1:]) is None), found[0])
        figure = _figure(section, chart)
        if alone := drawn_alone(chart, drawn):  # its title may be of others, and nothing else says whose bars these are
            words = [one for one in (alone.name, figure.subtitle) if one]
            figure = replace(figure, subtitle=join(words, of(chart.lang).joint(": ")))
        neighbours = [other for other in section.blocks if isinstance(other, Chart) and other is not chart]
        names = [plain(other.title) for other in neighbours if other.title and other.title != chart.title]
        note = _of_bars(figure.note, chart.lang, names)
        return replace(figure, chart=_as_columns(chart), bars=drawn, note=note, source=())
    if chosen := _chosen(document):
        reason = next((why for _, chart in _charts(document) if (why := why_not(chart))), "")
        what = f"no chart of section {chosen} can be drawn as bars{reason and f': {reason}'}"
        fix = "name a section of the letter that has columns, a line over time or bars, or leave `chart` out"
        fix = f"give its chart a `period` with as many, {fix}" if reason else fix
        raise LayoutError([Finding("", what, fix, origin="letter")])
    return None


def _as_columns(chart: Chart) -> Chart:
    """Return a chart whose alternative text calls a line the columns that a letter makes of it."""
    words = of(chart.lang)
    line, columns = words.phrase("alt_line"), words.phrase("alt_columns")
    if chart.kind != "line" or not chart.alt or not chart.alt[0].text.startswith(line):
        return chart
    first = replace(chart.alt[0], text=columns + chart.alt[0].text.removeprefix(line))
    return replace(chart, alt=(first, *chart.alt[1:]))


def _of_bars(note: Text, lang: str, others: Sequence[str]) -> Text:
    """Return a note without the sentences on lines, how they are dashed and scales that do not begin at zero, and those
    that begin with the names of other charts.
    """
    words = of(lang)
    sentences = (_pattern(words.phrase(key)) for key in _OF_LINES)
    begun = (rf"(?:^|(?<=[.。:：] )|(?<=[。：])){re.escape(name)}.*?(?:[.。](?!\d)|$)" for name in others)
    return _without(note, lang, [*sentences, *begun])


def without_originals(figure: Figure, printed: Sequence[Fact], facts: Mapping[str, Fact]) -> Figure:
    """Return a chart of an index without the note on its original values where it prints all of them."""
    shown = {(fact.indicator, fact.entity, fact.period, fact.value) for fact in printed}
    sentence = _pattern(of(figure.chart.lang).phrase("originals"))
    found = re.search(sentence, plain(figure.note))
    if not found:
        return figure
    at, values = 0, list[Fact]()
    for run in figure.note:
        if run.fact in facts and found.start() <= at < found.end():
            values.append(facts[run.fact])
        at += len(run.text)
    whole = len(values) >= 2 * len(figure.chart.series)  # a name with a stop does not end the sentence
    if not whole or not all((fact.indicator, fact.entity, fact.period, fact.value) in shown for fact in values):
        return figure
    return replace(figure, note=_without(figure.note, figure.chart.lang, [sentence]))


def _pattern(phrase: str) -> str:
    """Return the pattern of a phrase of one sentence with whatever stands in its gaps."""
    return re.sub(r"\\{.*?\\}", ".+?", re.escape(phrase)) + r"(?!\d)"


def _without(note: Text, lang: str, patterns: Sequence[str]) -> Text:
    """Return a note without what the patterns find; nothing where only its label remains."""
    whole = plain(note)
    cut = [found.span() for pattern in patterns for found in re.finditer(pattern + r"\s*", whole)]
    remaining, at = list[Run](), 0
    for run in note:
        left = "".join(char for here, char in enumerate(run.text, at) if not any(a <= here < b for a, b in cut))
        remaining += [replace(run, text=left)] if left else []
        at += len(run.text)
    return () if plain(tuple(remaining)).rstrip().endswith(of(lang).joint(": ").rstrip()) else tuple(remaining)


def _chosen(document: Document) -> str:
    """Return the section whose chart the story names, or "": a condition may leave it out."""
    chosen = document.letter.chart
    return chosen if any(section.id == chosen for section in document.sections) else ""


def _charts(document: Document) -> Iterator[tuple[Section, Chart]]:
    """Yield the charts of the sections that stand in a letter, or of the one that its story names."""
    chosen = _chosen(document)
    for section in (one for one in document.sections if "letter" in one.outputs and not one.changed):
        if chosen and section.id != chosen:
            continue
        shown = [block for block in section.blocks if isinstance(block, Chart)]
        yield from ((section, chart) for chart in sorted(shown, key=lambda chart: chart.kind == "line"))


def _figure(section: Section, chart: Chart) -> Figure:
    measured = chart.subtitle or section.subtitle  # a section's finding is of all its charts
    return Figure(chart, chart.title or section.title, measured, section.note_line, section.source_line)


def headline(document: Document) -> Figure | None:
    """Return the headline chart: that of the cover, else the first of the sections that stand in a letter, or None.

    A chart of a section without words of its own has those that it stands under; that of the cover stands under the
    letter's own headline.
    """
    cover = document.cover if document.cover and document.cover.kind not in PICTURES else None
    if cover:
        note, source = document.cover_note_line, document.cover_source_line
        return Figure(cover, cover.title, cover.subtitle or _measure(cover), note, source)
    return next((_figure(section, chart) for section, chart in _charts(document)), None)


def _measure(chart: Chart) -> Text:
    """Return what a chart of multiples between two years shows multiples of."""
    if not (chart.baseline and chart.periods):
        return ()
    words = of(chart.lang)
    first, last = (words.label(end) for end in (chart.periods[0], chart.periods[-1]))
    parts = re.split("{(first|last)}", words.pattern("auto_multiple", first=first, last=last))
    years = {"first": first, "last": last}
    terms = {part: "year" if years[part].isdigit() else "period" for part in years}
    runs = (Run(years[part], term=terms[part]) if at % 2 else Run(part) for at, part in enumerate(parts))
    return tuple(run for run in runs if run.text)


def drawn(figure: Figure, theme: Theme, trace: Trace) -> tuple[bytes, tuple[Finding, ...]]:
    """Return a figure as PNG in the theme's light colours, each number traced, and a warning where it is large."""
    from briefing.charts.vector.picture import picture  # matplotlib is loaded only for a letter with a picture

    place = trace.place(0, "drawn in the picture", "pixels")
    plot = charts.plot(figure.chart)
    result = picture(plot, theme.light, theme.fonts.text, WIDTH, trace=trace, place=place)
    if len(result) <= _LARGE_BYTES:
        return result, ()
    what = f"the picture of the letter has {len(result) / 1000:,.0f} kB, and each recipient gets it"
    return result, (Finding(str(place), what, "choose a simpler chart for the cover", "warning"),)
