"""Whether short names can be added up, so that their sum counts nothing twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.draft.narrative.phrasing import PhrasingContext

_TOTAL: Final = re.compile(r"\b(?:sub|grand )?totals?\b|\boverall\b|\b(?:ins)?gesamt|合计|总计|总数", re.IGNORECASE)


def can_be_added(keys: Sequence[str], context: PhrasingContext) -> bool:
    """Whether the values of short names are amounts of which none holds another: of those below zero some may."""
    subjects = [context.subject(key) for key in keys]
    amounts = all(one.adds_up and not one.below_zero for one in subjects)
    return amounts and not _may_hold_others(keys, context)


def _may_hold_others(keys: Sequence[str], context: PhrasingContext) -> bool:
    """Whether one is called a total, or has the name of another within its own, as "malignant neoplasms" have
    "neoplasms". Where a whole is known its parts are known too."""
    if context.wholes:
        return False
    names = [" ".join(re.findall(r"\w+", context.subject(key).name_in(context.lang).casefold())) for key in keys]
    within = any(one != other and f" {one} " in f" {other} " for one in names for other in names)
    return within or any(map(_TOTAL.search, names))
