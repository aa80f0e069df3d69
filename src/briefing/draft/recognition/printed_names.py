"""Heads of columns → names that can be printed, their units, identifiers and titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from briefing.draft.recognition.common_nouns import is_common
from briefing.read.characters import tidy, without_flaws
from briefing.read.settings import is_short_name

LONGEST_KEY: Final = 24
_FROM_YEAR_TO_YEAR: Final = re.compile(r"(?<=\b[12][0-9]{3})\s?-\s?(?=[12][0-9]{3}\b)")
_YEARS_OF_FILE: Final = re.compile(r"(?<=(?<![0-9])[12][0-9]{3})-(?=[12][0-9]{3}(?![0-9]))")
_LONGEST_ACRONYM: Final = 5
_LONGEST_NAME: Final = 120
# Four consonants in a row, or two that no English word begins with.
_SPELLED: Final = re.compile(
    r"[BCDFGHJKLMNPQRSTVWXZ]{4}"
    r"|^(?![BCFGKPS]L|[BCDFGKPTVW]R|[CGKPRSTWZ]H|[GKPS]N|[DST]W|S[CKMPQTZ]|TS|PS|MC|QU|LL)[BCDFGHJKLMNPQRSTVWXZ]{2}"
)
_HAN_COLON: Final = re.compile(r"(?P<name>[^:：]*[\u4e00-\u9fff）])\s*[:：]\s*(?P<behind>[\u4e00-\u9fff][^:：]*)")
_OF_VALUES: Final = re.compile(
    r"(?:当[月季年日周]|本[月季年期]|累计|期末|期初|年末|月末|季末|同比|环比|平均|月度|季度|年度|合计|不变价|现价|季调)"
    r"(?:值|数|额|同比|环比|增减|增速|增长率|平均值|平均|余额)*"
)
# Between the parts of a head; in "PM2_5" stands one number, or a range.
_JOINT: Final = re.compile(r"(?<![A-Za-z][0-9])_+|_+(?![0-9](?:_|$))|(?<!\b[A-Z])\.+")
_CODE: Final = re.compile(r"[A-Z]+[0-9]+[A-Z]*")
# Words of another language, or cut short with a point, with joints in place of blanks: "Raps_und_Rübsen".
_WORDS_OF_OTHERS: Final = re.compile(r"[^\W\d_]{2,}\.?(?:_[^\W\d_]{2,}\.?)+")
_LEAST_PART, _LEAST_WORD = 3, 4  # letters of a part of a head, and of one that is a word
_ACRONYMS: Final = frozenset((
    "gdp", "gni", "gnp", "cpi", "ppi", "hicp", "co2", "ch4", "ghg", "gmsl", "usd", "eur", "gbp", "jpy", "cny", "uk",
    "us", "usa", "eu", "oecd", "imf", "who", "r&d", "rd", "ict", "pct", "ppp", "fdi", "gva",
    "ets", "ecb", "exr", "bea", "bls", "ons", "brics", "asean",
))  # fmt: skip
# Words of file names that say how a table lies, and nothing of what it is about.
_NO_TITLE: Final = frozenset((
    "annual", "yearly", "quarterly", "monthly", "weekly", "daily", "wide", "long", "data", "dataset", "table", "csv",
    "clean", "cleaned", "raw", "export", "final", "tidy", "flat",
))  # fmt: skip
# Words that say nothing where they stand alone, as names of files and sheets.
_NOTHING: Final = _NO_TITLE | {
    "tables", "values", "results", "download", "sheet", "tabelle", "mappe", "daten", "feuil", "donnees", "données",
    "hoja", "datos", "foglio", "dati",
}  # fmt: skip
# How a value changed: "gdp_yoy", "YoY", "Sales q/q".
_CHANGE: Final = re.compile(r"(?:(?P<of>.*[^\W_])[ _.-]+)?(?P<how>yoy|y/y|qoq|q/q|m/m)", re.IGNORECASE)
_BEFORE: Final[Mapping[str, str]] = {
    **dict.fromkeys(("yoy", "y/y"), "a year before"),
    **dict.fromkeys(("qoq", "q/q"), "the previous quarter"),
    "m/m": "the previous month",
}
_WORD: Final = re.compile(r"[^\W\d_]{3,}|.*[\u3040-\u9fff\uac00-\ud7af].*")  # of letters, or of characters
# Whole heads, and words of heads, that are short for what everybody calls so.
_SHORT: Final[Mapping[str, str]] = {
    "pop": "population", "lifeexp": "life expectancy", "life expect": "life expectancy", "gdppercap": "GDP per capita",
    "gdpcap": "GDP per capita", "unemp": "unemployment", "avg": "average", "pct": "percent", "qty": "quantity",
    "emp": "employment", "infl": "inflation", "temp": "temperature", "gov": "government",
}  # fmt: skip


def tidied(text: str) -> str:
    """Return a text of a table without signs that nothing can print, in one line of a sensible length."""
    plain = tidy(without_flaws(text))
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 1].rstrip()}…"


def printed_name(head: str) -> str:
    """Return a head as a name: "life_expect" is “Life expectancy”, "goods_producing" “Goods producing”."""
    plain = _with_wide_colon(with_dashes(tidied(head)))
    if change := _CHANGE.fullmatch(plain):
        words = f"change on {_BEFORE[change['how'].lower()]}"
        whole = change["of"] or ""
        tail = ", year to date" if whole.lower() == "ytd" else ""
        whole = "" if whole.lower() in ("value", "ytd") else whole
        return f"{printed_name(whole)}, {words}" if whole else f"{words.capitalize()}{tail}"
    if plain.isascii() and plain.isalpha() and (plain.isupper() or plain.islower()):
        plain = _one_word(plain)
    snake = bool(re.fullmatch(r"[A-Za-z0-9]+(?:[_.][A-Za-z0-9]+)*_?", plain))
    if not snake or _is_code(plain) or " " in plain:
        return plain.replace("_", " ").strip() if _WORDS_OF_OTHERS.fullmatch(plain) else plain
    plain = re.sub(r"(?<![A-Za-z])([A-Z])\.(?=[A-Z][a-z])", r"\1._", plain)  # "N.Amer" is N. Amer
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", " ", _JOINT.sub(" ", plain)).strip()
    words = _SHORT.get(plain.casefold(), _SHORT.get(words.casefold(), words))
    of_points = "." in plain  # "Mid.Amer", whose capitals are of a name
    parts = [
        part if of_points and part.istitle() and not is_common(part.lower()) else _word(part) for part in words.split()
    ]
    return " ".join(parts)[:1].upper() + " ".join(parts)[1:]


def _with_wide_colon(head: str) -> str:
    """Return a Chinese head with the colon of Chinese; what it says of the values behind it stands in brackets, as a
    sentence goes on after a name: "社会融资规模:当月值" is “社会融资规模（当月值）”."""
    found = _HAN_COLON.fullmatch(head)
    if found is None:
        return head
    name, behind = found["name"], found["behind"]
    return f"{name}（{behind}）" if _OF_VALUES.fullmatch(behind) else f"{name}：{behind}"


def _one_word(head: str) -> str:
    """Return a head of one word in capitals or small letters: known words in small letters, "realgdp" in two as
    "real_gdp"; all others as they are, for they may be abbreviations."""
    low = head.lower()
    if low in _ACRONYMS or (low in _SHORT and len(low) < _LEAST_WORD):
        return head
    if low in _SHORT or (len(low) >= _LEAST_WORD and is_common(low)):
        return low
    for at in range(_LEAST_PART, len(low) - _LEAST_PART + 1):
        first, rest = low[:at], low[at:]
        if _is_whole_word(first) and _is_whole_word(rest) and rest != "land":  # "greenland"
            return f"{first}_{rest}"
    return head


def _is_whole_word(part: str) -> bool:
    return part in _ACRONYMS or (len(part) >= _LEAST_WORD and is_common(part))


def _is_code(head: str) -> bool:
    """Whether a word in capitals is an abbreviation: a short one, or one that nobody can pronounce, as "GNPDEFL"."""
    return head.isupper() and "_" not in head and (len(head) <= _LONGEST_ACRONYM or bool(_SPELLED.search(head)))


def with_dashes(text: str) -> str:
    """Return a text with a dash between two years: “1960–2012”."""
    return _FROM_YEAR_TO_YEAR.sub("–", text)


def _word(part: str) -> str:
    if part.casefold() in _ACRONYMS:
        return part.upper() if part.casefold() not in ("pct",) else "percent"
    word = part.isalpha() and (len(part) > _LEAST_WORD or is_common(part.lower()))  # "SST1" is a code
    low = (part.isupper() and word and len(part) >= _LEAST_WORD) or (part.istitle() and not _CODE.fullmatch(part))
    return _SHORT.get(part.casefold(), part.lower() if low else part)


def title_of(file: str, stated: str = "") -> str:
    """Return the title of an edition: that of the file, else the file's name in words."""
    if stated.strip():
        return with_dashes(tidied(stated))
    stem = re.sub(r"(\.sdmx)?\.[A-Za-z0-9]{1,8}$", "", file.rsplit("/", 1)[-1])
    stem = _YEARS_OF_FILE.sub("–", stem)
    joints = r"[_ ]+" if " " in stem.strip() else r"[-_ .]+"  # of words, which may have hyphens and points of their own
    words = [part.upper() if part.casefold() in _ACRONYMS else part for part in re.split(joints, tidied(stem)) if part]
    words = [_SHORT.get(word.casefold(), word) for word in words]
    text = " ".join(word for word in words if word.casefold() not in _NO_TITLE) or " ".join(words) or "Draft"
    return text[:1].upper() + text[1:]


