"""Chinese words of time."""

from __future__ import annotations

from briefing.wording.time_words import TimeUnit, TimeWords


def _unit(name: str, counted: str, every: str) -> TimeUnit:
    return TimeUnit(name, name, f"{{count}}{counted}", f"{{count}}{counted}", every, "环比")


WORDS = TimeWords(
    units={
        "year": _unit("年份", "年", "年度"),
        "half-year": _unit("半年", "个半年", "半年度"),
        "four-month": _unit("四月期", "个四月期", "每四个月"),
        "quarter": _unit("季度", "个季度", "季度"),
        "month": _unit("月份", "个月", "月度"),
        "week": _unit("周", "周", "周度"),
        "day": _unit("日期", "天", "日度"),
    },
    labels={
        "year": "{year}",
        "years": "{first_year}—{year}",
        "fiscal": "{year}/{tail}年度",
        "fiscals": "{first_year}/{first_tail}—{year}/{tail}年度",
        "part": "{year}年{month}—{end_month}月",
        "part_alone": "{month}—{end_month}月",
        "parts": "{first_year}—{year}年{months}",
        "half-year": "{year}年{half}半年",
        "half-year_alone": "{half}半年",
        "half-years": "{year}年{first_half}半年至{half}半年",
        "quarter": "{year}年{ordinal}季度",
        "quarter_alone": "{ordinal}季度",
        "quarters": "{year}年{first_ordinal}至{ordinal}季度",
        "month": "{year}年{month}月",
        "month_alone": "{month}月",
        "months": "{year}年{first_month}—{month}月",
        "week": "{year}年第{number}周",
        "week_alone": "第{number}周",
        "weeks": "{year}年第{first_number}—{number}周",
        "day": "{year}年{month}月{day}日",
        "day_alone": "{month}月{day}日",
        "days": "{year}年{month}月{first_day}—{day}日",
        "to": "{first}至{last}",
    },
    halves=("上", "下"),
)
