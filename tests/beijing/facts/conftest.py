"""The Beijing dataset under short names of our own, so that a changed story changes no test of facts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from briefing.facts import FactRegistry
from briefing.model.dataset import Dataset
from briefing.model.edition import Edition, Subject
from briefing.model.period import Period
from briefing.read import project
from tests.beijing.conftest import BEIJING

SUBJECTS = {
    subject.key: subject
    for subject in (
        Subject("patents", "inv_patents_per_10k"),
        Subject("patents_partial", "inv_patents_per_10k_partial"),
        Subject("high_value", "hv_inv_patents_per_10k"),
        Subject("contracts", "tech_contract_value"),
        Subject("to_neighbours", "tech_contract_value_to_tj_hebei"),
        Subject("enterprises", "hnte_count"),
        Subject("firms", "new_scitech_firms_per_day", series="st-commission"),
        Subject("spending", "rd_expenditure"),
        Subject("rd", "rd_intensity", series="official"),
        Subject("basic", "rd_basic_share"),
        Subject("precision", "gaojingjian_share_gdp"),
        Subject("hightech", "hightech_value_added"),
        Subject("it_revenue", "nextgen_it_revenue"),
        Subject("nature", "nature_index_rank"),
        Subject("hcr", "hcr_count"),
        Subject("gihi", "gihi_rank"),
        Subject("gii", "gii_cluster_rank"),
        Subject("unicorns", "unicorns_hurun"),
        Subject("held", "valid_inv_patents"),
        Subject(
            "per_patent", ratio=("contracts", "held"), scale=1000, unit="million yuan", names={"en": "Value per patent"}
        ),
    )
}


def edition(**changes: Any) -> Edition:
    given: dict[str, Any] = {
        "slug": "beijing",
        "title": "Beijing",
        "entity": "Beijing",
        "period": (Period.year(2014), Period.year(2023)),
        "as_of": dt.date(2025, 12, 31),
        "subjects": SUBJECTS,
    }
    return Edition(**(given | changes))


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return project(BEIJING).dataset


@pytest.fixture
def book(dataset: Dataset) -> FactRegistry:
    return FactRegistry(dataset, edition())
