"""How time and memory grow → a table and a line of JSON.

    uv run benchmarks/growth.py                                   all
    uv run benchmarks/growth.py --only slides,rows --smallest     two of them, at their two smallest sizes

Slides, sections, places, indicators that no story tells of, and periods: editions in a process that has made another.
Rows: the Beijing edition in cold processes while its observations.csv has so many rows more, without a cache, and with
the dataset known. Recipients: messages of one run, planned and written to the outbox. Deliveries: a delivery log with
so many, exported and shown on its page. Each at three sizes or more, in seconds of a processor, which a busy machine
changes little; the exponent is the slope of a straight line through the logarithms: 1 is proportional, 2 is quadratic.
Exit code 1 where one is over 1.2, a deck of 200 slides takes 150 MB, or what handles a log takes more memory for more.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import shutil
import statistics
import string
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cases import done
from made_up_editions import buses
from processes import BEIJING, PROJECT, machine, measure, megabytes, told

MOST_EXPONENT, MOST_MEGABYTES, MOST_LOG_GROWTH = 1.2, 150.0, 1.1
SIZES: Mapping[str, tuple[int, ...]] = {
    "slides": (25, 50, 100, 200),
    "sections": (10, 20, 40),
    "places": (50, 100, 200),
    "indicators": (100, 200, 400),
    "periods": (12, 24, 48),
    "rows": (3_000, 30_000, 150_000),
    "rows_known": (3_000, 30_000, 150_000),
    "recipients": (500, 1_000, 2_000),
    "export": (10_000, 30_000, 100_000),
    "page": (10_000, 30_000, 100_000),
}
# Builds a project in this process, once to load what it needs, then another → seconds of a processor and peak memory.
_EDITION = """
import resource, sys, time, briefing
small, project, out, outputs, period = sys.argv[1:]
briefing.build(small, out=out, only=outputs.split(","))
begun = time.process_time()
briefing.build(project, out=out, only=outputs.split(","), period=period or None)
print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
# Plans the messages of a run and writes them to the outbox; the edition itself is made before.
_RECIPIENTS = """
import resource, sys, time
from pathlib import Path
from briefing.dispatch import machine, mail_queue, planner
from briefing.dispatch.context import open_context
from briefing.dispatch.models import Definition, Recipient
count = int(sys.argv[2])
with open_context(Path(sys.argv[1])) as at:
    spent = 0.0
    for name, number in (("first", 1), ("second", count)):
        rows = tuple(Recipient(address=f"reader{at}@example.org", lang="en") for at in range(number))
        begun = time.process_time()
        made = planner.add_occurrence(at, Definition(name=name, most=count), machine.now(), rows)
        planner.build_planned(at, made)
        mail_queue.drain(at.log, at.settings.mail, at.transport, [made])
        spent = time.process_time() - begun
print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
# A delivery log of weekly runs to a thousand addresses; of one delivery in five nobody knows whether it was sent.
_LOG = """
import datetime as dt, sys
from pathlib import Path
from sqlalchemy import text
from briefing.dispatch.delivery_log import deliveries, occurrences
from briefing.dispatch.delivery_log.store import open_log
from briefing.dispatch.models import Definition, Occurrence, Recipient, Timing
log, weekly = open_log(Path(sys.argv[1]), ""), Definition(name="weekly", timing=Timing(cron="0 7 * * 1", zone="UTC"))
for week in range(int(sys.argv[2]) // 1000):
    at = dt.datetime(2020, 1, 6, 7, tzinfo=dt.UTC) + dt.timedelta(weeks=week)
    rows = tuple(Recipient(address=f"reader{number}@example.org", lang="en") for number in range(1000))
    with log.begin() as db:
        made = occurrences.add(db, at, Occurrence(weekly, at))
        deliveries.plan(db, at, made, rows, (log.secret, "example.org"))
        state = "case when position % 5 = 0 then 'UNKNOWN' else 'ACCEPTED' end"
        db.execute(text(f"update delivery set state = {state} where occurrence = :made"), {"made": made})
"""
_USE_LOG = """
import datetime as dt, resource, sys, time
from pathlib import Path
from briefing.dispatch import view
from briefing.dispatch.delivery_log.store import open_log
from briefing.dispatch.models import Definition, Timing
from briefing.pipeline.publish import publish
log, weekly = open_log(Path(sys.argv[1]), ""), Definition(name="weekly", timing=Timing(cron="0 7 * * 1", zone="UTC"))
begun = time.process_time()
with log.reading() as db:
    if sys.argv[2] == "export":
        lines = view.export_csv(db)
    else:
        lines = [view.render_page(db, {"weekly": weekly}, dt.datetime(2024, 1, 1, tzinfo=dt.UTC))]
    publish({"out": (line.encode() for line in lines)}, Path(sys.argv[1]) / "files")
print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
Once = Callable[[int], tuple[float, float]]


def ways(folder: Path) -> dict[str, Once]:
    """An empty folder → by kind, what measures a size: seconds of a processor and peak memory in MB."""
    town = buses(folder / "town", towns=12)
    logs: dict[int, Path] = {}

    def python(code: str, *arguments: object) -> tuple[float, float]:
        command = (sys.executable, "-c", code, *map(str, arguments))
        seconds, peak = map(float, told(command, folder).stdout.split())
        return seconds, megabytes(peak)

    def edition(project: Path, outputs: str = "deck,brief,letter", period: str = "") -> tuple[float, float]:
        return python(_EDITION, PROJECT if period == "" else town, project, folder / "out", outputs, period)

    def made(kind: str, size: int, make: Callable[[Path], Path]) -> Path:
        project = folder / f"{kind}-{size}"
        return project if project.exists() else make(project)

    def periods(size: int) -> tuple[float, float]:
        years = range(2024 - size, 2024)
        return edition(
            made("periods", size, lambda project: buses(project, towns=12, years=years)), period=f"{years[0]}-2023"
        )

    def log(kind: str, size: int) -> tuple[float, float]:
        if size not in logs:
            logs[size] = folder / f"log-{size}"
            told((sys.executable, "-c", _LOG, str(logs[size]), str(size)), folder)
        return python(_USE_LOG, logs[size], kind)

    def recipients(size: int) -> tuple[float, float]:
        project = folder / "sender"
        shutil.rmtree(project, ignore_errors=True)
        shutil.copytree(BEIJING, project)
        return python(_RECIPIENTS, project, size)

    return {
        "slides": lambda size: edition(made("slides", size, lambda project: enlarged(project, size - 1)), "deck"),
        "sections": lambda size: edition(made("sections", size, lambda project: enlarged(project, size))),
        "places": lambda size: edition(made("places", size, lambda project: buses(project, towns=size))),
        "indicators": lambda size: edition(
            made("indicators", size, lambda project: buses(project, towns=12, further=size))
        ),
        "periods": periods,
        "rows": lambda size: cold(made("rows", size, lambda project: longer(project, size)), folder),
        "rows_known": lambda size: known(made("rows", size, lambda project: longer(project, size)), folder),
        "recipients": recipients,
        "export": lambda size: log("export", size),
        "page": lambda size: log("page", size),
    }


# -- projects ----------------------------------------------------------------------------------------------------------


def enlarged(project: Path, sections: int) -> Path:
    """Make a project with the sections of Beijing's deck, over and over, so many in all; → its folder."""
    import yaml

    shutil.copytree(PROJECT, project)
    story = yaml.safe_load((PROJECT / "story.en.yaml").read_text(encoding="utf-8"))
    shown = [section for section in story["sections"] if "deck" in section.get("only", ["deck"])]
    letters = [section for section in story["sections"] if section not in shown]  # the letter names one for its chart
    story["sections"] = letters + [_again(shown[at % len(shown)], at // len(shown)) for at in range(sections)]
    # JSON is YAML too, and knows no anchors, which a story may not have
    (project / "story.en.yaml").write_text(json.dumps(story, ensure_ascii=False, indent=1), encoding="utf-8")
    return project


def _again(section: dict[str, Any], turn: int) -> dict[str, Any]:
    """A section of the story → the same with an id and a title of its own."""
    if turn == 0:
        return section
    title = f"{section['title'].strip()} {string.ascii_lowercase[turn]}"
    return section | {"id": f"{section['id']}-{turn}", "title": title}


def longer(project: Path, rows: int) -> Path:
    """Make a project whose observations are Beijing's and so many of other places; → its folder."""
    shutil.copytree(BEIJING, project)
    with (BEIJING / "observations.csv").open(encoding="utf-8", newline="") as file:
        head, *known_rows = csv.reader(file)
    place, preferred = head.index("entity"), head.index("preferred")
    own = [row for row in known_rows if row[place] == "Beijing" and row[preferred] == "yes"]
    with (project / "observations.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for at in range(rows):
            row = list(own[at % len(own)])
            row[place] = f"Place {at // len(own) + 1}"
            writer.writerow(row)
    return project


def cold(project: Path, folder: Path) -> tuple[float, float]:
    """The whole job in a process of its own, without a cache."""
    run = measure(sys.executable, "-m", "briefing.cli", "build", str(project), folder=folder)
    return run.processor, run.megabytes


def known(project: Path, folder: Path) -> tuple[float, float]:
    """The whole job in a process of its own, with a cache that has the dataset alone."""
    kept, cache = folder / f"{project.name}-kept", folder / f"{project.name}-cache"
    done((sys.executable, "-m", "briefing.cli", "check", str(project)), folder, kept)
    kept.mkdir(exist_ok=True)
    shutil.rmtree(cache, ignore_errors=True)
    shutil.copytree(kept, cache)
    command = (sys.executable, "-m", "briefing.cli", "build", str(project))
    run = measure(*command, folder=folder, more={"BRIEFING_CACHE": str(cache)})
    return run.processor, run.megabytes


# -- told --------------------------------------------------------------------------------------------------------------


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of the line of least squares through the logarithms."""
    across, up = [math.log(size) for size in sizes], [math.log(max(second, 1e-3)) for second in seconds]
    return statistics.linear_regression(across, up).slope


def main() -> int:
    """Measure, print, → exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3, help="runs of each")
    parser.add_argument("--only", default=",".join(SIZES), help=f"some of {', '.join(SIZES)}")
    parser.add_argument("--smallest", action="store_true", help="two sizes of each")
    given = parser.parse_args()
    found: dict[str, float] = {}
    print(machine(), "", f"{'':12}{'sizes':>28}{'seconds of a processor':>28}{'exponent':>10}{'MB':>12}", sep="\n")
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        measures = ways(Path(folder))
        for kind in given.only.split(","):
            sizes = SIZES[kind][:2] if given.smallest else SIZES[kind]
            runs = [[measures[kind](size) for size in sizes] for _ in range(given.runs)]
            seconds = [statistics.median(run[at][0] for run in runs) for at in range(len(sizes))]
            peaks = [max(run[at][1] for run in runs) for at in range(len(sizes))]
            slope = exponent(sizes, seconds)
            found |= {f"{kind}_{size}_seconds": round(value, 3) for size, value in zip(sizes, seconds, strict=True)}
            found |= {f"{kind}_{size}_megabytes": round(value, 1) for size, value in zip(sizes, peaks, strict=True)}
            found[f"{kind}_exponent"] = round(slope, 2)
            bad = slope > MOST_EXPONENT or (kind == "slides" and peaks[-1] > MOST_MEGABYTES)
            bad |= kind in ("export", "page") and peaks[-1] > MOST_LOG_GROWTH * peaks[0]
            missed += [kind] if bad else []
            columns = (" ".join(f"{size:,}" for size in sizes), " ".join(f"{value:.2f}" for value in seconds))
            peak = f"{peaks[0]:.0f}–{peaks[-1]:.0f}"
            print(f"{kind:12}{columns[0]:>28}{columns[1]:>28}{slope:10.2f}{peak:>12}{'  MISSED' if bad else ''}")
    print(json.dumps({**found, "missed": missed}))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
