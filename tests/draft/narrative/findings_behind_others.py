"""What lies behind a finding, each with the project that it is true of and one in which it has turned."""

from __future__ import annotations

from tests.draft.narrative.made_up_projects import LAST, Finding, Made, insight

SLOW = (10, 20, 30, 40, 42, 44, 46)
FAST = (10, 11, 12, 13, 23, 33, 43)

BEHIND_OTHERS: list[Finding] = [
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
            },
            "visits.of('Birch').highest.period < visits.of('Birch').last.period",
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
                "early": "visits.between(visits.first.period, 2013).pace",
                "late": "visits.between(2013, visits.last.period).pace",
                "middle": "visits.at(2013)",
                **LAST,
            },
            "visits.change > 0 and visits.between(2013, visits.last.period).change >= 0.6 * visits.change "
            "and visits.between(2013, visits.last.period).pace "
            "> visits.between(visits.first.period, 2013).pace",
            "up",
        ),
        Made({"Ash": FAST}),
        Made({"Ash": SLOW}),
        {"en": "[Mm]ost|mostly|from then on", "zh": "大部分"},
    ),
    Finding(
        insight(
            "recent_values",
            {
                "least": "visits.between(2013, visits.last.period).lowest",
                "most": "visits.between(visits.first.period, 2012).highest",
                "start": "visits.at(2013)",
            },
            "visits.between(2013, visits.last.period).lowest > visits.between(visits.first.period, 2012).highest",
            "up",
        ),
        Made({"Ash": (10, 12, 11, 20, 22, 21)}),
        Made({"Ash": (10, 12, 11, 20, 22, 5)}),
        {"en": "2013", "zh": "2013"},
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
