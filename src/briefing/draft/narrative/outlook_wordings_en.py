"""English wordings of a summary's two blocks: why its finding matters, and what to watch."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "why_shared": {
        "point": (
            (
                "**Why it matters.** The total hides how uneven its <parts> are: <label> <own moved>, all others "
                "together <rest moved plural>."
            ),
            (
                "**Why it matters.** The total reflects one part above all, yet not that alone: <amount> other "
                "than <of_part> <rest moved plural>."
            ),
            (
                "**Why it matters.** The total reflects one part above all, yet not that alone: without <label>, "
                "the others <rest moved>."
            ),
        )
    },
    "why_alone": {
        "point": (
            (
                "**Why it matters.** The total hides what the other <parts> did: <amount> other than <of_part> <rest "
                "moved plural>."
            ),
            "**Why it matters.** The total hides what the other <parts> did: without <label>, they <rest moved>.",
        )
    },
    "why_nearer": {
        "point": (
            (
                "**Why it matters.** The gap narrowed in numbers too: <best place> was ahead by "
                "<value_before unit> <then in> and by <value unit> <near in>."
            ),
            (
                "**Why it matters.** The gap narrowed in numbers too: <best place> was ahead by "
                "<value_before value> <then in> and by <value value> <near in>."
            ),
            (
                "**Why it matters.** The gap narrowed in numbers too: <best place> was ahead by "
                "<value_before value 0> <then in> and by <value value 0> <near in>."
            ),
        )
    },
    "why_peaked": {
        "point": (
            (
                "**Why it matters.** The gap peaked <widest in>: <best place> was ahead by <value_widest unit> then "
                "and by <value unit> <near in>."
            ),
            (
                "**Why it matters.** The gap peaked <widest in>: <best place> was ahead by <value_widest value> then "
                "and by <value value> <near in>."
            ),
            (
                "**Why it matters.** The gap peaked <widest in>: <best place> was ahead by <value_widest value 0> "
                "then and by <value value 0> <near in>."
            ),
        )
    },
    "why_wider": {
        "point": (
            (
                "**Why it matters.** A higher ratio is no smaller gap: <best place> was ahead by "
                "<value_before unit> <then in> and by <value unit> <near in>."
            ),
            (
                "**Why it matters.** A higher ratio is no smaller gap: <best place> was ahead by "
                "<value_before value> <then in> and by <value value> <near in>."
            ),
            (
                "**Why it matters.** A higher ratio is no smaller gap: <best place> was ahead by "
                "<value_before value 0> <then in> and by <value value 0> <near in>."
            ),
        )
    },
    "why_both": {
        "point": (
            (
                "**Why it matters.** A lower ratio is not a fall in <name>: since <peak period> <near owner> <own "
                "moved 1> and <best owner> <other moved 1>."
            ),
        )
    },
    "why_median": {
        "point": (
            (
                "**Why it matters.** The median <name> of all <places> <things>, which [fell|rose] from <median_first "
                "value> <start in> to <median value> <last in>, hides <start place>."
            ),
        )
    },
    "why_median:below": {
        "point": (
            (
                "**Why it matters.** The median of all <places> <things> hides <start place>: <last in> the median was "
                "<gap full> higher."
            ),
        )
    },
    "median_against": {
        "sentence": (
            "The median <name> <gained moved> from <start period> to <last period>; <start owner> [rose|fell].",
        ),
        "title": ("The median <name> <gained moved> from <start period> to <last period>; <start owner> [rose|fell]",),
    },
    "watch_peak": {
        "point": (
            (
                "**What to watch.** Whether <turn place> passed <turn> after <last period>: only then has it made up "
                "the fall since <turn period>."
            ),
        )
    },
    "why_undone": {
        "point": (
            (
                "**Why it matters.** A comparison that ends in <peak period> flatters <near place>: the fall since "
                "then undid most of what it had gained on <best place> since <then period>."
            ),
            (
                "**Why it matters.** The fall since <peak period> undid most of what <near place> had gained on "
                "<best place> since <then period>."
            ),
        )
    },
    "why_made_good": {
        "point": (
            (
                "**Why it matters.** Most of the rise since <trough period> only reversed a fall: since the peak of "
                "<old period> <label> <over moved>."
            ),
            (
                "**Why it matters.** Most of the rise since <trough period> only reversed a fall: the gain on <old "
                "period> is <over percent 1>."
            ),
        )
    },
    "also_above": {"point": ("**Also.** From the peak of <old period> to <last period> <label> <over moved> in all.",)},
    "why_pace": {
        "point": (
            (
                "**Why it matters.** Plans that go by the mean fall behind: over the whole period <label> <overall "
                "moved>, since <middle period> <it> <late moved>."
            ),
            "**Why it matters.** The mean over the whole period, <overall signed>, understates the pace since <middle "
            "period>.",
        )
    },
    "why_pace:slower": {
        "point": (
            (
                "**Why it matters.** Plans that go by the mean expect too much: over the whole period <label> "
                "<overall moved>, since <middle period> <it> <late moved>."
            ),
            "**Why it matters.** The mean over the whole period, <overall signed>, overstates the pace since <middle "
            "period>.",
        )
    },
    "why_clear": {
        "point": (
            (
                "**Why it matters.** This is more than a single [peak|low]: even the [lowest|highest] value since "
                "<start period>, <least>, is [above|below] the [highest|lowest] before, <most>."
            ),
            (
                "**Why it matters.** This is more than a single [peak|low]: every value since <start period> is "
                "[above|below] all those before."
            ),
        )
    },
    "watch_top": {
        "point": (
            (
                "**What to watch.** The marks for values after <last period>: <last value> for a new [high|low], <most "
                "value> for the end of the run since <start period>."
            ),
            (
                "**What to watch.** Whether a later value is [above|below] that of <last period>, a new [high|low], or "
                "[below|above] that of <most period>, which would end the run since <start period>."
            ),
        )
    },
    "watch_ratio": {
        "point": (
            (
                "**What to watch.** Whether <near place> holds <ratio> of <best owner> <name>: under <bound>, its "
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
                "**What to watch.** Whether the ratio of <near place> to <best place> still rises: it has risen "
                "without a break since <since period>."
            ),
            (
                "**What to watch.** Whether the ratio of <near place> to <best place>, which rose without a break "
                "since <since period>, still rises."
            ),
        )
    },
    "watch_back": {
        "point": (
            (
                "**What to watch.** Whether <near owner> <name> fell below <floor> of <best owner> after <near "
                "period>: all that it had gained since <then period> would be lost."
            ),
        )
    },
    "watch_record": {
        "point": (
            (
                "**What to watch.** Whether any value after <last period> [passes|falls below] <top>, the "
                "[highest|lowest] so far, of <top period>."
            ),
            (
                "**What to watch.** Whether any value after <last period> is [higher|lower] than that of <top period>, "
                "the [highest|lowest] so far."
            ),
        )
    },
    "watch_pace": {
        "point": (
            (
                "**What to watch.** Whether <label> <keeps> the mean pace since <middle period>, <late signed> a "
                "year: <last in> <it> <newest moved>."
            ),
            (
                "**What to watch.** Whether <label> <keeps> up the mean pace since <middle period>; <last in> <it> "
                "<newest moved>, which is less."
            ),
        )
    },
    "watch_pace:more": {
        "point": (
            (
                "**What to watch.** Whether <label> <keeps> up the newest pace: <last in> <it> <newest moved>, more "
                "than the mean since <middle period>."
            ),
        )
    },
    "watch_row": {
        "point": (
            (
                "**What to watch.** Whether <label> [fell|rose] after <last period>, for the first time since <start "
                "period>."
            ),
        )
    },
    "watch_furthest": {
        "point": (
            (
                "**What to watch.** Whether <label> [rose above|fell below] <last>, the value of <last period>: <it> "
                "<has> not been [higher|lower] since <start period>."
            ),
            (
                "**What to watch.** Whether <label> stayed as [high|low] as <last in>, the [highest|lowest] since "
                "<start period>."
            ),
        )
    },
}
