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
                "**What to watch.** Only a value of <turn> or more after <last period> would make up the fall since "
                "<turn period>."
            ),
            (
                "**What to watch.** Only <turn> or more after <last period> would make up the fall of <label> since "
                "<turn period>."
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
            (
                "**Why it matters.** The mean pace of <label> over the whole period, <overall signed>, understates "
                "that since <middle period>."
            ),
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
            (
                "**Why it matters.** The mean pace of <label> over the whole period, <overall signed>, overstates "
                "that since <middle period>."
            ),
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
            (
                "**Why it matters.** This is more than a single [peak|low]: every value of <label> since <start "
                "period> is [above|below] all those before."
            ),
        )
    },
    "watch_top": {
        "point": (
            (
                "**What to watch.** A value [above|below] <last value> after <last period> would be a new [high|low]; "
                "one [below|above] <most value> would end the run since <start period>."
            ),
            (
                "**What to watch.** A value [above|below] that of <last period> would be a new [high|low]; one "
                "[below|above] that of <most period> would end the run since <start period>."
            ),
            (
                "**What to watch.** A value of <label> [above|below] that of <last period> would be a new [high|low]; "
                "one [below|above] that of <most period> would end the run since <start period>."
            ),
        )
    },
    "watch_ratio": {
        "point": (
            (
                "**What to watch.** The ratio of <near place> to <best place> was <ratio>: below <bound>, as in <floor "
                "period>, it would be the lowest since <since period>."
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
                "**What to watch.** A lower ratio of <near place> to <best place> than <ratio> would end a rise "
                "without a break since <since period>."
            ),
            (
                "**What to watch.** A fall of the ratio of <near place> to <best place> would end a rise without a "
                "break since <since period>."
            ),
        )
    },
    "watch_back": {
        "point": (
            (
                "**What to watch.** Below <floor> of <best owner> <name> after <near period>, <near place> would have "
                "lost all that it had gained since <then period>."
            ),
        )
    },
    "watch_record": {
        "point": (
            (
                "**What to watch.** A value [above|below] <top> after <last period> would pass the [highest|lowest] so "
                "far, of <top period>."
            ),
            (
                "**What to watch.** A value after <last period> [above|below] that of <top period> would be the "
                "[highest|lowest] of all."
            ),
            (
                "**What to watch.** A value of <label> [above|below] <top> after <last period> would pass the "
                "[highest|lowest] so far, of <top period>."
            ),
        )
    },
    "watch_pace": {
        "point": (
            (
                "**What to watch.** <last In> <label> <newest moved>, less than the mean since <middle period>, <late "
                "signed> a year: can <it> return to that pace?"
            ),
            (
                "**What to watch.** <last In> <label> <newest moved>, less than the mean since <middle period>: can "
                "<it> return to that pace?"
            ),
        )
    },
    "watch_pace:more": {
        "point": (
            (
                "**What to watch.** <last In> <label> <newest moved>, more than the mean since <middle period>: does "
                "that pace hold?"
            ),
        )
    },
    "watch_row": {
        "point": (
            (
                "**What to watch.** A [fall|rise] in <label> after <last period> would end [a rise|a fall] without a "
                "break since <start period>."
            ),
        )
    },
    "watch_furthest": {
        "point": (
            (
                "**What to watch.** A value of <label> [above|below] <last> after <last period> would be the "
                "[highest|lowest] since <start period>."
            ),
            (
                "**What to watch.** <last In> <label> <was> at the [highest|lowest] level since <start period>: a "
                "value further [up|down] would extend that."
            ),
        )
    },
}
