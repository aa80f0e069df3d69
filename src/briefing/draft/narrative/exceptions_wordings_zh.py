"""Chinese wordings of what is true of all places or indicators, or of all but a few."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "all_but": {
        "title": (
            "<places>个<things>中<holding>个<things>的<label>[上升|下降]，<others>除外",
            "除<others>外，<holding>个<things>的<label>[上升|下降]",
            "<label>：<holding>个<things>[上升|下降]，<others>不同",
            "<holding>个<things>的<label>[上升|下降]，<others>不在其中",
        ),
        "point": (
            "**<places>个<things>中的<holding>个**<label>[上升|下降]，<others>除外。",
            "**例外**<holding>个<things>的<label>[上升|下降]，<others>不同。",
            "**普遍情况**在<places>个<things>中，<holding>个<things>的<label>[上升|下降]。",
            "**与众不同**<others>的<label>没有随<holding>个<things>[上升|下降]。",
        ),
        "sentence": (
            "在<places>个<things>中，<holding>个<things>的<label>[上升|下降]，<others>除外。",
            "除<others>外，<holding>个<things>的<label>[上升|下降]。",
            "<holding>个<things>的<label>[上升|下降]，<others>走势不同。",
            "有数据的<places>个<things>中，<holding>个<things>的<label>[上升|下降]。",
        ),
        "short": (
            "<holding>个<things>的<label>[上升|下降]",
            "除<others>外<label>[上升|下降]",
        ),
    },
    "all_but:every": {
        "title": (
            "<places>个<things>的<label>全部[上升|下降]，<most place>[升|降]幅最大",
            "<places>个<things>的<label>全部[上升|下降]",
            "<holding>个<things>的<label>[上升|下降]，没有例外",
            "<label>普遍[上升|下降]，涉及全部<places>个<things>",
            "各<things>方向相同：<holding>个<things>的<label>都[上升|下降]",
        ),
        "point": (
            "**没有例外**<places>个<things>的<label>全部[上升|下降]。",
            "**方向相同**<holding>个<things>的<label>[上升|下降]。",
            "**普遍情况**有数据的<places>个<things>，<label>都[上升|下降]。",
            "**各<things>一致**<label>[上升|下降]的<things>有<holding>个。",
        ),
        "sentence": (
            "<places>个<things>的<label>全部[上升|下降]。",
            "<label>[上升|下降]的<things>有<holding>个，没有例外。",
            "有数据的<places>个<things>，<label>都[上升|下降]。",
            "各<things><label>的方向相同，[上升|下降]的有<holding>个。",
        ),
        "short": (
            "<holding>个<things>的<label>[上升|下降]",
            "<label>普遍[上升|下降]",
        ),
    },
    "all_but:indicators": {
        "title": (
            "<places>项指标中<holding>项[上升|下降]，<label>除外",
            "除<label>外，<holding>项指标[上升|下降]",
            "<label>与<holding>项指标走势不同",
            "<holding>项指标[上升|下降]，<label>不在其中",
        ),
        "point": (
            "**<places>项指标中的<holding>项**本期[上升|下降]，<label>除外。",
            "**例外**<holding>项指标[上升|下降]，<label>不同。",
            "**普遍情况**<places>项指标中，[上升|下降]的有<holding>项。",
            "**与众不同**<label>没有随<holding>项指标[上升|下降]。",
        ),
        "sentence": (
            "<places>项指标中，<holding>项[上升|下降]，<label>除外。",
            "除<label>外，<holding>项指标[上升|下降]。",
            "<holding>项指标[上升|下降]，<label>走势不同。",
            "从<places>项指标看，[上升|下降]的有<holding>项。",
        ),
        "short": (
            "<holding>项指标[上升|下降]",
            "<label>不同于<holding>项指标",
        ),
    },
    "all_but:plain": {
        "title": (
            "<places>个<things>中<holding>个<things>的<label>[=走高|走低]",
            "<label>[=走高|走低]的<things>有<holding>个，共<places>个<things>",
            "<holding>个<things>的<label>[=走高|走低]",
        ),
        "point": (
            "**有多少**<places>个<things>中<holding>个<things>的<label>[=走高|走低]。",
            "**<places>个中的<holding>个**这些<things>的<label>[=走高|走低]。",
            "**计数**<label>[=走高|走低]的<things>有<holding>个。",
        ),
        "sentence": (
            "在<places>个<things>中，<holding>个<things>的<label>[=走高|走低]。",
            "<label>[=走高|走低]的<things>有<holding>个。",
            "有数据的<places>个<things>中，<holding>个<things>的<label>[=走高|走低]。",
        ),
        "short": ("<holding>个<things>的<label>[=走高|走低]",),
    },
    "all_but:indicators:plain": {
        "title": (
            "<places>项指标中<holding>项[=上升|下降]",
            "<holding>项指标本期[=上升|下降]",
        ),
        "point": (
            "**有多少**<places>项指标中，[=上升|下降]的有<holding>项。",
            "**计数**本期[=上升|下降]的指标有<holding>项。",
        ),
        "sentence": (
            "<places>项指标中，<holding>项[=上升|下降]。",
            "从<places>项指标看，[=上升|下降]的有<holding>项。",
        ),
        "short": ("<holding>项指标[=上升|下降]",),
    },
    "turned_too": {
        "point": ("**<too place>的下降**自<too in>的<too>以来<fell moved>，<now in>为<now>。",),
        "sentence": ("<too place>的<name>下降：<too in>为<too>，<now in>为<now>。",),
        "ask": ("<turn place>与<too place>的下降有无共同之处？",),
    },
    "lone_since": {
        "point": ("**<then period>以来**只有<label>[上升|下降]：<then in>为[最低|最高]的<then>，<last in>为<last>。",),
        "sentence": ("<then period>以来只有<label>[上升|下降]，由[最低|最高]的<then>到<last>。",),
    },
    "one_year": {
        "point": ("**仅<value in>**<label><move moved>，由<before>到<value>。",),
        "sentence": ("仅<value in>，<label><move moved>，由<before>到<value>。",),
    },
}
