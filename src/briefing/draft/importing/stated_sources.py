"""Lines above and below a table → what they state of its publication."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from typing import Final

from briefing.draft.raw_table import StatedSource
from briefing.model.period_notation import NotationError, parse_period

_SOURCE: Final = re.compile(
    r"\W*(?:data )?(?:sources?|quellen?|fuentes?|fonte|källa|kilde|资料来源|数据来源|来源)\s*[:：,]\s*(?P<text>.+)",
    re.IGNORECASE | re.DOTALL,
)
# "How to cite: Register of Islands. Table 4".
_CITE: Final = re.compile(r"\W*how to cite\s*[:：]\s*(?P<text>[^.:]{2,80})\.\s.*", re.IGNORECASE | re.DOTALL)
_OWNER: Final = re.compile(r"\W*(?:©|\(c\)|copyright:?)\s*(?P<text>.+)", re.IGNORECASE | re.DOTALL)
_UPDATED: Final = re.compile(
    r"\W*(?:(?:last )?updated?(?: date| on)?|released?(?: date| on)?|date of version)[\s:,]*"
    r"(?:(?P<day>\d{4}-\d\d-\d\d)|(?P<one>\d{1,2})(?P<sign>[/.])(?P<two>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
# The first line of what a database writes: "Data extracted on 31/12/2024 13:32:49 from [ESTAT]".
_EXTRACTED: Final = re.compile(r"data extracted on .+? from \[(?P<code>[A-Z]+)\]", re.IGNORECASE)
_OFFICES: Final = {"ESTAT": "Eurostat"}
DATASET: Final = re.compile(
    r"(?:dataset|datensatz|data from database)\s*[:：][\s,]*(?P<text>.+?)(?:\s*\[[^\[\]]*\])?", re.IGNORECASE
)
_MONTHS: Final = {
    **{word.casefold(): number for number, name in enumerate(calendar.month_name) for word in (name, name[:3])},
    "sept": 9,
}
_MONTH: Final = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
# When the figures were published, in words: "Released 12 February 2026", "Last updated: March 5, 2024".
_RELEASED: Final = tuple(
    re.compile(
        r"\b(?:last[ -]updated|updated|released|published|(?:release|publication) date|date of (?:release|publication))"
        rf"(?: on| in)?\s*:?\s+{day}\b",
        re.IGNORECASE,
    )
    for day in (
        r"(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? {_YEAR}",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
        rf"{_MONTH},? {_YEAR}",
    )
)
# What is published behind who does so: "Statistical Office, Labour Force Survey".
_OF_OFFICE: Final = re.compile(
    r"\b(?:offices?|institut\w*|bureau|agency|ministry|department|bank|authority|commission|council|statistics|service"
    r"|university|centre|center)\b",
    re.IGNORECASE,
)
_PUBLISHED: Final = re.compile(
    r"(?:[^\W\d_][\w’'&-]*\s){1,6}(?:survey|census|accounts|database|yearbook|bulletin|report|register|panel|monitor)"
    r"(?:,? (?:19|20)[0-9]{2})?",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\s*\(?(?P<number>[1-9])[.)]\s*(?P<text>[^\W\d].*)", re.DOTALL)  # of several sources
_ADDRESS: Final = re.compile(r"https?://[^\s,;)\]]+")
_EMPTY: Final = re.compile(r"\(\s*\)|\[\s*\]")  # brackets around an address that was taken out
# What a line explains behind the publisher: "(p) provisional; n.d.: not available".
_LEGEND: Final = re.compile(r"[.;,]\s+(?:\([^()]{1,5}\)|(?:[A-Z]{1,3}|[a-z.*]{1,5})\s*[:=：])\s.*", re.DOTALL)
# Where in a publication, behind its name: "Harbour Yearbook › Table 3 (p. 12) | Table 4".
_PLACE: Final = re.compile(
    r"\s*[›»>|]\s*(?:tables?|tab\.|charts?|figures?|fig\.|pages?|pp?\.|sheets?|tableaux?|tabellen?|abbildung|cuadros?"
    r"|quadros?|gráficos?|图|表)(?![^\W\d_]).*",
    re.IGNORECASE | re.DOTALL,
)
MOST_PUBLISHER: Final = 200  # signs of what is printed as the publisher


def states_source(line: str) -> bool:
    """Return whether a line names the source or the day of the last update, so that it is no title."""
    return any(rule.match(line) for rule in (_SOURCE, _OWNER, _UPDATED, _EXTRACTED)) or any(
        found.end() >= len(line.strip()) - 1 for rule in _RELEASED if (found := rule.match(line.strip()))
    )


def stated_source(lines: Sequence[str]) -> StatedSource:
    """Return the source that a line names, as "Source: Register of Islands" or "© Register of Islands", with what is
    published, where it stands behind a comma, with its address, and the day of the release or last update; each is
    empty where no line says it."""
    found = (
        (found["text"], at)
        for rule in (_SOURCE, _OWNER, _CITE)
        for at, found in enumerate(map(rule.match, lines))
        if found
    )
    named, at = next(found, ("", 0))
    named = _several([named, *lines[at + 1 :]]) or named
    updated = next((_day_of(found) for found in map(_UPDATED.match, lines) if found), "")
    named, released = _without_day(named)
    days = (released, *(_without_day(line)[1] for line in lines if states_source(line)))
    updated = updated or next(filter(None, days), "")
    address = _ADDRESS.search(named)
    publisher = _EMPTY.sub("", _ADDRESS.sub("", _PLACE.sub("", _LEGEND.sub("", named)))).strip(" .,;:")
    publisher, title = _parted(publisher)
    if not publisher:
        codes = [found["code"].upper() for found in map(_EXTRACTED.match, lines) if found]
        publisher = next((_OFFICES[code] for code in codes if code in _OFFICES), "")
    title = title or next((found["text"] for found in map(DATASET.fullmatch, lines) if found), "")
    return StatedSource(
        publisher=publisher if len(publisher) <= MOST_PUBLISHER else "",
        title=title,
        published=updated,
        url=address.group().rstrip(".") if address else "",
    )


def _several(lines: Sequence[str]) -> str:
    """Return the sources that lines count from 1 on, as "1. Fisheries Agency" and "2. Harbour Board"; "" for others."""
    found: list[str] = []
    for at, line in enumerate(lines, start=1):
        one = _NUMBERED.match(line)
        if one is None or one["number"] != str(at):
            break
        found.append(one["text"].strip(" .;"))
    return "; ".join(found)


def _day_of(found: re.Match[str]) -> str:
    """Return the day of a last update in ISO form; "" for a month and a day which it does not tell from each other."""
    if found["day"]:
        return found["day"]
    one, two = found["one"], found["two"]
    orders = [(two, one)] if found["sign"] == "." else [(two, one), (one, two)]  # a point stands behind the day
    days = {_day({"iso": f"{found['year']}-{month:0>2}-{day:0>2}"}) for month, day in orders} - {""}
    return days.pop() if len(days) == 1 else ""


def _without_day(text: str) -> tuple[str, str]:
    """Return a text without the sentence or bracket that says when figures were published, and that day, or month; ""
    where none does."""
    for pattern in _RELEASED:
        if (found := pattern.search(text)) and (day := _day(found.groupdict())):
            return f"{text[: found.start()].rstrip(' (.,;–—-')}{text[found.end() :].lstrip(').')}", day
    return text, ""


def _day(found: Mapping[str, str | None]) -> str:
    """Return a day or a month in ISO form; "" for what is none."""
    written = found.get("iso") or ""
    if number := _MONTHS.get((found.get("month") or "").casefold()):
        day = found.get("day")
        written = f"{found['year']}-{number:02}" + (f"-{int(day):02}" if day else "")
    try:
        return str(parse_period(written))
    except NotationError:
        return ""


def _parted(named: str) -> tuple[str, str]:
    """Return who published, and what, where a line names both, as "Statistical Office, Labour Force Survey"."""
    office, comma, what = named.rpartition(", ")
    if comma and _OF_OFFICE.search(office) and _PUBLISHED.fullmatch(what) and not _OF_OFFICE.search(what):
        return office, what
    return named, ""
