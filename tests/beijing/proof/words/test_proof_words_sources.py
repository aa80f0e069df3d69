"""A source that is left out, added or cited by nothing is found."""

from __future__ import annotations

import pytest

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from tests.beijing.proof.words.sample import changed, edition, found, without


def reported(evidence: Evidence, rule: str, page: int | None = None) -> list[ProofFinding]:
    known = {str(one) for one in found(edition(evidence.lang))}
    return [
        one
        for one in found(evidence)
        if one.rule == rule and str(one) not in known and page in {None, one.location.page}
    ]


def test_a_source_left_out_of_a_slide_is_found() -> None:
    dropped = changed(changed(edition(), "; Goldenwell China 2020 (17).", "."), "; Goldenwell China, 23 Dec 2020.", ".")
    findings = reported(dropped, "sources-missing", 5)
    assert [one.severity for one in findings] == ["error"]
    assert "Goldenwell China 2020" in findings[0].what


def test_one_of_two_years_of_a_source_left_out_is_found() -> None:
    shown = changed(edition(), "Xinhua 2019, 2023 (2, 3)", "Xinhua 2023 (3)")
    dropped = changed(shown, "; Xinhua, 17 Oct 2019", "", times=0)
    assert ["Xinhua 2019" in one.what for one in reported(dropped, "sources-missing", 7)] == [True]


def test_a_source_left_out_of_a_figure_of_the_brief_is_found() -> None:
    dropped = changed(edition(), "; Goldenwell China 2020", "", "brief")
    assert ["Goldenwell China 2020" in one.what for one in reported(dropped, "sources-missing")] == [True]


def test_a_number_of_a_source_left_out_or_added_is_found() -> None:
    (missing,) = reported(changed(edition(), "also 8–10", "also 8, 10", "brief"), "sources-missing", 2)
    assert "Beijing IP Office 2020" in missing.what
    (beyond,) = reported(changed(edition(), "also 8–10", "also 8–10, 700", "brief"), "sources-unlisted", 2)
    assert "it names source 700 of the list" in beyond.what


@pytest.mark.parametrize("number", ["32", "500"])
def test_the_number_of_another_source_is_found(number: str) -> None:
    wrong = changed(edition(), "Goldenwell China 2020 (17).", f"Goldenwell China 2020 ({number}).")
    (found_,) = reported(wrong, "sources-unlisted", 5)
    assert f"“Goldenwell China 2020” has the number {number}, which the list gives to another" in found_.what


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_source_left_out_of_the_letter_is_found(lang: str) -> None:
    for old in {"en": ("; Xinhua 2023", "–11, 13"), "zh": ("；新华社2023", "—12、14")}[lang]:  # a name, and a number
        dropped = changed(edition(lang), old, old[:3] if old[0] in "–—" else "", "letter", times=0)
        assert {one.location.file[-4:] for one in reported(dropped, "sources-missing")} == {"html", ".txt"}


def test_numbers_of_a_letter_whose_brief_was_not_read_are_not_doubted() -> None:
    rules = {one.rule for one in found(without(edition(), "brief")) if one.location.file[-4:] in {"html", ".txt"}}
    assert not {"sources-missing", "sources-unlisted"} & rules


def test_a_source_that_the_ledger_does_not_have_is_found() -> None:
    old = "Goldenwell China 2020 (17)."
    for added in ("Institute of Nothing 2021", "Xinhua 2001"):
        findings = reported(changed(edition(), old, f"{old[:-1]}; {added}."), "sources-unlisted", 5)
        assert [one.severity for one in findings] == ["error"]


def test_a_source_left_out_of_the_list_is_found() -> None:
    name = "Goldenwell China, Number Said"
    dropped = changed(edition(), name, "", "brief")
    assert any(
        "Goldenwell China 2020" in one.what and "the brief's list" in one.what
        for one in reported(dropped, "sources-unlisted")
    )
    strange = changed(edition(), name, "Nobody, Number Said", "brief")
    assert any(
        one.what.startswith("“Nobody, Number Said") and "stands in the list" in one.what
        for one in reported(strange, "sources-unlisted")
    )


def test_a_source_behind_the_text_of_the_brief_and_not_in_its_list_is_found() -> None:
    dropped = changed(edition(), "Xinhua via Qiushi, China to accelerate", "", "brief")
    (missing,) = reported(dropped, "sources-missing")
    assert missing.fix == "name it in the source line"  # of a figure, by its number


def test_a_source_that_nothing_cites_is_found_where_every_output_was_read() -> None:
    more = changed(edition(), "PCT国际专利申请受理量, 2024", "PCT国际专利申请受理量, 2014", "brief")
    findings = reported(more, "sources-unused")
    assert [one.severity for one in findings] == ["warning"]
    assert reported(without(more, "deck"), "sources-unused") == []
