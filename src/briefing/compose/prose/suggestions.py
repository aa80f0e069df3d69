"""A typed numeral → the expression that would print it, if one does; a number word → the expectation that would bear
it out. Only errors pay for this search.

A fix must work when followed: the numerals of a unit are no value, and a fact is named for a number word only where it
has that number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Final

from msgspec.structs import replace

from briefing.compose.language.fact_expressions import level_year, printing
from briefing.compose.language.numeral_rule import Offence
from briefing.compose.language.story_characters import normalised
from briefing.compose.prose.number_word_checks import as_count, example, examples, in_unit
from briefing.compose.prose.parts_of_years import is_part
from briefing.compose.prose.search_text import ProseFinding
from briefing.errors import BriefingError, FactError
from briefing.facts import FIRST, FactRegistry, SubjectFacts
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import Text, plain
from briefing.wording import Wording
from briefing.wording.fitting import fits, period_of
from briefing.wording.number_words import NumberWord
from briefing.wording.typed_periods import TypedPeriod

_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_BOUND: Final = re.compile(r"(?<![\w.='\"-])[0-9]+(?:\.[0-9]+)?(?![\w.'\"-])")
_YEAR: Final = r"[12][0-9]{3}"
_EARLIER: Final = re.compile(r"\.(?:at\(|first\b)")
_MOST_PLACES: Final = 40
_DISTINCT: Final = 4  # figures from which on a number is no chance
# What is written as a part of a unit: "m3", "per 1,000".
_POWER: Final = re.compile(r"[a-zμ]{1,3}[23]")
_PER: Final = r"(?:\bper |[^\W\d]/){}"
_MEASURES: Final = ("last", "first", "multiple", "percent", "growth", "change", "points", "span", "latest")
_DECLARE: Final = "declare it in [terms] of briefing.toml"
IsTested = Callable[[NumberWord, str, Sequence[Fact]], bool]
_AGAINST_TARGET: Final = re.compile(r"\.(?:gap|short_of|target_share|pace_needed)\([^()]*\)$")
_LONGEST_UNIT: Final = 20
_LAST: Final = ("bare", "period", "since")  # filters that another says better where it fits


class Suggestions:
    """Numbers as printed → expressions, over all short names, simple measures and years; built at first use."""

    def __init__(self, book: FactRegistry, wording: Wording, names: Mapping[str, str]) -> None:
        self._book = book
        self._wording = wording
        self._names = names  # of places, in the language of the text

    def findings(
        self, offences: Sequence[Offence], text: Text, facts: Sequence[Fact], is_tested: IsTested | None
    ) -> Iterator[ProseFinding]:
        """Report the offences against the numeral rule of a text that prints these facts, each with its fix.

        `is_tested` says whether an expectation is true and compares with the number of a word; None where a text can
        have no expectation.
        """
        words = plain(text)
        if offences:
            self._book.look_at(*self._book.keys())  # all of which the index has, built at first use
            self._book.looked_at((FIRST,))
        for offence in offences:
            if offence.date is not None:
                yield ProseFinding(f"{offence.token!r} is typed into the text", self._date_fix(offence.date, facts))
            elif offence.word is None:
                fix = self._numeral_fix(offence.token, offence.number, facts, words)
                yield ProseFinding(f"{offence.token!r} is typed into the text", fix)
            else:
                fix = f"print it with an expression, or {_DECLARE}"
                fix = self._word_fix(offence.word, facts, words, is_tested) if is_tested else fix
                yield ProseFinding(f"{offence.token!r} claims a number that nothing tests", fix)

    def _numeral_fix(self, token: str, number: str, facts: Sequence[Fact], text: str) -> str:
        """Return the fix of a typed numeral: the expression that prints it.

        Short figures are printed by many facts by chance, so that one which the text does not speak of is only one of
        two possibilities.
        """
        if fix := self._unit_fix(token, number, facts, text):
            return fix
        sign = token[-1] if token[-1] in "%‰" else ""
        bounded = next((fact for fact in facts if _takes(fact, number)), None)
        if bounded is not None:
            return f"{_DECLARE} with the words around it, as it is a bound of {bounded.name}"
        if target := next((one for fact in facts for one in _targets(fact, number)), ""):
            return f"write {printing(target, 'unit' if sign else '')}"
        if part := next((fact for fact in facts if _is_part_of_year(fact, number)), None):
            return f"write {printing(part.name, 'period')}, as {part.name} is of a part of {number} alone"
        found = self._expressions.get(number.replace(",", "") + sign, []) if not token[0].isalpha() else []
        other = f"print it from a fact, or {_DECLARE} with the reason"
        elsewhere, is_named = self._elsewhere(number.replace(",", "") + sign, text)
        if elsewhere and is_named:
            return f"write {printing(elsewhere)}"
        keys = _keys(facts)
        near = [item for item in found if self._speaks_of(text, item.split(".")[0], keys)]
        near.sort(key=lambda item: self._is_foreign(item.split(".")[0], keys))
        if elsewhere and (not found or _EARLIER.search((near or found)[0])):  # the newest value is likelier
            return f"if it is {elsewhere.split(' ')[0]}, write {printing(elsewhere)}; else {other}"
        if near or (found and sum(map(str.isdigit, number)) >= _DISTINCT):
            return f"write {printing((near or found)[0])}"
        return f"if it is {found[0].split(' ')[0]}, write {printing(found[0])}; else {other}" if found else other

    def _elsewhere(self, printed: str, text: str) -> tuple[str, bool]:
        """Return what prints a number as the newest value of another place, and whether the text names that place.

        Of places that it names earlier values are looked at too; where it names none, of so many as a reader compares.
        """
        for subject in self._subjects():
            places = [place for place in subject.entities if place != self._book.entity]
            named = [place for place in places if self._names.get(place, place) in text]
            for place in named or (places if len(places) <= _MOST_PLACES else ()):
                found = map(self._filtered, _values_in(subject, place, earlier=bool(named)))
                expression = next((shown for one in found for number, shown in one if number == printed), "")
                if expression:
                    return expression, bool(named)
        return "", False

    def _date_fix(self, date: TypedPeriod, facts: Sequence[Fact]) -> str:
        """Return what prints the period that was typed: of a fact of the text, else of any short name."""
        filter_ = "period" if date.dated else "period(year=false)"
        known = [fact for fact in facts if period_of(fact) == date.period]
        known += [fact for subject in self._subjects() if (fact := _fact(subject, "last")) is not None]
        name = next((fact.name for fact in known if period_of(fact) == date.period), "")
        other = f"print it from a fact, or {_DECLARE} with the reason"
        return f"write {printing(name, filter_)}, which is right in the next edition too" if name else other

    def _word_fix(self, word: NumberWord, facts: Sequence[Fact], text: str, is_tested: IsTested) -> str:
        """Return the fix of a number word: a true expectation of what the text speaks of, else how one is written."""
        keys = _keys(facts)
        known = [subject.key for subject in self._subjects()]
        spoken = [key for key in known if key not in keys and self._speaks_of(text, key, ())]
        word = next((scaled for fact in facts if (scaled := in_unit(word, fact)) is not word), word)
        likely = [expression for key in (*keys, *spoken) for expression in examples(word, key)]
        likely += [f"{target} == {word.value:g}" for target in self._targets(facts, spoken)]
        true = next((expression for expression in likely if is_tested(word, expression, facts)), "")
        if word.kind == "count":
            own = f", or as `{true}` if it is that" if true else ""
            expect = f"an `expect` that compares with {word.value:g}, as `{example(word)}`{own}"
        else:
            counted = f", or as `{example(as_count(word))}` if quarters of a year are meant" if word.quarters else ""
            expect = f"an `expect` of that number, as `{true or example(word)}`{counted}"
        return f"print it with an expression, give the text {expect}, or declare it in [terms]"

    def _unit_fix(self, token: str, number: str, facts: Sequence[Fact], text: str) -> str:
        """Return the fix of a numeral that is written as a part of a unit; empty for any other."""
        words = _normalised(text)
        for unit in dict.fromkeys(
            unit for subject in self._subjects() for unit in (subject.unit, *subject.units.values())
        ):
            around = re.search(rf"\S+\s+(?<![\d.,]){re.escape(number)}(?![\d.,]*\d)", _normalised(unit))
            if around and around.group() in words:
                return f"write the whole unit, {unit!r}, or declare these words in [terms] of briefing.toml"
        part = _POWER.fullmatch(token) or re.search(_PER.format(re.escape(token)), words)
        typed = next((word.strip("()[],.;:") for word in text.split() if part and token in _normalised(word)), "")
        if not typed:
            return ""
        typed = typed if len(typed) <= _LONGEST_UNIT else token  # a language without spaces has no words to part
        level = next((fact.name for fact in facts if fact.measure == "value"), "")
        level = level or f"{next(iter((*_keys(facts), *sorted(self._book.keys()))), 'visits')}.last"
        what = f"if {typed!r} is a unit, it is not, or no longer, that of any indicator"
        if any(_normalised(typed) in _normalised(subject.unit) for subject in self._subjects()):
            what = f"if {typed!r} is of a unit"
        return f"{what}: write {printing(level, 'full')} for value and unit; else {_DECLARE}"

    def _targets(self, facts: Sequence[Fact], keys: Sequence[str]) -> Iterator[str]:
        """Yield the expressions of the targets of facts, then of short names."""
        yield from (target for fact in facts for target in _targets(fact))
        for key in keys:
            yield from (f"{key}.target({period.literal})" for period in self._book.subject(key).target_periods)

    def _subjects(self) -> Iterator[SubjectFacts]:
        for key in sorted(self._book.keys()):
            with suppress(FactError):  # one that the data refuse prints nothing
                yield self._book.subject(key)

    def _speaks_of(self, text: str, key: str, nearby: tuple[str, ...]) -> bool:
        names = (key.replace("_", " "), self._book.subject(key).name_in(self._wording.lang))
        return key in nearby or any(name.casefold() in text.casefold() for name in names)

    def _is_foreign(self, key: str, nearby: tuple[str, ...]) -> bool:
        """Whether a short name is of another place than the edition's, and the text prints nothing of it."""
        return key not in nearby and self._book.entity not in self._book.subject(key).members

    @cached_property
    def _expressions(self) -> dict[str, list[str]]:
        """Numbers as printed → the expressions that print them, likeliest first."""
        index: dict[str, list[str]] = {}
        subjects = list(self._subjects())
        facts = [_fact(subject, measure) for subject in subjects for measure in _MEASURES]
        facts += [_fact_at(subject, period) for subject in subjects for period in subject.periods]
        facts += [subject.target(period) for subject in subjects for period in subject.target_periods]
        for fact in facts:
            for printed, expression in self._filtered(fact) if fact else ():
                index.setdefault(printed, []).append(expression)
        return index

    def _filtered(self, fact: Fact) -> Iterator[tuple[str, str]]:
        bare = replace(fact, unit=_bare(fact.unit), units={lang: _bare(unit) for lang, unit in fact.units.items()})
        for name in sorted(self._wording.filters, key=lambda name: (name != "value", name in _LAST, name)):
            if not fits(name, bare):  # whose refusal would name all that fit, which takes most of the time
                continue
            try:
                text = self._wording.filters[name](bare)
            except BriefingError:
                continue
            for match in _NUMBER.finditer(text):
                number = match.group().replace(",", "")
                for printed in dict.fromkeys((number, number + text[match.end() :][:1].strip())):
                    yield printed, f"{fact.name} | {name}" + ("(only='year')" if name == "period" else "")


