"""The places gained stand behind the name of their own line, also where one name ends with another.

rules: planned-numbers
"""

from __future__ import annotations

from briefing.proof.planned.gained_places import TextPlace, misplaced
from briefing.proof.reading.ledger_reader import PlannedChart, PlannedSeries

HEAD = "Places since 2019"
LINES = (PlannedSeries("North Isle", ()), PlannedSeries("Isle", ()))
RANKS = PlannedChart("bump", series=LINES, columns=((HEAD, "+1", "−1"),))


def found(north: str, isle: str) -> list[str]:
    """What stands behind the names of two lines → what is wrong with it."""
    title = TextPlace("Of all, one has lost most: Isle", 10.0, 190.0, 20.0)
    rows = [
        (TextPlace(f"{at} {name}", 370.0, 430.0, 50.0 + 30 * at), TextPlace(cell, 510.0, 530.0, 50.0 + 30 * at))
        for at, (name, cell) in enumerate((("North Isle", north), ("Isle", isle)), start=1)
    ]
    return list(misplaced(RANKS, [title, TextPlace(HEAD, 460.0, 540.0, 40.0), *(text for row in rows for text in row)]))


def test_a_name_that_ends_another_has_its_own_number() -> None:
    assert found("+1", "−1") == []
    assert found("−1", "+1") == [
        "−1 stands behind North Isle, where +1 was composed",
        "+1 stands behind Isle, where −1 was composed",
    ]


def test_a_name_at_the_end_of_a_line_that_ends_early_has_nothing_behind_it() -> None:
    early = [TextPlace("North Isle", 200.0, 260.0, 50.0), TextPlace("Isle", 370.0, 400.0, 50.0)]
    assert (
        list(misplaced(RANKS, [*early, TextPlace(HEAD, 460.0, 540.0, 40.0), TextPlace("−1", 510.0, 530.0, 50.0)])) == []
    )
    wrong = [*early, TextPlace(HEAD, 460.0, 540.0, 40.0), TextPlace("+1", 510.0, 530.0, 50.0)]
    assert list(misplaced(RANKS, wrong)) == ["+1 stands behind Isle, where −1 was composed"]


def test_values_that_are_wider_than_their_head_stand_under_its_end() -> None:
    ranks = PlannedChart("bump", series=LINES, columns=(("数值", "15514.89", "9120.3"),))
    names = [TextPlace("North Isle", 370.0, 430.0, 80.0), TextPlace("Isle", 370.0, 400.0, 110.0)]
    mark = TextPlace("9120.3", 330.0, 365.0, 80.0)  # of a number elsewhere, at its left
    values = [TextPlace("15514.89", 480.0, 540.0, 80.0), TextPlace("9120.3", 490.0, 540.0, 110.0)]
    assert list(misplaced(ranks, [TextPlace("数值", 514.0, 540.0, 40.0), *names, mark, *values])) == []
    turned = [TextPlace("9120.3", 490.0, 540.0, 80.0), TextPlace("15514.89", 480.0, 540.0, 110.0)]
    assert len(list(misplaced(ranks, [TextPlace("数值", 514.0, 540.0, 40.0), *names, *turned]))) == 2
