"""Tables with a column for each place where no map knows the places: what title, heads and units say of it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefing.draft.raw_table import RawTable, Role
from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.common_nouns import is_common
from briefing.draft.recognition.head_words import head_words, plural_of
from briefing.draft.recognition.place_names import holds_others, is_place_head, place_of
from briefing.draft.recognition.printed_names import title_of
from briefing.draft.recognition.time_columns import BY_CALLER
from briefing.draft.recognition.time_texts import month_number
from briefing.draft.recognition.title_lines import without_particulars
from briefing.draft.recognition.units_in_heads import name_and_unit

_FEWEST: Final = 2
_FEWEST_BY_NAME: Final = 3
# Titles of tables that are divided by places: "Unemployment by region"; not "by region and age", whose heads are ages
# as likely, nor "by region of birth" and "by area type", which divide people and kinds.
_BY_PLACES: Final = re.compile(
    r"\b(?:by|per|across) (?:[a-z]+ )?(?:region|state|province|district|county|country|city|municipality|area|island"
    r"|prefecture|canton|borough|territory|department|town)\b(?!-| (?:and|of|code|type|size|class|group))"
    r"|\b(?:across|of the) (?:[a-z]+ )?(?:regions|states|provinces|districts|counties|countries|cities)\b"
    r"|\bnach (?:bundesländern?|regionen|region|kreisen|bezirken|kantonen|gemeinden|ländern)\b(?! und)"
    r"|\bpar (?:région|département|province|canton|commune|pays|ville)\b(?! et)"
    r"|\bpor (?:región|provincia|comunidad(?:es)? autónomas?|municipio|departamento|estado|região)\b(?! [ye] )"
    r"|\bper (?:regione|provincia|comune)\b(?! e )"
    r"|[分按各](?:省|市|地区|区域|区县|州)",
    re.IGNORECASE,
)
_DIVIDED: Final = re.compile(r"\bby (?!region|area)[a-z]+|\bprices?\b|\bexchange rates?\b|\bcurrenc", re.IGNORECASE)
# What only places and their people have, as a title names it.
_OF_PLACES: Final = re.compile(
    r"\b(?:un)?employment\b|\bjobless|\bpopulation\b|\binhabitants\b|\bresidents\b|\bbirths?\b|\bdeaths?\b|\bmortality\b"
    r"|\bgdp\b|\bgross (?:domestic|regional)\b|\binflation\b|\blife expectancy\b|\bfertility\b|\bpoverty\b|\bturnout\b"
    r"|\brainfall\b|\bcrimes?\b|\bhouseholds?\b|\bmigra(?:tion|nts)\b|\bliteracy\b",
    re.IGNORECASE,
)
_STATISTIC: Final = re.compile(
    r"sizes?|samples?|sum|difference|error|interval|margin|se|cv|std|variance|weights?|min|max|rank", re.IGNORECASE
)
# Words that are common ones and stand in names of places.
_PLACE_WORD: Final = re.compile(
    r"cit(?:y|ies)|capital|towns?|county|districts?|regions?|states?|provinces?|wards?|islands?|isles?|republic|kingdom"
    r"|(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|centr)(?:ern|al)?|mid|middle|upper|lower"
    r"|greater|great|new|old|inner|outer|lakes?|rivers?|valley|coast|coastal|bay|hills?|mountains?|highlands?|lowlands?"
    r"|park|port|forest|land|lands|green|area|territory|metropolitan|rest|other|others",
    re.IGNORECASE,
)
_COMPASS: Final = re.compile(r"(?:north|south|east|west)\w*|central|midlands?", re.IGNORECASE)
_JOINING: Final = frozenset(("of", "the", "and", "de", "du", "la", "le", "del", "upon", "on", "&"))
_FORM: Final = re.compile(
    r"(?!(?:wood|farm|wet|grass|heath|crop|shrub)lands?$)"  # where birds live
    r".+(?:land|lands|shire|stan|burg|berg|ville|ford|moor|haven|mark|vale|field|bury|mouth|dale|wick|gau)"
    r"|(?:north|south|east|west)\w+",
    re.IGNORECASE,
)


def columns_by_title(rest: Mapping[str, ColumnProfile], table: RawTable) -> Iterator[tuple[str, str]]:
    """Yield the columns of numbers that are places as the title says, with the reason: one that divides the table "by
    region", or one that names what only places have where heads look like names of these. None where a head has a unit
    or says what is measured."""
    heads = candidates(rest)
    title = _title(table)
    if len(heads) < _FEWEST:
        return
    if divided := _BY_PLACES.search(title):
        if 2 * sum(map(_is_proper, heads)) >= len(heads):
            yield from ((head, f"the title says “{divided[0]}”") for head in heads)
    elif (measured := _OF_PLACES.search(title)) and not _DIVIDED.search(title) and _look_like_places(heads):
        yield from ((head, f"its head is a name, and the title says “{measured[0]}”") for head in heads)


def places_called(table: RawTable) -> str:
    """Return what the title calls several of the places by which it divides a table, as "regions"; "" for nothing."""
    divided = _BY_PLACES.search(_title(table))
    by, _, words = divided[0].lower().partition(" ") if divided else ("", "", "")
    word = words.rpartition(" ")[2]
    return plural_of(word) if by == "by" and is_place_head(word) else ""


def columns_to_ask(
    decided: Mapping[str, tuple[Role, str]], columns: Mapping[str, ColumnProfile], table: RawTable
) -> tuple[str, ...]:
    """Return the heads of columns of values that may be places and may be no places; none where they are clear, as
    where --map names what they are, or where they are the months of each year."""
    values = {name: columns[name] for name, (role, _) in decided.items() if role == "value"}
    if any(role in ("entity", "entity_value") or (role, by) == ("value", BY_CALLER) for role, by in decided.values()):
        return ()
    heads = candidates(values)
    printed = [_head(columns[head]) for head in heads]
    named = [head for head in printed if head[:1].isupper() and _is_proper(head) and not _is_abbreviation(head)]
    if len(heads) < _FEWEST_BY_NAME or len(named) < len(heads) or _DIVIDED.search(_title(table)):
        return ()
    return () if all(map(month_number, printed)) else tuple(heads)


def map_words(heads: Sequence[str], decided: Mapping[str, tuple[Role, str]]) -> str:
    """Return the options that make places of columns: one for all where there are no others but periods."""
    rest = [role for name, (role, _) in decided.items() if name not in heads]
    if all(role in ("period", "year", "month", "quarter") for role in rest):
        return "--map '*=entity_value'"
    return " ".join(f"--map {shlex.quote(f'{head}=entity_value')}" for head in heads)


def candidates(rest: Mapping[str, ColumnProfile]) -> list[str]:
    """Return the heads of all columns of numbers where they may be names of places with one unit; none else."""
    numeric = [one for one in rest.values() if one.numeric]
    units = {one.facts.unit or name_and_unit(one.facts.label or one.name)[1] for one in numeric}
    if len({one.numbers.sign for one in numeric}) > 1 or len(units) > 1:
        return []
    return [one.name for one in numeric] if all(_may_be_place(_head(one)) for one in numeric) else []


def _head(one: ColumnProfile) -> str:
    """Return the head of a column without the unit at its end."""
    head = one.facts.label or one.name
    return name_and_unit(head)[0] or head


def _is_abbreviation(head: str) -> bool:
    return head.isupper() and place_of(head) is None


def _title(table: RawTable) -> str:
    return title_of(table.file, "\n".join(without_particulars(table.title.split("\n"))))


def _words(head: str) -> list[str]:
    plain = head.title() if head.isupper() and len(head) > len("USA") else head
    return [word for word in re.split(r"[\s_\-/,.()]+", head_words(plain)) if word and word.lower() not in _JOINING]


def _may_be_place(head: str) -> bool:
    """Whether no word of a head is a common one but those that stand in names of places."""
    if holds_others(head, among_countries=False) or place_of(head) is not None:
        return True
    words = _words(head)
    placed = [word for word in words if _PLACE_WORD.fullmatch(word)]
    rest = [word for word in words if word not in placed and not (word.isdecimal() and placed)]
    return bool(words) and not any(
        is_common(word) or _STATISTIC.fullmatch(word) or re.search("[0-9%]", word) for word in rest
    )


def _is_proper(head: str) -> bool:
    """Whether a head has a word that is no common one, or says in which direction a part of a country lies."""
    if holds_others(head, among_countries=False):
        return True
    words = _words(head)
    return len(words) > 1 or any(not _PLACE_WORD.fullmatch(word) or _COMPASS.fullmatch(word) for word in words)


def _look_like_places(heads: Sequence[str]) -> bool:
    """Whether all heads are names with capitals, and one is a country or several end as places do."""
    names = [head for head in heads if not holds_others(head, among_countries=False)]
    if len(names) < _FEWEST_BY_NAME or not all(name[:1].isupper() and not name.isupper() for name in names):
        return False
    known = sum(place_of(name) is not None for name in names)
    formed = sum(any(_FORM.fullmatch(word) for word in _words(name)) for name in names)
    return all(map(_is_proper, names)) and (known > 0 or (formed >= _FEWEST and 3 * formed >= len(names)))
