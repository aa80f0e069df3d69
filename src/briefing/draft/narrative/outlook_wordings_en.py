"""English wordings of a summary's two blocks: why its finding matters, and what to watch."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "why_without": {
        "point": (
            "**Why it matters.** <Amount> other than <of_part> <rest moved> from <first period> to <last period>.",
        )
    },
    "why_gap": {
        "point": (
            (
                "**Why it matters.** <best Place> had <value> more than <near place> <near in>, after <value_before> "
                "<then in>."
            ),
        )
    },
    "why_above": {
        "point": ("**Why it matters.** In all, <label> <over moved> from the peak of <old period> to <last period>.",)
    },
    "why_since": {
        "point": ("**Why it matters.** Up to <middle period> <label> <early moved>; since then <it> <is> <since up>.",)
    },
    "why_clear": {
        "point": (
            (
                "**Why it matters.** The [lowest|highest] value since <start period> is <least>; the [highest|lowest] "
                "of all before is <most>."
            ),
        )
    },
    "watch_bound": {
        "point": (
            (
                "**What to watch.** A next value [under|over] <most> would end the row of values [above|below] all "
                "before <start period>."
            ),
        )
    },
    "watch_ratio": {
        "point": (
            (
                "**What to watch.** A next ratio of <near place> to <best place> under <ratio>, that of <floor "
                "period>, would be the lowest since <since period>."
            ),
        )
    },
    "watch_ratio:row": {
        "point": (
            (
                "**What to watch.** A next ratio of <near place> to <best place> under <ratio> would end the unbroken "
                "rise since <first period>."
            ),
            (
                "**What to watch.** Any fall of the ratio of <near place> to <best place> would end its unbroken rise "
                "since <first period>."
            ),
        )
    },
    "watch_row": {
        "point": (
            (
                "**What to watch.** <Label>: a next value [under|over] <last> would end the unbroken [rise|fall] "
                "since <start period>."
            ),
            "**What to watch.** <Label>: any [fall|rise] would end the unbroken [rise|fall] since <start period>.",
        )
    },
    "watch_furthest": {
        "point": (
            (
                "**What to watch.** <Label>: a next value [over|under] <last> would be the [highest|lowest] since at "
                "least <start period>."
            ),
        )
    },
}
