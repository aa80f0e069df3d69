"""Sentences on what happened over time say of when each value is."""

from __future__ import annotations

import re

import pytest

from briefing.draft.narrative import time_wordings_en, time_wordings_zh
from briefing.draft.narrative.wording_tables import WordingTable


@pytest.mark.parametrize("wordings", [time_wordings_en.WORDINGS, time_wordings_zh.WORDINGS], ids=["en", "zh"])
def test_the_value_before_a_step_stands_with_its_date_as_it_may_be_of_a_year_before(wordings: WordingTable) -> None:
    texts = [text for slot in wordings["shift"].values() for text in slot if "<before>" in text]
    assert len(texts) > 5
    assert [text for text in texts if not re.search("<before ([Ii]n|period)>", text)] == []
