"""A project may let its own code draw a figure: never by default, said in every report, and nothing half-written."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

import briefing
from briefing import cli
from briefing.batch.batch_report import batch_row
from briefing.batch.task import Task, build_task
from briefing.errors import BriefingError
from briefing.reuse import from_nothing
from tests.own_code import CODE, STORY, project_with_figure
from tests.thorough import THOROUGH

NOTICE = "code of this project drew figures.py:ferries, as `allow_code = true` says"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def refused(project: Path, out: Path) -> str:
    with pytest.raises(BriefingError) as error:
        briefing.build(project, out, only=["deck"])
    assert not out.exists()
    return "\n".join(map(str, error.value.findings))


def test_a_figure_is_shapes_and_live_text_in_one_group(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = project_with_figure(tmp_path / "ferries")
    built = briefing.build(project, tmp_path / "out", strict=True)  # a notice is no warning
    assert [(one.severity, one.what) for one in built.findings] == [("notice", NOTICE)]
    ledger = json.loads(built.ledger.read_bytes())
    assert ledger["edition"]["allow_code"] is True
    assert len(ledger["edition"]["inputs"]["figures.py"]) == 64
    assert built.deck
    with ZipFile(built.deck) as package:
        slide = ElementTree.fromstring(package.read("ppt/slides/slide2.xml"))
        assert not [name for name in package.namelist() if "media" in name or "charts" in name]
    (group,) = slide.iter(f"{_P}grpSp")
    assert group[0][0].get("descr") == "Bars of visits, and a line over them that falls and rises"
    words = ["".join(item.itertext()) for item in group.iter(f"{_P}txBody")]
    assert {"2019: 40", "2023: 56", "Visits rose 40%, and 100 in the plan"} < set(words)
    drawn = {item.get("prst") for item in group.iter(f"{_A}prstGeom")}
    assert drawn == {"rect", "ellipse"}
    assert len(list(group.iter(f"{_A}custGeom"))) > 5
    alphas = {item.get("val") for item in group.iter(f"{_A}alpha")}
    assert alphas == {"60000"}
    assert {item.get("val") for item in group.iter(f"{_A}schemeClr")} >= {"accent1", "accent3", "tx1"}
    before = {path.name: path.read_bytes() for path in built.files}

    again = briefing.build(project, tmp_path / "out")
    assert (again.unchanged, again.findings) == (True, built.findings)
    assert cli.main(["check", str(project)]) == 0
    assert NOTICE in capsys.readouterr().err
    row = build_task(Task(2, str(project), str(tmp_path / "row"), outputs=("letter",)))
    assert [one["what"] for one in json.loads(batch_row(row))["notices"]] == [NOTICE]
    assert cli.main(["refresh", str(built.deck), str(project), "--out", str(tmp_path / "again.pptx")]) == 0
    assert NOTICE in capsys.readouterr().err

    (project / "figures.py").write_text(CODE.replace("alpha=0.6", "alpha=0.4"), encoding="utf-8")
    # Deck and brief each run the code, for two thirds of a second: a usual run looks at one of them.
    changed = briefing.build(project, tmp_path / "changed", only=["deck", "brief"] if THOROUGH else ["brief"])
    outputs = [path for path in (changed.deck, changed.brief) if path]
    assert outputs
    assert all(path.read_bytes() != before[path.name] for path in outputs)
    (project / "figures.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "ferries").rename(tmp_path / "elsewhere")
    with pytest.MonkeyPatch.context() as patch, from_nothing():
        patch.setenv("BRIEFING_CACHE", "off")
        back = briefing.build(tmp_path / "elsewhere", tmp_path / "other", only=None if THOROUGH else ["deck"])
    made = {path.name: path.read_bytes() for path in back.files if THOROUGH or path == back.deck}
    assert made == {name: before[name] for name in (before if THOROUGH else made)}
    assert made


def test_a_project_runs_no_code_that_it_does_not_allow(tmp_path: Path) -> None:
    project = project_with_figure(tmp_path / "ferries", "raise SystemExit")
    settings = project / "briefing.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("allow_code = true\n", ""), encoding="utf-8")
    found = refused(project, tmp_path / "out")
    assert "story.en.yaml, line 5: the figure would run figures.py:ferries, and this project may run no code" in found
    assert "write `allow_code = true` at the top of briefing.toml" in found


def test_an_area_that_crosses_itself_is_no_rectangle(tmp_path: Path) -> None:
    crossed = "    ax.fill([0, 1, 0, 1], [10, 10, 30, 30], color=facts.palette.accent)\n    ax.set_ylim"
    project = project_with_figure(tmp_path / "ferries", CODE.replace("    ax.set_ylim", crossed))
    drawn = [_rectangles(project_with_figure(tmp_path / "plain"), tmp_path), _rectangles(project, tmp_path)]
    assert drawn[0] == drawn[1] > 0


def _rectangles(project: Path, folder: Path) -> int:
    """How many of the marks on the slide of a figure are rectangles."""
    deck = briefing.build(project, folder / f"{project.name}-out", only=["deck"]).deck
    assert deck
    with ZipFile(deck) as package:
        slide = ElementTree.fromstring(package.read("ppt/slides/slide2.xml"))
    (group,) = slide.iter(f"{_P}grpSp")
    shapes = [item for item in group.iter(f"{_P}sp") if item.find(f"{_P}txBody") is None]
    return sum(form.get("prst") == "rect" for shape in shapes for form in shape.iter(f"{_A}prstGeom"))


ALT = "      alt: Bars of visits, and a line over them that falls and rises\n"
# What stands in the story in place of what, and what the message says.
WRONG = {
    "no such file": ("figures.py:ferries", "figure.py:ferries", "there is no file figure.py in the project"),
    "no such function": ("py:ferries", "py:ferry", "figures.py has no function 'ferry'"),
    "a path": ("figures.py", "../figures.py", "'../figures.py:ferries'"),
    "no alternative text": (ALT, "", "an `alt`"),
    "a number without a reason": ("the target of the plan", '""', "`numbers` has '100': ''"),
    "a key of another kind": ("kind: figure", "kind: line", "does not show `call` and `texts` and `numbers`"),
    "a key that it does not show": ("kind: figure", "kind: figure\n      target: 2025", "does not show `target`"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_call_that_is_wrong_is_found_before_anything_runs(name: str, tmp_path: Path) -> None:
    words, instead, what = WRONG[name]
    project = project_with_figure(tmp_path / "ferries", story=STORY.replace(words, instead))
    assert what in refused(project, tmp_path / "out")


def test_code_that_is_no_python_is_found_with_its_line(tmp_path: Path) -> None:
    found = refused(project_with_figure(tmp_path / "ferries", "def ferries(facts):\n    return (\n"), tmp_path / "out")
    assert "figures.py, line 2: this is no Python" in found


DRAWN = "    fig, ax = plt.subplots()\n"
BAD = {
    "raises": (f"{DRAWN}    facts['ferries']\n", "figures.py:ferries raised KeyError: 'ferries'"),
    "hangs": (f"{DRAWN}    import time\n    time.sleep(99)\n", "figures.py:ferries had drawn nothing after 1 s"),
    "draws nothing": (f"{DRAWN}    return fig\n", "figures.py:ferries draws nothing"),
    "writes a file": (f"{DRAWN}    fig.savefig('ferries.png')\n", "figures.py:ferries writes a file (ferries.png)"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_figure_that_fails_is_named_with_its_place_in_the_story_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    instead, what = BAD[name]
    story = STORY.replace("      series:", "      seconds: 1\n      series:")
    project = project_with_figure(tmp_path / "ferries", CODE.replace(DRAWN, instead), story)
    before = sorted(path.name for path in project.iterdir())
    found = refused(project, tmp_path / "out")
    assert found.startswith(f"story.en.yaml, line 2, section ferries: deck, slide 2, chart: {what}")
    assert found.count("story.en.yaml") == 1
    assert sorted(path.name for path in project.iterdir()) == before
    assert not Path("ferries.png").exists()
    if name == "raises":
        assert "fix: correct figures.py, line 7" in found


def test_the_example_of_the_docs_is_drawn(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "own-figure.md").read_text(encoding="utf-8")
    section, code = (page.partition(f"```{kind}\n")[2].partition("```")[0] for kind in ("yaml", "python"))
    chart = section[section.index("  chart:") :]
    story = STORY[: STORY.index("    chart:")] + "".join(f"  {line}\n" for line in chart.splitlines())
    built = briefing.build(project_with_figure(tmp_path / "ferries", code, story), tmp_path / "out", only=["deck"])
    assert {"rose 40%", "56"} <= {use["text"] for use in json.loads(built.ledger.read_bytes())["uses"]}
