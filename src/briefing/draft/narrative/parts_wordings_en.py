"""English wordings of parts and their whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from briefing.draft.narrative.wording_tables import Slot, WordingTable

_CHANGES: Final[Mapping[Slot, Sequence[str]]] = {
    "point": (
        "**[Largest rise|Largest fall]<among>.** <Label> <most moved> from <first period> to <last period>.",
        "**The largest [rise|fall]<among>.** From <first period> to <last period> <label> <most moved>.",
    ),
    "sentence": (
        "From <first period> to <last period> <label> <most moved>, the largest [rise|fall]<among>.",
        "<Label> <most moved> from <first period> to <last period>, more than any other<among>.",
        "From <first period> to <last period> <amount> [rose|fell] most <of_part>.",
    ),
    "short": (
        "<amount> [rose|fell] most <of_part>",
        "<name> [rose|fell] most",
    ),
}

WORDINGS: Final[WordingTable] = {
    "majority": {
        "title": (
            "<Part> accounted for <share> of <whole> <last in>",
            "<last In> <part> made up <share> of <whole>",
            "<Part>, at <last>, made up <share> of <whole>",
        ),
        "point": (
            "**<share> of the whole.** <Part> had <last> of <whole> <last in>.",
            "**The larger part.** <last In> <part> made up <share> of <whole>.",
            "**Weight.** With <last>, <part> made up <share> of <whole>.",
            "**<last Period>.** <share> of <whole> was <part>.",
        ),
        "sentence": (
            "<Part> accounted for <share> of <whole> <last in>, or <last>.",
            "With <last> <last in>, <part> made up <share> of <whole>.",
            "Of <whole>, <part> made up <share> <last in>.",
            "<share> of <whole> fell to <part> <last in>.",
        ),
        "short": (
            "<part> made up <share> of <whole>",
            "<part> holds <share> of <whole>",
        ),
    },
    "share": {
        "title": (
            "<Part> made up <share> of <whole> <last in>",
            "<last In> <share> of <whole> was <part>",
            "<Part> made up <share> of <whole>, at <last>",
        ),
        "point": (
            "**<share> of the whole.** <last In> <part> had <last> of <whole>.",
            "**The share of <part>.** <Part> made up <share> of <whole> <last in>.",
            "**In proportion.** With <last>, <part> made up <share> of <whole>.",
            "**<last Period>.** <Part> accounted for <share> of <whole>.",
        ),
        "sentence": (
            "<last In> <part> made up <share> of <whole>, at <last>.",
            "Of <whole>, <share> was <part> <last in>.",
            "<Part> made up <share> of <whole> <last in>, with <last>.",
            "The share of <part> in <whole> was <share> <last in>.",
        ),
        "short": (
            "<part> made up <share> of <whole>",
            "<part> made up <share>",
        ),
    },
    "share_change": {
        "title": (
            "The share of <part> in <whole> [rose|fell] from <share_before> to <share>",
            "<Part> made up <share> of <whole> <share in>, [up|down] from <share_before> <share_before in>",
        ),
        "point": (
            (
                "**From <share_before> to <share>.** That is the part of <part> in <whole>, <share_before "
                "period> and <share period>."
            ),
            "**A changed mix.** <Part> made up <share_before> of <whole> <share_before in> and <share> <share in>.",
            "**Before and after.** <share_before In> <part> had <share_before> of <whole>, <share in> <share>.",
            "**Its share.** Of <whole>, <part> made up <share_before> <share_before in> and <share> <share in>.",
        ),
        "sentence": (
            "<Part> made up <share_before> of <whole> <share_before in> and <share> <share in>.",
            "The share of <part> in <whole> went from <share_before> <share_before in> to <share> <share in>.",
            "Of <whole>, <share> was <part> <share in>, against <share_before> <share_before in>.",
            "Where <part> had made up <share_before> of <whole> <share_before in>, it made up <share> <share in>.",
        ),
        "short": (
            "<part> went from <share_before> to <share> of <whole>",
            "<part> made up <share> of <whole>",
        ),
    },
    "evenness": {
        "title": (
            "<Label> <is> much alike across <things>, from <lowest> to <highest>",
            "From <lowest> to <highest>: <label> <has> a narrow range across <things>",
            "For <label>, <things> are close together: <lowest place> <lowest>, <highest place> <highest>",
            "Between <lowest place> (<lowest>) and <highest place> (<highest>) lies little for <label>",
        ),
        "point": (
            "**Close together.** For <label>, <lowest place> had <lowest> and <highest place> <highest> <highest in>.",
            "**A narrow range.** <Label> <runs> from <lowest> in <lowest place> to <highest> in <highest place>.",
            "**Much alike.** Across <things>, <label> <was> between <lowest> and <highest> <highest in>.",
            "**Little between them.** <highest place> had <highest> for <label>, <lowest place> <lowest>.",
        ),
        "sentence": (
            (
                "<Label> <was> much alike across <things> <highest in>, from <lowest> in <lowest place> to "
                "<highest> in <highest place>."
            ),
            "The range of <label> across <things> is narrow: <lowest> in <lowest place>, <highest> in <highest place>.",
            "For <label>, even <lowest place>, at <lowest>, is close to <highest place>, at <highest>.",
            "Between <lowest place> and <highest place> lies the whole range of <label>, <lowest> to <highest>.",
        ),
        "short": (
            "<name> <is> much alike across <things>",
            "<things> are close for <name>",
        ),
    },
    "evenness:plain": {
        "title": ("<Label> <was> <lowest> in <lowest place> and <highest> in <highest place>",),
        "point": (
            "**Side by side.** <Label> <was> <lowest> in <lowest place> and <highest> in <highest place>.",
            "**In comparison.** <lowest Place> had <lowest> by <name>, <highest place> <highest>.",
        ),
        "sentence": (
            "<Label> <was> <lowest> in <lowest place> and <highest> in <highest place>.",
            "By <name>, <lowest place> had <lowest> and <highest place> <highest>.",
        ),
        "short": ("<lowest place> <lowest>, <highest place> <highest>",),
    },
    "largest_changes": {
        "title": (
            "<Amount> [rose|fell] most <of_part> (<most united>) and [fell|rose] most <of_other> (<other signed>)",
            "<Amount> [rose|fell] most <of_part> (<most signed>) and [fell|rose] most <of_other> (<other signed>)",
            "<Amount> [rose|fell] most <of_part>, and [fell|rose] most <of_other>",
            "<Label> [rose|fell] most, <other_label> [fell|rose] most",
            "<Amount> [rose|fell] most <of_part>",
            "<Label> <most moved>, the largest [rise|fall]<among>",
            "<Label> [rose|fell] most",
        ),
        **_CHANGES,
    },
    "largest_changes:only": {
        "title": (
            "<Amount> [rose|fell] most <of_part> (<most united>) and [fell|rose] only <of_other> (<other signed>)",
            "<Amount> [rose|fell] most <of_part> (<most signed>) and [fell|rose] only <of_other> (<other signed>)",
            "<Amount> [rose|fell] most <of_part>, and [fell|rose] only <of_other>",
            "<Label> [rose|fell] most; only <other_label> [fell|rose]",
            "<Amount> [rose|fell] most <of_part>",
            "<Label> <most moved>, the largest [rise|fall]<among>",
            "<Label> [rose|fell] most",
        ),
        **_CHANGES,
    },
    "largest_changes:plain": {
        "title": ("<Label> <most moved> from <first period> to <last period>",),
        "point": ("**To <last period>.** From <first period> <label> <most moved>.",),
        "sentence": ("From <first period> to <last period> <label> <most moved>.",),
        "short": ("<name> <most moved>",),
    },
    "opposite_change": {
        "point": (
            "**The largest [rise|fall]<among>.** <Label> <most moved> from <first period> to <last period>.",
            "**The other end.** <Label> <most moved>, the largest [rise|fall]<among>.",
        ),
        "sentence": (
            "<Label> <most moved>, the largest [rise|fall]<among> from <first period> to <last period>.",
            "The other extreme is <label>, which <most moved>, the largest [rise|fall]<among>.",
        ),
    },
    "together": {
        "title": (
            "<Amount> of all <all> [rose|fell] from <sum_before unit> <start in> to <sum unit> <last in>",
            "The sum of all <all> [rose|fell] from <sum_before unit> <start in> to <sum unit> <last in>",
        ),
        "point": (
            "**All <all>.** <Amount> [rose|fell] from <sum_before unit> <start in> to <sum unit> <last in>.",
            "**The sum of all <all>.** <Amount> [rose|fell] from <sum_before unit> <start in> to <sum unit> <last in>.",
        ),
        "sentence": (
            "The sum of all <all> [rose|fell] from <sum_before unit> <start in> to <sum unit> <last in>.",
            "The sum of all <all> was <sum unit> <last in>, [up|down] from <sum_before unit> <start in>.",
        ),
        "short": ("the sum of all <all> [rose|fell] to <sum unit>",),
    },
    "together:without": {
        "title": ("Without <label2>, <amount> [rose|fell] from <sum_before unit> <start in> to <sum unit> <last in>",),
        "point": (
            (
                "**Without <label2>, whose data begin <late in>.** The <all value> others together [rose|fell] from "
                "<sum_before unit> <start in> to <sum unit> <last in>."
            ),
            "**Without <label2>.** <Amount> [rose|fell] from <sum_before unit> <start in> to <sum unit> <last in>.",
        ),
        "sentence": (
            (
                "Without <label2>, whose data begin <late in>, the sum [rose|fell] from <sum_before unit> <start in> "
                "to <sum unit> <last in>."
            ),
            (
                "Leaving out <label2>, <amount> of all others [rose|fell] from <sum_before unit> <start in> to <sum "
                "unit> <last in>."
            ),
            (
                "Leaving out <label2>, the <all value> others together came to <sum unit> <last in>, [up|down] from "
                "<sum_before unit> <start in>."
            ),
        ),
        "short": ("without <label2>, the sum [rose|fell] to <sum unit>",),
    },
    "largest_alike": {
        "title": (
            (
                "The <count words> largest <parts> all [rose|fell]: <piece> by <most percent>, <other_piece> by <least "
                "percent>"
            ),
            "The <count words> largest <parts> all [rose|fell], <piece> most (<most signed>)",
            "The <count words> largest all [rose|fell], <piece> most (<most signed>)",
        ),
    },
    "leading_alike:year": {"title": ("<Label> <first moved basis>, <other_piece> <most percent>",)},
    "largest_alike:year": {
        "title": (
            "<Amount> [rose|fell] on the year in all <count words>, <piece> most (<most signed>)",
            "On the year all <count words> [rose|fell], <piece> most (<most signed>)",
        ),
    },
    "only_change": {
        "point": (
            "**The only [rise|fall].** <Label> <most moved> from <first period> to <last period>.",
            "**Unlike the others.** Only <label> [rose|fell], <most moved>.",
        ),
        "sentence": (
            "Only <label> [rose|fell] from <first period> to <last period>: <it> <most moved>.",
            "<Label> <most moved>, the only [rise|fall] from <first period> to <last period>.",
        ),
    },
    "next_changes": {
        "point": (
            "**The next largest [rises|falls].** <Label> <second moved>, and <label2> <third moved>.",
            "**Behind the largest [rise|fall].** <Label> <second moved>; <label2> <third moved>.",
        ),
        "sentence": (
            "<Label> <second moved> and <label2> <third moved>, the next largest [rises|falls].",
            "The largest [rise|fall] is followed by <label>, which <second moved>, and <label2>, which <third moved>.",
        ),
    },
    "rises_and_falls": {
        "point": (
            "**Rises and falls.** Of <all value> <parts>, <rose value> rose over the period and <fell value> fell.",
        ),
        "sentence": ("Of <all value> <parts>, <rose value> rose over the period and <fell value> fell.",),
    },
    "rises_and_falls:plain": {
        "point": ("**How many rose.** <rose value> of <all value> <parts> rose over the period.",),
        "sentence": ("Of <all value> <parts>, <rose value> rose over the period.",),
    },
}
