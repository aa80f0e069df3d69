"""Places that hold others, by their names or their sums."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from briefing.draft.recognition.place_names import holds_others, is_whole, known_share, own_map, place_of
from briefing.errors import InputError, UsageError

Values = NDArray[np.float64]

_MOST_COMPARED: Final = 400
_FEWEST_PARTS: Final = 2
_FEWEST_PERIODS: Final = 2
_SHARE: Final = 0.9
TOLERANCE: Final = 0.005  # of the whole; what rounding of the parts explains
_FEWEST_BELOW: Final = 3  # that one of a group stands above
_FEWEST_EQUAL: Final = 4  # different values of it: with fewer some sum is near them by chance
_NEAR: Final = 0.0005  # of its value
_COUNTRIES: Final = 0.5
_FEWEST_ASKED: Final = 5  # places: one of fewer lies between the others by chance
_FEWEST_ROWS: Final = 8
_FEW_TOTALS: Final = 3
_PART_OF_SUM: Final = 0.45  # as where all others are regions and the towns of these
_SHOWN: Final = 12
_NAMELESS: Final = re.compile(
    r"(?:grand |sub-?)?totals?|sum|all|overall|all (?:regions|places|areas|states|districts)|insgesamt|gesamt|ensemble"
    r"|合计|总计|全部|总体",
    re.IGNORECASE,
)
GIVEN: Final = "--total says so"
ABOVE: Final = "others are set in below it"
ABOVE_ALL: Final = "all others are set in below it"
COUNTRY: Final = "it is the only country, and its values lie as those of a whole do"
_COUNTRY: Final = re.compile(
    r"(?:the )?(?:(?:\w+ )?(?:republic|kingdom|federation|commonwealth|principality|union) of (?:the )?\w.*"
    r"|united (?:kingdom|states)\b.*)",
    re.IGNORECASE,
)


def totals_among(
    rows: pd.DataFrame, given: Mapping[str, str], kinds: Mapping[str, str], above: Sequence[str] = ()
) -> tuple[dict[str, str], dict[str, str], str]:
    """Return the places that hold others, with the reason, what those are called that somebody names, and where there
    is none the one that may: by its values in series of rates, which have no sum, alone, as of amounts a whole is above
    its parts. Ranks are of places that stand side by side. `kinds` of series: "" of amounts; `above` are places that
    have others set in below them, behind the one which all are below."""
    places = list(rows["entity"].unique())
    compared = rows[~rows["series"].isin([series for series, kind in kinds.items() if kind == "rank"])]
    wide = compared.pivot_table(index=["indicator_id", "period"], columns="entity", values="number", aggfunc="first")
    wide = wide.reindex(columns=places)
    totals = {name: ABOVE_ALL if name == above[0] else ABOVE for name in above[1:] if name in places}
    totals = totals if set(places) - set(totals) else {}
    totals |= total_places(wide, places, given) if given or len(wide) else {}
    named = {place_named(total, places): name for total, name in given.items() if name}
    rates = [series for series, kind in kinds.items() if kind]
    keys = compared[compared["series"].isin(rates)]["indicator_id"].unique()
    of_rates = wide.index.isin(keys, level="indicator_id")
    likely = "" if totals else possible_total(wide[of_rates], places)
    return totals, named, likely if likely and _holds_amounts(wide[~of_rates], likely) else ""


def total_places(values: pd.DataFrame, names: Sequence[str], given: Iterable[str] = ()) -> dict[str, str]:
    """Return the places that hold others, each with the reason: those that are given, else those that are found.
    `values` has a row for each period of each indicator, a column for each place. InputError for a given one that is
    none."""
    if asked := list(given):
        return {place_named(name, names): GIVEN for name in asked}
    if len(names) < _FEWEST_PARTS + 1:
        return {}
    among = known_share(names) >= _COUNTRIES
    found = {
        name: "by its name" for name in names if place_of(name) is None and holds_others(name, among_countries=among)
    }
    if len(found) == len(names):
        return {}
    single = [name for name in names if name not in found]
    columns = {name: values[name].to_numpy(dtype=float) for name in single if name in values}
    if len(single) <= _MOST_COMPARED and len(columns) > _FEWEST_PARTS:
        everything = np.nansum(list(columns.values()), axis=0)
        for name, own in columns.items():
            rest = everything - np.nan_to_num(own)
            if _equal(own, rest):
                found[name] = "it equals the sum of the others"
        found |= dict.fromkeys(_of_those_below(columns), "it equals several below it together")
    if not found and (country := _country(values, names)):
        found[country] = COUNTRY
    return found


def _of_those_below(columns: Mapping[str, Values]) -> Iterator[str]:
    """Yield the places whose values are those of several that follow them, added up: of a group above its parts."""
    names, values = [*columns], np.array([*columns.values()])
    sums = np.cumsum(np.nan_to_num(values), axis=0)
    parts = np.cumsum(np.nan_to_num(values) != 0, axis=0)
    for at, name in enumerate(names[:-_FEWEST_BELOW]):
        own, blocks = values[at], sums[at + _FEWEST_BELOW :] - sums[at]
        known = ~np.isnan(own) & (own != 0)
        near = np.abs(blocks[:, known] - own[known]) <= _NEAR * np.abs(own[known])
        near &= parts[at + _FEWEST_BELOW :, known] - parts[at, known] >= _FEWEST_PARTS
        if len(np.unique(own[known])) >= _FEWEST_EQUAL and near.all(axis=1).any():
            yield name


def given_totals(words: object) -> dict[str, str]:
    """Return the names of places that hold others, given as PLACE or PLACE=NAME; "" where the table's own is one.
    UsageError for others."""
    found: dict[str, str] = {}
    for word in cast("Iterable[str]", words):
        place, sign, name = word.partition("=")
        if not place.strip() or (sign and not name.strip()):
            raise UsageError(f"{word!r} names no place", "--total", "write it as Altland, or as Total=Altland")
        found[place.strip()] = name.strip()
    return found


def is_nameless(name: str) -> bool:
    """Whether a total has no name of its own, as "Total", so that no sentence can say of whom it is."""
    return bool(_NAMELESS.fullmatch(name.strip()))


def holds_all(name: str, reason: str) -> bool:
    """Whether a total is that of all places, and not of a group of them, as far as is known."""
    return is_whole(name) or "sum" in reason or reason in (GIVEN, COUNTRY, ABOVE_ALL)


def words_of_totals(totals: Mapping[str, str]) -> Iterator[str]:
    """Say in words which places hold others, those of one reason together where there are many."""
    for reason in dict.fromkeys(totals.values()):
        names = [name for name, why in totals.items() if why == reason]
        if len(names) <= _FEW_TOTALS:
            yield from (f"{name} holds others: {reason}" for name in names)
        else:
            yield f"{', '.join(names[:_FEW_TOTALS])} and {len(names) - _FEW_TOTALS} more hold others: {reason}"


def possible_total(values: pd.DataFrame, names: Sequence[str]) -> str:
    """Return the place that may hold all others: the first or the last one, whose values lie between those of the
    others in each row; "" where there is none, or where maps know the places, as countries and states hold no others
    of their kind."""
    if len(names) < _FEWEST_ASKED or len(values) < _FEWEST_ROWS or known_share(names) >= _COUNTRIES:
        return ""
    found = [name for name in (names[0], names[-1]) if _lies_between(values, name)]
    return found[0] if len(found) == 1 else ""


def place_named(asked: str, names: Sequence[str]) -> str:
    """Return the place that somebody names; InputError where there is none."""
    found = asked if asked in names else next((name for name in names if name.casefold() == asked.casefold()), "")
    if not found:
        near = difflib.get_close_matches(asked, names, 1)
        fix = f"did you mean {near[0]!r}?" if near else f"write one of: {', '.join(names[:_SHOWN])}"
        raise InputError(f"there is no place {asked!r}", "--total", fix)
    return found


def _country(values: pd.DataFrame, names: Sequence[str]) -> str:
    """Return the only country, first or last among places that are none, whose values lie as those of a whole do:
    between those of its parts, or above each of them; "" for none."""
    parts_map = own_map(names)
    known = {name: place for name in names if (place := place_of(name, parts_map)) is not None}
    countries = [name for name in names if _COUNTRY.fullmatch(name) or (name in known and len(known[name].code) == 3)]
    if len(countries) != 1 or set(known) - set(countries) or countries[0] not in (names[0], names[-1]):
        return ""
    name = countries[0]
    return name if _lies_between(values, name) or _lies_above(values, name) else ""


def _lies_between(values: pd.DataFrame, name: str) -> bool:
    """Whether a place has neither the lowest nor the highest value in any row in which it has one."""
    own, rest = values[name], values.drop(columns=name)
    known = own.notna() & (rest.notna().sum(axis=1) >= _FEWEST_PARTS)
    between = (own >= rest.min(axis=1)) & (own <= rest.max(axis=1))
    return bool(known.any() and between[known].all())


def _holds_amounts(values: pd.DataFrame, name: str) -> bool:
    """Whether a place may hold others by its values that are no rates: each is a good part of the sum of all others, of
    which some may hold others in turn, or lies between those of the others, as a mean does whose unit is not stated."""
    own, rest = values[name], values.drop(columns=name)
    known = own.notna() & (rest.notna().sum(axis=1) >= _FEWEST_PARTS)
    large = own >= _PART_OF_SUM * rest.sum(axis=1)
    between = (own >= rest.min(axis=1)) & (own <= rest.max(axis=1))
    return bool((large | between)[known].all())


def _lies_above(values: pd.DataFrame, name: str) -> bool:
    own, rest = values[name], values.drop(columns=name)
    known = own.notna() & rest.notna().any(axis=1)
    return bool(known.any() and (own > rest.max(axis=1))[known].all())


def _equal(whole: Values, rest: Values) -> bool:
    known = ~np.isnan(whole) & (rest != 0)
    if known.sum() < _FEWEST_PERIODS:
        return False
    return bool((np.abs(whole[known] - rest[known]) <= TOLERANCE * np.abs(whole[known])).mean() >= _SHARE)
