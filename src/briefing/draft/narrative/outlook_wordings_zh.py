"""Chinese wordings of a summary's two blocks: why its finding matters, and what to watch."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "why_shared": {
        "point": (
            "**为何重要**合计主要取决于一项：不计<label>，[升幅|降幅]为<rest percent>，而不是<in_all percent>。",
            "**为何重要**合计主要反映一项，但不只反映这一项：不计<label>，其余各项合计也<rest moved>。",
        )
    },
    "why_alone": {"point": ("**为何重要**合计只反映一项：不计<label>，其余各项合计<rest moved>。",)},
    "why_nearer": {
        "point": (
            "**为何重要**差距也在缩小：<then in><best place>多<value_before value>，<near in>多<value value>。",
            ("**为何重要**差距也在缩小：<then in><best place>多<value_before value 0>，<near in>多<value value 0>。"),
        )
    },
    "why_peaked": {
        "point": (
            "**为何重要**差距在<widest in>见顶：<best place>当时多<value_widest value>，<near in>多<value value>。",
            "**为何重要**差距在<widest in>见顶：<best place>当时多<value_widest value 0>，<near in>多<value value 0>。",
        )
    },
    "why_wider": {
        "point": (
            (
                "**为何重要**比例上升不等于差距缩小："
                "<then in><best place>多<value_before value>，<near in>多<value value>。"
            ),
            (
                "**为何重要**比例上升不等于差距缩小："
                "<then in><best place>多<value_before value 0>，<near in>多<value value 0>。"
            ),
        )
    },
    "why_both": {
        "point": (
            "**为何重要**<near place>的<name>并未下降：<peak period>以来<own moved 1>，而<best place><other moved 1>。",
        )
    },
    "why_median": {
        "point": (
            (
                "**为何重要**其他地方<name>[下降|上升]：<places>个<things>的中位数<start in>为<median_first value>，"
                "<last in>为<median value>。"
            ),
        )
    },
    "why_median:below": {
        "point": ("**为何重要**<places>个<things>的中位数掩盖了<start place>：<last in>低于中位数<gap unit>。",)
    },
    "median_against": {
        "sentence": ("<start period>至<last period>，<name>中位数<gained moved>，<start place>则[上升|下降]。",),
        "title": ("<start period>至<last period>，<name>中位数<gained moved>，<start place>则[上升|下降]",),
    },
    "watch_peak": {
        "point": ("**关注点**<turn place>能否回到<turn in>的<turn>。", "**关注点**<label>能否回到<turn in>的<turn>。")
    },
    "why_undone": {
        "point": (
            (
                "**为何重要**只看到<peak period>会高估<near place>："
                "此后回落，<then period>以来对<best place>的追赶大半丧失。"
            ),
        )
    },
    "why_made_good": {
        "point": (
            (
                "**为何重要**从<trough period>的低点算起会高估增长，大半只是弥补此前的下降："
                "<last in><label>只比<old period>的峰值高<over>。"
            ),
        )
    },
    "also_above": {"point": ("**另外**与<old period>的峰值相比，<last in><label><over moved>。",)},
    "why_pace": {
        "point": (
            "**为何重要**按全期平均（<overall signed>）推算会偏低：<middle period>以来为<late signed>。",
            "**为何重要**按全期平均（<overall signed>）推算<label>会偏低：<middle period>以来为<late signed>。",
        )
    },
    "why_pace:slower": {
        "point": (
            "**为何重要**按全期平均（<overall signed>）推算会偏高：<middle period>以来为<late signed>。",
            "**为何重要**按全期平均（<overall signed>）推算<label>会偏高：<middle period>以来为<late signed>。",
        )
    },
    "why_clear": {
        "point": (
            "**为何重要**<start period>以来各值均[高于|低于]此前任何一个值：个别值[较低|较高]不算转折。",
            "**为何重要**<start period>以来<label>各值均[高于|低于]此前任何一个值：个别值[较低|较高]不算转折。",
        )
    },
    "watch_top": {
        "point": (
            (
                "**下期关注**<last period>以后各值的界线：<last value>为新[高|低]，"
                "<most value>为<start period>以来局面的终点。"
            ),
            "**下期关注**下一个值是否[高于|低于]迄今最[高|低]的<last value>。",
            "**下期关注**<label>下一个值是否[高于|低于]迄今最[高|低]的<last value>。",
        )
    },
    "watch_ratio": {
        "point": (
            (
                "**下期关注**<near in><near place>与<best place>之比为<ratio>；"
                "若低于<floor period>的<bound>，为<since period>以来最低。"
            ),
            "**下期关注**<near place>与<best place>之比若低于<floor period>的<bound>，为<since period>以来最低。",
        )
    },
    "watch_ratio:row": {
        "point": (
            (
                "**下期关注**<near place>能否继续追赶<best place>："
                "<since period>以来逐期接近，<near period>之比为<ratio>。"
            ),
            "**下期关注**<near place>能否继续追赶<best place>：<since period>以来逐期接近。",
        )
    },
    "watch_back": {
        "point": (("**下期关注**<near place>与<best place>之比能否保持在<floor>以上，即<then period>的水平。"),)
    },
    "watch_record": {
        "point": (
            "**下期关注**<last period>以后的值能否[高于|低于]<top in>的<top>，即迄今最[高|低]值。",
            "**下期关注**<last period>以后的值能否[高于|低于]<top period>的最[高|低]值。",
            "**下期关注**<last period>以后<label>能否[高于|低于]<top in>的<top>，即迄今最[高|低]值。",
        )
    },
    "watch_pace": {
        "point": ("**下期关注**<label>能否保持<middle period>以来的平均速度：<last in><newest moved>，慢于这一速度。",)
    },
    "watch_pace:more": {
        "point": ("**下期关注**<label>能否保持最新速度：<last in><newest moved>，快于<middle period>以来的平均速度。",)
    },
    "watch_row": {"point": ("**下期关注**<label>能否继续[上升|下降]：<start period>以来从未[下降|上升]。",)},
    "watch_furthest": {
        "point": (
            (
                "**下期关注**<start period>以来<label>"
                "未曾[高于|低于]<last period>的<last>；若继续[上升|下降]，即打破此数。"
            ),
        )
    },
}
