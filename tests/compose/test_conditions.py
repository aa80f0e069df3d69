"""Conditions over the facts of a project, as a schedule asks them: the same evaluation as that of a story."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import read
from briefing.compose import holds
from briefing.errors import StoryError
from tests.conftest import BEIJING
from tests.editions import two_towns

WHERE = "dispatch.toml, schedules.monthly.when"


@pytest.mark.parametrize(
    ("expression", "true"),
    [
        ("patents.last > 250", True),
        ("patents.last > 250 and contracts.multiple > 3", False),
        ("patents.last.year == 2023", True),
        ("patents.entity == 'Beijing'", True),
        ("not patents.multiple < 5", True),
        ("enterprises.at(2019) > 20000", True),  # over 27,000
        ("count(patents.multiple > 2, contracts.multiple > 2) == 2", True),
    ],
)
def test_a_condition_is_true_or_false(expression: str, *, true: bool) -> None:
    assert holds(read.project(BEIJING), expression, WHERE) is true


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("patent.last > 250", "unknown name `patent`"),
        ("patents.last", "neither true nor false"),
        ("", ""),
        ("__import__('os').system('true')", ""),
        ("patents.at(1900) > 1", "1900"),
        ("patents.last >", ""),
        ("enterprises.at(2019) > 28000", "only known one-sidedly"),
    ],
)
def test_what_cannot_be_decided_is_an_error_at_its_place(expression: str, what: str) -> None:
    with pytest.raises(StoryError) as caught:
        holds(read.project(BEIJING), expression, WHERE)
    (finding,) = caught.value.findings
    assert finding.where == WHERE
    assert what in finding.what
    assert finding.fix


def test_it_follows_the_entity_and_the_period_of_a_recipient(starter: Path) -> None:
    town = two_towns(starter)
    assert holds(read.project(town), "visits.last > 500 and visits.first.year == 2019", WHERE)
    assert not holds(read.project(town, entity="Sample Town"), "visits.last > 500", WHERE)
    assert holds(read.project(town, period=(2021, 2023)), "visits.first.year == 2021", WHERE)
