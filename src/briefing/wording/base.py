"""Print facts as words in a language. Every filter of the stories is a method of Wording.

Published values say "over 27,000", derived ones "at least 2.6-fold"; a bound is rounded to its own side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final

from msgspec.structs import replace

from briefing.errors import FactError, InputError
from briefing.model.dataset import Qualifier
from briefing.model.fact import Fact
from briefing.model.period import Frequency, Period
from briefing.model.text import Run, Text
from briefing.model.unstated import stated
from briefing.wording.dates import Dates
from briefing.wording.fitting import DEFAULTS, DIRECTED, FITS, PARTS, POINTS, fits, period_of
from briefing.wording.language import Language
from briefing.wording.levels import LEVELS, SEPARATE, SIGNED, UNCOUNTED, is_abbreviation
from briefing.wording.limits import PRECISION, FilterCall, Limit, limited
from briefing.wording.rounding import exact, opposite, rounded, significant
from briefing.wording.spaces import is_wide, without_spaces

_PER_MILLE: Final = "‰"
_RATES: Final = ("%", _PER_MILLE)  # signs of units that stand at their number
_MULTIPLE_FIGURES: Final = 2
_MOST_FIGURES: Final = 6  # of a multiple: what is nearer to a whole number is taken for it
_ROUND: Final = 10  # from here on whole numbers are the rounding that readers expect
# Stands for a text while texts are joined; private use, which no input may hold.
_FIRST_MARK: Final = 0xE000
_LAST_MARK: Final = 0xF8FF
_FIELD: Final = re.compile(r"\{(\w+):(\w+)\}")


class Wording(Dates):
    """One language's way to print facts, numbers, dates and fixed words."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.claims = language.claims
        self.filters: Mapping[str, Callable[..., str]] = {name: partial(self.say, name) for name in sorted(FITS)}

    # Numbers without a fact

    def list(self, items: Sequence[str]) -> str:
        """Join strings as "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        head = self.language.forms["comma"].join(items[:-1])
        return self._form("and", head=head, last=items[-1])

    def joined(self, items: Sequence[Text]) -> Text:
        """Join texts as "a, b and c", each with its facts and terms."""
        marks = [chr(_FIRST_MARK + at) for at in range(len(items))]
        given = dict(zip(marks, items, strict=True))
        stretches = re.split(f"([{_FIRST_MARK:c}-{_LAST_MARK:c}])", self.list(marks))
        return tuple(run for part in stretches if part for run in given.get(part, (Run(part),)))

    # Fixed words

    def joint(self, english: str) -> str:
        """Return what joins texts in this language, by what does in English: "：" for ": "."""
        return self.language.joints.get(english, english)

    def space(self, before: str) -> str:
        """Return what separates a text from the number behind it: a space, or nothing after a wide character."""
        wide = bool(before) and is_wide(before[-1])
        return self.joint(" ") if wide else " "

    def phrase(self, key: str, **values: object) -> str:
        """Return a fixed phrase with the values of its named fields; raise InputError for an unknown key."""
        pattern = self._phrase(key)
        pattern = self.pattern(key, **values)
        return pattern.format(**values) if values else pattern

    def pattern(self, key: str, **values: object) -> str:
        """Return a fixed phrase with its {fields}, behind which stands the word for years if the phrase asks for it and
        the value is a number: {year:年} becomes {year}年 for 2023, and {year} for 2026年5月."""
        return _FIELD.sub(
            lambda field: f"{{{field[1]}}}{field[2] if str(values.get(field[1], ''))[-1:].isdigit() else ''}",
            self._phrase(key),
        )

    def phrase_of_time(self, key: str, frequency: Frequency) -> str:
        """Return a fixed phrase that names a unit of time: "Months without a column: no value."."""
        unit = self.time(frequency)
        words = self.phrase(key, period=unit.one, periods=unit.many)
        return words[:1].upper() + words[1:] if self._phrase(key).startswith("{") else words

    def _phrase(self, key: str) -> str:
        if key not in self.language.phrases:
            fix = f"add it to phrases in wording/{self.lang}.py"
            raise InputError(f"the wording has no phrase {key!r}", f"wording/{self.lang}.py", fix)
        return self.language.phrases[key]

    def tight(self, value: Text) -> Text:
        """Return a text without the spaces next to wide characters, in a language that has none between its words.

        They come from lines that YAML folds, and from habit: layout sets the gap between 增至 and 5.5.
        """
        return value if self.language.spaced else without_spaces(value)

    # Filters of the stories

    def say(self, name: str, fact: Fact, *args: Any, limits: Sequence[Limit] = (), **named: Any) -> str:
        """Print a fact with a filter and its arguments, so that rounding reaches none of `limits` (see `limits`)."""
        if not args and PRECISION.get(name) in named:
            args = (named.pop(PRECISION[name]),)
        call = FilterCall(partial(getattr(self, name), **named), name, self.language.forms, args)
        return limited(call, fact, limits)

    def default(self, fact: Fact) -> str:
        """Print a fact as its measure is printed when the story names no filter."""
        return self.filters[DEFAULTS.get(fact.measure, "value")](fact)

    def value(self, fact: Fact, decimals: int | None = None, short: bool = False, scale: str = "") -> str:
        """Print a level: "262.9", "over 27,000"; with the published decimals by default. In Chinese 2.83万.

        With a scale, its own or its indicator's, "12.3 million"; short, as in cells and cards, "12.3m".
        """
        self._check("value", fact)
        if fact.measure == "period":
            return self._bounded_label(fact, self.label(required_period(fact)))
        # what has a scale word in its unit, as 亿元, takes no second one
        with_powers = self._money(fact.unit) is None and self._takes_power_word(self.unit_words(fact))
        return self._qualified(
            fact, self._level(_in_scale(fact, scale), decimals, with_powers=with_powers, short=short)
        )

    def values(self, facts: Sequence[Fact]) -> tuple[str, ...]:
        """Print levels that are compared: all with a word for a power of ten or none, 284288 and 574000 without 万."""
        printed = [self.value(fact) for fact in facts]
        words = {text[-1] if text[-1] in self.language.powers.values() else "" for text in printed}
        return tuple(printed) if len(words) == 1 else tuple(self.mark(fact, None) for fact in facts)

    def mark(self, fact: Fact, decimals: int | None) -> str:
        """Print a level at a mark of a chart: with all its digits, since Edit Data formats them as a number."""
        return self._qualified(fact, self._level(fact, decimals, short=True))

    def bare(self, fact: Fact, decimals: int | None = None) -> str:
        """Print the number of any fact alone, without qualifier, unit or sign in words."""
        self._check("bare", fact)
        if fact.measure in ("multiple", *PARTS) and decimals is None:
            return self._digits(significant(fact.value, 2, fact.qualifier))
        if fact.measure == "period":
            return self.label(required_period(fact))
        if fact.measure == "growth" and decimals is None:
            decimals = 1
        return self._level(fact, decimals)

    def unit(self, fact: Fact, decimals: int | None = None, short: bool = False, scale: str = "") -> str:
        """Print a level with its unit if that is money, a percentage, per mille or an abbreviation, else the number
        alone.

        "853.69 billion yuan" (short: "853.69 bn yuan"), "6.73%", "12 GWh", "28,300"; in Chinese 8536.9亿元, 2.83万.
        """
        self._check("unit", fact)
        fact = _in_scale(fact, scale)
        if fact.unit == POINTS:
            return self._points(fact, decimals)
        if fact.unit.startswith("%"):
            return self._qualified(fact, self._form("percent", self._level(fact, decimals)))
        if fact.unit.startswith(_PER_MILLE) and fact.measure in LEVELS:  # of a change it would be read as its rate
            figure = self._form("percent", self._level(fact, decimals))
            return self._qualified(fact, figure.replace("%", _PER_MILLE))
        form = self._money_of(fact)
        figure = self._level(fact, decimals, with_powers=self._takes_power_word(self.unit_words(fact)), short=short)
        if form is None:
            words = self.unit_words(fact)
            abbreviated = fact.measure != "count" and is_abbreviation(words)
            return self._qualified(fact, self._form("full", number=figure, unit=words) if abbreviated else figure)
        return self._qualified(fact, self._with_unit(form.short if short and form.short else form.long, figure))

    def full(self, fact: Fact, decimals: int | None = None, scale: str = "") -> str:
        """Print a level with its whole unit: "6.73% of GDP", "28,300 enterprises", "48.2 per 10,000 residents".

        In Chinese 6.73%, 2.83万家, 每万人48.2件: the denominator of a unit such as 件/万人 goes first. A number of an
        index stands alone.
        """
        self._check("full", fact)
        fact = _in_scale(fact, scale)
        unit = words if stated(words := self.unit_words(fact)) else ""  # a mark is no unit to print at a number
        if fact.unit == POINTS or self._money_of(fact) is not None:
            return self.unit(fact, decimals)
        figure = self._level(fact, decimals, with_powers=self._takes_power_word(unit))
        counted, _, by = unit.partition("/")
        if by and not by[-1].isnumeric() and "full_by" in self.language.forms:
            return self._form("full_by", number=self._qualified(fact, figure), unit=counted, by=by)
        if unit.startswith(_RATES) or not unit or UNCOUNTED.fullmatch(unit):
            return self._qualified(fact, figure + (unit if unit.startswith(_RATES) else ""))
        form = "full_apart" if SEPARATE.search(unit) else "full"
        return self._qualified(fact, self._form(form, number=figure, unit=unit))

    def times(self, fact: Fact, figures: int = _MULTIPLE_FIGURES) -> str:
        """Print a multiple: "5.5-fold", "at least 2.6-fold"."""
        self._check("times", fact)
        return self._qualified(fact, self._form("times", self._figures(fact, figures)))

    def x(self, fact: Fact, figures: int = _MULTIPLE_FIGURES) -> str:
        """Print a multiple: "5.5×"."""
        self._check("x", fact)
        return self._qualified(fact, self._form("x", self._figures(fact, figures)))

    def fold(self, fact: Fact, side: str = "") -> str:
        """Print a multiple as a word: "more than fivefold"; with "below" "less than threefold"; a whole one "fivefold".

        An upper bound can only be below, a lower one only above; raise FactError where the words would not be true.
        """
        self._check("fold", fact)
        if fact.qualifier == "≈":
            return self._qualified(fact, self._fold_word(fact, int(rounded(fact.value, 0))))
        number = exact(fact.value)
        if number == int(number) and not side:
            return self._qualified(fact, self._fold_word(fact, int(number)))
        below = side == "below" or (not side and fact.qualifier == "≤")
        if side not in ("", "above", "below") or fact.qualifier == ("≥" if below else "≤"):
            what = f"fold({side!r}) cannot be said of {fact.name}, which is {self.default(fact)}"
            raise FactError(what, fact.name, f"write fold('{'above' if fact.qualifier == '≥' else 'below'}'), or times")
        whole = int(rounded(number, 0, "≤" if below else "≥"))
        if whole == number:
            return self._qualified(fact, self._fold_word(fact, whole))
        return self._form("fold_below" if below else "fold_above", self._fold_word(fact, whole))

    def more(self, fact: Fact, figures: int = 2) -> str:
        """Print a rise in % as a multiple of the first value: "4.5 times more"; raise FactError if it is less than
        that value."""
        self._check("more", fact)
        times = exact(fact.value).scaleb(-2)
        if times < 1:
            fix = f"use percent, or {{{{ {fact.name.rpartition('.')[0]}.multiple | times }}}}"
            raise FactError(f"{fact.name} is less than once more", fact.name, fix)
        return self._qualified(fact, self._form("more", self._digits(significant(times, figures, fact.qualifier))))

    def percent(self, fact: Fact, decimals: int | None = None) -> str:
        """Print a change, share or rate in % without its sign: "20%", "at most 5%"; with two figures by default.

        A share keeps the sign of its part, as a deficit in % of GDP.
        """
        self._check("percent", fact)
        if fact.measure == "growth" and decimals is None:
            decimals = 1
        if fact.measure not in PARTS and fact.measure != "growth":
            return self.unit(fact, decimals)
        if fact.measure == "share":
            return self._percent(fact, exact(fact.value), fact.qualifier, decimals)
        return self._percent(fact, abs(exact(fact.value)), unsigned(fact), decimals)

    def signed(self, fact: Fact, decimals: int | None = None, short: bool = False) -> str:
        """Print a change or a published level with its sign: "+20%", "−26%", "+17.9"; a growth rate "+2.4%"."""
        self._check("signed", fact)
        if fact.measure in SIGNED:
            fact = replace(fact, format=replace(fact.format, sign=True))
            return self.unit(fact, decimals) if fact.unit.startswith(_RATES) else self.value(fact, decimals, short)
        plus = "+" if fact.value > 0 else ""
        if fact.measure in PARTS or fact.measure == "growth":
            return self._percent(fact, exact(fact.value), fact.qualifier, decimals, plus)
        return self._qualified(fact, plus + self._level(fact, decimals, short=short))

    def points(self, fact: Fact, decimals: int | None = None) -> str:
        """Print a difference of two percentages without its sign: "0.5 percentage points"."""
        self._check("points", fact)
        return self._points(fact, decimals)

    def yearly(self, fact: Fact, decimals: int = 1, signed: bool = False) -> str:
        """Print a compound rate: "20.7% a year", "+20.7% a year"; an annualised one "2.4% at an annual rate"."""
        self._check("yearly", fact)
        up = signed and fact.value > 0 and fact.qualifier == "="
        if fact.basis == "annual rate":
            return self._qualified(fact, self._form("yearly_annual", "+" * up + self._level(fact, decimals)))
        return self._qualified(fact, self._form("yearly_up" if up else "yearly", self._level(fact, decimals)))

    def pct1(self, fact: Fact, decimals: int = 1) -> str:
        """Print a rate or change for a column that is headed %: "20.7"."""
        self._check("pct1", fact)
        return self._qualified(fact, self._level(fact, decimals))

    def words(self, fact: Fact, case: str = "") -> str:
        """Print a whole number as a word: "nine", with "cap" "Nine"; from thirteen in digits."""
        self._check("words", fact)
        return self._cased(self._qualified(fact, self.word(self._whole(fact, "words"))), case)

    def ordinal(self, fact: Fact, case: str = "") -> str:
        """Print a rank: "first", "13th"; with "cap" "First", with "digits" "1st"."""
        self._check("ordinal", fact)
        place, digits = self._whole(fact, "ordinal"), case == "digits"
        words = self._qualified(fact, self.in_order(place, digits=digits))
        return self._cased(words, case) if not digits and place <= len(self.language.ordinals) else words

    def rank(self, fact: Fact) -> str:
        """Print a rank: "No. 1"."""
        self._check("rank", fact)
        return self._qualified(fact, self._form("rank", str(self._whole(fact, "rank"))))

    # Inside

    def _bounded_label(self, fact: Fact, label: str) -> str:
        """Return the label of a period with the bound of a fact that is one; that of a value is not of its time."""
        patterns = {"≤": "year_at_latest", "≥": "year_at_earliest"}
        bound = patterns.get(fact.qualifier) if fact.measure == "period" else None
        return self._form(bound, label) if bound else label

    def _figures(self, fact: Fact, figures: int) -> str:
        """Print a multiple in figures, in so many that it reads like no other.

        Between one and two it has one more, as 1.1 would stand for a rise by 5 to 15%, and below ten as many as show
        that it has not reached a whole number: 2.98 has not tripled.
        """
        if figures == _MULTIPLE_FIGURES and fact.qualifier != "≈":
            figures += 1 < fact.value < 2
            while figures < _MOST_FIGURES and _reaches(fact, significant(fact.value, figures, fact.qualifier)):
                figures += 1
        return self._digits(significant(fact.value, figures, fact.qualifier))

    def _percent(self, fact: Fact, number: Decimal, qualifier: Qualifier, decimals: int | None, plus: str = "") -> str:
        if decimals is None and fact.basis:
            decimals = 1  # as offices print changes on the previous period and on a year before
        figure = significant(number, 2, qualifier) if decimals is None else rounded(number, decimals, qualifier)
        return self._qualified(fact, plus + self._form("percent", self._digits(figure)), qualifier)

    def _points(self, fact: Fact, decimals: int | None) -> str:
        if fact.measure in SIGNED:  # a published balance in points, which has its sign
            return self._qualified(fact, self._form("points", self._level(fact, decimals)))
        qualifier = unsigned(fact)
        figure = rounded(abs(exact(fact.value)), fact.decimals if decimals is None else decimals, qualifier)
        digits = self._digits(figure)
        return self._qualified(fact, self._form("point" if digits == "1" else "points", digits), qualifier)

    def _fold_word(self, fact: Fact, whole: int) -> str:
        root = fact.name.rpartition(".")[0]
        if whole < 2:
            raise FactError(
                f"{fact.name} is too small to be said with fold", fact.name, f"use times or x, or print {root}.percent"
            )
        if whole < len(self.language.cardinals):
            return self._form("fold", self.language.cardinals[whole])
        return self._form("fold_digits", self._digits(Decimal(whole)))

    def _cased(self, text: str, case: str) -> str:
        if case not in ("", "cap"):
            raise FactError(f"{case!r} is no way to write a word", "", "use 'cap', or nothing")
        return text[:1].upper() + text[1:] if case else text

    def _whole(self, fact: Fact, name: str) -> int:
        if fact.format.scale:  # its unit is printed without its scale word
            raise FactError(f"{fact.name} is printed in {fact.format.scale}", fact.name, "use value or full")
        if fact.value != int(fact.value):
            what = f"{name} says whole numbers, {fact.name} is {self.number(fact.value)}"
            raise FactError(what, fact.name, "use value")
        return abs(int(fact.value)) if fact.measure == "streak" else int(fact.value)

    def _prints(self, name: str, fact: Fact) -> bool:
        try:
            return bool(self.filters[name](fact))
        except FactError:
            return False

    def _check(self, name: str, fact: object) -> None:
        if not isinstance(fact, Fact):
            what = f"{name} prints a fact, this is {type(fact).__name__}"
            raise FactError(what, "", "name a fact, as visits.last or visits.at(2019); a call needs its brackets")
        if not fits(name, fact):
            hint = "; a rate of change is called so in its name or definition, as growth" if name in DIRECTED else ""
            fitting = ", ".join(other for other in FITS if fits(other, fact) and self._prints(other, fact))
            raise FactError(
                f"{name} does not fit {fact.name}, whose measure is {fact.measure}",
                fact.name,
                f"use {fitting}{hint if fact.unit.startswith('%') and fact.measure == 'value' else ''}",
            )


def required_period(fact: Fact) -> Period:
    """Return the period of a fact that a filter has checked to have one."""
    period = period_of(fact)
    assert period is not None
    return period


def _in_scale(fact: Fact, scale: str) -> Fact:
    """Return the fact in the scale that a story asks for at one place."""
    return replace(fact, format=replace(fact.format, scale=scale)) if scale else fact


def unsigned(fact: Fact) -> Qualifier:
    """Return the qualifier of the size of a change: a fall of "at most −26" is a fall of at least 26."""
    return opposite(fact.qualifier) if fact.value < 0 else fact.qualifier


def _reaches(fact: Fact, figure: Decimal) -> bool:
    """Whether a multiple as rounded is a whole number that it is short of."""
    return fact.value < _ROUND and figure == int(figure) and fact.value < figure
