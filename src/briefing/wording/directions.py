"""Filters that say the direction of a change with its size: "rose 39%", "fell 39%", "was unchanged".

The sentence stays true whatever the sign will be next month. Of a bound, the direction is that of the bound: a change
of at most 4.8% "rose at most 4.8%", which leaves open that it fell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import FactError
from briefing.model.fact import Fact, Measure
from briefing.wording.base import unsigned
from briefing.wording.fitting import DIRECTED, PLACES, POINTS, is_shortfall
from briefing.wording.language import Directions
from briefing.wording.limits import Limit
from briefing.wording.time_filters import TimedWording

# Filters that print the sign of a change, cannot print a fall, or print no size.
SIGNED: Final = frozenset({"signed", "more", "streak", "revised", "basis", "window", *DIRECTED})
_PLURAL, _CAPITAL, _BASIS, _ABOVE = "plural", "cap", "basis", "above"
# Measures that have verbs of their own, by the option that chooses these.
_OWN_VERBS: Final[dict[Measure, str]] = {"revision": "revised", "contribution": "added"}
_WHOLE: Final = 100.0
# The filter that prints the size of a change of a measure.
_SIZES: Final = {"percent": "percent", "growth": "percent", "points": "points", "contribution": "points"}


def direction(fact: Fact) -> int:
    """Return 1 for a rise, −1 for a fall, 0 for neither, of a change or a multiple. A rank rises as its number
    falls."""
    beyond = fact.value - (1.0 if fact.measure == "multiple" else 0.0)
    sign = (beyond > 0) - (beyond < 0)
    return -sign if fact.unit == PLACES else sign


def _signed(limit: Limit) -> float:
    return limit.value if isinstance(limit, Fact) else limit


def _size(limit: Limit) -> Limit:
    return replace(limit, value=abs(limit.value)) if isinstance(limit, Fact) else abs(limit)


class _Options(Struct, frozen=True):
    """What a story writes into the brackets of a filter, in any order."""

    decimals: int | None = None
    pair: str = ""
    plural: bool = False
    capital: bool = False
    basis: bool = False


class DirectedWording(TimedWording):
    """A wording with the filters that say directions."""

    def moved(self, fact: Fact, *options: int | str, limits: Sequence[Limit] = ()) -> str:
        """Print a change or a published rate of change: "rose 39%", "fell 39%", "was unchanged".

        'grew' or 'increased' choose other verbs; with 'basis' "rose 0.6% on the month".
        """
        return self._directed("moved", fact, options, limits)

    def moves(self, fact: Fact, *options: int | str, limits: Sequence[Limit] = ()) -> str:
        """Print a change: "rises 39%", "falls 39%", "is unchanged"; with 'plural' "rise 39%", "are unchanged"."""
        return self._directed("moves", fact, options, limits)

    def up(self, fact: Fact, *options: int | str, limits: Sequence[Limit] = ()) -> str:
        """Print a change: "up 39%", "down 39%", "unchanged"."""
        return self._directed("up", fact, options, limits)

    def compared(self, fact: Fact, *options: int | str, limits: Sequence[Limit] = ()) -> str:
        """Print a change: "39% more", "39% fewer".

        'less', 'higher' and 'above' choose more/less, higher/lower and above/below.
        """
        return self._directed("compared", fact, options, limits)

    def movement(self, fact: Fact, *options: int | str, limits: Sequence[Limit] = ()) -> str:
        """Print a change: "a rise of 39%", "a fall of 39%", "no change"."""
        return self._directed("movement", fact, options, limits)

    def hides_sign(self, name: str, fact: Fact, *args: object) -> bool:
        """Whether a filter prints a fact without the sign that it would have as a fall."""
        if name in SIGNED:
            return False
        fallen = replace(fact, value=-(abs(fact.value) or 1.0), qualifier="=")
        return not any(sign in self.say(name, fallen, *args) for sign in (self.language.minus, "-"))

    def _directed(self, name: str, fact: Fact, options: Sequence[int | str], limits: Sequence[Limit]) -> str:
        self._check(name, fact)
        pairs = self.language.directions.get(name)
        if not pairs:
            fix = f"use signed, or add its words to directions in wording/{self.lang}.py"
            raise FactError(f"the wording has no words for {name} in {self.lang}", fact.name, fix)
        if own := _OWN_VERBS.get(fact.measure, ""):
            pairs = {own: pairs[own]} if own in pairs else pairs
        else:
            pairs = {pair: words for pair, words in pairs.items() if pair not in _OWN_VERBS.values()}
        chosen = self._options(name, fact, options, pairs)
        if chosen.pair == _ABOVE and is_shortfall(fact):
            gap = fact.name.replace(".short_of(", ".gap(")
            raise FactError("is the way to the target, and not how far above it a value is", fact.name, f"write {gap}")
        words = pairs[chosen.pair or next(iter(pairs))]
        way = direction(fact)
        if way and fact.basis and chosen.decimals == 0 and self._vanishes(fact, chosen):
            chosen = replace(chosen, decimals=1)  # 0.4% is no stability
        if way and fact.basis and self._vanishes(fact, chosen):
            text = (chosen.plural and words.stable_plural) or words.stable or words.still
        elif way == 0:
            text = words.still_plural if chosen.plural and words.still_plural else words.still
        else:
            verb = (words.up_plural or words.up) if chosen.plural else words.up
            if way < 0:
                verb = (words.down_plural or words.down) if chosen.plural else words.down
            text = self._sized(name, fact, verb, chosen.decimals, limits)
        if chosen.basis and (not way or fact.basis != "annual rate"):  # which the words with a size say themselves
            text = self.with_basis(text, fact, "than" if name == "compared" else "")
        return text[:1].upper() + text[1:] if chosen.capital else text

    def _vanishes(self, fact: Fact, chosen: _Options) -> bool:
        """Whether the last printed digit of a change is zero, as all before it: it "remained stable"."""
        size = replace(fact, value=abs(fact.value), qualifier=unsigned(fact))
        printed = getattr(self, _SIZES.get(fact.measure, "unit"))(size, chosen.decimals)
        return fact.qualifier == "=" and not any(digit in printed for digit in "123456789")

    def _sized(self, name: str, fact: Fact, verb: str, decimals: int | None, limits: Sequence[Limit]) -> str:
        """Print a verb and the size of a change, in the order and with the words that its measure asks for."""
        size = replace(fact, value=abs(fact.value), qualifier=unsigned(fact))
        levels = [_size(limit) for limit in limits if _signed(limit) * fact.value >= 0]
        if fact.measure == "percent" and fact.value < 0:
            levels.append(_WHOLE)  # what fell by 99.97% is not gone
        given = () if decimals is None else (decimals,)
        form = self.language.forms
        if fact.basis == "annual rate":
            return form[f"{name}_annual"].format(verb=verb, size=self.say("percent", size, *given, limits=levels))
        if fact.measure == "multiple":
            key = "directed_times" if fact.value > 1 else "directed_part"
            size_words = self.say("times" if fact.value > 1 else "x", fact, limits=(*limits, 1.0))
            return form[key].format(verb=self.language.reached.get(verb, verb), size=size_words)
        if fact.rate and fact.unit.startswith("%"):
            size = replace(size, format=replace(size.format, sign=None))
            return form[name].format(verb=verb, size=self.say("percent", size, *given, limits=levels))
        if fact.measure == "pace":
            return form["pace"].format(self._sized(name, replace(fact, measure="change"), verb, decimals, limits))
        if fact.measure == "growth":
            return form[f"{name}_yearly"].format(verb=verb, size=self.say("percent", size, *given, limits=levels))
        if fact.unit == POINTS:
            return form[name].format(verb=verb, size=self.say("points", size, *given, limits=levels))
        if fact.unit == PLACES:
            number = self.say("value", size, *given)
            return form[name].format(verb=verb, size=form["place" if number == "1" else "places"].format(number))
        if fact.measure == "percent":
            printed = self.say("percent", size, *given, limits=levels)
            bound = self.language.derived_forms[size.qualifier].partition("{")[0]
            if size.qualifier in ("≥", "≤") and f"{name}_bound" in form and printed.startswith(bound):
                return form[f"{name}_bound"].format(bound=bound, verb=verb, size=printed.removeprefix(bound))
            return form[name].format(verb=verb, size=printed)
        amount = self.say("unit", size, *given, limits=levels)
        return form[f"{name}_by"].format(verb=verb, size=amount)

    def _options(self, name: str, fact: Fact, given: Sequence[int | str], pairs: Mapping[str, Directions]) -> _Options:
        chosen = _Options()
        for option in given:
            if isinstance(option, int) and not isinstance(option, bool) and 0 <= option <= 12:
                chosen = replace(chosen, decimals=option)
            elif option == _PLURAL:
                chosen = replace(chosen, plural=True)
            elif option == _CAPITAL:
                chosen = replace(chosen, capital=True)
            elif option == _BASIS and fact.basis:
                chosen = replace(chosen, basis=True)
            elif option in pairs:
                chosen = replace(chosen, pair=str(option))
            else:
                others = (_CAPITAL, _PLURAL, _BASIS) if fact.basis else (_CAPITAL, _PLURAL)
                known = ", ".join(map(repr, (*pairs, *others)))
                fix = f"give decimals, as 1, or {known}"
                for pair, words in pairs.items():
                    if option in (words.up, words.down):
                        fix = f"write {pair!r}, which prints {words.up!r} or {words.down!r} as the data are"
                raise FactError(f"{name} has no option {option!r}", fact.name, fix)
        return chosen
