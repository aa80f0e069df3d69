"""`check` finds what `build` refuses: all of it at once, at its place in the story, and nothing else."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing.errors import BriefingError, Finding
from tests.everything import Words, project, story

Story = dict[str, Any]


def _section(told: Story, name: str) -> Story:
    found: Story = next(section for section in told["sections"] if section["id"] == name)
    return found


def _long_title(told: Story) -> str:
    _section(told, "line")["title"] = "Loans grew " + "and grew again " * 30
    return "line"


def _long_point(told: Story) -> str:
    _section(told, "bullet")["points"] = ["A word too many " * 120]
    return "bullet"


def _decisions_aside(told: Story) -> str:
    asked = _section(told, "asked")["decisions"]
    told["parts"][0]["aside"][1] = {"title": "Ask", "decisions": copy.deepcopy(asked)}
    return "all"


def _dead_link(told: Story) -> str:
    _section(told, "moments")["only"] = ["deck"]
    _section(told, "line")["paragraph"] = ["See [the milestones](#moments)."]
    return "line"


def _two_blocks(told: Story) -> str:
    _section(told, "table")["quote"] = "saying"
    _section(told, "table")["quote"] = copy.deepcopy(_section(told, "quote")["quote"])
    return "table"


def _wide_card(told: Story) -> str:
    _section(told, "cards")["cards"] *= 2
    _section(told, "cards")["cards"][0]["unit"] = "a unit of many words " * 80
    return "cards"


def _tall_quote(told: Story) -> str:
    _section(told, "quote")["quote"]["retold"] = "We plant trees where we walk and so on " * 60
    return "quote"


def _false_claim(told: Story) -> str:
    _section(told, "heat")["points"][0] = {"text": "Loans fell.", "expect": "loans.multiple < 1"}
    return "heat"


def _typed(told: Story) -> str:
    _section(told, "pair")["title"] = "There are 47 loans"
    return "pair"


BREAKS: list[Callable[[Story], str]] = [
    _long_title,
    _long_point,
    _decisions_aside,
    _dead_link,
    _two_blocks,
    _wide_card,
    _tall_quote,
    _false_claim,
    _typed,
]


def _built(folder: Path, out: Path) -> tuple[Finding, ...]:
    """What a build refuses; nothing where it passes."""
    try:
        briefing.build(folder, out)
    except BriefingError as error:
        return error.findings
    return ()


def _errors(folder: Path) -> list[Finding]:
    return [finding for finding in briefing.check(folder) if finding.severity == "error"]


def test_a_check_without_errors_means_that_the_build_passes(tmp_path: Path) -> None:
    folder = project(tmp_path / "alder", story(Words()))
    assert _errors(folder) == []
    assert _built(folder, tmp_path / "out") == ()


@pytest.mark.parametrize("broken", BREAKS)
def test_what_a_build_refuses_is_found_by_a_check_at_its_section_and_line(
    broken: Callable[[Story], str], tmp_path: Path
) -> None:
    told = story(Words())
    name = broken(told)
    folder = project(tmp_path / "alder", told)
    found = _errors(folder)
    assert found
    built = [finding for finding in _built(folder, tmp_path / "out") if finding.where]
    assert set(found) == {finding for finding in built if finding.severity == "error"}
    lines = (folder / "story.en.yaml").read_text(encoding="utf-8").splitlines()
    for finding in found:
        where = re.search(r"story\.en\.yaml, line (\d+)", finding.where)
        assert where, finding
        above = "\n".join(lines[: int(where[1]) + 30])
        assert f'"id": "{name}"' in above, finding
        assert "report it" not in finding.fix


def test_faults_of_all_sections_and_outputs_are_found_together(tmp_path: Path) -> None:
    told = story(Words())
    names = [broken(told) for broken in (_long_title, _long_point, _two_blocks, _dead_link)]
    found = _errors(project(tmp_path / "alder", told))
    for name in names:
        assert any(f"section {name}:" in one.where or f"part {name}:" in one.where for one in found), name
    outputs = {output for output in ("deck", "brief") if any(f": {output}" in one.where for one in found)}
    assert outputs == {"deck", "brief"}


def test_a_warning_on_a_point_of_the_side_column_names_its_part(starter: Path, tmp_path: Path) -> None:
    path = starter / "story.en.yaml"
    told = path.read_text(encoding="utf-8").replace("**Why it matters** Say here", "**Largest** Say here")
    path.write_text(told, encoding="utf-8")
    made = briefing.build(starter, tmp_path / "out", only=["brief"])
    (found,) = (one for one in made.findings if "“largest” is a superlative" in one.what)
    line = 1 + told[: told.index("  - id: city")].count("\n")
    assert found.where.startswith(f"story.en.yaml, line {line}, part city:")


def test_two_languages_are_looked_at_though_one_has_a_fault(tmp_path: Path) -> None:
    told = story(Words())
    _long_title(told)
    folder = project(tmp_path / "alder", told)
    other = story(Words())
    _false_claim(other)
    text = project(tmp_path / "other", other).joinpath("story.en.yaml").read_text(encoding="utf-8")
    (folder / "story.zh.yaml").write_text(text, encoding="utf-8")
    found = briefing.check(folder, languages=["en", "zh"])
    assert any(one.where.startswith("story.zh.yaml") for one in found)
    assert any(one.where.startswith("story.en.yaml") for one in found)
