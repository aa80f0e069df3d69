"""Chinese: the words of a web edition that no story has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, str]] = {
    "record_about": "上文的数字都链接到这里，列出其依据的数值、来源和算法。等宽字体是该数字在稿件中的名称。",
    "record_approximate": "约数",
    "record_bound": "界限值",
    "record_derived": "推算",
    "record_estimated": "估计",
    "record_formula": "算法",
    "record_head": "数字的来历",
    "record_provisional": "初步数据",
    "record_published": "公布值",
    "record_rounded": "取整",
    "record_values": "{count}个数值",
    "web_also": "图中另有",
    "web_contents": "目录",
    "web_data": "数据",
    "web_download": "下载 CSV",
    "web_online": "网页版，附每个数字的来历",
    "web_skip": "跳到正文",
    "web_table": "表格",
}
