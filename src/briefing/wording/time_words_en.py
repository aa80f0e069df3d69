"""English words of time."""

from __future__ import annotations

from briefing.wording.time_claims_en import WORDS as CLAIMS
from briefing.wording.time_words import TimeUnit, TimeWords
from briefing.wording.typed_periods_en import WORDS as TYPED


def _unit(one: str, every: str, on: str = "") -> TimeUnit:
    many = f"{one}s"
    return TimeUnit(one, many, f"{{count}} {one}", f"{{count}} {many}", every, on or f"on the {one}")


WORDS = TimeWords(
    units={
        "year": _unit("year", "yearly", "from the year before"),
        "half-year": _unit("half-year", "half-yearly"),
        "four-month": _unit("four-month period", "every four months", "on the previous four months"),
        "quarter": _unit("quarter", "quarterly"),
        "month": _unit("month", "monthly"),
        "week": _unit("week", "weekly"),
        "day": _unit("day", "daily"),
    },
    labels={
        "year": "{year}",
        "years": "{first_year}–{year}",
        "fiscal": "{year}/{tail}",
        "fiscals": "{first_year}/{first_tail}–{year}/{tail}",
        "part": "{month}–{end_month} {year}",
        "part_alone": "{month}–{end_month}",
        "parts": "{months} of {first_year}–{year}",
        "half-year": "H{number} {year}",
        "half-year_alone": "H{number}",
        "half-year_long": "the {half} half of {year}",
        "half-years": "H{first_number}–H{number} {year}",
        "quarter": "Q{number} {year}",
        "quarter_alone": "Q{number}",
        "quarter_long": "the {ordinal} quarter of {year}",
        "quarters": "Q{first_number}–Q{number} {year}",
        "month": "{month} {year}",
        "month_alone": "{month}",
        "months": "{first_month}–{month} {year}",
        "week": "the week of {day} {month} {start_year}",
        "week_short": "week of {day} {month} {start_year}",
        "week_alone": "the week of {day} {month}",
        "week_alone_short": "W{number}",
        "weeks": "the weeks of {first_day} {first_month} {first_start_year} to {day} {month} {start_year}",
        "weeks_short": "weeks of {first_day} {first_month} {first_start_year} to {day} {month} {start_year}",
        "day": "{day} {month} {year}",
        "day_alone": "{day} {month}",
        "days": "{first_day}–{day} {month} {year}",
        "to": "{first} to {last}",
        "to_short": "{first}–{last}",
    },
    halves=("first", "second"),
    bases={
        "year before": "from a year earlier",
        "year before_than": "than a year earlier",
        "year before_short": "on the year",
        "year before_name": "{name}, change on a year before",
        "previous": "{on}",
        "previous_than": "than in the previous {one}",
        "previous_name": "{name}, change on the previous {one}",
        "annual rate": "at an annual rate",
        "annual rate_name": "{name}, change on the previous {one} at an annual rate",
        "year to date": "from the same {many} of {year}",
        "year to date_than": "than in the same {many} of {year}",
        "year to date_short": "on the same {many} of {year}",
        "with": "{words} {basis}",
        "window": "in the {count} to {last}",
        "window_one": "in {last}",
        "window_first": "in the first {count} of {year}",
        "since": "since {period}",
        "since_least": "since at least {period}",
        "streak_up": "{ordinal} rise in a row",
        "streak_down": "{ordinal} fall in a row",
        "revised_up": "revised up from {first} to {last}",
        "revised_down": "revised down from {first} to {last}",
        "unrevised": "unrevised at {last}",
    },
    typed=TYPED,
    claims=CLAIMS,
)
