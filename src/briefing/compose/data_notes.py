"""What the data say of the values that are shown: statuses, notes of observations, ranks among some of the places.

Each is told once, grouped: "Provisional: 2023.", "Visits 2021: source anomaly.". Where many are concerned the short
form names a few and counts the others; the full form names all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.composer import Composer
from briefing.compose.language.templates import NAME
from briefing.model.dataset import Observation
from briefing.model.fact import Fact
from briefing.model.text import Run, Text, join, text

FEW: Final = 3
_YEARS: Final = "years of the observations"
_COUNT: Final = "count of what the note names"
_RANGE: Final = 3
_Key = tuple[str, str]  # indicator, entity
# A rank or a count, the first and the last year of its values, the places with a value, and all.
_Ranked = tuple[str, int, int, int, int]


class Marked(Struct, frozen=True):
    """What is to be said of some values: by status or by note, each with its observations; and the ranks."""

    statuses: Mapping[str, list[Observation]]
    notes: Mapping[str, list[Observation]]
    ranks: Mapping[_Ranked, dict[str, None]]
    shown: Mapping[_Key, set[int]]

    def __bool__(self) -> bool:
        return bool(self.statuses or self.notes or self.ranks)


def marked(composer: Composer, facts: Iterable[Fact]) -> Marked:
    """The facts that are shown → what their observations say of themselves."""
    own = [fact for fact in facts if not fact.previous]
    statuses: dict[str, list[Observation]] = {}
    notes: dict[str, list[Observation]] = {}
    ranks: dict[_Ranked, dict[str, None]] = {}
    shown: dict[_Key, set[int]] = {}
    for item in dict.fromkeys(item for fact in own for item in fact.observations):
        shown.setdefault((item.indicator, item.entity), set()).add(item.year)
        if item.status != "A":
            statuses.setdefault(item.status, []).append(item)
        if item.note and composer.edition.notes == "print":
            notes.setdefault(item.note_in(composer.wording.lang), []).append(item)
    for fact in own:
        if fact.among and fact.among[0] < fact.among[1]:
            years = [item.year for item in fact.observations if item.entity == fact.entity or not fact.entity]
            ranks.setdefault((fact.measure, min(years), max(years), *fact.among), {}).setdefault(fact.indicator)
    return Marked(dict(sorted(statuses.items())), notes, ranks, shown)


def data_notes(composer: Composer, found: Marked, most: int | None) -> list[Text]:
    """What is to be said → a sentence for each; at most so many names in each, or all of them."""
    colon = composer.wording.joint(": ")
    told = [
        join([text(composer.wording.phrase(f"status_{status}")), _whose(composer, items, found, most)], colon)
        for status, items in found.statuses.items()
    ]
    for note, items in found.notes.items():
        whose = capital(_whose(composer, items, found, most))
        told.append(join([whose, composer.declared(note, "note of the dataset")], colon))
    return told + [_rank(composer, key, indicators, found) for key, indicators in found.ranks.items()]


def least(composer: Composer, found: Marked) -> Text:
    """The same in a few words, where there is no room for more: what there is, and that the notes have it."""
    kinds = [composer.wording.phrase(f"status_{status}").lower() for status in found.statuses]
    kinds += [composer.wording.phrase("with_notes")] if found.notes else []
    kinds += [composer.wording.phrase("partly_ranked")] if found.ranks else []
    return composer.phrase("some_marked", kinds=text(composer.wording.list(kinds)))


def capital(value: Text) -> Text:
    """A text that begins a sentence, with a capital."""
    return tuple(replace(run, text=run.text[:1].upper() + run.text[1:]) for run in value[:1]) + value[1:]


def _whose(composer: Composer, items: Sequence[Observation], found: Marked, most: int | None) -> Text:
    """Observations among those shown → whose they are and of which years, as short as leaves no doubt."""
    own: dict[_Key, set[int]] = {}
    for item in items:
        own.setdefault((item.indicator, item.entity), set()).add(item.year)
    years = set().union(*own.values())
    if all(own.get(key, set()) >= held & years for key, held in found.shown.items()):
        whole = years == set().union(*found.shown.values()) and len(years) > 1
        return composer.phrase("all_values") if whole else _years(composer, years)
    groups: dict[tuple[int, ...], list[_Key]] = {}
    for key, held in own.items():
        groups.setdefault(tuple(sorted(held)), []).append(key)
    entries = [
        composer.named(_named(composer, keys, found, most), _years(composer, set(held)))
        for held, keys in sorted(groups.items())
    ]
    kept = entries if most is None or len(entries) <= most else entries[:most]
    told = join(kept, composer.wording.joint("; "))
    return told if kept is entries else _more(composer, told, len(entries) - len(kept))


def _named(composer: Composer, keys: Sequence[_Key], found: Marked, most: int | None) -> Text:
    """Values of the same years → their names: "Visits", "Leeds and York", of several of both "Visits (Leeds, York)"."""
    if any(len({key[at] for key in found.shown}) == 1 for at in (0, 1)):
        name = naming(composer, found.shown)
        return _few(composer, [name(key) for key in keys], most)
    opening, closing = composer.wording.joint(" ("), composer.wording.joint(")")
    told: list[Text] = []
    for indicator in dict.fromkeys(indicator for indicator, _ in keys):
        measured = composer.dataset.indicators[indicator].name(composer.wording.lang)
        places = [composer.declared(composer.place_name(place), NAME) for own, place in keys if own == indicator]
        told.append((*composer.declared(measured, NAME), *text(opening), *_few(composer, places, most), *text(closing)))
    return _few(composer, told, most)


def naming(composer: Composer, shown: Mapping[_Key, set[int]]) -> Callable[[_Key], Text]:
    """How a value's indicator and place are named, where one of both is the same for all that is shown."""
    indicators, places = ({key[at] for key in shown} for at in (0, 1))

    def named(key: _Key) -> Text:
        measured = composer.dataset.indicators[key[0]].name(composer.wording.lang)
        parts = [measured] if len(indicators) > 1 or len(places) == 1 else []
        parts += [composer.place_name(key[1])] if len(places) > 1 else []
        return join([composer.declared(part, NAME) for part in parts], composer.wording.joint(", "))

    return named


