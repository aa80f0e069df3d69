"""The series of a table → what each is called and measured in, and where both stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any, Final

import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.activity_names import with_activity_last
from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.column_roles import TableRoles
from briefing.draft.recognition.columns_of_places import without_unit_of_all
from briefing.draft.recognition.head_words import head_words
from briefing.draft.recognition.long_rows import column_of
from briefing.draft.recognition.printed_names import says_something, shortened, title_of
from briefing.draft.recognition.seasonal_adjustment import stated_adjustment
from briefing.draft.recognition.title_lines import without_particulars, without_span
from briefing.draft.recognition.units_in_heads import is_unit, name_and_unit, unit_of_line, unit_words
from briefing.model.unstated import UNIT

_SIGNS: Final[Mapping[str, str]] = {
    "%": "%",
    "％": "%",
    "‰": "‰",
    "$": "dollars",
    "US$": "US dollars",
    "€": "euros",
    "£": "pounds",
}
_POWERS: Final[Mapping[str, str]] = {"3": "thousand", "6": "million", "9": "billion", "12": "trillion"}
# Heads of values that say nothing of what is measured.
GENERIC: Final = re.compile(
    r"obs[ _]?values?|observation values?|values?|amounts?|data|figures?|numbers?|val|数值|值|wert|valeur|valor",
    re.IGNORECASE,
)
_NAME_OF: Final = re.compile(r"(.+)[ _](?:names?|ids?|codes?)", re.IGNORECASE)  # the head of what rows are of
_STATISTIC: Final = re.compile(r"mean|average|median|level|count", re.IGNORECASE)
_VAGUE: Final = re.compile(r"rate|index|price|mean|average|total|level|count|score|percent|share", re.IGNORECASE)
MOST_LETTERS: Final = 80
_MOST_OF_LINES: Final = 60  # letters of a title of several lines; of a longer one the first alone
_UNIT_NAMED: Final = re.compile(
    r"(?:^|[\s(])(?:units?|unité|einheit|unidad|in|单位|單位|単位)\s*[:：]\s*([^();；\n]{1,60})", re.IGNORECASE
)
# What is in no unit that stands with a table of amounts.
_OF_ITS_OWN: Final = re.compile(
    r"\b(?:rates?|ratios?|shares?|percent\w*|index|indices|growth|taux|part|indice|quote|anteil|rang|rank|tasa)\b"
    r"|率|比重|指数|增长|增速|位次",
    re.IGNORECASE,
)
_CODED: Final = re.compile(r"[0-9]+(?:[-–.][0-9]+)*[.):]?\s+(?=\S)")
_CODED_BEHIND: Final = re.compile(r"\s*\[[A-Z0-9][A-Z0-9.,\s-]*\]$")
# Whom a head cites behind the name, as "(World Bank (2016))", "(Office, 2018)" or "(UN, 2015 revision)"; no base or
# month, as "(Base 2015)".
_CITED: Final = re.compile(
    r"\s*\((?!(?:base(?!d on)|constant|chained|real|index|usd|us\$|eur|gbp|since|from|as|by|in|fy|years?|jan(?:uary)?"
    r"|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|(?:nov|dec)(?:ember)?)\b)"
    r"(?=[^\W\d_])[^()]*(?:\([^()]*\)[^()]*)*?"
    r"\(?\b(?:19|20)[0-9]{2}(?: (?:revision|edition|update|release))?\)?\)$",
    re.IGNORECASE,
)
# The same behind a dash, as "– FAO (Food Security Indicators) (2017)".
_CITED_BEHIND: Final = re.compile(
    r"\s+[-–—]\s+(?:(?:[A-Z]{2,}\w*|(?:[A-Z][a-z]+ )+[A-Z][a-z]+)(?:\s*\([^()]*\))*?\s*\((?:19|20)[0-9]{2}\)"
    r"|[A-Z][\w’-]+(?:, [A-Z][\w’-]+)*(?: et al\.?|,? (?:and|&) [A-Z][\w’-]+)\s*\([^()]*\b(?:19|20)[0-9]{2}\b[^()]*\))$"
)
_SEASON: Final = re.compile(
    r"[\s,:;/(–-]+(?:(?:not )?seasonally adjusted|données (?:brutes|CVS(?:-CJO)?)|saisonbereinigt)\)?(?=$|[ ,]+[-–:] )",
    re.IGNORECASE,
)
# Texts of a category for all of it, and the tail of a title that says how a table is divided.
_ALL: Final = re.compile(
    r"_?t|(grand |sub-?)?totals?|all( [a-z]+){0,2}(:.*)?|both sexes|overall|sum|ambos sexos|todas las edades|ensemble"
    r"|les deux sexes|insgesamt|båda könen|totalt|合计|总计",
    re.IGNORECASE,
)
_DIVIDED_BY: Final = re.compile(
    r",?\s+(?:by|par|nach|por)\s+[^\W\d_]+(?:(?:,| and)\s+[a-z]+){0,2}"
    r"(?:, (?:annual|quarterly|monthly)(?: average)?)?$",
    re.IGNORECASE,
)
_OFTEN: Final = re.compile(
    r"(?<=\w),\s*(?:annual|yearly|quarterly|monthly|weekly|daily)(?: (?:data|figures))?$", re.IGNORECASE
)


def title_of_table(table: RawTable) -> str:
    """Return the title of a table without the lines that state its unit, else its file's name in words, without whom
    that cites; that of its sheet where the file's says nothing."""
    lines = [_without_unit(line) for line in without_particulars(table.title.split("\n")) if not unit_of_line(line)]
    stated = "\n".join(lines)
    if len(lines) > 1 and len(stated) > _MOST_OF_LINES:
        stated = shortened(lines[0], _MOST_OF_LINES)
    sheet = table.part if says_something(table.part) and not says_something(table.file) else ""
    title = without_span(title_of(table.file, without_span(stated or sheet)))
    return title if any(lines) else _uncited(title)


