"""Chinese wordings of targets and of caveats, and what the families share: questions and the speaker's notes."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "target": {
        "title": (
            "<label>为<last>，<target period>目标为<target>",
            "<last in><label>为<last>，目标为<target>（<target period>）",
            "<target period>目标为<target>，<label>现为<last>",
            "目标<target>，现值<last>：<label>",
        ),
        "point": (
            "**对照目标**<last in>，<label>为<last>；<target period>目标为<target>。",
            "**目标为<target>**<label>现为<last>，目标时间为<target period>。",
            "**差距**<label>由<last in>的<last>到<target period>目标<target>。",
            "**进展**<label>为<last>，目标为<target>。",
        ),
        "sentence": (
            "<last in>，<label>为<last>，<target period>目标为<target>。",
            "<label>公布的目标为<target>（<target period>），<last in>为<last>。",
            "对照<target period>的目标<target>，<last in><label>为<last>。",
            "<target period>目标为<target>；<label>最新值为<last>。",
        ),
        "short": (
            "<label>为<last>，目标<target>",
            "<label>对照目标",
        ),
    },
    "target:met": {
        "title": (
            "<label>为<last>，已达到<target period>目标<target>",
            "<target period>目标<target>已达到：<label>为<last>",
            "<label>达到目标：<last>，目标为<target>（<target period>）",
        ),
        "point": (
            "**已达到目标**<last in>，<label>为<last>；<target period>目标为<target>。",
            "**目标为<target>**<label> <last in>为<last>，已达到目标。",
            "**达标**<label>为<last>，达到<target period>的目标<target>。",
        ),
        "sentence": (
            "<last in>，<label>为<last>，已达到<target period>目标<target>。",
            "<label>已达到<target period>的目标<target>，<last in>为<last>。",
        ),
        "short": ("<label>已达到目标<target>",),
    },
    "pace:enough": {
        "title": (
            "<label>此前<pace signed>，快于目标所要求的<pace_needed signed>",
            "按此前<pace signed>的速度，<label>能达到目标（需要<pace_needed signed>）",
        ),
        "point": (
            "**速度足够**<label> <pace moved>；目标要求<pace_needed signed>。",
            "**照此可达**<label>此前<pace signed>，目标要求<pace_needed signed>。",
            "**照此速度**<label>此前<pace signed>，足以达到目标（需要<pace_needed signed>）。",
        ),
        "sentence": (
            "<label>此前<pace signed>，目标要求<pace_needed signed>，照此可以达到。",
            "按此前的速度（<pace signed>），<label>可以达到目标，目标要求<pace_needed signed>。",
        ),
        "short": ("<label>照此可达目标",),
    },
    "pace:short": {
        "title": (
            "<label>此前<pace signed>，达不到目标所要求的<pace_needed signed>",
            "按此前<pace signed>的速度，<label>达不到目标（需要<pace_needed signed>）",
        ),
        "point": (
            "**速度不够**<label> <pace moved>；目标要求<pace_needed signed>。",
            "**还需加力**<label>此前<pace signed>，目标要求<pace_needed signed>。",
            "**照此速度**<label>此前<pace signed>，不及目标所需的<pace_needed signed>。",
        ),
        "sentence": (
            "<label>此前<pace signed>，目标要求<pace_needed signed>，照此达不到。",
            "按此前的速度（<pace signed>），<label>达不到目标，目标要求<pace_needed signed>。",
        ),
        "short": ("<label>照此达不到目标",),
    },
    "pace": {
        "title": (
            "<label> <pace moved>，目标要求<pace_needed signed>",
            "目标要求<label> <pace_needed signed>，此前为<pace signed>",
            "<label>的速度：此前<pace signed>，今后需要<pace_needed signed>",
        ),
        "point": (
            "**速度**<label> <pace moved>；目标要求<pace_needed signed>。",
            "**今后需要**<label>要达到目标，需要<pace_needed signed>，此前为<pace signed>。",
            "**<pace_needed signed>**这是<label>目标所要求的速度，此前为<pace signed>。",
            "**此前与今后**<label>此前<pace signed>，今后需要<pace_needed signed>。",
        ),
        "sentence": (
            "<label>此前<pace moved>，目标要求<pace_needed signed>。",
            "<label>此前为<pace signed>，达到目标需要<pace_needed signed>。",
            "要达到目标，<label>需要<pace_needed signed>，此前为<pace signed>。",
            "对照目标，<label>需要的速度为<pace_needed signed>，此前为<pace signed>。",
        ),
        "short": (
            "<label>需要<pace_needed signed>",
            "<label> <pace signed>，需要<pace_needed signed>",
        ),
    },
    "revision": {
        "title": (
            "<last period><label> <revision revised>",
            "<label>（<last period>）<revision revised>",
            "再看<last period>：<label> <revision revised>",
            "<last period><label>已重新公布，为<last>",
        ),
        "point": (
            "**数据修订**<last period><label> <revision revised>。",
            "**<last period>**<label> <revision revised>。",
            "**后来的数据**<last period><label>最初为<first_reading>，现为<last>。",
            "**初读会变**<last period><label>：最初<first_reading>，现在<last>。",
        ),
        "sentence": (
            "<last period>的<label> <revision revised>。",
            "<last period><label>最初公布为<first_reading>，现为<last>。",
            "<label>（<last period>）公布后<revision revised>。",
            "按后来的数据，<last period><label>为<last>，最初为<first_reading>。",
        ),
        "short": (
            "<label> <revision revised>",
            "<label>现为<last>",
        ),
    },
    "missing:newest": {
        "title": (
            "<label>的最新值属于<last period>，另有数列更新",
            "<label>数据到<last period>为止，为<last>",
            "<last period>以后尚无<label>数据",
            "<label>为<last>，属于<last period>，此后没有数值",
        ),
        "point": (
            "**数据较早**<label>的最新值属于<last period>，另有数列更新。",
            "**到<last period>为止**此后没有<label>的数值。",
            "**注意时期**<label>的<last>属于<last period>。",
            "**不是最近的**<label>到<last period>为止，为<last>。",
        ),
        "sentence": (
            "<label>的最新值为<last>，属于<last period>，另有数列更新。",
            "<label>的数据到<last period>为止。",
            "<last period>以后没有<label>的数值。",
            "<label>到<last period>为<last>，此后没有数值。",
        ),
        "short": ("<label>到<last period>为止", "<label>数据较早"),
    },
    "missing:start": {
        "title": (
            "<label>从<first period>开始，晚于另一数列",
            "<first period>以前没有<label>数据",
            "<label>的数据始于<first period>",
            "<label>：<first period>以前没有数值",
        ),
        "point": (
            "**起点较晚**<label>从<first period>开始，另有数列更早。",
            "**从<first period>起**此前没有<label>的数值。",
            "**过去较短**<first period>以前没有<label>的数值。",
            "**数列较短**<label>始于<first period>。",
        ),
        "sentence": (
            "<label>的数据从<first period>开始，晚于另一数列。",
            "<first period>以前没有<label>的数值。",
            "<label>始于<first period>，另有数列更早。",
            "<label>在<first period>以前没有数值。",
        ),
        "short": ("<label>从<first period>开始", "<label>起点较晚"),
    },
    "missing:gap": {
        "title": (
            "<label>缺<missing>的数值",
            "<missing>没有<label>数据",
            "<label>：<missing>没有数值",
            "<missing>的<label>数据缺失",
        ),
        "point": (
            "**缺值**<label>没有<missing>的数值，也不作填补。",
            "**<missing>**<label>没有数值，未作推算。",
            "**数据缺失**<label>缺<missing>的数值，未作填补。",
            "**未公布的时期**<missing>没有<label>的数值。",
        ),
        "sentence": (
            "<label>没有<missing>的数值，也不作填补。",
            "<missing>没有<label>数据，未作推算。",
            "<label>缺<missing>的数值，未作填补。",
            "数据中没有<missing>的<label>。",
        ),
        "short": ("<label>缺<missing>", "<label>有缺值"),
    },
    "missing:places": {
        "title": (
            "<last in><label>缺<others>的数值",
            "<others>没有<last in>的<label>数据",
            "<last in>的<label>：<others>没有数值",
            "没有<label>数值的<things>：<others>",
        ),
        "point": (
            "**没有数据的<things>**<others>没有<last in>的<label>。",
            "**未列入**<last in>的<label>缺<others>。",
            "**缺哪些<things>**<last in>，<others>没有<label>的数值。",
            "**数据缺失**<others>在<last in>没有<label>。",
        ),
        "sentence": (
            "<others>没有<last in>的<label>数据，排序和合计都不包括在内。",
            "<last in>的<label>缺<others>的数值。",
            "<last in>，<others>没有<label>的数值。",
            "<others>的<label>在<last in>没有数值，不作填补。",
        ),
        "short": ("<others>没有数据", "<label>缺<others>"),
    },
    "provisional": {
        "title": (
            "<label>的最新数值以后可能修订",
            "<label>：最新数值尚非定数",
            "可能变动的：<label>的最新数值",
            "看<label>的最新数值要留余地",
        ),
        "point": (
            "**可能修订**<label>的最新数值尚非定数，注释中有说明。",
            "**尚非定数**发布机构以后可能调整<label>的最新数值。",
            "**留有余地**下一期的<label>可能是另一个数。",
            "**较早的数据**<label>的最新数值以后可能变动。",
        ),
        "sentence": (
            "<label>的最新数值以后可能修订，注释中有说明。",
            "发布机构以后可能调整<label>的最新数值。",
            "下一期所载的<label>最新数值可能不同。",
            "<label>的最新数值尚非定数，使用时要留余地。",
        ),
        "short": (
            "<label>可能修订",
            "<label>尚非定数",
        ),
    },
}
