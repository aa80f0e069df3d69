"""What supports a title, each with the project that it is true of and one in which it has turned."""

from __future__ import annotations

from tests.draft.narrative.made_up_projects import FALLING, LAST, RISING, Finding, Made, insight

SLOW = (10, 20, 30, 40, 42, 44, 46)
FAST = (10, 11, 12, 13, 23, 33, 43)
PLACES = {"Ash": (20, 30, 40), "Birch": (10, 20, 30), "Cedar": (30, 45, 60), "Dale": (6, 7, 8)}
TURNED = {"Ash": (20, 30, 5), "Birch": (10, 20, 70), "Cedar": (30, 45, 20), "Dale": (6, 7, 60)}
GROWN = {"Ash": (20, 30, 90), "Birch": (40, 40, 40), "Cedar": (30, 30, 30)}
SHRUNK = {"Ash": (60, 30, 9), "Birch": (40, 40, 40), "Cedar": (30, 30, 30)}
_EARLY, _LATE = (
    "visits.between(visits.first.period, 2013).growth",
    "visits.between(2013, visits.last.period).growth",
)
_HALVES = {"early": _EARLY, "late": _LATE, "middle": "visits.at(2013)"}

IN_SUPPORT: list[Finding] = [
    Finding(
        insight(
            "trend",
            {**LAST, "first": "visits.first", "change": "visits.percent"},
            "visits.percent > 0",
            "up",
        ),
        Made({"Ash": (10, 20, 30)}),
        Made({"Ash": (30, 20, 10)}),
        {"en": "rise|rose|grew|fold", "zh": "增至"},
    ),
    Finding(
        insight("slower", _HALVES, f"{_EARLY} > {_LATE} and {_LATE} > 0", "up"),
        Made({"Ash": SLOW}),
        Made({"Ash": FAST[:-1]}),
        {"en": "[Ss]lower|pace eased", "zh": "放缓|前快|先快"},
    ),
    Finding(
        insight("faster", _HALVES, f"{_LATE} > {_EARLY} and {_EARLY} > 0 and {_LATE} > 0", "up"),
        Made({"Ash": FAST}),
        Made({"Ash": SLOW[:-1]}),
        {"en": "[Ff]aster|picked up", "zh": "加快|前慢|先慢"},
    ),
    *(
        Finding(
            insight(
                "crossing",
                {"value": "visits.at(2012)", "before": "visits.at(2011)"},
                f"visits.at(2011) {against} 0 and visits.between(2012, visits.last.period).{end} {sign} 0",
                way,
            ),
            Made({"Ash": [size * number for number in (-3, -4, 2, 5)]}, unit="million francs"),
            Made({"Ash": [size * number for number in (-3, -4, 2, 5, -1)]}, unit="million francs"),
            {"en": f"{'above' if size > 0 else 'below'} zero", "zh": "以来，|此后"},
        )
        for size, against, sign, end, way in ((1, "<", ">", "lowest", "up"), (-1, ">", "<", "highest", "down"))
    ),
    Finding(
        insight(
            "recovery",
            {
                "old": "visits.at(2011)",
                "back": "visits.at(2015)",
                "trough": "visits.at(2013)",
                "took": "visits.between(2011, 2015).span",
                "lost": "visits.between(2011, 2013).percent",
            },
            "visits.at(2015) > visits.at(2011) and visits.at(2013) < visits.at(2011)",
        ),
        Made({"Ash": (30, 40, 20, 10, 35, 50)}),
        Made({"Ash": (30, 40, 20, 10, 35, 50, 52)}),
    ),
    *(
        Finding(
            insight(
                table,
                {
                    **LAST,
                    "share_before": "visits.share_of_all(visits.first.period)",
                    "share": "visits.share_of_all()",
                    "all": "visits.places()",
                    "start": "visits.first",
                },
                f"visits.share_of_all() {sign} visits.share_of_all(visits.first.period)",
                way,
            ),
            Made(now),
            Made(turned),
            {"en": "larger|smaller|together", "zh": "份额|占"},
        )
        for table in ("portion", "portion:parts")
        for sign, way, now, turned in ((">", "up", GROWN, SHRUNK), ("<", "down", SHRUNK, GROWN))
    ),
    Finding(
        insight(
            "leap",
            {"leap": "visits.between(2012, 2013).percent", "value": "visits.at(2013)", "before": "visits.at(2012)"},
            "visits.between(2012, 2013).percent > visits.between(visits.lag(1).period, visits.last.period).percent",
        ),
        Made({"Ash": (10, 11, 12, 30, 31)}),
        Made({"Ash": (10, 11, 12, 30, 31, 93)}),
        {"en": "stands out|any other", "zh": "醒目|很大|大的变动|远超"},
    ),
    Finding(
        insight(
            "runner_up",
            {
                "best": "visits.of('Cedar').last",
                "second": "visits.last",
                "behind": "visits.minus(visits.of('Cedar'))",
            },
            "visits.of('Cedar').rank(best='highest') == 1 and visits.rank(best='highest') == 2",
            entities=("Cedar",),
        ),
        Made(PLACES),
        Made(TURNED),
        {"en": "next|runner-up|Behind", "zh": "其次|紧随|居第二|其后"},
    ),
    Finding(
        insight(
            "neighbours",
            {**LAST, "above": "visits.of('Cedar').last", "below": "visits.of('Birch').last"},
            "visits.of('Cedar').last > visits.last and visits.last > visits.of('Birch').last",
        ),
        Made(PLACES),
        Made(TURNED),
        {"en": "above|in the order", "zh": "相邻|前一位"},
    ),
    Finding(
        insight(
            "same_rank",
            {
                "rank_before": "visits.rank(visits.first.period, best='highest')",
                "rank": "visits.rank(best='highest')",
                "first": "visits.first",
            },
            "visits.rank(visits.first.period, best='highest') == visits.rank(best='highest')",
        ),
        Made(PLACES),
        Made(TURNED),
        {"en": r"same|as well|\btoo\b", "zh": "未变|相同|也居|同样"},
    ),
    Finding(
        insight(
            "ends",
            {"highest": "visits.of('Cedar').last", "lowest": "visits.of('Dale').last"},
            "visits.of('Cedar').rank(best='highest') == 1 and visits.of('Dale').rank(best='lowest') == 1",
            entities=("Cedar", "Dale"),
        ),
        Made(PLACES),
        Made(TURNED),
        {"en": "end|top|bottom|Cedar", "zh": "最高|两端|Cedar"},
    ),
    *(
        Finding(
            insight(
                "furthest",
                {
                    "moved_most": f"visits.of('{place}').change",
                    "first": f"visits.of('{place}').first",
                    "last": f"visits.of('{place}').last",
                },
                f"visits.of('{place}').rank_of('change', best='{best}') == 1",
                way,
                entities=(place,),
            ),
            Made(now),
            Made(turned),
            {"en": "largest|most", "zh": "最大|最多"},
        )
        for place, best, way, now, turned in (
            ("Cedar", "highest", "up", {**PLACES, "Elm": (10, 10, 11)}, {**TURNED, "Birch": (10, 20, 11)}),
            (
                "Birch",
                "lowest",
                "down",
                {"Ash": FALLING, "Birch": (60, 1, 1, 1, 1, 1), "Cedar": FALLING},
                {"Ash": (58, 1, 1, 1, 1, 1), "Birch": RISING, "Cedar": FALLING},
            ),
        )
    ),
    *(
        Finding(
            insight(
                "largest_changes",
                {"most": "visits.change", **({"other": "tickets.change"} if other else {})},
                f"visits.change {sign} 0 and visits.change {sign} tickets.change",
                way,
                subjects=("visits", "tickets"),
                decimals=0.0,
            ),
            Made({"Ash": own}, second=second, noun=noun),
            Made({"Ash": second}, second=own, noun=noun),
            {"en": "most|largest", "zh": "最"},
        )
        for noun in ("Sales", "")
        for other, sign, way, own, second in (
            (True, ">", "up", (10, 20, 40), (40, 30, 20)),
            (False, "<", "down", (40, 30, 10), (40, 38, 35)),
        )
    ),
    Finding(
        insight(
            "opposite_change",
            {"most": "tickets.change"},
            "tickets.change < 0 and tickets.change < visits.change",
            "down",
            subjects=("tickets",),
        ),
        Made({"Ash": (10, 20, 40)}, second=(40, 30, 20)),
        Made({"Ash": (40, 30, 20)}, second=(10, 20, 40)),
        {"en": "largest", "zh": "最大"},
    ),
    Finding(
        insight(
            "only_change",
            {"most": "tickets.change"},
            "tickets.change < 0 and visits.change > 0",
            "down",
            subjects=("tickets",),
        ),
        Made({"Ash": (10, 20, 40)}, second=(40, 30, 20)),
        Made({"Ash": (40, 30, 20)}, second=(10, 20, 40)),
        {"en": "[Oo]nly|Against", "zh": "唯一|只有"},
    ),
    *(
        Finding(
            insight(
                "largest_changes",
                {"most": "visits.change", "other": "tickets.change"},
                f"visits.change {sign} 0 and visits.change {sign} tickets.change and tickets.change {back} 0",
                way,
                subjects=("visits", "tickets"),
                decimals=0.0,
                only=1.0,
            ),
            Made({"Ash": own}, second=second, noun=noun),
            Made({"Ash": second}, second=own, noun=noun),
            {"en": "most|largest|only", "zh": "最|只有"},
        )
        for noun in ("Sales", "")
        for sign, back, way, own, second in (
            (">", "<", "up", (10, 20, 60), (40, 30, 20)),
            ("<", ">", "down", (60, 20, 10), (20, 30, 40)),
        )
    ),
    *(
        Finding(
            insight(
                kind,
                {
                    "sum_before": "visits.sum_with(tickets, period=2010)",
                    "sum": "visits.sum_with(tickets)",
                    "all": "count(known(visits.last), known(tickets.last))",
                    "start": "visits.at(2010)",
                    **LAST,
                },
                "visits.sum_with(tickets) > visits.sum_with(tickets, period=2010)",
                "up",
                subjects=subjects,
            ),
            Made({"Ash": (10, 20, 40)}, second=(10, 20, 30), unit="tickets", noun=noun),
            Made({"Ash": (40, 20, 10)}, second=(30, 20, 10), unit="tickets", noun=noun),
            words,
        )
        for kind, subjects, words in (
            ("together", ("visits",), {"en": "together", "zh": "合计"}),
            ("together:without", ("visits", "tickets"), {"en": "[Ww]ithout", "zh": "不计"}),
        )
        for noun in ("Sales", "")
    ),
    Finding(
        insight(
            "together:without",
            {
                "sum_before": "visits.sum_with(tickets, period=2010)",
                "sum": "visits.sum_with(tickets)",
                "start": "visits.at(2010)",
                "late": "tickets.first",
                "all": "count(known(visits.last), known(tickets.last))",
                **LAST,
            },
            "visits.sum_with(tickets) > visits.sum_with(tickets, period=2010)",
            "up",
            subjects=("visits", "tickets"),
        ),
        Made({"Ash": (10, 20, 40)}, second=(10, 20, 30), unit="tickets", noun="Sales"),
        Made({"Ash": (40, 20, 10)}, second=(30, 20, 10), unit="tickets", noun="Sales"),
        {"en": "[Ww]ithout", "zh": "不计"},
    ),
    *(
        Finding(
            insight(
                "largest_alike",
                {
                    "most": "visits.percent",
                    "least": "tickets.percent",
                    "count": "count(known(visits.last), known(tickets.last))",
                },
                f"visits.percent {sign} 0 and tickets.percent {sign} 0 and visits.percent {sign} tickets.percent",
                way,
                subjects=("visits", "tickets"),
            ),
            Made({"Ash": own}, second=other, unit="tickets", noun="Sales"),
            Made({"Ash": own}, second=own[::-1], unit="tickets", noun="Sales"),
            {"en": "largest .*all", "zh": "均"},
        )
        for sign, way, own, other in (
            (">", "up", (10, 20, 40), (10, 20, 30)),
            ("<", "down", (40, 20, 10), (40, 30, 20)),
        )
    ),
    Finding(
        insight(
            "still",
            {**LAST, "first": "visits.first", "change": "visits.percent"},
            "visits.change < 0",
            "down",
        ),
        Made({"Ash": (30, 10, 20)}),
        Made({"Ash": (30, 10, 40)}),
        {"en": "[Ss]till|all the same|All the same|Not yet", "zh": "仍"},
    ),
    Finding(
        insight(
            "next_changes",
            {"second": "visits.change", "third": "tickets.change"},
            "visits.change > tickets.change and tickets.change > 0",
            "up",
            subjects=("visits", "tickets"),
        ),
        Made({"Ash": (10, 20, 40)}, second=(10, 20, 30)),
        Made({"Ash": (10, 20, 30)}, second=(40, 30, 20)),
        {"en": "next|[Ss]econd|Behind|followed", "zh": "其次|第二"},
    ),
    Finding(
        insight(
            "rises_and_falls",
            {
                "rose": "count(visits.change > 0, tickets.change > 0)",
                "fell": "count(visits.change < 0, tickets.change < 0)",
                "all": "count(known(visits.change), known(tickets.change))",
            },
            "count(visits.change > 0, tickets.change > 0) == 1 and count(visits.change < 0, tickets.change < 0) == 1",
            subjects=("visits", "tickets"),
        ),
        Made({"Ash": (10, 20, 40)}, second=(40, 30, 20)),
        Made({"Ash": (10, 20, 40)}, second=(20, 30, 40)),
        {"en": "fell", "zh": "下降"},
    ),
    Finding(
        insight(
            "climber",
            {
                "rank_before": "visits.of('Cedar').rank(visits.first.period, best='highest')",
                "rank": "visits.of('Cedar').rank(best='highest')",
            },
            "visits.of('Cedar').rank(best='highest') < visits.of('Cedar').rank(visits.first.period, best='highest')",
            "up",
            entities=("Cedar",),
        ),
        Made({"Ash": (20, 20, 20), "Birch": (30, 30, 25), "Cedar": (10, 20, 60)}),
        Made({"Ash": (20, 20, 20), "Birch": (30, 30, 25), "Cedar": (50, 20, 10)}),
        {"en": "moved up|Up the|rose from|went from", "zh": "上升|升至"},
    ),
    *(
        Finding(
            insight(
                "step",
                {"step": "visits.between(2012, 2013).percent", "value": "visits.at(2013)", "before": "visits.at(2012)"},
                "visits.between(2012, 2013).change > 0 and visits.between(2012, 2013).change >= 0.6 * visits.change",
                "up",
            ),
            Made({"Ash": now}),
            Made({"Ash": (*now, 300)}),
            {"en": "Most of|One step", "zh": "集中|大部分"},
        )
        for now in ((10, 11, 12, 30, 31), (10, 11, 12, 40, 42))
    ),
]
