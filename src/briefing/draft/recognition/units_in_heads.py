"""Units where tables have them: in brackets, after a comma, or at the end of a head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from briefing.draft.recognition.printed_names import printed_name, tidied, with_dashes
from briefing.model.unstated import UNIT

# Scales of other languages; without the Spanish "miles", which alone are those of a distance.
_SCALES_ELSEWHERE: Final[Mapping[str, str]] = {
    "millier": "thousand", "milliers": "thousand", "tausend": "thousand", "migliaia": "thousand",
    "millionen": "million", "millones": "million", "milioni": "million",
    "milliard": "billion", "milliards": "billion", "milliarden": "billion", "miliardi": "billion",
}  # fmt: skip
_SCALES: Final = (
    "thousands?", "millions?", "billions?", "trillions?", "mn", "bn", "tn", "mln", "mio", "mrd", "1000", "1,000",
    "1000s", "'000", "000s", "tsd\\.?", "mill\\.", *_SCALES_ELSEWHERE, "百万", "万", "亿", "千",
)  # fmt: skip
_DOLLARS: Final = r"(?:us|nt|hk|au?|ca?|nz|sg?|mx|r)\$"  # and reais, as countries write them apart
_UNITS: Final = (
    "%", "percent", "per", "cent", "percentage", "points?", "pp", "‰", "promille", "permille", "basis", "bps?",
    "porcentajes?", "pourcentages?", "prozent", "procent", "percentuale",
    "usd", "eur", "gbp", "jpy", "cny", "rmb",
    "chf", _DOLLARS, "\\$", "€", "£", "¥", "dollars?", "euros?", "pounds?", "yuan", "yen", "tonnes?", "tons?",
    "metric", "t", "kt", "mt", "gt", "mtco2e?", "tco2e?", "co2e?", "kg", "g", "mg", "km", "m", "cm", "mm", "km2", "km²",
    "m2", "m²", "m3", "m³", "ha", "hectares?", "acres?", "sq", "kwh", "mwh", "gwh", "twh", "mw", "gw", "kw", "pj", "tj",
    "ktoe", "mtoe", "toe", "barrels?", "litres?", "liters?", "°c", "°f", "celsius", "fahrenheit", "degrees?",
    "kelvin", "years?", "days?", "hours?", "minutes?", "seconds?", "ms", "persons?", "people", "inhabitants",
    "residents", "workers", "jobs", "employees", "households", "students", "index", "points", "per", "capita",
    "constant", "current", "prices", "chained", "volumes?", "real", "nominal", "national", "currency", "units?",
    "number", "ratio", "rate", "of", "in", "at", "to", "a", "the", "and", "ppp", "international", "us", "local",
    "元", "美元", "人", "吨", "户", "件", "家", "亿元", "万元",
    "万人", "万吨", "欧元", "％", "个", "公里", "平方米", "度",
    "岁", "千人", "百万人", "円", "千円", "百万円", "億円", "兆円", "歳", "トン", "世帯", "osób", "osoby", "zł", "kr",
    "crowns", "kron[eo]r", "koruny?", "złotych", "zloty", "forints?", "rubles?", "roubles?", "rupees?", "won", "pesos?",
    "reais", "liras?", "francs?", "shillings?", "rand",
    "rs\\.?", "crores?", "lakhs?", "dinars?", "dirhams?", "baht", "rupiah", "riyals?", "lei",
    "personen", "einwohner", "haushalte", "personnes", "habitants", "ménages", "personas", "habitantes", "hogares",
)  # fmt: skip
_SCALE_WORDS: Final = ("thousand", "million", "billion", "trillion")
# Codes of units, as Eurostat has them.
_EUROSTAT: Final[Mapping[str, str]] = {
    "MIO_EUR": "million euros", "MIO_NAC": "million national currency units", "MIO_PPS": "million PPS", "PC": "%",
    "PC_GDP": "% of GDP", "PC_ACT": "% of the active population", "PC_POP": "% of the population", "EUR": "euros",
    "EUR_HAB": "euros per inhabitant", "THS": "thousand", "THS_PER": "thousand persons", "PER": "persons",
    "YR": "years", "I15": "index, 2015 = 100", "I10": "index, 2010 = 100", "I05": "index, 2005 = 100",
    "I2015": "index, 2015 = 100",
}  # fmt: skip
_MONEY: Final = re.compile(
    r"gdp|gnp|gni|gross|sales|revenue|turnover|income|exports?|imports?|trade|value|price|costs?|wages?|debt|spending"
    r"|expenditure|profit|budget|invest|tax|fdi|assets?|capital|loans?|payments?|output|consumption",
    re.IGNORECASE,
)
_SCALE_WORD: Final = re.compile("|".join(_SCALES), re.IGNORECASE)
_UNIT_WORD: Final = re.compile(rf"(?:{'|'.join([*_SCALES, *_UNITS])}|[0-9]+(?:[.,][0-9]+)*|=|–|-)", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\s*[(\[（]([^()\[\]（）]{1,60})[)\]）]\s*")
_OPEN: Final = re.compile(r"[(\[（]")
_CLOSE: Final = re.compile(r"[)\]）]")
# A line that states the unit of all values below it, and may go on.
_LINE: Final = re.compile(
    r"[(\[（]?\s*(?:(?:units?|unité|einheit|unidad|in|单位|單位|単位)\s*[:：]\s*|(?:in|en|angaben in)\s+)"
    r"([^,;，；()（）\[\]]+?)\s*(?:[,;，；()（）\[\]].*)?",
    re.IGNORECASE,
)
_PLURAL: Final = re.compile(r"^(thousand|million|billion|trillion)s\s+of\s+", re.IGNORECASE)
# Words that stand in units and are none by themselves.
_NO_UNIT: Final = re.compile(
    r"per|cent|basis|metric|of|in|at|to|a|the|and|constant|current|prices|chained|volumes?|real|nominal|national|local|international"
    r"|us|capita|=|–|-|[0-9]+(?:[.,][0-9]+)*",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"(?P<name>.*?[^\W_])(?:_|,?\s+(?:in|en)\s+|\s+)(?P<unit>pct|percent|%|usd|eur|gbp|cny|mt|kt|gt|gwh|mwh|twh|kwh"
    r"|mw|gw|kg|km|km2|tonnes|trillion|billion|million|thousands?|bn|mn|degc|celsius|mm|cm"
    r"|(?:trillion|billion|million|thousand)[ _](?:usd|eur|gbp|dollars|euros))",
    re.IGNORECASE,
)
# A sum behind a name: "Output £m".
_MONEY_TAIL: Final = re.compile(r"(?P<name>.*[^\W_]),? (?P<unit>(?:US\$|[$€£¥]) ?(?:k|m|mn|bn|tn))")
# No number before it, as in "below 50% of the median" or "top 10%", which say of whom.
_PERCENT: Final = re.compile(r"(?<![0-9])(?<![0-9] )[%％‰]|= ?100 ?%")
_SHARE_OF: Final = re.compile(
    r"(?<![0-9])(?<![0-9] )(?:%|\bper ?cent\b|\bpercentage\b) of |^(?:percentage|percent|%) (?!points?\b)(?=[a-z])",
    re.IGNORECASE,
)
# So many of whom a head counts for, which its name keeps.
_PER: Final = re.compile(
    r".+?[_ ](?P<unit>per[_ ](?:1[0-9,]*00|hundred|thousand|(?:hundred thousand|million))"
    r"(?:[_ ](?:people|inhabitants|residents|persons|(?:live )?births|women|men|adults|children|households))?)",
    re.IGNORECASE,
)
# The same as a unit alone, as "taux pour 1 000 habitants", "Fälle je 100.000 Einwohner" or "Per Thousand Live-Births".
_FOR_SO_MANY: Final = re.compile(
    r"(?:[^\W\d_]+ ){1,4}(?:pour|par|pro|je|por|per) 1(?:0{1,2}|0{0,2}[ .,’\u00a0\u202f]?000)(?: [^\W\d_]+){1,3}"
    r"|[Pp]er (?:[Hh]undred |[Tt]en )?(?:[Hh]undred|[Tt]housand|[Mm]illion)(?: [^\W\d_]+(?:-[^\W\d_]+)*){1,3}"
)
# So many of what is counted: "miles de pasajeros", "milliers d’emplois"; "miles of road" are a distance.
_SO_MANY_OF: Final = re.compile(
    rf"(?P<scale>thousands?|(?:m|b|tr)illions?|miles(?! of )|{'|'.join(_SCALES_ELSEWHERE)})"
    r"(?: (?:of|de|di) | d['’])(?P<what>[^\W\d_]+(?: [^\W\d_]+){0,2})",
    re.IGNORECASE,
)
# A sign of a currency and a scale in one word, as "M€", "$bn" or "Md €".
_SCALED: Final[Mapping[str, str]] = {
    "k": "thousand", "m": "million", "mn": "million", "mio": "million", "bn": "billion", "b": "billion",
    "tsd": "thousand", "md": "billion", "mds": "billion", "mrd": "billion", "tn": "trillion",
}  # fmt: skip
_SIGNS: Final = rf"{_DOLLARS}|\$|€|£|¥|euros?|eur|usd|gbp|chf|franken|francs|dollars?|dólares"
_MONEY_SCALED: Final = re.compile(
    rf"(?:(?P<scale>{'|'.join(_SCALED)})\.? ?(?P<sign>{_SIGNS})|(?P<first>{_SIGNS}) ?(?P<then>{'|'.join(_SCALED)}))",
    re.IGNORECASE,
)
# A scale of money or a rate behind a name, as in "Saldo in Mio. Franken" and "Dette en milliards d'euros".
_IN_TAIL: Final = re.compile(
    rf"(?P<name>.*[^\W_]),? (?:in|en) (?P<unit>(?:{'|'.join(_SCALED)})\.? (?:{_SIGNS})"
    rf"|(?:(?:m|b|tr)illions?|miles|{'|'.join(_SCALES_ELSEWHERE)}) (?:(?:of|de|di) |d['’])?(?:{_SIGNS})"
    r"|[%‰]|prozent|promille|percent|pourcent|porcentaje)",
    re.IGNORECASE,
)
# An amount for each of another: "gCO2e/km", "kg/ha".
_FOR_EACH: Final = re.compile(
    r"(?:[kMGTmµ]?(?:g|t|l|L|m|W|Wh|J)|[kKMm]?[gt]CO[2₂]e?q?|tonnes?|tons?|litres?|kcal|\$|€|£|US\$|USD|EUR)(?:[23²³])?"
    r"/(?:k?m[23²³]?|ha|hectare|acre|kWh|MWh|GJ|MJ|k?g|t|tonne|l|L|h|s|day|d|week|month|year|yr|a|person|capita|head|cap)"
)
# The base of an index, as "2015 = 100", "Q1 2010=100" or "base 100 en 2015".
_BASE: Final = (
    r"(?:(?:index|indice|índice)[,:]? ?)?(?:base:? )?"
    r"(?:(?P<at>(?:(?:Q[1-4]|[A-Z][a-z]{2,8}\.?) )?(?:19|20)[0-9]{2}(?:[-–][0-9]{2,4})?) ?= ?100"
    r"|100 ?(?:en|in|im|:) ?(?P<of>(?:19|20)[0-9]{2}))"
)
_BASED: Final = re.compile(_BASE)
_BASE_TAIL: Final = re.compile(rf"(?P<name>.*[^\W_]),? (?P<unit>(?!index|indice|índice){_BASE})")
_OFTEN: Final = re.compile(r"(annual|yearly|quarterly|monthly|weekly|daily)", re.IGNORECASE)
_WORDS: Final[Mapping[str, str]] = {
    "pct": "%", "percent": "%", "per cent": "%", "percentage": "%", "porcentaje": "%",
    "pourcentage": "%", "prozent": "%", "procent": "%", "percentuale": "%", "usd": "US dollars", "eur": "euros", 
    "gbp": "pounds",
    "gwh": "GWh", "mwh": "MWh", "twh": "TWh", "kwh": "kWh", "mw": "MW", "gw": "GW", "degc": "°C", "bn": "billion",
    "mn": "million", "thousands": "thousand", "$": "dollars", "us$": "US dollars", "€": "euros",
    "£": "pounds", "％": "%", "dólares": "dollars", "dollari": "dollars", "dólares estadounidenses": "US dollars",
    "dollars américains": "US dollars", "us-dollar": "US dollars", "schweizer franken": "Swiss francs",
    "franken": "francs", "franchi": "francs", "fr": "francs", "euro": "euros", "promille": "‰", "permille": "‰",
    "chf": "Swiss francs", **_SCALES_ELSEWHERE,
}  # fmt: skip


def name_and_unit(head: str) -> tuple[str, str, str]:
    """Return the name that a head gives, its unit, and in words where the unit stood; both "" where it says none."""
    head = tidied(head)
    for before, words, after in _in_brackets(head):
        inner = re.sub(r"^in (?=\S)", "", words)
        name = f"{before} {after}".strip()
        if _OFTEN.fullmatch(inner):
            return printed_name(name), "", ""
        if is_unit(inner):
            return printed_name(name), unit_words(inner, name), f"its head says ({inner})"
        rest, semicolon, unit = inner.rpartition("; ")
        if semicolon and is_unit(unit):
            return printed_name(f"{before} ({rest}) {after}".strip()), unit_words(unit), f"its head says “{unit}”"
        unit, comma, rest = inner.partition(", ")
        if comma and len(unit) > 1 and is_unit(unit):  # "(m, f)" are men and women
            name = f"{before} ({rest}) {after}".strip()
            return printed_name(name), unit_words(unit, name), f"its head says “{unit}”"
    name, comma, unit = head.rpartition(", ")
    if comma and is_unit(unit):
        return printed_name(name), unit_words(unit, name), f"its head says “{unit}”"
    if found := _SHARE_OF.search(head):
        return printed_name(head), "%", f"its head says “{found[0].strip()}”"
    if found := next(filter(None, (tail.fullmatch(head) for tail in (_TAIL, _MONEY_TAIL, _IN_TAIL, _BASE_TAIL))), None):
        return (
            printed_name(found["name"]),
            unit_words(found["unit"].replace("_", " "), found["name"]),
            f"its head ends in “{found['unit']}”",
        )
    if found := _PER.fullmatch(head):
        unit = re.sub("[0-9]{4,}", lambda size: f"{int(size[0]):,}", found["unit"].replace("_", " "))
        return printed_name(head), unit.lower(), f"its head says “{found['unit']}”"
    return printed_name(head), "", ""


def unit_of_line(line: str) -> str:
    """Return the unit that a line above a table states, as "in millions of euros, seasonally adjusted" or "Unit:
    tonnes"; "" for another line."""
    found = _LINE.fullmatch(line.strip())
    words = _PLURAL.sub(r"\1 ", re.sub(r"\bd['’]", "of ", found[1])) if found else ""
    return unit_words(words) if words and is_unit(words) else ""


