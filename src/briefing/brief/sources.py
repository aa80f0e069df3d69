"""The end of a brief: where each headline figure comes from, every source with its link, and whom to ask."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from msgspec import Raw
from msgspec.json import Encoder
from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.catalog import EmbeddedFile
from briefing.brief.flowables import Flowable
from briefing.brief.method_note import method_note
from briefing.brief.page_zones import PageZones
from briefing.brief.source_list import SourceList
from briefing.brief.structure import Element, Origin
from briefing.brief.styles import H2, SOURCE, SOURCES, SOURCES_NUMBER, TABLE_CELL, TABLE_HEAD
from briefing.brief.tables import GUTTER, table
from briefing.brief.text_block import HangingBlock, TextBlock
from briefing.model.cited import MOST_BY_YEAR, cited_in_brief
from briefing.model.dataset import Observation, Source, Target
from briefing.model.document import Card, Cards, Document, Section, Table
from briefing.model.fact import Fact
from briefing.model.lineage import fact_entry, observation_entry, source_entry
from briefing.model.text import Run, Text, embolden, escape_formula, join, mailto, plain, text
from briefing.reuse import reused_of
from briefing.wording.source_numbers import listed_numbers, listed_source, named_lines, numbered_line, numbered_lines

_SOURCES, _FACTS = "sources.csv", "facts.json"
_JSON = Encoder(order="sorted")
# What a line of a side column names, and how many lines a figure's takes where it names not all sources.
_MOST_NAMED, _MOST_LINES = 2, 2
# A list of more sources has a heading, with room before it, and no page parts it that can hold it.
_LONG, _BEFORE_HEAD = 40, 10.0
# The room of a source's number, and what it leaves free before the name.
_NUMBER, _AIR = 14.0, 4.0
# Arrows in words: one alone in a cell looks like a lost value.
_DIRECTIONS = {"▲": "higher", "▼": "lower", "=": "equal"}
# The last step of what a headline figure that no source has is worked out by.
_WORKED_OUT: Final = frozenset({"median", "+", "−", "×", "/"})
# Of the table of headline figures: what a name may take at most, what values and multiple take, in %.
_NAMED, _VALUES = 43.0, (13.5, 13.5, 7.0)


def appendix(context: BriefContext, zones: PageZones) -> list[Flowable]:
    """Return data table and numbered sources over both columns; nothing where the document names no source."""
    document = context.document
    numbers = {key: at for at, key in enumerate(document.sources, start=1)}
    if not numbers:
        return []
    element = context.root.add("Sect", Origin("edition", "sources"))
    ends = _common_years(context)
    compared = any(card.base is not None for card, facts in headline_cards(document) if facts)
    rows = tuple(_rows(context, numbers, dated=not ends)) if compared else ()  # else the cards have all that it has
    multiples = any(card.times for card, facts in headline_cards(document) if facts)
    changes = [document.facts[run.fact] for row in rows for run in row[3] if run.fact in document.facts]
    if not rows:  # then it is the text that tells changes
        changes = list(document.facts.values())
        multiples = any(fact.measure == "multiple" for fact in changes)
    calculated = _calculated(document) if rows else []
    cited = _same_sources(rows) if len(numbers) > 1 and len(calculated) < len(rows) else ()
    method = method_note(context, ends, changes, cited, calculated, multiples=multiples)
    blocks: list[Flowable] = []
    if rows or method:
        heading = TextBlock(context, text(context.phrase("data_and_method")), H2, element.add("H2"))
        blocks.append(heading.spaced(_BEFORE_HEAD, keep=True).anchored("sources", 1))
    if rows:
        over_time = all(not card.from_first for card, facts in headline_cards(document) if facts)
        earlier = text(context.phrase("year_before" if over_time else "first"), term="fixed phrase")
        first, last = ends or (earlier, text(context.phrase("latest")))
        all_multiples = all(card.times for card, facts in headline_cards(document) if facts)
        third = "measure_multiple" if all_multiples else "change_head"
        measured = any(plain(card.unit) for card, facts in headline_cards(document) if facts)
        named = context.phrase("indicator_head" if measured else "data_indicator")
        head = (text(named), first, last, text(context.phrase(third)))
        block = _data_table(context, head, rows, _weights(context, rows, zones.full), zones.full)
        blocks.append(table(context, block, element, zones.full).spaced(2, keep=bool(method)))
    for notes in (method, _whom(context)):
        if notes:
            blocks.append(TextBlock(context, notes, SOURCE, element.add("P")).spaced(4))
    if len(numbers) > _LONG:
        head_of_list = TextBlock(context, text(context.phrase("sources")), H2, element.add("H2"))
        head_of_list = head_of_list.spaced(_BEFORE_HEAD if blocks else 0.0, keep=True)
        blocks.append(head_of_list if blocks else head_of_list.anchored("sources", 1))
    listed, names = _list(context, element)
    return [*blocks, listed if blocks else listed.anchored("sources"), names]


def _data_table(
    context: BriefContext,
    head: tuple[Text, ...],
    rows: tuple[tuple[Text, ...], ...],
    weights: tuple[float, ...],
    width: float,
) -> Table:
    """Return the table of the headline figures, with the numbers of their sources where rows have different ones."""
    if len(context.document.sources) == 1 or _same_sources(rows):
        named, *numbers, cited = weights
        return Table(head, tuple(row[:-1] for row in rows), "lrrr", (named + cited, *numbers))
    below = context.phrase("sources_below")
    if len(context.typesetter.lines(text(below), TABLE_HEAD, weights[-1] / 100 * (width - 4 * GUTTER))) > 1:
        below = context.phrase("sources")
    return Table((*head, text(below)), rows, "lrrrl", weights)


def _same_sources(rows: Sequence[tuple[Text, ...]]) -> Text:
    """Return the numbers of the sources of several rows where all have the same, which one sentence says."""
    cited = {plain(row[-1]) for row in rows}
    return rows[0][-1] if len(rows) > 1 and len(cited) == 1 else ()


def headline_cards(document: Document) -> Iterator[tuple[Card, list[Fact]]]:
    """The cards of a document, each with the values that it compares, earliest first."""
    for section in document.sections:
        for block in section.blocks:
            for card in block.cards if isinstance(block, Cards) else ():
                yield card, [fact for fact in (card.base, card.last) if fact is not None]


def _calculated(document: Document) -> list[str]:
    """Return the names of the headline figures whose values no source has: they are worked out from some that it has,
    as a median or a gap."""
    shown = ((card, facts[-1].tree) for card, facts in headline_cards(document) if facts)
    return [plain(_one_line(card.label)) for card, tree in shown if tree and tree.get("op") in _WORKED_OUT]


def _common_years(context: BriefContext) -> tuple[Text, ...]:
    """Return the first and the last year where all headline figures have the same; else nothing."""
    shown = [(card, facts) for card, facts in headline_cards(context.document) if facts]
    ends = {(facts[0].value_period, facts[-1].value_period) for card, facts in shown if len(facts) > 1 or card.multiple}
    if len({facts[-1].period for _, facts in shown}) > 1:
        return ()
    label = context.wording.label
    return tuple(text(label(period), term="year of the values") for period in ends.pop()) if len(ends) == 1 else ()


def _rows(context: BriefContext, numbers: dict[str, int], *, dated: bool) -> Iterator[tuple[Text, ...]]:
    for card, facts in headline_cards(context.document):
        if facts:
            named = join([_one_line(card.label), _one_line(card.unit)], context.wording.joint(", "))
            shown = (facts[0], facts[-1]) if len(facts) > 1 else (None, facts[0])
            absent = text(context.phrase("no_value"), term="fixed phrase")
            values = [_value(context, card, fact, dated=dated) if fact else absent for fact in shown]
            change = card.multiple if any(run.fact for run in card.multiple) else _direction(context, card)
            yield named, *values, change or absent, text(_cited(context, facts, numbers), term="numbers of sources")


def _direction(context: BriefContext, card: Card) -> Text:
    """Return in a word the direction of values that are not printed with their difference."""
    word = _DIRECTIONS.get(plain(card.multiple), "")
    return text(context.phrase(word)) if word else card.multiple


def _weights(context: BriefContext, rows: tuple[tuple[Text, ...], ...], width: float) -> tuple[float, ...]:
    """The shares of the columns: names take what they need up to a part, and the numbers of sources the rest."""
    gaps = 4 * GUTTER
    names = (context.typesetter.lines(embolden(row[0]), TABLE_CELL, width) for row in rows)
    needed = max((line.width for lines in names for line in lines), default=0.0)
    named = min(_NAMED, 100 * (needed + 1) / (width - gaps))
    # a value has its month beside it and a change as many digits as the values: neither is ever broken
    numbers = []
    for column, least in enumerate(_VALUES, start=1):
        lines = (context.typesetter.lines(embolden(row[column]), TABLE_CELL, width) for row in rows)
        widest = max((line.width for found in lines for line in found), default=0.0)
        numbers.append(max(least, 100 * (widest + 1) / (width - gaps)))
    (head,) = context.typesetter.lines(text(context.phrase("sources")), TABLE_HEAD, width)
    named = min(named, 100 - sum(numbers) - 100 * (head.width + 1) / (width - gaps))
    return named, *numbers, 100 - named - sum(numbers)


def _cited(context: BriefContext, ends: list[Fact], numbers: dict[str, int]) -> str:
    """Return the numbers of all sources that give values of a headline figure's series."""
    run = ends[0].observations[0] if ends[0].observations else None
    keys = {key for fact in ends for key in fact.sources}
    if run:
        keys |= _observed(context.document).sources_of.get((run.indicator, run.entity, run.series), set())
    return listed_numbers(context.wording, sorted(numbers[key] for key in keys if key in numbers))


