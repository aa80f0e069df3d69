"""Words by which an author says what a change is against, how often in a row it came, and since when it is highest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from briefing.model.fact import Basis
from briefing.model.period import Unit

# Stands for the sign of a printed or typed period in a pattern.
DATE: Final = "@"


class TimeClaims(Struct, frozen=True):
    """Patterns of claims of time, in a text in which a period is one character, `DATE` in a pattern.

    `bases` find what a change is against; a group `unit` names the unit of time, by `units`. `compared` ends what
    precedes a level that another is compared with, as "from 2.7%"; `leading` may stand between a claim and the number
    behind it that it is of. `highest` and `lowest` precede the period since when a value is one, `opening` and
    `closing` a year of which the start or the end is meant; `up` and `down` are words of what came in a row;
    `adjusted`, `unadjusted` and `provisional` say how values were published.
    """

    bases: tuple[tuple[Basis, str], ...] = ()
    units: Mapping[str, Unit] = {}
    compared: str = "(?!)"
    leading: str = "(?!)"
    highest: str = "(?!)"
    lowest: str = "(?!)"
    opening: str = "(?!)"
    closing: str = "(?!)"
    up: str = "(?!)"
    down: str = "(?!)"
    adjusted: str = "(?!)"
    unadjusted: str = "(?!)"
    provisional: str = "(?!)"
