"""The words of the letter in reading order; the same for HTML and plain text, so they are traced once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import LayoutError
from briefing.letter.headline_chart import Figure, headline, in_bars, without_originals
from briefing.model.cited import cited_sources
from briefing.model.dataset import Source
from briefing.model.document import Card, Document, Point
from briefing.model.fact import Fact
from briefing.model.ledger import Trace
from briefing.model.letter_cards import letter_cards
from briefing.model.period import Period
from briefing.model.text import Run, Text, join, mailto, plain, text
from briefing.wording import Wording, of
from briefing.wording.source_numbers import listed_numbers

_MOST_NAMED, _FIRST_OF_MANY = 6, 3  # sources that a letter names: all, or of more the first

# Outputs that a letter brings along: how their names end, and the phrases for what they are and what they are for.
_FILES = {
    "deck": (".pptx", "attached_deck", "attached_deck_use"),
    "brief": (".pdf", "attached_brief", "attached_brief_use"),
}


class Attachment(Struct, frozen=True):
    """A file of the edition: its name, what it is, and what to `use` it for; `link` where it is fetched from, empty for
    one attached."""

    name: str
    about: str
    link: str = ""
    use: str = ""


class Content(Struct, frozen=True):
    """The letter's parts in reading order. `preheader` is what an inbox shows after the subject. A chart that the story
    names proves the headline: its bars stand before the cards, `figure_first`.
    """

    lang: str
    subject: Text
    preheader: Text
    kicker: Text
    title: Text
    subtitle: Text
    greeting: Text
    changed_head: Text
    changed: tuple[Text, ...]
    changed_rest: Text
    cards: tuple[Card, ...]
    figure: Figure | None
    figure_first: bool
    points: tuple[Text, ...]
    ask: Text
    attached_head: str
    attached: tuple[Attachment, ...]
    linked_head: str
    linked: tuple[Attachment, ...]
    online: tuple[Attachment, ...]
    note: Text
    source: Text
    imprint: tuple[Text, ...]


def content(document: Document, trace: Trace) -> Content:
    """Return the letter of a document; every fact and term is noted in the trace at its place, as "letter, point 1"."""
    words = of(document.lang)
    letter, changed = document.letter, document.changed
    cards = letter_cards(document)
    kicker, title, subtitle = _head(document)
    mailed = document.mailing is not None and document.mailing.picture
    figure = headline(document) if mailed else in_bars(document)
    first = bool(letter.chart) and figure is not None and figure.bars is not None
    figure, source = _sources_once(document, cards, figure)
    if figure:
        figure = without_originals(figure, _facts(document, cards), document.facts)
    result = Content(
        lang=document.lang,
        subject=letter.subject or document.title,
        preheader=document.subtitle,
        kicker=kicker,
        title=title,
        subtitle=subtitle,
        greeting=letter.greeting,
        changed_head=changed.head if changed else (),
        changed=changed.lines if changed else (),
        changed_rest=changed.rest if changed else (),
        cards=cards,
        figure=figure,
        figure_first=first,
        points=tuple(_point(point, words) for point in _points(document)),
        ask=_ask(letter.ask, words),
        attached_head=words.phrase("attached"),
        attached=_attached(document),
        linked_head=words.phrase("to_download") if document.mailing else "",
        linked=_linked(document),
        online=_online(document),
        note=() if figure and plain(letter.note) in plain(figure.note) else letter.note,
        source=source,
        imprint=_imprint(document),
    )
    _note(result, trace, "attached to the message" if document.mailing else "attached")
    return result


def _head(document: Document) -> tuple[Text, Text, Text]:
    """The lines above a letter: kicker, title, subtitle. A headline is what was found: where the title only says what
    it is about, it stands above, and in its place the subject, or else the subtitle, if it tells a number. The inbox
    shows the subtitle after the subject, so that it need not be read twice.
    """
    subject, title, subtitle = document.letter.subject, document.title, document.subtitle
    found = next((line for line in (title, subject, subtitle) if any(run.fact for run in line)), title)
    if found is title:
        return document.kicker, title, subtitle
    above = join([part for part in (document.kicker, title) if part], " · ")
    return above, found, ()


def _points(document: Document) -> tuple[Point, ...]:
    return tuple(point for point in document.letter.points if "letter" in point.outputs)


def _point(point: Point, words: Wording) -> Text:
    """Join lead and body; a lead that is a sentence ends with a stop."""
    # where a language has no spaces, a lead is followed by a colon
    stop = words.joint(". " if words.joint(" ") else ": ").rstrip()
    lead = (*point.lead, Run(stop, bold=True)) if point.lead and point.body and not point.continues else point.lead
    return join([lead, point.body], words.joint(" "))


def _ask(ask: Text, words: Wording) -> Text:
    """Return what is proposed behind its lead."""
    return (Run(words.phrase("proposal") + words.joint(": "), bold=True), *ask) if ask else ()


def _attached(document: Document) -> tuple[Attachment, ...]:
    attached = document.mailing.attached if document.mailing else tuple(_FILES)
    return tuple(_file(document, output) for output in _FILES if output in attached)


def _linked(document: Document) -> tuple[Attachment, ...]:
    links: Mapping[str, str] = document.mailing.linked if document.mailing else {}
    return tuple(_file(document, output, links[output]) for output in _FILES if output in links)


def _online(document: Document) -> tuple[Attachment, ...]:
    """Return the web edition, if it is published."""
    address = document.web_address
    return (Attachment("", of(document.lang).phrase("web_online"), address),) if address else ()


def _file(document: Document, output: str, link: str = "") -> Attachment:
    suffix, about, use = _FILES[output]
    name = f"{document.edition.stem}.{document.lang}{suffix}"
    if link and not link.startswith("https://"):
        raise LayoutError(f"{name} would be fetched from {link!r}", "letter, links", "give an address of https")
    words = of(document.lang)
    return Attachment(name, words.phrase(about), link, "" if link else words.phrase(use))


def _sources_once(document: Document, cards: tuple[Card, ...], figure: Figure | None) -> tuple[Figure | None, Text]:
    """Return a chart and the line at the foot with the sources of every fact, by name and year of publication.

    Those of a chart in bars stand below it where the letter has no others, else with the others at the foot.
    """
    known, sources = document.facts, document.sources
    if document.changed:
        known, sources = {**known, **document.changed.facts}, {**document.changed.sources, **sources}
    facts, words = _facts(document, cards, known), of(document.lang)
    shown: list[Fact] = []
    if figure and figure.bars:
        texts = (figure.title, figure.subtitle, *figure.bars.lines)
        shown = [document.facts[run.fact] for part in texts for run in part if run.fact in document.facts]
    named = _named([*facts, *shown], sources, words)
    every, listed = _line(list(named.values()), words), _of_many(document, named, [*facts, *shown], sources)
    if figure is None or not shown:
        return figure, listed or every
    below = _line(list(_named(shown, document.sources, words).values()), words)
    if not {run.text for run in every} <= {run.text for run in below}:
        return replace(figure, source=()), listed or every
    return replace(figure, source=(*below, Run(words.joint(".")))), ()


def _of_many(
    document: Document, named: Mapping[str, Text], facts: Sequence[Fact], sources: Mapping[str, Source]
) -> Text:
    """Return a line that names the first of very many sources and gives the numbers that the others have in the list
    of the brief; nothing where they are few, or the letter brings no brief. What that does not list is named."""
    mailing = document.mailing
    if len(named) <= _MOST_NAMED or (mailing and "brief" not in {*mailing.attached, *mailing.linked}):
        return ()
    listed, words = list(cited_sources(document)), of(document.lang)
    keys = {key for fact in facts for key in (*fact.sources, *(target.source for target in fact.targets))}
    first = dict.fromkeys(sources[key].name for key in listed if key in keys and key in sources)
    whole = {*list(first)[:_FIRST_OF_MANY], *(sources[key].name for key in keys - {*listed} if key in sources)}
    others = [at for at, key in enumerate(listed, start=1) if key in keys and sources[key].name not in whole]
    line = _line([named[name] for name in dict.fromkeys((*first, *named)) if name in whole], words)
    numbers = words.phrase("other_sources_of_letter", numbers=listed_numbers(words, others))
    return (*line, *text(words.joint("; ")), Run(numbers, term="numbers of sources")) if others else ()


def _line(named: list[Text], words: Wording) -> Text:
    label = Run(words.phrase("source") + words.joint(": "))
    return (label, *join(named, words.joint("; "))) if named else ()


def _facts(document: Document, cards: tuple[Card, ...], known: Mapping[str, Fact] | None = None) -> list[Fact]:
    """Return the facts that a letter prints outside its chart."""
    letter, known = document.letter, known or document.facts
    texts = [document.kicker, letter.subject or document.title, document.title, document.subtitle, letter.greeting]
    texts += [part for card in cards for part in card.letter_texts]
    texts += [letter.ask]
    texts += [part for point in _points(document) for part in (point.lead, point.body)]
    texts += document.changed.lines if document.changed else ()
    return [known[run.fact] for part in texts for run in part if run.fact in known]


def _named(facts: Sequence[Fact], sources: Mapping[str, Source], words: Wording) -> dict[str, Text]:
    """Name the sources of facts, each once with all its years, each year linked to what was published then; by
    name."""
    years_of: dict[str, dict[str, Run]] = {}
    observed: dict[str, set[Period]] = {}
    for item in (item for fact in facts for item in fact.observations):
        observed.setdefault(item.source, set()).add(item.period)
    for fact in facts:
        published = [(item.source, item.published) for item in fact.observations]
        for key, date in (*published, *((item.source, "") for item in fact.targets)):
            if key in sources:
                source = sources[key]
                newest = source.continued_to(observed.get(key, ()), dated=bool(date))
                year = (date or source.published)[:4] or words.phrase("undated")
                year = year if newest is None else words.phrase("data_until", period=words.dated(newest, form="short"))
                link = source.url if source.url.startswith(("https://", "http://")) else ""
                years_of.setdefault(source.name, {}).setdefault(year, Run(year, link=link, term=f"source {source.id}"))
    return {name: _with_years(name, [years[key] for key in sorted(years)], words) for name, years in years_of.items()}


def _with_years(name: str, years: list[Run], words: Wording) -> Text:
    """The first year makes one link with the name."""
    first = replace(years[0], text=name + words.space(name) + years[0].text)
    return join([(run,) for run in (first, *years[1:])], words.language.forms["comma"])


def _imprint(document: Document) -> tuple[Text, ...]:
    words = of(document.lang)
    edition, imprint = document.edition, document.edition.imprint
    issuer = join([text(name, term="imprint") for name in (imprint.organisation, imprint.owner) if name], " · ")
    contact: Text = ()
    if imprint.contact:
        address = Run(imprint.contact, link=mailto(imprint.contact), term="contact")
        contact = (Run(words.phrase("contact") + words.joint(": ")), address)
    edition_of = text(words.edition_of(edition), term="date of the edition")
    standing = join([edition_of, text(imprint.classification, term="imprint")], " · ")
    return tuple(line for line in (issuer, contact, standing) if line)


def _note(result: Content, trace: Trace, attached: str) -> None:
    at = partial(trace.place, 0)
    trace.note(at("subject", "html"), result.subject)
    trace.note(at("preheader", "html"), result.preheader)
    for place, value in (
        ("kicker", result.kicker),
        ("title", result.title),
        ("subtitle", result.subtitle),
        ("greeting", result.greeting),
        ("proposal", result.ask),
        ("what changed", result.changed_head),
    ):
        trace.note(at(place), value)
    for number, line in enumerate(result.changed, start=1):
        trace.note(at(f"change {number}"), line)
    trace.note(at("what changed"), result.changed_rest)
    for number, card in enumerate(result.cards, start=1):
        trace.note_all(at(f"figure {number}"), card.letter_texts)
    if result.figure:
        bars = result.figure.bars
        trace.note(at("picture") if bars else at("picture title", "html"), result.figure.title)
        trace.note_all(at("picture"), (result.figure.subtitle, result.figure.note, result.figure.source))
        trace.note_all(at("picture"), bars.drawn if bars else ())
        trace.note_all(at("picture", "plain"), bars.undrawn if bars else ())
        trace.note(at("picture", "alt"), () if bars else result.figure.chart.alt)
    for number, point in enumerate(result.points, start=1):
        trace.note(at(f"point {number}"), point)
    for file in result.attached:
        trace.note(at(attached), text(file.name, term="name of a file"))
    for file in result.linked:
        trace.note(at("to download"), text(file.name, term="name of a file"))
        trace.note(at("address", "plain"), text(file.link, term="address of a file"))
    for file in result.online:
        trace.note(at("address", "plain"), text(file.link, term="address of the web edition"))
    trace.note(at("note"), result.note)
    trace.note(at("source"), result.source)
    trace.note_all(at("imprint"), result.imprint)
