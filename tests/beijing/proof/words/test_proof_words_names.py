"""A name that is nearly one of the dataset's is found; inflected and other words are not."""

from __future__ import annotations

import pytest

from tests.beijing.proof.words.sample import added, changed, edition, found, rules


@pytest.mark.parametrize(("text", "wrong", "right"), [
    ("Shangai climbed to second.", "Shangai", "Shanghai"),
    ("It was followed by Guangzou.", "Guangzou", "Guangzhou"),
    ("Bejing leads it.", "Bejing", "Beijing"),
    ("The Natune Index ranks cities.", "Natune", "Nature"),
    ("Source: Goldenwel China 2020.", "Goldenwel", "Goldenwell"),
    ("Zhang Jihung said it.", "Jihung", "Jihong"),
    ("Artificial General Inteligence grows.", "Inteligence", "Intelligence"),
    ("Told by Xinuha in May.", "Xinuha", "Xinhua"),
    ("At San Fransisco Bay.", "Fransisco", "Francisco"),
])  # fmt: skip
@pytest.mark.parametrize("kind", ["deck", "brief"])
def test_a_name_with_a_slip_is_found(text: str, wrong: str, right: str, kind: str) -> None:
    findings = [one for one in found(added(edition(), text, 2, kind)) if one.rule == "names-spelled"]
    assert [one.what for one in findings] == [f"“{wrong}” is spelled otherwise than the dataset's “{right}”"]
    assert findings[0].severity == "error"


@pytest.mark.parametrize("text", [
    "Beijing’s and Shanghai's, the Pekingese and Bostonians.",
    "Mature markets; Touch the Tower; Parts and Stages; a wanderer.",
    "London, Londoner, Chinese, Industries and Commissions, Scientists, Reports.",
    "BEIJING INNOVATION INDICATORS",
])  # fmt: skip
def test_inflected_and_other_words_are_no_slips(text: str) -> None:
    assert "names-spelled" not in rules(added(edition(), text, 2))


def test_a_name_in_capitals_with_a_slip_is_found() -> None:
    assert "names-spelled" in rules(added(edition(), "NEWS OF SHANGAI TODAY", 2))


def test_a_name_spelled_in_two_ways_is_found_where_it_stands_less_often() -> None:
    assert "names-spelled" in rules(changed(edition(), "Clarivate’s list", "Clarivatte’s list", "brief"))


def test_a_word_without_the_s_of_a_frequent_one_is_no_slip() -> None:
    twice = added(edition(), "Statistics of Economics, Economics Office, Economics Desk", 2)
    assert "names-spelled" not in rules(added(twice, "Economic briefing", 3))


@pytest.mark.parametrize(("old", "new"), [
    ("北京市知识产权局2020", "北京市智识产权局2020"),
    ("科技部火炬中心2020", "科技部火中心2020"),
    ("北京市科学技术委员会", "北京市科学技木委员会"),
])  # fmt: skip
def test_a_chinese_name_with_a_slip_is_found(old: str, new: str) -> None:
    if old.startswith("北京市科学"):
        assert "names-spelled" not in rules(changed(edition("zh"), old, new))  # no table has the name in Chinese
        return
    assert "names-spelled" in rules(changed(edition("zh"), old, new))
