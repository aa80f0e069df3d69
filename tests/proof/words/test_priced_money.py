"""Money on a chart is known to be real or nominal by the words that say so, a year of prices in its unit among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.parsed_file import Element, Page, ParsedFile, Run
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.ledger_reader import LedgerEdition, Use
from briefing.proof.words import check
from briefing.proof.words.word_patterns import _pattern, language
from tests.following import followed
from tests.proof.numbers.sample import FIRST, fact, ledger

SAID = [
    ("en", "Gross investment, million 1990 dollars"),
    ("en", "Wages in 2015 US dollars"),
    ("en", "Billion dollars of 1990"),
    ("en", "Output in constant euros"),
    ("zh", "总投资，百万1990年美元"),
    ("zh", "按不变价计算"),
]
UNSAID = [
    ("en", "Gross investment, million dollars, 1990–1999"),
    ("en", "In 1990 the dollar was strong"),
    ("en", "1,990 dollars"),
    ("zh", "总投资，百万美元，1990—1999年"),
    ("zh", "1990年，美元走强"),
]


@pytest.mark.parametrize(("lang", "text"), SAID)
def test_words_that_say_at_which_prices_are_found(lang: str, text: str) -> None:
    assert language(lang).find("priced", text)


@pytest.mark.parametrize(("lang", "text"), UNSAID)
def test_money_and_a_year_alone_say_nothing(lang: str, text: str) -> None:
    assert not language(lang).find("priced", text)


DATASET = [  # a unit and a name in a dataset, and whether they say at which prices
    ("constant US cents a pound", "Price of copper", True),
    ("chained 2017 dollars", "Output", True),
    ("current international dollars", "Output", True),
    ("million yuan", "Real output", True),
    ("million yuan", "Nominal output", True),
    ("亿元，按不变价", "产值", True),
    ("不变2015年美元", "产值", True),
    ("亿元", "名义产值", True),
    ("US dollars", "US dollar/Euro", True),
    ("yen", "Yen per US dollar", True),
    ("US dollars", "Pound exchange rate", True),
    ("元", "美元汇率", True),
    ("US cents a pound", "Price of copper", False),
    ("US dollars", "Dollar sales in euros", False),
    ("million dollars", "Real estate sold", False),
    ("million dollars", "Current account", False),
    ("亿元", "实际利用外资", False),
    ("亿元", "产值", False),
]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("unit", "name", "said"), DATASET)
def test_a_unit_or_name_of_the_dataset_that_says_at_which_prices_is_asked_nothing(
    unit: str, name: str, said: bool, lang: str, tmp_path: Path
) -> None:
    (tmp_path / "indicators.csv").write_text(f'id,name_{lang},unit\ntrees,{name},"{unit}"\n', encoding="utf-8")
    assert asked(lang, unit, Tables(tmp_path)) is not said


def test_a_language_without_words_for_rates_of_exchange_finds_none() -> None:
    assert not _pattern((), spaced=True).search("exchange rate")
    assert not _pattern((), spaced=False).search("汇率")


def test_a_unit_in_the_language_of_the_edition_says_it_too() -> None:
    assert asked("zh", "million dollars", None)
    assert not asked("zh", "million dollars", None, "百万美元，不变价")


@pytest.mark.parametrize("subtitle", ["Output in million dollars, at constant prices", "Output, nominal"])
def test_a_subtitle_that_says_at_which_prices_answers_the_question(subtitle: str) -> None:
    (found,) = money("en", "million dollars", None)
    followed("say in the <>, the note or the indicator's name at which prices", found.fix, [])
    assert money("en", "million dollars", None, subtitle=subtitle) == []


def asked(lang: str, unit: str, tables: Tables | None, words: str = "") -> bool:
    """The unit of a fact on a chart of an edition, its tables and the unit in its language → whether it is asked."""
    return bool(money(lang, unit, tables, words))


def money(lang: str, unit: str, tables: Tables | None, words: str = "", subtitle: str = "Output") -> list[ProofFinding]:
    """The same → what is found."""
    line = Element("subtitle", "Subtitle 1", (0, 0, 900, 40), ((Run(subtitle),),))
    page = Page(2, 960, 540, (Element("chart", "Chart 1", (0, 0, 900, 400)), line))
    parsed = ParsedFile("town.pptx", "deck", b"", (page,))
    given = replace(fact(48.2, "48.2", FIRST, unit=unit), unit_words=words)
    made = ledger(
        edition=LedgerEdition("town", lang, "2024-12-31", ""),
        facts={"trees.last": given},
        uses=(Use("deck", 2, "chart", "text", "48.2", "trees.last"),),
    )
    found = check(Evidence((parsed,), made, "town.ledger.json", tables))
    return [one for one in found if one.rule == "word-money"]
