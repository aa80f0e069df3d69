"""A figure without its lines and a number with the wrong signs are found."""

from __future__ import annotations

import pytest

from tests.beijing.proof.words.sample import added, changed, edition, found, rules


@pytest.mark.parametrize("line", ["From KOTO Patent 2024.", "Source: a press office."])
def test_a_slide_with_a_chart_and_no_source_line_with_a_year_is_found(line: str) -> None:
    bare = changed(edition(), "Source: KOTO Patent 2024 (1); Goldenwell China 2020 (17).", line)
    reported = [one for one in found(bare) if one.rule == "sources-line"]
    assert [(one.severity, one.location.page) for one in reported] == [("warning", 5)]


@pytest.mark.parametrize("year", ["1565", "1851", "2120"])
def test_a_source_line_of_any_year_that_data_have_is_silent(year: str) -> None:
    line = "Source: KOTO Patent 2024 (1); Goldenwell China 2020 (17)."
    old = changed(edition(), line, f"Source: a press office {year}.")
    assert [one for one in found(old) if one.rule == "sources-line"] == []


def test_a_figure_of_the_brief_without_a_source_line_is_found() -> None:
    reported = [
        one
        for one in found(
            changed(
                edition(),
                "Source: KOTO Patent 2024 (1); Beijing Government",
                "KOTO Patent 2024; Beijing Government",
                "brief",
            )
        )
        if one.rule == "sources-line"
    ]
    assert len(reported) == 1
    assert "Figure 2" in reported[0].what
    chinese = changed(edition("zh"), "资料来源：KOTO Patent 2024（1）。", "KOTO Patent 2024", "brief")
    assert "sources-line" in rules(chinese)


def test_a_chart_whose_subtitle_and_year_are_gone_is_found() -> None:
    yearless = changed(edition(), "2023 value as a multiple of the 2014 value", "Last value as a multiple of the first")
    assert "word-subtitle" not in rules(yearless)
    yearless = changed(yearless, "Patent density rose 5.5-fold from 2014 to 2023;", "Patent density rose 5.5-fold;")
    assert "word-subtitle" in rules(yearless)


def test_money_on_a_chart_of_which_no_price_base_is_stated_is_found() -> None:
    bare = changed(edition(), "nominal", "yearly", "deck", times=0)
    assert "word-money" in rules(changed(bare, "Nominal", "Yearly", "deck", times=0))
    bare = changed(edition("zh"), "当年价格", "全年", "deck", times=0)
    assert "word-money" in rules(bare)


@pytest.mark.parametrize(("text", "message"), [
    ("It changed by -14.1 points.", "write −"),
    ("From 2014-2023 it rose.", "write 2014–2023"),
    ("It rose 5.5x.", "write ×"),
    ("There were 28300 enterprises.", "write 28,300"),
    ("It rose +445%.", "state growth either way, not both: 2× is +100%"),
])  # fmt: skip
def test_a_number_with_the_wrong_sign_is_found(text: str, message: str) -> None:
    findings = [one for one in found(added(edition(), text, 5)) if one.rule == "number-style"]
    assert [one.fix for one in findings] == [message]
    assert findings[0].severity == "warning"


@pytest.mark.parametrize("text", [
    "As of 2014-02-26.", "See https://example.org/2014-2023/x", "COVID-19 and R2-D2", "Figure 3-2", "28,300 and 2023",
    "Call +86-10-12345", "a 5-year plan, 3.14159",
])  # fmt: skip
def test_dates_addresses_and_names_are_no_numbers_with_wrong_signs(text: str) -> None:
    assert "number-style" not in rules(added(edition(), text, 5))


def test_a_comma_in_a_chinese_number_is_found() -> None:
    reported = [one for one in found(added(edition("zh"), "共有28,300家。", 5)) if one.rule == "number-style"]
    assert [one.fix for one in reported] == ["write 28300, or in 万 or 亿"]
    reported = [one for one in found(added(edition("zh"), "2014-2023年增长。", 5)) if one.rule == "number-style"]
    assert [one.fix for one in reported] == ["write 2014—2023"]
