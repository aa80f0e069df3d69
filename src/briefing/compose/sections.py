"""Sections, asides and parts of the story → those of the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from briefing.compose.blocks.lead_points import point
from briefing.compose.blocks.list_blocks import paragraphs
from briefing.compose.blocks.place_selection import chosen_places
from briefing.compose.blocks.section_blocks import blocks, side_block
from briefing.compose.blocks.small_multiples import panel_node
from briefing.compose.blocks.subtitles import subtitle_of_several
from briefing.compose.changes import Row, changes_head, changes_table
from briefing.compose.composer import Composer, Place
from briefing.compose.language.expectations import Expects, branch_expects, expects
from briefing.compose.language.expressions import near
from briefing.compose.prose.figure_years import changed_title_findings, subtitle_findings, title_findings
from briefing.compose.source_lines import Dates, note_lines, short_source_line, source_line, yearly_source_line
from briefing.compose.story_nodes import outputs_of_point
from briefing.model.chart import Chart
from briefing.model.chart_kinds import KINDS
from briefing.model.document import (
    ALL,
    Aside,
    Block,
    HeatTable,
    Hero,
    Multiples,
    Paragraph,
    Part,
    Point,
    Section,
    words,
)
from briefing.model.story import AUTO, AsideSpec, PartSpec, SectionSpec, Sentence
from briefing.model.text import Text, mailto


def parts(composer: Composer, title: Text, standfirst: Text) -> tuple[Part, ...]:
    """All parts with their sections; without parts in the story one that is headed by the edition's title."""
    story = composer.file.story
    sections = [(spec.part, section(composer, spec, ("sections", at))) for at, spec in enumerate(story.sections)]
    if not story.parts:
        return (Part("all", title, title, standfirst, tuple(made for _, made in sections if made)),)
    made = []
    for at, spec in enumerate(story.parts):
        if not composer.part_stands(at):
            continue
        own = tuple(item for part, item in sections if part == spec.id and item is not None)
        made.append(_part(composer, spec, ("parts", at), own))
    if not made:
        fix = "let one of them stand in every edition"
        composer.fault("no part stands in this edition: each `when` is false", ("parts",), fix)
    return tuple(made)


def _part(composer: Composer, spec: PartSpec, place: Place, sections: tuple[Section, ...]) -> Part:
    tested = expects(spec.expect)
    with composer.section():
        name = composer.text(spec.name, (*place, "name"), tested=tested)
        headline = composer.title(spec.headline, (*place, "headline"), tested=tested)
        standfirst = composer.text(spec.standfirst, (*place, "standfirst"), tested=tested)
        composer.claims_of(headline, spec.expect, (*place, "expect"), f"{spec.id}, headline")
        asides = tuple(
            made
            for at, item in enumerate(spec.aside)
            if (made := _aside(composer, item, (*place, "aside", at), f"{spec.id}, aside {at + 1}")) is not None
        )
    return Part(spec.id, name, headline, standfirst, sections, asides)


def section(composer: Composer, spec: SectionSpec, place: Place) -> Section | None:
    """A section's node → the section; None where its `when` is not true, and for what tells changes."""
    return _section(composer, spec, place) if composer.anchors[spec.id] else None


def _of_notes(composer: Composer, notes: Text, shown: Sequence[str], dates: Dates) -> Text:
    """Notes → the source line below them, where their facts rest on more than what is shown does."""
    facts = [composer.facts[run.fact] for run in notes if run.fact in composer.facts]
    behind = dict.fromkeys((*shown, *(source for fact in facts for source in fact.sources)))
    return source_line(composer, behind, dates) if len(behind) > len(shown) else ()


def with_changes(composer: Composer, made: tuple[Part, ...], rows: Sequence[Row]) -> tuple[Part, ...]:
    """Parts, and what changed since the edition before → the same with the sections that tell it at their places."""
    story = composer.file.story
    order = {spec.id: at for at, spec in enumerate(story.sections)}
    told: list[tuple[str, Section]] = []
    for at, spec in enumerate(story.sections):
        if rows and spec.changes and composer.stands(spec, at):
            found = _section(composer, spec, ("sections", at), rows[: spec.changes.most])
            told.append((spec.part if story.parts else made[0].id, found))
    placed = []
    for part in made:
        own = [*part.sections, *(item for name, item in told if name == part.id)]
        placed.append(replace(part, sections=tuple(sorted(own, key=lambda item: order[item.id]))))
    return tuple(placed)


