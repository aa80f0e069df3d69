"""Sections, asides and parts of the story → those of the document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from briefing.compose.blocks.place_selection import select_places
from briefing.compose.blocks.section_blocks import blocks, paragraphs, side_block
from briefing.compose.blocks.small_multiples import panel_node
from briefing.compose.blocks.subtitles import subtitle_of_several
from briefing.compose.changed_numbers import ChangedNumber, changes_heading, changes_table
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects, branch_expects, expects
from briefing.compose.language.expressions import near
from briefing.compose.note_lines import note_lines
from briefing.compose.prose.figure_years import changed_title_findings, subtitle_findings, title_findings
from briefing.compose.rounding_notes import differing
from briefing.compose.source_lines import short_source_line, source_entries, source_line, yearly_source_line
from briefing.compose.story_nodes import NodePath, outputs_of_point
from briefing.compose.usage import Usage
from briefing.model.block_specs import Sentence
from briefing.model.chart import Chart
from briefing.model.chart_kinds import KINDS
from briefing.model.chart_specs import AUTO
from briefing.model.cited import sources_in
from briefing.model.document import (
    ALL,
    Aside,
    Block,
    HeatTable,
    Hero,
    Multiples,
    Output,
    Paragraph,
    Part,
    Point,
    Section,
    words,
)
from briefing.model.fact import Fact
from briefing.model.story import AsideSpec, PartSpec, SectionSpec
from briefing.model.text import Run, Text, mailto, plain

_SEPARATORS = " \u00a0.:："
_COMMAS = ",;，；、"


def parts(composer: Composer, title: Text, standfirst: Text) -> tuple[Part, ...]:
    """Return all parts with their sections; without parts in the story one that is headed by the edition's title."""
    story = composer.file.story
    sections = [
        (spec.part, _section(composer, spec, ("sections", at)))
        for at, spec in enumerate(story.sections)
        if composer.anchors[spec.id]
    ]
    made = {section.id: section for _, section in sections}
    if not story.parts:
        return (Part("all", title, title, standfirst, tuple(section for _, section in sections)),)
    result = [
        _part(composer, spec, ("parts", at), tuple(one for part, one in sections if part == spec.id), made)
        for at, spec in enumerate(story.parts)
        if composer.includes_part(at)
    ]
    if not result:
        fix = "let one of them stand in every edition"
        composer.fault("no part stands in this edition: each `when` is false", ("parts",), fix)
    return tuple(result)


def _part(
    composer: Composer,
    spec: PartSpec,
    path: NodePath,
    sections: tuple[Section, ...],
    made: Mapping[str, Section],
) -> Part:
    """Return a part with its sections; its source line names what its headline, standfirst and picture rest on."""
    tested = expects(spec.expect)
    with composer.section() as used:
        name = composer.text(spec.name, (*path, "name"), tested=tested)
        headline = composer.title(spec.headline, (*path, "headline"), tested=tested)
        standfirst = composer.text(spec.standfirst, (*path, "standfirst"), tested=tested)
        sources = source_line(composer, used.sources, used) if used.sources else ()
        if spec.picture in made:
            drawn = sources_in(run for entry in made[spec.picture].source_entries for run in entry)
            sources = short_source_line(composer, dict.fromkeys((*used.sources, *drawn)), used)
        composer.claims_of(headline, spec.expect, (*path, "expect"), f"{spec.id}, headline")
        asides = tuple(
            aside
            for at, item in enumerate(spec.aside)
            if (aside := _aside(composer, item, (*path, "aside", at), f"{spec.id}, aside {at + 1}")) is not None
        )
    if spec.picture and spec.picture not in composer.anchors:
        fix = "use the id of a section that has a chart"
        composer.fault(f"there is no section {spec.picture!r} for the part's picture", (*path, "picture"), fix)
    return Part(spec.id, name, headline, standfirst, sections, asides, sources, spec.picture)


