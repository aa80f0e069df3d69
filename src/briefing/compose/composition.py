"""Project and story → Document: the whole composition in order."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from briefing import wording
from briefing.compose.blocks.chart_blocks import chart
from briefing.compose.blocks.line_scales import on_cover_scale
from briefing.compose.blocks.subtitles import last_value_subtitle
from briefing.compose.changed_numbers import changed_numbers, changes_of_letter
from briefing.compose.composer import Composer
from briefing.compose.cover_pictures import cover_picture
from briefing.compose.far_levels import suggest_levels
from briefing.compose.language.conditions import Expects, expects
from briefing.compose.language.expressions import near
from briefing.compose.language.markdown import escaped
from briefing.compose.looked_at import LookedAt, looked_at
from briefing.compose.note_lines import data_remarks, namer, note_lines
from briefing.compose.sections import parts, points_of, with_changes
from briefing.compose.series_colours import in_one_colour
from briefing.compose.source_dates import source_dates
from briefing.compose.source_lines import cover_source_line
from briefing.compose.story_nodes import part_lines
from briefing.compose.text_composition import ComposedText, MadeFrom
from briefing.compose.unknown_places import doubt_places
from briefing.compose.unprinted_texts import check_unprinted
from briefing.errors import Finding, StoryError
from briefing.facts import FactRegistry, KnownFacts
from briefing.model.chart import Chart
from briefing.model.chart_specs import ChartSpec
from briefing.model.cited import MOST_BY_YEAR, named_source
from briefing.model.dataset import Dataset, Source
from briefing.model.document import Cards, Document, Letter, Part, Point, Tested
from briefing.model.edition import Edition, Project, Subject
from briefing.model.fact import Fact
from briefing.model.format import Format
from briefing.model.period import Period
from briefing.model.story import Story
from briefing.model.text import Text, join, plain
from briefing.model.unstated import is_unstated
from briefing.read import StoryFile
from briefing.reuse import digest, lasting, reused, reused_by_use
from briefing.wording.name_order import name_order

_NO_PERIOD = (Period.year(0), Period.year(0))
_Draft = tuple[Document, tuple[Finding, ...]]


def compose(project: Project, story: StoryFile, lang: str) -> Document:
    """Return the document of a project and its story in a language. StoryError with every fault at once."""
    document, faults = draft(project, story, lang)
    if faults:
        raise StoryError(faults)
    return document


def draft(project: Project, story: StoryFile, lang: str) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document without what is faulty, and every fault of the story."""
    edition = project.edition
    seen = looked_at(project.dataset, edition.as_of, edition.period[0])

    def drafted() -> tuple[_Draft, set[str]]:
        # most texts of a story are as they were when an earlier process composed it
        with lasting("text", (story.path, lang, edition.entity, edition.period), ComposedText):
            return _drafted(project, story, lang, seen)

    if story.digest:
        made_from = _undated(edition), seen.digest, _read_by(project), project.previous, project.maps, project.code
        parts = (*made_from, story.digest, story.path.name, lang)
        (document, faults), _ = reused_by_use("document", parts, seen.state, drafted, whole=True)
    else:
        (document, faults), _ = drafted()
    own = replace(document.edition, slug=edition.slug, as_of=edition.as_of, moment=edition.moment)
    content = story.digest or hashlib.sha256(story.path.read_bytes()).digest()
    inputs = dict(sorted({**project.dataset.inputs, story.path.name: content.hex()}.items()))
    return replace(document, edition=own, inputs=inputs), faults


def _undated(edition: Edition) -> Edition:
    """Return an edition without what names its files, which nothing says, and of its day only the year: who looks at
    the day itself notes it."""
    return replace(edition, slug="", as_of=dt.date(edition.as_of.year, 1, 1), moment=None)


def _of_any_first(edition: Edition) -> Edition:
    """Return an edition without its day and, but for its frequency, its first period: who looks at these notes it. Nor
    has it the names of what was asked for in place of the project's own, which no text and no fact looks at."""
    first, last = edition.period
    return replace(_undated(edition), period=(replace(first, ordinal=0), last), chosen=None, given=())


