"""The benchmarks run, small: their figures depend on the machine and are no test.

A usual run measures the whole job and what is built again; a thorough run all the others.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pptx import Presentation

import briefing
from briefing.assets import asset
from tests.beijing.conftest import ROOT
from tests.thorough import ONLY_IN_A_THOROUGH_RUN, THOROUGH

BENCHMARKS = ROOT / "benchmarks"


def figures(*command: str, **more: str) -> dict[str, Any]:
    """Run a benchmark with its arguments; return what its last line says. `more` adds to its environment."""
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / command[0]), *command[1:]],
        capture_output=True,
        text=True,
        env={**os.environ, **more},
    )
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """benchmarks/run.py as a module."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    before = set(sys.modules)
    yield import_module("run")
    for name in set(sys.modules) - before:
        if Path(getattr(sys.modules[name], "__file__", None) or "").parent == BENCHMARKS:
            del sys.modules[name]


@ONLY_IN_A_THOROUGH_RUN
def test_the_whole_job_and_what_is_built_again_are_measured_in_turn_with_what_they_are_compared_to() -> None:
    ratios = {"job ÷ engines", "changed ÷ job", "same ÷ nothing"} if THOROUGH else {"same ÷ nothing"}
    cases = {"job", *(name for ratio in ratios for name in ratio.split(" ÷ "))}
    found = figures("run.py", "--quick", "--only", ",".join(sorted(cases)))
    assert set(found["seconds"]) == cases
    assert set(found["ratios"]) == ratios
    assert min(found["seconds"].values()) > 0
    assert found["megabytes"]["job"] > found["megabytes"]["nothing"]
    assert 0 < found["proof_share"] < 1
    assert f"Python {sys.version.split()[0]}" in found["machine"]


def test_a_program_that_is_missing_is_named_with_the_way_to_install_it_and_the_rest_is_measured() -> None:
    command = [sys.executable, str(BENCHMARKS / "run.py"), "--quick", "--only", "nothing,pptxgenjs,officer,pandoc"]
    done = subprocess.run(command, env={"PATH": ""}, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        "not installed: node and npm, then: npm install --no-package-lock --prefix benchmarks/pptxgenjs" in done.stdout
    )
    assert "not installed: Debian's r-cran-officer and r-cran-ggplot2" in done.stdout
    assert "not installed: the group `benchmark` of pyproject.toml and pandoc" in done.stdout
    assert set(json.loads(done.stdout.splitlines()[-1])["seconds"]) == {"nothing"}