def _without_unit(line: str) -> str:
    """Return a line without the unit of all values behind its last comma: "Jobs, in thousands" is jobs."""
    title, _, unit = line.rpartition(", ")
    return title if title and unit_of_line(unit) else line


class SeriesName(Struct, frozen=True):
    """What a series is called and measured in, and where both stand in the table."""

    name: str
    unit: str
    kind: str
    definition: str
    unit_reason: str = ""
    adjustment: str = ""


def series_names(
    table: RawTable, roles: TableRoles, columns: Mapping[str, ColumnProfile], rows: pd.DataFrame, divisions: list[str]
) -> dict[str, SeriesName]:
    """Return the name and unit of each series, by its key in the column `series` of its rows."""
    constant = [name for name in divisions if rows[column_of(name)].nunique() == 1]
    shown = [name for name in divisions if name not in constant] or divisions[:1]
    naming = _Naming(
        roles,
        columns,
        several=rows["head"].nunique() > 1,
        shown=[name for name in shown if name != "unit"],
        by_unit="unit" in shown,
        codes={name: without_codes(rows[column_of(name)].unique()) for name in divisions},
        measure=next((str(rows[column_of(one)].iloc[0]) for one in constant if one in roles.of("indicator")), ""),
        titled=title_of_table(table),
        shared=_shared_unit(table),
    )
    firsts = [
        {str(key): cell for key, cell in row.items()} for row in rows.drop_duplicates("series").to_dict("records")
    ]
    found = naming.all_named(firsts)
    if max((len(item.name) for item in found.values()), default=0) > MOST_LETTERS:
        codes = {name: _without_shared_words(rows[column_of(name)].unique(), naming.codes[name]) for name in divisions}
        shorter = replace(naming, codes=codes)
        found = shorter.all_named(firsts)
    found = _distinct(_without_units_of_others(_without_season(found), naming.shared))
    if roles.time.frequency.unit not in ("month", "quarter"):
        return found
    of_all = stated_adjustment([table.title, *table.footnotes])
    return {
        key: replace(item, adjustment=stated_adjustment([item.name, item.definition]) or of_all)
        for key, item in found.items()
    }


