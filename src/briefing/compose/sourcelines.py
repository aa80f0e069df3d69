"""What a section used → its source line, in full and short, and its note line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from briefing.compose.composer import Composer, Used
from briefing.compose.lines import BREAK
from briefing.model.dataset import Source
from briefing.model.fact import Fact
from briefing.model.text import Run, Text, join, plain, text
from briefing.wording.spaces import first_clause

_NO_YEAR = 10_000


def dated(composer: Composer, source: Source) -> Text:
    """A source → "KOTO Patent, 17 Jul 2024"."""
    reason = f"source {source.id}"
    date = composer.wording.date(source.published) if source.published else ""
    return join(
        [composer.declared(source.name, reason), (Run(date, term=reason),) if date else ()],
        composer.wording.joint(", "),
    )


def source_line(composer: Composer, ids: Iterable[str]) -> Text:
    """Source ids → "Source: KOTO Patent, 17 Jul 2024; Xinhua, 23 Nov 2023."."""
    told = {plain(line): line for line in (dated(composer, source) for source in _sources(composer, ids))}
    return _line(composer, "source", list(told.values()), "; ")


def short_source_line(composer: Composer, ids: Iterable[str]) -> Text:
    """Source ids → "Source: KOTO Patent 2024; Xinhua 2023, 2024.": years of one publisher together."""
    years: dict[str, dict[str, str]] = {}
    for source in _sources(composer, ids):
        years.setdefault(source.name, {}).setdefault(source.year, f"source {source.id}")
    told = []
    comma = composer.wording.language.forms["comma"]
    for name, reasons in years.items():
        first = next(iter(reasons.values()))
        listed = join([(Run(year, term=why),) for year, why in sorted(reasons.items()) if year], comma)
        told.append(composer.named(composer.declared(name, first), listed))
    return _line(composer, "source", told, "; ")


def yearly_source_line(composer: Composer, ids: Iterable[str], facts: Iterable[Fact]) -> Text:
    """Source ids and the facts shown → "Source: KOTO Patent 2024 (2014, 2023); Xinhua 2023 (2022).".

    In brackets stand the years whose values a source gives; one that gives no value, as that of a target, has none.
    """
    given: dict[str, set[int]] = {}
    for fact in facts:
        for item in fact.observations:
            given.setdefault(item.source, set()).add(item.year)
    named: dict[str, dict[str, list[Source]]] = {}
    for source in sorted(_sources(composer, ids), key=lambda item: min(given.get(item.id, (_NO_YEAR,)))):
        named.setdefault(source.name, {}).setdefault(source.year, []).append(source)
    told = []
    comma = composer.wording.joint(", ")
    for name, issues in named.items():
        reason = f"source {next(iter(issues.values()))[0].id}"
        listed = [_issue(composer, year, sources, given) for year, sources in sorted(issues.items())]
        issued = join([item for item in listed if item], comma)
        told.append(composer.named(composer.declared(name, reason), issued))
    return _line(composer, "source", told, "; ")


def _issue(composer: Composer, year: str, sources: list[Source], given: Mapping[str, set[int]]) -> Text:
    """What one publisher published in a year → that year, and in brackets those that it gives values of."""
    reason = f"source {sources[0].id}"
    years = sorted(set().union(*(given.get(source.id, ()) for source in sources)))
    issued = (Run(year, term=reason),) if year else ()
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
    space = text(before.removesuffix(opening)) if issued else ()
    return (*issued, *space, Run(f"{opening}{spans}{after}", term=f"years of {reason}"))


def note_line(composer: Composer, used: Used, note: Text = ()) -> Text:
    """The author's note and what the section's facts and charts force → "Note: …"."""
    joint = composer.wording.joint
    breaks = {first_clause(item): name for item, name in used.breaks.items() if item not in used.drawn}
    parts = [composer.ended(part) for part in (note, *used.remarks) if part]
    parts += [
        composer.ended(join([_begun(name), _broken(composer, item)], joint(", "))) for item, name in breaks.items()
    ]
    return _line(composer, "note", parts, " ")


def _begun(name: Text) -> Text:
    """A name that begins a sentence, with a capital."""
    return tuple(replace(run, text=run.text[:1].upper() + run.text[1:]) for run in name[:1]) + name[1:]


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


def _sources(composer: Composer, ids: Iterable[str]) -> list[Source]:
    return [composer.published[key] for key in ids if key in composer.published]
