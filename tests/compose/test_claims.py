"""Claims are tested: a false one stops, an open one counts as false, `when` drops or swaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import StoryError
from briefing.model.text import plain
from tests.compose.sample import composed, dataset, faults, section


def test_a_false_expectation_stops_with_sentence_expression_values_and_place(tmp_path: Path) -> None:
    text = section("Title", "points:", "  - text: Firms tripled", "    expect: firms.multiple > 3")
    with pytest.raises(StoryError) as caught:
        composed(text, tmp_path)
    (found,) = caught.value.findings
    assert found.where == "story.en.yaml, line 6"
    assert "'Firms tripled' is not true: firms.multiple > 3 (now firms.multiple = 2.3-fold)" in found.what
    assert "when" in found.fix


def test_a_true_expectation_is_kept_as_a_claim(tmp_path: Path) -> None:
    text = section(
        "Firms doubled", "expect: firms.multiple >= 2", "points:", "  - {text: Not tripled, expect: firms.multiple < 3}"
    )
    claims = composed(text, tmp_path).claims
    assert [(item.place, item.text, item.expect, item.holds) for item in claims] == [
        ("one, title", "Firms doubled", "firms.multiple >= 2", True),
        ("one, point 1", "Not tripled", "firms.multiple < 3", True),
    ]


def test_new_data_makes_an_old_sentence_an_error(tmp_path: Path) -> None:
    text = section("Patents rose fivefold", "expect: patents.multiple >= 5")
    assert faults(text, tmp_path) == ()
    with pytest.raises(StoryError, match="is not true"):
        composed(text, tmp_path, dataset(patents_last=200))


def test_a_claim_that_a_bound_leaves_open_counts_as_false_and_says_why(tmp_path: Path) -> None:
    (found,) = faults(section("Title", "expect: enterprises.at(2019) > 28000"), tmp_path)
    assert "enterprises.at(2019) is only known one-sidedly, so the claim is not certain" in found.what


def test_a_negated_open_claim_is_not_true_either(tmp_path: Path) -> None:
    assert len(faults(section("Title", "expect: not (enterprises.at(2019) > 28000)"), tmp_path)) == 1


def test_when_drops_a_point_or_swaps_it(tmp_path: Path) -> None:
    lines = (
        "points:",
        "  - {text: Fell, when: patents.change < 0}",
        "  - {text: Fell, when: patents.change < 0, otherwise: Rose}",
        "  - {text: Stood, when: patents.change > 0}",
    )
    points = composed(section("Title", *lines), tmp_path).sections[0].points
    assert [plain(point.body) for point in points] == ["Rose", "Stood"]


def test_the_expectation_of_a_dropped_sentence_is_not_tested(tmp_path: Path) -> None:
    lines = ("points:", "  - {text: Fell, when: patents.change < 0, expect: patents.change < 0, otherwise: Rose}")
    assert composed(section("Title", *lines), tmp_path).claims == ()


def test_when_drops_a_section(tmp_path: Path) -> None:
    text = section("Title") + "  - {id: two, title: Gone, when: patents.change < 0}\n"
    assert [item.id for item in composed(text, tmp_path).sections] == ["one"]


def test_a_section_whose_condition_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    text = section("Title") + "  - {id: two, title: Gone, when: patens.change < 0}\n"
    (found,) = faults(text, tmp_path)
    assert found.where == "story.en.yaml, line 4"


def test_points_carry_the_outputs_they_stand_in(tmp_path: Path) -> None:
    text = section("Title", "points:", "  - {text: Here, only: [deck]}", "  - There")
    assert [point.outputs for point in composed(text, tmp_path).sections[0].points] == [
        ("deck",),
        ("deck", "brief", "letter"),
    ]


def test_the_expectation_of_a_section_does_not_excuse_a_typed_number(tmp_path: Path) -> None:
    assert len(faults(section("Up 77", "expect: firms.multiple > 2"), tmp_path)) == 1


def test_a_refused_fact_is_told_with_its_line(tmp_path: Path) -> None:
    (found,) = faults(section('"{{ patents.at(2016) }}"'), tmp_path)
    assert found.where == "story.en.yaml, line 3"
    assert "no value for 2016" in found.what


def test_a_claim_of_a_text_that_cannot_be_printed_is_no_second_fault(tmp_path: Path) -> None:
    broken = ("points:", '  - text: "Firms {{ firms.last | ordinal }}"', "    expect: firms.last < 0")
    (found,) = faults(section("Title", *broken), tmp_path)
    assert "''" not in found.what
    assert "is not true" not in found.what
