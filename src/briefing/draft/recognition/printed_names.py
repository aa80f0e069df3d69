"""Heads of columns → names that can be printed, their units, identifiers and titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from briefing.draft.recognition.unstated import UNIT
from briefing.read.characters import tidy, without_flaws
from briefing.read.settings import is_short_name

LONGEST_KEY: Final = 24
_LONGEST_NAME: Final = 120
_ACRONYMS: Final = frozenset(
    "gdp gni gnp cpi ppi hicp co2 ch4 ghg gmsl usd eur gbp jpy cny uk us usa eu oecd imf who r&d rd ict pct ppp fdi gva".split()
)
# Whole heads, and words of heads, that are short for what everybody calls so.
_SHORT: Final[Mapping[str, str]] = {
    "pop": "population", "lifeexp": "life expectancy", "life expect": "life expectancy", "gdppercap": "GDP per capita",
    "gdpcap": "GDP per capita", "unemp": "unemployment", "avg": "average", "pct": "percent", "qty": "quantity",
    "emp": "employment", "infl": "inflation", "temp": "temperature", "gov": "government", "exp": "exports",
}  # fmt: skip
_SCALES: Final = "thousands? millions? billions? trillions? mn bn tn mln mio mrd 1000 1,000 1000s '000 000s 百万 万 亿 千".split()
_UNITS: Final = (
    "% percent per cent percentage points? pp ‰ usd eur gbp jpy cny rmb chf us\\$ \\$ € £ ¥ dollars? euros? pounds? yuan yen"
    " tonnes? tons? t kt mt gt mtco2e? tco2e? co2e? kg g mg km m cm mm km2 km² m2 m² m3 m³ ha hectares? acres? sq kwh mwh gwh twh mw"
    " gw kw pj tj ktoe mtoe toe barrels? litres? liters? °c °f celsius fahrenheit degrees? kelvin years? days? hours? minutes?"
    " seconds? ms persons? people inhabitants residents workers jobs employees households students index points per capita"
    " constant current prices chained volumes? real nominal national currency units? number ratio rate of in at to a the and ppp"
    " international us local 元 美元 人 吨 户 件 家 亿元 万元 万人 万吨 欧元 ％ 个 公里 平方米 度 岁"
).split()
_UNIT_WORD: Final = re.compile(rf"(?:{'|'.join([*_SCALES, *_UNITS])}|[0-9]+(?:[.,][0-9]+)*|=|–|-)", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"(?P<name>.+?)\s*[(\[（](?P<inner>[^()\[\]（）]{1,60})[)\]）]\s*(?P<rest>.*)")
_TAIL: Final = re.compile(
    r"(?P<name>.*?[^\W_])(?:_|\s+in\s+|,\s*in\s+|\s+)(?P<unit>pct|percent|%|usd|eur|gbp|cny|mt|kt|gt|gwh|mwh|twh|kwh|mw|gw|kg|km|km2|tonnes"
    r"|trillion|billion|million|thousands?|bn|mn|degc|celsius|mm|cm|(?:trillion|billion|million|thousand)[ _](?:usd|eur|gbp|dollars|euros))",
    re.IGNORECASE,
)
_OFTEN: Final = re.compile(r"(annual|yearly|quarterly|monthly|weekly|daily)", re.IGNORECASE)
_WORDS: Final[Mapping[str, str]] = {
    "pct": "%", "percent": "%", "per cent": "%", "percentage": "%", "usd": "US dollars", "eur": "euros", "gbp": "pounds",
    "gwh": "GWh", "mwh": "MWh", "twh": "TWh", "kwh": "kWh", "mw": "MW", "gw": "GW", "degc": "°C", "bn": "billion",
    "mn": "million", "thousands": "thousand", "$": "dollars", "us$": "US dollars", "€": "euros", "£": "pounds", "％": "%",
}  # fmt: skip


def tidied(text: str) -> str:
    """Return a text of a table without signs that nothing can print, in one line of a sensible length."""
    plain = tidy(without_flaws(text))
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 1].rstrip()}…"


def name_and_unit(head: str) -> tuple[str, str, str]:
    """Return the name that a head gives, its unit, and in words where the unit stood; both "" where it says none."""
    head = tidied(head)
    if found := _BRACKETS.fullmatch(head):
        inner = found["inner"].strip()
        name = f"{found['name']} {found['rest']}".strip()
        if _OFTEN.fullmatch(inner):
            return printed_name(name), "", ""
        if is_unit(inner):
            return printed_name(name), unit_words(inner), f"its head says ({inner})"
    name, comma, unit = head.rpartition(", ")
    if comma and is_unit(unit):
        return printed_name(name), unit_words(unit), f"its head says “{unit}”"
    if found := _TAIL.fullmatch(head):
        return printed_name(found["name"]), unit_words(found["unit"].replace("_", " ")), f"its head ends in “{found['unit']}”"
    return printed_name(head), "", ""


def is_unit(words: str) -> bool:
    """Whether words are a unit, as "billion US dollars" or "index, 2015 = 100"."""
    parts = re.split(r"[\s,;/]+|(?<=[0-9])(?==)|(?<==)(?=[0-9])", words.strip())
    return bool(parts) and all(_UNIT_WORD.fullmatch(part) for part in parts if part)


def unit_words(unit: str) -> str:
    """Return a unit as it is printed; a scale alone says that what it counts is not stated."""
    plain = tidied(unit)
    words = _WORDS.get(plain.casefold(), plain)
    first, _, rest = words.partition(" ")
    rest = _WORDS.get(rest.casefold(), rest)
    words = f"{_WORDS.get(first.casefold(), first)} {rest}".strip() if rest else words
    return f"{words}, {UNIT}" if words.casefold() in ("thousand", "million", "billion", "trillion") else words


def printed_name(head: str) -> str:
    """Return a head as a name: "life_expect" is “Life expectancy”, "goods_producing" “Goods producing”."""
    plain = tidied(head)
    snake = bool(re.fullmatch(r"[A-Za-z0-9]+(?:[_.][A-Za-z0-9]+)*_?", plain))
    if not snake or (plain.isupper() and len(plain) <= 6) or " " in plain:
        return plain
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", " ", re.sub("[_.]+", " ", plain)).strip()
    words = _SHORT.get(plain.casefold(), _SHORT.get(words.casefold(), words))
    parts = [_word(part) for part in words.split()]
    return " ".join(parts)[:1].upper() + " ".join(parts)[1:]


def _word(part: str) -> str:
    if part.casefold() in _ACRONYMS:
        return part.upper() if part.casefold() not in ("pct",) else "percent"
    lower = part.lower() if part.isupper() and len(part) > 4 or part.istitle() else part
    return _SHORT.get(part.casefold(), lower)


def title_of(file: str, stated: str = "") -> str:
    """Return the title of an edition: that of the file, else the file's name in words."""
    if stated.strip():
        return tidied(stated)
    stem = re.sub(r"(\.sdmx)?\.[A-Za-z0-9]{1,8}$", "", file.rsplit("/", 1)[-1])
    words = [part.upper() if part.casefold() in _ACRONYMS else part for part in re.split(r"[-_ .]+", tidied(stem)) if part]
    text = " ".join(words) or "Draft"
    return text[:1].upper() + text[1:]