def _read_by(project: Project) -> tuple[str, ...]:
    """Return the sources that were read by the day of the edition, of which it tells when."""
    day = project.edition.as_of
    previous = project.previous.sources if project.previous else {}
    known = (*previous.values(), *project.dataset.sources.values())
    return tuple(source.id for source in known if source.seen_by(day).read_on)


def _drafted(project: Project, story: StoryFile, lang: str, seen: LookedAt) -> tuple[_Draft, set[str]]:
    """Return the document without its files, with every fault, and the names of what was looked at."""
    formatted = replace(project.edition, subjects=formatted_subjects(project.edition, story.story))
    edition = _translated_edition(project, story.story, lang)
    dataset = project.dataset.in_language(lang)
    of_any_period = replace(_of_any_first(formatted), period=_NO_PERIOD)
    made_of = seen.digest, seen.values, of_any_period, lang
    known = reused("known facts", made_of, lambda: KnownFacts(dataset, formatted.totals), whole=True)
    book = FactRegistry(dataset, formatted, known)
    language = wording.of(lang, project.edition.things.get(lang, ""))
    frame = _with_primary_sources(seen.frame.in_language(lang), language)
    own = _of_any_first(formatted), _of_any_first(edition)
    made_from = MadeFrom(digest(*own, seen.digest, project.previous, story.story.entity, lang), seen.state)
    with book.looking() as names:
        composer = Composer(replace(project, dataset=frame, edition=edition), story, book, language, made_from)
        return _composed(composer, story, formatted, lang), names


def _composed(composer: Composer, story: StoryFile, formatted: Edition, lang: str) -> _Draft:
    for key in story.story.formats.keys() - formatted.subjects.keys():
        composer.fault(f"unknown short name {key!r}", ("formats", key), near(key, tuple(formatted.subjects)))
    doubt_places(composer, story.story)
    document = _document(composer, lang)
    suggest_levels(composer, story.story)
    found = {"nodes": composer.nodes, "places": part_lines(composer.file), "notices": tuple(composer.notices)}
    return replace(document, **found), composer.faults


def _with_primary_sources(dataset: Dataset, language: wording.Wording) -> Dataset:
    """Return a dataset whose source lines name who issued the figures before whoever passes them on."""
    if not any(source.primary for source in dataset.sources.values()):
        return dataset
    sources = {
        key: replace(source, short=language.phrase("via", primary=source.primary, name=source.name))
        if source.primary
        else source
        for key, source in dataset.sources.items()
    }
    return replace(dataset, sources=sources)


def _translated_edition(project: Project, story: Story, lang: str) -> Edition:
    """Return the edition with its place and imprint as the story, or the dataset, calls them in the language."""
    edition = project.edition
    named = "" if "entity" in edition.given else story.entity  # the story's name is that of the project's entity
    entity = named or project.dataset.places.get(lang, {}).get(edition.entity, edition.entity)
    own = {key: value for key, value in story.imprint.model_dump().items() if value}
    return replace(edition, entity=entity, imprint=replace(edition.imprint, **own))


def formatted_subjects(edition: Edition, story: Story) -> dict[str, Subject]:
    """Return the short names of the edition with the formats that the story gives them."""
    subjects = dict(edition.subjects)
    for key, spec in story.formats.items():
        if key in subjects:
            own = Format(spec.decimals, spec.scale, spec.thousands, spec.sign)
            subjects[key] = replace(subjects[key], format=own.over(subjects[key].format))
    return subjects


