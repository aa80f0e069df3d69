"""Words of time that the facts next to them do not bear out: "on the month" with a change on a year before.

"From a year earlier", "annualised", "third rise in a row" and "highest since March 2022" are true of one basis, window
or period; next month's number comes from the same expression, so that they are held against what it is made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Final

from msgspec import Struct

from briefing.compose.language.conditions import Expectations
from briefing.compose.language.fact_expressions import (
    at_year,
    change_years,
    exists,
    is_change,
    level_year,
    printing,
    same_time,
)
from briefing.compose.language.templates import PrintedFact
from briefing.compose.prose.search_text import Prose, ProseFinding, segment_at
from briefing.facts import FactRegistry
from briefing.model.fact import Basis, Fact
from briefing.model.period import YEAR as CALENDAR_YEAR
from briefing.model.period import Period, Unit, years_between
from briefing.wording import DirectedWording
from briefing.wording.context_words import CHANGE, LEVEL, YEAR
from briefing.wording.fitting import period_of
from briefing.wording.time_claims import DATE, TimeClaims

_NUMBER: Final = re.compile(f"[{LEVEL}{CHANGE}]")
_ROOT: Final = re.compile(r"^(?P<root>.+)\.(?P<call>on_previous|on_year|annualised|to_date_on_year)\(.*\)$")
_CALLS: Final[dict[Basis, str]] = {
    "previous": "on_previous()",
    "year before": "on_year()",
    "annual rate": "annualised()",
    "year to date": "to_date_on_year()",
}
_SINCE: Final = re.compile(r"\.(?P<end>highest|lowest)_since\(")


class BasisClaim(Struct, frozen=True):
    """Words that say what a change is against, at a place of the searched text."""

    start: int
    end: int
    text: str
    basis: Basis
    unit: Unit | None


class TimeCheck:
    """The rule for the words of time of one edition."""

    def __init__(self, book: FactRegistry, wording: DirectedWording) -> None:
        self._book, self._wording = book, wording
        self._claims = wording.language.time.claims
        words = wording.language.context_words
        self._sentence = words.sentence if words else r"\n"

    def findings(
        self, prose: Prose, text: str, printed: Sequence[PrintedFact], expectations: Expectations
    ) -> Iterator[ProseFinding]:
        """Find what is not so of the facts of a text, and changes of which it does not say what they are against."""
        claims = list(_claims(prose.text, self._claims)) if prose.numbers or printed else []
        for claim in claims:
            yield from self._unlike(claim, prose)
        yield from self._unsaid(prose, printed, claims)
        facts = (*(number.fact for number in printed), *expectations.facts())
        yield from self._since(prose, facts)
        yield from self._edges(prose)
        if not any(number.filter == "streak" for number in printed):
            yield from self._row(text, facts)

    # What a change is against

    def _unlike(self, claim: BasisClaim, prose: Prose) -> Iterator[ProseFinding]:
        """Report a claim that the numbers next to it do not bear out."""
        facts = self._neighbours(claim, prose)
        if not facts or any(_bears(fact, claim, prose) for fact in facts):
            return
        fact = facts[0]
        text = claim.text.strip()
        if not is_change(fact) and not _basis(fact):
            what = f"{text!r} stands with {fact.name}, which is of {self._label(period_of(fact))}"
            yield ProseFinding(what, f"write {printing(fact.name, 'period')}, or {self._other(fact, claim)}")
            return
        what = f"{text!r} stands with {fact.name}, which is {self._against(fact)}"
        yield ProseFinding(what, f"write {self._other(fact, claim)}, or let the text say {self._basis_words(fact)!r}")

    def _neighbours(self, claim: BasisClaim, prose: Prose) -> list[Fact]:
        """Return the numbers that a claim may be of: the last before it in its sentence, and the first behind it.

        A level before it is one only where it is compared, as in "down from 2.7% a year earlier", else the change
        before that. What leads on to a number, as "at an annual rate of", is of that alone.
        """
        first, last = _sentence_at(prose.text, claim.start, self._sentence)
        leads = re.compile(self._claims.leading, re.IGNORECASE).match(prose.text, claim.end, last)
        if leads and (led := _NUMBER.match(prose.text, leads.end(), last)):
            return [prose.numbers[led[0]].fact]
        found: list[Fact] = []
        for before in reversed(list(_NUMBER.finditer(prose.text, first, claim.start))):
            compared = re.search(self._claims.compared, prose.text[: before.start()], re.IGNORECASE)
            if before[0] >= CHANGE[0] or compared or _basis(prose.numbers[before[0]].fact):
                found.append(prose.numbers[before[0]].fact)
                break
        behind = _NUMBER.search(prose.text, claim.end, last)
        following = prose.numbers[behind[0]].fact if behind else None
        if following is not None and (is_change(following) or _basis(following)):
            found.append(following)
        return found

    def _against(self, fact: Fact) -> str:
        ends = change_years(fact)
        if _basis(fact) or ends is None:
            return self._basis_words(fact)
        return f"from {self._label(ends[0])} to {self._label(ends[1])}"

    def _basis_words(self, fact: Fact) -> str:
        ends = change_years(fact)
        if _basis(fact):
            return self._wording.basis(fact)
        return self._wording.range(*ends) if ends else ""

    def _other(self, fact: Fact, claim: BasisClaim) -> str:
        """Return what prints the change that a claim is of."""
        found = _ROOT.match(fact.name)
        root = found["root"] if found else fact.name.split(".")[0]
        expression = f"{root}.{_CALLS[claim.basis]}"
        return printing(expression, "moved") if exists(self._book, expression) else "a change of that kind"

    def _unsaid(
        self, prose: Prose, printed: Sequence[PrintedFact], claims: Sequence[BasisClaim]
    ) -> Iterator[ProseFinding]:
        """Find changes on a basis of which a text does not say what they are against.

        "Rose 0.5% in May" is on the month, as readers take it, and not from a year earlier.
        """
        if not re.search(r"[^\W\d_]{3}|[\u4e00-\u9fff]", prose.text):
            return  # a cell, whose head says it
        for number in printed:
            fact = number.fact
            if number.filter in ("basis", "period", "year") or not _ROOT.match(fact.name) or not _basis(fact):
                continue
            with_basis = [other.fact for other in printed if other.filter == "basis"]
            words = [self._wording.basis(fact, style) for style in ("", "than", "short")]
            printed_too = any(word in other.text for other in printed for word in words)
            claimed = any(_same_basis(fact, claim) for claim in claims)
            base = (change_years(fact) or (None,))[0]
            dated = base is not None and any(same_time(period, base) for period in prose.years.values())
            dated = dated or (_basis(fact) == "previous" and bool(prose.years))
            if printed_too or claimed or dated or any(_basis(other) == _basis(fact) for other in with_basis):
                continue
            what = f"{fact.name} is {self._against(fact)}, and the text does not say so"
            fix = f"write {printing(fact.name, 'moved(' + repr('basis') + ')')}, or say {self._basis_words(fact)!r}"
            yield ProseFinding(what, fix, "error" if _basis(fact) == "annual rate" else "warning")

    # Since when, and in a row

    def _since(self, prose: Prose, facts: Sequence[Fact]) -> Iterator[ProseFinding]:
        """Find periods since when a text calls a value the highest, where it is the lowest, or since another."""
        known = [fact for fact in facts if _SINCE.search(fact.name)]
        ends = (("highest", self._claims.highest), ("lowest", self._claims.lowest)) if known else ()
        for (end, pattern), (sign, period) in product(ends, prose.years.items()):
            own = [fact for fact in known if f".{end}_since(" in fact.name]
            if _stands_with(prose.text, pattern, sign) and not any(_is_since(fact, period) for fact in own):
                fact = next(iter(own), known[0])
                which = "highest" if "highest" in fact.name else "lowest"
                claim = f"the text says {end} since {self._label(period)}"
                what = f"{claim}, and {fact.name} makes it the {which} {self._wording.since(fact)}"
                yield ProseFinding(what, f"write {printing(fact.name, 'since')} behind the word that it is")

    def _edges(self, prose: Prose) -> Iterator[ProseFinding]:
        """Find numbers that stand with the start or the end of a year, and are of another part of it."""
        edges = ((0, self._claims.opening), (-1, self._claims.closing))
        for (end, pattern), (sign, year) in product(edges, prose.years.items()):
            if year.frequency != CALENDAR_YEAR or not _stands_with(prose.text, pattern, sign):
                continue
            first, last = _sentence_at(prose.text, prose.text.index(sign), self._sentence)
            facts = [prose.numbers[found[0]].fact for found in _NUMBER.finditer(prose.text, first, last)]
            parts = [(fact, part) for fact in facts for part in _times_of(fact) if _is_part(part, year)]
            days = [(part.start, part.end)[end] for _, part in parts]
            if parts and (year.start, year.end)[end] not in days:
                fact, part = parts[0]
                which = "end" if end else "start"
                what = f"the text says the {which} of {self._label(year)}, and {fact.name} is of {self._label(part)}"
                yield ProseFinding(what, f"write {self._dated(fact, part)} in its place")

    def _dated(self, fact: Fact, part: Period) -> str:
        """Return what prints a period that a fact begins or ends with."""
        key = fact.name.split(".")[0]
        known = exists(self._book, f"{key}.first") and self._book.subject(key).first.periods == (part,)
        return printing(f"{key}.first" if known else at_year(fact, part) or fact.name, "period")

    def _row(self, text: str, facts: Sequence[Fact]) -> Iterator[ProseFinding]:
        """Find rises in a row that are falls, by the streaks that a text prints or expects."""
        streaks = [fact for fact in facts if fact.measure == "streak" and fact.value]
        rows = [word for word in self._wording.language.number_words(text) if word.in_row] if streaks else []
        for word in rows:
            near = segment_at(text, word.start, self._sentence)
            up, down = (re.search(words, near, re.IGNORECASE) for words in (self._claims.up, self._claims.down))
            found = None if up and down else up or down
            if found and all((fact.value > 0) == bool(down) for fact in streaks):
                row = f"{abs(int(streaks[0].value))} {'rises' if streaks[0].value > 0 else 'falls'} in a row"
                what = f"{found.group()!r} stands with {streaks[0].name}, which is {row}"
                yield ProseFinding(what, f"write {printing(streaks[0].name, 'streak')}")

    def _label(self, period: Period | None) -> str:
        return "no period" if period is None else self._wording.label(period)


def _times_of(fact: Fact) -> Iterator[Period]:
    """Return the first and the last period of a change, or that of a level."""
    own = change_years(fact) or (level_year(fact),)
    yield from (period for period in own if period is not None)


def _is_part(period: Period, year: Period) -> bool:
    """Whether a period is a part of a year."""
    return period.frequency.unit != "year" and year.start <= period.start and period.end <= year.end


def _basis(fact: Fact) -> Basis:
    """Return what a change is against; "" of a mean or a sum to date, which is no change."""
    return "" if fact.measure in ("mean", "sum") else fact.basis


def _claims(text: str, words: TimeClaims) -> Iterator[BasisClaim]:
    taken: list[tuple[int, int]] = []
    for basis, pattern in words.bases:
        for found in re.finditer(_dated(pattern), text, re.IGNORECASE):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            named = found.groupdict().get("unit")
            yield BasisClaim(*found.span(), found.group(), basis, words.units[named.lower()] if named else None)


@lru_cache(64)
def _dated(pattern: str, sign: str = f"[{YEAR}]") -> str:
    return pattern.replace(DATE, sign)


def _stands_with(text: str, pattern: str, sign: str) -> bool:
    """Whether words stand with the sign of a period: before it, or where their pattern has it."""
    at = text.index(sign)
    if DATE in pattern:
        return re.match(_dated(pattern, sign), text[at:], re.IGNORECASE) is not None
    return re.search(f"(?:{pattern})$", text[:at], re.IGNORECASE) is not None


def _sentence_at(text: str, at: int, separator: str) -> tuple[int, int]:
    ends = [0, *(found.end() for found in re.finditer(separator, text)), len(text)]
    return next(((first, last) for first, last in pairwise(ends) if first <= at < last), (0, len(text)))


def _is_since(fact: Fact, period: Period) -> bool:
    own = period_of(fact)
    return own is not None and same_time(period, own)


def _same_basis(fact: Fact, claim: BasisClaim) -> bool:
    """Whether a claim is of the basis of a fact, and of its unit of time."""
    period = period_of(fact)
    if claim.unit is not None and period is not None and period.frequency.unit != claim.unit:
        return False
    alike = {claim.basis, *(("year to date",) if claim.basis == "year before" else ())}
    alike |= {"annual rate"} if claim.basis == "previous" else set()  # "on the quarter, at an annual rate"
    return _basis(fact) in alike


def _bears(fact: Fact, claim: BasisClaim, prose: Prose) -> bool:
    """Whether a fact is against what a claim says: by its basis, by its ends, or as a level by others of the text."""
    if _basis(fact):
        return _same_basis(fact, claim) or (fact.measure == "ratio" and _is_earlier(fact, claim, prose))
    if claim.basis == "annual rate":
        return fact.measure == "growth"
    ends = change_years(fact)
    if ends is None:
        return is_change(fact) or _is_earlier(fact, claim, prose)
    return _fit_distance(ends, claim)


def _fit_distance(ends: tuple[Period, Period], claim: BasisClaim) -> bool:
    """Whether two periods are as far from each other as a claim says: a year, or one period."""
    if ends[0].frequency != ends[1].frequency:
        return True
    if claim.basis in ("year before", "year to date"):
        return years_between(*ends) == 1 or ends[1].frequency.unit in ("week", "day")
    return ends[1] - ends[0] == 1 and claim.unit in (None, ends[1].frequency.unit)


def _is_earlier(fact: Fact, claim: BasisClaim, prose: Prose) -> bool:
    """Whether a level is of the period that a claim names, before that of another level of the text."""
    own = period_of(fact)
    others = [number.fact for number in prose.numbers.values() if number.fact.indicator == fact.indicator]
    periods = [period for other in others if other is not fact and (period := period_of(other)) is not None]
    later = [period for period in periods if own is not None and period.frequency == own.frequency and period > own]
    return own is None or not later or any(_fit_distance((own, period), claim) for period in later)
