"""English wordings of what supports a title: pace, recoveries, single moves, neighbours, both ends of an order."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "slower": {
        "point": (
            "**Slower from <middle period>.** <Label> <early moved> up to then, and <late moved> after it.",
            "**A slower pace.** Until <middle period> <label> <early moved>, and after it <late moved>.",
        ),
        "sentence": (
            (
                "From <first period> to <middle period> <label> <early moved>; from then to <last period> <it> "
                "<late moved>."
            ),
            "The pace eased: until <middle period> <label> <early moved>, and from then to <last period> <late moved>.",
        ),
    },
    "faster": {
        "point": (
            "**Faster from <middle period>.** <Label> <early moved> up to then, and <late moved> after it.",
            "**A faster pace.** Until <middle period> <label> <early moved>, and after it <late moved>.",
        ),
        "sentence": (
            (
                "The pace picked up: until <middle period> <label> <early moved>, and from then to <last period> "
                "<late moved>."
            ),
            (
                "From <first period> to <middle period> <label> <early moved>; from then to <last period> <it> "
                "<late moved>."
            ),
        ),
    },
    "portion": {
        "point": (
            "**<share> of all <all> together.** <Place> had <share_before> <start in>.",
            "**A [larger|smaller] share.** Of all <all> <things> it had <share>, after <share_before> <start in>.",
        ),
        "sentence": (
            "Of the <all> <things> together <place> had <share> <last in>, after <share_before> <start in>.",
            "<Owner> part of all <all> <things> together went from <share_before> <start in> to <share> <last in>.",
        ),
    },
    "portion:parts": {
        "point": (
            "**<share> of all <all> together.** <start In> the share of <name> was <share_before>.",
            "**A [larger|smaller] share.** It was <share_before> of all <all> together <start in>, and is <share>.",
        ),
        "sentence": (
            "Of all <all> together, <label> made up <share> <last in>, after <share_before> <start in>.",
            "The share of <label> in all <all> together went from <share_before> <start in> to <share> <last in>.",
        ),
    },
    "recovery": {
        "point": (
            "**Past the old peak.** It took until <back period> for <label> to pass the <old> of <old period>.",
            "**A dip made good.** From <old> <old in> <label> sank to <trough>, and was past that peak <back in>.",
        ),
        "sentence": (
            "<Label> had peaked at <old> <old in>, sank to <trough> by <trough period> and passed that peak <back in>.",
            "After <old> <old in> <label> sank to <trough> <trough in>; the old peak was passed <back in>.",
        ),
    },
    "leap": {
        "point": (
            "**One move stands out.** <Label> <leap moved> from <before period> to <value period>, to <value>.",
            "**<value Period> stands out.** Between <before period> and then, <label> <leap moved>, to <value>.",
        ),
        "sentence": (
            "One move stands out: from <before period> to <value period> <label> <leap moved>, to <value>.",
            "Between <before period> and <value period> <label> <leap moved>, far more than in any other step.",
        ),
    },
    "step": {
        "point": (
            "**Most of it at once.** From <before period> to <value period> <label> <step moved>, to <value>.",
            "**One step carries the change.** <Label> <step moved> from <before period> to <value period>.",
        ),
        "sentence": (
            "Most of the change came at once: from <before period> to <value period> <label> <step moved>.",
            "One step carries most of the change: <label> <step moved> from <before period> to <value period>.",
        ),
    },
    "runner_up": {
        "point": (
            "**<second Place> was second.** With <second>, it stood <behind compared above> <best place>.",
            "**The runner-up.** <second Place> had <second> <second in>, <behind compared above> <best place>.",
            "**Second: <second place>.** It had <second>, against <best> in <best place>.",
        ),
        "sentence": (
            "<second Place> was second, with <second>, after <best place> with <best>.",
            "Behind <best place>, at <best>, stood <second place>, with <second>.",
        ),
    },
    "neighbours": {
        "point": (
            "**Close by.** <above Place>, at <above>, is just ahead, and <below place>, at <below>, just behind.",
            "**Next in line.** <below Place> follows with <below>; <above place> is one place ahead, at <above>.",
        ),
        "sentence": (
            "Its neighbours in the order are <above place>, at <above>, and <below place>, at <below>.",
            "<above Place> (<above>) stands one place ahead, <below place> (<below>) one behind.",
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
        "point": (
            "**Highest and lowest.** <highest Place> had <highest> and <lowest place> had <lowest> <highest in>.",
            "**From <lowest place> to <highest place>.** The values run from <lowest> to <highest> <highest in>.",
        ),
        "sentence": (
            "The highest <highest in>, <highest>, is of <highest place>; the lowest, <lowest>, of <lowest place>.",
            "<Label> came to <highest> in <highest place>, the most <highest in>, and to <lowest> in <lowest place>.",
            "<highest In> <label> ran from <lowest> in <lowest place> to <highest> in <highest place>.",
        ),
    },
    "climber": {
        "point": (
            "**<rank Place> moved up.** It ranked <rank_before ordinal> <rank_before in> and <rank ordinal> <rank in>.",
            "**Up the list.** <rank Place> came <rank_before ordinal> <rank_before in> and <rank ordinal> <rank in>.",
        ),
        "sentence": (
            "<rank Place> moved up, from <rank_before ordinal> <rank_before in> to <rank ordinal> <rank in>.",
            "<rank_before In> <rank place> had been <rank_before ordinal>; <rank in> it ranked <rank ordinal>.",
        ),
    },
    "furthest": {
        "point": (
            "**<moved_most Place> [rose|fell] most.** It went from <first> <first in> to <last> <last in>.",
            "**The largest [rise|fall].** In <moved_most place> <label> went from <first> to <last>.",
        ),
        "sentence": (
            "<Label> [rose|fell] most in <moved_most place>, from <first> to <last>.",
            "The largest [rise|fall] is that of <moved_most place>, from <first> <first in> to <last> <last in>.",
        ),
    },
}
