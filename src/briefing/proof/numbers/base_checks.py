"""What a fact is against in time: the base of a change, the periods of a mean or a sum, the exponent of a rate.

A formula only says which records were used. Whether these are the right ones follows from the name of the fact, from
what the ledger says that it is against (`basis`, `window`), and from the periods of the records, counted here again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from briefing.proof.numbers.computing import compute, near
from briefing.proof.numbers.dates_and_bases import (
    PrintedBasis,
    printed_bases,
    printed_dates,
    printed_windows,
    time_words,
)
from briefing.proof.numbers.fact_names import FactName, fact_name
from briefing.proof.numbers.printed_numbers import numerals
from briefing.proof.periods import Kind, Period, containing, means, period
from briefing.proof.reading import formula_trees as trees
from briefing.proof.reading.formula_trees import Calculation, used
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact

_BASES: Final[Mapping[str, str]] = {
    "on_previous": "previous",
    "on_year": "year before",
    "annualised": "annual rate",
    "to_date": "year to date",
    "to_date_on_year": "year to date",
}
_LONGEST: Final = 20_000  # periods of a window, or before the last one
_BY_NUMBER: Final = ("mean_over", "sum_over")
_OF_A_PERIOD: Final = (
    *_BY_NUMBER, "contribution", "rest_contribution", "lag", "year_ago", "streak", "highest_since", "lowest_since",
    "revision", "first_reading", "index_on",
)  # fmt: skip
_WHOLE_YEAR: Final = "year to date"
_ALONG: Final = (
    trees.Streak, trees.HighestSince, trees.LowestSince, trees.Range, trees.Highest, trees.Lowest,
    trees.LowerQuartile, trees.UpperQuartile,
)  # fmt: skip
# The last period of each short name, place and frequency, by the name of its value without `last`.
Lasts = Mapping[tuple[str, tuple[object, ...]], Period]


def last_periods(ledger: Ledger) -> Lasts:
    """Return the last period of each short name that has its last value in the ledger."""
    found = {}
    for name, fact in ledger.facts.items():
        parts = fact_name(name)
        if parts and parts.last.name == "last" and fact.observations and not fact.previous:
            found[_stem(parts)] = max(record.period for record in fact.observations)
    return found


def last_period(name: str, lasts: Lasts) -> Period | None:
    """Return the last period of the value that a fact is worked out from, None where it is not in the ledger."""
    parts = fact_name(name)
    return lasts.get(_stem(parts)) if parts else None


def time_fault(name: str, fact: LedgerFact, last: Period | None) -> str:
    """Return what is wrong between a fact's periods and what its name, its words and the last period of its value make
    them, "" if nothing is."""
    formula = fact.readable_formula
    parts = fact_name(name)
    if fact.previous or not fact.observations:
        return ""
    if parts and (wrong := _wrong_basis(parts, fact) or _dated(parts, fact, last)):
        return wrong
    if fact.longer is not None and (wrong := _parts_of_whole(fact, formula)):
        return wrong
    if isinstance(formula, _ALONG) or not isinstance(formula, trees.Calculation):
        values = formula.of if isinstance(formula, _ALONG) else ()
        ends = filter(None, (_ends(value, fact) for value in values))
        return next((wrong for one in ends if (wrong := _against(fact, *one))), "")
    own = _ends(formula, fact)
    if own is not None and (wrong := _against(fact, *own)):
        return wrong
    if wrong := _exponent(fact, formula):
        return wrong
    if fact.window is None:
        return ""
    return _window(fact, period(fact.window[0]), period(fact.window[1]), parts)


def _stem(parts: FactName) -> tuple[str, tuple[object, ...]]:
    return parts.root, tuple((call.name, call.given) for call in parts.calls[:-1])


def _wrong_basis(parts: FactName, fact: LedgerFact) -> str:
    """Return what is wrong where a method's basis is another than the ledger says."""
    method = parts.last.name
    if method in _BASES and fact.basis != _BASES[method]:
        return f"it is against {fact.basis or 'nothing'!r} by the ledger, and {method} is against {_BASES[method]!r}"
    if method in (*_BY_NUMBER, "to_date", "to_date_on_year") and fact.window is None:
        return f"the ledger does not say which periods {method} is of"
    return ""


def against(fact: LedgerFact) -> PrintedBasis | None:
    """Return what a change is against, worked out from its periods; None where it compares none, or only one."""
    formula = fact.readable_formula
    ends = _ends(formula, fact) if isinstance(formula, trees.Calculation) else None
    if ends is None or fact.previous or not ends[0] or not ends[1] or ends[0] == ends[1]:
        return None
    last, base = max(ends[0]), max(ends[1])
    if fact.basis == "annual rate":
        return PrintedBasis("", "rate")
    if fact.longer is not None:
        last, base = (containing(one.last, fact.longer) for one in (last, base))
    if not last.alike(base):
        return None
    if last.a_year_before() == base:
        return PrintedBasis("", "year")
    if last.since(base) == 1:
        return PrintedBasis("", "previous", last.kind)
    return PrintedBasis("", "previous", f"{last.since(base)} {last.kind}")