def with_changes(composer: Composer, parts: tuple[Part, ...], rows: Sequence[ChangedNumber]) -> tuple[Part, ...]:
    """Add the sections on what changed since the previous edition to their parts, at their places."""
    story = composer.file.story
    order = {spec.id: at for at, spec in enumerate(story.sections)}
    added: dict[str, list[Section]] = {}
    for at, spec in enumerate(story.sections):
        if rows and spec.changes and composer.includes_section(spec, at):
            section = _section(composer, spec, ("sections", at), rows[: spec.changes.most])
            added.setdefault(spec.part if story.parts else parts[0].id, []).append(section)
    return tuple(
        replace(
            part, sections=tuple(sorted((*part.sections, *added.get(part.id, ())), key=lambda item: order[item.id]))
        )
        for part in parts
    )


def _cited(
    composer: Composer, shown: Sequence[str], used: Usage, first: Sequence[str], drawn: Sequence[Fact]
) -> dict[str, Any]:
    """Return the sources that a section shows: with their days, in short, and each by itself, some of them first."""
    return {
        "source_line": source_line(composer, shown, used),
        "source_line_short": short_source_line(composer, shown, used),
        "source_entries": source_entries(composer, shown, used, first, drawn),
    }


def _suggest_decimals(composer: Composer, used: Usage, path: NodePath) -> None:
    """Suggest how a difference that is printed next to its two values may be what a reader subtracts."""
    for item in differing(used.facts, used.printed):
        if item.fact.measure in ("change", "points"):
            found = abs(item.last - item.first)
            what = f"{item.fact.name} is printed as {item.change}, and a reader subtracts {item.first} and {item.last}"
            fix = "print all three with more decimals, as value(2) and signed(2), or the two values without the change"
            composer.suggest(f"{what}, which makes {found}", path, fix)
            return


def _suggest(composer: Composer, used: Usage, path: NodePath, shown: Sequence[object]) -> None:
    """Suggest decimals, and what a section may show that shows its title alone, as where none of its points stands."""
    _suggest_decimals(composer, used, path)
    if not any(shown):
        fix = "write `chart` or `points`, or a `when` that leaves the section out where none of them stands"
        composer.suggest("the section has a title and nothing else", path, fix)


def _section(composer: Composer, spec: SectionSpec, path: NodePath, rows: Sequence[ChangedNumber] = ()) -> Section:
    tested = (*expects(spec.expect), *branch_expects(spec.when, "text"))
    with composer.section() as used:
        title = composer.title(spec.title, (*path, "title"), tested=tested)
        composer.claims_of(title, spec.expect, (*path, "expect"), f"{spec.id}, title")
        subtitle = () if spec.subtitle == AUTO else composer.text(spec.subtitle, (*path, "subtitle"), tested=tested)
        evidence = _evidence(composer, spec, path, (title, subtitle), tested)
        evidence += (changes_table(composer, rows, title),) if rows else ()
        figure, values = tuple(used.sources), (drawn := tuple(used.facts.values()))
        if any(item.text for item in spec.paragraph):
            composer.with_paragraphs.add(spec.id)  # in the brief they say what the points do
        points = points_of(composer, spec.points, (*path, "points"), spec.id, tested=tested)
        asked = composer.text(spec.ask, (*path, "ask"), tested=tested)
        hero = _hero(composer, spec, path, tested)
        _cite_sources(composer, spec, path)
        shown = used.sources_in("deck")  # paragraphs and notes add to the list of sources
        if any("brief" in item.outputs for item in points):
            figure, values = used.sources_in("brief"), used.facts_in("brief")  # then the brief has points too
        heading = composer.text(spec.heading, (*path, "heading"), tested=tested)
        prose = _paragraphs(composer, spec.paragraph, (*path, "paragraph"), spec.id, tested)
        notes, note = (composer.text(getattr(spec, key), (*path, key), tested=tested) for key in ("notes", "note"))
        if spec.subtitle == AUTO:
            subtitle = changes_heading(composer) if rows else _auto_subtitle(composer, evidence, spec, path)
        _suggest(composer, used, path, (evidence, points, hero, asked, prose))
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
            **_cited(composer, shown, used, spec.sources, drawn),
            source_line_notes=_source_line_of_notes(composer, notes, shown, used),
            source_line_years=yearly_source_line(composer, dict.fromkeys((*figure, *spec.sources)), values, used),
            note_line=noted.short,
            note_line_full=noted.full,
            note_line_least=noted.least,
            outputs=spec.only or ALL,
            changed=bool(rows),
        )


