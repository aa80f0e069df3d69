"""The source line of what a section shows, in full, short and by year."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from briefing.compose.composer import Composer
from briefing.compose.usage import Usage
from briefing.model.dataset import Source
from briefing.model.fact import Fact
from briefing.model.period import LATEST, Period, consecutive
from briefing.model.text import Run, Text, join, text

_MOST_DATES = 4  # of a publisher, in full on a cover
_NO_PERIOD = LATEST + 1  # of a source that gives no value; it comes last


def dated_source(composer: Composer, source: Source) -> Text:
    """Return a source as "KOTO Patent, 17 Jul 2024"."""
    date = (Run(composer.wording.publication_date(source), term=f"source {source.id}"),)
    return composer.join([composer.declared(source.name, f"source {source.id}"), date], ", ")


def source_line(composer: Composer, ids: Iterable[str], used: Usage) -> Text:
    """Return "Source: KOTO Patent, 17 Jul 2024; Xinhua, 23 Nov 2023."; a name stands once, with all its dates.

    A table that is continued month by month has no date of its own: "EIA, data to Jul 2026".
    """
    by_name: dict[str, dict[str, str]] = {}
    issues = _issues(composer, ids, used)
    for source in issues:
        by_name.setdefault(source.name, {})
    for source in sorted(issues, key=lambda item: (not item.published, item.published)):
        newest = _newest(source, used)
        date = composer.wording.publication_date(source)
        date = date if newest is None else composer.wording.phrase("data_to", period=_short(composer, newest))
        by_name[source.name].setdefault(date, f"source {source.id}")
    comma = composer.wording.joint(", ")
    return _names_once(composer, by_name, comma, comma)


def short_source_line(composer: Composer, ids: Iterable[str], used: Usage) -> Text:
    """Return "Source: KOTO Patent 2024; Xinhua 2023, 2024.": years of one publisher together."""
    comma = composer.wording.language.forms["comma"]
    return _names_once(composer, _years_by_name(composer, ids, used), "", comma)


def cover_source_line(composer: Composer, used: Usage) -> Text:
    """Return the source line of a cover: dates in full, or years where a publisher has many dates, as a monthly one."""
    dates = Counter(source.name for source in _issues(composer, used.sources, used))
    line = short_source_line if max(dates.values(), default=0) > _MOST_DATES else source_line
    return line(composer, used.sources, used)


def source_entries(
    composer: Composer, ids: Iterable[str], used: Usage, first: Sequence[str] = (), drawn: Iterable[Fact] = ()
) -> tuple[Text, ...]:
    """Return the parts of a short source line: those that the section puts `first`, then those that give the most
    values `drawn`, then those that give the most values shown."""
    order = [composer.published[key].name for key in first if key in composer.published]
    in_drawing, in_all = (_given(facts) for facts in (drawn, used.facts.values()))
    weights: dict[str, tuple[int, int]] = {}
    for source in _issues(composer, ids, used):
        before = weights.get(source.name, (0, 0))
        weights[source.name] = before[0] - in_drawing[source.id], before[1] - in_all[source.id]
    by_name = sorted(
        _years_by_name(composer, ids, used).items(),
        key=lambda item: (order.index(item[0]) if item[0] in order else len(order), weights[item[0]]),
    )
    return tuple(_entries(composer, dict(by_name), "", composer.wording.language.forms["comma"]))


def _given(facts: Iterable[Fact]) -> Counter[str]:
    """Return how many observations of facts each source gives."""
    return Counter(item.source for fact in facts for item in fact.observations)


def _years_by_name(composer: Composer, ids: Iterable[str], used: Usage) -> dict[str, dict[str, str]]:
    by_name: dict[str, dict[str, str]] = {}
    for source in _issues(composer, ids, used):
        by_name.setdefault(source.name, {}).setdefault(_year(composer, source, used), f"source {source.id}")
    return {name: dict(sorted(years.items())) for name, years in by_name.items()}


def _names_once(composer: Composer, by_name: Mapping[str, Mapping[str, str]], before: str, between: str) -> Text:
    """Return a line of names, each with its dates, whose reasons are given."""
    return labelled_line(composer, "source", _entries(composer, by_name, before, between), "; ")


def _entries(composer: Composer, by_name: Mapping[str, Mapping[str, str]], before: str, between: str) -> list[Text]:
    entries = []
    for name, dates in by_name.items():
        listed = join([(Run(date, term=reason),) for date, reason in dates.items()], between)
        declared = composer.declared(name, next(iter(dates.values())))
        entries.append((*declared, *text(before), *listed) if before else composer.named(declared, listed))
    return entries


def yearly_source_line(composer: Composer, ids: Iterable[str], facts: Iterable[Fact], used: Usage) -> Text:
    """Return "Source: KOTO Patent 2024 (2014, 2023); Xinhua 2023 (2022).", with the facts shown.

    In brackets are the years whose values a source gives; one that gives no value, as that of a target, has none, nor
    one that is continued.
    """
    given: dict[tuple[str, str], set[Period]] = {}
    rows = dict.fromkeys(item for fact in facts for item in fact.observations if item.source in composer.published)
    known = {key: composer.published[key] for key in dict.fromkeys(item.source for item in rows)}
    listed_by_period = {key for key, source in known.items() if _newest(source, used) is None}
    for item in rows:
        if item.source in listed_by_period:
            source = known[item.source]
            given.setdefault((source.id, item.published or source.published), set()).add(item.period)
    by_name: dict[str, dict[str, list[Source]]] = {}
    issues = _issues(composer, ids, used)
    for source in sorted(issues, key=lambda item: _earliest(given.get((item.id, item.published)) or (_NO_PERIOD,))):
        by_name.setdefault(source.name, {}).setdefault(_year(composer, source, used), []).append(source)
    entries = []
    for name, years in by_name.items():
        reason = f"source {next(iter(years.values()))[0].id}"
        listed = [_issue(composer, year, sources, given) for year, sources in sorted(years.items())]
        entries.append(composer.named(composer.declared(name, reason), composer.join(listed, ", ")))
    return labelled_line(composer, "source", entries, "; ")


def _issue(composer: Composer, year: str, sources: list[Source], given: Mapping[tuple[str, str], set[Period]]) -> Text:
    """Return a year in which a publisher published, and in brackets those that it gives values of."""
    reason = f"source {sources[0].id}"
    issued = (Run(year, term=reason),)
    runs = consecutive(set().union(*(given.get((source.id, source.published), ()) for source in sources)))
    if not runs:
        return issued
    comma = composer.wording.language.forms["comma"]
    spans = comma.join(
        composer.wording.range(run[0], run[-1]) if len(run) > 2 else comma.join(map(composer.wording.label, run))
        for run in runs
    )
    before, after = composer.wording.joint(" ("), composer.wording.joint(")")
    opening = before.lstrip()
    return (*issued, *text(before.removesuffix(opening)), Run(f"{opening}{spans}{after}", term=f"years of {reason}"))


def _earliest(periods: Iterable[Period]) -> tuple[dt.date, dt.date]:
    return min(period.chronological for period in periods)


def labelled_line(composer: Composer, label: str, parts: list[Text], separator: str) -> Text:
    """Return "Source: …" or "Note: …" with a stop at its end; nothing without parts."""
    if not parts:
        return ()
    joined = composer.join(parts, separator)
    return composer.ended(composer.labelled(text(composer.wording.phrase(label)), joined))


def _issues(composer: Composer, ids: Iterable[str], used: Usage) -> list[Source]:
    """Return sources, each once for every date that its observations shown have of their own; one that is continued
    once alone."""
    issues = []
    for key in ids:
        if key in composer.published:
            source = composer.published[key]
            continued = _newest(source, used) is not None
            dates = [""] if continued else sorted(used.dates.get(key, ("",)))
            issues += [replace(source, published=date or source.published) for date in dates]
    return issues


def _newest(source: Source, used: Usage) -> Period | None:
    """Return the newest period that a source without a date gives a value of."""
    return source.continued_to(used.observed.get(source.id, ()), dated=any(used.dates.get(source.id, ())))


def _year(composer: Composer, source: Source, used: Usage) -> str:
    newest = _newest(source, used)
    if newest is not None:
        return composer.wording.phrase("data_until", period=_short(composer, newest))
    return source.year or composer.wording.phrase("undated")


def _short(composer: Composer, period: Period) -> str:
    return composer.wording.dated(period, form="short")
