"""Chinese wordings of what stands out in time: turns, steps, single periods, seasons."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "turn": {
        "title": (
            "<label>在<turn in>[触底|见顶]，此后<since moved>，<last in>为<last>",
            "<label>自<turn in>的<turn><since moved>，为<last>",
            "<label> <turn in>[触底|见顶]，此后<since moved>",
            "<label> <turn in>为<turn>，此后<since moved>，至<last>",
            "与<turn in>的[低点|高点]相比，<label> <since moved>",
        ),
        "point": (
            "**[低点|高点]在<turn in>**当时<label>为<turn>，此后<since moved>，<last in>为<last>。",
            "**[低点|高点]**<turn in>，<label>为<turn>；最新值为<last>。",
            "**自[低点|高点]以来**自<turn in>以来，<label> <since moved>，由<turn>变为<last>。",
            "**[最低|最高]点在<turn in>**当时<label>为<turn>；<last in>为<last>。",
        ),
        "sentence": (
            "<turn in>，<label>为<turn>，此后<since moved>，<last in>为<last>。",
            "<label>的[低点|高点]出现在<turn in>，当时为<turn>；<last in>为<last>。",
            "与<turn in>的[低点|高点]<turn>相比，<label> <since moved>，为<last>。",
            "自<turn in>的<turn>起，<label> <since moved>，最新值为<last>。",
        ),
        "short": (
            "<label>比<turn in><since moved>",
            "<label> <turn in>[触底|见顶]",
            "<label>为<last>",
        ),
    },
    "turn:again": {
        "title": (
            "<label>自<turn>的[低点|高点]<since moved>，为<last>",
            "<label>与<turn>的[低点|高点]相比，<since moved>",
        ),
        "point": ("**自[低点|高点]以来**<label>曾多次为<turn>，首次在<turn in>，此后<since moved>。",),
        "sentence": (
            "<label>的[低点|高点]<turn>首次出现在<turn in>，此后<since moved>，<last in>为<last>。",
            "与[低点|高点]<turn>相比，<label> <since moved>，<last in>为<last>。",
        ),
        "short": ("<label>比[低点|高点]<since moved>",),
    },
    "shift": {
        "title": (
            "<label>出现台阶：由<before in>的<before>变为<after in>的<after>",
            "<after in><label>为<after>，<before in>为<before>",
            "<label>在<after in>出现台阶：由<before in>的<before>变为<after>",
            "<label>：<before in>为<before>，<after in>为<after>",
        ),
        "point": (
            "**台阶在<after in>**<label>由<before in>的<before>变为<after>。",
            "**水平改变**<before in>，<label>为<before>；<after in>为<after>。",
            "**前后不同**<label>由<before in>的<before>变为<after in>的<after>。",
            "**前后对比**<label><before in>为<before>，<after in>为<after>。",
        ),
        "sentence": (
            "<after in>，<label>由<before in>的<before>变为<after>。",
            "<label>的水平在<after in>发生改变，<before in>为<before>，<after in>为<after>。",
            "<before in><label>为<before>，<after in>为<after>。",
            "数列在<after in>出现台阶，<label>由<before in>的<before>变为<after>。",
        ),
        "short": (
            "<label> <after in>出现台阶",
            "<label> <before in>至<after in><change moved>",
            "<label> <after in>为<after>",
        ),
    },
    "outlier": {
        "title": (
            "<value in><label>异于前后：为<value>，前后分别为<before>和<after>",
            "<value in>特殊：<label>为<value>",
            "<label>在<value in>[骤升|骤降]至<value>，此前为<before>",
            "<label>：<value in>为<value>，与前后相差较大",
        ),
        "point": (
            "**<value in>特殊**<label>为<value>，此前为<before>，此后为<after>。",
            "**远离前后**<value in>，<label>为<value>，此前为<before>。",
            "**需核对<value in>**<label>为<value>，明显[高|低]于前后各期。",
            "**例外**<label>依次为<before>、<value>（<value in>）、<after>。",
        ),
        "sentence": (
            "<value in>，<label>为<value>，与前后的<before>和<after>相差较大。",
            "<label>在<value in>出现例外，为<value>；此前为<before>，此后为<after>。",
            "<value in>的<label>（<value>）明显[高|低]于前后各期。",
            "<label>由<before>变为<value in>的<value>，此后为<after>。",
        ),
        "short": (
            "<label> <value in>异常",
            "<label> <value in>为<value>",
            "<value in><label>与前后不同",
        ),
    },
    "late:whole": {
        "title": ("<label>的[上升|下降]全部发生在<middle period>以后",),
        "point": ("**全部在<middle period>以后**十年均值由<then value>变为<now value>。",),
        "sentence": ("十年均值<then in>为<then value>，<now in>为<now value>。",),
        "short": ("[上升|下降]全部在<middle period>以后",),
    },
    "season": {
        "title": (
            "<label>有季节性：<peak in>为<peak>，<trough in>为<trough>",
            "<label> <peak month>高、<trough month>低，多年如此",
            "看<label>要分季节：<peak month>高，<trough month>低",
            "<label>：<peak in>为<peak>，<trough in>为<trough>",
        ),
        "point": (
            "**季节性**<label> <peak in>为<peak>，<trough in>为<trough>。",
            "**同期相比**<label>通常<peak month>高、<trough month>低。",
            "**<peak month>高于<trough month>**<label> <peak in>为<peak>，<trough in>为<trough>。",
            "**注意季节**不同季节的<label>不能直接相比：<peak>和<trough>。",
        ),
        "sentence": (
            "<label>有季节性，<peak in>为<peak>，<trough in>为<trough>。",
            "<label>通常<peak month>高、<trough month>低，宜与上年相同时期相比。",
            "一年之内，<label>由<trough in>的<trough>到<peak in>的<peak>，相差较大。",
            "<peak month>是<label>的高点，<trough month>是低点。",
        ),
        "short": (
            "<label>有季节性",
            "<label> <peak month>高",
            "<label> <trough month>低",
        ),
    },
}