def _evidence(
    composer: Composer, spec: SectionSpec, path: NodePath, head: tuple[Text, Text], tested: Expects
) -> tuple[Block, ...]:
    """Return what a section shows; a title or subtitle of which it shows something else is doubted."""
    title, subtitle = head
    shown = blocks(composer, spec, path, title, tested=tested)
    newest = composer.edition.period[1]
    composer.report(changed_title_findings(title, shown, composer.facts), title, (*path, "title"))
    composer.report(title_findings(title, shown, composer.facts, newest), title, (*path, "title"))
    composer.report(subtitle_findings(subtitle, shown, newest), subtitle, (*path, "subtitle"))
    return shown


def _source_line_of_notes(composer: Composer, notes: Text, shown: Sequence[str], used: Usage) -> Text:
    """Return the source line below notes whose facts rest on more than what is shown does."""
    facts = [composer.facts[run.fact] for run in notes if run.fact in composer.facts]
    sources = dict.fromkeys((*shown, *(source for fact in facts for source in fact.sources)))
    return source_line(composer, sources, used) if len(sources) > len(shown) else ()


def _subtitle_of_one(evidence: Sequence[Block]) -> Text:
    """Return the subtitle of the only chart of a section, which stands under that of the section."""
    drawn = [block for block in evidence if isinstance(block, Chart | Multiples)]
    return drawn[0].subtitle if len(drawn) == 1 else ()


def _hero(composer: Composer, spec: SectionSpec, path: NodePath, tested: Expects) -> Hero | None:
    if spec.hero is None:
        return None
    value = composer.text(spec.hero.value, (*path, "hero", "value"), tested=tested)
    return Hero(value, composer.text(spec.hero.label, (*path, "hero", "label"), tested=tested, lined=True))


def _auto_subtitle(composer: Composer, evidence: tuple[Block, ...], spec: SectionSpec, path: NodePath) -> Text:
    """Return what `subtitle: auto` of a section stands for: that of its charts or of its panels, from the data."""
    charts = [spec.chart] if spec.chart else list(spec.charts)
    charts += [panel_node(spec.multiples)] if spec.multiples else []
    charts += [spec.heat.chart] if spec.heat else []
    if not charts:
        composer.fault("`subtitle: auto` needs a chart", (*path, "subtitle"), "write the subtitle out")
    shown = [block for block in evidence if isinstance(block, Chart | Multiples | HeatTable)]
    if not shown:
        return ()  # a chart that cannot be drawn has its own fault
    drawn = []
    for chart, block in zip(charts, shown, strict=False):
        node = select_places(composer, chart, path).spec
        subjects = [composer.book.subject(key) for key in node.series]
        if node.entities and KINDS[node.kind].takes not in ("parts", "amounts"):
            # Dots take places that one of both series lacks; their note says which.
            held = [(subject, entity) for subject in subjects for entity in node.entities if entity in subject.entities]
            subjects = [subject.of(entity) for subject, entity in held]
        drawn.append((node, subjects, block if isinstance(block, Chart) else None))
    return subtitle_of_several(composer, drawn)


def _cite_sources(composer: Composer, spec: SectionSpec, path: NodePath) -> None:
    known = composer.dataset.sources
    for at, key in enumerate(spec.sources):
        if key in known:
            composer.cite(key)
        else:
            composer.fault(f"unknown source {key!r}", (*path, "sources", at), near(key, tuple(known)))


def _cite_linked(composer: Composer, value: Text) -> None:
    """Count the sources to whose addresses a text has links as used where it stands."""
    links = {run.link for run in value if run.link}
    for key, source in composer.dataset.sources.items():
        if source.url in links:
            composer.cite(key)


# Sentences


