"""What a table says of its values, that they are adjusted for seasons or are not → SDMX's code of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_NOT: Final = re.compile(
    r"(?:not|neither) (?:calendar (?:adjusted )?(?:or|and|nor) )?(?:seasonally[- ]|adjusted for season)\w*"
    r"|non[- ]?seasonally[- ]adjusted"
    r"|^series type[,:] original$"  # as a line of workbooks of time series has it
    r"|seasonally unadjusted|\bunadjusted\b|(?-i:\bNSA\b)|données brutes|non corrigé\w*"
    r"|unbereinigt\w*|nicht (?:kalender- und )?saison(?:- und kalender)?bereinigt\w*"
    r"|sin desestacionalizar|no desestacionalizad\w*|dati grezzi|non destagionalizzat\w*"
    r"|未经?季节?(?:性)?调整|未季调",
    re.IGNORECASE | re.MULTILINE,
)
# The short ones in capitals alone: "sa" is a word of several languages.
_ADJUSTED: Final = re.compile(
    r"seasonally(?: and calendar)?[- ]adjusted|adjusted for season\w*|(?-i:\bSA(?:AR)?\b|\bCVS(?:-CJO)?\b)"
    r"|corrigée?s? des variations saisonnières"
    r"|saison(?:- und kalender)?bereinigt\w*|desestacionalizad\w*|destagionalizzat\w*|(?:经|已)季节(?:性)?调整|季调后",
    re.IGNORECASE,
)


def stated_adjustment(texts: Iterable[str]) -> str:
    """Return "S" where texts say that values are adjusted for seasons, "N" where they say that they are not; "" where
    they say neither or both."""
    found = set()
    for text in texts:
        found |= {"N"} if _NOT.search(text) else set()
        found |= {"S"} if _ADJUSTED.search(_NOT.sub("", text)) else set()
    return found.pop() if len(found) == 1 else ""
