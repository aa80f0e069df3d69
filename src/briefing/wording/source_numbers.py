"""Source lines that name some sources and give the numbers of all others in the list at the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from briefing.model.cited import named_source, sources_in
from briefing.model.dataset import Source
from briefing.model.text import NO_BREAK, Run, Text, join, plain, text
from briefing.wording.base import Wording
from briefing.wording.spaces import is_wide

_MOST_NUMBERS: Final = 3  # without a name, in one line: more of them hide who published


def numbered_lines(
    wording: Wording, entries: Sequence[Text], sources: Mapping[str, Source], keys: Collection[str]
) -> Iterator[Text]:
    """Yield source lines with fewer and fewer of the entries, down to the first alone, each entry with its numbers in
    the list of sources, and after them the numbers of those among `keys` that the line does not name."""
    for count in range(len(entries) - 1, 0, -1):
        yield numbered_line(wording, *_first_entries(entries[:count], sources, keys), sources)


def named_lines(
    wording: Wording,
    entries: Sequence[Text],
    sources: Mapping[str, Source],
    keys: Collection[str],
    *,
    least: int = 1,
) -> Iterator[Text]:
    """Yield the lines of numbered_lines that have few numbers, with ever fewer names, but not fewer than `least`; the
    first one names all."""
    for count in range(len(entries), max(0, min(least, len(entries)) - 1), -1):
        given, others = _first_entries(entries[:count], sources, keys)
        if _are_few(sources, others):
            yield numbered_line(wording, given, others, sources)


def whole_line(wording: Wording, entries: Sequence[Text], sources: Mapping[str, Source], keys: Collection[str]) -> Text:
    """Return a source line with all entries, each with its numbers in the list of sources."""
    return numbered_line(wording, *_first_entries(entries, sources, keys), sources)


def _first_entries(
    entries: Sequence[Text], sources: Mapping[str, Source], keys: Collection[str]
) -> tuple[list[tuple[Text, Collection[str]]], list[str]]:
    """Return entries with the sources that they name, and those among `keys` that none names."""
    by_name: dict[str, list[str]] = {}
    for key in keys:
        if key in sources:
            by_name.setdefault(sources[key].name, []).append(key)
    given: list[tuple[Text, Collection[str]]] = []
    for entry in entries:
        name = named_source(sources, plain(entry))
        own = _of_years(entry, by_name.get(name, ()), sources)
        given.append((entry, own))
        by_name[name] = [key for key in by_name.get(name, ()) if key not in own]
    return given, [key for others in by_name.values() for key in others]


def _of_years(entry: Text, keys: Collection[str], sources: Mapping[str, Source]) -> Collection[str]:
    """Return those of one publisher's sources whose years an entry has; all of them where it names none."""
    named = {key for key in sources_in(entry) if key in sources}
    years = {sources[key].year for key in named}
    return [key for key in keys if key in named or sources[key].year in years] or keys


def numbered_line(
    wording: Wording,
    entries: Sequence[tuple[Text, Collection[str]]],
    others: Collection[str],
    sources: Mapping[str, Source],
) -> Text:
    """Return "Source: KOTO Patent 2024 (8); Xinhua 2019, 2023 (39, 41); also 5, 9 in the list at the end.": entries
    with the sources that they name, then `others`."""
    line = _named_line(wording, entries, sources)
    if not others:
        return (*line, *text(wording.joint(".")))
    numbers = wording.phrase("other_sources", numbers=listed_numbers(wording, _places(sources, others)))
    return (*line, *text(wording.joint("; ")), Run(numbers, term="numbers of sources"))


def _named_line(
    wording: Wording, entries: Sequence[tuple[Text, Collection[str]]], sources: Mapping[str, Source]
) -> Text:
    """Return "Source: KOTO Patent 2024 (8); Xinhua 2019, 2023 (39, 41)" without a stop."""
    joint = wording.joint
    opening, closing = text(joint(" (")), text(joint(")"))
    named = []
    for entry, keys in entries:
        numbers = Run(listed_numbers(wording, _places(sources, keys)), term="numbers of sources")
        named.append((*entry, *opening, numbers, *closing) if keys else entry)
    return (*text(wording.phrase("source") + joint(": ")), *join(named, joint("; ")))


def _places(sources: Mapping[str, Source], keys: Collection[str]) -> list[int]:
    """Return the numbers of sources in the list, in order."""
    return [at for at, key in enumerate(sources, start=1) if key in keys]


def _are_few(sources: Mapping[str, Source], others: Collection[str]) -> bool:
    """Whether a line may give sources by number alone; a range counts as one."""
    runs = _runs(_places(sources, others))
    return sum(1 if len(run) > 2 else len(run) for run in runs) <= _MOST_NUMBERS


def listed_source(wording: Wording, source: Source, date: str) -> Text:
    """Return a source as lists have it: its name, its title, in brackets if translated, when it was published; a link
    is its title, or its date where its name has the title already, or there is none."""
    comma, date = text(wording.joint(", ")), date.replace(" ", NO_BREAK, 1)
    name = Run(source.name, term="source", bold=True)
    translated = source.titles.get(wording.lang, "")
    title = f"[{translated}]" if translated else _title(wording, source.title)
    if _names(source.name, title):
        return name, *comma, Run(date, link=source.url, term="date of a source")
    titled = Run(title, link=source.url, term="title of a source")
    return name, *comma, titled, *comma, Run(date, term="date of a source")


def _title(wording: Wording, title: str) -> str:
    """Return a title as lists have it: in Chinese a title of Chinese signs is between 《》, its own are 〈〉."""
    marked = wording.phrase("title_listed", title=title)
    if marked == title or title.startswith("《") or not any(map(is_wide, title)):
        return title
    return wording.phrase("title_listed", title=title.replace("《", "〈").replace("》", "〉"))


def _names(name: str, title: str) -> bool:
    """Whether a name has a whole title, as "trips.csv, publisher not stated yet" has, or there is none."""
    if title not in name:  # as most are not: a pattern for each title takes longer than all else of a list
        return False
    return not title or bool(re.search(rf"(?:^|[,:(，：（]\s?){re.escape(title)}(?:$|[,:)，：）])", name))


def listed_numbers(wording: Wording, numbers: Sequence[int]) -> str:
    """Return numbers in order, three or more that follow each other as a range: "3, 7, 12–14"."""
    between = wording.language.forms["range"]
    parts = [
        [between.format(run[0], run[-1])] if len(run) > 2 else [str(number) for number in run] for run in _runs(numbers)
    ]
    return wording.language.forms["comma"].join(part for listed in parts for part in listed)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Return numbers in order as runs of those that follow each other."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
