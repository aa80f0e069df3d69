"""English wordings of what lies behind a finding: when most of it came, what made it, how near others are."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "contribution": {
        "title": (
            "<Amount> of all <all> together <in_all moved>, <ratio> of it <of_part>",
            "<Amount> of all <all> together <in_all moved>; <ratio> of it was <of_part>",
            "All <all> together <in_all moved>; <label> made up <ratio> of the [rise|fall]",
            "<Label> made up <ratio> of the [rise|fall] of all <all> together",
            "<Label> made up <ratio> of the [rise|fall] from <first period> to <last period>",
        ),
        "point": (
            "**<ratio> of the [rise|fall].** So much of the change of all <all> together was <name>.",
            "**Most of it from one.** <Label> made up <ratio> of the [rise|fall] of all <all>.",
        ),
        "sentence": (
            "Of the [rise|fall] of all <all> together, <ratio> was <name>.",
            "<Label> made up <ratio> of the [rise|fall] of all <all> together.",
        ),
        "short": ("<name> made up <ratio> of the [rise|fall]",),
    },
    "relative": {
        "title": (
            "<near Place> came to <ratio> of <best owner> <name> <near in>, after <ratio_before> <start in>",
            "<near Place> stood at <ratio> of <best owner> <name>, after <ratio_before> <start in>",
        ),
        "point": (
            "**<ratio> of <best place>.** <start In> <near place> had stood at <ratio_before>.",
            "**[Nearer to|Further from] <best place>.** <near Place> went from <ratio_before> to <ratio> of its value.",
        ),
        "sentence": (
            "<start In> <near place> stood at <ratio_before> of <best place> by <name>, and <near in> at <ratio>.",
            "By <name>, <near place> went from <ratio_before> of <best place> <start in> to <ratio> <near in>.",
        ),
        "short": ("<near place> stood at <ratio> of <best place>",),
    },
    "passed": {
        "title": (
            "<ahead Place> passed <behind place> by <name> <ahead in>",
            "By <name>, <ahead place> passed <behind place> <ahead in>",
        ),
        "point": (
            "**A new order.** <ahead Place> passed <behind place> <ahead in>.",
            "**<ahead Place> passed <behind place>.** <ahead In> it had <ahead>, against <behind>.",
        ),
        "sentence": (
            "<ahead Place> passed <behind place> <ahead in>, at <ahead> against <behind>.",
            "<ahead In> <ahead place> passed <behind place>.",
        ),
        "short": ("<ahead place> passed <behind place> <ahead in>",),
    },
    "reversal": {
        "title": (
            "<turn Owner> <name> peaked at <turn> <turn in> and <since moved> since, to <last>",
            "By <name>, <turn place> peaked at <turn> <turn in> and <since moved> since",
        ),
        "point": (
            "**<turn Place> turned.** It had <turn> <turn in> and <last> <last in>.",
            "**A peak <turn in>.** <turn Place> came to <turn> then, and to <last> <last in>.",
        ),
        "sentence": (
            "<turn Place> had come to <turn> <turn in>; <last in> it had <last>.",
            "In <turn place> the figure peaked at <turn> <turn in> and was <last> <last in>.",
        ),
        "short": ("<turn place> is <since up> since <turn period>",),
    },
    "recovery": {
        "title": (
            "It took until <back period> for <label> to pass the peak of <old period>",
            "<Label> took <took> <units> to pass its peak of <old period>",
            "<Label> passed the peak of <old period> <back in>, after a low <trough in>",
        ),
        "short": ("<name> passed the old peak <back in>",),
    },
    "loss": {
        "point": (
            "**The way down.** From <old period> to <trough period> <label> <lost moved>.",
            "**<lost up cap> to <trough period>.** <Label> went from <old> to <trough>.",
        ),
        "sentence": (
            "From <old period> to <trough period> <label> <lost moved>, from <old> to <trough>.",
            "The way down from <old period> took until <trough period>: <label> <lost moved>.",
        ),
    },
    "late": {
        "title": (
            "Most of the [rise|fall] in <label> came after <middle period>, at <late signed>",
            "<Label> [rose|fell] mostly after <middle period>, at <late signed>",
        ),
        "point": (
            "**Most of it after <middle period>.** From then on <label> <late moved>, and before <early moved>.",
            "**After <middle period>.** <Label> <late moved> from then on; before, <it> <early moved>.",
        ),
        "sentence": (
            "Most of the [rise|fall] came after <middle period>: <label> <late moved>, and before <early moved>.",
            "Until <middle period> <label> <early moved>; from then on <it> <late moved>.",
        ),
        "short": ("most of the [rise|fall] came after <middle period>",),
    },
    "recent_values": {
        "title": (
            "Every value of <label> since <start period> is [above|below] every earlier one",
            "<Label>: every value since <start period> is [above|below] every earlier one",
        ),
        "point": (
            (
                "**[Above|Below] all earlier values.** The [lowest|highest] value since <start period> is <least>; "
                "the [highest|lowest] before was <most>."
            ),
            "**All since <start period>.** Every value since then is [above|below] every earlier one.",
        ),
        "sentence": (
            (
                "Since <start period> the [lowest|highest] value is <least>; the [highest|lowest] before was <most>, "
                "that of <most period>."
            ),
            "Since <start period> every value of <label> is [above|below] every earlier one.",
        ),
        "short": ("every value since <start period> is [above|below] every earlier one",),
    },
    "odd": {
        "point": (
            "**<value Period> stands out.** <Label> <was> <value>, against <before> before it and <after> after it.",
            "**Apart from its neighbours.** <value In> <label> came to <value>; the value before was <before>.",
        ),
        "sentence": (
            "<value In> <label> stood at <value>, after <before> and before <after>.",
            "One value stands apart: <value in> <label> came to <value>, and then to <after>.",
        ),
    },
    "slower": {
        "title": ("<Label> <early moved> to <middle period>, then <late moved>",),
        "short": ("<name> <late moved> after <middle period>",),
    },
    "faster": {
        "title": ("<Label> <early moved> to <middle period>, then <late moved>",),
        "short": ("<name> <late moved> after <middle period>",),
    },
}
