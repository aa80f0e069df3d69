"""English questions to the board, each of one finding: what to ask next about it, and about nothing else."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "shift": {
        "ask": (
            "was it the thing itself that changed <after in>, or only how it is counted?",
            "what happened to <label> <after in>?",
        )
    },
    "outlier": {
        "ask": (
            "what happened to <label> <value in>: an event, or an error?",
            "was the <value> of <value period> measured like the values around it?",
        )
    },
    "season": {"ask": ("do we compare <peak month> with <peak month>, and never with <trough month>?",)},
    "leap": {
        "ask": (
            "what happened to <label> between <before period> and <value period>?",
            "was <label> counted in another way from <value period> on?",
        )
    },
    "step": {
        "ask": (
            "did <label> change between <before period> and <value period>, or what is counted in it?",
            "was the coverage wider or narrower <value in>?",
        )
    },
    "reversal": {
        "ask": (
            "what made <turn owner> <name> fall after <turn period>?",
            "what made <name> fall in <turn place> after <turn period>?",
        )
    },
    "all_but": {"ask": ("is <label> counted in <others> as in the others?",)},
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
