"""Chinese wordings of what lies behind a finding: when most of it came, what made it, how near others are."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "contribution": {
        "title": (
            "全部<all>项合计<in_all moved>，其中<label>占<net>[增量|减量]的<ratio>",
            "<label>占全部<all>项合计<net>[增量|减量]的<ratio>",
        ),
        "point": ("**占<net>[增量|减量]的<ratio>**全部<all>项合计的变化中，<label>占<ratio>。",),
        "sentence": ("全部<all>项合计的<net>[增量|减量]中，<label>占<ratio>。",),
        "short": ("<label>占<net>[增量|减量]的<ratio>",),
    },
    "net_contribution": {
        "point": ("**净[增|减]的<ratio>**来自<label>，其他各项合计<rest moved>。",),
        "sentence": ("净[增|减]的<ratio>来自<label>，其他各项合计<rest moved>。",),
    },
    "lone_part": {
        "title": ("<label><newest moved basis>，是<all>个部分中唯一[上升|下降]的",),
        "point": ("**唯一[上升|下降]**<all>个部分中只有<label><newest moved basis>。",),
        "sentence": ("<all>个部分中，只有<label><newest moved basis>。",),
        "short": ("最近一年只有<label>[上升|下降]",),
        "ask": ("<label>与其他部分有何不同？",),
    },
    "relative": {
        "title": ("<near place> <name>相当于<best place>的<ratio>，<start in>为<ratio_before>",),
        "point": ("**相当于<best place>的<ratio>**<start in>，<near place>为<ratio_before>。",),
        "sentence": ("<near place>与<best place>之比，由<start in>的<ratio_before>[升至|降至]<near in>的<ratio>。",),
        "short": ("<near place>为<best place>的<ratio>",),
    },
    "fell_back": {
        "title": (
            (
                "<near place> <name><start in>相当于<best place>的<ratio_before>，<peak in>为<ratio_peak>，<near in>为"
                "<ratio>"
            ),
            "<peak place> <name><peak in>达到<best place>的<ratio_peak>，<near in>回落至<ratio>",
        ),
        "point": ("**回落至<ratio>**<start in>为<best place>的<ratio_before>，<peak in>为<ratio_peak>。",),
        "sentence": (
            "<near place>与<best place>之比，<start in>为<ratio_before>，<peak in>为<ratio_peak>，<near in>为<ratio>。",
        ),
        "short": ("<peak place>相对<best place>回落",),
        "ask": ("<peak period>以后，<near place>或<best place>发生了什么？",),
    },
    "two_rates": {
        "title": ("<first period>以来<one place> <name> <one moved>，<other place> <other moved>",),
        "point": ("**<first period>以来**<one place> <name> <one moved>，<other place> <other moved>。",),
        "sentence": ("<first period>至<last period>，<one place> <name> <one moved>，<other place> <other moved>。",),
    },
    "undone": {
        "point": ("**大半丧失**<peak period>以后，<near place>失去了<then period>以来对<best place>追赶所得的大半。",),
        "sentence": ("<peak period>以来的回落，使<near place>失去了<then period>以来对<best place>追赶所得的大半。",),
    },
    "rates_at_turn": {
        "point": ("**前后对照**<turn period>以前<early moved>，此后<late moved>。",),
        "sentence": ("<turn period>以前<early moved>，此后<late moved>。",),
    },
    "only_place": {
        "title": (
            "<start period>至<last period>只有<start place>的<name>[上升|下降]，由<start>到<last>",
            "<places>个<things>中，只有<start place>的<name>[高于|低于]<start in>",
        ),
        "point": ("**只有<start place>**<start in>为<start>，<last in>为<last>。",),
        "sentence": ("只有<start place>的<name>[上升|下降]：<start in>为<start>，<last in>为<last>。",),
        "short": ("只有<start place>的<name>[高于|低于]<start in>",),
    },
    "newest_moves": {
        "title": ("<last in>，<places>个<things>中有<moved>个<name>[上升|下降]，<most place>[升|降]幅最大",),
        "point": ("**<last in>的变化**<places>个<things>中有<moved>个<name>[上升|下降]，<most place>[升|降]幅最大。",),
        "sentence": ("<last in>，<places>个<things>中有<moved>个<name>[上升|下降]，其中<most place>[升|降]幅最大。",),
        "short": ("<places>个<things>中有<moved>个<name> <last in>[上升|下降]",),
        "ask": ("<last in> <name>[上升|下降]的<moved>个<things>有什么共同之处？",),
    },
    "largest_newest": {
        "point": ("**[升|降]幅最大**<last place> <name> <before in>为<before>，<last in>为<last>。",),
        "sentence": ("[升|降]幅最大的是<last place>，<before in>为<before>，<last in>为<last>。",),
    },
    "period_before": {
        "point": ("**此前**<before in>，<places>个<things>中有<along>个<name>[上升|下降]。",),
        "sentence": ("而<before in>，<places>个<things>中有<along>个<name>[上升|下降]。",),
    },
    "opposed": {
        "title": ("<first period>至<last period>，<label> <rise_rate moved>，<label2> <fall_rate moved>",),
        "point": ("**一升一降**<label> <rise moved>，<label2> <fall moved>。",),
        "sentence": (
            "<first period>至<last period>，<label> <rise moved>，<label2> <fall moved>。",
            "<first period>至<last period>，<label> <rise_rate moved>，<label2> <fall_rate moved>。",
        ),
        "short": (
            "<label> <rise moved>，<label2> <fall moved>",
            "<label> <rise_rate moved>，<label2> <fall_rate moved>",
        ),
    },
    "one_step": {
        "title": (
            "<label>仅<value period>一步就<more moved>，大于<first period>以来的全部变化",
            "<label> <value in> <step moved>，一步而成",
            "<before period>至<value period>之间，<label><gap moved>",
        ),
        "point": ("**一步完成**<label>由<before period>的<before>变为<value period>的<value>。",),
        "sentence": ("<before period>至<value period>，<label>由<before>变为<value>，这一步大于全部[增量|减量]。",),
        "short": ("<label><value in> <step moved>", "<before period>至<value period>，<label><gap moved>"),
        "ask": ("<value period>起是否计入了此前没有计入的内容？",),
    },
    "two_steps": {
        "title": ("<label>在<value period>和<value2 period>分两步[上升|下降]",),
        "point": (
            "**两步**<before in>的<before>到<value in>变为<value>，<before2 in>的<before2>到<value2 in>变为<value2>。",
        ),
        "sentence": (
            (
                "<label>由<before in>的<before>变为<value in>的<value>，"
                "又由<before2 in>的<before2>变为<value2 in>的<value2>，"
                "其中一步大于全部[增量|减量]。"
            ),
        ),
        "short": ("<label>分两步[上升|下降]",),
        "ask": ("<value period>或<value2 period>起是否计入了此前没有计入的内容？",),
    },
    "passed": {
        "title": ("<ahead in>，<ahead place>的<name>超过<behind place>",),
        "point": ("**次序改变**<ahead in>，<ahead place>超过<behind place>。",),
        "sentence": ("<ahead in>，<ahead place>为<ahead>，超过<behind place>的<behind>。",),
        "short": ("<ahead place><ahead in>超过<behind place>",),
    },
    "reversal": {
        "title": ("<turn place> <name>在<turn in>达到<turn>的高点，此后<since moved>",),
        "point": ("**<turn place>由升转降**<turn in>为<turn>，<last in>为<last>。",),
        "sentence": (
            "<turn place><name><turn in>为<turn>，此后<since moved>，<last in>为<last>，在<least>个<things>中最低。",
            "<last in><turn place><name>为<last>，在<least>个<things>中最低，比<turn period><since moved>。",
            "<turn place>在<turn in>达到<turn>，此后<since moved>，<last in>为<last>。",
        ),
        "short": ("<turn place>比<turn period><since moved>",),
    },
    "recovery": {
        "title": (
            "<label>到<trough period> <lost moved>，<back in>才超过前高",
            "<label>用了<took><units>才超过<old period>的高点",
            "直到<back period>，<label>才超过<old period>的高点",
        ),
        "short": ("<label><back in>超过前高",),
    },
    "loss": {
        "point": ("**先前的下降**<old period>至<trough period>，<label> <lost moved>。",),
        "sentence": ("<old period>至<trough period>，<label> <lost moved>，由<old>降至<trough>。",),
    },
    "late": {
        "title": (
            "<label>的[上升|下降]大部分发生在<span value>年中的最近<recent value>年",
            "<label>的[上升|下降]大部分发生在<middle period>以后",
        ),
        "point": ("**大部分在<middle period>以后**十年均值由<then value>变为<now value>。",),
        "sentence": ("十年均值<start in>为<start value>，<then in>为<then value>，<now in>为<now value>。",),
        "short": ("[上升|下降]大部分在<middle period>以后",),
    },
    "two_sources": {
        "title": (
            (
                "<start period>至<now period>，<reading>与<other_reading>同样[上升|下降]："
                "<change signed>和<change2 signed>"
            ),
            "<start period>至<now period>，<reading>与<other_reading>同样[上升|下降]",
        ),
        "point": ("**两个来源**<start period>至<now period>，<reading>与<other_reading>都[上升|下降]。",),
        "sentence": ("<start period>至<now period>，<reading>与<other_reading>都[上升|下降]。",),
        "short": ("<reading>与<other_reading>同样[上升|下降]",),
    },
    "recent_values": {
        "title": (
            "<first period>以来，<label>[最高|最低]的<count value>个值都在最近<count value><units>",
            "<start period>以来，<label>的每个值都[高于|低于]此前各期",
        ),
        "point": ("**<start period>以来均[高于|低于]此前**此后<label>最[低|高]为<least>，此前最[高|低]为<most>。",),
        "sentence": ("<start period>以来，<label>最[低|高]为<least>，此前最[高|低]为<most period>的<most>。",),
        "short": ("<start period>以来<name>均[高于|低于]此前各期",),
    },
    "odd": {
        "point": ("**<value period>与前后不同**<label>为<value>，此前为<before>，此后为<after>。",),
        "sentence": ("<value in>，<label>为<value>，此前为<before>，此后为<after>。",),
    },
    "slower": {
        "title": ("<middle period>以后，<label> <late moved>，此前<early moved>",),
        "short": ("<label><middle period>以后放缓",),
    },
    "faster": {
        "title": ("<middle period>以后，<label> <late moved>，此前<early moved>",),
        "short": ("<label><middle period>以后加快",),
    },
}
