"""English wordings of what stands out in time: turns, steps, single periods, seasons."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "turn": {
        "title": (
            "After a [low|peak] of <turn> <turn in>, <label> <since moved>, to <last>",
            "<Label> [bottomed out|peaked] <turn in>: <since up> since, to <last>",
            "<Label> <since moved> from the [low|peak] of <turn period>, to <last>",
            "<Label> [bottomed out|peaked] <turn in> at <turn> and <was> <last> <last in>",
            "From a [low|peak] of <turn> <turn in>, <label> <since moved>",
            "<Label> <is> <since up> since the [low|peak] of <turn period>, at <last>",
        ),
        "point": (
            "**[Lowest|Highest] <turn in>.** From <turn>, <label> <since moved>, to <last> <last in>.",
            "**<since up cap> since <turn period>.** <Label> <was> <turn> then and <last> <last in>.",
            "**Since the [low|peak].** <Label> <since moved>, from <turn> <turn in> to <last> <last in>.",
            "**From the [low|peak].** <Label> <since moved>, from <turn> <turn in> to <last>.",
            "**[Lowest|Highest] <turn in>.** From <turn> then, <label> <since moved> to <last period>.",
        ),
        "sentence": (
            "<Label> [bottomed out|peaked] at <turn> <turn in>; from then to <last period> <it> <since moved>.",
            "From the [low|peak] of <turn period>, <turn>, <label> <since moved>, to <last> <last in>.",
            "<Label> had a [low|peak] of <turn> <turn in>; <last in> <it> <was> <last>.",
            "<turn In> <label> <was> <turn>; since then <it> <since moved>, to <last> <last in>.",
            "<turn In> <label> [reached a low|reached a peak], <turn>; the value <last in> is <last>.",
        ),
        "short": (
            "<name> <is> <since up> since <turn period>",
            "<name> [bottomed out|peaked] <turn in>",
        ),
    },
    "turn:again": {  # of two periods that had the value its words name both, of more the first
        "title": (
            "After a [low|peak] of <turn>, reached <turn in> and <again period>, <label> <since moved>, to <last>",
            "After a [low|peak] of <turn>, reached <turn in> and again later, <label> <since moved>, to <last>",
            "From a [low|peak] of <turn>, <label> <since moved>, to <last> <last in>",
        ),
        "point": (
            "**Since the [low|peak].** From <turn>, reached <turn in> and <again period>, <label> <since moved>.",
            "**Since the [low|peak].** From <turn>, reached <turn in> and again later, <label> <since moved>.",
            "**<since up cap> since the [low|peak].** <Label> <was> <turn> more than once, and <last> <last in>.",
        ),
        "sentence": (
            "<Label> reached a [low|peak] of <turn> <turn in> and <again period>; since then <it> <since moved>.",
            "From a [low|peak] of <turn>, reached <turn in> and <again period>, <label> <since moved>, to <last>.",
            "<Label> reached a [low|peak] of <turn> <turn in> and again later; since then <it> <since moved>.",
            "From a [low|peak] of <turn>, reached <turn in> and again later, <label> <since moved>, to <last>.",
        ),
        "short": ("<name> <is> <since up> since the [low|peak]",),
    },
    "shift": {
        "title": (
            "<Label> <change moved> between <before period> and <after period>, from <before> to <after>",
            "A step <after in>: <label> went from <before> <before in> to <after>",
            "<Label> changed level <after in>, from <before> <before in> to <after>",
            "<after In> <label> <was> <after>, after <before> <before in>",
        ),
        "point": (
            "**A step <after in>.** <Label> went from <before> <before in> to <after>.",
            "**A new level.** <before In> <label> <was> <before>; <after in> the figure was <after>.",
            "**<change up cap>.** <Label> went from <before> <before in> to <after> <after in>.",
            "**Before and after.** <Label> <was> <before> <before in> and <after> <after in>.",
        ),
        "sentence": (
            "Between <before period> and <after period> <label> <change moved>, from <before> to <after>.",
            "<Label> changed level <after in>: <it> <was> <before> <before in> and <after> then.",
            "The series of <label> has a step <after in>, from <before> <before in> to <after>.",
            "<before In> <label> <was> <before>, and <after in> <it> <was> <after>.",
        ),
        "short": (
            "<name> <change moved> between <before period> and <after period>",
            "<name> changed level <after in>",
        ),
    },
    "outlier": {
        "title": (
            "<value Period> stands out: <label> <was> <value>, against <before> before and <after> after",
            "<Label> [jumped|dropped] to <value> <value in>, from <before>",
            "<value In> <label> [shot up|fell away], to <value>; the next value was <after>",
        ),
        "point": (
            (
                "**<value Period> stands out.** <Label> <was> <value>, against <before> <before in> and <after> "
                "<after in>."
            ),
            "**Far from its neighbours.** <value In> <label> <was> <value>; the value before was <before>.",
            "**Out of line.** <value In> <label> <was> <value>, far [above|below] the <before> before it.",
            "**An exception.** <Label>: <before>, then <value> <value in>, then <after>.",
        ),
        "sentence": (
            "<value In> <label> <was> <value>, far [above|below] the <before> before it and the <after> after it.",
            "The value of <label> for <value period>, <value>, is unlike its neighbours, <before> and <after>.",
            "<Label> [jumped|dropped] to <value> <value in>, from <before>; the value after that was <after>.",
            "<value Period> is an exception in the series of <label>: <value>, with <before> before and <after> after.",
        ),
        "short": (
            "<name> stood out <value in>",
            "<value Period> stood out for <name>",
        ),
    },
    "late:whole": {
        "title": (
            "The ten-year mean of <label> [rose|fell] from <then value> to <now value> after <middle period>",
            "The whole [rise|fall] in <label> came after <middle period>",
        ),
        "point": (
            (
                "**Not before <middle period>.** The ten-year mean of <label> [rose|fell] from <then value> to <now "
                "value>."
            ),
        ),
        "sentence": ("The ten-year mean of <label> went from <then value> <then in> to <now value> <now in>.",),
        "short": ("the whole [rise|fall] came after <middle period>",),
    },
    "season": {
        "title": (
            "<Label> <has> a season: <peak> in <peak month>, <trough> in <trough month>",
            "<peak month> is usually high and <trough month> low for <label>",
            "<Label> <is> seasonal: high in <peak month>, low in <trough month>",
            "Read <label> by the season: <peak> <peak in>, <trough> <trough in>",
        ),
        "point": (
            "**A season.** <Label> <was> <peak> <peak in> and <trough> <trough in>.",
            "**Compare like with like.** <peak month> is usually high and <trough month> low for <label>.",
            "**<peak month> above <trough month>.** <Label> <was> <peak> <peak in>, against <trough> <trough in>.",
            "**Mind the season.** A value of <label> says little beside that of another season: <peak> and <trough>.",
        ),
        "sentence": (
            "<Label> <has> a season, with <peak> <peak in> and <trough> <trough in>.",
            "The same times of the year are usually high and low in <label>: <peak> <peak in>, <trough> <trough in>.",
            "For <label> <peak month> is usually high and <trough month> low, so that changes on the year count.",
            "Within a year <label> <is> far from even: <trough> <trough in> and <peak> <peak in>.",
        ),
        "short": (
            "<name> follows the season",
            "<name> <is> high in <peak month>",
            "<name> <is> low in <trough month>",
        ),
    },
}
