"""Rows of rises, since when a value is the highest, ranges and first readings are worked out again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.proof.numbers.formulas import fault
from briefing.proof.reading import formula_trees as trees
from briefing.proof.reading.ledger_reader import LedgerFact, Record

VALUES = {"2025-12": 7.0, "2026-01": 5.0, "2026-02": 5.5, "2026-03": 6.0, "2026-04": 6.4}


def records(*written: str, levels: dict[str, float] = VALUES) -> tuple[Record, ...]:
    return tuple(Record("fuel", "Alden", one, levels[one], "=", "DESK", "official") for one in written)


def values(count: int) -> tuple[trees.Value, ...]:
    return tuple(map(trees.Value, range(count)))


ALL = records(*VALUES)
ROW = LedgerFact(
    3.0, "months", "=", "rises in a row: 3 (2025-12: 7, 2026-01: 5, 2026-02: 5.5, 2026-03: 6, 2026-04: 6.4)", ALL,
    tree=trees.Streak(values(5)), window=("2025-12", "2026-04"),
)  # fmt: skip
OPEN = LedgerFact(
    3.0, "months", "≥", "rises in a row: 3 (2026-01: 5, 2026-02: 5.5, 2026-03: 6, 2026-04: 6.4)", ALL[1:],
    tree=trees.Streak(values(4)), window=("2026-01", "2026-04"),
)  # fmt: skip
SINCE = LedgerFact(
    2025 * 12 + 11, "month", "=", "highest since (2025-12: 7, 2026-01: 5, 2026-02: 5.5, 2026-03: 6, 2026-04: 6.4)", ALL,
    tree=trees.HighestSince(values(5)), window=("2025-12", "2026-04"), written="2025-12",
)  # fmt: skip
SPREAD = LedgerFact(
    2.0, "index", "=", "range of 5 values (2025-12: 7, 2026-01: 5, 2026-02: 5.5, 2026-03: 6, 2026-04: 6.4)", ALL,
    tree=trees.Range(values(5)), window=("2025-12", "2026-04"),
)  # fmt: skip
FIRST = replace(ALL[4], earlier=(replace(ALL[4], value=6.6), replace(ALL[4], value=6.1)))
READING = LedgerFact(6.1, "index", "=", "6.1", (FIRST,), tree=trees.FirstReading(0))
REVISED = LedgerFact(
    0.3, "index", "=", "6.4 − 6.1", (FIRST,), tree=trees.Difference((trees.Value(0), trees.FirstReading(0)))
)
FALL = LedgerFact(
    -1.0, "months", "≤", "falls in a row: 1 (2025-12: 7, 2026-01: 5)", ALL[:2], tree=trees.Streak(values(2))
)
RATE = LedgerFact(
    8.0, "% a year", "=", "((6.4 / 7)^(1 / (1/3)) − 1) × 100", (ALL[0], ALL[4]),
    tree=trees.Product((trees.Difference((trees.Power((
        trees.Quotient((trees.Value(1), trees.Value(0))), trees.Quotient((1, trees.YearsBetween((0, 1)))),
    )), 1)), 100)),
)  # fmt: skip


def dearer(later: int, before: int = 0) -> trees.Product:
    """A change in percent."""
    ratio = trees.Quotient((trees.Value(later), trees.Value(before)))
    return trees.Product((trees.Difference((ratio, 1)), 100))


def listed(*written: str) -> str:
    """The texts of changes on the first level."""
    return ", ".join(f"{one}: ({LEVELS[one]:,} / 1,000 − 1) × 100" for one in written)


LEVELS = {"2024-01": 1000.0, "2025-01": 1030.4, "2025-02": 1024.4, "2025-03": 1024.1, "2025-04": 1029.8}
CHANGES = tuple(dearer(at) for at in range(1, 5))
RATES = LedgerFact(
    2025 * 12.0, "month", "=",
    f"highest since, to 1 decimal ({listed(*[*LEVELS][1:])})",
    records(*LEVELS, levels=LEVELS),
    tree=trees.HighestSince(CHANGES, 1),
    window=("2025-01", "2025-04"), written="2025-01",
)  # fmt: skip
RISES = replace(
    RATES, value=1.0, unit="months", written=None, window=("2025-02", "2025-04"),
    observations=(RATES.records[0], *RATES.records[2:]),
    formula=f"rises in a row, to 1 decimal: 1 ({listed(*[*LEVELS][2:])})",
    tree=trees.Streak(tuple(dearer(at) for at in range(1, 4)), 1),
)  # fmt: skip


@pytest.mark.parametrize("one", [ROW, OPEN, SINCE, SPREAD, READING, REVISED, FALL, RATES, RISES])
def test_what_its_values_give_is_passed(one: LedgerFact) -> None:
    assert fault(one) == ""


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (replace(ROW, value=4.0), "its value is 4"),
        (replace(ROW, value=-3.0), "go up, and its value is -3"),
        (replace(ROW, qualifier="≥"), "does not go on before it"),
        (replace(OPEN, qualifier="="), "may go on before it"),
        (replace(ROW, formula=ROW.formula.replace("rises", "falls")), "it is worked out as rises"),
        (replace(ROW, observations=(*ALL[:3], ALL[4]), tree=trees.Streak(values(4))), "do not follow each other"),
        (replace(ROW, tree=trees.Streak(tuple(map(trees.Value, range(1, 5))))), "lacks the observation 7 of 2025-12"),
        (replace(SINCE, value=2026 * 12, written="2026-01"), "its values begin in 2025-12"),
        (replace(SINCE, qualifier="≤"), "is as high, and it is ≤"),
        (replace(SINCE, window=("2025-11", "2026-04")), "its window is 2025-11"),
        (replace(SINCE, tree=trees.LowestSince(values(5))), "is not the lowest since 2025-12, as 2026-01"),
        (replace(RATES, tree=trees.HighestSince(CHANGES)), "does not say with which decimals"),
        (replace(RATES, tree=trees.HighestSince(CHANGES, 2)), "to 2 decimals that are printed with 1"),
        (replace(RATES, format={"decimals": 2}), "to 1 decimals that are printed with 2"),
        (
            replace(RATES, tree=trees.HighestSince(CHANGES, 2), format={"decimals": 2}, qualifier="≤"),
            "is as high, and it is ≤",
        ),
        (replace(RISES, value=2.0), "its value is 2"),
        (replace(SINCE, tree=trees.HighestSince(values(5), 1)), "rounds values that are published"),
        (replace(SPREAD, value=1.4), "the range of its values is 2, not 1.4"),
        (replace(READING, value=6.6), "not 6.6"),
        (replace(REVISED, value=-0.2), "gives 0.3, not -0.2"),
        (replace(RATE, value=-23.6), "gives -23.57317"),
    ],
)  # fmt: skip
def test_what_its_values_do_not_give_is_found(one: LedgerFact, words: str) -> None:
    assert words in fault(one)
