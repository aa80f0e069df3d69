"""Chinese wordings of a series: its newest change, its trend, records, rises in a row, and any value of it."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "standing": {
        "title": (
            "<last in><label>为<last>",
            "<label> <last in>为<last>",
            "<last in>，<label>报<last>",
            "<label>最新值为<last>（<last period>）",
            "截至<last period>，<label>为<last>",
            "<label>：<last period>为<last>",
        ),
        "point": (
            "**<last period>**<label>为<last>。",
            "**最新值**<last in>，<label>为<last>。",
            "**最近一期**<label>为<last>，所属时期为<last period>。",
            "**当前水平**截至<last period>，<label>为<last>。",
            "**按最新公布**<last in><label>为<last>。",
        ),
        "sentence": (
            "<last in>，<label>为<last>。",
            "<label>的最新值为<last>，所属时期为<last period>。",
            "截至<last period>，<label>为<last>。",
            "按最新公布的数据，<last in><label>为<last>。",
            "最近一期数据显示，<label>为<last>（<last period>）。",
        ),
        "short": ("<label>为<last>", "<last in><label>为<last>", "<label> <last>"),
    },
    "range": {
        "point": (
            "**区间**所涉时期内，<label>最高为<highest>（<highest period>），最低为<lowest>（<lowest period>）。",
            "**高点与低点**所涉时期内，<label>最高为<highest in>的<highest>，最低为<lowest in>的<lowest>。",
            "**最高最低**所涉各期中，<label>高点为<highest>（<highest period>），低点为<lowest>（<lowest period>）。",
            "**<lowest unit>至<highest unit>**所涉时期内，<label>都在此范围。",
        ),
        "sentence": (
            "所涉时期内，<label>最高为<highest>（<highest period>），最低为<lowest>（<lowest period>）。",
            "所涉各期中，<label>的高点为<highest in>的<highest>，低点为<lowest in>的<lowest>。",
            "所涉时期内，<label>在<lowest>至<highest>之间。",
            "所涉各期的<label>，最高为<highest>，最低为<lowest>。",
        ),
    },
    "overview": {
        "title": (
            "<all value>项指标中，<rose value>项上升",
            "本期<all value>项指标有<rose value>项上升",
        ),
    },
    "overview:all": {
        "title": ("所示时段内全部<all value>项指标都上升",),
    },
    "overview:none": {
        "title": ("所示时段内<all value>项指标均未上升",),
    },
    "overview:only": {
        "title": ("<all value>项指标中只有<label>上升",),
    },
    "overview:highest": {
        "title": ("<first period>至<last period>，<all value>项指标中有<highest value>项期末为最高值",),
    },
    "change": {
        "title": (
            "<last in><label>为<last>，<change moved basis>",
            "<label> <change moved basis>，<last in>为<last>",
            "<last in>，<label> <change moved 增长 basis>，为<last>",
            "<label>由<before period>的<before>变为<last period>的<last>",
            "<label>为<last>，<change moved 提高 basis>",
            "<last in>，<label> <change moved 增加 basis>，为<last>",
            "<label>：<before period><before>，<last period><last>",
            "<last in><label> <change moved basis>，最新值为<last>",
            "<label>最新为<last>，<before in>为<before>",
            "与<before in>的<before>相比，<last in><label>为<last>",
        ),
        "point": (
            "**最新变化**<last in>，<label>为<last>，<change moved basis>。",
            "**<last period>**<label> <change moved basis>，由<before>变为<last>。",
            "**<change moved basis>**<last in>，<label>为<last>。",
            "**新旧对比**<label> <before in>为<before>，<last in>为<last>。",
            "**现为<last unit>**<before in>，<label>为<before>。",
            "**变动幅度**<last in>，<label> <change moved 提高 basis>，为<last>。",
            "**本期数据**<label> <change moved 增长 basis>，为<last>。",
            "**与前期相比**<before in>的<label>为<before>，本期<change moved 增加 basis>。",
        ),
        "sentence": (
            "<last in>，<label>为<last>，<change moved basis>。",
            "<label> <change moved basis>，由<before in>的<before>变为<last in>的<last>。",
            "<before in>，<label>为<before>；<last in>为<last>，<change moved 提高 basis>。",
            "<last in><label> <change moved 增长 basis>，为<last>。",
            "最新数据显示，<last in><label>为<last>，<before in>为<before>。",
            "<label>最近一期为<last>（<last period>），<change moved 增加 basis>。",
            "与<before in>的<before>相比，<last in>的<label>为<last>。",
            "从最近一期看，<label> <change moved basis>，水平为<last>。",
        ),
        "short": (
            "<label> <change moved basis>",
            "<label>为<last>",
            "<label> <change moved 提高 basis>",
        ),
    },
    "trend": {
        "title": (
            "<first period>至<last period>，<label> <change moved>",
            "<first period>以来，<label> <change moved>，为<last>",
            "<label>由<first period>的<first>变为<last period>的<last>",
            "<first in>至<last in>，<label>累计<change moved 增长>",
            "<label>：<first period>为<first>，<last period>为<last>",
            "<label>为<last>，比<first period><change moved 提高>",
            "<last in><label>为<last>，比<first in><change moved>",
            "从<first>到<last>：<first period>至<last period>的<label>",
            "<label>比<first in><change moved 增加>，最新值为<last>",
            "<first period>至<last period>，<label>由<first>变为<last>",
        ),
        "point": (
            "**长期变化**<first period>至<last period>，<label> <change moved>。",
            "**从<first unit>到<last unit>**<label>比<first in><change moved 提高>。",
            "**年均变动**<first period>至<last period>，<label> <pace moved>。",
            "**起点与终点**<label> <first in>为<first>，<last in>为<last>。",
            "**累计变动**与<first in>相比，<label> <change moved 增长>。",
            "**整个时期**<label>由<first period>的<first>变为<last period>的<last>。",
            "**<first period>以来**<label> <change moved 增加>，为<last>。",
            "**走势**<first in><label>为<first>，到<last in>为<last>。",
        ),
        "sentence": (
            "<first period>至<last period>，<label> <change moved>，由<first>变为<last>。",
            "<first in>，<label>为<first>；<last in>为<last>，比<first in><change moved 提高>。",
            "从整个时期看，<label>比<first in><change moved 增长>，最新值为<last>。",
            "<label>由<first in>的<first>变为<last in>的<last>。",
            "自<first in>起，<label> <change moved 增加>，<last in>为<last>。",
            "<first period>至<last period>，<label> <pace moved>。",
            "与<first in>相比，<last in>的<label> <change moved>。",
            "数列始于<first period>的<first>，<last in>的<label>为<last>。",
        ),
        "short": (
            "<label>比<first in><change moved>",
            "<first period>以来<label> <change moved>",
            "<label>由<first>变为<last>",
            "<label>为<last>",
        ),
    },
    "trend:multiple": {
        "title": (
            "<first period>至<last period>，<label>增至<multiple times>",
            "<first period>以来，<label>增至<multiple times>，为<last>",
            "<label>为<last>，是<first period>的<multiple times>",
        ),
        "point": (
            "**增至<multiple times>**<label>由<first in>的<first>变为<last in>的<last>。",
            "**从<first unit>到<last unit>**<label>是<first in>的<multiple times>。",
        ),
        "sentence": (
            "<first period>至<last period>，<label>由<first>变为<last>，是原来的<multiple times>。",
            "<last in>，<label>为<last>，是<first in>的<multiple times>。",
        ),
        "short": ("<label>是<first period>的<multiple times>", "<label>为<last>"),
    },
    "record": {
        "title": (
            "<last in><label>为<last>，为<since since>[最高|最低]",
            "<label>为<last>，是<since since>[最高|最低]水平",
            "<label>[升|降]至<since since>[最高|最低]水平，为<last>",
            "<since since>[最高|最低]：<last in><label>为<last>",
            "<last in>，<label>达到<since since>的[最高|最低]值<last>",
        ),
        "point": (
            "**<since since>[最高|最低]**<last in>，<label>为<last>。",
            "**[高|低]位**<last in>，<label>为<last>，是<since since>[最高|最低]水平。",
            "**与过去相比**<label>为<last>，为<since since>[最高|最低]。",
            "**最新水平**<last in>的<label>为<since since>[最高|最低]，数值为<last>。",
        ),
        "sentence": (
            "<last in>，<label>为<last>，为<since since>[最高|最低]。",
            "<label>处于<since since>[最高|最低]水平，<last in>为<last>。",
            "<last in>的<label>为<last>，是<since since>[最高|最低]值。",
            "从历史看，<last in>的<label>（<last>）为<since since>[最高|最低]。",
        ),
        "short": (
            "<label>为<since since>[最高|最低]",
            "<label>处于<since since>[最高|最低]水平",
            "<label>为<last>",
        ),
    },
    "record:whole": {
        "title": (
            "<first period>有数据以来，<label>从未[高|低]于<last in><unbased>",
            "<last in>，<label>为<last>，是<first period>有数据以来的最[高|低]值",
        ),
        "point": ("**最[高|低]值**<last in>，<label>为<last>，是<first period>有数据以来最[高|低]的。",),
        "sentence": ("<last in>，<label>为<last>，是<first period>有数据以来的最[高|低]值。",),
        "short": ("<label><last in>最[高|低]",),
    },
    "streak": {
        "title": (
            "<label> <streak streak>，<last in>为<last>",
            "<last in><label>为<last>，<streak streak>",
            "<label> <change moved basis>，<streak streak>",
            "<streak streak>：<last in><label>为<last>",
        ),
        "point": (
            "**<streak streak>**<last in>，<label>为<last>。",
            "**连续变动**<label> <streak streak>，<last in>为<last>。",
            "**没有停顿**<last in>，<label> <change moved basis>，<streak streak>。",
            "**同一方向**截至<last period>，<label> <streak streak>。",
        ),
        "sentence": (
            "<last in>，<label>为<last>，<streak streak>。",
            "截至<last period>，<label> <streak streak>，最新值为<last>。",
            "<label> <change moved basis>，<streak streak>。",
            "从近期看，<label> <streak streak>，<last in>为<last>。",
        ),
        "short": (
            "<label> <streak streak>",
            "<label>为<last>",
        ),
    },
}
