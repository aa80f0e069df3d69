"""The largest changes among parts: which rose most and which fell most, and when nothing is said of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from briefing.model.unstated import UNIT
from tests.draft.insights.in_memory import edition, noise, of_type

STEPS: NDArray[np.float64] = np.arange(12.0)


def test_of_parts_in_one_unit_the_ones_that_rose_and_fell_most_are_found() -> None:
    parts = {"fish": 50 + 4 * STEPS, "grain": 90 - 2 * STEPS, "salt": 40 + STEPS, "wool": 30 + 0 * STEPS + STEPS % 2}
    found = of_type(edition(parts), "largest_changes")
    assert found is not None
    assert (found.subjects[0], found.subjects[-1], found.direction) == ("fish", "grain", "up")
    assert found.facts == {"most": "fish.change", "other": "grain.change"}
    for other in ("grain", "salt", "wool"):
        assert f"fish.change > {other}.change" in found.claim, "each of the others is held against it"


def test_where_all_fell_no_part_rose_most() -> None:
    parts = {name: 100 - size * STEPS for size, name in enumerate(("fish", "grain", "salt", "wool"), 2)}
    found = of_type(edition(parts), "largest_changes")
    assert found is not None
    assert (found.subjects[0], found.direction) == ("wool", "down")
    assert "other" not in found.facts


def test_a_known_whole_is_divided_and_is_no_part_of_its_own() -> None:
    goods = {"fish": 50 + 4 * STEPS, "grain": 90 - 2 * STEPS}
    others = {"salt": 40 + STEPS + STEPS % 3, "wool": 37 - 3 * STEPS}
    total = goods["fish"] + goods["grain"]
    every = {"all": total + others["salt"] + others["wool"], "goods": total, **goods, **others}
    found = of_type(edition(every), "largest_changes")
    assert found is not None
    assert set(found.subjects) == {*goods, *others}, "the parts, and neither the whole nor what is a part and a whole"


def test_of_chance_alone_and_of_two_that_changed_alike_nothing_is_said() -> None:
    chance = {name: noise(12, seed) for seed, name in enumerate(("fish", "grain", "salt", "wool"))}
    assert of_type(edition(chance), "largest_changes") is None
    alike = {"fish": 50 + 4 * STEPS, "grain": 60 + 4 * STEPS, "salt": 40 + STEPS, "wool": 30 + STEPS}
    assert of_type(edition(alike), "largest_changes") is None


def test_parts_of_one_column_have_one_unit_whether_the_table_states_it_or_not() -> None:
    parts = {f"trade{at}": 90 + (at - 5) * STEPS for at in range(14)}
    found = of_type(edition(parts, unit=UNIT), "largest_changes")
    assert found is None, "columns without a unit may count different things"
    found = of_type(edition(parts, unit=UNIT, column="Output"), "largest_changes")
    assert found is not None
    assert (found.subjects[0], found.subjects[-1], len(found.subjects)) == ("trade13", "trade0", 14)


def test_no_change_is_the_largest_that_a_part_of_fewer_periods_passed() -> None:
    parts = {"fish": 50 + 4 * STEPS, "grain": 90 - 2 * STEPS, "salt": 40 + STEPS, "wool": 30 + STEPS / 2}
    for late, left in ((-1.0, ["most", "other"]), (-3.0, ["most"]), (5.0, None)):
        ended = np.where(STEPS < 11, 70 + late * STEPS, np.nan)
        found = of_type(edition({**parts, "peat": ended}), "largest_changes")
        assert (list(found.facts) if found else None) == left