def words_fault(text: str, fact: LedgerFact, lang: str) -> str:
    """Return what is wrong between the words of time that a fact is printed with and its periods."""
    if fact.previous or not fact.records:
        return ""
    own = {record.period for record in fact.records} if fact.written is None else {period(fact.written)}
    own |= {period(end) for end in fact.window or ()} if fact.written is None else set()
    for date in printed_dates(text, lang):
        for end in (date.first, date.last):
            if not any(end.within(one) or one.within(end) for one in own):
                return f"says {text[date.start : date.end]}, and it is of {_listed(frozenset(own))}"
    base = against(fact)
    for stated in printed_bases(text, lang) if base is not None else ():
        if base is not None and not stated.agrees(base):
            return f"says “{stated.words}”, and it is of {_listed(frozenset(own))}"
        if stated.base is not None and stated.base != min(own).first.year:
            return f"says “{stated.words}”, and its base is of {min(own)}"
    return _window_words(text, fact, lang) or _bound_words(text, fact, lang)


def _window_words(text: str, fact: LedgerFact, lang: str) -> str:
    if fact.window is None:
        return ""
    first, last = map(period, fact.window)
    for stated in printed_windows(text, lang, numerals(lang).cardinals):
        if (stated.count, stated.kind) != (last.since(first) + 1, last.kind) or stated.named_year not in (
            None,
            first.first.year,
        ):
            return f"says “{text[stated.start : stated.end].strip()}”, and it is of {first} to {last}"
    return ""


def _bound_words(text: str, fact: LedgerFact, lang: str) -> str:
    least = time_words(lang).least
    if not least or not isinstance(fact.readable_formula, trees.HighestSince | trees.LowestSince):
        return ""
    if (re.search(least, text) is not None) == (fact.qualifier == "≤"):
        return ""
    stated = "says" if fact.qualifier == "=" else "does not say"
    return f"{stated} that nothing earlier is known, and it is {fact.qualifier}"


# -- the two ends of a change -----------------------------------------------------------------------------------------

_Ends = tuple[frozenset[Period], frozenset[Period], frozenset[Period]]


def _periods(part: Calculation, fact: LedgerFact) -> frozenset[Period]:
    return frozenset(fact.records[at].period for at in used(part) if at < len(fact.records))


def _ends(part: Calculation, fact: LedgerFact) -> _Ends | None:
    """Return the periods of the later and of the earlier value that a formula compares, and those that it divides by.

    None where it compares none.
    """
    match part:
        case trees.Difference(of=(left, right)):
            later, earlier = _periods(left, fact), _periods(right, fact)
            return (later, earlier, earlier) if earlier else _ends(left, fact)
        case trees.Quotient(of=(left, right)):
            later, earlier = _periods(left, fact), _periods(right, fact)
            inner = _ends(left, fact) if isinstance(left, trees.Difference) else None
            if inner is not None and inner[0] != inner[1]:  # a part's change, in points of its whole
                return inner[0], inner[1], earlier or inner[2]
            return (later, earlier, earlier) if earlier else _ends(left, fact)
        case trees.Product(of=(left, _)) | trees.Power(of=(left, _)):
            return _ends(left, fact)
    return None


def _against(fact: LedgerFact, later: frozenset[Period], earlier: frozenset[Period], divided: frozenset[Period]) -> str:
    """Return what is wrong with the base of a change."""
    if not fact.basis:
        return ""
    by = fact.longer
    if fact.basis == _WHOLE_YEAR and fact.window is None:
        return "it is of a year to date, and the ledger does not say of which periods"
    if not later or not earlier:
        return "it compares a value that has no period"
    last, base = max(later), max(earlier)
    if fact.basis in ("year before", _WHOLE_YEAR):
        meant = {one.a_year_before() for one in later}
        words = "the same period of the year before"
    else:
        step = len(later) if by is not None else 1
        meant = {one.later(-step) for one in later}
        words = "the period before"
    if by is not None:  # months of a quarter are as many in each, weeks of a month are not
        whole = containing(last.last, by)
        before = whole.a_year_before() if fact.basis == "year before" else whole.later(-1)
        right = before is not None and containing(base.last, by) == before
    else:
        right = meant == earlier
    if not right:
        named = _listed(frozenset(one for one in meant if one is not None)) or "none"
        return f"it compares {_listed(later)} with {_listed(earlier)}, and {words} is {named}"
    return (
        "" if divided == earlier else f"it divides by a value of {_listed(divided)}, and its base is {_listed(earlier)}"
    )


