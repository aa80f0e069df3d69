"""What lies behind a finding, each with the project that it is true of and one in which it has turned."""

from __future__ import annotations

from msgspec.structs import replace

from tests.draft.narrative.made_up_projects import LAST, SEA_LEVEL, Finding, Made, insight

SLOW = (10, 20, 30, 40, 42, 44, 46)
FAST = (10, 11, 12, 13, 23, 33, 43)
RATES = {"rise_rate": "visits.percent", "fall_rate": "tickets.percent"}
OPPOSED = "visits.change > 0 and tickets.change < 0"
STEPPED = "visits.change > 0 and visits.between(2011, 2012).change >= visits.change"
STEP = {
    "step": "visits.between(2011, 2012).percent",
    "more": "visits.between(2011, 2012).percent",
    "value": "visits.at(2012)",
    "before": "visits.at(2011)",
    "since": "visits.between(2012, visits.last.period).percent",
}
STEP_OVER_A_GAP = {"gap": STEP["step"], "value": STEP["value"], "before": STEP["before"]}
ABOVE = "visits.between(2013, visits.last.period).lowest > visits.between(visits.first.period, 2012).highest"
RECENT = {
    "least": "visits.between(2013, visits.last.period).lowest",
    "most": "visits.between(visits.first.period, 2012).highest",
    "start": "visits.at(2013)",
}
SOME_FELL = {"Ash": (10, 20, 30), "Birch": (20, 30, 24), "Cedar": (5, 6, 7)}
NONE_FELL = {"Ash": (10, 20, 30), "Birch": (20, 30, 31), "Cedar": (5, 6, 7)}
NEWEST, BEFORE = (
    "visits.between(visits.lag(1).period, visits.last.period)",
    "visits.between(visits.lag(2).period, visits.lag(1).period)",
)
OF_BIRCH = "visits.of('Birch').between(visits.lag(1).period, visits.last.period)"
FALL = f"{OF_BIRCH}.rank_of('percent', best='lowest') == 1 and {OF_BIRCH}.percent < 0"
LARGEST = {"last": "visits.of('Birch').last", "before": "visits.of('Birch').lag(1)"}
MOVES = {
    "moved": f"{NEWEST}.places('fell')",
    "most_along": "visits.places('rose')",
    "places": "visits.places()",
    "last": "visits.last",
    "most": "visits.of('Birch').last",
}

SPAN = "between(tickets.first.period, tickets.last.period).percent"
BOTH = {
    "change": f"visits.{SPAN}",
    "change2": f"tickets.{SPAN}",
    "start": "tickets.first",
    "now": "visits.at(tickets.last.period)",
    "other_now": "tickets.at(tickets.last.period)",
}
BOTH_ROSE = f"{BOTH['change']} > 0 and {BOTH['change2']} > 0"
BIRCH = "visits.of('Birch')"
UNDONE = {"near": "last", "peak": "at(2012)", "then": "at(2011)"}

_MEANS = {
    "then": "visits.mean_over(10, 2030)",
    "start": "visits.mean_over(10, 2019)",
    "middle": "visits.at(2030)",
    "recent": "visits.between(2030, visits.last.period).span",
}

