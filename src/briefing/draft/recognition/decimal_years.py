"""Years with their quarters or months as decimals, as programs of statistics write them: 1960.25 is 1960-Q2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.model.period import MONTH, QUARTER, Period
from briefing.model.period_notation import parse_period

_DECIMAL: Final = re.compile(r"([12][0-9]{3})(\.[0-9]+)?")
_NEAR: Final = 0.006  # of a part of a year, as 1960.08 and 1960.083 are both 1960-02
_LEAST: Final = 3  # different parts
_NO_MONTH: Final = re.compile(r"\.(?:1[3-9]|[2-9][0-9]|[0-9]{3,})")  # decimals that number no month


def parts_of_years(texts: Sequence[str]) -> dict[str, Period]:
    """Return quarters or months that stand as decimals of years; none where another text does, or where the decimals
    may be the numbers of months."""
    found = {text: one for text in texts if (one := _DECIMAL.fullmatch(text.strip()))}
    tails = {one[2] for one in found.values() if one[2]}
    if len(found) < len(texts) or not any(map(_NO_MONTH.fullmatch, tails)):
        return {}
    shares = {text: float(one[2] or 0) for text, one in found.items()}
    for frequency, parts, form in ((QUARTER, 4, "{}-Q{}"), (MONTH, 12, "{}-{:02}")):
        places = {text: round(share * parts) for text, share in shares.items()}
        near = all(abs(share - places[text] / parts) <= _NEAR for text, share in shares.items())
        if near and max(places.values()) < parts and len({*places.values()}) >= _LEAST:
            periods = {text: parse_period(form.format(found[text][1], places[text] + 1)) for text in found}
            if len({*periods.values()}) == len(periods) and {one.frequency for one in periods.values()} == {frequency}:
                return periods
    return {}
