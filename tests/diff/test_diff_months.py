"""Two editions a month apart, from one project: the new month, the revision of the last one, and what only rolls on."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.diff import Changes, diff
from tests.diff.conftest import alone
from tests.traffic import APRIL, MARCH, project

Editions = tuple[briefing.Build, briefing.Build]


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """The edition of March 2026, and that of April after it."""
    folder = tmp_path_factory.mktemp("months")
    made = project(folder / "project")
    old = briefing.build(made, folder / "old", as_of=MARCH)
    return old, briefing.build(made, folder / "new", as_of=APRIL, previous=old.ledger)


def compared(months: Editions) -> Changes:
    return diff(months[0].ledger, months[1].ledger)


def test_a_new_month_is_told_with_both_and_a_revision_by_its_size_and_direction(months: Editions) -> None:
    lines = str(compared(months)).splitlines()
    assert lines[0].endswith("(harbour-traffic.en, as of 2026-03-31, values of January 2024 to March 2026)")
    assert "  ships.last  471 → 436  new period (March 2026 → April 2026)" in lines
    at = lines.index("readings of the same period: 1 revised")
    assert lines[at + 1] == "  ships, Port Alder March 2026: 471 → 468, down 3  revised"
    assert sum(line.count("(revised)") for line in lines) == 1  # the next month is no revision of this one
    assert any("and with it: at('2026-03') 471 → 468 (revised);" in line for line in lines)


def test_json_has_the_periods_and_the_kind_of_a_revision(months: Editions) -> None:
    found = compared(months).as_json()
    assert found["revisions"] == [
        {"indicator": "ships", "entity": "Port Alder", "period": "2026-03", "part": "value", "kind": "revised",
         "old": "471", "new": "468", "change": -3}
    ]  # fmt: skip
    last = next(one for one in found["numbers"] if one["fact"] == "ships.last")
    assert (last["why"], last["years"], last["revisions"]) == (["period"], ["March 2026", "April 2026"], [])


def test_the_letter_and_the_section_say_the_same(months: Editions) -> None:
    letter = months[1].letter
    assert letter is not None
    text = " ".join(letter.with_suffix(".txt").read_text(encoding="utf-8").split())
    assert "Ships, a month, March 2026: revised from 471 to 468, down 3" in text
    assert "Ships, a month: 436 (April 2026); previously 471 (March 2026)" in text
    assert text.index("revised from") < text.index("436 (April 2026)")


def test_a_deck_alone_is_compared_by_its_words_and_the_names_of_months_are_known(
    months: Editions, tmp_path: Path
) -> None:
    assert diff(alone(months[0].deck, tmp_path / "one"), months[0].ledger).numbers == ()
    found = {one.fact: one for one in diff(alone(months[0].deck, tmp_path / "two"), months[1].ledger).numbers}
    assert found["ships.last"].why == ("print",)