def _document(composer: Composer, lang: str) -> Document:
    edition, cover = composer.edition, composer.file.story.cover
    tested = expects(cover.expect)
    with composer.section() as used:
        own = composer.text(composer.file.story.title, ("title",), tested=tested)
        title = own or _edition_title(composer)
        kicker, subtitle, header, notes = (
            composer.text(getattr(cover, name), ("cover", name), tested=tested)
            for name in ("kicker", "subtitle", "header", "notes")
        )
        composer.claims_of(subtitle or title, cover.expect, ("cover", "expect"), "cover")
        drawn = _cover_chart(composer, cover.chart, subtitle or title, tested) if cover.chart else None
        image_alt = _image_alt(composer, tested)
        if cover.picture:
            drawn = cover_picture(composer, cover.picture, subtitle or title, taken=bool(cover.chart))
        sources = cover_source_line(composer, used)
        note = note_lines(composer, used)
    composed = in_one_colour(parts(composer, title, subtitle))
    letter = _letter(composer, title, subtitle, composed)
    headline, others = changed_numbers(composer, _headline(title, subtitle, letter), composed)
    composed = with_changes(composer, composed, [*headline, *others])
    check_unprinted(composer)
    return Document(
        edition=edition,
        lang=lang,
        title=title,
        kicker=kicker,
        subtitle=subtitle,
        cover=drawn,
        parts=composed,
        letter=letter,
        facts=dict(sorted(composer.facts.items())),
        sources=_listed_sources(composer, composed),
        claims=tuple(composer.claims),
        tested=_tested(composer),
        header=header or title,
        dividers=composer.file.story.dividers,
        cover_source_line=sources,
        cover_note_line=note.short,
        cover_note_line_least=note.least,
        image_alt=image_alt,
        cover_notes=notes if not note.least else join([notes, note.full or note.short], "\n"),
        findings=(*composer.names.warnings, *dict.fromkeys(composer.warnings), *source_dates(composer)),
        changed=changes_of_letter(composer, headline),
    )


def _image_alt(composer: Composer, tested: Expects) -> Text:
    """Return the alternative text of the cover's image, which it has to have; a fault for one without an image, or for
    an image with a chart or a picture."""
    cover, image = composer.file.story.cover, composer.edition.cover_image
    if image and not cover.image_alt:
        fix = "write `image_alt:` in `cover`, with what it shows, or leave `cover_image` out of briefing.toml"
        composer.fault("the image of the cover has no alternative text", ("cover",), fix)
    if cover.image_alt and not image:
        fix = "write `cover_image =` with a file in [edition] of briefing.toml, or leave it out"
        composer.fault("`image_alt` is of an image that briefing.toml does not name", ("cover", "image_alt"), fix)
    if image and (cover.chart or cover.picture):
        fix = "leave `chart`, `picture`, or `cover_image` of briefing.toml out"
        composer.fault("a cover has a chart, a picture or an image", ("cover",), fix)
    return composer.text(cover.image_alt, ("cover", "image_alt"), tested=tested)


def _cover_chart(composer: Composer, spec: ChartSpec, finding: Text, tested: Expects) -> Chart | None:
    """Return the chart of the cover; that of a line says whose its large value is, and of what unit and year."""
    drawn = chart(composer, spec, ("cover", "chart"), finding, tested=tested)
    drawn = drawn and on_cover_scale(composer, drawn)
    if drawn is None or spec.kind != "line" or drawn.subtitle or spec.measure != "value":
        return drawn
    return replace(drawn, subtitle=last_value_subtitle(composer, spec, drawn))


def _edition_title(composer: Composer) -> Text:
    """Return the title of briefing.toml, checked as a text of the story; without an expression it has no markup."""
    title = composer.edition.title
    composer.outside = "briefing.toml, edition.title"
    result = composer.text(title if "{{" in title else escaped(title), ("title",))
    composer.outside = ""
    return result


def _listed_sources(composer: Composer, composed: Sequence[Part]) -> dict[str, Source]:
    """Return the sources used in the order of their names and dates, as a reader looks them up; very many in the order
    in which sections rest on them, as source lines then give numbers: those of the first slides are short ranges."""
    known, lang = composer.published, composer.wording.lang
    used = {key: known[key] for key in composer.sources if key in known}
    by_name = sorted(used, key=lambda key: (name_order(used[key].name, lang), used[key].published, key))
    first = _as_cited(used, composed) if len(used) > MOST_BY_YEAR else ()
    return {key: used[key] for key in dict.fromkeys((*first, *by_name))}