def _in_first_unit(names: dict[str, SeriesName]) -> dict[str, SeriesName]:
    """Return series of which none says its unit but those that are also there in another one, which comes first."""
    seen: set[str] = set()
    found = {}
    for key, item in names.items():
        short = item.name.removesuffix(f" ({item.unit})")
        found[key] = item if short in seen else replace(item, name=short)
        seen.add(short)
    return found


def _without_season(names: Mapping[str, SeriesName]) -> dict[str, SeriesName]:
    """Return series whose names do not say whether they are adjusted for seasons, which their definition does, where
    no other one has that name."""
    short = {key: _SEASON.sub("", item.name) or item.name for key, item in names.items()}
    counts = Counter(short.values())
    return {
        key: item
        if short[key] == item.name or counts[short[key]] > 1
        else replace(item, name=short[key], definition=item.definition or item.name)
        for key, item in names.items()
    }


class _Naming(Struct, frozen=True):
    """What the names of all series of a table depend on: whether there are several columns of values, which categories
    are part of names, texts without their codes, the only measure, and what title and unit the table has."""

    roles: TableRoles
    columns: Mapping[str, ColumnProfile]
    several: bool
    shown: Sequence[str]
    by_unit: bool
    codes: Mapping[str, Mapping[str, str]]
    measure: str
    titled: str
    shared: tuple[str, str]

    def all_named(self, rows: Iterable[Mapping[str, Any]]) -> dict[str, SeriesName]:
        """Return the name and unit of each series, by its key, from a row of each."""
        found = {str(row["series"]): self.named(row) for row in rows}
        return _in_first_unit(found) if self.by_unit else found

    def named(self, row: Mapping[str, Any]) -> SeriesName:
        """Return the name and unit of the series of a row."""
        head, given = str(row["head"]), str(row["unit"])
        label = self.columns[head].facts.label if head else ""
        plain, shown = label or head, _uncited(label or head)
        name, of_head, why = name_and_unit(shown) if head else ("", "", "")
        name = "" if self._is_vague(head) and not self.several else name
        full = name_and_unit(plain)[0] if name and shown != plain else name
        if of_head.startswith("%") and self._is_below_one(head):
            of_head, why = "", ""  # 0.07 is 7% where a share is of one, and 0.07% where it is of a hundred
        unit, reason = self._unit(head, given, (of_head, why))
        texts = {one: str(row[column_of(one)]) for one in self.shown}
        parts = [with_activity_last(self.codes[one].get(text, text)) for one, text in texts.items()]
        if self.roles.of("indicator") and len(parts) == 1 and not given:
            parts[0], of_name, why = name_and_unit(parts[0])
            unit, reason = (of_name, why.replace("head", "name")) if of_name else (unit, reason)
        title = self._title(parts, name)
        measured = name if name and parts and not self.several else ""
        definition = f"{measured}: {title}" if measured else full if full != name else ""
        title = f"{title} ({unit})" if self.by_unit else title
        return SeriesName(title, unit or UNIT, kind_of(unit, f"{title} {measured}"), definition, reason)

    def _is_vague(self, head: str) -> bool:
        """Whether a head says nothing of what is measured: "Value", or "Ward" where there is a column "WardName"."""
        named = [found[1].casefold() for one in self.columns if (found := _NAME_OF.fullmatch(head_words(one)))]
        return bool(GENERIC.fullmatch(head)) or head_words(head).casefold() in named

    def _is_below_one(self, head: str) -> bool:
        """Whether all numbers of a column lie between zero and one."""
        numbers = self.columns[head].floats.dropna()
        return bool(len(numbers) and numbers.between(0, 1).all() and numbers.any())

    def _unit(self, head: str, given: str, of_head: tuple[str, str]) -> tuple[str, str]:
        """Return the unit of a series and where it stands: in the file's facts, in its column, in the head, with the
        values, with the table."""
        stated = self.columns[head].facts.unit if head else self._unit_of_all()
        sign = self.columns[head].numbers.sign if head else _sign_of(self.roles, self.columns)
        if stated:
            return unit_words(stated), "the file says so"
        if given:
            return _labelled(given, self.roles, self.columns), "its column of units"
        of_head = of_head if head else without_unit_of_all(self.roles.of("entity_value"))[1:]
        if of_head[0]:
            return of_head
        return (_SIGNS.get(sign) or unit_words(sign), f"its values are printed with {sign}") if sign else self.shared

    def _unit_of_all(self) -> str:
        """Return the unit that the file says of all columns of values; "" where it says several or none."""
        units = {self.columns[head].facts.unit for head in self.roles.of("value", "entity_value")}
        return next(iter(units)) if len(units) == 1 else ""

    def _title(self, parts: Sequence[str], name: str) -> str:
        """Return the name of a series by its texts of categories and that of its values."""
        about = _SEASON.sub("", name_and_unit(self.titled)[0])
        about = shortened(_OFTEN.sub("", _DIVIDED_BY.sub("", about)), MOST_LETTERS)
        own = [part for part in parts if not _ALL.fullmatch(part)]
        whole = bool(parts) and not own
        if whole and self.measure:
            own = [self.measure]
        if self.several and not own and (_ALL.fullmatch(name) or self._is_vague(name) or _STATISTIC.fullmatch(name)):
            return f"{about}, {name.lower()}"
        words = [*own, *([name] if name and (self.several or not own) else [])]
        if not words:
            return f"{about}, total" if whole else about
        title = ", ".join(words)
        if not own and not self.several and _VAGUE.fullmatch(title):
            return about if title.lower() in about.lower() else f"{about} {title.lower()}"
        return _capital(title) if own else title