def test_a_case_that_does_not_exist_is_told_with_those_that_do() -> None:
    command = [sys.executable, str(BENCHMARKS / "run.py"), "--only", "jobs"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert "no such case: jobs; choose from nothing, engines, job" in done.stderr


def test_an_aim_that_is_missed_is_told(run: ModuleType) -> None:
    def found(job: float, share: float, megabytes: float) -> Any:
        runs = {"job": [run.Run(job, job, megabytes)], "by_hand": [run.Run(1.0, 1.0, 100.0)]}
        return run.Found(runs, [share])

    assert found(0.6, 0.2, 120).missed() == []
    assert found(0.7, 0.3, 260).missed() == ["job ÷ by_hand", "memory", "proof"]
    cases = {name: run.Case(name, (), Path()) for name in ("job", "by_hand")}
    assert "aim: at most 0.65, MISSED" in "\n".join(run.table(cases, found(0.7, 0.2, 120)))
    assert "MISSED" not in "\n".join(run.table(cases, found(0.6, 0.2, 120)))


def test_the_table_of_the_readme_is_markdown_with_the_machine(run: ModuleType) -> None:
    cases = {name: run.Case(f"the {name}", (), Path()) for name in ("job", "by_hand")}
    found = run.Found({name: [run.Run(seconds, seconds)] for name, seconds in (("job", 0.6), ("by_hand", 1.0))}, [])
    *_, row, _, under = "\n".join(run.markdown(cases, found, 7)).splitlines()
    assert row == "| the job | 0.60 | the by_hand | 1.00 | 0.60 | ≤ 0.65 |"
    assert under.startswith("*Medians of 7 runs in turn: ")
    assert f"{os.cpu_count()} cores" in under


def test_a_sentence_of_the_story_says_a_word_at_each_run_that_it_has_not_said_before(run: ModuleType) -> None:
    cases = import_module("cases")
    told = (ROOT / "data" / "beijing" / "story.en.yaml").read_text(encoding="utf-8")
    assert told.count(cases.SENTENCE) == 1
    assert len({cases.WORD, *cases.WORDS}) == len(cases.WORDS) + 1
    with pytest.raises(SystemExit):
        run.arguments(["--runs", str(len(cases.WORDS))])


@ONLY_IN_A_THOROUGH_RUN
def test_the_script_by_hand_makes_as_much_as_the_edition(tmp_path: Path, edition: briefing.Build) -> None:
    subprocess.run([sys.executable, str(BENCHMARKS / "by_hand.py"), str(tmp_path)], check=True)
    assert edition.deck
    assert edition.brief
    ours, other = Presentation(str(edition.deck)), Presentation(str(tmp_path / "by-hand.pptx"))
    charts = [sum(shape.has_chart for slide in deck.slides for shape in slide.shapes) for deck in (ours, other)]
    assert len(ours.slides) == len(other.slides)
    assert charts[0] == charts[1] > 0
    assert len(pypdfium2.PdfDocument(edition.brief)) == len(pypdfium2.PdfDocument(tmp_path / "by-hand.pdf"))
    assert "28,300" in (tmp_path / "by-hand.html").read_text(encoding="utf-8")


@ONLY_IN_A_THOROUGH_RUN
def test_a_brief_of_six_pages_and_six_charts_is_measured(tmp_path: Path) -> None:
    found = figures("run.py", "--quick", "--only", "six_pages", "--keep", str(tmp_path / "kept"))
    assert found["seconds"]["six_pages"] > 0
    kept = tmp_path / "kept" / "six_pages" / "output" / "beijing-innovation.en.pdf"
    assert len(pypdfium2.PdfDocument(kept)) == 7  # six, and that of the sources
    with pikepdf.open(kept) as opened:
        assert sum(name.startswith("figure-") for name in opened.attachments) >= 6


@ONLY_IN_A_THOROUGH_RUN
def test_warm_editions_take_turns() -> None:
    found = figures("run.py", "--quick", "--only", "warm,by_hand_warm")
    assert found["ratios"]["warm ÷ by_hand_warm"] > 0


@ONLY_IN_A_THOROUGH_RUN
def test_growth_is_measured_at_several_sizes_with_its_exponent() -> None:
    command = ("growth.py", "--runs", "1", "--smallest", "--only", "slides")
    found = figures(*command, BRIEFING_BENCHMARK_PROJECT=str(asset("project")))
    assert 0 < found["slides_25_seconds"] < found["slides_50_seconds"]
    assert 0.2 < found["slides_exponent"] < 2
    assert found["slides_50_megabytes"] > 0


def test_an_exponent_is_one_of_what_is_proportional_and_two_of_what_is_quadratic(run: ModuleType) -> None:
    exponent, sizes = import_module("growth").exponent, (10, 20, 40)
    assert exponent(sizes, [0.3 * size for size in sizes]) == pytest.approx(1)
    assert exponent(sizes, [0.3 * size**2 for size in sizes]) == pytest.approx(2)


@ONLY_IN_A_THOROUGH_RUN
def test_batches_of_one_story_and_of_different_ones_are_measured_beside_the_script_by_hand() -> None:
    found = figures("batch.py", "--story", "2", "--different", "2", "--same", "0", "--others", "2")
    for name in ("story", "different", "decks", "by_hand"):
        assert found[f"{name}_a_minute"] > 0
        assert found[f"{name}_processor"] > 0
    assert found["story_megabytes"] >= found["story_early_megabytes"] > 0


def test_made_up_projects_are_the_same_each_time_and_different_stories_have_no_sentence_in_common(
    tmp_path: Path, run: ModuleType
) -> None:
    towns, stories = import_module("made_up_editions"), import_module("different_stories")
    for name in ("once", "again"):
        towns.buses(tmp_path / name / "buses", towns=3)
        for number in range(3):
            stories.project(tmp_path / name / str(number), number)
    first, second = (sorted((tmp_path / name).rglob("*.*")) for name in ("once", "again"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    told = [stories.Story(number).story() for number in range(3)]
    titles = [{section["title"] for section in one["sections"]} for one in told]
    kinds = [[section.get("chart", {}).get("kind") for section in one["sections"]] for one in told]
    assert all(one.isdisjoint(other) for one, other in combinations(titles, 2))
    assert len({tuple(one) for one in kinds}) == 3


@ONLY_IN_A_THOROUGH_RUN
def test_the_profile_tells_every_stage_of_the_path(tmp_path: Path) -> None:
    path = tmp_path / "profile.txt"
    command = [sys.executable, str(BENCHMARKS / "run.py"), "--profile", "--quick", "--out", str(path)]
    environment = {**os.environ, "BRIEFING_BENCHMARK_PROJECT": str(asset("project"))}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    told = path.read_text(encoding="utf-8")
    assert told == done.stdout
    for stage in ("read", "compose", "deck", "brief", "letter", "ledger", "proof", "place"):
        assert any(line.startswith(f"{stage} ") for line in told.splitlines()), stage
    assert str(ROOT) not in told


def test_a_file_that_two_batches_made_unlike_is_found(tmp_path: Path, run: ModuleType) -> None:
    batch = import_module("batch")
    for name, content in (("pool", b"1"), ("dask", b"2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.pdf").write_bytes(b"same")
        (tmp_path / name / "other.pdf").write_bytes(content)
        (tmp_path / name / f"only-{name}.pdf").write_bytes(b"")
        (tmp_path / name / "batch.json").write_bytes(content)
    assert batch.unlike(tmp_path / "pool", tmp_path / "dask") == ["only-dask.pdf", "only-pool.pdf", "other.pdf"]
