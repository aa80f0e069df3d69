"""A value of Beijing that turns a change stops the story with the reason, or turns its words with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from msgspec.structs import replace

from briefing import read
from briefing.compose import compose
from briefing.errors import BriefingError
from briefing.model.document import Document
from briefing.model.edition import Project
from briefing.model.text import plain
from briefing.read.story_file import StoryFile
from briefing.wording.fitting import CHANGES
from tests.beijing.conftest import BEIJING
from tests.compose.plan import texts
from tests.thorough import THOROUGH, dealt

# Indicator, year, and the value that turns a change which the stories print; the first is the case of the review.
TURNED = [
    ("inv_patents_per_10k", 2022, 280.0),
    ("inv_patents_per_10k", 2023, 210.0),
    ("inv_patents_per_10k", 2023, 40.0),
    ("inv_patents_per_10k", 2014, 300.0),
    ("inv_patents_per_10k", 2019, 400.0),
    ("inv_patents_per_10k", 2021, 100.0),
    ("inv_patents_per_10k", 2021, 130.0),
    ("tech_contract_value", 2023, 700.0),
    ("tech_contract_value", 2023, 300.0),
    ("tech_contract_value", 2023, 560.0),
    ("tech_contract_value", 2022, 900.0),
    ("tech_contract_value", 2022, 853.69),
    ("tech_contract_value", 2014, 900.0),
    ("tech_contract_value", 2019, 900.0),
    ("tech_contract_value", 2019, 300.0),
    ("tech_contract_value", 2024, 800.0),
    ("tech_contract_value", 2024, 853.69),
    ("tech_contract_value", 2024, 100.0),
    ("hnte_count", 2023, 26000.0),
    ("hnte_count", 2023, 20000.0),
    ("hnte_count", 2023, 9000.0),
    ("hnte_count", 2014, 29000.0),
    ("hnte_count", 2019, 29000.0),
    ("hnte_count", 2019, 40000.0),
    ("new_scitech_firms_per_day", 2023, 280.0),
    ("new_scitech_firms_per_day", 2023, 120.0),
    ("new_scitech_firms_per_day", 2022, 400.0),
    ("new_scitech_firms_per_day", 2014, 400.0),
    ("new_scitech_firms_per_day", 2018, 500.0),
    ("valid_inv_patents", 2021, 200000.0),
    ("valid_inv_patents", 2023, 200000.0),
    ("valid_inv_patents", 2023, 420000.0),
    ("valid_inv_patents", 2019, 600000.0),
    ("valid_inv_patents", 2019, 430000.0),
    ("pct_applications", 2022, 9000.0),
    ("pct_applications", 2023, 15000.0),
    ("rd_intensity", 2018, 5.0),
    ("rd_intensity", 2023, 5.5),
    ("rd_basic_share", 2022, 30.0),
    ("nature_index_share_growth", 2024, -3.5),
]
# In a usual run one language for each by turns, and both for the case of the review.
CASES = list(dict.fromkeys([(TURNED[0], "en"), (TURNED[0], "zh"), *dealt(TURNED, ("en", "zh"))]))
_RISE = r"\b(?:rose|rises|up|grew|more|above)\b|增长|增加|增至|上升|增幅|升至"
_FALL = r"\b(?:fell|falls|down|fewer|below)\b|下降|减少|降至|降幅|跌"


@cache
def project() -> Project:
    return read.project(BEIJING)


@cache
def story(lang: str) -> StoryFile:
    return read.story(project().stories[lang])


def turned(indicator: str, year: int, value: float) -> Project:
    """The project with each of Beijing's values of an indicator and year as another."""
    old = project().dataset
    rows = tuple(
        replace(row, value=value, qualifier="=")
        if (row.indicator, row.period.notation, row.entity) == (indicator, year, "Beijing")
        else row
        for row in old.observations
    )
    assert rows != old.observations
    return replace(project(), dataset=replace(old, observations=rows))


def wrong(document: Document) -> Iterator[str]:
    """The sentences in which a number that fell stands behind a word of rising, or the other way."""
    for _, text in texts(document):
        for at, run in enumerate(text):
            fact = document.facts.get(run.fact)
            if fact is None or fact.measure not in (*CHANGES, "multiple"):
                continue
            before = re.split(r"[.;:,，。；：—]", plain(text[:at]) + run.text)[-1][-40:]
            sign = fact.value - (fact.measure == "multiple")
            last = [found[0] for found in re.finditer(f"{_RISE}|{_FALL}", before)][-1:]
            if last and (sign < 0) == bool(re.fullmatch(_RISE, last[0])):
                yield plain(text)


def test_forty_values_are_turned() -> None:
    assert len(set(TURNED)) == 40


@pytest.mark.parametrize(("turn", "lang"), CASES if THOROUGH else CASES[::2])  # in a usual run every other value
def test_a_turned_value_stops_the_story_or_turns_its_words(turn: tuple[str, int, float], lang: str) -> None:
    changed = turned(*turn)
    try:
        document = compose(changed, story(lang), lang)
    except BriefingError as error:
        findings = error.findings
    else:
        findings = ()
        assert list(wrong(document)) == []
    assert all(finding.what and finding.fix for finding in findings)


def test_the_check_finds_a_direction_that_is_wrong() -> None:
    document = compose(project(), story("en"), "en")
    assert list(wrong(document)) == []
    facts = {
        name: replace(fact, value=-fact.value) if fact.measure in CHANGES else fact
        for name, fact in document.facts.items()
    }
    assert len(list(wrong(replace(document, facts=facts)))) > 10
