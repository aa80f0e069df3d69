"""Findings on what readers would take for the exception of one alone, or that a mean hides, each with its turn."""

from __future__ import annotations

from tests.draft.narrative.made_up_projects import Finding, Made, insight

BIRCH = "visits.of('Birch')"
FELL = f"{BIRCH}.between({BIRCH}.highest.period, {BIRCH}.last.period).percent"

OF_OTHERS: list[Finding] = [
    Finding(
        insight(
            "turned_too",
            {"too": f"{BIRCH}.highest", "now": f"{BIRCH}.last", "fell": FELL, "turn": "visits.highest"},
            f"{FELL} < 0 and {BIRCH}.highest.period < {BIRCH}.last.period",
            "down",
            entities=("Birch",),
        ),
        Made({"Ash": (10, 30, 20), "Birch": (10, 40, 20)}),
        Made({"Ash": (10, 30, 20), "Birch": (10, 20, 40)}),
        {"en": "Birch", "zh": "Birch"},
    ),
    *(
        Finding(
            insight(
                "lone_since",
                {"then": "visits.at(2011)", "last": "visits.last", "since": "visits.between(2011, 2013).change"},
                f"visits.last {sign} visits.at(2011) and tickets.last {back} tickets.at(2011)",
                way,
            ),
            Made({"Ash": own}, second=other, unit="tickets", noun="Sales"),
            Made({"Ash": other}, second=own, unit="tickets", noun="Sales"),
            {"en": "only", "zh": "只有"},
        )
        for sign, back, way in ((">", "<", "up"), ("<", ">", "down"))
        for own, other in (((40, 10, 20, 30), (50, 40, 30, 20))[:: 1 if way == "up" else -1],)
    ),
    Finding(
        insight(
            "one_year",
            {"move": "visits.between(2011, 2012).percent", "value": "visits.at(2012)", "before": "visits.at(2011)"},
            "known(visits.between(2011, 2012).percent)",
        ),
        Made({"Ash": (60, 58, 40, 35)}),
        Made({"Ash": (60, 58, 40, 45)}),
    ),
    *(
        Finding(
            insight(
                "leading_alike:year",
                {"first": "visits.on_year()", "most": "tickets.on_year()", "before": "visits.year_ago"},
                f"visits.on_year() {sign} 0 and tickets.on_year() {sign} 0",
                way,
                subjects=("visits", "tickets"),
            ),
            Made({"Ash": own}, second=other, unit="tickets", noun="Sales"),
            Made({"Ash": own[::-1]}, second=other[::-1], unit="tickets", noun="Sales"),
        )
        for sign, way, own, other in ((">", "up", (20, 22), (10, 15)), ("<", "down", (22, 20), (15, 10)))
    ),
    Finding(
        insight(
            "median_against",
            {"gained": "visits.percent", "start": f"{BIRCH}.first", "last": f"{BIRCH}.last"},
            f"visits.percent > 0 and {BIRCH}.last < {BIRCH}.first",
            "down",
            entities=("Birch",),
        ),
        Made({"Ash": (10, 20, 30), "Birch": (40, 30, 20)}),
        Made({"Ash": (10, 20, 30), "Birch": (20, 30, 40)}),
        {"en": "median", "zh": "中位数"},
    ),
]
