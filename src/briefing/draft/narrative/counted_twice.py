"""Whether short names may hold each other by their names, so that their sum would count something twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.draft.narrative.phrasing import PhrasingContext

_TOTAL: Final = re.compile(r"\b(?:sub|grand )?totals?\b|\boverall\b|\b(?:ins)?gesamt|合计|总计|总数", re.IGNORECASE)


def may_count_twice(keys: Sequence[str], context: PhrasingContext) -> bool:
    """Whether one is called a total, or has the name of another within its own, as "malignant neoplasms" have
    "neoplasms". Where a whole is known its parts are known too."""
    if context.wholes:
        return False
    names = [" ".join(re.findall(r"\w+", context.subject(key).name_in(context.lang).casefold())) for key in keys]
    within = any(one != other and f" {one} " in f" {other} " for one in names for other in names)
    return within or any(map(_TOTAL.search, names))
