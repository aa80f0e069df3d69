"""Deficits that a table writes as values below zero → balances, which fall where a deficit grows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd
from msgspec.structs import replace

from briefing.draft.recognition.series_naming import SeriesName

_BALANCES: Final[Mapping[str, str]] = {
    "deficit": "balance", "deficits": "balance", "déficit": "balance", "déficits": "balance",
    "defizit": "saldo", "defizite": "saldo", "disavanzo": "saldo", "赤字": "收支差额", "逆差": "差额",
}  # fmt: skip
_DEFICIT: Final = re.compile("|".join(sorted(_BALANCES, key=len, reverse=True)), re.IGNORECASE)
# A name of both, or of what is done about one, is none of a deficit alone.
_OTHERWISE: Final = re.compile(
    r"surplus|super[áa]vit|exc[ée]dent|avanzo(?<!disavanzo)|überschu|盈余|顺差|\([+\-−]\)|reduction|number|days?\b",
    re.IGNORECASE,
)


def with_balances_named(
    names: Mapping[str, SeriesName], rows: pd.DataFrame
) -> tuple[dict[str, SeriesName], dict[str, str]]:
    """Return series of which none is called a deficit while most of its values are below zero, and the names of those
    that were, with their new ones: “the deficit fell” would stand for one that grows."""
    found, renamed = dict(names), dict[str, str]()
    taken = {item.name.casefold() for item in names.values()}
    for series, mine in rows[rows["value"] != ""].groupby("series", sort=False):
        item = names[str(series)]
        name = _DEFICIT.sub(_balance, item.name)
        if name == item.name or _OTHERWISE.search(item.name) or name.casefold() in taken:
            continue
        if (pd.to_numeric(mine["value"], errors="coerce") < 0).mean() > 1 / 2:
            found[str(series)] = replace(item, name=name)
            renamed[item.name] = name
    return found, renamed


def _balance(found: re.Match[str]) -> str:
    word = found[0]
    balance = _BALANCES[word.lower()]
    return balance.upper() if len(word) > 1 and word.isupper() else balance.capitalize() if word.istitle() else balance
