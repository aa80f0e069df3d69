"""How long insights take and how much memory, by the size of the data → a table; exit code 1 where an aim is missed.

    uv run benchmarks/insights_growth.py

Each size in a process of its own: so many indicators × places × months, each value a walk. The first three are whole
editions in memory, whose dataset is not counted: its rows are made first. The last, 30 million values, is more than a
dataset can hold in memory; it is of the arrays alone, in which patterns are looked for. Aims: the last in 60 seconds
and 1 GB, and no more than 10 microseconds a value before.
"""

from __future__ import annotations

import datetime as dt
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from processes import megabytes

from briefing.draft.insights import across, within
from briefing.draft.insights.arrays import KnownValues, SubjectArrays
from briefing.draft.insights.chance import significant
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.finding import insights
from briefing.draft.insights.known_wholes import known_wholes
from briefing.draft.insights.scoring import scored
from briefing.model.dataset import Dataset, Indicator, Observation, Source
from briefing.model.edition import Edition, Project, Subject
from briefing.model.period import MONTH, Period

SIZES = ((20, 20, 100), (50, 50, 120), (100, 50, 120), (500, 200, 300))
FIRST = Period(MONTH, 2000 * 12)
MOST_SECONDS, MOST_MEGABYTES, MOST_A_VALUE = 60.0, 1000.0, 10e-6


def walks(indicators: int, places: int, months: int) -> list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    """Return the values of each indicator, a row for each place."""
    chance = np.random.default_rng(18)
    return [300 + np.cumsum(chance.normal(0, 1, (places, months)), axis=1) for _ in range(indicators)]


def edition(size: tuple[int, int, int]) -> Project:
    """Return an edition of the first place in memory."""
    keys = [f"i{at}" for at in range(size[0])]
    rows = [
        Observation(key, f"p{place}", FIRST + month, round(float(value), 3), "visits", "s")
        for key, values in zip(keys, walks(*size), strict=True)
        for place, row in enumerate(values)
        for month, value in enumerate(row)
    ]
    indicators = {key: Indicator(key, {"en": key}, "visits", frequency=MONTH) for key in keys}
    dataset = Dataset(indicators, tuple(rows), {"s": Source("s", "Nobody", "Made up", "2025")})
    subjects = {key: Subject(key, indicator=key) for key in keys}
    period = FIRST, FIRST + (size[2] - 1)
    return Project(Path(), Edition("x", "X", "p0", period, dt.date(2100, 1, 1), subjects=subjects), dataset, {}, Path())


def arrays(size: tuple[int, int, int]) -> EditionArrays:
    """Return the same as arrays alone."""
    places, flags = tuple(f"p{at}" for at in range(size[1])), np.zeros(size[2], dtype=bool)
    ordinals = FIRST.ordinal + np.arange(size[2])
    subjects = {}
    for at, values in enumerate(walks(*size)):
        subjects[f"i{at}"] = SubjectArrays(
            key=f"i{at}", name=f"i{at}", identity=f"i{at}/p0", field=f"i{at}", frequency=MONTH, first=FIRST,
            values=values, places=places, own=0, own_values=values[0], totals={},
            history=KnownValues(ordinals, values[0], flags, flags), targets=(),
            broken=np.zeros(size[1], dtype=bool), breaks=(), entity="p0", unit="visits", direction="", adds_up=True,
            comparable=True, ordered=True, steady=False, published=True, ratios=True,
        )  # fmt: skip
    return EditionArrays(subjects, tuple(known_wholes(subjects.values())), "p0")


def measured(size: tuple[int, int, int]) -> tuple[int, float, float]:
    """Return how many were found, the seconds of a processor, and the most megabytes of this process."""
    if size != SIZES[-1]:
        project = edition(size)
        begun = time.process_time()
        return (
            len(insights(project)),
            time.process_time() - begun,
            _most(),
        )
    held = arrays(size)
    begun = time.process_time()
    candidates = (item for detector in (*within.DETECTORS, *across.DETECTORS) for item in detector(held))
    return (
        len(scored(significant(candidates, size[0]), held)),
        time.process_time() - begun,
        _most(),
    )


def _most() -> float:
    return megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def main() -> int:
    """Measure all sizes, or in the process of one the size that is given."""
    if len(sys.argv) > 1:
        at = int(sys.argv[1])
        print(*measured(SIZES[at]))
        return 0
    missed = False
    print(f"{'indicators × places × months':<30}{'values':>12}{'found':>8}{'seconds':>9}{'MB':>7}")
    for at, size in enumerate(SIZES):
        done = subprocess.run([sys.executable, __file__, str(at)], capture_output=True, text=True, check=True)
        found, seconds, most = map(float, done.stdout.split())
        values = size[0] * size[1] * size[2]
        missed |= (
            (most > MOST_MEGABYTES or seconds > MOST_SECONDS) if size == SIZES[-1] else seconds > values * MOST_A_VALUE
        )
        print(f"{' × '.join(map(str, size)):<30}{values:>12,}{int(found):>8}{seconds:>9.1f}{most:>7.0f}", flush=True)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
