"""A cause without its study and a superlative without its rank are found; sober words are not."""

from __future__ import annotations

import pytest

from tests.beijing.proof.words.sample import added, changed, edition, found, rules


@pytest.mark.parametrize("text", [
    "The plan of 2016 drove patents upwards.",
    "Contracts rose thanks to new firms.",
    "Patents fell because of lapses.",
    "More trade was caused by patents.",
    "The levy resulted in fewer certificates.",
])  # fmt: skip
@pytest.mark.parametrize("kind", ["deck", "brief", "letter"])
def test_a_word_of_cause_without_a_study_is_found(text: str, kind: str) -> None:
    findings = [one for one in found(added(edition(), text, 1, kind)) if one.rule == "word-cause"]
    assert {one.severity for one in findings} == {"error"}
    assert text[:40] in findings[0].what


@pytest.mark.parametrize("text", [
    "A study by Smith (2019) finds that the plan led to more patents.",
    "Patents ledger to be kept; droves of firms; no causal claim.",
    "He said “the levy caused it”.",
    "As lapses leave the count, growth is net.",
    "By causes of death the two lists differ.",
])  # fmt: skip
def test_a_cited_study_a_quotation_and_other_words_are_let_through(text: str) -> None:
    assert "word-cause" not in rules(added(edition(), text, 1))


def test_a_word_of_cause_in_a_title_or_in_notes_is_found() -> None:
    assert "word-cause" in rules(
        changed(edition(), "Contract value per patent in force fell", "Lapses drove down value per patent: it fell")
    )
    assert "word-cause" in rules(changed(edition(), "This is the caution behind", "The plan led to the caution behind"))


@pytest.mark.parametrize("text", ["得益于新政策，专利增长。", "新政策导致合同增加。", "政策促使企业增多。"])
def test_a_chinese_word_of_cause_is_found(text: str) -> None:
    assert "word-cause" in rules(added(edition("zh"), text, 5))
    assert "word-cause" not in rules(added(edition("zh"), f"2019年一项研究表明，{text}", 5))


@pytest.mark.parametrize(
    "text", ["Beijing is the world’s leading city.", "An unprecedented rise.", "World-class science is done here."]
)
@pytest.mark.parametrize("kind", ["deck", "brief", "letter"])
def test_a_superlative_without_rank_is_found(text: str, kind: str) -> None:
    findings = [one for one in found(added(edition(), text, 1, kind)) if one.rule == "word-superlative"]
    assert {one.severity for one in findings} == {"warning"}


@pytest.mark.parametrize("text", [
    "Beijing has the highest Share of the cities on the list.",
    "The largest value on record.",
    "Atop the leadership stood a leader.",
])  # fmt: skip
def test_a_superlative_with_its_list_is_let_through(text: str) -> None:
    assert "word-superlative" not in rules(added(edition(), text, 5))


def test_a_superlative_that_the_data_bear_out_is_let_through_until_it_says_more() -> None:
    tested = "专利增长最快：每万人发明专利拥有量增至5.5倍"
    assert tested in "".join(
        part[0].text
        for parsed in edition("zh").of_kind("letter")
        for _, one in parsed.elements()
        for part in one.paragraphs
    )
    assert "word-superlative" not in rules(edition("zh"))
    assert "word-superlative" in rules(changed(edition("zh"), "专利增长最快", "专利增长世界最快", "letter"))
    assert "word-superlative" in rules(added(edition("zh"), "北京的科研世界一流。", 5))
