"""The main job goes through its engines as their users know them: seen from outside, with nothing of ours imported."""

from __future__ import annotations

import io
import os
import pstats
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Opened

PROJECT = "edition"
# A caller's frame is the table of observations; the edition is that of the file.
FRAME = """
import cProfile, pandas, briefing
frame = pandas.read_csv("edition/observations.csv", dtype=str, keep_default_na=False)
profile = cProfile.Profile()
profile.runcall(briefing.build, "edition", data=frame, out="framed", only=["letter"])
profile.dump_stats("framed.profile")
"""
# On one processor a single process does all, so that its profile and its modules tell everything.
JOB = """
import cProfile, os, sys, briefing
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
profile = cProfile.Profile()
profile.runcall(briefing.build, "edition", out="made")
profile.dump_stats("profile")
print(*sys.modules)
"""


def run(folder: Path, *command: str) -> str:
    environment = {**os.environ, "BRIEFING_CACHE": "off"}
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("engines")
    run(made, "-m", "briefing", "new", PROJECT)
    return made


def opened(folder: Path) -> Opened:
    (deck,) = folder.glob("*.pptx")
    return Presentation(io.BytesIO(deck.read_bytes()))


class Job(NamedTuple):
    """What the main job loaded and called, and where its files are."""

    modules: set[str]
    stats: dict[tuple[str, int, str], tuple[int, int]]
    folder: Path

    def calls(self, place: str, name: str) -> int:
        """How often a function of an engine was called."""
        return sum(count[1] for (file, _, function), count in self.stats.items() if place in file and function == name)

    def file(self, ending: str) -> Path:
        """The file with this ending."""
        (path,) = self.folder.glob(f"*{ending}")
        return path


@pytest.fixture(scope="module")
def job(folder: Path) -> Job:
    """Build the edition under a profile."""
    modules = set(run(folder, "-c", JOB).splitlines()[-1].split())
    stats = pstats.Stats(str(folder / "profile")).stats  # type: ignore[attr-defined]
    return Job(modules, stats, folder / "made")


def test_the_job_loads_the_engines(job: Job) -> None:
    assert {"pptx.presentation", "pptx.chart.chart", "pptx.chart.data", "xlsxwriter"} <= job.modules
    assert {"matplotlib.figure", "matplotlib.axes", "matplotlib.backend_bases"} <= job.modules
    assert {"reportlab.pdfgen.canvas", "reportlab.pdfbase.ttfonts", "reportlab.pdfbase.pdfdoc"} <= job.modules


def test_every_figure_of_the_brief_is_drawn_by_matplotlib_on_axes_of_a_figure(job: Job) -> None:
    with pikepdf.open(job.file(".pdf")) as document:
        figures = [name for name in document.attachments if name.startswith("figure-")]
        pages = len(document.pages)
    assert job.calls("matplotlib/figure.py", "draw") >= len(figures) > 0
    assert job.calls("matplotlib/figure.py", "draw") >= job.calls("matplotlib/figure.py", "add_axes") > 0  # used again
    assert job.calls("matplotlib/axes/_base.py", "draw") >= len(figures)
    assert sum(job.calls("matplotlib/axes/_axes.py", name) for name in ("plot", "bar", "barh")) >= len(figures)
    assert job.calls("reportlab/pdfgen/canvas.py", "showPage") == pages
    assert job.calls("reportlab/pdfbase/pdfdoc.py", "GetPDFData") == 1


def test_every_slide_chart_and_table_is_added_by_python_pptx(job: Job) -> None:
    calls = job.calls
    slides = list(opened(job.folder).slides)
    shapes = [shape for slide in slides for shape in slide.shapes]
    loose = [shape for shape in shapes if shape.has_text_frame and not shape.is_placeholder]
    charts = [shape for shape in shapes if shape.has_chart]
    # Slides are written as parts, which the next deck may have too: python-pptx makes a blank one of each layout.
    layouts = {slide.slide_layout.name for slide in slides}
    assert calls("pptx/shapes/shapetree", "clone_layout_placeholders") == len(layouts) > 1
    assert calls("pptx/shapes/shapetree", "add_chart") == calls("xlsxwriter/workbook", "close") == len(charts) > 0
    assert calls("pptx/shapes/shapetree", "add_table") == sum(shape.has_table for shape in shapes)
    assert sum(calls("pptx/shapes/shapetree", name) for name in ("add_textbox", "add_shape")) == len(loose) > 0
    assert sum(slide.has_notes_slide for slide in slides) > 0
    assert calls("pptx/slide", "clone_master_placeholders") == 1
    assert calls("pptx/opc/serialized", "_write_parts") == 1


def test_a_frame_of_pandas_is_read_as_a_frame_and_gives_the_letter_of_the_file(folder: Path, job: Job) -> None:
    run(folder, "-c", FRAME)
    stats = pstats.Stats(str(folder / "framed.profile")).stats  # type: ignore[attr-defined]
    framed = Job(set(), stats, folder / "framed")
    columns = len((folder / PROJECT / "observations.csv").read_text(encoding="utf-8").partition("\n")[0].split(","))
    assert framed.calls("pandas/core/indexing.py", "__getitem__") >= columns
    assert framed.file(".txt").read_bytes() == job.file(".txt").read_bytes()


def test_the_default_template_recoloured_by_python_pptx_makes_a_deck_in_the_new_colours(folder: Path) -> None:
    place = "import briefing.assets; print(briefing.assets.asset('templates/default.pptx'))"
    presentation = Presentation(run(folder, "-c", place).strip())
    for master in presentation.slide_masters:
        theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme._blob = theme.blob.replace(b"0A4480", b"6A1B9A")
    presentation.save(str(folder / "house.pptx"))
    run(folder, "-m", "briefing", "build", PROJECT, "--only", "deck", "--template", "house.pptx", "--out", "coloured")
    slides = list(opened(folder / "coloured").slides)
    assert {slide.slide_layout.name for slide in slides} <= {"cover", "headline", "pause"}
    for slide in slides:
        theme = slide.slide_layout.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        assert b"6A1B9A" in theme.blob
        assert b"0A4480" not in theme.blob
    written = [slide.part.blob for slide in slides]
    written += [shape.chart.part.blob for slide in slides for shape in slide.shapes if shape.has_chart]
    assert any(b"accent1" in part for part in written)
    assert not any(b"0A4480" in part or b"6A1B9A" in part for part in written)
