"""Answers about the data: short names with their facts, an expression with all its printed forms, sources, statements,
what the data say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Final

from msgspec import Meta

from briefing.assistant.tooling import (
    Answer,
    Arguments,
    Expression,
    Language,
    Limit,
    NoArguments,
    Offset,
    Tool,
    Word,
    filled,
    page,
    shortened,
)
from briefing.assistant.working_session import WorkingSession
from briefing.compose.language.comparison import Unsure
from briefing.compose.language.expressions import FACTS, Evaluation
from briefing.compose.language.story_characters import MARK
from briefing.compose.language.syntax import parse_expression
from briefing.compose.language.templates import format_fact, render
from briefing.errors import BriefingError
from briefing.facts import SubjectFacts
from briefing.facts.fact_reference import MEANINGS
from briefing.model.dataset import Source
from briefing.model.edition import Project
from briefing.model.fact import Fact
from briefing.model.lineage import number, published_entries
from briefing.model.period import Period
from briefing.model.unstated import is_unstated
from briefing.wording import DirectedWording
from briefing.wording.fitting import DIRECTED, fits, period_of

_MOST_RECORDS: Final = 40  # observations of a fact
_CALLS: Final = (
    "places()", "places('rose')", "places('fell')", "on_previous()", "on_year()", "streak()",
    "highest_since()", "lowest_since()", "share_of_all()", "revision()", "annualised()", "to_date()",
)  # fmt: skip


class FactQuery(Arguments, frozen=True, kw_only=True):
    """Which facts."""

    short_name: Annotated[Word, Meta(description="One short name: all its facts. Empty: a list of all names.")] = ""
    search: Annotated[Word, Meta(description="Only names, units and places that hold these words.")] = ""
    lang: Language = ""
    offset: Offset = 0
    limit: Limit = 20


class ExpressionQuery(Arguments, frozen=True, kw_only=True):
    """What is worked out."""

    expression: Annotated[
        Expression, Meta(description="As visits.percent, visits.last > 250, or a text with {{ visits.last | period }}.")
    ]
    lang: Language = ""


class ListQuery(Arguments, frozen=True, kw_only=True):
    """Which page of a list."""

    search: Annotated[Word, Meta(description="Only entries that hold these words.")] = ""
    offset: Offset = 0
    limit: Limit = 20


def _list_facts(session: WorkingSession, asked: FactQuery) -> Answer:
    lang = session.folder.language(asked.lang)
    book, words = session.folder.book(lang), session.folder.wording(lang)
    if asked.short_name:
        subject = book.subject(asked.short_name)
        own = subject.indicator.id if subject.indicator else ""
        targets = session.folder.project().dataset.targets
        periods = {one.period for one in targets if (one.indicator, one.entity) == (own, subject.entity)}
        calls = _calls(subject, sorted(periods, key=lambda period: period.chronological))
        evaluation = _evaluation(session, lang)
        rows = [_fact_row(evaluation, words, call, meaning) for call, meaning in calls]
        given = [row for row in rows if "refused" not in row]
        refused = [row for row in rows if "refused" in row]
        about = _subject_row(subject, lang, words)
        return Answer({"short_name": about, **page([*given, *refused], asked.offset, asked.limit)})
    rows = []
    for key in session.folder.project().edition.subjects:
        try:
            row = _subject_row(book.subject(key), lang, words)
        except BriefingError as error:
            row = {"short_name": key, "refused": error.findings[0].what}
        if asked.search.casefold() in str(list(row.values())).casefold():
            rows.append(row)
    return Answer({"language": lang, **page(rows, asked.offset, asked.limit)})


def _subject_row(subject: SubjectFacts, lang: str, words: DirectedWording) -> dict[str, Any]:
    """Return what a short name is, with its newest value."""
    known = subject.known_periods
    row = filled(
        short_name=subject.key,
        name=subject.name_in(lang),
        unit=subject.units.get(lang, subject.unit),
        place=", ".join(subject.members[:5]),
        combined=subject.combined,
        better=subject.direction,
        definition=shortened(subject.indicator.definition, 200) if subject.indicator else "",
        values=f"{len(subject.periods)} from {known[0]} to {known[-1]}" if known else "none",
        other_places=[place for place in subject.entities if place not in subject.members][:12],
        places=len(subject.entities),
    )
    try:
        last = subject.last
        return row | {"last": {"expression": last.name, **_printed(last, words), "sources": list(last.sources)}}
    except BriefingError as error:
        return row | {"last": {"refused": error.findings[0].what}}


def _calls(subject: SubjectFacts, targets: Iterable[Period]) -> Iterator[tuple[str, str]]:
    """Yield the expressions that are worth a look, each with what it gives; `targets` are the periods of targets."""
    rank = "rank()" if subject.direction else "rank(best='highest')"
    for name in (*FACTS, rank, *_CALLS):
        yield f"{subject.key}.{name}", MEANINGS[name.partition("(")[0]].gives
    for period in _some(subject.periods):
        yield f"{subject.key}.at({period.literal})", MEANINGS["at"].gives
    others = [place for place in subject.entities if place not in subject.members]
    for place in others[:8]:
        yield f"{subject.key}.of({place!r}).last", MEANINGS["of"].gives
    for period in targets:
        for name in ("target", "gap", "target_share", "pace_needed"):
            yield f"{subject.key}.{name}({period.literal})", MEANINGS[name].gives


def _some(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """Return the newest periods, and the first one."""
    return (*periods[:1], *periods[-6:]) if len(periods) > 7 else periods


def _fact_row(evaluation: Evaluation, words: DirectedWording, expression: str, meaning: str) -> dict[str, Any]:
    try:
        value = evaluation.value(parse_expression(expression))
    except BriefingError as error:
        return {"expression": expression, "refused": shortened(error.findings[0].what, 160)}
    return {"expression": expression, "is": meaning, **_printed(value, words)}


def _evaluation(session: WorkingSession, lang: str) -> Evaluation:
    project = session.folder.project()
    parameters = project.edition.parameters_in(lang)
    statements = project.dataset.statements
    return Evaluation(session.folder.book(lang), statements=statements, lang=lang, parameters=parameters)


def _printed(fact: Fact, words: DirectedWording) -> dict[str, Any]:
    """Return a fact's value and how it is printed where no filter is named."""
    period = period_of(fact)
    row = filled(value=number(fact.value), unit=fact.unit, period=period.notation if period else "")
    if fact.qualifier != "=":
        row["qualifier"] = fact.qualifier
    try:
        return {"printed": format_fact(fact, "", words).run.text, **row}
    except BriefingError as error:
        return {"printed": None, "note": error.findings[0].what, **row}


