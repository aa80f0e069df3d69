"""Entries of filters: how a fact is printed."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from briefing.compose.language.templates import CAPITAL
from briefing.reference.example_project import printed
from briefing.reference.reference_entry import Entry, Example
from briefing.wording import of
from briefing.wording.fitting import DEFAULTS, FITS

INTRODUCTION = """\
A filter stands behind a bar: `{{ visits.percent | moved }}`. What it takes stands in its brackets, as
`moved(1, 'grew')`. A fact without a filter is printed by the default one of its measure. A condition compares facts
themselves and takes no filter.
"""
# What else fits than a measure: these go by the periods of a fact.
_BY_PERIOD: Final[Mapping[str, str]] = {
    "basis": "changes on another period",
    "window": "means, sums and years to date",
    "year": "every fact of years",
    "period": "every fact with a period",
}
EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "bare": ("visits.percent | bare",),
    "basis": ("loans.on_year() | basis", "loans.on_year() | basis('short')"),
    "capital": ("visits.percent | movement | capital",),
    "compared": ("visits.percent | compared", "loans.on_year() | compared('higher', 'basis')"),
    "fold": ("visits.between(2020, 2023).multiple | fold", "visits.between(2020, 2023).multiple | fold('below')"),
    "full": ("visits.last | full",),
    "more": ("visits.between(2020, 2023).percent | more",),
    "moved": ("visits.percent | moved", "visits.percent | moved(1, 'grew')", "loans.on_year() | moved('basis')"),
    "movement": ("visits.percent | movement",),
    "moves": ("visits.percent | moves", "visits.percent | moves('plural')"),
    "ordinal": ("visits.rank() | ordinal", "visits.rank() | ordinal('digits')"),
    "pct1": ("visits.growth | pct1",),
    "percent": ("visits.percent | percent", "visits.percent | percent(1)"),
    "period": ("loans.last | period", "loans.last | period(short=true)", "trade.last | period(long=true)"),
    "points": ("members.points | points",),
    "rank": ("reading.last | rank",),
    "revised": ("loans.revision() | revised",),
    "signed": ("visits.change | signed", "visits.percent | signed"),
    "since": ("loans.highest_since(period='2023-11') | since",),
    "streak": ("visits.streak() | streak",),
    "times": ("visits.multiple | times",),
    "unit": ("members.last | unit", "visits.last | unit"),
    "up": ("visits.percent | up", "visits.between(2019, 2020).percent | up"),
    "value": ("visits.last | value", "paths.last | value(0)", "visits.last | value(1, scale='million')"),
    "window": ("loans.mean_over(3) | window", "loans.to_date() | window"),
    "words": ("visits.span | words", "visits.span | words('cap')"),
    "x": ("visits.multiple | x",),
    "year": ("visits.highest | year",),
    "yearly": ("visits.growth | yearly", "visits.growth | yearly(signed=true)"),
}
# Facts of which a filter cannot print at least one.
_CANDIDATES: Final = ("visits.last", "visits.multiple", "visits.name")


def entries() -> tuple[Entry, ...]:
    """Return the entries of all filters."""
    words = of("en")
    named = [(name, getattr(words, name)) for name in words.filters]
    made = [_entry(name, function) for name, function in named]
    capital = "Print what another filter or a name prints with a capital letter."
    return (
        *made,
        Entry(CAPITAL, CAPITAL, capital, (("prints", "names and what other filters print"),), _examples(CAPITAL)),
    )


def _entry(name: str, function: Callable[..., str]) -> Entry:
    return Entry(name, f"{name}{_arguments(function)}", _about(function), tuple(_details(name)), _examples(name))


def _examples(name: str) -> tuple[Example, ...]:
    shown = [printed(source) for source in EXAMPLES.get(name, ())]
    refusals = (printed(f"{fact} | {name}") for fact in _CANDIDATES)
    return (*shown, *[one for one in refusals if one.refused][:1])


def _details(name: str) -> Iterator[tuple[str, str]]:
    yield "prints", ", ".join(f"`{measure}`" for measure in sorted(FITS[name])) or _BY_PERIOD[name]
    if name in _BY_PERIOD and FITS[name]:
        yield "and", _BY_PERIOD[name]
    defaults = [measure for measure, default in DEFAULTS.items() if default == name]
    if name == "value":
        yield "by default", "for all measures that have no filter of their own"
    elif defaults:
        yield "by default", f"for {', '.join(f'`{measure}`' for measure in defaults)}"


def _arguments(function: Callable[..., str]) -> str:
    given = [
        parameter.name
        if parameter.default in (None, inspect.Parameter.empty)
        else f"{parameter.name}={_literal(parameter.default)}"
        for parameter in inspect.signature(function).parameters.values()
        if parameter.name not in ("fact", "limits") and parameter.kind != parameter.VAR_KEYWORD
    ]
    return f"({', '.join(given)})" if given else ""


def _literal(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _about(function: object) -> str:
    return " ".join((inspect.getdoc(function) or "").split())
