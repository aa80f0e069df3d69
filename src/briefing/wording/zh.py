"""Chinese (simplified): the words, patterns and phrases."""

from __future__ import annotations

import re

from briefing.wording.language import Language, UnitForm

_ONES = "一二三四五六七八九十"
# 两 and not 二: a count stands before a measure word, as in 两年; ranks are ordinals, which keep 二.
_CARDINALS = (*"零一两三四五六七八九十", "十一", "十二")
_ORDINALS = tuple("第" + number for number in (*_ONES, "十一", "十二"))
_MONTHS = tuple(str(month) for month in range(1, 13))

# English scale word → the Chinese one, and the power of ten between them: 853.69 billion are 8536.9亿.
_SCALES = (("trillion ", "万亿", 0), ("billion ", "亿", 1), ("million ", "万", 2), ("thousand ", "", 3), ("", "", 0))
_MONEY = {"yuan": "元", "US$": "美元", "€": "欧元"}

_NUMERAL = "[零〇一二两兩三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]"
_COUNT = "[两兩二三四五六七八九十百千贰叁肆伍陆柒捌玖拾佰仟][零一二三四五六七八九十百千万亿]*"
_MEASURES = (
    "个", "個", "项", "項", "家", "件", "年", "份", "类", "種", "种", "次", "位", "名", "座", "条", "批", "组", "处",
    "国", "省", "市", "城", "区", "地", "大", "倍", "代", "轮", "步", "问", "点", "页", "张", "种", "天", "日", "月",
    "季", "届", "方面", "人", "所", "支", "笔", "篇", "场", "万", "亿", "成(?![不为交元分功员品就果立绩长])",
)  # fmt: skip
# Words that claim a number without a digit. Nothing but what stands beside it ends a word in Chinese, so that each
# numeral is held together with its measure word: 四川, 三亚, 十分, 首都 and 半导体 claim nothing.
CLAIMS = re.compile(
    "|".join(
        (
            f"[第前]{_NUMERAL}+",
            f"{_NUMERAL}+(?:多|余)?(?:倍|番|分之)",
            "[数几多双成翻]倍|倍增|翻番|若干倍",
            "一成(?![不为交元分功员品就果立绩长])",
            "半(?![导岛径球成])",
            "首(?=[位次个名家批座度屈])|[居之为列榜]首",
            "[零〇一二三四五六七八九]{2,}年",
            f"{_COUNT}(?:多|余|几)?(?:{'|'.join(dict.fromkeys(_MEASURES))})",
        )
    )
)

