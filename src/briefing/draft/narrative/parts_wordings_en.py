"""English wordings of parts and their whole."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "majority": {
        "title": (
            "<Part> accounted for <share> of <whole> <last in>",
            "<share> of <whole>: <part>, with <last> <last in>",
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
            "<part> <share> of <whole>",
            "<share> of <whole> in <part>",
            "<part> holds <share>",
            "<part>: <share>",
        ),
    },
    "share": {
        "title": (
            "<Part> made up <share> of <whole> <last in>",
            "<last In> <share> of <whole> was <part>",
            "<Part> stood for <share> of <whole>, at <last>",
            "<share> of <whole>: the part of <part> <last in>",
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
            "<part> <share> of <whole>",
            "<share> of <whole>: <part>",
            "<part> at <share>",
            "<part> with <share>",
        ),
    },
    "share_change": {
        "title": (
            "<Part>: from <share_before> to <share> of <whole>",
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
            "**<share> now.** <share_before In> <part> had stood for <share_before> of <whole>.",
            "**The mix.** The part of <part> in <whole> went from <share_before> to <share>.",
        ),
        "sentence": (
            "<Part> made up <share_before> of <whole> <share_before in> and <share> <share in>.",
            "The part of <part> in <whole> went from <share_before> <share_before in> to <share> <share in>.",
            "Of <whole>, <share> was <part> <share in>, against <share_before> <share_before in>.",
            "Where <part> had stood for <share_before> of <whole> <share_before in>, it came to <share> <share in>.",
        ),
        "short": (
            "<part> from <share_before> to <share>",
            "<part> at <share> of <whole>",
            "<part> <share>, after <share_before>",
            "<part> now <share> of <whole>",
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
            "<name> much alike across <things>",
            "<name> from <lowest> to <highest>",
            "little between <things> for <name>",
            "<things> close for <name>",
        ),
    },
    "evenness:plain": {
        "title": (
            "<Label>: <lowest> in <lowest place>, <highest> in <highest place>",
            "<Label> came to <lowest> in <lowest place> and to <highest> in <highest place>",
        ),
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