def _keys(facts: Sequence[Fact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.name.split(".")[0] for fact in facts))


def _is_part_of_year(fact: Fact, number: str) -> bool:
    """Whether a fact is the value of a part of the year that was typed."""
    own = level_year(fact)
    return own is not None and re.fullmatch(_YEAR, number) is not None and is_part(own, Period.year(int(number)))


def _takes(fact: Fact, number: str) -> bool:
    """Whether a number is a bound in the call of a fact, as 30 in places_from(30, 50)."""
    count = re.search(r"\.places(?:_from)?\((.*)\)$", fact.name)
    return number.replace(",", "") in (_BOUND.findall(count.group(1)) if count else ())


def _targets(fact: Fact, number: str = "") -> Iterator[str]:
    """Yield the expressions of the targets that a fact is held against; only of those that have a number."""
    root = _AGAINST_TARGET.sub("", fact.name)
    for target in fact.targets if root != fact.name else ():
        if not number or f"{target.value:g}" == number.replace(",", ""):
            yield f"{root}.target({target.period.literal})"


def _normalised(text: str) -> str:
    return "".join(map(normalised, text))


def _bare(unit: str) -> str:
    """Return a unit without its own numerals, which are no values."""
    return re.sub(r"\d", "#", unit)


def _fact(subject: SubjectFacts, measure: str) -> Fact | None:
    with suppress(BriefingError):
        found = getattr(subject, measure)
        return found if isinstance(found, Fact) else None
    return None


def _values_in(subject: SubjectFacts, place: str, *, earlier: bool) -> Iterator[Fact]:
    """Yield the newest value of a place, and on demand those before it, newest first."""
    with suppress(BriefingError):
        part = subject.of(place)
        facts = [_fact(part, "last"), *(_fact_at(part, period) for period in reversed(part.periods) if earlier)]
        yield from (fact for fact in facts if fact is not None)


def _fact_at(subject: SubjectFacts, period: Period) -> Fact | None:
    with suppress(BriefingError):
        return subject.at(period)
    return None