def _in_brackets(head: str) -> Iterator[tuple[str, str, str]]:
    """Yield what stands before, in and after each pair of brackets that is in no other one, the last first."""
    for found in reversed(list(_BRACKETS.finditer(head))):
        before, after = head[: found.start()], head[found.end() :]
        if before and len(_OPEN.findall(before)) == len(_CLOSE.findall(before)):
            yield before, found[1].strip(), after


def is_unit(words: str) -> bool:
    """Whether words are a unit, as "billion US dollars", "births per woman" or "index, 2015 = 100"."""
    if _PERCENT.search(words) or re.fullmatch(r"[\w.,² ]{2,30} per [\w.,² ]{2,40}", words):
        return True
    if (
        _SO_MANY_OF.fullmatch(words.strip())
        or _MONEY_SCALED.fullmatch(words.strip())
        or _FOR_EACH.fullmatch(words.strip())
        or _FOR_SO_MANY.fullmatch(words.strip())
        or _BASED.fullmatch(words.strip())
    ):
        return True
    parts = re.split(r"[\s,;/]+|(?<=[0-9])(?==)|(?<==)(?=[0-9])", words.strip())
    parts = [part for part in parts if part]
    known = bool(parts) and all(_UNIT_WORD.fullmatch(part) for part in parts)
    return known and any(_SCALE_WORD.fullmatch(part) or not _NO_UNIT.fullmatch(part) for part in parts)


