"""The benchmarks run, small: their figures depend on the machine and are no test."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2

from tests.conftest import ROOT


def figures(*command: str) -> dict[str, float]:
    """A benchmark and its arguments → what its last line says."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / command[0]), *command[1:]], capture_output=True, text=True
    )
    assert done.stderr == ""
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_the_deck_is_built_in_several_sizes() -> None:
    found = figures("deck.py", "--alone", "--runs", "2", "--sizes", "15", "30")
    assert set(found) == {"seconds_15", "seconds_30", "megabytes_15", "megabytes_30", "growth"}
    assert min(found.values()) > 0


def test_the_main_job_is_measured() -> None:
    found = figures("main_job.py", "--runs", "1")
    assert found["times"] > 0
    assert found["peak_megabytes"] > 0


def test_without_pptxgenjs_it_is_said_how_to_install_it() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "deck.py")]
    done = subprocess.run(command, env={"PATH": ""}, capture_output=True, text=True)
    assert done.returncode == 1
    assert "npm install --no-package-lock --prefix benchmarks/pptxgenjs" in done.stderr


def test_a_brief_of_six_pages_and_six_charts_is_measured(tmp_path: Path) -> None:
    found = figures("brief.py", "--runs", "1", "--keep", str(tmp_path / "kept"))
    assert found["brief_seconds"] > 0
    kept = tmp_path / "kept" / "beijing-innovation.en.pdf"
    assert len(pypdfium2.PdfDocument(kept)) == 6
    with pikepdf.open(kept) as opened:
        assert sum(name.startswith("figure-") for name in opened.attachments) >= 6
