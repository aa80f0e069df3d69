"""Values of periods after the tables were published are left out."""

from __future__ import annotations

import pandas as pd

from briefing.draft.raw_table import StatedSource
from briefing.draft.recognition.future_periods import without_future


def test_of_several_tables_the_one_that_ends_last_says_which_values_lie_ahead() -> None:
    years = [str(year) for year in range(2019, 2026)]
    rows = pd.DataFrame({"period": years, "value": ["1"] * 7, "status": ["A"] * 7})
    sources = [StatedSource(published="2022"), StatedSource(published="2022-05-03")]
    known, (left,) = without_future(rows, None, sources)
    assert list(known["period"]) == ["2019", "2020", "2021", "2022"]
    assert left.reason.startswith("values of 2023 to 2025, after the table was published (2022);")
