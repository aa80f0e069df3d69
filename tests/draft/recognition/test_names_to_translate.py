"""A draft with a Chinese story says where names in Chinese are to be written, if the table has none."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.imported_data import RecognitionOptions
from tests.draft.recognition.test_recognising import grid, recognised

LINE = "{}: the names in Chinese (name_zh); until then those of the table stand there"


@pytest.mark.parametrize(
    ("languages", "place", "rate", "files"),
    [
        (("en", "zh"), "North", "rate", "indicators.csv and entities.csv"),
        (("zh",), "北境", "rate", "indicators.csv"),
        (("zh",), "北境", "失业率", ""),
        (("en",), "North", "rate", ""),
    ],
)
def test_names_without_chinese_are_to_be_filled_in(
    languages: tuple[str, ...], place: str, rate: str, files: str
) -> None:
    cells = [(f"{place}{at}", year, 3 + at) for at in (1, 2, 3) for year in range(2018, 2024)]
    made = recognised(grid(f"Region|Year|{rate}", *cells), RecognitionOptions(languages=languages))
    assert [line for line in made.to_fill if "name_zh" in line] == ([LINE.format(files)] if files else [])
