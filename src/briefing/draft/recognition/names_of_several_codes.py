"""Names that several codes have, as two towns that are called alike → names with their codes behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

import pandas as pd
from msgspec.structs import replace

from briefing.draft.raw_table import RawTable

_CODE: Final = re.compile(r"[A-Z]{0,4}[0-9][0-9A-Z]*")
_HEAD: Final = re.compile(
    r"(?:[\w ]*[ _])?(?:code|id|key|no|nr|fips|geoid|ags|insee|schlüssel|nummer|kennziffer|número|numéro)"
    r"|column [0-9]+",
    re.IGNORECASE,
)
_FEWEST: Final = 5  # names
_FEW: Final = 0.2  # of the names, that several codes have at most: others are of a kind, and not of a place


def with_codes_behind_names(table: RawTable) -> RawTable:
    """Return a table in which names that several codes have, and no other text distinguishes, have the code behind
    them, as "Kastl (09171121)": two towns may have one name, and their values would be two of one town."""
    for codes, names in _pairs(table.frame):
        pairs = pd.DataFrame({"code": table.frame[codes].str.strip(), "name": table.frame[names].str.strip()})
        several = _of_several_codes(pairs)
        if not several or _differ_otherwise(table.frame, names, several):
            continue
        both = pairs["name"] + " (" + pairs["code"] + ")"
        named = table.frame[names].where(~pairs["name"].isin(several), both)
        words = f"names that several have, as {several[0]}, have what {codes} says behind them"
        return replace(table, frame=table.frame.assign(**{names: named}), choices=(*table.choices, words))
    return table


def _pairs(frame: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield each column of codes with each one of names."""
    heads = [str(name) for name in frame.columns]
    coded = [name for name in heads if _HEAD.fullmatch(name.strip()) and all(map(_is_code, frame[name].unique()))]
    named = [name for name in heads if coded and name not in coded and all(map(_has_letters, frame[name].unique()))]
    yield from product(coded, named)


def _of_several_codes(pairs: pd.DataFrame) -> list[str]:
    """Return the names that several codes have, of pairs in which each code has one name and few names several."""
    distinct = pairs.drop_duplicates()
    often = distinct["name"].value_counts(sort=False)
    several = [str(name) for name in often.index[often > 1]]
    one_each = bool(distinct["code"].is_unique)
    return several if one_each and len(often) >= _FEWEST and len(several) <= _FEW * len(often) else []


def _differ_otherwise(frame: pd.DataFrame, names: str, several: list[str]) -> bool:
    """Whether another column of texts has another one for each row of a name that recurs, as the state of a county."""
    rows = frame[frame[names].str.strip().isin(several)]
    others = [name for name in map(str, frame.columns) if name != names and frame[name].map(_has_letters).all()]
    return any(not rows[[names, other]].duplicated().any() for other in others)


def _is_code(text: str) -> bool:
    return _CODE.fullmatch(text.strip()) is not None


def _has_letters(text: str) -> bool:
    return any(sign.isalpha() for sign in text) and not _is_code(text)