def slug_of(title: str) -> str:
    """Return the name that files of an edition begin with."""
    plain = re.sub("[^a-z0-9]+", "-", title.casefold()).strip("-")[:60].strip("-")
    return plain if plain and not re.fullmatch("con|prn|aux|nul|com[0-9]|lpt[0-9]", plain) else f"draft-{plain}".strip("-")


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Return an identifier for each name, readable, unique and at most 24 characters long."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, name in enumerate(names, start=1):
        plain = re.sub("[^a-z0-9]+", "_", name.casefold()).strip("_")
        plain = plain if plain[:1].isalpha() else f"series_{plain}".strip("_") if plain else f"series_{number}"
        key = _cut(plain, LONGEST_KEY)
        key = key if is_short_name(key) else _cut(f"{key}_series", LONGEST_KEY)
        step = 2
        base = key
        while key in taken:
            tail = f"_{step}"
            key, step = f"{base[: LONGEST_KEY - len(tail)].rstrip('_')}{tail}", step + 1
        taken.add(key)
        found[name] = key
    return found


def _cut(words: str, most: int) -> str:
    """Return an identifier of whole words, cut where one alone is too long."""
    if len(words) <= most:
        return words
    kept = words[: most + 1].rpartition("_")[0]
    return kept if len(kept) >= most // 2 else words[:most].rstrip("_")
