"""The charts of a finished brief are matplotlib's: seen from outside, by what is loaded and what a profile counts.

Nothing of the package is imported here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

# On one processor all is done in one process, which the profile sees.
PROGRAM = """
import cProfile, json, os, pstats, runpy, sys
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
os._exit = sys.exit  # the command line leaves by it, before a profile could be written
sys.argv = ["briefing", "build", sys.argv[2], "--out", sys.argv[1], "--theme", "ink", "--only", "brief", "--quiet"]
profile = cProfile.Profile()
try:
    profile.runcall(runpy.run_module, "briefing", run_name="__main__")
except SystemExit as left:
    assert not left.code, left.code
calls = {f"{file}:{name}": found[1] for (file, _, name), found in pstats.Stats(profile).stats.items()}
print(json.dumps({"modules": sorted(sys.modules), "calls": calls}))
"""
GALLERY = ROOT / "assets" / "gallery"
METHODS = ("plot", "bar", "barh", "axhline", "axvline", "vlines")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], Counter[str]]:
    """Build the brief of the gallery, with every kind of chart; return the modules loaded and what matplotlib did."""
    out = tmp_path_factory.mktemp("gallery")
    variables = {"BRIEFING_CACHE": "off", "HOME": str(out), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(out), str(GALLERY)],
        env=variables, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert list(out.glob("*.pdf"))
    found = json.loads(done.stdout.splitlines()[-1])
    calls: Counter[str] = Counter()
    for place, count in found["calls"].items():
        file, name = place.rsplit(":", 1)
        if "matplotlib" in Path(file).parts:
            calls[f"{Path(file).stem}.{name}"] += count
    return set(found["modules"]), calls


@ONLY_IN_A_THOROUGH_RUN  # tests/test_engines.py sees the same of another project
def test_a_brief_loads_matplotlib_s_figure_and_axes_and_no_other_back_end(seen: tuple[set[str], Counter[str]]) -> None:
    modules, _ = seen
    assert {"matplotlib.figure", "matplotlib.axes", "matplotlib.backend_bases"} <= modules
    assert not {"matplotlib.pyplot", "matplotlib.backends.backend_agg", "matplotlib.backends.backend_pdf"} & modules


@ONLY_IN_A_THOROUGH_RUN  # tests/test_engines.py sees the same of another project
def test_each_chart_is_a_figure_that_draws_itself(seen: tuple[set[str], Counter[str]]) -> None:
    _, calls = seen
    assert calls["figure.draw"] > 10
    assert 0 < calls["figure.add_axes"] < calls["figure.draw"]  # axes of a chart are emptied for the next one


@ONLY_IN_A_THOROUGH_RUN  # tests/test_engines.py sees the same of another project
@pytest.mark.parametrize("method", METHODS)
def test_data_are_drawn_by_methods_of_axes(seen: tuple[set[str], Counter[str]], method: str) -> None:
    _, calls = seen
    assert calls[f"_axes.{method}"] > 0


@ONLY_IN_A_THOROUGH_RUN  # tests/test_engines.py sees the same of another project
def test_marks_and_words_are_artists_of_their_axes(seen: tuple[set[str], Counter[str]]) -> None:
    _, calls = seen
    methods = sum(calls[f"_axes.{method}"] for method in METHODS)
    assert calls["_base.add_artist"] > methods  # words too, which are measured and placed before


def test_what_it_counts_is_not_there_in_a_program_without_charts() -> None:
    program = re.sub(r'"build", .*"--quiet"', '"--version"', PROGRAM)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    assert not any("matplotlib" in place for place in (*found["modules"], *found["calls"]))


def test_a_deck_only_build_loads_no_matplotlib() -> None:
    code = "import sys, briefing.charts, briefing.charts.vector; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_drawing_loads_no_interactive_part_of_matplotlib() -> None:
    code = (
        "import sys; from tests.charts.test_vector import drawn; from tests.charts import samples; "
        "drawn(samples.line()); sys.exit('matplotlib.pyplot' in sys.modules or 'reportlab' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
