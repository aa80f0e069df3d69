"""English wordings of what a figure is held against, and of the finding of the cover with its levels."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "against_parts": {
        "point": (
            (
                "**Against the others.** All <all value> <parts> together <in_all moved plural> from <first period> to "
                "<last period>."
            ),
        ),
        "sentence": (
            "Since <first period> <label> <own moved>; all <all value> <parts> together <in_all moved plural>.",
            "For comparison: all <all value> <parts> together <in_all moved plural> since <first period>.",
            (
                "<Label> <own moved> between <first period> and <last period>, while all <all value> <parts> together "
                "<in_all moved plural>."
            ),
            (
                "From <first period> to <last period> <label> <own moved>, while all <all value> <parts> together "
                "<in_all moved plural>."
            ),
        ),
    },
    "against_whole": {
        "point": ("**Against the whole.** From <first period> to <last period> <label2> <in_all moved>.",),
        "sentence": (
            "Since <first period> <label> <own moved>; <label2> <in_all moved>.",
            "For comparison: <label2> <in_all moved> since <first period>.",
            "<Label> <own moved> between <first period> and <last period>, while <label2> <in_all moved>.",
            "From <first period> to <last period> <label> <own moved>, while <label2> <in_all moved>.",
        ),
    },
    "against_median": {
        "point": (
            (
                "**Against the median.** From <start period> to <last period> the median of the <all value> <things> "
                "<middle moved>."
            ),
        ),
        "sentence": (
            "The median of the <all value> <things> <middle moved> between <start period> and <last period>.",
            "Since <start period> the median of the <all value> <things> <middle moved>.",
            "For comparison: the median of the <all value> <things> <middle moved> since <start period>.",
            "From <start period> to <last period> the median of the <all value> <things> <middle moved>.",
        ),
    },
    "contrary_median": {
        "point": (
            (
                "**The median went the other way.** From <start period> to <last period> that of the <all value> "
                "<things> <middle moved>."
            ),
        ),
        "sentence": (
            (
                "The median of the <all value> <things> went the other way: it <middle moved> from <start "
                "period> to <last period>."
            ),
            "Since <start period> the median of the <all value> <things>, by contrast, <middle moved>.",
            (
                "By contrast, the median of the <all value> <things> <middle moved> between <start period> and <last "
                "period>."
            ),
            "Over the same time, <start period> to <last period>, the median of the <things> <middle moved>.",
        ),
    },
    "least_of_others": {
        "sentence": (
            "The smallest [rise|fall] was in <last place>, where <name> <least moved>.",
            "<last Place> had the smallest [rise|fall] of the others: there <name> <least moved>.",
            "Of the <things> with a [rise|fall], <last place> had the smallest: <name> <least moved> there.",
        ),
    },
    "least_of_all": {
        "sentence": (
            "Even in <last place>, where the [rise|fall] was smallest, <name> <least moved>.",
            "The smallest [rise|fall] was in <last place>, where <name> <least moved>.",
            "<last Place> had the smallest [rise|fall]: there <name> <least moved>.",
            "At the other end, with the smallest [rise|fall], stands <last place>: <name> <least moved> there.",
        ),
    },
    "sum_of_places": {
        "point": (
            "**All <all value> together.** They had <value> <value in>, after <sum_before> <sum_before in>.",
            "**<share> of all.** <best Place> had that part of the total of all <all value> <things>.",
        ),
        "sentence": (
            (
                "The total of all <all value> <things> went from <sum_before> <sum_before in> to <value> <value in>; "
                "<best place> had <share> of that."
            ),
            (
                "All <all value> <things> together had <value> <value in>, against <sum_before> <sum_before in>; <best "
                "place> had <share> of it."
            ),
            (
                "<best Place> had <share> of the total <value in>, which was <value> for all <all value> <things>, "
                "against <sum_before> <sum_before in>."
            ),
            "<best Place> had <share> of the total of all <all value> <things>.",
        ),
    },
    "ends_and_median": {
        "sentence": (
            "<value In> the median of the <all value> <things> was <value>.",
            "The median of the <all value> <things> was <value>.",
            "In the middle of the order, at the median of all <all value> <things>, stood <value>.",
        ),
    },
    "gaps_of_order": {
        "point": (
            (
                "**Ranks hide distances.** Between <one place> and <two place> lay <wide>, between <three place> "
                "and <four place> <narrow>."
            ),
        ),
        "sentence": (
            "Ranks hide distances: <one place> led <two place> by <wide>, <three place> led <four place> by <narrow>.",
            "<one Place> was <wide compared above> <two place>, <three place> <narrow compared above> <four place>.",
            "Distances differ: <wide> from <one place> to <two place>, <narrow> from <three place> to <four place>.",
            (
                "The order hides the distances: between <one place> and <two place> lay <wide>, between <three place> "
                "and <four place> <narrow>."
            ),
        ),
    },
    "gap_of_ratio": {
        "point": ("**The gap itself.** <best Place> was ahead by <before> <start in> and by <value> <near in>.",),
        "sentence": (
            "The gap itself went from <before> <start in> to <value> <near in>.",
            "<best Place> was ahead by <before> <start in> and by <value> <near in>.",
            "As an amount, the gap was <before> <start in> and <value> <near in>.",
            "The two were <before> apart <start in>, and <value> <near in>.",
        ),
    },
    "two_parts": {
        "sentence": (
            (
                "<Label> <early moved> between <older period> and <middle period>, and <late moved> between <middle "
                "period> and <last period>."
            ),
            "From <older period> to <middle period> <label> <early moved>; since then <it> <late moved>.",
            "Since <middle period> <label> <late moved>; from <older period> to then <it> <early moved>.",
            (
                "From <middle period> to <last period> <label> <late moved>; from <older period> to <middle period> "
                "<it> <early moved>."
            ),
        ),
    },
    "two_decades": {
        "sentence": (
            "In the decade to <last period> <label> <late moved>; in the decade before, <it> <early moved>.",
            "<Label> <early moved> in the decade to <middle period>, and <late moved> in the decade since.",
            "Since <middle period> <label> <late moved>; in the decade before, <it> <early moved>.",
            "Over the decade to <middle period> <label> <early moved>; over the next <it> <late moved>.",
        ),
    },
    "news_parts": {
        "sentence": (
            (
                "From <start period> to <last period> the <all value> <parts> together [rose|fell] from <sum_before "
                "unit> to <sum unit>, <label> from <own_before value> to <own value>."
            ),
        ),
    },
    "news_recovery": {
        "sentence": (
            "<Label> fell from <old> <old in> to <trough value> <trough in> and passed that peak <back in>.",
            (
                "<Label> fell from <old> <old in> to <trough value> <trough in>, passed that peak <back in> and <was> "
                "<last value> <last in>."
            ),
        ),
    },
    "news_ratio": {
        "sentence": (
            (
                "From <peak period> to <near period> <best owner> <name> went from <best_then value> to <best>, <near "
                "owner> from <peak value> to <near value>."
            ),
        ),
    },
    "news_only": {
        "sentence": (
            (
                "From <start period> to <last period> <start owner> <name> [rose|fell] from <start value> to <last "
                "value>; the median [fell|rose] from <middle_before value> to <middle value>."
            ),
        ),
    },
}