def says_something(name: str) -> bool:
    """Whether the name of a file or of a sheet has a word of what it is about: "ca-8-2-1" and "Data" have none."""
    words = re.split(r"[\W_]+", re.sub(r"\.[A-Za-z0-9]{1,8}$", "", name))
    return any(_WORD.fullmatch(word) and word.casefold() not in _NOTHING for word in words)


def shortened(text: str, most: int) -> str:
    """Return the parts of a long title, between dashes or commas, that have room; else its first words."""
    if len(text) <= most:
        return text
    ends = (at for at in range(most, 0, -1) if re.match(r"\s+[-–—(]\s?|[,;:]\s", text[at:]))
    head = next((text[:at] for at in ends if text[:at].count("(") <= text[:at].count(")")), "")
    return head or f"{text[:most].rpartition(' ')[0] or text[:most]}…"


def slug_of(title: str) -> str:
    """Return the name that files of an edition begin with."""
    plain = _plain(title, "-")[:60].strip("-")
    return (
        plain if plain and not re.fullmatch("con|prn|aux|nul|com[0-9]|lpt[0-9]", plain) else f"draft-{plain}".strip("-")
    )


def _plain(words: str, joint: str) -> str:
    """Return words in small ASCII letters and digits: "région" as "region"."""
    letters = (sign for sign in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(sign))
    return re.sub("[^a-z0-9]+", joint, "".join(letters)).strip(joint)


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Return an identifier for each name, readable, unique and at most 24 characters long."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, name in enumerate(names, start=1):
        plain = _plain(name, "_")
        plain = plain if plain[:1].isalpha() else f"series_{plain}".strip("_") if plain else f"series_{number}"
        key = _cut(plain, LONGEST_KEY)
        key = free_key(key if is_short_name(key) else _cut(f"{key}_series", LONGEST_KEY), taken)
        taken.add(key)
        found[name] = key
    return found


def free_key(base: str, taken: Collection[str]) -> str:
    """Return an identifier, with a number at its end if it is taken."""
    tails = ("", *(f"_{step}" for step in range(2, len(taken) + 3)))
    keys = (f"{base[: LONGEST_KEY - len(tail)].rstrip('_')}{tail}" if tail else base for tail in tails)
    return next(key for key in keys if key not in taken)


def _cut(words: str, most: int) -> str:
    """Return an identifier of whole words, cut where one alone is too long; it ends with none that joins others."""
    if len(words) <= most:
        return words
    head = words[: most + 1].rpartition("_")[0]
    head = re.sub("(_(and|of|or|the|in|per|for|to|by|a))+$", "", head)
    return head if len(head) >= most // 3 else words[:most].rstrip("_")