def _value(context: BriefContext, card: Card, fact: Fact, *, dated: bool) -> Text:
    """A value as the card prints it, `dated` with its year."""
    joint = context.wording.joint
    label = context.wording.label(fact.value_period, "short")
    year = text(f"{joint(' (')}{label}{joint(')')}", term="year of the value") if dated else ()
    return (*(card.value if fact is card.last else card.first)[:1], *year)


def _one_line(words: Text) -> Text:
    return tuple(replace(run, text=run.text.replace("\n", " ")) for run in words)


def _list(context: BriefContext, element: Element) -> tuple[TextBlock, Flowable]:
    """All sources, numbered, with title, date and link."""
    paragraph = element.add("P")
    items = element.add("L")
    items.attributes["List"] = {"ListNumbering": "/Decimal"}
    listed: list[HangingBlock] = []
    joint, given = context.wording.joint, _observed(context.document).given
    for at, source in enumerate(context.document.sources.values(), start=1):
        date = _issue_date(context, source, given.get(source.id, ()), listed=True)
        words = listed_source(context.wording, _printable(context, source), date)
        item = items.add("LI")
        number = text(str(at), term="number of a source")
        label = TextBlock(context, number, SOURCES_NUMBER, item.add("Lbl"))
        listed.append(HangingBlock(TextBlock(context, words, SOURCES, item.add("LBody")), label, _NUMBER, air=_AIR))
    long = len(listed) > _LONG
    stop = joint(". ") if joint(" ") else joint(": ")  # a sentence of its own follows, where spaces part sentences
    name = () if long else (Run(context.phrase("sources") + stop, bold=True),)
    notes = (*name, *_attached(context))
    paragraph.files.append(_SOURCES)
    names = SourceList(context, listed, whole=long)
    names.spaced(2)
    return TextBlock(context, notes, SOURCES, paragraph).spaced(6, keep=True), names


