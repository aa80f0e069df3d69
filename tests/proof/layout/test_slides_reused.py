"""What was found on a slide is found again on one that differs in the figures of its date, and on no other."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.proof.evidence import Evidence
from briefing.proof.layout import slide_layout
from briefing.proof.parsed_file import Element, Page, ParagraphFormat, ParsedFile, Role, Run, TextFrame
from briefing.reuse import STORE, from_nothing


@pytest.fixture(autouse=True)
def empty() -> None:
    STORE.clear()


def shape(role: Role, text: str, top: float) -> Element:
    box = (48.0, top, 400.0, top + 40.0)
    return Element(
        role, role, box, ((Run(text, 14.0, face="Arial"),),), settings=(ParagraphFormat(size=14.0),), frame=TextFrame()
    )


def deck(*dates: str, title: str = "Slide") -> ParsedFile:
    pages = (
        Page(at, 960.0, 540.0, (shape("title", f"{title} {at}", 40.0), shape("date", date, 500.0)))
        for at, date in enumerate(dates, start=1)
    )
    return ParsedFile("a.pptx", "deck", b"", tuple(pages))


def found(parsed: ParsedFile) -> list[str]:
    return [f"{one.rule} {one.location.page} {one.what}" for one in slide_layout.check(Evidence((parsed,)))]


def test_slides_of_another_day_are_not_measured_again() -> None:
    found(deck("30 Dec 2024", "30 Dec 2024"))
    STORE.misses.clear()
    found(deck("14 Dec 2024", "14 Dec 2024"))
    assert STORE.misses["slide-layout"] == 0


@pytest.mark.parametrize("date", ["3 Dec 2024", "30 December 2024 " * 9, "", "click to add a date", "30 Dez 2024"])
def test_whatever_the_date_the_slides_are_judged_as_from_nothing(date: str) -> None:
    found(deck("30 Dec 2024", "30 Dec 2024"))
    warm = found(deck("30 Dec 2024", date))
    with from_nothing():
        assert warm == found(deck("30 Dec 2024", date))


def test_a_title_that_comes_twice_is_found_on_slides_that_were_judged_before() -> None:
    sound = deck("30 Dec 2024", "30 Dec 2024")
    assert not any("layout-title-twice" in one for one in found(sound))
    first, second = sound.pages
    twice = replace(sound, pages=(first, replace(first, number=2), replace(second, number=3)))
    assert [one for one in found(twice) if "layout-title-twice" in one] == [
        "layout-title-twice 2 it has the title of slide 1"
    ]
