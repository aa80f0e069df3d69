"""Project and story → Document: the whole composition in order."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from briefing.compose.blocks.chart_blocks import chart
from briefing.compose.blocks.subtitles import last_value_subtitle
from briefing.compose.changes import changed, changed_rows
from briefing.compose.composer import Composer
from briefing.compose.data_notes import marked, naming
from briefing.compose.language.expectations import Expects, expects
from briefing.compose.language.expressions import near
from briefing.compose.sections import parts, said, with_changes
from briefing.compose.source_lines import note_lines, source_line
from briefing.compose.story_nodes import places
from briefing.errors import Finding, StoryError
from briefing.model.chart import Chart
from briefing.model.dataset import Source
from briefing.model.document import Card, Cards, Document, Letter, Part, Point, Tested
from briefing.model.edition import Edition, Project, Subject
from briefing.model.fact import Fact
from briefing.model.format import Format
from briefing.model.story import ChartSpec, Story
from briefing.model.text import Text, join
from briefing.read import StoryFile


def compose(project: Project, story: StoryFile, lang: str) -> Document:
    """A project and its story in a language → the document. StoryError with every fault of the story at once."""
    document, faults = draft(project, story, lang)
    if faults:
        raise StoryError(faults)
    return document


def draft(project: Project, story: StoryFile, lang: str) -> tuple[Document, tuple[Finding, ...]]:
    """The same as far as it goes: the document without what is faulty, and every fault of the story."""
    from briefing import wording
    from briefing.facts import FactRegistry

    formatted = replace(project.edition, subjects=_formatted(project.edition, story.story))
    told = replace(project, dataset=project.dataset.in_language(lang), edition=_told(project, story.story, lang))
    composer = Composer(
        told, story, FactRegistry(told.dataset, formatted), wording.of(lang, project.edition.things.get(lang, ""))
    )
    for key in story.story.formats.keys() - formatted.subjects.keys():
        composer.fault(f"unknown short name {key!r}", ("formats", key), near(key, tuple(formatted.subjects)))
    document = _document(composer, lang)
    known = replace(document, inputs=_inputs(composer), nodes=composer.nodes, places=places(composer.file))
    return known, composer.faults


def _told(project: Project, story: Story, lang: str) -> Edition:
    """The edition → with its place and imprint as the story, or the dataset, calls them in the language."""
    edition = project.edition
    named = "" if "entity" in edition.given else story.entity  # the story's name is that of the project's entity
    entity = named or project.dataset.places.get(lang, {}).get(edition.entity, edition.entity)
    own = {key: value for key, value in story.imprint.model_dump().items() if value}
    return replace(edition, entity=entity, imprint=replace(edition.imprint, **own))


def _formatted(edition: Edition, story: Story) -> dict[str, Subject]:
    """The short names of the edition, with the formats that the story gives them."""
    own = {
        key: Format(spec.decimals, spec.scale, spec.thousands, spec.sign)
        for key, spec in story.formats.items()
        if key in edition.subjects
    }
    return {
        key: replace(subject, format=own[key].over(subject.format)) if key in own else subject
        for key, subject in edition.subjects.items()
    }


def _document(composer: Composer, lang: str) -> Document:
    edition, cover = composer.edition, composer.file.story.cover
    tested = expects(cover.expect)
    with composer.section() as used:
        own = composer.text(composer.file.story.title, ("title",), tested=tested)
        title = own or _edition_title(composer)
        kicker, subtitle, header, notes = (
            composer.text(value, ("cover", name), tested=tested)
            for name, value in (
                ("kicker", cover.kicker),
                ("subtitle", cover.subtitle),
                ("header", cover.header),
                ("notes", cover.notes),
            )
        )
        composer.claims_of(subtitle or title, cover.expect, ("cover", "expect"), "cover")
        drawn = _drawn(composer, cover.chart, subtitle or title, tested) if cover.chart else None
        sources = source_line(composer, used.sources, used.dates)
        note = note_lines(composer, used)
    made = parts(composer, title, subtitle)
    letter = _letter(composer, title, subtitle, made)
    headline, others = changed_rows(composer, _headline(title, subtitle, letter), made)
    made = with_changes(composer, made, [*headline, *others])
    return Document(
        edition=edition,
        lang=lang,
        title=title,
        kicker=kicker,
        subtitle=subtitle,
        cover=drawn,
        parts=made,
        letter=letter,
        facts=dict(sorted(composer.facts.items())),
        sources=_by_name(composer),
        claims=tuple(composer.claims),
        tested=_tested(composer),
        header=header or title,
        cover_source_line=sources,
        cover_note_line=note.short,
        cover_note_line_least=note.least,
        cover_notes=notes if not note.least else join([notes, note.full or note.short], "\n"),
        findings=(*composer.untranslated, *dict.fromkeys(composer.warnings), *_undated(composer)),
        changed=changed(composer, headline),
    )


def _drawn(composer: Composer, spec: ChartSpec, finding: Text, tested: Expects) -> Chart | None:
    """The chart of the cover; that of a line says whose its large value is, and of what unit and year."""
    drawn = chart(composer, spec, ("cover", "chart"), finding, tested=tested)
    if drawn is None or spec.kind != "line" or drawn.subtitle or spec.measure != "value":
        return drawn
    return replace(drawn, subtitle=last_value_subtitle(composer, spec, drawn))


def _undated(composer: Composer) -> tuple[Finding, ...]:
    """Warnings of sources that no as-of date can leave out, as nobody says when they were published or read."""
    known = (composer.dataset.sources[key] for key in composer.sources if key in composer.dataset.sources)
    dated = {item.source for item in composer.dataset.observations if item.published}
    fix = "give `published`, or `read_on`, the day on which it was read"
    return tuple(
        Finding(f"sources.csv, {source.id}", "has no date, so it counts whatever the as-of date", fix, "warning")
        for source in known
        if not source.published and not source.read_on and source.id not in dated
    )


def _edition_title(composer: Composer) -> Text:
    """The title of briefing.toml, which may print the edition's place; its numerals are those of a name."""
    title = composer.edition.title
    composer.outside = "briefing.toml, edition.title"
    if "{{" in title:
        told = composer.text(title, ("title",))
    else:
        told = composer.declared(title, "title of the edition")
        composer.check_project_place(told, ("title",))
    composer.outside = ""
    return told