def _section(composer: Composer, spec: SectionSpec, place: Place, rows: Sequence[Row] = ()) -> Section:
    tested = (*expects(spec.expect), *branch_expects(spec.when, "text"))
    with composer.section() as used:
        title = composer.title(spec.title, (*place, "title"), tested=tested)
        composer.claims_of(title, spec.expect, (*place, "expect"), f"{spec.id}, title")
        subtitle = () if spec.subtitle == AUTO else composer.text(spec.subtitle, (*place, "subtitle"), tested=tested)
        evidence = _evidence(composer, spec, place, (title, subtitle), tested)
        evidence += (changes_table(composer, rows, title),) if rows else ()
        figure, values = tuple(used.sources), tuple(used.facts.values())
        _tell(composer, spec, place)
        points = said(composer, spec.points, (*place, "points"), spec.id, tested=tested)
        asked = composer.text(spec.ask, (*place, "ask"), tested=tested)
        hero = _hero(composer, spec, place, tested)
        _cited(composer, spec, place)
        shown = used.sources_in("deck")  # paragraphs and notes add to the list of sources
        if any("brief" in item.outputs for item in points):
            figure, values = used.sources_in("brief"), used.facts_in("brief")  # then the brief has points too
        figure = tuple(dict.fromkeys((*figure, *spec.sources)))
        heading = composer.text(spec.heading, (*place, "heading"), tested=tested)
        prose = _paragraphs(composer, spec.paragraph, (*place, "paragraph"), spec.id, tested)
        notes, note = (composer.text(getattr(spec, key), (*place, key), tested=tested) for key in ("notes", "note"))
        if spec.subtitle == AUTO:
            subtitle = changes_head(composer) if rows else _auto_subtitle(composer, evidence, spec, place)
        noted = note_lines(composer, used, note)
        return Section(
            id=spec.id,
            title=title,
            subtitle=subtitle or _subtitle_of_one(evidence),
            blocks=evidence,
            hero=hero,
            points=points,
            ask=asked,
            heading=heading,
            paragraphs=prose,
            notes=notes,
            sources=tuple(used.sources),
            source_line=source_line(composer, shown, used.dates),
            source_line_notes=_of_notes(composer, notes, shown, used.dates),
            source_line_short=short_source_line(composer, shown, used.dates),
            source_line_years=yearly_source_line(composer, figure, values, used.dates),
            note_line=noted.short,
            note_line_full=noted.full,
            note_line_least=noted.least,
            outputs=spec.only or ALL,
            changed=bool(rows),
        )


def _evidence(
    composer: Composer, spec: SectionSpec, place: Place, head: tuple[Text, Text], tested: Expects
) -> tuple[Block, ...]:
    """What a section shows; a title or subtitle of which it shows something else is doubted."""
    title, subtitle = head
    shown = blocks(composer, spec, place, title, tested=tested)
    newest = composer.edition.period[1]
    composer.report(changed_title_findings(title, shown, composer.facts), title, (*place, "title"))
    composer.report(title_findings(title, shown, composer.facts, newest), title, (*place, "title"))
    composer.report(subtitle_findings(subtitle, shown, newest), subtitle, (*place, "subtitle"))
    return shown


def _tell(composer: Composer, spec: SectionSpec, place: Place) -> None:
    """Remember a section that has paragraphs, as `when` leaves them: in the brief they tell its points."""
    if any(_chosen(composer, item, (*place, "paragraph", at))[0] for at, item in enumerate(spec.paragraph)):
        composer.with_paragraphs.add(spec.id)


def _subtitle_of_one(evidence: Sequence[Block]) -> Text:
    """The subtitle of the only chart of a section, which stands under that of the section."""
    drawn = [block for block in evidence if isinstance(block, Chart | Multiples)]
    return drawn[0].subtitle if len(drawn) == 1 else ()


def _hero(composer: Composer, spec: SectionSpec, place: Place, tested: Expects) -> Hero | None:
    if spec.hero is None:
        return None
    value = composer.text(spec.hero.value, (*place, "hero", "value"), tested=tested)
    return Hero(value, composer.text(spec.hero.label, (*place, "hero", "label"), tested=tested, lined=True))


