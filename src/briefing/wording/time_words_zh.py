"""Chinese words of time."""

from __future__ import annotations

from briefing.wording.time_claims_zh import WORDS as CLAIMS
from briefing.wording.time_words import TimeUnit, TimeWords
from briefing.wording.typed_periods_zh import WORDS as TYPED


def _unit(name: str, counted: str, every: str, on: str = "环比") -> TimeUnit:
    return TimeUnit(name, name, f"{{count}}{counted}", f"{{count}}{counted}", every, on)


WORDS = TimeWords(
    units={
        "year": _unit("年份", "年", "年度", "比上年"),
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
        "quarter_short": "{year}年Q{number}",
        "quarter_alone": "{ordinal}季度",
        "quarter_alone_short": "Q{number}",
        "quarters": "{year}年{first_ordinal}至{ordinal}季度",
        "month": "{year}年{month}月",
        "month_alone": "{month}月",
        "months": "{year}年{first_month}—{month}月",
        "week": "{year}年第{number}周",
        "week_long": "{start_year}年{month}月{day}日当周",
        "week_alone_long": "{month}月{day}日当周",
        "week_alone": "第{number}周",
        "weeks": "{year}年第{first_number}—{number}周",
        "day": "{year}年{month}月{day}日",
        "day_alone": "{month}月{day}日",
        "days": "{year}年{month}月{first_day}—{day}日",
        "to": "{first}至{last}",
    },
    halves=("上", "下"),
    bases={
        "year before": "同比",
        "year before_name": "{name}同比",
        "previous": "{on}",
        "previous_name": "{name}{on}",
        "annual rate": "年化",
        "annual rate_name": "{name}环比年化",
        "year to date": "同比",
        "with": "{basis}{words}",
        "window": "截至{last}的{count}",
        "window_one": "{last}",
        "window_first": "{year}年前{count}",
        "since": "{period}以来",
        "since_least": "至少{period}以来",
        "streak_up": "连续{count}上升",
        "streak_down": "连续{count}下降",
        "revised_up": "由{first}上修为{last}",
        "revised_down": "由{first}下修为{last}",
        "unrevised": "未作修正，为{last}",
    },
    typed=TYPED,
    claims=CLAIMS,
)
