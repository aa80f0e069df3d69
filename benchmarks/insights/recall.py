"""What insights find of what is known to be in made-up data → a table by type, and what they find where nothing is.

    uv run --group test benchmarks/insights/recall.py                     300 datasets and 100 of noise
    uv run --group test benchmarks/insights/recall.py --seeds even        the half by which thresholds were chosen
    uv run --group test benchmarks/insights/recall.py --misses            each one that was not found

Recall: of the planted things those that are among the first five insights of the edition, of their type, about their
indicators and places, in their direction and where they are in time. False findings: insights where nothing is, of any
type that says more than what the newest values are. The half of the odd seeds was never looked at while thresholds were
chosen.

Next to it @antv/ava on the same records, if node is there and

    npm install --no-package-lock --prefix benchmarks/insights

was run. It gets what suits it best of three tables: all records, those of the edition's place, those of the newest
period; and both of its lists, insights and homogeneous ones, have five each. Its types are ours as `AVA` says; for
four of ours it has none, so the table has a line for the others alone. Exit code 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from planted import KINDS, TOTAL, PlantedDataset, nothing, planted

from briefing.draft.insight import Insight
from briefing.draft.insights.finding import insights
from briefing.read.project import project

HERE: Final = Path(__file__).parent
EACH, NOTHING, FIRST = 25, 100, 5  # datasets of a kind, of noise; insights that count
RECALL, FALSE = 0.9, 0.05  # at least, at most an edition
# What is true of any newest values: no pattern is claimed.
PLAIN: Final = frozenset({"change", "rank", "gap_to_best", "share", "evenness", "missing", "provisional"})
# Our type → those of AVA that mean it.
AVA: Final[Mapping[str, frozenset[str]]] = {
    "trend": frozenset({"trend"}),
    "turn": frozenset({"change_point", "trend"}),
    "shift": frozenset({"change_point"}),
    "outlier": frozenset({"time_series_outlier"}),
    "leader": frozenset({"category_outlier", "majority"}),
    "majority": frozenset({"majority", "category_outlier"}),
    "all_but": frozenset({"commonness", "exception"}),
    "correlation": frozenset({"correlation"}),
}


class Score(Struct):
    """Of the planted things of a kind: how many there are, how many were found."""

    planted: int = 0
    found: int = 0


def datasets(seeds: str) -> tuple[list[PlantedDataset], list[PlantedDataset]]:
    """Return those with a planted thing and those with none, of even seeds, odd ones, or all."""
    fits: Callable[[int], bool] = {"even": lambda seed: seed % 2 == 0, "odd": lambda seed: seed % 2 == 1}.get(
        seeds, lambda _: True
    )
    with_thing = [planted(seed, kind) for kind in KINDS for seed in range(EACH) if fits(seed)]
    return with_thing, [nothing(seed) for seed in range(NOTHING) if fits(seed)]


# -- ours --------------------------------------------------------------------------------------------------------------


def written(data: PlantedDataset, folder: Path) -> Path:
    """Write a dataset as a project."""
    folder.mkdir(parents=True)
    keys = list(data.values)
    facts = "\n".join(f'{key} = {{ indicator = "{key}" }}' for key in keys)
    totals = [TOTAL] if data.totals else []
    ends = json.dumps([data.periods[0], data.periods[-1]])
    (folder / "briefing.toml").write_text(
        f'[edition]\nslug = "planted"\ntitle = "Planted"\nentity = "{data.entity}"\nperiod = {ends}\n'
        f"as_of = 2100-01-01\ntotals = {json.dumps(totals)}\n[facts]\n{facts}\n",
        encoding="utf-8",
    )
    (folder / "story.en.yaml").write_text("sections: []\n", encoding="utf-8")
    _table(folder / "sources.csv", "id,publisher,title,published", [["S", "Made up", "Made up", "2099"]])
    # each of a unit of its own, so that nothing but the planted total is one
    _table(
        folder / "indicators.csv",
        "id,name_en,unit,direction_of_good,decimals",
        [[key, key.capitalize(), f"units of {key}", "up", "2"] for key in keys],
    )
    rows = []
    for key, values in data.values.items():
        rounded = values.round(2)
        fields = dict(zip(data.places, rounded, strict=True))
        if key in data.totals:
            fields[TOTAL] = rounded.sum(axis=0)
        rows += [
            [key, place, period, f"{value:.2f}", "S"]
            for place, row in fields.items()
            for period, value in zip(data.periods, row, strict=True)
        ]
    _table(folder / "observations.csv", "indicator_id,entity,period,value,source_id", rows)
    return folder


def ours(data: PlantedDataset, folder: Path) -> tuple[Insight, ...]:
    """Return the insights of a dataset."""
    path = folder / "project"
    shutil.rmtree(path, ignore_errors=True)
    return insights(project(written(data, path)))


def is_planted(insight: Insight, data: PlantedDataset) -> bool:
    """Whether an insight is the thing that was planted."""
    thing = data.thing
    assert thing is not None
    places = thing.entities and (insight.entities or (data.entity,))[: len(thing.entities)] != thing.entities
    if insight.type != thing.type or set(insight.subjects) != set(thing.indicators) or places:
        return False
    if thing.direction and insight.direction != thing.direction:
        return False
    near = max(1, len(data.periods) // 10)
    named = [data.periods.index(period) for period in insight.periods.values() if period in data.periods]
    return not thing.columns or not named or any(abs(at - thing.columns[0]) <= near for at in named)


# -- AVA ---------------------------------------------------------------------------------------------------------------


def theirs(every: Sequence[PlantedDataset], folder: Path, answers: Path | None) -> list[dict[str, Any]] | None:
    """Return what AVA finds in each dataset, its first insights for each table; None where it is not installed."""
    if answers is not None and answers.exists():
        return [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    node = shutil.which("node")
    if node is None or not (HERE / "node_modules").is_dir():
        return None
    file = folder / "records.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for data in every:
            lines.write(json.dumps({"entity": data.entity, "newest": data.dates[-1], "records": records(data)}) + "\n")
    done = subprocess.run([node, str(HERE / "ava.mjs"), str(file)], capture_output=True, text=True, check=True)
    if answers is not None:
        answers.write_text(done.stdout, encoding="utf-8")
    return [json.loads(line) for line in done.stdout.splitlines()]


def records(data: PlantedDataset) -> list[dict[str, Any]]:
    """Return a dataset as a row for each place and period, with a column for each indicator."""
    return [
        {"period": date, "place": place, **{key: round(float(rows[at, on]), 2) for key, rows in data.values.items()}}
        for at, place in enumerate(data.places)
        for on, date in enumerate(data.dates)
    ]


def theirs_is_planted(pattern: Mapping[str, Any], data: PlantedDataset) -> bool:
    """Whether a pattern of AVA is the thing that was planted, as far as it says."""
    thing = data.thing
    assert thing is not None
    if pattern["type"] not in AVA.get(thing.type, ()) or not set(thing.indicators) <= set(pattern["measures"]):
        return False
    if thing.type in ("leader", "majority"):
        return bool(pattern["x"] == thing.entities[0])
    if thing.type == "all_but":
        return pattern["of"] == "trend" and thing.entities[0] in pattern["exceptions"]
    if pattern["place"] not in ("", data.entity):
        return False
    return thing.type != "outlier" or pattern["x"] == data.dates[thing.columns[0]]


# -- the table ---------------------------------------------------------------------------------------------------------


def scores(every: Iterable[tuple[PlantedDataset, bool]]) -> dict[str, Score]:
    """Return the scores by kind, with all of them under ""."""
    found = {kind: Score() for kind in (*KINDS, "")}
    for data, hit in every:
        assert data.thing is not None
        for score in (found[data.thing.type], found[""]):
            score.planted += 1
            score.found += hit
    return found


def table(own: Mapping[str, Score], other: Mapping[str, Score] | None) -> str:
    """Return the table of recall."""
    lines = [f"{'planted':<14}{'of':>5}{'ours':>8}{'ava':>8}"]
    for kind in (*KINDS, ""):
        ava = "" if other is None else f"{other[kind].found / other[kind].planted:8.2f}"
        ava = "    none" if other is not None and kind and kind not in AVA else ava
        lines.append(f"{kind or 'all':<14}{own[kind].planted:>5}{own[kind].found / own[kind].planted:8.2f}{ava}")
    if other is not None:
        shared = [kind for kind in KINDS if kind in AVA]
        of = sum(own[kind].planted for kind in shared)
        both = (sum(score[kind].found for kind in shared) / of for score in (own, other))
        lines.append(f"{'ava has these':<14}{of:>5}" + "".join(f"{recall:8.2f}" for recall in both))
    return "\n".join(lines)


def main() -> int:
    """Measure, print, and return whether a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", choices=("all", "even", "odd"), default="all")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--ours", action="store_true", help="without AVA, which takes most of the time")
    parser.add_argument(
        "--answers", type=Path, help="a file with AVA's answers, written once and read by later runs of these seeds"
    )
    asked = parser.parse_args()
    with_thing, without = datasets(asked.seeds)
    with tempfile.TemporaryDirectory() as name:
        folder, begun = Path(name), time.perf_counter()
        found = [(data, ours(data, folder)) for data in with_thing]
        false = [[item for item in ours(data, folder) if item.type not in PLAIN] for data in without]
        seconds = time.perf_counter() - begun
        other = None if asked.ours else theirs([*with_thing, *without], folder, asked.answers)
    hits = [(data, any(is_planted(item, data) for item in items[:FIRST])) for data, items in found]
    own = scores(hits)
    ava = None
    if other is not None:
        seen = zip(with_thing, other, strict=False)
        ava = scores((data, any(theirs_is_planted(item, data) for item in each["patterns"])) for data, each in seen)
    print(table(own, ava))
    rate = sum(map(len, false)) / len(without)
    print(f"\nfalse findings an edition, of {len(without)} with nothing in them: ours {rate:.3f}", end="")
    if other is not None:
        theirs_rate = sum(each["all"] for each in other[len(with_thing) :]) / len(without)
        print(f", ava {theirs_rate:.2f}", end="")
    elif not asked.ours:
        print("\nava is not installed: npm install --no-package-lock --prefix benchmarks/insights", end="")
    print(f"\n{len(with_thing) + len(without)} editions in {seconds:.1f} s")
    if asked.misses:
        _print_misses(found, hits, false)
    return int(own[""].found / own[""].planted < RECALL or rate > FALSE)


def _print_misses(
    found: Sequence[tuple[PlantedDataset, tuple[Insight, ...]]],
    hits: Sequence[tuple[PlantedDataset, bool]],
    false: Sequence[Sequence[Insight]],
) -> None:
    for (data, items), (_, hit) in zip(found, hits, strict=True):
        if not hit:
            assert data.thing is not None
            where = next((at for at, item in enumerate(items, 1) if is_planted(item, data)), 0)
            shape = f"{len(data.values)}×{len(data.places)}×{len(data.periods)}, noise {data.noise}, of {data.entity}"
            print(f"\n{data.thing.type} {data.seed} ({shape}): {data.thing}; at {where or 'no place'}")
            for item in items[:FIRST]:
                print(f"  {item.score:.3f} {item.key} {item.direction} {dict(item.periods)} {dict(item.statistics)}")
    for seed, wrong in enumerate(false):
        for item in wrong:
            print(f"false in {seed}: {item.key} {item.direction} {dict(item.statistics)}")


def _table(path: Path, heads: str, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads.split(","), *rows])


if __name__ == "__main__":
    sys.exit(main())
