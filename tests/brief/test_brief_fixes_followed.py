"""What the brief proposes for what has no room on a page, or no place in it, works when it is followed."""

from __future__ import annotations

from pathlib import Path

from tests.following import Case, case, edition_of, laid_out

ALL = "series: [visits], entities: all"
CASES: list[Case] = [
    case(
        f"chart: {{kind: line, {ALL}}}",
        "45 names at the ends of its lines",
        "write `<>` for places, or name at most …",
        f"chart: {{kind: line, {ALL}, <0>}}",
    ),
    case(
        f"chart: {{kind: slope, {ALL}}}",
        "45 names at the ends of its lines",
        "write `<>` for places, or name at most …",
        f"chart: {{kind: slope, {ALL}, <0>}}",
    ),
    case(
        f"chart: {{kind: bar, {ALL}, period: [2023, 2023]}}",
        "a chart is taller than a page",
        "show less in it (of places by `<>`, of texts by fewer words), or make two of it",
        f"chart: {{kind: bar, {ALL}, period: [2023, 2023], <0>: 20}}",
    ),
    case(
        "ranks: {places: 45, rows: [{name: Visits, rank: visits.rank()}]}",
        "a rank strip whose first column has no header",
        "give its `<>` three words",
        "ranks: {places: 45, <0>: [Yardstick, Rank, Ahead], rows: [{name: Visits, rank: visits.rank()}]}",
    ),
]


def test_what_the_brief_proposes_has_room(tmp_path: Path) -> None:
    ways = laid_out(CASES, tmp_path / "wrong", "brief")
    assert edition_of(ways, tmp_path / "mended", ("brief",)) == []