BEHIND_OTHERS: list[Finding] = [
    Finding(
        replace(insight("two_sources", BOTH, BOTH_ROSE, "up"), subjects=("visits", "tickets")),
        Made({"Ash": (10, 20, 40)}, second=(10, 20, 30)),
        Made({"Ash": (10, 20, 40)}, second=(30, 20, 10)),
        {"en": "Both|show|Two sources", "zh": "都上升|同样"},
    ),
    *(
        Finding(
            insight(
                "contribution",
                {
                    "ratio": "visits.share_of_change(tickets)",
                    "most": "visits.change",
                    "in_all": "visits.percent_with(tickets)",
                    "all": "count(known(visits.change), known(tickets.change))",
                },
                "visits.share_of_change(tickets) >= 40 and visits.change > 0",
                "up",
            ),
            Made({"Ash": (10, 20, 40)}, second=(10, 20, 30), unit="tickets", noun=noun),
            Made({"Ash": (10, 11, 12)}, second=(10, 30, 60), unit="tickets", noun=noun),
            {"en": "of the rise|from one|of it", "zh": "占"},
        )
        for noun in ("Sales", "")
    ),
    Finding(
        insight(
            "relative",
            {
                "ratio": "visits.of('Birch').share(visits)",
                "ratio_before": "visits.of('Birch').share(visits, 2010)",
                "best": "visits.last",
                "near": "visits.of('Birch').last",
                "start": "visits.of('Birch').first",
            },
            "visits.of('Birch').share(visits) > visits.of('Birch').share(visits, 2010)",
            "up",
            entities=("Birch",),
        ),
        Made({"Ash": (100, 100, 110), "Birch": (20, 40, 80)}),
        Made({"Ash": (100, 100, 110), "Birch": (80, 40, 20)}),
        {"en": "Birch", "zh": "Birch"},
    ),
    Finding(
        insight(
            "passed",
            {"ahead": "visits.of('Birch').at(2012)", "behind": "visits.at(2012)"},
            "visits.of('Birch').at(2012) > visits.at(2012) and visits.of('Birch').at(2011) < visits.at(2011)",
            "up",
            entities=("Birch",),
        ),
        Made({"Ash": (50, 55, 60), "Birch": (20, 40, 80)}),
        Made({"Ash": (50, 55, 60, 65), "Birch": (20, 40, 80, 60)}),
    ),
    Finding(
        insight(
            "reversal",
            {
                "turn": "visits.of('Birch').highest",
                "last": "visits.of('Birch').last",
                "since": (
                    "visits.of('Birch').between(visits.of('Birch').highest.period, "
                    "visits.of('Birch').last.period).percent"
                ),
                "least": "visits.places()",
            },
            "visits.of('Birch').highest.period < visits.of('Birch').last.period"
            " and visits.of('Birch').rank(best='lowest') == 1",
            "down",
            entities=("Birch",),
        ),
        Made({"Ash": (10, 20, 30), "Birch": (10, 40, 20)}),
        Made({"Ash": (10, 20, 30), "Birch": (10, 20, 40)}),
        {"en": "Birch", "zh": "Birch"},
    ),
    Finding(
        insight(
            "loss",
            {"lost": "visits.between(2011, 2013).percent", "old": "visits.at(2011)", "trough": "visits.at(2013)"},
            "visits.between(2011, 2013).percent < 0",
            "down",
        ),
        Made({"Ash": (30, 40, 20, 10, 35, 50)}),
        Made({"Ash": (30, 40, 20, 10, 35, 50, 52)}),
    ),
    Finding(
        insight(
            "late",
            {
                "now": "visits.mean_over(10)",
                **_MEANS,
                **LAST,
            },
            "visits.mean_over(10) > visits.mean_over(10, 2030) and visits.mean_over(10) - visits.mean_over(10, 2030) "
            ">= 0.6 * (visits.mean_over(10) - visits.mean_over(10, 2019))",
            "up",
        ),
        Made({"Ash": [*range(10, 31), *range(34, 100, 4)]}),
        Made({"Ash": [*range(10, 100, 4), *range(100, 116)]}),
        {"en": "[Mm]ost|after 2030", "zh": "大部分"},
    ),
    Finding(
        insight(
            "late",
            {
                "now": "visits.mean_over(10)",
                "then": "visits.mean_over(10, 2030)",
                "middle": "visits.at(2030)",
                **LAST,
            },
            "visits.mean_over(10) > visits.mean_over(10, 2030)",
            "up",
        ),
        Made({"Ash": [*range(-10, 11), *range(14, 80, 4)]}, unit="unit not stated yet", names=SEA_LEVEL),
        Made({"Ash": [*range(-10, 80, 4), *range(80, 60, -1)]}, unit="unit not stated yet", names=SEA_LEVEL),
    ),
    Finding(
        insight(
            "before_late",
            {
                **_MEANS,
            },
            "(visits.mean_over(10, 2030) - visits.mean_over(10, 2019)) < (visits.mean_over(10) - "
            "visits.mean_over(10, 2030))",
            "up",
        ),
        Made({"Ash": [*range(10, 31), *range(34, 100, 4)]}),
        Made({"Ash": [*range(10, 100, 4), *range(100, 116)]}),
        {"en": "less than", "zh": "不如"},
    ),
    *(
        Finding(
            insight(
                "before_late",
                {
                    **_MEANS,
                    "dip": "visits.mean_over(10, 2022)",
                    "crest": "visits.mean_over(10, 2028)",
                    **now,
                },
                "visits.mean_over(10, 2022) <= visits.mean_over(10, 2019)",
                "up",
            ),
            Made({"Ash": [*range(30, 10, -1), *range(10, 70, 4)]}),
            Made({"Ash": [*range(10, 100, 4), *range(100, 112)]}),
            {"en": "moved between", "zh": "之间"},
        )
        for now in ({}, {"now": "visits.mean_over(10)"})
    ),
    Finding(
        insight("recent_values", RECENT, ABOVE, "up"),
        Made({"Ash": (10, 12, 11, 20, 22, 21)}),
        Made({"Ash": (10, 12, 11, 20, 22, 5)}),
        {"en": "2013", "zh": "2013"},
    ),
    Finding(
        insight("recent_values", {**RECENT, "count": "visits.between(2012, visits.last.period).span"}, ABOVE, "up"),
        Made({"Ash": (10, 12, 11, 20, 22, 21)}),
        Made({"Ash": (10, 12, 11, 20, 22, 5)}),
    ),
    Finding(
        insight(
            "fell_back",
            {
                "ratio": "visits.of('Birch').share(visits)",
                "ratio_peak": "visits.of('Birch').share(visits, 2012)",
                "ratio_before": "visits.of('Birch').share(visits, 2010)",
                "peak": "visits.of('Birch').at(2012)",
                "best": "visits.last",
                "near": "visits.of('Birch').last",
                "start": "visits.of('Birch').first",
            },
            "visits.of('Birch').share(visits) < visits.of('Birch').share(visits, 2012) "
            "and visits.of('Birch').share(visits, 2012) > visits.of('Birch').share(visits, 2010)",
            "down",
            entities=("Birch",),
        ),
        Made({"Ash": (100, 100, 110, 120), "Birch": (20, 40, 99, 90)}),
        Made({"Ash": (100, 100, 110, 120), "Birch": (20, 40, 99, 119)}),
        {"en": "back|fell to", "zh": "回落"},
    ),
    Finding(
        insight(
            "undone",
            {"best": "visits.last", **{role: f"{BIRCH}.{at}" for role, at in UNDONE.items()}},
            f"{BIRCH}.share(visits, 2011) < {BIRCH}.share(visits) and ({BIRCH}.share(visits, 2012) - "
            f"{BIRCH}.share(visits)) >= 0.5 * ({BIRCH}.share(visits, 2012) - {BIRCH}.share(visits, 2011))",
            entities=("Birch",),
        ),
        Made({"Ash": (100, 100, 100, 100), "Birch": (20, 40, 80, 50)}),
        Made({"Ash": (100, 100, 100, 100), "Birch": (20, 40, 80, 30)}),
        {"en": "undid", "zh": "大半"},
    ),
    *(
        Finding(
            insight(
                "net_contribution",
                {"ratio": "visits.share_of_change(tickets)", "rest": "tickets.percent"},
                "visits.share_of_change(tickets) >= 40 and visits.change > 0",
                "up",
            ),
            Made({"Ash": (10, 20, 40)}, second=(10, 20, 30), unit="tickets", noun=noun),
            Made({"Ash": (10, 11, 12)}, second=(10, 30, 60), unit="tickets", noun=noun),
            {"en": "net rise", "zh": "净"},
        )
        for noun in ("Sales", "")
    ),
    Finding(
        insight(
            "lone_part",
            {
                "newest": "visits.on_previous()",
                "all": "count(known(visits.on_previous()), known(tickets.on_previous()))",
                "before": "visits.lag(1)",
            },
            "visits.on_previous() < 0 and count(visits.on_previous() < 0, tickets.on_previous() < 0) == 1",
            "down",
        ),
        Made({"Ash": (10, 20, 15)}, second=(10, 20, 30), unit="tickets"),
        Made({"Ash": (10, 20, 25)}, second=(10, 20, 30), unit="tickets"),
        {"en": "only|other", "zh": "唯一|其他|只有"},
    ),
    Finding(
        insight(
            "two_rates",
            {"one": "visits.of('Birch').growth", "other": "visits.growth"},
            "known(visits.of('Birch').growth) and known(visits.growth)",
            entities=("Birch",),
        ),
        Made({"Ash": (100, 100, 110, 120), "Birch": (20, 40, 99, 90)}),
        Made({"Ash": (100, 100, 110, 120), "Birch": (20, 40, 99, 10)}),
    ),
    Finding(
        insight(
            "rates_at_turn",
            {
                "early": "visits.between(visits.first.period, visits.highest.period).growth",
                "late": "visits.between(visits.highest.period, visits.last.period).growth",
                "turn": "visits.highest",
            },
            "visits.between(visits.first.period, visits.highest.period).growth > 0 "
            "and visits.between(visits.highest.period, visits.last.period).growth < 0",
            "down",
        ),
        Made({"Ash": (10, 20, 30, 25, 20)}),
        Made({"Ash": (10, 20, 30, 25, 40)}),
    ),
    Finding(
        insight(
            "only_place",
            {"places": "visits.places()", "start": "visits.of('Birch').first", "last": "visits.of('Birch').last"},
            "visits.of('Birch').change < 0 and visits.places('rose') == visits.places() - 1",
            "down",
            entities=("Birch",),
        ),
        Made({"Ash": (10, 20, 30), "Birch": (30, 20, 10), "Cedar": (5, 6, 7)}),
        Made({"Ash": (10, 20, 30), "Birch": (30, 20, 40), "Cedar": (5, 6, 7)}),
        {"en": "[Oo]nly|alone|exception", "zh": "只有"},
    ),
    Finding(
        insight(
            "newest_moves",
            MOVES,
            f"{MOVES['moved']} >= 0.3 * visits.places() and {FALL}",
            "down",
            entities=("Birch",),
        ),
        Made(SOME_FELL),
        Made(NONE_FELL),
        {"en": "fell", "zh": "下降"},
    ),
    Finding(
        insight("largest_newest", LARGEST, FALL, "down", entities=("Birch",)),
        Made(SOME_FELL),
        Made(NONE_FELL),
        {"en": "largest fall|fell most", "zh": "降幅最大"},
    ),
    Finding(
        insight(
            "period_before",
            {"along": f"{BEFORE}.places('rose')", "places": "visits.places()", "before": "visits.lag(1)"},
            f"{BEFORE}.places('rose') > 0",
            "up",
            entities=("Birch",),
        ),
        Made(SOME_FELL),
        Made({place: values[::-1] for place, values in NONE_FELL.items()}),
    ),
    Finding(
        replace(
            insight("opposed", RATES | {"rise": "visits.change", "fall": "tickets.change"}, OPPOSED, "up"),
            subjects=("visits", "tickets"),
            statistics={"decimals": 0.0},
        ),
        Made({"Ash": (10, 20, 40)}, second=(40, 30, 20), unit="tickets"),
        Made({"Ash": (40, 20, 10)}, second=(40, 30, 20), unit="tickets"),
    ),
    *(
        Finding(
            insight("one_step", facts, STEPPED, "up"),
            Made({"Ash": (14, 15, 40, 39, 37)}),
            Made({"Ash": (14, 15, 40, 39, 37, 90)}),
            {"en": "alone|[Oo]ne step|single|Between|by 2012", "zh": "一步|2011"},
        )
        for facts in (STEP, {**STEP, "multiple": "visits.between(2011, 2012).multiple"}, STEP_OVER_A_GAP)
    ),
    Finding(
        insight(
            "two_steps",
            {
                "step": "visits.between(2011, 2012).percent",
                "step2": "visits.between(2013, 2014).percent",
                "before": "visits.at(2011)",
                "value": "visits.at(2012)",
                "before2": "visits.at(2013)",
                "value2": "visits.at(2014)",
            },
            "visits.change > 0 and visits.between(2011, 2012).change > visits.change "
            "and visits.between(2013, 2014).change > 0",
            "up",
        ),
        Made({"Ash": (10, 11, 40, 24, 35, 31, 32)}),
        Made({"Ash": (10, 11, 40, 24, 35, 31, 90)}),
        {"en": "[Tt]wo steps|larger", "zh": "两步"},
    ),
    Finding(
        insight(
            "odd",
            {"value": "visits.at(2012)", "before": "visits.at(2011)", "after": "visits.at(2013)"},
            "visits.at(2012) > visits.at(2011) and visits.at(2012) > visits.at(2013)",
            "up",
        ),
        Made({"Ash": (10, 11, 30, 12, 13)}),
        Made({"Ash": (10, 11, 30, 12, 13, 14)}),
    ),
]
