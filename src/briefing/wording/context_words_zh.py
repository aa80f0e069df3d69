"""Chinese patterns of years and places: "2021年", "2014—2023年", "比2019年"."""

from __future__ import annotations

from typing import Final

from briefing.wording.context_words import CHANGE, LEVEL, PLACE, YEAR, ContextWords

_LEVEL, _CHANGE, _PLACE, _YEAR = f"[{LEVEL}]", f"[{CHANGE}]", f"[{PLACE}]", f"[{YEAR}]"
_NUMBER: Final = f"[{LEVEL}{CHANGE}]"
_FREE = rf"[^{LEVEL}{CHANGE}{YEAR}，,。；;：:！!？?（）()\x01]"
# Behind these a year is that of something else.
_STOPS = "以来|之后|以后|之前|以前|目标|规划|提出|公布|发布|普查|不变价|价格|可比价|预计|计划|现在|此后|比|较"
# Directly behind a year these make it one of something else.
_OTHER = rf"(?!起|后|前|至|以|到[^{YEAR}]{{0,6}}年)"
_BEFORE = rf"(?:(?!{_STOPS}){_FREE})"
_SPAN = rf"(?P<first>{_YEAR})年?\s?[—–至到-]\s?(?P<last>{_YEAR})年"
_ELSEWHERE = "比|较|与|同|低于|高于|不及|不如|不到|没有|未|超过|超出|相比|落后|而|但|对|向|从|至|邻"
_ABOUT = rf"(?:(?!{_ELSEWHERE})[^{LEVEL}{CHANGE}{PLACE}，,。；;：:！!？?（）()\x01])"
_JOINED = r"(?:、|和|及|与|以及)"
_PLACES = rf"{_PLACE}(?:{_JOINED}{_PLACE})*"

# Numbers in a row, each with a unit; and what may stand between them and the places or years that they are of.
_MARKS = rf"{LEVEL}{CHANGE}{PLACE}{YEAR}"
_ROW = (
    rf"{_NUMBER}[^{_MARKS}，,。；;：:！!？?（）()、和及与\x01]{{0,6}}?(?:(?:{_JOINED}|[，,])(?:为|达)?{_NUMBER})+"
    rf"(?![^{_MARKS}，,。；;：:！!？?（）()、和及与\x01]{{0,6}}?{_JOINED}{_NUMBER})"
)
_BETWEEN = r"(?!比|较|不|未|没|低于|高于|超|相反|共|合计|之和|均)"
_PLACE_ROW = rf"{_PLACE}(?:{_JOINED}{_PLACE})+"
_YEAR_ROW = rf"{_YEAR}年?(?:{_JOINED}{_YEAR}年?)+"

WORDS = ContextWords(
    times=(
        rf"(?P<m>{_LEVEL})[^{LEVEL}{CHANGE}{YEAR}，,。；;（）()]{{0,6}}[（(](?P<at>{_YEAR})年(?:末|底)?[）)]",
        rf"{_SPAN}(?:末|间)?[，,]?(?:(?!{_STOPS})[^{LEVEL}{CHANGE}{YEAR}。；;！!？?\x01]){{0,40}}?(?P<m>{_CHANGE})",
        rf"(?:是|为|相当于|达到?)(?P<base>{_YEAR})年(?:末|底)?(?:水平)?的{_FREE}{{0,6}}?(?P<m>{_CHANGE})",
        rf"(?:比|较)(?P<base>{_YEAR})年(?:末|底|的)?{_FREE}{{0,8}}?(?P<m>{_CHANGE})",
        rf"(?P<base>{_YEAR})年以来[，,]?(?:(?!{_STOPS}|放缓|趋缓|回落|收窄|扩大|加快|增速|至){_FREE}){{0,30}}?(?P<m>{_CHANGE})",
        rf"(?P<at>{_YEAR})年(?:末|底)?[的为达]?(?P<m>{_LEVEL})",
        rf"(?<![—–至到比较与同和、从由自-])(?P<at>{_YEAR})年(?:末|底)?{_OTHER}[，,]?{_BEFORE}{{0,24}}?(?P<m>{_NUMBER})",
    ),
    places=(
        rf"(?:^|[，,。；;：:！!？?\x01])(?:{_YEAR}年(?:末|底)?[，,]?)?在?(?P<p>{_PLACES})[，,：:（(]?"
        rf"(?P<own>的{_ABOUT}{{0,24}}?|{_ABOUT}{{0,24}}?)(?P<m>{_NUMBER})",
    ),
    parts=r"[，,。；;：:！!？?、\n\x01]|而|但",
    clause=r"[。；;：:！!？?\n\x01]",
    general="(?!)",
    cut=r"[（(，,：:]",
    at_large="各项|所有|全部|其他|其余|指标|各类|均|都",
    moved="上升|增长|增加|提高|上涨|攀升|下降|减少|降低|下跌|回落|下滑|缩减",
    percent=r"\s?[%％]",
    points=r"\s?个?百分点",
    supposed="需|将|会|要|应|可能|预计|力争|争取|计划|如果|若|是否|不再|没有|未",
    timed="先|后来|此前|以前|之前|曾|一度|目前|月|季|初|同期|上半年|下半年|起初|随后|以来",
    turned="增速|增长率|增幅|降幅|速度|占比|比重|价格|成本|目标|排名|差距|率",
    heads="(?!)",
    joined=_JOINED,
    dated="年",
    partly="末|底|初|中期|年中|最高|最低|最大|最小|峰|谷|新高|新低|首次|最新|一度|曾|[升降增减涨跌]|达|季|月|旬|周|日|上半年|下半年",
    under="(?:低于|少于|不足|不到|不超过|至多|小于)$",
    over="(?:高于|多于|超过|超出|大于|至少|(?<!不)突破)$",
    under_behind="^以下",
    over_behind="^以上",
    refusing="(?:不|未|没有|并非)$",
    only=rf"(?:只有|仅有?|唯有)(?P<p>{_PLACES})(?!的)|(?P<alone>(?!))",
    sentence=r"[。；;！!？?\n\x01]",
    compared=rf"(?:{_ELSEWHERE})$",
    named_before=r"(?!)",
    named_behind=r"^(?:大学|银行|协定|议定书|公约|日报|学院|公司|集团|路|湾|时报|会议|证券)",
    arrivals=(
        rf"从(?P<first>{_LEVEL})[^{LEVEL}{CHANGE}{YEAR}。；;]{{0,12}}?(?P<m>{_CHANGE})[，,]?(?:为|至|到|达到?)(?P<last>{_LEVEL})",
        rf"(?P<m>{_CHANGE})[，,]?(?:现|目前)?(?:为|至|到|达到?|[降升增减]至)(?P<last>{_LEVEL})",
    ),
    rows=(
        rf"(?P<p>{_PLACE_ROW})(?:{_BETWEEN}[^{LEVEL}{CHANGE}{PLACE}。；;！!？?（）()\x01]){{0,30}}?(?P<m>{_ROW})",
        rf"(?P<at>{_YEAR_ROW})(?:{_BETWEEN}[^{LEVEL}{CHANGE}{YEAR}。；;！!？?（）()\x01]){{0,30}}?(?P<m>{_ROW})",
    ),
)
