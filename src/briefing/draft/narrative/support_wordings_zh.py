"""Chinese wordings of what supports a title: pace, recoveries, single moves, neighbours, both ends of an order."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "slower": {
        "point": (
            "**<middle period>以后放缓**此前<label> <early moved>，此后<late moved>。",
            "**前快后慢**到<middle period>，<label> <early moved>；此后<late moved>。",
        ),
        "sentence": (
            "先快后慢：到<middle period>，<label> <early moved>；此后到<last period> <late moved>。",
            "<middle period>以前，<label> <early moved>；从那时到<last period> <late moved>，步子放缓。",
        ),
    },
    "faster": {
        "point": (
            "**<middle period>以后加快**此后<label> <late moved>，此前<early moved>。",
            "**前慢后快**到<middle period>，<label> <early moved>；此后<late moved>。",
        ),
        "sentence": (
            "先慢后快：到<middle period>，<label> <early moved>；此后到<last period> <late moved>。",
            "<middle period>以前，<label> <early moved>；从那时到<last period> <late moved>，步子加快。",
        ),
    },
    "before_late": {
        "point": (
            (
                "**<middle period>以前：** <start period>到<then period>，该均值在<dip value>（<dip period>）与"
                "<crest value>（<crest period>）之间。"
            ),
            "**<middle period>以前：** <start period>到<then period>，该均值从<start value>变为<then value>。",
        ),
        "sentence": (
            (
                "<start period>到<then period>，该均值在<dip value>（<dip period>）与<crest value>（<crest period>）"
                "之间。"
            ),
            "<start period>到<then period>，该均值从<start value>变为<then value>。",
        ),
    },
    "portion": {
        "point": (
            "**占<share>**<place>在全部<all>个<things>中占<share>，<start in>占<share_before>。",
            "**份额[上升|下降]**<place>在全部<all>个<things>中所占份额由<share_before>[升至|降至]<share>。",
        ),
        "sentence": (
            "<last in>，<place>占全部<all>个<things>的<share>，<start in>占<share_before>。",
            "<place>在全部<all>个<things>中的份额，由<start in>的<share_before>[升至|降至]<last in>的<share>。",
        ),
    },
    "portion:parts": {
        "point": (
            "**占<share>**<since period>起有数据的<all>项中，<label>当时占<share_before>。",
            "**占<share>**<start in>，<label>在全部<all>项中占<share_before>。",
            "**份额[上升|下降]**<label>在全部<all>项中所占份额由<start in>的<share_before>[升至|降至]<share>。",
        ),
        "sentence": (
            "<last in>，<label>占<since period>起有数据的<all>项之和的<share>，当时占<share_before>。",
            "<last in>，<label>占全部<all>项之和的<share>，<start in>占<share_before>。",
            "<label>在全部<all>项中的份额，由<start in>的<share_before>[升至|降至]<last in>的<share>。",
        ),
    },
    "recovery": {
        "point": (
            "**越过前高**到<back period>，<label>才超过<old period>的<old>。",
            "**失而复得**<label>由<old in>的<old>降到<trough>，<back in>越过原来的高点。",
        ),
        "sentence": (
            "<label>在<old period>为<old>，到<trough period>降为<trough>，<back in>越过原来的高点。",
            "<old in>的<old>之后，<label>一度降到<trough>，直到<back period>才越过前高。",
        ),
    },
    "crossing": {
        "point": (
            "**<value period>起[为正|为负]**<before in>，<label>为<before>，<value in>为<value>。",
            "**[转正|转负]**<label>由<before in>的<before>变为<value in>的<value>。",
        ),
        "sentence": (
            "<value period>以来，<label>一直[高于|低于]零；<before in>为<before>，<value in>为<value>。",
            "<label>由<before in>的<before>变为<value in>的<value>，此后一直[为正|为负]。",
        ),
    },
    "leap": {
        "point": (
            "**<value period>变动很大**与<before period>相比，<label> <leap moved>，为<value>。",
            "**一次大的变动**<before period>至<value period>，<label> <leap moved>，为<value>。",
        ),
        "sentence": (
            "其中一次变动最为醒目：<before period>至<value period>，<label> <leap moved>，为<value>。",
            "<before period>至<value period>，<label> <leap moved>，远超其他各期。",
        ),
    },
    "step": {
        "point": ("**变化集中在一期：** <before period>至<value period>，<label><step moved>。",),
        "sentence": ("变化大部分发生在一期之内：<before period>至<value period>，<label><step moved>。",),
    },
    "still": {
        "point": ("**仍[高于|低于]起点**<first period>至<last period>，<label><change moved>。",),
        "sentence": ("但<first period>至<last period>，<label>仍<change moved>。",),
    },
    "runner_up": {
        "point": (
            "**其次是<second place>**其值为<second>，<best place>为<best>。",
            "**紧随其后**<second place>为<second>，<best place>为<best>。",
        ),
        "sentence": (
            "居第二的是<second place>，为<second>，<best place>为<best>。",
            "<best place>为<best>，其后是<second place>，为<second>。",
        ),
    },
    "neighbours": {
        "point": (
            "**前后相邻**<place>的前一位是<above place>（<above>），后一位是<below place>（<below>）。",
            "**名次相邻**<above place>为<above>，<below place>为<below>，分居<place>前后。",
        ),
        "sentence": (
            "与<place>名次相邻的，前面是<above place>，为<above>，后面是<below place>，为<below>。",
            "<place>的前一位<above place>为<above>，后一位<below place>为<below>。",
        ),
    },
    "same_rank": {
        "point": (
            "**名次未变**<first in>，<place>也居<rank_before>。",
            "**与起点相同**<place>在<first period>同样居<rank_before>。",
        ),
        "sentence": (
            "<first in>，<place>也居<rank_before>。",
            "<place>的名次与<first period>相同。",
        ),
    },
    "ends": {
        "title": ("<highest in><label>由<lowest place>的<lowest>到<highest place>的<highest>",),
        "short": ("<label>由<lowest place>的<lowest>到<highest place>的<highest>",),
        "point": (
            "**两端**最高的是<highest place>，为<highest>；最低的是<lowest place>，为<lowest>。",
            "**从<lowest place>到<highest place>**<label>由<lowest>到<highest>。",
        ),
        "sentence": (
            "最高的是<highest place>，为<highest>，最低的是<lowest place>，为<lowest>。",
            "<label>在<highest place>为<highest>，在<lowest place>为<lowest>，分居两端。",
        ),
    },
    "climber": {
        "title": ("按<name>，<rank place>在<places>个<things>中由<rank_before rank>升至<rank rank>",),
        "short": ("<rank place>由<rank_before rank>升至<rank rank>",),
        "point": ("**位次上升：** <rank place><rank_before in>居<rank_before rank>，<rank in>居<rank rank>。",),
        "sentence": ("<rank place>的位次由<rank_before in>的<rank_before rank>升至<rank in>的<rank rank>。",),
    },
    "furthest": {
        "point": (
            "**[升|降]幅最大**<moved_most place> <label>由<first>[升至|降至]<last>。",
            "**[上升|下降]最多的**<moved_most place>由<first in>的<first>[升至|降至]<last in>的<last>。",
        ),
        "sentence": (
            "[上升|下降]最多的是<moved_most place>，由<first>[升至|降至]<last>。",
            "<moved_most place> <label>由<first in>的<first>变为<last in>的<last>，[升|降]幅最大。",
        ),
    },
}
