"""Chinese claims of time: 同比, 环比, 年化, 以来最高."""

from __future__ import annotations

from typing import Final

from briefing.wording.time_claims import DATE, TimeClaims

WORDS: Final = TimeClaims(
    bases=(
        ("annual rate", "年化(?![石学工肥纤])|折年率"),
        ("year before", "同比|[比较与]?(?:上年|去年)同[期月季]|过去(?:一年|(?:12|十二|\u00a4)个?月)"),
        ("previous", "环比|[比较与](?:上|前)(?:一)?个?(?P<unit>月|季|周|日)"),
    ),
    units={"月": "month", "季": "quarter", "周": "week", "日": "day"},
    leading="[^，,。；;！!？?：:]{0,8}?(?=[\ue000-\ue1ff])",
    compared="[比较从由]$",
    highest=f"{DATE}[年月日]?(?:以来|起)(?:的)?(?:最高|新高|最大|最多)",
    lowest=f"{DATE}[年月日]?(?:以来|起)(?:的)?(?:最低|新低|最小|最少)",
    opening=f"{DATE}年?(?:年初|初)",
    closing=f"{DATE}年?(?:年末|年底|末|底)",
    up="上升|增长|增加|上涨|提高|回升|走高",
    adjusted="经季节调整|季节调整后|季调",
    unadjusted="未经季节调整|未季调|未经季调",
    provisional="初步数|初值|初步核算|快报数",
    down="下降|减少|下跌|降低|回落|下滑|走低",
)
