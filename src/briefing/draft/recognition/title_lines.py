"""Lines above a table that say of what it is: which are no title, and which name the only place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.place_names import is_place_head, place_of
from briefing.draft.recognition.roles_by_head import says_which_series
from briefing.draft.recognition.time_texts import MONTHS, one_period
from briefing.draft.recognition.units_in_heads import name_and_unit

# What says how, when and from which table the values are, in a line of its own.
_PARTICULAR: Final = re.compile(
    r"(?:file ?name|report title|author|refer questions to"
    r"|frequency|release(?:d| date)?|last update[d]?|next (?:release|update)|geography"
    r"|period|time|database|dataset|data ?source|extracted(?: on)?|stand"
    r"|datenbank|champ|coverage|fréquence|périodicité|数据库|时间|频率|地区|表号)\s*[:：].*"
    r"|genesis-tabelle\s*[:：].*"
    r"|(?:[\w-]*tabelle|tables?(?: (?:no|number))?|tableau|cuadro|quadro)\s*[:：]\s*"
    r"[\w.-]*[0-9](?:[\w.-]*)(?:\s*\(.*\))?",
    re.IGNORECASE,
)
# The corner of a pivot table, which says how its values were worked out from which column.
_PIVOT: Final = re.compile(
    r"(?:sum|count|average|max|min|summe|anzahl|mittelwert|somme|nombre|moyenne) (?:of|von|de) (?P<name>.+?)"
    r",? (?:column labels|spaltenbeschriftungen|étiquettes de colonnes)",
    re.IGNORECASE,
)
_VALUE: Final = re.compile(r"(?:obs[ _]?)?values?|wert|valeur", re.IGNORECASE)
_MANY: Final = 5  # heads of periods
_NUMBER: Final = re.compile(
    r"(?:table|tableau|tabelle|tab\.|tabla|tabel|cuadro|quadro|表)\s*[0-9]+(?:[.\-–][0-9]+)*[a-z]?\s*[.:：–—-]?\s+(?=\S)",
    re.IGNORECASE,
)
_SECTION: Final = re.compile(
    r"[0-9]{1,2}(?:\.[0-9]{1,2})+\.?\s+(?=[A-ZÀ-Þ][^\W\d_])"
)  # "1.4 Net imports" of a yearbook
# A line that is the number of a page or of a table and no more, as "TABLE S7-33".
_NUMBER_ALONE: Final = re.compile(
    r"[0-9]{1,3}|(?:table|tableau|tabelle|tab\.|tabla|tabel)\s+[A-Z]{0,4}[-.]?[0-9]+(?:[.\-–][0-9]+)*[a-z]?\s*[.:]?",
    re.IGNORECASE,
)
_BEFORE_YEAR: Final = rf"(?:(?:[1-4]?Q[1-4]?|(?:{'|'.join(MONTHS)})[a-z]*\.?)[ -]?)?"
_YEAR: Final = r"(?:1[5-9]|20)[0-9]{2}"
_QUARTER_BEHIND: Final = "(?:[ -]?Q[1-4])?"
# From which year to which a table goes, behind what it is about; "index, 2015–2017 = 100" is a base.
_SPAN: Final = re.compile(
    r"[,;:]?\s*[(\[]?\b(?:(?:from|between|in|for|during|von|zwischen|de|entre) )?(?:the years )?"
    rf"{_BEFORE_YEAR}(?P<first>{_YEAR}){_QUARTER_BEHIND}\s?(?P<joint>to|until|through|and|bis|à|a|至|–|—|-)\s?"
    rf"{_BEFORE_YEAR}(?P<last>{_YEAR}){_QUARTER_BEHIND}[)\]]?(?=\s*(?:[,;(\[\n]|$))",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(
    rf"[,;:]?\s*[(\[]?\b(?:since {_YEAR}|(?:from )?{_YEAR} onwards?)[)\]]?"
    r"(?=\s*(?:[,;(\[\n]|$))",
    re.IGNORECASE,
)


def without_span(title: str) -> str:
    """Return a title without the years from which and to which its table goes: with new rows it would be false, and a
    name of what is measured has none. Two years that follow one another may be a season or a school year, where no
    "and" stands between them."""

    def cut(span: re.Match[str]) -> str:
        return "" if int(span["last"]) - int(span["first"]) > 1 or span["joint"].lower() == "and" else span[0]

    plain = _SINCE.sub("", _SPAN.sub(cut, title)).strip(" ,;:")
    return plain if re.search(r"[^\W\d_]{3}", plain) else title


def without_particulars(lines: Sequence[str]) -> list[str]:
    """Return the lines above a table that may be its title: not "Frequency: monthly", "Table: 12-10" or "Table 12", and
    without the number of a table or section before it; none of those above the one that such a number begins."""
    plain = [_of_pivot(line.strip()) for line in lines]
    numbered = [at for at, line in enumerate(plain) if _NUMBER.match(line) or _SECTION.match(line)]
    titles = [line for line in plain[numbered[-1] if numbered else 0 :] if not _PARTICULAR.fullmatch(line)]
    return [_SECTION.sub("", _NUMBER.sub("", line)) for line in titles if line and not _NUMBER_ALONE.fullmatch(line)]


def _of_pivot(line: str) -> str:
    """Return what the corner of a pivot table says of its values, as "Sales" in "Sum of Sales, Column Labels"; any
    other line as it is."""
    found = _PIVOT.fullmatch(line)
    return line if not found else "" if _VALUE.fullmatch(found["name"]) else found["name"]


def with_title_of_heads(table: RawTable) -> RawTable:
    """Return a table without a title, of periods in all heads but the first, with that one as its title where it says
    what is measured, as "Output per head, current prices (pounds)", and not of whom."""
    head, *rest = map(str, table.frame.columns)
    says = len(head.split()) > 1 and not is_place_head(head) and not says_which_series(head)
    if table.title or not says or len(rest) < _MANY or not all(map(one_period, rest)):
        return table
    name, unit, _ = name_and_unit(head)
    return replace(table, title=f"{name}\nUnit: {unit}" if unit else name)


def with_stated_place(table: RawTable) -> RawTable:
    """Return a table whose only place a line above it names in two cells, as "Geography, Canada", with a column of it,
    where no column has places."""
    lines = table.title.split("\n")
    if any(is_place_head(str(name)) for name in table.frame.columns):
        return table
    for at, line in enumerate(lines):
        head, comma, text = line.partition(", ")
        if comma and is_place_head(head) and place_of(text) is not None and head not in table.frame.columns:
            frame = table.frame.assign(**{head: text})
            return replace(table, frame=frame, title="\n".join([*lines[:at], *lines[at + 1 :]]))
    return table
