"""Chinese words of the filters that print a direction."""

from __future__ import annotations

from typing import Final

from briefing.wording.language import Directions

_VERBS: Final = {
    "上升": Directions("上升", "下降", "持平", stable="基本持平"),
    "增长": Directions("增长", "下降", "持平", stable="基本持平"),
    "增加": Directions("增加", "减少", "持平", stable="基本持平"),
    "提高": Directions("提高", "降低", "持平", stable="基本持平"),
    "上涨": Directions("上涨", "下降", "持平", stable="基本持平"),
}
DIRECTIONS: Final = {
    "moved": {
        **_VERBS,
        "added": Directions("拉动", "拖累", "没有影响"),
        "revised": Directions("上修", "下修", "未作修正"),
    },
    "moves": _VERBS,
    "up": {"升": Directions("升", "降", "持平", stable="基本持平")},
    "compared": {
        "少": Directions("多", "少", "持平"),
        "高": Directions("高", "低", "持平"),
    },
    "movement": {
        "升幅": Directions("升幅", "降幅", "没有变化"),
        "增幅": Directions("增幅", "降幅", "没有变化"),
        "涨幅": Directions("涨幅", "跌幅", "没有变化"),
    },
}
REACHED: Final = {
    "上升": "升至",
    "增长": "增至",
    "增加": "增至",
    "提高": "升至",
    "上涨": "涨至",
    "升": "升至",
    "下降": "降至",
    "减少": "减至",
    "降低": "降至",
    "降": "降至",
}
