"""Findings on what a figure is held against, and on the levels of a headline, each with its turn."""

from __future__ import annotations

from tests.draft.narrative.made_up_projects import Finding, Made, insight

BIRCH, CEDAR, ELM = (f"visits.of('{place}')" for place in ("Birch", "Cedar", "Elm"))
MIDDLE = "visits.median_of('all')"
OLD = {"old": "visits.at(2011)", "trough": "visits.at(2012)", "back": "visits.at(2014)"}
KNOWN = "count(known(visits.change), known(tickets.change))"
MANY = {"Ash": (10, 20, 90), "Birch": (20, 30, 50), "Cedar": (40, 45, 30), "Elm": (15, 20, 25)}
TURNED = {"Ash": (90, 20, 10), "Birch": (50, 30, 20), "Cedar": (30, 45, 40), "Elm": (25, 20, 95)}
APART = {"Ash": (10, 20, 90), "Birch": (50, 30, 20), "Cedar": (45, 40, 30), "Elm": (25, 20, 15)}
TWO = Made({"Ash": (100, 110, 130), "Birch": (40, 90, 95)})
BOTH = Made({"Ash": (20, 30, 40)}, second=(10, 20, 25), unit="tickets", noun="Sales")
LESS = Made({"Ash": (40, 30, 20)}, second=(25, 20, 10), unit="tickets", noun="Sales")
LONG = (40, 41, 43, 42, 45, 47, 46, 49, 52)
PARTS = {"late": "visits.between(2014, visits.last.period).percent", "early": "visits.between(2010, 2014).percent"}

