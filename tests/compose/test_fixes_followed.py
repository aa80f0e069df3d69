"""A fix that a message proposes works when it is followed, and none is proposed that would not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.compose.composition import draft
from briefing.errors import Finding
from briefing.model.dataset import Dataset, Indicator, Observation, Source, Target
from briefing.model.edition import Edition, Project, Subject
from briefing.model.period import Period
from tests.compose.sample import section, story_file

UNITS = {"prices": "index, 2015 = 100", "dust": "ng/m³", "doctors": "per 1,000 residents"}
VALUES = {"prices": (104.2, 131.5), "dust": (9, 6), "doctors": (3.1, 3.4)}


def found(story: str, folder: Path, title: str = "A town", terms: dict[str, str] | None = None) -> list[Finding]:
    rows = [
        Observation(key, "Ashby", Period.year(year), value, UNITS[key], "DESK")
        for key, pair in VALUES.items()
        for year, value in zip((2019, 2023), pair, strict=True)
    ]
    data = Dataset(
        indicators={key: Indicator(key, {"en": key.title()}, unit, "flow", "up") for key, unit in UNITS.items()},
        observations=tuple(rows),
        targets=(Target("dust", "Ashby", Period.year(2025), 4, "DESK"),),
        sources={"DESK": Source("DESK", "Town desk", "Yearbook", "2024-02")},
        inputs={"observations.csv": "0" * 64},
    )
    subjects = {key: Subject(key, indicator=key) for key in UNITS}
    edition = Edition(
        "town", title, "Ashby", (Period.year(2019), Period.year(2023)), dt.date(2024, 12, 31), subjects=subjects
    )
    edition = replace(edition, terms=terms or {})
    project = Project(folder, edition, data, {"en": folder / "story.en.yaml"}, folder / "ink.toml")
    return list(draft(project, story_file(story, folder), "en")[1])


def fixes(text: str, folder: Path, expect: str = "") -> list[str]:
    claim = f", expect: '{expect}'" if expect else ""
    return [item.fix for item in found(section("Towns", f"points: [{{text: '{text}'{claim}}}]"), folder)]


def test_a_numeral_of_a_unit_is_answered_with_the_unit(tmp_path: Path) -> None:
    (fix,) = fixes("Prices stood at {{ prices.last }} (2015 = 100)", tmp_path)
    assert fix.startswith("write the whole unit, 'index, 2015 = 100',")
    assert fixes("Prices stood at {{ prices.last }} (index, 2015 = 100)", tmp_path) == []
    (fix,) = fixes("Doctors per 1,000 people: {{ doctors.last }}", tmp_path)
    assert fix.startswith("write the whole unit, 'per 1,000 residents',")
    assert fixes("Doctors: {{ doctors.last }} per 1,000 residents", tmp_path) == []


@pytest.mark.parametrize("number", ["2,015.5", "100", "1,000"])
def test_a_numeral_of_a_unit_is_no_value(number: str, tmp_path: Path) -> None:
    (fix,) = fixes(f"Prices and doctors: {number}", tmp_path)
    assert "write {{" not in fix
    assert fixes("Prices stood at 131.5", tmp_path) == ["write {{ prices.last | value }}"]


@pytest.mark.parametrize(
    ("unit", "what"),
    [
        ("µg/m³", "if 'µg/m³' is a unit, it is not, or no longer, that of any indicator: "),
        ("µg/m3", "if 'µg/m3' is a unit, it is not, or no longer, that of any indicator: "),
        ("nanograms per m3", "if 'm3' is of a unit: "),
    ],
)
def test_a_unit_that_no_indicator_has_is_answered_with_value_and_unit(unit: str, what: str, tmp_path: Path) -> None:
    (fix,) = fixes(f"Dust fell to {{{{ dust.last }}}} {unit}", tmp_path, "dust.change < 0")
    assert fix.startswith(f"{what}write {{{{ dust.last | full }}}} for value and unit; else declare it in [terms]")
    assert fixes("Dust fell to {{ dust.last | full }}", tmp_path, "dust.change < 0") == []


def test_a_number_word_is_answered_with_a_count_and_no_fact_that_has_another_number(tmp_path: Path) -> None:
    (fix,) = fixes("Four claims, and doctors {{ doctors.last }}", tmp_path)
    assert "an `expect` that compares with 4, as `count(…) == 4`, or declare" in fix
    conditions = "prices.last > 1, dust.last > 1, doctors.last > 1, dust.change < 0"
    assert fixes("Four claims, and doctors {{ doctors.last }}", tmp_path, f"count({conditions}) == 4") == []


def test_a_fact_is_named_where_the_text_speaks_of_it_and_it_has_the_number(tmp_path: Path) -> None:
    (fix,) = fixes("Dust stands at six", tmp_path)
    assert "as `count(…) == 6`, or as `dust.last == 6` if it is that" in fix
    assert fixes("Dust stands at six", tmp_path, "dust.last == 6") == []
    (fix,) = fixes("Doctors doubled", tmp_path)
    assert "`….multiple >= 2`" in fix


def test_a_number_that_is_a_target_is_answered_with_the_target(tmp_path: Path) -> None:
    sentence = "Dust is {{ dust.gap(2025) | compared('above') }} its target of "
    title = section("Towns", "paragraph: A").replace("title: Towns", f'title: "{sentence}4"')
    (fault,) = found(title, tmp_path)
    assert fault.fix == "write {{ dust.target(2025) }}"
    assert found(title.replace('of 4"', f'of {fault.fix.removeprefix("write ")}"'), tmp_path) == []
    (fault,) = found(title.replace("of 4", "of four"), tmp_path)
    assert "as `count(…) == 4`, or as `dust.target(2025) == 4` if it is that" in fault.fix
    written = title.replace("of 4", "of four") + "    expect: dust.target(2025) == 4\n"
    assert found(written, tmp_path) == []


def test_a_number_word_in_the_title_of_briefing_toml_is_answered_there(tmp_path: Path) -> None:
    title = "Six figures on {{ edition }}"
    (fault,) = found(section("Towns"), tmp_path, title)
    assert fault.where == "briefing.toml, edition.title"
    assert "[terms] of briefing.toml" in fault.fix
    assert "expect" not in fault.fix
    assert found(section("Towns"), tmp_path, title, {"Six figures": "name of the series"}) == []


@pytest.mark.parametrize(
    ("title", "token"),
    [
        ("Dust of 14 towns", "14"),
        ("Dust doubled", "doubled"),
        ("Dust in 2023", "2023"),
        ("Dust in two of three towns", "two"),
    ],
)
def test_what_the_title_of_briefing_toml_claims_in_plain_words_is_answered_there(
    title: str, token: str, tmp_path: Path
) -> None:
    first, *_ = found(section("Towns"), tmp_path, title)
    assert (first.where, first.what.split()[0]) == ("briefing.toml, edition.title", repr(token))
    assert "[terms] of briefing.toml" in first.fix or "dust.last | year" in first.fix
    assert found(section("Towns"), tmp_path, title, {title: "name of the series"}) == []
    assert found("title: Towns and dust\n" + section("Towns"), tmp_path, title) == []  # printed nowhere


def test_a_title_of_briefing_toml_without_expressions_is_printed_as_it_is(tmp_path: Path) -> None:
    for title in ("R&D_in_towns [a]", "*Towns* \\ dust {# x #}", "Towns in 2019", "The {% 5G %} towns"):
        assert found(section("Towns"), tmp_path, title) == []


def test_a_change_in_the_title_of_briefing_toml_is_not_answered_with_an_expectation(tmp_path: Path) -> None:
    (fault,) = found(section("Towns"), tmp_path, "Dust fell {{ dust.percent }}")
    assert (fault.where, "expect" in fault.fix) == ("briefing.toml, edition.title", False)
    (fault,) = found("title: Dust fell {{ dust.percent }}\n" + section("Towns"), tmp_path)
    assert (fault.where, "expect" in fault.fix) == ("story.en.yaml, line 1", True)
