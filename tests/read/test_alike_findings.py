"""A mismatch that stands in each row of a table is listed a few times and counted, so that its cause can be seen."""

from __future__ import annotations

from pathlib import Path

import briefing
from briefing.read.report import ALIKE


def test_a_source_that_is_missing_does_not_bury_the_line_that_lost_it(starter: Path) -> None:
    (starter / "sources.csv").write_text(
        "id,publisher,short,title,url,published\nEXAMPLE,Example data,Example,Yearbook, volume two,,2024\n"
    )
    rows = len((starter / "observations.csv").read_text().splitlines()) - 1
    found = briefing.check(starter)
    alike = [one for one in found if "observations.csv" in one.where]
    assert any("the line has 7 cells, the head 6" in one.what for one in found)
    assert len(alike) == ALIKE + 1
    assert alike[-1].what == f"the source 'EXAMPLE' is unknown, in {rows - ALIKE} more lines too"


def test_mismatches_that_differ_are_all_listed(starter: Path) -> None:
    path = starter / "observations.csv"
    head, *lines = path.read_text().splitlines()
    wrong = [line.replace(line.split(",")[3], f"x{at}") for at, line in enumerate(lines)]
    path.write_text("\n".join([head, *wrong]))
    found = [one for one in briefing.check(starter) if "is not a number" in one.what]
    assert len(found) == len(lines)