class _Observed(NamedTuple):
    """The observations behind all facts by their source, and the sources by the series of these."""

    given: Mapping[str, Sequence[Observation]]
    sources_of: Mapping[tuple[str, str, str], set[str]]


def _observed(document: Document) -> _Observed:
    """Return what was observed, for the lines of all sections and the list."""
    return reused_of("observed", document.facts, partial(_found_observed, document.facts), most=1)


def _found_observed(facts: Mapping[str, Fact]) -> _Observed:
    given, sources_of = defaultdict[str, list[Observation]](list), defaultdict[tuple[str, str, str], set[str]](set)
    for fact in facts.values():
        for item in fact.observations:
            given[item.source].append(item)
            sources_of[item.indicator, item.entity, item.series].add(item.source)
    return _Observed(given, sources_of)


def _issue_date(context: BriefContext, source: Source, given: Sequence[Observation], *, listed: bool = False) -> str:
    """When a source was published; of one without a date to which period the values that it has given go, else when it
    was read.
    """
    newest = source.continued_to({item.period for item in given}, dated=any(item.published for item in given))
    if newest is None:
        return context.wording.publication_date(source, listed=listed)
    return context.phrase("data_to", period=context.wording.dated(newest, form="short"))


def _attached(context: BriefContext) -> Text:
    sources = context.document.sources.values()
    attached = text(context.phrase("attached_sources" if any(one.url for one in sources) else "attached_formulas"))
    if not any(context.wording.lang in source.titles for source in sources):
        return attached
    translated = context.phrase("titles_translated")
    joint = context.wording.joint
    return (*attached, *text(joint(" ") + translated[:1].upper() + translated[1:] + joint(".")))


