"""English periods, as authors type them."""

from __future__ import annotations

from typing import Final

from briefing.wording.number_words_en import ORDINALS
from briefing.wording.typed_periods import DateWords

_MONTHS: Final = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?"
)
_FIGURES: Final = r"[12][0-9]{3}(?![0-9A-Za-z%]|[.,/][0-9])"
_YEAR: Final = rf"(?P<year>{_FIGURES})"
_MONTH: Final = rf"\b(?P<month>{_MONTHS})\b"
_ORDINAL: Final = r"(?P<number>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)"
_DAY: Final = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9A-Za-z%]|[.,][0-9])"
_TO: Final = r"(?:\s?[–—-]\s?|\s+(?:to|and|until|till|through)\s+)"
_SPACE: Final = r"(?:\s+(?:of\s+)?|-)"
_ROW: Final = r"(?!\s+(?:in a row|in succession|running|consecutively))"

WORDS: Final = DateWords(
    patterns=(
        ("day", r"(?<![0-9.,/-])(?P<year>[12][0-9]{3})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9-])"),
        ("day", rf"(?<![0-9.,$€£-])\b(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:\.?,?\s+{_YEAR})?"),
        ("day", rf"{_MONTH}\.?\s+{_DAY}(?:,?\s+{_YEAR})?"),
        ("month", r"(?<![0-9.,/-])(?P<year>[12][0-9]{3})-(?P<month>0[1-9]|1[0-2])(?![0-9-])"),
        (
            "month",
            rf"{_MONTH}(?:\.?{_SPACE}{_YEAR}|(?={_TO}(?P<later_month>{_MONTHS})\b\.?{_SPACE}(?P<later>{_FIGURES}))|)",
        ),
        ("quarter", rf"(?<![0-9.,/-]){_YEAR}[\s-]?Q(?P<number>[1-4])\b"),
        ("quarter", rf"\bQ(?P<number>[1-4])\b(?:{_SPACE}{_YEAR}|(?={_TO}Q[1-4]{_SPACE}(?P<later>{_FIGURES}))|)"),
        (
            "quarter",
            rf"\b(?:the\s+)?{_ORDINAL}[\s-]quarter\b(?:{_SPACE}{_YEAR}"
            rf"|(?={_TO}(?:the\s+)?\w+\s+quarter{_SPACE}(?P<later>{_FIGURES}))|){_ROW}",
        ),
        ("half-year", rf"\bH(?P<number>[12])\b{_SPACE}{_YEAR}"),
        ("half-year", rf"\b(?:the\s+)?{_ORDINAL}[\s-]half{_SPACE}{_YEAR}"),
        ("week", r"(?<![0-9.,/-])(?P<year>[12][0-9]{3})-W(?P<number>[0-5][0-9])\b"),
        ("week", rf"\b(?:[Ww]eek\s+|W)(?P<number>[0-5]?[0-9])\b(?:,?{_SPACE}{_YEAR}|)"),
        ("year", r"(?<![0-9.,/-])(?P<year>[12][0-9]{3})/(?P<tail>[0-9]{2}|[12][0-9]{3})(?![0-9])"),
    ),
    # "in May", "May’s", but neither "prices may" nor "Theresa May"
    alone=(
        r"\b(?:in|by|of|to|for|since|from|until|till|than|before|after|during|between|through|throughout|and|or|with"
        r"|against|late|early|mid|last|this|the|first|its)[\s-]+(?:(?:early|late|mid|the)[\s-]+)?"
        r"|[–—-]|[(,]\s?"
    ),
    counted=r"[\s-]+(?P<unit>year|quarter|month|week|day)s?\b",
    units={"year": "year", "quarter": "quarter", "month": "month", "week": "week", "day": "day"},
    numbers={
        **{name.lower(): at for at, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun"), 1)},
        **{name.lower(): at for at, name in enumerate(("jul", "aug", "sep", "oct", "nov", "dec"), 7)},
        **{word[:3]: at for at, word in enumerate(ORDINALS[:4], 1)},
        **{word: at for at, word in enumerate(("1st", "2nd", "3rd", "4th"), 1)},
    },
)