def _uncited(head: str) -> str:
    """Return a head without whom it cites at its end, and without brackets in which a long one was cut."""
    if head.endswith("…") and head.count("(") > head.count(")"):
        open_brackets: list[int] = []
        for at, sign in enumerate(head):
            if sign == "(":
                open_brackets.append(at)
            elif sign == ")" and open_brackets:
                open_brackets.pop()
        head = head[: open_brackets[0]].rstrip() or head
    return _CITED.sub("", _CITED_BEHIND.sub("", head.strip())) or head


def _capital(name: str) -> str:
    """Return a name of several words with a capital, if the first is of small letters alone; "gcag" may be a code."""
    return name[:1].upper() + name[1:] if re.match(r"[a-zà-ÿ]{2,},? ", name) else name


def _distinct(names: dict[str, SeriesName]) -> dict[str, SeriesName]:
    """Return names of which no two are alike: with whom their heads cite, else with numbers."""
    counts = Counter(item.name for item in names.values())
    names = {
        key: replace(item, name=item.definition)
        if counts[item.name] > 1 and item.definition.startswith(item.name)
        else item
        for key, item in names.items()
    }
    seen: dict[str, int] = {}
    found = {}
    for key, item in names.items():
        seen[item.name] = seen.get(item.name, 0) + 1
        again = seen[item.name]
        found[key] = item if again == 1 else replace(item, name=f"{item.name} ({again})")
    return found


def _labelled(given: str, roles: TableRoles, columns: Mapping[str, ColumnProfile]) -> str:
    names = roles.of("unit")
    labels = columns[names[0]].facts.labels if names else {}
    if len(names) > 1 and (powers := columns[names[1]].distinct) and len(powers) == 1:
        scale = _POWERS.get(powers[0].partition(":")[0].strip(), "")
        return unit_words(f"{scale} {labels.get(given, given)}".strip())
    return unit_words(labels.get(given, given))


def _sign_of(roles: TableRoles, columns: Mapping[str, ColumnProfile]) -> str:
    signs = {columns[head].numbers.sign for head in roles.of("value", "entity_value")}
    return next(iter(signs)) if len(signs) == 1 else ""


def _without_units_of_others(names: dict[str, SeriesName], shared: tuple[str, str]) -> dict[str, SeriesName]:
    """Return series of which rates and shares have no unit that the table states for its amounts."""
    unit, reason = shared
    theirs = {key for key, item in names.items() if item.unit_reason == reason and _OF_ITS_OWN.search(item.name)}
    if not unit or unit.startswith(("%", "‰")) or len(theirs) == len(names):
        return names
    return {key: replace(item, unit=UNIT, unit_reason="") if key in theirs else item for key, item in names.items()}


