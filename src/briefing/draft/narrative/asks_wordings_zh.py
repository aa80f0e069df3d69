"""Chinese questions to the board, each of one finding: what to ask next about it, and about nothing else."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "shift": {"ask": ("<after in>变的是事情本身，还是统计口径？", "<after in><label>的情况，谁能说清？")},
    "outlier": {"ask": ("<value in>的<value>，是真实事件还是数据有误？", "<value in>的<label>，口径与前后相同吗？")},
    "season": {"ask": ("比较<label>时，是否都拿同月相比？",)},
    "leap": {"ask": ("<before period>至<value period>，<label>发生了什么？", "像<value period>那样的变动会不会再来？")},
    "reversal": {
        "ask": ("<turn period>以后，<turn place>发生了什么？", "<turn place>在<turn period>以后的情况，谁能说清？")
    },
    "all_but": {"ask": ("<others>的<label>，口径与别处相同吗？",)},
    "target": {"ask": ("<target>的目标由谁负责，何时再看？", "最迟何时要知道能否达到<target>？")},
    "pace": {"ask": ("怎样使<label>由<pace signed>加快到<pace_needed signed>？", "到什么程度就要放弃这个目标？")},
}
