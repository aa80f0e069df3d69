"""Which place an edition is of, where nobody says it, and how many decimals its numbers have."""

from __future__ import annotations

import pandas as pd
import pytest

from briefing.draft.recognition.edition_choices import choose_place, printed_decimals


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


def test_whole_numbers_that_a_program_wrote_with_a_decimal_are_printed_without() -> None:
    counts = pd.Series(["502.0", "551.0", "709.0", "613.0", "714.0"])
    assert printed_decimals(counts, 714.0) == 0
    assert printed_decimals(pd.concat([counts, pd.Series(["61.5"])]), 714.0) is None
    assert printed_decimals(counts[:4], 709.0) is None, "so few may be whole by chance"
