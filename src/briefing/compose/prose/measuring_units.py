"""Units of measuring, such as tonnes or weeks: what a text begins with, and whether that is the unit of a fact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_GRAMS, _METRES, _WATT_HOURS, _WATTS, _LITRES = "gram", "metre", "watt hour", "watt", "litre"
_KILO: Final = 3
# Each with what it is a multiple of, and by which power of ten
_WORDS: Final[Mapping[str, tuple[str, int]]] = {
    **dict.fromkeys(("tonne", "tonnes", "吨"), (_GRAMS, 6)),
    **dict.fromkeys(("kilo", "kilos", "千克", "公斤"), (_GRAMS, _KILO)),
    **dict.fromkeys(("gram", "grams", "gramme", "grammes"), (_GRAMS, 0)),
    **dict.fromkeys(("公里", "千米"), (_METRES, _KILO)),
    **dict.fromkeys(("metre", "metres", "meter", "meters"), (_METRES, 0)),
    **dict.fromkeys(("litre", "litres", "liter", "liters"), (_LITRES, 0)),
    **dict.fromkeys(("watt-hour", "watt-hours"), (_WATT_HOURS, 0)),
    **dict.fromkeys(("watt", "watts"), (_WATTS, 0)),
    **dict.fromkeys(("second", "seconds", "秒"), ("second", 0)),
    **dict.fromkeys(("minute", "minutes", "min", "mins", "分钟"), ("minute", 0)),
    **dict.fromkeys(("hour", "hours", "h", "hrs", "小时"), ("hour", 0)),
    **dict.fromkeys(("day", "days", "天"), ("day", 0)),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "周"), ("week", 0)),
    **dict.fromkeys(("month", "months", "个月"), ("month", 0)),
    **dict.fromkeys(("year", "years", "yr", "yrs", "岁"), ("year", 0)),
    **dict.fromkeys(("mile", "miles"), ("mile", 0)),
    **dict.fromkeys(("hectare", "hectares", "ha", "公顷"), ("hectare", 0)),
    **dict.fromkeys(("barrel", "barrels", "bbl", "桶"), ("barrel", 0)),
}  # fmt: skip
_SYMBOLS: Final[Mapping[str, tuple[str, int]]] = {
    "t": (_GRAMS, 6), "g": (_GRAMS, 0), "m": (_METRES, 0), "Wh": (_WATT_HOURS, 0), "W": (_WATTS, 0)
}  # fmt: skip
_PREFIXES: Final[Mapping[str, int]] = {"m": -3, "c": -2, "k": _KILO, "M": 6, "G": 9, "T": 12, "P": 15}
_LONG_PREFIXES: Final[Mapping[str, int]] = {"milli": -3, "centi": -2, "kilo": _KILO, "mega": 6, "giga": 9, "tera": 12}
_SINGLE: Final = ("second", "minute", "hour", "day", "week", "month", "year")  # "year-end", "day rate" are no units
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:-hours?)?(?![²³/]|\^)|[²³/%‰]")
_HAN: Final = re.compile(
    "|".join(sorted((word for word in _WORDS if not word.isascii()), key=lambda word: (-len(word), word)))
)


def first_measured(words: str) -> tuple[str, int] | None:
    """Return what a text begins with, as (gram, 6) of "tonnes a day"; None where that is no unit of measuring."""
    if han := _HAN.match(words):
        return _WORDS[han.group()]
    found = _TOKEN.match(words)
    return _measured(found.group()) if found and found.group().lower() not in _SINGLE else None


def all_measured(words: str) -> list[tuple[str, int]]:
    """Return all units of measuring of a text."""
    named = [_measured(token) for token in _TOKEN.findall(words)]
    return [*filter(None, named), *(_WORDS[word] for word in _HAN.findall(words))]


def _measured(word: str) -> tuple[str, int] | None:
    if word != "m" and (known := _SYMBOLS.get(word) or _WORDS.get(word.lower())):  # m is million too
        return known
    if word != "mt" and (power := _PREFIXES.get(word[:1])) is not None and (base := _SYMBOLS.get(word[1:])):
        return base[0], base[1] + power
    for prefix, power in _LONG_PREFIXES.items():
        if word.lower().startswith(prefix) and (base := _WORDS.get(word.lower().removeprefix(prefix))):
            return base[0], base[1] + power
    return None
