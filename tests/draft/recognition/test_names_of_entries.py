"""What the entries of a column are called, by its head, and numbers that are entries."""

from __future__ import annotations

from briefing.draft.recognition.imported_data import RecognitionOptions
from tests.draft.recognition.test_recognising import grid, recognised


def test_what_has_names_is_called_so_and_whole_ages_tell_rows_of_one_period_apart() -> None:
    options = RecognitionOptions(period="2020")
    cells = [(f"Pier {at}", at % 7 + 20, at % 5 + 30) for at in range(9)]
    assert recognised(grid("ProviderName|Visits|Boats", *cells), options).things == {"en": "providers"}
    assert recognised(grid("First name|Visits|Boats", *cells), options).things == {"en": "first name entries"}
    ages = recognised(grid("Age (years)|Men|Women", *((25 + at, *cells[at][1:]) for at in range(9))), options)
    assert (len(ages.indicators), ages.things, len(set(ages.observations["entity"]))) == (2, {"en": "ages"}, 9)
