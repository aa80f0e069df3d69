"""Why a finding matters and what to watch, each with the project that it is true of and one in which it has turned."""

from __future__ import annotations

from tests.draft.narrative.made_up_projects import LAST, Finding, Made, insight

SINCE = "visits.between(2012, visits.last.period)"
BEFORE = "visits.between(visits.first.period, 2012)"
NEAR = {
    "best": "visits.last",
    "near": "visits.of('Birch').last",
    "ratio": "visits.of('Birch').share(visits, 2011)",
    "floor": "visits.of('Birch').at(2011)",
    "since": "visits.of('Birch').first",
}
APART = {"value": "visits.minus(visits.of('Birch'))", "value_before": "visits.minus(visits.of('Birch'), 2010)"}
TWO = Made({"Ash": (100, 100, 110), "Birch": (20, 40, 80)})
RATIO = "visits.of('Birch').share(visits)"
RECENT = {"least": f"{SINCE}.lowest", "most": "visits.between(visits.first.period, 2011).highest"}
ABOVE = f"{RECENT['least']} > {RECENT['most']}"

OUTLOOK: list[Finding] = [
    Finding(
        insight("why_without", {"rest": "tickets.percent"}, "known(tickets.percent)"),
        Made({"Ash": (10, 20, 40)}, second=(10, 20, 30), unit="tickets", noun="Sales"),
        Made({"Ash": (10, 11, 12)}, second=(10, 30, 60), unit="tickets", noun="Sales"),
    ),
    Finding(
        insight(
            "why_gap",
            {**NEAR, **APART, "then": "visits.of('Birch').first"},
            f"{APART['value']} > 0 and {APART['value_before']} > 0",
            entities=("Birch",),
        ),
        TWO,
        Made({"Ash": (100, 100, 70), "Birch": (20, 40, 80)}),
        {"en": "more than", "zh": "多"},
    ),
    Finding(
        insight(
            "why_above",
            {"over": f"{SINCE}.percent", "old": "visits.at(2012)"},
            f"{SINCE}.percent > 0",
            "up",
        ),
        Made({"Ash": (10, 20, 30, 20, 25, 40)}),
        Made({"Ash": (10, 20, 30, 20, 25, 22)}),
        {"en": "In all", "zh": "峰值"},
    ),
    Finding(
        insight(
            "why_since",
            {"early": f"{BEFORE}.change", "since": f"{SINCE}.change", "middle": "visits.at(2012)"},
            f"{BEFORE}.change > 0 and {SINCE}.change > 0",
            "up",
        ),
        Made({"Ash": (10, 11, 12, 20, 30)}),
        Made({"Ash": (10, 11, 12, 10, 9)}),
        {"en": "since then", "zh": "此后"},
    ),
    *(
        Finding(
            insight(kind, {**RECENT, "start": "visits.at(2012)"}, ABOVE, "up"),
            Made({"Ash": (10, 12, 20, 22, 21)}),
            Made({"Ash": (10, 12, 20, 22, 5)}),
            {"en": "2012", "zh": "2012"},
        )
        for kind in ("why_clear", "watch_bound")
    ),
    Finding(
        insight(
            "watch_ratio",
            NEAR,
            f"{RATIO} > {NEAR['ratio']} and visits.of('Birch').share(visits, 2010) < {NEAR['ratio']}",
            entities=("Birch",),
        ),
        TWO,
        Made({"Ash": (100, 100, 110), "Birch": (80, 40, 20)}),
        {"en": "ratio", "zh": "之比"},
    ),
    Finding(
        insight("watch_ratio:row", {**NEAR, "ratio": RATIO}, f"{RATIO} > {NEAR['ratio']}", entities=("Birch",)),
        TWO,
        Made({"Ash": (100, 100, 110), "Birch": (80, 40, 20)}),
        {"en": "ratio", "zh": "之比"},
    ),
    Finding(
        insight("watch_row", {**LAST, "start": "visits.at(2011)"}, "visits.streak() >= 3", "up"),
        Made({"Ash": (10, 8, 9, 12, 20)}),
        Made({"Ash": (10, 8, 9, 12, 5)}),
        {"en": "unbroken", "zh": "即告结束"},
    ),
    Finding(
        insight(
            "watch_furthest",
            {**LAST, "start": "visits.first"},
            "visits.last == visits.between(2011, visits.last.period).highest and visits.first >= visits.last",
            "up",
        ),
        Made({"Ash": (50, 30, 20, 30, 25, 40)}),
        Made({"Ash": (50, 30, 20, 30, 25, 10)}),
        {"en": "at least", "zh": "至少"},
    ),
]
