"""What the deck proposes for what has no room on a slide has room when it is followed."""

from __future__ import annotations

from pathlib import Path

from tests.following import Case, case, checked, edition_of, followed, laid_out

ALL = "series: [visits], entities: all"
ONE = "write `<>` for places, or name at most …"
MANY = " ".join(["and so on"] * 16)
CASES: list[Case] = [
    case(
        f"chart: {{kind: bar, {ALL}, period: [2023, 2023]}}",
        "45 rows, and ",
        f"{ONE}; a table has room for all of them",
        f"chart: {{kind: bar, {ALL}, period: [2023, 2023], <0>}}",
        f"chart: {{kind: bar, {ALL}, period: [2023, 2023], <0>, order: name}}",
    ),
    case(
        f"chart: {{kind: line, {ALL}}}",
        "45 names at the ends of its lines",
        ONE,
        f"chart: {{kind: line, {ALL}, <0>}}",
    ),
    case(
        f"charts: [{{kind: line, {ALL}, top: 20}}, {{kind: bar, series: [staff]}}]",
        "names at the ends of its lines",
        ONE,
        f"charts: [{{kind: line, {ALL}, <0>}}, {{kind: bar, series: [staff]}}]",
    ),
    case(
        f"chart: {{kind: slope, {ALL}}}",
        "names at the ends of its lines",
        ONE,
        f"chart: {{kind: slope, {ALL}, <0>}}",
    ),
    case(
        "chart: {kind: bar, series: [staff]}\nheat: {series: [visits, birch]}",
        "no layout holds chart, heat on one slide",
        "give each a section of its own; one with `<>` is not in the deck",
        "chart: {kind: bar, series: [staff]}",
        "heat: {series: [visits, birch]}",
        "<0>\nchart: {kind: bar, series: [staff]}\nheat: {series: [visits, birch]}",
    ),
    case(
        "charts: [{kind: bar, series: [staff]}, {kind: bar, series: [rare]}, {kind: bar, series: [plan]}, "
        "{kind: bar, series: [sold]}]",
        "too many for its line",
        "write a shorter `<>`, without what its charts name; that of `auto` names all of them",
        "title: 'Staff: {{ staff.last }}'\n<0>: 'Staff, books and rooms, 2014–{{ staff.last | year }}'\n"
        "charts: [{kind: bar, series: [staff]}, {kind: bar, series: [rare]}, {kind: bar, series: [plan]}, "
        "{kind: bar, series: [sold]}]",
    ),
    case(
        f"title: 'Visits of {{{{ visits.last }}}} {MANY}'\nsubtitle: auto\nchart: {{kind: bar, series: [staff]}}",
        "too many for two lines of 22 points",
        "shorten the title to <> words or fewer; put the rest in the subtitle or a point",
        f"title: 'Visits of {{{{ visits.last }}}} {' '.join(MANY.split()[:13])}'\nsubtitle: auto\n"
        "chart: {kind: bar, series: [staff]}",
    ),
    case(
        f"decisions: [{{question: Open, known: '{MANY * 6}', missing: Who}}, {{question: Shut, known: a, missing: b}}]",
        "too many for its quarter",
        "shorten question or answers",
        "decisions: [{question: Open, known: All, missing: Who}, {question: Shut, known: All, missing: Who}]",
    ),
]


def test_what_the_deck_proposes_has_room(tmp_path: Path) -> None:
    ways = laid_out(CASES, tmp_path / "wrong", "deck")
    left = edition_of(ways, tmp_path / "mended", ("deck",))
    # The part of what was left to the brief has no slide, which is a warning of its own.
    assert [one for one in left if "name is not in the deck" not in one] == []


def test_faults_of_one_slide_come_together(tmp_path: Path) -> None:
    title = f"title: 'Visits of {{{{ visits.last }}}} {MANY}'\nsubtitle: auto\n"
    found = checked([f"{title}chart: {{kind: bar, {ALL}, period: [2023, 2023]}}"], tmp_path, ("deck",))
    assert ["title" in finding.where for finding in found].count(True) == 1
    assert any("45 rows" in finding.what for finding in found)


def test_as_many_series_as_the_message_says_have_room(tmp_path: Path) -> None:
    keys = [
        "visits",
        "birch",
        "elm",
        "fern",
        "oak",
        "dale",
        "ford",
        "ham",
        "both",
        "four",
        "old",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "v",
    ]
    node = "chart: {{kind: bar, series: [{}]}}"
    (found,) = checked([node.format(", ".join(keys))], tmp_path / "wrong", ("deck",))
    (most,) = followed("write `<>` for places, or name at most <> in `series`; …", found.fix, ["<1>"])
    assert edition_of([node.format(", ".join(keys[: int(most)]))], tmp_path / "mended", ("deck",)) == []
