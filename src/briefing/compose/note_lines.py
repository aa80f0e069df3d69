"""The note line of a section: what its author, its facts, charts and data have to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from msgspec import Struct

from briefing.compose.blocks.chart_series import BREAK
from briefing.compose.composer import Composer
from briefing.compose.data_notes import FEW, capitalised, data_notes, data_remarks, least_note
from briefing.compose.language.templates import NAME
from briefing.compose.source_lines import labelled_line
from briefing.compose.usage import Usage
from briefing.facts.combined import places_of_mean
from briefing.model.fact import Fact, Measure
from briefing.model.text import Run, Text, join
from briefing.wording.fitting import PLACES
from briefing.wording.spaces import first_clause

_CHANGES: Final[frozenset[Measure]] = frozenset({"change", "points", "multiple", "percent"})
_FIGURES: Final = re.compile(r"(?P<sign>[+−-]?)(?P<number>\d[\d,]*(?:\.\d+)?)")
_NEAR: Final = 4  # a number is near another that differs from it by at most so small a part
_MOST: Final = 2  # steps of the last figure: what differs by more is printed in another scale
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
        if item not in used.drawn and not places_of_mean(item):
            breaks.setdefault(first_clause(item), {}).update(names)
    means = [
        composer.declared(composer.wording.phrase("unweighted", places=composer.names.places(places)), BREAK)
        for places in map(places_of_mean, used.breaks)
        if places
    ]
    remarks = data_remarks(composer, used.facts.values())
    unrounded = composer.phrase("unrounded") if rounding_shows(used.facts, used.printed) else ()
    fixed = [part for part in (note, *used.remarks, unrounded, *means) if part]
    few = _break_notes(composer, breaks, FEW)
    short = _joined(composer, [*fixed, *few, *data_notes(composer, remarks, FEW)])
    full = _joined(composer, [*fixed, *_break_notes(composer, breaks, None), *data_notes(composer, remarks, None)])
    least = _joined(composer, [*fixed, *few, least_note(composer, remarks)]) if remarks else ()
    return NoteLines(short, full if full != short else (), least)


def _joined(composer: Composer, sentences: list[Text]) -> Text:
    return labelled_line(composer, "note", [composer.ended(sentence) for sentence in sentences], " ")


# Breaks


def _break_notes(composer: Composer, breaks: Mapping[str, _Names], most: int | None) -> list[Text]:
    comma = composer.wording.joint(", ")
    return [join([_concerned(composer, names, most), _break(composer, item)], comma) for item, names in breaks.items()]


def _break(composer: Composer, note: str) -> Text:
    """Return a break as the facts have it, "2019–2021: reason", in the words of the language."""
    years, _, reason = note.partition(": ")
    years = years.replace("–", composer.wording.joint("–"))
    return composer.declared(composer.wording.phrase("broken", years=years, reason=reason), BREAK)


def _concerned(composer: Composer, names: _Names, most: int | None) -> Text:
    """Return the names of what a break concerns, or how many places they are."""
    names = {key: name for key, name in names.items() if key[0] and key[1]} or names  # a ratio rests on named ones
    distinct = list(dict.fromkeys(name for name in names.values() if name))
    if len(names) > 1 and len(distinct) < len(names):
        distinct = [_own_name(composer, key, names) for key in names]
    if most is None or len(distinct) <= most:
        return capitalised(composer.wording.joined(distinct))
    return composer.phrase("places", count=(Run(str(len(distinct)), term=BREAK),))


def _own_name(composer: Composer, key: tuple[str, str], names: _Names) -> Text:
    """Return the place where places differ, else the indicator."""
    if len({place for _, place in names}) > 1:
        return composer.declared(composer.names.place(key[1]), NAME)
    indicator = composer.dataset.indicators.get(key[0])
    return names[key] or composer.declared(indicator.name(composer.wording.lang) if indicator else key[0], NAME)


# Rounding


def rounding_shows(facts: Mapping[str, Fact], printed: Mapping[str, Sequence[str]]) -> bool:
    """Whether a reader who subtracts or divides printed levels finds another number than the change beside them.

    1.18 and −0.09 beside a change of 1.26, or 53 and 62 beside 1.15×, are each rounded rightly; the note then says
    what the change is worked out from.
    """
    levels = {
        (fact.indicator, fact.observations): name
        for name, fact in facts.items()
        if fact.measure == "value" and len(fact.observations) == 1
    }
    for name, fact in facts.items():
        if fact.measure not in _CHANGES or fact.unit == PLACES or len(fact.observations) != 2 or fact.targets:
            continue
        ends = [levels.get((fact.indicator, (row,))) for row in fact.observations]
        first, last = (list(_figures(printed.get(end, ()))) if end else [] for end in ends)
        sign = -1 if fact.value < 0 else 1  # "fell 10%" has none
        for start, end, change in product(first, last, _figures(printed.get(name, ()))):
            if _differs(fact.measure, start, end, sign * abs(change)):
                return True
    return False


def _figures(texts: Sequence[str]) -> Iterator[Decimal]:
    """Return the numbers of printed texts that hold one alone."""
    for text in texts:
        found = list(_FIGURES.finditer(text))
        if len(found) == 1:
            sign = "-" if found[0]["sign"] in ("−", "-") else ""
            yield Decimal(sign + found[0]["number"].replace(",", ""))


def _differs(measure: Measure, start: Decimal, end: Decimal, change: Decimal) -> bool:
    """Whether a change is near that of two levels, and no rounding of it: one far off is printed in another scale."""
    if measure in ("multiple", "percent"):
        if not start:
            return False
        ratio = end / start if measure == "multiple" else (end / start - 1) * 100
        return _step(change) / 2 < abs(ratio - change) <= abs(change) / _NEAR
    if len({number.as_tuple().exponent for number in (start, end, change)}) > 1:
        return False
    return 0 < abs(abs(end - start) - abs(change)) <= _MOST * _step(change)


def _step(number: Decimal) -> Decimal:
    """Return the value of one in the last figure of a number."""
    return Decimal(1).scaleb(int(number.as_tuple().exponent))
