"""English questions to the board, each of one finding: what to ask next about it, and about nothing else."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "record": {
        "ask": (
            "how much further can <label> [rise|fall] from <last>?",
            "is the [high|low] of <last period> a step on the way, or the end of it?",
        )
    },
    "change": {"ask": ("was <last> <last in> what we had expected?",)},
    "streak": {"ask": ("what would end the <streak streak>?",)},
    "turn": {
        "ask": (
            "what changed <turn in>, when <label> turned?",
            "would we have seen the turn of <turn period> in time?",
            "what would bring <label> back to the <turn> of <turn period>?",
        )
    },
    "shift": {
        "ask": (
            "was it the thing itself that changed <after in>, or only how it is counted?",
            "who can tell us what happened to <label> <after in>?",
        )
    },
    "outlier": {
        "ask": (
            "what happened to <label> <value in>: is <value> an event or an error?",
            "was the <value> of <value period> measured like the values around it?",
        )
    },
    "season": {"ask": ("do we compare <peak month> with <peak month>, and never with <trough month>?",)},
    "slower": {
        "ask": (
            "is the slower pace since <middle period> here to stay?",
            "how would we notice that <label> gathers pace again?",
        )
    },
    "faster": {
        "ask": (
            "how long can <label> go on at the pace since <middle period>?",
            "what is different since <middle period>?",
        )
    },
    "recovery": {
        "ask": (
            "which parts of it are still below their level of <old period>?",
            "could we stand another fall like that to <trough>?",
        )
    },
    "leap": {
        "ask": (
            "what happened between <before period> and <value period>?",
            "could a move like that of <value period> come again?",
        )
    },
    "runner_up": {
        "ask": (
            "when would <second place> catch up with <best place>?",
            "how safe is the lead of <best place> over <second place>?",
        )
    },
    "neighbours": {
        "ask": (
            "what separates <place> from <above place>, one rank ahead?",
            "is <below place> about to pass <place>?",
        )
    },
    "furthest": {
        "ask": (
            "what happened in <moved_most place> after <first period>?",
            "what can be learned from <moved_most place>?",
        )
    },
    "rank_change": {
        "ask": (
            "[which places did <place> pass|which places passed <place>] after <rank_before period>?",
            "does the rank of <place> matter more than its value?",
        )
    },
    "gap_to_best": {"ask": ("how did <best place> come to <best>?", "how far could <place> close in on <best place>?")},
    "leader": {"ask": ("is the lead of <best place> one of size alone?", "who could come near <best place>?")},
    "convergence": {
        "ask": (
            "did the gap [widen|narrow] at its upper end, or at its lower?",
            "which of the <places> <things> did most to [widen|narrow] the gap?",
        )
    },
    "correlation": {
        "ask": (
            "do we have a reason to believe that <label> and <label2> are linked?",
            "which of them moves before the other, <label> or <label2>?",
        )
    },
    "all_but": {"ask": ("what is different in <others>?", "does <others> count <label> as the others do?")},
    "all_but:every": {"ask": ("in which of the <places> <things> was it least?",)},
    "all_but:indicators": {"ask": ("what sets <label> apart from the others?",)},
    "majority": {"ask": ("what becomes of <whole> if <part> falls back?",)},
    "share": {"ask": ("how much of <whole> should <part> be?",)},
    "share_change": {
        "ask": (
            "[from which parts did <part> take its share|which parts took over what <part> gave up]?",
            "where does the share of <part> settle?",
        )
    },
    "portion": {"ask": ("which of the others [lost|took] the share that <place> [gained|gave up]?",)},
    "portion:parts": {"ask": ("which of the others [lost|took] the share that <label> [gained|gave up]?",)},
    "target": {
        "ask": (
            "who answers for the target of <target>, and when do we look again?",
            "by which date do we want to know whether <target> will be met?",
        )
    },
    "pace": {
        "ask": (
            "what would bring the pace of <label> from <pace signed> to <pace_needed signed>?",
            "at which pace would we give up the target?",
        )
    },
}
