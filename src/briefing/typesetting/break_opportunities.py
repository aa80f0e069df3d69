"""Where a line of Chinese may end, and how much space is put between neighbouring characters, whatever the font."""

from __future__ import annotations

import re
from functools import cache, lru_cache
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
    "旧金山|圣何塞|纽约|伦敦|巴黎|东京|波士顿"
)
_OFFICES: Final = "[省市县区州]?(?:科委|政府|法院)?"  # what a place's name may go on with
# Words that are frequent in texts about figures: Chinese parts no words, and a line that ends inside one reads badly. A
# word found where there is none, as 国家 in 中国家庭, only leaves a line shorter.
_WORDS: Final = (
    "专利权人|独角兽|百分点|成交额|拥有量|胜诉率|翻一番|翻番|每万人|每万|专利|企业|产业|行业|科技|技术|创新|集群|中心|"
    "论文|榜单|位次|指数|数据|数值|数字|目标|达标|增长|增速|增幅|增量|增加|下降|上升|减少|"
    "提高|降低|放缓|基本|持平|改用|收入|收益|支出|投入|投资|价格|合同|成交|许可|转让|登记|公布|统计|"
    "调查|普查|人口|居民|就业|人员|研发|经费|强度|比重|份额|规模|质量|效率|水平|平均|总量|"
    "总数|存量|流量|基数|口径|来源|所查|资料|地区|城市|国家|全国|世界|国际|国内|国外|市场|经济|"
    "社会|政府|部门|机构|组织|大学|公司|银行|贸易|出口|进口|消费|生产总值|生产|服务|工业|农业|能源|"
    "电力|交通|医药|健康|教育|环境|信息|网络|人工|智能|集成|电路|材料|制造|航天|汽车|高新|"
    "发明|有效|申请|授权|失效|到期|证书|认定|以来|以后|前后|此前|此后|同期|上年|每年|逐年|历年|"
    "年末|年初|年均|为什么|什么|为何|怎样|哪些|多少|是否|可以|可能|没有|已经|其他|其中|其余|之间|"
    "因此|因为|所以|如果|但是|只有|问题|原因|结果|情况|方法|标准|规则|计划|规划|方案|政策|"
    "改革|发展|建设|完成|实现|超过|低于|高于|以上|以下|左右|领先|居首|首位|权利|维权|诉讼|"
    "胜诉|赔偿|保护|使用|购买|维持|缴纳|年费|建议|追问|要求|学科|领域|期刊|文章|作者|价值|"
    "金额|比值|比较|变化|差距|未来|预期|资助|赞助|不称|不能|不是|不可|不同|连续|修订|首次|"
    "新设|新增|可得|自然|说明|重新|认证|期满|期末|期初|逐家|逐件|逐项|内部|外部|单独|仍然|仍在|各年|两年|三年|五年|"
    "涨幅|跌幅|涨价|同比|环比|季度|月度|年度|本期|上期|累计|净增|扣除|折算|修正|估计|初步|终值|趋势|转折|高点|低点|"
    "最高|最低|最大|最小|最多|最少|至少|接近|相当|相近|相差|相比|位居|排名|名次|名单|前列|第一|第二|第三|第四|第五|"
    "家庭|农村|城镇|学校|学生|医院|药品|住房|土地|道路|铁路|航空|旅游|游客|食品|衣着|燃料|原油|天然气|煤炭|"
    "排放|温度|气候|降水|森林|水库|可再生|太阳能|风电|核电|用电|贷款|存款|利率|汇率|债务|赤字|税收|预算|财政|"
    "影响|依据|注意|须知|提醒|公开|对应|分别|合计|总计|部分|全部|单位|类别|类型|范围|区域|机会|开发|咨询|货币|"
    "市科委|市政府|省政府|有进有出|二十|三十|四十|五十|六十|七十|八十|九十|一项|两项|三项|四项|五项|六项|七项|八项|九项|十项"
)
# A number with its sign, its range and its unit; names joined by a dash; a doubled dash or ellipsis; a word with its
# apostrophe; the label of a note.
_WHOLE: Final = (
    r"第?[+−-]?\d[\d.,]*(?:[—–～-]\d[\d.,]*)*(?:[%‰]|[余多]?[十百千万亿]*"
    r"(?:个?百分点|美元|欧元|人次|[年月日元倍件家人个项名位次天时分秒号期届类条篇度吨米成])?)"
    r"|[\u3400-\u9fff]{2,3}(?:—[\u3400-\u9fff]{2,3})+|[—…]{2}|[A-Za-z]’[A-Za-z]|注：."
)
# In thousandths of the type size: between Han and a Latin letter or a digit; what two marks in a row give up.
_HAN_TO_LATIN: Final = 125
_MARK_TO_MARK: Final = -500


class BreakOpportunity(NamedTuple):
    """The place between two characters: whether a line may end there, and what is put between them, in thousandths of
    the type's size."""

    allowed: bool
    spacing: int


_opportunity: Final = cache(BreakOpportunity)  # a process remembers forty thousand places, of six kinds


def has_wide(text: str) -> bool:
    """Whether a text holds characters that are set by these rules."""
    return not text.isascii() and max(text) >= _FIRST_WIDE and re.search(_WIDE, text) is not None


@lru_cache(1024)
def break_opportunities(text: str) -> tuple[BreakOpportunity, ...]:
    """Return the place after each character of a text but the last. Spaces are left to the caller."""
    whole = {at for found in re.finditer(_WHOLE, text) for at in range(found.start(), found.end() - 1)}
    return tuple(
        _opportunity(at not in whole and _breaks(*pair), _spacing(*pair)) for at, pair in enumerate(pairwise(text))
    )


@lru_cache(1024)
def inside_words(text: str) -> frozenset[int]:
    """Return the characters, but the last ones, of places and frequent words: no line of a slide ends at one,
    and of a page only lines of the main text may."""
    found = (*re.finditer(f"(?:{_PLACES}){_OFFICES}", text), *re.finditer(_WORDS, text))
    return frozenset(at for word in found for at in range(word.start(), word.end() - 1))


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
