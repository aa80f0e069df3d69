"""Chinese questions to the board, each of one finding: what to ask next about it, and about nothing else."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "record": {"ask": ("<label>在<last>之后还会[升|降]多少？", "<last period>是新的台阶，还是尽头？")},
    "change": {"ask": ("<last in>的<last>，与我们的预期相符吗？",)},
    "streak": {"ask": ("<label>的<streak streak>，到何时为止？",)},
    "turn": {"ask": ("<turn in>发生了什么，<label>从此转向？", "<label>怎样才能回到<turn period>的<turn>？")},
    "shift": {"ask": ("<after in>变的是事情本身，还是统计口径？", "<after in><label>的情况，谁能说清？")},
    "outlier": {"ask": ("<value in>的<value>，是真实事件还是数据有误？", "<value in>的<label>，口径与前后相同吗？")},
    "season": {"ask": ("比较<label>时，是否都拿同月相比？",)},
    "slower": {"ask": ("<middle period>以后的放缓会持续吗？", "<label>重新加快，最先从哪个数看出来？")},
    "faster": {"ask": ("<middle period>以来的步子还能保持多久？", "<middle period>以后有什么不同？")},
    "recovery": {"ask": ("哪些部分还低于<old period>的水平？", "再降到<trough>，我们承受得住吗？")},
    "leap": {"ask": ("<before period>至<value period>发生了什么？", "像<value period>那样的变动会不会再来？")},
    "runner_up": {"ask": ("<second place>何时能赶上<best place>？", "<best place>对<second place>的领先有多稳固？")},
    "neighbours": {"ask": ("<place>与排在前面的<above place>差在哪里？", "<below place>是否快要超过<place>？")},
    "furthest": {"ask": ("<first period>以来，<moved_most place>发生了什么？", "<moved_most place>有什么可以借鉴？")},
    "rank_change": {
        "ask": ("<rank_before in>以后，[<place>超过了谁|谁超过了<place>]？", "<place>的名次和数值，哪个更要紧？")
    },
    "gap_to_best": {"ask": ("<best place>怎样做到<best>？", "<place>能追近<best place>多少？")},
    "leader": {"ask": ("<best place>领先，是否只是规模大？", "谁有可能接近<best place>？")},
    "convergence": {"ask": ("差距[扩大|缩小]，是上端变了还是下端变了？", "哪个<things>对差距的[扩大|缩小]作用最大？")},
    "correlation": {"ask": ("有没有理由认为<label>和<label2>有联系？", "<label>和<label2>，哪一个变动在先？")},
    "all_but": {"ask": ("<others>有什么不同？", "<others>的<label>，口径与别处相同吗？")},
    "all_but:every": {"ask": ("<places>个<things>中，哪里变化最小？",)},
    "all_but:indicators": {"ask": ("<label>在哪一点上与其他指标不同？",)},
    "majority": {"ask": ("<part>如果回落，<whole>会怎样？",)},
    "share": {"ask": ("<part>应当占<whole>的多少？",)},
    "share_change": {"ask": ("[<part>增加的份额来自哪里|<part>让出的份额归了谁]？", "<part>的份额会稳定在什么水平？")},
    "portion": {"ask": ("<place>[增加|让出]的份额，对应哪些<things>？",)},
    "portion:parts": {"ask": ("<label>[增加|让出]的份额，对应哪些部分？",)},
    "target": {"ask": ("<target>的目标由谁负责，何时再看？", "最迟何时要知道能否达到<target>？")},
    "pace": {"ask": ("怎样使<label>由<pace signed>加快到<pace_needed signed>？", "到什么程度就要放弃这个目标？")},
}
