"""Chinese: the words of the data edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, str]] = {
    "data_about": "每张表列出简报中一幅图的数据，并附发布方的说明。",
    "data_about_value": "约数",
    "data_address": "网址",
    "data_at_least": "下限",
    "data_at_most": "上限",
    "data_back": "返回目录",
    "data_code_c": "保密：发布方未公开该数值",
    "data_code_x": "无：数据中没有该数值",
    "data_code_z": "不适用",
    "data_contents": "目录",
    "data_contents_title": "目录",
    "data_cover": "封面",
    "data_detail": "说明",
    "data_group": "组别",
    "data_indicator": "指标",
    "data_left_out": "未列表的图",
    "data_meaning": "含义",
    "data_means_about_value": "该值为近似值",
    "data_means_at_least": "实际值不低于该值",
    "data_means_at_most": "实际值不高于该值",
    "data_means_left_out": "仅有文字的图（如引文、大事记）不在本工作簿中",
    "data_measure": "度量",
    "data_name": "名称",
    "data_none": "无",
    "data_notes": "备注",
    "data_notes_title": "表中符号与用语",
    "data_one_table": "本工作表有一张表格。",
    "data_percent": "百分数",
    "data_period": "时期",
    "data_precision": "数值按公布的小数位显示；本简报计算所得的数值保留全部位数。",
    "data_published": "发布日期",
    "data_publisher": "发布方",
    "data_read": "查阅日期",
    "data_sheet": "工作表",
    "data_sources_title": "数据来源",
    "data_table": "表",
    "data_term": "符号或用语",
    "data_title": "标题",
    "data_unit": "单位",
    "titles_translated": "[ ]内为本简报译名",
}
