"""Names are sorted as readers of a language look them up."""

from __future__ import annotations

from briefing.wording.name_order import name_order


def test_chinese_names_stand_in_the_order_of_their_sounds_before_latin_ones() -> None:
    names = ["Goldenwell", "中国网", "《北京日报》", "新华社", "人民网", "北京市统计局"]
    assert sorted(names, key=lambda name: name_order(name, "zh")) == [
        "《北京日报》", "北京市统计局", "人民网", "新华社", "中国网", "Goldenwell",
    ]  # fmt: skip


def test_other_names_stand_in_the_order_of_their_letters() -> None:
    names = ["“Ways” exhibition", "beta", "Alpha"]
    assert sorted(names, key=lambda name: name_order(name, "en")) == ["Alpha", "beta", "“Ways” exhibition"]
