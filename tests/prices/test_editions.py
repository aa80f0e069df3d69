"""One story, twelve months: each edition says what was known on its day, and nobody edits a sentence for it."""

from __future__ import annotations

import datetime as dt

import pytest
from pptx import Presentation
from pypdfium2 import PdfDocument

import briefing
from briefing import read
from briefing.compose.composition import compose
from briefing.diff import diff
from briefing.model.text import plain
from tests.prices.editions import DAYS, PRICES, built, ledger
from tests.reading import texts

# A month without a missing one behind it, the month after it, the last of all.
BUILT = ("2025-10-31", "2025-12-31", "2026-08-31")
FIRST, REVISED = "2026-07-05", "2026-07-31"


def printed(edition: briefing.Build, *suffixes: str) -> str:
    """What an edition says in files of some kinds, in one line."""
    found = [text for name, text in texts(edition).items() if any(part in name for part in suffixes)]
    return " ".join(" ".join(found).replace("\u00a0", " ").split())


def test_the_story_holds_in_each_of_twelve_months_and_no_two_begin_alike() -> None:
    story, covers = PRICES / "story.en.yaml", set()
    for as_of in DAYS:
        project = read.project(PRICES, as_of=dt.date.fromisoformat(as_of))
        document = compose(project, read.story(story), "en")
        assert document.findings == ()
        covers.add(plain(document.title + document.subtitle))
    assert len(covers) == len(DAYS)


@pytest.mark.parametrize("as_of", BUILT)
def test_an_edition_is_built_with_a_clean_proof_and_without_a_warning(as_of: str) -> None:
    edition = built(as_of)
    assert edition.findings == ()
    assert all(part is not None for part in (edition.deck, edition.brief, edition.letter))
    assert edition.deck is not None
    assert edition.brief is not None
    assert 8 <= len(Presentation(str(edition.deck)).slides) <= 10
    assert len(PdfDocument(edition.brief)) == 3


@pytest.mark.parametrize("suffix", ["slide", ".pdf", ".txt"])
def test_the_month_that_was_never_published_is_named_where_it_is_needed(suffix: str) -> None:
    after, before = printed(built("2025-12-31"), suffix), printed(built("2025-10-31"), suffix)
    if suffix == ".txt":
        assert "No change on the month can be given for November 2025: the month before was not published." in after
    else:
        assert "October 2025: not published" in after or "October 2025 was not published" in after
    assert "not published" not in before.replace("“Not published”", "")


def test_no_change_is_drawn_on_a_month_that_was_never_published() -> None:
    slides = printed(built("2025-12-31"), "slide")
    assert "No monthly change can be given for November 2025" in slides
    assert "Oct–Nov 2025: no value" in slides
    assert "Oct–Nov 2025: not published" not in slides  # November was


def test_a_first_reading_is_provisional_and_the_revised_one_takes_its_place() -> None:
    pair = built(FIRST), built(REVISED, FIRST)
    first, revised = (ledger(edition)["facts"]["brent.last"] for edition in pair)
    assert (first["value"], first["observations"][0]["status"]) == (86.11, "P")
    assert (revised["value"], revised["observations"][0]["status"]) == (85.4, "A")
    assert [row["value"] for row in revised["observations"][0]["earlier"]] == [86.11]
    assert "Provisional: June 2026" in printed(built(FIRST), "slide")
    assert "Provisional" not in printed(built(REVISED, FIRST), "slide")


@pytest.mark.parametrize("suffix", ["slide", ".txt", ".html"])
def test_the_edition_after_says_that_june_was_revised_by_how_much_and_in_which_direction(suffix: str) -> None:
    told = printed(built(REVISED, FIRST), suffix)
    for words in ("June 2026", "85.40", "86.11", "down 0.71"):
        assert words in told


def test_the_diff_of_the_two_editions_tells_the_revision_apart_from_new_periods() -> None:
    changes = diff(built(FIRST).ledger, built(REVISED, FIRST).ledger)
    lines = str(changes)
    assert "brent, World market June 2026: 86.11 → 85.4, down 0.71" in lines
    assert "new period (May 2026 → June 2026)" in lines


def test_each_edition_counts_its_months_back_from_the_newest_that_was_known() -> None:
    for as_of, newest in (("2025-10-31", "2025-09"), ("2026-08-31", "2026-07")):
        assert ledger(built(as_of))["facts"]["brent.last"]["observations"][0]["period"] == newest


def test_a_week_without_a_year_before_says_so_and_a_price_is_named_once_as_not_adjusted() -> None:
    pages = " ".join(printed(built("2025-10-31"), ".pdf").split())
    assert "dollars a barrel no value 63.22 (week of 20 Oct 2025) no value" in pages
    assert "Brent crude oil price, not seasonally adjusted." in pages
    assert "weekly and Brent" not in pages
    assert "price and Brent crude oil price, weekly" not in pages


def test_a_month_in_which_little_moved_is_headed_by_its_range() -> None:
    assert "Brent stayed between 62.36 and 69.22 dollars" in printed(built("2025-10-31"), ".txt")
