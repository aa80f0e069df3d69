"""Keep a rounded number from reading like a level that its value is not at.

99.96% of a target that is not met is "just under 100%", a share of 0.04% "under 0.1%", and where a text claims that x
is above 2, a value of 2.04 is not printed as "2". Figures in columns and at marks get the decimals that it takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import FactError
from briefing.model.fact import Fact
from briefing.wording.rounding import exact, published

# Filter → the keyword for its precision. Filters that print whole numbers only are none of these.
PRECISION: Final[Mapping[str, str]] = {
    **dict.fromkeys(("value", "unit", "full", "percent", "points", "yearly", "bare", "signed", "pct1"), "decimals"),
    **dict.fromkeys(("times", "x", "more"), "figures"),
}
# Filters of sentences, which may take words; the others print figures.
_IN_WORDS: Final = frozenset({"value", "unit", "full", "percent", "points", "yearly"})
_MOST_DECIMALS: Final = 12
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_WHOLE: Final = 100.0

Limit = float | Fact


class FilterCall(Struct, frozen=True):
    """A filter of the stories by its name, with its arguments and the patterns of its language."""

    say: Callable[..., str]
    name: str
    forms: Mapping[str, str]
    args: tuple[Any, ...] = ()

    def text(self, fact: Fact, precision: int | None = None) -> str:
        """Return the words of a fact; with a precision, in so many decimals or figures."""
        return self.say(fact, *(self.args if precision is None else (precision, *self.args[1:])))

    def at(self, fact: Fact, level: float, precision: int | None = None) -> str:
        """Return the text that a level would have in place of the fact, without its sign; empty if there is none."""
        try:
            return self.text(replace(fact, value=level), precision).lstrip("+−")
        except FactError:
            return ""


def limited(call: FilterCall, fact: Fact, limits: Iterable[Limit]) -> str:
    """Return the text of a fact, which reads like none of the levels that its value is not at.

    `limits` are the levels and facts that a claim in the same text compares it with; zero and the whole of a share
    always count.
    """
    printed = call.text(fact)
    if call.name not in PRECISION or fact.qualifier not in "=≈":
        return printed
    whole = _is_exact(call, fact, printed)
    for limit in (*_natural_limits(fact), *limits):
        level = limit.value if isinstance(limit, Fact) else limit
        if isinstance(limit, Fact) and whole:
            continue  # a target of 6 stays 6 next to 6.17: it is the other that must not be rounded to 6
        if not isinstance(limit, Fact) and published(level) > _decimals(printed):
            continue  # what is above 1.95 may be printed as 2
        near = abs(fact.value - level) < max(1.0, abs(level) / 10)
        if near and fact.value != level and call.at(fact, level) == printed.lstrip("+−"):
            return _distinct(call, fact, level, printed)
    return printed


def _is_exact(call: FilterCall, fact: Fact, printed: str) -> bool:
    """Whether the text holds every digit of the value."""
    texts = (printed, call.text(fact, _MOST_DECIMALS))
    shown, full = (Decimal(found[0].replace(",", "")) if (found := _NUMBER.search(text)) else None for text in texts)
    return shown is not None and shown == full


def _decimals(printed: str) -> int:
    shown = _NUMBER.search(printed)
    return len(shown[1] or "") if shown else 0


def _natural_limits(fact: Fact) -> Iterator[float]:
    """Give zero, and the whole of which the fact is a share or the change a part."""
    yield 0.0
    if fact.measure == "share" or (fact.unit.startswith("%") and fact.measure in ("value", "ratio", "rest")):
        yield _WHOLE
    if fact.measure == "percent":
        yield -_WHOLE


def _distinct(call: FilterCall, fact: Fact, level: float, printed: str) -> str:
    """Return the text of a fact that would be printed like a level: in words, with more decimals, or with a sign."""
    if call.name in _IN_WORDS and "under" in call.forms and fact.qualifier == "=" and not printed.startswith("−"):
        places = _decimals(printed)
        if level == 0:
            step = Decimal(1).scaleb(-places)
            smallest = call.text(replace(fact, value=float(step)))
            if smallest != printed and 0 < exact(fact.value) < step:
                return call.forms["under"].format(smallest)
        elif published(level) <= places:
            if abs(level) == _WHOLE and not places and (closer := call.text(fact, 1)) != call.at(fact, level, 1):
                return closer  # "99.9%" says more than "just under 100%"
            return call.forms["just_under" if abs(fact.value) < abs(level) else "just_over"].format(printed)
    for precision in range(PRECISION[call.name] == "figures", _MOST_DECIMALS + 1):
        text = call.text(fact, precision)
        if text.lstrip("+−") != call.at(fact, level, precision):
            return text
    if level == 0:  # the noise of a program's arithmetic: -1.4e-13 keeps its sign and gets no figures
        return ("−" if fact.value < 0 else "+") + printed.lstrip("+−")
    return ("<" if fact.value < level else ">") + printed
