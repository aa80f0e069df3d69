"""What the data say of the values that are shown: statuses, notes of observations, ranks among some of the places.

Each is said once, grouped: "Provisional: 2023.", "Visits 2021: source anomaly.". Where many are concerned the short
form names a few and counts the others; the full form names all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.composer import Composer
from briefing.compose.language.templates import NAME
from briefing.facts.lookup_errors import consecutive
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


class DataRemarks(Struct, frozen=True):
    """What is to be said of some values: by status or by note, each with its observations; and the ranks."""

    statuses: Mapping[str, list[Observation]]
    notes: Mapping[str, list[Observation]]
    ranks: Mapping[_Ranked, dict[str, None]]
    shown: Mapping[_Key, set[int]]

    def __bool__(self) -> bool:
        return bool(self.statuses or self.notes or self.ranks)


def data_remarks(composer: Composer, facts: Iterable[Fact]) -> DataRemarks:
    """Return what the observations behind the facts that are shown say of themselves."""
    present = [fact for fact in facts if not fact.previous]
    statuses: dict[str, list[Observation]] = {}
    notes: dict[str, list[Observation]] = {}
    ranks: dict[_Ranked, dict[str, None]] = {}
    for item in dict.fromkeys(item for fact in present for item in fact.observations):
        if item.status != "A":
            statuses.setdefault(item.status, []).append(item)
        if item.note and composer.edition.notes == "print":
            notes.setdefault(item.note_in(composer.wording.lang), []).append(item)
    for fact in present:
        if fact.among and fact.among[0] < fact.among[1]:
            years = [item.year for item in fact.observations if item.entity == fact.entity or not fact.entity]
            ranks.setdefault((fact.measure, min(years), max(years), *fact.among), {}).setdefault(fact.indicator)
    shown = _years_by_series(item for fact in present for item in fact.observations)
    return DataRemarks(dict(sorted(statuses.items())), notes, ranks, shown)


def data_notes(composer: Composer, remarks: DataRemarks, most: int | None) -> list[Text]:
    """Return a sentence for each remark, with at most so many names, or all of them."""
    colon = composer.wording.joint(": ")
    sentences = [
        join([text(composer.wording.phrase(f"status_{status}")), _concerned(composer, items, remarks, most)], colon)
        for status, items in remarks.statuses.items()
    ]
    for note, items in remarks.notes.items():
        concerned = capitalised(_concerned(composer, items, remarks, most))
        sentences.append(join([concerned, composer.declared(note, "note of the dataset")], colon))
    return sentences + [_rank(composer, key, indicators, remarks) for key, indicators in remarks.ranks.items()]


def least_note(composer: Composer, remarks: DataRemarks) -> Text:
    """Return a few words, where there is no room for more: what there is, and that the notes have it."""
    kinds = [composer.wording.phrase(f"status_{status}").lower() for status in remarks.statuses]
    kinds += [composer.wording.phrase("with_notes")] if remarks.notes else []
    kinds += [composer.wording.phrase("partly_ranked")] if remarks.ranks else []
    return composer.phrase("some_marked", kinds=text(composer.wording.list(kinds)))


def capitalised(value: Text) -> Text:
    """Return a text that begins a sentence, with a capital."""
    return tuple(replace(run, text=run.text[:1].upper() + run.text[1:]) for run in value[:1]) + value[1:]


def _years_by_series(observations: Iterable[Observation]) -> dict[_Key, set[int]]:
    years: dict[_Key, set[int]] = {}
    for item in observations:
        years.setdefault((item.indicator, item.entity), set()).add(item.year)
    return years


def _concerned(composer: Composer, items: Sequence[Observation], remarks: DataRemarks, most: int | None) -> Text:
    """Return whose some of the observations shown are and of which years, as short as leaves no doubt."""
    own = _years_by_series(items)
    years = set().union(*own.values())
    if all(own.get(key, set()) >= shown & years for key, shown in remarks.shown.items()):
        whole = years == set().union(*remarks.shown.values()) and len(years) > 1
        return composer.phrase("all_values") if whole else _years(composer, years)
    groups: dict[tuple[int, ...], list[_Key]] = {}
    for key, series_years in own.items():
        groups.setdefault(tuple(sorted(series_years)), []).append(key)
    entries = [
        composer.named(_names(composer, keys, remarks, most), _years(composer, group_years))
        for group_years, keys in sorted(groups.items())
    ]
    listed = entries if most is None else entries[:most]
    joined = join(listed, composer.wording.joint("; "))
    return joined if len(listed) == len(entries) else _and_more(composer, joined, len(entries) - len(listed))


def _names(composer: Composer, keys: Sequence[_Key], remarks: DataRemarks, most: int | None) -> Text:
    """Return the names of series: "Visits", "Leeds and York", of several of both "Visits (Leeds, York)"."""
    if any(len({key[at] for key in remarks.shown}) == 1 for at in (0, 1)):
        name = namer(composer, remarks.shown)
        return _few(composer, [name(key) for key in keys], most)
    opening, closing = composer.joint(" ("), composer.joint(")")
    names: list[Text] = []
    for indicator in dict.fromkeys(indicator for indicator, _ in keys):
        measured = composer.dataset.indicators[indicator].name(composer.wording.lang)
        places = [composer.declared(composer.names.place(place), NAME) for own, place in keys if own == indicator]
        names.append((*composer.declared(measured, NAME), *opening, *_few(composer, places, most), *closing))
    return _few(composer, names, most)


def namer(composer: Composer, shown: Mapping[_Key, set[int]]) -> Callable[[_Key], Text]:
    """Return what names a series where one of indicator and place is the same for all that is shown."""
    indicators, places = ({key[at] for key in shown} for at in (0, 1))

    def name(key: _Key) -> Text:
        measured = composer.dataset.indicators[key[0]].name(composer.wording.lang)
        parts = [measured] if len(indicators) > 1 or len(places) == 1 else []
        parts += [composer.names.place(key[1])] if len(places) > 1 else []
        return join([composer.declared(part, NAME) for part in parts], composer.wording.joint(", "))

    return name


def _few(composer: Composer, names: list[Text], most: int | None) -> Text:
    if most is None or len(names) <= most:
        return composer.wording.joined(names)
    return _and_more(composer, join(names[:most], composer.wording.language.forms["comma"]), len(names) - most)


def _and_more(composer: Composer, names: Text, count: int) -> Text:
    return composer.phrase("and_more", names=names, count=(Run(str(count), term=_COUNT),))


def _years(composer: Composer, years: Iterable[int]) -> Text:
    """Return years as "2021", "2019 and 2021", "2019–2021 and 2023"."""
    spans: list[Text] = []
    for run in consecutive(years):
        ends = [(run[0], run[-1])] if len(run) >= _RANGE else [(year, year) for year in run]
        spans += [(Run(composer.wording.period(*pair), term=_YEARS),) for pair in ends]
    return composer.wording.joined(spans)


def _rank(composer: Composer, key: _Ranked, indicators: Iterable[str], remarks: DataRemarks) -> Text:
    measure, first, last, *counts = key
    year = text(composer.wording.period(first, last), term=_YEARS)
    count, whole = (text(str(number), term=_COUNT) for number in counts)
    if len({indicator for indicator, _ in remarks.shown}) == 1:
        return composer.phrase(f"among_{measure}", year=year, count=count, all=whole)
    known = (composer.dataset.indicators[item].name(composer.wording.lang) for item in indicators)
    names = capitalised(composer.wording.joined([composer.declared(name, NAME) for name in known]))
    return composer.phrase(f"among_{measure}_of", name=names, year=year, count=count, all=whole)
