"""What the message on a rank, a table, a milestone, a statement or a list proposes is accepted when it is followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.following import Case, answer, built, case, left

STRIP = "ranks: {{places: {}, head: [Yardstick, Rank, Ahead], rows: [{{name: Visits, rank: {}}}]}}"
CASES: dict[str, Case] = {
    "rank beyond the strip": case(
        STRIP.format(3, "visits.rank()"),
        "is 45, the strip has 3 places",
        "raise `<>`",
        STRIP.replace("places", "<0>").format(45, "visits.rank()"),
    ),
    "highlight below a table": case(
        "table: {head: [Town], rows: [[Ashby], [Elmby]], highlight: 2}",
        "highlight is 2, the table has 2 rows",
        "rows count from <>",
        "table: {head: [Town], rows: [[Ashby], [Elmby]], highlight: <0>}",
    ),
    "slip in a milestone": case(
        "milestones: [{date: '2016-04-20'}]",
        "no milestone is dated '2016-04-20'",
        "did you mean <> or <>?",
        "milestones: [{date: '<0>'}]",
    ),
    "two milestones of a month": case(
        "milestones: [{date: '2019-05'}]",
        "2 milestones are dated 2019-05",
        "say which with `<>`",
        "milestones: [{date: '2019-05', <0> Night opening}]",
    ),
    "slip in a statement": case("quote: word", "unknown statement 'word'", "did you mean <>?", "quote: <0>"),
    "statement in another language": case(
        "quote: fremd",
        "the statement 'fremd' is in de, the story in en",
        "give its sense with `<>`, which is marked as such, or leave it out",
        "quote: {statement: fremd, <0> The desk will open the branches again, speaker: Ada Penn}",
    ),
    "statement that is retold for nothing": case(
        "quote: {statement: words, retold: The desk will open the branches again}",
        "but it is retold",
        "delete `retold:`, so that it stands verbatim",
        "quote: {statement: words}",
    ),
    "details of another number": case(
        "tiles: [{title: Kinds, items: kinds, details: [Maps of Ashby]}]",
        "the statement 'kinds' has 3",
        "give each one, in the order of statements.csv, <> for nothing",
        "tiles: [{title: Kinds, items: kinds, details: [Maps of Ashby, <0>, <0>]}]",
    ),
    "slip in a source": case(
        "points: [Read on]\nsources: [DEKS]", "unknown source 'DEKS'", "did you mean <>?",
        "points: [Read on]\nsources: [<0>]",
    ),
    "numbered list that begins later": case(
        "points: [Read on]\nparagraph: |-\n  3. Maps\n  4. Novels",
        "a numbered list that begins with 3",
        "begin with <>.; …",
        "points: [Read on]\nparagraph: |-\n  <0>. Maps\n  2. Novels",
    ),
    "subtitle without a chart": case(
        "subtitle: auto\npoints: [Read on]", "`subtitle: auto` needs a chart", "write the subtitle out",
        "subtitle: Read on\npoints: [Read this too]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_fix_of_a_block_works_when_it_is_followed(name: str, tmp_path: Path) -> None:
    one = CASES[name]
    ways = answer(one, tmp_path)
    assert [left(way, one, tmp_path) for way in ways] == [[] for _ in ways]


def test_all_blocks_that_fixes_lead_to_build(tmp_path: Path) -> None:
    assert built(CASES.values(), tmp_path / "towns", tmp_path) == []
