"""A test that passes is reported once; whatever else happens to one is reported as ever."""

from __future__ import annotations

import pytest

from tests.fewer_messages import OneReport
from tests.processor_seconds import FIELD


def sent(*phases: tuple[str, str]) -> list[tuple[str, str, float]]:
    """The phases of a test and how they end, each of which takes a second → the reports that are sent with the seconds
    that they state."""
    found: list[tuple[str, str, float]] = []
    report = OneReport(lambda name, data: found.append((data["when"], data["outcome"], data[FIELD])))
    report("logstart", nodeid="one")
    for when, outcome in phases:
        report("testreport", data={"when": when, "outcome": outcome, "keywords": {"slow": 1}, FIELD: 1.0})
    return found


def test_a_test_that_passes_is_reported_once_with_the_seconds_of_all_its_phases() -> None:
    assert sent(("setup", "passed"), ("call", "passed"), ("teardown", "passed")) == [("call", "passed", 3.0)]


@pytest.mark.parametrize(
    ("phases", "reported"),
    [
        ((("setup", "failed"), ("teardown", "passed")), [("setup", "failed"), ("teardown", "passed")]),
        ((("setup", "skipped"), ("teardown", "passed")), [("setup", "skipped"), ("teardown", "passed")]),
        (
            (("setup", "passed"), ("call", "failed"), ("teardown", "passed")),
            [("call", "failed"), ("teardown", "passed")],
        ),
        (
            (("setup", "passed"), ("call", "passed"), ("teardown", "failed")),
            [("call", "passed"), ("teardown", "failed")],
        ),
    ],
)
def test_what_fails_or_is_skipped_is_reported_as_ever(
    phases: tuple[tuple[str, str], ...], reported: list[tuple[str, str]]
) -> None:
    assert [one[:2] for one in sent(*phases)] == reported


def test_messages_about_other_things_are_sent() -> None:
    names: list[str] = []
    report = OneReport(lambda name, **given: names.append(name))
    report("collectionfinish", ids=[])
    report("logfinish", nodeid="one")
    report("runtest_protocol_complete", item_index=0, duration=0.1)
    assert names == ["collectionfinish", "runtest_protocol_complete"]
