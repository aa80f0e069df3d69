"""Where a line of Chinese may end, and how much space is put between neighbouring characters, whatever the font."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

# Characters as wide as they are high: kana, Han, their marks and the full-width forms. Compiled for a text that may
# have them, as each of the two expressions takes milliseconds.
_FIRST_WIDE: Final = "\u2e80"
_WIDE: Final = r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
# Marks that hold their blank at the right, and at the left.
CLOSING: Final = frozenset("，。、；：！？）》〉”’」』】〕〗］｝")
OPENING: Final = frozenset("（《〈“‘「『【〔〖［｛")
# Where the sense rests: a title or a label rather breaks after one of these.
PAUSES: Final = frozenset("，。；：！？")
# No line begins with one of these, and none ends with one of those.
NO_START: Final = CLOSING | frozenset(",.;:!?)]}%‰°℃…—–～·/％")
NO_END: Final = OPENING | frozenset("([{$¥€£￥#")
_FIGURES: Final = frozenset("%‰°+−")  # belong to the number that they stand at
# Names of places that are frequent in texts; no rule tells the characters of a name from others.
_PLACES: Final = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|"
    "陕西|甘肃|青海|宁夏|新疆|西藏|香港|澳门|台湾|内蒙古|黑龙江|深圳|广州|中国|美国|英国|法国|德国|日本|韩国|印度|欧盟|"
    "旧金山|纽约|伦敦|巴黎|东京|波士顿"
)
# A number with its sign, its range and its unit; names joined by a dash; a doubled dash or ellipsis; a word with its
# apostrophe.
_WHOLE: Final = (
    r"第?[+−-]?\d[\d.,]*(?:[—–～-]\d[\d.,]*)*(?:[%‰]|[余多]?[十百千万亿]*"
    r"(?:个?百分点|美元|欧元|人次|[年月日元倍件家人个项名位次天时分秒号期届类条篇度吨米成])?)"
    r"|[\u3400-\u9fff]{2,3}(?:—[\u3400-\u9fff]{2,3})+|[—…]{2}|[A-Za-z]’[A-Za-z]"
)
# In thousandths of the type size: between Han and a Latin letter or a digit; what two marks in a row give up.
_HAN_TO_LATIN: Final = 125
_MARK_TO_MARK: Final = -500


class BreakOpportunity(NamedTuple):
    """The place between two characters: whether a line may end there, and what is put between them, in thousandths of
    the type's size."""

    allowed: bool
    spacing: int


def has_wide(text: str) -> bool:
    """Whether a text holds characters that are set by these rules."""
    return not text.isascii() and max(text) >= _FIRST_WIDE and re.search(_WIDE, text) is not None


@lru_cache(2048)
def break_opportunities(text: str) -> tuple[BreakOpportunity, ...]:
    """Return the place after each character of a text but the last. Spaces are left to the caller."""
    whole = {at for found in re.finditer(_WHOLE, text) for at in range(found.start(), found.end() - 1)}
    return tuple(
        BreakOpportunity(at not in whole and _breaks(*pair), _spacing(*pair)) for at, pair in enumerate(pairwise(text))
    )


@lru_cache(2048)
def inside_places(text: str) -> frozenset[int]:
    """Return the characters, but the last ones, of the names of places in a text: a line on a slide ends at none."""
    return frozenset(at for found in re.finditer(_PLACES, text) for at in range(found.start(), found.end() - 1))


def _breaks(before: str, after: str) -> bool:
    if before in NO_END or after in NO_START:
        return False
    return has_wide(before) or has_wide(after) or before in CLOSING or after in OPENING


def _spacing(before: str, after: str) -> int:
    if before in CLOSING:
        return _MARK_TO_MARK if after in CLOSING or after in OPENING else 0
    if before in OPENING:
        return _MARK_TO_MARK if after in OPENING else 0
    return _HAN_TO_LATIN if (_han(before) and _figure(after)) or (_figure(before) and _han(after)) else 0


def _han(char: str) -> bool:
    return has_wide(char) and char.isalpha()


def _figure(char: str) -> bool:
    return char in _FIGURES or (char.isalnum() and not has_wide(char))
