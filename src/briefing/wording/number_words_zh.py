"""Chinese number words and what they claim: 翻了一番以上 is 2 times or more, 三成 a part, 三项 a count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

from briefing.model.period import Unit
from briefing.wording.number_words import Bound, NumberWord, in_order, opposite_bound, portions

_NUMERAL = "[零〇一二两兩三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]"
_COUNT = "[两兩二三四五六七八九十百千贰叁肆伍陆柒捌玖拾佰仟][零一二三四五六七八九十百千万亿]*"
# 三成 is a part; 成为, 成交 and the like are words of their own.
_TENTHS = "成(?![不为交元分功员品就果立绩长])"
_MEASURES = (
    "个", "個", "项", "項", "家", "件", "年", "份", "类", "種", "种", "次", "位", "名", "座", "条", "批", "组", "处",
    "国", "省", "市", "城", "区", "地", "大", "倍", "代", "轮", "步", "问", "点", "页", "张", "天", "日", "月",
    "季", "届", "方面", "人", "所", "支", "笔", "篇", "场", "万", "亿", _TENTHS,
)  # fmt: skip
# Words that claim a number without a digit. Nothing but what stands beside it ends a word in Chinese, so that each
# numeral is held together with its measure word: 四川, 三亚, 十分, 首都 and 半导体 claim nothing.
CLAIMS = re.compile(
    "|".join(
        (
            f"第{_NUMERAL}+",
            # 前十 is a place among others; 此前十年 and 前十年 are a time, whose number is 十年.
            f"(?<![此以之目])前{_NUMERAL}+(?!{_NUMERAL}|个?(?:年|月|季|周|天))",
            f"{_NUMERAL}+(?:多|余)?(?:倍|番|分之)",
            "[数几多双成翻]倍|倍增|翻番|若干倍",
            f"一{_TENTHS}",
            "半(?![导岛径球成])",
            "首(?=[位次个名家批座度屈])|[居之为列榜]首",
            "[零〇一二三四五六七八九]{2,}年",
            f"{_COUNT}(?:多|余|几)?(?:{'|'.join(_MEASURES)})",
        )
    )
)

_DIGITS: Final = (
    {sign: at for at, sign in enumerate("零一二三四五六七八九")}
    | {"〇": 0, "两": 2, "兩": 2}
    | dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
)
_POWERS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS: Final = {"万": 10**4, "亿": 10**8}
# Where these signs claim no number: parts of time, names of parts, industries, half years.
# What a text has of its own, and no dataset counts: 三大原因.
_OWN: Final = "问题|原因|方面|要点|结论|建议|步骤|教训|因素|特点|启示|理由|看点|提示"
_IDIOMS: Final = (
    "第一时间|第[一二三]产业|第[一二三四]季度|第三方|第[一二三四五六七八九十]+(?:部分|章|节|条|届|期|版|阶段|步|页|图|表|批|轮)"
    "|前[一二三四五六七八九十两]+(?:个)?(?:月|季度)|[上下]半年|半年|四季度|三维|一半(?=导)|两者|二者|三者"
    "|第[一二三四五六七八九十]+(?:年|月|周|天|次|代)|(?:^|(?<=[。；;：:，\n]))第[一二三四五六七八九十]+(?=[，、,：:])"
    f"|[两三四五六七八九十]+(?:大|个|项|点|条|种)?(?:主要|关键|核心|重要)?(?:{_OWN})|(?:{_OWN})有[两三四五六七八九十]+(?:个|点|条|项)?"
    # the scale of the number before it, which in the searched text is a digit or a sign that stands for a fact
    r"|(?<=[0-9\x00])[十百千万亿]+[^，。；：、\s]?|首[次度]"
    "|三次产业|千家万户|(?<=[数几])[十百千]年|[三五十]年(?:规划|计划|行动|滚动|移动)"
)
_BEFORE: Final[tuple[tuple[Bound, str], ...]] = (
    ("most", "不超过|不多于|至多|最多"),
    ("least", "至少|不少于|不低于|达到|达|满"),
    ("less", "不到|不足|少于|低于|未满|不满|未到"),
    ("more", "超过|逾|超|多于|高于|不止|突破|大于|过"),
    ("about", "约占|大约|约|将近|接近|近|几乎|基本"),
)
_DENIED: Final = "(?:没有|未|均未|都未|都没|无一|并未|不会|没)[^，。；：]{0,8}$"
# Before 三倍 these words add it to what was there: 增长三倍 is four times as much, 增至三倍 three times.
_ADDED: Final = "(?:增长|增加|提高|上升|增|多|高|高出|上涨)(?:了|约|近|超过|不到|至少|逾|将近)*$"
# Words for portions.
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


_UNITS_OF_TIME: Final[dict[str, Unit]] = {
    "年": "year",
    "季": "quarter",
    "个月": "month",
    "周": "week",
    "天": "day",
}


def number_words(text: str) -> Iterator[NumberWord]:
    """Give the number words of a text that claim a number, in order."""
    yield from in_order(portions(text, PORTIONS, lambda words: float(_MANY[words])), _numbers(text))


def _numbers(text: str) -> Iterator[NumberWord]:
    idle = [found.span() for found in idioms().finditer(text)]
    for found in CLAIMS.finditer(text):
        start, end = found.span()
        if any(first <= start and end <= last for first, last in idle) or re.search(r"\d", found.group()):
            continue
        yield _read(found)


@cache
def idioms() -> re.Pattern[str]:
    """Return what claims no number as one pattern; the proof has the same in its language file."""
    return re.compile(_IDIOMS)


def _read(found: re.Match[str]) -> NumberWord:
    words, (start, end) = found.group(), found.span()
    whole = re.search(rf"{_NUMERAL}*$", found.string[:start])
    opened = whole.start() if whole else start  # 一百件, of which the pattern has 百件
    words = found.string[opened:end]
    before, after = found.string[max(0, opened - 10) : opened], found.string[end : end + 4]
    bound = _bound(words, before, after)
    if words.endswith("分之"):
        rest = re.match(rf"{_NUMERAL}+", found.string[end:])
        parts = number(words.removesuffix("分之"))
        return NumberWord(start, end, words, "part", (number(rest[0]) if rest else 1) / (parts or 1), bound)
    if words.endswith(("番", "倍", "倍增")) or words == "翻番":
        if re.search(_DENIED, before):
            bound = opposite_bound(bound)
        return NumberWord(start, end, words, "multiple", _times(words, before), bound)
    if "成" in words and re.fullmatch(rf"{_NUMERAL}+(?:多|余)?成", words):
        return NumberWord(start, end, words, "part", number(words) / 10, bound)
    if "半" in words:
        moved = before.endswith(("减", "降"))
        return NumberWord(start, end, words, "multiple" if moved else "part", 0.5, bound)
    if words[0] in "第首" or words.endswith("首"):
        return NumberWord(start, end, words, "rank", number(words[1:]) or 1, bound)
    if words.startswith("前"):
        return NumberWord(start, end, words, "rank", number(words[1:]), "most")
    if not bound and is_every(found.string, end):
        return NumberWord(start, end, words, "every", number(words))
    among = re.match("[^，。；]{0,16}?[中里]", found.string[end:])
    counted = words + found.string[end : end + 3]
    unit: Unit | Literal[""] = next((unit for sign, unit in _UNITS_OF_TIME.items() if sign in counted), "")
    row = re.search("连续?$|连着$", before) is not None
    return NumberWord(start, end, words, "count", number(words), bound, unit, among is not None, row)


def _bound(words: str, before: str, after: str) -> Bound:
    if re.match(r"[个项家件年倍番成]?(?:以上|及以上)", after):
        return "least"
    if re.match(r"[个项家件年倍番成]?(?:以下|以内)", after):
        return "most"
    if re.match(r"左右|上下", after):
        return "about"
    if re.match("[多余]", after):
        return "more"
    for bound, listed in _BEFORE:
        if re.search(rf"(?:{listed})(?:了|其|全部|总数的)?$", before):
            return bound
    return "more" if re.search("[多余]", words[1:]) else ""


def _times(words: str, before: str) -> float:
    if words.endswith("番") or words == "翻番":
        return 2.0 ** (number(words) or 1)
    if words in ("倍增", "双倍"):
        return 2.0
    value = number(words) or 2.0
    return value + 1 if re.search(_ADDED, before) else value


def number(words: str) -> float:
    """Return the number of Chinese numerals among any other characters; 0 where there is none."""
    signs = [sign for sign in words if sign in _DIGITS or sign in _POWERS or sign in _MYRIADS]
    if len(signs) > 1 and all(sign in _DIGITS for sign in signs):  # 二〇二三
        return float("".join(str(_DIGITS[sign]) for sign in signs))
    total = section = digit = 0
    for sign in signs:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _POWERS:
            section, digit = section + (digit or 1) * _POWERS[sign], 0
        else:
            total, section, digit = (total + section + digit or 1) * _MYRIADS[sign], 0, 0
    return float(total + section + digit)


def is_every(text: str, end: int) -> bool:
    """Whether a count is one of all: 五个城市均上升."""
    return _EVERY.search(text[end:]) is not None
