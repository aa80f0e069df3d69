"""Chinese wordings of places compared, and of indicators that move together."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "rank": {
        "title": (
            "<place> <label>居<places>个<things>第<rank value>位<end>，为<last>",
            "<last in>，<place> <label>为<last>，居第<rank value>位<end>",
            "<label>：<place>在<places>个<things>中居第<rank value>位<end>",
            "<place>以<last>居<places>个<things><label>第<rank value>位<end>",
        ),
        "point": (
            "**第<rank value>位**<last in>，<place> <label>为<last>，参加比较的有<places>个<things><end>。",
            "**所处位次**<place> <label>居<places>个<things>第<rank value>位<end>，为<last>。",
            "**在<places>个<things>中**<place> <label>居第<rank value>位<end>，数值为<last>。",
            "**排序**<last in>，<place>以<last>居第<rank value>位<end>。",
        ),
        "sentence": (
            "<last in>，<place> <label>为<last>，在有数据的<places>个<things>中居第<rank value>位<end>。",
            "按<label>排序，<place>居<places>个<things>第<rank value>位<end>，为<last>。",
            "在<places>个<things>中，<place> <label>居第<rank value>位<end>，数值为<last>。",
            "<place>以<last>居第<rank value>位<end>，参加排序的有<places>个<things>。",
        ),
        "short": (
            "<place> <label>居第<rank value>位",
            "<place>居<places>个<things>第<rank value>位",
            "<place>的<label>居第<rank value>位",
        ),
    },
    "rank_change": {
        "title": (
            "<place> <label>由第<rank_before value>位变为第<rank value>位",
            "按<label>排序，<place>由第<rank_before value>位到第<rank value>位",
            "<rank in>，<place> <label>居第<rank value>位，<rank_before in>居第<rank_before value>位",
            "从第<rank_before value>位到第<rank value>位：<place>的<label>",
        ),
        "point": (
            "**由第<rank_before value>位到第<rank value>位**<place>在<places>个<things>中的<label>位次发生变化。",
            "**位次变化**<place> <label> <rank_before in>居第<rank_before value>位，<rank in>居第<rank value>位。",
            "**现居第<rank value>位**<rank_before in>，<place> <label>居第<rank_before value>位。",
            "**位次[前移|后移]**<place> <label>由第<rank_before value>位变为第<rank value>位。",
        ),
        "sentence": (
            (
                "<place> <label> <rank_before in>居第<rank_before value>位，"
                "<rank in>居<places>个<things>第<rank value>位。"
            ),
            "在<places>个<things>中，<place> <label>由第<rank_before value>位变为第<rank value>位。",
            "<rank in>，<place> <label>居第<rank value>位，<rank_before in>为第<rank_before value>位。",
            "按<label>排序，<place>的位次由第<rank_before value>位变为第<rank value>位。",
        ),
        "short": (
            "<place>由第<rank_before value>位到第<rank value>位",
            "<place> <label>现居第<rank value>位",
        ),
    },
    "gap_to_best": {
        "title": (
            "<place> <label>为<last>，<best place>为<best>",
            "<best place> <label>领先，为<best>，<place>为<last>",
            "<label>：<place>为<last>，<best place>为<best>",
            "<last in>，<place> <label>为<last>，领先的<best place>为<best>",
        ),
        "point": (
            "**差距**<last in>，<place> <label>为<last>，<best place>为<best>。",
            "**<best place>领先**其<label>为<best>，<place>为<last>。",
            "**与领先者相比**<best place> <label>为<best>，<place>为<last>。",
            "**还有多远**<place> <label>为<last>，领先的<best place>为<best>。",
        ),
        "sentence": (
            "<last in>，<best place> <label>为<best>，<place>为<last>。",
            "按<label>，领先的是<best place>，为<best>；<place>为<last>。",
            "<place> <label>为<last>，领先的<best place>为<best>。",
            "<label>方面，<place>为<last>，<best place>为<best>。",
        ),
        "short": (
            "<place>为<last>，<best place>为<best>",
            "<best place> <label>领先",
        ),
    },
    "gap_to_best:high": {
        "title": (
            "<place> <label>为<last>，<best place>为<best>",
            "<best place> <label>最高，为<best>，<place>为<last>",
            "<label>：<place>为<last>，<best place>为<best>",
            "<last in>，<place> <label>为<last>，最高的<best place>为<best>",
        ),
        "point": (
            "**差距**<last in>，<place> <label>为<last>，<best place>为<best>。",
            "**<best place>最高**其<label>为<best>，<place>为<last>。",
            "**与最高者相比**<best place> <label>为<best>，<place>为<last>。",
        ),
        "sentence": (
            "<last in>，<best place> <label>为<best>，<place>为<last>。",
            "<label>最高的是<best place>，为<best>；<place>为<last>。",
            "<place> <label>为<last>，最高的<best place>为<best>。",
            "<label>方面，<place>为<last>，<best place>为<best>。",
        ),
        "short": (
            "<place>为<last>，<best place>为<best>",
            "<best place> <label>最高",
        ),
    },
    "gap_to_best:low": {
        "title": (
            "<place> <label>为<last>，<best place>为<best>",
            "<best place> <label>最低，为<best>，<place>为<last>",
            "<label>：<place>为<last>，<best place>为<best>",
            "<last in>，<place> <label>为<last>，最低的<best place>为<best>",
        ),
        "point": (
            "**差距**<last in>，<place> <label>为<last>，<best place>为<best>。",
            "**<best place>最低**其<label>为<best>，<place>为<last>。",
            "**与最低者相比**<best place> <label>为<best>，<place>为<last>。",
        ),
        "sentence": (
            "<last in>，<best place> <label>为<best>，<place>为<last>。",
            "<label>最低的是<best place>，为<best>；<place>为<last>。",
            "<place> <label>为<last>，最低的<best place>为<best>。",
            "<label>方面，<place>为<last>，<best place>为<best>。",
        ),
        "short": (
            "<place>为<last>，<best place>为<best>",
            "<best place> <label>最低",
        ),
    },
    "leader": {
        "title": (
            "<best place> <label>遥遥领先，为<best>，其后<second place>为<second>",
            "<label>：<best place>为<best>，<second place>为<second>",
            "<best place>以<best>领先，<second place> <label>为<second>",
            "<best in>，<best place> <label>为<best>，其后<second place>为<second>",
        ),
        "point": (
            "**<best place>遥遥领先**其<label>为<best>，其后的<second place>为<second>。",
            "**领先明显**<best place> <label>为<best>，<second place>为<second>。",
            "**拉开距离**<label>方面，<best place>为<best>，<second place>为<second>。",
            "**居前者**<best in>，<best place>为<best>，其后是<second place>，为<second>。",
        ),
        "sentence": (
            "<best in>，<best place> <label>为<best>，遥遥领先；其后的<second place>为<second>。",
            "<label>方面，<best place>以<best>领先，<second place>为<second>。",
            "<best place> <label>为<best>，与其后的<second place>（<second>）拉开距离。",
            "按<label>，<best place>明显领先，为<best>，<second place>为<second>。",
        ),
        "short": (
            "<best place> <label>遥遥领先",
            "<best place>以<best>领先",
        ),
    },
    "leader:high": {
        "title": (
            "<best place> <label>最高，为<best>，其后<second place>为<second>",
            "<label>：<best place>最高，为<best>，<second place>为<second>",
            "<best place>以<best>居最高，<second place> <label>为<second>",
        ),
        "point": (
            "**<best place>最高**其<label>为<best>，其后的<second place>为<second>。",
            "**明显更高**<best place> <label>为<best>，<second place>为<second>。",
            "**居最高**<best in>，<best place>为<best>，其后是<second place>，为<second>。",
        ),
        "sentence": (
            "<best in>，<best place> <label>最高，为<best>；其后的<second place>为<second>。",
            "<label>方面，<best place>最高，为<best>，<second place>为<second>。",
            "<best place> <label>为<best>，明显更高，其后的<second place>为<second>。",
        ),
        "short": ("<best place> <label>最高", "<best place>最高，为<best>"),
    },
    "leader:low": {
        "title": (
            "<best place> <label>最低，为<best>，其后<second place>为<second>",
            "<label>：<best place>最低，为<best>，<second place>为<second>",
            "<best place>以<best>居于低端，<second place> <label>为<second>",
        ),
        "point": (
            "**<best place>最低**其<label>为<best>，其后的<second place>为<second>。",
            "**明显偏低**<best place> <label>为<best>，<second place>为<second>。",
            "**居于低端**<best in>，<best place>为<best>，其后是<second place>，为<second>。",
        ),
        "sentence": (
            "<best in>，<best place> <label>最低，为<best>；其后的<second place>为<second>。",
            "<label>方面，<best place>最低，为<best>，<second place>为<second>。",
            "<best place> <label>为<best>，明显偏低，其后的<second place>为<second>。",
        ),
        "short": ("<best place> <label>最低", "<best place>最低，为<best>"),
    },
    "leader:plain": {
        "title": (
            "<label>：<best place>为<best>，<mine place>为<mine>",
            "<best place> <label>为<best>，<mine place>为<mine>",
            "<best in>，<best place>与<mine place>的<label>分别为<best>和<mine>",
        ),
        "point": (
            "**对比**<best place> <label>为<best>，<mine place>为<mine>。",
            "**放在一起**<label>方面，<best place>为<best>，<mine place>为<mine>。",
            "**<best place>与<mine place>**<label>分别为<best>和<mine>。",
        ),
        "sentence": (
            "<best place> <label>为<best>，<mine place>为<mine>。",
            "<label>方面，<best place>为<best>，<mine place>为<mine>。",
            "<best place>与<mine place>的<label>分别为<best>和<mine>。",
        ),
        "short": ("<best place>为<best>，<mine place>为<mine>",),
    },
    "convergence": {
        "title": (
            "<things>间<label>差距[扩大|缩小]，由<spread_before>变为<spread>",
            "<label>的<things>差距为<spread>，此前为<spread_before>",
            "各<things><label>[更为分散|趋于接近]：差距由<spread_before>变为<spread>",
            "<things>差距[拉大|收窄]：<label>由<spread_before>变为<spread>",
        ),
        "point": (
            "**差距[扩大|缩小]**<label>的<things>差距由<spread_before>变为<spread>。",
            "**[更为分散|趋于接近]**各<things><label>的差距为<spread>，此前为<spread_before>。",
            "**各<things>之间**<label>的差距由<spread_before>变为<spread>。",
            "**前后对比**<label>的<things>差距，此前为<spread_before>，现为<spread>。",
        ),
        "sentence": (
            "各<things>之间，<label>的差距由<spread_before>变为<spread>。",
            "各<things><label>[更为分散|趋于接近]，差距为<spread>，此前为<spread_before>。",
            "<label>的<things>差距[扩大|缩小]，由<spread_before>变为<spread>。",
            "从各<things>看，<label>的差距现为<spread>，此前为<spread_before>。",
        ),
        "short": (
            "<label>的<things>差距[扩大|缩小]",
            "<things>差距为<spread>",
        ),
    },
    "correlation": {
        "title": (
            "最近<periods><units>中有<together><units>，<label>和<label2>[=同向|反向]变动",
            "<label>和<label2>：最近<periods><units>中<together><units>[=同向|反向]",
            "<together><units>[=同向|反向]：<label>与<label2>",
        ),
        "point": (
            "**[=同向|反向]变动**最近<periods><units>中有<together><units>，<label>和<label2>[=同升同降|一升一降]。",
            "**只看走势**<label>和<label2>有<together><units>[=同向|反向]，只说明走势。",
            "**放在一起看**最近<periods><units>中，<label>和<label2>有<together><units>[=同向|反向]变动。",
            "**数据没有说的**<label>和<label2>谁先谁后、有无联系，数据不能回答。",
        ),
        "sentence": (
            "最近<periods><units>中有<together><units>，<label>和<label2>[=同向|反向]变动，这只说明走势。",
            "<label>与<label2>在最近<periods><units>中有<together><units>走势[=相同|相反]。",
            "从最近<periods><units>看，<label>和<label2>[=同向|反向]变动的有<together><units>。",
            "<label>和<label2>走势[=相近|相反]，最近<periods><units>中有<together><units>如此。",
        ),
        "short": ("<label>和<label2>[=同向|反向]变动",),
    },
}
