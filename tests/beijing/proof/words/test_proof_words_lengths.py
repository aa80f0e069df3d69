"""What is too long is found, and a title on a chart that names no finding."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.proof.evidence import Evidence
from briefing.proof.parsed_file import Element, Page, ParsedFile
from tests.beijing.proof.words.sample import added, changed, edition, found, rules

TITLE = "Contract value per patent in force fell 26% from 2019 to 2023"


def large(evidence: Evidence) -> Evidence:
    """The evidence with all its text in 20 points."""

    def grown(item: Element) -> Element:
        parts = tuple(tuple(replace(run, size=20.0) for run in part) for part in item.paragraphs)
        return replace(item, paragraphs=parts)

    def pages(parsed: ParsedFile) -> tuple[Page, ...]:
        return tuple(replace(page, elements=tuple(map(grown, page.elements))) for page in parsed.pages)

    return replace(evidence, files=tuple(replace(one, pages=pages(one)) for one in evidence.files))


def titles(evidence: Evidence, page: int) -> list[str]:
    return [one.what for one in found(evidence) if one.rule == "word-title" and one.location.page == page]


def test_a_title_of_too_many_words_is_found() -> None:
    long = (
        "The value of all contracts for each patent in force in the city fell by more than a quarter in only four years"
    )
    assert titles(changed(edition(), TITLE, long), 4) == ["the title has 23 words, 7 too many"]
    chinese = changed(edition("zh"), "每件专利对应的合同成交额2019—2023年下降26%", "每件专利" * 11 + "下降26%")
    assert titles(chinese, 4) == ["the title has 46 signs, 6 too many"]


@pytest.mark.parametrize(("title", "message"), [
    ("Contract value", "names a topic: “Contract value”"),
    ("Contract value per patent in force fell from year to year", "has neither a number nor a rank"),
])  # fmt: skip
def test_a_title_on_a_chart_without_a_finding_is_found(title: str, message: str) -> None:
    assert message in titles(changed(edition(), TITLE, title), 4)[0]


@pytest.mark.parametrize(
    "title", ["Contract value per patent halved", "Contract value fell to third place", "It fell by 26%"]
)
def test_a_title_on_a_chart_with_a_number_or_a_rank_is_let_through(title: str) -> None:
    assert titles(changed(edition(), TITLE, title), 4) == []


def test_a_slide_of_too_many_words_is_found_and_sooner_where_it_is_presented() -> None:
    text = " ".join(f"word{'abcdefghij'[at % 10]}" for at in range(50)) + "."
    assert "word-count" not in rules(added(edition(), text, 1))
    assert "word-count" in rules(added(edition(), f"{text} {text}", 1))
    findings = [one.what for one in found(added(large(edition()), text, 1)) if one.rule == "word-count"]
    assert findings
    assert all(one.endswith("for the 40 of a slide to be presented") for one in findings)


def test_a_sentence_of_too_many_words_is_advice() -> None:
    text = "One " + "and another " * 15 + "stand here."
    findings = [one for one in found(added(edition(), text, 2, "brief")) if one.rule == "word-sentence"]
    assert [one.severity for one in findings] == ["advice"]
    assert "word-sentence" not in rules(added(edition(), "One and another stand here. " * 15, 2, "brief"))


def test_a_brief_of_too_many_words_is_advice() -> None:
    assert [one.severity for one in found(added(edition(), "Words stand here. " * 300, 2, "brief"))
            if one.rule == "word-length"] == ["advice"]  # fmt: skip
