"""Chinese words for portions: 大多数地区, 唯一下降的城市, 数百家, 五个城市均上升."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefing.wording.counted import Counted

_MANY: Final = {
    "数十": 20, "几十": 20, "上百": 100, "数百": 200, "几百": 200, "成百上千": 200, "上千": 1000, "数千": 2000,
    "几千": 2000, "上万": 10**4, "数万": 2 * 10**4, "几万": 2 * 10**4, "数十万": 2 * 10**5, "上百万": 10**6,
    "数百万": 2 * 10**6,
}  # fmt: skip
_DONE: Final = "上升|增长|增加|提高|上涨|下降|减少|降低|下跌|回落|下滑|翻番|超过|高于|低于|达到|不足|未达"
PORTIONS: Final = re.compile(
    "(?P<all>几乎(?:全部|所有))"
    "|(?P<most>绝?大多数(?!情况|时候|时间|人认为)|绝?大部分(?!时间|情况)"
    "|半数以上|过半数)"
    "|(?P<none>无一(?!例外))"
    "|(?P<sole>唯一一?[个家座项]?(?!性|标识|途径|办法|方法|来源|标准|答案|选择|口径|依据)|(?:仅有?|只有)一[个家座项])"
    f"|(?P<many>{'|'.join(sorted(_MANY, key=len, reverse=True))})(?=多?[个家座项件人名篇处所条种次位只辆户笔])"
)
_EVERY: Final = re.compile(f"^[^，。；：！？]{{0,8}}?(?:均|都|全部|全都)[^，。；：！？]{{0,8}}?(?:{_DONE})")


def portions(text: str) -> Iterator[Counted]:
    """A text → what it says of the most, none, the only one or hundreds of things, in order."""
    for found in PORTIONS.finditer(text):
        start, end, words = found.start(), found.end(), found.group()
        if found.lastgroup == "many":
            yield Counted(start, end, words, "many", float(_MANY[words]), "least")
        elif found.lastgroup == "sole":
            yield Counted(start, end, words, "sole", 1)
        elif found.lastgroup == "most":
            yield Counted(start, end, words, "portion", 0.5, "more")
        else:
            value = 0.0 if found.lastgroup == "none" else 1.0
            yield Counted(start, end, words, "portion", value, "about" if value else "")


def is_every(text: str, end: int) -> bool:
    """Whether a count is said of all: 五个城市均上升."""
    return _EVERY.search(text[end:]) is not None
