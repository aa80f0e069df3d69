"""The Beijing tables as a dataset, read by the smallest loader, so that facts are tested without the readers."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from briefing.facts import Book
from briefing.model.dataset import Break, Dataset, Indicator, Observation, Source, Target
from briefing.model.edition import Edition, Subject

BEIJING = Path(__file__).parents[2] / "data" / "beijing"
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
        Subject("per_patent", ratio=("contracts", "held"), scale=1000, unit="million yuan", name="Value per patent"),
    )
}


def rows(name: str) -> list[dict[str, str]]:
    with (BEIJING / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def beijing() -> Dataset:
    observations = tuple(
        Observation(
            indicator=row["indicator_id"],
            entity=row["entity"],
            year=int(row["year"]),
            value=float(row["value"]),
            unit=row["unit"],
            source=row["source_id"],
            series=row["series"],
            qualifier=row["qualifier"],  # type: ignore[arg-type]
            status=row["status"],  # type: ignore[arg-type]
            preferred=row["preferred"] == "yes",
            decimals=len(row["value"].partition(".")[2]),
        )
        for row in rows("observations.csv")
    )
    targets = tuple(
        Target(r["indicator_id"], r["entity"], int(r["year"]), float(r["value"]), r["source_id"], r["qualifier"])  # type: ignore[arg-type]
        for r in rows("targets.csv")
    )
    breaks = tuple(
        Break(
            r["indicator_id"], r["entity"], r["series"], int(r["from_year"]), int(r["to_year"]),
            r["effect"], r["reason"], r["source_id"],  # type: ignore[arg-type]
        )
        for r in rows("breaks.csv")
    )  # fmt: skip
    indicators = {
        r["id"]: Indicator(
            r["id"], {"en": r["name_en"], "zh": r["name_zh"]}, r["unit"], r["kind"], r["direction_of_good"]
        )
        for r in rows("indicators.csv")
    }
    sources = {
        r["id"]: Source(r["id"], r["publisher"], r["title"], r["published"], r["url"]) for r in rows("sources.csv")
    }
    return Dataset(indicators, observations, sources, targets, breaks)


def edition(**changes: Any) -> Edition:
    given: dict[str, Any] = {
        "slug": "beijing",
        "title": "Beijing",
        "entity": "Beijing",
        "period": (2014, 2023),
        "as_of": dt.date(2025, 12, 31),
        "subjects": SUBJECTS,
    }
    return Edition(**(given | changes))


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return beijing()


@pytest.fixture
def book(dataset: Dataset) -> Book:
    return Book(dataset, edition())
