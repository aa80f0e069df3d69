"""Chinese periods, as authors type them."""

from __future__ import annotations

from typing import Final

from briefing.wording.typed_periods import DateWords

_ONES: Final = "一二三四五六七八九十"
_MONTH: Final = "(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?!度)"
_YEAR: Final = r"(?P<year>(?<![0-9])[12][0-9]{3})年"
_FIRST: Final = r"(?:(?:1[0-2]|[1-9])\s?[—–至到-]\s?)?"

WORDS: Final = DateWords(
    patterns=(
        ("day", rf"(?:{_YEAR})?(?<![0-9]){_MONTH}(?P<day>[0-9]{{1,2}})[日号]"),
        ("month", r"(?<![0-9.,/-])(?P<year>[12][0-9]{3})-(?P<month>0[1-9]|1[0-2])(?![0-9-])"),
        ("month", rf"(?:{_YEAR})?(?<![0-9个]){_FIRST}{_MONTH}"),
        ("quarter", rf"(?:{_YEAR})?[第前]?(?P<number>[一二三四1-4])季度"),
        ("half-year", rf"{_YEAR}(?P<number>[上下])半年"),
        ("week", rf"(?:{_YEAR})?第(?P<number>[0-5]?[0-9])周"),
        ("year", r"(?<![0-9])(?P<year>[12][0-9]{3})/(?P<tail>[0-9]{2}|[12][0-9]{3})(?:年度|财年)?(?![0-9])"),
    ),
    alone="(?<![每几数个近前])",
    counted="(?P<unit>年|个季度|个月|周|天)",
    units={"年": "year", "个季度": "quarter", "个月": "month", "周": "week", "天": "day"},
    numbers={
        **{number: at for at, number in enumerate((*_ONES, "十一", "十二"), 1)},
        "上": 1,
        "下": 2,
    },
)
