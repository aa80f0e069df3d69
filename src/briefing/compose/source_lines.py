"""What a section used → its source line, in full and short, and its note line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.blocks.chart_series import BREAK
from briefing.compose.composer import Composer
from briefing.compose.data_notes import FEW, capital, data_notes, least, marked
from briefing.compose.language.templates import NAME
from briefing.compose.rounding_notes import do_not_add_up
from briefing.compose.usage import Usage
from briefing.facts.combined import places_of_mean
from briefing.model.dataset import Source
from briefing.model.fact import Fact
from briefing.model.text import Run, Text, join, text
from briefing.wording.spaces import first_clause

_NO_YEAR = 10_000
# Source id → the dates of its observations, "" for those of the source itself.
Dates = Mapping[str, Iterable[str]]


def dated(composer: Composer, source: Source) -> Text:
    """A source → "KOTO Patent, 17 Jul 2024"."""
    date = (Run(composer.wording.publication_date(source), term=f"source {source.id}"),)
    return join([composer.declared(source.name, f"source {source.id}"), date], composer.wording.joint(", "))


def source_line(composer: Composer, ids: Iterable[str], dates: Dates) -> Text:
    """Source ids and the dates of their observations → "Source: KOTO Patent, 17 Jul 2024; Xinhua, 23 Nov 2023."; a
    name stands once, with all its dates."""
    issues: dict[str, list[Source]] = {}
    for source in _issues(composer, ids, dates):
        issues.setdefault(source.name, []).append(source)
    told: dict[str, dict[str, str]] = {name: {} for name in issues}
    for name, sources in issues.items():
        for source in sorted(sources, key=lambda item: (not item.published, item.published)):
            told[name].setdefault(composer.wording.publication_date(source), f"source {source.id}")
    return _named_once(composer, told, composer.wording.joint(", "), composer.wording.joint(", "))


def short_source_line(composer: Composer, ids: Iterable[str], dates: Dates) -> Text:
    """The same → "Source: KOTO Patent 2024; Xinhua 2023, 2024.": years of one publisher together."""
    years: dict[str, dict[str, str]] = {}
    for source in _issues(composer, ids, dates):
        years.setdefault(source.name, {}).setdefault(_year(composer, source), f"source {source.id}")
    told = {name: dict(sorted(reasons.items())) for name, reasons in years.items()}
    return _named_once(composer, told, "", composer.wording.language.forms["comma"])


def _named_once(composer: Composer, told: Mapping[str, Mapping[str, str]], before: str, between: str) -> Text:
    """Names, each with its dates and their reasons → a line in which every name stands once."""
    entries = []
    for name, reasons in told.items():
        first = next(iter(reasons.values()))
        listed = join([(Run(date, term=why),) for date, why in reasons.items()], between)
        declared = composer.declared(name, first)
        entries.append((*declared, *text(before), *listed) if before else composer.named(declared, listed))
    return _line(composer, "source", entries, "; ")


def yearly_source_line(composer: Composer, ids: Iterable[str], facts: Iterable[Fact], dates: Dates) -> Text:
    """Source ids and the facts shown → "Source: KOTO Patent 2024 (2014, 2023); Xinhua 2023 (2022).".

    In brackets stand the years whose values a source gives; one that gives no value, as that of a target, has none.
    """
    given: dict[tuple[str, str], set[int]] = {}
    for fact in facts:
        for item in fact.observations:
            own = composer.published[item.source].published if item.source in composer.published else ""
            given.setdefault((item.source, item.published or own), set()).add(item.year)
    named: dict[str, dict[str, list[Source]]] = {}
    found = _issues(composer, ids, dates)
    for source in sorted(found, key=lambda item: min(given.get((item.id, item.published), (_NO_YEAR,)))):
        named.setdefault(source.name, {}).setdefault(_year(composer, source), []).append(source)
    told = []
    comma = composer.wording.joint(", ")
    for name, issues in named.items():
        reason = f"source {next(iter(issues.values()))[0].id}"
        listed = [_issue(composer, year, sources, given) for year, sources in sorted(issues.items())]
        told.append(composer.named(composer.declared(name, reason), join(listed, comma)))
    return _line(composer, "source", told, "; ")


def _issue(composer: Composer, year: str, sources: list[Source], given: Mapping[tuple[str, str], set[int]]) -> Text:
    """What one publisher published in a year → that year, and in brackets those that it gives values of."""
    reason = f"source {sources[0].id}"
    years = sorted(set().union(*(given.get((source.id, source.published), ()) for source in sources)))
    issued = (Run(year, term=reason),)
    if not years:
        return issued
    runs: list[list[int]] = []
    for at in years:
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    comma = composer.wording.language.forms["comma"]
    spans = comma.join(
        composer.wording.range(run[0], run[-1]) if len(run) > 2 else comma.join(map(str, run)) for run in runs
    )
    before, after = composer.wording.joint(" ("), composer.wording.joint(")")
    opening = before.lstrip()
    space = text(before.removesuffix(opening))
    return (*issued, *space, Run(f"{opening}{spans}{after}", term=f"years of {reason}"))


class NoteLines(Struct, frozen=True):
    """The note line with a few names of each kind; with all names, and with hardly any, where these differ."""

    short: Text = ()
    full: Text = ()
    least: Text = ()


def note_lines(composer: Composer, used: Usage, note: Text = ()) -> NoteLines:
    """The author's note and what the section's facts, charts and data force → "Note: …"."""
    breaks: dict[str, dict[tuple[str, str], Text]] = {}
    for item, whose in used.breaks.items():
        if item not in used.drawn and not places_of_mean(item):
            breaks.setdefault(first_clause(item), {}).update(whose)
    means = [_unweighted(composer, places) for places in map(places_of_mean, used.breaks) if places]
    found = marked(composer, used.facts.values())
    off = composer.phrase("unrounded") if do_not_add_up(used.facts, used.printed) else ()
    fixed = [part for part in (note, *used.remarks, off, *means) if part]
    told = _broken_lines(composer, breaks, FEW)
    short = joined_notes(composer, [*fixed, *told, *data_notes(composer, found, FEW)])
    full = joined_notes(composer, [*fixed, *_broken_lines(composer, breaks, None), *data_notes(composer, found, None)])
    brief = joined_notes(composer, [*fixed, *told, least(composer, found)]) if found else ()
    return NoteLines(short, full if full != short else (), brief)


def joined_notes(composer: Composer, parts: list[Text]) -> Text:
    """Sentences → "Note: …", each with its stop."""
    return _line(composer, "note", [composer.ended(part) for part in parts], " ")


def _broken_lines(
    composer: Composer, breaks: Mapping[str, Mapping[tuple[str, str], Text]], most: int | None
) -> list[Text]:
    comma = composer.wording.joint(", ")
    return [join([_concerned(composer, whose, most), _broken(composer, item)], comma) for item, whose in breaks.items()]


def _unweighted(composer: Composer, places: Sequence[str]) -> Text:
    return composer.declared(composer.wording.phrase("unweighted", places=composer.together(places)), BREAK)


def _concerned(composer: Composer, whose: Mapping[tuple[str, str], Text], most: int | None) -> Text:
    """Indicators and places that a break concerns, and their names → the names, or how many places they are."""
    whose = {key: name for key, name in whose.items() if key[0] and key[1]} or whose  # a ratio rests on named ones
    names = list(dict.fromkeys(name for name in whose.values() if name))
    if len(whose) > 1 and len(names) < len(whose):
        names = [_own_name(composer, key, whose) for key in whose]
    if most is None or len(names) <= most:
        return capital(composer.wording.joined(names))
    return composer.phrase("places", count=(Run(str(len(names)), term=BREAK),))


def _own_name(composer: Composer, key: tuple[str, str], whose: Mapping[tuple[str, str], Text]) -> Text:
    """The place where places differ, else the indicator."""
    if len({place for _, place in whose}) > 1:
        return composer.declared(composer.place_name(key[1]), NAME)
    indicator = composer.dataset.indicators.get(key[0])
    return whose[key] or composer.declared(indicator.name(composer.wording.lang) if indicator else key[0], NAME)


def _broken(composer: Composer, told: str) -> Text:
    """A break as the facts tell it, "2019–2021: reason" → in the words of the language."""
    years, _, reason = told.partition(": ")
    said = composer.wording.phrase("broken", years=years.replace("–", composer.wording.joint("–")), reason=reason)
    return composer.declared(said, BREAK)


def _line(composer: Composer, word: str, parts: list[Text], separator: str) -> Text:
    if not parts:
        return ()
    told = join(parts, composer.wording.joint(separator))
    return composer.ended((*text(composer.wording.phrase(word)), *composer.joint(": "), *told))


def _issues(composer: Composer, ids: Iterable[str], dates: Dates) -> list[Source]:
    """Source ids → their sources, each once for every date that its observations shown have of their own."""
    found = []
    for key in ids:
        if key in composer.published:
            source = composer.published[key]
            found += [replace(source, published=date or source.published) for date in sorted(dates.get(key, ("",)))]
    return found


def _year(composer: Composer, source: Source) -> str:
    return source.year or composer.wording.phrase("undated")
