"""Texts of a column → numbers as they were published: one notation for the whole column, with what stands next to them.

"1.234,5", "1 234.5", "$1,234", "(12)", "2.4p", "<5", "45 %" and ".." are read; what is none of these is no number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct

Decimal = Literal[".", ","]

# What stands for no value, and SDMX's status for it: M cannot exist, O missing, Q suppressed.
_MISSING: Final[Mapping[str, str]] = {
    **dict.fromkeys(("", "..", "...", "…", ":", "-", "–", "—", "--", ".", "?", "*"), "O"),
    **dict.fromkeys(("n/a", "na", "#n/a", "#na", "n.a."), "O"),
    **dict.fromkeys(("nan", "null", "none", "nil", "missing", "not available", "#value!", "#div/0!", "#ref!"), "O"),
    **dict.fromkeys(("no data", "n/d", "***", "**", "k.a.", "k. a.", "keine angabe", "sin dato", "s/d", "s.d."), "O"),
    **dict.fromkeys(("<na>", "(na)", "nd", "n.d.", "无", "缺", "暂无", "不详", "．．", "n. a."), "O"),
    **dict.fromkeys(("x", "(x)", "c", "(c)", "s", "(s)", "(d)", ": c", ":c", "suppressed", "confidential"), "Q"),
    **dict.fromkeys(("z", "(z)", ": z", ":z", "not applicable"), "M"),
    **dict.fromkeys((": u", ":u", ": n", ": m"), "O"),
}  # fmt: skip
# Letters after a value → SDMX's status; those of Eurostat and of statistical offices.
FLAGS: Final[Mapping[str, str]] = {
    "p": "P", "(p)": "P", "e": "E", "(e)": "E", "b": "B", "d": "D", "f": "F", "i": "I", "u": "U", "s": "E", "r": "A",
    "(r)": "A", "k": "K", "n": "N", "bp": "B", "ep": "E", "be": "B", "bd": "B", "de": "D", "du": "D", "dp": "D",
    "eu": "E", "bu": "B", "pe": "E", "初": "P", "(初步)": "P",
}  # fmt: skip
EXACT: Final = "="
QUALIFIERS: Final[Mapping[str, str]] = {
    "<": "≤", "≤": "≤", "<=": "≤", ">": "≥", "≥": "≥", ">=": "≥", "~": "≈", "≈": "≈", "c.": "≈", "ca.": "≈",
}  # fmt: skip
_MONEY: Final = r"US\$|\$|€|£|¥|￥"
_BLANKS: Final = r" \u00a0\u2009\u202f"  # between thousands: plain, no-break, thin and narrow no-break ones
_BODY: Final = rf"[0-9][0-9.,'’{_BLANKS}]*|[.,][0-9]+"
_TEXT: Final = re.compile(
    rf"(?P<qualifier><=|>=|[<≤>≥~≈]|ca?\.)?\s*(?P<open>\()?(?P<sign>[-+−–]?)\s*(?P<money>{_MONEY})?\s*(?P<sign2>[-−]?)"
    rf"(?P<body>{_BODY})(?P<exponent>[eE][+-]?[0-9]{{1,3}})?\s*(?P<inner>[%％‰])?\s*(?P<close>\))?"
    r"\s*(?P<after>%|％|‰|€|£|\$|per ?cent\b|pct\b)?\s*(?P<flag>\(?[A-Za-z初步]{1,4}\)?|\*{1,3}|[¹²³†‡])?"
)
# Signs of footnotes after a value, as in "698.4 2)" and "12,3 ¹)".
_FOOTNOTES: Final = re.compile(r"(?<=[0-9%‰])(?:\s+[0-9]{1,2}\)|\s*[¹²³⁴-⁹]\)?|\s*\[[0-9a-z]{1,2}\])+$")
_NINES: Final = re.compile(r"-(?:9{2,5}|9{1,5}\.9{1,3}|9{2,5}\.0+)")
_FAR: Final = 2.0  # times as far from zero as all others
# A number with a unit, which is no letter that scales it ("2.5k", "3 m") and no age ("15 years").
_WITH_UNIT: Final = re.compile(
    r"(?P<number>[^A-Za-zµ°]*[0-9])\s*(?P<unit>(?!(?:[kmb]|(?:year|month|week|day|hour|yr|st|nd|rd|th)s?)\b)"
    r"[A-Za-zµ°][A-Za-z0-9µ°²³/^.-]{0,11}(?: [A-Za-z²³/]{1,12}){0,2})",
    re.IGNORECASE,
)


class ReadNumber(Struct, frozen=True):
    """A number as published, with a decimal point and nothing else; `text` is empty where there is none, for the reason
    `status`. `rounded_from` is the qualifier of a bound."""

    text: str
    qualifier: str = "="
    status: str = ""


class NumberTexts(Struct, frozen=True):
    """The texts of a column as numbers, each by its text; `sign` is what stands with all of them, as %, $ or kg, and
    `units` are the units that stand with some, which are not read if they are several."""

    numbers: Mapping[str, ReadNumber]
    unread: tuple[str, ...]
    sign: str
    decimal: Decimal
    reasons: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def values(self) -> int:
        """How many different texts are numbers."""
        return sum(1 for number in self.numbers.values() if number.text)


def is_missing(text: str) -> bool:
    """Whether a text stands for no value."""
    return text.strip().casefold() in _MISSING


def read_numbers(texts: Iterable[str], decimal: Decimal | None = None) -> NumberTexts:
    """Return what the different texts of a column are as numbers. `decimal` is the sign where they do not decide."""
    numbers, found, units, unread = _matches(texts)
    fillers = _fillers(found)
    numbers |= dict.fromkeys(fillers, ReadNumber("", status="O"))
    found = {text: match for text, match in found.items() if text not in fillers}
    bodies = [match["body"].strip() for match in found.values()]
    sign, notes = _decimal_sign(bodies, decimal)
    notes += [f"{text.strip()} stands for no value" for text in fillers]
    signs: Counter[str] = Counter()
    for text, match in found.items():
        body = _plain(match["body"].strip(), sign)
        if body is None:
            unread.append(text)
            continue
        after = match["after"] or match["inner"] or ""
        signs[match["money"] or ("%" if after[:1] in ("p", "P") else after) or units.get(text, "")] += 1
        negative = (match["sign"] or match["sign2"]) in ("-", "−", "–") and bool(match["sign"] or match["sign2"])
        negative = negative or bool(match["open"] and match["close"])
        written = f"{'-' if negative else ''}{body}{match['exponent'] or ''}"
        flag = (match["flag"] or "").casefold()
        numbers[text] = ReadNumber(written, QUALIFIERS.get(match["qualifier"] or "", "="), FLAGS.get(flag, ""))
    most, count = signs.most_common(1)[0] if signs else ("", 0)
    alike = most if count == sum(signs.values()) else ""
    return NumberTexts(numbers, tuple(unread), alike, sign, tuple(notes), tuple(dict.fromkeys(units.values())))


def _matches(
    texts: Iterable[str],
) -> tuple[dict[str, ReadNumber], dict[str, re.Match[str]], dict[str, str], list[str]]:
    """Return the texts that stand for no value, those that are numbers, the units that stand with these, and others.

    Values in several units, or of which only some have one, are no numbers of one column.
    """
    missing: dict[str, ReadNumber] = {}
    found: dict[str, re.Match[str]] = {}
    units: dict[str, str] = {}
    unread: list[str] = []
    for text in dict.fromkeys(texts):
        plain = text.strip()
        if "(" not in plain:  # else the last bracket closes that one
            plain = _FOOTNOTES.sub("", plain)
        if plain.casefold() in _MISSING:
            missing[text] = ReadNumber("", status=_MISSING[plain.casefold()] if plain else "")
        elif (match := _TEXT.fullmatch(plain)) and _flagged(match):
            found[text] = match
        elif (cut := _WITH_UNIT.fullmatch(plain)) and (match := _TEXT.fullmatch(cut["number"])) and _flagged(match):
            found[text], units[text] = match, cut["unit"]
        else:
            unread.append(text)
    if units and (len(set(units.values())) > 1 or len(units) < len(found)):
        unread += units
        found = {text: match for text, match in found.items() if text not in units}
    return missing, found, units, unread


def _fillers(found: Mapping[str, re.Match[str]]) -> list[str]:
    """Return the texts that fill cells without a value, as -99.99 and -999 do among numbers above zero or far nearer to
    it."""
    nines = [text for text in found if _NINES.fullmatch(text.strip())]
    if not nines or len(nines) == len(found):
        return []
    others = [text for text in found if text not in nines]
    sizes = [abs(float(plain)) for text in others if (plain := _plain(found[text]["body"].strip(), "."))]
    below = any(found[text]["sign"] in ("-", "−", "–") or found[text]["open"] for text in others)
    most = max(sizes, default=0.0)
    return [text for text in nines if not below or abs(float(text.strip())) > _FAR * most]


def _flagged(match: re.Match[str]) -> bool:
    """Whether brackets close and letters after the number are a flag."""
    flag = (match["flag"] or "").casefold()
    known = not flag or flag in FLAGS or not flag.strip("*¹²³†‡")
    return known and bool(match["open"]) == bool(match["close"])


def _decimal_sign(bodies: list[str], hint: Decimal | None) -> tuple[Decimal, list[str]]:
    """Return the decimal sign of all numbers of a column: that for which one of them is proof, else the likelier."""
    point = [text for text in bodies if _proves(text, ".", ",")]
    comma = [text for text in bodies if _proves(text, ",", ".")]
    if point and not comma:
        return ".", []
    if comma and not point:
        return ",", [f"a comma is the decimal sign, as in {comma[0]}"]
    if point and comma:
        return (".", []) if len(point) >= len(comma) else (",", [])
    if hint is not None:
        return hint, []
    grouped = next((text for text in bodies if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", text)), "")
    return ".", [f"commas separate thousands, as in {grouped}"] if grouped else []


def _proves(text: str, decimal: str, group: str) -> bool:
    """Whether a number can only be read with a decimal sign."""
    if decimal not in text:
        return text.count(group) > 1
    head, _, tail = text.rpartition(decimal)
    if text.count(decimal) > 1:
        return False
    if not tail.isdigit():
        return False
    return group in head or len(tail) != 3 or not head or head == "0" or len(re.sub("[^0-9]", "", head)) > 3


def _plain(body: str, decimal: Decimal) -> str | None:
    """Return a number with a decimal point and without separators; None for what the notation does not allow."""
    head, point, tail = body.partition(decimal)
    groups = re.split(rf"[.,'’{_BLANKS}]", head)
    if (not tail.isdigit() and tail) or (point and not tail and not head):
        return None
    if len(groups) > 1 and (any(len(part) != 3 for part in groups[1:]) or not 1 <= len(groups[0]) <= 3):
        indian = all(len(part) in (2, 3) for part in groups[1:]) and len(groups[-1]) == 3 and len(groups[0]) <= 2
        if not indian:
            return None
    whole = "".join(groups) or "0"
    return f"{whole}.{tail}" if tail else whole