def _evaluate(session: WorkingSession, asked: ExpressionQuery) -> Answer:
    lang = session.folder.language(asked.lang)
    project, words = session.folder.project(), session.folder.wording(lang)
    parameters = project.edition.parameters_in(lang)
    source = asked.expression
    if "{{" in source or "|" in source:
        text = source if "{{" in source else f"{{{{ {source} }}}}"
        marked = render(text, session.folder.book(lang), words, project.dataset.statements, parameters)
        printed = MARK.sub(lambda found: marked.run(found[0]).text, marked.text)
        return Answer({"prints": printed, "facts": [fact.name for fact in marked.facts.values()]})
    evaluation = _evaluation(session, lang)
    value = evaluation.value(parse_expression(source))
    if isinstance(value, Fact):
        return Answer(_fact_answer(value, words, project))
    touched = {name: _printed(fact, words) for name, fact in evaluation.touched.items()}
    if isinstance(value, bool | Unsure):
        verdict = "open" if isinstance(value, Unsure) else value
        return Answer({"condition": verdict, "facts": touched, **filled(open=list(evaluation.open))})
    if isinstance(value, SubjectFacts):
        return Answer({"short_name": _subject_row(value, lang, words), "note": "add a measure, as .last or .percent"})
    shown = getattr(value, "shown", None) or getattr(value, "text", None) or str(value)
    return Answer({"value": shown, **filled(facts=touched)})


def _fact_answer(fact: Fact, words: DirectedWording, project: Project) -> dict[str, Any]:
    records = published_entries(fact)
    sources = {key: _source_row(project.dataset.sources[key]) for key in fact.sources if key in project.dataset.sources}
    return {
        "expression": fact.name,
        **_printed(fact, words),
        "printed_by": _forms(fact, words),
        "formula": fact.formula,
        **filled(notes=list(fact.notes)),
        "observations": [dict(entry) for entry in records[:_MOST_RECORDS]],
        **filled(more_observations=max(0, len(records) - _MOST_RECORDS) or ""),
        "sources": sources,
    }


