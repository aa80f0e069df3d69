"""English wordings of parts and their whole."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "majority": {
        "title": (
            "<Part> accounted for <share> of <whole> <last in>",
            "<last In> <part> came to <share> of <whole>",
            "<Part>, at <last>, made up <share> of <whole>",
        ),
        "point": (
            "**<share> of the whole.** <Part> had <last> of <whole> <last in>.",
            "**The larger part.** <last In> <part> made up <share> of <whole>.",
            "**Weight.** With <last>, <part> came to <share> of <whole>.",
            "**<last Period>.** <share> of <whole> was <part>.",
        ),
        "sentence": (
            "<Part> accounted for <share> of <whole> <last in>, or <last>.",
            "With <last> <last in>, <part> made up <share> of <whole>.",
            "Of <whole>, <part> came to <share> <last in>.",
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
            "<Part> stood for <share> of <whole>, at <last>",
        ),
        "point": (
            "**<share> of the whole.** <last In> <part> had <last> of <whole>.",
            "**The part of <part>.** It made up <share> of <whole> <last in>.",
            "**In proportion.** With <last>, <part> stood for <share> of <whole>.",
            "**<last Period>.** <Part> accounted for <share> of <whole>.",
        ),
        "sentence": (
            "<last In> <part> made up <share> of <whole>, at <last>.",
            "Of <whole>, <share> was <part> <last in>.",
            "<Part> stood for <share> of <whole> <last in>, with <last>.",
            "The part of <part> in <whole> was <share> <last in>.",
        ),
        "short": (
            "<part> made up <share> of <whole>",
            "<part> stood at <share>",
        ),
    },
    "share_change": {
        "title": (
            "<Part> made up <share> of <whole> <share in>, after <share_before> <share_before in>",
            "The part of <part> in <whole> went from <share_before> to <share>",
            "<share In> <share> of <whole> was <part>, against <share_before> <share_before in>",
        ),
        "point": (
            (
                "**From <share_before> to <share>.** That is the part of <part> in <whole>, <share_before "
                "period> and <share period>."
            ),
            "**A changed mix.** <Part> made up <share_before> of <whole> <share_before in> and <share> <share in>.",
            "**Before and after.** <share_before In> <part> had <share_before> of <whole>, <share in> <share>.",
            "**The mix.** The part of <part> in <whole> went from <share_before> to <share>.",
        ),
        "sentence": (
            "<Part> made up <share_before> of <whole> <share_before in> and <share> <share in>.",
            "The part of <part> in <whole> went from <share_before> <share_before in> to <share> <share in>.",
            "Of <whole>, <share> was <part> <share in>, against <share_before> <share_before in>.",
            "Where <part> had stood for <share_before> of <whole> <share_before in>, it came to <share> <share in>.",
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
            "**A narrow range.** <Label> runs from <lowest> in <lowest place> to <highest> in <highest place>.",
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
        "title": ("<Label> came to <lowest> in <lowest place> and to <highest> in <highest place>",),
        "point": (
            "**Side by side.** <Label> came to <lowest> in <lowest place> and to <highest> in <highest place>.",
            "**In comparison.** <lowest Place> had <lowest> by <name>, <highest place> <highest>.",
        ),
        "sentence": (
            "<Label> came to <lowest> in <lowest place> and to <highest> in <highest place>.",
            "By <name>, <lowest place> had <lowest> and <highest place> <highest>.",
        ),
        "short": ("<lowest place> <lowest>, <highest place> <highest>",),
    },
    "largest_changes": {
        "title": (
            "<Amount> [rose|fell] most <of_part> (<most signed>) and [fell|rose] most <of_other> (<other signed>)",
            "<Amount> [rose|fell] most <of_part>, and [fell|rose] most <of_other>",
            "<Label> [rose|fell] most, <other_label> [fell|rose] most",
            "<Amount> [rose|fell] most <of_part>",
            "<Label> <most moved>, the largest [rise|fall]",
            "<Label> [rose|fell] most",
        ),
        "point": (
            "**[Largest rise|Largest fall].** <Label> <most moved> from <first period> to <last period>.",
            "**The largest [rise|fall].** From <first period> to <last period> <label> <most moved>.",
        ),
        "sentence": (
            "The largest [rise|fall] from <first period> to <last period> is that of <label>, which <most moved>.",
            "<Label> <most moved> from <first period> to <last period>, more than any other.",
        ),
        "short": (
            "<amount> [rose|fell] most <of_part>",
            "<name> [rose|fell] most",
        ),
        "heading": ("What rose and what fell", "Largest rises and falls"),
        "notes": (
            "The bars are changes in the unit of the table, from the first period to the last. A large part moves by "
            "much where a small one cannot.",
            "Read the bars downward: the title names what stands at their ends.",
        ),
    },
    "largest_changes:plain": {
        "title": ("<Label> <most moved> from <first period> to <last period>",),
        "point": ("**Since <first period>.** To <last period> <label> <most moved>.",),
        "sentence": ("From <first period> to <last period> <label> <most moved>.",),
        "short": ("<name> <most moved>",),
    },
    "opposite_change": {
        "point": (
            "**The largest [rise|fall].** <Label> <most moved> from <first period> to <last period>.",
            "**The other end.** <Label> <most moved>, the largest [rise|fall].",
        ),
        "sentence": (
            "<Label> <most moved>, the largest [rise|fall] from <first period> to <last period>.",
            "The largest [rise|fall] is that of <label>, which <most moved>.",
        ),
    },
    "next_changes": {
        "point": (
            "**Next in line.** <Label> <second moved>, and <label2> <third moved>.",
            "**Then came.** <Label> <second moved>; <label2> <third moved>.",
        ),
        "sentence": (
            "Next came <label>, which <second moved>, then <label2>, which <third moved>.",
            "Behind the largest [rise|fall] <label> <second moved> and <label2> <third moved>.",
        ),
    },
    "rises_and_falls": {
        "point": (
            "**Rises and falls.** Of <all value> indicators, <rose value> rose over the period and <fell value> fell.",
        ),
        "sentence": ("Of <all value> indicators, <rose value> rose over the period and <fell value> fell.",),
    },
    "rises_and_falls:plain": {
        "point": ("**How many rose.** <rose value> of <all value> indicators rose over the period.",),
        "sentence": ("Of <all value> indicators, <rose value> rose over the period.",),
    },
    "family:composition": {
        "heading": (
            "What makes up <whole>",
            "The mix of <whole>",
            "Parts and whole",
            "Who accounts for what",
        ),
        "notes": (
            "A share can go up while the part itself goes down: read it with the amounts.",
            (
                "Shares are of the parts that have a value in the same period. They are our calculation from "
                "published values."
            ),
            "Say what the whole is before naming a share of it. Rounded shares need not add up to the whole.",
            "The slide shows how the whole is made up. It does not say which mix would be right.",
        ),
    },
}
