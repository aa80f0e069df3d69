"""English wordings of what supports a title: pace, recoveries, single moves, neighbours, both ends of an order."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "slower": {
        "point": (
            "**Slower since <middle period>.** <Label> <early moved> up to then and <late percent 1> a year since.",
            "**Slower since <middle period>.** Up to then <label> <early moved>; since then <it> <late moved>.",
            "**A slower pace.** <Label> <early moved> until <middle period> and <late percent 1> a year since.",
            "**A slower pace.** Until <middle period> <label> <early moved>; since then <it> <late moved>.",
        ),
        "sentence": (
            (
                "From <first period> to <middle period> <label> <early moved>; from then to <last period> <it> "
                "<late moved>."
            ),
            "<Label> <early moved> until <middle period>; since then <it> <late moved>.",
        ),
    },
    "faster": {
        "point": (
            "**Faster since <middle period>.** <Label> <early moved> up to then and <late percent 1> a year since.",
            "**Faster since <middle period>.** Up to then <label> <early moved>; since then <it> <late moved>.",
            "**A faster pace.** <Label> <early moved> until <middle period> and <late percent 1> a year since.",
            "**A faster pace.** Until <middle period> <label> <early moved>; since then <it> <late moved>.",
        ),
        "sentence": (
            "Until <middle period> <label> <early moved>; since then <it> <late moved>.",
            (
                "From <first period> to <middle period> <label> <early moved>; from then to <last period> <it> "
                "<late moved>."
            ),
        ),
    },
    "before_late": {
        "point": (
            (
                "**Before <middle period>.** From <start period> to <then period> the ten-year mean moved between "
                "<dip value> (<dip period>) and <crest value> (<crest period>)."
            ),
            (
                "**Before <middle period>.** From <start period> to <then period> the ten-year mean went from "
                "<start value> to <then value>."
            ),
        ),
        "sentence": (
            (
                "The ten-year mean went from <then value> <then in> to <now value> <now in>; from <start period> to "
                "<then period> it had moved between <dip value> and <crest value>."
            ),
            (
                "From <start period> to <then period> the ten-year mean moved between <dip value> (<dip period>) and "
                "<crest value> (<crest period>)."
            ),
            "From <start period> to <then period> the ten-year mean went from <start value> to <then value>.",
        ),
    },
    "portion": {
        "point": (
            (
                "**<Owner> share.** <last In> <place> had <share> of the total of all <all> <things>, [up|down] "
                "from <share_before> <start in>."
            ),
            (
                "**A [larger|smaller] share.** <Place> had <share> of the total of all <all> <things>, [up|down] from "
                "<share_before> <start in>."
            ),
        ),
        "sentence": (
            (
                "Of the total of all <all> <things>, <place> had <share> <last in>, [up|down] from <share_before> "
                "<start in>."
            ),
            (
                "<Owner> share of the total of all <all> <things> [rose|fell] from <share_before> <start in> to "
                "<share> <last in>."
            ),
        ),
    },
    "portion:parts": {
        "point": (
            (
                "**A share of the whole.** <last In> <label> made up <share> of the <all> <parts> with data since "
                "<since period>, [up|down] from <share_before>."
            ),
            (
                "**A [larger|smaller] share.** It is <share> of the <all> <parts> with data since <since period>, "
                "[up|down] from <share_before>."
            ),
            (
                "**A share of the whole.** <last In> <label> made up <share> of all <all> <parts> together, [up|down] "
                "from <share_before> <start in>."
            ),
            (
                "**A [larger|smaller] share.** It is <share> of all <all> <parts> together, [up|down] from "
                "<share_before> <start in>."
            ),
        ),
        "sentence": (
            (
                "Of the <all> <parts> with data since <since period>, <label> made up <share> <last in>, [up|down] "
                "from <share_before>."
            ),
            (
                "<last In> <label> made up <share> of the <all> <parts> with data since <since period>, [up|down] from "
                "<share_before>."
            ),
            (
                "Of all <all> <parts> together, <label> made up <share> <last in>, [up|down] from <share_before> "
                "<start in>."
            ),
            (
                "The share of <label> in all <all> <parts> together [rose|fell] from <share_before> <start in> to "
                "<share> <last in>."
            ),
        ),
    },
    "recovery": {
        "point": (
            "**Past the old peak.** It took until <back period> for <label> to pass the <old> of <old period>.",
            "**Back above the old peak.** <Label> fell from <old> <old in> to <trough> and passed that peak <back in>.",
        ),
        "sentence": (
            "<Label> fell from a peak of <old> <old in> to <trough> <trough in> and passed <its> old peak <back in>.",
            "From a peak of <old> <old in>, <label> fell to <trough> <trough in>; <it> passed that peak <back in>.",
        ),
    },
    "crossing": {
        "point": (
            "**[Above|Below] zero since <value period>.** <Label> <was> <before> <before in> and <value> <value in>.",
            "**[Above|Below] zero.** <value In> <label> <was> <value>, after <before> <before in>.",
        ),
        "sentence": (
            "<Label> <has> been [above|below] zero since <value period>: after <before> <before in> came <value>.",
            "Since <value period> <label> <has> been [above|below] zero; <before in> <it> <was> <before>.",
        ),
    },
    "leap": {
        "point": (
            "**One move stands out.** <Label> <leap moved> from <before period> to <value period>, to <value>.",
            "**<value Period> stands out.** From <before period> <label> <leap moved>, to <value>.",
        ),
        "sentence": (
            "One move stands out: from <before period> to <value period> <label> <leap moved>, to <value>.",
            "Between <before period> and <value period> <label> <leap moved>, far more than in any other step.",
        ),
    },
    "step": {
        "point": (
            "**Most of it at once.** From <before period> to <value period> <label> <step moved>, to <value>.",
            "**One step.** <Label> <step moved> from <before period> to <value period>.",
        ),
        "sentence": (
            "Most of the change came at once: from <before period> to <value period> <label> <step moved>.",
            "<Label> <step moved> from <before period> to <value period>, most of the whole change.",
        ),
    },
    "still": {
        "point": (
            "**Still [above|below] the start.** <Label> <change moved> from <first period> to <last period>.",
            "**Not yet made good.** From <first period> to <last period> <label> <change moved>.",
        ),
        "sentence": (
            "Over the whole time, from <first period> to <last period>, <label> <change moved>.",
            "From <first period> to <last period> as a whole, <label> <change moved>.",
        ),
    },
    "runner_up": {
        "point": (
            "**<second Place> was second.** With <second>, it was <behind compared above> <best place>.",
            "**The runner-up.** <second Place> had <second> <second in>, <behind compared above> <best place>.",
            "**Second: <second place>.** The figure there was <second>, against <best> in <best place>.",
        ),
        "sentence": (
            "<second Place> was second, with <second>, after <best place> with <best>.",
            "Behind <best place>, at <best>, stood <second place>, with <second>.",
        ),
    },
    "neighbours": {
        "point": (
            "**Close by.** <above Place>, at <above>, is just above <place>; <below place>, at <below>, just below.",
            "**Next in the order.** <above Place>, at <above>, precedes <place>; <below place>, at <below>, follows.",
        ),
        "sentence": (
            "<Place> comes in the order after <above place>, at <above>, and before <below place>, at <below>.",
            "<above Place> (<above>) stands next above <place> in the order, <below place> (<below>) next below.",
        ),
    },
    "same_rank": {
        "point": (
            "**The same rank as at the start.** <Place> was <rank_before ordinal> <first in> as well.",
            "**No change of rank.** <first In> <place> was <rank_before ordinal> too.",
        ),
        "sentence": (
            "<first In> <place> was <rank_before ordinal> as well.",
            "<Place> had been <rank_before ordinal> <first in> too.",
        ),
    },
    "ends": {
        "title": (
            "<Label> ranged from <highest> in <highest place> to <lowest> in <lowest place> <highest in>",
            "<highest Place> had the highest <name> <highest in>, <lowest place> the lowest",
        ),
        "short": ("<name> ranged from <highest> in <highest place> to <lowest> in <lowest place>",),
        "point": (
            "**Highest and lowest.** <highest Place> had <highest> and <lowest place> had <lowest> <highest in>.",
            "**From <lowest place> to <highest place>.** The values run from <lowest> to <highest> <highest in>.",
        ),
        "sentence": (
            "<highest Place> had the highest <highest in>, <highest>, and <lowest place> the lowest, <lowest>.",
            "<Label> <was> <highest> in <highest place>, the most <highest in>, and <lowest> in <lowest place>.",
            "<highest In> <label> ranged from <highest> in <highest place> to <lowest> in <lowest place>.",
        ),
    },
    "climber": {
        "title": (
            "<rank Place> rose from <rank_before ordinal> to <rank ordinal> of <places> <things> by <name>",
            "By <name>, <rank place> went from <rank_before ordinal> to <rank ordinal> of <places> <things>",
        ),
        "short": ("<rank place> rose from <rank_before ordinal> to <rank ordinal>",),
        "point": (
            "**<rank Place> moved up.** From <rank_before ordinal> <rank_before in> to <rank ordinal> <rank in>.",
            "**Up the list.** <rank Place> came <rank_before ordinal> <rank_before in> and <rank ordinal> <rank in>.",
        ),
        "sentence": (
            "<rank Place> moved up, from <rank_before ordinal> <rank_before in> to <rank ordinal> <rank in>.",
            "<rank_before In> <rank place> had been <rank_before ordinal>; <rank in> it ranked <rank ordinal>.",
        ),
    },
    "furthest": {
        "point": (
            (
                "**Largest [rise|fall].** <Label> [rose|fell] most in <moved_most place>, from <first> <first in> to "
                "<last> <last in>."
            ),
            "**<moved_most Place>.** <Label> [rose|fell] most there, from <first> to <last>.",
        ),
        "sentence": (
            "<Label> [rose|fell] most in <moved_most place>, from <first> to <last>.",
            "<moved_most Place> had the largest [rise|fall], from <first> to <last>.",
        ),
    },
}