def _as_cited(used: Mapping[str, Source], composed: Sequence[Part]) -> Iterator[str]:
    """Yield sources in the order in which source lines of sections name them, then what else a section rests on."""
    for section in (section for part in composed for section in part.sections):
        names = [named_source(used, plain(entry)) for entry in section.source_entries]
        places = {name: at for at, name in reversed([*enumerate(names)])}
        own = [key for key in section.sources if key in used]
        yield from sorted(own, key=lambda key: (places.get(used[key].name, len(names)), used[key].published, key))


def _tested(composer: Composer) -> Tested:
    """Return what the claims rest on, so that they can be tested again without the story."""
    known = composer.published
    ids = sorted(
        {source for fact in composer.tested.values() for source in fact.sources} & set(composer.dataset.sources)
    )
    return Tested(dict(sorted(composer.tested.items())), {key: known[key] for key in ids}, dict(composer.compared))


def _letter(composer: Composer, title: Text, subtitle: Text, composed: tuple[Part, ...]) -> Letter:
    """Return the letter; without points of its own it has the first three findings."""
    spec = composer.file.story.letter
    tested = expects(spec.expect)
    with composer.section():
        subject = composer.text(spec.subject, ("letter", "subject"), tested=tested) or title
        greeting = composer.text(spec.greeting, ("letter", "greeting"), tested=tested, lined=True)
        composer.claims_of(subject, spec.expect, ("letter", "expect"), "letter")
        points = points_of(composer, spec.points, ("letter", "points"), "letter", tested=tested)
        ask = composer.text(spec.ask, ("letter", "ask"), tested=tested)
    sections = [section for part in composed for section in part.sections]
    if spec.points and not points:
        what = "no point of the letter is true of the data, so it prints the first three titles"
        composer.suggest(what, ("letter", "points"), "write an `otherwise` for one of them, or a point without `when`")
    points = points or tuple(Point((), section.title) for section in sections if section.title)[:3]
    texts = [subject, title, subtitle, greeting, ask]
    texts += [text for point in points for text in (point.lead, point.body)]
    blocks = (block for section in sections for block in section.blocks if isinstance(block, Cards))
    cards = next((block.cards for block in blocks), ())
    texts += [text for card in cards for text in card.letter_texts]
    printed = dict.fromkeys(run.fact for text in texts for run in text if run.fact in composer.facts)
    note = _letter_note(composer, [composer.facts[name] for name in printed])
    if spec.chart and spec.chart not in {section.id for section in composer.file.story.sections}:
        fix = "name the id of a section that has a chart"
        composer.fault(f"there is no section {spec.chart!r} for the letter's chart", ("letter", "chart"), fix)
    return Letter(subject, greeting, points, note, spec.chart, ask)


def _letter_note(composer: Composer, printed: list[Fact]) -> Text:
    """Return what the facts that a letter prints force it to say, as on slides: breaks by name, statuses, notes."""
    shown = data_remarks(composer, printed).shown
    name = namer(composer, shown)
    with composer.section() as used:
        _note_marks(composer, printed)
        for fact in printed:
            keys = {(row.indicator, row.entity) for row in fact.observations}  # a change in each period has no other
            key = keys.pop() if len(keys) == 1 else (fact.indicator, fact.entity)
            composer.use(fact, name(key) if fact.notes and key in shown else ())
    note = note_lines(composer, used)
    return note.full or note.short


def _note_marks(composer: Composer, printed: Sequence[Fact]) -> None:
    """Note what nobody has stated of the facts of a letter: who published them, and in what unit they are."""
    sources = [
        composer.dataset.sources[key] for fact in printed for key in fact.sources if key in composer.dataset.sources
    ]
    if any(is_unstated(source.publisher) for source in sources):
        composer.remark(composer.phrase("publisher_unstated"))
    if any(is_unstated(fact.unit) for fact in printed):
        composer.remark(composer.phrase("unit_unstated"))


def _headline(title: Text, subtitle: Text, letter: Letter) -> list[Text]:
    """Return the texts of the letter other than its cards, in reading order."""
    points = [text for point in letter.points if "letter" in point.outputs for text in (point.lead, point.body)]
    return [letter.subject, title, subtitle, letter.greeting, *points, letter.ask]