def _few(composer: Composer, names: list[Text], most: int | None) -> Text:
    if most is None or len(names) <= most:
        return composer.wording.joined(names)
    return _more(composer, join(names[:most], composer.wording.language.forms["comma"]), len(names) - most)


def _more(composer: Composer, names: Text, count: int) -> Text:
    return composer.phrase("and_more", names=names, count=(Run(str(count), term=_COUNT),))


def _years(composer: Composer, years: set[int]) -> Text:
    """Years → "2021", "2019 and 2021", "2019–2021 and 2023"."""
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    ends = [(span[0], span[-1]) for span in spans if len(span) >= _RANGE]
    ends += [(year, year) for span in spans if len(span) < _RANGE for year in span]
    told: list[Text] = [(Run(composer.wording.period(*pair), term=_YEARS),) for pair in sorted(ends)]
    return composer.wording.joined(told)


def _rank(composer: Composer, key: _Ranked, indicators: Iterable[str], found: Marked) -> Text:
    measure, first, last, *counts = key
    year = text(composer.wording.period(first, last), term=_YEARS)
    count, whole = (text(str(number), term=_COUNT) for number in counts)
    if len({held[0] for held in found.shown}) == 1:
        return composer.phrase(f"among_{measure}", year=year, count=count, all=whole)
    known = (composer.dataset.indicators[item].name(composer.wording.lang) for item in indicators)
    names = capital(composer.wording.joined([composer.declared(name, NAME) for name in known]))
    return composer.phrase(f"among_{measure}_of", name=names, year=year, count=count, all=whole)
