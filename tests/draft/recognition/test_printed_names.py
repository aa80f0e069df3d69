"""Heads in capitals are printed as words, and codes in them as they are."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.printed_names import printed_name, title_of


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("GAUGE1_2", "GAUGE1_2"),
        ("GAUGE3_4_DEV", "GAUGE3_4 DEV"),
        ("PM2_5", "PM2_5"),
        ("H2O_LEVEL", "H2O level"),
        ("REAL_WAGES", "Real wages"),
        ("UNEMP_RATE", "Unemployment rate"),
        ("Health_Exp_GDP", "Health exp GDP"),
        ("wages_2010_2020", "Wages 2010 2020"),
        ("goods_producing", "Goods producing"),
        ("Rüben_und_Kohl", "Rüben und Kohl"),
        ("Mais_inkl._CCM", "Mais inkl. CCM"),
        ("GRÜN_1", "GRÜN_1"),
        ("gdp_yoy", "GDP, change on a year before"),
        ("ytd_yoy", "Change on a year before, year to date"),
        ("YoY", "Change on a year before"),
        ("Ferry trips q/q", "Ferry trips, change on the previous quarter"),
        ("Convoy", "Convoy"),
    ],
)
def test_a_head_in_capitals_is_of_words_and_of_codes_with_their_digits(head: str, name: str) -> None:
    assert printed_name(head) == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("渡轮载客量:当月值", "渡轮载客量（当月值）"),
        ("渡轮载客量：累计同比", "渡轮载客量（累计同比）"),
        ("渡轮:载客量:累计值", "渡轮:载客量:累计值"),
        ("北港:载客量", "北港：载客量"),
        ("Ferries: riders", "Ferries: riders"),
        ("2020年:载客量", "2020年：载客量"),
    ],
)
def test_a_chinese_head_has_the_colon_of_chinese_and_brackets_around_what_says_of_its_values(
    head: str, name: str
) -> None:
    assert printed_name(head) == name


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("ferry_trips_1992-2022.xlsx", "Ferry trips 1992–2022"),
        ("boats-2014-2023.csv", "Boats 2014–2023"),
        ("visits_2024-05.csv", "Visits 2024 05"),
    ],
)
def test_years_in_the_name_of_a_file_are_joined_by_a_dash(file: str, title: str) -> None:
    assert title_of(file) == title
