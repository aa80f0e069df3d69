"""English wordings of places beside each other, and of indicators that move together."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "rank": {
        "title": (
            "<Place> ranked <rank ordinal> of <places> <things> for <label>, at <last>",
            "For <label>, <place> held <rank rank> of <places> <last in>",
            "With <last>, <place> came <rank ordinal> of <places> for <label>",
            "<rank rank> of <places>: <place> for <label>, with <last>",
            "<last In> <place> stood <rank ordinal> among <places> <things> for <label>",
        ),
        "point": (
            "**<rank rank> of <places>.** <Place> had <last> <last in>.",
            "**Where <place> stands.** For <label> it ranked <rank ordinal> of <places>, at <last>.",
            "**Among <places> <things>.** <Place> came <rank ordinal> for <label>, with <last> <last in>.",
            "**The order.** With <last>, <place> held <rank rank> of <places> for <label>.",
        ),
        "sentence": (
            "For <label>, <place> ranked <rank ordinal> among the <places> <things> with a value <last in>, at <last>.",
            "With <last> <last in>, <place> came <rank ordinal> of <places> <things> for <label>.",
            "Among <places> <things>, <place> held <rank rank> for <label>, at <last>.",
            "<Place> stood <rank ordinal> of <places> for <label> <last in>; its value was <last>.",
        ),
        "short": (
            "<place> <rank ordinal> of <places> for <label>",
            "<place> <rank rank> for <label>",
            "<rank rank>: <place> for <label>",
            "<place> at <last>",
        ),
    },
    "rank_change": {
        "title": (
            "<Place> moved from <rank_before rank> to <rank rank> of <places> for <label>",
            "For <label>, <place> went from <rank_before ordinal> to <rank ordinal> of <places> <things>",
            "<Place> came <rank ordinal> for <label> <rank in>, after <rank_before ordinal> <rank_before in>",
            "From <rank_before rank> to <rank rank>: <place> for <label>",
        ),
        "point": (
            (
                "**From <rank_before rank> to <rank rank>.** <Place> changed its place for <label> among "
                "<places> <things>."
            ),
            (
                "**A new order.** For <label>, <place> was <rank_before ordinal> <rank_before in> and <rank "
                "ordinal> <rank in>."
            ),
            "**<rank rank> now.** <rank_before In> <place> had been <rank_before rank> for <label>.",
            "**[Up|Down] the list.** <Place> went from <rank_before ordinal> to <rank ordinal> for <label>.",
        ),
        "sentence": (
            "<Place> was <rank_before ordinal> for <label> <rank_before in> and <rank ordinal> of <places> <rank in>.",
            "Among <places> <things>, <place> moved from <rank_before rank> to <rank rank> for <label>.",
            (
                "For <label>, the rank of <place> went from <rank_before ordinal> to <rank ordinal> between "
                "<rank_before period> and <rank period>."
            ),
            (
                "<rank In> <place> stood <rank ordinal> for <label>, where it had been <rank_before ordinal> "
                "<rank_before in>."
            ),
        ),
        "short": (
            "<place> from <rank_before rank> to <rank rank>",
            "<place> now <rank ordinal> for <label>",
            "<place> <rank rank>, after <rank_before rank>",
            "<place> <rank ordinal> of <places>",
        ),
    },
    "gap_to_best": {
        "title": (
            "<Label>: <place> had <last>, <best place> <best>",
            "<Place> stood at <last> for <label>, <best place> at <best>",
            "<best Place> sets the mark for <label> at <best>; <place> had <last>",
            "From <last> to <best>: how far <place> is from <best place> for <label>",
            "For <label>, <place> had <last> <last in> against <best> in <best place>",
        ),
        "point": (
            "**The distance.** For <label>, <place> had <last> and <best place> <best> <last in>.",
            "**<best Place> leads.** It had <best> <best in>, <place> <last>.",
            "**<gap compared above cap> <best place>.** <Place> stood at <last> for <label>, <best place> at <best>.",
            "**Against the leader.** <best Place> came to <best> for <label>, <place> to <last>.",
        ),
        "sentence": (
            "For <label>, <best place> had <best> <best in>, and <place> <last>.",
            "<Place> stood at <last> for <label>, against <best> in <best place>.",
            "The leader for <label> is <best place>, at <best>; <place> had <last>.",
            "Between the <last> of <place> and the <best> of <best place> lies the distance to the leader for <label>.",
        ),
        "short": (
            "<place> <last>, <best place> <best>",
            "<place> behind <best place> for <label>",
            "<best place> ahead, at <best>",
            "<place> at <last>",
        ),
    },
    "leader": {
        "title": (
            "<best Place> leads for <label> with <best>; <second place> follows with <second>",
            "<Label>: <best place> is far ahead, at <best> against <second> for <second place>",
            "With <best>, <best place> is well ahead of <second place> (<second>) for <label>",
            "For <label>, <best place> had <best> <best in>, <second place> <second>",
        ),
        "point": (
            "**<best Place> is far ahead.** It had <best> <best in>, and <second place>, which follows, <second>.",
            "**A clear leader.** For <label>, <best place> came to <best> and <second place> to <second>.",
            "**The lead.** Between the <best> of <best place> and the <second> of <second place> lies a wide gap.",
            "**Out in front.** <best Place> had <best> for <label>; next came <second place> with <second>.",
        ),
        "sentence": (
            "For <label>, <best place> is far ahead with <best> <best in>; <second place> follows with <second>.",
            "<best Place> had <best> for <label>, and <second place>, which comes next, <second>.",
            "The order for <label> is led by <best place>, at <best>, with <second place> at <second> behind it.",
            "No place is near <best place> for <label>: it had <best>, <second place> <second>.",
        ),
        "short": (
            "<best place> far ahead for <label>",
            "<best place> leads with <best>",
            "<best place> <best>, <second place> <second>",
            "<best place> ahead of <second place>",
        ),
    },
    "convergence": {
        "title": (
            "<Things> became [less|more] alike for <label>: a spread of <spread>, after <spread_before>",
            "The spread of <label> across <things> [widened|narrowed], from <spread_before> to <spread>",
            "<Things> [drew apart|drew closer] for <label>: the spread went from <spread_before> to <spread>",
            "For <label>, the spread between <things> came to <spread>, after <spread_before>",
        ),
        "point": (
            "**The spread.** For <label> it went from <spread_before> to <spread> across <things>.",
            "**[Further apart|Closer together].** The spread of <label> was <spread_before> and came to <spread>.",
            (
                "**Across <things>.** The values of <label> lie [further apart|closer together] than at first: "
                "<spread> after <spread_before>."
            ),
            "**<spread_before> and <spread>.** That is the spread of <label> at first and now.",
        ),
        "sentence": (
            "The spread of <label> across <things> went from <spread_before> to <spread>.",
            (
                "For <label>, <things> lie [further apart|closer together] than at first: the spread was "
                "<spread_before> and is <spread>."
            ),
            "Across <things>, the spread of <label> came to <spread>, after <spread_before> at first.",
            "<Things> [drew apart|drew closer] for <label>, with a spread of <spread> after <spread_before>.",
        ),
        "short": (
            "<things> [further apart|closer] for <label>",
            "the spread of <label> [widened|narrowed]",
            "spread of <label> at <spread>",
            "<label> [less|more] alike across <things>",
        ),
    },
    "all_but": {
        "title": (
            "<Label> [rose|fell] in <holding> of <places> <things>, but not in <others>",
            "All but <others>: <label> [rose|fell] in <holding> of <places> <things>",
            "[Rises|Falls] of <label> in <holding> of <places> <things>; <others> differed",
            "<holding> of <places> <things> saw <label> [rise|fall]; <others> did not",
        ),
        "point": (
            "**<holding> of <places> <things>.** There <label> [rose|fell]; in <others> not.",
            "**The exception.** <Label> [rose|fell] in <holding> of <places> <things>, but not in <others>.",
            (
                "**One direction, almost.** [A rise|A fall] of <label> is seen in <holding> of <places> "
                "<things>, not in <others>."
            ),
            "**Unlike the rest.** While <holding> of <places> <things> saw <label> [rise|fall], <others> did not.",
        ),
        "sentence": (
            "<Label> [rose|fell] in <holding> of <places> <things>; <others> went another way.",
            "In <holding> of the <places> <things> with values, <label> [rose|fell], and in <others> not.",
            "[Rises|Falls] of <label> are the rule, in <holding> of <places> <things>; <others> [is|is] no part of it.",
            "The pattern of <label> holds in <holding> of <places> <things>, and <others> [stands|stands] outside it.",
        ),
        "short": (
            "<label> [rose|fell] in <holding> of <places> <things>",
            "all but <others> [rose|fell]",
            "<others> unlike the rest for <label>",
            "<holding> of <places> [rose|fell]",
        ),
    },
    "correlation": {
        "title": (
            "<Label> and <label2> moved together",
            "<Label> and <label2> went the same way at the same times",
            "Side by side: <label> and <label2> moved together",
            "When <label> moved, <label2> mostly moved too",
        ),
        "point": (
            (
                "**Together.** <Label> and <label2> moved in step; which leads, or whether either does, the "
                "data do not say."
            ),
            "**In step.** Changes of <label> and of <label2> came in the same periods.",
            "**No proof of a cause.** That <label> and <label2> moved together says nothing about why.",
            "**A like course.** <Label> and <label2> moved together over the period shown.",
        ),
        "sentence": (
            "<Label> and <label2> moved together over the period shown, which says nothing about why.",
            "Changes of <label> went with changes of <label2> in the same periods.",
            "The courses of <label> and <label2> are alike; the data do not say what lies behind it.",
            "Where <label> moved, <label2> moved with it; a common course is no proof of a link.",
        ),
        "short": (
            "<label> and <label2> moved together",
            "<label> in step with <label2>",
            "<label> and <label2> alike",
            "<label> moved with <label2>",
        ),
    },
    "family:peers": {
        "ask": (
            "which of the <places> <things> do we want to be measured against?",
            "what do the <things> ahead of us do that we could look at?",
            "is <label> the measure by which we want to be compared?",
            "which rank for <label> would we call good enough?",
            "whom do we ask first about their figures for <label>?",
        ),
        "notes": (
            (
                "The comparison is of the values of one period, among the places that have a value for it. A "
                "rank is an order and no distance: look at the values too."
            ),
            "Name the period, then the place, then the value. Definitions of <label> may differ from place to place.",
            (
                "Places without a value are left out and never counted as zero. Their number is stated on the "
                "slide where it matters."
            ),
            "This slide compares places. It does not say what lies behind the differences, and neither should we.",
        ),
    },
}
