"""Places that a table has under two names, as a country that changed its own."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from briefing.draft.recognition.place_names import own_map, place_of


def renamed_places(rows: pd.DataFrame) -> Mapping[str, str]:
    """Return the newest name of each place by its others: maps know both as one, and none has a value where another
    has. `rows` have indicator_id, entity, period and value."""
    names = list(map(str, rows["entity"].unique()))
    parts_map = own_map(names)
    by_code: dict[str, list[str]] = {}
    for name in names:
        if (known := place_of(name, parts_map)) is not None:
            by_code.setdefault(known.code, []).append(name)
    found: dict[str, str] = {}
    valued = rows[rows["value"] != ""]
    for same in by_code.values():
        mine = valued[valued["entity"].isin(same)] if len(same) > 1 else valued[:0]
        if len(mine) and not mine.duplicated(["indicator_id", "period"]).any():
            newest = str(mine["entity"].iloc[int(mine["period"].argmax())])
            found |= {name: newest for name in same if name != newest}
    return found