def _parts_of_whole(fact: LedgerFact, formula: object) -> str:
    """Return what is wrong where values were not brought to whole periods of a longer frequency."""
    parts = formula.of if isinstance(formula, _ALONG) else (formula,)
    for part in parts if fact.longer else ():
        if isinstance(part, trees.Calculation):
            ends = _ends(part, fact)
            for periods in ends[:2] if ends else (_periods(part, fact),):
                if fact.longer and periods and not _fills(periods, fact.longer):
                    return f"its values of {_listed(periods)} do not make up whole periods"
    return ""


def _fills(periods: frozenset[Period], kind: Kind) -> bool:
    """Whether periods are all those of longer ones, each once, or the last of each."""
    ordered = sorted(periods)
    if all(one.last == containing(one.last, kind).last for one in ordered):
        return True
    closed = all(other.since(one) == 1 for one, other in pairwise(ordered))
    whole = containing(ordered[0].first, kind), containing(ordered[-1].last, kind)
    return closed and (ordered[0].first, ordered[-1].last) == (whole[0].first, whole[1].last)


def _listed(periods: frozenset[Period]) -> str:
    ordered = sorted(periods)
    return str(ordered[0]) if len(ordered) == 1 else f"{ordered[0]} to {ordered[-1]}" if ordered else ""


def _exponent(fact: LedgerFact, part: Calculation) -> str:
    """Return what is wrong with a compound rate: its root is that of the exact distance of its periods in years."""
    match part:
        case trees.Power(of=(base, exponent)):
            ends = _ends(base, fact)
            if ends is None or not ends[0] or not ends[1]:
                return ""
            last, first = max(ends[0]), max(ends[1])
            if not last.alike(first):
                return f"{first} and {last} are of two frequencies, and have no distance"
            years = last.years_since(first)
            if fact.tree is None:  # a text does not say which of two equal values is which
                years = abs(years)
            worked = compute(exponent, fact.records)
            right = bool(years) and near(1 / years, float(worked))
            return (
                ""
                if right
                else f"from {first} to {last} it is {float(years):.6g} years, and its rate is of another distance"
            )
        case trees.Sum() | trees.Difference() | trees.Product() | trees.Quotient():
            return next((wrong for inner in part.of if (wrong := _exponent(fact, inner))), "")
    return ""


# -- the periods of a mean or a sum -----------------------------------------------------------------------------------


def _window(fact: LedgerFact, first: Period, last: Period, parts: FactName | None) -> str:
    """Return what is wrong with the periods of a mean, a sum or a part of a year."""
    if not first.alike(last) or not 0 <= last.since(first) <= _LONGEST:
        return f"{first} to {last} is no window"
    meant = [first.later(step) for step in range(last.since(first) + 1)]
    if fact.longer is not None:
        whole = {containing(record.period.last, fact.longer) for record in fact.observations}
        return "" if whole == set(meant) else f"its window is {first} to {last}, and its values are of other periods"
    bases: set[Period | None] = set()  # of the year before, and of the values of a series of changes
    if fact.basis:
        yearly = fact.basis in ("year before", _WHOLE_YEAR)
        bases = {one.a_year_before() if yearly else one.later(-1) for one in meant}
    own = {record.period for record in fact.observations}
    if own - bases - set(meant):
        return f"its window is {first} to {last}, and it rests on {min(own - bases - set(meant))}"
    if set(meant) - own:
        return f"its window is {first} to {last}, and it lacks {min(set(meant) - own)}"
    if parts is None:
        return ""
    method = parts.last
    if method.name in _BY_NUMBER and method.given and method.given[0] != len(meant):
        return f"{method.name}({method.given[0]}) is of {len(meant)} periods, {first} to {last}"
    if method.name in ("to_date", "to_date_on_year") and first.first != last.first.replace(month=1, day=1):
        return f"the year to {last} does not begin with {first}"
    return ""


def _dated(parts: FactName, fact: LedgerFact, last: Period | None) -> str:
    """Return what is wrong where a fact is of another period than its name says: an argument, or the last period."""
    newest = max(record.period for record in fact.observations)
    method = parts.last
    if method.name not in (*_BASES, *_OF_A_PERIOD):
        return ""
    named = method.period()
    if named is not None:
        return "" if means(str(named), newest) else f"it is of {newest}, and its name of {named}"
    if last is None:
        return ""
    meant: Period | None = last
    if method.name == "lag" and method.given:
        count = method.given[0]
        if not isinstance(count, int) or abs(count) > _LONGEST:
            return f"{count} is no number of periods before the last"
        meant = last.later(-count)
    elif method.name == "year_ago":
        meant = last.a_year_before()
    return (
        "" if newest == meant else f"it is of {newest}, where {method.name} is of {meant}, as the last period is {last}"
    )
