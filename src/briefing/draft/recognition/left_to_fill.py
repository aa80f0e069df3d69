"""What tables do not say of their figures, and where somebody fills it in."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Final

import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.raw_table import StatedSource
from briefing.draft.recognition.imported_data import DraftIndicator, ImportedData
from briefing.draft.recognition.zeros_for_none import doubtful_zeros
from briefing.model.unstated import is_unstated

_BASE: Final = re.compile("index, ([12][0-9]{3}) = 100")
_FAR, _AT_BASE = 5.0, 0.5  # points from 100, by which a mean is not that of the base, and by which it may be
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_AT_ONCE: Final = "or all at once"
_SHOWN: Final = 3
_MOST_ASKED: Final = 3  # series that a command names one by one


class OpenQuestions(Struct, frozen=True):
    """What may be so and a table does not say: columns of values that may be places, with the options that make them
    so, a place that may hold the others, one that does and has no name of its own, and deficits below zero with what
    they are called, as a surplus may be written so too."""

    heads: Sequence[str] = ()
    options: str = ""
    whole: str = ""
    nameless: str = ""
    balances: Mapping[str, str] = MappingProxyType({})


def to_fill(
    indicators: Sequence[DraftIndicator],
    source: StatedSource,
    places: Sequence[str],
    title: str,
    typed: str,
    questions: OpenQuestions,
) -> tuple[str, ...]:
    """Return what tables do not say and somebody must fill in, by file, and the command that answers it at once,
    with the tables and options that were `typed` before."""
    lines = []
    open_units = [item.name for item in indicators if is_unstated(item.unit)]
    if not source.publisher:
        when = "" if source.published else ", and when (published or read_on)"
        lines.append(f"sources.csv: who published the figures (publisher, short){when}")
    elif not source.published:
        lines.append("sources.csv: when the figures were published, or read (published or read_on)")
    if open_units:
        lines.append(f"indicators.csv: the unit of {listed(open_units)}")
    lines += [
        f"indicators.csv: whether {deficit} below zero is a deficit and no surplus; as most of its values are, it is"
        f" called {balance}, and --name {shlex.quote(f'{balance}=NAME')} calls it otherwise"
        for deficit, balance in questions.balances.items()
    ]
    if list(places) == [title]:
        lines.append(_place_line(typed, questions))
    if questions.nameless:
        lines.append(
            f"entities.csv: the name of the place that the table calls “{questions.nameless}”; for sentences that have"
            f" it, briefing draft {typed} --total {questions.nameless!r}=NAME --out NEW-FOLDER"
        )
    if questions.whole:
        written = json.dumps(questions.whole, ensure_ascii=False)
        lines.append(
            f"briefing.toml: whether {questions.whole} holds the other places, as a country does its regions: its"
            f" rates lie between theirs at all times; if so, totals = [{written}], or"
            f" briefing draft {typed} --total {shlex.quote(questions.whole)} --out NEW-FOLDER"
        )
    answers = [] if source.publisher else ["--publisher NAME"]
    if answers or open_units:
        answers += _asked_units(open_units)
        lines.append(f"{_AT_ONCE}: briefing draft {typed} {' '.join(answers)} --out NEW-FOLDER")
    return tuple(lines)


def _place_line(typed: str, questions: OpenQuestions) -> str:
    """Ask for the place; before it, whether the columns are places, for a place of them all would be of no use then."""
    asked = "briefing.toml and observations.csv: "
    again = "to have it written, draft the table again with --entity PLACE and --out NEW-FOLDER"
    if not questions.heads:
        return f"{asked}the place, which the table does not name; {again}"
    command = f"briefing draft {typed} {questions.options} --out NEW-FOLDER"
    return (
        f"{asked}whether {listed(questions.heads)} are places of one indicator, and not indicators of one place; if"
        f" they are: {command}; if not, the place, which the table does not name; {again}"
    )


def with_doubts(data: ImportedData) -> ImportedData:
    """Return what was recognised, which asks whether zeros are values where they may stand for none, and whether the
    base of an index is the one that its head states."""
    names = {item.key: item.name for item in data.indicators}
    lines = [
        f"observations.csv: whether the zeros of {names[key]}{f', {place}' if place != data.title else ''}, from"
        f" {first} to {last}, are values, as all others lie between {between}; a cell without one is empty"
        for key, place, first, last, between in islice(doubtful_zeros(data.observations), _SHOWN)
    ]
    lines += islice(_other_bases(data), _SHOWN)
    at = len(data.to_fill) - (1 if data.to_fill and data.to_fill[-1].startswith(_AT_ONCE) else 0)
    return replace(data, to_fill=(*data.to_fill[:at], *lines, *data.to_fill[at:]))


def _other_bases(data: ImportedData) -> Iterator[str]:
    """Yield a question on each index whose values in the year of its stated base are far from 100."""
    known = data.observations[data.observations["value"] != ""]
    for item in data.indicators:
        stated = _BASE.fullmatch(item.unit)
        mine = known[known["indicator_id"] == item.key]
        numbers = pd.to_numeric(mine["value"], errors="coerce").groupby(mine["period"].str[:4]).mean()
        if stated is None or stated[1] not in numbers.index or abs(numbers[stated[1]] - 100) <= _FAR:
            continue
        near = [f", and of {year} {mean:.1f}" for year, mean in numbers.items() if abs(mean - 100) <= _AT_BASE]
        what = f"its mean of {stated[1]} is {numbers[stated[1]]:.1f}{near[0] if len(near) == 1 else ''}"
        yield f"indicators.csv: whether the base of {item.name} is {stated[1]}, as the table states: {what}"


def with_untranslated(data: ImportedData) -> ImportedData:
    """Return what was recognised, which says where names in Chinese are to be written if its tables have none."""
    names = {
        "indicators.csv": [item.name for item in data.indicators],
        "entities.csv": [place.names.get("zh", place.name) for place in data.places],
    }
    files = [file for file, given in names.items() if any(not _HAN.search(name) for name in given)]
    if "zh" not in data.languages or not files:
        return data
    line = f"{' and '.join(files)}: the names in Chinese (name_zh); until then those of the table stand there"
    return replace(data, to_fill=(*data.to_fill, line))


def listed(names: Sequence[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    return f"{', '.join(names[:_SHOWN])}{f' and {len(names) - _SHOWN} more' if len(names) > _SHOWN else ''}"


def _asked_units(names: Sequence[str]) -> list[str]:
    """Return the options that give series their units, one for all of many."""
    if len(names) > _MOST_ASKED:
        return ["--unit UNIT"]
    return [f"--unit {shlex.quote(f'{name}=UNIT')}" for name in names]
