"""Source lines that name some sources and give the numbers of all others in the list at the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from briefing.model.dataset import Source
from briefing.model.document import Section
from briefing.model.text import NO_BREAK, Run, Text, join, plain, text
from briefing.wording.base import Wording


def numbered_lines(
    wording: Wording, entries: Sequence[Text], sources: Mapping[str, Source], keys: Collection[str]
) -> Iterator[Text]:
    """Yield source lines with fewer and fewer of the entries, down to the first alone, each entry with its numbers in
    the list of sources, and after them the numbers of those among `keys` that the line does not name."""
    for count in range(len(entries) - 1, 0, -1):
        yield whole_line(wording, entries[:count], sources, keys)


def whole_line(wording: Wording, entries: Sequence[Text], sources: Mapping[str, Source], keys: Collection[str]) -> Text:
    """Return a source line with all entries, each with its numbers in the list of sources."""
    by_name: dict[str, list[str]] = {}
    for key in keys:
        if key in sources:
            by_name.setdefault(sources[key].name, []).append(key)
    names = [_named(sources, plain(entry)) for entry in entries]
    given = [(entry, by_name.pop(name, ())) for entry, name in zip(entries, names, strict=True)]
    return numbered_line(wording, given, [key for others in by_name.values() for key in others], sources)


def numbered_line(
    wording: Wording,
    entries: Sequence[tuple[Text, Collection[str]]],
    others: Collection[str],
    sources: Mapping[str, Source],
) -> Text:
    """Return "Source: KOTO Patent 2024 (8); Xinhua 2019, 2023 (39, 41); also 5, 9 in the list at the end.": entries
    with the sources that they name, then `others`."""
    joint, places = wording.joint, {key: at for at, key in enumerate(sources, start=1)}

    def ranges(keys: Collection[str]) -> str:
        return _ranges(wording, [places[key] for key in keys])

    opening, closing = text(joint(" (")), text(joint(")"))
    named = [
        (*entry, *opening, Run(ranges(keys), term="numbers of sources"), *closing) if keys else entry
        for entry, keys in entries
    ]
    line = (*text(wording.phrase("source") + joint(": ")), *join(named, joint("; ")))
    if not others:
        return (*line, *text(joint(".")))
    numbers = wording.phrase("other_sources", numbers=ranges(others))
    return (*line, *text(joint("; ")), Run(numbers, term="numbers of sources"))


def keys_shown(section: Section, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the sources of a section that its entries name: not those of its notes or paragraphs alone."""
    names = {_named(sources, plain(entry)) for entry in section.source_entries}
    return tuple(key for key in section.sources if key in sources and sources[key].name in names)


def listed_source(wording: Wording, source: Source, date: str, *, leading: str = "title") -> Text:
    """Return a source as lists have it: its name, its title, in brackets if translated, when it was published; a link
    is its title, or its date: of a source without a title, and where `leading` says so."""
    comma, date = text(wording.joint(", ")), date.replace(" ", NO_BREAK, 1)
    name = Run(source.name, term="source", bold=True)
    translated = source.titles.get(wording.lang, "")
    title = f"[{translated}]" if translated else source.title
    by_title = leading == "title" and title not in ("", source.name)
    dated = Run(date, link="" if by_title else source.url, term="date of a source")
    if title in ("", source.name):
        return name, *comma, dated
    return name, *comma, Run(title, link=source.url if by_title else "", term="title of a source"), *comma, dated


def _ranges(wording: Wording, numbers: Iterable[int]) -> str:
    """Return numbers in order, three or more that follow each other as a range: "3, 7, 12–14"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    between = wording.language.forms["range"]
    parts = [[between.format(run[0], run[-1])] if len(run) > 2 else [str(number) for number in run] for run in runs]
    return wording.language.forms["comma"].join(part for listed in parts for part in listed)


def _named(sources: Mapping[str, Source], entry: str) -> str:
    """Return the name that an entry begins with: of "China Daily via CNIPA 2017" not "China Daily"."""
    return max((source.name for source in sources.values() if entry.startswith(source.name)), key=len, default="")
