"""Which place an edition is of, where nobody says it."""

from __future__ import annotations

import pandas as pd
import pytest

from briefing.draft.recognition.edition_choices import choose_place


@pytest.mark.parametrize("answer", ["No answer", "Don’t know", "Don't know/refused", "Keine Angabe", "不知道"])
def test_no_edition_is_of_an_answer_that_is_none(answer: str) -> None:
    shares = {"Yes": 30, "No": 20, answer: 50}
    rows = pd.DataFrame(
        [(name, "2019", "a", str(share), float(share)) for name, share in shares.items()],
        columns=["entity", "period", "indicator_id", "value", "number"],
    )
    assert choose_place(rows, {}, "")[0] == "Yes"
    assert choose_place(rows, {}, answer)[0] == answer
    assert choose_place(rows[rows["entity"] == answer], {}, "")[0] == answer
