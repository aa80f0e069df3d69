"""Conditions over the facts of a project, as a schedule asks them: the same evaluation as that of a story."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import read
from briefing.assets import asset
from briefing.compose import holds
from briefing.errors import StoryError
from tests.editions import two_towns

WHERE = "dispatch.toml, schedules.monthly.when"


@pytest.mark.parametrize(
    ("expression", "true"),
    [
        ("solar.last > 230", True),
        ("solar.last > 230 and retrofits.multiple > 3", False),
        ("solar.last.year == 2023", True),
        ("solar.entity == 'Port Alder'", True),
        ("not solar.multiple < 5", True),
        ("pumps.at(2019) > 2500", True),  # over 3,000
        ("count(solar.multiple > 2, retrofits.multiple > 2) == 2", True),
    ],
)
def test_a_condition_is_true_or_false(expression: str, *, true: bool) -> None:
    assert holds(read.project(asset("gallery")), expression, WHERE) is true


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("sola.last > 250", "unknown name `sola`"),
        ("solar.last", "neither true nor false"),
        ("", ""),
        ("__import__('os').system('true')", ""),
        ("solar.at(1900) > 1", "1900"),
        ("solar.last >", ""),
        ("pumps.at(2019) > 3100", "only known one-sidedly"),
    ],
)
def test_what_cannot_be_decided_is_an_error_at_its_place(expression: str, what: str) -> None:
    with pytest.raises(StoryError) as caught:
        holds(read.project(asset("gallery")), expression, WHERE)
    (finding,) = caught.value.findings
    assert finding.where == WHERE
    assert what in finding.what
    assert finding.fix


def test_it_follows_the_entity_and_the_period_of_a_recipient(starter: Path) -> None:
    town = two_towns(starter)
    assert holds(read.project(town), "visits.last > 500 and visits.first.year == 2019", WHERE)
    assert not holds(read.project(town, entity="Sample Town"), "visits.last > 500", WHERE)
    assert holds(read.project(town, period=(2021, 2023)), "visits.first.year == 2021", WHERE)
