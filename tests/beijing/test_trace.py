"""Every numeral of the Beijing edition stands in its ledger, at its own place."""

from __future__ import annotations

from tests.test_trace import (  # noqa: F401  (what holds for every edition holds for this one)
    ledger,
    test_every_numeral_of_a_page_is_a_row_of_the_brief,
    test_every_numeral_of_a_slide_its_notes_and_its_alt_texts_is_a_row_of_that_slide,
    test_every_numeral_of_the_letter_is_a_row_of_it,
    test_every_source_of_a_fact_is_listed,
    test_every_use_has_its_fact,
)