LANGUAGE = Language(
    code="zh",
    group="",
    minus="−",
    cardinals=_CARDINALS,
    ordinals=_ORDINALS,
    suffixes={"": ""},
    months=_MONTHS,
    months_short=_MONTHS,
    said={"=": "{}", "≈": "约{}", "≥": "超过{}", "≤": "不足{}"},
    known={"=": "{}", "≈": "约{}", "≥": "至少{}", "≤": "至多{}"},
    forms={
        "and": "{head}和{last}",
        "comma": "、",
        "date_day": "{year}年{month}月{day}日",
        "date_month": "{year}年{month}月",
        "date_year": "{year}年",
        "fold": "{}倍",
        "fold_above": "超过{}",
        "fold_below": "不到{}",
        "fold_digits": "{}倍",
        "full": "{number}{unit}",
        "full_by": "每{by}{number}{unit}",
        "more": "{}倍",
        "ordinal_digits": "第{}",
        "percent": "{}%",
        "point": "{}个百分点",
        "points": "{}个百分点",
        "range": "{}—{}",
        "rank": "第{}",
        "times": "{}倍",
        "x": "{}倍",
        "year_at_latest": "不晚于{}",
        "year_at_earliest": "不早于{}",
        "yearly": "年均{}%",
    },
    phrases={
        "absent": "{years}年未公布数值。",
        "absent_parts": "无条形的年份缺少某一部分的数值。",
        "absent_some": "无柱形的年份未公布数值。",
        "alt_bar": "条形图",
        "alt_bullet": "子弹图",
        "alt_bump": "排名变化图",
        "alt_cards": "关键数据",
        "alt_columns": "柱形图",
        "alt_decisions": "待决问题",
        "alt_dumbbell": "哑铃图",
        "alt_heat": "热力表",
        "alt_line": "折线图",
        "alt_multiples": "组图",
        "alt_ranks": "排名条",
        "alt_share": "占比图",
        "alt_slope": "斜率图",
        "alt_table": "表格",
        "alt_tiles": "方格图",
        "alt_timeline": "时间线",
        "approximate": "约数：{values}。",
        "as_of": "数据截至{date}",
        "ask": "接着要问",
        "attached": "附件",
        "attached_brief": "简报（PDF）",
        "attached_deck": "幻灯片（PowerPoint）",
        "attached_sources": "标题与网址见所附{sources}；算式与记录见{facts}。",
        "auto_index": "指数，{first}年为100",
        "auto_multiple": "{last}年值为{first}年值的倍数",
        "auto_share": "占{whole}的比重，%",
        "auto_target": "最新值占目标值的比重",
        "base_index": "{year}年为100",
        "baseline": "{year}年为1",
        "beyond": "图外",
        "calculation": "本刊计算",
        "contact": "联系方式",
        "continued": "（续）",
        "continued_part": "（续，第{number}部分）",
        "dashed": "{years}年未公布数值，以虚线连接。",
        "dashed_some": "未公布数值的年份以虚线连接。",
        "data_and_method": "数据与方法",
        "edition_of": "{date}版",
        "figure": "图",
        "first": "最早",
        "first_value": "起始",
        "gap": "差距",
        "growth_note": "年均% = {years}年复合增长率",
        "heat_absent": "缺：未公布数值。",
        "heat_scale": "颜色深浅表示数值",
        "hollow": "空心：{values}。",
        "indicator_head": "指标与单位",
        "inside": "内页",
        "issued_by": "{organisation}发布",
        "known": "已有记录",
        "known_short": "已知",
        "latest": "最新",
        "measure_index": "指数",
        "measure_multiple": "倍数",
        "measure_target": "占目标比重，%",
        "measure_value": "数值",
        "missing": "尚缺的答案",
        "missing_short": "尚缺",
        "multiple_note": "倍数 = {last}年值÷{first}年值",
        "no_target": "无目标",
        "no_value": "未公布数值",
        "no_value_in": "{year}年无数值",
        "not_available": "缺",
        "note": "注",
        "numbered_sources": "来源列表第{numbers}项。",
        "off_track": "落后",
        "on_track": "达标",
        "originals": "对应数值：{values}。",
        "page_of": "{page}/{pages}",
        "place_head": "地区",
        "prompt_date": "日期",
        "prompt_edition": "本期标题",
        "prompt_finding": "用一句话写出发现",
        "prompt_footer": "页脚",
        "prompt_imprint": "发布者与日期",
        "prompt_notes": "备注",
        "prompt_origin": "出处",
        "prompt_panel": "图中没有说明的内容",
        "prompt_pause": "值得停下来想的一句话",
        "prompt_source": "资料来源：机构，文件，日期",
        "prompt_subtitle": "指标，单位，地区，时期",
        "prompt_text": "正文",
        "prompt_title": "用一句话写出发生了什么",
        "proposal": "本刊建议",
        "question": "问题",
        "rank_head": "排名",
        "ranks_left": "左端为最前名次。",
        "retold": "译述，非原话",
        "rounded_parts": "各部分经四舍五入，合计与总数可能略有出入。",
        "set_by": "制定者",
        "share_of_target": "占目标比重",
        "since": "{last}年；{first}年为{value}",
        "source": "资料来源",
        "sources": "资料来源",
        "target": "目标",
        "target_base": "目标为100%",
        "translated": "译文",
        "value_in": "{year}年{value}",
        "watch": "关注",
        "why": "意义",
        "why_short": "意义",
        "yearly_head": "年均%",
    },
    claims=CLAIMS,
    units={
        english + currency: UnitForm("{}" + chinese + word, shift=shift)
        for english, chinese, shift in _SCALES
        for currency, word in _MONEY.items()
    },
    powers={8: "亿", 4: "万"},
)