def _shared_unit(table: RawTable) -> tuple[str, str]:
    """Return the unit that a title row says for all values, with the reason."""
    for text in (table.title, *table.footnotes):
        if (found := _UNIT_NAMED.search(text)) and is_unit(found[1].strip()):
            return unit_words(found[1].strip()), f"“{found[0].strip()[:60]}” stands with the table"
        for line in text.split("\n"):
            if unit := unit_of_line(line) or unit_of_line(line.rpartition(", ")[2]):
                return unit, f"“{line.strip()[:60]}” stands with the table"
        bracket = re.search(r"[(（](?:in )?([^()（）]{1,60})[)）]\s*$", text)
        if bracket and is_unit(bracket[1]):
            return unit_words(bracket[1]), f"“({bracket[1]})” stands in the title of the table"
    return "", ""


# Heads of values that have no sum, as the prices of several shares.
_PAY: Final = r"(?:pay|earnings?|wages?|salar(?:y|ies)|rents?)\b"
_OFTEN_PAID: Final = r"\b(?:hourly|daily|weekly|monthly)\b"  # to one of many: "annual wages" may be those of all
_LEVELS: Final = re.compile(
    rf"\b(?:price|temperature)\b|\byield\b(?! of\b)|{_OFTEN_PAID}(?: [\w-]+){{0,2}} {_PAY}|\b{_PAY}.*{_OFTEN_PAID}"
    r"|\b(?:lower|upper|first|third) quartile\b|\bpercentile\b|单价|单产|气温",
    re.IGNORECASE,
)
# What is of one of those it is divided among, so that values of two places have no sum.
_DIVIDED: Final = re.compile(
    r"\bper (?:capita|person|head|inhabitant|resident|adult|child|woman|worker|employee|household|pupil|student|[0-9])"
    r"|\b(?:average|mean|median|prevalence|density|intensity|expectancy|proportion|share)\b|人均|平均|每[0-9百千万亿]",
    re.IGNORECASE,
)
_VALUED: Final = re.compile(r"\bat (?:[a-z]+ )?price\b", re.IGNORECASE)  # in heads of amounts: "GDP at constant price"


def kind_of(unit: str, words: str) -> str:
    """Return what kind of number it is, as far as the table says."""
    if unit.startswith(("%", "‰")):
        return "ratio"
    if re.search(r"\bindex\b|指数", f"{unit} {words}", re.IGNORECASE):
        return "index"
    if _LEVELS.search(_VALUED.sub("", words)) or _DIVIDED.search(words):
        return "rate"
    return (
        "rate"
        if re.search(r"\brates?\b(?! of)|率", words, re.IGNORECASE) and "exchange" not in words.casefold()
        else ""
    )


def _without_shared_words(texts: Iterable[object], plain: Mapping[str, str]) -> dict[str, str]:
    """Return texts, without codes as `plain` has them, without the words with which all of them begin."""
    known = {text: plain.get(text, text) for text in map(str, texts)}
    words = [text.split() for text in known.values()]
    shared = sum(1 for _ in takewhile(lambda same: len(set(same)) == 1, zip(*words, strict=False)))
    if len(words) < 2 or not shared or any(len(one) <= shared for one in words):
        return known
    return {text: _capital(" ".join(one[shared:])) for text, one in zip(known, words, strict=True)}


def without_codes(texts: object) -> dict[str, str]:
    """Return texts without the codes before their names, or in brackets behind them, where all have one and none loses
    its name."""
    plain = [str(text) for text in texts]  # type: ignore[attr-defined]
    code = _CODED_BEHIND if any(map(_CODED_BEHIND.search, plain)) else _CODED
    stripped = {text: code.sub("", text, count=1) for text in plain}
    coded = [text for text in plain if stripped[text] != text]
    if len(coded) < max(2, 0.8 * len(plain)) or len(set(stripped.values())) < len(plain):
        return {}
    return {text: name[:1].upper() + name[1:] for text, name in stripped.items()}
