"""Words by which an assistant's text claims something of the data, the future, a source or a cause, by language.

They go beyond the rules of prose for people, who may write a word on their own judgement: an assistant has none, so
each such word needs a condition that is tested.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct


class ClaimWords(Struct, frozen=True):
    """Patterns of a language.

    `claims` says how values stand or move, `quantities` are numbers in words, `forecasts` speak of what is to come,
    `attributions` name who says something, `causes` say why. `questions` begin a text that asks and claims nothing.
    `letters` are those of its script. `foreign` are words of other languages in the same script; two make a text that
    no rule can read.
    """

    claims: re.Pattern[str]
    quantities: re.Pattern[str]
    forecasts: re.Pattern[str]
    attributions: re.Pattern[str]
    causes: re.Pattern[str]
    questions: re.Pattern[str]
    letters: re.Pattern[str]
    foreign: re.Pattern[str]


_LATIN: Final = "A-Za-zÀ-ÖØ-öø-ɏΑ-Ωα-ωµ"
_EN: Final = ClaimWords(
    claims=re.compile(
        r"\b(?:more|fewer|less|higher|lower|larger|smaller|greater|bigger|faster|slower|better|worse|stronger|weaker"
        r"|richer|poorer|longer|shorter|highest|lowest|largest|smallest|greatest|biggest|fastest|slowest|best|worst"
        r"|strongest|weakest|most|least|fewest|leading"
        r"|exceed(?:s|ed)?|surpass\w*|outpac\w*|outperform\w*|outstrip\w*|overt[ao][ok]\w*|leads?|led|lag(?:s|ged)?"
        r"|trail(?:s|ed)?|topp?(?:s|ed)|beats?|halted|stagnat\w*|stall(?:s|ed)|stabili[sz]\w*|peak(?:s|ed)?|bottomed"
        r"|accelerat\w*|slow(?:s|ed)|doubl\w*|tripl\w*|quadrupl\w*|halv\w*|improv(?:es?|ed|ing)|worsen\w*|deteriorat\w*"
        r"|strengthen\w*|weaken\w*|thriv\w*|boom\w*|revers\w*|widen\w*|narrow(?:s|ed)|converg\w*|diverg\w*|dominat\w*"
        r"|rank(?:s|ed)(?! \u00a4)|accounts? for|makes? up|(?:met|meets|miss(?:es|ed)) (?:its|the|their) targets?"
        r"|on track|ahead|behind(?! it\b)|above|below|(?:is|are|was|were) (?:up|down)"
        r"|(?:over|under|past|beyond)(?= \u00a4)"
        r"|(?:up|down)(?= (?:\u00a4|(?:by|on|from|since|in)\b))"
        r"|hardly|barely|scarcely|remain(?:s|ed)?|stay(?:s|ed)?|(?<!what )(?:moved|changed)"
        r"|records?|stable|steady|flat|unchanged|strong|weak|low|high|large|small|huge|tiny|fast|slow|rapid(?:ly)?"
        r"|sharp(?:ly)?|steep(?:ly)?|slight(?:ly)?|significant(?:ly)?|substantial(?:ly)?|dramatic(?:ally)?|steadily"
        r"|consistent(?:ly)?|growing|growth|growths?|falling|rising|shrinking|declining|decline|increase|decrease"
        r"|(?<!median of )(?<!mean of )(?<!sum of )(?<!average of )all"
        r"|every|none|never|always|(?:the|its) only|nearly|almost|majority|minority|unusual|exceptional|unique"
        r"|(?:no|both|neither|each|many|several|few|some) (?:of|other|places?|cit(?:y|ies)|countr(?:y|ies)|years?"
        r"|months?|rose|fell|grew|shrank|indicators?))\b",
        re.IGNORECASE,
    ),
    quantities=re.compile(
        r"\b(?:hundreds|thousands|millions|billions|trillions|couple|score|scores|dozens?|zero|nil|nought|handful"
        r"|number (?:one|two|three)|once|twice|thrice|\w+fold|half|halves|quarters?(?! of (?:the year|\u00a4)))\b",
        re.IGNORECASE,
    ),
    forecasts=re.compile(
        r"\b(?:will|going to|gonna|expected to|set to|bound to|likely|probably|(?<!no )forecasts?|projected"
        r"|projections?|predict\w*|outlook|next year|by 20[3-9]\d|soon)\b",
        re.IGNORECASE,
    ),
    attributions=re.compile(
        r"\b(?:according to|as reported|reported by|published by|(?<!slide )(?<!chart )(?<!table )says"
        r"|said(?! to be)|announced|confirmed|warned|claimed"
        r"|estimated by|estimates by|figures from|data from|surveys?|stud(?:y|ies)|research|reports?|analysts?|experts?"
        r"|sources (?:say|said|close)|officials?|polls?)\b",
        re.IGNORECASE,
    ),
    causes=re.compile(
        r"\b(?:because|due to|thanks to|owing to|as a result|caused?|causes|drove|driven|led to|leads to|in response to"
        r"|therefore|reflects?|reflected|reflecting|after the|following the|on the back of|fuelled|triggered)\b",
        re.IGNORECASE,
    ),
    questions=re.compile(
        r"^\W*(?:which|who|whom|whose|what|how|should|shall|is|are|do|does|can|could|where|when|may|would)\b[^.!]*\?\W*$",
        re.I,
    ),
    letters=re.compile(f"[{_LATIN}]"),
    foreign=re.compile(
        r"\b(?:der|das|dem|den|und|ein|eine|einen|auf|mit|für|von|ist|sind|les|des|une|dans|avec|pour|est|sont|aux|los|las"
        r"|del|una|con|por|para|gli|che|della|nel|het|een|van|och|som|uma|dos|nos|ett|på)\b",
        re.IGNORECASE,
    ),
)
_ZH: Final = ClaimWords(
    claims=re.compile(
        "领先|落后|居首|首位|榜首|第一|第二|前列|末位|超过|超越|高于|低于|多于|少于|高出|翻番|翻倍|倍|全部|所有|(?<![年月日人户平])均(?![值价衡线])|都(?!市)|每(?![年月日季周人户万千百件])|唯一|仅|只有|大多数|多数"
        "|过半|几乎|最(?![新后近初终])|更(?![新改])|较[高低多少快慢强弱大小]|稳定|持平|平稳|不变|快速|迅速|大幅|显著|明显|持续|连续|新高|新低|峰值|见顶|触底|强劲|疲软|达标"
        "|未达|完成目标|好转|恶化|改善|加快|放缓|扩大|缩小|主导|占据|偏高|偏低|从未|始终|一直|破纪录"
    ),
    quantities=re.compile("[数几](?:十|百|千|万|亿)|一半|半数|[零〇](?!售|部件|散)|成以上|百分之|若干|许多|众多"),
    forecasts=re.compile("将(?!近|以|其|该|这|数)|预计|预期|有望|料将|预测|未来|明年|即将|势必"),
    attributions=re.compile(
        "(?:^|[，。；：\\s])据|根据|(?<![名简统俗])称|表示|指出|认为|报道|报告显示|(?:研究|调查)(?:表明|显示|发现|指出)|专家|分析师|数据来自|来源[：:]|宣布|消息"
    ),
    causes=re.compile("因为|由于|因此|受.{1,12}影响|得益于|归因|源于|导致|带动|拉动|推动|促使|使得"),
    questions=re.compile("[？?]\\W*$"),
    letters=re.compile(f"[{_LATIN}\u3400-\u4dbf\u4e00-\u9fff\u3000-\u303f]"),
    foreign=re.compile(r"[A-Za-z]+(?: +[A-Za-z]+){5,}"),
)
CLAIM_WORDS: Final[Mapping[str, ClaimWords]] = {"en": _EN, "zh": _ZH}
ADDRESSES: Final = re.compile(
    r"https?:|www\.|ftp:|mailto:|\b[\w.+-]+@[\w-]+\.\w+|\b[\w-]+\.(?:com|org|net|gov|edu|int|info|io|eu|cn|uk)\b", re.I
)
QUOTED: Final = re.compile(r"[“«「『\"][^”»」』\"]{12,}[”»」』\"]")
# A word of the letters of Roman numerals that is one, alone or with a scale; and a word with its letters set wide.
ROMAN: Final = re.compile(
    r"\b(?=[IVXLCDM]{2,}\b)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b"
    r"|\b[IVXLCDM]+ (?:hundred|thousand|million|billion|trillion)\b|\b(?:[A-Za-z] ){2,}[A-Za-z]\b"
)
