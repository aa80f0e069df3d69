"""Findings across places and indicators, each with the project that it is true of and one in which it has turned."""

from __future__ import annotations

from collections.abc import Mapping

from tests.draft.narrative.made_up_projects import LAST, Finding, Made, Values, insight

PEERS: Mapping[str, Values] = {"Ash": (40, 43, 58), "Birch": (30, 33, 35), "Cedar": (22, 21, 10), "Doum": (1, 2, 3)}
SWAPPED: Mapping[str, Values] = {"Ash": (40, 43, 8), "Birch": (30, 33, 65), "Cedar": (22, 21, 70), "Doum": (9, 8, 1)}
LOW: Mapping[str, Values] = {"Ash": (40, 43, 58), "Birch": (30, 33, 35), "Cedar": (22, 21, 10)}

ACROSS: list[Finding] = [
    *(
        Finding(
            insight(
                "rank",
                {**LAST, "rank": f"visits.rank(best={best!r})", "places": "visits.places()"},
                f"visits.rank(best={best!r}) == {rank}",
            ),
            Made(PEERS),
            Made(SWAPPED),
        )
        for best, rank in (("highest", 1), ("lowest", 4))
    ),
    *(
        Finding(
            insight(
                "rank_change",
                {
                    "rank_before": "visits.rank(2010, best='highest')",
                    "rank": "visits.rank(best='highest')",
                    "places": "visits.places()",
                },
                f"visits.rank(best='highest') {sign} visits.rank(2010, best='highest')",
                direction,
            ),
            Made(now),
            Made(turned),
            {"en": "Up the|Down the", "zh": "前移|后移"},
        )
        for sign, direction, now, turned in (
            ("<", "up", {"Ash": (20, 30, 40), **dict(list(PEERS.items())[1:])}, PEERS),
            (">", "down", SWAPPED, PEERS),
        )
    ),
    *(
        Finding(
            insight(
                "gap_to_best",
                {**LAST, "best": "visits.of('Cedar').last", "gap": "visits.minus(visits.of('Cedar'))"},
                f"visits.minus(visits.of('Cedar')) {sign} 0 and visits.of('Cedar').rank(best={best!r}) == 1",
                way,
                entities=("Cedar",),
            ),
            Made(now, direction=direction),
            Made(turned, direction=direction),
            gone,
        )
        for direction, sign, best, way, now, turned, gone in (
            ("up", "<", "highest", "down", SWAPPED, PEERS, {"en": "lead|mark|below", "zh": "领先|差距"}),
            ("", "<", "highest", "down", SWAPPED, PEERS, {"en": "highest|below|lead", "zh": "最高|领先|差距"}),
            ("down", ">", "lowest", "up", LOW, PEERS, {"en": "lowest|above|lead", "zh": "最低|领先|差距"}),
        )
    ),
    *(
        Finding(
            insight(
                "leader",
                {"best": "visits.of('Ash').last", "second": "visits.of('Birch').last"},
                "visits.of('Ash').rank(best='highest') == 1 and visits.of('Ash').last > 1.5 * visits.of('Birch').last",
                entities=("Ash", "Birch"),
            ),
            Made(PEERS, direction=direction),
            Made(SWAPPED, direction=direction),
            gone,
        )
        for direction, gone in (
            ("up", {"en": "lead|ahead|front|No place", "zh": "领先|居前|拉开"}),
            ("", {"en": "highest|high end|above|far |No place|lead|ahead|next", "zh": "最高|更高|领先"}),
        )
    ),
    Finding(
        insight(
            "leader",
            {"best": "visits.of('Ash').last", "second": "visits.of('Birch').last"},
            "visits.of('Ash').rank(best='lowest') == 1 and visits.of('Birch').last > 1.5 * visits.of('Ash').last",
            entities=("Ash", "Birch"),
        ),
        Made({"Ash": (9, 9, 8), "Birch": (30, 33, 65), "Cedar": (22, 21, 70)}, direction="down"),
        Made(PEERS, direction="down"),
        {"en": "lowest|low end|below|lower", "zh": "最低|低端|偏低"},
    ),
    *(
        Finding(
            insight(
                "convergence",
                {
                    "spread_before": "visits.of('Ash').minus(visits.of('Doum'), 2010)",
                    "spread": "visits.of('Ash').minus(visits.of('Doum'))",
                },
                f"visits.of('Ash').minus(visits.of('Doum')) {sign} visits.of('Ash').minus(visits.of('Doum'), 2010)",
                direction,
                entities=("Ash", "Doum", "Ash", "Doum"),
            ),
            Made(now),
            Made(turned),
            {"en": "spread", "zh": "差距"},
        )
        for sign, direction, now, turned in ((">", "up", PEERS, SWAPPED), ("<", "down", SWAPPED, PEERS))
    ),
    *(
        Finding(
            insight(
                "all_but",
                {
                    "holding": f"visits.places({verb!r})",
                    "places": "visits.places()",
                    **(
                        {}
                        if entities
                        else {"most": "visits.of('Cedar').last", "most_moved": "visits.of('Cedar').change"}
                    ),
                },
                f"visits.places({verb!r}) == visits.places() - {len(entities)}",
                direction,
                entities=entities,
            ),
            Made(now),
            Made(turned),
            {"en": "not|exception|All but|way everywhere", "zh": "除|例外|不同|普遍|一致"},
        )
        for verb, direction, entities, now, turned in (
            ("rose", "up", ("Cedar",), PEERS, SWAPPED),
            ("fell", "down", ("Ash",), {"Ash": (1, 2), "Birch": (3, 2), "Cedar": (3, 1)}, PEERS),
            ("rose", "up", (), {"Ash": (1, 2), "Birch": (2, 3), "Cedar": (1, 3)}, PEERS),
            ("fell", "down", (), {"Ash": (2, 1), "Birch": (3, 2), "Cedar": (3, 1)}, PEERS),
        )
    ),
    *(
        Finding(
            insight(
                "all_but",
                {
                    "holding": f"count(visits.change {sign} 0, tickets.change {sign} 0)",
                    "places": "count(known(visits.change), known(tickets.change))",
                },
                f"tickets.change {sign} 0 and not visits.change {sign} 0",
                direction,
                subjects=("visits", "tickets"),
            ),
            Made({"Ash": now}, second=other),
            Made({"Ash": other}, second=now),
            {"en": "did not|exception|All but|another way|Unlike|against", "zh": "除|例外|不同|与众不同|不在"},
        )
        for sign, direction, now, other in ((">", "up", (3, 2), (4, 5)), ("<", "down", (2, 3), (5, 4)))
    ),
    *(
        Finding(
            insight(
                "correlation",
                {
                    "together": f"count(visits.last > visits.lag(1) and tickets.last {sign} tickets.lag(1), "
                    f"visits.lag(1) > visits.lag(2) and tickets.lag(1) {sign} tickets.lag(2))",
                    "periods": "count(known(visits.lag(1)), known(visits.lag(2)))",
                },
                f"count(visits.last > visits.lag(1) and tickets.last {sign} tickets.lag(1)) == 1",
                direction,
                subjects=("visits", "tickets"),
            ),
            Made({"Ash": (1, 2, 3)}, second=other),
            Made({"Ash": (3, 2, 1)}, second=other),
        )
        for sign, direction, other in ((">", "up", (4, 5, 6)), ("<", "down", (6, 5, 4)))
    ),
    Finding(
        insight("majority", {**LAST, "share": "visits.share_of_all()"}, "visits.share_of_all() > 50"),
        Made(PEERS),
        Made(SWAPPED),
        {"en": "larger", "zh": "较大|主要"},
    ),
    Finding(
        insight(
            "share",
            {"last": "visits.of('Birch').last", "share": "visits.of('Birch').share_of_all()"},
            "visits.of('Birch').share_of_all() <= 50",
            entities=("Birch",),
        ),
        Made(PEERS),
        Made(SWAPPED),
    ),
    Finding(
        insight(
            "share", {**LAST, "share": "visits.share(tickets)"}, "known(visits.last)", subjects=("visits", "tickets")
        ),
        Made({"Ash": (2, 3)}, unit="tickets", second=(5, 6)),
        Made({"Ash": (2, 1)}, unit="tickets", second=(5, 6)),
    ),
    Finding(
        insight(
            "share_change",
            {
                "share_before": "visits.of('Birch').share_of_all(2010)",
                "share": "visits.of('Birch').share_of_all()",
            },
            "visits.of('Birch').share_of_all() > visits.of('Birch').share_of_all(2010)",
            "up",
            entities=("Birch",),
        ),
        Made(SWAPPED),
        Made(PEERS),
    ),
    Finding(
        insight(
            "evenness",
            {"highest": "visits.of('Birch').last", "lowest": "visits.of('Ash').last"},
            "visits.of('Birch').last < 1.2 * visits.of('Ash').last",
            entities=("Birch", "Ash"),
        ),
        Made({"Ash": (40, 41), "Birch": (42, 43)}),
        Made({"Ash": (40, 11), "Birch": (42, 43)}),
        {"en": "alike|narrow|close|[Ll]ittle", "zh": "相近|不大|相当|接近|较窄"},
    ),
]
