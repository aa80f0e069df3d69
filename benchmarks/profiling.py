"""Where the time of an edition goes → benchmarks/PROFILE.txt: a cold process and a warm edition, by stage and package.

Three looks at the Beijing edition, without any cache: seconds by stage of the path, in cold processes and in one that
has made two editions before; what importing costs, by package; and, under Python's profiler, which packages and
functions each stage spends its time in. The profiler makes Python's own code about twice as slow, so its figures tell
shares, those by stage tell seconds. A cold process may have a second one write the brief; kept to one processor it does
all itself, and only so its stages can be told. It is called by: uv run benchmarks/run.py --profile
"""

from __future__ import annotations

import json
import pstats
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from processes import PROJECT, machine, one_processor, told

STAGES = Path(__file__).with_name("stages.py")
TEXT = Path(__file__).with_name("PROFILE.txt")
WARM_UP = 2
# A function in a profile: file, line, name.
Function = tuple[str, int, str]


class Spent(Struct, frozen=True):
    """A function's seconds in a stage: alone, with what it calls; how often it was called."""

    alone: float
    whole: float
    calls: int


# -- runs --------------------------------------------------------------------------------------------------------------


def editions(
    count: int, folder: Path, *options: str, profiles: str = "", alone: bool = True
) -> tuple[dict[str, Any], str]:
    """So many editions in a new process, with options of Python → what `stages.py` tells, and the error stream.

    `alone`: on one processor, by one process.
    """
    begun = time.perf_counter()
    command = [sys.executable, *options, str(STAGES), repr(begun), str(PROJECT), str(folder / "out"), str(count)]
    if profiles:
        (folder / profiles).mkdir()
        command.append(str(folder / profiles))
    done = told(command, folder, first=one_processor if alone else None)
    found: dict[str, Any] = json.loads(done.stdout)
    found["editions"][-1]["exit"] = time.perf_counter() - found["ended"] if count == 1 else 0.0
    return found, done.stderr


