"""Why a finding matters and what to watch, each with the project that it is true of and one in which it has turned."""

from __future__ import annotations

from tests.draft.narrative.made_up_projects import LAST, Finding, Made, insight

SINCE = "visits.between(2012, visits.last.period)"
BIRCH = "visits.of('Birch')"
NEAR = {
    "best": "visits.last",
    "near": f"{BIRCH}.last",
    "ratio": f"{BIRCH}.share(visits)",
    "bound": f"{BIRCH}.share(visits, 2011)",
    "floor": f"{BIRCH}.at(2011)",
    "since": f"{BIRCH}.first",
}
NOW, THEN = f"visits.minus({BIRCH})", f"visits.minus({BIRCH}, 2010)"
APART = {**NEAR, "value": NOW, "value_before": THEN, "then": f"{BIRCH}.first"}
GAP = f"visits.minus({BIRCH}, 2011)"
GAP_PEAKED = f"{NOW} > 0 and {GAP} > 0 and {GAP} > {THEN} and {GAP} > {NOW}"
PEAKED = {"value_widest": GAP, "widest": f"{BIRCH}.at(2011)"}
BACK = {**NEAR, "peak": f"{BIRCH}.at(2012)", "floor": f"{BIRCH}.share(visits, 2011)", "then": f"{BIRCH}.at(2011)"}
PEAK, LATER, EARLIER = (f"{BIRCH}.share(visits{at})" for at in (", 2012", "", ", 2011"))
OF_BIRCH = f"{BIRCH}.between(2012, {BIRCH}.last.period)"
LOST = f"{EARLIER} < {LATER} and ({PEAK} - {LATER}) >= 0.5 * ({PEAK} - {EARLIER})"
UP_AND_DOWN = Made({"Ash": (100, 100, 100, 100), "Birch": (20, 40, 80, 50)})
DOWN_TWICE = Made({"Ash": (100, 100, 100, 100), "Birch": (20, 40, 80, 30)})
TWO = Made({"Ash": (100, 100, 110), "Birch": (20, 40, 80)})
NEARER = Made({"Ash": (1000, 1000, 1100), "Birch": (200, 400, 800)})
WIDER = Made({"Ash": (1000, 1000, 1900), "Birch": (200, 400, 800)})
RATIO = f"{BIRCH}.share(visits)"
RECENT = {"least": f"{SINCE}.lowest", "most": "visits.between(visits.first.period, 2011).highest"}
ABOVE = f"{RECENT['least']} > {RECENT['most']}"
GOOD = {"over": f"{SINCE}.percent", "old": "visits.at(2012)", "trough": "visits.at(2013)"}
OTHERS = Made({"Ash": (10, 20, 40)}, second=(10, 20, 30), unit="tickets", noun="Sales")
OTHERS_FELL = Made({"Ash": (10, 20, 40)}, second=(30, 20, 10), unit="tickets", noun="Sales")
IN_ALL = "visits.percent_with(tickets)"
BOTH_UP = f"tickets.percent > 0 and {IN_ALL} > 0"
UNEVEN = "tickets.percent > 0 and visits.percent > tickets.percent"
WHOLE = {"overall": "visits.growth", "late": f"{SINCE}.growth", "middle": "visits.at(2012)"}
STEEPER = Made({"Ash": (10, 11, 12, 20, 30)})
FLATTER = Made({"Ash": (10, 20, 40, 41, 42)})