def _whom(context: BriefContext) -> Text:
    """Whom to ask, unless the side column says it."""
    imprint = context.document.edition.imprint
    asides = (aside for part in context.document.parts for aside in part.asides)
    contact, issuer = imprint.contact, imprint.organisation or imprint.owner
    if not contact or any(contact in plain(point.body) for aside in asides for point in aside.points):
        return ()
    joint = context.wording.joint
    words = context.phrase("contact") + joint(": ") + (issuer + joint(", ") if issuer else "")
    return Run(words, term="contact"), Run(contact, link=mailto(contact), term="contact")


def source_line(context: BriefContext, section: Section, width: float) -> Text:
    """A section's sources and note: with the years that each gives where that takes one line, else without, else those
    that give most and the numbers of the others in the list. Where the list has more than a few, all lines have
    numbers: a bracket means one thing in the whole brief."""
    note = section.note_line_full or section.note_line
    by_year, whole = section.source_line_years, section.source_line_short or section.source_line
    slides_cite_more = len(cited_in_brief(section, context.document.sources)[0]) < len(section.source_entries)
    numbered_alone = len(context.document.sources) > MOST_BY_YEAR and bool(section.source_entries)
    lines = () if numbered_alone else (by_year, () if slides_cite_more else whole)
    fitting = (cited for cited in lines if cited and _count_lines(context, cited, width) <= 1)
    line = next(fitting, ()) or _first_named(context, section, width) or numbered(context, section.sources)
    line = line or whole or by_year
    return _joined(context, line, note, width) if note and line else line or note


def _joined(context: BriefContext, line: Text, note: Text, width: float) -> Text:
    """Return sources and a note, which begins a line where that takes no more room; its label ends none."""
    parted, after = (*line, *text("\n"), *note), (*line, *text(context.wording.joint(" ")), *note)
    return parted if _count_lines(context, parted, width) <= _count_lines(context, after, width) else after


def _count_lines(context: BriefContext, words: Text, width: float) -> int:
    return len(context.typesetter.lines(words, SOURCE, width))


def _first_named(context: BriefContext, section: Section, width: float) -> Text:
    """Return as many entries as one line holds, those that give most, and the numbers of all other sources, if these
    are few; else as many as a few lines hold, with few numbers or, of very many sources, with all others."""
    sources = context.document.sources
    entries, keys = cited_in_brief(section, sources)
    few, many = (list(lines(context.wording, entries, sources, keys)) for lines in (named_lines, numbered_lines))
    tried = [*((line, 1) for line in few), *((line, _MOST_LINES) for line in (*few, *many))]
    fitting = (line for line, most in tried if _count_lines(context, line, width) <= most)
    return next(fitting, many[-1] if many else ())


