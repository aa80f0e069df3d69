"""Chinese wordings of a summary's two blocks: why its finding matters, and what to watch."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "why_shared": {"point": ("**为何重要**[上升|下降]并非仅来自一项：不计<label>，其余各项合计也<rest moved>。",)},
    "why_alone": {"point": ("**为何重要**[上升|下降]仅来自一项：不计<label>，其余各项合计<rest moved>。",)},
    "why_nearer": {
        "point": (
            "**为何重要**绝对差距也在缩小：<then in><best place>多<value_before value>，<near in>多<value value>。",
            (
                "**为何重要**绝对差距也在缩小："
                "<then in><best place>多<value_before value 0>，<near in>多<value value 0>。"
            ),
        )
    },
    "why_wider": {
        "point": (
            "**为何重要**绝对差距反而扩大：<then in><best place>多<value_before value>，<near in>多<value value>。",
            (
                "**为何重要**绝对差距反而扩大："
                "<then in><best place>多<value_before value 0>，<near in>多<value value 0>。"
            ),
        )
    },
    "why_undone": {
        "point": ("**为何重要**<then period>以来<near place>相对<best place>的追赶，<peak period>之后大半丧失。",)
    },
    "why_made_good": {
        "point": (
            (
                "**为何重要**<trough period>以来的上升大半只是弥补此前的下降："
                "<last in><label>只比<old period>的峰值高<over>。"
            ),
        )
    },
    "also_above": {"point": ("**另外**与<old period>的峰值相比，<last in><label><over moved>。",)},
    "why_pace": {"point": ("**为何重要**全期平均（<whole signed>）低估了<middle period>以来的速度。",)},
    "why_pace:slower": {"point": ("**为何重要**全期平均（<whole signed>）高估了<middle period>以来的速度。",)},
    "why_clear": {
        "point": ("**为何重要**这一结论不靠个别数值：<start period>以来最[低|高]的<least>也[高于|低于]以往各值。",)
    },
    "watch_bound": {
        "point": (
            "**下期关注**<start period>以来各值均[高于|低于]此前的最[高|低]值<most>；若下一个值不再如此，即告结束。",
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
                "**下期关注**<since period>以来<near place>逐期追赶<best place>；"
                "若下一期之比低于<near period>的<ratio>，即告结束。"
            ),
            "**下期关注**<since period>以来<near place>逐期追赶<best place>；若下一期之比下降，即告结束。",
        )
    },
    "watch_back": {
        "point": (
            (
                "**下期关注**<near in><near place>与<best place>之比下降；"
                "若低于<then period>的<floor>，此后的追赶即全部丧失。"
            ),
        )
    },
    "watch_row": {
        "point": (
            "**下期关注**<start period>以来<label>连续[上升|下降]；若下一个值[低于|高于]<last>，即告结束。",
            "**下期关注**<start period>以来<label>连续[上升|下降]；若下一个值[下降|上升]，即告结束。",
        )
    },
    "watch_furthest": {
        "point": (
            (
                "**下期关注**<start period>以来<label>"
                "未曾[高于|低于]<last period>的<last>；若继续[上升|下降]，即打破此数。"
            ),
        )
    },
}
