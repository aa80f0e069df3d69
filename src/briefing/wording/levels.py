"""Print levels as a number, a scale word and a unit, of which the filters of the stories are made.

An indicator's format (decimals, scale, thousands, sign) is applied here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from briefing.errors import FactError
from briefing.model.dataset import Qualifier
from briefing.model.fact import Fact, Measure
from briefing.model.format import PLAIN, SCALES, Format
from briefing.wording.language import Language, Size, UnitForm
from briefing.wording.rounding import exact, label_decimals, published, rounded
from briefing.wording.spaces import is_wide

_PUBLISHED: Final[frozenset[Measure]] = frozenset({"value", "target"})
LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio"})
SIGNED: Final[frozenset[Measure]] = frozenset({"value", "target", "ratio"})
_CURRENCY: Final = re.compile(r"[A-Z]{0,3}[$€£¥]")
_CHINESE_MONEY: Final = re.compile("[十百千万亿]*(?:元|人民币|美元|欧元|日元|英镑|港元|港币)")
_CODE: Final = re.compile("[A-Z]{3}")
# A sign of money and the short form of its scale, as tables write them in one word: "$bn", "€m", "US$ mn".
_SHORT_MONEY: Final = re.compile(r"(?P<sign>[A-Z]{0,3}[$€£¥])\s?(?P<scale>trn?|tn|bn|mn|mln|m|k)")
_SHORT_POWERS: Final = {"trn": 12, "tr": 12, "tn": 12, "bn": 9, "mn": 6, "mln": 6, "m": 6, "k": 3}
# A unit that would run into its number, or be read as a part of it: "index, 2015 = 100", "10,000 items".
SEPARATE: Final = re.compile(r"^\d|=|,\s")
# What is no unit behind a number, as axes and subtitles have it: "14,202 index", "26 Number".
UNCOUNTED: Final = re.compile("index|指数|numbers?|counts?", re.IGNORECASE)
# Units that could be words, which have a vowel, and small letters alone behind the first.
_SYMBOLS: Final = frozenset(("ha", "l", "t", "m", "g", "s", "h", "min", "toe", "ktoe", "Mtoe", "Gtoe"))
_VOWELS: Final = frozenset("aeiouy")
_LONGEST_SYMBOL: Final = 8
# What is counted of a million, as "parts per million", has no scale.
_PER: Final = re.compile(r"\bper \w+$")
_MOST_DECIMALS: Final = 6
_FIGURES: Final = 4
# Figures of a published value that no values beside it take away.
_LEAST_FIGURES: Final = 3


def is_abbreviation(unit: str) -> bool:
    """Whether a unit is a symbol or an abbreviation, as GWh, kt, °C, MtCO2 or USD bn, and not a word."""
    return bool(unit) and not SEPARATE.search(unit) and all(_is_symbol(part) for part in unit.split(" "))


def _is_symbol(part: str) -> bool:
    if not part or not part.isprintable() or is_wide(part[-1]):
        return False
    if part in _SYMBOLS:
        return True
    letters = re.sub("[-’']", "", part)
    vowels = not letters.isascii() or _VOWELS & set(letters.lower())
    return len(part) <= _LONGEST_SYMBOL and not (letters.isalpha() and letters[1:].islower() and vowels)


def readable_decimals(value: float, decimals: int) -> int:
    """Return the decimals that are printed of a number where no format says: at most six, or four figures if it is
    small.

    More are what a program stored, and no reader's.
    """
    if decimals <= _MOST_DECIMALS:
        return decimals
    number = exact(value)
    small = _FIGURES - 1 - number.adjusted() if number else 0
    return min(decimals, published(value), max(_MOST_DECIMALS, small))


def common_decimals(facts: Sequence[Fact]) -> int:
    """Return the most decimals of facts that are printed side by side.

    They are those of the facts' format, else the published ones within four figures of the highest value.
    """
    most = max((fact.decimals for fact in facts), default=0)
    if any(fact.format.decimals is not None or fact.format.word for fact in facts):
        return most
    return label_decimals([fact.value for fact in facts], most)


def enough_decimals(fact: Fact, decimals: int, figures: int = _LEAST_FIGURES) -> int:
    """Return the given decimals, or as many as leave a fact these figures, if it has them.

    Next to 0.7 or 1,204.5, 1.07 stays 1.07.
    """
    number = exact(fact.value)
    needed = figures - 1 - number.adjusted() if number else 0
    return max(decimals, min(fact.decimals, needed))


def own_decimals(fact: Fact, most: int) -> int:
    """Return the decimals of a fact among others that have `most` in common.

    Exact values have all of them, as 185.0 next to 262.9, unless they were published with fewer; bounds, targets and
    derived values have their own, as "over 30".
    """
    level = fact.measure in LEVELS
    common = most if level and fact.qualifier == "=" and not fact.coarse else min(fact.decimals, most)
    own = level and fact.format.decimals is None and not fact.format.scale
    return enough_decimals(fact, common) if own else common


def aligned_decimals(facts: Sequence[Fact]) -> list[int | None]:
    """Return the decimals of facts that are printed side by side, the same for one indicator; None where a scale
    decides."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.indicator, fact.unit), []).append(fact)
    most = {key: common_decimals(group) for key, group in groups.items()}
    return [None if fact.format.scale else own_decimals(fact, most[fact.indicator, fact.unit]) for fact in facts]


