"""Words that a sentence has with a small letter, and names that it has with a capital."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.common_nouns import is_common


@pytest.mark.parametrize("word", ["Fishing", "Forestry", "Printing", "Bakeries", "Textiles", "Females"])
def test_a_branch_of_trade_is_a_common_noun(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize("word", ["Cycle", "Bicycle", "Nurse", "Visitor", "Church", "Gases", "Barley", "Casualties"])
def test_one_of_what_is_counted_is_a_common_noun_too(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize("word", ["Reading", "Fiji", "GDP", "Nestlé", "Apple", "Shell"])
def test_a_name_is_none(word: str) -> None:
    assert not is_common(word)
