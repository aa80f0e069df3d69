"""What a section used → its source line, in full and short, and its note line."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.compose.composer import Composer, Used
from briefing.compose.lines import BREAK
from briefing.model.dataset import Source
from briefing.model.text import Run, Text, join, plain, text


def dated(composer: Composer, source: Source) -> Text:
    """A source → "KOTO Patent, 17 Jul 2024"."""
    reason = f"source {source.id}"
    date = composer.wording.date(source.published) if source.published else ""
    return join([composer.declared(source.name, reason), (Run(date, term=reason),) if date else ()], ", ")


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
    for name, reasons in years.items():
        first = next(iter(reasons.values()))
        listed = join([(Run(year, term=why),) for year, why in sorted(reasons.items()) if year], ", ")
        told.append(join([composer.declared(name, first), listed], " "))
    return _line(composer, "source", told, "; ")


def note_line(composer: Composer, used: Used, note: Text = ()) -> Text:
    """The author's note and what the section's facts and charts force → "Note: …"."""
    breaks = dict.fromkeys(item.partition(";")[0] for item in used.breaks)
    parts = [_stopped(part) for part in (note, *used.remarks) if part]
    parts += [_stopped(composer.declared(item, BREAK)) for item in breaks]
    return _line(composer, "note", parts, " ")


def _line(composer: Composer, word: str, parts: list[Text], separator: str) -> Text:
    if not parts:
        return ()
    return _stopped((*text(composer.wording.phrase(word) + ": "), *join(parts, separator)))


def _stopped(value: Text) -> Text:
    return value if plain(value).endswith((".", "?", "!", "。", "…")) else (*value, Run("."))


def _sources(composer: Composer, ids: Iterable[str]) -> list[Source]:
    return [composer.dataset.sources[key] for key in ids if key in composer.dataset.sources]
