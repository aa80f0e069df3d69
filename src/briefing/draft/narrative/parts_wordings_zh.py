"""Chinese wordings of parts and their whole."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "majority": {
        "title": (
            "<last in>，<part>占<whole>的<share>",
            "<part>为<last>，占<whole>的<share>",
            "<whole>中，<part>占<share>",
            "<share>：<last in><part>在<whole>中的占比",
        ),
        "point": (
            "**占<share>**<last in>，<part>为<last>，在<whole>中所占份额较大。",
            "**份额较大**<part>占<whole>的<share>。",
            "**<last period>**<part>为<last>，占<whole>的<share>。",
            "**主要部分**<whole>中，<part>占<share>。",
        ),
        "sentence": (
            "<last in>，<part>为<last>，占<whole>的<share>。",
            "<whole>中，<part>占<share>，为<last>。",
            "<part>在<whole>中的占比为<share>。",
            "从构成看，<last in><part>占<whole>的<share>。",
        ),
        "short": (
            "<part>占<share>",
            "<part>占<whole>的<share>",
        ),
    },
    "share": {
        "title": (
            "<part>占<whole>的<share>，为<last>",
            "<last in>，<whole>中<part>占<share>",
            "<part>在<whole>中占<share>",
            "<last in><part>为<last>，占<whole>的<share>",
        ),
        "point": (
            "**占比<share>**<last in>，<part>为<last>，整体为<whole>。",
            "**所占份额**<last in>，<part>占<whole>的<share>。",
            "**从构成看**<part>为<last>，占<whole>的<share>。",
            "**<last period>**<whole>中，<part>占<share>。",
        ),
        "sentence": (
            "<last in>，<part>占<whole>的<share>，为<last>。",
            "从构成看，<part>为<last>，占<whole>的<share>。",
            "<part>占<whole>的<share>（<last period>）。",
            "<whole>中，<last in><part>的份额为<share>。",
        ),
        "short": (
            "<part>占<share>",
            "<part>占<whole>的<share>",
        ),
    },
    "share_change": {
        "title": (
            "<part>占<whole>的比重由<share_before>变为<share>",
            "<share in>，<part>占<whole>的<share>，<share_before in>占<share_before>",
            "<part>的份额由<share_before>变为<share>",
            "<whole>中<part>的占比：由<share_before>到<share>",
        ),
        "point": (
            "**由<share_before>到<share>**<part>占<whole>的比重发生变化。",
            "**构成变化**<part>占<whole>的比重，<share_before in>为<share_before>，<share in>为<share>。",
            "**现占<share>**<share_before in>，<part>占<whole>的<share_before>。",
            "**份额**<part>在<whole>中由<share_before>变为<share>。",
        ),
        "sentence": (
            "<part>占<whole>的比重由<share_before in>的<share_before>变为<share in>的<share>。",
            "<share in>，<part>占<whole>的<share>；<share_before in>占<share_before>。",
            "从构成看，<part>的占比由<share_before>变为<share>。",
            "<whole>中，<part>的份额由<share_before>变为<share>。",
        ),
        "short": (
            "<part>占比由<share_before>变为<share>",
            "<part>占<share>",
        ),
    },
    "evenness": {
        "title": (
            "各<things><label>相近，在<lowest>至<highest>之间",
            "<label>：<lowest place>为<lowest>，<highest place>为<highest>，相差不大",
            "各<things><label>相差不大，由<lowest>到<highest>",
            "<lowest place>与<highest place>之间：各<things><label>相近，<lowest>至<highest>",
        ),
        "point": (
            "**彼此接近**<label>由<lowest place>的<lowest>到<highest place>的<highest>。",
            "**差距不大**<highest in>，<lowest place> <label>为<lowest>，<highest place>为<highest>。",
            "**大体相当**各<things><label>在<lowest>至<highest>之间。",
            "**范围较窄**<highest place> <label>为<highest>，<lowest place>为<lowest>。",
        ),
        "sentence": (
            "<highest in>，各<things><label>相近，<lowest place>为<lowest>，<highest place>为<highest>。",
            "各<things>的<label>在<lowest>至<highest>之间，差距不大。",
            "<lowest place> <label>为<lowest>，与<highest place>的<highest>相差不大。",
            "从各<things>看，<label>大体相当，由<lowest>到<highest>。",
        ),
        "short": (
            "各<things><label>相近",
            "<label>在<lowest>至<highest>之间",
        ),
    },
    "evenness:plain": {
        "title": (
            "<label>：<lowest place>为<lowest>，<highest place>为<highest>",
            "<lowest place>与<highest place>的<label>分别为<lowest>和<highest>",
        ),
        "point": (
            "**对比**<label>方面，<lowest place>为<lowest>，<highest place>为<highest>。",
            "**放在一起**<lowest place> <label>为<lowest>，<highest place>为<highest>。",
        ),
        "sentence": (
            "<lowest place> <label>为<lowest>，<highest place>为<highest>。",
            "<label>方面，<lowest place>为<lowest>，<highest place>为<highest>。",
        ),
        "short": ("<lowest place>为<lowest>，<highest place>为<highest>",),
    },
    "largest_changes": {
        "title": (
            "<label>[上升|下降]最多（<most united>），<other_label>[下降|上升]最多（<other united>）",
            "<label>[上升|下降]最多（<most signed>），<other_label>[下降|上升]最多（<other signed>）",
            "<label>[上升|下降]最多，<other_label>[下降|上升]最多",
            "各项之中，<label>[上升|下降]最多",
        ),
        "point": ("**<among>[升幅|降幅]最大：** <first period>至<last period>，<label><most moved>。",),
        "sentence": ("<first period>至<last period>，<label><most moved>，<among>[升幅|降幅]最大。",),
        "short": ("<name>[上升|下降]最多",),
    },
    "largest_changes:only": {
        "title": (
            "<label>[上升|下降]最多（<most united>），只有<other_label>[下降|上升]（<other united>）",
            "<label>[上升|下降]最多（<most signed>），只有<other_label>[下降|上升]（<other signed>）",
            "<label>[上升|下降]最多，只有<other_label>[下降|上升]",
            "各项之中，<label>[上升|下降]最多",
        ),
        "point": ("**<among>[升幅|降幅]最大：** <first period>至<last period>，<label><most moved>。",),
        "sentence": ("<first period>至<last period>，<label><most moved>，<among>[升幅|降幅]最大。",),
        "short": ("<name>[上升|下降]最多",),
    },
    "largest_changes:plain": {
        "title": ("<first period>至<last period>，<label><most moved>",),
        "point": ("**期内变化：** <first period>至<last period>，<label><most moved>。",),
        "sentence": ("<first period>至<last period>，<label><most moved>。",),
        "short": ("<name><most moved>",),
    },
    "opposite_change": {
        "point": ("**<among>[升幅|降幅]最大：** <first period>至<last period>，<label><most moved>。",),
        "sentence": ("<label><most moved>，是<among>[升幅|降幅]最大的一项。",),
    },
    "together": {
        "title": ("全部<all>项合计由<start in>的<sum_before unit>[增至|降至]<last in>的<sum unit>",),
        "point": ("**<all>项合计：** 由<start in>的<sum_before unit>[升至|降至]<last in>的<sum unit>。",),
        "sentence": ("<all>项合计由<start in>的<sum_before unit>[升至|降至]<last in>的<sum unit>。",),
        "short": ("<all>项合计为<sum unit>",),
    },
    "together:without": {
        "title": ("不计<label2>，其余合计由<start in>的<sum_before unit>[增至|降至]<last in>的<sum unit>",),
        "point": (
            "**不计<label2>：** 其余<all>项合计由<start in>的<sum_before unit>[升至|降至]<last in>的<sum unit>。",
        ),
        "sentence": ("不计<label2>，其余<all>项合计由<start in>的<sum_before unit>[升至|降至]<last in>的<sum unit>。",),
        "short": ("不计<label2>，合计为<sum unit>",),
    },
    "largest_alike": {
        "title": (
            "最大的<count value>项均[上升|下降]：<piece><most signed>最多，<other_piece><least signed>最少",
            "最大的<count value>项均[上升|下降]，<piece>最多（<most signed>）",
        ),
    },
    "leading_alike:year": {"title": ("<label><first moved basis>，<other_piece><most signed>",)},
    "largest_alike:year": {"title": ("<count value>项同比均[上升|下降]，<piece>最多（<most signed>）",)},
    "only_change": {
        "point": ("**唯一[上升|下降]：** <first period>至<last period>，<label><most moved>。",),
        "sentence": ("各项之中只有<label>[上升|下降]，<most moved>。",),
    },
    "next_changes": {
        "point": ("**[升幅|降幅]其次：** <label><second moved>，<label2><third moved>。",),
        "sentence": ("[升幅|降幅]其次的是<label>和<label2>，前者<second moved>，后者<third moved>。",),
    },
    "rises_and_falls": {
        "point": ("**有升有降：** <all value>项指标中，<rose value>项上升，<fell value>项下降。",),
        "sentence": ("期内<all value>项指标中，<rose value>项上升，<fell value>项下降。",),
    },
    "rises_and_falls:plain": {
        "point": ("**上升的项数：** <all value>项指标中，<rose value>项上升。",),
        "sentence": ("期内<all value>项指标中，<rose value>项上升。",),
    },
}