def unit_words(unit: str, name: str = "") -> str:
    """Return a unit as it is printed; a scale alone, of what its name calls a sum of money, lacks the currency."""
    plain = _EUROSTAT.get(unit.strip(), tidied(unit))
    if money := _MONEY_SCALED.fullmatch(plain):
        sign = (money["sign"] or money["first"]).casefold()
        return f"{_SCALED[(money['scale'] or money['then']).casefold()]} {_WORDS.get(sign, sign.upper())}"
    if based := _BASED.fullmatch(plain):
        return f"index, {with_dashes(based['at'] or based['of'])} = 100"
    if counted := _SO_MANY_OF.fullmatch(plain):
        scale = counted["scale"].casefold()
        words = "thousand" if scale == "miles" else _WORDS.get(scale, scale.removesuffix("s"))
        return f"{words} {_WORDS.get(counted['what'].casefold(), counted['what'])}"
    plain = "%" if re.fullmatch(r"(annual|monthly|yearly|quarterly|in) %", plain, re.IGNORECASE) else plain
    plain = re.sub(r"^as (?=%)", "", plain, flags=re.IGNORECASE)  # "wealth (as % of income)"
    plain = plain.lower() if plain.istitle() and plain.startswith("Per ") else plain  # "Per Thousand Residents"
    words = _WORDS.get(plain.casefold(), plain)
    first, _, rest = words.partition(" ")
    scale = rest.casefold().removesuffix("s")
    if scale in _SCALE_WORDS and first.casefold() not in _SCALE_WORDS:
        first, rest = scale, first  # "EUR million", "$ Millions"
    rest = _WORDS.get(rest.casefold(), rest)
    first = first.casefold() if first.casefold() in _SCALE_WORDS else _WORDS.get(first.casefold(), first)
    words = f"{first} {rest}" if rest else first if first in _SCALE_WORDS else words
    lacking = words.casefold() in _SCALE_WORDS and _MONEY.search(name)
    return f"{words}, {UNIT}" if lacking else words
