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
            (
                "From <first period> to <last period> <label> <own moved>, while all <all value> <parts> together "
                "<in_all moved plural>."
            ),
        ),
    },
    "against_whole": {
        "point": ("**Against the whole.** From <first period> to <last period> <label2> <in_all moved>.",),
        "sentence": ("From <first period> to <last period> <label> <own moved>, while <label2> <in_all moved>.",),
    },
    "against_median": {
        "point": (
            (
                "**Against the median.** From <start period> to <last period> the median of the <all value> <things> "
                "<middle moved>."
            ),
        ),
        "sentence": ("From <start period> to <last period> the median of the <all value> <things> <middle moved>.",),
    },
    "least_of_others": {
        "sentence": ("Among the others the smallest [rise|fall] was in <last place>, where <name> <least moved>.",),
    },
    "least_of_all": {
        "sentence": ("The smallest [rise|fall] was in <last place>, where <name> <least moved>.",),
    },
    "sum_of_places": {
        "point": (
            "**All <all value> together.** They had <value> <value in>, after <sum_before> <sum_before in>.",
            "**<share> of all.** <best Place> had that part of the total of all <all value> <things>.",
        ),
        "sentence": (
            (
                "All <all value> <things> together had <value> <value in>, after <sum_before> <sum_before in>; <best "
                "place> had <share> of it."
            ),
            "<best Place> had <share> of the total of all <all value> <things>.",
        ),
    },
    "ends_and_median": {
        "sentence": ("Between both ends the median of the <all value> <things> was <value>.",),
    },
    "gaps_of_order": {
        "point": (
            (
                "**Ranks hide distances.** Between <one place> and <two place> lay <wide value>, between <three place> "
                "and <four place> <narrow value>."
            ),
        ),
        "sentence": (
            (
                "The order hides the distances: between <one place> and <two place> lay <wide value>, between <three "
                "place> and <four place> <narrow value>."
            ),
        ),
    },
    "gap_of_ratio": {
        "point": ("**The gap itself.** <best Place> was ahead by <before> <start in> and by <value> <near in>.",),
        "sentence": ("The gap itself went from <before> <start in> to <value> <near in>.",),
    },
    "two_parts": {
        "sentence": (
            (
                "From <middle period> to <last period> <label> <late moved>; from <older period> to <middle period> "
                "<it> <early moved>."
            ),
            (
                "From <older period> to <middle period> <label> <early moved>, and from then to <last period> <it> "
                "<late moved>."
            ),
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
            (
                "<Label> fell from <old> <old in> to <trough value> <trough in>, passed that peak <back in> and <was> "
                "<last value> <last in>."
            ),
            "<Label> fell from <old> <old in> to <trough value> <trough in> and passed that peak <back in>.",
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