def numbered(context: BriefContext, sources: Collection[str]) -> Text:
    """Return a line with the sources of the list that give most, at most two, and the numbers of all others."""
    listed, given = context.document.sources, _observed(context.document).given
    known = sorted((key for key in listed if key in sources), key=lambda key: -len(given.get(key, ())))
    if not known:
        return ()
    entries = [
        ((*text(_printed_name(context, listed[key])), *_dated(context, listed[key], given.get(key, ()))), (key,))
        for key in known[:_MOST_NAMED]
    ]
    return numbered_line(context.wording, entries, known[_MOST_NAMED:], listed)


def _dated(context: BriefContext, source: Source, given: Sequence[Observation]) -> Text:
    return (Run(context.wording.joint(", ") + _issue_date(context, source, given), term="date of a source"),)


def _printable(context: BriefContext, source: Source) -> Source:
    """Return a source with a name that the fonts have all signs of, and with its title if they have."""
    title = source.titles.get(context.wording.lang, source.title)
    lacking = context.typesetter.lacking(title, SOURCES, Run(title))
    titles = {} if lacking else source.titles
    return replace(source, short=_printed_name(context, source), title="" if lacking else source.title, titles=titles)


def _printed_name(context: BriefContext, source: Source) -> str:
    """Return the name of a source that the fonts have all signs of: the short one, or its publisher's, or its id."""
    names = (name for name in (source.short, source.publisher) if name)
    return next((name for name in names if not context.typesetter.lacking(name, SOURCES, Run(name))), source.id)


def sources_file(document: Document) -> EmbeddedFile:
    """Return every source of the document with its number, as a CSV file to be attached."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    dated = any(source.read_on for source in document.sources.values())
    heads = ("number", "id", "publisher", "title", "published", *(["read on"] if dated else []), "url", "cited under")
    writer.writerow(heads)
    cited_under = list(_cited_under(document))
    for number, (key, source) in enumerate(document.sources.items(), start=1):
        titles = "; ".join(title for title, keys in cited_under if key in keys)
        read_on = [source.read_on] if dated else []
        cells = (key, source.publisher, source.title, source.published, *read_on, source.url, titles)
        writer.writerow([number, *map(escape_formula, cells)])
    return EmbeddedFile(
        _SOURCES, out.getvalue().encode(), "text/csv", "Sources of this brief, with titles and addresses"
    )


def _cited_under(document: Document) -> Iterator[tuple[str, Collection[str]]]:
    """Yield the titles of sections and of the side column, each with its sources."""
    for section in document.sections:
        yield plain(section.title), section.sources
    for part in document.parts:
        for aside in part.asides:
            yield plain(aside.title) or plain(part.headline), aside.sources


def facts_file(document: Document) -> EmbeddedFile:
    """Return every fact of the document, with formula, observations and sources, as a JSON file to be attached."""
    return EmbeddedFile(_FACTS, _facts_and_sources(document), "application/json", "Facts and sources of this brief")


def _facts_and_sources(document: Document) -> bytes:
    spelled: dict[int, Raw] = {}  # observations by identity: hundreds of facts may rest on the same ones

    def row(item: Observation | Target) -> Raw:
        return spelled.get(id(item)) or spelled.setdefault(id(item), Raw(_JSON.encode(observation_entry(item))))

    def entry(fact: Fact) -> Raw:
        return Raw(_JSON.encode(fact_entry(fact, observed=row)))

    facts = {name: reused_of("fact of a brief", fact, partial(entry, fact)) for name, fact in document.facts.items()}
    return _JSON.encode({"facts": facts, "sources": {key: source_entry(one) for key, one in document.sources.items()}})
