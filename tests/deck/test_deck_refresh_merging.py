"""Numbers in texts that a hand has reworded are found again, and only whole ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx.oxml import parse_xml

from briefing.deck.bindings import Segment, characters_of
from briefing.deck.reading import A, characters
from briefing.deck.refresh.merging import TextEdit, merge
from briefing.deck.refresh.text_body import edit

START, MIDDLE = "Density rose ", " years, to "
OLD: list[Segment] = [START, ["5.5-fold", "multiple"], " in ", ["nine", "span"], MIDDLE, ["262.9", "last"]]
NEW: list[Segment] = [START, ["5.6-fold", "multiple"], " in ", ["ten", "span"], MIDDLE, ["271.3", "last"]]


def merged(now: str, new: list[Segment] = NEW) -> str:
    found = now
    for item in reversed(merge(OLD, now, new).edits):
        found = found[: item.start] + item.new + found[item.end :]
    return found


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("Density rose 5.5-fold in nine years, to 262.9", "Density rose 5.6-fold in ten years, to 271.3"),
        ("Over nine years our density rose 5.5-fold!", "Over nine years our density rose 5.6-fold!"),
        ("To 262.9: density, up 5.5-fold", "To 271.3: density, up 5.6-fold"),
        (
            "Density rose about five times in nine years, to 262.9.",
            "Density rose about five times in ten years, to 271.3.",
        ),
        ("Density rose 5.9-fold in nine years, to 262.9", "Density rose 5.9-fold in ten years, to 271.3"),
        ("Density rose 5.5-fold in nineteen years, to 1262.9", "Density rose 5.6-fold in nineteen years, to 1262.9"),
        ("Density rose 5.5-fold in nine years, to 262.95", "Density rose 5.6-fold in ten years, to 262.95"),
        ("Density rose −5.5-fold in nine years, to 262.9%", "Density rose −5.5-fold in ten years, to 262.9%"),
        ("", ""),
    ],
)
def test_numbers_of_a_reworded_sentence_are_new_and_rewritten_ones_stay(now: str, then: str) -> None:
    assert merged(now) == then


def test_what_was_rewritten_or_removed_is_listed_with_what_the_data_say() -> None:
    left = merge(OLD, "Density rose about five times, to 262.9", NEW).left
    assert [(what.split("”")[0], now) for what, now in left] == [("“5.5-fold", "5.6-fold"), ("“nine", "ten")]
    assert merge(OLD, characters_of(OLD), NEW).left == ()


def test_a_number_that_the_story_no_longer_prints_is_left_and_listed() -> None:
    result = merge(
        OLD, "We say: density rose 5.5-fold in nine years, to 262.9", ["Density fell to ", ["271.3", "last"]]
    )
    assert [edit.new for edit in result.edits] == ["271.3"]
    assert len(result.left) == 3


@given(st.lists(st.sampled_from(["Density", "nine", "5.5-fold", "262.9", "x", ",", " ", "\n", "2"]), max_size=12))
def test_whatever_a_hand_writes_each_number_is_either_new_or_listed(words: list[str]) -> None:
    now = "".join(words)
    result = merge(OLD, now, NEW)
    assert len(result.edits) + len(result.left) == 3
    for item in result.edits:
        assert now[item.start : item.end] in ("5.5-fold", "nine", "262.9")


BODY = (
    f'<p:txBody xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{A[1:-1]}"><a:bodyPr/>'
    '<a:p><a:r><a:rPr b="1"/><a:t>up 5.</a:t></a:r><a:r><a:rPr i="1"/><a:t>5-fo</a:t></a:r><a:br/>'
    "<a:r><a:t>ld</a:t></a:r></a:p><a:p><a:r><a:t>second</a:t></a:r></a:p></p:txBody>"
)


def test_a_number_cut_across_runs_and_lines_becomes_one_in_its_first_run() -> None:
    body = parse_xml(BODY)
    assert characters(body) == "up 5.5-fo\vld\nsecond"
    edit(body, [TextEdit(3, 12, "5.6-fold"), TextEdit(13, 19, "next")])
    assert characters(body) == "up 5.6-fold\nnext"
    assert [run.get("b") for run in body.iter(f"{A}rPr")] == ["1"]
