"""What is found of some parts of a whole, each with the project that it is true of and one in which it has turned."""

from __future__ import annotations

from briefing.model.period import MONTH
from tests.draft.narrative.made_up_projects import Finding, Made, insight

OF_PARTS: list[Finding] = [
    *(
        Finding(
            insight(
                "largest_alike:year",
                {
                    "most": "visits.on_year()",
                    "least": "tickets.on_year()",
                    "count": "count(known(visits.on_year()), known(tickets.on_year()))",
                },
                f"tickets.on_year() {sign} 0 and visits.on_year() {sign} tickets.on_year()",
                way,
                subjects=("visits", "tickets"),
            ),
            Made({"Ash": own}, MONTH, second=other, unit="tickets", noun="Sales"),
            Made({"Ash": other}, MONTH, second=own, unit="tickets", noun="Sales"),
            {"en": "on the year in all|On the year all", "zh": "同比均"},
        )
        for sign, way, own, other in (
            (">", "up", (*range(10, 23), 40), (*range(10, 23), 30)),
            ("<", "down", (*range(40, 27, -1), 10), (*range(40, 27, -1), 20)),
        )
    ),
    *(
        Finding(
            insight(
                "portion:parts",
                {
                    "share_before": "visits.share_with(tickets, period=2010)",
                    "share": "visits.share_with(tickets)",
                    "all": "count(known(visits.last), known(tickets.last))",
                    "start": "visits.at(2010)",
                    "since": "visits.at(2010)",
                    "last": "visits.last",
                },
                f"visits.share_with(tickets) {sign} visits.share_with(tickets, period=2010)",
                way,
            ),
            Made({"Ash": own}, second=other, unit="tickets", noun="Sales"),
            Made({"Ash": other}, second=own, unit="tickets", noun="Sales"),
            {"en": "larger|smaller|with data since", "zh": "份额|占"},
        )
        for sign, way, own, other in (
            (">", "up", (10, 20, 40), (10, 20, 30)),
            ("<", "down", (40, 20, 10), (40, 30, 20)),
        )
    ),
]
