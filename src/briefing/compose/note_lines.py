"""The note line of a section: what its author, its facts, charts and data have to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.blocks.chart_series import BREAK
from briefing.compose.composer import Composer
from briefing.compose.language.templates import NAME
from briefing.compose.observation_notes import own_note, says_status
from briefing.compose.rounding_notes import differing
from briefing.compose.source_lines import labelled_line
from briefing.compose.usage import Usage
from briefing.facts.adjustment import ADJUSTED
from briefing.facts.combined import places_of_mean
from briefing.facts.lookup_errors import gap_of_note
from briefing.model.dataset import PART_YEAR, Observation
from briefing.model.fact import Fact
from briefing.model.period import Frequency, Period, consecutive
from briefing.model.period_notation import NotationError, parse_period
from briefing.model.text import Run, Text, join, plain, text
from briefing.wording.spaces import first_clause

_Names = Mapping[tuple[str, str], Text]  # indicator and place → name


class NoteLines(Struct, frozen=True):
    """The note line with a few names of each kind; with all names, and with hardly any, where these differ."""

    short: Text = ()
    full: Text = ()
    least: Text = ()


def note_lines(composer: Composer, used: Usage, note: Text = ()) -> NoteLines:
    """Return the author's note and what the section's facts, charts and data force: "Note: …"."""
    breaks: dict[str, dict[tuple[str, str], Text]] = {}
    for item, names in used.breaks.items():
        if item not in used.drawn and not places_of_mean(item) and not _is_remarked(composer, used, item):
            breaks.setdefault(first_clause(item), {}).update(names)
    means = [
        composer.declared(composer.wording.phrase("unweighted", places=composer.names.places(places)), BREAK)
        for places in map(places_of_mean, used.breaks)
        if places
    ]
    shown = {(fact.indicator, fact.entity) for fact in used.facts.values()}
    several = len(shown) > 1
    concerned = {item: _named(composer, item, names, shown) if several else names for item, names in breaks.items()}
    remarks = data_remarks(composer, used.facts.values())
    unrounded = composer.phrase("unrounded") if any(differing(used.facts, used.printed)) else ()
    provisional = set(remarks.statuses.get("P", ()))
    alike = bool(used.hollow and provisional) and provisional <= used.hollow
    hollow = composer.phrase("hollow_provisional") if used.hollow else ()
    fixed = [part for part in (note, *used.remarks, () if alike else hollow, unrounded, *means) if part]
    few = _break_notes(composer, concerned, FEW)
    short = _joined(composer, [*fixed, *few, *data_notes(composer, remarks, FEW, alike)])
    full = _joined(
        composer, [*fixed, *_break_notes(composer, concerned, None), *data_notes(composer, remarks, None, alike)]
    )
    least = (
        _joined(composer, [*fixed, *([hollow] if alike else []), *few, least_note(composer, remarks)])
        if remarks
        else ()
    )
    return NoteLines(short, full if full != short else (), least)


def _is_remarked(composer: Composer, used: Usage, note: str) -> bool:
    """Whether a chart notes that a period was not published, which its facts would say again."""
    if gap_of_note(note) is None:
        return False
    words = plain(_break(composer, note)).rstrip(_STOPS)
    return any(words in plain(remark) for remark in used.remarks)


def _joined(composer: Composer, sentences: list[Text]) -> Text:
    return labelled_line(composer, "note", [composer.ended(sentence) for sentence in sentences], " ")


# Breaks


def _break_notes(composer: Composer, breaks: Mapping[str, _Names], most: int | None) -> list[Text]:
    alike: dict[str, dict[str, tuple[Period, str]]] = {}
    for note in breaks:
        if gap := gap_of_note(note):
            alike.setdefault(gap[1], {})[note] = gap
    # many gaps of one reason, as holidays of daily values, would fill a page
    counted = {next(iter(gaps)): gaps for gaps in alike.values() if most is not None and len(gaps) > most}
    passed_over = {note for gaps in counted.values() for note in gaps} - counted.keys()
    noted: list[tuple[str, _Names, Text]] = []
    for note, names in breaks.items():
        if gaps := counted.get(note):
            concerned = {key: name for one in gaps for key, name in breaks[one].items()}
            values = sum(len(breaks[one]) for one in gaps)
            noted.append((note, concerned, _counted_gaps(composer, gaps.values(), values)))
        elif note not in passed_over:
            noted.append((note, names, _break(composer, note)))
    return [
        capitalised(composer.join([_concerned(composer, note, names, most), words], ", "))
        for note, names, words in noted
    ]


def _counted_gaps(composer: Composer, gaps: Collection[tuple[Period, str]], values: int) -> Text:
    """Return how many values are not there between the first and the last period, and the reason of them all."""
    reason = next(reason for _, reason in gaps)
    periods = sorted((period for period, _ in gaps), key=lambda period: period.ordinal)
    return composer.phrase(
        "gaps_reason",
        count=(Run(str(values), term=BREAK),),
        first=composer.period(periods[0]),
        last=composer.period(periods[-1]),
        reason=text(composer.wording.phrase(f"gap_{reason}")),
    )


def _break(composer: Composer, note: str) -> Text:
    """Return a break as the facts have it, "2019–2021: reason", in the words of the language; also that values are not
    seasonally adjusted, or that a period has none."""
    wording = composer.wording
    if adjustment := next((code for code, words in ADJUSTED.items() if words == note), ""):
        return text(wording.phrase(f"adjusted_{adjustment}"))
    if gap := gap_of_note(note):
        why = text(wording.phrase(f"gap_{gap[1]}"))
        return composer.phrase("gap_reason", period=composer.period(gap[0]), reason=why)
    years, _, reason = note.partition(": ")
    with suppress(NotationError, ValueError):
        first, last = map(parse_period, years.split("–"))
        years = wording.range(first, last)
    return composer.declared(wording.phrase("broken", years=years, reason=reason), BREAK)


def _named(composer: Composer, note: str, names: _Names, shown: Collection[_Key]) -> _Names:
    """Return what a note concerns, where a section shows more than that and no chart names it: by its indicator, or by
    the place where one indicator of several places is shown."""
    if _is_break(note) and any(names.values()):
        return names
    if _is_break(note) and len({indicator for indicator, _ in shown if indicator}) == 1:
        return {key: composer.declared(composer.names.place(key[1]), NAME) if key[1] else names[key] for key in names}
    named = (composer.dataset.indicators.get(key[0]) for key in names)
    return {
        key: composer.declared(indicator.name(composer.wording.lang), NAME) if indicator else names[key]
        for key, indicator in zip(names, named, strict=True)
    }


def _is_break(note: str) -> bool:
    """Whether a note is of a break, and not that values are not adjusted or that a period has none."""
    return note not in ADJUSTED.values() and gap_of_note(note) is None


def _concerned(composer: Composer, note: str, names: _Names, most: int | None) -> Text:
    """Return the names of what a note concerns, or how many places a break does."""
    names = {key: name for key, name in names.items() if key[0] and key[1]} or names  # a ratio rests on named ones
    distinct = list(dict.fromkeys(name for name in names.values() if name))
    if len(names) > 1 and len(distinct) < len(names) and note not in ADJUSTED.values():
        distinct = [_own_name(composer, key, names) for key in names]
    if note in ADJUSTED.values():  # "Brent crude oil price" is the weekly one, too
        comma = composer.wording.joint(", ")
        heads = tuple(plain(name) + comma for name in distinct)
        distinct = [name for name in distinct if not plain(name).startswith(heads)]
    if most is None or len(distinct) <= most or not _is_break(note):
        together = _of_one_indicator(composer, names) if len(distinct) > 1 else ()
        distinct = [together] if together else distinct
        return capitalised(composer.wording.joined(distinct))
    return composer.phrase("places", count=(Run(str(len(distinct)), term=BREAK),))


def _of_one_indicator(composer: Composer, names: _Names) -> Text:
    """Return "Visits (Leeds and York)" where each of several places is named with its one indicator; else nothing."""
    indicator = composer.dataset.indicators.get(next(iter(names))[0])
    if indicator is None or len({key[0] for key in names}) > 1:
        return ()
    measured = indicator.name(composer.wording.lang)
    places = {key: composer.names.place(key[1]) for key in names}
    if any(plain(name) != measured + composer.wording.joint(", ") + places[key] for key, name in names.items()):
        return ()
    listed = composer.wording.joined([composer.declared(place, NAME) for place in dict.fromkeys(places.values())])
    return (*composer.declared(measured, NAME), *composer.joint(" ("), *listed, *composer.joint(")"))


def _own_name(composer: Composer, key: tuple[str, str], names: _Names) -> Text:
    """Return the place where places differ, else the indicator."""
    if len({place for _, place in names}) > 1:
        return composer.declared(composer.names.place(key[1]), NAME)
    indicator = composer.dataset.indicators.get(key[0])
    return names[key] or composer.declared(indicator.name(composer.wording.lang) if indicator else key[0], NAME)


# Remarks of the data

FEW: Final = 3
_YEARS: Final = "years of the observations"
_COUNT: Final = "count of what the note names"
_RANGE: Final = 3
_STOPS: Final = ".。"
_Key = tuple[str, str]  # indicator, entity
# A rank or a count, the first and the last year of its values, the places with a value, and all.
_Ranked = tuple[str, Period, Period, int, int]


class DataRemarks(Struct, frozen=True):
    """Remarks on some values: by status or by note, each with its observations; and the ranks."""

    statuses: Mapping[str, list[Observation]]
    notes: Mapping[str, list[Observation]]
    ranks: Mapping[_Ranked, dict[str, None]]
    shown: Mapping[_Key, set[Period]]

    def __bool__(self) -> bool:
        return bool(self.statuses or self.notes or self.ranks)


def data_remarks(composer: Composer, facts: Iterable[Fact]) -> DataRemarks:
    """Return what the observations behind the facts that are shown say of themselves."""
    present = [fact for fact in facts if not fact.previous]
    statuses: dict[str, list[Observation]] = {}
    notes: dict[str, list[Observation]] = {}
    ranks: dict[_Ranked, dict[str, None]] = {}
    for item in dict.fromkeys(item for fact in present for item in fact.observations):
        if item.remark:
            statuses.setdefault(item.remark, []).append(item)
        if composer.edition.notes == "print" and (note := own_note(composer.wording, item)):
            notes.setdefault(note, []).append(item)
    for fact in present:
        years = [item.period for item in fact.observations if item.entity == fact.entity or not fact.entity]
        if years and fact.among and fact.among[0] < fact.among[1]:  # a count of none has no observations
            ranks.setdefault((fact.measure, min(years), max(years), *fact.among), {}).setdefault(fact.indicator)
    shown = _years_by_series(item for fact in present for item in fact.observations)
    return DataRemarks(dict(sorted(statuses.items())), notes, ranks, shown)


def data_notes(composer: Composer, remarks: DataRemarks, most: int | None, hollow: bool = False) -> list[Text]:
    """Return a sentence for each remark, with at most so many names, or all of them; `hollow` says that all that is
    provisional is drawn so."""
    sentences = []
    noted = {item: note for note, items in remarks.notes.items() for item in items}
    for status, items in remarks.statuses.items():
        if not hollow and all(says_status(composer.wording, status, noted.get(item, "")) for item in items):
            continue
        stocks = [item for item in items if composer.dataset.indicators[item.indicator].kind == "stock"]
        if status == PART_YEAR and stocks:
            sentences.append(_at_end(composer, stocks))
            items = [item for item in items if item not in stocks]
        if not items:
            continue
        concerned = _series_concerned(composer, items, remarks, most)
        key = "status_P_hollow" if hollow and status == "P" else f"status_{status}"
        sentences.append(composer.join([text(composer.wording.phrase(key)), concerned], ": "))
    for note, items in remarks.notes.items():
        concerned = capitalised(_series_concerned(composer, items, remarks, most))
        sentences.append(composer.join([concerned, composer.declared(note, "note of the dataset")], ": "))
    return sentences + [_rank(composer, key, indicators, remarks) for key, indicators in _runs(_once(remarks.ranks))]


def _at_end(composer: Composer, stocks: Iterable[Observation]) -> Text:
    """Return that stocks within a year stand at the ends of months, since their periods begin with the year."""
    months = {Period.containing(item.period.end, Frequency("month")) for item in stocks}
    return composer.phrase("stock_within_year", period=_years_text(composer, months))


def least_note(composer: Composer, remarks: DataRemarks) -> Text:
    """Return a few words, where there is no room for more: what there is, and that the notes have it."""
    kinds = [composer.wording.phrase(f"status_{status}").lower() for status in remarks.statuses]
    kinds += [composer.wording.phrase("with_notes")] if remarks.notes else []
    kinds += [composer.wording.phrase("partly_ranked")] if remarks.ranks else []
    return composer.phrase("some_marked", kinds=text(composer.wording.list(kinds)))


def capitalised(value: Text) -> Text:
    """Return a text that begins a sentence, with a capital."""
    return tuple(replace(run, text=run.text[:1].upper() + run.text[1:]) for run in value[:1]) + value[1:]


def _day(period: Period) -> tuple[dt.date, dt.date]:
    return period.chronological


def _years_by_series(observations: Iterable[Observation]) -> dict[_Key, set[Period]]:
    years: dict[_Key, set[Period]] = {}
    for item in observations:
        years.setdefault((item.indicator, item.entity), set()).add(item.period)
    return years


def _series_concerned(composer: Composer, items: Sequence[Observation], remarks: DataRemarks, most: int | None) -> Text:
    """Return whose some of the observations shown are and of which years, as short as leaves no doubt."""
    own = _years_by_series(items)
    years = set().union(*own.values())
    if all(own.get(key, set()) >= shown & years for key, shown in remarks.shown.items()):
        whole = years == set().union(*remarks.shown.values()) and len(years) > 1
        return composer.phrase("all_values") if whole else _years_text(composer, years)
    groups: dict[tuple[Period, ...], list[_Key]] = {}
    for key, series_years in own.items():
        groups.setdefault(tuple(sorted(series_years, key=_day)), []).append(key)
    entries = [
        composer.named(_series_names(composer, keys, remarks, most), _years_text(composer, group_years))
        for group_years, keys in sorted(groups.items(), key=lambda group: [_day(period) for period in group[0]])
    ]
    listed = entries if most is None else entries[:most]
    joined = composer.join(listed, "; ")
    return joined if len(listed) == len(entries) else _and_more(composer, joined, len(entries) - len(listed))


def _series_names(composer: Composer, keys: Sequence[_Key], remarks: DataRemarks, most: int | None) -> Text:
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


def namer(composer: Composer, shown: Mapping[_Key, set[Period]]) -> Callable[[_Key], Text]:
    """Return what names a series where one of indicator and place is the same for all that is shown."""
    indicators, places = ({key[at] for key in shown} for at in (0, 1))

    def name(key: _Key) -> Text:
        measured = composer.dataset.indicators[key[0]].name(composer.wording.lang)
        parts = [measured] if len(indicators) > 1 or len(places) == 1 else []
        parts += [composer.names.place(key[1])] if len(places) > 1 else []
        return composer.join([composer.declared(part, NAME) for part in parts], ", ")

    return name


def _few(composer: Composer, names: list[Text], most: int | None) -> Text:
    if most is None or len(names) <= most:
        return composer.wording.joined(names)
    return _and_more(composer, join(names[:most], composer.wording.language.forms["comma"]), len(names) - most)


def _and_more(composer: Composer, names: Text, count: int) -> Text:
    return composer.phrase("and_more", names=names, count=(Run(str(count), term=_COUNT),))


def _years_text(composer: Composer, years: Iterable[Period]) -> Text:
    """Return years as "2021", "2019 and 2021", "2019–2021 and 2023"."""
    spans: list[Text] = []
    for run in consecutive(years):
        ends = [(run[0], run[-1])] if len(run) >= _RANGE else [(year, year) for year in run]
        spans += [(Run(composer.wording.dated(*pair), term=_YEARS),) for pair in ends]
    return composer.wording.joined(spans)


def _once(ranks: Mapping[_Ranked, dict[str, None]]) -> Iterator[tuple[_Ranked, dict[str, None]]]:
    """Yield what ranks and counts are among, those of the same places together as "both"."""
    for (measure, first, last, count, whole), indicators in ranks.items():
        other = "count" if measure == "rank" else "rank"
        twice = ranks.get((other, first, last, count, whole), {}).keys() == indicators.keys()
        if not (twice and measure == "count"):
            yield ("both" if twice else measure, first, last, count, whole), indicators


def _runs(ranks: Iterable[tuple[_Ranked, Iterable[str]]]) -> Iterator[tuple[_Ranked, tuple[str, ...]]]:
    """Yield what ranks and counts are among, those of periods after each other that are among as many as one."""
    alike: dict[tuple[str, int, int, tuple[str, ...]], list[Period]] = {}
    spans: list[tuple[_Ranked, tuple[str, ...]]] = []
    for key, indicators in ranks:
        measure, first, last, count, whole = key
        if first == last:
            alike.setdefault((measure, count, whole, tuple(indicators)), []).append(first)
        else:
            spans.append((key, tuple(indicators)))
    for (measure, count, whole, names), periods in alike.items():
        yield from (((measure, run[0], run[-1], count, whole), names) for run in consecutive(periods))
    yield from spans


def _rank(composer: Composer, key: _Ranked, indicators: Iterable[str], remarks: DataRemarks) -> Text:
    measure, first, last, *counts = key
    year = text(composer.wording.dated(first, last), term=_YEARS)
    count, whole = (text(str(number), term=_COUNT) for number in counts)
    if len({indicator for indicator, _ in remarks.shown}) == 1:
        return composer.phrase(f"among_{measure}", year=year, count=count, all=whole)
    known = (composer.dataset.indicators[item].name(composer.wording.lang) for item in indicators)
    names = capitalised(composer.wording.joined([composer.declared(name, NAME) for name in known]))
    return composer.phrase(f"among_{measure}_of", name=names, year=year, count=count, all=whole)
