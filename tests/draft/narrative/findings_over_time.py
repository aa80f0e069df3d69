"""Findings within a series, each with the project that it is true of and one in which it has turned."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model.period import DAY, MONTH, QUARTER, WEEK, YEAR, Frequency
from tests.draft.narrative.made_up_projects import FALLING, LAST, RISING, SEA_LEVEL, Finding, Made, Values, insight

ON_YEAR = {**LAST, "before": "visits.year_ago", "change": "visits.on_year()"}
ON_PREVIOUS = {**LAST, "before": "visits.lag(1)", "change": "visits.on_previous()"}
_RISEN = {"en": "highest|fell|dropped|decreased|went down", "zh": "最高|下降|减少|降低"}
_FALLEN = {"en": "lowest|rose|climbed|increased|went up", "zh": "最低|上升|增长|增加|提高"}


def _both_ways(type: str, facts: Mapping[str, str], measure: str, made: Made | None = None) -> list[Finding]:
    """Return a change of a measure upwards and downwards, each with the other as what it turns to."""
    found = made or Made({})
    up, down, still = (
        Made(places={"Ash": values}, frequency=found.frequency, unit=found.unit, names=found.names, bound=found.bound)
        for values in (_of(found.frequency, RISING), _of(found.frequency, FALLING), _of(found.frequency, (50, 50)))
    )
    above, below = f"{measure} > 0", f"{measure} < 0"
    return [
        Finding(insight(type, facts, above, "up"), up, down, _FALLEN),
        Finding(insight(type, facts, below, "down"), down, up, _RISEN),
        Finding(insight(type, facts, above, "up"), up, still, _FALLEN),
    ]


def _of(frequency: Frequency, values: Values) -> Values:
    """Return values of a year and more, each held for so long that a year before there is another."""
    times = {QUARTER: 2, MONTH: 4, WEEK: 11, DAY: 70}.get(frequency, 1)
    return tuple(value for value in values for _ in range(times))


OVER_TIME: list[Finding] = [
    *_both_ways("change", ON_YEAR, "visits.on_year()"),
    *_both_ways("change", ON_YEAR, "visits.on_year()", Made({}, QUARTER, "million US dollars")),
    *_both_ways(
        "change", ON_YEAR, "visits.on_year()", Made({}, MONTH, "%", names={"en": "Unemployment rate", "zh": "失业率"})
    ),
    *_both_ways("change", ON_YEAR, "visits.on_year()", Made({}, WEEK, "index, 2015 = 100")),
    *_both_ways("change", ON_YEAR, "visits.on_year()", Made({}, DAY, "GWh")),
    *_both_ways("change", ON_PREVIOUS, "visits.on_previous()"),
    *_both_ways("trend", {**LAST, "first": "visits.first", "change": "visits.percent"}, "visits.percent"),
    *_both_ways(
        "trend",
        {**LAST, "first": "visits.first", "change": "visits.points"},
        "visits.points",
        Made({}, MONTH, "% of the labour force"),
    ),
    Finding(
        insight("record", {**LAST, "since": "visits.highest_since()"}, "known(visits.highest_since())", "up"),
        Made({"Ash": RISING}),
        Made({"Ash": FALLING}),
        {"en": "highest", "zh": "最高"},
    ),
    Finding(
        insight("record", {**LAST, "since": "visits.lowest_since()"}, "known(visits.lowest_since())", "down"),
        Made({"Ash": (60, 30, *FALLING)}, QUARTER),
        Made({"Ash": (60, 30, *RISING)}, QUARTER),
        {"en": "lowest", "zh": "最低"},
    ),
    Finding(  # of values around a base that nobody states
        insight("record", {**LAST, "since": "visits.highest_since()"}, "visits.last == visits.highest", "up"),
        Made({"Ash": (-0.4, -0.2, 0.1, 0.3)}, unit="unit not stated yet", names=SEA_LEVEL),
        Made({"Ash": (-0.4, -0.2, 0.3, 0.1)}, unit="unit not stated yet", names=SEA_LEVEL),
        {"en": "never higher", "zh": "从未高于"},
    ),
    *(
        Finding(
            insight("streak", {**ON_PREVIOUS, "streak": "visits.streak()"}, f"visits.streak() {sign} 3", direction),
            Made({"Ash": values}, frequency),
            Made({"Ash": other}, frequency),
            {"en": "times in", "zh": "连续"},
        )
        for frequency in (YEAR, MONTH)
        for sign, direction, values, other in (
            (">=", "up", (41, 40, 43, 47, 52), (41, 40, 43, 47, 46)),
            ("<= -", "down", (51, 52, 47, 43, 41), (51, 52, 47, 43, 44)),
        )
    ),
    *(
        Finding(
            insight(
                "turn",
                {
                    **LAST,
                    "turn": f"visits.{end}",
                    "since": f"visits.between(visits.{end}.period, visits.last.period).percent",
                },
                f"visits.{end}.period < visits.last.period and visits.{end}.period > visits.first.period",
                direction,
            ),
            Made({"Ash": values}),
            Made({"Ash": other}),
            {"en": "peak|low|turned", "zh": "见顶|触底|转折|高点|低点"},
        )
        for end, direction, values, other in (
            ("highest", "down", (40, 58, 70, 52, 47), (40, 42, 47, 58, 70)),
            ("lowest", "up", (70, 52, 40, 43, 58), (70, 58, 52, 43, 40)),
            ("highest", "down", (40, 70, 52, 70, 47), (40, 42, 47, 58, 70)),  # twice as high
            ("lowest", "up", (70, 40, 52, 40, 58), (70, 58, 52, 43, 40)),
        )
    ),
    *(
        Finding(
            insight(
                "shift",
                {
                    "before": "visits.at(2012)",
                    "after": "visits.at(2013)",
                    "change": "visits.between(2012, 2013).percent",
                },
                f"visits.between(2012, 2013).percent {sign} 0",
                direction,
            ),
            Made({"Ash": values}),
            Made({"Ash": values}),
        )
        for sign, direction, values in ((">", "up", (10, 11, 10, 30, 31)), ("<", "down", (31, 30, 31, 10, 11)))
    ),
    *(
        Finding(
            insight(
                "outlier",
                {"value": "visits.at(2012)", "before": "visits.at(2011)", "after": "visits.at(2013)"},
                f"visits.at(2012) {sign} visits.at(2011) and visits.at(2012) {sign} visits.at(2013)",
                direction,
            ),
            Made({"Ash": values}),
            Made({"Ash": values}),
        )
        for sign, direction, values in ((">", "up", (10, 11, 40, 12, 13)), ("<", "down", (40, 41, 10, 42, 43)))
    ),
    Finding(
        insight(
            "season",
            {"peak": "visits.at('2022-07')", "trough": "visits.at('2022-01')"},
            "visits.at('2022-07') > visits.at('2022-01')",
        ),
        Made({"Ash": [40 + 9 * (at % 12 == 6) - 9 * (at % 12 == 0) for at in range(24)]}, MONTH),
        Made({"Ash": [40 + 9 * (at % 12 == 6) - 9 * (at % 12 == 0) for at in range(25)]}, MONTH),
    ),
    *(
        Finding(
            insight(
                "target",
                {**LAST, "target": "visits.target(2030)", "gap": "visits.gap(2030)"},
                f"visits.gap(2030) {sign} 0",
                met=met,
            ),
            Made({"Ash": now}, target=50),
            Made({"Ash": turned}, target=50),
            {"en": r"\bmet\b|reached", "zh": "达到"},
        )
        for met, sign, now, turned in ((1, ">=", RISING, FALLING), (0, "<", FALLING, RISING))
    ),
    *(
        Finding(
            insight(
                "pace",
                {"pace": "visits.pace", "pace_needed": "visits.pace_needed(2030)"},
                f"visits.pace {sign} visits.pace_needed(2030)",
                on_course=on_course,
            ),
            Made({"Ash": now}, target=200),
            Made({"Ash": turned}, target=200),
            {"en": r"\bon course|off course|enough|Not the pace", "zh": "可达|可以|快于|足够|达不到|不够|加力"},
        )
        for on_course, sign, now, turned in (
            (1, ">=", (1, 100), (1, 2)),
            (0, "<", (1, 2), (1, 100)),
            (1, ">=", (1, 100), (100, 1)),
        )
    ),
    *(
        Finding(
            insight("missing", LAST, claim, entities=entities, missing=missing),
            now,
            turned,
            {
                "en": "further|No later|yet|[Ll]ater|earlier|lack|gap|[Nn]o value|without|Left|not known",
                "zh": "更新|尚无|晚于|较晚|缺|没有",
            },
        )
        for claim, entities, missing, now, turned in (
            (
                "visits.last.period < tickets.last.period",
                (),
                "2013",
                Made({"Ash": (1, 2, 3)}, second=(1, 2, 3, 4)),
                Made({"Ash": (1, 2, 3, 4)}, second=(1, 2, 3, 4)),
            ),
            (
                "visits.first.period > tickets.first.period",
                (),
                "2010",
                Made({"Ash": (None, 2, 3)}, second=(1, 2, 3)),
                Made({"Ash": (1, 2, 3)}, second=(1, 2, 3)),
            ),
            ("not known(visits.at(2011))", (), "2011", Made({"Ash": (1, None, 3)}), Made({"Ash": (1, 2, 3)})),
            (
                "not known(visits.of('Birch').at(visits.last.period))",
                ("Birch",),
                "2012",
                Made({"Ash": (1, 2, 3), "Birch": (1, 2, None)}),
                Made({"Ash": (1, 2, 3), "Birch": (1, 2, 3)}),
            ),
        )
    ),
    *(
        Finding(
            insight(
                "revision",
                {**LAST, "first_reading": "visits.first_reading()", "revision": "visits.revision()"},
                f"visits.revision() {sign} 0",
                direction,
            ),
            Made({"Ash": RISING}, first_reading=now),
            Made({"Ash": RISING}, first_reading=turned),
        )
        for sign, direction, now, turned in ((">", "up", 55, 60), ("<", "down", 60, None))
    ),
    Finding(
        insight("provisional", LAST, "visits.last.provisional"),
        Made({"Ash": RISING}, status="P"),
        Made({"Ash": FALLING}),
        {"en": "revised|not final|may change|with care|later edition|last word", "zh": "修订|初步|初值"},
    ),
    Finding(
        insight("range", {"highest": "visits.highest", "lowest": "visits.lowest"}, ""),
        Made({"Ash": RISING}),
        Made({"Ash": FALLING}),
    ),
    Finding(
        insight(
            "overview",
            {
                "rose": "count(visits.change > 0, tickets.change > 0)",
                "all": "count(known(visits.change), known(tickets.change))",
            },
            "",
            subjects=("visits", "tickets"),
        ),
        Made({"Ash": (1, 2)}, second=(1, 2)),
        Made({"Ash": (2, 1)}, second=(2, 1)),
    ),
    Finding(
        insight(
            "overview:all",
            {
                "rose": "count(visits.change > 0, tickets.change > 0)",
                "all": "count(known(visits.change), known(tickets.change))",
            },
            "count(visits.change > 0, tickets.change > 0) == count(known(visits.change), known(tickets.change))",
            subjects=("visits", "tickets"),
        ),
        Made({"Ash": (1, 2)}, second=(1, 2)),
        Made({"Ash": (2, 1)}, second=(1, 2)),
        {"en": "All|Each", "zh": "全部"},
    ),
    Finding(
        insight(
            "overview:none",
            {
                "rose": "count(visits.change > 0, tickets.change > 0)",
                "all": "count(known(visits.change), known(tickets.change))",
            },
            "count(visits.change > 0, tickets.change > 0) == 0",
            subjects=("visits", "tickets"),
        ),
        Made({"Ash": (2, 1)}, second=(2, 1)),
        Made({"Ash": (1, 2)}, second=(2, 1)),
        {"en": "[Nn]one", "zh": "均未"},
    ),
    Finding(
        insight(
            "overview:only",
            {"all": "count(known(visits.change), known(tickets.change))"},
            "visits.change > 0 and count(visits.change > 0, tickets.change > 0) == 1",
        ),
        Made({"Ash": (1, 2)}, second=(2, 1)),
        Made({"Ash": (2, 1)}, second=(1, 2)),
        {"en": "[Oo]nly", "zh": "只有"},
    ),
    Finding(
        insight(
            "overview:highest",
            {
                "highest": "count(visits.last == visits.highest, tickets.last == tickets.highest)",
                "all": "count(known(visits.last), known(tickets.last))",
                "first": "visits.first",
                "last": "visits.last",
            },
            "count(visits.last == visits.highest, tickets.last == tickets.highest) > 0",
            subjects=("visits", "tickets"),
        ),
        Made({"Ash": (1, 2)}, second=(1, 2)),
        Made({"Ash": (2, 1)}, second=(2, 1)),
    ),
    Finding(
        insight(
            "late",
            {
                "now": "visits.mean_over(10)",
                "then": "visits.mean_over(10, 2030)",
                "start": "visits.mean_over(10, 2019)",
                "middle": "visits.at(2030)",
                **LAST,
            },
            "visits.mean_over(10) > visits.mean_over(10, 2030) and "
            "visits.mean_over(10, 2030) <= visits.mean_over(10, 2019)",
            "up",
            whole=1.0,
        ),
        Made({"Ash": [*range(40, 19, -1), *range(24, 90, 4)]}),
        Made({"Ash": [*range(10, 100, 4), *range(100, 116)]}),
        {"en": "whole|Not before 2030", "zh": "全部"},
    ),
]
