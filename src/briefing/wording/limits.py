"""A number as rounded and the levels beside it → the words that do not contradict them.

99.96% of a target that is not met is "just under 100%", 0.04% that is there "under 0.1%", and beside a claim that x is
above 2 a value of 2.04 is no plain "2". Figures, which stand in columns and at marks, get the decimals that it takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

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

Filter = Callable[..., str]
Limit = float | Fact


def limited(
    say: Filter, name: str, forms: Mapping[str, str], fact: Fact, args: tuple[Any, ...], limits: Iterable[Limit]
) -> str:
    """A filter, its name and arguments, and a fact → its text, which reads like none of the levels that it is not at.

    `limits` are the levels and facts that a claim beside it compares it with; nought and the whole of a share always
    count.
    """
    printed = say(fact, *args)
    if name not in PRECISION or fact.qualifier not in "=≈":
        return printed
    whole = _unrounded(say, fact, args, printed)
    for limit in (*_standing(fact), *limits):
        level = limit.value if isinstance(limit, Fact) else limit
        if isinstance(limit, Fact) and whole:
            continue  # a target of 6 stays 6 beside 6.17: it is the other that must not be rounded to 6
        if not isinstance(limit, Fact) and published(level) > _places(printed):
            continue  # what is above 1.95 may be printed as 2
        near = abs(fact.value - level) < max(1.0, abs(level) / 10)
        if near and fact.value != level and _at(say, fact, level, args) == printed.lstrip("+−"):
            return _told(say, name, forms, fact, args, level, printed)
    return printed


def _unrounded(say: Filter, fact: Fact, args: tuple[Any, ...], printed: str) -> bool:
    """Whether the text holds every digit of the value."""
    texts = (printed, say(fact, _MOST_DECIMALS, *args[1:]))
    shown, full = (Decimal(found[0].replace(",", "")) if (found := _NUMBER.search(text)) else None for text in texts)
    return shown is not None and shown == full


def _at(say: Filter, fact: Fact, level: float, args: tuple[Any, ...]) -> str:
    """The text that the level itself would have, without its sign; empty where the filter cannot say it."""
    try:
        return say(replace(fact, value=level), *args).lstrip("+−")
    except FactError:
        return ""


def _places(printed: str) -> int:
    shown = _NUMBER.search(printed)
    return len(shown[1] or "") if shown else 0


def _standing(fact: Fact) -> Iterator[float]:
    yield 0.0
    if fact.measure == "share" or (fact.unit.startswith("%") and fact.measure in ("value", "ratio", "rest")):
        yield _WHOLE
    if fact.measure == "percent":
        yield -_WHOLE


def _told(
    say: Filter, name: str, forms: Mapping[str, str], fact: Fact, args: tuple[Any, ...], level: float, printed: str
) -> str:
    if name in _IN_WORDS and "under" in forms and fact.qualifier == "=" and not printed.startswith("−"):
        places = _places(printed)
        if level == 0:
            step = Decimal(1).scaleb(-places)
            smallest = say(replace(fact, value=float(step)), *args)
            if smallest != printed and 0 < exact(fact.value) < step:
                return forms["under"].format(smallest)
        elif published(level) <= places:
            return forms["just_under" if abs(fact.value) < abs(level) else "just_over"].format(printed)
    if finer := _finer(say, name, fact, args, level):
        return finer
    if level == 0:  # the noise of a program's arithmetic: -1.4e-13 keeps its sign and gets no figures
        return ("−" if fact.value < 0 else "+") + printed.lstrip("+−")
    return ("<" if fact.value < level else ">") + printed


def _finer(say: Filter, name: str, fact: Fact, args: tuple[Any, ...], level: float) -> str:
    """The text with as few decimals as tell the number from the level; empty where too many would be needed."""
    for precision in range(PRECISION[name] == "figures", _MOST_DECIMALS + 1):
        finer = (precision, *args[1:])
        text = say(fact, *finer)
        if text.lstrip("+−") != _at(say, fact, level, finer):
            return text
    return ""
