"""Sources as an edition names them: without a date, dated by observation, alike in name, with a semicolon in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import briefing
from briefing.proof.proving import prove
from briefing.proof.reading.dataset_tables import Tables
from tests.editions import change
from tests.reading import package_texts

SOURCES = """\
id,publisher,title,published,read_on,url
OECDEU,OECD; Eurostat,Regions at a glance,,2024-05-03,
DESK1,City desk,Monthly figures,2024-02,,https://example.org/1
DESK2,City desk,Quarterly figures,2024-06,,https://example.org/2
PORTAL,Open data portal,Visits,,,
"""
ROWS = """\
indicator_id,entity,year,value,status,source_id,published
library_visits,Example City,2019,410,A,DESK1,2020-03
library_visits,Example City,2020,250,A,DESK1,2021-03
library_visits,Example City,2021,330,A,DESK1,2022-03
library_visits,Example City,2022,480,A,DESK1,
library_visits,Example City,2023,560,A,DESK2,
library_visits,Sample Town,2023,430,A,PORTAL,
library_visits,Model Village,2023,135,A,PORTAL,
cycle_paths,Example City,2019,40.5,A,OECDEU,
cycle_paths,Example City,2021,62.0,A,OECDEU,
cycle_paths,Example City,2023,101.2,A,OECDEU,
"""


@pytest.fixture
def project(starter: Path) -> Path:
    (starter / "sources.csv").write_text(SOURCES, "utf-8")
    (starter / "observations.csv").write_text(ROWS, "utf-8")
    change(starter, "targets.csv", "600,=,EXAMPLE", "600,=,DESK2")
    change(starter, "targets.csv", "100,=,EXAMPLE", "100,=,OECDEU")
    return starter


def test_an_edition_names_its_sources_rightly_and_its_proof_is_clean(project: Path, tmp_path: Path) -> None:
    built = briefing.build(project, tmp_path / "out")
    assert [(item.where, item.severity) for item in built.findings] == [("sources.csv, PORTAL", "warning")]
    said = slides(built.deck)
    assert "Source: City desk, Mar 2020, Mar 2021, Mar 2022, Feb 2024, Jun 2024." in said
    assert "OECD; Eurostat, data to 2023" in said
    assert "Open data portal, data to 2023" in said
    ledger = json.loads(built.ledger.read_text("utf-8"))
    assert ledger["sources"]["OECDEU"]["read_on"] == "2024-05-03"
    assert ledger["facts"]["visits.first"]["observations"][0]["published"] == "2020-03"


def test_a_cover_of_values_published_one_by_one_names_years_of_publication(project: Path, tmp_path: Path) -> None:
    rows = "".join(
        f"library_visits,Example City,{year},{year - 1600},A,DESK1,{year}-{month:02}\n"
        for year, month in zip(range(2009, 2019), range(1, 11), strict=True)
    )
    (project / "observations.csv").write_text(ROWS + rows, "utf-8")
    change(project, "story.en.yaml", "    kind: slope\n    series: [visits, paths]\n    measure: multiple\n",
           "    kind: line\n    series: [visits]\n    period: [2009, 2018]\n")  # fmt: skip
    built = briefing.build(project, tmp_path, only=["deck"])
    assert "Source: City desk 2009, 2010, 2011, 2012, 2013, " in slides(built.deck)


def test_a_letter_names_a_source_once_with_all_its_years(project: Path, tmp_path: Path) -> None:
    built = briefing.build(project, tmp_path / "out", only=["letter"])
    lines = [
        one
        for one in (built.letter or Path()).with_suffix(".txt").read_text("utf-8").splitlines()
        if one.startswith("Source")
    ]
    print(lines)
    assert all(line.count("City desk") <= 1 for line in lines)
    assert any("City desk 2020, 2021, 2022, 2024" in line for line in lines)
    assert any("OECD; Eurostat (to 2023)" in line for line in lines)


def test_the_warning_of_an_undated_source_goes_when_its_fix_is_followed(project: Path, tmp_path: Path) -> None:
    change(project, "sources.csv", "PORTAL,Open data portal,Visits,,,", "PORTAL,Open data portal,Visits,,2024-06-01,")
    assert not briefing.build(project, tmp_path / "out").findings


def test_the_proof_finds_a_source_line_that_lacks_a_date(project: Path, tmp_path: Path) -> None:
    built = briefing.build(project, tmp_path / "out")
    assert not rules(built, project, built.ledger.read_bytes())
    other = built.ledger.read_bytes().replace(b'"published":"2020-03"', b'"published":"2018-03"')
    found = rules(built, project, other)
    assert {"sources-missing", "sources-unlisted"} <= found


def rules(built: briefing.Build, project: Path, ledger: bytes) -> set[str]:
    files = {path.name: path.read_bytes() for path in (built.deck, built.brief, built.letter) if path}
    proof = prove(files, (built.ledger.name, ledger), Tables(project))
    return {item.rule for item in proof.findings if item.severity != "advice"}


def slides(deck: Path | None) -> str:
    assert deck is not None
    return "\n".join(package_texts(deck.name, deck.read_bytes()).values())


def test_who_issued_the_figures_stands_before_whoever_passes_them_on(project: Path, tmp_path: Path) -> None:
    change(project, "sources.csv", "id,publisher,", "id,primary,publisher,")
    text = (project / "sources.csv").read_text("utf-8")
    rows = text.replace("\nOECDEU,", "\nOECDEU,,").replace("\nDESK1,", "\nDESK1,Library office,")
    rows = rows.replace("\nDESK2,", "\nDESK2,Library office,").replace("\nPORTAL,", "\nPORTAL,,")
    (project / "sources.csv").write_text(rows, "utf-8")
    built = briefing.build(project, tmp_path / "out")
    assert [item.severity for item in built.findings] == ["warning"]
    assert "Source: Library office, via City desk, Mar 2020, Mar 2021, Mar 2022, Feb 2024, Jun 2024." in slides(
        built.deck
    )
