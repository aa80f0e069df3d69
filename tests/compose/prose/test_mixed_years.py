"""Values of two places in one sentence are of one year, or the text says the years; the fix is followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.compose import compose
from briefing.errors import BriefingError, Finding
from briefing.read import story
from tests.compose import norland
from tests.compose.cities import quoted

LAST = "{{ jobs.last }}"
DALE = "{{ jobs.of('Dale').last }}"


def found(text: str, folder: Path, lang: str = "en", title: str = "Facts", subtitle: str = "") -> tuple[Finding, ...]:
    """A sentence in an edition in which Dale's last value of jobs is a year older → what stops it."""
    path = folder / f"story.{lang}.yaml"
    head = f"  - id: s\n    title: {quoted(title)}\n" + (f"    subtitle: {quoted(subtitle)}\n" if subtitle else "")
    path.write_text(f"sections:\n{head}    points:\n      - {quoted(text)}\n", encoding="utf-8")
    project = norland.project(folder, path, lang)
    rows = tuple(row for row in project.dataset.observations if (row.entity, row.period.notation) != ("Dale", 2023))
    try:
        compose(replace(project, dataset=replace(project.dataset, observations=rows)), story(path), lang)
    except BriefingError as error:
        return error.findings
    return ()


def test_values_of_two_years_side_by_side_are_refused_with_both_ways_to_mend_it(tmp_path: Path) -> None:
    (one,) = found(f"Dale has {DALE} thousand jobs, Alder {LAST}.", tmp_path)
    assert "jobs.of('Dale').last is of 2022 and jobs.last of 2023, and the sentence does not say so" in one.what
    assert one.fix == (
        "write {{ jobs.of('Dale').at(2022) }} and {{ jobs.at(2022) }}, "
        "or say the years with {{ jobs.of('Dale').last | year }} and {{ jobs.last | year }}"
    )
    assert found("Dale has {{ jobs.of('Dale').at(2022) }} thousand jobs, Alder {{ jobs.at(2022) }}.", tmp_path) == ()
    years = "Dale had %s thousand jobs in {{ jobs.of('Dale').last | year }}, Alder %s in {{ jobs.last | year }}."
    assert found(years % (DALE, LAST), tmp_path) == ()


def test_values_of_two_years_are_refused_in_chinese(tmp_path: Path) -> None:
    assert len(found(f"戴尔有{DALE}千个岗位，阿尔德{LAST}千个。", tmp_path, "zh")) == 1
    years = "{{ jobs.of('Dale').last | year }}年戴尔有%s千个岗位，{{ jobs.last | year }}年阿尔德%s千个。"
    assert found(years % (DALE, LAST), tmp_path, "zh") == ()


@pytest.mark.parametrize(
    ("text", "title", "subtitle"),
    [
        (
            f"Dale has {DALE} thousand jobs, Alder {LAST}.",
            "Facts",
            "Jobs, {{ jobs.of('Dale').last | year }} (Dale) and {{ jobs.last | year }}",
        ),
        (
            f"Dale has {DALE} thousand jobs, Alder {LAST}.",
            "Alder in {{ jobs.last | year }}, Dale in {{ jobs.of('Dale').last | year }}",
            "",
        ),
        (f"Dale has {DALE} thousand jobs. Alder has {LAST}.", "Facts", ""),
        (f"Birch has {{{{ jobs.of('Birch').last }}}} thousand jobs, Alder {LAST}.", "Facts", ""),
        (f"Before the pandemic Dale had {DALE} thousand jobs, Alder now has {LAST}.", "Facts", ""),
        (f"Dale has {DALE} thousand jobs, and Alder {{{{ wages.last }}}} euros a month.", "Facts", ""),
        (
            "Alder grew from {{ jobs.first }} to {{ jobs.last }}, Dale from {{ jobs.of('Dale').first }} to "
            "{{ jobs.of('Dale').at(2022) }} in 2022.",
            "Facts",
            "",
        ),
    ],
)
def test_years_that_are_said_or_of_one_year_are_left_alone(
    text: str, title: str, subtitle: str, tmp_path: Path
) -> None:
    assert found(text, tmp_path, title=title, subtitle=subtitle) == ()


def test_a_title_over_one_year_leaves_the_other_unsaid(tmp_path: Path) -> None:
    text = f"Dale has {DALE} thousand jobs, Alder {LAST}."
    assert len(found(text, tmp_path, title="Alder in {{ jobs.last | year }}")) == 1
