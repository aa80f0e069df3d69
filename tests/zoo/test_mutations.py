"""One change of a foreign project at a time: it stops the build with the reason, or all that depends on it changes.

Builds go into one folder with a cache, as they do month by month; what comes out must be the bytes of a build from
nothing, and each number of it right. BRIEFING_ZOO_MUTATIONS says how many are tried, 120 by hand.
"""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest

import briefing
from briefing.errors import BriefingError, Finding
from briefing.reuse import from_nothing
from tests.thorough import THOROUGH, dealt
from tests.zoo.foreign import project
from tests.zoo.test_foreign import OUTPUTS, subjects
from tests.zoo.truth import wrong

PROJECTS = ("temperature", "emissions", "rates", "economies", "electricity")
Rows = list[dict[str, str]]
Change = Callable[[Rows, random.Random], Rows]


def _worked(row: dict[str, str], work: Callable[[float], float]) -> dict[str, str]:
    decimals = len(row["value"].partition(".")[2])
    return row | {"value": f"{work(float(row['value'])):.{decimals}f}"}


def _one(work: Callable[[float], float]) -> Change:
    def change(rows: Rows, chance: random.Random) -> Rows:
        at = chance.randrange(len(rows))
        return [*rows[:at], _worked(rows[at], work), *rows[at + 1 :]]

    return change


def _newest(work: Callable[[float], float]) -> Change:
    def change(rows: Rows, chance: random.Random) -> Rows:
        last = max(row["year"] for row in rows)
        return [_worked(row, work) if row["year"] == last else row for row in rows]

    return change


def _swapped(rows: Rows, chance: random.Random) -> Rows:
    one, other = chance.sample(range(len(rows)), 2)
    values = {one: rows[other]["value"], other: rows[one]["value"]}
    return [row | {"value": values.get(at, row["value"])} for at, row in enumerate(rows)]


def _dropped(rows: Rows, chance: random.Random) -> Rows:
    at = chance.randrange(len(rows))
    return rows[:at] + rows[at + 1 :]


CHANGES: Mapping[str, Change] = {
    "turned": _one(lambda value: -value),
    "zero": _one(lambda value: 0.0),
    "raised by half": _one(lambda value: value * 1.5),
    "a thousandfold": _one(lambda value: value * 1000),
    "swapped": _swapped,
    "dropped": _dropped,
    "newest halved": _newest(lambda value: value / 2),
    "newest doubled": _newest(lambda value: value * 2),
}


def _read(root: Path) -> pd.DataFrame:
    return pd.read_csv(root / "observations.csv", dtype=str)


def _count() -> int:
    return int(os.environ.get("BRIEFING_ZOO_MUTATIONS", "15" if THOROUGH else "10"))


# In a usual run the outputs of a build take turns.
CASES = [(name, None) for name in PROJECTS] if THOROUGH else dealt(PROJECTS[:2], OUTPUTS)


@pytest.mark.parametrize(("name", "outputs"), CASES)
def test_a_change_stops_the_build_or_changes_all_that_depends_on_it(
    name: str, outputs: Sequence[str] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))
    root = project(name, tmp_path)
    whole = [{str(key): str(cell) for key, cell in row.items()} for row in _read(root).to_dict("records")]
    briefing.build(root, tmp_path / "out", only=outputs)
    stopped, tried = 0, -(-_count() // len(PROJECTS))
    for number in range(tried):
        chance = random.Random(f"{name} {number}")
        kind = sorted(CHANGES)[(number + len(name)) % len(CHANGES)]
        table = pd.DataFrame(CHANGES[kind](whole, chance))
        table.to_csv(root / "observations.csv", index=False)
        before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
        built, refusals = _built(root, tmp_path / "out", outputs)
        if built is None:
            assert any(finding.where and finding.fix for finding in refusals), (kind, number)
            assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
            stopped += 1
            continue
        ledger = json.loads(built.editions[0].ledger.read_text(encoding="utf-8"))
        assert list(wrong(ledger, subjects(name, table))) == [], (kind, number)
        anew = _from_nothing(root, tmp_path, monkeypatch, outputs)
        assert anew == {path.name: path.read_bytes() for path in built.files}
    assert stopped < tried


def _built(root: Path, out: Path, outputs: Sequence[str] | None) -> tuple[briefing.Build | None, tuple[Finding, ...]]:
    try:
        return briefing.build(root, out, only=outputs), ()
    except BriefingError as error:
        return None, error.findings


def _from_nothing(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, outputs: Sequence[str] | None
) -> dict[str, bytes]:
    """The files of a build from nothing in a new folder."""
    with monkeypatch.context() as without, from_nothing():
        without.setenv("BRIEFING_CACHE", "off")
        built = briefing.build(root, folder / "anew", only=outputs)
    found = {path.name: path.read_bytes() for path in built.files}
    shutil.rmtree(folder / "anew")
    return found
