"""Chinese words of a story that no finding changes."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "kicker": "根据数据起草的初稿",
    "kicker_of_place": "{{ edition }} · 根据数据起草的初稿",
    "in_brief": "要点",
    "contents": "本部分内容",
    "part_time": "随时间的变化",
    "part_places": "各地比较",
    "part_all": "数据",
    "caveats_title": "这些数据没有说明什么",
    "summary_notes": "时间不多，看到这里即可：卡片上是最新值、所属时期和比较的对象。其后各页都是对其中某一张的展开。",
    "glance_subtitle": "最新值及其比较对象",
    "overview_title": "各项指标及其最新值",
    "heading_time": "变化过程",
    "heading_season": "一年之内",
    "heading_ranking": "各地位次",
    "heading_order": "位次变化",
    "heading_spread": "差距大小",
    "heading_alike": "一般与例外",
    "heading_pair": "放在一起看",
    "heading_parts": "构成",
    "heading_target": "对照目标",
    "some_places": "{1}个{2}中的{0}个：{3}，{4}，{5}至{6}",
    "some_of_all": "{1}项指标中的{0}项，按表中次序，{2}至{3}",
    "rest_of_whole": "其他",
    "newest": "最新值",
    "money_note": "数据表没有说明金额是名义值（当年价格）还是实际值（不变价格）。",
    "cover_notes": "根据数据起草的初稿：每个数都有来源，每句话在下一期都会重新核对。",
    "head_comment": "根据数据起草的故事初稿。每个数都是表达式，每个论断在每次生成时核对；文字可以随意修改。",
    "summary_comment": "只有一分钟的读者看到的内容。",
}