def points_of(
    composer: Composer, items: Iterable[Sentence], path: NodePath, name: str, *, tested: Expects = ()
) -> tuple[Point, ...]:
    """Return the points of sentences, each with its claim tested; those that `when` drops are left out."""
    points: list[Point] = []
    for at, item in enumerate(items):
        if not item.text:
            continue
        outputs = outputs_of_point(item, in_prose=name in composer.with_paragraphs)
        with composer.shown_in(outputs):
            value = composer.text(item.text, (*path, at, "text"), tested=(*tested, *expects(item.expect)))
            composer.claim(value, item.expect, (*path, at, "expect"), f"{name}, point {at + 1}")
            _cite_linked(composer, value)
        if value:  # what cannot be set has a fault of its own
            points.append(_point(value, outputs))
    return tuple(points)


def _point(value: Text, outputs: tuple[Output, ...]) -> Point:
    """Return the bold words at the beginning of a text as the lead of a point, the rest as its body.

    The stop or colon between them is left to the writers, but for a comma of the author's, or a colon before lower
    case, with which the lead then ends.
    """
    count = next((at for at, run in enumerate(value) if not run.bold), len(value))
    lead, body = list(value[:count]), list(value[count:])
    if lead:
        colon = ":" in (plain(value[:count]).rstrip()[-1:], plain(value[count:])[:1])
        lead[-1] = replace(lead[-1], text=lead[-1].text.rstrip(_SEPARATORS))
        if body and not body[0].fact and not body[0].term:
            body[0] = replace(body[0], text=body[0].text.lstrip(_SEPARATORS))
        mark = plain(tuple(body))[:1]
        if mark and mark in _COMMAS and not body[0].fact and not body[0].term:
            body[0] = replace(body[0], text=body[0].text[1:].lstrip(_SEPARATORS))
            lead.append(replace(lead[-1], text=mark, fact="", term=""))
        elif colon and mark.islower():
            lead.append(replace(lead[-1], text=":", fact="", term=""))
    return Point(_without_empty(lead), _without_empty(body), outputs)


def _without_empty(runs: list[Run]) -> Text:
    return tuple(run for run in runs if run.text)


def _paragraphs(
    composer: Composer, items: Iterable[Sentence], path: NodePath, name: str, tested: Expects
) -> tuple[Paragraph, ...]:
    result: list[Paragraph] = []
    for at, item in enumerate(items):
        texts = paragraphs(composer, item.text, (*path, at, "text"), tested=(*tested, *expects(item.expect)))
        composer.claim(words(texts), item.expect, (*path, at, "expect"), f"{name}, paragraph {at + 1}")
        result += texts
    return tuple(result)


# Asides


def _aside(composer: Composer, spec: AsideSpec, path: NodePath, name: str) -> Aside | None:
    if spec.when and not composer.holds(spec.when, (*path, "when")):
        return None
    tested = expects(spec.expect)
    title = composer.text(spec.title, (*path, "title"), tested=tested)
    composer.claims_of(title, spec.expect, (*path, "expect"), name)
    if spec.auto:
        if spec.points or spec.table or spec.quote or spec.milestones:
            composer.fault("an aside with `auto` fills itself", path, "put what else it holds into another aside")
        return _auto_aside(composer, spec, title)
    points = points_of(composer, spec.points, (*path, "points"), name, tested=tested)
    with composer.section() as used:
        evidence = side_block(composer, spec, path, title, tested)
    return Aside(title, points, evidence, spec.boxed, tuple(used.sources))


def _auto_aside(composer: Composer, spec: AsideSpec, title: Text) -> Aside:
    """Return an aside with the contact of the imprint; contents are left to the brief, which knows the pages."""
    if spec.auto == "contents":
        return Aside(title or composer.phrase("inside"), boxed=spec.boxed)
    imprint = composer.edition.imprint
    lines = (imprint.organisation, imprint.owner, imprint.contact)
    texts = (tuple(replace(run, link=mailto(line)) for run in composer.declared(line, "imprint")) for line in lines)
    points = tuple(Point((), line) for line in texts if line)
    return Aside(title or composer.phrase("contact"), points, boxed=spec.boxed)
