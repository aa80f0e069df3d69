"""Lines around a table say who published it, what, and when, in one sentence or several."""

from __future__ import annotations

import pytest

from briefing.draft.importing.stated_sources import stated_source, states_source
from briefing.draft.raw_table import StatedSource
from tests.draft.recognition.test_recognising import recognised

TABLE = "year|value\n2019|1\n2020|2"


@pytest.mark.parametrize(
    ("line", "publisher", "title", "published"),
    [
        (
            "Source: Statistical Office of Altland, Labour Force Survey. Released 12 February 2026.",
            "Statistical Office of Altland",
            "Labour Force Survey",
            "2026-02-12",
        ),
        ("Source: Isle Office (published May 3, 2024)", "Isle Office", "", "2024-05-03"),
        ("Source: Isle Office, Register of Boats", "Isle Office, Register of Boats", "", ""),
        ("Source: Isle Office, Boat Register 2023", "Isle Office", "Boat Register 2023", ""),
        ("Source: Office for Ports, Ferries and Harbours", "Office for Ports, Ferries and Harbours", "", ""),
        ("Source: Ministry of Ports, Department of Statistics", "Ministry of Ports, Department of Statistics", "", ""),
        ("Source: Isle Office. Released 31 February 2024.", "Isle Office. Released 31 February 2024", "", ""),
        ("Source: Isle Yearbook 2025 › Table 03 (p.12) by isle | Table 04 by month", "Isle Yearbook 2025", "", ""),
        ("Source: Isle Office | Harbour Board | Tablet Makers", "Isle Office | Harbour Board | Tablet Makers", "", ""),
        ("© Isle Office, 2022", "Isle Office, 2022", "", ""),
        ("Last updated: March 2024", "", "", "2024-03"),
        ("Released 12 Sept. 2024", "", "", "2024-09-12"),
        ("Last Updated: 12/19/2025", "", "", "2025-12-19"),
        ("Last updated: , 19/12/2025 23:00", "", "", "2025-12-19"),
        ("Last updated: 03/04/2025", "", "", ""),
        ("Last updated: 03.04.2025", "", "", "2025-04-03"),
        ("Data extracted on 03/04/2025 13:32:49 from [ESTAT]", "Eurostat", "", ""),
        ("Data extracted on 03/04/2025 13:32:49 from [ISLES]", "", "", ""),
        ("Data from database: Isle Indicators", "", "Isle Indicators", ""),
        ("Published Decennial 2020", "", "", ""),
    ],
)  # fmt: skip
def test_a_line_says_who_published_what_and_when(line: str, publisher: str, title: str, published: str) -> None:
    assert stated_source([line]) == StatedSource(publisher=publisher, title=title, published=published)


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        (
            ["Note: (1) Boats of all sizes.", "Source: 1. Isle Office", "　　2. Harbour Board"],
            "Isle Office; Harbour Board",
        ),
        (["Source: 1. Isle Office", "3. Boats of all sizes."], "Isle Office"),
        (["Source: Isle Office", "2. Boats of all sizes."], "Isle Office"),
    ],
)
def test_lines_may_count_several_publishers(lines: list[str], publisher: str) -> None:
    assert stated_source(lines).publisher == publisher


def test_a_day_of_release_in_a_line_of_its_own_is_no_title_and_that_of_a_title_is_none() -> None:
    assert states_source("Released 12 February 2026")
    assert not states_source("Released 12 February 2026 from prison, by age")
    assert stated_source(["Source: Isle Office", "Released 12 February 2026."]).published == "2026-02-12"
    assert stated_source(["Films released 12 February 2026, by town"]).published == ""


def test_nobody_is_asked_when_figures_were_published_that_a_footnote_dates() -> None:
    line = "Source: Isle Office, Ferry Survey. Released 12 February 2026."
    data = recognised(TABLE, title="Trips", footnotes=(line,))
    assert (data.source.publisher, data.source.title, data.source.published) == (
        "Isle Office",
        "Ferry Survey",
        "2026-02-12",
    )
    assert not [text for text in data.to_fill if "sources.csv" in text]
