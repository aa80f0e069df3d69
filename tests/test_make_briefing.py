"""The main job: one edition by one script, through the public API."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_main_job_runs_from_any_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "make_briefing.py")], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "output").iterdir()} == {
        f"beijing-innovation.en{end}" for end in (".pptx", ".pdf", ".html", ".txt", ".ledger.json")
    }


def test_the_main_job_takes_a_project_and_a_folder_and_refuses_what_it_does_not_know(
    starter: Path, tmp_path: Path
) -> None:
    def job(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "make_briefing.py"), *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert job(str(starter), "--out", "here").returncode == 0
    assert len(list((tmp_path / "here").iterdir())) == 5
    assert "data/beijing" in job("--help").stdout
    assert job("--only", "deck").returncode == 2
    assert not (tmp_path / "output").exists()
