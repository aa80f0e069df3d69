"""English wordings of places compared, and of indicators that move together."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "rank": {
        "title": (
            "<Place> ranked <rank ordinal> of <places> <things> by <name><end>, at <last>",
            "With <last>, <place> came <rank ordinal> of <places> <things> by <name><end>",
            "By <name>, <place> stood <rank ordinal> among <places> <things><end> <last in>",
            "<Owner> <name>, at <last>, <was> <rank rank> of <places><end>",
        ),
        "point": (
            "**<rank rank> of <places>.** <Owner> <name> <was> <last> <last in><end>.",
            "**<rank rank> by <name><end>.** <last In> <place> stood there among <places> <things>, with <last>.",
        ),
        "sentence": (
            "By <name>, <place> ranked <rank ordinal> of <places> <things> <last in><end>, at <last>.",
            "With <last> <last in>, <place> came <rank ordinal> of <places> <things> by <name><end>.",
            "Among <places> <things>, <place> was <rank rank> by <name><end>, at <last>.",
            "<Place> stood <rank ordinal> of <places> by <name> <last in><end>; its value was <last>.",
        ),
        "short": (
            "<place> ranked <rank ordinal> of <places> by <name>",
            "<place> came <rank ordinal> by <name>",
            "by <name>, <place> was <rank rank> of <places>",
        ),
    },
    "rank_change": {
        "title": (
            "<Place> moved from <rank_before rank> to <rank rank> of <places> <things> by <name>",
            "By <name>, <place> went from <rank_before ordinal> to <rank ordinal> of <places> <things>",
            "<Place> came <rank ordinal> by <name> <rank in>, after <rank_before ordinal> <rank_before in>",
        ),
        "point": (
            (
                "**From <rank_before rank> to <rank rank>.** That is the course of <place> by <name> among "
                "<places> <things>."
            ),
            (
                "**A new order.** By <name>, <place> was <rank_before ordinal> <rank_before in> and <rank "
                "ordinal> <rank in>."
            ),
            "**<rank rank> now.** <rank_before In> <place> had been <rank_before rank> by <name>.",
            "**[Up|Down] the list.** <Place> went from <rank_before ordinal> to <rank ordinal> by <name>.",
        ),
        "sentence": (
            "By <name>, <place> was <rank_before ordinal> <rank_before in> and <rank ordinal> of <places> <rank in>.",
            "Among <places> <things>, <place> moved from <rank_before rank> to <rank rank> by <name>.",
            "The rank of <place> by <name> went from <rank_before ordinal> to <rank ordinal> of <places> <things>.",
            "<rank In> <place> stood <rank ordinal> by <name>; <rank_before in> it had been <rank_before ordinal>.",
        ),
        "short": (
            "<place> moved from <rank_before rank> to <rank rank> by <name>",
            "<place> ranked <rank ordinal> of <places>",
        ),
    },
    "gap_to_best": {
        "title": (
            "<Owner> <name> <was> <last>, against <best> in <best place>",
            "<best Place> sets the mark for <label> at <best>; <place> had <last>",
            "<Place> stood <gap compared above> <best place> by <name>, at <last>",
            "At <last> <last in>, <owner> <name> <was> <gap compared above> that of <best place>",
        ),
        "point": (
            "**The distance.** By <name>, <place> had <last> and <best place> <best> <last in>.",
            "**<best Place> leads.** <best Owner> <name> <was> <best> <best in>, that of <place> <last>.",
            "**<gap compared above cap> <best place>.** <Owner> <name> <was> <last>, against <best>.",
            "**Against the leader.** <Label> <was> <best> in <best place> and <last> in <place>.",
        ),
        "sentence": (
            "By <name>, <best place> leads with <best> <best in>; <place> had <last>.",
            "<Owner> <name> <was> <last>, against <best> in <best place>, which leads.",
            "The leader by <name> is <best place>, at <best>; <place> had <last>.",
            "<Label> <was> <last> in <place> and <best> in <best place>, the leader.",
        ),
        "short": (
            "<best place> had <best>, <place> <last>",
            "<best place> led with <best>",
        ),
    },
    "gap_to_best:high": {
        "title": (
            "<Owner> <name> <was> <last>, against <best> in <best place>",
            "<Label>: <best place> is highest, at <best>; <place> had <last>",
            "<Place> stood <gap compared above> <best place> by <name>, at <last>",
            "At <last> <last in>, <owner> <name> <was> <gap compared above> that of <best place>",
        ),
        "point": (
            "**The distance.** <Label> <was> <last> in <place> and <best> in <best place> <last in>.",
            "**The highest.** <best Owner> <name> <was> <best> <best in>, that of <place> <last>.",
            "**<gap compared above cap> <best place>.** <Owner> <name> <was> <last>, against <best>.",
            "**Against the highest.** <Label> <was> <best> in <best place> and <last> in <place>.",
        ),
        "sentence": (
            "By <name>, <best place> is highest with <best> <best in>; <place> had <last>.",
            "<Owner> <name> <was> <last>, against <best> in <best place>, the highest.",
            "The highest figure for <label> is that of <best place>, <best>; <place> had <last>.",
            "<Label> <was> <last> in <place> and <best> in <best place>, the highest.",
        ),
        "short": (
            "<best place> had <best>, <place> <last>",
            "<best place> was highest, at <best>",
        ),
    },
    "gap_to_best:low": {
        "title": (
            "<Owner> <name> <was> <last>, against <best> in <best place>",
            "<Label>: <best place> is lowest, at <best>; <place> had <last>",
            "<Place> stood <gap compared above> <best place> by <name>, at <last>",
            "At <last> <last in>, <owner> <name> <was> <gap compared above> that of <best place>",
        ),
        "point": (
            "**The distance.** <Label> <was> <last> in <place> and <best> in <best place> <last in>.",
            "**The lowest.** <best Owner> <name> <was> <best> <best in>, that of <place> <last>.",
            "**<gap compared above cap> <best place>.** <Owner> <name> <was> <last>, against <best>.",
            "**Against the lowest.** <Label> <was> <best> in <best place> and <last> in <place>.",
        ),
        "sentence": (
            "By <name>, <best place> is lowest with <best> <best in>; <place> had <last>.",
            "<Owner> <name> <was> <last>, against <best> in <best place>, the lowest.",
            "The lowest figure for <label> is that of <best place>, <best>; <place> had <last>.",
            "<Label> <was> <last> in <place> and <best> in <best place>, the lowest.",
        ),
        "short": (
            "<best place> had <best>, <place> <last>",
            "<best place> was lowest, at <best>",
        ),
    },
    "leader": {
        "title": (
            "<best Place> leads by <name> with <best>; <second place> follows with <second>",
            "<Label>: <best place> is far ahead, at <best> against <second> in <second place>",
            "With <best>, <best place> is well ahead of <second place> (<second>) by <name>",
            "<best Owner> <name>, <best>, <leaves> <second place> at <second> far behind",
        ),
        "point": (
            "**<best Place> is far ahead.** Its <name> <was> <best> <best in>; <second place>, next, had <second>.",
            "**A clear leader.** <Label> <was> <best> in <best place> and <second> in <second place>.",
            "**The lead.** By <name>, <best> in <best place> and <second> in <second place> lie far from each other.",
            "**Out in front.** <best Place> had <best> by <name>; next came <second place> with <second>.",
        ),
        "sentence": (
            "By <name>, <best place> is far ahead with <best> <best in>; <second place> follows with <second>.",
            "<best Owner> <name> <was> <best>, and that of <second place>, which is next, <second>.",
            "The order by <name> is led by <best place>, at <best>, with <second place> at <second> behind it.",
            "No place comes near <best place> by <name>: it had <best>, <second place> <second>.",
        ),
        "short": (
            "<best place> is far ahead, at <best>",
            "<best place> leads with <best>",
        ),
    },
    "leader:high": {
        "title": (
            "<Label>: <best place> is far above the rest, at <best> against <second> in <second place>",
            "<Label>: <best> in <best place>, far above the <second> in <second place>",
            "With <best>, <best place> is well above <second place> (<second>) by <name>",
        ),
        "point": (
            "**Far above the rest.** <Label> <was> <best> in <best place>; next came <second place> with <second>.",
            "**Well above the others.** <Label> <was> <best> in <best place> and <second> in <second place>.",
            "**Far from each other.** By <name>, <best place> is at <best>; next comes <second place>, at <second>.",
            "**The high end.** <best Owner> <name> <was> <best>; next came <second place> with <second>.",
        ),
        "sentence": (
            "By <name>, <best place> is far above the others with <best> <best in>; <second place> had <second>.",
            "<best Owner> <name> <was> <best>, and that of <second place>, which is next, <second>.",
            "By <name>, <best place> is highest with <best> <best in>; <second place> followed with <second>.",
            "No place comes near <best place> by <name>: it had <best>, <second place> <second>.",
        ),
        "short": (
            "<best place> is far above, at <best>",
            "<best place> is highest, at <best>",
        ),
    },
    "leader:low": {
        "title": (
            "<best Place> had the lowest <name>, <best>; <second place> followed with <second>",
            "The lowest <name> was that of <best place>, at <best>, against <second> in <second place>",
            "<Label> <was> far lower in <best place>, at <best>, than in <second place>, at <second>",
        ),
        "point": (
            "**The lowest by far.** By <name>, <best place> had <best> <best in>, and <second place>, next, <second>.",
            "**Well below the rest.** <Label> <was> <best> in <best place> and <second> in <second place>.",
            "**The low end.** <best Place> had <best> by <name>; next came <second place> with <second>.",
        ),
        "sentence": (
            "The lowest <name> <best in> was that of <best place>, at <best>; <second place> followed with <second>.",
            "<best Owner> <name> <was> <best>, the lowest, and that of <second place>, which is next, <second>.",
            "Counted from the lowest <name>, <best place> comes before <second place>: <best> and <second>.",
        ),
        "short": ("<best place> is lowest, at <best>",),
    },
    "leader:plain": {
        "title": (
            "<Label> <was> <best> in <best place> and <mine> in <mine place>",
            "<best Owner> <name> <was> <best>, that of <mine place> <mine>",
        ),
        "point": (
            "**In comparison.** <Label> <was> <best> in <best place> and <mine> in <mine place>.",
            "**Side by side.** <best Owner> <name> <was> <best>, and that of <mine place> <mine>.",
            "**<best place> and <mine place>.** Their figures by <name> are <best> and <mine>.",
        ),
        "sentence": (
            "<Label> <was> <best> in <best place> and <mine> in <mine place>.",
            "<best Owner> <name> <was> <best>, and that of <mine place> <mine>.",
        ),
        "short": ("<best place> had <best>, <mine place> <mine>",),
    },
    "convergence": {
        "title": (
            "The gap in <name> across <things> [widened|narrowed] from <spread_before> to <spread>",
            "<Things> [drew apart|drew closer] in <name>: from lowest to highest the gap is <spread>",
            "From lowest to highest, the gap in <name> [widened|narrowed] from <spread_before> to <spread>",
            "In <name>, <things> [drew apart|drew closer], with <spread> from lowest to highest",
        ),
        "point": (
            "**A [wider|narrower] gap.** Highest and lowest <name> lay <spread_before> apart, and now <spread>.",
            "**The gap [widened|narrowed].** From lowest to highest it is <spread>, after <spread_before>.",
            "**Lowest to highest.** The gap in <name> between them was <spread_before> and is <spread>.",
        ),
        "sentence": (
            "The gap between the highest and the lowest <name> went from <spread_before> to <spread>.",
            "In <name>, <things> lie [further apart|closer together]: the gap was <spread_before> and is <spread>.",
            "From lowest to highest, <name> differs by <spread>, after <spread_before>.",
        ),
        "short": (
            "<things> [drew apart|drew closer] in <name>",
            "the gap in <name> [widened|narrowed]",
        ),
    },
    "correlation": {
        "title": (
            "<Label> and <label2> moved [=the same way|opposite ways] in <together> of the last <periods> <units>",
            "In <together> of the last <periods> <units> <label> and <label2> moved [=alike|in opposite ways]",
            "<together> of the last <periods> times <label> and <label2> went [=the same way|opposite ways]",
        ),
        "point": (
            (
                "**[=Together|Opposite].** <Label> and <label2> moved [=alike|against each other] in <together> "
                "of the last <periods> <units>."
            ),
            (
                "**No explanation.** [=The same|An opposite] course of <label> and <label2> in <together> of the last "
                "<periods> <units> says nothing about why."
            ),
            (
                "**Side by side.** <Label> and <label2> moved [=the same way|opposite ways] in <together> of the last "
                "<periods> <units>."
            ),
            (
                "**What it does not say.** Which of <label> and <label2> leads, or whether either does, is not "
                "in the data."
            ),
        ),
        "sentence": (
            "<Label> and <label2> moved [=the same way|opposite ways] in <together> of the last <periods> <units>.",
            (
                "In <together> of the last <periods> <units> <label> and <label2> went [=together|apart], which says "
                "nothing about why."
            ),
            "In <together> of the last <periods> <units> <label> and <label2> moved [=alike|in opposite ways].",
            "The courses of <label> and <label2> are [=alike|opposite] in <together> of the last <periods> <units>.",
        ),
        "short": ("<name> and <label2> [=moved together|moved apart]",),
    },
}
