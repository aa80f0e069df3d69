"""`subtitle: auto` of months and weeks: a place or a frequency that stands in the name stands there alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.compose import compose
from briefing.model.text import plain
from briefing.model.unstated import UNIT, UNIT_ZH
from briefing.read import story
from tests.compose.skerry import project

STORY = """\
sections:
  - id: chart
    title: "{{ catch.last }}"
    subtitle: auto
    chart: {kind: line, series: [catch]}
"""


@pytest.mark.parametrize(
    ("lang", "name", "subtitle"),
    [
        ("en", "Catch", "Catch, tonnes, Skerry, not seasonally adjusted, weekly, "),
        ("en", "Weekly catch", "Weekly catch, tonnes, Skerry, not seasonally adjusted, the week of 30 December "),
        ("en", "Biweekly catch", "Biweekly catch, tonnes, Skerry, not seasonally adjusted, weekly, "),
        (
            "en",
            "Catch of Skerry, weekly",
            "Catch of Skerry, weekly, tonnes, not seasonally adjusted, the week of 30 December ",
        ),
        ("en", "Catch of Inskerry", "Catch of Inskerry, tonnes, Skerry, not seasonally adjusted, weekly, "),
        ("zh", "渔获量", "渔获量，吨，Skerry，未经季节调整，周度，"),
        ("zh", "Skerry渔获量（周度）", "Skerry渔获量（周度），吨，未经季节调整，2025年"),
    ],
)
def test_place_and_frequency_stand_once(lang: str, name: str, subtitle: str, tmp_path: Path) -> None:
    path = tmp_path / f"story.{lang}.yaml"
    path.write_text(STORY, encoding="utf-8")
    made = project(tmp_path, path, lang)
    named = replace(made.dataset.indicators["catch"], names={lang: name}, units={lang: "吨"} if lang == "zh" else {})
    dataset = replace(made.dataset, indicators={**made.dataset.indicators, "catch": named})
    document = compose(replace(made, dataset=dataset), story(path), lang)
    assert plain(document.sections[0].subtitle).startswith(subtitle)


def test_a_place_that_is_only_the_title_of_the_edition_stands_in_no_subtitle(tmp_path: Path) -> None:
    path = tmp_path / "story.en.yaml"
    path.write_text(STORY, encoding="utf-8")
    made = project(tmp_path, path, "en")
    titled = replace(made, edition=replace(made.edition, title="Skerry"))
    assert "Skerry" in plain(compose(made, story(path), "en").sections[0].subtitle)
    assert "Skerry" not in plain(compose(titled, story(path), "en").sections[0].subtitle)


@pytest.mark.parametrize(
    ("lang", "unit", "subtitle"),
    [
        ("en", "tonnes", "Catch, tonnes, Skerry, "),
        ("en", UNIT, "Catch, Skerry, "),
        ("en", f"thousand, {UNIT}", "Catch, thousand, Skerry, "),
        ("zh", UNIT, "渔获量，Skerry，"),
        ("zh", f"thousand, {UNIT}", "渔获量，千，Skerry，"),
    ],
)
def test_a_subtitle_has_of_a_unit_what_somebody_has_stated_and_no_mark_for_the_rest(
    lang: str, unit: str, subtitle: str, tmp_path: Path
) -> None:
    path = tmp_path / f"story.{lang}.yaml"
    path.write_text(STORY, encoding="utf-8")
    made = project(tmp_path, path, lang)
    units = {"zh": unit.replace(f"thousand, {UNIT}", f"千，{UNIT_ZH}").replace(UNIT, UNIT_ZH)}
    names = {"en": "Catch", "zh": "渔获量"}
    named = replace(made.dataset.indicators["catch"], names=names, unit=unit, units=units)
    rows = tuple(replace(row, unit=unit) if row.indicator == "catch" else row for row in made.dataset.observations)
    dataset = replace(made.dataset, indicators={**made.dataset.indicators, "catch": named}, observations=rows)
    document = compose(replace(made, dataset=dataset), story(path), lang)
    assert plain(document.sections[0].subtitle).startswith(subtitle)