class Levels:
    """One language's way to print numbers and levels."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.lang = language.code

    def number(self, value: float | Decimal, decimals: int | None = None, thousands: bool | None = None) -> str:
        """Print a number with the separators of its language, or of a format, and a real minus; by default with the
        decimals of its shortest form."""
        if decimals is None:
            decimals = 0 if isinstance(value, Decimal) else published(value)
        return self._digits(rounded(value, decimals), thousands)

    def word(self, count: int) -> str:
        """Return the word of a whole number up to twelve, else its digits."""
        words = self.language.cardinals
        return words[count] if 0 <= count < len(words) else self._digits(Decimal(count))

    def in_order(self, place: int, *, digits: bool = False) -> str:
        """Return a place in an order: "first", "13th"."""
        if 1 <= place <= len(self.language.ordinals) and not digits:
            return self.language.ordinals[place - 1]
        suffixes, number = self.language.suffixes, str(place)
        suffix = next((suffixes[tail] for tail in (number[-2:], number[-1:]) if tail in suffixes), suffixes[""])
        return self._form("ordinal_digits", number, suffix=suffix)

    def spoken(self, fact: Fact) -> Fact:
        """Return a fact in the unit in which this language, or its format, prints it; twice is the same as once.

        853.69 billion yuan are 8536.9 亿元, and 12,345,678 visits in millions 12.3 with the word "million".
        """
        if fact.format.scale:
            return self._scaled(fact)
        form = self.language.units.get(fact.unit)
        if form is None or not form.shift:
            return fact
        value, unit = float(exact(fact.value).scaleb(form.shift)), form.long.format("")
        return replace(fact, value=value, unit=unit, decimals=max(0, fact.decimals - form.shift))

    def unit_words(self, fact: Fact) -> str:
        """Return the unit of a fact in this language, as "billion yuan" or 亿元, else as the dataset has it.

        Where a format names a scale, the number has the scale word and the unit does not: "yuan".
        """
        return self.unit_named(fact.unit, fact.units, fact.format)

    def unit_of_value(self, fact: Fact) -> str:
        """Return the unit of the bare number that this language has of a fact, with the word for its scale: 万家.

        It stands where the number has no scale word of its own, as in a cell of a table.
        """
        spoken = self.spoken(fact)
        scale, words = spoken.format.word, self.unit_words(spoken)
        return scale + (" " if self.language.spaced and scale and words else "") + words

    def unit_named(self, unit: str, others: Mapping[str, str], form: Format = PLAIN) -> str:
        """Return the words of a unit in this language, from its words in other languages and its format, else the
        unit itself."""
        words = self._unit_words(unit, others)
        return self._parted(words)[1] if form.scale in self.language.sizes else words

    def in_scale(self, unit: str, form: Format) -> str:
        """Return the words of a unit with the scale word of a format: "EUR million" becomes "EUR billion".

        A unit without a scale word stays, as its numbers have theirs.
        """
        power, bare = self._parted(unit)
        if not power or form.scale not in self.language.sizes:
            return unit
        word, gap = self.language.sizes[form.scale].word, " " if self.language.spaced else ""
        if not bare or unit.endswith(bare):
            return f"{word}{gap}{bare}".rstrip()
        return f"{bare} {word}"

    # Inside

    def _unit_words(self, unit: str, others: Mapping[str, str]) -> str:
        if unit in self.language.units:
            return self.language.units[unit].long.format("")
        return others.get(self.lang, unit)

    def _form(self, key: str, *numbers: str, **named: str) -> str:
        return self.language.forms[key].format(*numbers, **named)

    def _scaled(self, fact: Fact) -> Fact:
        form = fact.format
        size = self._size(form.scale)
        words = self._unit_words(fact.unit, fact.units)
        power, unit = self._parted(words)
        value = float(self._in_words(fact).scaleb(power - size.power))
        decimals = 1 if form.decimals is None else form.decimals
        own, coarse = published(value) + size.shift, fact.coarse
        if fact.qualifier != "=":  # "over 27,000" is no 27.00 thousand
            decimals = min(decimals, own)
        elif own < decimals and fact.measure == "value" and not self.language.spaced:
            decimals, coarse = own, True  # 25,000, published as 2.5万, is no 2.50万
        decimals, scaled = max(0, decimals - size.shift), replace(form, scale="", word=size.word, short=size.short)
        return replace(fact, value=value, unit=unit, units={}, decimals=decimals, format=scaled, coarse=coarse)

    def _in_words(self, fact: Fact) -> Decimal:
        """Return the number of a fact in the unit of this language: 853.69 billion yuan are 8536.9 亿元."""
        form = self.language.units.get(fact.unit)
        return exact(fact.value).scaleb(form.shift if form else 0)

    def _size(self, scale: str) -> Size:
        if scale not in self.language.sizes:
            what = f"{scale!r} is no word for a power of ten"
            raise FactError(what, "", f"write one of: {', '.join(SCALES)}")
        return self.language.sizes[scale]

    def _parted(self, unit: str) -> tuple[int, str]:
        """Return the power of ten that a unit's words begin or end with, and the words without it."""
        if short := _SHORT_MONEY.fullmatch(unit):
            return _SHORT_POWERS[short["scale"]], short["sign"]
        for word, power in self.language.prefixes.items():
            if not self.language.spaced and unit.startswith(word) and unit != word:
                return power, unit.removeprefix(word)
            if unit.startswith(f"{word} "):
                return power, unit.removeprefix(f"{word} ")
            if unit.endswith(f" {word}") and not _PER.search(unit):
                return power, unit.removesuffix(f" {word}")
            if unit == word:
                return power, ""
        return 0, unit

    def _digits(self, number: Decimal, thousands: bool | None = None) -> str:
        group = self.language.group if thousands is None else (self.language.group or ",") if thousands else ""
        text = f"{abs(number):,f}".translate({ord(","): group, ord("."): self.language.point})
        return self.language.minus + text if number < 0 else text

    def _with_power_words(self, number: Decimal, thousands: bool | None = None) -> str:
        """Print a number in digits, or with a word for a power of ten where two decimals are exact: 2.83万."""
        for power, word in self.language.powers.items() if thousands is None else ():
            short = number.scaleb(-power).normalize()
            if abs(number) >= Decimal(10) ** power and rounded(short, 2) == short:
                return f"{self._digits(rounded(short, max(0, -int(short.as_tuple().exponent))))}{word}"
        return self._digits(number, thousands)

    def _takes_power_word(self, unit: str) -> bool:
        """Whether a number may take a word for a power of ten before a unit: 1.2万亿元, but never 1万万元."""
        power = self._parted(unit)[0]
        if _SHORT_MONEY.fullmatch(unit):
            return False
        return not power or power == max(self.language.powers, default=0)

    def _level(self, fact: Fact, decimals: int | None, *, with_powers: bool = False, short: bool = False) -> str:
        """Print the number of a level with the sign and the scale word of its format.

        `with_powers`: without a scale word it may have one of the language's words for powers of ten.
        """
        number, form = self._figure(fact, decimals)
        if not number and fact.value and fact.format.scale:
            number, form = self._smaller(fact)
        digits = (self._with_power_words if with_powers and not form.word else self._digits)(number, form.thousands)
        plus = "+" if form.sign and number > 0 and fact.measure in SIGNED else ""
        gap = " " if self.language.spaced and not short else ""
        return plus + digits + (gap + (form.short if short else form.word) if form.word else "")

    def _figure(self, fact: Fact, decimals: int | None) -> tuple[Decimal, Format]:
        """Return the number of a level as printed, in the language's unit or in its scale, and its format.

        `decimals` are those in the dataset's unit; where there is a scale, those in it.
        """
        if decimals is not None:
            fact = replace(fact, decimals=decimals, format=replace(fact.format, decimals=decimals))
        spoken = self.spoken(fact)
        return rounded(spoken.value, spoken.decimals, fact.qualifier), spoken.format

    def _smaller(self, fact: Fact) -> tuple[Decimal, Format]:
        """Return a level that is zero in its scale in the next smaller scale in which it is not, else in full."""
        most = self._size(fact.format.scale).power
        smaller = sorted({size.power: word for word, size in self.language.sizes.items()}.items(), reverse=True)
        for power, word in smaller:
            if power < most:
                spoken = self._scaled(replace(fact, format=replace(fact.format, scale=word)))
                number = rounded(spoken.value, spoken.decimals, fact.qualifier)
                if number:
                    return number, spoken.format
        power, _ = self._parted(self._unit_words(fact.unit, fact.units))
        number = self._in_words(fact).scaleb(power)
        return rounded(number, published(float(number))), replace(fact.format, scale="")

    def _with_unit(self, pattern: str, number: str) -> str:
        """Put a number into the pattern of a unit; its sign precedes a sign of money: −£56."""
        sign = number[:1] if number[:1] in (self.language.minus, "+") and _CURRENCY.match(pattern) else ""
        return sign + pattern.format(number.removeprefix(sign))

    def _qualified(self, fact: Fact, text: str, qualifier: Qualifier | None = None) -> str:
        if fact.measure == "pace":
            text = self._form("pace", text)
        language, bound = self.language, qualifier or fact.qualifier
        # A value of at most 500 is worded as "under 500", as publishers do; a target of at most 500 is reached by 500.
        as_published = fact.measure in _PUBLISHED and not (fact.measure == "target" and bound == "≤")
        patterns = language.published_forms if as_published else language.derived_forms
        return patterns[bound].format(text)

    def _money_of(self, fact: Fact) -> UnitForm | None:
        """Return the form of a fact's unit if that is money.

        A currency code that precedes its number does so in a scale too: "EUR 56 million" and "EUR 0.1 billion".
        """
        if not fact.format.scale:
            return self._money(fact.unit)
        bare = self.unit_words(fact)
        if _CODE.fullmatch(bare) and self._unit_words(fact.unit, fact.units).startswith(f"{bare} "):
            return UnitForm(f"{bare} {{}}", f"{bare} {{}}")
        return self._money(bare)

    def _money(self, unit: str) -> UnitForm | None:
        """Return the form of a unit if it is money or has a scale word; a currency sign goes first."""
        if unit in self.language.units:
            return self.language.units[unit]
        if self.lang == "zh" and _CHINESE_MONEY.fullmatch(unit):
            return UnitForm(f"{{}}{unit}", f"{{}}{unit}")
        if _CURRENCY.fullmatch(unit):
            return UnitForm(f"{unit}{{}}", f"{unit}{{}}")
        if short := _SHORT_MONEY.fullmatch(unit):
            return UnitForm(f"{short['sign']}{{}} {short['scale']}", f"{short['sign']}{{}} {short['scale']}")
        scale = next((word for word in self.language.scales if unit.startswith(f"{word} ")), "")
        scales = () if _PER.search(unit) else self.language.scales
        last = next((word for word in scales if unit.endswith(f" {word}")), "")
        currency = unit.removeprefix(f"{scale} ") if scale else unit.removesuffix(f" {last}")
        if not (scale or last) or not currency:
            return None
        word, brief = scale or last, self.language.scales[scale or last]
        if currency[-1] in "$€£¥":
            return UnitForm(f"{currency}{{}} {word}", f"{currency}{{}} {brief}")
        if last and _CODE.fullmatch(currency):  # as the publications of the EU write it
            return UnitForm(f"{currency} {{}} {word}", f"{currency} {{}} {brief}")
        return UnitForm(f"{{}} {word} {currency}", f"{{}} {brief} {currency}")