def _auto_subtitle(composer: Composer, evidence: tuple[Block, ...], spec: SectionSpec, place: Place) -> Text:
    """`subtitle: auto` of a section → that of its first chart or of its panels, from the data."""
    charts = [spec.chart] if spec.chart else list(spec.charts)
    charts += [panel_node(spec.multiples)] if spec.multiples else []
    charts += [spec.heat.chart] if spec.heat else []
    if not charts:
        composer.fault("`subtitle: auto` needs a chart", (*place, "subtitle"), "write the subtitle out")
    shown = [block for block in evidence if isinstance(block, Chart | Multiples | HeatTable)]
    if not shown:
        return ()  # a chart that cannot be drawn has its own fault
    found = []
    for spec_of, block in zip(charts, shown, strict=False):
        node = chosen_places(composer, spec_of, place).spec
        subjects = [composer.book.subject(key) for key in node.series]
        if node.entities and KINDS[node.kind].takes != "parts":
            subjects = [subject.of(entity) for subject in subjects for entity in node.entities]
        found.append((node, subjects, block if isinstance(block, Chart) else None))
    return subtitle_of_several(composer, found)


def _cited(composer: Composer, spec: SectionSpec, place: Place) -> None:
    for at, key in enumerate(spec.sources):
        if key in composer.dataset.sources:
            composer.cite(key)
        else:
            composer.fault(
                f"unknown source {key!r}", (*place, "sources", at), near(key, tuple(composer.dataset.sources))
            )


def _chosen(composer: Composer, item: Sentence, place: Place) -> tuple[str, str]:
    """A sentence → (its text as `when` leaves it, the key it stands under); an empty text where it is dropped."""
    if item.when and not composer.holds(item.when, (*place, "when")):
        return item.otherwise, "otherwise"
    return item.text, "text"


def said(
    composer: Composer, items: Iterable[Sentence], place: Place, name: str, *, tested: Expects = ()
) -> tuple[Point, ...]:
    """Sentences → points, each with its claim tested; those that `when` drops are left out."""
    found: list[Point] = []
    for at, item in enumerate(items):
        source, key = _chosen(composer, item, (*place, at))
        if not source:
            continue
        claimed = bool(item.expect) and key == "text"
        holding = (*tested, *branch_expects(item.when, key), *expects(item.expect if claimed else ""))
        outputs = outputs_of_point(item, in_prose=name in composer.with_paragraphs)
        with composer.shown_in(outputs):
            value = composer.text(source, (*place, at, key), tested=holding)
            if claimed:
                composer.claim(value, item.expect, (*place, at, "expect"), f"{name}, point {at + 1}")
        found.append(point(value, outputs))
    return tuple(found)


def _paragraphs(
    composer: Composer, items: Iterable[Sentence], place: Place, name: str, tested: Expects
) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for at, item in enumerate(items):
        source, key = _chosen(composer, item, (*place, at))
        claimed = bool(item.expect) and key == "text"
        holding = (*tested, *branch_expects(item.when, key), *expects(item.expect if claimed else ""))
        made = paragraphs(composer, source, (*place, at, key), tested=holding)
        if claimed:
            composer.claim(words(made), item.expect, (*place, at, "expect"), f"{name}, paragraph {at + 1}")
        found += made
    return tuple(found)


def _aside(composer: Composer, spec: AsideSpec, place: Place, name: str) -> Aside | None:
    if spec.when and not composer.holds(spec.when, (*place, "when")):
        return None
    tested = expects(spec.expect)
    title = composer.text(spec.title, (*place, "title"), tested=tested)
    composer.claims_of(title, spec.expect, (*place, "expect"), name)
    if spec.auto:
        if spec.points or spec.table or spec.quote or spec.milestones:
            composer.fault("an aside with `auto` fills itself", place, "put what else it holds into another aside")
        return _auto_aside(composer, spec, title)
    points = said(composer, spec.points, (*place, "points"), name, tested=tested)
    with composer.section() as used:
        evidence = side_block(composer, spec, place, title, tested)
    return Aside(title, points, evidence, spec.boxed, tuple(used.sources))


def _auto_aside(composer: Composer, spec: AsideSpec, title: Text) -> Aside:
    """Contents are left to the brief, which knows the pages; the contact comes from the imprint."""
    key = "inside" if spec.auto == "contents" else "contact"
    head = title or composer.phrase(key)
    if spec.auto == "contents":
        return Aside(head, boxed=spec.boxed)
    imprint = composer.edition.imprint
    lines = (imprint.organisation, imprint.owner, imprint.contact)
    said = (tuple(replace(run, link=mailto(line)) for run in composer.declared(line, "imprint")) for line in lines)
    points = tuple(Point((), line) for line in said if line)
    return Aside(head, points, boxed=spec.boxed)