OF_CONTEXT: list[Finding] = [
    Finding(
        insight(
            "against_parts",
            {"own": "visits.percent", "in_all": "visits.percent_with(tickets)", "all": KNOWN},
            "known(visits.percent)",
        ),
        BOTH,
        LESS,
    ),
    Finding(
        insight(
            "against_whole",
            {"own": "visits.percent", "in_all": "tickets.percent"},
            "known(tickets.percent)",
            subjects=("visits", "tickets"),
        ),
        BOTH,
        LESS,
    ),
    Finding(
        insight(
            "against_median",
            {"all": "visits.places()", "middle": f"{MIDDLE}.percent", "start": "visits.first"},
            f"known({MIDDLE}.percent)",
        ),
        Made(MANY),
        Made(TURNED),
    ),
    Finding(
        insight(
            "contrary_median",
            {"all": "visits.places()", "middle": f"{MIDDLE}.percent", "start": "visits.first"},
            f"visits.between(visits.first.period, visits.last.period).change > 0 and {MIDDLE}.percent < 0",
        ),
        Made(APART),
        Made(MANY),
        {"en": "median", "zh": "中位数"},
    ),
    *(
        Finding(
            insight(
                kind,
                {"least": f"{ELM}.change", "last": f"{ELM}.last"},
                f"{ELM}.change {sign} 0 and {ELM}.rank_of('change', best={best!r}) == {rank}",
                way,
                entities=("Elm",),
            ),
            Made(now),
            Made(turned),
            {"en": "smallest", "zh": "最小"},
        )
        for kind, rank, sign, best, way, now, turned in (
            ("least_of_others", 2, ">", "lowest", "up", MANY, TURNED),
            (
                "least_of_all",
                1,
                ">",
                "lowest",
                "up",
                {"Ash": (10, 20), "Elm": (10, 11)},
                {"Ash": (20, 10), "Elm": (11, 10)},
            ),
        )
    ),
    Finding(
        insight(
            "sum_of_places",
            {
                "all": "visits.places()",
                "sum_before": "visits.sum_of('all').first",
                "value": "visits.sum_of('all').last",
                "share": "visits.share_of_all()",
                "best": "visits.last",
            },
            "visits.rank(best='highest') == 1 and visits.sum_of('all').change > 0",
            "up",
        ),
        Made(MANY),
        Made(TURNED),
    ),
    Finding(
        insight(
            "ends_and_median",
            {
                "highest": "visits.last",
                "lowest": f"{ELM}.last",
                "value": f"{MIDDLE}.last",
                "all": "visits.places()",
            },
            f"visits.rank(best='highest') == 1 and {ELM}.rank(best='lowest') == 1",
            entities=("Elm",),
        ),
        Made(MANY),
        Made(TURNED),
        {"en": "median", "zh": "中位数"},
    ),
    Finding(
        insight(
            "gaps_of_order",
            {
                "wide": f"visits.minus({BIRCH})",
                "narrow": f"{CEDAR}.minus({ELM})",
                "one": "visits.last",
                "two": f"{BIRCH}.last",
                "three": f"{CEDAR}.last",
                "four": f"{ELM}.last",
            },
            f"visits.minus({BIRCH}) > {CEDAR}.minus({ELM}) and {CEDAR}.minus({ELM}) > 0",
            entities=("Birch", "Cedar", "Elm"),
        ),
        Made(MANY),
        Made(TURNED),
        {"en": "distances|above", "zh": "相差"},
    ),
    Finding(
        insight(
            "gap_of_ratio",
            {
                "value": f"visits.minus({BIRCH})",
                "before": f"visits.minus({BIRCH}, 2011)",
                "start": f"{BIRCH}.at(2011)",
                "near": f"{BIRCH}.last",
                "best": "visits.last",
            },
            f"visits.minus({BIRCH}) > 0 and visits.minus({BIRCH}, 2011) > 0",
            entities=("Birch",),
        ),
        TWO,
        Made({"Ash": (40, 90, 95), "Birch": (100, 110, 130)}),
        {"en": "gap|ahead|apart", "zh": "之差"},
    ),
    *(
        Finding(
            insight(kind, {**PARTS, "older": "visits.at(2010)", "middle": "visits.at(2014)"}, "known(visits.at(2014))"),
            Made({"Ash": LONG}),
            Made({"Ash": LONG[::-1]}),
        )
        for kind in ("two_parts", "two_decades")
    ),
    Finding(
        insight(
            "news_parts",
            {
                "sum_before": "visits.sum_with(tickets, period=2010)",
                "sum": "visits.sum_with(tickets)",
                "all": KNOWN,
                "start": "visits.at(2010)",
                "last": "visits.last",
                "own": "visits.last",
                "own_before": "visits.at(2010)",
            },
            "visits.sum_with(tickets) > visits.sum_with(tickets, period=2010)",
            "up",
        ),
        BOTH,
        LESS,
        {"en": "together", "zh": "合计"},
    ),
    Finding(
        insight(
            "news_recovery", {**OLD, "last": "visits.last"}, "visits.at(2014) > visits.at(2011) and visits.last > 0"
        ),
        Made({"Ash": (60, 80, 40, 70, 85, 90)}),
        Made({"Ash": (60, 80, 40, 30, 20, 10)}),
        {"en": "passed", "zh": "超过"},
    ),
    Finding(
        insight(
            "news_ratio",
            {
                "best_then": "visits.at(2011)",
                "best": "visits.last",
                "peak": f"{BIRCH}.at(2011)",
                "near": f"{BIRCH}.last",
            },
            f"visits.last > {BIRCH}.last",
            entities=("Birch",),
        ),
        TWO,
        Made({"Ash": (40, 90, 95), "Birch": (100, 110, 130)}),
    ),
    Finding(
        insight(
            "news_only",
            {
                "start": f"{CEDAR}.first",
                "last": f"{CEDAR}.last",
                "middle_before": f"{MIDDLE}.first",
                "middle": f"{MIDDLE}.last",
            },
            f"{CEDAR}.change < 0 and {MIDDLE}.change > 0",
            "down",
            entities=("Cedar",),
        ),
        Made(MANY),
        Made(TURNED),
        {"en": "median", "zh": "Cedar"},
    ),
]
