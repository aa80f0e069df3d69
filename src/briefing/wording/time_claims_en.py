"""English claims of time: "on the month", "from a year earlier", "annualised", "highest since"."""

from __future__ import annotations

from typing import Final

from briefing.wording.time_claims import DATE, TimeClaims

_UNIT: Final = r"(?P<unit>month|quarter|week|day)"
_AGO: Final = r"(?:earlier|ago|before|previously)"
_OF: Final = r"(?:from|than(?: in)?|on|over|with|to|against|versus|in)"

WORDS: Final = TimeClaims(
    bases=(
        ("annual rate", r"\bannuali[sz]ed\b|\bat an(?: \w+)? annual rate\b|\bsaar\b"),
        (
            "year to date",
            rf"\b{_OF} the same (?:months|quarters|weeks|part|period) of (?:{DATE}|last year|the year before)",
        ),
        ("year before", rf"\ba year {_AGO}\b|\byear[- ](?:on|over)[- ]year\b|\bon the year\b|\by/y\b|\byoy\b"),
        (
            "year before",
            rf"\bover the (?:past |last )?(?:year|(?:12|twelve|\u00a4) months)\b|\bin the year to (?={DATE})",
        ),
        (
            "year before",
            rf"\b{_OF} the same (?:month|quarter|week|day|period|time) (?:of )?"
            rf"(?:last year|a year {_AGO}|the year before)",
        ),
        ("previous", rf"\b(?:on|over) the {_UNIT}\b(?! (?:of|that|when|in which|after|before)\b)"),
        ("previous", rf"\b{_UNIT}[- ](?:on|over)[- ](?P=unit)\b"),
        ("previous", rf"\b{_OF} (?:the )?(?:previous|prior|last|preceding) {_UNIT}\b(?!['’ ]s)"),
        ("previous", rf"\b(?:{_OF} the|a) {_UNIT} {_AGO}\b"),
    ),
    units={"month": "month", "quarter": "quarter", "week": "week", "day": "day"},
    leading=r"\s+of\s+(?:(?:about|some|just|only|over|under|almost|nearly)\s+)*",
    compared=r"\b(?:from|than|against|versus|with|to|of)\s+(?:(?:about|some|just|only|the|its|a)\s+)*$",
    highest=r"\b(?:highest|most|largest|strongest|fastest|steepest|biggest|dearest|warmest)\b[^.;:!?]{0,40}\bsince\s+$",
    lowest=r"\b(?:lowest|least|smallest|weakest|slowest|cheapest|fewest|coldest)\b[^.;:!?]{0,40}\bsince\s+$",
    opening=r"\b(?:start|beginning|opening|outset) of\s+$",
    closing=r"\b(?:end|close) of\s+$",
    up=r"\b(?:rises?|rose|risen|rising|increases?|increased|gains?|gained|growth|grew|grown|climbs?|climbed|up)\b",
    adjusted=r"\bseasonally[- ]adjusted\b|\badjusted for (?:the season|seasonal)",
    unadjusted=(
        r"\b(?:not|without being|un)[- ]?seasonally[- ]adjusted\b|\bunadjusted\b|\bnot adjusted for (?:the )?season"
    ),
    provisional=(
        r"\bprovisional(?:ly)?\b|\bpreliminary\b|\bflash (?:reading|estimate)\b|\bfirst[- ](?:reading|estimate)\b"
    ),
    down=r"\b(?:falls?|fell|fallen|falling|declines?|declined|decreases?|decreased|drops?|dropped|loss(?:es)?|down)\b",
)
