"""Tables that are continued month by month have no date of their own: a source line says to which period they go."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pikepdf

import briefing
from tests.once import once, shared_folder
from tests.reading import pdf_text
from tests.test_named_sources import rules, slides

TABLES = {
    "briefing.toml": """\
[edition]
slug = "harbour"
title = "The harbour"
entity = "Port Alder"
period = { last = 18 }
[facts]
ships = { indicator = "ships" }
staff = { indicator = "staff" }
""",
    "indicators.csv": """\
id,name_en,unit,frequency,lag_days
ships,Ships,ships,M,20
staff,Staff of the harbour,persons,A,
""",
    "sources.csv": """\
id,publisher,title,published,read_on
PILOTS,Pilots,Ships by month,,2025-03-03
OFFICE,Harbour office,Yearbook,,2025-02-01
""",
    "story.en.yaml": """\
sections:
  - id: ships
    title: >-
      {{ ships.last | value }} ships came in {{ ships.last | period }}, and {{ staff.last | value }} people worked here
    subtitle: auto
    chart: {kind: line, series: [ships]}
""",
}


@once
def harbour() -> Path:
    """A project with a table of months and one of years, neither of them dated."""
    folder = shared_folder("harbour of months")
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    months = [f"ships,Port Alder,{2023 + at // 12}-{at % 12 + 1:02},{40 + at},PILOTS" for at in range(24)]
    rows = ["indicator_id,entity,period,value,source_id", *months, "staff,Port Alder,2024,310,OFFICE", ""]
    (folder / "observations.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder


@once
def edition() -> briefing.Build:
    """Its edition."""
    return briefing.build(harbour(), shared_folder("harbour of months, built"))


def test_a_source_line_says_to_which_month_a_continued_table_goes_and_to_which_year_a_yearly_one() -> None:
    assert edition().findings == ()
    deck = slides(edition().deck)
    assert "Source: Pilots, data to Dec 2024; Harbour office, data to 2024." in deck
    letter = (edition().letter or Path()).with_suffix(".txt").read_text("utf-8")
    assert "Source: Pilots (to Dec 2024); Harbour office (to 2024)" in " ".join(letter.split())


def test_the_proof_finds_a_source_line_that_names_another_year_than_the_values_go_to() -> None:
    ledger = edition().ledger.read_bytes()
    assert not rules(edition(), harbour(), ledger)
    later = ledger.replace(b'"period":"2024-12"', b'"period":"2026-12"')
    assert "sources-missing" in rules(edition(), harbour(), later)


@once
def earlier() -> briefing.Build:
    """An edition of before the day on which the months were read."""
    folder = shared_folder("harbour of months, as of February")
    return briefing.build(harbour(), out=folder, as_of=dt.date(2025, 2, 10))


def test_a_day_of_reading_after_that_of_the_edition_is_printed_nowhere() -> None:
    assert earlier().findings == ()
    with pikepdf.open(earlier().brief or Path()) as brief:
        attached = brief.attachments["sources.csv"].get_file().read_bytes().decode()
    assert "2025-02-01" in attached
    assert "2025-03-03" not in attached
    page = " ".join(pdf_text(earlier().brief or Path()).split())
    listed = ("Pilots, Ships by month, data to Dec 2024", "Harbour office, Yearbook, data to 2024")
    for words in (*listed, "the formula of each number."):
        assert words in page
    ledger = earlier().ledger.read_bytes()
    assert not rules(earlier(), harbour(), ledger)
    read_later = ledger.replace(b'"read_on":"2025-02-01"', b'"read_on":"2025-03-03"')
    assert "number-cell" in rules(earlier(), harbour(), read_later)
    unread = ledger.replace(b'"read_on":"2025-02-01"', b'"read_on":""')
    assert "number-cell" in rules(earlier(), harbour(), unread)


def test_a_week_that_begins_in_the_year_before_its_number_is_of_either_year(tmp_path: Path) -> None:
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text.replace("ships,M,20", "ships,W,20"), encoding="utf-8")
    weeks = [f"ships,Port Alder,2019-W{at:02},{40 + at},PILOTS" for at in range(35, 53)]
    rows = ["indicator_id,entity,period,value,source_id", *weeks, "ships,Port Alder,2020-W01,93,PILOTS"]
    rows += ["staff,Port Alder,2019,310,OFFICE", ""]
    (tmp_path / "observations.csv").write_text("\n".join(rows), encoding="utf-8")
    built = briefing.build(tmp_path, tmp_path / "output")
    assert "data to week of 30 Dec 2019" in slides(built.deck)
    ledger = built.ledger.read_bytes()
    assert not rules(built, tmp_path, ledger)
    later = ledger.replace(b'"period":"2020-W01"', b'"period":"2021-W01"')
    assert "sources-missing" in rules(built, tmp_path, later)
