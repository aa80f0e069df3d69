"""Chinese superlatives of data: 增幅最大, 创历史新高, 高于以往任何一年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefing.wording.superlatives import Superlative

_OF: Final = (
    "的?(?:年份|一年|年度|一次|水平|值|数值|地区|城市|国家|省份?|区域|行业|增幅|降幅|涨幅|跌幅|增速|占比|规模)"
    "(?!之一|们|共|合计)"
)
_FOUND: Final = re.compile(
    rf"(?<![至其])最(?:高|低|大|小|多|少|快|慢|暖|热|冷)(?=[，。；：！？、）)\s]|$|{_OF}|之[年地])"
    "|(?:历史|历年|历来|有史以来)(?:的)?(?:最[高低大小多少快慢]|新[高低])|创(?:下|出)?(?:历史)?新[高低]|[高低多少]于以往任何一?[年次]|创(?:下)?纪录"
)
_NONE: Final = re.compile(r"(?:[两三四五六七八九十几数][个大]|由|从|自|并非|不是|未必|是否|如果|若|按|之)$")


def superlatives(text: str) -> Iterator[Superlative]:
    """Give what a text claims to be the highest, the lowest or a record, in order."""
    for found in _FOUND.finditer(text):
        before, words = text[: found.start()], found.group()
        if _NONE.search(before):
            continue
        moved = re.search("(?:增长|下降|上升|减少|增加|增幅|降幅|涨幅|跌幅|增速)$", before) is not None
        ever = re.search("历|有史|纪录", words) is not None
        placed = re.match("的?(?:地区|城市|国家|省|区域|行业)", text[found.end() :]) is not None
        yield Superlative(found.start(), words, re.search("[低小少慢冷]", words) is None, moved, placed, ever)