def _forms(fact: Fact, words: DirectedWording) -> dict[str, str]:
    """Return what each filter that fits prints, by how it is written."""
    forms: dict[str, str] = {}
    for name in words.filters:
        if not fits(name, fact):
            continue
        written: list[tuple[str, tuple[str, ...]]] = [(f"| {name}", ())]
        if name in DIRECTED and fact.basis:
            written.append((f"| {name}('basis')", ("basis",)))
        for how, arguments in written:
            try:
                forms[how] = format_fact(fact, name, words, *arguments).run.text
            except BriefingError:
                continue
    return forms


def _source_row(source: Source) -> dict[str, Any]:
    return filled(
        id=source.id,
        publisher=source.publisher,
        title=shortened(source.title, 200),
        published=source.published,
        read_on=source.read_on,
        url=source.url,
        primary=source.primary,
    )


def _list_sources(session: WorkingSession, asked: ListQuery) -> Answer:
    rows = [_source_row(source) for source in session.folder.project().dataset.sources.values()]
    return Answer(page(_holding(rows, asked.search), asked.offset, asked.limit))


def _list_statements(session: WorkingSession, asked: ListQuery) -> Answer:
    rows = [
        filled(
            id=item.id,
            kind=item.kind,
            text=shortened(item.text),
            speaker=item.speaker,
            language=item.lang,
            source=item.source,
            note=item.note,
        )
        for item in session.folder.project().dataset.statements.values()
    ]
    return Answer(page(_holding(rows, asked.search), asked.offset, asked.limit))


def _holding(rows: list[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    return [row for row in rows if words.casefold() in str(list(row.values())).casefold()]


def overview(session: WorkingSession) -> Mapping[str, Any]:
    """Return what the project is: its edition, its data in numbers, its stories and what an assistant may do."""
    project, folder = session.folder.project(), session.folder
    edition, data = project.edition, project.dataset
    return filled(
        title=edition.title,
        place=edition.entity,
        period=f"{edition.period[0]} to {edition.period[1]}",
        as_of=edition.as_of.isoformat(),
        languages=list(edition.languages),
        stories=sorted(project.stories),
        short_names=len(edition.subjects),
        observations=len(data.observations),
        places=len({item.entity for item in data.observations}),
        sources=len(data.sources),
        statements=len(data.statements),
        targets=len(data.targets),
        not_stated=[*_unstated(project)],
        terms=dict(edition.terms),
        parameters=sorted(edition.parameters),
        own_code="figures of this project run its own code, and stay as they are" if edition.allow_code else "",
        mode="changes are checked and written" if folder.write else "read-only: changes are checked, never written",
    )


def _unstated(project: Project) -> Iterator[str]:
    """Yield what the data leave open and its owner has to fill in; no assistant can."""
    for indicator in project.dataset.indicators.values():
        if is_unstated(indicator.unit):
            yield f"the unit of {indicator.name('en')} (indicators.csv)"
    for source in project.dataset.sources.values():
        if is_unstated(source.publisher):
            yield f"who published the source {source.id} (sources.csv)"


def _read_project(session: WorkingSession, _: NoArguments) -> Answer:
    return Answer(overview(session))


TOOLS: Final = (
    Tool(
        "read_project",
        "What this project is: its edition, place, period, languages, how many short names, sources and statements it "
        "has, what its owner has not stated yet, and whether you may write. Begin here, then list_facts and "
        "list_insights.",
        NoArguments,
        _read_project,
    ),
    Tool(
        "list_facts",
        "The short names of the data, each with unit, place, periods and its newest value; or, with short_name, every "
        "fact of one: its expression, value and how it is printed. A story prints a number only by its expression, as "
        "{{ visits.last }}; facts that the data refuse are listed last with the reason.",
        FactQuery,
        _list_facts,
    ),
    Tool(
        "evaluate",
        "Work out one expression: its value, what each filter prints ({{ visits.percent | moved }}), its formula, "
        "observations and sources. A condition (visits.percent > 0) is true, false or open; a text with {{ }} is "
        "printed as the edition would print it.",
        ExpressionQuery,
        _evaluate,
    ),
    Tool(
        "list_sources",
        "The publications behind the data. A section may name their ids under `sources`; it can cite no other.",
        ListQuery,
        _list_sources,
    ),
    Tool(
        "list_statements",
        "Quotations, lists and claims of sources, verbatim. A section shows one by its id, as quote: ID.",
        ListQuery,
        _list_statements,
    ),
)
