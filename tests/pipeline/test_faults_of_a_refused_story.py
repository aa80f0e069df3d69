"""Where the form of a story is refused, what else is wrong with it is found in the same run."""

from __future__ import annotations

import shutil
from pathlib import Path

import briefing

STORY = """\
sections:
  - id: first
    title: "Visits of 77"
    subtitle: auto
    chart: {kind: line, series: [visits], nokey: 4}
  - id: second
    title: "Visits"
    chart: {kind: pie, series: [visits]}
  - id: third
    title: "Paths {{ paths.nothing }}"
    subtitle: auto
    chart: {kind: columns, series: [paths]}
    points:
      - "**More** As [said](#second), they grew."
"""


def found(starter: Path, folder: Path, story: str) -> list[tuple[str, str]]:
    """The line and the beginning of each error of a project with another story."""
    shutil.copytree(starter, folder)
    (folder / "story.en.yaml").write_text(story, encoding="utf-8")
    errors = [one for one in briefing.check(folder) if one.severity == "error"]
    return [(one.where.rpartition(" ")[2], one.what) for one in errors]


def test_errors_of_form_and_of_content_are_reported_together_at_their_lines(starter: Path, tmp_path: Path) -> None:
    errors = found(starter, tmp_path / "mine", STORY)
    assert [line for line, _ in errors] == ["5", "8", "3", "10"]
    assert "'nokey' is unknown" in errors[0][1]
    assert "pie" in errors[1][1]
    assert "'77' is typed" in errors[2][1]
    assert "nothing" in errors[3][1]


def test_what_follows_from_a_section_that_is_left_out_is_no_error(starter: Path, tmp_path: Path) -> None:
    story = STORY.replace(" of 77", "").replace("{{ paths.nothing }}", "")
    assert [line for line, _ in found(starter, tmp_path / "mine", story)] == ["5", "8"]


def test_a_story_of_which_nothing_is_sound_has_the_errors_of_its_form_alone(starter: Path, tmp_path: Path) -> None:
    story = 'sections:\n  - id: one\n    title: ""\n    nokey: 1\n'
    errors = found(starter, tmp_path / "mine", story)
    assert errors
    assert all(line in ("2", "3", "4") for line, _ in errors)