def medians(made: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Editions with the seconds of each stage → the median of each stage, and of the whole as `all`."""
    rows = list(made)
    stages = [stage for stage in rows[0] if stage != "end"]
    found = {stage: statistics.median(row.get(stage, 0.0) for row in rows) for stage in stages}
    return {**found, "all": statistics.median(sum(row.values()) for row in rows)}


def proof_share(folder: Path) -> float:
    """A cold process on one processor → what part of it, from the first import to all files placed, the proof takes."""
    made = editions(1, folder)[0]["editions"][0]
    share: float = made["proof"] / sum(seconds for stage, seconds in made.items() if stage not in ("start", "exit"))
    return share


# -- imports -----------------------------------------------------------------------------------------------------------

_IMPORT = re.compile(r"import time: +(\d+) \| +(\d+) \| ( *)(\S+)")


def imports(errors: str) -> list[tuple[str, float, float, int]]:
    """What -X importtime writes → for each package seconds alone, seconds with what it brings along, its modules."""
    lines = [match for line in errors.splitlines() if (match := _IMPORT.match(line))]
    alone: dict[str, float] = defaultdict(float)
    whole: dict[str, float] = defaultdict(float)
    modules: dict[str, int] = defaultdict(int)
    above: list[str] = []
    for line in reversed(lines):  # children stand before what imports them
        depth, name = len(line[3]) // 2, package(line[4])
        del above[depth:]
        alone[name] += int(line[1]) / 1e6
        modules[name] += 1
        if name not in above:
            whole[name] += int(line[2]) / 1e6
        above.append(name)
    return sorted(((name, alone[name], whole[name], modules[name]) for name in alone), key=lambda row: -row[1])


def package(module: str) -> str:
    """A module's name → its package; ours by room."""
    first, _, rest = module.partition(".")
    if first == "briefing":
        return f"briefing.{rest.partition('.')[0]}".rstrip(".")
    return "Python" if first.lstrip("_") in _STANDARD or first in _STANDARD else first


_STANDARD = {*sys.stdlib_module_names, *(name.lstrip("_") for name in sys.stdlib_module_names), "encodings", "site"}


# -- profiles ----------------------------------------------------------------------------------------------------------


def profile(file: Path) -> dict[Function, Spent]:
    """A profile → its functions. What is built in counts for the function that calls it."""
    stats: Any = pstats.Stats(str(file))
    alone: dict[Function, float] = defaultdict(float)
    found: dict[Function, Spent] = {}
    for function, (_, _, own, _, callers) in stats.stats.items():
        if function[0] != "~":
            alone[function] += own
            continue
        for caller, (_, _, part, _) in callers.items():
            alone[caller] += part
        alone[function] += own - sum(part for _, _, part, _ in callers.values())
    for function, seconds in alone.items():
        _, calls, _, whole, _ = stats.stats.get(function, (0, 0, 0.0, 0.0, {}))
        found[function] = Spent(seconds, whole, calls)
    return found


def entered(file: Path, room: str) -> float:
    """A profile → the seconds that functions of a room of ours take, where code outside it calls them."""
    stats: Any = pstats.Stats(str(file))
    mark = f"/briefing/{room}/"
    parts: list[float] = [
        whole
        for function, (_, _, _, _, callers) in stats.stats.items()
        if mark in function[0] and function[2] != "<module>"
        for caller, (_, _, _, whole) in callers.items()
        if mark not in caller[0] and caller[0] != "~"
    ]
    return sum(parts)


def owner(function: Function) -> str:
    """A function in a profile → its package; ours by room."""
    file = function[0]
    if "importlib" in file:
        return "(importing)"
    if file.startswith("<"):
        return "Python"
    return package(".".join(_named(file).removesuffix(".py").split("/")))


def _named(file: str) -> str:
    """A file's path from its package on."""
    for root in ("/site-packages/", "/src/", "/dist-packages/"):
        if root in file:
            return file.rpartition(root)[2]
    return "Python/" + "/".join(Path(file).parts[-2:]) if file.startswith("/") else file


# -- the text ----------------------------------------------------------------------------------------------------------


def written(runs: int, *, quick: bool = False) -> str:
    """How often to run each → the whole text; `quick`: with fewer editions before those that count."""
    before, warm_up = (0, 0) if quick else (1, WARM_UP)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        cold = [editions(1, folder)[0]["editions"][0] for _ in range(before + runs)][before:]
        both = [editions(1, folder, alone=False)[0]["editions"][0] for _ in range(runs)]
        warm = editions(warm_up + runs, folder)[0]["editions"][warm_up:]
        imported = imports(editions(1, folder, "-X", "importtime")[1])
        editions(1, folder, profiles="cold")
        editions(warm_up + 1, folder, profiles="warm")
        lines = [
            "Where the time of the Beijing edition goes; made by: uv run benchmarks/run.py --profile",
            machine(),
            *_stages(medians(cold), medians(warm), runs),
            f"(cold with all processors: {medians(both)['all']:.3f})",
            *_imports(imported),
            *_profiled(folder / "cold", "A cold process"),
            *_profiled(folder / "warm", "A warm edition"),
        ]
    return "\n".join(lines) + "\n"


def _stages(cold: Mapping[str, float], warm: Mapping[str, float], runs: int) -> Iterator[str]:
    yield from (
        "",
        f"Seconds by stage, medians of {runs} editions on one processor; what a stage imports is its own",
        "",
    )
    yield f"{'stage':10}{'cold':>8}{'':7}{'warm':>8}"
    for stage in cold:
        one, other = cold[stage], warm.get(stage, 0.0)
        yield f"{stage:10}{one:8.3f}{one / cold['all']:6.0%} {other:8.3f}{other / warm['all']:6.0%}"
    yield "(start: of Python; import: of the package; ledger: its text; place: files put in their folder)"


def _imports(rows: list[tuple[str, float, float, int]]) -> Iterator[str]:
    total = sum(alone for _, alone, _, _ in rows)
    yield from ("", f"Importing in a cold process, milliseconds by package, {1000 * total:.0f} in all", "")
    yield f"{'package':28}{'alone':>8}{'with what it brings':>22}{'modules':>9}"
    for name, alone, whole, modules in rows:
        if alone >= 0.002:
            yield f"{name:28}{1000 * alone:8.0f}{1000 * whole:22.0f}{modules:9}"
    own = sum(alone for name, alone, _, _ in rows if name.startswith("briefing"))
    yield f"{'all of briefing':28}{1000 * own:8.0f}"


def _profiled(folder: Path, title: str) -> Iterator[str]:
    stages = {file.stem: profile(file) for file in sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)}
    drawn = {file.stem: entered(file, "charts") for file in folder.iterdir()}
    total = sum(spent.alone for stage in stages.values() for spent in stage.values())
    yield from ("", f"{title} under the profiler: {1000 * total:.0f} ms, slowed by it", "")
    named = ", ".join(f"{1000 * seconds:.0f} ms in {stage}" for stage, seconds in drawn.items() if seconds > 0.001)
    yield f"charts, with all that they call: {named}"
    for stage, functions in stages.items():
        seconds = sum(spent.alone for spent in functions.values())
        if seconds < 0.005:
            continue
        yield from ("", f"{stage}: {1000 * seconds:.0f} ms")
        owners: dict[str, float] = defaultdict(float)
        for function, spent in functions.items():
            owners[owner(function)] += spent.alone
        shares = sorted(owners.items(), key=lambda row: -row[1])
        yield "  " + ", ".join(f"{name} {1000 * own:.0f}" for name, own in shares if own >= 0.02 * seconds)
        yield from _functions(functions, seconds)


def _functions(functions: Mapping[Function, Spent], seconds: float) -> Iterator[str]:
    yield f"  {'alone':>7}{'whole':>8}{'calls':>9}"
    rows = sorted(functions.items(), key=lambda row: -row[1].alone)[:10]
    ours = [row for row in functions.items() if "/briefing/" in row[0][0] and row[0][2] != "<module>"]
    rows += [row for row in sorted(ours, key=lambda row: -row[1].whole)[:14] if row not in rows]
    for function, spent in rows:
        if max(spent.alone, spent.whole) >= 0.02 * seconds:
            place = f"{_named(function[0])}:{function[1]} {function[2]}"
            yield f"  {1000 * spent.alone:7.1f}{1000 * spent.whole:8.1f}{spent.calls:9}  {place}"