def _by_name(composer: Composer) -> dict[str, Source]:
    """The sources used, in the order of their names and dates, as a reader looks them up."""
    known = composer.published
    found = [known[key] for key in composer.sources if key in known]
    found.sort(key=lambda source: (source.name.casefold(), source.published, source.id))
    return {source.id: source for source in found}


def _tested(composer: Composer) -> Tested:
    """What the claims rest on, so that they can be tested again without the story."""
    known = composer.dataset.sources
    ids = sorted({source for fact in composer.tested.values() for source in fact.sources} & set(known))
    return Tested(dict(sorted(composer.tested.items())), {key: known[key] for key in ids}, dict(composer.compared))


def _letter(composer: Composer, title: Text, subtitle: Text, made: tuple[Part, ...]) -> Letter:
    """The letter's node → the letter; without points of its own the first three findings."""
    spec = composer.file.story.letter
    tested = expects(spec.expect)
    with composer.section():
        subject = composer.text(spec.subject, ("letter", "subject"), tested=tested) or title
        greeting = composer.text(spec.greeting, ("letter", "greeting"), tested=tested)
        composer.claims_of(subject, spec.expect, ("letter", "expect"), "letter")
        points = said(composer, spec.points, ("letter", "points"), "letter", tested=tested)
    findings = [section.title for part in made for section in part.sections if section.title]
    points = points or tuple(Point((), finding) for finding in findings[:3])
    texts = [subject, title, subtitle, greeting, *(part for point in points for part in (point.lead, point.body))]
    texts += [part for card in _first_cards(made) for part in (card.value, card.since, card.multiple)]
    printed = dict.fromkeys(run.fact for part in texts for run in part if run.fact in composer.facts)
    return Letter(subject, greeting, points, _letter_note(composer, [composer.facts[name] for name in printed]))


def _letter_note(composer: Composer, printed: list[Fact]) -> Text:
    """The facts that a letter prints → what they force it to say, as on slides: breaks by name, statuses, notes."""
    shown = marked(composer, printed).shown
    name = naming(composer, shown)
    with composer.section() as used:
        for fact in printed:
            whose = (fact.indicator, fact.entity)
            composer.use(fact, name(whose) if fact.notes and whose in shown else ())
    note = note_lines(composer, used)
    return note.full or note.short


def _first_cards(made: tuple[Part, ...]) -> tuple[Card, ...]:
    """The cards that a letter shows."""
    blocks = (block for part in made for section in part.sections for block in section.blocks)
    return next((block.cards for block in blocks if isinstance(block, Cards)), ())


def _headline(title: Text, subtitle: Text, letter: Letter) -> list[Text]:
    """The texts of the letter beside its cards, in reading order."""
    points = [part for point in letter.points if "letter" in point.outputs for part in (point.lead, point.body)]
    return [letter.subject, title, subtitle, letter.greeting, *points]


def _inputs(composer: Composer) -> dict[str, str]:
    """Names of the files that this edition came from → their SHA-256, the story's included."""
    file = composer.file.path
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return dict(sorted({**composer.dataset.inputs, file.name: digest}.items()))
