"""Chinese wordings of a summary's two blocks: why its finding matters, and what to watch."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "why_without": {"point": ("**为何重要**不计<label>，<first period>至<last period>其余各项合计<rest moved>。",)},
    "why_gap": {"point": ("**为何重要**<near in>，<best place>比<near place>多<value>；<then in>多<value_before>。",)},
    "why_above": {"point": ("**为何重要**与<old period>的峰值相比，<last in><label><over moved>。",)},
    "why_since": {"point": ("**为何重要**<label>在<middle period>以前<early moved>，此后<since moved>。",)},
    "why_clear": {"point": ("**为何重要**<start period>以来的最[低|高]值为<least>，此前的最[高|低]值为<most>。",)},
    "watch_bound": {
        "point": ("**下期关注**若下一个值[低于|高于]<most>，<start period>以来各值均[高于|低于]以往的情况即告结束。",)
    },
    "watch_ratio": {
        "point": (
            "**下期关注**若<near place>与<best place>之比低于<floor period>的<ratio>，为<since period>以来最低。",
        )
    },
    "watch_ratio:row": {
        "point": ("**下期关注**若下一期<near place>与<best place>之比下降，<first period>以来的连续上升即告结束。",)
    },
    "watch_row": {
        "point": (
            "**下期关注**<label>若[低于|高于]<last>，<start period>以来的连续[上升|下降]即告结束。",
            "**下期关注**<label>若[下降|上升]，<start period>以来的连续[上升|下降]即告结束。",
        )
    },
    "watch_furthest": {"point": ("**下期关注**<label>若[高于|低于]<last>，至少为<start period>以来的最[高|低]值。",)},
}
