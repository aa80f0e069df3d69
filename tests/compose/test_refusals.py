"""Faults name what was refused, and none is told twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.sample import faults, section


def told(text: str, folder: Path) -> list[str]:
    return [finding.what for finding in faults(text, folder)]


def test_a_refused_fact_is_named_among_several_of_a_text(tmp_path: Path) -> None:
    text = section('"{{ patents.last }} and {{ patents.at(2016) }}"')
    assert told(text, tmp_path) == ["patents.at(2016): patents has no value for 2016"]


@pytest.mark.parametrize("title", ['""', '"   "'])
def test_a_section_without_a_title_is_refused(title: str, tmp_path: Path) -> None:
    assert told(section(title), tmp_path) == ["the title is empty"]


def test_a_name_that_is_not_declared_is_sent_to_the_facts(tmp_path: Path) -> None:
    (finding,) = faults(section('"{{ trees.last }}"'), tmp_path)
    assert finding.what == "unknown name `trees`"
    assert finding.fix == "declare it in [facts] of briefing.toml, or in [parameters] if it is words"


def test_a_name_with_a_slip_is_mended(tmp_path: Path) -> None:
    (finding,) = faults(section('"{{ patent.last }}"'), tmp_path)
    assert finding.fix.startswith("did you mean patents")


def test_a_chart_that_fails_does_not_fail_its_subtitle_too(tmp_path: Path) -> None:
    text = section("A finding", "subtitle: auto", "chart: {kind: bump, series: [patents]}")
    assert told(text, tmp_path) == ["patents.rank(2014): only Belling has a value for 2014"]


def test_a_list_that_the_data_lack_is_sent_to_the_data(tmp_path: Path) -> None:
    (finding,) = faults(section("A finding", 'milestones: [{date: "1999"}]'), tmp_path)
    assert "[facts]" not in finding.fix


def test_a_letter_shows_the_chart_of_a_section_that_there_is(tmp_path: Path) -> None:
    assert told(section("A finding") + "letter: {chart: nowhere}\n", tmp_path) == [
        "there is no section 'nowhere' for the letter's chart"
    ]
