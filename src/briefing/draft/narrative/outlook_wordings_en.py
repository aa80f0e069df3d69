"""English wordings of a summary's two blocks: why its finding matters, and what to watch."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "why_shared": {
        "point": (
            (
                "**Why it matters.** The [rise|fall] is not of one part alone: <amount> other than <of_part> <rest "
                "moved plural> as well."
            ),
            "**Why it matters.** The [rise|fall] is not of one part alone: without <label>, the others <rest moved>.",
        )
    },
    "why_alone": {
        "point": (
            (
                "**Why it matters.** The [rise|fall] is of one part alone: <amount> other than <of_part> <rest moved "
                "plural>."
            ),
            "**Why it matters.** The [rise|fall] is of one part alone: without <label>, the others <rest moved>.",
        )
    },
    "why_nearer": {
        "point": (
            (
                "**Why it matters.** The gap in numbers narrowed too: <best place> was ahead by "
                "<value_before unit> <then in> and by <value unit> <near in>."
            ),
            (
                "**Why it matters.** The gap in numbers narrowed too: <best place> was ahead by "
                "<value_before value> <then in> and by <value value> <near in>."
            ),
            (
                "**Why it matters.** The gap in numbers narrowed too: <best place> was ahead by "
                "<value_before value 0> <then in> and by <value value 0> <near in>."
            ),
        )
    },
    "why_wider": {
        "point": (
            (
                "**Why it matters.** In numbers the gap widened all the same: <best place> was ahead by "
                "<value_before unit> <then in> and by <value unit> <near in>."
            ),
            (
                "**Why it matters.** In numbers the gap widened all the same: <best place> was ahead by "
                "<value_before value> <then in> and by <value value> <near in>."
            ),
            (
                "**Why it matters.** In numbers the gap widened all the same: <best place> was ahead by "
                "<value_before value 0> <then in> and by <value value 0> <near in>."
            ),
        )
    },
    "why_undone": {
        "point": (
            (
                "**Why it matters.** The fall since <peak period> took back most of what <near place> had gained on "
                "<best place> since <then period>."
            ),
        )
    },
    "why_made_good": {
        "point": (
            (
                "**Why it matters.** Most of the rise since <trough period> only made good a fall: the gain on <old "
                "period> is <over percent 1>."
            ),
        )
    },
    "also_above": {"point": ("**Also.** From the peak of <old period> to <last period> <label> <over moved> in all.",)},
    "why_pace": {
        "point": (
            "**Why it matters.** The mean over the whole period, <whole signed>, understates the pace since <middle "
            "period>.",
        )
    },
    "why_pace:slower": {
        "point": (
            "**Why it matters.** The mean over the whole period, <whole signed>, overstates the pace since <middle "
            "period>.",
        )
    },
    "why_clear": {
        "point": (
            (
                "**Why it matters.** No single value makes this finding: even the [lowest|highest] since <start "
                "period>, <least>, is [above|below] all before."
            ),
        )
    },
    "watch_bound": {
        "point": (
            (
                "**What to watch.** Since <start period> every value has been [above|below] <most>, the "
                "[highest|lowest] before. A next value [under|over] that would end it."
            ),
        )
    },
    "watch_ratio": {
        "point": (
            (
                "**What to watch.** <near Place> had <ratio> of <best owner> <name> <near in>. Under <bound>, its "
                "share of <floor period>, it would have the least since <since period>."
            ),
            (
                "**What to watch.** The ratio of <near place> to <best place> is above that of <floor period>, "
                "<bound>. Below it, the ratio would be the lowest since <since period>."
            ),
        )
    },
    "watch_ratio:row": {
        "point": (
            (
                "**What to watch.** <near Place> has gained on <best place> in each value since <since period>. A "
                "ratio under the <ratio> of <near period> would end that."
            ),
            (
                "**What to watch.** <near Place> has gained on <best place> in each value since <since period>. Any "
                "fall of the ratio would end that."
            ),
        )
    },
    "watch_back": {
        "point": (
            (
                "**What to watch.** <near Place> fell back against <best place> <near in>. Under <floor>, the ratio of "
                "<then period>, all that it had gained since then would be lost."
            ),
        )
    },
    "watch_row": {
        "point": (
            (
                "**What to watch.** <Label> <has> [risen|fallen] without a break since <start period>. A next value "
                "[under|over] <last> would end that."
            ),
            (
                "**What to watch.** <Label> <has> [risen|fallen] without a break since <start period>. Any [fall|rise] "
                "would end that."
            ),
        )
    },
    "watch_furthest": {
        "point": (
            (
                "**What to watch.** Since <start period> <label> <has> not been [over|under] <last>, the value of "
                "<last period>. A further [rise|fall] would end that."
            ),
            (
                "**What to watch.** <last In> <label> <was> the [highest|lowest] since <start period>. Any [fall|rise] "
                "would end that."
            ),
        )
    },
}