OUTLOOK: list[Finding] = [
    Finding(
        insight("why_shared", {"rest": "tickets.percent"}, "tickets.percent > 0", "up"),
        OTHERS,
        OTHERS_FELL,
        {"en": "One part|one part", "zh": "合计也"},
    ),
    Finding(
        insight("why_shared", {"rest": "tickets.percent", "in_all": IN_ALL}, BOTH_UP, "up"),
        OTHERS,
        OTHERS_FELL,
        {"en": "One part|one part", "zh": "一项"},
    ),
    Finding(
        insight("why_shared", {"rest": "tickets.percent", "own": "visits.percent"}, UNEVEN, "up"),
        OTHERS,
        OTHERS_FELL,
        {"en": "uneven", "zh": "合计也"},
    ),
    Finding(
        insight("why_alone", {"rest": "tickets.percent"}, "tickets.percent < 0", "up"),
        OTHERS_FELL,
        OTHERS,
        {"en": "nothing of the other parts", "zh": "只反映"},
    ),
    *(
        Finding(
            insight(kind, APART, f"{NOW} > 0 and {THEN} > 0 and {NOW} {sign} {THEN}", entities=("Birch",)),
            *((near, wide) if kind == "why_nearer" else (wide, near)),
            {"en": words, "zh": chinese},
        )
        for kind, sign, words, chinese in (
            ("why_nearer", "<", "narrowed in numbers", "差距也在缩小"),
            ("why_wider", ">", "no smaller gap", "不等于"),
        )
        for near, wide in ((NEARER, WIDER),)
    ),
    Finding(
        insight("why_peaked", {**APART, **PEAKED}, GAP_PEAKED, entities=("Birch",)),
        Made({"Ash": (1000, 1300, 1600), "Birch": (200, 400, 1000)}),
        Made({"Ash": (1000, 1300, 3600), "Birch": (200, 400, 1000)}),
        {"en": "gap peaked", "zh": "见顶"},
    ),
    Finding(
        insight(
            "why_both",
            {**BACK, "own": f"{OF_BIRCH}.percent", "other": f"{SINCE}.percent"},
            f"{OF_BIRCH}.percent > 0 and {SINCE}.percent > {OF_BIRCH}.percent",
            "up",
            entities=("Birch",),
        ),
        Made({"Ash": (100, 100, 100, 150), "Birch": (20, 40, 80, 82)}),
        Made({"Ash": (100, 100, 100, 150), "Birch": (20, 40, 80, 70)}),
        {"en": "did not fall", "zh": "并未下降"},
    ),
    Finding(
        insight(
            "why_median",
            {
                "start": f"{BIRCH}.first",
                "last": f"{BIRCH}.last",
                "places": "visits.places()",
                "median_first": "visits.first",
                "median": "visits.last",
            },
            f"visits.change > 0 and {BIRCH}.last < {BIRCH}.first",
            "down",
            entities=("Birch",),
        ),
        Made({"Ash": (10, 20, 30), "Birch": (30, 20, 10)}),
        Made({"Ash": (30, 20, 10), "Birch": (30, 20, 10)}),
        {"en": "Elsewhere", "zh": "其他地方"},
    ),
    Finding(
        insight(
            "why_median:below",
            {
                "start": f"{BIRCH}.first",
                "last": f"{BIRCH}.last",
                "places": "visits.places()",
                "gap": f"visits.minus({BIRCH})",
            },
            f"visits.minus({BIRCH}) > 0",
            "down",
            entities=("Birch",),
        ),
        Made({"Ash": (10, 20, 30), "Birch": (30, 20, 10)}),
        Made({"Ash": (10, 20, 5), "Birch": (30, 20, 10)}),
        {"en": "higher", "zh": "低于中位数"},
    ),
    Finding(
        insight(
            "watch_peak",
            {"turn": f"{BIRCH}.highest", "last": f"{BIRCH}.last"},
            f"{BIRCH}.last < {BIRCH}.highest",
            "down",
            entities=("Birch",),
        ),
        Made({"Ash": (10, 20, 30), "Birch": (30, 40, 10)}),
        Made({"Ash": (10, 20, 30), "Birch": (30, 40, 50)}),
    ),
    Finding(
        insight("why_undone", {**BACK, "then": f"{BIRCH}.at(2011)"}, LOST, entities=("Birch",)),
        UP_AND_DOWN,
        DOWN_TWICE,
        {"en": "flatters|undid most", "zh": "大半丧失"},
    ),
    Finding(
        insight(
            "why_made_good",
            GOOD,
            f"{SINCE}.percent > 0 and (visits.at(2012) - visits.at(2013)) > 0.5 * (visits.last - visits.at(2013))",
            "up",
        ),
        Made({"Ash": (10, 20, 30, 20, 25, 32)}),
        Made({"Ash": (10, 20, 30, 20, 25, 90)}),
        {"en": "flatters|only made good", "zh": "大半只是"},
    ),
    Finding(
        insight("also_above", GOOD, f"{SINCE}.percent > 0", "up"),
        Made({"Ash": (10, 20, 30, 20, 25, 40)}),
        Made({"Ash": (10, 20, 30, 20, 25, 22)}),
        {"en": "in all", "zh": "峰值"},
    ),
    Finding(
        insight("why_pace", WHOLE, f"visits.growth < {SINCE}.growth", "up"),
        STEEPER,
        FLATTER,
        {"en": "fall behind|understates", "zh": "偏低"},
    ),
    Finding(
        insight("why_pace:slower", WHOLE, f"visits.growth > {SINCE}.growth", "up"),
        FLATTER,
        STEEPER,
        {"en": "expect too much|overstates", "zh": "偏高"},
    ),
    Finding(
        insight("why_clear", {**RECENT, "start": "visits.at(2012)"}, ABOVE, "up"),
        Made({"Ash": (10, 12, 20, 22, 21)}),
        Made({"Ash": (10, 12, 20, 22, 5)}),
        {"en": "2012", "zh": "2012"},
    ),
    Finding(
        insight("watch_record", {**LAST, "top": "visits.highest"}, ABOVE, "up"),
        Made({"Ash": (10, 12, 20, 22, 21)}),
        Made({"Ash": (10, 12, 20, 22, 5)}),
        {"en": "so far", "zh": "最高"},
    ),
    *(
        Finding(
            insight(
                kind,
                {**LAST, "newest": "visits.on_previous()", "middle": "visits.at(2012)", "late": f"{SINCE}.growth"},
                claim,
                "up",
            ),
            *((slow, fast) if kind == "watch_pace" else (fast, slow)),
            {"en": words, "zh": chinese},
        )
        for kind, claim, words, chinese in (
            ("watch_pace", f"0 < visits.on_previous() < {SINCE}.growth", "the mean pace", "慢于"),
            ("watch_pace:more", f"visits.on_previous() > {SINCE}.growth", "more than", "快于"),
        )
        for slow, fast in ((Made({"Ash": (10, 11, 12, 20, 21)}), Made({"Ash": (10, 11, 12, 13, 30)})),)
    ),
    Finding(
        insight(
            "watch_top",
            {
                "last": "visits.last",
                "most": "visits.between(visits.first.period, 2011).highest",
                "start": "visits.at(2012)",
            },
            "visits.last == visits.highest",
            "up",
        ),
        Made({"Ash": (10, 12, 20, 21, 22)}),
        Made({"Ash": (10, 12, 20, 22, 5)}),
        {"en": "for a new high", "zh": "即为新高"},
    ),
    Finding(
        insight(
            "watch_ratio",
            NEAR,
            f"{RATIO} > {NEAR['bound']} and {BIRCH}.share(visits, 2010) < {NEAR['bound']}",
            entities=("Birch",),
        ),
        TWO,
        Made({"Ash": (100, 100, 110), "Birch": (80, 40, 20)}),
        {"en": "since 2010", "zh": "最低"},
    ),
    Finding(
        insight("watch_ratio:row", NEAR, f"{RATIO} > {NEAR['bound']}", entities=("Birch",)),
        TWO,
        Made({"Ash": (100, 100, 110), "Birch": (80, 40, 20)}),
        {"en": "still rises", "zh": "能否继续"},
    ),
    Finding(
        insight("watch_back", BACK, f"{LATER} < {PEAK} and {LOST}", entities=("Birch",)),
        UP_AND_DOWN,
        DOWN_TWICE,
        {"en": "would be lost", "zh": "全部丧失"},
    ),
    Finding(
        insight("watch_row", {**LAST, "start": "visits.at(2011)"}, "visits.streak() >= 3", "up"),
        Made({"Ash": (10, 8, 9, 12, 20)}),
        Made({"Ash": (10, 8, 9, 12, 5)}),
        {"en": "for the first time", "zh": "从未"},
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
        {"en": "rose above|fell below|stayed as", "zh": "未曾"},
    ),
]
